"""A page on the screen, with links that can be chosen and followed."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from compact_tui import safe
from compact_tui.key_line import hidden
from compact_tui.layout import BETWEEN_CRUMBS, Line, Page, jump_lines, jumps_of, lines_of
from compact_tui.state import Place

STYLES = ("title", "heading", "label", "quiet", "jump", "chosen")
EMPTY = Page((), ())
BESIDE_BAR = 2
"""Cells between the text and the scroll bar."""
WIDEST = 100
"""Cells of the longest line: longer ones are hard to follow."""


class ReadingPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Paints a page line by line, so that a change costs no more than the lines on the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{name}" for name in STYLES}

    BINDINGS: ClassVar[list[BindingType]] = [
        hidden("down,j", "down", "Down", id="page.down", tooltip="Next link, or one line down"),
        hidden("up,k", "up", "Up", id="page.up", tooltip="Previous link, or one line up"),
        Binding("enter", "follow", "Follow", id="page.follow", tooltip="Go where the chosen link leads"),
        hidden("home,g", "scroll_home", "Top", id="page.top", tooltip="Go to the top"),
        hidden("end,G", "scroll_end", "End", id="page.end", tooltip="Go to the end"),
        hidden("pageup", "page_up", "Page up", id="page.page-up", tooltip="One screen up"),
        hidden("pagedown,space", "page_down", "Page down", id="page.page-down", tooltip="One screen down"),
    ]

    class Follow(Message):
        """The reader wants to go where a link leads."""

        def __init__(self, place: Place) -> None:
            """Name the place."""
            super().__init__()
            self.place = place

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        """Start with nothing to show."""
        super().__init__(id=id)
        self.page = EMPTY
        """What is shown."""
        self.jump = -1
        """Number of the chosen link, counted from 0; -1 when none is."""
        self._crumbs = ""
        self._outdated = False
        self._lines: list[Line] = []
        self._line_style, self._blank_style = self.visual_style, self.rich_style

    def show(self, page: Page, scroll: int = 0, jump: int = -1) -> None:
        """Show a page from a line on, with one of its links chosen."""
        before = self._bottom_line
        had_jumps = bool(jumps_of(self.page))
        self.page = page
        self.jump = -1
        self._set_lines()
        self._choose(jump)
        self.scroll_to(y=scroll, animate=False)
        if self.has_focus and had_jumps != bool(jumps_of(page)):
            self.refresh_bindings()
        self.refresh(Region(0, 0, self.size.width, max(before, self._bottom_line)))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of the screen, in styles that are looked up once for all of them."""
        if self._outdated:
            self.on_resize()
        self._line_style, self._blank_style = self.visual_style, self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        row = y + self.scroll_offset.y
        width = self.size.width
        if row >= len(self._lines):
            return Strip.blank(width, self._blank_style)
        line = self._lines[row].content
        if (selection := self.text_selection) and (span := selection.get_span(row)):
            start, end = span
            line = line.stylize(self.screen.get_visual_style("screen--selection"), start, None if end == -1 else end)
        strip = Strip(line.render_segments(self._line_style), line.cell_length)
        return strip.adjust_cell_length(width, self._blank_style).apply_offsets(0, row)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has marked."""
        return selection.extract("\n".join(line.content.plain for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - Textual's signature
        """Paint what is marked."""
        self.refresh()

    def on_resize(self) -> None:
        """Lay the page out again in the new width."""
        chosen = self.jump
        self._set_lines()
        self.jump = -1
        self._choose(chosen)
        self.refresh()

    def notify_style_update(self) -> None:
        """Have the page laid out again in the new colours, which are not there yet."""
        super().notify_style_update()
        self._outdated = True

    def on_click(self, event: events.Click) -> None:
        """Follow the link under the mouse."""
        offset = event.get_content_offset(self)
        row = offset.y + self.scroll_offset.y if offset else len(self._lines)
        if row < len(self._lines) and self._lines[row].jump >= 0:
            self._choose(self._lines[row].jump)
            self.action_follow()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """Only a page with links has something to follow."""
        return action != "follow" or bool(jumps_of(self.page))

    def action_follow(self) -> None:
        """Go where the chosen link leads; without one on the screen, choose one."""
        if self._top <= self._chosen_row() < self._bottom:
            self.post_message(self.Follow(jumps_of(self.page)[self.jump].place))
        else:
            self.action_down()

    def action_down(self) -> None:
        """Choose the next link on the screen, or move one line down when there is none."""
        row = self._chosen_row()
        start = row if self._top <= row < self._bottom else self._top - 1
        ahead = [row for row in self._jump_rows() if start < row <= self._bottom]
        self._step(ahead[0] if ahead else -1, 1)

    def action_up(self) -> None:
        """Choose the previous link on the screen, or move one line up when there is none."""
        row = self._chosen_row()
        start = row if self._top <= row < self._bottom else self._bottom
        ahead = [row for row in self._jump_rows() if self._top - 1 <= row < start]
        self._step(ahead[-1] if ahead else -1, -1)

    @property
    def _top(self) -> int:
        return self.scroll_offset.y

    @property
    def _bottom(self) -> int:
        return self.scroll_offset.y + self.size.height

    @property
    def _bottom_line(self) -> int:
        """The last line of the screen that can have text, counted from 1."""
        return self.size.height if self._top else min(len(self._lines), self.size.height)

    def _step(self, row: int, by: int) -> None:
        """Choose the link that begins in a row; for no row, scroll."""
        if row >= 0:
            self._choose(self._lines[row].jump)
        if not self._top <= row < self._bottom:
            self.scroll_relative(y=by, animate=False)

    def _jump_rows(self) -> list[int]:
        """The row in which each link begins."""
        before = [-1, *(line.jump for line in self._lines)]
        return [row for row, line in enumerate(self._lines) if line.jump not in (-1, before[row])]

    def _chosen_row(self) -> int:
        """The row in which the chosen link begins; -1 when none is chosen."""
        return next((row for row in self._jump_rows() if self._lines[row].jump == self.jump), -1)

    def _choose(self, jump: int) -> None:
        """Mark a link, and unmark the one before."""
        before, self.jump = self.jump, jump
        for number in {before, jump} - {-1}:
            self._repaint_jump(number)
        self.refresh()

    def _repaint_jump(self, number: int) -> None:
        rows = [row for row, line in enumerate(self._lines) if line.jump == number]
        if rows:
            link = jumps_of(self.page)[number]
            chosen = number == self.jump
            self._lines[rows[0] : rows[-1] + 1] = jump_lines(
                link, number, self._styles(), self.text_width, chosen=chosen
            )

    def _set_lines(self) -> None:
        self._outdated = False
        self._show_crumbs()
        width = self.text_width
        self._lines = lines_of(self.page, self._styles(), width) if width > 0 else []
        # Setting `virtual_size` as usual lays out the whole screen, and paints a second time for the scrollbar.
        self.set_reactive(ReadingPane.virtual_size, Size(width, len(self._lines)))
        self.vertical_scrollbar.window_virtual_size = max(len(self._lines), self.size.height)
        self.vertical_scrollbar.window_size = self.size.height

    @property
    def text_width(self) -> int:
        """Cells of the longest line of text."""
        return min(self.scrollable_content_region.width - BESIDE_BAR, WIDEST)

    def _styles(self) -> safe.Styles:
        return {name: self.get_visual_style(f"page--{name}") for name in STYLES}

    def _show_crumbs(self) -> None:
        """Say where the reader is; without room for all names, the outermost are left out."""
        room = max(self.size.width - 2, 1)
        crumbs = [safe.plain(crumb) for crumb in self.page.crumbs]
        paths = [BETWEEN_CRUMBS.join(["…", *crumbs[start:]] if start else crumbs) for start in range(len(crumbs))]
        line = next((path for path in paths if len(path) <= room), safe.plain("".join(crumbs[-1:]), room))
        if line != self._crumbs:
            self._crumbs = line
            self.border_title = safe.content(line)
