"""A result page as JSON, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.assessment.results.values import ResultPage

SCHEMA_VERSION = 1
"""Changes when a key is taken out or means something else."""


def write(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The page as JSON in UTF-8: an object with the names of its parts."""
    data = {"schema_version": SCHEMA_VERSION, **page_to_plain(page)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def page_to_plain(page: ResultPage) -> dict[str, Any]:
    """The page as dicts, lists, texts and numbers, with the names of its fields as keys."""
    whole: dict[str, Any] = plain(page)
    return whole


def plain(value: Any) -> Any:
    """The value as dicts, lists, texts and numbers."""
    if isinstance(value, tuple):
        parts = getattr(value, "_asdict", None)
        return {name: plain(one) for name, one in parts().items()} if parts else [plain(one) for one in value]
    return value
