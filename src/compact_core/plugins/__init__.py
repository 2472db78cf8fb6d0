"""What plugins are made of: the mark of hooks, what they offer, and the version of both.

The names in ``__all__`` are public; the modules of this package are private.
"""

from __future__ import annotations

from compact_core.plugins.hookspecs import API_VERSION, hookimpl
from compact_core.plugins.offers import (
    AnswerReader,
    CodeSource,
    CommandOffer,
    DocumentReader,
    FormKind,
    HeadingWords,
    Loader,
    ReportFormat,
)

__all__ = [
    "API_VERSION",
    "AnswerReader",
    "CodeSource",
    "CommandOffer",
    "DocumentReader",
    "FormKind",
    "HeadingWords",
    "Loader",
    "ReportFormat",
    "hookimpl",
]
