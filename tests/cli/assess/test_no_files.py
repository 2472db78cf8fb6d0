"""Pipes, devices and files where another thing is needed: each command says what it found, and its own advice."""

import os
import sys
from pathlib import Path

import pytest

from cli.assess.beginning import begin
from cli.running import run_here

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes or devices among its files")
PIPE = "This is a pipe, not a file. Save what comes out of it in a file, and name that."
DEVICE = "This is a device, not a file. Name a file."


@pytest.fixture(autouse=True)
def _begun(here: Path) -> None:
    """Begin an assessment, and make a pipe."""
    assert here.is_dir()
    assert begin().code == 0
    os.mkfifo("pipe")


@pytest.mark.parametrize(("path", "told"), [("pipe", PIPE), ("/dev/zero", DEVICE)])
def test_answers_come_from_files(path: str, told: str) -> None:
    """What is collected from must be a file, and nothing is said of codes."""
    done = run_here("assess", "collect", "harbour", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.splitlines()[:2] == [f"Not brought in: {path}", f"  {told}"]


@pytest.mark.parametrize(("path", "told"), [("pipe", PIPE), ("/dev/zero", DEVICE)])
def test_codes_come_from_files(path: str, told: str) -> None:
    """The check says the same, and not that no loader reads this kind of file."""
    assert run_here("check", path) == (1, f"{path}: {told}\n", "No code files were checked.\n")


def test_an_assessment_is_a_folder() -> None:
    """A file in the place of a folder is not called a folder that is missing."""
    done = run_here("assess", "status", "harbour/partnership.toml")
    told = "is no folder, and an assessment is one. Name the folder that holds partnership.toml."
    assert done == (3, "", f"harbour/partnership.toml {told}\n")
