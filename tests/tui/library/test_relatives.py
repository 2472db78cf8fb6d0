"""What stands for a provision in other codes, on its page."""

import pytest
from textual.pilot import Pilot

from compact_core.library.library import Library
from compact_core.model.lineage import CodePair, DroppedEntry, Lineage, LineageLink, NewEntry
from compact_core.reports.page import Fact, Heading, PageLink, Words
from compact_core.reports.relatives import relatives
from compact_tui.app import CompactsApp
from compact_tui.layout import jumps_of
from compact_tui.library.pages import page_of
from compact_tui.state import Place
from tui.driving import TINY, USUAL, drive, library_screen, our_codes, painted, pane
from tui.samples import bad, hostile_code, library_of, plain_code

LEEDS = "compact-for-leeds"
FULL, LEAFLET, RECENT = "leeds-partnership-2003", "leeds-partnership-2003-leaflet", "leeds-working-together-2017"
ACTION = Place(LEEDS, FULL, "share-power")


def test_each_relation_of_each_provision_is_on_its_page() -> None:
    """For every provision of the Leeds codes, its page links to each relative and gives each note."""
    library = our_codes()
    related = 0
    for entry in library.entries:
        for provision in library.code(entry.id).provisions:
            page = page_of(library, Place(entry.agreement_id, entry.id, provision.id))
            linked = {f"{jump.place.code}#{jump.place.item}" for jump in jumps_of(page)}
            said = " ".join(block.text for block in page.blocks if isinstance(block, Words | Fact))
            for relation in (relations := library.relations(entry.id, provision.id)).relatives:
                assert {*relation.references, *relation.together} - {f"{entry.id}#{provision.id}"} <= linked
                assert relation.note in said
            absences: list[DroppedEntry | NewEntry] = [*relations.dropped, *relations.new]
            for absent in absences:
                assert absent.note in said
            related += any(relations)
    assert related > 100


def test_the_relation_is_told_in_words() -> None:
    """A relative has the title of its code, a link, and a sentence that says how the two compare."""
    heading, *blocks = relatives(our_codes(), FULL, "test-debate")
    assert heading == Heading(2, "In other codes")
    label = "Promoting equal partnerships (leaflet, 2003)"
    (link,) = [block for block in blocks if isinstance(block, PageLink) and block.label == label]
    assert link.reference == f"{LEAFLET}#test-debate"
    assert link.note == (
        "It says the same in the same words; from here to there it was kept as it was."
        " Only an article was added. (our reading, confidence high)"
    )


def test_what_was_dropped_and_what_is_new_is_told() -> None:
    """A provision without a counterpart says in which code there is none, and why."""
    library = our_codes()
    note = "not taken over. Only what the leaflet says a partnership is still speaks of a shared goal."
    assert note in [block.text for block in relatives(library, FULL, "benefit-shared-aims") if isinstance(block, Fact)]
    assert list(relatives(library, RECENT, "forming-form")) == [
        Heading(2, "In other codes"),
        Fact(
            "Promoting equal partnerships (code of practice, 2003)",
            "not there yet. The full code names forms of partnership, but does not ask that the form fit the aims.",
        ),
    ]


@pytest.mark.parametrize("size", [USUAL, TINY])
def test_a_relative_is_followed_and_left_again(size: tuple[int, int]) -> None:
    """Enter on a relative opens the provision of the other code; escape comes back to the same link."""

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        await pilot.press("tab")
        links = jumps_of(pane(app).page)
        for _ in range(200):
            if pane(app).jump >= 0 and links[pane(app).jump].place.code == LEAFLET:
                break
            await pilot.press("down")
        chosen = pane(app).jump
        await pilot.press("enter")
        shown = library_screen(app).state.view.place
        assert (shown.code, shown.item) == (LEAFLET, "share-power-and-involve")
        assert "power" in painted(app, pane(app))
        await pilot.press("escape")
        assert (library_screen(app).state.view.place, pane(app).jump) == (ACTION, chosen)

    drive(our_codes(), size, steps, ACTION)


def related_library() -> Library:
    """A hostile code and a plain one that are related, with codes that cannot be read."""
    link = LineageLink(
        source=("plain#said",),
        target=("hostile#action", "broken#x", "nowhere#y"),
        relation="subset",
        change="strengthened",
        note=bad("note"),
        confidence="low",
        basis="source",
    )
    lineage = Lineage(
        pairs=(CodePair(source="plain", target="hostile"), CodePair(source="plain", target="nowhere")),
        links=(link,),
        dropped=(DroppedEntry(provisions=("plain#said",), into="nowhere", note=bad("dropped")),),
        new=(NewEntry(provisions=("plain#said",), since="hostile", note=bad("new")),),
    )
    base = library_of(hostile_code(), plain_code())
    return Library(base.entries, (), lambda entry: base.code(entry.id), lineages=lambda: [lineage])


def test_relatives_that_cannot_be_read_are_named() -> None:
    """A relative in a code that is not there or cannot be read is named, the others are links; any text is text."""
    place = Place("agreement", "plain", "said")

    async def steps(pilot: Pilot[object], app: CompactsApp) -> None:
        del pilot
        shown = " ".join(painted(app, pane(app)).split())
        assert "broken#x, which cannot be read" in shown
        assert "nowhere#y, which is not in this library" in shown
        assert "[@click=app.quit]x[/]" in shown
        assert [jump.place.item for jump in jumps_of(pane(app).page)] == ["action"]

    drive(related_library(), (200, 120), steps, place)
