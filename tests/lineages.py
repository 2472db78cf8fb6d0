"""Lineage files for tests: their content, and the text of one."""

from collections.abc import Mapping
from pathlib import Path

from compact_core.content.lineage_file import FORMAT, read_lineage_file
from compact_core.content.write import plain_value, toml_text
from compact_core.model import Code
from compact_core.model.lineage import Lineage


def lineage_in(path: Path, codes: Mapping[str, Code]) -> Lineage:
    """The lineage in a file, which has no error."""
    found = read_lineage_file(path, codes)
    assert found.lineage is not None, found.problems
    return found.lineage


def lineage_text(lineage: Lineage) -> str:
    """The lineage as the text of a file."""
    return toml_text({"format": FORMAT, **plain_value(lineage)})
