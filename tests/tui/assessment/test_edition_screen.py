"""A new edition in the interface: the overview offers it, nothing is changed before ctrl+s, and then it is done."""

from pathlib import Path

import pytest

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.records.reading import open_assessment
from compact_core.reports.part_names import name_of
from compact_tui.assessment.edition_screen import EditionScreen
from tui.assessment.rounds import example, first, sit_down, squeezed_words
from tui.driving import SMALL, WIDE, Reader, our_codes, painted


def changed(where: Path) -> str:
    """The worked example with an open round, of which two items were asked in other words than the code has now."""
    folder = example(where, open_again=True)
    file = Path(folder, "round-1", "round.toml")
    text = file.read_text("utf-8")
    before = first(folder).asked
    for row in before.rows[:2]:
        text = text.replace(row.digest, f"{row.digest[:-4]}0000")
    file.write_text(text, encoding="utf-8")
    now = open_assessment(folder, answers=False).assessment
    assert now
    for answers in Path(folder, "round-1", "responses").glob("*.toml"):
        said = answers.read_text("utf-8").replace(asked_digest(before), asked_digest(now.rounds[0].asked))
        answers.write_text(said, encoding="utf-8")
    return folder


@pytest.mark.parametrize("size", [SMALL, pytest.param(WIDE, marks=pytest.mark.soak)])
def test_a_round_goes_on_in_another_edition(size: tuple[int, int], tmp_path: Path) -> None:
    """X shows what becomes of every item; space marks what means the same; ctrl+s and y let the round go on.

    A wide terminal is tried on demand: what has room in the usual one has room there.
    """
    folder = changed(tmp_path)
    before = first(folder)
    items = [row.item for row in before.asked.rows]
    names = {part.id: name_of(part) for part in our_codes().code(before.asked.code).provisions}
    titles = [names[item] for item in items]

    async def steps(reader: Reader) -> None:
        shown = squeezed_words(painted(reader.app))
        assert "has changed since the round was opened: 2 items stand in other words. Press x" in shown
        await reader.press("x")
        assert isinstance(reader.app.screen, EditionScreen)
        await reader.press("space")
        assert "Only an item that is asked again in other words can be marked." in squeezed_words(painted(reader.app))
        await reader.press("end", "space")
        shown = painted(reader.app)
        assert f"[x] {titles[1]}" in shown
        await reader.press("s")
        assert "Riverside Council: " in painted(reader.app)
        await reader.press("escape", "ctrl+s", "n")
        assert first(folder) == before
        await reader.press("ctrl+s", "y")
        shown = squeezed_words(painted(reader.app))
        assert f"Round 1 asks about {len(items)} items of" in shown
        assert "has changed since" not in shown

    sit_down(size, steps, folder)
    after = first(folder)
    ways = {item.item: item.how for item in after.asked.earlier}
    assert (ways[items[0]], ways[items[1]]) == ("reworded", "kept")
    held = [{answer.item for answer in response.held_answers} for response in after.responses]
    assert not any(items[0] in each for each in held)
    assert [each | {items[0]} for each in held] == [
        {answer.item for answer in response.held_answers} | {items[0]} for response in before.responses
    ]


def test_another_code_can_be_looked_at(tmp_path: Path) -> None:
    """O offers the codes that a lineage relates to that of the round; escape changes nothing."""
    folder = changed(tmp_path)
    before = first(folder).asked

    async def steps(reader: Reader) -> None:
        await reader.press("x", "o", "down", "enter")
        assert "to leeds-partnership-2003: " in squeezed_words(painted(reader.app))
        await reader.press("escape")

    sit_down(WIDE, steps, folder)
    assert first(folder).asked == before
