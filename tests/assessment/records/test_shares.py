"""Drives of other computers: they refuse what is only nice to have, and everything is written whole all the same."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import environment, run_here
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.disk import write
from compact_core.assessment.records.locking import locked
from compact_core.content.whole import put
from programs import ANSWER_MANY, HOLD, LONGEST_WAIT, until_still
from rights import without_privileges
from samples import answers_file, made, points
from shares import ANSWERS, all_refused, bound, names_below, refusing

CODE = "council-1"
NEWS = (
    "The drive of {} cannot lock files. So let only one person at a time write there. The file locked.tmp keeps others"
    " waiting, where the drive shows it to them in time; answers that come at the same time are merged."
)


def run(script: str, *words: str | Path, **more: str) -> subprocess.Popen[str]:
    """Start a script in a process of its own, with more variables in its environment."""
    command = [sys.executable, "-c", script, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **more})


def printed(script: str, *words: str | Path, **more: str) -> str:
    """What a script prints; it must end well."""
    with run(script, *words, **more) as process:
        out, _ = process.communicate(timeout=LONGEST_WAIT)
        assert process.returncode == 0
    return out


EVERYTHING = """
import os, sys
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.editing import close_round
from compact_core.assessment.records.locking import news_of_locks
from compact_core.assessment.records.outputs import write_output
from compact_core.assessment.records.reading import open_assessment
for folder, refused in zip(sys.argv[1::2], sys.argv[2::2]):
    os.environ["REFUSE"] = refused  # it is looked at before each call
    book = AnswerBook(open_assessment(folder).assessment, 1, "council-1")
    for point in (1, 2, 3):
        print(book.answer("aims", "point", point).text)
    close_round(folder, 1, "2026-01-31")
    write_output(folder, 1, folder + "/result.html", b"result")
    print(news_of_locks())
"""


@pytest.mark.needs("cc")
def test_a_drive_that_refuses_everything_nice(tmp_path: Path) -> None:
    """Without rights, flushing, locks and second names, all is written as ever; the user is told of the locks once.

    One program writes on drives that refuse in every way.
    """
    drives = {tmp_path / name: refusing(**all_refused(number)) for name, number in ANSWERS.items()}
    for folder in drives:
        made(folder)
        answers_file(folder, CODE).parent.chmod(0o700)
    home = environment(tmp_path / "home")
    words = [word for folder, refused in drives.items() for word in (folder, refused["REFUSE"])]
    said = printed(EVERYTHING, *words, **home, **refusing())
    assert said.splitlines() == [line for folder in drives for line in (NEWS.format(folder), "", "", "")]
    for folder in drives:
        assert points(folder, CODE) == {"aims": 3}
        assert b"point = 2" in answers_file(folder, CODE).with_name(f"{CODE}.toml.previous").read_bytes()
        assert (folder / "result.html").read_bytes() == b"result"
        assert {name for name in names_below(folder) if name.endswith(".tmp")} == {"lock.tmp"}


LOCK = """
import sys
from compact_core.assessment.records.locking import locked, news_of_locks
for folder in sys.argv[1:]:
    with locked(folder):
        pass
print(news_of_locks())
"""


@pytest.mark.needs("cc")
def test_of_a_drive_without_locks_is_told_once_a_day(tmp_path: Path) -> None:
    """The next program of the same day is silent of the same folder, and not of another; on another day it is not."""
    one, other = tmp_path / "harbour", tmp_path / "canal"
    made(one)
    made(other)
    settings = {**environment(tmp_path / "home"), **refusing(flock=errno.ENOLCK, link=errno.EPERM, fsync=errno.EINVAL)}
    assert [printed(LOCK, one, **settings) for _ in range(2)] == [f"{NEWS.format(one)}\n", "\n"]
    assert printed(LOCK, one, other, **settings) == f"{NEWS.format(other)}\n"
    (told,) = (tmp_path / "home").rglob("drives-without-locks")
    today = told.read_text(encoding="utf-8")
    told.write_text(today.replace(today[:10], "2026-01-01"), encoding="utf-8")
    assert printed(LOCK, one, **settings) == f"{NEWS.format(one)}\n"
    assert told.read_text(encoding="utf-8") == today.splitlines(keepends=True)[0]
    told.write_bytes(b"\xff\0")
    assert [printed(LOCK, one, **settings) for _ in range(2)] == [f"{NEWS.format(one)}\n", "\n"]


@pytest.mark.needs("cc")
def test_processes_on_a_drive_without_locks_lose_nothing(tmp_path: Path) -> None:
    """Two processes that answer for one person at the same time lose no answer of either."""
    folder = tmp_path / "harbour"
    made(folder)
    refused = refusing(**all_refused(errno.ENOLCK))
    processes = [run(ANSWER_MANY, folder, CODE, item, **refused) for item in ("aims", "trust")]
    assert [process.communicate(timeout=LONGEST_WAIT) and process.returncode for process in processes] == [0, 0]
    assert points(folder, CODE) == {"aims": 3, "trust": 3}


OVERTAKEN = """
import sys
from dataclasses import replace
from pathlib import Path
from compact_core.assessment.merging import merged
from compact_core.assessment.records.answering import AnswerBook
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.records.saving import change_response, file_data
folder, path = sys.argv[1:]
book = AnswerBook(open_assessment(folder).assessment, 1, "council-1")
book.answer("aims", "point", 1)
before = book.response
book.answer("trust", "point", 2)
theirs = file_data(book.response)
def mine(asked, there):
    Path(path).write_bytes(theirs)  # another computer, which did not see the file that keeps others waiting
    return replace(before, answers=(*before.answers, replace(before.answers[0], item="review", point=3)))
Path(path).write_bytes(file_data(before))
change_response(folder, 1, "council-1", mine)
"""


@pytest.mark.needs("cc")
def test_what_is_written_in_the_very_moment_is_merged(tmp_path: Path) -> None:
    """Where no lock keeps another computer out, what it wrote between reading and writing is not lost."""
    folder = tmp_path / "harbour"
    made(folder)
    printed(OVERTAKEN, folder, answers_file(folder, CODE), **refusing(flock=errno.ENOTSUP))
    assert points(folder, CODE) == {"aims": 1, "review": 3, "trust": 2}


TRY = """
import sys
from compact_core.assessment.records import locking
from compact_core.errors import CompactsError
locking.PATIENCE = float(sys.argv[2])
try:
    with locking.locked(sys.argv[1]):
        print("locked")
except CompactsError as error:
    print(error)
"""


@pytest.mark.needs("cc")
def test_the_marker_of_a_killed_program_is_no_obstacle(tmp_path: Path) -> None:
    """A program that was killed on this computer leaves its marker, and the next one writes all the same."""
    folder = tmp_path / "harbour"
    made(folder)
    refused = refusing(flock=errno.ENOTSUP)
    with run(HOLD, folder, **refused) as process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        assert (folder / "locked.tmp").exists()
        process.kill()
        process.wait()
    assert printed(TRY, folder, "10", **refused) == "locked\n"
    assert not (folder / "locked.tmp").exists()


@pytest.mark.needs("cc")
def test_the_marker_of_another_computer_is_named(tmp_path: Path) -> None:
    """What another computer left behind is named, with what to do about it."""
    folder = tmp_path / "harbour"
    made(folder)
    (folder / "locked.tmp").write_text("1\nanother-computer\n", encoding="utf-8")
    assert printed(TRY, folder, "1", **refusing(flock=errno.ENOTSUP)) == (
        f"Another program has been writing into {folder} for 1 second. The lock is {folder / 'locked.tmp'}. "
        "Close the program, then try again. "
        "If no program is writing there, it was left behind by one that was ended: remove it.\n"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can make files of others")
@pytest.mark.parametrize(("owner", "name"), [(1, "daemon"), (54321, "the user with the number 54321")])
def test_the_lock_of_another_user_is_named(tmp_path: Path, owner: int, name: str) -> None:
    """A lock that belongs to somebody else and cannot be opened is named with its owner."""
    folder = tmp_path / "harbour"
    made(folder)
    with locked(str(folder)):
        lock = folder / "lock.tmp"
    lock.chmod(0o600)
    os.chown(lock, owner, owner)
    command = without_privileges(sys.executable, "-c", TRY, str(folder), "1")
    assert subprocess.run(command, capture_output=True, text=True, check=True, timeout=LONGEST_WAIT).stdout == (
        f"{folder} is locked by another user: {lock} belongs to {name}. "
        f"Ask {name} for the right to write to that file, or to remove it.\n"
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_whoever_may_write_into_a_folder_may_lock_it(tmp_path: Path) -> None:
    """The lock has the rights of its folder, and the lock of earlier versions, which clouds refuse, goes."""
    folder = tmp_path / "harbour"
    made(folder)
    folder.chmod(0o770)
    (folder / ".lock").touch()
    with locked(str(folder)):
        pass
    assert (folder / "lock.tmp").stat().st_mode & 0o777 == 0o660
    assert not (folder / ".lock").exists()


@pytest.mark.needs("bindfs")
def test_a_folder_that_refuses_chmod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a real drive that refuses to change rights, an assessment is begun, changed twice, and made into forms."""
    mount = tmp_path / "mount"
    with bound(tmp_path / "source", mount, "--chmod-deny"):
        folder = str(mount / "harbour")
        people = ("--organisation", "public: Council", "--organisation", "third: Kite Club")
        code = ("--code", "leeds-working-together-2017", "--collector", "Council, officer")
        home = mount / "home"
        monkeypatch.setenv("COMPACTS_HOME", str(home))
        monkeypatch.setenv("COMPACTS_PLUGINS", "none")
        for words in (
            ("assess", "new", folder, "--name", "Harbour", *people, *code),
            ("assess", "invite", folder, "Council"),
            ("assess", "form", folder),
            ("assess", "close", folder),
            ("new", "code", str(mount / "codes" / "our.toml")),
        ):
            done = run_here(*words)
            assert (done.code, "could not be saved" in done.err) == (0, False), done.err
        assert (home / "cache" / "catalogue.sqlite").stat().st_size > 0


@pytest.mark.needs("cc")
def test_a_private_file_stays_private_where_rights_cannot_be_changed(tmp_path: Path) -> None:
    """Where chmod is refused, the new version of a file that only its owner may read is made so from the start."""
    path = tmp_path / "plan.toml"
    path.write_bytes(b"one")
    path.chmod(0o600)
    script = "import sys; from compact_core.content.whole import put; put(sys.argv[1], b'two')"
    printed(script, path, **refusing(chmod=errno.EPERM))
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o600)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_links_stay_links(tmp_path: Path) -> None:
    """What is written through a link changes the file it leads to; the version before stays beside the link."""
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "plan.toml", tmp_path / "plan.toml"
    target.write_bytes(b"one")
    link.symlink_to("real/plan.toml")
    write(str(link), b"two")
    put(str(link), b"three")
    assert (link.readlink(), target.read_bytes()) == (Path("real/plan.toml"), b"three")
    assert (tmp_path / "plan.toml.previous").read_bytes() == b"one"
    assert names_below(tmp_path) == {"plan.toml", "plan.toml.previous", "real"}


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_answers_behind_a_link_are_changed_where_they_lie(tmp_path: Path) -> None:
    """Answers that were moved to another place and linked from here are read and saved there."""
    folder = tmp_path / "harbour"
    book = AnswerBook(made(folder), 1, CODE)
    book.answer("aims", "point", 1)
    path, elsewhere = answers_file(folder, CODE), tmp_path / "answers.toml"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    book.answer("trust", "point", 2)
    assert path.is_symlink()
    assert points(folder, CODE) == {"aims": 1, "trust": 2}


OPEN = """
from compact_core.library.opening import fresh_library, open_library
fresh = fresh_library()
print(fresh is not None)
with fresh or open_library() as library:
    print(len(library.entries))
"""


@pytest.mark.needs("cc")
@pytest.mark.parametrize("refused", [{"fcntl": errno.ENOLCK}, {"fcntl": errno.EINVAL}, {"fsync": errno.EINVAL}])
def test_the_catalogue_is_kept_on_such_a_drive(tmp_path: Path, refused: dict[str, int]) -> None:
    """Where SQLite gets no locks, or cannot flush, the catalogue is there the next time."""
    home = environment(tmp_path / "home")
    until_still()
    first, second, third = (printed(OPEN, **home, **refusing(**refused)).split() for _ in range(3))
    assert first[0] == "False"
    # Once, somebody else may have written into a folder from which Python imports: then everything is looked at anew.
    assert ["True", first[1]] in (second, third)
