"""Asks for a file or a folder: typed, or chosen in a tree of folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DirectoryTree, Input, Static

from compact_tui import safe
from compact_tui.questions import QuestionScreen
from compact_tui.safe import Run

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

    def __init__(self, question: str, start: str, accept: Callable[[str], str] = lambda _: "") -> None:
        """Ask, with the list at a folder; ``accept`` says what is wrong with a path, or nothing."""
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
        if wrong := self._accept(answer) if answer else "Type a name, or choose one in the list.":
            self.explain(wrong)
        else:
            self.dismiss(answer)

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
