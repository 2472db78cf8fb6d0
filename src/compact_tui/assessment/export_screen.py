"""Asks for a format and a file, and writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList, Static

from compact_core.assessment.records.outputs import write_output
from compact_core.assessment.results.formats import written
from compact_core.cli.output import plugins_apart
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from compact_tui import safe
from compact_tui.key_line import KeyLine
from compact_tui.question_screen import AskingScreen

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from compact_core.assessment.results.values import ResultPage


class ExportScreen(AskingScreen[str]):
    """Returns what to tell: where the report is."""

    HELP = """
        Write what may be shown of the round to a file, to send or to print.

        Choose a format, type a file name and press enter. A file that is there already is kept. The file is noted in
        the folder of the assessment, so that it can be found when somebody withdraws. Escape goes back.
        """

    def __init__(self, folder: str, page: ResultPage) -> None:
        """Write a page of the assessment in a folder."""
        super().__init__()
        self._folder = folder
        self._page = page
        with plugins_apart():
            self._formats = open_plugins().report_formats()

    def compose(self) -> ComposeResult:
        """The formats, a field, and room for what went wrong."""
        with VerticalScroll(classes="form", can_focus=False):
            yield Static("Write a report. Format:")
            yield OptionList(
                *(safe.content(safe.plain(f"{one.name} ({one.suffix})")) for one in self._formats), compact=True
            )
            yield Static("File name:")
            yield Input(f"report-round-{self._page.round}{self._formats[0].suffix}")
            yield Static("Enter writes the file, escape goes back.", id="answer")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the first format."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Give the file the ending of the format."""
        event.stop()
        field = self.query_one(Input)
        field.value = str(Path(field.value or "report").with_suffix(self._formats[event.option_index].suffix))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on to the file name."""
        event.stop()
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the file, or say why not."""
        event.stop()
        try:
            told = self._write(event.value.strip())
        except (CompactsError, OSError, RuntimeError, ValueError) as error:
            self.query_one("#answer", Static).update(safe.content(str(error)))
        else:
            self.dismiss(told)

    def _write(self, name: str) -> str:
        if not name:
            raise CompactsError("Type a file name.")
        path = Path(name).expanduser()
        if path.exists():
            raise CompactsError(f"{path} is there already. Choose another name.")
        offer = self._formats[self.query_one(OptionList).highlighted or 0]
        with plugins_apart():
            data = written(offer, self._page, {})
        write_output(self._folder, self._page.round, str(path), data)
        return f"The report is in {path}."
