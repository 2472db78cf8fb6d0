"""The program in one file, as zipapp makes it."""

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
    command = [sys._base_executable, "-S", app.name, *args]  # type: ignore[attr-defined] # noqa: SLF001 - not the venv
    return run_command(command, environment(home, COMPACTS_PLUGINS=""), app.parent)


def test_the_program_runs_from_a_zip(app: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes, templates, the schema and the interface's entry point are found in the archive."""
    home = tmp_path / "home"
    monkeypatch.setenv("COMPACTS_HOME", str(used_home(tmp_path / "other")))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    for command in (("show", "leeds-partnership-2003#share-power"), ("schema",), ("search", "power")):
        assert run(app, home, *command) == run_here(*command)
    plugins = run(app, home, "plugins")
    assert (plugins.code, "\ntui  compacts " in plugins.out) == (0, True)
    made = run(app, home, "new", "plugin", "zembla", "--folder", str(tmp_path))
    assert made.code == 0, made.err
    assert (tmp_path / "compacts-zembla" / "pyproject.toml").exists()
    assert run(app, home, "new", "example", str(tmp_path / "example")).code == 0
    assert (tmp_path / "example" / "round-2" / "round.toml").exists()


def test_what_a_zip_holds_is_read_once(app: Path, tmp_path: Path) -> None:
    """The second start reads no code again, and a new zip is noticed."""
    first = run(app, tmp_path, "list")
    catalogue = tmp_path / "cache" / "catalogue.sqlite"
    before = catalogue.stat().st_mtime_ns
    assert (run(app, tmp_path, "list"), catalogue.stat().st_mtime_ns) == (first, before)
    os.utime(app, (time.time() - 1800, time.time() - 1800))
    assert (run(app, tmp_path, "list"), catalogue.stat().st_mtime_ns != before) == (first, True)
