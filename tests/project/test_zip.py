"""The program in one file, as zipapp makes it."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from cli.running import Done, environment, run_command, run_here
from project.zipped import make_zip
from samples import used_home


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in one file, an hour old."""
    file = tmp_path_factory.mktemp("zip") / "compacts.pyz"
    make_zip(file)
    os.utime(file, (time.time() - 3600, time.time() - 3600))
    return file


def run(app: Path, home: Path, *args: str) -> Done:
    """Run the file in its folder with a Python that sees no installed package."""
    return _run(home, app.parent, app.name, *args)


def _run(home: Path, folder: Path, *args: str) -> Done:
    command = [sys._base_executable, "-S", *args]  # type: ignore[attr-defined] # noqa: SLF001 - not the venv
    return run_command(command, environment(home, COMPACTS_PLUGINS=""), folder)


END = "\0"
"""What stands between the outputs of commands."""
RUN_EACH = f"""
import json, runpy, sys
app, commands = sys.argv[1:]
for command in json.loads(commands):
    sys.argv[1:] = command
    try:
        runpy.run_path(app, run_name="__main__")
    except SystemExit as done:
        print(done.code or 0, end={END!r}, flush=True)
"""
"""Runs the file for one command after the other: most of the time of each goes into a start."""


def test_the_program_runs_from_a_zip(app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes, templates, the schema and the interface's entry point are found in the archive."""
    home = tmp_path / "home"
    monkeypatch.setenv("COMPACTS_HOME", str(used_home(tmp_path / "other")))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    show, schema = ("show", "leeds-partnership-2003#share-power"), ("schema",)
    assert run(app, home, *show) == run_here(*show)
    make = (("new", "plugin", "zembla", "--folder", str(tmp_path)), ("new", "example", str(tmp_path / "example")))
    commands = json.dumps((schema, ("plugins",), *make))
    done = _run(home, app.parent, "-c", RUN_EACH, app.name, commands)
    schemas, plugins, *made = done.out.split(END)[:-1]
    assert schemas == f"{run_here(*schema).out}0"
    assert "\ntui  compacts " in plugins
    assert [one[-1] for one in (plugins, *made)] == ["0"] * 3, done.err
    assert (tmp_path / "compacts-zembla" / "pyproject.toml").exists()
    assert (tmp_path / "example" / "round-2" / "round.toml").exists()


def test_what_a_zip_holds_is_read_once(app: Path, tmp_path: Path) -> None:
    """The second start reads no code again, and a new zip is noticed."""
    first = run(app, tmp_path, "list")
    catalogue = tmp_path / "cache" / "catalogue.sqlite"
    before = catalogue.stat().st_mtime_ns
    assert (run(app, tmp_path, "list"), catalogue.stat().st_mtime_ns) == (first, before)
    os.utime(app, (time.time() - 1800, time.time() - 1800))
    assert (run(app, tmp_path, "list"), catalogue.stat().st_mtime_ns != before) == (first, True)
