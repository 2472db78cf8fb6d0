"""A document tidied: what belongs to no part of a code is taken out, and broken lines are joined."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compact_core.documents.document import Doubt, Dropped, plain
from compact_core.documents.headings import MOST_WORDS, looks_like_title
from compact_core.documents.parties import owed_under
from compact_core.documents.printed_labels import take_label
from compact_core.documents.shaping import shaped
from compact_core.text import shorten, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.documents.document import DocumentBlock

RUNNING = "a line that runs along the pages"
"""Why such a line is left out."""
_TAGS = re.compile(r"</?(?:b|strong|em|u|span|font|sup|sub|br|i)\b[^<>]{0,200}/?>", re.IGNORECASE)
_ITALIC = re.compile(r"<(/?)(?:i|em)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_STARS = re.compile(r"(?<![\w*])(\*{1,3}|_{2,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_STARS_INSIDE = re.compile(r"(?<=\w)\*{2}(?=\w)|(?<=\w)\*{2}(?=\W|$)|(?<!\S)\*{2}(?=\w)")
_PAGE_NUMBER = re.compile(
    r"[-–—|•\s]*(?:(?:page|tudalen|p\.?)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|o|sur|de)\s*\d{1,4})?[-–—|•.\s]*",
    re.IGNORECASE,
)
_PAGE_WORD = re.compile(r"\s*(?:page|tudalen)\s+\d", re.IGNORECASE)
_CONVERTER = re.compile(
    r"(?i)\s*(?:(?:this (?:document|file|page|pdf) (?:was|is) )?(?:converted|created|generated|produced|printed"
    r"|exported|downloaded|scanned"
    r"|ocr(?:ed)?)\s+(?:from|by|with|using|on|to|in)\b.{0,120}(?:\b(?:pdf|word|html|docx?|odt|convert\w*|pandoc"
    r"|libreoffice|acrobat"
    r"|markdown|www\.\S+|https?://\S+|\d{1,2}:\d{2})\b.{0,60})|file:///\S+|evaluation (?:copy|warning|only)\b.{0,120}"
    r"|error! (?:reference source|bookmark) not (?:found|defined)\.?|click (?:here|or tap here) to enter text\.?"
    r"|\[?(?:image|picture|logo|intentionally (?:left )?blank|this page (?:is|has been"
    r"|was)? ?(?:intentionally )?(?:left )?blank)\]?\.?"
    r"|!\[[^\]]*\]\([^)]*\)|-{3,}|_{5,}|={3,}|\*{3,})\s*"
)
_ENDS = re.compile(r"[.?!:;][\"'”’)\]]*$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:and|or|the|a|an|of|to|in|on|at|by|for|from|with|that|which|as|is|are|be|will|their|its|our|your"
    r"|across|within|between|about|into|over|under|through|during|before|after|against|among|without|upon|you|we"
    r"|they|who|whom|not|than|if|when|where|whether|but|all|each|every|any|some|such|can|may|must|should|would|have"
    r"|has|had|was|were|this|these|those|both"
    r"|et|ou|le|la|les|de|du|des|à|aux?|pour|par|avec|dans|sur|qui|que|a|ac|neu|yn|y|yr|i|o|ar|am|gan|gyda))$",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"(?:and|or|of|et|ou|a|ac|neu)\b")
_SHOUTED = re.compile(
    r"\b(?:AND|OR|OF|FOR|WITH|BY|TO|THE|BETWEEN|ET|ENTRE|DE|DES|DU|AC|RHWNG)\n|\n(?:AND|OF|FOR|WITH|ET|DES?|DU|AC)\b"
)
"""Where a title in capitals goes on in the next line."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_PREFIX = re.compile(
    r"(?:.*-)?(?:co|non|pre|self|well|long|short|cross|multi|inter|sub|semi|anti|ex|mid|post|high|low|full|part"
    r"|half|all|e|cyd|di|sous|contre)"
)
_TAIL = 200
"""Characters at the end of a text that decide whether the next line goes on with it."""
_LONGEST_NUMBER = 40
"""A longer line is no page number."""
_LONGEST_MARK = 300
"""A longer line is no mark of a converter."""
_LONGEST_STARS = 4_000
"""In longer texts no stars are looked for."""
_EDGE = 2
"""Lines at the top and at the foot of a page that may be running lines."""
_LONG_SENTENCE = 7
"""Words from which on a line without a full stop is a broken sentence and no heading."""
_MOST_TITLE = 20
_TITLE_LINES = 4
_OFTEN = 3


@dataclass
class Tidied:
    """A document, tidied."""

    blocks: list[DocumentBlock]
    """What is left, in order."""
    dropped: list[Dropped] = field(default_factory=list)
    """What was taken out, and why."""
    doubts: list[Doubt] = field(default_factory=list)
    """What was assumed on the way."""


def tidied(blocks: Iterable[DocumentBlock]) -> Tidied:
    """The blocks without running lines, page numbers and marks of converters; broken lines are joined."""
    done = Tidied([])
    kept = _with_breaks(list(_without(done, blocks)), done.doubts)
    done.blocks = [_untagged(block) for block in _joined(done, kept)]  # marks that a line break had parted
    return done


def without_running_lines(blocks: Iterable[DocumentBlock]) -> list[DocumentBlock]:
    """The blocks as they stand in the document, but for running lines, page numbers and marks of converters."""
    return list(_without(Tidied([]), blocks))


def _untagged(block: DocumentBlock) -> DocumentBlock:
    """A block without tags in its words; italics are written in one way, and bold around all of it is kept."""
    if block.rows:
        return block._replace(rows=tuple(tuple(_TAGS.sub("", cell) for cell in row) for row in block.rows))
    text = block.text
    if "<" not in text and "*" not in text and "__" not in text:
        return block
    strong = bool(re.fullmatch(r"\s*(?:<(b|strong)\b[^<>]*>.*</\1>|\*\*[^*]+\*\*|__[^_]+__)\s*", text, re.IGNORECASE))
    marked = _ITALIC.sub(lambda tag: "\0/" if tag[1] else "\0", text)
    marked = _TAGS.sub("", marked)
    if len(marked) < _LONGEST_STARS:
        marked = _STARS.sub(lambda stars: f"\0{stars[2]}\0/" if len(stars[1]) == 1 else stars[2], marked)
    marked = _STARS_INSIDE.sub("", marked)
    marked = re.sub(r"(?<=\w)\0/?(?=\w)", "", marked)  # a change of type in the middle of a word says nothing
    opened = marked.count("\0") - marked.count("\0/") == marked.count("\0/")
    marked = marked.replace("\0/", "</i>" if opened else "").replace("\0", "<i>" if opened else "")
    return block._replace(text=re.sub(r"[^\S\t]+", " ", marked).strip(), strong=block.strong or strong)


def _without(done: Tidied, printed: Iterable[DocumentBlock]) -> Iterator[DocumentBlock]:
    blocks = [_untagged(block) for block in shaped(_not_running(done, list(printed)))]
    before: DocumentBlock | None = None
    for at, block in enumerate(blocks):
        text = block.words
        if not text.strip() and not block.label:
            continue
        why = ""
        if _is_page_number(text) and not block.rows and block.kind in {"text", "heading"} and _stands_alone(blocks, at):
            why = "a page number"
        elif not block.rows and len(text) < _LONGEST_MARK and _CONVERTER.fullmatch(text):
            why = "a mark of a converter, or a rule"
        elif before and _is_again(before, block):
            why = "a heading that is printed twice"
        if why:
            done.dropped.append(Dropped(why, block))
        else:
            before = block
            yield block


def _is_page_number(text: str) -> bool:
    return len(text) < _LONGEST_NUMBER and bool(_PAGE_NUMBER.fullmatch(text)) and any(sign.isalnum() for sign in text)


def _stands_alone(blocks: list[DocumentBlock], at: int) -> bool:
    """Whether a bare number is a page number: at the edge of a page, or called one, and no label."""
    block = blocks[at]
    if block.label:
        return False
    if _PAGE_WORD.match(block.words) or re.match(r"\s*[-–—|]\s*\d+\s*[-–—|]\s*$", block.words):
        return True
    last = at + 1 == len(blocks) or blocks[at + 1].page != block.page
    first = at == 0 or blocks[at - 1].page != block.page
    return bool(block.page) and (last or first)


def _not_running(done: Tidied, blocks: list[DocumentBlock]) -> Iterator[DocumentBlock]:
    """The blocks without the lines that run along the pages, before their cells are put together as tables."""
    running = _running(blocks)
    for at, block in enumerate(blocks):
        if at in running:
            done.dropped.append(Dropped(RUNNING, block))
        else:
            yield block


def _running(blocks: list[DocumentBlock]) -> set[int]:
    """Positions of lines at the edge of several pages that differ only in their numbers."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, block in enumerate(blocks):
        if block.page and not block.rows:
            pages[block.page].append(at)
    edges: dict[tuple[str, bool, bool], set[int]] = defaultdict(set)
    for lines in pages.values():
        for edge, top in ((lines[:_EDGE], True), (lines[-_EDGE:], False)):
            for at in edge:
                edges[_same(blocks[at].printed), top, blocks[at].kind == "heading"].add(at)
    found: set[int] = set()
    for (text, *_), places in edges.items():
        if text and _runs([blocks[at] for at in places], len(pages), bare=text == "#"):
            found |= places
    return found


def _runs(lines: list[DocumentBlock], pages: int, *, bare: bool) -> bool:
    """Whether alike lines stand often enough at the edge; headings that name who promises must be on every page."""
    on = {line.page for line in lines}
    often, span = len(on), max(on) - min(on) + 1
    if owed_under(lines[0].words) and often < span:
        return False
    return (often >= _OFTEN and often * _OFTEN >= span) or (often == pages == _OFTEN - 1 and not bare)


def _same(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words(text)))


def _is_again(before: DocumentBlock, block: DocumentBlock) -> bool:
    """Whether a heading says what the one before it said, as on a cover and the page after it."""
    if before.rows or block.rows or block.kind not in {"text", "heading"} or before.kind not in {"text", "heading"}:
        return False
    said = [word for word in words(block.printed) if word not in {"continued", "contd", "parhad", "suite"}]
    if not said or len(said) > _MOST_TITLE or _ENDS.search(block.words.rstrip("?:")):
        return False
    return said == words(before.printed) and any(len(word) > 1 for word in said)


def _with_breaks(blocks: Sequence[DocumentBlock], doubts: list[Doubt]) -> Iterator[DocumentBlock]:
    """The blocks, with space before each that stands between two paragraphs and can only be a heading."""
    after = False
    titles = True
    for at, block in enumerate(blocks):
        alone = at > 0 and _is_alone(blocks, at, after_heading=after or (titles and at < _TITLE_LINES))
        if alone:
            seen = f"'{shorten(block.words)}' is a short line without space around it"
            doubts.append(Doubt.at(block, seen, "it is a line of its own"))
        yield block._replace(gap=block.gap or alone or after)
        after = alone
        titles = titles and looks_like_title(block.words)


def _is_alone(blocks: Sequence[DocumentBlock], at: int, *, after_heading: bool) -> bool:
    """Whether a short line follows the end of a paragraph, and a line of prose that begins anew follows it."""
    before, block = blocks[at - 1], blocks[at]
    following = blocks[at + 1] if at + 1 < len(blocks) else None
    if following is None or block.gap or block.full or following.gap:
        return False
    if not following.full and len(following.words.split()) <= MOST_WORDS:
        return False
    if not _is_line(before) or not _is_line(block) or not _is_line(following) or take_label(block.words)[0]:
        return False
    ended = before.words.rstrip().endswith((".", "!", "?")) or after_heading
    return ended and following.words[:1].isupper() and looks_like_title(block.words)


def _is_line(block: DocumentBlock) -> bool:
    return block.kind == "text" and not block.rows and not block.label


def _joined(done: Tidied, blocks: Iterable[DocumentBlock]) -> Iterator[DocumentBlock]:
    """The blocks with broken lines put together."""
    blocks = list(blocks)
    printed = Counter(word for block in blocks for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", block.words))
    known = Counter({word: number for word, number in printed.items() if word.islower()})
    held: DocumentBlock | None = None
    last: DocumentBlock | None = None  # the line that the held block ends with
    for block in blocks:
        if held and last and _goes_on(held, last, block, known):
            if block.text[:1].isupper() and not (_ENDS.search(_tail(held)) or _GOES_ON.search(_tail(held))):
                seen = "a full line is followed by one that begins with a capital"
                done.doubts.append(Doubt.at(block, seen, "it goes on with the line before"))
            held = _put_together(done, held, block, known)
            last = block
            continue
        if held:
            yield held
        held = last = block
    if held:
        yield held


def _goes_on(held: DocumentBlock, last: DocumentBlock, block: DocumentBlock, known: Counter[str]) -> bool:
    """Whether a line goes on with the text before it."""
    if held.rows or block.rows or block.label or not block.text:
        return False
    if held.kind == block.kind == "heading":
        broken = last.full or block.words[:1].islower() or (block.page > 0 and not take_label(block.words)[0])
        return held.level == block.level and not block.gap and broken and not _ENDS.search(_tail(held))
    if block.kind != "text" or held.kind == "heading" or (held.strong and not block.strong and held.text.isupper()):
        return False
    if held.text.isupper() and block.text.isupper() and _SHOUTED.search(f"{_tail(held)}\n{block.text}"):
        return True
    begins = block.words[:1]
    label, rest = take_label(block.words)
    if label and label.sure and rest:
        return False
    said = _tail(held)
    ends = bool(_ENDS.search(said))
    if last.full and not block.gap and not (label and rest[:1].isupper()):
        first = re.match(r"[^\W\d_]+", block.words)
        return bool(ends or _GOES_ON.search(said)) or not (first and begins.isupper() and known[first[0].lower()])
    if not begins.islower() or (label and rest):
        return _HYPHEN.search(said) is not None and not ends and begins.isalpha() and not block.gap
    if ends and not _HYPHEN.search(said):
        return bool(_GOES_ON.search(said))
    return (
        bool(_HYPHEN.search(said) or _GOES_ON.search(said))
        or (not block.gap and bool(_CONJUNCTION.match(block.words)))
        or len(words(said)) >= _LONG_SENTENCE
        or (not block.gap and (bool(held.label) or (held.kind == "item" and block.indent > held.indent)))
    )


def _tail(block: DocumentBlock) -> str:
    return plain(block.text[-_TAIL:]).rstrip()


def _put_together(done: Tidied, held: DocumentBlock, block: DocumentBlock, known: Counter[str]) -> DocumentBlock:
    text, more = held.text.rstrip(), block.text.lstrip()
    if not _HYPHEN.search(text[-_TAIL:]) or not more[:1].islower():
        return held._replace(text=_sewn(text, more))
    first, second = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*.$", text[-_TAIL:]), re.match(r"[^\W\d_]+", more)
    whole = f"{first[0][:-1]}{second[0]}".casefold() if first and second else ""
    parted = f"{first[0][:-1]}-{second[0]}".casefold() if first and second else ""
    soft = text.endswith("\u00ad")
    keeps = not soft and (known[parted] > known[whole] or (not known[whole] and _is_compound(parted, known)))
    if not soft and not known[parted] and not known[whole]:
        seen = f"'{parted}' is broken at a hyphen"
        done.doubts.append(Doubt.at(block, seen, f"'{parted if keeps else whole}' is meant"))
    return held._replace(text=f"{text if keeps else text[:-1]}{more}")


def _is_compound(parted: str, known: Counter[str]) -> bool:
    """Whether a word of two parts likely has a hyphen: by its prefix, or because both parts are words."""
    first, _, second = parted.rpartition("-")
    return bool(_PREFIX.fullmatch(first)) or min(known[first], known[second]) > 1


def _sewn(text: str, more: str) -> str:
    """Two lines as one; italics that end with one and begin with the other go on."""
    if text.endswith("</i>") and more.startswith("<i>"):
        return f"{text[:-4]} {more[3:]}"
    return f"{text} {more}"
