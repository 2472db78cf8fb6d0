"""What lies in the folder `plugins` beside `compacts.pyz` is used, or it is told why not: each thing by itself."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from pyz_plugins import import_paths, problems_in

ABOUT = "Name: {}\nVersion: 1.0\n"
MINOR = sys.version_info[1]
HERE = ".".join(map(str, sys.version_info[:3]))
AGAIN = "Get the file again, or take it out of the folder."
FOR_THIS = "Get the wheel for this Python, or take it out of the folder."


def wheel(place: Path, *files: str, needs: str = "") -> None:
    """Write a wheel that holds these files."""
    name = place.name.partition("-")[0]
    with ZipFile(place, "w") as archive:
        archive.writestr(f"{name}-1.0.dist-info/METADATA", ABOUT.format(name) + needs)
        for file in files:
            archive.writestr(file, "text = 'of a file'\n")


def told(folder: Path) -> list[str]:
    """What is told of a folder, without the place of it."""
    return [
        str(problem).replace(f"{folder}/", "").replace(str(folder), "plugins") for problem in problems_in(str(folder))
    ]


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("one-1.0-py3-none-any.whl", ""),
        ("one-1.0-py2.py3-none-any.whl", ""),
        (f"one-1.0-cp3{MINOR}-cp3{MINOR}-linux_x86_64.whl", "Requires-Python: >=3.11,!=3.1.*,<4"),
        ("one-1.0-cp38-abi3-win_amd64.whl", f"Requires-Python: ~=3.{MINOR}"),
        ("one.whl", "Requires-Python: whatever it may be"),
    ],
)
def test_a_sound_wheel_is_used(tmp_path: Path, name: str, needs: str) -> None:
    """Nothing is told of a wheel for this Python."""
    wheel(tmp_path / name, "one.py", needs=needs)
    (tmp_path / "README.txt").write_text("Plugins", encoding="utf-8")
    assert told(tmp_path) == []
    assert import_paths(str(tmp_path)) == [str(tmp_path), str(tmp_path / name)]


def test_damaged_wheels_are_told(tmp_path: Path) -> None:
    """Half a wheel, one with a wrong byte, one that is empty, and one that holds no package."""
    sound = tmp_path / "sound-1.0-py3-none-any.whl"
    wheel(sound, "sound.py")
    data = sound.read_bytes()
    (tmp_path / "half.whl").write_bytes(data[: len(data) // 2])
    (tmp_path / "empty\x1b[31m.whl").write_bytes(b"")
    (tmp_path / "wrong.whl").write_bytes(data.replace(b"of a file", b"of a fill"))
    with ZipFile(tmp_path / "other.whl", "w") as archive:
        archive.writestr("text.txt", "text")
    assert told(tmp_path) == [
        f"empty…1b[31m.whl: This wheel is damaged. {AGAIN}",
        f"half.whl: This wheel is damaged. {AGAIN}",
        f"other.whl: This is no wheel: nothing in it says which package it holds. {AGAIN}",
        f"wrong.whl: This wheel is damaged. {AGAIN}",
    ]


def test_wheels_for_others_are_told(tmp_path: Path) -> None:
    """For another Python by its name or by what it says, and with compiled code."""
    wheel(tmp_path / "a-1.0-cp36-cp36m-linux_x86_64.whl")
    wheel(tmp_path / "b-1.0-py2-none-any.whl")
    wheel(tmp_path / "c-1.0-py3-none-any.whl", needs="Requires-Python: >=3.99")
    wheel(tmp_path / f"d-1.0-cp3{MINOR}-cp3{MINOR}-linux_x86_64.whl", "d.so")
    unpack = f"python3 -m pip install --target 'plugins' 'd-1.0-cp3{MINOR}-cp3{MINOR}-linux_x86_64.whl'"
    compiled = "This wheel holds compiled code, which Python does not run from a wheel."
    assert told(tmp_path) == [
        f"a-1.0-cp36-cp36m-linux_x86_64.whl: warning: This wheel is for another Python; this is {HERE}. {FOR_THIS}",
        f"b-1.0-py2-none-any.whl: warning: This wheel is for another Python; this is {HERE}. {FOR_THIS}",
        f"c-1.0-py3-none-any.whl: warning: This wheel is for another Python (>=3.99); this is {HERE}. {FOR_THIS}",
        (
            f"d-1.0-cp3{MINOR}-cp3{MINOR}-linux_x86_64.whl: warning: {compiled}"
            f" If the plugin fails, let pip unpack it: {unpack}"
        ),
    ]


def test_what_is_no_wheel_is_told(tmp_path: Path) -> None:
    """A file of Python, archives, a source and any other folder; what pip has put there belongs there."""
    (tmp_path / "alone.py").write_text("", encoding="utf-8")
    (tmp_path / "archive.tar.gz").write_bytes(b"")
    for name, file in (("of_pip", "__init__.py"), ("of_pip-1.0.dist-info", "METADATA"), ("source", "pyproject.toml")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text("", encoding="utf-8")
    record = "of_pip/__init__.py,,\nof_pip_extra.py,,\n../../bin/of-pip,,\n"
    (tmp_path / "of_pip-1.0.dist-info" / "RECORD").write_text(record, encoding="utf-8")
    (tmp_path / "of_pip_extra.py").write_text("", encoding="utf-8")
    (tmp_path / "unpacked" / "mine-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "words").mkdir()
    out = "or take it out of the folder."
    make = "python3 -m pip wheel --no-deps --wheel-dir 'plugins'"
    assert told(tmp_path) == [
        (
            "alone.py: warning: This file is not used: a plugin is a wheel, not a single file."
            f" Make a package of it ('new plugin NAME' makes the first one), {out}"
        ),
        (
            "archive.tar.gz: warning: This archive is not used: a plugin is a wheel, whose name ends in .whl."
            f" Ask its makers for the wheel, make it ({make} 'archive.tar.gz'), {out}"
        ),
        (
            "source: warning: This folder is not used: it holds the source of a package."
            f" Make a wheel of it ({make} 'source'), {out}"
        ),
        (
            "words: warning: This folder is not used: it holds no package, which would have a folder that ends in"
            f" .dist-info. Put the wheel of the plugin here, {out}"
        ),
    ]
    assert import_paths(str(tmp_path)) == [str(tmp_path), str(tmp_path / "unpacked")]


def test_the_newest_of_a_package_is_used(tmp_path: Path) -> None:
    """1.10 is newer than 1.9 and than its own first trial."""
    names = ["one-1.10-py3-none-any.whl", "one-1.10rc1-py3-none-any.whl", "one-1.9-py3-none-any.whl"]
    for name in reversed(names):
        wheel(tmp_path / name)
    assert import_paths(str(tmp_path)) == [str(tmp_path), *(str(tmp_path / name) for name in names)]
    not_used = f"This is not used, because there is {names[0]} too. Take one of them out of the folder."
    assert told(tmp_path) == [f"{name}: warning: {not_used}" for name in names[1:]]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    """A file in the place of the folder."""
    file = tmp_path / "plugins"
    file.write_text("", encoding="utf-8")
    assert import_paths(str(file)) == []
    hint = "Change its permissions, or take it away."
    assert [str(one) for one in problems_in(str(file))] == [
        f"{file}: This folder of plugins cannot be read: Not a directory. {hint}"
    ]
