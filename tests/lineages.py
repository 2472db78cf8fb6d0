"""Lineage files for tests: what one says, and the text of one."""

from collections.abc import Mapping
from pathlib import Path

from compact_core.content.lineage_file import read_lineage_file
from compact_core.content.suggesting import lineage_text
from compact_core.model import Action, Agreement, Code, Header, Source
from compact_core.model.lineage import Lineage

__all__ = ["code_of_actions", "lineage_in", "lineage_text"]


def lineage_in(path: Path, codes: Mapping[str, Code]) -> Lineage:
    """The lineage in a file, which has no error."""
    found = read_lineage_file(path, codes)
    assert found.lineage is not None, found.problems
    return found.lineage


def code_of_actions(name: str, texts: Mapping[str, str], issued: str = "") -> Code:
    """A code of actions: their texts by id."""
    return Code(
        header=Header(id=name, title=f"Code {name}", issued=issued),
        agreement=Agreement(id="agreement", name="Agreement", kind="compact"),
        source=Source(title="Document"),
        parts=tuple(Action(id=identity, text=text) for identity, text in texts.items()),
    )
