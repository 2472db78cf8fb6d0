"""A codes folder as sync programs and people leave it: copies beside the original, links, assessments in it."""

import os
import shutil
from pathlib import Path

import pytest

from cli.running import run_here
from compact_core.library.opening import open_library
from samples import added, age, made, small_code, write

COPIES = {
    "OneDrive": "one-LAPTOP.toml",
    "OneDrive twice": "one-LAPTOP-2.toml",
    "Dropbox": "one (Anna's conflicted copy 2026-01-02).toml",
    "Dropbox in capitals": "one (Case Conflict).toml",
    "Syncthing": "one.sync-conflict-20260102-101010-ABCDEFG.toml",
    "Nextcloud": "one (conflicted copy 2026-01-02 101010).toml",
    "ownCloud": "one_conflict-20260102-101010.toml",
    "Google Drive": "one (1).toml",
    "iCloud": "one 2.toml",
    "Seafile": "one (SFConflict someone 2026-01-02-10-10-10).toml",
    "Google Drive by hand": "Copy of one.toml",
    "Windows": "one - Copy.toml",
    "Windows in German": "one - Kopie (2).toml",
}


def told(path: Path, original: str) -> str:
    """The problem of a copy."""
    return (
        f"{path}: warning: This looks like a copy of {original}, which is used. So nothing in it counts. "
        "A sync program may have made it. Copy over what is missing, then remove it. "
        "If it is a code of its own, give it another id and name."
    )


def problems() -> list[str]:
    """What is wrong with the library."""
    return [str(problem) for problem in open_library().problems]


@pytest.mark.parametrize("damaged", [False, True], ids=["whole", "damaged"])
def test_the_plainly_named_file_wins(home: Path, *, damaged: bool) -> None:
    """In the manner of every sync program, the copy is named once, and the code is that of the plainly named file.

    Each program has a folder of its own for a code of its own.
    """
    expected = []
    for number, name in enumerate(COPIES.values()):
        folder = f"{number:02}"
        (home / "codes" / folder).mkdir()
        write(home, f"{folder}/one.toml", small_code(f"one-{folder}", "Plain"))
        text = small_code(f"one-{folder}", "Copy")
        write(home, f"{folder}/{name}", f"{text}\nunknown = [" if damaged else text)
        expected.append(told(home / "codes" / folder / name, "one.toml"))
    titles = [entry.title for entry in open_library().entries if entry.id.startswith("one-")]
    assert titles == ["Plain"] * len(COPIES)
    assert problems() == expected
    done = run_here("check", str(home / "codes"))
    assert (done.code, done.out.splitlines()) == (0, expected)


def test_codes_with_like_names_are_no_copies(home: Path) -> None:
    """A code with an id of its own is a code of its own, whatever it is called; a lone copy is used."""
    write(home, "one.toml", small_code("one"))
    write(home, "one-2017.toml", small_code("one-2017"))
    write(home, "one (1).toml", small_code("two"))
    write(home, "three (conflicted copy).toml", small_code("three"))
    write(home, "one-conflict-of-interest.toml", small_code("four"))
    assert (added(), problems()) == (["four", "one", "one-2017", "three", "two"], [])


def test_a_copy_of_a_spoilt_file_waits_for_it(home: Path) -> None:
    """While the plainly named file has errors, a conflict copy does not count either, and both are named."""
    write(home, "one.toml", "x")
    name = COPIES["Syncthing"]
    write(home, name, small_code("one"))
    first, *rest = problems()
    assert added() == []
    assert first == told(home / "codes" / name, "one.toml")
    assert [problem.split(":")[0] for problem in rest] == [str(home / "codes" / "one.toml")]


@pytest.mark.parametrize("name", ["lineage-LAPTOP.toml", "lineage (1).toml", "lineage.sync-conflict-1-A.toml"])
def test_a_copy_of_a_lineage_is_no_broken_code(home: Path, name: str) -> None:
    """A copy beside a lineage file is named as one."""
    for path in ("lineage.toml", name):
        shutil.copy(Path(__file__).parents[2] / "codes" / "leeds" / "lineage.toml", home / "codes" / path)
    assert told(home / "codes" / name, "lineage.toml") in problems()
    assert not [problem for problem in problems() if f"{name}:1" in problem]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_linked_folders_are_followed_once(home: Path, tmp_path: Path) -> None:
    """Codes behind links are found, each once; links in circles, and up, end the search."""
    real = tmp_path / "shared"
    (real / "deep").mkdir(parents=True)
    (real / "deep" / "one.toml").write_text(small_code("one"))
    (real / "round").symlink_to(real)
    (tmp_path / "two.toml").write_text(small_code("two"))
    for name, target in {"a": real, "b": real / "deep", "up": home, "self": home / "codes", "no": real / "no"}.items():
        (home / "codes" / name).symlink_to(target)
    (home / "codes" / "two.toml").symlink_to(tmp_path / "two.toml")
    age(real)
    assert (added(), problems()) == (["one", "two"], [])
    (real / "deep" / "three.toml").write_text(small_code("three"))
    assert added() == ["one", "three", "two"]


def test_an_assessment_in_a_codes_folder_is_no_broken_code(home: Path) -> None:
    """The files of an assessment are passed over; named as codes, it is said what they are."""
    folder = home / "codes" / "harbour"
    made(folder)
    (folder / "result.toml").write_text("x")
    write(home, "one.toml", small_code("one"))
    assert (added(), problems()) == (["one"], [])
    for path, kind in ((folder, "folder"), (folder / "round-1", "folder"), (folder / "round-1" / "round.toml", "file")):
        done = run_here("check", str(path))
        message = f"{path}: This is a {kind} of an assessment. Codes are not looked for in it."
        hint = f"To see the assessment:  compacts assess status {folder}"
        assert (done.code, done.out) == (1, f"{message} {hint}\n")


@pytest.mark.parametrize("manner", ["another file", "the same file"])
def test_the_same_size_and_time_do_not_hide_a_change(home: Path, manner: str) -> None:
    """A file of the old size and time is read again: when another took its place, and when it was changed itself."""
    path = home / "codes" / "one.toml"
    path.write_text(small_code("one"))
    age(home)
    added()
    before, time = added(), path.stat().st_mtime_ns
    new = path.with_name("new") if manner == "another file" else path
    new.write_text(small_code("uno"))
    os.utime(new, ns=(time, time))
    new.replace(path)
    assert (before, path.stat().st_mtime_ns, added()) == (["one"], time, ["uno"])


def test_numbers_that_are_too_long_for_the_catalogue(home: Path) -> None:
    """A file from the far future does no harm."""
    path = home / "codes" / "one.toml"
    path.write_text(small_code("one"))
    try:
        os.utime(path, (2**34, 2**34))
    except OSError:
        pytest.skip("this disk knows no such time")
    assert added() == added() == ["one"]
