"""What a meeting settles on disk: changes of several people are all kept, and each can be taken back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import case, values
from compact_core.assessment.partnership import Meeting, Outcome, Statement, Vote
from compact_core.assessment.records.minutes import change_meeting, undo, without_organisation
from compact_core.assessment.records.removal import erase
from compact_core.assessment.records.saving import create
from compact_core.errors import CompactsError
from samples import opened
from strategies import few

ITEMS = ("aims", "trust", "money")
TWO_SIDES = case(
    {"public": {"council": [{}, {}], "clinic": [{}]}, "third": {"club": [{}]}}, items=ITEMS
)  # one organisation has two people, the others one each
NOTHING = "Nothing can be taken back: nothing was written down, or the file was changed in another way since."

Change = Callable[[Meeting], Meeting]


def settling(item: str, result: str, note: str) -> Change:
    """A change that settles an item."""

    def change(meeting: Meeting) -> Meeting:
        others = tuple(one for one in meeting.outcomes if one.item != item)
        return replace(meeting, outcomes=(*others, Outcome(item=item, result=result, note=note)))  # type: ignore[arg-type]

    return change


def voting(home: str, items: tuple[str, ...]) -> Change:
    """A change that enters the votes of an organisation."""
    return lambda meeting: replace(
        meeting,
        votes=(
            *(one for one in meeting.votes if one.organisation != home),
            *([Vote(organisation=home, items=items)] if items else []),
        ),
    )


CHANGES = st.lists(
    st.one_of(
        st.builds(
            settling,
            st.sampled_from(ITEMS),
            st.sampled_from(["agreed", "agreed to disagree", "parked"]),
            st.sampled_from(["", "So.", "Wir sehen es so. ≠"]),
        ),
        st.builds(
            voting,
            st.sampled_from(["council", "clinic", "club"]),
            st.lists(st.sampled_from(ITEMS), unique=True).map(tuple),
        ),
        st.sampled_from(["2026-03-01", "", "2026-04"]).map(lambda held: lambda meeting: replace(meeting, held=held)),
    ),
    max_size=5,
)


def begun(folder: str) -> Path:
    """A folder with a round and no meeting; the file that its meeting will have."""
    create(folder, TWO_SIDES.partnership, replace(TWO_SIDES.round, closed="2026-02-01"))
    return Path(folder, "round-1", "meeting.toml")


def held(path: Path) -> bytes | None:
    """What a file holds; None when it is not there."""
    return path.read_bytes() if path.exists() else None


@few
@given(CHANGES, st.sampled_from([None, b'# Ours\nformat = 1\r\nheld = "2026-01-01"  # a Thursday\r\n']))
def test_each_change_can_be_taken_back_to_the_byte(changes: list[Change], before: bytes | None) -> None:
    """Whatever is written down, undo gives the bytes of before, one change after the other, down to no file at all."""
    with TemporaryDirectory() as folder:
        path = begun(str(Path(folder, "there")))
        if before is not None:
            path.write_bytes(before)
        seen = [before]
        for change in changes:
            change_meeting(str(Path(folder, "there")), 1, change)
            if held(path) != seen[-1]:
                seen.append(held(path))
        while len(seen) > 1:
            assert held(path) == seen.pop()
            undo(str(Path(folder, "there")), 1)
        assert held(path) == before
        with pytest.raises(CompactsError) as caught:
            undo(str(Path(folder, "there")), 1)
        assert str(caught.value) == NOTHING


@few
@given(CHANGES)
def test_no_answer_is_ever_changed(changes: list[Change]) -> None:
    """Whatever a meeting writes down or takes back, every other file has the bytes that it had."""

    def others(folder: str) -> dict[str, bytes]:
        return {
            str(path): path.read_bytes()
            for path in Path(folder).rglob("*.toml*")
            if path.is_file() and not path.name.startswith("meeting")
        }

    with TemporaryDirectory() as where:
        folder = str(Path(where, "there"))
        begun(folder)
        before = others(folder)
        for change in changes:
            change_meeting(folder, 1, change)
        with suppress(CompactsError):  # where nothing was written down
            undo(folder, 1)
        assert others(folder) == before


@given(values(Meeting), st.sampled_from(["council", "club"]))
def test_nothing_of_an_organisation_is_left(meeting: Meeting, home: str) -> None:
    """Without an organisation a meeting has none of its votes, statements and attendance, and all of the others."""
    left = without_organisation(
        replace(
            meeting,
            present=("council", "club"),
            votes=(Vote(organisation="council", items=("aims",)), Vote(organisation="club", items=("trust",))),
            statements=(
                Statement(item="aims", organisation="council", text="We pay."),
                Statement(item="aims", organisation="club", text="Not enough."),
                Statement(item="aims", side="public", text="It is so."),
            ),
        ),
        home,
    )
    other = "club" if home == "council" else "council"
    assert left.present == (other,)
    assert [vote.organisation for vote in left.votes] == [other]
    assert [(said.organisation, said.side) for said in left.statements if said.organisation] == [(other, "")]
    assert left.outcomes == meeting.outcomes


def test_what_two_facilitators_write_is_all_kept(tmp_path: Path) -> None:
    """Each change is made to what is on disk then, so that two who opened the same meeting lose nothing."""
    folder = tmp_path / "there"
    where = str(folder)
    path = begun(where)
    for change in (settling("aims", "agreed", "One."), settling("trust", "parked", ""), voting("club", ("money",))):
        change_meeting(where, 1, change)
    meeting = opened(folder).rounds[0].meeting
    assert [(one.item, one.result) for one in meeting.outcomes] == [("aims", "agreed"), ("trust", "parked")]
    assert meeting.votes == (Vote(organisation="club", items=("money",)),)
    path.write_text(path.read_text("utf-8") + "# by hand\n", encoding="utf-8")
    with pytest.raises(CompactsError) as caught:
        undo(where, 1)
    assert str(caught.value) == NOTHING


def test_a_change_that_is_wrong_writes_nothing(tmp_path: Path) -> None:
    """A meeting that could not be read again is refused, and the file is as it was; so is what could be taken back."""
    folder = tmp_path / "there"
    where = str(folder)
    path = begun(where)
    change_meeting(where, 1, settling("aims", "agreed", "So."))
    before = path.read_bytes()
    with pytest.raises(CompactsError, match="There is no item 'nonsense' in this round"):
        change_meeting(where, 1, settling("nonsense", "agreed", "So."))
    with pytest.raises(CompactsError, match=r"'club' has 4 votes\. Allowed: at most 3"):
        change_meeting(where, 1, voting("club", (*ITEMS, "aims")))
    assert path.read_bytes() == before
    undo(where, 1)
    assert not path.exists()


def test_who_is_the_last_of_an_organisation_takes_it_out_of_the_meeting(tmp_path: Path) -> None:
    """Erasing one of two people leaves the votes of their organisation; erasing the other takes all of it out."""
    folder = tmp_path / "there"
    where = str(folder)
    path = begun(where)
    change_meeting(where, 1, voting("council", ("aims",)))
    change_meeting(where, 1, voting("club", ("trust",)))
    change_meeting(where, 1, lambda meeting: replace(meeting, present=("council", "club")))
    erase(where, "council-1")
    assert [vote.organisation for vote in opened(folder).rounds[0].meeting.votes] == ["council", "club"]
    name = opened(folder).partnership.names["council"]
    change_meeting(where, 1, settling("trust", "agreed", f"{name.upper()} pays."))
    erased = erase(where, "council-2")
    assert str(path) in erased.removed
    assert (str(path), "What was written down on trust names the organisation.") in erased.left
    change_meeting(where, 1, settling("trust", "parked", ""))
    path.with_name("meeting-before.json").unlink()
    path.with_name("meeting.toml.previous").unlink(missing_ok=True)
    meeting = opened(folder).rounds[0].meeting
    assert (meeting.present, [vote.organisation for vote in meeting.votes]) == (("club",), ["club"])
    there = [name.read_bytes() for name in path.parent.iterdir() if name.is_file() and "meeting" in name.name]
    assert there == [path.read_bytes()]
    assert b"council" not in path.read_bytes()


def test_two_who_write_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    """Two facilitators settle items and enter votes at once, each many times; the last of both is there."""
    where = str(tmp_path / "there")
    begun(where)

    def work(item: str, home: str) -> None:
        for number in range(8):
            change_meeting(where, 1, settling(item, "agreed", f"{item} {number}"))
            change_meeting(where, 1, voting(home, (ITEMS[number % 3],)))

    with ThreadPoolExecutor(2) as both:
        for done in [both.submit(work, "aims", "club"), both.submit(work, "trust", "clinic")]:
            done.result(timeout=60)
    meeting = opened(where).rounds[0].meeting
    assert {one.item: one.note for one in meeting.outcomes} == {"aims": "aims 7", "trust": "trust 7"}
    assert {vote.organisation: vote.items for vote in meeting.votes} == {"club": ("trust",), "clinic": ("trust",)}


@pytest.mark.parametrize("left", ["before it is written", "after it is written"])
def test_who_is_killed_loses_no_way_back(tmp_path: Path, left: str) -> None:
    """What was kept for a change that was never written is passed over; what was changed before can be taken back."""
    where = str(tmp_path / "there")
    path = begun(where)
    change_meeting(where, 1, settling("aims", "agreed", "So."))
    first = path.read_bytes()
    change_meeting(where, 1, settling("trust", "parked", ""))
    if left == "before it is written":
        path.write_bytes(first)
    undo(where, 1)
    assert held(path) == (None if left == "before it is written" else first)
