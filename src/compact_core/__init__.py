"""Codes of practice and assessments as typed values: read, checked, written and looked up.

The public names are imported when they are first used, so that a program pays only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.version import __version__ as __version__  # re-exported

if TYPE_CHECKING:
    from compact_core.assessment.records.reading import Assessment, Opened, open_assessment
    from compact_core.assessment.results.page import result_page
    from compact_core.assessment.results.values import ResultPage
    from compact_core.content.read import Loaded, check_code, read_code, read_file, read_text
    from compact_core.content.write import write_code
    from compact_core.errors import CompactsError, ContentError, NotFoundError, Problem
    from compact_core.library.entry import Entry
    from compact_core.library.library import Library
    from compact_core.library.opening import open_library
    from compact_core.model import Code
    from compact_core.model.index import CodeIndex

_HOMES = {
    "Assessment": "assessment.records.reading",
    "Code": "model",
    "CodeIndex": "model.index",
    "CompactsError": "errors",
    "ContentError": "errors",
    "Entry": "library.entry",
    "Library": "library.library",
    "Loaded": "content.read",
    "NotFoundError": "errors",
    "Opened": "assessment.records.reading",
    "Problem": "errors",
    "ResultPage": "assessment.results.values",
    "check_code": "content.read",
    "open_assessment": "assessment.records.reading",
    "open_library": "library.opening",
    "read_code": "content.read",
    "read_file": "content.read",
    "read_text": "content.read",
    "result_page": "assessment.results.page",
    "write_code": "content.write",
}

__all__ = [
    "Assessment",
    "Code",
    "CodeIndex",
    "CompactsError",
    "ContentError",
    "Entry",
    "Library",
    "Loaded",
    "NotFoundError",
    "Opened",
    "Problem",
    "ResultPage",
    "check_code",
    "open_assessment",
    "open_library",
    "read_code",
    "read_file",
    "read_text",
    "result_page",
    "write_code",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
