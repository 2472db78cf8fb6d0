"""Files of answers: read as they were saved, refused with a reason, and never the cause of a traceback."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.forms.answered import responses
from compact_core.assessment.forms.answer_files import read_answers
from compact_core.assessment.forms.form_pages import html_form
from compact_core.assessment.forms.sheet import sheet
from compact_core.assessment.records.answer_checks import fit_flaws
from compact_core.assessment.records.answering import ANSWERS_FORMAT
from compact_core.assessment.records.reading import ReadResult
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.content.write import plain_value
from samples import RIVERSIDE, SHORT_FORM, SHORT_ROUND

AGAIN = "Open the form, press 'Save answers file', and use the file that it saves."
RESPONSE = Response(
    partnership=RIVERSIDE.id,
    round=1,
    code=SHORT_ROUND.code,
    invitee="lunch-1",
    asked=SHORT_FORM.asked,
    answers=(Answer(item="forming-aims", says="point", point=3, given="2026-03-01T09:30:00Z"),),
    comments=(Comment(section="forming", box="strengths", text="We meet.", given="2026-03-01T09:31:00Z"),),
)


def saved(response: Response, **changed: object) -> bytes:
    """An answers file, with some keys of its own."""
    return json.dumps({"format": ANSWERS_FORMAT, **plain_value(response), **changed}).encode()


def read(data: bytes) -> ReadResult[Response]:
    """What comes of the bytes of a file."""
    return read_answers(data, "a.json", [SHORT_ROUND])


def told(data: bytes) -> list[str]:
    """What is told of the bytes of a file that is refused."""
    found = read(data)
    assert found.sound is None
    return [str(one) for one in found.problems]


@given(responses(SHORT_FORM), responses(SHORT_FORM))
def test_what_a_form_saves_is_read_back(response: Response, other: Response) -> None:
    """Any answers, with the versions that gave way, are the same after writing and reading, and fit their round."""
    whole = replace(response, replaced=other.answers, replaced_comments=other.comments)
    assert read(saved(whole)) == ReadResult(whole, ())
    assert list(fit_flaws(whole, RIVERSIDE, SHORT_ROUND)) == []


VALID = (saved(RESPONSE), sheet(SHORT_FORM, RESPONSE).encode())


@given(st.binary() | st.builds(bytes.__add__, st.sampled_from([b"{", b"[", b"item,answer\n"]), st.binary()))
def test_any_bytes_are_reported(data: bytes) -> None:
    """Bytes that nobody's form saved give problems, and no answers."""
    found = read(data)
    assert found.sound is None
    assert found.problems != ()


@given(st.sampled_from(VALID), st.data())
def test_a_damaged_file_is_reported_or_read(data: bytes, draw: st.DataObject) -> None:
    """A file that is cut, or has other bytes in it, is read or told of."""
    start = draw.draw(st.integers(0, len(data)))
    end = draw.draw(st.integers(start, len(data)))
    found = read(data[:start] + draw.draw(st.binary(max_size=4)) + data[end:])
    assert found.sound is not None or any(one.severity == "error" for one in found.problems)


_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=4,
)


@given(st.dictionaries(st.sampled_from([*plain_value(RESPONSE), "late", "replaced"]), _json, min_size=1, max_size=2))
def test_any_json_in_an_answers_file_is_reported_or_read(changed: dict[str, Any]) -> None:
    """Whatever stands where an answer should stand is told of."""
    found = read(saved(RESPONSE, **changed))
    assert found.sound is not None or any(one.severity == "error" for one in found.problems)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b'<!doctype html><p id="form-data">', f"a.json: This is the form itself, not the answers. {AGAIN}"),
        (b"%PDF-1.7", "a.json: This is a PDF. Type the answers in with 'compacts assess key-in'."),
        (
            b"\0\0\0\x18ftypheic",
            "a.json: This is a picture or a film. Type the answers in with 'compacts assess key-in'.",
        ),
        (b"Rar!\x1a\x07\0", "a.json: This is a packed file. Unpack it, and name what was in it."),
        (b'{"a": 1', f"a.json:1:8: This answers file is damaged: it cannot be read from here on. {AGAIN}"),
        (b"{}", f"a.json: This is no answers file: it does not say that its format is '{ANSWERS_FORMAT}'. {AGAIN}"),
        (b'{"a": 1, "a": 2}', f"a.json: This answers file is damaged: something is said twice. {AGAIN}"),
        (b" " * (8 * 1024 * 1024 + 1), f"a.json: This file is larger than 8 MiB, too large for answers. {AGAIN}"),
    ],
    ids=["form", "pdf", "telephone", "packed", "cut", "other", "twice", "large"],
)
def test_what_is_no_answers_file_is_reported(data: bytes, message: str) -> None:
    """Each kind of other file gets one clear problem, with what to do."""
    assert told(data) == [message]


def test_lists_without_end_are_reported() -> None:
    """Lists inside each other, and numbers of thousands of digits, end in a problem."""
    deep = told(b'{"format": "compacts-answers-1", "answers": ' + b"[" * 200_000)
    assert deep == [f"a.json: This answers file is damaged: lists stand inside each other too deep. {AGAIN}"]
    long = told(b'{"round": ' + b"9" * 5_000 + b"}")
    assert long == [f"a.json: This answers file is damaged: a number in it has thousands of digits. {AGAIN}"]


def test_a_file_without_end_is_reported() -> None:
    """A file of ever so many entries, side by side or inside each other, is told of before they are looked at."""
    message = f"a.json: This answers file says more than 50,000 things, more than any form asks. {AGAIN}"
    assert told(saved(RESPONSE, answers=[0] * 50_000)) == [message]
    assert told(saved(RESPONSE, answers=[{"missing": [{}] * 30_000}, {"missing": [{}] * 30_000}])) == [message]


def test_every_mistake_is_reported_at_once() -> None:
    """All mistakes of an answers file come together, each with its place in words."""
    answers = [
        {"item": "forming-aims", "says": "perhaps"},
        {"item": "forming-aims", "says": "point", "given": "yesterday"},
    ]
    found = read(saved(RESPONSE, answers=answers, round="one", mood="good"))
    assert found.sound is None
    assert [one.message for one in found.problems] == [
        "round must be a whole number, 0 or more; found 'one'.",
        "In answers 1: says is 'perhaps'. Allowed: point, don't know, not applicable, taken back.",
        "In answers 2: given is 'yesterday'. Write a day and a time in UTC, such as 2026-03-01T09:30:00Z.",
        (
            "'mood' is not a key of a response. Allowed: partnership, round, code, invitee, asked, filled_in_by "
            "and 5 more."
        ),
        "In answers 2: The item 'forming-aims' is answered twice.",
        "In answers 2: The answer to 'forming-aims' is a point, but does not say which.",
    ]


def test_answers_are_found_in_the_text_of_a_message() -> None:
    """Where somebody copied answers into a message, they are read out of it; the form itself is still told apart."""
    text = b"Dear all,\r\n\r\n" + saved(RESPONSE) + b"\r\n\r\nBest wishes\r\n"
    assert read(text) == ReadResult(RESPONSE, ())
    assert told(html_form(SHORT_FORM).encode()) == [f"a.json: This is the form itself, not the answers. {AGAIN}"]


def test_signs_that_steer_a_screen_are_taken_out_and_told() -> None:
    """A comment that would turn lines round loses what does it, and everything else of it stays."""
    comment = {"section": "forming", "box": "strengths", "text": "a\u202eb \u05e9"}
    found = read(saved(RESPONSE, comments=[comment]))
    assert found.sound
    assert found.sound.comments[0].text == "ab \u05e9"
    assert [one.severity for one in found.problems] == ["warning"]
