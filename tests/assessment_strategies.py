"""Assessments to test with: small ones written by hand, and any at all as hypothesis makes them."""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.findings import Finding, RoundResult, assess
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, Row, Side
from compact_core.assessment.responses import Answer, GivenTo, Moment, OptionalDigest, Response
from compact_core.model.lineage import Digest
from compact_core.model.scales import SCALES, Scale
from compact_core.model.text_rules import Address, Id, OptionalId, PartialDate, Text
from strategies import filled_texts, ids, partial_dates, texts

AGREE = SCALES["agree4"]
SHORT = {"SD": 1, "D": 2, "A": 3, "SA": 4}
"""The points of the agree scale, as docs/method.md shortens them."""
DIGEST = "0123456789abcdef"
Said = int | str | None
"""A point, 'DK' (don't know), 'NA' (not applicable), or None for nothing."""


@dataclass(frozen=True)
class Case:
    """A partnership, one round of it, and what came back."""

    partnership: Partnership
    round: Round
    responses: tuple[Response, ...]

    def result(self) -> RoundResult:
        """What is found."""
        return assess(self.partnership, self.round, self.responses)

    def finding(self) -> Finding:
        """What is found of the only item."""
        (found,) = self.result().findings
        return found


def answer(item: str, said: int | str) -> Answer:
    """An answer to an item."""
    if isinstance(said, int):
        return Answer(item=item, says="point", point=said)
    if said == "DK":
        return Answer(item=item, says="don't know")
    return Answer(item=item, says="not applicable", reason="too early")


def response(invitee: str, said: Mapping[str, Said]) -> Response:
    """What an invitee answered, by item."""
    answers = tuple(answer(item, one) for item, one in said.items() if one is not None)
    return Response(partnership="harbour", round=1, code="code", invitee=invitee, asked=DIGEST, answers=answers)


def case(
    sides: Mapping[str, Mapping[str, Sequence[Mapping[str, Said]]]],
    *,
    items: Sequence[str] = ("item",),
    scale: Scale = AGREE,
    number: int = 1,
) -> Case:
    """A case from what each person said, by side and organisation. Names are the ids with a capital letter."""
    organisations = [(side, one) for side, members in sides.items() for one in members]
    people = {
        f"{one}-{place}": (one, said)
        for members in sides.values()
        for one, persons in members.items()
        for place, said in enumerate(persons, start=1)
    }
    return Case(
        Partnership(
            id="harbour",
            name="Harbour health",
            code="code",
            visibility="named",
            sides=tuple(Side(id=side, name=f"{side.capitalize()} sector") for side in sides),
            organisations=tuple(Organisation(id=one, name=one.capitalize(), side=side) for side, one in organisations),
        ),
        Round(
            number=number,
            code="code",
            scale=scale.id,
            points=scale.points,
            method=METHOD,
            collector="Council, partnership officer",
            organisations=tuple(one for _, one in organisations),
            invitees=tuple(Invitee(code=code, organisation=one) for code, (one, _) in people.items()),
            rows=tuple(Row(item=item, digest=DIGEST) for item in items),
        ),
        tuple(replace(response(code, said), round=number) for code, (_, said) in people.items()),
    )


def one_item(sides: Mapping[str, Mapping[str, str]], *, scale: Scale = AGREE, number: int = 1) -> Case:
    """A case with one item; answers are written as 'A SA DK', one word a person, '-' for nothing."""
    return case(
        {
            side: {one: [{"item": _said(word)} for word in words.split()] for one, words in members.items()}
            for side, members in sides.items()
        },
        scale=scale,
        number=number,
    )


def _said(word: str) -> Said:
    return None if word == "-" else SHORT.get(word) or (int(word) if word.isdigit() else word)


@st.composite
def cases(
    draw: st.DrawFn,
    *,
    sides: st.SearchStrategy[int] = st.integers(1, 4),  # noqa: B008  (a strategy is a value that never changes)
    organisations: st.SearchStrategy[int] = st.integers(1, 9),  # noqa: B008
) -> Case:
    """Any case: one to four sides, one to nine organisations, every scale, all kinds of answer, agreed replies."""
    scale = draw(st.sampled_from(list(SCALES.values())))
    count = draw(organisations)
    some = draw(sides)
    homes = [draw(st.integers(0, some - 1)) for _ in range(count)]
    items = [f"item-{place}" for place in range(draw(st.integers(1, 3)))]
    people = _people(tuple(items), len(scale.points))
    members: dict[str, dict[str, list[Mapping[str, Said]]]] = {}
    for place, home in enumerate(homes):
        members.setdefault(f"side-{home}", {})[f"org-{place}"] = draw(people)
    drawn = case(members, items=items, scale=scale)
    agreed = draw(st.sets(st.sampled_from([one.code for one in drawn.round.invitees] or ["none"]), max_size=2))
    invitees = tuple(replace(one, agreed=one.code in agreed) for one in drawn.round.invitees)
    return replace(drawn, round=replace(drawn.round, invitees=invitees))


@cache
def _people(items: tuple[str, ...], points: int) -> st.SearchStrategy[list[Mapping[str, Said]]]:
    """What the people of one organisation may say."""
    said = st.sampled_from([None, "DK", "NA", *range(1, points + 1)])
    # Most partnerships agree more or less, so often only some of the answers are offered.
    few = st.lists(said, min_size=1, max_size=3, unique=True).flatmap(st.sampled_from)
    person: st.SearchStrategy[Mapping[str, Said]] = st.fixed_dictionaries(
        dict.fromkeys(items, said)
    ) | st.fixed_dictionaries(dict.fromkeys(items, few))
    return st.lists(person, max_size=3) | st.lists(person, min_size=1, max_size=1)


addresses = st.sampled_from(["", "https://example.org/answers?for=1", "partnership@example.org"])
"""Addresses of nobody: these names are kept for examples."""
_RULED: dict[object, st.SearchStrategy[Any]] = {
    str: texts,
    int: st.integers(0, 10**9),
    bool: st.booleans(),
    Id: ids,
    Text: filled_texts,
    PartialDate: partial_dates,
    OptionalId: st.just("") | ids,
    GivenTo: st.just("") | st.tuples(ids, ids).map("#".join),
    OptionalDigest: st.just("") | st.integers(0, 2**64 - 1).map("{:016x}".format),
    Address: addresses,
    Digest: st.integers(0, 2**64 - 1).map("{:016x}".format),
    Moment: st.just("") | st.datetimes().map(lambda moment: f"{moment.replace(microsecond=0).isoformat()}Z"),
}


@cache
def values(annotation: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401  (an annotation has no type of its own)
    """Any values of a type of the assessment's model, each by itself as its file may hold it."""
    if annotation in _RULED:
        return _RULED[annotation]
    if get_origin(annotation) is Literal:
        return st.sampled_from(get_args(annotation))
    if not (is_dataclass(annotation) and isinstance(annotation, type)):
        return st.lists(values(get_args(annotation)[0]), max_size=2).map(tuple)
    made: type[Any] = annotation
    hints = get_type_hints(annotation, include_extras=True)
    needed = {one.name: values(hints[one.name]) for one in fields(annotation) if one.default is MISSING}
    optional = {one.name: values(hints[one.name]) for one in fields(annotation) if one.default is not MISSING}
    return st.fixed_dictionaries(needed, optional=optional).map(lambda drawn: made(**drawn))
