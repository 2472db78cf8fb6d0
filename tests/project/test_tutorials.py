"""The tutorials, followed to the letter: each command is run, each file is written, each output is compared."""

import csv
import importlib
import os
import re
import shlex
import shutil
import site
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import NamedTuple

import hatchling.build
import pytest

from cli.running import COMMAND, environment, run_here
from programs import LONGEST_WAIT
from terminals import Terminal
from venvs import Venv, make_venv

DOCS = Path(__file__).parents[2] / "docs"
PLUGINS = {"tutorial-code.md": "tui", "tutorial-county.md": "city", "tutorial-document.md": "documents"}
"""The tutorials that install nothing, and the plugin that each needs; others may be installed beside it."""
INSTALLING = "tutorial-plugin.md"
TUTORIALS = (*PLUGINS, INSTALLING)
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

    def __init__(self, folder: Path, home: Path, plugins: str) -> None:
        """Sit down in an empty folder."""
        self.folder = folder
        self.home = home
        """The folder for everything that the program keeps."""
        self.plugins = plugins
        """The plugins that are used."""
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
        codes = self.home / "codes"
        codes.mkdir(parents=True, exist_ok=True)
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
        if "browse" in arguments:
            variables = environment(self.home, COMPACTS_PLUGINS=self.plugins)
            browse([*COMMAND, *arguments], self.folder, variables, "Good Neighbours")
            return ""
        code, output = self.does(name, arguments)
        errors = re.search(r": [1-9][0-9]* errors?[,.]", output)
        assert code == (1 if errors else 0), output
        shown = "".join(f"{line.rstrip()}\n" for line in output.splitlines())  # what ends a line is not seen
        return shown.replace("\\", "/") if os.name == "nt" else shown

    def does(self, name: str, arguments: list[str]) -> tuple[int, str]:
        """Run a command of the program in this process: its exit code, and what it printed."""
        assert name == "compacts"
        with chdir(self.folder), pytest.MonkeyPatch.context() as patch:
            patch.setenv("COMPACTS_HOME", str(self.home))
            patch.setenv("COMPACTS_PLUGINS", self.plugins)
            patch.delenv("COLUMNS", raising=False)
            done = run_here(*arguments, together=True)
        return done.code, done.out


class Installer(Reader):
    """A reader who installs things, and so has an environment, in which each command is a process of its own."""

    def __init__(self, folder: Path, venv: Venv) -> None:
        """Sit down in an empty folder, with an environment where nothing is installed."""
        super().__init__(folder, venv.home, venv.plugins)
        self.venv = venv

    def does(self, name: str, arguments: list[str]) -> tuple[int, str]:
        """Run a command, and give what a terminal would show."""
        done = subprocess.run(
            [str(self.venv.python), "-m", MODULES[name], *arguments],
            cwd=self.folder,
            env={**self.venv.environment(), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},  # it needs none of ours
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
            timeout=LONGEST_WAIT,
        )
        return done.returncode, done.stdout


class Unpacker(Installer):
    """The same without pip, which takes longer than all else: a wheel without scripts is unpacked, and no more.

    What is installed is used in this process, except by pytest.
    """

    def __init__(self, folder: Path, venv: Venv) -> None:
        """Sit down with the plugin of the lesson alone, beside whatever else is installed."""
        super().__init__(folder, venv._replace(plugins="upper-muddleford"))

    def does(self, name: str, arguments: list[str]) -> tuple[int, str]:
        """Run a command; one of pip is done by hand."""
        if name == "compacts":
            with self.installed():
                return Reader.does(self, name, arguments)
        if name != "pip":
            return super().does(name, arguments)
        with chdir(self.folder):
            if arguments[0] == "wheel":
                hatchling.build.build_wheel("dist")
            elif arguments[0] == "uninstall":
                self.remove(arguments[-1].replace("-", "_"))
            elif "--editable" in arguments:
                self.unpack(self.folder / "dist" / hatchling.build.build_editable("dist"))
            else:
                self.unpack(self.folder / arguments[-1])
        return 0, ""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """What is installed can be imported, and is forgotten afterwards."""
        before = {*sys.modules}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "path", sys.path.copy())
            site.addsitedir(str(self.venv.site))
            importlib.invalidate_caches()
            yield
        for module in {*sys.modules} - before:
            if module.startswith("compacts_upper_muddleford"):
                del sys.modules[module]

    def unpack(self, wheel: Path) -> None:
        """Install a wheel."""
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.venv.site)

    def remove(self, package: str) -> None:
        """Take the files away that a package lists as its own."""
        (record,) = self.venv.site.glob(f"{package}-*.dist-info/RECORD")
        for row in csv.reader(record.read_text(encoding="utf-8").splitlines()):
            (self.venv.site / row[0]).unlink()


def browse(command: list[str], folder: Path, environment: dict[str, str], title: str) -> None:
    """Open the interface on a terminal, wait for a title, and leave with ctrl+q."""
    if sys.platform == "win32":
        return  # there are no pseudo-terminals for tests
    terminal = Terminal(command, folder, environment)
    terminal.wait(lambda: title in terminal.shown, title)
    terminal.type("\x11")
    assert terminal.ends() == 0


@pytest.mark.parametrize(("name", "plugins"), PLUGINS.items())
def test_a_tutorial_leads_where_it_says(name: str, plugins: str, tmp_path: Path) -> None:
    """From an empty folder, each step of the tutorial works and shows what is printed there."""
    reader = Reader(tmp_path / "lesson", tmp_path / "home", plugins)
    reader.folder.mkdir()
    for block in blocks(name):
        reader.follow(block)


@pytest.mark.parametrize("kind", [Unpacker, pytest.param(Installer, marks=pytest.mark.soak)])
def test_the_tutorial_of_plugins_leads_where_it_says(kind: type[Installer], tmp_path: Path) -> None:
    """The same where things are installed; they stay in an environment of their own."""
    reader = kind(tmp_path / "lesson", make_venv(tmp_path))
    reader.folder.mkdir()
    for block in blocks(INSTALLING):
        reader.follow(block)


@pytest.mark.parametrize("name", TUTORIALS)
def test_a_tutorial_has_steps(name: str) -> None:
    """The test above sees commands, outputs and files."""
    found = list(blocks(name))
    assert {block.language for block in found} >= {"sh", "text", "toml"}
    assert [block.language for block in found].count("sh") > len(MODULES)
