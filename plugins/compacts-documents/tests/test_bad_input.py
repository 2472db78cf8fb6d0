"""What cannot be read: one message each, which names the limit where there is one, and never another exception."""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO

import pytest
from papers.made import ODF, cell, docx, drawn, odt, packed, paragraph, pdf
from pypdf import PdfWriter

from compact_core import DocumentBlock, UnreadableError
from compacts_documents.archive import LARGEST_PART
from compacts_documents.docx import read_docx
from compacts_documents.html import read_html
from compacts_documents.odt import read_odt
from compacts_documents.pdf import MOST_PAGES, read_pdf

Reader = Callable[[bytes, Callable[[int, int], object]], list[DocumentBlock]]
LONG = "Seven lamps shine on the old harbour wall, and nobody counts them at night."
GOOD: dict[str, tuple[Reader, bytes]] = {
    "docx": (
        read_docx,
        docx(
            paragraph("Light", "H1"),
            paragraph(LONG, number=(1, 1)),
            f"<w:tbl><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>",
        ),
    ),
    "odt": (read_odt, odt(f'<text:h text:outline-level="1">Light</text:h><text:p>{LONG}</text:p>')),
    "html": (read_html, f"<html><body><h1>Light</h1><p>{LONG}</p><table><tr><td>a<td>b</table></body></html>".encode()),
    "pdf": (read_pdf, pdf(drawn("Light", size=18) + "\n" + drawn(LONG, LONG, top=770))),
    "deflated pdf": (read_pdf, pdf(drawn("Light", size=18) + "\n" + drawn(LONG, LONG, top=770), deflated=True)),
}
SHIFTED = "".join(chr(ord(sign) - 29) if sign.isalpha() else sign for sign in LONG.lower() * 4)


def locked() -> bytes:
    """A PDF with a password."""
    writer = PdfWriter(BytesIO(GOOD["pdf"][1]))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def columns() -> bytes:
    """A PDF with two columns of prose whose lines are drawn across."""
    left = [f"lamps are lit by the crew of street {n} and" for n in range(30)]
    right = [f"oil is carried by those who live in it {n} so" for n in range(30)]
    lines = [
        f"{drawn(one, top=800 - 14 * n, left=40)}\n{drawn(two, top=800 - 14 * n, left=330)}"
        for n, (one, two) in enumerate(zip(left, right, strict=True))
    ]
    return pdf("\n".join(lines))


BAD: dict[str, tuple[Reader, Callable[[], bytes], str]] = {
    "a docx that is no archive": (
        read_docx,
        lambda: b"PK\x03\x04 broken",
        "The file is damaged. Open it in the program that made it, and save it anew, or choose another file.",
    ),
    "a docx cut short": (
        read_docx,
        lambda: GOOD["docx"][1][:400],
        "The file is damaged. Open it in the program that made it, and save it anew, or choose another file.",
    ),
    "an archive that is no docx": (
        read_docx,
        lambda: packed({"a.txt": "x"}),
        "The file is no Word document. Choose a file that Word can open, and that ends with .docx.",
    ),
    "XML with entities": (
        read_docx,
        lambda: docx(paragraph("x"), styles='<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'),
        "The file declares a document type or entities, which no office program writes. Check where it comes from.",
    ),
    "broken XML": (
        read_docx,
        lambda: docx("<w:p>"),
        "The file is damaged. Open it in the program that made it, and save it anew.",
    ),
    "a zip bomb": (
        read_docx,
        lambda: docx(paragraph("x"), styles=b"<a>" + b" " * (LARGEST_PART + 1)),
        "A part of the file unpacks to more than 24 MiB, far more than a document has. Check where it comes from.",
    ),
    "an archive of too many files": (
        read_docx,
        lambda: packed({f"{n}": "" for n in range(10_001)}),
        (
            "The file unpacks to more than 400 MiB or 10,000 parts, far more than a document has. Check where it"
            " comes from."
        ),
    ),
    "an odt with a password": (
        read_odt,
        lambda: packed(
            {
                "content.xml": "x",
                "META-INF/manifest.xml": f'<m xmlns="{ODF}:manifest:1.0"><encryption-data/></m>',
            }
        ),
        "The file has a password. Save it without one.",
    ),
    "entities in another encoding": (
        read_docx,
        lambda: docx(
            document=('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>').encode(
                "utf-16"
            )
        ),
        "The file declares a document type or entities, which no office program writes. Check where it comes from.",
    ),
    "an archive that is no odt": (
        read_odt,
        lambda: packed({"a": "x"}),
        "The file is no OpenDocument text. Choose a file that ends with .odt and opens in an office program.",
    ),
    "a page without an end": (
        read_html,
        lambda: b"<p>x" * 2_200_000,
        "The page is larger than 8 MiB, far more than a code has. Check that it is the right file.",
    ),
    "a page of nothing": (
        read_html,
        lambda: b" ",
        "The file is no web page, or it is empty. Check that it is the right file.",
    ),
    "a PDF with a password": (read_pdf, locked, "The PDF has a password. Save it without one."),
    "a broken PDF": (
        read_pdf,
        lambda: b"%PDF-1.4\nbroken",
        "The PDF is damaged. Open it in the program that made it, and save it anew.",
    ),
    "too many pages": (
        read_pdf,
        lambda: pdf(*[""] * (MOST_PAGES + 200)),
        "The PDF has 500 pages; at most 300 can be read. Save the pages of the code as a file of their own.",
    ),
    "a PDF without text": (
        read_pdf,
        lambda: pdf("0 0 m 9 9 l S", ""),
        (
            "The PDF has pages, but no text: it is a scan, or was drawn. Have its text recognised (OCR) first, or ask"
            " for the file that it was made from."
        ),
    ),
    "fonts without letters": (
        read_pdf,
        lambda: pdf(drawn(*[SHIFTED[at : at + 60] for at in range(0, len(SHIFTED), 60)])),
        (
            "The fonts of the PDF do not say which letters they draw, so its text cannot be read. Ask for the file"
            " that it was made from, or have its text recognised (OCR)."
        ),
    ),
    "columns cut across": (
        read_pdf,
        columns,
        (
            "The PDF has columns whose lines are mixed with each other, so its text cannot be read in order. Ask for"
            " the file that it was made from, or save each column as a file of its own."
        ),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told(name: str) -> None:
    """The message says what the file is and what to do; of a file that is too large, at which limit reading ended."""
    read, data, message = BAD[name]
    with pytest.raises(UnreadableError) as caught:
        read(data(), lambda *_: None)
    assert str(caught.value) == message


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file with some of its bytes changed, cut out or doubled."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        match chance.randrange(4):
            case 0:
                changed[at] = chance.randrange(256)
            case 1:
                del changed[at : at + chance.randint(1, 40)]
            case 2:
                changed[at:at] = changed[at : at + chance.randint(1, 40)]
            case _:
                changed[at : at + 1] = chance.choice((b"<", b">", b"\x00", b"9" * 9, b"(", b"&#0;", b"/"))
        if not changed:
            return b"x"
    return bytes(changed)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """An archive whose XML is mutated inside, so that it still opens."""
    import zipfile

    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(name for name in parts if parts[name]))
    parts[name] = mutated(parts[name], chance)
    return packed(parts)


def fuzz(kind: str, seeds: range) -> None:
    """Read mutated files: each gives blocks or the one error that is documented."""
    read, good = GOOD[kind]
    for seed in seeds:
        chance = random.Random(seed)  # noqa: S311 - a test repeats what it drew
        inside = kind in {"docx", "odt"} and seed % 3
        data = repacked(good, chance) if inside else mutated(good, chance)
        try:
            blocks = read(data, lambda *_: None)
        except UnreadableError:
            continue
        assert all(isinstance(block, DocumentBlock) for block in blocks)


@pytest.mark.parametrize("kind", GOOD)
def test_mutated_files_are_read_or_refused(kind: str) -> None:
    """A sample of what the test below tries."""
    fuzz(kind, range(60))


@pytest.mark.soak
@pytest.mark.parametrize("kind", GOOD)
def test_many_mutated_files_are_read_or_refused(kind: str) -> None:
    """Twenty-five thousand files, five thousand of each format, and of PDF also deflated."""
    fuzz(kind, range(100, 5_100))
