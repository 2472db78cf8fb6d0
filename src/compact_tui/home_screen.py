"""The first screen: what one can read, and what one can go on with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from compact_core.content.names import is_assessment
from compact_core.errors import CompactsError, counted
from compact_core.folders import state_folder
from compact_core.library.library import Entry, Library
from compact_core.reports.labels import STATUS
from compact_core.text import count
from compact_tui import safe
from compact_tui.beside import do_beside
from compact_tui.choice_list import ChoiceList
from compact_tui.code_names import SIGNS, edition, in_force_first
from compact_tui.host import host_of
from compact_tui.key_line import KeyLine, hidden
from compact_tui.reasons import ExplainingScreen, explained
from compact_tui.safe import Run
from compact_tui.saved_files import known_assessments, typed_path
from compact_tui.state import START, Place

if TYPE_CHECKING:
    from textual.content import Content

MOST_CODES = 12
"""How many codes are listed; the library has the others."""
MOST_READ = 8
"""How many assessments are opened to say how far they are."""
NAME = "COMPACTS"
BESIDE_NAME = 6
"""Cells on both sides of the line with the name."""
FRAME = 8
"""Cells of a list that its frame, its padding and its scroll bar take."""


_WELCOME = """Every partner says how far each point of a code is true of the partnership. It takes a few minutes to
begin, and nothing is sent to anybody.""".replace("\n", " ")


class ListRow(NamedTuple):
    """A line to choose: what it says, and what choosing it does."""

    mark: str
    """What stands before it."""
    title: str
    """What it is."""
    about: tuple[str, ...]
    """What else is known of it, a line each."""
    do: Callable[[], object]
    """What happens when it is chosen."""
    hue: str = ""
    """The colour of the mark, by its name in the themes."""


class Summary(NamedTuple):
    """An assessment in a few lines."""

    name: str
    """The name of the partnership."""
    about: tuple[str, ...]
    """How far it is, a line each."""


class HomeScreen(ExplainingScreen[None]):
    """Two lists: codes to read, and assessments to go on with."""

    HELP = """
        Choose what to do.

        Read lists the codes: those in force first (●), then drafts (◌) and those that were replaced (○). Assess
        lists the assessments that you opened before, those in this folder, and how far each is.

        The arrow keys choose a line, enter opens it, and tab goes to the other list. The slash key finds words in
        every code. N begins an assessment, o opens a folder. R reads the files of codes again.
        """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-wide")]  # noqa: RUF012 - as Textual declares it

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "browse", "Browse", id="home.browse", tooltip="Browse all codes"),
        Binding("n", "begin", "New assessment", id="home.new", tooltip="Begin a new assessment"),
        Binding("o", "open", "Open folder", id="home.open", tooltip="Open the folder of an assessment"),
        hidden("left", "list('read')", "Read", id="home.read", tooltip="Go to the codes"),
        hidden("right", "list('assess')", "Assess", id="home.assess", tooltip="Go to the assessments"),
        hidden("escape", "back", "Back", id="home.back", tooltip="Go back to where you were"),
    ]

    def __init__(self, library: Library, *, reading: bool = False, first: str = "read") -> None:
        """Show a library, with the cursor first in one of the lists; while it is being read it has no codes yet."""
        super().__init__()
        self._first = first
        self._library = library
        self._reading = reading
        self._rows: dict[str, tuple[ListRow, ...]] = {"read": (), "assess": ()}
        self._marked = ("", 0)  # the list and the number of the line that is underlined

    def compose(self) -> ComposeResult:
        """A title, the two lists, what is wrong, and the keys."""
        yield Static(id="brand")
        with Container(id="lists"):
            for name, title in (("read", "Read"), ("assess", "Assess")):
                listing = ChoiceList(id=name)
                listing.border_title = safe.content(title)
                yield listing
        yield Static(id="message")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin in one of the lists."""
        self._list(self._first).focus()
        self._say_problems()

    def on_resize(self) -> None:
        """Wrap the lines again."""
        self._brand()
        self._set("read", self._codes())
        self._set("assess", self._rows["assess"])

    def on_screen_resume(self) -> None:
        """Look at the assessments again: somebody may have worked in them."""
        if not self._reading:
            self._assessments()

    def say(self, text: str) -> None:
        """Show a text below the lists; an empty text hides the line."""
        line = self.query_one("#message", Static)
        line.update(safe.content(text))
        line.display = bool(text)

    def show_library(self, library: Library, start: Place) -> None:
        """Show a library that was read."""
        del start
        self._library, self._reading = library, False
        self._set("read", self._codes())
        self._say_problems()
        self._assessments()

    def _say_problems(self) -> None:
        problems = self._library.problems
        self.say(f"{counted(problems)}: press p" if problems else "")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what the chosen line is for."""
        self._rows[event.option_list.id or ""][self._chosen(event.option_list.id or "")].do()

    def action_list(self, name: str) -> None:
        """Go to a list, at once: the next key may be typed already."""
        self.set_focus(self._list(name))

    def action_back(self) -> None:
        """Go back, unless this is where everything begins."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()

    def action_browse(self) -> None:
        """Browse all codes."""
        host_of(self.app).go(START)

    def action_begin(self) -> None:
        """Begin a new assessment."""
        from compact_core.library.opening import open_plugins
        from compact_tui.assessment.begin_screen import BeginScreen
        from compact_tui.questions import ask

        scales = {scale.id: scale for scale in open_plugins().scales()}
        ask(self.app, BeginScreen(self._library, scales), host_of(self.app).open_assessment)

    def action_open(self) -> None:
        """Ask for a folder and open it."""
        from compact_tui.path_screen import PathScreen
        from compact_tui.questions import ask

        if host_of(self.app).picks_folder():
            return
        question = PathScreen("Folder of the assessment:", ".", _refuse_other)
        ask(self.app, question, lambda folder: host_of(self.app).open_assessment(str(typed_path(folder))))

    @explained
    def _open_example(self) -> None:
        from compact_core.assessment.tasks.example import example_in

        host_of(self.app).open_assessment(example_in(state_folder()))

    def _brand(self) -> None:
        hint = "/ search every code     ? help"
        room = max(self.size.width - len(NAME) - len(hint) - BESIDE_NAME, 1)
        runs = (Run(NAME, "bold $primary"), Run(f"{' ' * room}{hint}", "$quiet"))
        self.query_one("#brand", Static).update(safe.line(runs, {}, self.size.width - BESIDE_NAME))

    def _codes(self) -> tuple[ListRow, ...]:
        """The codes, and the way to the rest."""
        if self._reading:
            return ()
        entries = in_force_first(self._library.entries)
        rows = [self._code(entry, entries) for entry in entries[:MOST_CODES]]
        more = len(entries) > MOST_CODES
        every = f"Browse all {count(len(entries), 'code')}" if more else "Browse by agreement"
        return (
            *rows,
            ListRow("▸", every, (), self.action_browse),
            ListRow("+", "Add a code", ("Import a document, or begin with a template",), self._how_to_add),
        )

    def _code(self, entry: Entry, entries: Sequence[Entry]) -> ListRow:
        about = ", ".join(filter(None, (entry.place, count(entry.provisions, "provision"))))
        state = () if entry.status == "current" else (STATUS.get(entry.status, entry.status),)
        return ListRow(
            SIGNS.get(entry.status, SIGNS["current"]),
            edition(entry, entries),
            (about, *state),
            partial(host_of(self.app).go, Place(entry.agreement_id, entry.id)),
            "agree" if entry.status == "current" else "quiet",
        )

    def _how_to_add(self) -> None:
        from compact_tui.library.add_screen import AddScreen

        self.app.push_screen(AddScreen())

    def _assessments(self) -> None:
        """List the assessments at once, and say how far each is as soon as it was read."""
        folders = known_assessments(".")
        self._show_assessments(dict.fromkeys(folders))
        if folders:
            do_beside(self, partial(_about, folders), self._show_assessments, exclusive=True)

    def _show_assessments(self, about: Mapping[str, Summary | None]) -> None:
        rows = [
            ListRow("▪", said.name, said.about, partial(host_of(self.app).open_assessment, folder))
            for folder, said in ((folder, said or Summary(Path(folder).name, ())) for folder, said in about.items())
        ]
        begin = () if rows else (_WELCOME,)
        self._set(
            "assess",
            (
                *rows,
                ListRow("+", "Begin an assessment", begin, self.action_begin),
                ListRow("▸", "Open a folder", (), self.action_open),
                ListRow(
                    "▸", "Open the worked example", ("A made-up partnership, to try things with",), self._open_example
                ),
            ),
        )

    def _set(self, name: str, rows: tuple[ListRow, ...]) -> None:
        """Show the lines of a list, the chosen one as before; with an empty line between where there is room."""
        listing, chosen = self._list(name), self._chosen(name)
        before = self._rows[name][chosen : chosen + 1]
        self._rows[name] = rows
        chosen = next((number for number, row in enumerate(rows) if before and row.title == before[0].title), chosen)
        contents = [self._entry(row) for row in rows]
        options = [Option(content, id=str(number)) for number, content in enumerate(contents)]
        height = sum(content.plain.count("\n") + 2 for content in contents)
        roomy = height <= listing.scrollable_content_region.height
        listing.set_options(
            option for each in options for option in ([each, Option("", disabled=True)] if roomy else [each])
        )
        if rows:
            listing.highlighted = listing.get_option_index(str(min(chosen, len(rows) - 1)))
        if self._marked[0] == name:
            self._marked = ("", 0)
        self._mark()

    def on_option_list_option_highlighted(self) -> None:
        """Another line is chosen."""
        self._mark()

    def on_descendant_focus(self) -> None:
        """Another list has the focus."""
        self._mark()

    def _mark(self) -> None:
        """Underline the title of the chosen line in the list with the focus: it shows by more than its colour."""
        name = (self.focused.id if self.focused else "") or ""
        marked = (name, self._chosen(name)) if self._rows.get(name) else ("", 0)
        for listed, number in {self._marked, marked} if marked != self._marked else ():
            if number < len(self._rows.get(listed, ())):
                content = self._entry(self._rows[listed][number], chosen=(listed, number) == marked)
                self._list(listed).replace_option_prompt(str(number), content)
        self._marked = marked

    def _entry(self, row: ListRow, *, chosen: bool = False) -> Content:
        return safe.entry(row.mark, row.hue, row.title, row.about, self._width, chosen=chosen)

    def _chosen(self, name: str) -> int:
        option = self._list(name).highlighted_option
        return int(option.id) if option and option.id else 0

    @property
    def _width(self) -> int:
        return (self.size.width // 2 if self.has_class("-wide") else self.size.width) - FRAME

    def _list(self, name: str) -> OptionList:
        return self.query_one(f"#{name}", OptionList)


def _about(folders: Sequence[str]) -> Mapping[str, Summary | None]:
    """How far each assessment is; only the first few are read."""
    return {folder: _how_far(folder) if number < MOST_READ else None for number, folder in enumerate(folders)}


def _how_far(folder: str) -> Summary:
    """The name of an assessment and how far it is; its place where it cannot be read."""
    from compact_core.assessment.records.reading import open_assessment
    from compact_tui.assessment.journey import journey

    if not is_assessment(folder):
        return Summary(Path(folder).name, ("not there any more", folder))
    assessment = open_assessment(folder).assessment
    if not assessment or not assessment.rounds:
        return Summary(Path(folder).name, ("cannot be read", folder))
    record = assessment.rounds[-1]
    there = journey(assessment, record)
    number = f"round {record.asked.number} in {Path(folder).name}"
    closes = f"{number}, closes {there.closes}" if there.closes else number
    return Summary(assessment.partnership.name, (there.summary, closes, f"next: {there.next}"))


def _refuse_other(folder: str) -> None:
    """Raise :class:`CompactsError` for a folder that holds no assessment."""
    if not is_assessment(str(typed_path(folder))):
        raise CompactsError("There is no assessment in this folder: it has no partnership.toml.")
