"""Codes of practice and assessments as typed values: read, checked, written and looked up.

The public names are imported when they are first used, so that a program pays only for what it needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compact_core.content.read import Loaded, check_code, read_code, read_file, read_text
    from compact_core.content.write import write_code
    from compact_core.errors import CompactsError, ContentError, Problem
    from compact_core.library import CodeIndex, Entry, Library, NotFoundError
    from compact_core.model import Code
    from compact_core.opening import open_library
    from compact_core.records.reading import Assessment, Opened, open_assessment
    from compact_core.results.page import result_page
    from compact_core.results.values import ResultPage

__version__ = "0.1.0"

_HOMES = {
    "Assessment": "records.reading",
    "Code": "model",
    "CodeIndex": "library",
    "CompactsError": "errors",
    "ContentError": "errors",
    "Entry": "library",
    "Library": "library",
    "Loaded": "content.read",
    "NotFoundError": "library",
    "Opened": "records.reading",
    "Problem": "errors",
    "ResultPage": "results.values",
    "check_code": "content.read",
    "open_assessment": "records.reading",
    "open_library": "opening",
    "read_code": "content.read",
    "read_file": "content.read",
    "read_text": "content.read",
    "result_page": "results.page",
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
