"""What the first page says of a code: its title, its agreement and its date."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.names import name_from
from compact_core.documents.document import DocumentBlock, Doubt, Dropped, plain
from compact_core.documents.groups import date_in
from compact_core.documents.headings import looks_like_title
from compact_core.documents.parties import side_of
from compact_core.documents.sentences import is_dated, is_imprint, version_in
from compact_core.documents.tidying import RUNNING
from compact_core.model import Agreement, Header, Source
from compact_core.plugins.scaffold import kind_in
from compact_core.text import shorten, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.documents.nodes import Node

_LANGUAGES = {
    "en-GB": "the of and to in with we will that this for is be our",
    "cy": "y yr a ac yn i o ar am gan mae bydd ein gyda hyn",
    "fr": "le la les des et de du en pour nous une est dans que aux",
}
_AGREEMENT = re.compile(
    r"\b((?:[A-Z][\w'’-]*\s+){0,5}(?:Compact|Covenant|Accord|Charter|Concordat|Charte|Cyfamod)(?:\s+(?:for|between"
    r"|of)\s+[A-Z][\w'’]*(?:\s+[A-Z][\w'’]*){0,3})?)\b"
)
_SIGNED = re.compile(r"\b(?:compact|covenant|accord|charter|concordat|charte|cyfamod|siarter)\b", re.IGNORECASE)
"""Kinds of agreement that a code of practice can belong to."""
_INSTRUMENT = re.compile(
    r"\b(?:compact|covenant|accord|charter|concordat|code|protocol|charte|cyfamod|siarter)\b", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:The|This|A|An|Our|Each|Any|In|Of|La|Le|Y|Yr|Mae|Mae['’]r)\s+")
_MOST_SAMPLE = 4000


class Front(NamedTuple):
    """What stands before the parts of a code."""

    header: Header
    agreement: Agreement
    source: Source
    doubts: list[Doubt]


def front_of(titles: Sequence[DocumentBlock], root: Node, name: str) -> Front:
    """What the first lines say; ``name`` stands in where there is no title."""
    lines = [plain(block.printed) for block in titles]
    first = titles[0] if titles else DocumentBlock("", line=1)
    doubts = []
    undated = [line for line in lines if not (is_dated(line) or is_imprint(line))]
    chosen = [line for line in undated if not side_of(line) or _INSTRUMENT.search(line)] or undated
    title = chosen[-1] if chosen else lines[0] if lines else ""
    if not title:
        title = name.replace("-", " ").replace("_", " ").strip() or "A code"
        doubts.append(Doubt.at(first, "the document begins without a title", f"it is called '{shorten(title)}'"))
    elif len(lines) > 1:
        seen = f"the title has {len(lines)} lines"
        doubts.append(Doubt.at(first, seen, f"the code is called '{shorten(title)}'"))
    texts = [*(line.title() if line.isupper() else line for line in lines), *_texts(root)]
    agreement = _agreement(texts) or next((line for line in lines if _SIGNED.search(line)), "")
    if not agreement:
        agreement = title
        seen = "nothing names the agreement that the code belongs to"
        doubts.append(Doubt(0, 0, seen, f"it is called '{shorten(agreement)}'"))
    issued = next(filter(None, map(_date_of, lines)), "")
    language = _language(texts)
    if language != "en-GB":
        doubts.append(Doubt(0, 0, "the words of the document are not English", f"its language is {language}"))
    if issued:
        dated = next(block for block in titles if _date_of(plain(block.printed)))
        doubts.append(Doubt.at(dated, f"the title says '{shorten(dated.words)}'", f'issued = "{issued}"'))
    version = next(filter(None, map(version_in, lines)), "")
    header = Header(
        id=name_from(title, "code"), title=title, status="draft", issued=issued, language=language, version=version
    )
    belongs_to = Agreement(id=name_from(agreement, "agreement"), name=agreement, kind=kind_in(agreement))
    return Front(header, belongs_to, Source(title=": ".join(lines) or title), doubts)


def running_title(dropped: Sequence[Dropped]) -> str:
    """The running head of the pages, as the name of a document without a title; empty for none."""
    first = next((plain(lost.block.printed) for lost in dropped if lost.why == RUNNING and lost.block.line == 1), "")
    return " ".join(first.split()) if looks_like_title(first) else ""


def _date_of(line: str) -> str:
    """The date in a line of the title, or only the year; empty for none."""
    year = re.search(r"\b(?:19|20)\d\d\b", line)
    return date_in(line) or (year[0] if year else "")


def _agreement(texts: Sequence[str]) -> str:
    found: Counter[str] = Counter()
    for text in texts[:200]:
        for match in _AGREEMENT.finditer(text):
            name = _ARTICLE.sub("", " ".join(match[1].split()))
            if len(name.split()) > 1:
                found[name] += 1
    return found.most_common(1)[0][0] if found else ""


def _language(texts: Sequence[str]) -> str:
    sample = Counter(words(" ".join(texts))[:_MOST_SAMPLE])
    counts = {tag: sum(sample[word] for word in known.split()) for tag, known in _LANGUAGES.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > counts["en-GB"] else "en-GB"


def _texts(node: Node) -> Iterator[str]:
    for inner in node.inside:
        yield plain(inner.text)
        yield from _texts(inner)
