"""The library opened: what is remembered, and what is noticed."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.running import environment
from compact_core import Problem, open_library
from compact_core.library.checking import check_files
from compact_core.plugins.isolation import Silence
from programs import finished, until_still
from samples import BROKEN, BUILT_IN, added, age, small_code, state, used_home, write

NOT_WHEN_WARM = (
    *("tomllib", "dataclasses", "json", "platformdirs", "importlib.metadata", "pathlib", "hashlib", "pluggy"),
    *("compact_core.model", "compact_core.content", "compact_core.library.indexing", "compact_core.plugins", "textual"),
)
WARM = """
import sys
sys.argv = ["compacts", "list"]
from compact_core.cli import main
try:
    main()
finally:
    print(*sorted(set(sys.modules) & set(sys.argv.pop().split(","))) or ["none"], file=sys.stderr)
"""


def test_an_unchanged_library_reads_no_toml(home: Path) -> None:
    """The second `compacts list` loads nothing that could read a code, and no slow part of Python."""
    shutil.rmtree(home / "cache")
    (home / "codes" / "one.toml").write_text(small_code("one"))
    age(home / "codes")
    until_still()
    script = WARM.replace("sys.argv.pop()", repr(",".join(NOT_WHEN_WARM)))
    runs = [finished([sys.executable, "-c", script], env=environment(home), check=True) for _ in "ab"]
    cold, warm = ([*run.stderr.split()] for run in runs)
    assert {"tomllib", "compact_core.library.indexing", "compact_core.model"} <= set(cold)
    assert warm == ["none"]
    assert runs[0].stdout == runs[1].stdout


@pytest.mark.usefixtures("home")
def test_the_interface_is_found_without_the_model() -> None:
    """A plugin offers the interface, and its app is imported, before any type of a code; scales are such a type."""
    script = """
import sys
from compact_core.library.opening import open_plugins
assert open_plugins().commands()
import compact_tui.app
before = "compact_core.model" in sys.modules
assert open_plugins().scales()
print(before, "compact_core.model" in sys.modules)
"""
    environment = {**os.environ, "COMPACTS_PLUGINS": "tui"}
    done = finished([sys.executable, "-c", script], check=True, env=environment)
    assert done.stdout == "False True\n"


def replace_folder(home: Path) -> None:
    """Put a file in the place of the user's codes folder."""
    shutil.rmtree(home / "codes")
    (home / "codes").write_text("")


CHANGES: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "nothing": (lambda _: None, ["one", "two"]),
    "a file added": (lambda home: write(home, "three.toml", small_code("three")), ["one", "three", "two"]),
    "a file removed": (lambda home: (home / "codes" / "one.toml").unlink(), ["two"]),
    "a file changed": (lambda home: write(home, "one.toml", small_code("changed")), ["changed", "two"]),
    "a file of the same size": (lambda home: write(home, "one.toml", small_code("uno")), ["two", "uno"]),
    "a file broken": (lambda home: write(home, "one.toml", BROKEN), ["two"]),
    "a file renamed": (lambda home: (home / "codes" / "one.toml").rename(home / "codes" / "x.toml"), ["one", "two"]),
    "a file renamed to be no code": (
        lambda home: (home / "codes" / "one.toml").rename(home / "codes" / "one.txt"),
        ["two"],
    ),
    "a file hidden": (lambda home: (home / "codes" / "one.toml").rename(home / "codes" / ".one.toml"), ["two"]),
    "two files exchanged": (
        lambda home: (
            write(home, "one.toml", small_code("two")),
            write(home, "two.toml", small_code("one")),
        ),
        ["one", "two"],
    ),
    "a file touched": (lambda home: (home / "codes" / "one.toml").touch(), ["one", "two"]),
    "a folder added": (
        lambda home: (
            shutil.copytree(home / "codes", home / "codes" / "in" / "deep")
            and write(home, "in/deep/one.toml", small_code("deep"))
        ),
        ["deep", "one", "two"],
    ),
    "the folder removed": (lambda home: shutil.rmtree(home / "codes"), []),
    "the folder replaced by a file": (replace_folder, []),
}


AS_NEW = ("a file changed", "a file of the same size", "two files exchanged", "a file touched")
"""What changes only in a file: to see it is harder while the clock has not moved on since the file was read."""


@pytest.mark.parametrize(
    ("name", "old"), [*((name, True) for name in CHANGES), *((name, False) for name in AS_NEW)], ids=str
)
def test_a_change_is_noticed(home: Path, name: str, *, old: bool) -> None:
    """Whatever changes in the user's folder, also within the tick of a clock, the next opening sees it."""
    write(home, "one.toml", small_code("one"))
    write(home, "two.toml", small_code("two"))
    change, expected = CHANGES[name]
    if old:
        age(home / "codes")
    before = added()
    change(home)
    assert (before, added()) == (["one", "two"], expected)


def test_a_change_that_keeps_the_time_of_a_new_file_is_noticed(home: Path) -> None:
    """A file that was new when it was read is read again, even if its time and size say that it is the same."""
    path = home / "codes" / "one.toml"
    path.write_text(small_code("one"))
    before, time = added(), path.stat().st_mtime_ns
    path.write_text(small_code("uno"))
    os.utime(path, ns=(time, time))
    assert (before, added()) == (["one"], ["uno"])


def test_settings_are_part_of_what_is_watched(home: Path, tmp_path: Path) -> None:
    """A change of the settings decides at once which of two codes of one id is used."""
    write(home, "mine.toml", small_code("one", "Mine"))
    other = tmp_path / "other.toml"
    other.write_text(small_code("one", "Other"))
    seen = []
    for prefer in ('prefer = ["--codes"]', 'prefer = ["your codes"]', "", 'prefer = "x"'):
        (home / "config.toml").write_text(prefer)
        library = open_library([str(other)])
        (entry,) = (entry for entry in library.entries if entry.id == "one")
        seen.append((entry.title, entry.origin, [problem.severity for problem in library.problems]))
    assert seen == [
        ("Other", "--codes", ["warning"]),
        ("Mine", "your codes", ["warning"]),
        ("Mine", "your codes", ["error"]),
        ("Mine", "your codes", ["error", "error"]),
    ]


def test_folders_on_the_command_line_are_views_of_their_own(home: Path, tmp_path: Path) -> None:
    """Each set of folders gives its own codes, whatever was opened before, and each code has its own source."""
    write(home, "one.toml", small_code("one"))
    for name in ("two", "three"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "code.toml").write_text(small_code(name))
    two, three = tmp_path / "two", tmp_path / "three"
    for _ in range(2):
        assert added() == ["one"]
        assert added(two) == ["one", "two"]
        assert added(two, three) == ["one", "three", "two"]
        assert added(three / "code.toml") == ["one", "three"]
    shutil.copy(two / "code.toml", home / "codes" / "two.toml")
    (two / "code.toml").unlink()
    assert [entry.origin for entry in open_library([str(home / "codes")]).entries[-2:]] == ["your codes"] * 2


def test_a_file_keeps_the_source_through_which_it_is_found(home: Path) -> None:
    """A file that was first read for `--codes` is among the user's codes when it is found there later."""
    home.joinpath("codes").rename(home / "elsewhere")
    (home / "elsewhere" / "one.toml").write_text(small_code("one"))
    assert open_library([str(home / "elsewhere")]).entries[-1].origin == "--codes"
    (home / "codes").symlink_to(home / "elsewhere")
    shutil.move(home / "elsewhere", home / "moved")
    (home / "codes").unlink()
    (home / "moved").rename(home / "codes")
    assert open_library([str(home / "codes")]).entries[-1].origin == "your codes"
    assert open_library().entries[-1].origin == "your codes"


def test_each_home_has_its_own_codes(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """COMPACTS_HOME decides where codes and settings are, also when the catalogue is one."""
    write(home, "one.toml", small_code("one"))
    other = tmp_path / "other"
    (other / "codes").mkdir(parents=True)
    (other / "codes" / "two.toml").write_text(small_code("two"))
    (other / "cache").symlink_to(home / "cache")
    first = added()
    monkeypatch.setenv("COMPACTS_HOME", str(other))
    assert (first, added()) == (["one"], ["two"])
    monkeypatch.setenv("COMPACTS_HOME", str(home))
    assert added() == ["one"]


OPERATIONS = ("add", "edit", "delete", "rename", "break", "mend", "touch", "relate", "rescale", "move", "copy")
steps = st.lists(st.tuples(st.sampled_from(OPERATIONS), st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=6)


def operate(codes: Path, operation: str, one: int, other: int) -> None:
    """Do one thing to the files of a folder, if it can be done."""
    path, target = codes / f"{one}.toml", codes / "in" / f"{other}.toml"
    texts = {
        "add": small_code(f"id-{one}"),
        "edit": small_code(f"id-{one}", f"Title {other}"),
        "mend": small_code(f"id-{other}"),
        "break": BROKEN,
        "relate": small_code(f"id-{one}", related=f"id-{other}"),
        "rescale": small_code(f"id-{one}", scale=f"agree{other}"),
    }
    if operation in texts:
        path.write_text(texts[operation])
    elif not path.exists():
        return
    elif operation == "delete":
        path.unlink()
    elif operation == "touch":
        path.touch()
    elif operation == "rename":
        path.rename(codes / f"{other}.toml")
    else:
        target.parent.mkdir(exist_ok=True)
        (shutil.move if operation == "move" else shutil.copy)(path, target)


@settings(max_examples=settings().max_examples // 4)
@given(steps)
def test_a_remembered_library_is_the_same_as_a_new_one(changes: list[tuple[str, int, int]]) -> None:
    """After any changes to a folder of codes, opening gives what opening for the first time gives."""
    with tempfile.TemporaryDirectory() as top, pytest.MonkeyPatch.context() as patch:
        codes = Path(top, "codes")
        codes.mkdir()
        patch.setenv("COMPACTS_PLUGINS", "none")
        patch.setenv("COMPACTS_HOME", str(used_home(Path(top, "old"))))
        for change in changes:
            operate(codes, *change)
            remembered = open_library([str(codes)])
        patch.setenv("COMPACTS_HOME", str(used_home(Path(top, "new"))))
        new = open_library([str(codes)])
        assert remembered.entries == new.entries
        assert [told(problem, "old") for problem in remembered.problems] == [told(one, "new") for one in new.problems]
        assert state(remembered)[2:] == state(new)[2:]


def told(problem: Problem, home: str) -> str:
    """The problem without the name of the home folder, which some hints mention."""
    return str(problem).replace(f"{os.sep}{home}{os.sep}", " ")


def test_a_lineage_of_a_misspelt_code_is_told_the_nearest(home: Path) -> None:
    """A code that a lineage names and nobody has is told with the nearest id of the library."""
    pair = f'format = 1\n[[pairs]]\nfrom = "one"\nto = "{BUILT_IN[0]}-leaflets"\n'
    write(home, "one.toml", small_code("one"))
    write(home, "lineage.toml", pair)
    file = home / "codes" / "lineage.toml"
    message = f"The code '{BUILT_IN[0]}-leaflets' is not in the library."
    hint = f"Did you mean '{BUILT_IN[1]}'?"
    assert open_library().problems == (Problem("warning", str(file), 4, 6, message, hint),)


class Totals(Silence):
    """Remembers how many files there were to read, each time anything was read."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def progress(self, done: int, total: int) -> None:
        """Note the first file of each reading."""
        if not done:
            self.seen.append(total)


def test_a_check_tells_how_far_the_library_is_read(tmp_path: Path, home: Path) -> None:
    """Checking one file reads what is new in the library beside it, and says of both readings how far they are."""
    file = tmp_path / "one.toml"
    file.write_text(small_code("one"))
    write(home, "two.toml", small_code("two"))
    watch = Totals()
    assert check_files([str(file)], watch) == ([str(file)], [])
    assert watch.seen == [1, 1]
