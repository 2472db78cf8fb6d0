"""A code written as the text of a TOML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import tomli_w

from compact_core.content.plain import to_plain

if TYPE_CHECKING:
    from compact_core.model import Code


def write_code(code: Code) -> str:
    """The code as the text of a content file; :func:`compact_core.content.read.read_text` gives it back.

    Keys that hold their default are left out. The text ends with a newline.
    """
    return tomli_w.dumps(to_plain(code))
