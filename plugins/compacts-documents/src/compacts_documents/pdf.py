"""PDF files: lines put together of pieces with a place; scans and fonts without letters are refused."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from compact_core import BlockKind, DocumentBlock, UnreadableError
from compacts_documents.pdf_columns import cut_at_columns
from compacts_documents.pdf_tables import table_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Page: TypeAlias = Any
"""A page, or a whole file, as pypdf has it."""
MOST_PAGES = 300
"""Most pages of a PDF: more take minutes to read, and no code is so long."""
_DAMAGED = "The PDF is damaged. Open it in the program that made it, and save it anew."
_STOPWORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "with",
        "we",
        "will",
        "that",
        "this",
        "for",
        "is",
        "be",
        "our",
        "a",
        "on",
        "are",
        "y",
        "yr",
        "ac",
        "yn",
        "i",
        "o",
        "ar",
        "am",
        "gan",
        "mae",
        "le",
        "la",
        "les",
        "des",
        "et",
        "de",
        "du",
        "en",
        "pour",
        "nous",
        "une",
        "est",
    ]
)
_SHIFT = 29
"""What PDFs that leave out their alphabet add to each letter, most often."""
_FEWEST_WORDS = 40
_FEWEST_LETTERS_A_PAGE = 15
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|typewriter", re.IGNORECASE)
_MONO_WIDTH = 0.6
_WIDTH = 0.5
"""Width of a letter as a part of its size, where nothing says more."""


def read_pdf(data: bytes, progress: Callable[[int, int], object]) -> list[DocumentBlock]:
    """The lines of a PDF file."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        count = _pages_of(reader)
        pages = []
        pictures = 0
        for number, page in enumerate(reader.pages, 1):
            lines = list(_lines(page))
            cut_at_columns(lines)
            pictures += not lines and _has_picture(page)
            pages.append(lines)
            progress(number, count)
    except (FileNotDecryptedError, DependencyError) as error:
        raise UnreadableError(
            "The PDF has a password, or is locked in a way that cannot be opened here. Save it without one."
        ) from error
    except UnreadableError:
        raise
    except (
        PyPdfError,
        RuntimeError,
        MemoryError,
        OverflowError,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        AssertionError,
    ) as error:
        raise UnreadableError(_DAMAGED) from error
    _check(pages, pictures)
    return list(_blocks(pages))


def _pages_of(reader: Page) -> int:
    """How many pages there are; refuses a password, and more pages than can be read."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableError("The PDF has a password. Save it without one.")
    count = len(reader.pages)
    if count > MOST_PAGES:
        message = f"The PDF has {count:,} pages; at most {MOST_PAGES} can be read."
        raise UnreadableError(f"{message} Save the pages of the code as a file of their own.")
    return count


@dataclass
class _Line:
    text: str
    spaces: int
    """How many spaces stand before it."""
    x: float
    y: float
    size: float
    bold: bool
    mono: bool
    """Whether all letters are equally wide."""
    cells: list[tuple[float, str]]
    """Its pieces between wide gaps: where each begins, and its words."""
    pieces: list[tuple[float, str]]
    """What the file draws as one: where it begins, and its words."""

    @property
    def gaps(self) -> int:
        """How many wide gaps are in it."""
        return len(self.cells) - 1


@dataclass
class _Piece:
    text: str
    x: float
    y: float
    size: float
    bold: bool
    mono: bool

    @property
    def end(self) -> float:
        """About where it ends: a letter is half as wide as it is high."""
        return self.x + len(self.text.rstrip()) * self.size * (_MONO_WIDTH if self.mono else _WIDTH)


def _lines(page: Page) -> Iterator[_Line]:
    """The lines of a page, in the order in which the file has them."""
    pieces: list[_Piece] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if not text.strip():
            if pieces and " " in text:
                pieces[-1].text += " "
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        name = str((font or {}).get("/BaseFont", ""))
        for part in text.split("\n"):
            if part.strip():
                look = (bool(_BOLD.search(name)), bool(_MONO.search(name)))
                pieces.append(_Piece(part, x, y, round(abs(size) * scale, 1) or 10.0, *look))

    page.extract_text(visitor_text=visit)
    current: list[_Piece] = []
    for piece in pieces:
        if current and abs(piece.y - current[-1].y) > max(piece.size, current[-1].size) * 0.5:
            yield _line(current)
            current = []
        current.append(piece)
    if current:
        yield _line(current)


def _line(pieces: list[_Piece]) -> _Line:
    """One line of its pieces; where there is a wide gap between two, there is a tab."""
    text = pieces[0].text
    cells = [(pieces[0].x, pieces[0].text)]
    end = pieces[0].end
    for before, piece in pairwise(pieces):
        gap = piece.x - end
        wide = 0.5 if piece.mono else 2.0
        if gap > wide * piece.size and not re.search(r"[.…]{3}\s*$", text):
            text = f"{text.rstrip()}\t{piece.text.strip()}"
            cells.append((piece.x, ""))
        elif (
            gap > 0.15 * piece.size
            and not text.endswith(" ")
            and not piece.text.startswith(" ")
            and len(text.strip()) <= 6
        ):
            text = f"{text} {piece.text}"
        elif _is_mark(piece, before):
            text = f"{text.rstrip()}[{piece.text.strip()}]"
        else:
            text += piece.text
        end = max(end, piece.end)
    words = text.strip().split("\t")
    cells = [(x, word) for (x, _), word in zip(cells, words, strict=False)]
    longest = max(pieces, key=lambda piece: len(piece.text))
    bold = all(piece.bold for piece in pieces if re.search(r"\w", piece.text))
    spaces = len(text) - len(text.lstrip())
    drawn = [(piece.x, piece.text) for piece in pieces]
    return _Line(text.strip(), spaces, pieces[0].x, pieces[0].y, longest.size, bold, longest.mono, cells, drawn)


def _is_mark(piece: _Piece, before: _Piece) -> bool:
    """Whether a piece is the mark of a note: a small number that stands higher than the word before it."""
    small = piece.size < before.size * 0.85 and piece.y > before.y + before.size * 0.15
    return small and bool(re.fullmatch(r"\s*\d{1,3}\s*", piece.text)) and before.text[-1:].isalpha()


def _has_picture(page: Page) -> bool:
    resources = page.get("/Resources")
    return bool(resources and resources.get_object().get("/XObject"))


def _check(pages: list[list[_Line]], pictures: int) -> None:
    """Refuse what is no text: scans, fonts without letters, columns that were cut across."""
    lines = [line for page in pages for line in page]
    text = "\n".join(line.text for line in lines)
    letters = [sign for sign in text if sign.isalpha()]
    if len(letters) < _FEWEST_LETTERS_A_PAGE * max(1, len(pages)) and (pictures * 2 >= len(pages) or not letters):
        seen = "pictures of pages" if pictures else "pages"
        raise UnreadableError(
            f"The PDF has {seen}, but no text: it is a scan, or was drawn. Have its text recognised (OCR) first,"
            f" or ask for the file that it was made from."
        )
    if _is_undecodable(text, letters):
        raise UnreadableError(
            "The fonts of the PDF do not say which letters they draw, so its text cannot be read. Ask for the"
            " file that it was made from, or have its text recognised (OCR)."
        )
    if _is_interleaved(pages):
        raise UnreadableError(
            "The PDF has columns whose lines are mixed with each other, so its text cannot be read in order. Ask"
            " for the file that it was made from, or save each column as a file of its own."
        )


def _is_undecodable(text: str, letters: list[str]) -> bool:
    if not letters:
        return False
    unknown = len(re.findall(r"[\ufffd\ue000-\uf8ff]|\(cid:\d+\)|/g\d+|/G[0-9A-F]{2}", text))
    if unknown * 4 > len(letters):
        return True
    found = re.findall(r"[^\W\d_]+", text.casefold())
    if len(found) < _FEWEST_WORDS and len(letters) < _FEWEST_WORDS * 4:
        return False
    known = sum(word in _STOPWORDS for word in found)
    shifted = "".join(chr(ord(sign) + _SHIFT) if ord(sign) < 98 else sign for sign in text)
    moved = re.findall(r"[a-z]+", shifted.casefold())
    if sum(word in _STOPWORDS for word in moved) > max(10, 3 * known):
        return True
    ascii_letters = [sign for sign in letters if sign.isascii()]
    vowels = sum(sign.casefold() in "aeiouyw" for sign in ascii_letters)
    return len(ascii_letters) * 2 > len(letters) and known * 50 < len(found) and vowels * 100 < 24 * len(ascii_letters)


def _is_interleaved(pages: list[list[_Line]]) -> bool:
    """Whether most lines of most pages are cut across two columns of prose."""
    crossed = 0
    full = [page for page in pages if len(page) > 10]
    for page in full:
        halves = [line.text.split("\t") for line in page if line.gaps == 1]
        prose = [half for half in halves if len(half) == 2 and min(map(len, half)) > 18]
        goes_on = sum(before[0][-1:].isalpha() and after[0][:1].islower() for before, after in pairwise(prose))
        crossed += len(prose) * 2 > len(page) and goes_on * 3 > len(prose)
    return bool(full) and crossed * 2 > len(full)


def _blocks(pages: list[list[_Line]]) -> Iterator[DocumentBlock]:
    """The lines as blocks: larger ones are headings, smaller ones at the foot that begin with a number are notes."""
    lines = [line for page in pages for line in page]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    larger = sorted({line.size for line in lines if line.size > body * 1.12 and len(line.text) < 150}, reverse=True)
    levels = {size: level for level, size in enumerate(larger[:6], 1)}
    width = _width(line for line in lines if line.size == body and not line.gaps)
    leading = _leading(pages, body)
    left = min((line.x for line in lines), default=0.0)
    for number, page in enumerate(pages, 1):
        past = 0
        for at, line in enumerate(page):
            if at < past:
                continue
            if table := table_at(page, at, leading):
                past = at + table.size
                yield DocumentBlock("", "table", rows=table.rows, page=number, line=at + 1)
                continue
            before = page[at - 1] if at else None
            following = page[at + 1] if at + 1 < len(page) else None
            step = leading * 1.3 if line.size == body else line.size * 1.6
            gap = before is None or abs(before.y - line.y) > step or before.size != line.size
            kind, level = _kind(line, levels, body, page[at:])
            first = len(following.text.split(maxsplit=1)[0]) if following else 0
            full = bool(width and following) and len(line.text) + 1 + first > width
            indent = round((line.x - left) / (body * _WIDTH)) + line.spaces
            yield DocumentBlock(
                line.text,
                kind,
                level,
                page=number,
                line=at + 1,
                strong=line.bold,
                full=full,
                gap=gap,
                indent=max(0, indent),
            )


def _kind(line: _Line, levels: dict[float, int], body: float, rest: list[_Line]) -> tuple[BlockKind, int]:
    if line.size in levels and re.search(r"[^\W\d_]{2}", line.text):
        return "heading", levels[line.size]
    foot = line.size < body * 0.93 and all(other.size <= line.size for other in rest)
    return ("note", 0) if foot and re.match(r"\[?\d{1,2}\]?\s+\S", line.text) else ("text", 0)


def _width(lines: Iterable[_Line]) -> int:
    """How many characters a full line has: as many in each where all letters are equally wide, else about so many."""
    lines = list(lines)
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 6:
        return 0
    return lengths[-1] if all(line.mono for line in lines) else int(lengths[int(len(lengths) * 0.9)] * 0.93)


def _leading(pages: list[list[_Line]], body: float) -> float:
    """The distance between the lines of a paragraph: the most common one."""
    steps: Counter[float] = Counter()
    for page in pages:
        for before, line in pairwise(page):
            if before.size == line.size == body and 0 < before.y - line.y < body * 2:
                steps[round(before.y - line.y, 0)] += 1
    return steps.most_common(1)[0][0] if steps else body * 1.2
