"""Each type that a field can have: what is told of a wrong value, and which placeholder stands in its place."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import pytest

from compact_core.content.flaws import Flaw
from compact_core.content.other_words import kind_hint
from compact_core.content.structure import Trail, file_fields, file_key, path_of, structure
from compact_core.model import KINDS, PART_KINDS, Code, Header, Part
from compact_core.model.parts import PlacedPart
from compact_core.model.text_rules import Id
from compact_core.text import listed

ID_RULE = "Write small letters a to z, digits and single hyphens between them, such as share-power"
ROWS = "Begin each one with a line [[rows]], in two pairs of brackets."


@dataclass(frozen=True, slots=True)
class Inner:
    """A table inside another."""

    number: int
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Middle:
    """A table around another."""

    inner: Inner


@dataclass(frozen=True, slots=True)
class Outermost:
    """A table around two."""

    middle: Middle


@dataclass(frozen=True, slots=True)
class Outer:
    """A type with a field of each type that the model uses."""

    text: str
    id: Id
    colour: Literal["red", "blue"]
    tint: Literal["pale", ""]
    number: int
    sure: bool
    tags: tuple[str, ...]
    rows: tuple[Inner, ...]
    inner: Inner


@dataclass(frozen=True, slots=True)
class Holder:
    """A type that holds parts."""

    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """A type whose name is a plural."""

    limit: int = 1


SOUND: dict[str, Any] = {
    "text": "a",
    "id": "b",
    "colour": "red",
    "tint": "",
    "number": 0,
    "sure": True,
    "tags": ["c", "d"],
    "rows": [{"number": 1}, {"number": 2, "sure": False}],
    "inner": {"number": 3},
}
READ = Outer("a", "b", "red", "", 0, sure=True, tags=("c", "d"), rows=(Inner(1), Inner(2, sure=False)), inner=Inner(3))


def read(data: object, kind: type[Any] = Outer) -> tuple[Any, list[Flaw]]:
    """The value that is made of plain data, and what is wrong with it."""
    flaws: list[Flaw] = []
    given: Any = data
    return structure(given, kind, flaws), flaws


def test_what_is_sound_is_read_as_it_is() -> None:
    """Every type takes its own values, the least of them too, and a field that may be absent has what it stands for."""
    assert read(SOUND) == (READ, [])


@pytest.mark.parametrize(
    ("key", "value", "placeholder", "message", "hint"),
    [
        ("text", 1, "", "text must be text; found the number 1.", "Put it in double quotes."),
        ("text", True, "", "text must be text; found true.", "Put it in double quotes."),
        ("text", ["a"], "", "text must be text; found a list.", "Write one text in double quotes."),
        ("text", {}, "", "text must be text; found a table.", "Write one text in double quotes."),
        ("id", 1, "", "id must be text; found the number 1.", "Put it in double quotes."),
        (
            "id",
            "Two, Words!",
            "",
            f"id is 'Two, Words!'. {ID_RULE}, at most 80 characters.",
            "Did you mean 'two-words'?",
        ),
        ("id", "!Two!", "", f"id is '!Two!'. {ID_RULE}, at most 80 characters.", "Did you mean 'two'?"),
        ("id", "!", "", f"id is '!'. {ID_RULE}, at most 80 characters.", ""),
        (
            "id",
            f"!{'x' * 81}",
            "",
            f"id is '!{'x' * 58}…'. {ID_RULE}, at most 80 characters.",
            f"Did you mean '{'x' * 80}'?",
        ),
        (
            "id",
            f"{'x' * 79}-y",
            "",
            f"id is '{'x' * 59}…'. {ID_RULE}, at most 80 characters.",
            f"Did you mean '{'x' * 79}'?",
        ),
        ("colour", "rd", "", "colour is 'rd'. Allowed: red, blue.", "Did you mean 'red'?"),
        ("colour", "green", "", "colour is 'green'. Allowed: red, blue.", ""),
        ("colour", 1, "", "colour is the number 1. Allowed: red, blue.", "Write one of them in double quotes."),
        ("tint", "pal", "", "tint is 'pal'. Allowed: pale.", "Did you mean 'pale'?"),
        ("tint", "green", "", "tint is 'green'. Allowed: pale.", "Leave the key out where none of them fits."),
        (
            "number",
            "1",
            0,
            "number must be a whole number, 0 or more; found '1'.",
            "Write it in digits, without quotes.",
        ),
        ("number", -1, 0, "number must be a whole number, 0 or more; found the number -1.", ""),
        ("number", 1.0, 0, "number must be a whole number, 0 or more; found the number 1.0.", ""),
        ("sure", "true", False, "sure must be true or false; found 'true'.", "Write it without quotes."),
        ("sure", 1, False, "sure must be true or false; found the number 1.", ""),
        ("tags", "a", ("",), "tags must be a list in square brackets; found 'a'.", 'Write it as in ["a"].'),
        ("tags", 'a"b', ("",), "tags must be a list in square brackets; found 'a\"b'.", 'Write it as in ["ab"].'),
        ("tags", 1, ("",), "tags must be a list in square brackets; found the number 1.", 'Write it as in ["..."].'),
        (
            "tags",
            "y" * 40,
            ("",),
            f"tags must be a list in square brackets; found '{'y' * 40}'.",
            f'Write it as in ["{"y" * 29}…"].',
        ),
        (
            "inner",
            "a",
            Inner(0),
            "inner must be a table; found 'a'.",
            "Begin it with a line [inner], in one pair of brackets.",
        ),
    ],
)
def test_a_wrong_value_is_reported_and_replaced(
    key: str, value: object, placeholder: object, message: str, hint: str
) -> None:
    """The flaw says all that helps, an empty value stands for the wrong one, and the other fields stay as they are."""
    made, flaws = read(SOUND | {key: value})
    assert flaws == [Flaw((key,), message, hint)]
    assert {name: getattr(made, name) for name in SOUND} == {
        **{name: getattr(READ, name) for name in SOUND},
        key: placeholder,
    }


def test_a_text_may_be_as_long_as_its_rule_allows() -> None:
    """An id of eighty characters is read as it is."""
    longest = "x" * 80
    assert read(SOUND | {"id": longest}) == (replace(READ, id=longest), [])


def test_a_wrong_entry_of_a_list_is_reported_by_its_place() -> None:
    """People count from 1, the path from 0; the entries that are right stay."""
    made, flaws = read(SOUND | {"tags": ["a", 1], "rows": [{"number": 1}, 2, {"number": "3"}]})
    assert (made.tags, made.rows) == (("a", ""), (Inner(1), Inner(0), Inner(0)))
    assert flaws == [
        Flaw(("tags", 1), "entry 2 of tags must be text; found the number 1.", "Put it in double quotes."),
        Flaw(("rows", 1), "entry 2 of rows must be a table; found the number 2.", ROWS),
        Flaw(
            ("rows", 2, "number"),
            "number must be a whole number, 0 or more; found '3'.",
            "Write it in digits, without quotes.",
        ),
    ]


@pytest.mark.parametrize(("value", "told"), [("a", "'a'"), ({"number": 1}, "a table")])
def test_what_is_no_list_of_tables_is_reported_at_its_key(value: object, told: str) -> None:
    """Where one table or a text stands for a list of tables, its heading is what has to be mended."""
    made, flaws = read(SOUND | {"rows": value})
    assert made.rows == ()
    assert flaws == [Flaw(("rows",), f"rows must be a list of tables; found {told}.", ROWS, at="key")]


def test_every_missing_key_is_reported_with_the_line_to_add() -> None:
    """The line has a value of the right type; what is missing is empty, with what it must hold."""
    made, flaws = read({})
    empty = {"text": "", "id": "", "colour": "", "tint": "", "number": 0, "sure": False, "tags": ("",), "rows": ()}
    assert {name: getattr(made, name) for name in SOUND} == {**empty, "inner": Inner(0)}
    lines = {
        "text": '"..."',
        "id": '"..."',
        "colour": '"..."',
        "tint": '"..."',
        "number": "1",
        "sure": "true",
        "tags": "[...]",
        "rows": "[...]",
    }
    assert flaws == [
        *(
            Flaw((), f"An outer needs '{key}', which is missing.", f"Add a line {key} = {value}.", at="key")
            for key, value in lines.items()
        ),
        Flaw((), "The heading [inner] is missing.", "Add a line [inner] and its keys below it.", at="key"),
    ]


def test_a_missing_heading_is_reported_where_it_belongs() -> None:
    """A table that lacks one is named by its path."""
    made, flaws = read({"middle": {}}, Outermost)
    assert made == Outermost(Middle(Inner(0)))
    hint = "Add a line [inner] and its keys below it."
    assert flaws == [Flaw(("middle",), "The heading [inner] is missing.", hint, at="key")]


def test_what_is_no_file_of_tables_is_reported() -> None:
    """A list in the place of a whole file is an error like any other, and every field has its placeholder."""
    made, flaws = read([1], Outermost)
    assert made == Outermost(Middle(Inner(0)))
    assert [(flaw.path, flaw.message) for flaw in flaws] == [((), "the file must be a table; found a list.")]


@pytest.mark.parametrize(
    ("text", "kept", "flaws"),
    [
        ("é ‘’ – ×", "é ‘’ – ×", []),
        ("one\ntwo", "one\ntwo", []),
        ("one\r\ntwo", "one\ntwo", []),
        (
            "one\x1b[31m\r\ntwo",
            "one\ntwo",
            [
                Flaw(
                    ("text",),
                    "text holds characters that steer a screen or turn text round; without them it is 'one two'.",
                    "Take them out of the file.",
                    severity="warning",
                )
            ],
        ),
    ],
)
def test_only_what_steers_a_screen_is_taken_out_with_a_warning(text: str, kept: str, flaws: list[Flaw]) -> None:
    """Letters of any language and line ends of any system are no reason to warn, and the rest of the text is kept."""
    made, told = read(SOUND | {"text": text})
    assert (made.text, told) == (kept, flaws)


SOUND_PART = {"id": "a", "within": "b", "number": "1", "at": "1", "erratum": "c"}
PART = PlacedPart(id="a", within="b", number="1", at="1", erratum="c")
ALLOWED_KINDS = "Allowed: section, paragraph, principle, benefit, barrier, action and 19 more."


@pytest.mark.parametrize(
    ("part", "flaw"),
    [
        (
            {},
            Flaw(
                ("parts", 0),
                f"This part has no 'kind'. {ALLOWED_KINDS}",
                'Add a line such as kind = "action".',
                at="key",
            ),
        ),
        (
            {"kind": "acton"},
            Flaw(
                ("parts", 0, "kind"),
                "kind is 'acton'. Allowed: action, section, paragraph, principle, benefit, barrier and 19 more.",
                "Did you mean 'action'?",
            ),
        ),
        (
            {"kind": ["action"]},
            Flaw(("parts", 0, "kind"), f"kind is a list. {ALLOWED_KINDS}", "Write one of them in double quotes."),
        ),
    ],
)
def test_a_part_of_no_known_kind_keeps_what_all_kinds_have(part: dict[str, object], flaw: Flaw) -> None:
    """Only the kind is told: no key that some kind has is wrong, and checks see where the part stands."""
    made, flaws = read({"parts": [{**SOUND_PART, "title": "d", "duty": [], **part}]}, Holder)
    assert (made.parts, flaws) == ((PART,), [flaw])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("aim", ("objective", "outcome", "goal", "value", "vision", "mission", "Values", "Vision statement")),
        (
            "commitment",
            ("undertaking", "pledge", "promise", "responsibility", "Responsibilities", "ask"),
        ),
        ("step", ("stage",)),
        ("question", ("checklist item", "checklist-item", "Checklist_Items")),
        ("example", ("case study", "case-study", "Case studies")),
        ("indicator", ("measure", "target")),
        ("task", ("milestone", "activities")),
        ("paragraph", ("clause", "sub-clause", "article")),
        ("principle", ("right",)),
    ],
)
def test_a_word_that_is_no_kind_names_the_kind_to_use(kind: str, words: tuple[str, ...]) -> None:
    """Whatever an agreement calls it, in the plural too, the kind is named, and how to keep the word."""
    for word in words:
        assert re.fullmatch(
            rf'Use the kind {kind}, and label = "[A-Z][a-z ]+" to show the word of the document\.', kind_hint(word)
        )


def test_other_words_for_parts_without_a_label() -> None:
    """A foreword is a paragraph of the introduction; chapters and footnotes have no label; a kind is no such word."""
    assert {kind_hint(word) for word in ("Foreword", "preface")} == {
        'Use the kind paragraph, in a section with role = "introduction".'
    }
    assert [kind_hint(word) for word in ("chapter", "footnotes", "box")] == [
        "Use the kind section.",
        "Use the kind note.",
        "Use the kind quotation.",
    ]
    assert [kind_hint(word) for word in (*PART_KINDS, "acton", "", 5)] == [""] * (len(PART_KINDS) + 3)


def test_a_key_that_no_kind_has_is_reported_beside_an_unknown_kind() -> None:
    """The keys of all kinds are allowed: the nearest stands first, then those of every part."""
    _, flaws = read({"parts": [{**SOUND_PART, "kind": "acton", "titel": "d"}]}, Holder)
    (flaw,) = flaws[1:]
    assert (flaw.path, flaw.hint, flaw.at) == (("parts", 0, "titel"), "Did you mean 'title'?", "key")
    every = {file_key(one) for kind in PART_KINDS.values() for one in fields(kind)}
    allowed = f"title, kind, id, within, number, at and {len(every) - 6} more"
    assert flaw.message == f"'titel' is not a key of a part. Allowed: {allowed}."


def test_a_key_of_other_kinds_is_reported_with_them() -> None:
    """No key is proposed that has another meaning."""
    _, flaws = read({"parts": [{"kind": "paragraph", "id": "a", "text": "b", "rows": [], "party": "c"}]}, Holder)
    assert [(flaw.path[-1], flaw.hint) for flaw in flaws] == [
        ("rows", "It is a key of the kind table."),
        ("party", "It is a key of the kind signatory."),
    ]
    _, flaws = read({"parts": [{"kind": "paragraph", "id": "a", "text": "b", "covers": []}]}, Holder)
    assert [flaw.hint for flaw in flaws] == ["It is a key of the kinds principle, action, commitment and question."]
    _, flaws = read({"parts": [{"kind": "contact", "id": "a", "organisation": "b", "text": "c"}]}, Holder)
    assert [flaw.hint for flaw in flaws] == ["It is a key of 20 other kinds, such as paragraph."]
    _, flaws = read({"parts": [{"kind": "section", "id": "a", "title": "b", "text": "c"}]}, Holder)
    assert [flaw.hint for flaw in flaws] == [
        "What a section says before its list is its lead; other text is a paragraph in it."
    ]


def test_what_is_no_part_is_reported() -> None:
    """A text among parts has no kind to look for."""
    made, flaws = read({"parts": ["action"]}, Holder)
    assert made.parts == (PlacedPart(id="", at="bullet 1"),)
    hint = "Begin each one with a line [[parts]], in two pairs of brackets."
    assert flaws == [Flaw(("parts", 0), "A part must be a table; found 'action'.", hint)]


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (Code, "a code file"),
        (Header, "the table [code]"),
        (Outer, "an outer"),
        (Holder, "a holder"),
        (PlacedPart, "a part"),
        (KINDS["partnership-type"], "a partnership type"),
        (Settings, "the settings"),
    ],
)
def test_an_unknown_key_is_reported_with_the_keys_that_are_known(kind: type[Any], label: str) -> None:
    """The message names what the key stands in, in plain words, and the keys that may stand there."""
    _, flaws = read({"zz\x1b[1m9": 1}, kind)
    keys = listed(file_key(one) for one in file_fields(kind))
    told = [flaw for flaw in flaws if "is not a key of" in flaw.message]
    assert told == [Flaw(("zz\x1b[1m9",), f"'zz9' is not a key of {label}. Allowed: {keys}.", at="key")]


def test_a_reader_of_ones_own_reads_its_field() -> None:
    """A field whose form in files is not that of its type is read by the reader that was given for it."""

    def doubled(value: Any, trail: Trail, flaws: list[Flaw]) -> int:  # noqa: ANN401  (it reads anything)
        flaws.append(Flaw(path_of(trail), "doubled"))
        return 2 * int(value)

    flaws: list[Flaw] = []
    assert structure({"number": "4"}, Inner, flaws, {"number": doubled}) == Inner(8)
    assert flaws == [Flaw(("number",), "doubled")]
    assert read({"number": 4}, Inner) == (Inner(4), []), "the next reading goes by the type again"
