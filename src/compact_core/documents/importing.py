"""A file as a draft: read, and made into a code with every doubt."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from compact_core.documents.draft import Drafted, drafted
from compact_core.documents.kinds import KindTable
from compact_core.documents.reading import read_document
from compact_core.text import clean

if TYPE_CHECKING:
    from compact_core.plugins.manager import Plugins


def import_draft(path: str, plugins: Plugins, *, keep_contacts: bool = False) -> Drafted:
    """The draft of a code from the document in a file.

    Raises :class:`CompactsError` with one message when it cannot be read.
    """
    document = read_document(path, plugins)
    name = os.path.splitext(os.path.basename(clean(path)))[0]
    table = KindTable(plugins.heading_words())
    draft = drafted(document.blocks, name, document.sha256, table=table, keep_contacts=keep_contacts)
    draft.doubts[:0] = document.doubts
    return draft
