"""The types of an assessment, as files hold them: written, read back, and every mistake told."""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from inspect import getsource
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from assessment_strategies import values
from compact_core.assessment import partnership, responses
from compact_core.assessment.partnership import Meeting, Partnership, Plan, Round
from compact_core.assessment.responses import Response
from compact_core.content.flaws import Flaw
from compact_core.content.structure import structure
from compact_core.content.write import plain_value

TYPES = [
    one
    for module in (partnership, responses)
    for one in vars(module).values()
    if is_dataclass(one) and one.__module__ == module.__name__
]
ROUND = """
number = 1
code = "harbour"
scale = "agree4"
points = ["no", "yes"]
collector = "Council, partnership officer"
organisations = ["council"]
"""


def read(text: str, kind: type[Any]) -> tuple[Any, list[Flaw]]:
    """A value from the text of a file, and what is wrong with it."""
    flaws: list[Flaw] = []
    return structure(tomllib.loads(text), kind, flaws), flaws


@given(st.sampled_from([Partnership, Round, Response, Meeting, Plan]).flatmap(values))
def test_what_is_written_is_read_back(value: Any) -> None:  # noqa: ANN401  (any of the five)
    """A file of an assessment with any content comes back from its TOML as it was."""
    again, flaws = read(tomli_w.dumps(plain_value(value)), type(value))
    assert again == value
    assert flaws == []


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.__name__)
def test_every_field_says_what_it_means(kind: type[Any]) -> None:
    """Below each field stands a docstring; no field takes None."""
    lines = [line.strip() for line in getsource(kind).splitlines()]
    for one in fields(kind):
        (place,) = [place for place, line in enumerate(lines) if line.startswith(f"{one.name}:")]
        assert lines[place + 1].startswith('"""')
        assert one.default is MISSING or one.default is not None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            'number = "one"',
            "number must be a whole number, 0 or more; found 'one'. Write it in digits, without quotes.",
        ),
        ("number = -1", "number must be a whole number, 0 or more; found the number -1."),
        ("number = 1.0", "number must be a whole number, 0 or more; found the number 1.0."),
        ("number = true", "number must be a whole number, 0 or more; found true."),
        ("", "A round needs 'number', which is missing. Add a line number = 1."),
    ],
)
def test_a_wrong_number_is_reported(line: str, told: str) -> None:
    """What is no count is refused with what was found; a missing one with the line to add."""
    value, flaws = read(ROUND.replace("number = 1", line), Round)
    assert [f"{one.message} {one.hint}".strip() for one in flaws] == [told]
    assert value.number == 0


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ('"yes"', "agreed must be true or false; found 'yes'. Write it without quotes."),
        ("1", "agreed must be true or false; found the number 1."),
    ],
)
def test_a_wrong_yes_or_no_is_reported(word: str, told: str) -> None:
    """Only true and false are taken, and neither a word nor a number passes for them."""
    invitee = f'\n[[invitees]]\ncode = "a1"\norganisation = "council"\nagreed = {word}\n'
    value, flaws = read(ROUND + invitee, Round)
    assert [f"{one.message} {one.hint}".strip() for one in flaws] == [told]
    assert value.invitees[0].agreed is False


def test_a_sound_round_reads_without_a_flaw() -> None:
    """The round that the mistakes are made in has none itself."""
    value, flaws = read(ROUND, Round)
    assert (value.number, value.points, flaws) == (1, ("no", "yes"), [])
