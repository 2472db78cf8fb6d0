"""Make ``codes/code.schema.json``, the JSON Schema of a code file, from the types of the model.

    python scripts/schema.py [--write]

The file is compared with the model; with ``--write`` it is written first. The exit code is 1 when it is out of date,
else 0.

It is a schema of draft 2020-12 that uses only what draft 7 knows too and reads alike: the language server behind most
editors of TOML takes every schema for one of draft 7. It has no sign outside ASCII, so that no shell that redirects
it into a file can spoil it.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from compact_core.content.read import PROOF
from compact_core.content.structure import file_fields, file_key
from compact_core.content.write import FORMAT
from compact_core.model import PART_KINDS, Code, TextRule
from compact_core.model.text_rules import Id

if TYPE_CHECKING:
    from pydantic_core import core_schema

Schema = dict[str, Any]

FILE = Path(__file__).resolve().parent.parent / "codes" / "code.schema.json"

_Proof = Annotated[str, TextRule(pattern=PROOF.pattern, allowed="a digest and a number of words")]


class FileSchema(GenerateJsonSchema):
    """The types of the model as files hold them: with the keys of files, and no others."""

    def dataclass_schema(self, schema: core_schema.DataclassSchema) -> Schema:
        """One type as a table: its docstring and those of its fields are the descriptions."""
        kind = schema["cls"]
        table = super().dataclass_schema(schema)
        meanings = field_meanings(kind)
        keys = {field.name: file_key(field) for field in file_fields(kind)}
        table["properties"] = {
            key: {**table["properties"][name], "description": meanings[name]} for name, key in keys.items()
        }
        table["required"] = [keys[name] for name in table.get("required", ())]
        table["additionalProperties"] = False
        if kind in PART_KINDS.values():
            table["required"].append("kind")
            del table["properties"]["kind"]["default"]
        return table

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - the signature is pydantic's
        """No titles for keys: they would only repeat them."""
        return False


def field_meanings(kind: type) -> dict[str, str]:
    """The docstrings of the fields of a dataclass and its bases, by field."""
    meanings = {}
    for base in reversed(kind.__mro__[:-1]):
        (tree,) = ast.parse(dedent(inspect.getsource(base))).body
        assert isinstance(tree, ast.ClassDef)  # noqa: S101 - tells the type checker
        for field, below in zip(tree.body, tree.body[1:], strict=False):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                    meanings[name] = inspect.cleandoc(text).replace("``", "`")
    return meanings


def code_schema() -> Schema:
    """The JSON Schema of a code file."""
    schema = TypeAdapter(Code).json_schema(schema_generator=FileSchema)
    content: Schema = schema["properties"]
    schema["$defs"]["Part"] = part_schema(schema["$defs"])
    content["parts"]["items"] = {"$ref": "#/$defs/Part"}
    content["wording"] = {"description": content["wording"]["description"], **proofs_schema()}
    del schema["$defs"]["Wording"]
    version = {"const": FORMAT, "type": "integer", "description": "Version of the format that the file is written in."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:compacts:code:{FORMAT}",
        "title": "Code file",
        "description": schema["description"],
        "type": "object",
        "properties": {"format": version, **content},
        "required": ["format", *schema["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(schema["$defs"].items())),
    }


def part_schema(types: dict[str, Schema]) -> Schema:
    """Any part: the kind that it names says which keys it has.

    Each kind is a condition of its own. Of alternatives (``oneOf``) an editor can only say that none of them fits; then
    it marks the whole part, not the mistake. The list of all keys lets editors complete them; it stands among the
    conditions because the editors' language server looks nowhere else when there are some.
    """
    known: dict[str, Schema] = {}
    for kind in PART_KINDS.values():
        for key, value in types[kind.__name__]["properties"].items():
            known.setdefault(key, {name: value[name] for name in ("description", "type")})
    known["kind"] = {"description": "What the part is; it says which other keys there are.", "enum": [*PART_KINDS]}
    conditions = [
        {
            "if": {"properties": {"kind": {"const": word}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/{kind.__name__}"},
        }
        for word, kind in PART_KINDS.items()
    ]
    return {
        "title": "Part",
        "description": "Anything that the document prints: a heading, a provision, a table and so on.",
        "type": "object",
        "allOf": [{"properties": known, "required": ["kind"]}, *conditions],
    }


def proofs_schema() -> Schema:
    """The table ``[wording]``: a proof by the id of each part."""
    return {
        "type": "object",
        "propertyNames": TypeAdapter(Id).json_schema(),
        "additionalProperties": TypeAdapter(_Proof).json_schema(),
    }


def main() -> int:
    """Write the file if asked to, and say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Make the JSON Schema of a code file.")
    parser.add_argument("--write", action="store_true", help="write the file instead of only comparing it")
    text = json.dumps(code_schema(), indent=2) + "\n"
    if parser.parse_args().write:
        FILE.write_text(text, encoding="ascii", newline="\n")
    current = FILE.is_file() and FILE.read_text(encoding="utf-8") == text
    name = FILE.relative_to(FILE.parent.parent).as_posix()
    print(f"{name} is up to date." if current else f"{name} is out of date. Run: python scripts/schema.py --write")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
