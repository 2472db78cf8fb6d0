"""A code begun from another area's code: laws of what comes of any decisions, then what the files say."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compact_core.content.lineage_file import read_lineage_bytes
from compact_core.content.read import check_code, read_code
from compact_core.content.suggesting import lineage_text
from compact_core.documents.adopting import NOT_SAID, About, adapted, begun, everything_decided, settled, write_begun
from compact_core.documents.decisions import Decision, Decisions, read_decisions, write_decisions
from compact_core.errors import CompactsError, ContentError
from compact_core.model import Action, Code, Commitment, Section, Signatory
from compact_core.model.provisions import ProvisionBase
from lineages import code_of_actions
from strategies import codes, few

ABOUT = About("ours", "Our code", "Otterbury", "otterbury-accord", "Otterbury accord", "accord")
BASE = code_of_actions("theirs", {"a": "We meet monthly.", "b": "We share minutes.", "c": "We pay on time."})


@st.composite
def decided_codes(draw: st.DrawFn) -> tuple[Code, Decisions]:
    """A code, and a decision on some of its parts."""
    code = draw(codes(tidy=True))
    decisions = Decisions(source=code.id)
    for part in code.parts:
        choice = draw(st.sampled_from(("adopt", "omit", "adapt", "")))
        if part.id and choice in {"adopt", "omit"}:
            decisions = decisions.then(Decision(part=part.id, choice=choice, reason="So."))  # type: ignore[arg-type]
        elif part.id and choice == "adapt":
            try:
                decisions = decisions.then(adapted(part, "In our own words."))
            except CompactsError:
                continue
    return code, decisions


@few
@given(decided_codes())
def test_whatever_is_decided_both_files_are_sound(made: tuple[Code, Decisions]) -> None:
    """The new code passes the check, its lineage too, and each provision of the other code is told of once."""
    code, decisions = made
    left = {name for name, one in everything_decided(code, decisions).items() if one.choice != "omit"}
    assume(left & {one.id for one in code.provisions})
    new = begun(code, decisions, ABOUT)
    assert [problem for problem in check_code(new.code) if problem.severity == "error"] == []
    both = {code.id: code, "ours": new.code}
    loaded = read_lineage_bytes(lineage_text(new.lineage).encode(), "lineage.toml", both)
    assert loaded.problems == ()
    told = [name for link in new.lineage.links for name in link.source]
    told += [name for entry in new.lineage.dropped for name in entry.provisions]
    assert sorted(told) == sorted(f"{code.id}#{one.id}" for one in code.provisions)
    assert {part.id for part in new.code.parts} == left


def test_the_lineage_says_what_was_decided() -> None:
    """Adopted is equal, adapted is what somebody says of it, and what is left out is dropped with its reason."""
    decisions = Decisions(source="theirs")
    decisions = decisions.then(adapted(BASE.parts[1], "We share all minutes.", "More.", "subset", "strengthened"))
    decisions = decisions.then(Decision(part="c", choice="omit", reason="We have no money."))
    new = begun(BASE, decisions, ABOUT)
    assert [(one.source[0], one.relation, one.change, one.note) for one in new.lineage.links] == [
        ("theirs#a", "equal", "kept", "It was taken over as it is."),
        ("theirs#b", "subset", "strengthened", "More."),
    ]
    unsaid = begun(BASE, Decisions(source="theirs").then(adapted(BASE.parts[0], "We meet.")), ABOUT).lineage.links[0]
    assert (unsaid.note, unsaid.confidence, unsaid.change) == (NOT_SAID, "low", "reworded")
    assert [(one.provisions, one.note) for one in new.lineage.dropped] == [(("theirs#c",), "We have no money.")]
    assert new.in_numbers() == "1 provision adopted, 1 adapted, 1 left out."
    assert [part.id for part in new.code.parts] == ["a", "b"]


def test_what_stands_in_a_part_goes_with_it_unless_somebody_decides() -> None:
    """A heading that is left out takes its promises along; one that is adopted all the same is still owed."""
    section = Section(id="pay", title="Money", duty=("all",))
    promises = tuple(Commitment(id=name, within="pay", text="We pay.") for name in ("early", "late"))
    code = replace(BASE, parts=(*BASE.parts, section, *promises))
    decisions = Decisions(source="theirs").then(Decision(part="pay", choice="omit", reason="No money."))
    assert {name: one.reason for name, one in settled(code, decisions).items()} == dict.fromkeys(
        ("pay", "early", "late"), "No money."
    )
    kept = begun(code, decisions.then(Decision(part="late", choice="adopt")), ABOUT).code
    late = kept.parts[-1]
    assert isinstance(late, Commitment)
    assert (late.id, late.duty) == ("late", ("all",))
    assert [one for one in check_code(kept) if one.severity == "error"] == []


def test_a_heading_of_which_nothing_is_left_goes_too() -> None:
    """Who signed is left out with the heading above, unless somebody adopts that."""
    signed = (Section(id="signed", title="Signed"), Signatory(organisation="A council", within="signed"))
    code = replace(BASE, parts=(*BASE.parts, *signed))
    assert [part.id for part in begun(code, Decisions(source="theirs"), ABOUT).code.parts] == ["a", "b", "c"]
    kept = Decisions(source="theirs").then(Decision(part="signed", choice="adopt"))
    assert [part.id for part in begun(code, kept, ABOUT).code.parts] == ["a", "b", "c", "signed"]


def test_the_same_words_are_adopted() -> None:
    """Whoever types what stands there already has changed nothing."""
    assert adapted(BASE.parts[0], " We meet  monthly. ") == Decision(part="a", choice="adopt")
    with pytest.raises(CompactsError, match="Say what stands instead"):
        adapted(BASE.parts[0], "  ")


def test_both_files_are_written_or_none(tmp_path: Path) -> None:
    """Where one of them is there already, neither is written, and what is there stays."""
    new = begun(BASE, Decisions(source="theirs"), ABOUT)
    path = tmp_path / "ours.toml"
    beside = tmp_path / "ours.lineage.toml"
    beside.write_text("mine", "utf-8")
    with pytest.raises(CompactsError, match="is already there"):
        write_begun(str(path), new)
    assert (path.exists(), beside.read_text("utf-8")) == (False, "mine")
    beside.unlink()
    assert write_begun(str(path), new) == str(beside)
    assert read_code(path).id == "ours"


def test_decisions_are_read_as_they_were_written(tmp_path: Path) -> None:
    """A file of decisions comes back whole; what is wrong with one is told with its line."""
    file = str(tmp_path / "decisions.toml")
    made = Decisions(source="theirs").then(Decision(part="a", choice="omit", reason='"So"'))
    write_decisions(file, made)
    assert read_decisions(file) == made
    Path(file).write_text(
        'format = 1\nfrom = "theirs"\n[[decisions]]\npart = "a"\nchoice = "omit"\n[[decisions]]\npart = "a"\n'
        'choice = "adapt"\n[[decisions]]\npart = "c"\nchoice = "keep"\n',
        "utf-8",
    )
    with pytest.raises(ContentError) as error:
        read_decisions(file)
    assert [(one.line, one.message) for one in error.value.problems] == [
        (3, "It is not said why 'a' is left out."),
        (6, "It is not said what 'a' becomes."),
        (7, "The part 'a' is decided twice."),
        (11, "choice is 'keep'. Allowed: adopt, adapt, omit."),
    ]


def test_a_decision_on_nothing_is_told() -> None:
    """A part that the code does not have, and one that cannot be said in other words."""
    lost = Decisions(source="theirs").then(Decision(part="z", choice="adopt"))
    with pytest.raises(CompactsError, match="has no part with the id 'z'"):
        begun(BASE, lost, ABOUT)
    gone = Decisions(source="theirs", decisions=tuple(Decision(part=n, choice="omit", reason="So.") for n in "abc"))
    with pytest.raises(CompactsError, match="Everything is left out"):
        begun(BASE, gone, ABOUT)
    assert isinstance(BASE.parts[0], Action)
    assert isinstance(BASE.parts[0], ProvisionBase)
