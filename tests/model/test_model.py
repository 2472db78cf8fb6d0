"""What holds for every type of the model, whatever its fields are."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given

import compact_core
from compact_core import errors, model
from compact_core.content import flaws, locate, read
from compact_core.library import library
from compact_core.model import (
    DEEPEST_LEVEL,
    KINDS,
    PART_KINDS,
    Code,
    Contact,
    Part,
    Provision,
    TextRule,
    header,
    parts,
    places,
    provisions,
    scales,
    text_rules,
)
from compact_core.model import code as code_module
from compact_core.model.parts import PartBase
from compact_core.model.text_rules import Id, LanguageTag, OptionalId, PartialDate, Ref, Sha256, Text
from compact_core.reports import page
from strategies import codes, few

MODEL = (code_module, header, parts, provisions, text_rules)
VALUES = (*MODEL, errors, places, library, scales, flaws, locate, read, page)


def types_of(*modules: ModuleType) -> list[type[Any]]:
    """The classes that some modules define."""
    found = [(name, one) for module in modules for name, one in inspect.getmembers(module, inspect.isclass)]
    return [one for name, one in found if one.__module__ in {module.__name__ for module in modules} and name[0] != "_"]


TYPES = sorted({one for one in types_of(*MODEL) if is_dataclass(one)}, key=lambda one: one.__name__)
PLACED = {"kind", "id", "within", "number", "at", "erratum"}
COMMON = PLACED | {"label"}
WORDED = {"title", "text"}
JUDGED = {*WORDED, "covers", "condition", "hedge", "aside", "formality", "formal_variant"}
OWN = {
    "section": {*PLACED, "title", "lead", "stem", "role", "duty"} - {"at"},
    "paragraph": {*COMMON, *WORDED, "items"},
    "principle": COMMON | JUDGED,
    "benefit": COMMON | WORDED,
    "barrier": COMMON | WORDED,
    "action": {*COMMON, *JUDGED, "duty"},
    "commitment": {*COMMON, *JUDGED, "duty"},
    "reminder": COMMON | WORDED,
    "definition": {*COMMON, *WORDED, "also"},
    "partnership-type": {*COMMON, *WORDED, "example"},
    "progress-sign": {*COMMON, *WORDED, "about"},
    "warning-sign": {*COMMON, *WORDED, "about"},
    "contact": {*COMMON, "organisation", "role", "address"},
    "aim": COMMON | WORDED,
    "step": {*COMMON, *WORDED, "who", "time_limit", "otherwise"},
    "question": {*COMMON, *JUDGED, "duty"},
    "example": COMMON | WORDED,
    "indicator": {*COMMON, *WORDED, "target"},
    "task": {*COMMON, *WORDED, "lead", "due", "cost", "measure", "state"},
    "table": {*PLACED, "title", "headings", "rows"},
    "quotation": {*PLACED, "instrument", "place", "text"},
    "figure": {*PLACED, "title", "text"},
    "note": {*PLACED, "on", "text"},
    "group": {*PLACED, "title"},
    "signatory": {*PLACED, "organisation", "role", "party", "signed"},
}


def undocumented(path: Path) -> Iterator[str]:
    """Each public field of a class in a module that has no docstring under it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name
        for one, after in zip(node.body, [*node.body[1:], None], strict=True):
            if (
                isinstance(one, ast.AnnAssign)
                and isinstance(one.target, ast.Name)
                and not one.target.id.startswith("_")
                and one.target.id != "kind"  # the base of all parts explains it
            ):
                match after:
                    case ast.Expr(value=ast.Constant(value=str())):
                        pass
                    case _:
                        yield f"{node.name}.{one.target.id}"


@pytest.mark.parametrize("kind", TYPES)
def test_every_type_is_a_plain_value(kind: type[Any]) -> None:
    """Each type of the model is frozen, has slots and takes its fields by name only."""
    parameters = kind.__dataclass_params__
    assert parameters.frozen
    assert parameters.eq
    assert all("__slots__" in vars(one) for one in kind.__mro__[:-1])
    assert {one.kind for one in inspect.signature(kind).parameters.values()} == {inspect.Parameter.KEYWORD_ONLY}
    assert all(one.kw_only for one in fields(kind))


@few
@given(codes())
def test_a_code_cannot_be_changed(code: Code) -> None:
    """No field of a code, or of what is in it, can be changed or added, so that a code can be a key."""
    assert len({code, code}) == 1
    for one in (code, code.header, *code.parts, *code.links):
        for name in (field.name for field in fields(one)):
            with pytest.raises(FrozenInstanceError):
                setattr(one, name, "other")
        assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("module", VALUES, ids=lambda module: module.__name__)
def test_every_field_is_explained(module: ModuleType) -> None:
    """Each public class has a docstring, and each of its public fields has one under it."""
    assert list(undocumented(Path(inspect.getfile(module)))) == []


def test_a_field_without_a_word_is_noticed(tmp_path: Path) -> None:
    """The test above sees a class and a field that are not explained."""
    source = tmp_path / "module.py"
    source.write_text("class A:\n    one: str\n    two: str\n    'Two.'\n    three: int = 3\n", encoding="utf-8")
    assert list(undocumented(source)) == ["A", "A.one", "A.three"]


def test_every_kind_is_known_by_its_word() -> None:
    """All kinds of part stand in PART_KINDS, each under the word that it writes in files; KINDS has the provisions."""
    assert set(PART_KINDS.values()) == set(get_args(Part))
    assert set(KINDS.values()) == set(get_args(Provision))
    assert KINDS.items() <= PART_KINDS.items()
    leaves = {one for one in types_of(provisions, parts) if issubclass(one, PartBase) and not one.__subclasses__()}
    assert set(PART_KINDS.values()) == leaves
    for word, kind in PART_KINDS.items():
        assert get_args(get_type_hints(kind)["kind"]) == (word,)
        assert {one.default for one in fields(kind) if one.name == "kind"} == {word}


@pytest.mark.parametrize("word", PART_KINDS)
def test_each_kind_has_only_its_own_fields(word: str) -> None:
    """A kind has what every part has, and its own; nothing that is only for others."""
    assert {one.name for one in fields(PART_KINDS[word])} == OWN[word]


@pytest.mark.parametrize("kind", TYPES)
def test_fields_hold_only_what_files_can_write(kind: type[Any]) -> None:
    """A field is a text, one of some words, another type of the model, or many of these: never None."""
    if kind is TextRule or kind.__name__ == "Wording":
        return
    for one in get_type_hints(kind, include_extras=True).values():
        inner = get_args(one)[0] if get_origin(one) is tuple else one
        rows = get_args(inner)[0] if get_origin(inner) is tuple else inner
        known = {str, Id, OptionalId, Ref, Text, PartialDate, LanguageTag, Sha256, Part, *TYPES}
        assert rows in known or get_origin(rows) is Literal


def test_the_public_names_exist() -> None:
    """Every name that the package and its model promise can be imported, and dir() lists it."""
    for module in (compact_core, model):
        assert [name for name in module.__all__ if not hasattr(module, name)] == []
        assert set(module.__all__) <= set(dir(module))
    assert not hasattr(compact_core, "no_such_name")


def test_a_contact_reads_as_one_line() -> None:
    """A contact's text is its organisation and role, its short name the organisation."""
    contact = Contact(id="c", organisation="Riverside Council", role="partnerships team")
    assert (contact.title, contact.text) == ("Riverside Council", "Riverside Council: partnerships team")
    assert Contact(id="c", organisation="Riverside Council").text == "Riverside Council"


def test_parts_go_eight_levels_deep() -> None:
    """Eight levels are what the guide for writers promises."""
    assert DEEPEST_LEVEL == 8
