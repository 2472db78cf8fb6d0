"""The form as a Word document: the same bytes each time, boxes to tick, and read back as the lines of the form."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from word.documents import saying, with_parts

from compact_core import CompactsError, Fact, Form, FormItem, FormSection, form_lines
from compacts_word.form_document import write
from compacts_word.form_reading import read

ITEM = FormItem("keep", "1", "Keep", "Do it.", ("a", "b"), (), ("too early",))
FORM = Form(
    partnership="reedham",
    partnership_name="Reedham\x0b <b>& Co",
    round=1,
    code="reedham-2024",
    code_title="Side by Side",
    language="cy",
    invitee="circle-1",
    organisation="circle",
    organisation_name="Reedham Circle",
    side="",
    role="",
    agreed=True,
    asked="0" * 16,
    collector="Reedham Council, officer",
    address="",
    closes="",
    points=("no", "yes"),
    organisations=(("circle", "Reedham Circle"), ("council", "Reedham Council")),
    about=(Fact("Time", "A minute."),),
    sections=(FormSection("trust", "1 Trust", "", (ITEM,)),),
)
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
SAVE = "Open it in a word processor and save it as a Word document (.docx)."


def lines(data: bytes) -> list[str]:
    """The lines that come back, without the empty ones."""
    return [" ".join(line.split()) for line in read(data).decode().split("\n") if line.strip()]


def empty() -> list[str]:
    """The lines of the empty form."""
    shown = [("\u2610 " if line.style == "option" else "") + line.text for line in form_lines(FORM, ticks=True)]
    return [" ".join(line.split()) for line in shown]


def ticked() -> bytes:
    """The form in which 'yes' is ticked, a cross stands before a missing part, and a comment is written."""
    document = Document(BytesIO(write(FORM)))
    slot = ""
    for paragraph in document.paragraphs:
        slot = paragraph.text if paragraph.text.startswith("[") else slot
        box = next(paragraph._p.iter(f"{W14}checked"), None)  # noqa: SLF001 - as written
        if box is not None and "[answer:" in slot and paragraph.text == " yes":
            box.set(f"{W14}val", "1")
        if "[missing:" in slot and paragraph.text == " 2 b":
            paragraph._p.remove(paragraph._p.find(qn("w:sdt")))  # noqa: SLF001 - as written
            paragraph.runs[0].text = "x 2 b"
        if "[comment:trust:strengths]" in slot and not paragraph.text:
            paragraph.add_run("We meet.")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def expected() -> list[str]:
    """The lines of the form that is ticked."""
    made = empty()
    answer = made.index("[answer:keep] Your answer:")
    made[made.index("\u2610 yes", answer)] = "\u2612 yes"
    made[made.index("\u2610 2 b")] = "\u2612 2 b"
    made.insert(made.index("[comment:trust:strengths] What works well here?") + 1, "We meet.")
    return made


def test_the_same_form_gives_the_same_file() -> None:
    """Made again, the document is the same, so nobody is told that it changed."""
    assert write(FORM) == write(FORM)


def test_an_empty_form_has_every_line() -> None:
    """Each line of the form is a paragraph, each answer has a box; title and language are set."""
    assert lines(write(FORM)) == empty()
    document = Document(BytesIO(write(FORM)))
    assert document.core_properties.language == "cy"
    assert [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 2"] == [
        "[item:1] 1. Keep. Do it."
    ]


def test_what_is_ticked_is_read_back() -> None:
    """Boxes that are ticked and crosses in their place come back, and what is written."""
    assert lines(ticked()) == expected()


@pytest.mark.parametrize("mark", ["bold", "underline", "strike", "highlight_color"])
def test_words_that_are_marked_are_told(mark: str) -> None:
    """Who marks an answer in another way than by its box is not passed over; where words are plain nothing is said."""
    document = Document(BytesIO(write(FORM)))
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            on = 7 if mark == "highlight_color" else True
            setattr(run.font, mark, on if paragraph.text == " yes" else None)
    file = BytesIO()
    document.save(file)
    told = [line for line in lines(file.getvalue()) if "marked" in line]
    assert told
    assert set(told) == {"\u2610 yes (its words are marked, and its box is not ticked)"}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice is not installed")
def test_libreoffice_keeps_what_is_ticked(tmp_path: Path) -> None:
    """Saved again by LibreOffice, the document says the same."""
    (tmp_path / "form.docx").write_bytes(ticked())
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "docx", "--outdir", "out", "form.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=300)
    if not (tmp_path / "out" / "form.docx").exists():
        pytest.skip("soffice is installed without its word processor")
    assert lines((tmp_path / "out" / "form.docx").read_bytes()) == expected()


def _zipped(name: str, content: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


MUCH = "This document holds far more than a form. Ask for the form that was filled in."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", f"This document is damaged, or has a password. {SAVE}"),
        (b"\xd0\xcf\x11\xe0", f"This document is in the old format of Word, or has a password. {SAVE}"),
        (_zipped("a.txt", b"x"), f"This is no Word document, whatever its name says. {SAVE}"),
        (_zipped("word/document.xml", b"<a>"), f"This document is damaged: its text cannot be read. {SAVE}"),
        (_zipped("word/document.xml", b" " * 20_000_000), MUCH),
        (_zipped("word/document.xml", b"<" * 400_000), MUCH),
        (
            with_parts(saying("x"), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
            "This document has parts that Word does not write. Ask where it comes from.",
        ),
    ],
    ids=["text", "old", "zip", "cut", "large", "marks", "entity"],
)
def test_what_is_no_form_is_told(data: bytes, message: str) -> None:
    """Other files, and those that mean harm, get one clear message."""
    with pytest.raises(CompactsError) as caught:
        read(data)
    assert str(caught.value) == message
