"""The plan as a table, edited in place; every change is saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.coordinate import Coordinate
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from compact_core.assessment.partnership import Plan, PlanLine
from compact_core.assessment.records.days import next_year
from compact_core.assessment.records.editing import add_plan_line, change_plan_line, remove_plan_line
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results.result_page import fairness_of
from compact_core.errors import CompactsError
from compact_core.text import count
from compact_tui import safe
from compact_tui.assessment.journey import as_it_is_now
from compact_tui.assessment.plan_table import CHOICES, COLUMNS, WIDTHS, cell, changed, chosen
from compact_tui.key_line import KeyLine
from compact_tui.page_screen import TextScreen
from compact_tui.questions import ChoiceScreen, ask, confirm

_FIELDS = tuple(COLUMNS)
HINTS = {
    "owners": " (names with commas, or all)",
    "due": f" (such as June {next_year()})",
    "items": " (numbers of items, with commas)",
}
"""What else a field says about what can be typed."""
_ROOMY = 20
"""Height from which on this screen has room to say how the plan is shared out."""
_BALANCED = "Nothing stands out in how the lines are shared out."


class PlanScreen(Screen[None]):
    """Lines of the plan, a field to edit a cell in, and how the lines are shared out."""

    HELP = """
        Write down who does what by when, with what support, and how far it is.

        N adds a line. Move to a cell with the arrow keys and press enter to change it; enter again keeps what you
        typed, escape leaves it as it was. State and Kind are chosen from a list. Items are the numbers of the items
        that a line answers to. R removes a line. Every change is saved at once.

        Who: names of organisations with commas between them, or all for all of them jointly. An ending is a line
        too: a partner steps down, or the partnership pauses or closes. Say then what is kept of what was learned.

        Below the table stands the whole of the chosen cell, and how the lines are shared out; b shows the latter
        on a page of its own.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "New line", id="plan.add", tooltip="Add a line"),
        Binding("r", "remove", "Remove", id="plan.remove", tooltip="Remove the line"),
        Binding("b", "balance", "Balance", id="plan.balance", tooltip="Read how the lines are shared out"),
        Binding("escape", "back", "Back", id="plan.back", tooltip="Leave the cell as it was, or go back"),
    ]

    def __init__(self, assessment: Assessment, record: RoundRecord) -> None:
        """Show the plan of a closed round."""
        super().__init__()
        self._assessment = assessment
        self._record = record
        self._adding = False

    def compose(self) -> ComposeResult:
        """Table, field, fairness and keys."""
        table: DataTable[object] = DataTable(id="lines", cursor_type="cell", fixed_columns=1, zebra_stripes=True)
        yield Static(id="where")
        yield table
        yield Static(id="whole")
        yield Input(id="cell", compact=True)
        yield Static(id="message")
        yield KeyLine()

    def on_mount(self) -> None:
        """Fill the table."""
        for field, heading in COLUMNS.items():
            self._table.add_column(heading, width=WIDTHS.get(field))
        self._field.display = False
        self._fill()
        self._table.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Without a line there is nothing to remove, and nothing is shared out."""
        return action not in {"remove", "balance"} or bool(self._plan.lines)

    def on_data_table_cell_selected(self, event: DataTable.CellSelected) -> None:
        """Edit a cell, or offer its words."""
        field, line = _FIELDS[event.coordinate.column], self._line
        if field in CHOICES:
            question = ChoiceScreen(f"{COLUMNS[field]}:", CHOICES[field], CHOICES[field].index(getattr(line, field)))
            ask(self.app, question, lambda number: self._keep(chosen(line, field, number)))
        else:
            self._edit(f"{COLUMNS[field]}{HINTS.get(field, '')}:", self._cell(field))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what was typed."""
        if self._adding:
            self._add(event.value)
            return
        field = _FIELDS[self._table.cursor_coordinate.column]
        try:
            line = changed(self._line, field, event.value, self._assessment.partnership, self._record.asked)
        except CompactsError as error:
            self._say(str(error))
            return
        self._leave_field()
        self._keep(line)

    def action_add(self) -> None:
        """Ask what a new line says."""
        self._adding = True
        self._edit("What will be done, or what ends:", "")

    def action_remove(self) -> None:
        """Ask whether to remove the line."""
        confirm(self.app, f"Remove this line from the plan? {self._line.what}", "Remove it", self._remove)

    def action_balance(self) -> None:
        """Show how the lines are shared out."""
        text = "\n".join(fairness_of(self._assessment, self._record)) or _BALANCED
        self.app.push_screen(TextScreen("How the plan is shared out", text))

    def action_back(self) -> None:
        """Leave the cell as it was; from the table, go back."""
        if self._field.display:
            self._leave_field()
            self._show_fairness()
        else:
            self.dismiss()

    @property
    def _plan(self) -> Plan:
        return self._record.plan

    @property
    def _line(self) -> PlanLine:
        return self._plan.lines[self._table.cursor_coordinate.row]

    @property
    def _table(self) -> DataTable[object]:
        return self.query_one("#lines", DataTable)

    @property
    def _field(self) -> Input:
        return self.query_one("#cell", Input)

    @on(DataTable.CellHighlighted)
    def _show_whole(self) -> None:
        """Show all of the cell below the table."""
        whole, field = self.query_one("#whole", Static), _FIELDS[self._table.cursor_coordinate.column]
        whole.display = bool(self._plan.lines) and not self._field.display
        if whole.display:
            whole.border_title = safe.content(COLUMNS[field])
            whole.update(safe.content(self._cell(field) or "nothing"))

    def _cell(self, field: str, line: PlanLine | None = None) -> str:
        """What a cell of a line says; of the line under the cursor where none is given."""
        return cell(line or self._line, field, self._assessment.partnership.names, self._record.asked)

    def _edit(self, title: str, value: str) -> None:
        self._field.value = safe.plain(value)
        self._field.border_title = safe.content(title)
        self._field.display = True
        self._show_whole()
        self._field.focus()

    def _leave_field(self) -> None:
        self._adding = False
        self._field.display = False
        self._show_whole()
        self._table.focus()

    def _add(self, typed: str) -> None:
        what = typed.strip()
        self._leave_field()
        if what:
            number = self._record.asked.number
            if self._try(lambda: add_plan_line(self._assessment.folder, number, PlanLine(id="", what=what))):
                self._table.cursor_coordinate = Coordinate(len(self._plan.lines) - 1, 1)

    def _keep(self, line: PlanLine) -> None:
        seen, number = self._line, self._record.asked.number
        if line != seen:
            self._try(lambda: change_plan_line(self._assessment.folder, number, seen, line))

    def _remove(self) -> None:
        number, line = self._record.asked.number, self._line.id
        self._try(lambda: remove_plan_line(self._assessment.folder, number, line))

    def _try(self, change: Callable[[], Plan]) -> bool:
        """Change the plan on disk and show it as it is there now; returns whether that worked."""
        wrong = ""
        try:
            change()
        except CompactsError as error:
            wrong = str(error)
        self._assessment, self._record = as_it_is_now(self._assessment, self._record)
        self._fill()
        if wrong:
            self._say(wrong)
        return not wrong

    def _fill(self) -> None:
        """Show every line as it is now, with the cursor where it was."""
        self.query_one("#where", Static).update(
            safe.content(f"{self._assessment.partnership.name}: plan after round {self._record.asked.number}")
        )
        table, before = self._table, self._table.cursor_coordinate
        table.clear()
        for line in self._plan.lines:
            table.add_row(*(safe.cell(self._cell(field, line)) for field in _FIELDS), key=line.id, height=None)
        table.cursor_coordinate = before
        self._show_whole()
        self._show_fairness()
        self.refresh_bindings()

    def _show_fairness(self) -> None:
        lines = fairness_of(self._assessment, self._record)
        if not self._plan.lines:
            self._say("Press n to add the first line.")
        elif lines and self.app.size.height < _ROOMY:
            self._say(f"{count(len(lines), 'thing')} to talk about: press b.")
        else:
            self._say("\n".join(lines))

    def _say(self, text: str) -> None:
        self.query_one("#message", Static).update(safe.content(text))
