"""A hundred invented pages drafted from text, Word and PDF, and the signed words of a code found; CPU time.

    python benchmarks/documents.py [ROUNDS]

Text is measured against its words made comparable, which must be done in any case, and the other formats against text.
The plugin in ``plugins/compacts-documents`` must be installed.
"""

from __future__ import annotations

import random
import zipfile
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject
from timing import cpu_seconds, first_number, in_turn, quantile, tell

from compact_core.documents.coverage import coverage
from compact_core.documents.draft import Drafted, drafted
from compact_core.documents.proofs import signed_words
from compact_core.documents.text_reader import read_text
from compact_core.text import words
from compacts_documents.docx import read_docx
from compacts_documents.pdf import read_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compact_core import DocumentBlock

PAGES, LINES = 100, 40
ROUNDS = 5
GOALS = (1.0, 2.0, 20.0, 0.2)
"""Seconds that each may take."""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LETTERS = "lamps oil street dusk crew harbour council gives promise light night wick glass fair town early".split()  # noqa: SIM905 - words


def lines() -> list[str]:
    """The lines of the pages: numbered headings, clauses and lists."""
    chance = random.Random(7)
    made = []
    for section in range(1, PAGES * LINES // 10 + 1):
        made.append(f"{section}. {' '.join(chance.sample(LETTERS, 3)).capitalize()}")
        made += [f"{section}.{clause} The {' '.join(chance.choices(LETTERS, k=14))}." for clause in range(1, 5)]
        made += [f"- {' '.join(chance.choices(LETTERS, k=9))};" for _ in range(5)]
    return made


def docx(said: Iterable[str]) -> bytes:
    """A Word document with these paragraphs."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in said)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return buffer.getvalue()


def pdf(said: list[str]) -> bytes:
    """A PDF with these lines, so many on a page."""
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for start in range(0, len(said), LINES):
        page = writer.add_blank_page(595, 842)
        drawn = DecodedStreamObject()
        shown = (
            f"BT /F 11 Tf 60 {800 - 18 * at} Td ({line}) Tj ET" for at, line in enumerate(said[start : start + LINES])
        )
        drawn.set_data("\n".join(shown).encode())
        page[NameObject("/Contents")] = writer._add_object(drawn)  # noqa: SLF001 - pypdf has no other way to draw
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F"): font})}
        )
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def whole(read: Callable[[], Iterable[DocumentBlock]]) -> Drafted:
    """A draft of what is read, compared with its document."""
    draft = drafted(read(), "large")
    coverage(draft)
    return draft


def main() -> None:
    """Print the ratios, and each time beside its goal."""
    rounds = first_number(ROUNDS)
    said = lines()
    text, word, printed = "\n\n".join(said).encode(), docx(said), pdf(said)
    seed = list(read_text("\n\n".join(said[: len(said) // 30]).encode(), lambda *_: None))
    code = drafted(seed, "small").code

    def silent(*_: int) -> None: ...

    def of_text() -> object:
        return whole(lambda: read_text(text, silent))

    works: dict[str, tuple[Callable[[], object], Callable[[], object], float]] = {
        "text to its words made comparable": (of_text, lambda: words(text.decode()), 120),
        "Word to text": (lambda: whole(lambda: read_docx(word, silent)), of_text, 2),
        "PDF to text": (lambda: whole(lambda: read_pdf(printed, silent)), of_text, 20),
        "signed words to the words made comparable": (
            lambda: signed_words(code, seed),
            lambda: [words(block.text) for block in seed],
            20,
        ),
    }
    for (name, (ours, theirs, ratio)), goal in zip(works.items(), GOALS, strict=True):
        ours_took, theirs_took = in_turn(rounds, partial(cpu_seconds, ours), partial(cpu_seconds, theirs))
        tell(f"{name}, CPU", ours_took, theirs_took, ratio)
        print(f"  {quantile(ours_took, 0.5):.2f} s (goal {goal} s)")


if __name__ == "__main__":
    main()
