"""Two rounds compared: by the organisations that answered both."""

from dataclasses import replace

from hypothesis import given

from assessment_strategies import Case, cases, one_item
from compact_core.assessment.findings.comparison import ItemComparison, compare
from compact_core.model.scales import SCALES

BEFORE = one_item({"public": {"council": "A", "trust": "A A SA", "old": "A"}, "third": {"a": "A", "b": "SA"}})
AFTER = one_item({"public": {"council": "SA", "trust": "SA"}, "third": {"a": "SD", "b": "DK", "new": "SA"}}, number=2)


def _items(earlier: Case, later: Case) -> tuple[tuple[ItemComparison | str, ...], ...]:
    """What is compared between two rounds, what was reworded, what is new, and what is gone."""
    found = compare(earlier.result(), later.result())
    return found.items, found.reworded, found.new, found.gone


def test_movement_joiners_and_leavers_by_example() -> None:
    """Up means one step or more; who has an opinion in one round only is not counted."""
    found = compare(BEFORE.result(), AFTER.result())
    (item,) = found.items
    assert (item.up, item.same, item.down) == (("council",), ("trust",), ("a",))
    assert str(item) == "1 up, 1 same, 1 down"
    assert (item.item, item.earlier.name, item.later.name) == ("item", "agreed strength", "split inside a side")
    assert (found.earlier, found.later, found.joiners, found.leavers) == (1, 2, ("new",), ("old",))


def test_changed_words_and_other_scales_are_not_compared() -> None:
    """A reworded item is listed as such; rounds with different scales have nothing to compare; a new item neither."""
    (row,) = AFTER.round.rows
    reworded = replace(AFTER, round=replace(AFTER.round, rows=(replace(row, digest="f" * 16),)))
    assert _items(BEFORE, reworded) == ((), ("item",), (), ())
    other = one_item({"public": {"council": "3"}}, scale=SCALES["agree5"])
    found = compare(BEFORE.result(), other.result())
    assert found.items == ()
    renamed = replace(AFTER, round=replace(AFTER.round, rows=(replace(row, item="newcomer"),)))
    assert _items(BEFORE, renamed) == ((), (), ("newcomer",), ("item",))


@given(cases())
def test_nothing_moves_from_a_round_to_itself(drawn: Case) -> None:
    """Every organisation with an opinion stays the same; nobody joins or leaves."""
    found = compare(drawn.result(), drawn.result())
    assert (found.reworded, found.new, found.gone, found.joiners, found.leavers) == ((), (), (), (), ())
    for one in found.items:
        known = tuple(voice.organisation for voice in one.later.voices if voice.known)
        assert (one.up, one.same, one.down) == ((), known, ())


@given(cases())
def test_turned_round_up_is_down(drawn: Case) -> None:
    """From the later round to the earlier one, whoever rose falls."""
    answers = tuple(
        replace(one, answers=tuple(replace(each, point=1) if each.point else each for each in one.answers))
        for one in drawn.responses
    )
    low = replace(drawn, responses=answers).result()
    there, back = compare(low, drawn.result()), compare(drawn.result(), low)
    for one, other in zip(there.items, back.items, strict=True):
        assert (one.up, one.same, one.down) == (other.down, other.same, other.up)
