"""The catalogue damaged, forbidden or held by another process: the library is right all the same."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import CompactsError, Library, open_library
from compact_core.library.catalogue import VERSION
from compact_core.library.search.query import Query
from programs import LONGEST_WAIT, finished
from rights import without_privileges
from samples import BUILT_IN, added, age, ids, small_code, state, write


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
    shutil.rmtree(home / "cache")
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


def opened_without_privileges() -> list[str]:
    """Ids and problems of a library that is opened with the permissions of files in force."""
    command = without_privileges(sys.executable, "-c", OPEN)
    done = finished(command, check=True)
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


def test_a_catalogue_that_another_process_holds(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process holds the catalogue for long, the library is read without it, and it is left alone."""
    monkeypatch.setattr("compact_core.library.database.LONGEST_WAIT", 0.2)
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
codes, me, text = Path(sys.argv[1]), *sys.argv[2:]
for turn in range(4):
    (codes / f"{me}.toml").write_text(text.replace("A code", f"Turn {turn}"))
    library = open_library()
    titles = {entry.id: entry.title for entry in library.entries}
    assert titles[me] == f"Turn {turn}", titles
    assert len(library.entries) >= 4, titles
    assert library.code(me).title == f"Turn {turn}"
    assert not [problem for problem in library.problems if me in problem.file], library.problems
"""


def test_two_processes_may_refresh_at_once(home: Path) -> None:
    """Processes that change files and open the library at the same time all see their own changes, without error."""
    names = ["left", "right"]
    command = [sys.executable, "-c", REFRESH, str(home / "codes")]
    processes = [subprocess.Popen([*command, name, small_code(name)], stderr=subprocess.PIPE) for name in names]
    ends = [(process.communicate(timeout=LONGEST_WAIT)[1].decode(), process.returncode) for process in processes]
    assert ends == [("", 0)] * 2
    library = open_library()
    assert [entry.title for entry in library.entries if entry.id in names] == ["Turn 3"] * 2
    assert library.problems == ()


def test_a_library_closes_its_catalogue(home: Path) -> None:
    """A library closes its file at the end of a ``with``, and without one when nobody holds it: Python never warns."""
    del home
    uses = ("library = open_library()", "with open_library() as library: library.lineages()")
    steps = (f"{use}\ndel library\ngc.collect()" for use in uses)
    script = "\n".join(("import gc\nfrom compact_core import open_library", *steps, "open_library()"))
    command = [sys.executable, "-X", "dev", "-W", "error", "-c", script]
    done = finished(command, check=True)
    assert done.stderr == ""


def test_a_closed_library_says_so(home: Path) -> None:
    """After it is closed, a library has its list and what was read, and says of all else that it is closed."""
    with open_library() as library:
        code = library.code(BUILT_IN[0])
    library.close()
    assert ids(library) == [*BUILT_IN]
    assert library.code(BUILT_IN[0]) is code
    for what, ask in (
        (f"The code '{BUILT_IN[1]}'", lambda: library.code(BUILT_IN[1])),
        ("How codes relate", library.lineages),
        ("What was found", lambda: library.search("power")),
    ):
        with pytest.raises(CompactsError, match=f"^{what} cannot be read: the library is closed. Open it again.$"):
            ask()
    assert (home / "cache" / "catalogue.sqlite").exists()


def test_a_library_outlives_its_catalogue(home: Path) -> None:
    """A library that is open goes on when the catalogue is taken away."""
    write(home, "one.toml", small_code("one"))
    library = open_library()
    shutil.rmtree(home / "cache")
    assert library.code("one").title == "A code"
    assert [hit.code for hit in library.find(Query("greet"))] == ["one"]


ASKED: dict[str, tuple[str, Callable[[Library], object]]] = {
    "a code": (f"The code '{BUILT_IN[0]}'", lambda library: library.code(BUILT_IN[0])),
    "lineages": ("How codes relate", lambda library: library.lineages()),
    "a search": ("What was found", lambda library: library.find(Query("partners"))),
}


@pytest.mark.parametrize(("what", "ask"), ASKED.values(), ids=ASKED)
@pytest.mark.skipif(os.name == "nt", reason="Windows keeps open files from being changed")
def test_damage_that_is_met_later_is_reported_and_mended(
    home: Path, what: str, ask: Callable[[Library], object]
) -> None:
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
