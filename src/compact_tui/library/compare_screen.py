"""Two codes side by side: what became of each provision, and the way to either side."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Static

from compact_core.content.files import is_lineage
from compact_core.content.names import unused
from compact_core.content.suggesting import draft_lineage, draft_text
from compact_core.content.whole import write_new
from compact_core.errors import CompactsError
from compact_core.folders import codes_folder
from compact_core.library.library import Library
from compact_core.reports.code_comparison import EVERY, PROMISED, VIEWS, compared_with, comparison, others_to_compare
from compact_core.reports.comparison_page import comparison_page, how_made, shown_in_words
from compact_core.reports.labels import COMPARED
from compact_core.reports.plain_text import as_text
from compact_core.reports.rows import SIGNS
from compact_core.text import count, readable
from compact_tui import safe
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine, hidden
from compact_tui.layout import Page
from compact_tui.library.compare_rows import row_lines
from compact_tui.library.row_list import RowList
from compact_tui.path_screen import FileScreen
from compact_tui.questions import ChoiceScreen, PromptScreen, ask
from compact_tui.reasons import ExplainingScreen, explained
from compact_tui.safe import Run
from compact_tui.saved_files import typed_path
from compact_tui.state import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from compact_core.reports.code_comparison import CodeComparison
    from compact_core.reports.rows import ComparedProvision, ComparedRow, Verdict

_UNWRAPPED = 1_000_000
"""A width at which no line of a copied page is wrapped."""
_PROMISED = "What the first code promised and the second does not"


class CompareScreen(ExplainingScreen[None]):
    """The rows of a comparison; which are shown can be limited."""

    HELP = """
        See what became of each provision of one code in another.

        The first code stands on the left, the second on the right, and the verdict between them; in a narrow terminal
        one stands below the other. Words that stand on one side only are underlined. The verdicts are: kept,
        reworded, weaker, stronger, dropped and new. Suggested means that the words are like, and that nobody has
        looked yet. Unknown means that nothing tells how the two relate.

        The arrow keys up and down choose a row. Left goes to the provision of the first code, right to that of the
        second; escape comes back. F shows one verdict only, or what the first code promised and the second does not; x
        shows everything again. D compares with another code.

        R goes through what waits for somebody to look at it, in a lineage file that compares the two codes. Where none
        does, it first writes suggestions to a new one.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "side(0)", "Left side", id="compare.left", tooltip="Go to the provision of the first code"),
        Binding("right", "side(1)", "Right side", id="compare.right", tooltip="Go to the provision of the second code"),
        Binding("f", "filter", "Filter", id="compare.filter", tooltip="Show one verdict only"),
        Binding("x", "everything", "Show all", id="compare.everything", tooltip="Show every row again"),
        Binding("d", "other", "Other code", id="compare.other", tooltip="Compare with another code"),
        Binding("r", "review", "Review", id="compare.review", tooltip="Go through what nobody has looked at yet"),
        hidden("escape", "app.pop_screen", "Back", id="compare.back", tooltip="Go back to where you were"),
    ]

    def __init__(self, library: Library, code_id: str, other_id: str) -> None:
        """Compare two codes of a library; raises :class:`CompactsError` where that cannot be done."""
        super().__init__()
        self._library = library
        self._code = code_id
        self._compared = comparison(library, code_id, other_id)

    def compose(self) -> ComposeResult:
        """What is compared, the rows and the keys."""
        yield Static(id="where")
        yield RowList(id="rows")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with every row."""
        self._rows.focus()
        self._show(self._compared)

    def show_library(self, library: Library, start: Place) -> None:
        """Compare the codes as they are in a library that was read; where they are not, nothing changes."""
        del start
        with suppress(CompactsError):
            found = comparison(library, self._compared.earlier, self._compared.later)
            self._library = library
            self._show(found.only(self._compared.limited), self._rows.highlighted or 0)

    def copied(self) -> Page:
        """What the copy key takes, and how a file with it can be called."""
        text = as_text(comparison_page(self._compared), _UNWRAPPED)
        return Page((), (), text, f"{self._compared.earlier}-{self._compared.later}")

    def on_option_list_option_selected(self) -> None:
        """Go to the right side of a row, or to the only one."""
        row = self._row
        if row:
            self._go(row.right or row.left)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What can be done depends on the row, and on what is shown."""
        if action == "side":
            return bool(self._row and (self._row.left, self._row.right)[parameters[0] == 1])
        return action != "everything" or bool(self._compared.limited)

    def on_option_list_option_highlighted(self) -> None:
        """Which sides there are to go to depends on the row."""
        self.refresh_bindings()

    def action_side(self, which: int) -> None:
        """Go to the provision on one side."""
        if self._row:
            self._go((self._row.left, self._row.right)[which])

    def action_filter(self) -> None:
        """Ask which verdicts to show."""
        found = Counter(row.verdict for row in self._compared.rows)
        ways: list[tuple[str, tuple[Verdict, ...]]] = [("Everything", ())]
        ways.append((f"{_PROMISED}: {sum(found[name] for name in VIEWS[PROMISED])}", VIEWS[PROMISED]))
        ways += [(f"{SIGNS[name]} {name.capitalize()}: {found[name]}", (name,)) for name in EVERY if found[name]]
        before = next((at for at, (_, names) in enumerate(ways) if names == self._compared.limited), 0)
        question = ChoiceScreen("What do you want to see?", [text for text, _ in ways], before)
        ask(self.app, question, lambda chosen: self._show(self._compared.only(ways[chosen][1])))

    def action_everything(self) -> None:
        """Show every row again."""
        self._show(self._compared.only(()))

    def action_other(self) -> None:
        """Ask for another code to compare with."""
        ask_for_other(self, self._library, self._code, self._use)

    @explained
    def action_review(self) -> None:
        """Go through what waits, in a lineage file that compares the codes, or in a new one with suggestions."""
        files = self._library.lineage_files(self._compared.earlier, self._compared.later)
        if not files and self._compared.made_from == "suggestions":
            self._ask_for_new_file()
            return
        ways: list[tuple[str, Callable[[], object]]] = [(readable(file), partial(self._review, file)) for file in files]
        ways += [] if files else [("A new file, with suggestions", self._ask_for_new_file)]
        ways += [("Another file", self._ask_for_file)]
        question = ChoiceScreen("Which lineage file do you want to go through?", [line for line, _ in ways])
        ask(self.app, question, lambda chosen: ways[chosen][1]())

    @explained
    def _review(self, name: str) -> None:
        """Open the review of a lineage file, named as it was typed."""
        from compact_tui.library.review_screen import ReviewScreen

        self.app.push_screen(ReviewScreen(self._library, str(typed_path(name))))

    def _ask_for_file(self) -> None:
        folder = codes_folder() if Path(codes_folder()).is_dir() else "."
        question = FileScreen("Lineage file to go through:", folder, "Type the name of a lineage file.")
        ask(self.app, question, self._review)

    @explained
    def _ask_for_new_file(self) -> None:
        """Ask for the name of a new lineage file, write suggestions to it, and go through them."""
        draft = draft_lineage(self._library.code(self._compared.earlier), self._library.code(self._compared.later))
        if not draft.suggestions:
            self.notify("No words of the two codes are like enough, so there is nothing to go through.")
            return
        stem = unused(
            f"{self._compared.earlier}-{self._compared.later}",
            lambda name: os.path.lexists(Path(codes_folder(), f"{name}.lineage.toml")),
        )
        question = PromptScreen(
            "Write the suggestions to this file, to go through them:",
            usual=str(Path(codes_folder(), f"{stem}.lineage.toml")),
            accept=partial(_write_lineage, draft_text(draft)),
        )
        ask(self.app, question, self._review)

    @explained
    def _use(self, other_id: str) -> None:
        self._show(comparison(self._library, self._code, other_id))

    @property
    def _rows(self) -> RowList:
        return self.query_one(RowList)

    @property
    def _row(self) -> ComparedRow | None:
        """The chosen row."""
        shown, at = self._compared.shown, self._rows.highlighted
        return shown[at] if at is not None and at < len(shown) else None

    def _show(self, compared: CodeComparison, at: int = 0) -> None:
        self._compared = compared
        lines = [[Run(f"{COMPARED}: ", "bold"), Run(" → ".join(compared.titles), "bold")], [Run(compared.counts())]]
        if compared.limited:
            lines.append([Run(f"Shown: {shown_in_words(compared)}: {count(len(compared.shown), 'row')}")])
        if compared.made_from != "lineage" or compared.contradicted:
            lines.append([Run(how_made(compared)[0], "$quiet")])
        self.query_one("#where", Static).update(safe.stacked(lines))
        self._rows.show([partial(row_lines, row) for row in compared.shown], at)
        self.refresh_bindings()

    def _go(self, sides: tuple[ComparedProvision, ...]) -> None:
        """Go to a provision, of several to the one that is chosen; escape there comes back."""
        if len(sides) > 1:
            question = ChoiceScreen("Which one?", [side.name for side in sides])
            ask(self.app, question, lambda chosen: self._go(sides[chosen : chosen + 1]))
        elif sides:
            code_id, _, item = sides[0].reference.partition("#")
            place = Place(self._library.entry(code_id).agreement_id, code_id, item)
            host_of(self.app).read_above(self._library, place)


def ask_for_other(screen: Screen[None], library: Library, code_id: str, use: Callable[[str], object]) -> None:
    """Ask for the code to compare with, the nearest first."""
    names = others_to_compare(library, code_id)
    if not names:
        screen.notify("There is no other code to compare with.")
        return
    known = {name for pair in compared_with(library, code_id) for name in pair}
    lines = [
        f"{(entry := library.entry(name)).title} ({', '.join(filter(None, (entry.place, entry.issued)))})"
        f"{' – a lineage compares them' if name in known else ''}"
        for name in names
    ]
    question = ChoiceScreen("Compare with which code?", lines)
    ask(screen.app, question, lambda chosen: use(names[chosen]))


def _write_lineage(text: str, name: str) -> None:
    """Write a new lineage file."""
    path = str(typed_path(name))
    if not is_lineage(path):
        raise CompactsError("The name of a lineage file ends with .lineage.toml.")
    write_new(path, text)
