"""Nothing that a user can type, name or write makes a command fail badly or steer the terminal."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cli.running import Done, run_alone, run_here
from samples import OTTERBURY

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters but for newline and tab, and what turns text round."""
HOSTILE = "\x1b[31m\x1b]0;gone\x07\x9b2J\u202e[bold]<b>%s{0}"
WORDS = (
    *("list", "show", "search", "check", "doctor", "completion", "--codes", "--json", "--format", "--help", "--debug"),
    *("--version", "--", "-", "#", "a#b#c", "otterbury-promises", "otterbury-promises#trust", "toml", "bash", ""),
    *("\x1b[31m", "\x9b31m", "\udcff", "\n", "\u202e", "x" * 5000, "\x1b]0;title\x07", "*", "NEAR", '"', "'", "%s"),
)
_FROM_ARGV = st.characters(exclude_characters="\0")

words = st.one_of(
    st.sampled_from(WORDS),
    st.text(_FROM_ARGV, max_size=8),
    st.tuples(st.sampled_from(WORDS), st.text(_FROM_ARGV, max_size=4)).map("".join),
    st.text(_FROM_ARGV, max_size=3).map("otterbury-promises#".__add__),
)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder in which no word is the name of a file, with a library of one code."""
    top = tmp_path_factory.mktemp("nowhere")
    (top / "home" / "codes").mkdir(parents=True)
    (top / "home" / "codes" / "otterbury.toml").write_text(OTTERBURY)
    (top / "empty").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(top / "empty")
        patch.setenv("COMPACTS_HOME", str(top / "home"))
        patch.setenv("COMPACTS_PLUGINS", "none")
        yield top


def assert_calm(done: Done, allowed: tuple[int, ...] = (0, 1, 2, 3)) -> None:
    """The command ended as commands do, and printed nothing that a terminal obeys."""
    assert done.code in allowed
    assert not STEERING.search(done.out), ascii(done.out)
    assert not STEERING.search(done.err), ascii(done.err)
    assert "Traceback" not in done.err
    assert "Something went wrong" not in done.err


@given(st.lists(words, max_size=5).filter(lambda args: not any(map(os.path.exists, args))))
@example(["show", "\udcff"])
@example(["list", "--codes", "\udcff"])
@example(["search", "--", "\x1b[31m\udcff"])
@example(["check", "a\nb", "\x1b[2J"])
@example(["--\x1b[31m"])
@example(["completion", "\x9b31m"])
def test_any_words_are_answered(nowhere: Path, args: list[str]) -> None:
    """Whatever words are typed, the answer is data or a plain message with a known exit code."""
    assert_calm(run_here(*args))
    assert not (nowhere / "home" / "state").exists()


HOSTILE_ARGS = [
    [b"show", b"\xff\xfe\x1b[31m"],
    [b"list", b"--codes", b"\xff"],
    [b"check", b"\xff\n\x1b]0;x\x07"],
    [b"--", b"--"],
    [b"search", b"\xc3\x28", b"NEAR("],
]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no arguments of bytes")
@pytest.mark.parametrize("args", HOSTILE_ARGS)
def test_bad_bytes_are_answered(home: Path, args: list[bytes]) -> None:
    """Arguments that are no text are answered like any other."""
    assert_calm(run_alone(home, *args), (2, 3) if b"search" not in args else (0,))


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("good", [True, False], ids=["good", "bad"])
def test_hostile_file_names_are_shown_as_text(here: Path, *, good: bool) -> None:
    """A code or a problem in a file with a hostile name is found, and the name steers nothing."""
    (here / "codes" / "otterbury.toml").unlink()
    names = (b"\x1b[31mred", b"two\nlines", b"\xff", "\u202eright".encode(), b"\x9b2J\xc2\x9b")
    for number, name in enumerate(names):
        path = Path(os.fsdecode(os.fsencode(here / "codes") + b"/" + name + b".toml"))
        content = OTTERBURY.replace("otterbury-promises", f"otterbury-{number}") if good else "format = 2\n[code"
        path.write_text(content, encoding="utf-8")
    listed = run_here("list")
    assert [f"otterbury-{number}" in listed.out for number, _ in enumerate(names)] == [good] * len(names)
    problems = run_here("doctor", "--json").json["problems"]
    assert len(problems) == (0 if good else len(names))
    for args in (["list"], ["list", "--json"], ["doctor"], ["doctor", "--json"], ["check", str(here / "codes")]):
        assert_calm(run_here(*args))


@pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")
@pytest.mark.parametrize("folder", [b"\xff", b"\x1b[31m", b"two\nlines"])
def test_hostile_folders_hold_a_library(tmp_path: Path, folder: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder with a hostile name works like any other."""
    home = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + folder))
    (home / "codes").mkdir(parents=True)
    (home / "codes" / "code.toml").write_text(OTTERBURY)
    monkeypatch.setenv("COMPACTS_HOME", str(home))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    for args in (["list"], ["list", "--codes", str(home / "codes")]):
        done = run_here(*args)
        assert_calm(done)
        assert "otterbury-promises" in done.out
    assert_calm(run_here("doctor"))


@pytest.mark.parametrize("form", ["text", "markdown", "json", "toml"])
def test_hostile_content_is_shown_as_text(here: Path, form: str) -> None:
    """What steers a terminal is taken out of a code; signs with a meaning elsewhere stay."""
    hostile = "".join(f"\\u{ord(sign):04x}" if STEERING.match(sign) else sign for sign in HOSTILE)
    text = OTTERBURY.replace("Promises between", hostile).replace("Trust", hostile).replace("May", hostile)
    (here / "codes" / "otterbury.toml").write_text(text)
    for args in (["list"], ["show", "otterbury-promises", "--format", form], ["show", "otterbury-promises#trust"]):
        done = run_here(*args)
        assert_calm(done, (0,))
        assert "%s{0}" in done.out.replace("\\", "")


def test_hostile_surroundings_are_shown_as_text(home: Path) -> None:
    """Names of plugins that are asked for and cannot be found come out as text."""
    done = run_alone(home, "doctor", env={"COMPACTS_PLUGINS": HOSTILE})
    assert_calm(done, (0,))
    assert "There is no plugin called '[bold]<b>%s{0}'" in done.out
