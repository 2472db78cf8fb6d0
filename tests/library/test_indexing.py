"""Codes gathered from sources: what is read and what is not, which of two codes is used, and what a crash leaves."""

import os
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from compact_core import Entry, Problem, read_text
from compact_core.content.flaws import Flaw
from compact_core.content.read import Loaded
from compact_core.library.catalogue import Catalogue
from compact_core.library.indexing import gather, one_each
from compact_core.plugins import CodeSource, Loader, builtin, hookimpl
from compact_core.plugins.isolation import Silence, Watch
from compact_core.plugins.manager import Plugins
from programs import finished
from samples import BUILT_IN, age, small_code


class Otters:
    """A plugin that reads files ending in .otter, and counts what it read."""

    def __init__(self, *sources: CodeSource) -> None:
        self.sources = sources
        self.read: list[str] = []

    @hookimpl
    def compacts_code_sources(self) -> Iterable[CodeSource]:
        """The folders."""
        return self.sources

    @hookimpl
    def compacts_loaders(self) -> Iterable[Loader]:
        """The loader."""
        return [Loader("otter files", (".otter",), self.load)]

    def load(self, data: bytes, file: str) -> Loaded:
        """Read a file, and remember that it was."""
        self.read.append(Path(file).name)
        return read_text(data.decode(), file)


class Gatherer:
    """A catalogue that is filled again and again by one plugin."""

    def __init__(self, otters: Otters, path: str = ":memory:") -> None:
        self.otters = otters
        self.catalogue = Catalogue(path)

    def gather(
        self, *folders: Path, version: str = "otters 1.0", watch: Watch | None = None, view: str = "view"
    ) -> list[str]:
        """Gather once; gives the names of the files that were read for it."""
        plugins = Plugins(watch)
        plugins.register(builtin, builtin.NAME)
        plugins.register(self.otters, "otters", version)
        self.otters.read.clear()
        gather(self.catalogue, view, [str(folder) for folder in folders], plugins)
        return self.otters.read

    def entries(self) -> list[Entry]:
        """The codes that were found, but for the program's own."""
        return [entry for entry in self.catalogue.views.entries("view") if entry.id not in BUILT_IN]

    def problems(self) -> list[Problem]:
        """The problems that were found."""
        return self.catalogue.views.problems("view")


def fill(folder: Path, *names: str) -> Path:
    """A folder with a code in each of some files, a minute old."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.otter").write_text(small_code(name))
    age(folder)
    return folder


@pytest.mark.usefixtures("home")
def test_only_what_changed_is_read(tmp_path: Path) -> None:
    """A file is read once, again when its bytes change, and not when it is only touched, moved apart or missed."""
    folder = fill(tmp_path / "in", "one", "two")
    gatherer = Gatherer(Otters(CodeSource("otters", folder)))
    assert gatherer.gather() == ["one.otter", "two.otter"]
    assert gatherer.gather() == []
    (folder / "one.otter").touch()
    assert gatherer.gather() == []
    (folder / "one.otter").write_text(small_code("uno"))
    assert gatherer.gather() == ["one.otter"]
    (folder / "two.otter").rename(tmp_path / "two.otter")
    assert gatherer.gather() == []
    assert [entry.id for entry in gatherer.entries()] == ["uno"]
    (tmp_path / "two.otter").rename(folder / "two.otter")
    assert gatherer.gather() == []
    assert [entry.id for entry in gatherer.entries()] == ["two", "uno"]


@pytest.mark.usefixtures("home")
def test_a_loader_of_another_version_reads_again(tmp_path: Path) -> None:
    """When a plugin is renewed, its loader reads every file again."""
    gatherer = Gatherer(Otters(CodeSource("otters", fill(tmp_path / "in", "one"))))
    read = [list(gatherer.gather(version=version)) for version in ("otters 1.0", "otters 1.0", "otters 1.1")]
    assert read == [["one.otter"], [], ["one.otter"]]


class Shouting(Otters):
    """A plugin that reads the same files otherwise."""

    def load(self, data: bytes, file: str) -> Loaded:
        """Read a file, and give it another title."""
        return super().load(data.replace(b"A code", b"A CODE"), file)


@pytest.mark.usefixtures("home")
def test_each_choice_of_plugins_has_its_own_readings(tmp_path: Path) -> None:
    """Where two plugins read the same files, each way of opening shows what its own plugin made of them."""
    source = CodeSource("otters", fill(tmp_path / "in", "one"))
    calm, loud = Gatherer(Otters(source)), Gatherer(Shouting(source))
    loud.catalogue.close()
    loud.catalogue = calm.catalogue
    seen = []
    for view, gatherer in (("calm", calm), ("loud", loud), ("calm", calm)):
        if not gatherer.catalogue.views.is_fresh(view):
            gatherer.gather(version=f"{view} 1.0", view=view)
        seen.append(gatherer.catalogue.views.entries(view)[-1].title)
    assert seen == ["A code", "A CODE", "A code"]


@pytest.mark.usefixtures("home")
def test_a_file_in_two_sources_is_read_once(tmp_path: Path) -> None:
    """A file that several sources hold belongs to the first, and its problems are told once."""
    folder = fill(tmp_path / "in", "one")
    (folder / "bad.otter").write_text("format = 1")
    gatherer = Gatherer(Otters(CodeSource("first", folder), CodeSource("second", folder)))
    assert gatherer.gather(folder, folder / "one.otter") == ["bad.otter", "one.otter"]
    assert [entry.origin for entry in gatherer.entries()] == ["first"]
    told = gatherer.problems()
    assert told == list(dict.fromkeys(told))
    assert {problem.file for problem in told} == {str(folder / "bad.otter")}


@pytest.mark.usefixtures("home")
def test_codes_inside_an_archive(tmp_path: Path) -> None:
    """A source may be a folder inside a zip file; a changed archive is noticed, an unchanged file not read again."""
    archive = tmp_path / "codes.zip"

    def pack(**texts: str) -> CodeSource:
        with zipfile.ZipFile(archive, "w") as file:
            for name, text in texts.items():
                file.writestr(f"codes/deep/{name}.otter", text)
        return CodeSource("zipped", zipfile.Path(archive, "codes/"))

    otters = Otters(pack(one=small_code("one"), two=small_code("two")))
    gatherer = Gatherer(otters)
    assert gatherer.gather() == ["one.otter", "two.otter"]
    assert gatherer.gather() == []
    otters.sources = (pack(one=small_code("one"), two=small_code("other")),)
    assert gatherer.gather() == ["two.otter"]
    assert [(entry.id, entry.origin) for entry in gatherer.entries()] == [("one", "zipped"), ("other", "zipped")]
    assert gatherer.problems() == []


@pytest.mark.usefixtures("home")
def test_what_is_no_code_is_passed_over(tmp_path: Path) -> None:
    """Hidden files and folders, and files that no loader reads, are neither codes nor problems in a folder."""
    folder = fill(tmp_path / "in", "one")
    (folder / ".hidden").mkdir()
    for name in (".hidden/two.otter", ".three.otter", "four.txt", "five.otter~", "README.md", "otter"):
        (folder / name).write_text(small_code("no"))
    (folder / "six.otter").mkdir()
    (folder / "SEVEN.OTTER").write_text(small_code("seven"))
    gatherer = Gatherer(Otters(CodeSource("otters", folder)))
    assert gatherer.gather() == ["SEVEN.OTTER", "one.otter"]
    assert gatherer.problems() == []


class Counting(Silence):
    """A watch that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int]] = []

    def progress(self, done: int, total: int) -> None:
        """Remember."""
        self.told.append((done, total))


@pytest.mark.usefixtures("home")
def test_progress_is_reported(tmp_path: Path) -> None:
    """Whoever watches is told how many files are done, of those that have to be read."""
    gatherer = Gatherer(Otters(CodeSource("otters", fill(tmp_path / "in", "one", "two"))))
    first, second = Counting(), Counting()
    gatherer.gather(watch=first)
    gatherer.gather(watch=second)
    total = len(BUILT_IN) + 2
    assert first.told == [(done, total) for done in range(total)]
    assert second.told == []


@pytest.mark.usefixtures("home")
def test_codes_are_in_the_order_of_lists(tmp_path: Path) -> None:
    """Codes are ordered by place, agreement, date and title, wherever they come from."""
    fill(tmp_path / "in", "b", "a")
    (tmp_path / "in" / "c.otter").write_text(small_code("c", "Z").replace("Zembla", "Atlantis"))
    (tmp_path / "in" / "d.otter").write_text(small_code("d", "AA"))
    gatherer = Gatherer(Otters(CodeSource("otters", tmp_path / "in")))
    gatherer.gather()
    found = [entry.id for entry in gatherer.catalogue.views.entries("view")]
    assert found == ["c", *BUILT_IN, "a", "b", "d"]


class Stopping(Silence):
    """A watch through which Ctrl+C comes after some files."""

    def progress(self, done: int, total: int) -> None:  # noqa: ARG002 - as a watch has it
        """Stop at the last file."""
        if done == 1:
            raise KeyboardInterrupt


@pytest.mark.usefixtures("home")
def test_a_stopped_gathering_leaves_the_old_content(tmp_path: Path) -> None:
    """When Ctrl+C is pressed while files are read, the catalogue holds what it held."""
    folder = fill(tmp_path / "in", "one", "two")
    gatherer = Gatherer(Otters(CodeSource("otters", folder)))
    gatherer.gather()
    before = gatherer.entries()
    for name in ("one", "two"):
        (folder / f"{name}.otter").write_text(small_code(f"new-{name}"))
    with pytest.raises(KeyboardInterrupt):
        gatherer.gather(watch=Stopping())
    assert gatherer.entries() == before
    gatherer.gather()
    assert [entry.id for entry in gatherer.entries()] == ["new-one", "new-two"]


CRASH = """
import os, sys
from library.test_indexing import CodeSource, Gatherer, Otters
class Crashing(Otters):
    def load(self, data, file):
        if file.endswith("two.otter"):
            os._exit(9)
        return super().load(data, file)
Gatherer(Crashing(CodeSource("otters", sys.argv[1])), sys.argv[2]).gather()
"""


def test_a_crash_leaves_the_old_content(tmp_path: Path, home: Path) -> None:
    """A process that dies while it refreshes the catalogue leaves it as it was, for the next one to refresh."""
    folder = fill(tmp_path / "in", "one", "two")
    path = str(tmp_path / "catalogue.sqlite")
    gatherer = Gatherer(Otters(CodeSource("otters", folder)), path)
    gatherer.gather()
    before = gatherer.entries()
    gatherer.catalogue.close()
    for name in ("one", "two"):
        (folder / f"{name}.otter").write_text(small_code(f"new-{name}"))
    tests = str(Path(__file__).parents[1])
    env = {**os.environ, "COMPACTS_HOME": str(home), "PYTHONPATH": tests}
    crashed = finished([sys.executable, "-c", CRASH, str(folder), path], env=env)
    assert crashed.returncode == 9
    after = Gatherer(Otters(CodeSource("otters", folder)), path)
    assert after.entries() == before
    assert after.gather() == ["one.otter", "two.otter"]
    assert [entry.id for entry in after.entries()] == ["new-one", "new-two"]


def _entry(identity: str, origin: str, file: str) -> Entry:
    return Entry(
        *(identity, "Title", "code", "Zembla", "en-GB", "2003", "current", "accord", "Accord", "accord"),
        *(1, "agree4", (), origin, file),
    )


def test_of_two_codes_the_preferred_is_used(home: Path) -> None:
    """The first code of an id is used, or that of the source that the settings prefer; the others are told."""
    first, second, third = (_entry("one", name, f"{name}.toml") for name in ("first", "second", "third"))
    assert one_each([first, second], ())[0] == [first]
    assert one_each([first, second, third], ["third", "second"])[0] == [third]
    assert one_each([first, first], ()) == ([first], [])
    told = one_each([first, second], ["second"])[1]
    hint = f'Remove one, give it another id, or write prefer = ["first"] in {home / "config.toml"}.'
    message = "The code 'one' is also in second.toml, which is used."
    assert told == [(first, Flaw(("code", "id"), message, hint, severity="warning"))]
    assert [flaw.severity for _, flaw in one_each([first, second], ["third"])[1]] == ["error"]
    ((_, same),) = one_each([first, first._replace(file="copy.toml")], ())[1]
    assert same.hint == "Remove one, or give it another id."
