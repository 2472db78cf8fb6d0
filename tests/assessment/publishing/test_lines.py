"""What is published, as lines: read back as it was, and nothing else is taken for it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assessment.results import riverside
from compact_core.assessment.findings.findings import FINDINGS
from compact_core.assessment.findings.visibility import with_publishing
from compact_core.assessment.partnership import Visibility
from compact_core.assessment.publishing.lines import (
    PublishedFinding,
    PublishedRound,
    PublishedSide,
    as_lines,
    is_published,
    read_lines,
)
from compact_core.assessment.publishing.making import published_round
from compact_core.assessment.results.evidence import evidence
from compact_core.assessment.results.result_page import result_page
from compact_core.errors import Problem
from leeds import RECENT
from strategies import hostile_texts

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Partnership
    from compact_core.assessment.records.reading import RoundRecord

SCHEMA = Draft202012Validator(
    json.loads((files("compact_core.assessment.publishing") / "schema.json").read_text(encoding="utf-8"))
)
_words = st.text("abc é<>=|", min_size=1, max_size=9).map(lambda text: " ".join(text.split())).filter(bool)
_ids = st.sampled_from(["a", "share-power", "9", "public"])
_digests = st.text("0123456789abcdef", min_size=16, max_size=16)
_sides = st.builds(PublishedSide, _ids, _words, st.integers(0, 9), st.integers(0, 9))
_findings = st.builds(
    PublishedFinding,
    _ids,
    _digests,
    st.sampled_from([*(kind.name for kind in FINDINGS), "withheld"]),
    st.lists(_sides, max_size=3).map(tuple),
)
_rounds = st.builds(
    PublishedRound,
    assessment=st.text("0123456789abcdef", min_size=32, max_size=32),
    round=st.integers(1, 9),
    edition=st.integers(1, 9),
    state=st.just("published"),
    area=_words,
    kind=st.just("") | _words,
    code=_ids,
    code_digest=_digests,
    opened=st.sampled_from(["", "2026", "2026-03-02"]),
    closed=st.just("2026-03-23"),
    rule=st.sampled_from(["named", "by organisation", "by side"]),
    fewest=st.sampled_from([0, 3, 5]),
    scale=st.just("agree4"),
    method=st.integers(1, 9),
    findings=st.lists(_findings, max_size=3, unique_by=lambda one: one.part).map(tuple),
)


@given(_rounds)
def test_what_is_written_is_read_back(published: PublishedRound) -> None:
    """Also the notice of a withdrawal; every line is as the schema says."""
    notice = PublishedRound(*published[:3], "withdrawn")
    for told in (published, notice):
        data = as_lines(told)
        assert read_lines(data, "a.jsonl") == told
        assert is_published(data)
        assert all(SCHEMA.is_valid(json.loads(line)) for line in data.splitlines())


@given(_rounds, st.data())
def test_a_part_of_a_file_is_never_taken_for_it(published: PublishedRound, data: st.DataObject) -> None:
    """Wherever it is cut off, it is a problem that names the file; the end of its last line alone is no loss."""
    whole = as_lines(published).removesuffix(b"\n")
    assert read_lines(whole, "a.jsonl") == published
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    found = read_lines(cut, "a.jsonl")
    assert isinstance(found, Problem)
    assert found.file == "a.jsonl"


@given(st.binary(max_size=60) | hostile_texts.map(lambda text: text.encode("utf-8", "replace")))
def test_anything_is_a_problem(data: bytes) -> None:
    """Whatever stands in a file, it costs a problem and no traceback."""
    assert isinstance(read_lines(data, "a.jsonl"), Problem)
    assert isinstance(read_lines(data + b"\n", "a.jsonl"), Problem)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"schema_version": 1',
            '"schema_version": 2',
            "schema_version is 2, and this program reads 1: a newer one wrote this",
        ),
        ('"round": 1', '"round": true', "round is no whole number from 1 on."),
        ('"area": "Exampleshire"', '"area": ""', "area is empty."),
        ('"kind": ""', '"kind": "", "organisation": "x"', "'organisation' is none of the keys that a published line"),
        ('"agreed strength"', '"best of all"', "'best of all' is no finding."),
        ('"findings": 33', '"findings": 34', "The first line says that 34 findings follow, and there are 33."),
    ],
)
def test_what_is_wrong_is_told(old: str, new: str, message: str) -> None:
    """One thing that is wrong makes the file a problem which says it."""
    data = as_lines(_published("named")).decode()
    items = len(data.splitlines()) - 1
    found = read_lines(data.replace(old.replace("33", str(items)), new.replace("34", str(items + 1)), 1).encode(), "a")
    assert isinstance(found, Problem)
    assert found.message.startswith(message.replace("34", str(items + 1)).replace("33", str(items)))


@pytest.mark.parametrize("rule", get_args(Visibility))
def test_nothing_names_anybody(rule: Visibility) -> None:
    """Neither the partnership nor an organisation, a person or a comment stands in what is published."""
    text = as_lines(_published(rule)).decode().casefold()
    for organisation in riverside.PARTNERSHIP.organisations:
        assert organisation.name.casefold() not in text
        assert f'"{organisation.id}"' not in text
    for name in (riverside.PARTNERSHIP.name, riverside.PARTNERSHIP.id, *riverside.ROLES):
        assert name.casefold() not in text
    assert all(person.code not in text for person in riverside.FIRST.asked.invitees)


def test_a_side_that_the_code_does_not_know_has_no_name() -> None:
    """Partners can call a side after an organisation, so only the sides of the code are named."""
    sides = tuple(replace(side, id=f"{side.id}-council-house") for side in riverside.PARTNERSHIP.sides)
    moved = tuple(replace(one, side=f"{one.side}-council-house") for one in riverside.PARTNERSHIP.organisations)
    partnership = replace(riverside.PARTNERSHIP, sides=sides, organisations=moved)
    page = result_page(RECENT, partnership, [riverside.FIRST], 1, program="")
    assert page.basis.side_ids == ("side-1", "side-2")


@pytest.mark.parametrize("rule", get_args(Visibility))
def test_nothing_is_published_that_the_page_does_not_tell(rule: Visibility) -> None:
    """Under every rule each line says what the page of the round says of the item, and no more."""
    partnership, record = _agreed(rule)
    page = result_page(RECENT, partnership, [record], 1, program="")
    published = _published(rule)
    assert (published.rule, published.fewest, published.code_digest) == page.basis[5:7] + page.basis[1:2]
    for told, item in zip(published.findings, page.items, strict=True):
        assert (told.part, told.digest, told.finding) == (item.id, item.digest, item.finding.words)
        assert [side.words for side in told.sides] == [cell.words for cell in item.cells]
        voices = item.side_voices or ((0, 0),) * len(told.sides)
        assert [(side.voices, side.dont_know) for side in told.sides] == list(voices)


def _agreed(rule: Visibility) -> tuple[Partnership, RoundRecord]:
    partnership = replace(riverside.PARTNERSHIP, visibility=rule, publish="area", area="Exampleshire")
    return partnership, riverside.FIRST._replace(asked=with_publishing(riverside.FIRST.asked, partnership))


def _published(rule: Visibility) -> PublishedRound:
    partnership, record = _agreed(rule)
    return published_round(evidence(partnership, [record], 1), RECENT, "0" * 32)
