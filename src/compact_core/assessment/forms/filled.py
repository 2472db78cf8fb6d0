"""What stands in a form that was filled in by hand, turned into the plain data of a response, on every medium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from compact_core.assessment.editions import edition_asked
from compact_core.assessment.forms.answer_words import DONT_KNOW, NOT_APPLICABLE, meanings, numbers_in
from compact_core.assessment.partnership import Round
from compact_core.assessment.records.collecting import AGAIN, OTHER_FORM
from compact_core.assessment.records.days import day_of
from compact_core.content.locate import Path
from compact_core.errors import Problem, Severity
from compact_core.text import joined, shorten, suggestion

LABELS = ("partnership", "round", "code", "form", "invitee", "filled in on", "filled in by")
"""What a form says of itself, before it asks."""
_NEEDED = LABELS[:5]
_USE = {"": "facilitator only", "no": "facilitator only", "yes": "may be quoted"}

CellAddress = tuple[int, int]
"""Row and column of a cell, counted from 1."""
WHOLE = (0, 0)
"""Stands for no cell, but the whole file."""


class Plain(NamedTuple):
    """A response as plain data, before its structure is checked."""

    data: dict[str, Any] | None
    """The data; None when too much is wrong to go on."""
    problems: tuple[Problem, ...]
    """What is wrong so far."""
    cells: Mapping[Path, CellAddress]
    """The cells that values of the data came from; empty when there are no cells."""
    again: str = AGAIN
    """What to do about a mistake that has no cell."""


class Medium(NamedTuple):
    """How problems speak of what was filled in."""

    name: str
    """What it is called, such as sheet."""
    head: str
    """What to do when it does not say what it belongs to."""
    item: str
    """What to do about an item that is not there."""
    empty: str
    """What to do about a word that is no answer and like none."""
    undated: str
    """What to do when it does not say when it was filled in."""


class FilledEntry(NamedTuple):
    """What is written at one item or in one comment box."""

    name: str
    """Id of the item, or of the section of a comment."""
    box: str
    """Which box of the section; empty for an item."""
    said: Mapping[str, str]
    """What is written, as it was typed: the answer, what is missing, the reason, whether it may be quoted."""
    given: str
    """When it was written (UTC); empty when that is not known."""
    cells: Mapping[str, CellAddress] = {}
    """The cells of the fields and of the item; empty where there are no cells."""

    def text(self, field: str) -> str:
        """What is written in a field, without the spaces around it."""
        return self.said.get(field, "").strip()

    def cell(self, field: str) -> CellAddress:
        """The cell of a field, or else that of the item."""
        return self.cells.get(field) or self.cells.get("item", WHOLE)

    @property
    def title(self) -> str:
        """The item or box in words, where no cell says which it is."""
        if self.cells:
            return ""
        return f"{'Comment on' if self.box else 'Answer to'} {shorten(f'{self.name} {self.box}')}: "


class FilledForm:
    """Makes the plain data of a response from what is written in a form, and reports every problem."""

    def __init__(self, name: str, medium: Medium) -> None:
        """``name`` is what problems call the file."""
        self._name = name
        self._medium = medium
        self.problems: list[Problem] = []
        self.cells: dict[Path, CellAddress] = {}

    def report(self, cell: CellAddress, message: str, hint: str, severity: Severity = "error") -> None:
        """Report what is wrong with a cell, or with the whole."""
        self.problems.append(Problem(severity, self._name, *cell, message, hint))

    def round_of(self, head: Mapping[str, str], rounds: tuple[Round, ...]) -> Round | None:
        """The round that the form belongs to, as that form asked it; none when the round knows no such form."""
        missing = [label for label in _NEEDED if not head.get(label)]
        if missing:
            names = ", ".join(f"'{label}'" for label in missing)
            self.report(WHOLE, f"The {self._medium.name} does not say: {names}.", self._medium.head)
            return None
        found = next((record for record in rounds if str(record.number) == head["round"]), None)
        if found is None:
            there = ", ".join(str(record.number) for record in rounds) or "none"
            message = f"There is no round '{shorten(head['round'])}'. Rounds: {there}."
            hint = f"Correct it, or bring the {self._medium.name} into its own assessment."
            self.report(self.cells.get(("round",), WHOLE), message, hint)
            return None
        then = edition_asked(found, head["form"])
        if then is None:
            self.report(self.cells.get(("asked",), WHOLE), *OTHER_FORM)
        return then

    def begun(self, head: Mapping[str, str], asked: Round) -> dict[str, Any]:
        """The plain data of a response in which nothing is said yet."""
        return {
            **{key: head[key] for key in ("partnership", "code", "invitee")},
            "round": asked.number,
            "asked": head["form"],
            "filled_in_by": self._filled_in_by(head, asked),
            "answers": [],
            "comments": [],
        }

    def _filled_in_by(self, head: Mapping[str, str], asked: Round) -> str:
        by = head.get("filled in by", "")
        if by and by not in asked.organisations:
            allowed = ", ".join(asked.organisations)
            message = f"There is no organisation '{shorten(by)}'. Allowed: {allowed}."
            self.report(self.cells.get(("filled_in_by",), WHOLE), message, suggestion(by, asked.organisations))
            return ""
        return by

    def given(self, head: Mapping[str, str], sent: str = "") -> str:
        """When the answers were given: at noon of the day that is written, else when they were sent."""
        written = head.get("filled in on", "")
        cell = self.cells.get(("filled_in_on",), WHOLE)
        if not written and sent:
            return sent
        if not written:
            medium = self._medium
            message = f"The {medium.name} does not say when it was filled in, so any other answers of this person hold."
            self.report(cell, message, medium.undated, "warning")
            return ""
        day, doubtful = day_of(written)
        if not day:
            self.report(cell, f"'{shorten(written)}' is no day that can be read.", "Write it as in 2026-03-01.")
            return ""
        if doubtful:
            message = f"'{shorten(written)}' was read with the day first, as {day}."
            self.report(cell, message, "If that is wrong, write it as in 2026-03-01.", "warning")
        return f"{day}T12:00:00Z"

    def add(self, entry: FilledEntry, asked: Round, plain: dict[str, Any]) -> None:
        """Add what is written at an item or in a box to the data."""
        said = self._comment(entry) if entry.box else self._answer(entry, asked)
        if said:
            key = "comments" if entry.box else "answers"
            path = (key, len(plain[key]))
            if entry.cells:
                self.cells[path] = entry.cell("item")
                for field, column in (("section", "item"), ("text", "answer"), ("reason", "reason")):
                    self.cells[*path, field] = entry.cell(column)
            plain[key].append({**said, "given": entry.given})

    def alone(self, entry: FilledEntry) -> None:
        """Report what stands beside an answer that is not there."""
        for column in () if entry.box else ("missing", "reason"):
            if entry.text(column):
                message = f"{entry.title}{self._unanswered(entry, column)}"
                hint = "Write an answer, or empty this cell." if entry.cells else "Ask, or write the answer in."
                self.report(entry.cell(column), message, hint)

    @staticmethod
    def _unanswered(entry: FilledEntry, column: str) -> str:
        if entry.cells:
            return f"Something stands in the column '{column}', but the row has no answer."
        what = "why it does not apply" if column == "reason" else "what is missing"
        return f"Something says {what}, but there is no answer."

    def _comment(self, entry: FilledEntry) -> dict[str, Any]:
        use = _USE.get(entry.text("may be quoted").casefold().strip(" .!"))
        if use is None:
            said = shorten(entry.text("may be quoted"))
            message = f"{entry.title}'{said}' does not say whether it may be quoted. Allowed: yes, no."
            hint = "An empty cell means no." if entry.cells else "To leave it empty means no."
            self.report(entry.cell("may be quoted"), message, hint)
        text = entry.said.get("answer", "")
        return {"section": entry.name, "box": entry.box, "text": text, "use": use or "facilitator only"}

    def _answer(self, entry: FilledEntry, asked: Round) -> dict[str, Any]:
        items = [row.item for row in asked.rows]
        if entry.name not in items:
            message = f"There is no item '{shorten(entry.name)}' in round {asked.number}."
            self.report(entry.cell("item"), message, suggestion(entry.name, items) or self._medium.item)
            return {}
        says = self._says(entry, asked.points)
        if not says:
            return {}
        reason = entry.said.get("reason", "")
        if says["says"] == NOT_APPLICABLE and not reason:
            cell = entry.cell("reason" if "reason" in entry.cells else "answer")
            message = f"{entry.title}Nothing says why this is not applicable."
            self.report(cell, message, "Ask, or write the reason here.", "warning")
        elif says["says"] != NOT_APPLICABLE and reason:
            message = f"{entry.title}Only 'not applicable' has a reason, so this was not read."
            hint = "Move it into a comment, or change the answer."
            self.report(entry.cell("reason"), message, hint, "warning")
            reason = ""
        return {"item": entry.name, **says, "reason": reason, "missing": self._missing(entry)}

    def _says(self, entry: FilledEntry, points: tuple[str, ...]) -> dict[str, Any]:
        """The kind of answer, and the point, that a word stands for."""
        written = entry.text("answer")
        found = meanings(written, points)
        if len(found) == 1:
            (meaning,) = found
            return {"says": meaning.says, **({"point": meaning.point} if meaning.point else {})}
        allowed = (*points, DONT_KNOW, NOT_APPLICABLE)
        if found:
            named = sorted(points[meaning.point - 1] if meaning.point else meaning.says for meaning in found)
            message = f"{entry.title}'{shorten(written)}' can mean {joined(f'{name!r}' for name in named)}."
            self.report(entry.cell("answer"), message, "Ask, or write the words in full.")
        else:
            message = f"{entry.title}'{shorten(written)}' is no answer. Allowed: {', '.join(allowed)}."
            self.report(entry.cell("answer"), message, suggestion(written, allowed) or self._medium.empty)
        return {}

    def _missing(self, entry: FilledEntry) -> list[int]:
        """The numbers of what is missing."""
        written = entry.text("missing")
        numbers = numbers_in(written)
        if numbers is None:
            message = f"{entry.title}'{shorten(written)}' are no numbers of what is missing."
            self.report(entry.cell("missing"), message, "Write them as in '1 and 3'.")
        return list(numbers or ())


def in_brackets(pairs: Iterable[tuple[str, str]]) -> str:
    """Ids with their names, as they are offered to be copied."""
    return "; ".join(f"[{identity}] {name}" for identity, name in pairs)
