"""One part of a draft in another form: of another kind, with the words of the next one, cut in two, or restated.

Every function keeps all words that the document prints, in their order.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from compact_core.documents.sentences import needs_title, title_and_text
from compact_core.errors import CompactsError
from compact_core.model import (
    KINDS,
    Contact,
    Figure,
    Group,
    Note,
    Paragraph,
    Part,
    Quotation,
    Section,
    Signatory,
    Table,
)
from compact_core.model.provisions import make_part
from compact_core.text import text_in

if TYPE_CHECKING:
    from collections.abc import Iterable

OFFERED = ("section", *KINDS, "quotation", "note")
"""The kinds that a part can be given."""
_NOT_OURS = "Another instrument"
_CUTS = (r"(?<=[.;:!?])\s+", r"(?<=,)\s+", r"\s+")
"""Where a text can be cut: after a sentence; else after a comma; else after any word."""
_LISTS = ("items", "covers")
_CELLS = ("organisation", "role", "address", "lead", "who", "time_limit", "otherwise", "example", "target")
_MORE_CELLS = ("due", "cost", "measure", "state")
_WHOLE = (Table, Contact, Signatory, Figure)
"""Kinds with words in cells or lines, which can neither take in words nor be cut."""


def texts_of(part: Part) -> list[str]:
    """Everything that a part says in the words of the document, but for its number."""
    return [text for text in (_opening(part), *_listed(part)) if text]


def recast(part: Part, kind: str) -> Part:
    """A part as one of another kind."""
    if kind == part.kind:
        return part
    base: dict[str, Any] = {"id": part.id, "within": part.within, "number": part.number}
    every = " ".join(texts_of(part))
    if kind not in KINDS or kind == "contact":
        named = {"section": "title", "contact": "organisation"}.get(kind, "text")
        more = {"instrument": _NOT_OURS} if kind == "quotation" else {}
        return make_part(kind, **base, **{named: every}, **more)
    known = {field.name for field in fields(KINDS[kind])}
    list_key = next((name for name in _LISTS if name in known and _listed(part)), "")
    apart = _apart_title(part)
    opening = _opening(part).removeprefix(apart).strip() if list_key else every.removeprefix(apart).strip()
    if not opening:
        opening, apart = apart, ""
    if list_key:
        base[list_key] = _listed(part)
    if apart or needs_title(kind) or kind == "definition":
        base["title"] = apart or title_and_text(opening)[0]
    if "duty" in known and _duty(part):
        base["duty"] = _duty(part)
    return make_part(kind, **base, text=opening)


def joined_to(first: Part, second: Part) -> Part:
    """A part with the words of the one after it at its end."""
    _refuse(first, "take in the words of another part")
    said = _opening(second)  # of a line that is nothing but a number, such as "Annex 1", the number is all its words
    opening = said if said == second.number else " ".join(filter(None, (second.number, said)))
    if isinstance(first, Section):
        every = " ".join([opening, *_listed(second)])
        if first.lead:
            return replace(first, lead=f"{first.lead} {every}")
        return replace(first, title=f"{first.title} {every}")
    if isinstance(first, Group):
        return replace(first, title=" ".join([first.title, opening, *_listed(second)]))
    list_name, before = _list_of(first)
    if before:
        return _with(first, {list_name: (*before[:-1], f"{before[-1]} {opening}".strip(), *_listed(second))})
    text = text_in(first, "text")
    if list_name:
        return _with(first, {"text": f"{text} {opening}".strip(), list_name: _listed(second)})
    return _with(first, {"text": " ".join([text, opening, *_listed(second)])})


def pieces_of(part: Part) -> tuple[str, ...]:
    """The pieces of a part between which it can be cut, in their order."""
    head, tail = _halves(part)
    return (*head, *tail)


def cut(part: Part, at: int, new_id: str) -> tuple[Part, Part]:
    """A part as two, the second with everything from one of its pieces on."""
    head, tail = _halves(part)
    if not 0 < at < len(head) + len(tail):
        raise CompactsError("This part is a single word, so it cannot be split.")
    beyond = max(at - len(head), 0)
    kept, kept_tail, rest, rest_tail = " ".join(head[:at]), tail[:beyond], head[at:], tail[beyond:]
    if isinstance(part, Section | Group):
        lead = {"lead": " ".join(kept_tail)} if isinstance(part, Section) else {}
        text = " ".join([*rest, *rest_tail])
        return _with(part, {"title": kept, **lead}), Paragraph(id=new_id, within=part.id, text=text)
    if not rest:
        rest, rest_tail = rest_tail[:1], rest_tail[1:]
    list_name, _ = _list_of(part)
    first = {"text": kept, **({list_name: kept_tail} if list_name else {}), **_shorter_title(part, kept)}
    second = {"text": " ".join(rest), **({list_name: rest_tail} if list_name else {})}
    return _with(part, first), _alike(part, new_id, second)


def _shorter_title(part: Part, text: str) -> dict[str, str]:
    """The new title of a part that keeps only some of its text, where its title came from that text."""
    title = text_in(part, "title")
    made = title and title in text_in(part, "text") and title not in text
    return {"title": title_and_text(text)[0]} if made else {}


def _alike(part: Part, new_id: str, said: dict[str, Any]) -> Part:
    """A new part of the same kind beside another one."""
    if needs_title(part.kind) or part.kind == "definition":
        said["title"] = title_and_text(said["text"])[0]
    if _duty(part):
        said["duty"] = _duty(part)
    if isinstance(part, Quotation):
        said["instrument"] = part.instrument
    return make_part(part.kind, id=new_id, within=part.within, **said)


def words_to_restate(part: Part) -> str:
    """What can be restated of a part: its text, and a line for each item of its list."""
    if isinstance(part, Section):
        if not part.lead:
            raise CompactsError("A heading stays as it is printed.")
        return part.lead
    if isinstance(part, (*_WHOLE, Group)):
        raise CompactsError(f"A {part.kind} has no sentence to restate.")
    return "\n".join([part.text, *_list_of(part)[1]])


def restated(part: Part, text: str) -> Part:
    """A part in other words, given as :func:`words_to_restate` gives them."""
    words_to_restate(part)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if isinstance(part, Section):
        return replace(part, lead=" ".join(lines))
    name, before = _list_of(part)
    if before:
        return _with(part, {"text": lines[0], name: tuple(lines[1:])})
    return _with(part, {"text": "\n".join(lines)})


def _refuse(part: Part, what: str) -> None:
    if isinstance(part, _WHOLE):
        raise CompactsError(f"A {part.kind} cannot {what}. Change its kind first.")


def _with(part: Part, changes: dict[str, Any]) -> Part:
    return replace(part, **changes)


def _halves(part: Part) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pieces of the text or title, and the items of the list or the pieces of the lead."""
    _refuse(part, "be split")
    if isinstance(part, Section):
        texts: Iterable[str] = (part.title, part.lead)
        listed: tuple[str, ...] = ()
    else:
        texts = (getattr(part, "text", "") or getattr(part, "title", ""), "")
        listed = _list_of(part)[1]
    found: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    for pattern in _CUTS:
        head, tail = (tuple(filter(None, re.split(pattern, text))) for text in texts)
        found = head, tail + listed
        if len(head) + len(tail) + len(listed) > 1:
            break
    return found


def _duty(part: Part) -> tuple[str, ...]:
    return getattr(part, "duty", ())


def _list_of(part: Part) -> tuple[str, tuple[str, ...]]:
    """The name of the list that a part can have, and what is in it."""
    for name in _LISTS:
        if hasattr(part, name):
            return name, getattr(part, name)
    return "", ()


def _listed(part: Part) -> tuple[str, ...]:
    """The items of a part's list, or the rows of a table."""
    if isinstance(part, Table):
        return tuple(filter(None, (" ".join(filter(None, row)) for row in part.rows)))
    return _list_of(part)[1]


def _apart_title(part: Part) -> str:
    """The title of a part whose text does not say it again."""
    if isinstance(part, Section | Group | Contact | Table):
        return ""
    title = text_in(part, "title")
    return "" if title in text_in(part, "text") else title


def _opening(part: Part) -> str:
    """What a part says before its list."""
    if isinstance(part, Section):
        said = [part.title, part.lead]
    elif isinstance(part, Table):
        said = [part.title, *part.headings]
    elif isinstance(part, Contact | Signatory):
        said = [getattr(part, name, "") for name in _CELLS]
    elif isinstance(part, Group):
        said = [part.title]
    elif isinstance(part, Note | Quotation | Figure):
        said = [part.text]
    else:
        cells = [getattr(part, name, "") for name in (*_CELLS, *_MORE_CELLS)]
        said = [_apart_title(part), part.text, *cells]
    return " ".join(filter(None, said))
