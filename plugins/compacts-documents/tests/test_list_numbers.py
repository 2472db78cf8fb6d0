"""List numbers of real Word files, compared with what another program works out (docx2python)."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx2python import docx2python

from compacts_documents.archive import Element
from compacts_documents.docx import read_docx

FORMS = {
    "numbers": [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"), ("lowerRoman", "(%4)")],
    "letters": [("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3)"), ("lowerLetter", "%4)")],
}
WALKS = {
    "deep": [0, 1, 1, 2, 2, 3, 3, 1, 0, 1, 2],
    "flat": [0] * 30,
    "back": [0, 1, 2, 3, 0, 1, 2, 3, 3, 0],
}


def element(name: str, **values: str) -> Element:
    """An element of Word's own."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def lists(document: Element, form: str, *, restarted: bool) -> tuple[int, int]:
    """Two numberings of one form in a document: the second goes on with the first, or begins again."""
    part = document.part.numbering_part.element
    abstract = element("abstractNum", abstractNumId="900")
    for depth, (kind, text) in enumerate(FORMS[form]):
        level = element("lvl", ilvl=str(depth))
        for name, value in (("start", "1"), ("numFmt", kind), ("lvlText", text)):
            level.append(element(name, val=value))
        abstract.append(level)
    part.find(qn("w:num")).addprevious(abstract)
    for number in (901, 902):
        num = element("num", numId=str(number))
        num.append(element("abstractNumId", val="900"))
        if restarted and number == 902:
            for depth in range(len(FORMS[form])):
                override = element("lvlOverride", ilvl=str(depth))
                override.append(element("startOverride", val="1"))
                num.append(override)
        part.append(num)
    return 901, 902


def numbered(form: str, walk: str, *, restarted: bool) -> bytes:
    """A Word file whose paragraphs are numbered by themselves, in two lists one after the other."""
    document = Document()
    for number in lists(document, form, restarted=restarted):
        for depth in WALKS[walk]:
            paragraph = document.add_paragraph(f"Lamp {number}")
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # noqa: SLF001 - it has no other way
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = number
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def last_numbers(data: bytes) -> list[str]:
    """The last number or letter of each label."""
    return [re.findall(r"\w+", block.label)[-1] for block in read_docx(data, lambda *_: None)]


@pytest.mark.parametrize("walk", WALKS)
@pytest.mark.parametrize("form", FORMS)
def test_numbers_are_those_of_another_program(form: str, walk: str, tmp_path: Path) -> None:
    """The last number or letter of each label is the same; the other program tells no more of a label."""
    data = numbered(form, walk, restarted=True)
    ours = last_numbers(data)
    path = tmp_path / "lamps.docx"
    path.write_bytes(data)
    with docx2python(path) as other:
        theirs = re.findall(r"(?m)^\t*(\w+)\)\tLamp", other.text)
    assert ours == theirs
    assert len(ours) == 2 * len(WALKS[walk])


def test_a_second_list_of_one_form_goes_on() -> None:
    """Word counts on where nothing says that numbers begin again; the other program begins every list anew."""
    assert last_numbers(numbered("numbers", "flat", restarted=False)) == [str(number) for number in range(1, 61)]
