"""What a round came to: items beside sides, and what is found of the chosen one."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import DataTable

from compact_core.assessment.findings.findings import FINDINGS
from compact_core.assessment.partnership import Outcome
from compact_core.assessment.records.editing import save_meeting
from compact_core.assessment.records.outputs import write_output
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results.blocks import said
from compact_core.assessment.results.formats import written
from compact_core.assessment.results.result_page import page_of
from compact_core.assessment.results.values import Item
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from compact_core.model import Code
from compact_core.plugins import ReportFormat
from compact_tui import safe
from compact_tui.assessment.overview import as_it_is_now
from compact_tui.assessment.result_pages import item_page, overview, side_cells, title_cell, title_width
from compact_tui.assessment.result_questions import ExportScreen, SettleScreen
from compact_tui.key_line import KeyLine, hidden
from compact_tui.questions import ChoiceScreen, ask
from compact_tui.reading_pane import ReadingPane
from compact_tui.safe import Run
from compact_tui.saved_files import typed_path

_ABOUT = "(about)"
"""Key of the first row, which stands for the result as a whole. No id of an item looks like it."""
_BESIDE = 2
"""Cells of the table for its scroll bar."""


class ResultsScreen(Screen[None]):
    """Table and reading pane: side by side in a wide terminal, one at a time in a narrow one."""

    HELP = """
        See what the round came to.

        The first line tells about the result as a whole: who answered, who did not, whether the assessment itself
        was equal, and what to talk about first. Every other line is an item, with what was found and where each
        side stands. The reading pane says it in words.

        What can be found, the first that fits:
        {findings}

        A side stands high (+, ++), low (-, --) or between (~). F shows only one kind of finding, x everything
        again. M notes what the meeting settled on an item. Ctrl+e writes a report. The method is in docs/method.md.
        """.replace("{findings}", "\n        ".join(f"{kind.sign} {kind.name}: {kind.meaning}" for kind in FINDINGS))

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "Filter", id="results.filter", tooltip="Show only items of one finding"),
        Binding("x", "everything", "Show all", id="results.everything", tooltip="Show every item again"),
        Binding("m", "settle", "Meeting", id="results.settle", tooltip="Note what the meeting settled on the item"),
        Binding("ctrl+e", "export", "Report", id="results.export", tooltip="Write a report to a file"),
        hidden("tab,shift+tab", "switch", "Switch", id="results.switch", tooltip="Go to the table or the reading pane"),
        Binding("escape", "back", "Back", id="results.back", tooltip="Go back"),
    ]

    def __init__(self, assessment: Assessment, record: RoundRecord, code: Code) -> None:
        """Show the result of a round; raises CompactsError when it may not be seen yet."""
        super().__init__()
        self._assessment = assessment
        self._record = record
        self._code = code
        self.page = page_of(assessment, record, code)
        """What may be shown of the round."""
        self._finding = ""

    def compose(self) -> ComposeResult:
        """Table, pane and keys."""
        table: DataTable[object] = DataTable(id="matrix", cursor_type="row", fixed_columns=1)
        yield table
        yield ReadingPane(id="page")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the table and show the whole."""
        table = self._table
        table.border_title = safe.content(self.page.title)
        table.focus()

    def on_resize(self) -> None:
        """Give the titles the room that the other columns leave."""
        self.call_after_refresh(self._fill)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """An item is settled where one is chosen; everything is shown again where something is not."""
        if action == "settle":
            return self._item is not None
        return action != "everything" or bool(self._finding)

    def on_data_table_row_highlighted(self) -> None:
        """Show what the cursor came to."""
        self._show_item()
        self.refresh_bindings()

    @on(DataTable.RowSelected)
    def action_switch(self) -> None:
        """Go to the table or the reading pane."""
        reading = self.focused is not self._pane
        self.set_class(reading, "-reading")
        (self._pane if reading else self._table).focus()

    def action_back(self) -> None:
        """Go back to the table, and from there to the assessment."""
        if self.has_class("-narrow") and self.has_class("-reading"):
            self.action_switch()
        else:
            self.dismiss()

    def action_filter(self) -> None:
        """Ask which finding to show."""
        found = list(dict.fromkeys(item.finding for item in self.page.items))
        counts = [sum(item.finding == mark for item in self.page.items) for mark in found]
        lines = [f"{mark.symbol} {mark.words}: {count}" for mark, count in zip(found, counts, strict=True)]
        self.app.push_screen(
            ChoiceScreen("Show only:", lines),
            lambda chosen: self._limit(found[chosen].words if chosen is not None else ""),
        )

    def action_everything(self) -> None:
        """Show every item again."""
        self._limit("")

    def action_settle(self) -> None:
        """Ask what the meeting settled on the item."""
        if item := self._item:
            before = next((outcome for outcome in self._record.meeting.outcomes if outcome.item == item.id), None)
            ask(self.app, SettleScreen(item.id, item.title, before, self._save_outcome), self._settled)

    def action_export(self) -> None:
        """Ask for a format and a file, and write the report."""
        formats = open_plugins().report_formats()
        screen = ExportScreen(f"report-round-{self.page.round}", formats, self._write_report)
        ask(self.app, screen, lambda name: self._say(f"The report is in {typed_path(name)}."))

    def _save_outcome(self, outcome: Outcome | None) -> str:
        """Save what was settled on the item, or that nothing was; returns what went wrong, or an empty text."""
        item, meeting = self._item, self._record.meeting
        others = (other for other in meeting.outcomes if not item or other.item != item.id)
        changed = replace(meeting, outcomes=(*others, outcome) if outcome else tuple(others))
        try:
            save_meeting(self._assessment.folder, self._record.asked.number, changed)
        except CompactsError as error:
            return str(error)
        return ""

    def _settled(self, result: str) -> None:
        self._assessment, self._record = as_it_is_now(self._assessment, self._record)
        self.page = page_of(self._assessment, self._record, self._code)
        self._show_item()
        self._say(f"Noted: {result}.")

    def _write_report(self, offer: ReportFormat, name: str) -> str:
        """Write the report to a new file; returns what went wrong, or an empty text."""
        try:
            path = typed_path(name)
            if path.exists():
                return f"{path} is there already. Choose another name."
            write_output(self._assessment.folder, self.page.round, str(path), written(offer, self.page, {}))
        except (CompactsError, OSError, ValueError) as error:
            return str(error)
        return ""

    def _show_item(self) -> None:
        """Show the item under the cursor, or what stands before all items."""
        item = self._item
        self._pane.show(item_page(self.page, item) if item else overview(self.page))

    def _say(self, message: str) -> None:
        self.notify(safe.plain(message), markup=False)

    @property
    def _table(self) -> DataTable[object]:
        return self.query_one("#matrix", DataTable)

    @property
    def _pane(self) -> ReadingPane:
        return self.query_one("#page", ReadingPane)

    @property
    def _item(self) -> Item | None:
        """The item under the cursor; None in the first row."""
        table = self._table
        if not table.row_count:
            return None
        key = table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return next((item for item in self.page.items if item.id == key), None)

    def _limit(self, finding: str) -> None:
        self._finding = finding
        self._fill()
        self.refresh_bindings()

    def _fill(self) -> None:
        table, chosen = self._table, self._item
        table.clear(columns=True)
        table.add_column("Item", width=title_width(self.page, table.size.width - _BESIDE))
        table.add_column("Finding")
        for side in self.page.sides:
            table.add_column(safe.label(Run(side)))
        shown = f"only: {self._finding}" if self._finding else "read this first"
        table.add_row(safe.label(Run("About this result")), safe.label(Run(shown)), key=_ABOUT)
        for item in self.page.items:
            if self._finding in {"", item.finding.words}:
                cells = (title_cell(item), said(item.finding), *side_cells(item))
                table.add_row(*(safe.label(Run(cell)) for cell in cells), key=item.id)
        if chosen and chosen.id in table.rows:
            table.move_cursor(row=table.get_row_index(chosen.id), scroll=True)
