"""The paper on lineage files: what it says is so, and its example is sound."""

import io
import shlex
import sys
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest

from cli.running import run_here
from compact_core import read_text
from compact_core.content.lineage_file import read_lineage_bytes
from compact_core.content.structure import file_key
from compact_core.documents.decisions import read_decisions
from compact_core.model.lineage import CodePair, DroppedEntry, LineageLink, NewEntry, Suggestion
from project.test_docs import WRITERS, blocks, part, rows

PAPER = "docs/lineage.md"
TABLES = {"pairs": CodePair, "links": LineageLink, "dropped": DroppedEntry, "new": NewEntry, "suggestions": Suggestion}


def explained(name: str) -> dict[str, tuple[str, str]]:
    """Whether each key of a table is needed, and what the paper says of it."""
    return {key.strip("`"): (needed, meaning) for key, needed, meaning in rows(part(PAPER, f"## `[[{name}]]`"))}


@pytest.mark.parametrize("name", TABLES)
def test_every_key_of_a_lineage_is_explained(name: str) -> None:
    """The keys of each table are those that the reader takes, with every word that is allowed."""
    keys: dict[str, Field[Any]] = {file_key(one): one for one in fields(TABLES[name])}
    found = explained(name)
    assert {key: needed for key, (needed, _) in found.items()} == {
        key: "yes" if one.default is MISSING else "no" for key, one in keys.items()
    }
    hints = get_type_hints(TABLES[name])
    words = {key: get_args(hints[one.name]) for key, one in keys.items() if get_origin(hints[one.name]) is Literal}
    assert [(key, word) for key, allowed in words.items() for word in allowed if f"`{word}`" not in found[key][1]] == []


def test_the_example_of_a_lineage_is_sound() -> None:
    """With the smallest code and an older one beside it, only the content digests are missed."""
    example, *_ = blocks(PAPER, "toml")
    smallest = blocks(WRITERS, "toml")[0]
    more = '\n[[parts]]\nkind = "action"\nid = "{}"\ntext = "Do it."\n'
    older = smallest.replace("muddleford-2025", "muddleford-2019").replace("keep-word", "keep-promises")
    texts = (smallest + more.format("say-thanks"), older + more.format("bring-cake"))
    codes = {code.id: code for code in (read_text(text).code for text in texts) if code}
    loaded = read_lineage_bytes(example.encode(), "lineage.toml", codes)
    assert loaded.lineage is not None
    assert [problem.message.partition(",")[0] for problem in loaded.problems] == ["This link lacks content digests"]


def test_what_the_paper_tells_to_type_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One command after the other in one folder: each does its work; some leave entries to look at."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    lines = [line for block in blocks(PAPER, "sh") for line in block.splitlines() if line.split()[-1] != "our-codes"]
    done = {line: run_here(*shlex.split(line)[1:]) for line in lines}
    left = {line: one.err for line, one in done.items() if one.code not in {0, 1 if " review " in line else 0}}
    assert left == {}
    assert len(lines) >= 5
    *_, decided = blocks(PAPER, "toml")
    Path("decided.toml").write_text(decided, "utf-8")
    assert [one.choice for one in read_decisions("decided.toml").decisions] == ["adapt", "omit"]
