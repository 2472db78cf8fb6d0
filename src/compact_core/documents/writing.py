"""A draft as the text of a code file: where each part stands in the document, and its doubts, are remarks beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import tomli_w

from compact_core.content.read import DOUBT
from compact_core.content.write import to_plain, toml_text
from compact_core.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.documents.document import Doubt
    from compact_core.documents.draft import Drafted

LEFT_OUT = "# Left out: "
"""The beginning of a remark on what was left out, and why."""
_MADE = re.compile(r"# A draft, made from (.{1,400}) by 'compacts import'\.")
_HEAD = """\
# A draft, made from {name} by 'compacts import'. What follows a # is a remark for you: the program passes over it.
#
# The texts are the document's own words. Use the draft in your own library, and restate each text in plain words of
# your own before you pass it on: 'compacts check' says how many are left. Leave [wording] as it is. It has no words in
# it, and 'compacts wording attach' proves with it what was signed.
#
# Lines that begin with "# Doubt" say what was seen in the document and what was assumed. Look there, correct what is
# wrong, and take the line out.

"""


def draft_text(draft: Drafted, name: str) -> str:
    """The draft as the text of a code file; ``name`` is that of the document."""
    plain = to_plain(draft.code)
    parts = plain.pop("parts", [])
    tail: dict[str, Any] = {key: plain.pop(key) for key in ("links", "wording") if key in plain}
    about = draft.doubts_by_part()
    texts = [_HEAD.format(name=_remark(name)), *_doubts(about.pop("", [])), toml_text(plain)]
    for part in parts:
        block = draft.places.get(part.get("id", ""))
        texts.append("\n")
        if block:
            texts.append(f"# {block.place}\n")
        texts += _doubts(about.get(part.get("id", ""), []))
        texts.append(f"[[parts]]\n{tomli_w.dumps(part)}")
    if tail:
        texts += ["\n", toml_text(tail)]
    left_out = [
        _remark(f"{lost.why}: {lost.block.place}: {lost.block.printed}") for lost in draft.dropped if lost.is_chosen
    ]
    if left_out:
        texts += ["\n", *(f"{LEFT_OUT}{remark}\n" for remark in left_out)]
    return "".join(texts)


def document_of(text: str) -> str:
    """The name of the document that the text of a draft was made from; empty when it does not say."""
    match = _MADE.match(text)
    return match[1] if match else ""


def _doubts(doubts: Iterable[Doubt]) -> list[str]:
    return [f"{DOUBT}{_remark(str(doubt))}\n" for doubt in doubts]


def _remark(text: str) -> str:
    return " ".join(clean(text).split())
