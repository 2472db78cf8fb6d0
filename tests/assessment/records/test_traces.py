"""Whoever is erased is looked for in every file of the folder: packed, sent by mail, and in all kinds of letters."""

from pathlib import Path

import pytest

from assessment.records.hidden import CODE, HIDDEN, attached, packed
from compact_core.assessment.records.removal import erase
from compact_core.assessment.records.traces import Left
from compact_core.assessment.records.unpacking import LARGEST

CLOSED = "The program cannot look into all of it. Look whether it tells of the person."


@pytest.mark.parametrize("name", HIDDEN)
def test_the_code_is_found_however_it_is_written(folder: Path, name: str) -> None:
    """In any encoding, between tags, in packed and in large files the person's code is found, and the file named."""
    (folder / "notes.bin").write_bytes(HIDDEN[name])
    assert erase(str(folder), CODE).left == (Left(str(folder / "notes.bin"), "The person's code stands in it."),)


def locked_zip() -> bytes:
    """A packed file that says that it needs a password."""
    data = bytearray(packed(("a.txt", b"x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def spoilt(data: bytes) -> bytes:
    """A packed file of which some bytes in the middle are others."""
    return data[:36] + b"???" + data[39:]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"\x1f\x8b...",
        b"\x89PNG...",
        b"\xd0\xcf\x11\xe0...",
        b"Subject: x\nContent-Transfer-Encoding: base64\n\nY2hhcml0eS0x!",
        b"Subject: x\nContent-Transfer-Encoding: base64\nY2hhcml0eS0x",
        attached(("scan.pdf", b"%PDF-1.7"), ("b.txt", b"x")),
        attached(("scan.png", b"\x89PNG")),
        locked_zip(),
        packed(("a.txt", b"x"))[:-30],
        spoilt(packed(("a.txt", b"xyz" * 99))),
    ],
    ids=[
        "pdf",
        "gzip",
        "picture",
        "old office",
        "spoilt mail",
        "mail without end",
        "attached",
        "picture in a mail",
        "password",
        "cut off",
        "damaged",
    ],
)
def test_what_cannot_be_looked_into_is_named(folder: Path, data: bytes) -> None:
    """A file in which nothing can be read is never passed over in silence."""
    (folder / "file").write_bytes(data)
    assert erase(str(folder), CODE).left == (Left(str(folder / "file"), CLOSED),)


def test_what_is_attached_to_a_mail_is_looked_into(folder: Path) -> None:
    """A mail to another person, with a document in it, says nothing of this person and is not named."""
    (folder / "to council-1.eml").write_bytes(attached(("in.xlsx", packed(("x.xml", b"council-1"))), ("a.txt", b"x")))
    assert erase(str(folder), CODE).left == ()


def test_a_packed_file_that_holds_far_too_much_is_named(folder: Path) -> None:
    """What is packed in what is packed counts together: here the second file alone would not be too much."""
    inner = packed(("a.txt", b" " * 2**20), ("b.txt", b" " * (LARGEST - 2**20)))
    (folder / "file").write_bytes(packed(("a.zip", inner)))
    assert erase(str(folder), CODE).left == (Left(str(folder / "file"), CLOSED),)


def test_a_file_that_is_far_too_large_is_named(folder: Path) -> None:
    """A file that is not looked through because of its size is named with the limit."""
    with (folder / "film").open("wb") as file:
        file.truncate(LARGEST + 1)
    why = "This file is larger than 64 MiB. It may tell of the person."
    assert erase(str(folder), CODE).left == (Left(str(folder / "film"), why),)


def test_what_git_keeps_is_named(folder: Path) -> None:
    """Earlier versions that git keeps are not looked through, and that is said."""
    (folder / ".git").mkdir()
    (folder / ".git" / "x").write_text(CODE, encoding="utf-8")
    why = "git keeps earlier versions of files here, and they may tell of the person."
    assert erase(str(folder), CODE).left == (Left(str(folder / ".git"), why),)
