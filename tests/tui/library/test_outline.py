"""The tree as values."""

from compact_core.library.library import Library
from compact_core.library.opening import open_library
from compact_tui.library.outline import path_to, rows_below
from compact_tui.state import START, Place
from tui.samples import bad, hostile_library, library_of


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
    for library in (hostile_library(), open_library()):
        every = walk(library)
        assert len(every) > len(library.entries)
        assert [tuple(path_to(library, path[-1])) for path in every] == every


def test_the_tree_has_every_part_of_a_code_once() -> None:
    """No section, provision, group, table or quotation is missing or doubled."""
    library = open_library()
    for entry in library.entries:
        code = library.code(entry.id)
        shown = [path[-1].item for path in walk(library) if path[-1].code == entry.id and path[-1].item]
        parts = (*code.sections, *code.groups, *code.provisions, *code.tables, *code.quotations)
        assert sorted(shown) == sorted(part.id for part in parts)


def test_paired_undertakings_stand_below_their_group() -> None:
    """A commitment of a group is below the group; one whose group is unknown is below its section."""
    library = hostile_library()
    inner = [row.place.item for row in rows_below(library, Place("agreement", "hostile", "inner"))]
    pairs = [row.place.item for row in rows_below(library, Place("agreement", "hostile", "pairs"))]
    assert pairs == ["promise", "answer"]
    assert "pairs" in inner
    assert "alone" in inner
    assert "promise" not in inner


def test_entries_are_named_by_kind_and_title() -> None:
    """Codes show their year and kind, sections their number, provisions without a title their first words."""
    library = hostile_library()
    codes = rows_below(library, Place("agreement"))
    parts = rows_below(library, Place("agreement", "hostile", "first"))
    section = rows_below(library, Place("agreement", "hostile"))[0]
    assert (codes[0].kind, codes[0].title) == (f"2001 {bad('code kind')}", bad("code title"))
    assert (codes[1].kind, codes[1].title) == ("code of practice", "A plain code")
    assert (section.kind, section.title) == ("", f"[1] {bad('section title')}")
    paragraph = next(row for row in parts if row.place.item == "paragraph")
    assert (paragraph.kind, paragraph.title) == ("paragraph", "paragraph [b]bold[/b] [/x] [@click=app.quit]x[/]…")


def test_an_empty_library_has_an_empty_tree() -> None:
    """Without codes there are no lines."""
    assert rows_below(library_of(), START) == []
