"""The tree as values."""

from dataclasses import replace

from compact_core.library.library import Library
from compact_core.model import RelatedCode
from compact_tui.library.outline import path_to, rows_below
from compact_tui.library.pages import page_of
from compact_tui.state import START, Place
from samples import FERRY
from tui.driving import our_codes
from tui.samples import hostile_library, library_of


def walk(library: Library, place: Place = START, above: tuple[Place, ...] = ()) -> list[tuple[Place, ...]]:
    """The path to every place that the tree can show."""
    found = []
    for row in rows_below(library, place):
        path = (*above, row.place)
        if row.place.code in {"broken", "gone"}:
            continue
        found.append(path)
        if row.expandable:
            found += walk(library, row.place, path)
    return found


def test_the_path_to_a_place_is_the_way_the_tree_leads_there() -> None:
    """For every line of the tree, `path_to` names the lines above it, in every kind of code."""
    for library in (hostile_library(), our_codes()):
        every = walk(library)
        assert len(every) > len(library.entries)
        assert [tuple(path_to(library, path[-1])) for path in every] == every


def test_the_tree_has_every_part_of_a_code_once() -> None:
    """No section, provision, group, table or quotation is missing or doubled."""
    library = our_codes()
    for entry in library.entries:
        code = library.code(entry.id)
        shown = [path[-1].item for path in walk(library) if path[-1].code == entry.id and path[-1].item]
        parts = (*code.sections, *code.groups, *code.provisions, *code.tables, *code.quotations)
        assert sorted(shown) == sorted(part.id for part in parts)


def test_paired_undertakings_stand_below_their_group() -> None:
    """A commitment of a group is below the group, and not beside it."""
    library = library_of(FERRY)
    shown = [path[-1].item for path in walk(library) if path[-2:-1] and path[-2].item == "money"]
    assert shown == [part.id for part in FERRY.within("money")] != []


def test_entries_are_named_by_kind_and_title() -> None:
    """Codes show sign and year, sections their number, provisions without a title a point and their first words."""
    library = hostile_library()
    codes = rows_below(library, Place("agreement"))
    code = library.code("hostile")
    section = rows_below(library, Place("agreement", "hostile"))[0]
    (paragraph,) = rows_below(library, Place("agreement", "plain", "only"))
    assert (codes[0].mark, codes[0].title) == ("●", f"{code.header.issued} {code.title}")
    assert (codes[-1].mark, codes[-1].title) == ("●", "A plain code")
    assert (section.mark, section.title) == ("", f"{code.sections[0].number} {code.sections[0].title}")
    assert (paragraph.mark, paragraph.title) == ("•", "Plainly said.")


def test_an_agreement_has_the_name_that_its_original_gives_it() -> None:
    """A translation may come first in the list, and name the agreement in its own language."""
    welsh = replace(
        FERRY,
        header=replace(FERRY.header, id="cy", language="cy"),
        agreement=replace(FERRY.agreement, name="A Cymraeg"),
        related=(RelatedCode(code=FERRY.id, relation="translates"),),
    )
    for codes in ((welsh, FERRY), (FERRY, welsh)):
        library = library_of(*codes)
        (row,) = rows_below(library, START)
        assert row.title == FERRY.agreement.name
        assert page_of(library, row.place).crumbs == (FERRY.agreement.name,)
    (row,) = rows_below(library_of(welsh), START)
    assert row.title == "A Cymraeg"


def test_an_empty_library_has_an_empty_tree() -> None:
    """Without codes there are no lines."""
    assert rows_below(library_of(), START) == []
