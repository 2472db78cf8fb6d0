"""A lineage file changed entry by entry: only the lines of one entry change, and comments stay."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.files import file_bytes
from compact_core.content.lineage_file import read_lineage_bytes
from compact_core.content.lineage_review import Digests, Matter, matters
from compact_core.content.locate import locate
from compact_core.content.whole import save
from compact_core.errors import CompactsError, ContentError, Problem
from compact_core.model.lineage import FITTING_CHANGES, LineageLink
from compact_core.text import readable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from compact_core.model import Code
    from compact_core.model.lineage import Change, Confidence, Lineage, Relation

_MARK = b"\xef\xbb\xbf"
"""Byte order mark, which some editors put before the text."""
_NOTE = re.compile(r"[ \t]*(?:#.*)?\r?\n?")
"""An empty line, or a comment on a line of its own."""
_SUGGESTED = re.compile(r"^([ \t]*\[\[[ \t]*)[\"']?suggestions[\"']?")
LOOKED_AT = "Found by its words ({}), and looked at."
"""The note of a suggestion that was accepted without another one."""


class Judgement(NamedTuple):
    """What somebody decides on an entry; empty for what stays as it is."""

    relation: Relation | str = ""
    change: Change | str = ""
    note: str = ""
    confidence: Confidence | str = ""


class LineageFile(NamedTuple):
    """A lineage file as it was read."""

    path: str
    data: bytes
    lineage: Lineage
    codes: Mapping[str, Code]
    """The codes that it compares, by id, as far as they are there."""

    @property
    def waiting(self) -> tuple[Matter, ...]:
        """What somebody has to look at."""
        return matters(self.lineage, self.codes)

    @property
    def text(self) -> str:
        """Its text, with plain line ends."""
        return self.data.decode("utf-8-sig").replace("\r\n", "\n")


def open_lineage(path: str, codes_of: Callable[[Sequence[str]], Mapping[str, Code]]) -> LineageFile:
    """Read a lineage file, and with ``codes_of`` the codes that it compares, as far as they are there.

    Raises :class:`ContentError` with everything that is wrong with it.
    """
    data = file_bytes(path)
    if isinstance(data, Problem):
        raise ContentError((data,))
    lineage = _sound(path, data, None)
    codes = codes_of(lineage.codes)
    return LineageFile(path, data, _sound(path, data, codes), codes)


def write_lineage(file: LineageFile, text: str) -> LineageFile:
    """Write a new text of a lineage file; returns the file as it is then.

    Raises :class:`ContentError` where the text has an error, and :class:`CompactsError` where somebody else has changed
    the file or it cannot be written; then it is as it was.
    """
    ends = text.replace("\n", "\r\n") if b"\r\n" in file.data else text
    data = (_MARK if file.data.startswith(_MARK) else b"") + ends.encode()
    lineage = _sound(file.path, data, file.codes)
    if file_bytes(file.path) != file.data:
        raise CompactsError(f"{readable(file.path)} was changed by somebody else since it was read. Open it again.")
    save(file.path, data)
    return file._replace(data=data, lineage=lineage)


def _sound(path: str, data: bytes, codes: Mapping[str, Code] | None) -> Lineage:
    loaded = read_lineage_bytes(data, os.fspath(path), codes)
    if loaded.lineage is None:
        raise ContentError(tuple(problem for problem in loaded.problems if problem.severity == "error"))
    return loaded.lineage


def line_of(text: str, matter: Matter) -> int:
    """The line on which an entry begins."""
    return locate(text).key((matter.table, matter.position)).line


def decided(
    file: LineageFile, waiting: Sequence[Matter], taken: Mapping[int, Judgement], gone: Collection[int]
) -> LineageFile:
    """Write which entries of a list are right and which are not, by their numbers; raises like :func:`write_lineage`.

    An entry that is right gets the present digests, and a suggestion becomes a link in its place. An entry that is not
    is taken out; the comments above and below it stay.
    """
    digests = Digests(file.codes)
    entries = _entries(file.text)
    places = {entry.path: at for at, entry in enumerate(entries)}
    for number in {*taken, *gone}:
        matter = waiting[number]
        at = places.get((matter.table, matter.position))
        if at is None:
            message = f"Write each entry of '{matter.table}' below a line [[{matter.table}]] of its own first."
            raise CompactsError(message)
        own = _accepted(entries[at].own, matter, digests, taken[number]) if number in taken else ""
        entries[at] = entries[at]._replace(own=own)
    text = "".join(entry.own + (entry.notes if entry.own else entry.notes.lstrip("\n")) for entry in entries)
    try:
        return write_lineage(file, text)
    except ContentError as error:
        raise CompactsError(f"Nothing was written, because the file would be wrong then. {error}") from error


def _accepted(own: str, matter: Matter, digests: Digests, verdict: Judgement) -> str:
    """The lines of an entry that was found to be right."""
    said = {key: value for key, value in _link(matter, verdict).items() if value}
    for key, side in (("from", matter.said.source), ("to", matter.said.target)):
        said[f"{key}_digests"] = [digests.of(reference) for reference in side]
    return _with_values(_SUGGESTED.sub(r"\1links", own), said)


class _EntryLines(NamedTuple):
    """The lines of one entry of a list, and the empty lines and comments below it."""

    path: tuple[str | int, ...]
    """The list and the position in it; nothing for what stands before all of them."""
    own: str
    """Its own lines."""
    notes: str
    """What stands between it and the next one."""


def _entries(text: str) -> list[_EntryLines]:
    """The text cut into the entries of its lists."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    starts = {
        at.line - 1: path
        for path, at in locate(text).keys.items()
        if len(path) == len(("links", 0)) and lines[at.line - 1].startswith("[", at.column - 1)
    }
    order = sorted(starts)
    found = [_EntryLines((), "".join(lines[: min(order, default=len(lines))]), "")]
    for start, stop in zip(order, [*order[1:], len(lines)], strict=False):
        end = stop
        while _NOTE.fullmatch(lines[end - 1]):
            end -= 1
        found.append(_EntryLines(starts[start], "".join(lines[start:end]), "".join(lines[end:stop])))
    return found


def _link(matter: Matter, verdict: Judgement) -> dict[str, Any]:
    """The new values of an entry, but for its sides and digests."""
    said = matter.said
    relation = verdict.relation or said.relation
    fitting = FITTING_CHANGES.get(relation, ())
    change = verdict.change or (fitting[0] if verdict.relation and len(fitting) == 1 else said.change)
    if change == "kept" and len(fitting) != 1:
        change = "reworded"
    if isinstance(said, LineageLink):
        return {"relation": relation, "change": change, "note": verdict.note, "confidence": verdict.confidence}
    note = verdict.note or LOOKED_AT.format(said.likeness)
    return {"relation": relation, "change": change, "note": note, "confidence": verdict.confidence or "medium"}


def _with_values(block: str, values: Mapping[str, Any]) -> str:
    """The lines of one entry with other values; tomlkit keeps the comments between them."""
    import tomlkit

    ends = "" if block.endswith("\n") else "\n"
    document = tomlkit.parse(block + ends)
    table: Any = document["links"]
    table = table[0]
    if "likeness" in table:
        del table["likeness"]
    for key, value in values.items():
        if table.get(key) != value:
            table[key] = value
    return tomlkit.dumps(document)
