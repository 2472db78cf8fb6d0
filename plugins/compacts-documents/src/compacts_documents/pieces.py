"""A paragraph put together of runs, each with its look, and cut into lines where the document breaks it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Line:
    """A line of a paragraph."""

    text: str = ""
    strong: bool = False


@dataclass
class Pieces:
    """The runs of a paragraph."""

    _runs: list[tuple[str, bool, bool]] = field(default_factory=list)

    def add(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Add a run; a newline in it begins another line."""
        if not text:
            return
        if self._runs and self._runs[-1][1:] == (bold, italic):
            self._runs[-1] = (self._runs[-1][0] + text, bold, italic)
        else:
            self._runs.append((text, bold, italic))

    def lines(self) -> Iterator[Line]:
        """The lines; italics that do not cover a whole line are marked."""
        lines: list[list[tuple[str, bool, bool]]] = [[]]
        for text, bold, italic in self._runs:
            first, *rest = text.split("\n")
            lines[-1].append((first, bold, italic))
            lines += [[(other, bold, italic)] for other in rest]
        for runs in lines:
            said = [(text, bold, italic) for text, bold, italic in runs if text.strip()]
            if not said:
                continue
            all_italic = all(italic for _, _, italic in said)
            text = "".join(text if all_italic or not italic else _italic(text) for text, _, italic in runs)
            yield Line(text.rstrip(" "), all(bold for _, bold, _ in said))


def _italic(text: str) -> str:
    """A run in italics; the space around it stays outside the marks."""
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}<i>{inner}</i>{after}"
