"""A promise on disk: nobody is ever shown more than anybody was told, whatever is edited by hand in between."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.assessment.findings.visibility import STRICTNESS
from compact_core.assessment.forms.content import form_of
from compact_core.assessment.forms.privacy_notice import about
from compact_core.assessment.records.editing import Promise, close_round, keep_promise, reopen_round
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.records.saving import add_round
from compact_core.assessment.results.evidence import evidence
from compact_core.errors import CompactsError
from leeds import RECENT
from samples import CASE, QUICK, made, opened

FORMS = {"named": "who answered what", "by organisation": "each organisation", "by side": "each side stands"}
"""What tells the rules apart in what a form says."""
STEPS = st.lists(st.sampled_from([*STRICTNESS, "form", "close", "round"]), min_size=1, max_size=9)


@given(STEPS)
def test_nobody_is_shown_more_than_anybody_was_told(steps: list[str]) -> None:
    """Rules edited by hand, forms, closings and new rounds in any order: what is shown is as strict as all forms."""
    with tempfile.TemporaryDirectory(dir=QUICK) as place:
        folder = Path(place, "harbour")
        made(folder)
        number, told = 1, set[str]()
        for step in steps:
            if step in STRICTNESS:
                _edit(folder / "partnership.toml", "visibility = ", step)
            elif step == "round":
                number += _next_round(folder, number)
            elif step == "form":
                told |= _form(folder, number)
            else:
                told |= _closed(folder, number)
        assessment = open_assessment(str(folder)).assessment
        shown = {"by side"}  # where the folder is refused nothing is shown
        if assessment:
            closed = [record.asked.number for record in assessment.rounds if record.asked.closed]
            found = [evidence(assessment.partnership, assessment.rounds, one) for one in closed]
            shown = {one.partnership.visibility for one in found} or shown
        assert min(map(STRICTNESS.index, shown)) >= max(map(STRICTNESS.index, told), default=0)


def _edit(path: Path, key: str, value: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    edited = [f'{key}"{value}"' if line.startswith(key) else line for line in lines]
    path.write_text("\n".join(edited) + "\n", encoding="utf-8")


def _form(folder: Path, number: int) -> set[str]:
    """The rule that a form says, if one can be written."""
    try:
        partnership, asked = _told(folder, number)
    except CompactsError:
        return set()
    (text,) = (one.text for one in about(partnership, asked, asked.invitees[0]) if one.label == "Who sees what")
    (rule,) = (rule for rule, words in FORMS.items() if words in text.partition("If")[0])
    return {rule}


def _told(folder: Path, number: int = 1) -> Promise:
    """What forms are made from, once what they say is recorded."""
    return keep_promise(str(folder), number, lambda told: told)


def _closed(folder: Path, number: int) -> set[str]:
    """The rule that results can be seen by from now on, if the round can be closed."""
    try:
        return {close_round(str(folder), number, "2026-03-01").rounds[number - 1].asked.promised}
    except CompactsError:
        return set()


def _next_round(folder: Path, number: int) -> int:
    add_round(str(folder), replace(CASE.round, number=number + 1))
    return 1


def test_what_is_written_down(tmp_path: Path) -> None:
    """A form leaves in round.toml what it says, once; comments stay, and what it says is what forms are made from."""
    made(tmp_path / "harbour")
    path = tmp_path / "harbour" / "round-1" / "round.toml"
    path.write_text("# ours\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    told = _told(tmp_path / "harbour")
    after = path.read_text(encoding="utf-8")
    assert after.replace(
        'promised = "named"\npromised_collector = "Council, partnership officer"\npromised_code = "code"\n', "", 1
    ) == before + (
        '\n[[sides]]\nid = "public"\nname = "Public sector"\norganisations = [\n    "council",\n    "trust",\n]\n'
        '\n[[sides]]\nid = "third"\nname = "Third sector"\norganisations = [\n    "charity",\n]\n'
    )
    assert told == (CASE.partnership, opened(tmp_path / "harbour").rounds[0].asked)
    assert _told(tmp_path / "harbour") == told
    assert path.read_text(encoding="utf-8") == after


def test_a_form_that_cannot_be_made_promises_nothing(tmp_path: Path) -> None:
    """Where no form can be made of a round nobody was told anything, so that everything can still be changed."""
    folder = tmp_path / "harbour"
    made(folder)
    before = (folder / "round-1" / "round.toml").read_bytes()
    code = replace(RECENT, header=replace(RECENT.header, id="code"))
    message = "The code 'code' has changed since round 1 was made."
    with pytest.raises(CompactsError, match=message):
        keep_promise(str(folder), 1, lambda told: form_of(code, *told, told.round.invitees[0]))
    assert (folder / "round-1" / "round.toml").read_bytes() == before


def test_an_organisation_that_is_asked_later_has_its_side_written_too(tmp_path: Path) -> None:
    """A form that is written when an organisation was added by hand puts it on its side, and leaves the others."""
    folder = tmp_path / "harbour"
    made(folder, replace(CASE.round, organisations=("council", "charity"), invitees=CASE.round.invitees[:2]))
    _told(folder)
    path = folder / "round-1" / "round.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('    "council",\n    "charity",\n', '"council", "trust", "charity"'), encoding="utf-8")
    sides = _told(folder).round.sides
    assert [(one.id, one.organisations) for one in sides] == [("public", ("council", "trust")), ("third", ("charity",))]
    assert opened(folder).rounds[0].asked.sides == sides


@pytest.mark.parametrize("closed", [False, True])
def test_sides_and_days_can_change_once_the_round_is_closed(tmp_path: Path, *, closed: bool) -> None:
    """While a round is open its sides are those of its forms; then others can hold for the next, and not for this."""
    folder = tmp_path / "harbour"
    made(folder)
    path = folder / "partnership.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("visibility", 'retention = "2027"\nvisibility'), "utf-8")
    _told(folder)
    if closed:
        close_round(str(folder), 1, "2026-03-01")
    text = path.read_text(encoding="utf-8").replace('side = "third"', 'side = "public"')
    path.write_text(text.replace('retention = "2027"', 'retention = "2028"'), encoding="utf-8")
    if not closed:
        problems = [(one.line, one.message) for one in open_assessment(str(folder)).problems]
        assert [message for _, message in problems] == [
            "People were told that answers are kept until 2027, but partnership.toml says '2028' now.",
            "The forms put 'charity' on the side 'third', but partnership.toml says 'public' now.",
        ]
        return
    assessment = opened(folder)
    then = evidence(assessment.partnership, assessment.rounds, 1).partnership
    assert (then.retention, [one.side for one in then.organisations]) == ("2027", ["public", "public", "third"])


def test_a_promise_stays_when_a_round_is_opened_again(tmp_path: Path) -> None:
    """Opening a round again takes out that it was closed, and nothing of what people were told."""
    made(tmp_path / "harbour")
    told = _told(tmp_path / "harbour").round
    close_round(str(tmp_path / "harbour"), 1, "2026-03-01")
    assert reopen_round(str(tmp_path / "harbour"), 1) == replace(told, method=1)
