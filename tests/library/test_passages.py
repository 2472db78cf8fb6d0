"""What of a code can be found: every text that the model holds, but for those that are listed here with a reason."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest

import compact_core.cli.search as command
from compact_core import Library, open_library
from compact_core.content.write import write_code
from compact_core.library.search.highlights import MARK, pieces
from compact_core.library.search.passages import passages
from compact_core.library.search.query import Query
from compact_core.model import (
    KINDS,
    Agreement,
    Applicability,
    Code,
    Group,
    Header,
    Link,
    Party,
    Quotation,
    RelatedCode,
    Section,
    Signatory,
    Source,
    Table,
    Wording,
)
from compact_core.model.text_rules import Id, LanguageTag, PartialDate, Sha256, Text
from compact_tui.library.searching import EVERY_KIND, FILTERS

PLACE = "a place in the source, which is no part of what the code says"
NAME = "a name for files and links: what it names is found by its own words"
PROOF = "a fingerprint, which nobody reads as words"
NOT_SEARCHED = {
    (Header, "language"): "a tag for programs",
    (Source, "sha256"): PROOF,
    (Wording, "digest"): PROOF,
    **{(kind, "at"): PLACE for kind in (Party, Applicability, Group, Table, Quotation, *KINDS.values())},
    **{(kind, "id"): NAME for kind in (Agreement, Party, Section, Group, Table, Quotation, *KINDS.values())},
    **{(kind, "section"): NAME for kind in (Group, Table, Quotation, Signatory, *KINDS.values())},
    **{(KINDS[kind], "about"): NAME for kind in ("progress-sign", "warning-sign")},
    **{(kind, "duty"): NAME for kind in (Section, KINDS["action"], KINDS["commitment"])},
    (KINDS["commitment"], "group"): NAME,
    (Section, "within"): NAME,
    (Signatory, "party"): NAME,
    (Applicability, "sections"): NAME,
    (RelatedCode, "code"): NAME,
    (Party, "side"): NAME,
    (Header, "scale"): NAME,
    (Link, "source"): NAME,
    (Link, "target"): NAME,
    (Wording, "provision"): NAME,
}
"""Fields of text that a search passes over, each with why."""


def types_in(kind: type[Any]) -> Iterator[type[Any]]:
    """A type of the model, and every type that its fields hold."""
    yield kind
    for hint in get_type_hints(kind).values():
        for inner in (hint, *get_args(hint), *(one for each in get_args(hint) for one in get_args(each))):
            if is_dataclass(inner) and isinstance(inner, type):
                yield from types_in(inner)


def leaf(hint: object) -> object:
    """What a field holds once or several times."""
    return leaf(get_args(hint)[0]) if get_origin(hint) is tuple else hint


def texts_of(kind: type[Any]) -> dict[str, object]:
    """The fields of a type that hold text, with their annotations; one word of a fixed few is no text."""
    hints = get_type_hints(kind, include_extras=True)
    found = {one.name: hints[one.name] for one in fields(kind)}
    return {
        name: hint for name, hint in found.items() if leaf(hint) in {str, Id, Text, PartialDate, LanguageTag, Sha256}
    }


EVERY = [(kind, name) for kind in dict.fromkeys(types_in(Code)) for name in texts_of(kind)]
SEARCHED = [one for one in EVERY if one not in NOT_SEARCHED]


def planted(kind: type[Any], name: str) -> str:
    """The word that only this field has; a year in a field of dates."""
    if texts_of(kind)[name] == PartialDate:
        return str(1000 + EVERY.index((kind, name)))
    return f"zq{kind.__name__}{name}".lower().replace("_", "")


def filled(kind: type[Any], **by_hand: object) -> Any:  # noqa: ANN401 - a value of that type
    """A value of a type, with a word of its own in every field of text that is searched."""
    values: dict[str, Any] = dict(by_hand)
    for name, hint in texts_of(kind).items():
        if (kind, name) in SEARCHED and name not in by_hand:
            word = planted(kind, name)
            row = (f"first {word}", f"{word} last")
            inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
            values[name] = word if inner is hint else (row, row) if get_origin(inner) is tuple else row
    return kind(**values)


def planted_code() -> Code:
    """A code with everything that the model knows, and a word of its own in each place."""
    provisions = {
        word: filled(kind, id=word, section="outer", at=f"1, bullet {number}", **more)
        for number, (word, kind) in enumerate(KINDS.items(), 1)
        for more in ({"duty": ("one",)} if "duty" in texts_of(kind) else {},)
    }
    return Code(
        header=filled(Header, id=planted(Header, "id")),
        agreement=filled(Agreement, id="accord"),
        source=filled(Source),
        related=(filled(RelatedCode, code="other", relation="replaces"),),
        parties=(filled(Party, id="one", side="public"),),
        applicability=(filled(Applicability, formality="formal", scope="all", at="1"),),
        sections=(filled(Section, id="outer"),),
        groups=(filled(Group, id="group", section="outer"),),
        provisions=tuple(provisions.values()),
        tables=(filled(Table, id="table", section="outer", at="1"),),
        quotations=(filled(Quotation, id="quotation", section="outer", at="1"),),
        signatories=(filled(Signatory, section="outer"), Signatory(organisation="Zqunplaced")),
        links=(filled(Link, source="action", target="barrier", relation="addresses"),),
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library with that code, read from its file."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "planted.toml").write_text(write_code(planted_code()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(folder / "home"))
        patch.setenv("COMPACTS_PLUGINS", "none")
        yield open_library([str(folder / "planted.toml")])


@pytest.mark.parametrize(("kind", "name"), SEARCHED, ids=[f"{kind.__name__}.{name}" for kind, name in SEARCHED])
def test_what_a_field_says_is_found(library: Library, kind: type[Any], name: str) -> None:
    """A word of the field leads to the one part of the code that says it, and is marked there."""
    word = planted(kind, name)
    (hit,) = library.search(Query(word, code=planted(Header, "id")))
    assert word in [piece for text in (hit.title, hit.extract) for piece, found in pieces(text) if found]


def test_every_kind_that_is_found_can_be_asked_for() -> None:
    """The command line and the interface let hits be limited to each kind of part that a code has, and no other."""
    found = {one.kind for one in passages(planted_code())}
    assert sorted(found) == sorted(command.KINDS) == sorted(set(FILTERS) - {EVERY_KIND})


def test_every_exception_is_a_field() -> None:
    """The fields that are passed over are fields of the model, each once."""
    assert set(NOT_SEARCHED) <= set(EVERY)
    assert len(SEARCHED) + len(NOT_SEARCHED) == len(EVERY)


PARTS = {
    "zqtabletitle": ("table", "table"),
    "zqtableheadings": ("table", "table"),
    "zqtablerows": ("table", "table"),
    "zqquotationtext": ("quotation", "quotation"),
    "zqgrouptitle": ("group", "group"),
    "zqsignatoryorganisation": ("section", "outer"),
    "zqunplaced": ("code", ""),
    "zqlinkreason": ("action", "action"),
    "zqsourcepublisher": ("code", ""),
    "zqpartyname": ("code", ""),
}


@pytest.mark.parametrize(("word", "part"), PARTS.items())
def test_a_hit_names_the_part_that_can_be_shown(library: Library, word: str, part: tuple[str, str]) -> None:
    """What has no id of its own is found in what shows it: a cell in its table, a signature in its section."""
    (hit,) = library.search(Query(word))
    assert (hit.kind, hit.item) == part
    if hit.item:
        library.index(hit.code).item(hit.item)
    assert [found.item for found in library.search(Query(word, kind=hit.kind))] == [hit.item]
    assert MARK in hit.title + hit.extract
