"""A round that goes on in another edition: no answer is lost, whatever is edited, answered and brought in, and when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import DIGEST, case
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.editions import (
    ORDER,
    Counterparts,
    brought_over,
    changed_items,
    counterparts,
    earlier_answers,
    edition_asked,
    first_names,
    least,
)
from compact_core.assessment.findings.visibility import shown
from compact_core.assessment.merging import all_answers, merged
from compact_core.assessment.partnership import Carried, EarlierEdition, EarlierItem, Round, Row
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.assessment.setup.beginning import items_to_judge, rows_of, scope_of
from compact_core.assessment.setup.carrying import Carrying, Said, carried_on, carrying
from compact_core.errors import CompactsError
from compact_core.model import Action, Agreement, Code, Header, Source
from compact_core.model.lineage import Lineage, LineageLink

DAY = "2026-04-01"
IDS = "abcde"
Texts = Mapping[str, str]
Origin = tuple[str, str, str, int, str]
"""What an answer was given to, in which words, and what it says."""


def code_of(texts: Texts, identity: str = "code") -> Code:
    """A code with an action for each text."""
    return Code(
        header=Header(id=identity, title="A code"),
        agreement=Agreement(id="accord", name="Accord", kind="accord"),
        source=Source(title="Accord"),
        parts=tuple(Action(id=name, text=text) for name, text in texts.items()),
    )


def asking(code: Code, items: Sequence[str] = ()) -> Round:
    """A round about a code: about all of it, or about some items."""
    plain = case({"public": {"council": [{}]}}).round
    judged = [item for item in items_to_judge(code, "informal") if not items or item.id in items]
    rows = rows_of(judged, ("council",))
    return replace(plain, code=code.id, rows=rows, asks=scope_of(code, "informal", rows))


def response_to(asked: Round, answers: Sequence[Answer] = ()) -> Response:
    """Answers to what a round asks."""
    return Response(
        partnership="harbour",
        round=1,
        code=asked.code,
        invitee="council-1",
        asked=asked_digest(asked),
        answers=tuple(answers),
    )


def point(item: str, number: int, minute: int) -> Answer:
    """A point that was given in some minute."""
    return Answer(item=item, says="point", point=number, given=f"2026-03-01T12:{minute:02}:00Z")


def origins(response: Response, asked: Round) -> set[Origin]:
    """Everything that was said in a response, by what it was given to."""
    then = edition_asked(asked, response.asked)
    assert then is not None
    digests = {row.item: row.digest for row in then.rows}
    return {
        (
            said.given_to or f"{then.code}#{said.item}",
            said.digest or digests[said.item],
            said.says,
            said.point,
            said.given,
        )
        for said in (*all_answers(response), *response.earlier)
    }


def on_in(asked: Round, code: Code, lineages: Sequence[Lineage] = (), said: Said | None = None) -> Round:
    """The round, gone on in an edition."""
    return carried_on(asked, carrying(asked, code, "informal", lineages, said), DAY, (said or Said()).same)


texts = st.dictionaries(st.sampled_from(IDS), st.sampled_from(["Greet.", "Listen.", "Sing.", "Share."]), min_size=1)
"""What the items of an edition say: any edit of a code leads from one of these to another."""
histories = st.lists(texts, min_size=1, max_size=4)
"""Editions of one code, one after the other."""


@st.composite
def forms(draw: st.DrawFn, asked: Sequence[Round]) -> list[Response]:
    """Some forms of any of the editions, each with some answers, no two at the same moment."""
    made = []
    for number in range(draw(st.integers(0, 3))):
        now = draw(st.sampled_from(asked))
        items = draw(st.sets(st.sampled_from([row.item for row in now.rows])))
        said = [point(item, draw(st.integers(1, 4)), 10 * number + place) for place, item in enumerate(sorted(items))]
        made.append(response_to(now, said))
    return made


def through(editions: Sequence[Texts], chosen: Sequence[str] = ()) -> list[Round]:
    """A round as it was in each of the editions of a code; editions that have nothing to ask about are passed over."""
    rounds = [asking(code_of(editions[0]), chosen)]
    for edition in editions[1:]:
        after = on_in(rounds[-1], code_of(edition))
        if after.rows:
            rounds.append(after)
    return rounds


@st.composite
def moves(draw: st.DrawFn) -> list[Round]:
    """A round as it was in editions of three codes, with any lineage between them, and with what people said."""
    rounds = [asking(code_of(draw(texts), "one"))]
    for _ in range(draw(st.integers(1, 3))):
        before, code = rounds[-1], code_of(draw(texts), draw(st.sampled_from(["one", "two", "three"])))
        old, new = [row.item for row in before.rows], [part.id for part in code.parts]
        ends = st.tuples(st.sets(st.sampled_from(old), min_size=1), st.sets(st.sampled_from(new), min_size=1))
        links = tuple(
            LineageLink(
                source=tuple(f"{before.code}#{name}" for name in sorted(sources)),
                target=tuple(f"{code.id}#{name}" for name in sorted(targets)),
                relation=draw(st.sampled_from(["equal", "equal", "intersects"])),
                change=draw(st.sampled_from(["kept", "kept", "reworded", "weakened"])),
                note="It is so.",
                confidence="high",
            )
            for sources, targets in draw(st.lists(ends, max_size=4))
        )
        try:
            after = on_in(before, code, [Lineage(links=links)])
        except CompactsError:  # nothing says how the codes relate
            continue
        rounds += [after] if after.rows else []
    return rounds


@given(moves(), st.data())
def test_from_code_to_code_no_answer_is_lost_whenever_it_comes(rounds: list[Round], data: st.DataObject) -> None:
    """Through any codes and lineages all that was said stays, and what is held depends on no order."""
    files = data.draw(forms(rounds))
    now, asked = rounds[-1], {asked_digest(each): place for place, each in enumerate(rounds)}
    early = None
    for place, each in enumerate(rounds):
        there: list[Response] = [] if early is None else [brought_over(early, each)]
        new = [brought_over(file, each) for file in files if asked[file.asked] == place]
        early = reduce(merged, (*there, *new), response_to(each))
    late = reduce(merged, (brought_over(file, now) for file in reversed(files)), response_to(now))
    assert early == late == brought_over(late, now)
    assert origins(late, now) == {origin for file in files for origin in origins(file, now)}


@given(histories, st.data())
def test_no_answer_is_ever_lost(editions: list[Texts], data: st.DataObject) -> None:
    """Whatever was said in any edition is in the end in the file, with what it was given to, and nothing else is."""
    rounds = through(editions)
    files = data.draw(forms(rounds))
    now = rounds[-1]
    whole = reduce(merged, (brought_over(file, now) for file in files), response_to(now))
    assert origins(whole, now) == {origin for file in files for origin in origins(file, now)}


@given(histories, st.data())
def test_it_makes_no_difference_when_a_form_is_brought_in(editions: list[Texts], data: st.DataObject) -> None:
    """Brought in at once or after all changes, in any order, once or twice, what is held is the same."""
    rounds = through(editions)
    files = data.draw(forms(rounds))
    asked = {asked_digest(each): place for place, each in enumerate(rounds)}
    early = None
    for place, each in enumerate(rounds):
        there: list[Response] = [] if early is None else [brought_over(early, each)]
        new = [brought_over(file, each) for file in files if asked[file.asked] == place]
        early = reduce(merged, (*there, *new), response_to(each))
    order = data.draw(st.permutations([*files, *files[:1]]))
    late = reduce(merged, (brought_over(file, rounds[-1]) for file in order), response_to(rounds[-1]))
    assert early == late


@given(histories, st.data())
def test_to_bring_over_twice_changes_nothing(editions: list[Texts], data: st.DataObject) -> None:
    """What was brought over is as it is, and to go on in the same edition again is to change nothing."""
    rounds = through(editions)
    now = rounds[-1]
    for file in data.draw(forms(rounds)):
        once = brought_over(file, now)
        assert brought_over(once, now) == once
        assert once.asked == asked_digest(now)
    assert on_in(now, code_of(editions[-1])) == now or len(rounds) < len(editions)


@given(histories)
def test_items_are_kept_reworded_or_anew(editions: list[Texts]) -> None:
    """Every item of an edition is just one of the three, and every item of before went somewhere or is gone."""
    before = through(editions[:-1] or editions)[-1]
    carried = carrying(before, code_of(editions[-1]), "informal")
    parts = [item for how in ORDER for item in carried.items(how)]
    assert sorted(parts) == sorted(row.item for row in carried.rows)
    assert {way.item for way in carried.ways} | {*carried.gone} == {row.item for row in before.rows}
    assert not {way.item for way in carried.ways} & {*carried.gone}


@given(texts, texts, st.data())
def test_there_and_back(one: Texts, other: Texts, data: st.DataObject) -> None:
    """Back in the edition of before the same is asked, and all answers that were given there count again."""
    rounds = through([one, other, one])
    if len(rounds) < 3:
        return
    first, there, back = rounds
    assert back.rows == first.rows
    for file in data.draw(forms([first])):
        assert brought_over(brought_over(file, there), back) == brought_over(file, first)
        assert counterparts(first, back).kept == {row.item: row.item for row in first.rows}


@given(histories, st.data())
def test_an_answer_holds_only_for_words_that_were_kept(editions: list[Texts], data: st.DataObject) -> None:
    """Of one code, an answer holds only where it was given to just these words."""
    rounds = through(editions)
    now = rounds[-1]
    digests = {row.item: row.digest for row in now.rows}
    for file in data.draw(forms(rounds)):
        for held in brought_over(file, now).held_answers:
            assert not held.given_to or held.digest == digests[held.item]


@given(histories)
def test_what_became_of_one_another_has_one_name(editions: list[Texts]) -> None:
    """Rounds that follow each other give an item one name, so that what is withheld of it is withheld of all."""
    rounds = [replace(each, number=number) for number, each in enumerate(through(editions), start=1)]
    names = first_names(rounds)
    assert set(names) == {(each.number, row.item) for each in rounds for row in each.rows}
    for before, now in pairwise(rounds):
        for item, old in counterparts(before, now).kept.items():
            assert names[now.number, item] == names[before.number, old]


OLD = code_of({"a": "Greet.", "b": "Listen.", "c": "Sing.", "d": "Share."}, "old")
NEW = code_of({"x": "Say hello.", "y": "Hear others.", "z": "Sing loudly.", "new": "Rest."}, "new")


def link(
    source: str, target: str, relation: str = "equal", change: str = "kept", confidence: str = "high"
) -> LineageLink:
    """A link between points of the two codes, with spaces between several."""
    return LineageLink(
        source=tuple(f"old#{name}" for name in source.split()),
        target=tuple(f"new#{name}" for name in target.split()),
        relation=relation,  # type: ignore[arg-type]
        change=change,  # type: ignore[arg-type]
        note="It is so.",
        confidence=confidence,  # type: ignore[arg-type]
    )


def carried(*links: LineageLink, said: Said | None = None) -> Carrying:
    """What becomes of a round about the whole old code."""
    return carrying(asking(OLD), NEW, "informal", [Lineage(links=links)], said)


@pytest.mark.parametrize(
    ("links", "how"),
    [
        ([link("a", "x")], "kept"),
        ([link("a", "x", "equivalent", "reworded")], "reworded"),
        ([link("a", "x", "superset", "reworded")], "reworded"),
        ([link("a", "x", "equal", "kept", "medium")], "reworded"),
        ([link("a b", "x")], "reworded"),
        ([link("a", "x"), link("b", "x")], "reworded"),
        ([link("a", "x"), link("b", "x", "intersects", "weakened")], "kept"),
        ([link("a", "x", "intersects", "weakened")], "anew"),
        ([link("a", "x", "subset", "strengthened")], "anew"),
        ([replace(link("a", "x"), source_digests=("0" * 16,))], "reworded"),
        ([replace(link("a", "x"), target_digests=("0" * 16,))], "reworded"),
    ],
)
def test_what_a_lineage_makes_of_an_item(links: list[LineageLink], how: str) -> None:
    """Answers follow only where one item says just what one did, and somebody is sure of it in the words of today."""
    assert carried(*links).how("x") == how
    assert carried(*links).how("new") == "anew"


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        (link("a", "m"), link("m", "x"), "kept"),
        (link("a", "m"), link("m", "x", "equivalent", "reworded"), "reworded"),
        (link("a", "m"), link("m", "x", "equal", "kept", "medium"), "reworded"),
        (link("a", "m", "superset", "reworded"), link("m", "x", "subset", "reworded"), "anew"),
        (link("a", "m", "equal", "weakened"), link("m", "x"), "anew"),
        (link("a", "m"), replace(link("m", "x"), source_digests=("0" * 16,)), "reworded"),
        (link("a", "m n"), link("m", "x"), "anew"),
    ],
)
def test_answers_follow_over_a_code_between(first: LineageLink, second: LineageLink, how: str) -> None:
    """Where two codes are compared only with one between them, that follows which is sure of both steps."""
    into, out = replace(first, target=_of("middle", first.target)), replace(second, source=_of("middle", second.source))
    also = link("b", "n"), link("n", "y")
    also = replace(also[0], target=("middle#n",)), replace(also[1], source=("middle#n",))
    lineages = [Lineage(links=(into, also[0])), Lineage(links=(out, also[1]))]
    assert carrying(asking(OLD), NEW, "informal", lineages).how("x") == how
    direct = Lineage(links=(link("c", "z"),))
    assert carrying(asking(OLD), NEW, "informal", [*lineages, direct]).how("x") == "anew"


def _of(code: str, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{code}#{name.partition('#')[2]}" for name in names)


def test_what_people_say_of_an_item_holds_over_the_words() -> None:
    """An item that is said to mean the same is kept; one that stands in no relation cannot be."""
    assert carried(link("a", "x", "equivalent", "reworded"), said=Said(["x"])).how("x") == "kept"
    with pytest.raises(CompactsError, match=r"^'new' is no item of new that the round asks about now\.$"):
        carried(link("a", "x"), said=Said(["new"]))


def test_without_a_relation_there_is_no_way() -> None:
    """Where nothing says how two codes relate, and no words are the same, a round does not go on."""
    with pytest.raises(CompactsError) as caught:
        carried()
    assert str(caught.value) == (
        "Nothing says what the items of old became in new, and none stands there in the same words. "
        "Write a lineage of the two codes first (docs/lineage.md), or begin a new assessment."
    )


def test_answers_follow_into_another_code() -> None:
    """A kept item has its answer under its new id; a reworded one shows it only beside the new answer."""
    before = asking(OLD)
    now = on_in(before, NEW, [Lineage(links=(link("a", "x"), link("b", "y", "equivalent", "reworded")))])
    said = [point("a", 1, 1), point("b", 2, 2), point("c", 3, 3)]
    note = Comment(section="top", box="strengths", text="good", given="2026-03-01T12:00:00Z")
    over = brought_over(replace(response_to(before, said), comments=(note,)), now)
    digests = {row.item: row.digest for row in before.rows}
    assert over.answers == (replace(said[0], item="x", given_to="old#a", digest=digests["a"]),)
    assert [(held.item, held.given_to) for held in over.earlier] == [("b", "old#b"), ("c", "old#c")]
    assert [(item, answer.point) for item, answer in earlier_answers(over, now).items()] == [("y", 2)]
    assert (over.code, over.asked) == (now.code, asked_digest(now))
    assert counterparts(before, now) == Counterparts({"x": "a"}, ("y",), ("c", "d"))
    assert over.comment_in("top", "strengths") is None
    assert over.comments == (replace(note, given_to="old"),)
    again = brought_over(over, on_in(now, OLD, [Lineage(links=(link("a", "x"),))]))
    assert again.answers == tuple(said)
    assert again.comments == (note,)


@given(st.lists(st.sampled_from(ORDER), min_size=1))
def test_over_several_changes_the_one_that_leaves_least_holds(carried: list[Carried]) -> None:
    """Answers follow over all of them, or as far as over the one that says least."""
    assert ORDER.index(least(*carried)) == max(map(ORDER.index, carried))


def test_a_form_is_known_by_what_it_asked() -> None:
    """A form of an earlier edition asks what that did; one of another round, or that nobody knows, stays as it is."""
    first, now = through([{"a": "Greet.", "b": "Listen."}, {"a": "Say hello.", "b": "Listen."}])
    form = asked_digest(first)
    assert edition_asked(first, form) == first
    then = edition_asked(now, form)
    assert then is not None
    assert {(row.item, row.digest) for row in then.rows} == {(row.item, row.digest) for row in first.rows}
    assert changed_items(first) == frozenset()
    assert changed_items(now) == {"a"}
    later = replace(now, number=2)
    assert changed_items(later) == frozenset()
    alone = replace(response_to(first, [point("b", 1, 1)]), filled_in_by="trust")
    assert brought_over(alone, first) == alone
    unknown = replace(response_to(first, [point("b", 1, 1)]), asked="f" * 16)
    for asked, response in ((later, response_to(first, [point("b", 1, 1)])), (now, unknown)):
        assert edition_asked(asked, response.asked) is None
        assert brought_over(response, asked) == response


def test_what_no_edition_knows_does_no_harm() -> None:
    """An item of an edition that is not known, and an answer to what was not asked, as in files made by hand."""
    before = asking(OLD)
    now = on_in(before, NEW, [Lineage(links=(link("a", "x"), link("b", "y", "equivalent", "reworded")))])
    said = response_to(before, [point("a", 1, 1), point("b", 2, 2)])
    edited = replace(now, earlier=(*now.earlier, replace(now.earlier[0], asked="f" * 16)))
    assert brought_over(said, edited) == brought_over(said, now)
    nowhere = point("nowhere", 1, 4)
    assert brought_over(response_to(before, [nowhere]), now).answers == (nowhere,)


def test_what_was_taken_back_is_shown_beside_no_new_answer() -> None:
    """Whoever took back an answer to the words of before is not reminded of it."""
    before = asking(OLD)
    now = on_in(before, NEW, [Lineage(links=(link("b", "y", "equivalent", "reworded"),))])
    back = Answer(item="b", says="taken back", given="2026-03-01T12:30:00Z")
    assert earlier_answers(brought_over(response_to(before, [back]), now), now) == {}


def test_a_part_that_was_picked_stays_with_who_picked_it() -> None:
    """Chosen items are asked with what is new only when somebody says so; of everything, what is new is asked too."""
    more = code_of({"a": "Greet.", "b": "Listen.", "e": "Rest."}, "old")
    assert [row.item for row in on_in(asking(OLD, ["a"]), more).rows] == ["a"]
    assert [row.item for row in on_in(asking(OLD, ["a"]), more, said=Said(add=["e"])).rows] == ["a", "e"]
    assert [(row.item, row.chosen_by) for row in on_in(asking(OLD), more).rows] == [
        ("a", ("council",)),
        ("b", ("council",)),
        ("e", ("council",)),
    ]


def test_what_is_withheld_is_withheld_under_its_new_name() -> None:
    """By side, a round on another edition gives away no more than one on the same: who left is not worked out."""
    public, third = ({f"{side}-{number}": [{"item": 4}] for number in range(4)} for side in ("public", "third"))
    first = case({"public": public, "third": third})
    second = case({"public": {**public, "public-3": [{}]}, "third": third}, number=2)
    partnership = replace(first.partnership, visibility="by side")
    same = shown(partnership, [first.result(), second.result()])
    moved = EarlierItem(asked=asked_digest(first.round), item="item", digest=DIGEST, becomes="new", how="kept")
    edition = EarlierEdition(asked=asked_digest(first.round), code="code", round=1)
    renamed = replace(
        second,
        round=replace(
            second.round,
            code="other",
            rows=(Row(item="new", digest=DIGEST),),
            editions=(edition,),
            earlier=(moved,),
        ),
        responses=tuple(
            replace(said, answers=tuple(replace(one, item="new") for one in said.answers)) for said in second.responses
        ),
    )
    other = shown(partnership, [first.result(), renamed.result()])
    assert {(cell.round, cell.side) for cell in other.cells} == {(cell.round, cell.side) for cell in same.cells}
    assert {number for number, _ in other.findings} == {number for number, _ in same.findings} == {1}


def test_that_an_item_means_the_same_can_be_said_afterwards() -> None:
    """Once the round has gone on, it holds for the edition just before, and for none that said something else."""
    rounds = through([{"a": "Greet."}, {"a": "Listen."}, {"a": "Sing."}])
    said = on_in(rounds[2], code_of({"a": "Sing."}), said=Said(["a"]))
    assert [(item.asked, item.how, item.as_said) for item in said.earlier] == [
        (asked_digest(rounds[1]), "kept", True),
        (asked_digest(rounds[0]), "reworded", False),
    ]
    assert brought_over(response_to(rounds[1], [point("a", 1, 1)]), said).answer_to("a")
    assert not brought_over(response_to(rounds[0], [point("a", 1, 1)]), said).answer_to("a")
