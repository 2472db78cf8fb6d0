"""Answers between the lines of a mail, or in a document made of the same lines, turned into the data of a response.

What somebody wrote stands behind a mark in square brackets, or below it, until the next mark. In a thread the words
that are quoted least are the newest. Where words can be read in two ways they are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from typing import Any, NamedTuple

from compact_core.assessment.forms.answer_words import NOT_APPLICABLE, meanings, numbers_in, spelt
from compact_core.assessment.forms.content import BOXES
from compact_core.assessment.forms.filled import LABELS, WHOLE, FilledEntry, FilledForm, Medium, Plain
from compact_core.assessment.forms.form_text import MARK, SLOTS, BracketMark, label_of_mark, mark_in
from compact_core.assessment.forms.mail_lines import Lines, MailLine, joined_lines, lines_of
from compact_core.assessment.partnership import Round
from compact_core.content.flaws import MOST_FLAWS
from compact_core.text import shorten

_AGAIN = "Correct the words after its mark in square brackets, or ask whoever sent it."
_FORM = Medium(
    name="form",
    head="Copy the line that begins with '[form:' from the form that was sent out.",
    item="Copy the line with its mark from the form that was sent out.",
    empty="Write one of these words alone, and the rest into a comment.",
    undated="If you know the day, write it after the mark [filled-in-on], as in 2026-03-01.",
)
_TWICE = 2
"""How often a form is quoted at least that was answered in an earlier mail."""
_LONGEST_ANSWER = 500
"""Signs in which parts are looked for that are missing."""
_MOST_LOST = 5
_LIST = re.compile(r"(?:item\s*)?w?\d{1,3}[.:)]\s*(?=\S)", re.IGNORECASE)
"""What stands before an answer in a list of answers."""
_MOST_MARKS = 20_000
"""Marks in one text; the longest form has some hundred, and a thread some copies of it."""
_TICKED = "\u2611\u2612\u2705\u2714\u2718\u2713\u2717\u25a0"
_UNTICKED = "\u2610\u25a1"
_TICK = re.compile(rf"(?P<tick>[{_TICKED}{_UNTICKED}])")
_SIGNATURE = re.compile(r"-- ?")
_LETTERS_APART = r"\s*"
"""What may stand between two letters of a label: some programs break lines within words."""
_AROUND = " \t\r\n*_:"
_REASON = re.compile(
    r"(?P<answer>(?:[^\W\d]\.)+[^\W\d]?|[^\W\d]+(?:[ /][^\W\d]+){0,2}?)"
    r"(?:\s*[:;,.(\u2013\u2014-]+\s*|\s+because\s+)(?P<reason>.+)",
    re.DOTALL,
)
_MISSING = re.compile(
    r"(?P<answer>.*?)[\s:;,.(\u2013\u2014-]+(?:parts?\s+)?missing(?:\s+parts?)?[\s:]*(?P<numbers>\d[\d\s,;&+and]*)[\s).]*",
    re.IGNORECASE,
)


class _Slot(NamedTuple):
    """What is written behind one mark."""

    mark: BracketMark
    form: tuple[str, ...]
    """What the form that it stands in belongs to; empty where that is not said."""
    depth: int
    """How often its mark is quoted."""
    is_first: bool
    """Whether it is the first of its mark; in a thread that is not quoted, what is older stands below."""
    is_broken: bool
    """Whether a program has broken quoted lines of the form without quoting their rest."""
    lines: tuple[MailLine, ...]

    @property
    def filled(self) -> bool:
        """Whether anything is written."""
        return any(line.text.strip(_AROUND) for line in self.lines)


class _Said(NamedTuple):
    """What counts of the words behind a mark."""

    text: str
    is_new: bool = True
    """Whether it can be of the day on which the mail was sent; else it is older, and its day is not known."""
    unclear: bool = False
    """Whether it is unclear which words count."""


def has_marks(text: str) -> bool:
    """Whether a text has places for answers in it."""
    return any((mark := mark_in(found[1])) and mark.kind in SLOTS for found in MARK.finditer(text))


def read_form_text(text: str, name: str, rounds: Iterable[Round], sent: str = "") -> Plain:
    """The answers in a text with marks, as plain data.

    ``name`` is what problems call the file, and ``sent`` when the mail was sent (UTC); empty when that is not known.
    """
    lines = lines_of(text)
    filled = FilledForm(name, _FORM)
    data = _data(lines, filled, tuple(rounds), sent)
    return Plain(data, tuple(filled.problems[:MOST_FLAWS]), {}, _AGAIN)


def _data(lines: Lines, filled: FilledForm, rounds: tuple[Round, ...], sent: str) -> dict[str, Any] | None:
    slots = _slots(lines)
    forms = dict.fromkeys(slot.form for slot in slots if slot.filled) or dict.fromkeys(slot.form for slot in slots)
    if len(forms) > 1:
        message = "Answers to more than one form stand in this text."
        filled.report(WHOLE, message, "Save each as a text of its own, and name all of them.")
        return None
    own = _Own([slot for slot in slots if slot.form in forms], next(iter(forms), ()))
    head = own.head()
    asked = filled.round_of(head, rounds)
    if asked is None:
        return None
    plain = filled.begun(head, asked)
    given = sent or filled.given(head)
    for entry in own.entries(asked.points, given, filled):
        if entry.text("answer"):
            filled.add(entry, asked, plain)
        else:
            filled.alone(entry)
    for words in islice(_lost(lines, asked.points), _MOST_LOST):
        message = f"These words stand outside the places for answers: '{shorten(words)}'."
        filled.report(WHOLE, message, "Move them behind the mark of their item, or take them out.")
    return plain


class _Own:
    """The places of one form, by what they are for."""

    def __init__(self, slots: Iterable[_Slot], form: tuple[str, ...]) -> None:
        self._form = form
        self._slots: dict[BracketMark, list[_Slot]] = {}
        for slot in slots:
            self._slots.setdefault(slot.mark, []).append(slot)

    def head(self) -> dict[str, str]:
        """What the form says of itself, by the labels of a sheet."""
        keys = ("partnership", "round", "code", "invitee", "form")
        said = dict(zip(keys, self._form, strict=False)) if len(self._form) == len(keys) else {}
        for label in LABELS[-2:]:
            written = self._said(label.replace(" ", "-"), ()).text.strip(_AROUND)
            said[label] = written.partition(" (")[0].casefold() if label == "filled in by" else written
        return said

    def entries(self, points: tuple[str, ...], given: str, filled: FilledForm) -> Iterator[FilledEntry]:
        """What is written at each item and in each box."""
        for mark in self._slots:
            if mark.kind == "answer":
                yield self._answer(mark.names, points, given, filled)
            elif mark.kind == "comment" and mark.names[1:2] and mark.names[1] in BOXES:
                yield self._comment(mark.names, given, filled)

    def _answer(self, names: tuple[str, ...], points: tuple[str, ...], given: str, filled: FilledForm) -> FilledEntry:
        said = self._said("answer", names, lambda text: bool(_understood(text, points)))
        fields = _understood(said.text, points) or {"answer": _chosen(said.text, points=points)}
        missing = _chosen(self._said("missing", names).text, r"\d*")
        beside = {"reason": self._said("reason", names).text, "missing": missing}
        entry = FilledEntry(names[0], "", beside | fields, given if said.is_new else "")
        if said.unclear:
            _unclear(entry, said, filled)
            return entry._replace(said={})
        return entry

    def _comment(self, names: tuple[str, ...], given: str, filled: FilledForm) -> FilledEntry:
        said = self._said("comment", names)
        use = self._said("quote", names, lambda text: spelt(text) in {"yes", "no"})
        fields = {"answer": said.text, "may be quoted": _chosen(use.text).strip(_AROUND)}
        entry = FilledEntry(names[0], names[1], fields, given if said.is_new else "")
        if said.unclear or (said.text and use.unclear):
            _unclear(entry, said if said.unclear else use, filled)
            return entry._replace(said={})
        return entry

    def _said(self, kind: str, names: tuple[str, ...], is_one: Callable[[str], bool] | None = None) -> _Said:
        """What counts behind the marks of one name: in a thread, the words that were written last."""
        slots = [slot for slot in self._slots.get(BracketMark(kind, names), ()) if slot.filled]
        if not slots:
            return _Said("")
        newest = min(slots, key=_age)  # of copies that are quoted alike the upper one is newer
        return _newest(newest, is_one)


def _age(slot: _Slot) -> int:
    return min(line.depth for line in slot.lines if line.text.strip(_AROUND))


def _newest(slot: _Slot, is_one: Callable[[str], bool] | None) -> _Said:
    """The words of one place that count.

    Words that are quoted less than others are newer, or the end of a line that a program has broken without quoting its
    rest. ``is_one`` says whether words are an answer by themselves; without it none are.
    """
    written = [line for line in slot.lines if line.text.strip()]
    depths = sorted({line.depth for line in written})
    whole = _text(slot.lines)
    is_new = slot.is_first and (depths[0] == 0 or slot.depth < _TWICE)
    if len(depths) == 1:
        return _Said(whole, is_new)
    by_depth = [_text(line for line in slot.lines if line.depth == depth) for depth in depths]
    if is_one:
        each = all(map(is_one, by_depth))
        if is_one(whole):
            return _Said(whole, is_new, unclear=each)
        return _Said(by_depth[0], is_new) if each else _Said(whole, is_new, unclear=True)
    return _Said(by_depth[0], is_new, unclear=slot.is_broken or not _is_apart(slot.lines, depths[0]))


def _is_apart(lines: Sequence[MailLine], newest: int) -> bool:
    """Whether the newest words, by how often they are quoted, stand alone and are not a piece of a broken line."""
    groups = [next(iter(group)) for _, group in groupby(lines, key=lambda line: (line.depth, bool(line.text.strip())))]
    return not any(
        newest in {first.depth, second.depth} and first.text.strip() and second.text.strip()
        for first, second in pairwise(groups)
    )


def _text(lines: Iterable[MailLine]) -> str:
    """What some lines say, without a signature below them."""
    kept = []
    for line in lines:
        if _SIGNATURE.fullmatch(line.text):
            break
        kept.append(line.text)
    return joined_lines(kept).strip(" \t\n:")


def _unclear(entry: FilledEntry, said: _Said, filled: FilledForm) -> None:
    message = f"{entry.title}It cannot be told which of these words are the newer ones: '{shorten(said.text)}'."
    filled.report(WHOLE, message, "Take out those that do not count, or ask whoever sent it.")


def _understood(text: str, points: tuple[str, ...]) -> dict[str, str]:
    """The fields of an answer, as it is written; none when it is no answer."""
    said = " ".join(_chosen(text, points=points).strip(_AROUND).split())
    said = said[1:-1].strip() if said[:1] + said[-1:] in {"[]", "()", '""', "\u201c\u201d", "<>"} else said
    if meanings(said, points):
        return {"answer": said}
    found = _REASON.fullmatch(said)
    if found and [meaning.says for meaning in meanings(found["answer"], points)] == [NOT_APPLICABLE]:
        reason = found["reason"].strip()
        closing = "(" in said[: found.start("reason")] and reason.endswith(")")
        return {"answer": NOT_APPLICABLE, "reason": reason[:-1].strip() if closing else reason}
    found = _MISSING.fullmatch(said) if len(said) <= _LONGEST_ANSWER else None
    if found and meanings(found["answer"], points) and numbers_in(found["numbers"].strip()):
        return {"answer": found["answer"], "missing": found["numbers"].strip()}
    return {}


def _chosen(text: str, part: str = ".*", points: tuple[str, ...] = ()) -> str:
    """The words behind the ticked boxes, of each the part that counts; all words where there are no boxes.

    With ``points``, other words behind a box count without a tick: only a person can have written them.
    """
    before, *pieces = _TICK.split(text)
    if not pieces:
        return text
    boxes = [(tick, words.strip(_AROUND)) for tick, words in zip(pieces[::2], pieces[1::2], strict=True)]
    ticked = [
        words or text for tick, words in boxes if tick in _TICKED or (points and words and not meanings(words, points))
    ]
    counted = [found[0] for words in ticked if (found := re.match(part, words, re.DOTALL))]
    return " and ".join(filter(None, (before.strip(_AROUND), *counted)))


def _marks(lines: Lines) -> list[tuple[re.Match[str], BracketMark]]:
    found = ((found_mark, mark_in(found_mark[1])) for found_mark in MARK.finditer(lines.text))
    return list(islice(((found_mark, mark) for found_mark, mark in found if mark), _MOST_MARKS))


def _slots(lines: Lines) -> list[_Slot]:
    """Every place for an answer, with what is written there and the form that it belongs to."""
    marks = _marks(lines)
    first = next((mark.names for _, mark in marks if mark.kind == "form"), ())
    form = first
    is_broken = _has_broken_lines(lines, marks)
    slots = []
    seen: set[BracketMark] = set()
    for number, (found, mark) in enumerate(marks):
        if mark.kind == "form":
            form = mark.names
        if mark.kind not in SLOTS:
            continue
        end = marks[number + 1][0].start() if number + 1 < len(marks) else len(lines.text)
        written = tuple(lines.between(_after_label(lines.text, found.end(), mark), end))
        slots.append(_Slot(mark, form, lines.depth(found.start()), mark not in seen, is_broken, written))
        seen.add(mark)
    return slots


def _has_broken_lines(lines: Lines, marks: Sequence[tuple[re.Match[str], BracketMark]]) -> bool:
    """Whether words of the form itself are quoted less than the mark before them."""
    ends = [found.start() for found, _ in marks[1:]] + [len(lines.text)]
    for (found, mark), end in zip(marks, ends, strict=True):
        last = _after_label(lines.text, found.end(), mark) if mark.kind in SLOTS else end
        own = lines.between(found.end(), last)
        own = own if mark.kind in SLOTS else own[:-1]
        if any(line.text.strip() and line.depth < lines.depth(found.start()) for line in own):
            return True
    return False


def _lost(lines: Lines, points: tuple[str, ...]) -> Iterator[str]:
    """Answers that stand above the form, or between its lines and not where they belong: nobody would read them."""
    marks = _marks(lines)
    above = lines.between(0, marks[0][0].start()) if marks else []
    yield from (line.text for line in above if _LIST.match(line.text) and _is_answer(line.text, points))
    yield from _standing_alone(above, 1, points)
    ends = [found.start() for found, _ in marks[1:]] + [len(lines.text)]
    for (found, mark), end in zip(marks, ends, strict=True):
        if mark.kind not in SLOTS:
            between = lines.between(found.end(), end)
            yield from _standing_alone(between[:-1], lines.depth(found.start()), points)
            if len(between) > 1 and _is_answer(between[-1].text, points):  # before the mark of the next item
                yield between[-1].text.strip()


def _standing_alone(lines: Sequence[MailLine], depth: int, points: tuple[str, ...]) -> Iterator[str]:
    """The answers among lines that are not quoted more, each between two empty lines."""
    blank = MailLine(0, "")
    for before, line, after in zip([blank, *lines], lines, [*lines[1:], blank], strict=False):
        alone = not before.text.strip() and not after.text.strip()
        if alone and line.depth <= depth and _is_answer(line.text, points):
            yield line.text


def _is_answer(text: str, points: tuple[str, ...]) -> bool:
    return 0 < len(text) <= _LONGEST_ANSWER and bool(_understood(_LIST.sub("", text, count=1), points))


def _after_label(text: str, at: int, mark: BracketMark) -> int:
    """Where what is written begins: after the label of the mark, if it still stands there."""
    letters = label_of_mark(mark).rstrip(":").replace(" ", "")
    label = re.compile(rf"[\s*_]*{_LETTERS_APART.join(map(re.escape, letters))}[\s*_]*[:\uff1a]?[*_]*", re.IGNORECASE)
    found = label.match(text, at)
    return found.end() if found else at
