"""Look-ups: codes by id, and what stands where inside one code."""

from pathlib import Path

import pytest

from compact_core import Code, CodeIndex, Entry, Library, NotFoundError, read_text
from compact_core.library.indexing import entry_of
from compact_core.testing import library_of
from samples import OTTERBURY

INDEX = CodeIndex(read_text(OTTERBURY).code)  # type: ignore[arg-type]


def library(*texts: Code) -> tuple[Library, list[str]]:
    """A library of codes, and the ids of those that were read, in order."""
    by_id = {code.id: code for code in texts}
    read: list[str] = []

    def look_up(entry: Entry) -> Code:
        read.append(entry.id)
        return by_id[entry.id]

    return Library([entry_of(code, "here", f"{code.id}.toml") for code in texts], [], look_up), read


def test_a_code_is_read_when_it_is_asked_for_and_once() -> None:
    """Opening a library reads no code; asking twice reads it once."""
    found, read = library(INDEX.code)
    assert found.entry("otterbury-promises").title == "Promises between neighbours"
    assert read == []
    assert found.code("otterbury-promises") is found.index("otterbury-promises").code
    assert read == ["otterbury-promises"]


def test_what_is_not_there_names_what_is_near() -> None:
    """A wrong id is told with the nearest one, or with what to do."""
    found, _ = library(INDEX.code)
    asked = {
        "otterbury-promise": "There is no code called 'otterbury-promise'. Did you mean 'otterbury-promises'?",
        "x": "There is no code called 'x'. Type 'compacts list' to see every code.",
        "\x1b[31mx": "There is no code called 'x'. Type 'compacts list' to see every code.",
    }
    for name, message in asked.items():
        for ask in (found.entry, found.code, found.index):
            with pytest.raises(NotFoundError) as raised:
                ask(name)
            assert str(raised.value) == message
    with pytest.raises(NotFoundError) as raised:
        INDEX.item("trus")
    assert str(raised.value) == "There is no part of otterbury-promises called 'trus'. Did you mean 'trust'?"


def test_a_library_without_search_or_lineage_finds_nothing() -> None:
    """A library that was made of values answers every question, with nothing where it has no answer."""
    found, _ = library(INDEX.code)
    assert (found.search("trust"), found.lineages()) == ([], ())


def test_a_search_by_side_knows_who_owes_a_provision(tmp_path: Path) -> None:
    """What a side owes is found by it, also where only a section further out says so."""
    text = OTTERBURY.replace('lead = "We aim at this:"', 'duty = ["town"]')
    text = text.replace('number = "2"\ntitle = "Deeds"\nduty = ["all"]', 'within = "aims"\ntitle = "Deeds"')
    (tmp_path / "otterbury.toml").write_text(text, encoding="utf-8")
    found = library_of(codes=[tmp_path])
    assert found.problems == ()
    assert [hit.item for hit in found.search("Monday", side="public")] == ["meet"]
    assert found.search("Monday", side="third") == []
