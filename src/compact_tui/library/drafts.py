"""A draft that is opened: made from a document now, or written to a file before."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from compact_core.documents.draft import import_draft
from compact_core.documents.edits import DraftHistory
from compact_core.documents.reopening import is_draft, reopened
from compact_core.documents.writing import draft_text
from compact_core.errors import CompactsError
from compact_core.library.opening import open_plugins
from compact_core.text import clean, readable
from compact_tui.state import Import


class OpenedDraft(NamedTuple):
    """A draft with its document, and the file that it stands in."""

    revision: DraftHistory
    document: str
    """The file of the document."""
    path: str = ""
    """The file of the draft; empty when there is none yet, or when it has remarks that would be lost."""
    data: bytes = b""
    """What that file holds."""


def opened_draft(wish: Import) -> OpenedDraft:
    """The draft of a document, or that in a file; raises :class:`CompactsError` when it cannot be read."""
    plugins = open_plugins()
    if not is_draft(wish.file):
        draft = OpenedDraft(
            DraftHistory.of(import_draft(wish.file, plugins, keep_contacts=wish.keep_contacts)), wish.file
        )
    else:
        again = reopened(wish.file, plugins, wish.document, keep_contacts=wish.keep_contacts)
        name = clean(readable(Path(again.document).name))
        same = draft_text(again.history.draft(), name).encode() == again.data
        draft = OpenedDraft(again.history, again.document, wish.file if same else "", again.data if same else b"")
    if not draft.revision.now.parts:
        raise CompactsError(f"{readable(wish.file)}: Nothing in it can be a part of a code.")
    return draft
