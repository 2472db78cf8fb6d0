"""The plugin: mails that Outlook has saved (.msg) are read like other mails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import AnswerReader, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def compacts_answer_readers() -> Iterable[AnswerReader]:
    """Saved mails of Outlook."""
    return [AnswerReader("Outlook mail", (".msg",), "compacts_outlook.reading:read")]
