"""Whatever happens to answers: once a round is closed its result by side stays, and nothing said in time is lost."""

import random
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule

from assessment_strategies import case
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.findings.equality import equality
from compact_core.assessment.merging import all_answers, all_comments, on_time
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.collecting import Arrived, collect
from compact_core.assessment.records.editing import close_round, reopen_round
from compact_core.assessment.records.reading import Assessment, open_assessment
from compact_core.assessment.records.saving import create, file_data
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.assessment.results.evidence import evidence
from samples import QUICK, answers_file

CASE = case(
    {
        "public": {"council": [{}, {}], "trust": [{}], "police": [{}]},
        "third": {"carers": [{}], "boat": [{}], "lantern": [{}]},
    },
    items=("aims", "trust"),
)
ASKED = replace(CASE.round, promised="by side")
PEOPLE = [one.code for one in ASKED.invitees]
MOMENTS = ["", *(f"2026-03-0{day}T12:00:00Z" for day in range(1, 6)), "9999-12-31T23:59:59Z"]

people = st.sampled_from(PEOPLE)
items = st.sampled_from(["aims", "trust"])
moments = st.sampled_from(MOMENTS)
points = st.integers(1, 4)
texts = st.sampled_from(["", "We talk.", "We could talk."])
wishes: st.SearchStrategy[Any] = st.sampled_from(["may be quoted", "facilitator only"])


class History(RuleBasedStateMachine):
    """Six organisations answer, in any way that there is, at clocks that may be wrong."""

    books = Bundle("books")

    def __init__(self) -> None:
        super().__init__()
        self.outside = tempfile.mkdtemp(dir=QUICK)
        self.folder = Path(self.outside, "harbour")
        self.now = MOMENTS[3]
        create(str(self.folder), replace(CASE.partnership, visibility="by side"), ASKED)
        self.copies: list[tuple[str, bytes]] = []
        self.closed: tuple[object, dict[str, Response]] | None = None

    def teardown(self) -> None:
        """Leave nothing."""
        shutil.rmtree(self.outside)

    @initialize(point=points)
    def everybody_answers(self, point: int) -> None:
        """Without answers nothing could change."""
        for person in PEOPLE:
            self._bring(_file(person, [Answer(item="aims", says="point", point=point, given=MOMENTS[2])]))

    @rule(target=books, person=people, by=st.sampled_from(["", "council", "carers"]))
    def sit_down(self, person: str, by: str) -> AnswerBook:
        """Somebody opens the form of a person."""
        return AnswerBook(self._read(), 1, person, filled_in_by=by, now=lambda: self.now)

    @rule(moment=st.sampled_from(MOMENTS[1:]))
    def set_clock(self, moment: str) -> None:
        """The clocks say something else."""
        self.now = moment

    @rule(book=books, item=items, point=points)
    def answer(self, book: AnswerBook, item: str, point: int) -> None:
        """Somebody gives a point."""
        book.answer(item, "point", point)

    @rule(book=books, item=items)
    def take_back(self, book: AnswerBook, item: str) -> None:
        """Somebody takes an answer back."""
        book.take_back(item)

    @rule(book=books, item=items, point=points, meanwhile=st.sampled_from(["", "close", "reopen"]))
    def undo(self, book: AnswerBook, item: str, point: int, meanwhile: str) -> None:
        """Somebody gives a point and undoes it; the round may be closed or opened in between."""
        before = book.response.answer_to(item)
        book.answer(item, "point", point)
        if meanwhile == "close" and not self.closed:
            self.close()
        elif meanwhile == "reopen" and self.closed:
            self.reopen()
        book.restore(item, before)
        held = book.response.answer_to(item)
        assert (held and (held.says, held.point)) == (before and (before.says, before.point))

    @rule(book=books, text=texts, wish=wishes)
    def comment(self, book: AnswerBook, text: str, wish: Any) -> None:  # noqa: ANN401 - one of two texts
        """Somebody writes a comment, anew or for the first time, or takes it back."""
        book.comment("build", "strengths", text, wish)

    @rule(person=people, item=items, point=points, moment=moments, text=texts, wish=wishes)
    def send(self, person: str, item: str, point: int, moment: str, text: str, wish: Any) -> None:  # noqa: ANN401
        """A form comes back, which says itself when it was filled in."""
        comment = Comment(section="build", box="strengths", text=text, use=wish, given=moment)
        self._bring(
            replace(_file(person, [Answer(item=item, says="point", point=point, given=moment)]), comments=(comment,))
        )

    @rule(person=people)
    def copy(self, person: str) -> None:
        """A sync program makes a copy of somebody's answers."""
        self.copies.append((person, answers_file(self.folder, person).read_bytes()))

    @precondition(lambda self: self.copies)
    @rule(chance=st.randoms(use_true_random=False))
    def bring_copy(self, chance: random.Random) -> None:
        """A copy comes back, however old."""
        person, _ = chance.choice(self.copies)
        there = {one.invitee: one for one in self._responses()}
        self._bring(there[person])

    @rule(person=people, chance=st.randoms(use_true_random=False))
    def edit(self, person: str, chance: random.Random) -> None:
        """Somebody puts everything in a file of answers into another order."""
        one = next(one for one in self._responses() if one.invitee == person)
        said, written = [*all_answers(one)], [*all_comments(one)]
        chance.shuffle(said)
        chance.shuffle(written)
        held = {answer.item: answer for answer in said}
        on_top = {(note.section, note.box): note for note in written}
        other = replace(
            one,
            answers=tuple(held.values()),
            replaced=tuple(answer for answer in said if answer not in held.values()),
            comments=tuple(on_top.values()),
            replaced_comments=tuple(note for note in written if note not in on_top.values()),
        )
        answers_file(self.folder, person).write_bytes(file_data(other))

    @precondition(lambda self: not self.closed)
    @rule()
    def close(self) -> None:
        """The round is closed."""
        assessment = close_round(str(self.folder), 1, "2026-03-04")
        self.closed = self._result(), {one.invitee: one for one in assessment.rounds[0].responses}

    @precondition(lambda self: self.closed)
    @rule()
    def reopen(self) -> None:
        """The round is opened again."""
        reopen_round(str(self.folder), 1)
        self.closed = None

    @invariant()
    def what_was_closed_stays(self) -> None:
        """The result is that of the closing day, and everything said in time is in its file."""
        if self.closed is None:
            return
        result, before = self.closed
        assert self._result() == result
        for now in self._responses():
            if now.invitee in before:
                was = before[now.invitee]
                assert {one for one in all_answers(was) if not one.late} <= {*all_answers(now)}
                assert {one for one in all_comments(was) if not one.late} <= {*all_comments(now)}
                _quoted_as_wished(on_time(was), on_time(now))

    @invariant()
    def wishes_are_heeded(self) -> None:
        """Whatever is read by side, nobody reads a comment that was taken back, or more than its writer allows now."""
        for one in self._responses():
            for quoted in on_time(one).comments:
                held = one.comment_in(quoted.section, quoted.box)
                assert held
                assert held.text or not quoted.text
                assert "facilitator only" not in {held.use} - {quoted.use}

    def _bring(self, response: Response) -> None:
        assert collect(self._read(), [Arrived("a.json", response)]).refused == ()

    def _responses(self) -> tuple[Response, ...]:
        return self._read().rounds[0].responses

    def _read(self) -> Assessment:
        assessment, problems = open_assessment(str(self.folder))
        assert all(one.severity == "warning" for one in problems)
        assert assessment
        return assessment

    def _result(self) -> object:
        """What is found by side, but for comments."""
        assessment = self._read()
        found = evidence(assessment.partnership, assessment.rounds, 1)
        assert found.by_side
        return found.now.result, found.seen, equality(found.partnership, found.now.result, found.now.responses)


def _file(person: str, answers: list[Answer]) -> Response:
    return Response(
        partnership=CASE.partnership.id,
        round=1,
        code=ASKED.code,
        invitee=person,
        asked=asked_digest(ASKED),
        answers=tuple(answers),
    )


def _quoted_as_wished(was: Response, now: Response) -> None:
    """Comments of the closing day are as they were, or fewer may read them."""
    for before, after in zip(was.comments, now.comments, strict=True):
        assert after in {
            replace(before, text=text, use=use)
            for text in ("", before.text)
            for use in ("facilitator only", before.use)
        }


History.TestCase.settings = settings(max_examples=max(1, settings().max_examples // 3), stateful_step_count=20)
TestHistory = History.TestCase
