"""The catalogue by itself: stamps, changes that are whole or not at all, and what is forgotten."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from compact_core import Entry, Problem, read_text
from compact_core.content.write import to_plain
from compact_core.library.catalogue import Catalogue, with_catalogue
from compact_core.library.readings import Reading
from compact_core.library.search.passages import Passage
from compact_core.library.stamps import Stamp, stamp, useless
from samples import age, small_code

ENTRY = Entry(
    *("one", "Title", "code of practice", "Zembla", "en-GB", "2003", "current", "accord", "Accord", "accord"),
    *(3, "agree4", (("replaces", "two"), ("accompanies", "three")), "your codes", "one.toml"),
)
PROBLEM = Problem("warning", "one.toml", 3, 4, "Odd.", "Look.")
CODE = read_text(small_code("one")).code
assert CODE
BODY = json.dumps(to_plain(CODE))
PASSAGE = Passage("greet", "action", "1", "", "1", "", " ", "1 Greeting", "Greet each other.", "", "")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """A new catalogue."""
    with Catalogue(str(tmp_path / "catalogue.sqlite")) as new:
        yield new


def reading(path: Path, *, digest: str = "abc", entry: Entry | None = ENTRY) -> Reading:
    """What came of reading a file as it is now."""
    found = entry and entry._replace(file=str(path))
    return Reading(stamp(str(path)), "TOML", digest, found, BODY, (PROBLEM,), (PASSAGE,), ())


def old_file(folder: Path, name: str = "one.toml") -> Path:
    """A file that was changed a minute ago."""
    path = folder / name
    path.write_text("text")
    age(folder)
    return path


def tables(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    connection = sqlite3.connect(path)
    names = ["file", "code", "problem", "stamp", "listed", "view", "plugin", "lineage", "passage"]
    found = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608
    connection.close()
    return found


def test_stamps(tmp_path: Path) -> None:
    """A stamp is times, size and inode of a file; a folder has no size, and what is not there says so."""
    path = old_file(tmp_path)
    of_file, of_folder = path.stat(), tmp_path.stat()
    assert stamp(str(path)) == Stamp(str(path), of_file.st_mtime_ns, 4, of_file.st_ctime_ns, of_file.st_ino)
    expected = Stamp(str(tmp_path), of_folder.st_mtime_ns, 0, of_folder.st_ctime_ns, of_folder.st_ino)
    assert stamp(str(tmp_path)) == expected
    assert stamp(str(tmp_path / "no")) == Stamp(str(tmp_path / "no"), -1, -1)
    assert stamp("a\0b") == Stamp("a\0b", -1, -1)
    assert stamp("no\udcff") == Stamp("no\u2026ff", -1, -1)


def test_a_useless_stamp_agrees_with_nothing(tmp_path: Path) -> None:
    """What must be looked at each time has a stamp that no file, folder or absence has."""
    for path in (tmp_path, old_file(tmp_path), tmp_path / "no"):
        assert useless(str(path)) != stamp(str(path))


def test_what_is_kept_is_given_back(tmp_path: Path, catalogue: Catalogue) -> None:
    """Entries, bodies, problems and words of a file, and views with their sources, come back as they were."""
    path = old_file(tmp_path)
    entry = ENTRY._replace(file=str(path), origin="town hall")
    with catalogue.writing():
        catalogue.readings.keep([reading(path)])
        catalogue.views.keep("view", [stamp(str(path))], [entry], [PROBLEM], ["{}"])
    with Catalogue(catalogue.path) as again:
        assert again.views.is_fresh("view")
        assert not again.views.is_fresh("another")
        assert again.views.entries("view") == [entry]
        assert again.readings.entry(str(path), "me") == entry._replace(origin="me")
        assert again.readings.code(str(path)) == CODE
        assert again.views.problems("view") == again.readings.problems(str(path)) == [PROBLEM]
        assert again.views.lineages("view") == ["{}"]
        assert again.readings.entry("no.toml", "") is None
        assert again.readings.code("no.toml") is None


def test_a_file_that_is_read_again_makes_its_views_old(tmp_path: Path, catalogue: Catalogue) -> None:
    """A view is not fresh any more when a file that it depended on was read anew, and the others stay so."""
    path, other = old_file(tmp_path), old_file(tmp_path, "two.toml")
    catalogue.views.keep("view", [stamp(str(path))])
    catalogue.views.keep("other", [stamp(str(other))])
    catalogue.views.expire([str(path)])
    assert (catalogue.views.is_fresh("view"), catalogue.views.is_fresh("other")) == (False, True)


def test_a_file_is_known_by_its_stamp_and_reader(tmp_path: Path, catalogue: Catalogue) -> None:
    """A file is known while its stamp is the same, to the reader that read it."""
    path = old_file(tmp_path)
    now = stamp(str(path))
    catalogue.readings.keep([reading(path)])
    assert catalogue.readings.is_known(now, "TOML")
    assert catalogue.readings.digest(now.path, "TOML") == "abc"
    assert not catalogue.readings.is_known(now, "TOML, later")
    assert catalogue.readings.digest(now.path, "TOML, later") == ""
    assert not catalogue.readings.is_known(now._replace(mtime=now.mtime + 1), "TOML")
    assert not catalogue.readings.is_known(now._replace(size=5), "TOML")
    later = now._replace(mtime=now.mtime + 1, size=5)
    catalogue.readings.keep_stamp(later)
    assert (catalogue.readings.is_known(later, "TOML"), catalogue.readings.is_known(now, "TOML")) == (True, False)


@pytest.mark.parametrize(("seconds", "trusted"), [(10, True), (2.5, True), (1, False), (0, False), (-3600, False)])
def test_a_file_that_changed_lately_is_not_trusted(tmp_path: Path, seconds: float, *, trusted: bool) -> None:
    """A file that changed within two seconds before it was read, or in the future, is looked at again."""
    path = old_file(tmp_path)
    age(tmp_path, seconds)
    catalogue = Catalogue(":memory:")
    catalogue.readings.keep([reading(path)])
    catalogue.views.keep("file", [stamp(str(path))])
    catalogue.views.keep("folder", [stamp(str(tmp_path))])
    catalogue.views.keep("nothing", [stamp(str(tmp_path / "no"))])
    assert catalogue.readings.is_known(stamp(str(path)), "TOML") is trusted
    assert (catalogue.views.is_fresh("file"), catalogue.views.is_fresh("folder")) == (trusted, trusted)
    assert catalogue.views.is_fresh("nothing")


@pytest.mark.parametrize("seconds", [1, 0, -3600])
def test_a_new_stamp_that_is_too_young_is_not_trusted(tmp_path: Path, seconds: float) -> None:
    """A file whose bytes are as before, but which was touched lately, is looked at again next time."""
    path = old_file(tmp_path)
    catalogue = Catalogue(":memory:")
    catalogue.readings.keep([reading(path)])
    age(tmp_path, seconds)
    catalogue.readings.keep_stamp(stamp(str(path)))
    assert not catalogue.readings.is_known(stamp(str(path)), "TOML")


def test_another_size_is_another_stamp(tmp_path: Path, catalogue: Catalogue) -> None:
    """A view is fresh no more when a file has another size, though its time is the same as before."""
    path = old_file(tmp_path)
    catalogue.views.keep("view", [stamp(str(path))], [], [])
    before = path.stat().st_mtime_ns
    path.write_text("longer text")
    os.utime(path, ns=(before, before))
    assert stamp(str(path)).mtime == before
    assert not catalogue.views.is_fresh("view")


def test_what_counts_is_the_time_before_reading(tmp_path: Path) -> None:
    """However long a reading takes, a file that was new when it began is not trusted."""
    catalogue = Catalogue(":memory:")
    path = old_file(tmp_path)
    age(tmp_path, 1.9)
    time.sleep(0.2)
    catalogue.readings.keep([reading(path)])
    assert not catalogue.readings.is_known(stamp(str(path)), "TOML")


def test_a_change_is_whole_or_not_at_all(tmp_path: Path, catalogue: Catalogue) -> None:
    """When something fails, or Ctrl+C is pressed, in the middle of a change, everything is as it was."""
    path, other = old_file(tmp_path), old_file(tmp_path, "two.toml")
    with catalogue.writing():
        catalogue.readings.keep([reading(path)])
        catalogue.views.keep("view", [], [ENTRY._replace(file=str(path))], [])
    before = tables(Path(catalogue.path))

    def fail(error: type[BaseException]) -> None:
        with catalogue.writing():
            catalogue.readings.keep([reading(path, entry=None), reading(other)])
            catalogue.views.keep("view", [], [], [PROBLEM])
            raise error

    for error in (RuntimeError, KeyboardInterrupt, SystemExit):
        with pytest.raises(error):
            fail(error)
    assert tables(Path(catalogue.path)) == before
    assert len(catalogue.views.entries("view")) == 1


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, catalogue: Catalogue) -> None:
    """When there is no more room, SQLite says so, and the old content stays."""
    path = old_file(tmp_path)
    with catalogue.writing():
        catalogue.readings.keep([reading(path)])
    catalogue.select("PRAGMA max_page_count = 1")
    body = "x" * 1_000_000
    with pytest.raises(sqlite3.OperationalError, match=r"^database or disk is full$"), catalogue.writing():
        catalogue.readings.keep([reading(path)._replace(body=body)])
    assert catalogue.readings.code(str(path)) == CODE


def test_a_use_that_fails_for_its_own_reason_is_not_repeated(tmp_path: Path) -> None:
    """Only what SQLite says is a reason to throw the catalogue away; other errors come out at once."""
    used = []

    def use(catalogue: Catalogue) -> None:
        used.append(catalogue.path)
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        with_catalogue(str(tmp_path), use)
    assert used == [str(tmp_path / "catalogue.sqlite")]
    assert (tmp_path / "catalogue.sqlite").exists()


def test_a_use_that_meets_damage_is_repeated_with_a_new_file(tmp_path: Path) -> None:
    """What SQLite cannot do is tried with a new file, and last with none."""
    used = []

    def use(catalogue: Catalogue) -> str:
        used.append((catalogue.path, catalogue.select("SELECT count(*) FROM view")))
        catalogue.views.keep(f"view {len(used)}", [])
        if len(used) < 3:
            raise sqlite3.DatabaseError
        return "done"

    assert with_catalogue(str(tmp_path), use) == "done"
    path = str(tmp_path / "catalogue.sqlite")
    assert used == [(path, [(0,)]), (path, [(0,)]), (":memory:", [(0,)])]


def test_old_views_are_forgotten_with_their_files(tmp_path: Path, catalogue: Catalogue) -> None:
    """Of very many ways of opening only the latest are kept, and of files only what they need."""
    first = old_file(tmp_path, "first.toml")
    catalogue.readings.keep([reading(first)])
    catalogue.views.keep("first", [stamp(str(first))], [ENTRY._replace(file=str(first))], [PROBLEM], ["{}"])
    catalogue.views.keep_plugins("plugins", [], [("name", "target", "dist 1")])
    path = old_file(tmp_path)
    catalogue.readings.keep([reading(path)])
    with catalogue.writing():
        for number in range(40):
            catalogue.views.keep(f"view {number}", [stamp(str(path))], [ENTRY._replace(file=str(path))], [PROBLEM])
    left = tables(Path(catalogue.path))
    assert left.pop("problem") == left["view"] + 1
    assert left.pop("plugin") == left.pop("lineage") == 0
    assert left.pop("view") == left.pop("stamp") == left.pop("listed") > 10
    assert left == {"file": 1, "code": 1, "passage": 1}
    assert catalogue.views.entries("first") == []
    assert len(catalogue.views.entries("view 39")) == 1


def test_a_catalogue_that_cannot_be_opened_leaves_nothing_behind(tmp_path: Path) -> None:
    """A file that is no catalogue raises SQLite's error, and is closed again."""
    path = tmp_path / "catalogue.sqlite"
    path.write_text("no catalogue" * 100)
    with pytest.raises(sqlite3.DatabaseError, match=r"^file is not a database$"):
        Catalogue(str(path))
    path.rename(tmp_path / "moved")
