"""``compacts import``: a draft beside its document, what is told of it, and what cannot be read."""

import sys
from pathlib import Path

import pytest

from cli.running import run_here
from compact_core import DocumentBlock, UnreadableError
from compact_core.documents.readers import MOST_BLOCKS
from installing import install

DOCUMENT = """\
Lamp code

1 Light

1.1 The Town Council will light the lamps at dusk.
1.2 Ask lamps@example.org for oil.
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document, and a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    (tmp_path / "lamp.txt").write_text(DOCUMENT, encoding="utf-8")
    return tmp_path


def test_a_draft_is_written_beside_its_document(place: Path) -> None:
    """The command prints the file, how many words are in it, what was left out, and every doubt."""
    done = run_here("import", "lamp.txt")
    assert done.code == 0
    assert done.out == (
        "lamp.toml\n"
        "3 parts, 20 of 20 words of the document, and 3 words left out on purpose\n"
        "Left out: an e-mail address (1 line)\n"
        "3 doubts:\n"
        "  whole document: nothing names the agreement that the code belongs to. Assumed: it is called 'Lamp code'.\n"
        "  line 5: 1 sentence says what 'Town Council' owes. Assumed: duty = [\"town-council\"] there.\n"
        "  line 6: an e-mail address of a person seems to stand here. Assumed: it is withheld; --keep-contacts"
        " keeps it.\n"
    )
    assert done.err == (
        "Next: open the file in a text editor and look at each doubt.\nTo check it:  compacts check lamp.toml\n"
    )
    checked = run_here("check", "lamp.toml")
    assert (checked.code, checked.err) == (0, "1 file checked: 1 warning and 1 note.\n")
    assert "lamps@example.org" not in (place / "lamp.toml").read_text(encoding="utf-8")


def test_the_draft_can_go_elsewhere(place: Path) -> None:
    """With -o the draft has that name; --json tells other programs the same; contacts can be kept."""
    done = run_here("import", "lamp.txt", "-o", "codes/mine.toml", "--keep-contacts", "--json")
    assert (done.code, done.err) == (0, "")
    told = done.json
    assert (told["file"], told["parts"], told["words"], told["words_found"]) == ("codes/mine.toml", 3, 23, 23)
    assert (told["in_no_part"], told["left_out"], len(told["doubts"])) == ([], [], 2)
    assert "lamps@example.org" in (place / "codes" / "mine.toml").read_text(encoding="utf-8")


def test_nothing_is_overwritten(place: Path) -> None:
    """A file that is there stays as it is."""
    (place / "lamp.toml").write_text("mine", encoding="utf-8")
    done = run_here("import", "lamp.txt")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("lamp.toml is already there, and stays as it is. Choose another name.\n")
    assert (place / "lamp.toml").read_text(encoding="utf-8") == "mine"


BAD = {
    "empty.txt": (b" \n", "The file is empty. Check that it is the right one."),
    "binary.txt": (
        b"\x00\x01\x02" * 99,
        "This is no text: it holds bytes that no text has. Check that it is the right file.",
    ),
    "word.txt": (
        b"\xd0\xcf\x11\xe0" + b"\x00" * 99,
        (
            "The file is in the old format of Word, or has a password. Save it as a Word document (.docx) without a"
            " password."
        ),
    ),
    "page.txt": (
        b"<!DOCTYPE html><p>x",
        "The file is a web page, whatever its name says. Rename it so that it ends with .html.",
    ),
    "paper.md": (b"%PDF-1.7 x", "The file is a PDF file, whatever its name says. Rename it so that it ends with .pdf."),
    "rich.txt": (
        b"{\\rtf1 x}",
        "The file is a file in Rich Text Format. Save it as a Word document (.docx) without a password.",
    ),
    "long.txt": (
        b"a line\n\n" * (MOST_BLOCKS + 1),
        (
            "The document is far larger than a code: more than 30,000 lines or 4,000,000 characters. Save the pages"
            " of the code as a file of their own."
        ),
    ),
    "draft.docx": (
        b"PK",
        (
            "Nothing here reads files of this kind. These can be read: .txt, .text, .md and .markdown. Install"
            " compacts-documents for it."
        ),
    ),
    "draft.xyz": (
        b"x",
        (
            "Nothing here reads files of this kind. These can be read: .txt, .text, .md and .markdown. Save it as one"
            " of them."
        ),
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_told_in_one_message(name: str, place: Path) -> None:
    """The message has the name of the file, what it is, and what to do; nothing is written."""
    data, message = BAD[name]
    (place / name).write_bytes(data)
    done = run_here("import", name)
    assert (done.code, done.out, done.err) == (3, "", f"{name}: {message}\n")
    assert list(place.glob("*.toml")) == []


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        (
            "raises",
            (
                "The reader 'Lamp' failed on this file: ZeroDivisionError: division by zero. The file may be damaged:"
                " open it in the program that made it, and save it anew."
            ),
        ),
        ("refuses", "This lamp is out. Light it."),
        ("wrong", "Its reader gave a str, which is no block. Tell the makers of the reader."),
        ("nothing", "The document has no text in it. Check that it is the right one."),
        (
            "missing",
            (
                "The reader 'Lamp' failed on this file: AttributeError: module 'lamps' has no attribute 'missing'."
                " The file may be damaged: open it in the program that made it, and save it anew."
            ),
        ),
    ],
)
def test_a_reader_of_a_plugin_is_guarded(
    reader: str, message: str, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that fails, refuses or gives something else costs one message."""
    (place / "lamps.py").write_text(
        f"""
from compact_core import DocumentBlock, UnreadableError
from compact_core.plugins import DocumentReader, hookimpl

@hookimpl
def compacts_document_readers():
    return [DocumentReader("Lamp", (".lamp",), "lamps:{reader}")]

def raises(data, told): return [1 / 0]
def refuses(data, told): raise UnreadableError("This lamp is out. Light it.")
def wrong(data, told): return ["x"]
def nothing(data, told): return [DocumentBlock(" ")]
""",
        encoding="utf-8",
    )
    install(place, "lamps", None, "lamps")
    monkeypatch.syspath_prepend(place)
    monkeypatch.delitem(sys.modules, "lamps", raising=False)
    monkeypatch.setenv("COMPACTS_PLUGINS", "lamps")
    (place / "x.lamp").write_bytes(b"light")
    done = run_here("import", "x.lamp")
    assert (done.code, done.out, done.err) == (3, "", f"x.lamp: {message}\n")


def test_the_names_for_readers_are_public() -> None:
    """A plugin makes blocks, and refuses with an error, by public names."""
    assert DocumentBlock("x", label="1.").printed == "1. x"
    assert issubclass(UnreadableError, Exception)


def test_an_old_encoding_is_a_doubt(place: Path) -> None:
    """A text that is not in UTF-8 is read as old Windows texts are, and the draft says so."""
    (place / "old.txt").write_bytes("Lamp code\n\n1 Oil\n\n1.1 A café pays £5.\n".encode("cp1252"))
    done = run_here("import", "old.txt")
    assert (
        "  line 1: the file is not in UTF-8, and does not say in which encoding it is."
        " Assumed: an old one of Windows (cp1252); look at its accents and quotation marks.\n"
    ) in done.out
    assert "A café pays £5." in (place / "old.toml").read_text(encoding="utf-8")
