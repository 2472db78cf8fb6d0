"""Whether findings may be published is kept by the round from its beginning: the strictest that was said holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assessment.results import riverside
from compact_core.assessment.findings.visibility import (
    PUBLISHING,
    publishing_promised,
    with_promise,
    with_publishing,
    without_promise,
)
from compact_core.assessment.forms.privacy_notice import published

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Partnership, Publishing

ASKED = without_promise(riverside.FIRST.asked)
CHOICES = st.sampled_from(PUBLISHING)


def _with(choice: Publishing) -> Partnership:
    return replace(riverside.PARTNERSHIP, publish=choice, area="Exampleshire", form="task-based")


@given(CHOICES, st.lists(CHOICES, max_size=4), CHOICES)
def test_the_strictest_that_was_said_holds(opened: Publishing, told: list[Publishing], now: Publishing) -> None:
    """Whatever a round was opened with and forms said later, no more than the least of it is published."""
    asked = with_publishing(ASKED, _with(opened))
    for choice in told:
        asked = with_promise(asked, _with(choice))
    kept = min((opened, *told), key=PUBLISHING.index)
    assert asked.promised_publish == ("" if kept == "no" else kept)
    assert bool(asked.promised_area) == (kept != "no")
    assert bool(asked.promised_kind) == (kept == "area and kind")
    assert publishing_promised(_with(now), asked) == min(kept, now, key=PUBLISHING.index)


def test_a_round_opened_without_it_is_never_published() -> None:
    """What partnership.toml says later changes nothing."""
    asked = with_promise(with_publishing(ASKED, _with("no")), _with("area"))
    assert publishing_promised(_with("area"), asked) == "no"


def test_forms_say_it_in_a_sentence() -> None:
    """Each choice has its sentence, which ends once."""
    for choice in PUBLISHING:
        text = published(_with(choice), with_publishing(ASKED, _with(choice)))
        assert text.endswith(".")
        assert text.count(". ") == 0
        assert ("Exampleshire" in text) == (choice != "no")
        assert ("task-based" in text) == (choice == "area and kind")
