"""Asks for a file or a folder: typed, or chosen in a tree of folders."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree, Input, Static

from compact_core.errors import CompactsError
from compact_core.text import readable
from compact_tui import safe
from compact_tui.questions import QuestionScreen
from compact_tui.safe import Run
from compact_tui.saved_files import typed_path

if TYPE_CHECKING:
    from rich.text import Text


class FileTree(DirectoryTree):
    """Folders and files, with names that stay as they are."""

    ICON_NODE, ICON_NODE_EXPANDED, ICON_FILE = "▶ ", "▼ ", "  "

    def process_label(self, label: object) -> Text:
        """The name of a file; it is never read as markup."""
        return safe.label(Run(str(label)))


class PathScreen(QuestionScreen[str]):
    """Returns a path. One that was chosen and not typed is exact, even if its name cannot be shown."""

    HELP = """
        Name a file or a folder.

        Type its name, or go to the list below with tab: the arrow keys move, enter opens a folder and takes a file
        or a folder up into the field. U shows the folder above. Enter in the field answers, escape goes back.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "above", "Folder above", id="path.above", tooltip="Show the folder above"),
    ]

    def __init__(self, question: str, start: str, accept: Callable[[str], object] = lambda _: None) -> None:
        """Ask, with the list at a folder; ``accept`` raises an error that says what is wrong with a path."""
        super().__init__()
        self._question = question
        self._start = Path(start).absolute()
        self._accept = accept
        self._chosen = ("", "")

    def fields(self) -> ComposeResult:
        """The question, a field, the folders, and room for what is wrong."""
        yield Static(safe.content(self._question))
        yield Input(id="path")
        yield FileTree(self._start)
        yield Static("Enter in the field answers, tab goes to the list, escape goes back.", id="answer")

    def on_mount(self) -> None:
        """Begin in the field."""
        super().on_mount()
        self.query_one("#path").focus()

    def on_directory_tree_file_selected(self, event: FileTree.FileSelected) -> None:
        """Take the file up into the field."""
        self._take(event.path)

    def on_directory_tree_directory_selected(self, event: FileTree.DirectorySelected) -> None:
        """Take the folder up into the field, beside opening it."""
        self._take(event.path, stay=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the path, or say what is wrong with it."""
        shown, path = self._chosen
        answer = path if event.value == shown else event.value.strip()
        if answer:
            self.settle(answer, partial(self._accept, answer))
        else:
            self.explain("Type a name, or choose one in the list.")

    def action_above(self) -> None:
        """Show the folder above."""
        tree = self.query_one(FileTree)
        tree.path = Path(tree.path).parent
        tree.focus()

    def _take(self, path: Path, *, stay: bool = False) -> None:
        self._chosen = (safe.plain(str(path)), str(path))
        field = self.query_one(Input)
        field.value = self._chosen[0]
        if not stay:
            field.focus()


class FileScreen(PathScreen):
    """Returns the path of a file that is there."""

    def __init__(self, question: str, start: str, advice: str) -> None:
        """Ask, with the list at a folder; ``advice`` says what to do where there is no such file."""
        super().__init__(question, start, partial(_refuse_missing, advice))


def _refuse_missing(advice: str, name: str) -> None:
    if not typed_path(name).is_file():
        raise CompactsError(f"There is no file {readable(name)}. {advice}")
