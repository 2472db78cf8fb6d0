"""Where a heading stands: which of the open sections it ends, by how it and they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.documents.heading_words import CONTACTS

if TYPE_CHECKING:
    from compact_core.documents.nodes import Node
    from compact_core.documents.parties import Owed
    from compact_core.documents.printed_labels import Label

APPENDICES = ("appendix", "annex", "annexe", "schedule", "atodiad")
"""What numbers an appendix."""
_BACK = ("appendix", "signatories", "glossary", CONTACTS)
"""What stands at the end of a document, beside its sections and not within one."""
ANNOUNCING = ("principle", "aim", "barrier", "benefit")
"""Roles of plain headings whose points may be headings of their own."""
UNDER = "under"
"""The key of headings that are points of the heading before them."""
_AFTER = ("commitment", "dispute", "review", "introduction", "task")
"""What stands after a row of principles, steps and the like, and not within the last of them."""


class Nesting:
    """The open sections, outermost first; the first of them is the whole document."""

    def __init__(self, opened: list[Node], *, restarts: bool, runs_through: bool) -> None:
        self._opened = opened
        self._restarts = restarts
        self._runs_through = runs_through

    def leave(
        self, key: tuple[str, int], label: Label | None, role: str, owed: Owed | None, *, shouted: bool = False
    ) -> None:
        """Leave the sections in which the next one cannot stand; ``key`` says how its heading is written."""
        opened = self._opened
        if (
            (label or owed)
            and opened[-1].role == "introduction"
            and not opened[-1].label
            and opened[-1].key[0] != "style"
        ):
            opened.pop()
        keys = [section.key for section in opened]
        if key[0] == "style":
            self._leave_styled(key[1])
        elif label and label.prefix and (at := self._numbered(label.prefix)):
            del opened[at + 1 :]
        elif owed and not label and self._leave_promises(key, shouted=shouted):
            return
        elif key in keys:
            del opened[keys.index(key) :]
        elif self._stands_at_top(label, role):
            del opened[1:]
        elif label and not label.prefix and label.row == "1" and not self._restarts and not self._runs_through:
            del opened[self._largest() + 1 :]
        elif not owed and not label:
            while len(opened) > 1 and opened[-1].owed:
                opened.pop()

    def are_points(self, key: tuple[str, int], role: str, *, named: bool) -> bool:
        """Whether a plain heading is a point of the one before it, which announces points and has no others."""
        at = self._announcing()
        if not at or role or named or key[0] != "plain" or self._opened[at].key != key:
            return False
        return not self._opened[at].inside or self._opened[-1].key[0] == UNDER

    def _announcing(self) -> int:
        """The place of the plain heading that announces points; 0 for none."""
        announcing = (
            at
            for at, section in enumerate(self._opened)
            if section.role in ANNOUNCING and not section.label and not section.owed and section.key[0] == "plain"
        )
        return next(announcing, 0)

    def leave_point(self) -> None:
        """Leave a heading that is a point, for the next one."""
        del self._opened[self._announcing() + 1 :]

    def _leave_promises(self, key: tuple[str, int], *, shouted: bool) -> bool:
        """Leave points and the promises of others for a new heading of promises; true where something was left."""
        at = self._announcing()
        if at and self._opened[at].has_points:
            del self._opened[at:]
            return True
        return self._leave_party(key) or self._leave_shouted(shouted=shouted)

    def _stands_at_top(self, label: Label | None, role: str) -> bool:
        """Whether a heading belongs to the top level: parts, appendices, and sections that stand at the end."""
        if label:
            return label.is_named and label.row in {"part", "rhan", "titre", "partie", *APPENDICES}
        row = next((section.label for section in reversed(self._opened) if section.label), None)
        after = role in _AFTER and row is not None and bool(row.kind)
        return after or role in _BACK or any(section.role in _BACK[1:] for section in self._opened)

    def _leave_shouted(self, *, shouted: bool) -> bool:
        """Leave a plain heading in capitals for another one in capitals; true where there was one."""
        plain = self._opened[-1].key
        if not (shouted and plain[0] == "plain" and plain[1] % 2):
            return False
        self._opened.pop()
        return True

    def _leave_party(self, key: tuple[str, int]) -> bool:
        """Leave single promises before joint ones, or joint before single ones; returns whether any were left."""
        opened = self._opened
        keys = [section.key for section in opened]
        if key == ("party", 1) and ("party", 0) in keys:
            del opened[keys.index(("party", 0)) :]
            return True
        if key == ("party", 0) and opened[-1].key == ("party", 1) and opened[-1].inside:
            opened.pop()
            return True
        return False

    def _leave_styled(self, level: int) -> None:
        """Leave the sections that are no larger than a heading of a style, and those whose headings have none."""
        while len(self._opened) > 1:
            key = self._opened[-1].key
            if key[0] == "style" and key[1] < level:
                break
            numbered = self._opened[-1].label is not None
            if key[0] != "style" and numbered and not any(section.key[0] == "style" for section in self._opened):
                break
            self._opened.pop()

    def _numbered(self, number: str) -> int:
        """The place of the open section with a number; 0 for none."""
        numbers = [section.label.bare if section.label else "" for section in self._opened]
        return numbers.index(number) if number in numbers else 0

    def _largest(self) -> int:
        """The place of the innermost open section that is larger than one with a single number."""
        labels = enumerate(section.label for section in self._opened)
        return max((at for at, label in labels if label and (label.row in {"I", "A"} or label.is_named)), default=0)
