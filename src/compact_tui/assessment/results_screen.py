"""What a round came to: what to talk about first, the rest, and what is found of the chosen item."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from compact_core.assessment.findings.findings import FINDINGS
from compact_core.assessment.records.outputs import write_output
from compact_core.assessment.records.reading import Assessment, RoundRecord
from compact_core.assessment.results.blocks import said
from compact_core.assessment.results.formats import written
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.priorities import by_rank
from compact_core.assessment.results.result_page import page_of
from compact_core.assessment.tasks.meeting import Settling, disagreed, holders, settle, settled_now
from compact_core.content.names import name_from
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from compact_core.model import Code
from compact_core.plugins import ReportFormat
from compact_tui import safe
from compact_tui.assessment.journey import as_it_is_now
from compact_tui.assessment.large_screen import LargeScreen
from compact_tui.assessment.meeting_questions import NOTHING, RESULTS, SettleScreen
from compact_tui.assessment.result_list import ResultList
from compact_tui.assessment.result_pages import item_page, overview
from compact_tui.assessment.result_questions import (
    PUBLISH,
    WITHDRAW,
    ExportScreen,
    PublishScreen,
    Reader,
    readers_of,
)
from compact_tui.assessment.result_rows import head
from compact_tui.key_line import KeyLine, hidden
from compact_tui.page_screen import TextScreen
from compact_tui.questions import ChoiceScreen, ask
from compact_tui.reading_pane import ReadingPane
from compact_tui.reasons import ExplainingScreen, explained
from compact_tui.saved_files import typed_path

_MARGIN = 4
"""Cells beside what stands at the top."""
_READ = "Enter reads who answered, what to talk about, and whether the assessment itself was equal."


class ResultsScreen(ExplainingScreen[None]):
    """List and reading pane: side by side in a wide terminal, one at a time in a narrow one."""

    HELP = """
        See what the round came to.

        The list begins with the result in short. Then come the items: what to talk about first, the weightiest
        difference on top, and the rest. Every line has the sign of what was found, the sides on one scale from low to
        high, and what a meeting settled. Enter reads the whole of it.

        What can be found, the first that fits:
        {findings}

        F shows only one kind of finding, x everything again. M notes what the meeting settled on an item. P shows an
        item in large, as for a projector. Ctrl+e writes a report, for everybody or for one organisation. U publishes
        what was found, where the partners agreed to it. The method is in docs/method.md.
        """.replace("{findings}", "\n        ".join(f"{kind.sign} {kind.name}: {kind.meaning}" for kind in FINDINGS))

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as Textual declares it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "filter", "Filter", id="results.filter", tooltip="Show only items of one finding"),
        Binding("x", "everything", "Show all", id="results.everything", tooltip="Show every item again"),
        Binding("m", "settle", "Meeting", id="results.settle", tooltip="Note what the meeting settled on the item"),
        Binding("p", "large", "Large", id="results.large", tooltip="Show the item in large, as for a projector"),
        Binding("u", "publish", "Publish", id="results.publish", tooltip="Publish what is found, or take it back"),
        Binding("ctrl+e", "export", "Report", id="results.export", tooltip="Write a report to a file"),
        hidden("tab,shift+tab", "switch", "Switch", id="results.switch", tooltip="Go to the list or the reading pane"),
        Binding("escape", "back", "Back", id="results.back", tooltip="Go back"),
    ]

    def __init__(self, assessment: Assessment, record: RoundRecord, code: Code) -> None:
        """Show the result of a round; raises CompactsError when it may not be seen yet."""
        from compact_core.assessment.tasks.publishing import is_offered

        super().__init__()
        self._assessment = assessment
        self._record = record
        self._code = code
        self._can_publish = is_offered(assessment, record)
        self.page = page_of(assessment, record, code)
        """What may be shown of the round."""
        self._finding = ""
        self._notes: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """What was found in numbers, list and pane, the chosen finding in words, and keys."""
        yield Static(id="where")
        with Horizontal():
            yield ResultList(self.page)
            yield ReadingPane(id="page")
        yield Static(id="finding")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the whole."""
        self._list.focus()
        self._show_item()

    def on_resize(self, event: events.Resize) -> None:
        """Fit what stands at the top into the width."""
        lines = head(self.page, event.size.width - _MARGIN)
        self.query_one("#where", Static).update(safe.stacked(lines))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """An item is settled where one is chosen; everything is shown again where something is not."""
        if action == "settle":
            return self._item is not None
        if action == "publish":
            return self._can_publish
        return action != "everything" or bool(self._finding)

    def on_result_list_row_chosen(self) -> None:
        """Show what the reader came to."""
        self._show_item()
        self.refresh_bindings()

    def on_result_list_row_opened(self) -> None:
        """Go to the reading pane."""
        self.action_switch()

    def action_switch(self) -> None:
        """Go to the list or the reading pane."""
        reading = self.focused is not self._pane
        self.set_class(reading, "-reading")
        (self._pane if reading else self._list).focus()

    def action_back(self) -> None:
        """Go back to the list, and from there to the assessment."""
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
            now = settled_now(self._record.meeting, item.id)
            before = RESULTS.index(now.outcome.result) if now else None
            question = ChoiceScreen(f"What did the meeting settle on: {item.title}?", (*RESULTS, NOTHING), before)
            ask(self.app, question, lambda chosen: self._ask_what(item, now, chosen))

    def _ask_what(self, item: Item, now: Settling | None, chosen: int) -> None:
        """Ask what is needed for a result of an item, and write it down; or take out what was written."""

        def save(new: Settling | None) -> None:
            settle(self._assessment, self._record, item.id, new, now)

        if chosen == len(RESULTS):
            try:
                save(None)
            except CompactsError as error:
                self._settled(str(error))
            else:
                self._settled(f"Noted: {NOTHING}.")
            return
        make = partial(disagreed, self._assessment, self._record, item.id)
        who = holders(self._assessment, self._record)
        screen = SettleScreen(RESULTS[chosen], item, who, now, make, save)
        ask(self.app, screen, lambda new: self._settled(f"Noted: {new.outcome.result}."))

    def action_large(self) -> None:
        """Show the item in large; the weightiest one where none is chosen."""
        items = by_rank(self.page.items)
        number = items.index(self._item) if self._item else 0
        self.app.push_screen(LargeScreen(self.page, items, number))

    def action_export(self) -> None:
        """Ask for whom, in which format and where, and write the report."""
        formats = open_plugins().report_formats()
        readers = tuple(readers_of(self._assessment, self._record))
        stem = f"{name_from(self.page.partnership, 'result')}-round-{self.page.round}"
        ask(self.app, ExportScreen(self._folder, stem, readers, formats, self._write_report), self._written)

    @explained
    def action_publish(self) -> None:
        """Show what would be published and ask where; or whether to take back what was published."""
        from compact_core.assessment.tasks import publishing

        if self.page.round in publishing.published_numbers(self._assessment.folder):
            ask(self.app, ChoiceScreen("What shall be done?", [PUBLISH, WITHDRAW]), self._publish_or_withdraw)
        else:
            self._ask_where()

    @explained
    def _publish_or_withdraw(self, chosen: int) -> None:
        from compact_core.assessment.tasks import publishing

        if chosen == 0:
            self._ask_where()
        else:
            done = publishing.withdraw_round(self._assessment, self.page.round)
            self.app.push_screen(TextScreen("Withdrawn", "\n".join(publishing.withdrawn_lines(done))))

    def _ask_where(self) -> None:
        from compact_core.assessment.tasks import publishing

        proposal = publishing.propose(self._assessment, self._record, self._code)
        *lines, _ = publishing.shown_lines(proposal)

        def publish(name: str) -> None:
            there = publishing.propose(self._assessment, self._record, self._code, str(typed_path(name))).path
            publishing.publish(self._assessment.folder, proposal._replace(path=there))

        ask(self.app, PublishScreen(lines, proposal.path, publish), self._published)

    def _published(self, name: str) -> None:
        self.app.push_screen(TextScreen("Published", f"What everybody may read is in {safe.plain(name)}."))

    def _settled(self, said: str) -> None:
        self._assessment, self._record = as_it_is_now(self._assessment, self._record)
        self.page = page_of(self._assessment, self._record, self._code)
        self._limit(self._finding)
        self.notify(safe.plain(said), markup=False)

    def _write_report(self, reader: Reader, offer: ReportFormat, name: str) -> None:
        """Write the report to a new file."""
        path = self._path_of(name)
        if os.path.lexists(path):
            raise CompactsError(f"{path} is there already. Choose another name.")
        page = page_of(
            self._assessment,
            self._record,
            self._code,
            for_facilitator=reader.facilitator,
            organisation=reader.organisation,
        )
        write_output(self._assessment.folder, page.round, str(path), written(offer, page, {}))
        self._notes = page.own.notes if page.own else ()

    def _written(self, name: str) -> None:
        """Say where the report is, with the way to open it."""
        path = self._path_of(name)
        lines = (f"The report is in {path}.", "Press o to open it.", *self._notes)
        self.app.push_screen(TextScreen("Report", "\n".join(lines), path=str(path)))

    def _path_of(self, name: str) -> Path:
        """Where a report of a name is written: in the folder of the assessment, unless the name says another place."""
        return Path(self._folder) / typed_path(name)

    def _show_item(self) -> None:
        """Show the chosen item, or what stands before all items."""
        item = self._item
        self._pane.show(item_page(self.page, item) if item else overview(self.page))
        words = " ".join(_in_words(item)) if item else _READ
        self.query_one("#finding", Static).update(safe.content(safe.plain(words)))

    @property
    def _folder(self) -> str:
        return str(Path(self._assessment.folder).absolute())

    @property
    def _list(self) -> ResultList:
        return self.query_one(ResultList)

    @property
    def _pane(self) -> ReadingPane:
        return self.query_one("#page", ReadingPane)

    @property
    def _item(self) -> Item | None:
        """The chosen item; None in the row about the whole."""
        chosen = self._list.chosen
        return next((item for item in self.page.items if item.id == chosen), None)

    def _limit(self, finding: str) -> None:
        self._finding = finding
        self._list.show(self.page, finding)
        self._show_item()
        self.refresh_bindings()


def _in_words(item: Item) -> Iterator[str]:
    """What was found of an item; the name of the finding stands in some summaries already."""
    if not item.summary.casefold().startswith(item.finding.words):
        yield f"{said(item.finding)}."
    if item.summary:
        yield f"{item.summary}."
