"""A draft that was written to a file, opened again with the lines of its document.

The file has the parts, and as remarks their places, the open doubts and what was left out. For parts that were
restated, the wording hashes find the original words in the document.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.files import file_bytes
from compact_core.content.own_words import own_words
from compact_core.content.read import DOUBT, read_text
from compact_core.documents.document import Doubt, Dropped, with_words
from compact_core.documents.draft import import_draft
from compact_core.documents.edits import DraftHistory, Version
from compact_core.documents.proofs import signed_words, state_of
from compact_core.documents.recasting import recast, words_to_restate
from compact_core.documents.writing import LEFT_OUT, document_of
from compact_core.errors import CompactsError, NotFoundError, Problem
from compact_core.text import clean, readable, wording_digest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.documents.document import DocumentBlock
    from compact_core.documents.draft import Drafted
    from compact_core.model import Code, Part
    from compact_core.plugins.manager import Plugins

_PLACE = re.compile(r"# (?:page (\d{1,6}), )?line (\d{1,9})")
_DOUBT = re.compile(
    rf"{re.escape(DOUBT)}(?:whole document|(?:page (\d{{1,6}}), )?line (\d{{1,9}})): (.*)\. Assumed: (.*)\."
)
_LEFT_OUT = re.compile(rf"{re.escape(LEFT_OUT)}(.*?): (?:page (\d{{1,6}}), )?line (\d{{1,9}}): (.*)")


class Reopened(NamedTuple):
    """A draft, opened again."""

    history: DraftHistory
    document: str
    data: bytes
    """What the file of the draft holds."""


class _Remarks(NamedTuple):
    """What the remarks in a draft say, by the number of the part that they stand before; -1 for the whole."""

    places: dict[int, tuple[int, int]]
    doubts: list[tuple[int, Doubt]]
    left_out: list[tuple[str, int, int, str]]


def is_draft(path: str) -> bool:
    """Whether a file is a code file, which may be a draft, and not a document."""
    return path.lower().endswith(".toml")


def reopened(path: str, plugins: Plugins, document: str = "", *, keep_contacts: bool = False) -> Reopened:
    """The draft in a file, with its document: the one named, or else the one that it was made from, beside it.

    Raises :class:`CompactsError` with what is missing or wrong.
    """
    name = clean(readable(path))
    data = file_bytes(path)
    if isinstance(data, Problem):
        raise CompactsError(str(data))
    text = data.decode("utf-8", "replace")
    read = read_text(text, name)
    if read.code is None:
        first = next(problem for problem in read.problems if problem.severity == "error")
        raise CompactsError(f"{first}\nMend the file first; 'compacts check' lists everything that is wrong with it.")
    file = document or _beside(path, name, text)
    fresh = import_draft(file, plugins, keep_contacts=keep_contacts)
    if read.code.source.sha256 != fresh.code.source.sha256:
        other = clean(readable(file))
        raise CompactsError(f"{name}: {other} is not the document that this draft was made from. Name the right one.")
    return Reopened(gone_on(read.code, text, fresh), file, data)


def _beside(path: str, name: str, text: str) -> str:
    """The document that stands beside a draft."""
    made_from = document_of(text)
    if not made_from:
        raise CompactsError(f"{name}: The file does not say which document it was made from. Name it with --document.")
    file = os.path.join(os.path.dirname(path), os.path.basename(made_from))
    if not os.path.isfile(file):
        shown = clean(made_from)
        raise NotFoundError(
            f"{name}: The document that it was made from, {shown}, is not beside it. Put it there, or name it with"
            " --document."
        )
    return file


def _remarks(text: str) -> _Remarks:
    found = _Remarks({}, [], [])
    part, line_at = -1, (0, 0)
    waiting: list[Doubt] = []
    for line in text.splitlines():
        if match := _PLACE.fullmatch(line):
            line_at = (int(match[1] or 0), int(match[2]))
        elif match := _DOUBT.fullmatch(line):
            waiting.append(Doubt(int(match[1] or 0), int(match[2] or 0), match[3], match[4]))
        elif match := _LEFT_OUT.fullmatch(line):
            found.left_out.append((match[1], int(match[2] or 0), int(match[3]), match[4]))
        elif line.startswith("["):
            part += line.strip() == "[[parts]]"
            found.doubts.extend((part, doubt) for doubt in waiting)
            waiting = []
            if line_at[1] and line.strip() == "[[parts]]":
                found.places[part] = line_at
            line_at = (0, 0)
    return found


def gone_on(code: Code, text: str, fresh: Drafted) -> DraftHistory:
    """A draft to go on with: the code in a text with its remarks, and what the import makes of the document now."""
    remarks = _remarks(text)
    blocks = {(block.page, block.line): block for block in reversed(fresh.blocks)}
    own, restated, unknown = _own_parts(code, fresh)
    places: dict[str, DocumentBlock] = {}
    before = fresh.blocks[0]
    for at, part in enumerate(own):
        before = blocks.get(remarks.places.get(at, (0, 0)), fresh.places.get(part.id, before))
        places[part.id] = before
    ids = [part.id for part in own]
    doubts = [doubt._replace(part=ids[at] if at >= 0 else "") for at, doubt in remarks.doubts]
    for name in unknown:
        seen = "the document has no words with the wording hash of this part"
        doubts.append(Doubt.at(places[name], seen, "its words here are the document's own", name))
    order = {name: at for at, name in enumerate(ids)}
    doubts.sort(key=lambda doubt: order.get(doubt.part, -1))
    dropped = [*fresh.dropped, *(_dropped(blocks, *remark) for remark in remarks.left_out)]
    version = Version(own, tuple(doubts), tuple(dropped), places, restated)
    again = fresh.title_again if fresh.title_again in order else ""
    return DraftHistory(replace(fresh, code=replace(code, parts=own), title_again=again), (version,))


def _dropped(blocks: Mapping[tuple[int, int], DocumentBlock], why: str, page: int, line: int, printed: str) -> Dropped:
    first = next(iter(blocks.values()))
    block = with_words(blocks.get((page, line), first), printed)._replace(page=page, line=line)
    return Dropped(why, block, is_chosen=True)


def _own_parts(code: Code, fresh: Drafted) -> tuple[tuple[Part, ...], dict[str, str], list[str]]:
    """The parts in the document's own words; what was restated, by id; ids whose own words were not found."""
    proofs = {proof.provision: (proof.digest, proof.words) for proof in code.wording}
    nothing = wording_digest("")
    imported = {part.id: part for part in fresh.code.parts}
    said = {
        sentence.part: sentence.text
        for sentence in signed_words(code, fresh.blocks)
        if state_of(code, sentence) == "proved"
    }
    own: list[Part] = []
    restated: dict[str, str] = {}
    unknown: list[str] = []
    for part in code.parts:
        proof, before, origin = proofs.get(part.id, nothing), imported.get(part.id), part
        if wording_digest(own_words(part)) == proof:
            pass
        elif before is not None and wording_digest(own_words(before)) == proof:
            origin = replace(recast(before, part.kind), within=part.within, number=part.number, **_kept(part))
        elif part.id in said:
            origin = _with_words(part, said[part.id])
        elif proof != nothing:
            unknown.append(part.id)
        if origin is not part:
            try:
                restated[part.id] = words_to_restate(part)
            except CompactsError:
                origin = part
        own.append(origin)
    return tuple(own), restated, unknown


def _kept(part: Part) -> dict[str, Any]:
    """The fields of a part that may have changed apart from its words."""
    return {name: getattr(part, name) for name in ("title", "duty", "role", "at") if hasattr(part, name)}


def _with_words(part: Part, text: str) -> Part:
    """A part with the words of the document in place of ours."""
    known = [name for name in ("items", "covers") if hasattr(part, name)]
    changes: dict[str, Any] = dict.fromkeys(known, ())
    changes["lead" if part.kind == "section" else "text"] = text
    return replace(part, **changes)
