"""Files that are damaged, that are something else, or that are meant to do harm: one clear problem each."""

import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from sheet.books import book, from_book, told

from compacts_sheet.plugin import load_workbook

PARTS = "xl/worksheets/sheet3.xml"
AGAIN = "Open it in a spreadsheet program and save it as 'Excel workbook (.xlsx)'."
TOO_MUCH = "This workbook holds far more than a code needs. Copy the rows that you need into a new workbook."
ENTITIES = (
    "This file has XML entities in it, which no spreadsheet program writes. It may be meant to do harm."
    " Ask where it comes from."
)
STRICT = b'<workbook xmlns:strict="http://purl.oclc.org/ooxml/spreadsheetml/main" '
MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>first</t></si><si><r><t>Do what </t></r><r><rPr><b/></rPr><t>you said.</t></r></si></sst>"
)


def packed(changes: dict[str, Callable[[bytes], bytes] | None], more: dict[str, bytes] | None = None) -> bytes:
    """The small workbook with parts changed, left out (None) or added."""
    file = BytesIO()
    with ZipFile(BytesIO(book())) as given, ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = given.read(name)
            change = changes.get(name, bytes)
            if change is not None:
                made.writestr(name, changed := change(part))
                assert (changed != part) == (name in changes)
        for name, data in (more or {}).items():
            made.writestr(name, data)
    return file.getvalue()


def into_sheet(xml: bytes) -> dict[str, Callable[[bytes], bytes] | None]:
    """A change that puts more rows below the parts."""
    return {PARTS: lambda part: part.replace(b"</sheetData>", xml + b"</sheetData>")}


def after_rows(xml: bytes) -> dict[str, Callable[[bytes], bytes] | None]:
    """A change that puts something after the rows of the parts."""
    return {PARTS: lambda part: part.replace(b"</sheetData>", b"</sheetData>" + xml)}


def with_entity(declared: bytes) -> Callable[[bytes], bytes]:
    """A change that declares an entity at the beginning of a part."""
    return lambda part: (
        b"<!DOCTYPE x [" + declared + b"]>" + part.partition(b"?>")[2]
        if b"?>" in part
        else (b"<!DOCTYPE x [" + declared + b"]>" + part)
    )


def encrypted() -> bytes:
    """The small workbook, marked as protected inside its archive."""
    data = bytearray(book())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def shared_strings() -> bytes:
    """The small workbook with a text kept as Excel keeps texts: apart from its cell, and in pieces."""
    with ZipFile(BytesIO(book())) as archive:
        types = archive.read("[Content_Types].xml")
        sheet = archive.read(PARTS)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    cell = b'<c r="E3" t="inlineStr"><is><t>Do what you said.</t></is></c>'
    assert cell in sheet
    return packed(
        {
            "[Content_Types].xml": lambda _: types.replace(b"</Types>", entry),
            PARTS: lambda _: sheet.replace(cell, b'<c r="E3" t="s"><v>1</v></c>'),
        },
        {"xl/sharedStrings.xml": STRINGS.encode()},
    )


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (bytes, "This file is empty. Was it saved? Try to open it in a spreadsheet program."),
    "a text": (
        lambda: b"Side by Side",
        (
            "This file is not an Excel workbook, whatever its name says."
            f" If it is a CSV file, let its name end with .csv. If not: o{AGAIN[1:]}"
        ),
    ),
    "an old workbook": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
        f"This file is in the old format of Excel (.xls). {AGAIN}",
    ),
    "a workbook behind a password": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"),
        "This file is protected with a password. Open it, take the password away, and save it again.",
    ),
    "an archive behind a password": (
        encrypted,
        "This file is protected with a password. Open it, take the password away, and save it again.",
    ),
    "a binary workbook": (
        lambda: packed({}, {"xl/workbook.bin": b""}),
        f"This file is in the binary format of Excel (.xlsb). {AGAIN}",
    ),
    "an OpenDocument sheet": (
        lambda: packed({}, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        f"This file is an OpenDocument file, not an Excel workbook. {AGAIN}",
    ),
    "a strict workbook": (
        lambda: packed({"xl/workbook.xml": lambda part: part.replace(b"<workbook ", STRICT, 1)}),
        f"This file is in the format 'Strict Open XML', which few programs read. {AGAIN}",
    ),
    "another archive": (
        lambda: packed({"[Content_Types].xml": None}),
        f"This file is not an Excel workbook, whatever its name says. {AGAIN}",
    ),
    "a file that is cut off": (
        lambda: book()[:-300],
        f"This file is damaged: it cannot be read as a workbook (File is not a zip file). {AGAIN}",
    ),
    "a part that is cut off": (
        lambda: packed({PARTS: lambda _: b"<worksheet><sheetData"}),
        f"This file is damaged: it cannot be read as a workbook (unclosed token: line 1, column 11). {AGAIN}",
    ),
    "a part that is missing": (
        lambda: packed({"xl/workbook.xml": None}),
        (
            "This file is damaged: it cannot be read as a workbook"
            f" (\"There is no item named 'xl/workbook.xml' in the archive\"). {AGAIN}"
        ),
    ),
    "entities that grow": (
        lambda: packed({PARTS: with_entity(b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">')}),
        ENTITIES,
    ),
    "an entity that fetches a file": (
        lambda: packed({PARTS: with_entity(b'<!ENTITY a SYSTEM "file:///etc/hostname">')}),
        ENTITIES,
    ),
    "an entity among the facts of the workbook": (
        lambda: packed({"xl/workbook.xml": with_entity(b'<!ENTITY a "aaaa">')}),
        ENTITIES,
    ),
    "a part that unpacks to very much": (
        lambda: packed({}, {"xl/worksheets/sheet9.xml": bytes(20 * 1024**2)}),
        TOO_MUCH,
    ),
    "a million cells": (lambda: packed(into_sheet(b"<row>" + b"<c/>" * 1_000_000 + b"</row>")), TOO_MUCH),
    "elements a million deep": (lambda: packed(after_rows(b"<a>" * 500_000 + b"</a>" * 500_000)), TOO_MUCH),
    "a hundred thousand styles": (
        lambda: packed({"xl/styles.xml": lambda part: part.replace(b"</cellXfs>", b"<xf/>" * 400_000 + b"</cellXfs>")}),
        TOO_MUCH,
    ),
    "too many parts": (lambda: packed({}, {f"more/{number}": b"" for number in range(2_001)}), TOO_MUCH),
    "too many rows": (
        lambda: packed(into_sheet(b"<row><c><v>1</v></c></row>" * 10_001)),
        "There are more than 10,000 rows, too many for a code. Delete those that do not belong to it.",
    ),
}
"""How to make a file, and the one problem that it has."""


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_good_is_one_problem(name: str) -> None:
    """The problem says what the file is and what to do, and nothing is raised."""
    make, message = FILES[name]
    loaded = load_workbook(make(), "reedham.xlsx")
    assert told(loaded) == [f"reedham.xlsx: {message}"]
    assert loaded.code is None


@pytest.mark.parametrize("lxml", ["True", "False"])
def test_entities_are_refused_with_lxml_and_without(lxml: str, tmp_path: Path) -> None:
    """Openpyxl reads with lxml where another package has brought it, and lxml lets entities through."""
    file = tmp_path / "reedham.xlsx"
    file.write_bytes(packed({"xl/workbook.xml": with_entity(b'<!ENTITY a "aaaa">')}))
    script = (
        "import openpyxl, sys; from pathlib import Path; from compacts_sheet.plugin import load_workbook\n"
        "print(openpyxl.LXML, *load_workbook(Path(sys.argv[1]).read_bytes(), 'reedham.xlsx').problems)"
    )
    environment = os.environ | {"OPENPYXL_LXML": lxml}
    command = [sys.executable, "-c", script, str(file)]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    with_lxml = lxml == "True" and find_spec("lxml") is not None
    assert ran.stdout == f"{with_lxml} reedham.xlsx: {ENTITIES}\n"


HARMLESS: dict[str, Callable[[], bytes]] = {
    "a cell in the last corner": lambda: packed(into_sheet(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "a row beyond the last": lambda: packed(into_sheet(b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>')),
    "a size that is not true": lambda: packed(
        {PARTS: lambda part: part.replace(b"A1:G6", b"A1:XFD1048576")},
    ),
    "an empty size": lambda: packed({PARTS: lambda part: part.replace(b"A1:G6", b"A1")}),
    "a part that nobody knows": lambda: packed({}, {"xl/media/image1.png": bytes(1000)}),
    "macros": lambda: packed(
        {
            "[Content_Types].xml": lambda part: part.replace(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", MACROS
            )
        },
        {"xl/vbaProject.bin": b"Shell"},
    ),
    "texts kept apart": shared_strings,
    "a rule that openpyxl does not know": lambda: packed(
        after_rows(b'<extLst><ext uri="{00000000-0000-0000-0000-000000000000}"/></extLst>')
    ),
}
"""How to make a workbook that looks odd and has nothing wrong with it."""


@pytest.mark.parametrize("name", HARMLESS)
def test_an_odd_workbook_is_read(name: str) -> None:
    """What stands far away, or is no text, does not keep the code from being read, and nothing warns."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        loaded = load_workbook(HARMLESS[name](), "reedham.xlsx")
    assert (told(loaded), loaded.code, warned) == ([], from_book().code, [])


def test_a_size_in_the_file_is_not_believed() -> None:
    """The test above changes a size that is there."""
    with ZipFile(BytesIO(book())) as archive:
        assert b'<dimension ref="A1:G6"' in archive.read(PARTS)


def test_cells_merged_over_the_whole_sheet_are_one_problem() -> None:
    """A range of seventeen thousand million cells is told of, not opened."""
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    assert told(load_workbook(packed(after_rows(merged)), "reedham.xlsx")) == [
        (
            "reedham.xlsx:1:1: Sheet 'Parts', row 1, column A: The cells A1:XFD1048576 are merged into one."
            " Unmerge them: each cell has its own meaning here."
        )
    ]


def test_the_mark_of_an_open_workbook_is_passed_over() -> None:
    """The small file '~$...' that Excel keeps beside an open workbook is no code and no problem."""
    assert load_workbook(bytes(165), "codes/~$reedham.xlsx") == (None, ())


def test_signs_that_steer_a_screen_are_reported_and_left_out() -> None:
    """Text is cleaned as in any code file, and names of sheets and headings are cleaned in messages."""

    def change(made: Workbook) -> None:
        made["Parts"]["E3"] = "Do \u202ewhat you said."
        made["Parts"]["F1"] = "Pa\u202erts"
        made["Parties"].title = "Par\u202eties"

    messages = told(from_book(change))
    assert messages != []
    assert [message for message in messages if "\u202e" in message] == []
