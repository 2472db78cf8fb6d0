"""What is asked beside a result: the reader, format and file of a report, and the file of what is published."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from textual.app import ComposeResult
from textual.widgets import Input, OptionList, Static

from compact_core.assessment.asking import organisations_asked
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.content.names import unused
from compact_core.plugins import ReportFormat
from compact_tui import safe
from compact_tui.choice_list import choices
from compact_tui.questions import WRITING, PromptScreen, QuestionScreen

PUBLISH, WITHDRAW = "Publish what is found now", "Withdraw what was published"
"""What can be done with a round that was published before."""


class Reader(NamedTuple):
    """For whom a report is."""

    line: str
    """What it holds for them, in words."""
    stem: str = ""
    """What the name of the file says of them."""
    organisation: str = ""
    """Id of the organisation whose page it is; empty for the whole result."""
    facilitator: bool = False
    """Whether it holds what only the facilitator may read."""


def readers_of(assessment: Assessment, record: RoundRecord) -> Iterator[Reader]:
    """For whom a report of a round can be."""
    yield Reader("Everybody: the whole result")
    for organisation in organisations_asked(assessment.partnership, record.asked):
        line = f"{organisation.name}: its own answers beside the result"
        yield Reader(line, organisation.id, organisation.id)
    yield Reader("The facilitator: also comments that nobody else may read", "facilitator", facilitator=True)


class ExportScreen(QuestionScreen[str]):
    """Returns the file that the report is in."""

    HELP = """
        Write what may be shown of the round to a file, to send or to print.

        Choose for whom it is and what it is to be used as, look at the file name and press enter. The file is written
        into the folder of the assessment, unless you name another place. A file that is there already is kept. Where
        it is written is noted, so that it can be found when somebody withdraws. Escape goes back.
        """

    EXPECTED = WRITING

    def __init__(
        self,
        folder: str,
        stem: str,
        readers: Sequence[Reader],
        formats: Sequence[ReportFormat],
        accept: Callable[[Reader, ReportFormat, str], object],
    ) -> None:
        """Offer readers, formats, and a name without its ending for a file in a folder.

        ``accept`` writes the report, or raises an error.
        """
        super().__init__()
        self._folder = folder
        self._stem = stem
        self._readers = readers
        self._formats = formats
        self._accept = accept
        self._usual = ""

    def fields(self) -> ComposeResult:
        """The readers, the formats, a field, and room for what went wrong."""
        yield Static("For whom is the report?")
        readers = choices(reader.line for reader in self._readers)
        readers.id = "readers"
        yield readers
        yield Static("As what?")
        formats = choices(f"{offer.summary.rstrip('.')} ({offer.suffix[1:].upper()})" for offer in self._formats)
        formats.id = "formats"
        yield formats
        yield Static(safe.content(f"File, in {safe.plain(self._folder)}:"))
        yield Input(id="file")
        yield Static("Enter goes on, and in the last field writes the file. Escape goes back.", id="answer")

    def on_mount(self) -> None:
        """Begin with the whole result in the first format."""
        super().on_mount()
        for choice in self.query(OptionList):
            choice.highlighted = 0
        self.query_one("#readers").focus()

    def on_option_list_option_highlighted(self) -> None:
        """Name the file for its reader and its format, unless it has a name of its own."""
        reader, offer = self._chosen
        field = self.query_one(Input)
        if field.value == self._usual:
            field.value = self._usual = self._free(reader, offer)
        else:
            endings = tuple(other.suffix for other in self._formats)
            stem = Path(field.value).stem if field.value.endswith(endings) else Path(field.value).name
            field.value = str(Path(field.value).with_name(f"{stem}{offer.suffix}")) if stem else self._usual

    def on_option_list_option_selected(self) -> None:
        """Go on to the next field."""
        self.focus_next()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write the report, or say why not."""
        name = event.value.strip()
        if name:
            self.settle(name, partial(self._accept, *self._chosen, name))
        else:
            self.explain("Type a file name.")

    def _free(self, reader: Reader, offer: ReportFormat) -> str:
        """A name that says for whom the file is, and that no file has."""
        stem = f"{self._stem}-{reader.stem}" if reader.stem else self._stem
        name = unused(stem, lambda taken: os.path.lexists(Path(self._folder, f"{taken}{offer.suffix}")))
        return f"{name}{offer.suffix}"

    @property
    def _chosen(self) -> tuple[Reader, ReportFormat]:
        readers, formats = (self.query_one(name, OptionList).highlighted or 0 for name in ("#readers", "#formats"))
        return self._readers[readers], self._formats[formats]


class PublishScreen(PromptScreen):
    """Returns the file that holds what is published."""

    HELP = """
        Publish what the round found, for everybody.

        What anybody will be able to read stands here: the area, the code, and what was found on each part. No
        organisation, no person and no comment is in it. Look at the file name and press enter; a folder will do too.
        Escape goes back, and nothing is written.
        """
    KEYS = "Enter publishes it. Escape goes back."
    EMPTY = "Type a file name."

    def __init__(self, lines: Sequence[str], usual: str, accept: Callable[[str], object]) -> None:
        """Show what would be published; ``accept`` writes it to a file or folder, or raises an error."""
        super().__init__("\n".join(lines), "File or folder to write it to:", usual=usual, accept=accept)
