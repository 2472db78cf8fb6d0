"""The tutorials, followed to the letter: each command is run, each file is written, each output is compared."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from programs import LONGEST_WAIT
from terminals import Terminal
from venvs import Venv, make_venv

DOCS = Path(__file__).parents[2] / "docs"
TUTORIALS = ("tutorial-code.md", "tutorial-county.md", "tutorial-document.md", "tutorial-plugin.md")
PLUGINS = {"tutorial-code.md": "tui", "tutorial-county.md": "city", "tutorial-document.md": "documents"}
"""The plugins that the reader of a tutorial has; those of this project may be installed beside them."""
MODULES = {"compacts": "compact_core", "pip": "pip", "pytest": "pytest"}
"""The commands that tutorials use, and the modules that they stand for."""
COPY = re.compile(r"<!-- The test copies (\S+) into (?:the codes|this) folder\. -->")


class Block(NamedTuple):
    """A fenced block of a tutorial."""

    label: str
    """The paragraph just before it; empty when another block stands there."""
    copied: list[str]
    """The files that a remark before it says are copied into a folder."""
    language: str
    """What it is written in."""
    text: str
    """What stands in it."""


def blocks(name: str) -> Iterator[Block]:
    """The blocks of a tutorial, in order."""
    text = (DOCS / name).read_text(encoding="utf-8")
    before = 0
    for found in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE):
        between = text[before : found.start()].strip()
        label = " ".join(between.split("\n\n")[-1].split())
        yield Block(label, COPY.findall(between), found[1], found[2])
        before = found.end()


class Reader:
    """Somebody who does what a tutorial says."""

    def __init__(self, venv: Venv, folder: Path) -> None:
        """Sit down in an empty folder."""
        self.venv = venv
        self.folder = folder
        self.file = folder
        """The file that was spoken of last."""
        self.old = ""
        """What is to be changed in it."""
        self.output = ""
        """What the last commands printed."""

    def follow(self, block: Block) -> None:
        """Do what a block and the words before it say."""
        named = re.findall(r"`([\w./-]+\.\w+)`", block.label)
        for name in block.copied:
            self.copy(name)
        if named and block.language != "sh":
            self.file = self.folder / named[-1]
        if block.language == "sh":
            self.output = "".join(map(self.run, block.text.splitlines()))
        elif not block.label:
            assert self.output == block.text
            self.output = ""
        elif block.label.endswith("hange this:"):
            self.old = block.text
        elif block.label == "to this:":
            self.change(block.text)
        elif re.search(r"\b(into|text of) `", block.label):
            self.file.parent.mkdir(exist_ok=True)
            self.file.write_text(block.text, encoding="utf-8")
        else:
            assert named, f"the tutorial does not say of which file this is: {block.text}"
            assert block.text in self.file.read_text(encoding="utf-8")

    def copy(self, name: str) -> None:
        """Put a file into the codes folder, or one that comes with the project beside the reader's."""
        if name.startswith("examples/"):
            source = DOCS.parent / name
            if source.is_dir():
                shutil.copytree(source, self.folder / source.name)
            else:
                shutil.copy(source, self.folder)
            return
        codes = self.venv.home / "codes"
        codes.mkdir()
        shutil.copy(self.folder / name, codes)

    def change(self, new: str) -> None:
        """Put a text in the place of another, which stands once."""
        text = self.file.read_text(encoding="utf-8")
        assert text.count(self.old) == 1
        self.file.write_text(text.replace(self.old, new), encoding="utf-8")

    def run(self, line: str) -> str:
        """Run a command, and give what a terminal would show."""
        name, *arguments = shlex.split(line)
        if name == "cd":
            self.folder /= arguments[0]
            return ""
        command = [str(self.venv.python), "-m", MODULES[name], *arguments]
        if "browse" in arguments:
            browse(command, self.folder, self.venv.environment(), "Good Neighbours")
            return ""
        done = subprocess.run(
            command,
            cwd=self.folder,
            env=self.venv.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=LONGEST_WAIT,
        )
        errors = re.search(r": [1-9][0-9]* errors?[,.]", done.stdout)
        assert done.returncode == (1 if errors else 0), done.stdout
        shown = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())  # what ends a line is not seen
        return shown.replace("\\", "/") if os.name == "nt" else shown


def browse(command: list[str], folder: Path, environment: dict[str, str], title: str) -> None:
    """Open the interface on a terminal, wait for a title, and leave with ctrl+q."""
    if sys.platform == "win32":
        return  # there are no pseudo-terminals for tests
    terminal = Terminal(command, folder, environment)
    terminal.wait(lambda: title in terminal.shown, title)
    terminal.type("\x11")
    assert terminal.ends() == 0


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_leads_where_it_says(name: str, tmp_path: Path) -> None:
    """From an empty folder, each step of the tutorial works and shows what is printed there."""
    venv = make_venv(tmp_path)._replace(plugins=PLUGINS.get(name, ""))
    reader = Reader(venv, tmp_path / "lesson")
    reader.folder.mkdir()
    for block in blocks(name):
        reader.follow(block)


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_has_steps(name: str) -> None:
    """The test above sees commands, outputs and files."""
    found = list(blocks(name))
    assert {block.language for block in found} >= {"sh", "text", "toml"}
    assert [block.language for block in found].count("sh") > len(MODULES)
