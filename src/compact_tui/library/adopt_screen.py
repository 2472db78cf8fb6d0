"""Another area's code gone through part by part, to begin a code of one's own from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from compact_core.content.files import is_lineage
from compact_core.content.names import name_from
from compact_core.documents.adopting import (
    About,
    about_new,
    adapted,
    begun,
    everything_decided,
    settled,
    usual,
    usual_kind,
    write_begun,
)
from compact_core.documents.decisions import Decision, Decisions, read_decisions, write_decisions
from compact_core.documents.recasting import words_to_restate
from compact_core.errors import CompactsError
from compact_core.folders import codes_folder, state_folder
from compact_core.library.library import Library
from compact_core.plugins.scaffold import Answers
from compact_core.reports.page import Fact, Heading, Items, Words
from compact_core.reports.part_names import kind_of, name_of
from compact_core.text import clean, readable
from compact_tui import safe
from compact_tui.host import host_of
from compact_tui.key_line import hidden
from compact_tui.layout import Page, PaneBlock
from compact_tui.library.parts_screen import PartsScreen, RestateScreen, next_of
from compact_tui.questions import ChoiceScreen, PromptScreen, ask
from compact_tui.reading_pane import ReadingPane
from compact_tui.reasons import explained
from compact_tui.safe import Run
from compact_tui.saved_files import typed_path

if TYPE_CHECKING:
    from compact_core.model import Part
    from compact_core.model.lineage import Change, Relation

MARKS = {"adopt": "✓ ", "adapt": "≈ ", "omit": "– ", "": "  "}
"""What stands before a part: what becomes of it, or nothing while nobody has decided."""
SAID = {"adopt": "Adopted as it is", "adapt": "Adapted", "omit": "Left out"}
"""What becomes of a part, in words."""
CHANGES: tuple[tuple[str, Relation, Change], ...] = (
    ("It says the same in other words", "equivalent", "reworded"),
    ("It asks for more", "subset", "strengthened"),
    ("It asks for less", "superset", "weakened"),
    ("It says partly something else, as firmly as before", "intersects", "reworded"),
)
"""What somebody can say of the words that they have written, in words and as files say it."""


_WHY = "Why? Escape gives no reason."


class AdoptScreen(PartsScreen):
    """The parts of a code on one side, and the chosen one in full on the other."""

    HELP = """
        Begin a code of your own from another area's code.

        Go through its parts, and decide on each with one key: A adopts it as it is. E adapts it: you say it in your own
        words, then what that changes, and why. O leaves it out, and asks why. W says why a part is adopted, or
        says why anew. What stands in a part that is left out goes with it, unless you decide on it. U undoes the
        latest decision, and n goes to the next part without one.

        Every decision is kept at once. Leave with escape whenever you like, and go on another day where you were.

        Ctrl+s writes the new code, and a lineage file beside it that says how the two relate. A part without a decision
        is adopted; contacts and signatories of the other area are left out.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "adopt", "Adopt", id="adopt.adopt", tooltip="Take the part over as it is"),
        Binding("e", "adapt", "Adapt", id="adopt.adapt", tooltip="Say the part in words of your own"),
        Binding("o", "omit", "Omit", id="adopt.omit", tooltip="Leave the part out, with a reason"),
        Binding("w", "why", "Why", id="adopt.why", tooltip="Say why it is adopted, adapted or left out"),
        Binding("u", "undo", "Undo", id="adopt.undo", tooltip="Undo the latest decision"),
        Binding("n", "next", "Next", id="adopt.next", tooltip="Go to the next part without a decision"),
        Binding("ctrl+s", "write", "Write", id="adopt.write", tooltip="Write the new code and its lineage"),
        hidden("escape", "app.pop_screen", "Back", id="adopt.back", tooltip="Go back; every decision is kept"),
    ]

    def __init__(self, library: Library, code_id: str) -> None:
        """Go on with a code; raises :class:`CompactsError` where it, or what was decided before, cannot be read."""
        super().__init__()
        self._code = library.code(code_id)
        self._list = tuple(part for part in self._code.parts if part.id)
        self._kept = Path(state_folder(), "begun", f"{name_from(self._code.id, 'code')}.toml")
        before = read_decisions(str(self._kept)) if self._kept.exists() else Decisions(source=self._code.id)
        if before.source != self._code.id:
            raise CompactsError(f"{self._kept} keeps decisions on another code. Move it away, and try again.")
        ids = {part.id for part in self._list}
        there = tuple(decision for decision in before.decisions if decision.part in ids)
        self._aside = tuple(decision for decision in before.decisions if decision.part not in ids)
        self._versions = [Decisions(source=before.source, decisions=there)]
        self._known: tuple[Decisions | None, dict[str, Decision]] = (None, {})

    def on_mount(self) -> None:
        """Begin with the first part without a decision."""
        self.listing.focus()
        self._show(self._next(0))

    def on_resize(self) -> None:
        """Fit the lines to the new width, as soon as the list has it."""
        self.call_after_refresh(lambda: self._show(self.at))

    def on_option_list_option_selected(self) -> None:
        """Adopt the part."""
        self.action_adopt()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There has to be something to undo, or to go to."""
        if action == "undo":
            return len(self._versions) > 1
        return action != "next" or len(self._settled) < len(self._list)

    def action_adopt(self) -> None:
        """Take the part over as it is."""
        self._decide(Decision(part=self.part.id, choice="adopt"))

    @explained
    def action_adapt(self) -> None:
        """Ask for other words, and for what they change."""
        part = self.part
        own = words_to_restate(part)
        before = self._now.of(part.id)
        words = before.text if before and before.choice == "adapt" else own

        def said(text: str) -> None:
            """Keep the words at once; what they change can be said after."""
            if self._decide(adapted(part, text or own)) and text.split() not in ([], own.split()):
                question = ChoiceScreen("What do your words change?", [line for line, _, _ in CHANGES])
                ask(self.app, question, partial(chosen, text))

        def chosen(text: str, way: int) -> None:
            _, relation, change = CHANGES[way]
            decision = adapted(part, text, before.reason if before else "", relation, change)
            self._amend(decision)
            ask(self.app, PromptScreen(_WHY, usual=decision.reason), partial(because, decision))

        def because(decision: Decision, why: str) -> None:
            self._amend(replace(decision, reason=clean(why)))

        ask(self.app, RestateScreen(own, words, "The other code says:"), said)

    def action_omit(self) -> None:
        """Ask why the part is left out."""
        part = self.part
        before = self._now.of(part.id)
        question = PromptScreen(f"Why is this left out? {name_of(part)}", usual=before.reason if before else "")
        ask(self.app, question, lambda why: self._decide(Decision(part=part.id, choice="omit", reason=clean(why))))

    def action_why(self) -> None:
        """Ask why the part is adopted, adapted or left out; it is adopted where nobody has decided."""
        part = self.part
        decision = self._settled.get(part.id) or Decision(part=part.id, choice="adopt")
        question = PromptScreen(f"{SAID[decision.choice]}: {name_of(part)}. Why?", usual=decision.reason)
        ask(self.app, question, lambda why: self._decide(replace(decision, reason=clean(why))))

    def action_undo(self) -> None:
        """Go back to what was decided before."""
        if self._keep(self._versions[-2]):
            undone = self._versions.pop().decisions
            changed = [decision.part for decision in undone if decision != self._now.of(decision.part)]
            positions = {part.id: at for at, part in enumerate(self._list)}
            self._show(positions[changed[0]] if changed else self.at)

    def action_next(self) -> None:
        """Go to the next part without a decision, after the last one to the first."""
        self.listing.highlighted = self._next(self.at + 1)

    def action_write(self) -> None:
        """Ask for title, place and agreement, and write the code and its lineage."""
        usual_answers = Answers()
        self._ask_in_turn(
            [
                ("Title of your code", self._code.title),
                ("Area where it holds", usual_answers.place),
                ("Name of the agreement that it belongs to", usual_answers.agreement),
            ],
            self._name_file,
        )

    # decisions

    @property
    def _now(self) -> Decisions:
        return self._versions[-1]

    @property
    def _settled(self) -> dict[str, Decision]:
        """What becomes of each part, as far as somebody has decided."""
        if self._known[0] is not self._now:
            self._known = self._now, settled(self._code, self._now)
        return self._known[1]

    def _decide(self, decision: Decision) -> bool:
        """Keep a decision, and go on to the next part without one; returns whether that worked."""
        decisions = self._now.then(decision)
        try:
            everything_decided(self._code, decisions)
        except CompactsError as error:
            self.explain(str(error))
            return False
        if self._keep(decisions):
            self._versions.append(decisions)
            self._show(self._next(self.at))
        return self._now is decisions

    def _amend(self, decision: Decision) -> None:
        """Say more of the latest decision; one undo takes all of it back."""
        decisions = self._versions[-2].then(decision)
        if self._keep(decisions):
            self._versions[-1] = decisions
            self.show_chosen()

    def _keep(self, decisions: Decisions) -> bool:
        """Write decisions to the file of this code; returns whether that worked, and says so where it did not."""
        try:
            write_decisions(str(self._kept), replace(decisions, decisions=(*self._aside, *decisions.decisions)))
        except CompactsError as error:
            self.explain(str(error))
            return False
        return True

    # files

    def _ask_in_turn(self, questions: list[tuple[str, str]], use: Callable[[list[str]], None]) -> None:
        """Ask questions one after the other, and use all answers; nothing happens when one is left."""
        answers: list[str] = []

        def answered(answer: str) -> None:
            answers.append(clean(answer))
            following()

        def following() -> None:
            if len(answers) == len(questions):
                use(answers)
            else:
                text, before = questions[len(answers)]
                ask(self.app, PromptScreen(text, usual=before), answered)

        following()

    def _name_file(self, answers: list[str]) -> None:
        title, place, agreement = answers
        entries = host_of(self.app).library.entries
        about = about_new(Answers(title, place, agreement, usual_kind(agreement, entries)), entries)
        path = str(Path(codes_folder(), f"{about.id}.toml"))
        question = PromptScreen(
            "Write the code to this file:",
            usual=path,
            accept=partial(self._write, about),
        )
        ask(self.app, question, lambda _: None)

    def _write(self, about: About, name: str) -> None:
        """Write the code and its lineage."""
        path = str(typed_path(name))
        if not path.endswith(".toml") or is_lineage(path):
            raise CompactsError("The name of a code file ends with .toml, and not with lineage.toml.")
        new = begun(self._code, self._now, about)
        write_begun(path, new)
        written = f"Written to {readable(path)}, with its lineage beside it. {new.in_numbers()}"
        self.notify(safe.plain(written), markup=False, timeout=15)
        host_of(self.app).read_again()

    # what is shown

    @property
    def parts(self) -> Sequence[Part]:
        """The parts of the other code."""
        return self._list

    def _next(self, start: int) -> int:
        """The position of the next part without a decision, from one on; after the last one that of the first."""
        decided = self._settled
        undecided = [at for at, part in enumerate(self._list) if part.id not in decided]
        return next_of(undecided, start, min(start, len(self._list) - 1))

    def _show(self, at: int) -> None:
        """Show every part with what becomes of it, one of them chosen."""
        if not self._list:
            return
        levels: dict[str, int] = {}
        lines = []
        for part in self._list:
            levels[part.id] = levels.get(part.within, -1) + 1
            decision = self._settled.get(part.id)
            mark = Run(MARKS[decision.choice if decision else ""], "bold $primary")
            kind = Run(f"{kind_of(part)} ", "$quiet") if part.kind != "section" else Run("")
            name = Run(name_of(part), "bold" if part.kind == "section" else "")
            lines.append(safe.hanging(mark, levels[part.id], [kind, name], self.room))
        self.show_parts(lines, at)

    def show_chosen(self) -> None:
        """Show how far it is, and the chosen part in full."""
        done = len(self._settled)
        left = "; ctrl+s writes the new code" if done == len(self._list) else ""
        text = f"A code of your own from {self._code.title}: {done} of {len(self._list)} parts decided{left}"
        self.query_one("#where", Static).update(safe.content(text))
        if self._list:
            self.query_one(ReadingPane).show(Page((kind_of(self.part),), tuple(self._blocks())))
        self.refresh_bindings()

    def _blocks(self) -> Iterator[PaneBlock]:
        """The chosen part in full, and what becomes of it."""
        part = self.part
        yield Heading(1, name_of(part))
        for text in (getattr(part, "lead", ""), getattr(part, "text", "")):
            yield from [Words(text)] if text else []
        for items in (getattr(part, "items", ()), getattr(part, "covers", ())):
            yield from [Items(tuple(items))] if items else []
        decision = self._settled.get(part.id)
        yield Heading(2, SAID[decision.choice] if decision else "Not decided yet")
        if decision and decision.text:
            yield Words(decision.text)
        if decision and decision.reason:
            yield Fact("Why", decision.reason)
        if not decision and usual(part).choice == "omit":
            yield Words(f"Without a decision it is left out: {usual(part).reason}")
