"""The shipped schema put to use beside the reader: what each of them refuses."""

import json
import re
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator

from compact_core.content.checks import check_whole
from compact_core.content.flaws import Flaw
from compact_core.content.read import code_from
from compact_core.text import clean

CODES = Path(__file__).parents[1] / "codes"
FILE = CODES / "code.schema.json"
SCHEMA: dict[str, Any] = json.loads(FILE.read_text(encoding="ascii"))


def _for_python(schema: dict[str, Any]) -> dict[str, Any]:
    """Give a part of the schema with the `$` of ECMA-262, which is the very end; Python's lets a line break follow."""
    pattern = schema.get("pattern")
    return {**schema, "pattern": re.sub(r"\$$", r"\\Z", pattern)} if isinstance(pattern, str) else schema


_IN_PYTHON = json.loads(FILE.read_text(encoding="ascii"), object_hook=_for_python)
VALIDATORS = (Draft202012Validator(_IN_PYTHON), Draft7Validator(_IN_PYTHON))


def schema_refuses(plain: dict[str, Any]) -> bool:
    """Whether the schema finds a mistake in a file's data; both drafts must say the same."""
    found, also_found = (not validator.is_valid(plain) for validator in VALIDATORS)
    assert found == also_found
    return found


def misshapen(plain: dict[str, Any]) -> list[Flaw]:
    """What the reader refuses in a file's data, but for what only a look at the whole code can tell."""
    code, flaws = code_from(plain)
    of_the_whole = list(check_whole(code))
    return [flaw for flaw in flaws if flaw.severity == "error" and flaw not in of_the_whole]


def cleaned(value: Any) -> Any:  # noqa: ANN401 - the data of a TOML file holds anything
    """The data as the reader takes it: without what steers a terminal."""
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value


def examples() -> list[str]:
    """The TOML examples of the page for writers; together they are one code with every table and every kind."""
    text = (CODES / "README.md").read_text(encoding="utf-8")
    return re.findall(r"^```toml\n(.*?\n)```$", text, re.DOTALL | re.MULTILINE)
