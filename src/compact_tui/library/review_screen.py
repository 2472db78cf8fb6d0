"""What somebody has to look at in a lineage file: suspect links and suggestions, each settled by one key."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from compact_core.content.lineage_editing import LOOKED_AT, Judgement, decided, open_lineage, write_lineage
from compact_core.content.lineage_review import Matter
from compact_core.library.library import Library
from compact_core.model.lineage import LineageLink
from compact_core.reports.comparison_page import what_waits
from compact_core.reports.rows import row_of
from compact_core.text import count, readable
from compact_tui import safe
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine, hidden
from compact_tui.library.compare_rows import row_lines
from compact_tui.library.row_list import RowList
from compact_tui.questions import ChoiceScreen, PromptScreen, ask
from compact_tui.reasons import ExplainingScreen, explained
from compact_tui.safe import Run

RELATIONS: tuple[tuple[str, Judgement], ...] = (
    ("The same in the same words", Judgement("equal", "kept")),
    ("The same in other words", Judgement("equivalent", "reworded")),
    ("The second says more, and asks for more", Judgement("subset", "strengthened")),
    ("The second says more, but asks for no more", Judgement("subset", "reworded")),
    ("The second says less, and asks for less", Judgement("superset", "weakened")),
    ("The second says less, but asks for no less", Judgement("superset", "reworded")),
    ("Partly the same; the second asks for more", Judgement("intersects", "strengthened")),
    ("Partly the same; the second asks for less", Judgement("intersects", "weakened")),
    ("Partly the same, as firm as before", Judgement("intersects", "reworded")),
)
"""What somebody can say of two provisions, in words and as files say it."""
DONE = "Nothing is left to look at. Escape goes back."


def _head(matter: Matter) -> str:
    """What waits, and what it says in plain words too, so that nobody accepts what they do not understand."""
    said = matter.said.relation, matter.said.change
    return ". ".join([what_waits(matter), *(text for text, judgement in RELATIONS if judgement[:2] == said)])


class ReviewScreen(ExplainingScreen[None]):
    """The entries of a lineage file that wait. Every key is written to the file at once."""

    HELP = """
        Go through what nobody has looked at yet in a lineage file.

        A suspect link is one whose provisions have changed since somebody looked at it. A suggestion is a pair whose
        words are like. Both texts stand side by side; words that stand on one side only are underlined.

        A accepts what is proposed. C says how the two relate in your own judgement, and asks for a note of one
        sentence. X takes the entry out. U undoes the latest of these. Each is written to the file at once, so you can
        leave with escape and go on another day.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="review.accept", tooltip="Accept what is proposed"),
        Binding("c", "change", "Change", id="review.change", tooltip="Say how the two relate, and accept that"),
        Binding("x", "reject", "Reject", id="review.reject", tooltip="Take the entry out of the file"),
        Binding("u", "undo", "Undo", id="review.undo", tooltip="Undo the latest change"),
        hidden("escape", "back", "Back", id="review.back", tooltip="Go back; everything is written"),
    ]

    def __init__(self, library: Library, path: str) -> None:
        """Open a lineage file; raises :class:`CompactsError` with what is wrong with it."""
        super().__init__()
        self._file = open_lineage(path, library.readable_codes)
        self._waiting = self._file.waiting
        self._before: list[tuple[str, int]] = []

    def compose(self) -> ComposeResult:
        """How much is left, the entries and the keys."""
        yield Static(id="where")
        yield RowList(id="rows")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first entry."""
        self._rows.focus()
        self._show(0)

    def on_option_list_option_selected(self) -> None:
        """Accept what is proposed."""
        self.action_accept()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There has to be something to settle, or to undo."""
        if action == "undo":
            return bool(self._before)
        return action not in {"accept", "change", "reject"} or bool(self._waiting)

    def action_accept(self) -> None:
        """Write that the entry is right as it stands."""
        self._settle(Judgement())

    def action_change(self) -> None:
        """Ask how the two relate and what changed, and write that."""
        matter = self._matter
        said = matter.said
        before = next(
            (at for at, (_, judgement) in enumerate(RELATIONS) if judgement[:2] == (said.relation, said.change)),
            len(RELATIONS) - 1,
        )
        usual = said.note if isinstance(said, LineageLink) else LOOKED_AT.format(said.likeness)

        def noted(chosen: int) -> None:
            verdict = RELATIONS[chosen][1]
            question = PromptScreen("What changed, in one sentence?", usual=usual)
            ask(self.app, question, lambda note: self._settle(verdict._replace(note=note)))

        question = ChoiceScreen("How does the second relate to the first?", [text for text, _ in RELATIONS], before)
        ask(self.app, question, noted)

    def action_reject(self) -> None:
        """Take the entry out of the file."""
        self._settle(None)

    @explained
    def action_undo(self) -> None:
        """Write the file as it was before the latest change."""
        text, at = self._before[-1]
        self._file = write_lineage(self._file, text)
        self._before.pop()
        self._show(at)

    def action_back(self) -> None:
        """Go back, where the library is shown as the file says now."""
        self.dismiss()
        host_of(self.app).read_again()

    @explained
    def _settle(self, verdict: Judgement | None) -> None:
        """Write what was decided of the chosen entry: that it is right, or with None that it is not."""
        if not self._waiting:
            return
        at, before = self._at, self._file.text
        taken, gone = ({at: verdict}, []) if verdict is not None else ({}, [at])
        self._file = decided(self._file, self._waiting, taken, gone)
        self._before.append((before, at))
        self._show(at)

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _at(self) -> int:
        return min(self._rows.highlighted or 0, len(self._waiting) - 1)

    @property
    def _matter(self) -> Matter:
        return self._waiting[self._at]

    def _show(self, at: int) -> None:
        """Show what waits now, one entry chosen."""
        self._waiting = self._file.waiting
        left = f"{count(len(self._waiting), 'entry', 'entries')} to look at" if self._waiting else DONE
        absent = [code for code in self._file.lineage.codes if code not in self._file.codes]
        lines = [[Run(readable(self._file.path), "bold")], [Run(left)]]
        lines += [[Run(f"Not in the library: {', '.join(absent)}.")]] if absent else []
        self.query_one("#where", Static).update(safe.stacked(lines))
        rows = [(row_of(matter, self._file.codes), _head(matter)) for matter in self._waiting]
        self._rows.show([partial(row_lines, row, head=head) for row, head in rows], at)
        self.refresh_bindings()
