"""The library opened: what is remembered, what is noticed, and what a broken catalogue costs, which is nothing."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compact_core import CompactsError, Library, Problem, open_library
from compact_core.catalogue import VERSION
from compact_core.checking import check_files
from compact_core.plugins.loading import Silence
from compact_core.search import Query
from core.small import BROKEN, BUILT_IN, age, small_code

NOT_WHEN_WARM = (
    *("tomllib", "dataclasses", "json", "platformdirs", "importlib.metadata", "pathlib", "hashlib", "pluggy"),
    *("compact_core.model", "compact_core.content", "compact_core.gathering", "compact_core.plugins", "textual"),
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


def ids(library: Library) -> list[str]:
    """The ids of the codes in a library."""
    return [entry.id for entry in library.entries]


def added(*codes: Path) -> list[str]:
    """The ids of the codes beside those of the program, in a library that is opened now."""
    return [name for name in ids(open_library([str(path) for path in codes])) if name not in BUILT_IN]


def state(library: Library) -> tuple[object, ...]:
    """Everything that can be asked of a library."""
    return library.entries, library.problems, library.lineages(), [library.code(name) for name in ids(library)]


def test_an_unchanged_library_reads_no_toml(home: Path) -> None:
    """The second `compacts list` loads nothing that could read a code, and no slow part of Python."""
    (home / "codes" / "one.toml").write_text(small_code("one"))
    age(home / "codes")
    script = WARM.replace("sys.argv.pop()", repr(",".join(NOT_WHEN_WARM)))
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in "ab"]
    cold, warm = ([*run.stderr.split()] for run in runs)
    assert {"tomllib", "compact_core.gathering", "compact_core.model"} <= set(cold)
    assert warm == ["none"]
    assert runs[0].stdout == runs[1].stdout


def write(home: Path, name: str, text: str) -> int:
    """Write a file of the user's codes folder."""
    return (home / "codes" / name).write_text(text)


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


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("old", [True, False], ids=["old files", "new files"])
def test_a_change_is_noticed(home: Path, change: Callable[[Path], object], expected: list[str], *, old: bool) -> None:
    """Whatever changes in the user's folder, also within the tick of a clock, the next opening sees it."""
    write(home, "one.toml", small_code("one"))
    write(home, "two.toml", small_code("two"))
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


@settings(max_examples=25)
@given(steps)
def test_a_remembered_library_is_the_same_as_a_new_one(changes: list[tuple[str, int, int]]) -> None:
    """After any changes to a folder of codes, opening gives what opening for the first time gives."""
    with tempfile.TemporaryDirectory() as top, pytest.MonkeyPatch.context() as patch:
        codes = Path(top, "codes")
        codes.mkdir()
        patch.setenv("COMPACTS_PLUGINS", "none")
        patch.setenv("COMPACTS_HOME", str(Path(top, "old")))
        for change in changes:
            operate(codes, *change)
            remembered = open_library([str(codes)])
        patch.setenv("COMPACTS_HOME", str(Path(top, "new")))
        new = open_library([str(codes)])
        assert remembered.entries == new.entries
        assert [told(problem, "old") for problem in remembered.problems] == [told(one, "new") for one in new.problems]
        assert state(remembered)[2:] == state(new)[2:]


def told(problem: Problem, home: str) -> str:
    """The problem without the name of the home folder, which some hints mention."""
    return str(problem).replace(f"{os.sep}{home}{os.sep}", " ")


def with_sql(sql: str) -> Callable[[Path], object]:
    """A change of the catalogue by another program."""

    def change(path: Path) -> None:
        connection = sqlite3.connect(path)
        connection.executescript(sql)
        connection.close()

    return change


def with_bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """A change of the bytes of the catalogue."""
    return lambda path: path.write_bytes(change(path.read_bytes()))


PAGE = 4096
DAMAGES = {
    "empty": with_bytes(lambda _: b""),
    "cut short": with_bytes(lambda data: data[: len(data) // 2]),
    "cut to a page": with_bytes(lambda data: data[:PAGE]),
    "cut in the header": with_bytes(lambda data: data[:50]),
    "text": with_bytes(lambda _: b"This is not a catalogue.\n" * 1000),
    "zeros": with_bytes(lambda data: bytes(len(data))),
    "zeros inside": with_bytes(lambda data: data[:PAGE] + bytes(len(data) - PAGE)),
    "noise inside": with_bytes(lambda data: data[:PAGE] + bytes(n * 37 % 251 for n in range(len(data) - PAGE))),
    "a later version": with_sql(f"PRAGMA user_version = {VERSION + 1}"),
    "an earlier version": with_sql(f"PRAGMA user_version = {VERSION - 1}"),
    "without a table": with_sql("DROP TABLE listed"),
    "another program's": with_sql("CREATE TABLE notes (text); PRAGMA user_version = 0"),
    "a stale journal": lambda path: path.with_name(f"{path.name}-journal").write_bytes(path.read_bytes()[:512]),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_catalogue_is_made_again(home: Path, damage: Callable[[Path], object]) -> None:
    """Whatever is wrong with the catalogue, the library is right, and the catalogue is sound afterwards."""
    write(home, "one.toml", small_code("one"))
    age(home / "codes")
    before = state(open_library())
    path = home / "cache" / "catalogue.sqlite"
    damage(path)
    assert state(open_library()) == before
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert connection.execute("SELECT count(*) FROM listed").fetchone() > (3,)
    connection.close()


@pytest.mark.parametrize("body", ["{", "[]", "1", "null", '{"format": 1}'])
def test_a_damaged_code_is_read_again_when_codes_are_compared(home: Path, body: str) -> None:
    """Where something changed, codes from the catalogue are compared; one that is damaged there is read anew."""
    write(home, "one.toml", small_code("one"))
    before = state(open_library())
    with_sql(f"UPDATE code SET body = '{body}'")(home / "cache" / "catalogue.sqlite")  # noqa: S608 - ours
    write(home, "new.toml", small_code("new"))
    assert added() == ["new", "one"]
    (home / "codes" / "new.toml").unlink()
    assert state(open_library()) == before


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
    """Checking one file reads the library beside it, and says of both readings how far they are."""
    file = tmp_path / "one.toml"
    file.write_text(small_code("one"))
    write(home, "two.toml", small_code("two"))
    watch = Totals()
    assert check_files([str(file)], watch) == ([str(file)], [])
    assert watch.seen == [1, len(BUILT_IN) + 1]


HINDRANCES: dict[str, Callable[[Path], object]] = {
    "a folder in its place": lambda cache: (cache / "catalogue.sqlite" / "in").mkdir(parents=True),
    "a file in the folder's place": lambda cache: cache.write_text(""),
    "a link to nowhere": lambda cache: cache.symlink_to(cache.parent / "no" / "such" / "folder"),
    "a link in a circle": lambda cache: cache.symlink_to(cache),
}


@pytest.mark.parametrize("hinder", HINDRANCES.values(), ids=HINDRANCES)
def test_without_a_catalogue_everything_works(home: Path, hinder: Callable[[Path], object]) -> None:
    """Where no catalogue can be kept, the library is read each time, and nothing there is touched."""
    write(home, "one.toml", small_code("one"))
    hinder(home / "cache")
    assert added() == ["one"]
    write(home, "one.toml", small_code("uno"))
    library = open_library()
    assert ids(library) == [*BUILT_IN, "uno"]
    assert library.problems == ()
    assert library.code("uno").title == "A code"
    assert os.path.lexists(home / "cache")


OPEN = """
from compact_core import open_library
library = open_library()
print(*[entry.id for entry in library.entries], *library.problems, sep="\\n")
"""


def without_privileges(*command: str) -> list[str]:
    """The command, so that the permissions of files hold for it even when root runs the tests."""
    if os.name == "nt":
        pytest.skip("Windows keeps its permissions in another way")
    if os.geteuid():
        return list(command)
    if not shutil.which("setpriv"):
        pytest.skip("root may do everything, and setpriv is not installed to give that up")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", *command]


def opened_without_privileges() -> list[str]:
    """Ids and problems of a library that is opened with the permissions of files in force."""
    command = without_privileges(sys.executable, "-c", OPEN)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


@pytest.fixture
def locked() -> Iterator[Callable[[Path, int], None]]:
    """Sets permissions, and gives them back at the end."""
    changed: list[tuple[Path, int]] = []

    def lock(path: Path, mode: int) -> None:
        changed.append((path, path.stat().st_mode))
        path.chmod(mode)

    yield lock
    for path, mode in reversed(changed):
        path.chmod(mode)


@pytest.mark.parametrize(("what", "mode"), [("cache", 0o500), ("cache", 0), ("cache/catalogue.sqlite", 0o400)])
def test_a_catalogue_that_may_not_be_written(
    home: Path, what: str, mode: int, locked: Callable[[Path, int], None]
) -> None:
    """A catalogue that may not be written costs no problem, and the library shows what changed since."""
    write(home, "one.toml", small_code("one"))
    open_library()
    write(home, "two.toml", small_code("two"))
    locked(home / what, mode)
    assert opened_without_privileges() == [*BUILT_IN, "one", "two"]


def test_a_file_is_used_as_soon_as_it_may_be_read(home: Path, locked: Callable[[Path, int], None]) -> None:
    """A file or folder that may not be read is told; when it is opened to us, it is used without being changed."""
    write(home, "one.toml", small_code("one"))
    (home / "codes" / "in").mkdir()
    write(home, "in/two.toml", small_code("two"))
    age(home / "codes")
    locked(home / "codes" / "one.toml", 0)
    locked(home / "codes" / "in", 0)
    hint = "Ask its owner, or change its permissions."
    told = [
        f"{home / 'codes' / 'in'}: This folder cannot be read: Permission denied. {hint}",
        f"{home / 'codes' / 'one.toml'}: You may not read this file. {hint}",
    ]
    assert opened_without_privileges() == [*BUILT_IN, *told]
    (home / "codes" / "one.toml").chmod(0o600)
    (home / "codes" / "in").chmod(0o700)
    assert opened_without_privileges() == [*BUILT_IN, "one", "two"]


def test_a_catalogue_that_another_process_holds(home: Path) -> None:
    """While another process holds the catalogue for long, the library is read without it, and it is left alone."""
    write(home, "one.toml", small_code("one"))
    open_library()
    write(home, "two.toml", small_code("two"))
    path = home / "cache" / "catalogue.sqlite"
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    before = path.stat().st_ino
    try:
        assert added() == ["one", "two"]
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert path.stat().st_ino == before
    assert added() == ["one", "two"]


REFRESH = """
import sys
from pathlib import Path
from compact_core import open_library
from core.small import small_code
codes, me = Path(sys.argv[1]), sys.argv[2]
for turn in range(8):
    (codes / f"{me}.toml").write_text(small_code(me, f"Turn {turn}"))
    library = open_library()
    titles = {entry.id: entry.title for entry in library.entries}
    assert titles[me] == f"Turn {turn}", titles
    assert len(library.entries) >= 4, titles
    assert library.code(me).title == f"Turn {turn}"
    assert not [problem for problem in library.problems if me in problem.file], library.problems
"""


def test_two_processes_may_refresh_at_once(home: Path) -> None:
    """Processes that change files and open the library at the same time all see their own changes, without error."""
    tests = str(Path(__file__).parents[1])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([tests, os.environ.get("PYTHONPATH", "")])}
    names = ["left", "right", "third"]
    processes = [
        subprocess.Popen([sys.executable, "-c", REFRESH, str(home / "codes"), name], env=env, stderr=subprocess.PIPE)
        for name in names
    ]
    ends = [(process.communicate()[1].decode(), process.returncode) for process in processes]
    assert ends == [("", 0)] * 3
    library = open_library()
    assert [entry.title for entry in library.entries if entry.id in names] == ["Turn 7"] * 3
    assert library.problems == ()


def test_a_library_outlives_its_catalogue(home: Path) -> None:
    """A library that is open goes on when the catalogue is taken away."""
    write(home, "one.toml", small_code("one"))
    library = open_library()
    shutil.rmtree(home / "cache")
    assert library.code("one").title == "A code"
    assert [hit.code for hit in library.search(Query("greet"))] == ["one"]


ASKED: dict[str, tuple[str, Callable[[Library], object]]] = {
    "a code": (f"The code '{BUILT_IN[0]}'", lambda library: library.code(BUILT_IN[0])),
    "lineages": ("How codes relate", lambda library: library.lineages()),
    "a search": ("What was found", lambda library: library.search(Query("partners"))),
}


@pytest.mark.parametrize(("what", "ask"), ASKED.values(), ids=ASKED)
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files from being changed")
def test_damage_that_is_met_later_is_told_and_mended(home: Path, what: str, ask: Callable[[Library], object]) -> None:
    """Damage that shows while a library is in use is told in a sentence, and starting again is what helps."""
    expected = ask(open_library())
    with (home / "cache" / "catalogue.sqlite").open("r+b") as file:
        library = open_library()
        file.truncate(PAGE)
    with pytest.raises(
        CompactsError, match=f"^{what} cannot be read from the catalogue: .* Start the program again\\.$"
    ):
        ask(library)
    assert ask(open_library()) == expected


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=50))
def test_flipped_bytes_are_never_an_error_of_the_program(old: bytes, flips: list[tuple[float, int]]) -> None:
    """Whatever bytes of the catalogue change, the library opens, and what cannot be read says so."""
    path = Path(os.environ["COMPACTS_HOME"], "cache", "catalogue.sqlite")
    data = bytearray(old)
    for place, byte in flips:
        data[int(place * len(data))] = byte
    path.write_bytes(data)
    library = open_library()
    assert all(isinstance(text, str) for entry in library.entries for text in (entry.id, entry.title, entry.file))
    asked: list[Callable[[], object]] = [partial(library.code, name) for name in ids(library)]
    for ask in (*asked, library.lineages):
        with suppress(CompactsError):
            ask()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    """The bytes of a good catalogue, in a home folder of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_HOME", str(tmp_path_factory.mktemp("flipped")))
        patch.setenv("COMPACTS_PLUGINS", "none")
        open_library()
        yield Path(os.environ["COMPACTS_HOME"], "cache", "catalogue.sqlite").read_bytes()
