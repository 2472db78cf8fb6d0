"""Codes made for the tests of the interface, one of them as hostile as text can be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compact_core.errors import CompactsError, ContentError, Problem
from compact_core.library.catalogue import Catalogue
from compact_core.library.indexing import entry_of
from compact_core.library.library import Library
from compact_core.library.readings import Reading
from compact_core.library.search.hits import find
from compact_core.library.search.passages import passages
from compact_core.library.stamps import stamp
from compact_core.model import Agreement, Code, Header, Link, Paragraph, Reminder, Section, Source
from compact_core.model.text_rules import Text
from planting import EVERY, leaf, planted, planted_code, texts_of

if TYPE_CHECKING:
    from compact_core.library.library import Entry

HOSTILE = (
    "[b]bold[/b]",
    "[/x]",
    "[@click=app.quit]x[/]",
    "[link='javascript:x']y[/link]",
    "$primary {0} %s ${x}",
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07bell",
    "\x9b2Jcleared",
    "back\x08space\x7f",
    "\u202eright to left\u202c",
    "\u2066isolated\u2069",
    "👩‍👩‍👧 🏳️‍🌈 ✅",
    "café Straße ﷽ e\u0301",
    "W" * 120,
    "tab\there",
    "line\nbreak",
)
"""Texts that break a terminal or Textual when they are not shown as text."""
WORST = " ".join(HOSTILE)
NAMES = [(kind, name) for kind, name in EVERY if name == "id"]
"""Fields that hold names for files and links."""


def bad(name: str) -> str:
    """A hostile text that can be told from the others."""
    return f"{name} {WORST}"


def hostile(kind: type[Any], name: str) -> str:
    """What the hostile code says in a field: its planted word and every hostile text; the word alone in a form."""
    word = planted(kind, name)
    return bad(word) if leaf(texts_of(kind)[name]) in {str, Text} else word


def hostile_code() -> Code:
    """A code of every kind of part, with hostile text in every field that takes any text."""
    code = planted_code([field for field in EVERY if field not in NAMES], hostile)
    named = (Section(id=f"text-{number}", title=text) for number, text in enumerate(HOSTILE))
    odd = Reminder(id=bad("id"), within="section", text="An id that only a plugin can give")
    links = (
        Link(source="action", target="principle", relation="upholds", reason="Said so.", basis="source"),
        Link(source="action", target=bad("missing id"), relation="upholds", reason="Nobody knows."),
    )
    return replace(
        code,
        header=replace(code.header, id="hostile"),
        agreement=replace(code.agreement, id="agreement"),
        parts=(*code.parts, odd, *named),
        links=(*code.links, *links),
    )


def plain_code() -> Code:
    """A small code that does nothing special."""
    return Code(
        header=Header(id="plain", title="A plain code"),
        agreement=Agreement(id="agreement", name=hostile(Agreement, "name"), kind="compact"),
        source=Source(title="A plain document"),
        parts=(
            Section(id="only", title="Only section"),
            Paragraph(id="said", within="only", at="1", text="Plainly said."),
        ),
    )


PROBLEMS = (
    Problem("error", bad("file"), 3, 7, bad("message"), bad("hint")),
    Problem("warning", "plugin x", 0, 0, "It is odd."),
)


def library_of(*codes: Code, problems: tuple[Problem, ...] = ()) -> Library:
    """A library of these codes, and of one that cannot be read and one that is gone."""
    by_id = {code.id: code for code in codes}
    entries = [entry_of(code, "test", "test.toml") for code in codes]
    if codes:
        entries += [entries[0]._replace(id="broken", title="Broken"), entries[0]._replace(id="gone", title="Gone")]

    def read(entry: Entry) -> Code:
        if entry.id == "broken":
            raise ContentError(PROBLEMS)
        if entry.id == "gone":
            raise CompactsError(bad("gone"))
        return by_id[entry.id]

    catalogue = Catalogue(":memory:")
    files = [entry_of(code, "test", code.id) for code in codes]
    told = [(entry, passages(code)) for entry, code in zip(files, codes, strict=True)]
    catalogue.readings.keep([Reading(stamp(entry.id), "", "", entry, "", (), said, ()) for entry, said in told])
    catalogue.views.keep("test", (), files)
    return Library(entries, problems, read, find=lambda query: find(catalogue, "test", query), close=catalogue.close)


def hostile_library() -> Library:
    """The hostile code beside a plain one, a broken one and one that is gone."""
    return library_of(hostile_code(), plain_code(), problems=PROBLEMS)
