"""How provisions of two codes relate: laws of links and look-ups, files read and written, and every mistake told."""

import json
import tomllib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from compact_core.content.digest import content_digest
from compact_core.content.flaws import MOST_FLAWS
from compact_core.content.lineage_checks import MOST_NAMED
from compact_core.content.lineage_file import LoadedLineage, read_lineage_bytes, read_lineage_file
from compact_core.content.read import read_code
from compact_core.errors import Problem
from compact_core.model import Action, Code, Commitment, Paragraph, Provision
from compact_core.model.lineage import (
    CodePair,
    DroppedEntry,
    Lineage,
    LineageLink,
    NewEntry,
    Relative,
    code_of,
    relations,
)
from lineages import lineage_in, lineage_text

BAD = Path(__file__).parents[1] / "data" / "bad_lineage"
MISTAKES = sorted(path.stem for path in BAD.glob("*.toml"))
CODES: dict[str, Code] = {
    code.id: code for code in (read_code(BAD / "codes" / f"harbour-{year}.toml") for year in ("1990", "2010"))
}
SOUND = lineage_in(BAD / "codes" / "lineage.toml", CODES)

NETS = Action(id="nets", within="harbour", at="b", text="Share nets.")
FITTING = [
    ("equal", "kept"),
    ("equivalent", "reworded"),
    *((one, change) for one in ("subset", "superset", "intersects") for change in ("reworded", "weakened")),
]
ids = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
sentences = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
digests = st.text("0123456789abcdef", min_size=16, max_size=16)


@st.composite
def links(draw: st.DrawFn, sources: list[str], targets: list[str]) -> LineageLink:
    """A link between some provisions, with or without digests."""
    relation, change = draw(st.sampled_from(FITTING))
    with_digests = draw(st.booleans())
    seen = [draw(digests) for _ in (*sources, *targets)] if with_digests else []
    values: dict[str, Any] = {"relation": relation, "change": change}
    return LineageLink(
        source=tuple(sources),
        target=tuple(targets),
        note=draw(sentences),
        confidence=draw(st.sampled_from(["high", "medium", "low"])),
        basis=draw(st.sampled_from(["editorial", "source"])),
        source_digests=tuple(seen[: len(sources)]),
        target_digests=tuple(seen[len(sources) :]),
        **values,
    )


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    """A sound lineage of up to three codes: each provision of the first code is linked in one link, or dropped."""
    codes = draw(st.lists(ids, min_size=2, max_size=3, unique=True))
    pairs = [CodePair(source=codes[0], target=code, note=draw(st.just("") | sentences)) for code in codes[1:]]
    lineage = Lineage(pairs=tuple(pairs))
    for pair in pairs:
        names = draw(st.lists(ids, min_size=1, max_size=5, unique=True))
        sources = [f"{pair.source}#{name}" for name in names]
        targets = [f"{pair.target}#{name}" for name in draw(st.lists(ids, min_size=1, max_size=4, unique=True))]
        cut = draw(st.integers(0, len(sources)))
        made = []
        for start in range(0, cut, 2):
            some = draw(st.lists(st.sampled_from(targets), min_size=1, unique=True))
            made.append(draw(links(sources[start : min(start + 2, cut)], some)))
        linked = {target for link in made for target in link.target}
        gone, fresh = tuple(sources[cut:]), tuple(one for one in targets if one not in linked)
        entries = (DroppedEntry(provisions=gone, into=pair.target, note=draw(sentences)),) if gone else ()
        later = (NewEntry(provisions=fresh, since=pair.source, note=draw(sentences)),) if fresh else ()
        lineage = replace(
            lineage,
            links=(*lineage.links, *made),
            dropped=(*lineage.dropped, *entries),
            new=(*lineage.new, *later),
        )
    return lineage


def named(lineage: Lineage) -> set[str]:
    """Every reference of a lineage."""
    lists = [link.source for link in lineage.links] + [link.target for link in lineage.links]
    lists += [one.provisions for one in lineage.dropped] + [one.provisions for one in lineage.new]
    return {reference for references in lists for reference in references}


def loaded(lineage: Lineage) -> LoadedLineage:
    """The lineage written and read again, by itself."""
    return read_lineage_bytes(lineage_text(lineage).encode(), "lineage.toml")


# Links and look-ups


@given(links(["a#x", "a#y"], ["b#z"]))
def test_a_link_turned_twice_is_the_same_link(link: LineageLink) -> None:
    """Reading a link from the other side, and from the other side again, changes nothing."""
    assert link.turned().turned() == link


def test_turning_a_link_turns_its_sides_and_its_relation_only() -> None:
    """Sides and digests are exchanged, a subset becomes a superset, and the change keeps its direction."""
    link = LineageLink(
        source=("a#x", "a#y"),
        target=("b#z",),
        relation="subset",
        change="strengthened",
        note="More is asked for.",
        confidence="low",
        basis="source",
        source_digests=("1" * 16, "2" * 16),
        target_digests=("3" * 16,),
    )
    assert link.turned() == LineageLink(
        source=("b#z",),
        target=("a#x", "a#y"),
        relation="superset",
        change="strengthened",
        note="More is asked for.",
        confidence="low",
        basis="source",
        source_digests=("3" * 16,),
        target_digests=("1" * 16, "2" * 16),
    )


@given(lineages())
def test_relatives_are_mutual(lineage: Lineage) -> None:
    """Whatever is a relative of a provision has that provision as a relative, by the same link read backwards."""
    turned = {"subset": "superset", "superset": "subset"}
    for reference in named(lineage):
        for one in relations([lineage], reference).relatives:
            back = [other for other in relations([lineage], one.references[0]).relatives if other.note == one.note]
            assert any(
                (other.references, other.together, other.earlier) == (one.together, one.references, not one.earlier)
                and other.relation == turned.get(one.relation, one.relation)
                and other.change == one.change
                for other in back
            )


@given(lineages())
def test_every_provision_is_linked_or_alone(lineage: Lineage) -> None:
    """Each provision that a sound lineage names has, for each code, either relatives there or an entry that says no."""
    for reference in named(lineage):
        related = {one.code for one in relations([lineage], reference).relatives}
        gone = {one.into for one in relations([lineage], reference).dropped}
        fresh = {one.since for one in relations([lineage], reference).new}
        assert related | gone | fresh
        assert not related & (gone | fresh)
        assert code_of(reference) not in related


def test_relatives_of_a_provision() -> None:
    """A relative tells both sides, and how this side stands to the other."""
    forward = Relative(
        code="harbour-2010",
        references=("harbour-2010#gear",),
        together=("harbour-1990#nets",),
        relation="subset",
        change="strengthened",
        earlier=False,
        note="Ropes were added.",
        confidence="high",
        basis="editorial",
    )
    assert relations([SOUND], "harbour-1990#nets").relatives == (forward,)
    backward = replace(
        forward,
        code="harbour-1990",
        references=forward.together,
        together=forward.references,
        relation="superset",
        earlier=True,
    )
    assert relations([SOUND], "harbour-2010#gear").relatives == (backward,)


def test_what_has_no_relative() -> None:
    """Dropped and new provisions have entries of their own, and what is not spoken of has nothing."""
    assert (
        relations([SOUND], "harbour-1990#pilots").relatives == relations([SOUND], "harbour-2010#radio").relatives == ()
    )
    gone = DroppedEntry(provisions=("harbour-1990#pilots",), into="harbour-2010", note="Pilots are not spoken of.")
    fresh = NewEntry(provisions=("harbour-2010#radio",), since="harbour-1990", note="There was no radio.")
    assert relations([SOUND], "harbour-1990#pilots").dropped == (gone,)
    assert relations([SOUND], "harbour-2010#radio").new == (fresh,)
    assert relations([SOUND], "harbour-2010#radio").dropped == ()
    assert relations([SOUND], "harbour-1990#pilots").new == ()
    assert relations([SOUND], "nowhere#nothing").relatives == ()


def test_codes_of_a_lineage() -> None:
    """A lineage names each of its codes once, in the order of the pairs."""
    pairs = (CodePair(source="a", target="b"), CodePair(source="a", target="c"), CodePair(source="c", target="b"))
    assert Lineage(pairs=pairs).codes == ("a", "b", "c")


# Files


@given(lineages())
def test_what_is_written_is_read_again(lineage: Lineage) -> None:
    """A lineage written to a file and read from it is the same, and nothing is wrong with it."""
    assert loaded(lineage) == LoadedLineage(lineage, ())


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """A file that is not there is told, not raised."""
    name = str(tmp_path / "lineage.toml")
    hint = "Check the name; it may have been moved or removed."
    assert read_lineage_file(name) == LoadedLineage(
        None, (Problem("error", name, 0, 0, "There is no such file.", hint),)
    )


def test_without_codes_a_lineage_is_checked_by_itself() -> None:
    """A reference that leads nowhere is an error only where the code is at hand; an absent code is a warning."""
    data = (BAD / "provision-does-not-exist.toml").read_bytes()
    assert read_lineage_bytes(data, "lineage.toml").problems == ()
    assert [(one.severity, one.message) for one in read_lineage_bytes(data, "lineage.toml", {}).problems] == [
        ("warning", "The code 'harbour-1990' is not in the library."),
        ("warning", "The code 'harbour-2010' is not in the library."),
    ]


def test_a_sound_file_has_no_problem() -> None:
    """The file from which every mistake below was made is without one."""
    assert read_lineage_file(BAD / "codes" / "lineage.toml", CODES).problems == ()


def test_a_mistake_is_reported() -> None:
    """Each file has the mistake that its name says, told in the lines beside it."""
    for name in MISTAKES:
        found = read_lineage_bytes((BAD / f"{name}.toml").read_bytes(), f"{name}.toml", CODES)
        assert [str(problem) for problem in found.problems] == (BAD / f"{name}.txt").read_text("utf-8").splitlines()
        assert (found.lineage is None) == any(problem.severity == "error" for problem in found.problems), name


def test_a_check_of_a_lineage_tells_so_many_flaws_and_no_more() -> None:
    """A file with a mistake in every line gives a thousand of them, from each check."""
    entry = DroppedEntry(provisions=("harbour-1990#no",), into="harbour-2010", note="It is gone.")
    lineage = replace(SOUND, dropped=(entry,) * (MOST_FLAWS + 5))
    data = lineage_text(lineage).encode()
    messages = [one.message for one in read_lineage_bytes(data, "lineage.toml", CODES).problems]
    assert messages.count("'harbour-1990#no' stands in an earlier entry for 'harbour-2010' already.") == MOST_FLAWS
    assert messages.count("The code 'harbour-1990' has no provision with the id 'no'.") == MOST_FLAWS


def test_a_lineage_that_has_only_begun_is_used_and_told_of_in_one_line_a_code() -> None:
    """Whoever links one point of a long code has that link at once, and one warning with what is left."""
    harbour = CODES["harbour-2010"]
    actions = [Action(id=f"a-{number}", within="harbour", text="Row.") for number in range(MOST_NAMED + 5)]
    paid = Commitment(id="paid", within="harbour", text="Pay.", duty=("all",))
    codes = {**CODES, "harbour-2010": replace(harbour, parts=(*harbour.parts, *actions, paid))}
    loaded = read_lineage_bytes(lineage_text(SOUND).encode(), "lineage.toml", codes)
    names = ", ".join(f"a-{number}" for number in range(MOST_NAMED))
    assert loaded.lineage == SOUND
    assert [str(problem) for problem in loaded.problems] == [
        (
            f"lineage.toml:3:1: warning: Nothing tells how {MOST_NAMED + 6} actions and commitments of 'harbour-2010'"
            f" relate to 'harbour-1990': {names} and 6 more."
            ' Link them, or name them under [[new]] with since = "harbour-1990".'
        )
    ]


def test_there_are_mistakes_and_each_is_reported() -> None:
    """No file of mistakes lacks its lines, and no lines lack their file."""
    assert len(MISTAKES) >= 40
    assert sorted(path.stem for path in BAD.glob("*.txt")) == MISTAKES
    assert all((BAD / f"{name}.txt").read_text("utf-8").strip() for name in MISTAKES)


@given(
    st.dictionaries(
        st.sampled_from(["format", "pairs", "links", "dropped", "new"]),
        st.recursive(
            st.booleans() | st.integers(0, 2) | ids | ids.map(lambda name: f"harbour-1990#{name}"),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from(["from", "to", "provisions", "into", "since", "relation"]), inner)
            ),
            max_leaves=12,
        ),
    )
)
def test_whatever_a_file_holds_reading_ends_well(data: dict[str, Any]) -> None:
    """No shape of the data makes the reader fail: there is a lineage, or there are errors with their places."""
    found = read_lineage_bytes(tomli_w.dumps(data).encode(), "lineage.toml", CODES)
    errors = [problem for problem in found.problems if problem.severity == "error"]
    assert (found.lineage is None) == bool(errors)
    assert all(problem.line > 0 for problem in errors)


# Content digests


def test_the_content_digest_can_be_worked_out_by_hand() -> None:
    """It is the beginning of the SHA-256 of what the provision says as JSON, its keys in order, without spaces."""
    says = '{"covers":["nets","ropes"],"kind":"action","text":"Share nets – and ropes."}'
    one = replace(NETS, text="Share nets – and ropes.", covers=("nets", "ropes"))
    assert content_digest(one) == sha256(says.encode()).hexdigest()[:16]


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "gear"},
        {"within": "sea"},
        {"number": "8b"},
        {"at": "8, bullet 1"},
        {"erratum": "The source prints it twice."},
        {"text": "Share\n  nets."},
    ],
)
def test_the_content_digest_stays_when_only_name_or_place_changes(changes: dict[str, Any]) -> None:
    """A provision that is renamed, moved or broken into lines elsewhere still says the same."""
    assert content_digest(replace(NETS, **changes)) == content_digest(NETS)


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Share ropes."},
        {"title": "Nets"},
        {"condition": "There are no nets."},
        {"hedge": "if they can"},
        {"duty": ("all",)},
        {"covers": ("nets", "ropes")},
        {"label": "Undertaking"},
        {"formality": "formal"},
    ],
)
def test_the_content_digest_changes_with_what_is_said(changes: dict[str, Any]) -> None:
    """Any other field counts."""
    assert content_digest(replace(NETS, **changes)) != content_digest(NETS)


def test_the_content_digest_tells_lists_and_kinds_apart() -> None:
    """The order of a list counts, where one part ends and the next begins, and the kind of the provision."""
    covered = [("nets", "ropes"), ("ropes", "nets"), ("nets ropes",), ()]
    ones: list[Provision] = [replace(NETS, covers=some) for some in covered]
    ones.append(Paragraph(id=NETS.id, within=NETS.within, at=NETS.at, text=NETS.text))
    assert len({content_digest(one) for one in ones}) == len(ones)


def test_the_content_digest_knows_no_order_of_keys() -> None:
    """The provisions of a file whose keys stand in another order have the same digests."""
    text = (BAD / "codes" / "harbour-1990.toml").read_text(encoding="utf-8")
    plain = tomllib.loads(text)
    turned = [dict(reversed(one.items())) for one in plain["parts"]]
    assert json.dumps(turned) != json.dumps(plain["parts"])
    code = CODES["harbour-1990"]
    again = [Action(**one) for one in turned if one["kind"] == "action"]
    assert [content_digest(one) for one in again] == [
        content_digest(one) for one in code.provisions if isinstance(one, Action)
    ]
