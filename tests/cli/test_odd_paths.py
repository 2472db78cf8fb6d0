"""Paths as disks have them: not UTF-8, with signs that steer a terminal, written under another locale, or gone."""

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.assess.beginning import CODE, WHO
from cli.running import run_alone, run_here
from compact_core.library.opening import fresh_library
from compact_core.text import clean, path_of, readable
from programs import until_still
from samples import added, age, small_code

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")

NAMES = {
    "not UTF-8": (b"caf\xe9", "caf…e9"),
    "a control sequence": (b"a\x1b[31mb", "a…1b[31mb"),
    "a line break": (b"a\nb", "a…0ab"),
    "right to left": ("a\u202eb".encode(), "a…e2…80…aeb"),
    "an ellipsis beside": ("a\u2026b\x07".encode(), "a…e2…80…a6b…07"),
    "accents": ("Iechyd Glan yr Afôn".encode(), "Iechyd Glan yr Afôn"),
    "an ellipsis alone": ("more…ad".encode(), "more…ad"),
}
"""Names as bytes, and as they are shown."""


@given(st.binary(max_size=12).filter(lambda name: b"\0" not in name))
def test_any_name_can_be_shown_and_found_again(name: bytes) -> None:
    """What is shown of a name is one line that steers nothing; shown twice it is the same, and it leads back."""
    path = os.fsdecode(name)
    shown = readable(path)
    assert shown == clean(shown) == readable(shown)
    assert not {"\n", "\t", "\r"} & {*shown}
    assert shown.encode().decode() == shown
    if shown != path or path_of(path) == path:
        assert path_of(shown) == path


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, for commands in this process without plugins."""
    monkeypatch.setenv("COMPACTS_HOME", str(home))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("raw", "shown"), NAMES.values(), ids=NAMES)
def test_reports_and_answers_with_any_name_are_found(home: Path, raw: bytes, shown: str) -> None:
    """A folder, a report, and a file of answers with an odd name are named as they are, found, and erased.

    Some reports are written under another locale than that in which somebody is erased.
    """
    name = os.fsdecode(raw)
    options = (*WHO, "--code", CODE, "--rows", "forming-aims", "--collector", "City Council, partnership officer")
    assert run_here("assess", "new", name, "--name", "Harbour", *options).out == f"{shown}\n"
    status = run_here("assess", "status", name, "--json").json
    person = status["sides"][0]["organisations"][0]["invitees"][0]["code"]
    Path(f"{name}.json").write_text(f'{{"of": "{person}"}}', encoding="utf-8")
    assert f"Not brought in: {shown}.json\n" in run_here("assess", "collect", name, f"{name}.json").err
    run_here("assess", "close", name)
    report = ("assess", "report", name, "-o", f"{name}/result-{name}.html")
    if shown in {"caf…e9", "Iechyd Glan yr Afôn"}:
        posix = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        if not sys.prefix.isascii():  # there Python itself does not start in such a locale
            posix = {"LC_ALL": "C.UTF-8"}
        assert run_alone(home, *map(os.fsencode, report), env=posix).code == 0
    else:
        assert run_here(*report).out == f"{shown}/result-{shown}.html\n"
    Path(f"{name}.json").replace(Path(name, f"of {name}.json"))
    erased = run_here("assess", "erase", name, person, "--yes")
    assert f"Removed: {shown}/result-{shown}.html\n" in erased.out
    assert f"Look at it yourself: {shown}/of {shown}.json. The person's code stands in it." in erased.out
    assert not Path(name, f"result-{name}.html").exists()


@pytest.mark.usefixtures("folder")
def test_data_names_the_file_itself() -> None:
    """For other programs, the paths of what was removed, and of what is left, are those of the files."""
    name = os.fsdecode(b"caf\xe9")
    options = (*WHO, "--code", CODE, "--rows", "forming-aims", "--collector", "City Council, partnership officer")
    run_here("assess", "new", name, "--name", "Harbour", *options)
    status = run_here("assess", "status", name, "--json").json
    person = status["sides"][0]["organisations"][0]["invitees"][0]["code"]
    Path(name, "notes.txt").write_text(person, encoding="utf-8")
    erased = run_here("assess", "erase", name, person, "--yes", "--json").json
    assert [one["path"] for one in erased["left"]] == [f"{name}/notes.txt"]
    assert f"{name}/round-1/round.toml" in erased["removed"]


@pytest.mark.usefixtures("folder")
def test_problems_name_such_files() -> None:
    """A code with an odd name is checked, and its problem names it."""
    name = os.fsdecode(b"caf\xe9.toml")
    Path(name).write_text("x", encoding="utf-8")
    assert run_here("check", name).out.startswith("caf…e9.toml:1:2: ")
    assert run_here("--codes", name, "list").code == 0


GONE = "The folder that you are in was removed or renamed. Go to another folder, then try again.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--codes", ".", "list"), 3),
        (("check", "."), 0),
        (("check", "one.toml"), 3),
        (("new", "code", "one.toml"), 3),
        (("new", "plugin", "one"), 3),
        (("assess", "status", "harbour"), 3),
        (("assess", "new", "harbour", "--name", "H", *WHO, "--code", CODE, "--collector", "C"), 3),
    ],
)
def test_a_working_folder_that_is_gone_is_told(folder: Path, words: tuple[str, ...], code: int) -> None:
    """In a folder that was removed, every command says so, and nothing crashes."""
    folder.rmdir()
    done = run_here(*words)
    assert done.err.endswith(GONE)
    assert done.code == code


def test_the_program_starts_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    """Python itself and the program start there too."""
    (tmp_path / "here").mkdir()
    command = f"cd '{tmp_path}/here' && rmdir '{tmp_path}/here' && exec \"$@\""
    done = run_alone(tmp_path / "home", "list", before=("sh", "-c", command, "sh"))
    assert (done.code, done.err) == (0, GONE)


def test_what_was_read_below_an_odd_name_is_kept(tmp_path: Path) -> None:
    """The catalogue knows files again whose names are not UTF-8: the second time nothing is read."""
    home = tmp_path / os.fsdecode(b"caf\xe9")
    (home / "codes").mkdir(parents=True)
    (home / "codes" / os.fsdecode(b"on\xe9.toml")).write_text(small_code("one"))
    age(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(home))
        patch.setenv("COMPACTS_PLUGINS", "none")
        assert added() == ["one"]
        age(tmp_path)
        until_still()
        assert added() == ["one"]
        fresh = fresh_library()
        if fresh is None:  # somebody else has written into a folder from which Python imports
            assert added() == ["one"]
            fresh = fresh_library()
    assert fresh is not None
    fresh.close()
