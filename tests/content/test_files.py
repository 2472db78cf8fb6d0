"""Files that are no files, no text, or far too much of it: one clear problem each, and never a hang."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from compact_core import ContentError, read_code, read_file, read_text
from compact_core.content.files import LARGEST_FILE, file_bytes
from compact_core.content.read import Loaded, read_bytes
from compact_core.content.syntax import DEEPEST_NESTING

BESIDE = Path(__file__).parents[1] / "data" / "bad_codes" / "beside" / "riverside-2015.toml"
SOUND = BESIDE.read_bytes()
CODE = read_bytes(SOUND, BESIDE.name).code
A_PIPE = "This is a pipe, not a file. Save what comes out of it in a file, and name that."
A_DEVICE = "This is a device, not a file. Name a file."
MISSING = "There is no such file. Check the name; it may have been moved or removed."
SAVE_AGAIN = "Save it again as plain text with the encoding UTF-8."
NOT_UTF_8 = "This file is not written in UTF-8: the sign here cannot be read"
NO_TEXT = f"This file holds characters that no text has: it is written in UTF-16, or is no text at all. {SAVE_AGAIN}"
BEGINNINGS = 'Write a key, as in title = "Our code", a heading, as in [code], or # before a note.'
TOO_DEEP = f"Tables and lists stand inside each other more than {DEEPEST_NESTING} levels deep."
needs_unix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes, devices or free links")


def problem_of(path: Path | str) -> str:
    """The one problem of a file, without its name."""
    loaded = read_file(path)
    assert loaded.code is None
    (problem,) = loaded.problems
    assert problem.file == str(path)
    return str(problem).removeprefix(f"{path}: ")


def told(data: bytes) -> list[str]:
    """The problems of some bytes, without the name of the file."""
    return [str(problem).removeprefix("a.toml:").strip() for problem in read_bytes(data, "a.toml").problems]


@contextmanager
def unprivileged() -> Iterator[None]:
    """Give up, for a while, the power to read everything, where the tests run with it.

    A root that may not become another user, as in some containers, may not read everything either.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    with suppress(PermissionError):
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_folder(tmp_path: Path) -> None:
    """A folder is told from a file."""
    assert problem_of(tmp_path) == "This is a folder, not a file. Name a file in it."


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    """A file that vanished since it was listed, or was never there, is told as missing."""
    path = tmp_path / "gone.toml"
    path.write_bytes(SOUND)
    path.unlink()
    assert problem_of(path) == MISSING
    assert problem_of("") == MISSING


@needs_unix
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file that its owner keeps to himself is told as such."""
    path = tmp_path / "closed.toml"
    path.write_bytes(SOUND)
    path.chmod(0)
    with unprivileged():
        problem = file_bytes(path)
    assert str(problem) == f"{path}: You may not read this file. Ask its owner, or change its permissions."


@needs_unix
def test_a_named_pipe(tmp_path: Path) -> None:
    """A pipe into which nobody writes does not keep the program waiting."""
    path = tmp_path / "pipe.toml"
    os.mkfifo(path)
    assert problem_of(path) == A_PIPE


@needs_unix
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null"])
def test_a_device(device: str, tmp_path: Path) -> None:
    """A device without an end, or with nothing in it, is no file, also behind a link."""
    link = tmp_path / "link.toml"
    link.symlink_to(device)
    assert problem_of(device) == A_DEVICE
    assert problem_of(link) == A_DEVICE


@needs_unix
def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    """A link to nothing is told as missing, a link in a circle by the words of the system."""
    nowhere, circle = tmp_path / "nowhere.toml", tmp_path / "circle.toml"
    nowhere.symlink_to("gone.toml")
    circle.symlink_to(circle.name)
    assert problem_of(nowhere) == MISSING
    assert problem_of(circle).startswith("This file cannot be read: ")
    assert problem_of(circle).endswith(". Check the name and the disk.")


@pytest.mark.parametrize("name", ["nul\0.toml", f"{'long' * 2_000}.toml", f"{BESIDE}/inside.toml"])
def test_names_that_no_file_can_have(name: str) -> None:
    """A name that the system refuses is one problem like any other."""
    assert problem_of(name).endswith((". Check the name and the disk.", MISSING))


def test_the_largest_file(tmp_path: Path) -> None:
    """A file of 8 MiB is read, one byte more is told."""
    path = tmp_path / "large.toml"
    path.write_bytes(SOUND + b"#" * (LARGEST_FILE - len(SOUND)))
    assert read_file(path) == Loaded(CODE, ())
    path.write_bytes(SOUND + b"#" * (LARGEST_FILE - len(SOUND) + 1))
    assert problem_of(path) == (
        "This file is larger than 8 MiB, more than any file of a code or an assessment. Check that it is the right one."
    )


def test_reading_never_writes(tmp_path: Path) -> None:
    """A file that was read, sound or not, is the same as before, and nothing stands beside it."""
    paths = tmp_path / "sound.toml", tmp_path / "bad.toml"
    for path, data in zip(paths, (SOUND, b"format = "), strict=True):
        path.write_bytes(data)
        os.utime(path, ns=(0, 0))
        read_file(path)
        assert (path.read_bytes(), path.stat().st_mtime_ns) == (data, 0)
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_a_code_or_everything_that_is_wrong() -> None:
    """Reading a code raises one error with every problem, and its text is their lines."""
    assert read_code(BESIDE) == CODE
    with pytest.raises(ContentError) as raised:
        read_code(BESIDE.parents[1] / "many-mistakes-at-once.toml")
    assert str(raised.value) == "\n".join(map(str, raised.value.problems))
    assert len(raised.value.problems) > 9


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + SOUND, SOUND.replace(b"\n", b"\r\n"), b"\xef\xbb\xbf" + SOUND.replace(b"\n", b"\r\n")],
    ids=["with a mark in front", "with the line ends of Windows", "with both"],
)
def test_what_notepad_saves(data: bytes) -> None:
    """A byte order mark and the line ends of Windows are no mistake, and move no place."""
    assert read_bytes(data, "a.toml") == Loaded(CODE, ())
    assert told(data.replace(b'"compact"', b"compact"))[0].startswith("10:8: There is no value here")
    assert told(data.replace(b'"compact"', b"5"))[0].startswith("10:8: kind must be text")
    assert told(data.replace(b'"compact"', b'"\xff"'))[0].startswith("10:9: This file is not written in UTF-8")


WAYS_TO_NEST: dict[str, Callable[[int], str]] = {
    "lists": lambda levels: f"a = {'[' * levels}{']' * levels}",
    "tables in braces": lambda levels: f"a = {'{ a = ' * (levels - 1)}{{}}{'}' * (levels - 1)}",
    "a dotted key": lambda levels: f"{'a.' * levels}a = 1",
    "a dotted key with spaces and quotes": lambda levels: "a . " + '"\\"" . ' * (levels - 1) + "a = 1",
    "a dotted key in braces": lambda levels: f"a = {{ {'a.' * (levels - 1)}a = 1 }}",
    "a dotted heading": lambda levels: f"[{'.'.join('a' * levels)}]",
    "a dotted heading in two pairs of brackets": lambda levels: f"[[{'.'.join('a' * (levels - 1))}]]",
}


@pytest.mark.parametrize("way", WAYS_TO_NEST)
def test_the_deepest_nesting(way: str) -> None:
    """Down to the limit the keys are looked at; one level deeper, or a million, is one problem."""
    nest = WAYS_TO_NEST[way]
    assert "'a' is not a key of a code file." in "".join(told(nest(DEEPEST_NESTING).encode()))
    for levels in (DEEPEST_NESTING + 1, 10_000, 1_000_000):
        (problem,) = told(nest(levels).encode())
        assert problem.startswith(TOO_DEEP) or " parts joined by dots. Keys of a code have no dots." in problem


@pytest.mark.parametrize("opening", ["[", "{a=", "[{a=", "[["])
def test_brackets_that_are_never_closed(opening: str) -> None:
    """Ten thousand open brackets are one problem."""
    (problem,) = told(f"a = {opening * 10_000}".encode())
    assert problem == f"{TOO_DEEP} A code needs no more than five levels."


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (SOUND.decode().encode("utf-16-le"), f"1:2: {NO_TEXT}"),
        (SOUND.decode().encode("utf-16-be"), f"1:1: {NO_TEXT}"),
        (b"PK\x03\x04\x14\x00\x06\x00", f"1:6: {NO_TEXT}"),
        (b"\x89PNG\r\n", f"1:1: {NOT_UTF_8} (byte 0x89). {SAVE_AGAIN}"),
        (b'format = 1\ntitle = "\xed\xa0\x80"', f"2:10: {NOT_UTF_8} (byte 0xed). {SAVE_AGAIN}"),
        (SOUND.replace(b"\n", b"\r"), "1:11: A control character stands here (0x0d). Take it out of the file."),
        (b"a = " + b"9" * 5_000, "1:5: This number has thousands of digits. Put text in double quotes."),
        (b"<!DOCTYPE html>", f"1:1: No line can begin like this: '<!DOCTYPE html>'. {BEGINNINGS}"),
        (b'{"format": 1}', f"1:1: No line can begin like this: '{{\"format\": 1}}'. {BEGINNINGS}"),
        (b"---\nformat: 1\n", '1:4: A key has no equals sign after it; found the end of the line. Write key = "text";'),
    ],
)
def test_what_is_no_code_file(data: bytes, problem: str) -> None:
    """Other encodings, other formats and other line ends are told in plain words, at their place."""
    (only,) = told(data)
    assert only.startswith(problem)


def test_a_text_with_half_a_character() -> None:
    """A text of a program may hold half of a character, which no file can."""
    (problem,) = read_text("format = 1\ntitle = '\ud800'", "a.toml").problems
    assert (problem.line, problem.column) == (2, 10)


@pytest.mark.parametrize(
    "sign", ["a", "1", "\\\\", "\\r", "@", "a@", "<a", "a-", "é", "\u0090", "\u001b]", "\x9d", "\u202e", " ", "x.", "0"]
)
def test_one_very_long_line(sign: str) -> None:
    """A text of a hundred thousand signs in any place of the file is read to the end."""
    long = sign * (100_000 // len(sign))
    sound = SOUND.decode()
    for place in ('"1, bullet 1"', '"Talk to each other early."', '"talk-early"', '["public"]'):
        text = sound.replace(place, place.replace('"', f'"{long}', 1), 1)
        loaded = read_text(text, "a.toml")
        assert all(len(str(problem)) < 600 for problem in loaded.problems)
        assert loaded.code or loaded.problems


def test_very_many_mistakes() -> None:
    """Ten thousand wrong references are told up to the first thousand of their kind."""
    links = '[[links]]\nfrom = "gone"\nto = "lost"\nrelation = "upholds"\nreason = "None."\n'
    loaded = read_bytes(SOUND + links.encode() * 10_000, "a.toml")
    messages = [problem.message for problem in loaded.problems]
    assert messages.count("There is no part with the id 'gone'.") == 500
    assert len(messages) == 2_000
