"""How the code of an area is added, and the way to import it from a document."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from compact_core.folders import codes_folder
from compact_tui.host import host_of
from compact_tui.page_screen import TextScreen
from compact_tui.path_screen import FileScreen
from compact_tui.questions import ask
from compact_tui.saved_files import typed_path
from compact_tui.state import Import

_HOW = """A code is one text file. Four ways lead to it:

1. Begin with the document that was signed: press i.
   A draft opens beside its lines, and asks about every doubt.
2. Begin with a template:  compacts new code my-area-2026
   Fill it in, and check it with:  compacts check FILE
   Or begin from another area's code: open it in the list, and press n.
3. Put the finished file into {folder}
   Then it is here whenever the program starts, or as soon as you press r in the list.
4. Keep it in any folder:  compacts browse --codes FOLDER

docs/tutorial-document.md and docs/tutorial-code.md lead you through it."""


class AddScreen(TextScreen):
    """Says how a code is added, and imports a document."""

    HELP = """
        How to add the code of your area.

        I imports a document: its draft opens beside its lines. A draft that was written before is opened again in the
        same way, with its document beside it. P imports a document too, and keeps names, e-mail addresses and telephone
        numbers of people in the draft. C copies the text, s saves it. Escape goes back.
        """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("i", "import", "Import a document", id="add.import", tooltip="Make a draft from a document"),
        Binding(
            "p",
            "import(True)",
            "Import, keep contacts",
            id="add.keep",
            tooltip="Make a draft, and keep names, addresses and numbers of people in it",
        ),
    ]

    def __init__(self) -> None:
        """Say where codes are kept on this machine."""
        super().__init__("Add a code", _HOW.format(folder=codes_folder()))

    def action_import(self, keep_contacts: bool = False) -> None:  # noqa: FBT001, FBT002 - as a key says it
        """Ask for a document, and open its draft."""
        ask_for_document(self.app, keep_contacts=keep_contacts)


def ask_for_document(app: App[Any], *, keep_contacts: bool = False) -> None:
    """Ask for a document or a draft, and open the draft beside its document."""
    what = "Document to import (Word, OpenDocument, PDF, web page or text), or a draft to go on with:"
    question = FileScreen(what, ".", "Type the name of a document, or choose one in the list.")

    def opened(file: str) -> None:
        host_of(app).open_document(Import(str(typed_path(file)), keep_contacts=keep_contacts))

    ask(app, question, opened)
