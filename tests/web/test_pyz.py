"""`compacts.pyz`: the whole program in one file, on every Python of this machine, with nothing installed."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from cli.running import Done, environment, run_alone, run_command
from programs import finished, made
from tui.terminal import Terminal

ROOT = Path(__file__).parents[2]


def every_python() -> list[str]:
    """The Pythons from 3.11 on that are here, without environments; the one of the tests first."""
    own = sys._base_executable  # type: ignore[attr-defined] # noqa: SLF001 - not the environment
    others = sorted(map(str, (Path.home() / ".pyenv/versions").glob("3.1[1-9].*/bin/python")))
    on_path = (shutil.which(f"python3.{minor}") for minor in range(11, 20))
    named = (python for python in on_path if python and "shims" not in python)  # those of pyenv may lead nowhere
    return [*{os.path.realpath(python): python for python in (own, *others, *named)}.values()]


def alone(home: Path, **more: str) -> dict[str, str]:
    """An environment with nothing but an empty home, which is where everything is kept."""
    return {"PATH": os.defpath, "HOME": str(home), "TERM": "xterm-256color", "PYTHONUTF8": "1", **more}


def run(pyz: Path, home: Path, *args: str, python: str = "") -> Done:
    """Run the file in an empty folder, so that only what it holds can be found."""
    (home / "empty").mkdir(parents=True, exist_ok=True)
    command = [python or every_python()[0], "-I", str(pyz), *args]
    return run_command(command, alone(home), home / "empty")


@pytest.mark.parametrize("python", every_python())
def test_every_python_runs_it(pyz: Path, tmp_path: Path, python: str) -> None:
    """Codes, templates, the schema and the example come from inside: all is said as by the installed program."""
    for command in (("list",), ("show", "leeds-partnership-2003#share-power"), ("search", "power"), ("schema",)):
        assert run(pyz, tmp_path, *command, python=python) == run_alone(tmp_path / "other", *command)
    example = tmp_path / "example"
    assert run(pyz, tmp_path, "new", "example", str(example), python=python).code == 0
    assert run(pyz, tmp_path, "assess", "report", str(example), "-o", "report.html", python=python).code == 0
    assert run(pyz, tmp_path, "new", "plugin", "zembla", python=python).code == 0
    assert "\ntui  compacts " in run(pyz, tmp_path, "plugins", python=python).out


@pytest.mark.parametrize("python", every_python())
def test_its_interface_opens(pyz: Path, tmp_path: Path, python: str) -> None:
    """In a terminal the interface comes up with its style sheet, shows the codes, and ends with ctrl+q."""
    terminal = Terminal(tmp_path, tmp_path / "home", command=[python, "-I", str(pyz)])
    terminal.sees("Begin an assessment", "Browse by agreement")
    assert terminal.leaves() == 0


def test_plugins_lie_beside_it(pyz: Path, tmp_path: Path) -> None:
    """A wheel in the folder `plugins` beside the file is a plugin, and so is what pip has installed there."""
    mine = tmp_path / "compacts.pyz"
    shutil.copy(pyz, mine)
    assert "brackwater" not in run(mine, tmp_path, "list").out
    pip = [sys.executable, "-m", "pip"]
    example = str(ROOT / "plugins" / "compacts-example")
    for command in (("wheel", "--wheel-dir"), ("install", "--target")):
        folder = tmp_path / "plugins"
        shutil.rmtree(folder, ignore_errors=True)
        quiet = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
        finished([*pip, command[0], *quiet, command[1], folder, example], check=True)
        assert "brackwater" in run(mine, tmp_path, "list").out
        listed = run(mine, tmp_path, "plugins")
        assert "\nexample  compacts-example " in listed.out
        assert listed.code == 0


def test_a_damaged_wheel_beside_it_is_told_alone(pyz: Path, tmp_path: Path) -> None:
    """It is named as a problem wherever plugins are, and everything else goes on."""
    mine = tmp_path / "compacts.pyz"
    shutil.copy(pyz, mine)
    (tmp_path / "plugins").mkdir()
    wheel = tmp_path / "plugins" / "mine-1.0-py3-none-any.whl"
    wheel.write_bytes(b"no wheel")
    told = f"{wheel}: This wheel is damaged. Get the file again, or take it out of the folder."
    for _ in range(2):  # the second time the catalogue knows it
        assert told in run(mine, tmp_path, "plugins").out.splitlines()
        assert f"  {told}" in run(mine, tmp_path, "doctor").out.splitlines()
        listed = run(mine, tmp_path, "list")
        assert listed.out == run_alone(tmp_path / "other", "list").out
        assert "The library has 1 error." in listed.err
    wheel.unlink()
    assert run(mine, tmp_path, "plugins").code == 0


def test_byte_code_is_kept_and_replaced(pyz: Path, tmp_path: Path) -> None:
    """What was compiled is kept for the next start; that of another file is thrown away, and damage is passed over."""
    mine = tmp_path / "compacts.pyz"
    shutil.copy(pyz, mine)
    listed = run(mine, tmp_path, "list")
    (first,) = (tmp_path / ".cache/compacts/bytecode").glob("*/*")
    kept = {path.name for path in first.iterdir()}
    assert "click.core" in kept
    for path in first.iterdir():
        path.write_bytes(b"damaged")
    assert run(mine, tmp_path, "list") == listed
    os.utime(mine, (0, 0))
    assert run(mine, tmp_path, "list") == listed
    (second,) = (tmp_path / ".cache/compacts/bytecode").glob("*/*")
    assert second != first


def test_a_home_that_cannot_be_written_is_enough(pyz: Path, tmp_path: Path) -> None:
    """Where nothing can be kept, everything works all the same."""
    blocked = tmp_path / "file"
    blocked.write_text("This is no folder.", encoding="utf-8")
    done = run_command([every_python()[0], "-I", str(pyz), "list"], alone(blocked), tmp_path)
    assert (done.code, done.out) == (0, run_alone(tmp_path / "other", "list").out)


def test_the_same_tree_gives_the_same_bytes(pyz: Path, tmp_path: Path) -> None:
    """Made a second time, the file is the same to the last byte."""
    assert made("pyz.py", tmp_path / "again.pyz").read_bytes() == pyz.read_bytes()


@pytest.mark.parametrize("python", sorted(map(str, (Path.home() / ".pyenv/versions").glob("*/bin/python"))))
def test_an_old_python_is_told(pyz: Path, tmp_path: Path, python: str) -> None:
    """A Python that is too old says so in a sentence, however old it is."""
    version = run_command([python, "-c", "import sys; print(sys.version_info >= (3, 11))"], environment(tmp_path))
    if version.out.strip() == "True":
        return
    done = run_command([python, str(pyz), "list"], alone(tmp_path), tmp_path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("compacts needs Python 3.11 or newer, and this is Python ")
