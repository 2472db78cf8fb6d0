"""What plugin authors test with: nothing that is installed or that the user has comes in."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from compact_core import read_text, write_code
from compact_core.model.scales import Scale
from compact_core.plugins import CodeSource, CommandOffer, Loader, hookimpl
from compact_core.testing import isolated_home, library_of, loaded_plugins
from programs import finished
from samples import OTTERBURY

BUILT_IN = {"leeds-partnership-2003", "leeds-partnership-2003-leaflet", "leeds-working-together-2017"}


class EveryHook:
    """A plugin with every hook there is."""

    def __init__(self, folder: str) -> None:
        """Offer the codes in a folder."""
        self.folder = folder

    @hookimpl
    def compacts_code_sources(self) -> Iterable[CodeSource]:
        """Offer a folder."""
        return [CodeSource("otters", self.folder)]

    @hookimpl
    def compacts_loaders(self) -> Iterable[Loader]:
        """Offer to read code files with another ending."""
        return [Loader("otter", (".otter",), lambda data, file: read_text(data.decode(), file))]

    @hookimpl
    def compacts_scales(self) -> Iterable[Scale]:
        """Offer a scale."""
        return [Scale("paws2", "Paws", ("paw down", "paw up"))]

    @hookimpl
    def compacts_commands(self) -> Iterable[CommandOffer]:
        """Offer a command."""
        return [CommandOffer("swim", "Swim.", "otters:swim")]


class Rubbish:
    """A plugin that offers what is no offer."""

    @staticmethod
    @hookimpl
    def compacts_code_sources() -> Iterable[str]:
        """Offer a text."""
        return ["otters"]


@pytest.fixture
def otters(tmp_path: Path) -> EveryHook:
    """A plugin with a code that needs its loader and its scale."""
    text = OTTERBURY.replace('"agree4"', '"paws2"')
    (tmp_path / "otterbury.otter").write_text(text, encoding="utf-8")
    return EveryHook(str(tmp_path))


def test_a_library_has_what_the_plugin_offers(otters: EveryHook) -> None:
    """Its code is found in its folder, read by its loader, with its scale, beside those of the program."""
    library = library_of(otters)
    assert library.problems == ()
    assert {one.id: one.origin for one in library.entries if one.id not in BUILT_IN} == {"otterbury-promises": "otters"}
    code = library.code("otterbury-promises")
    assert code.header.scale == "paws2"
    assert [hit.item for hit in library.search("Monday")] == ["meet"]
    assert len(library.lineages()) == len(library_of().lineages()) > 0


def test_the_manager_has_the_plugin_and_no_installed_one(otters: EveryHook) -> None:
    """Only the built-in plugin stands beside it, although the interface is installed."""
    plugins = loaded_plugins(otters)
    assert [one.name for one in plugins.listed()] == ["built-in", "EveryHook"]
    assert [one.name for one in plugins.commands()] == ["swim"]
    assert plugins.problems == []


def test_a_plugin_is_called_by_its_own_name() -> None:
    """A module or a class gives its name to the plugin."""
    assert [one.name for one in loaded_plugins(os, Rubbish).listed()] == ["built-in", "os", "Rubbish"]


def test_what_is_wrong_is_reported() -> None:
    """The problem that a plugin costs is among those of the library."""
    (problem,) = library_of(Rubbish).problems
    assert (problem.severity, problem.file) == ("error", "plugin Rubbish")
    assert "compacts_code_sources" in problem.message


def test_nothing_of_the_user_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes and settings of the user are passed over, and nothing is written to their folder."""
    codes = tmp_path / "codes"
    codes.mkdir()
    (codes / "otterbury.toml").write_text(OTTERBURY, encoding="utf-8")
    (tmp_path / "config.toml").write_text("no settings", encoding="utf-8")
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path))
    library = library_of()
    assert ({one.id for one in library.entries}, library.problems) == (BUILT_IN, ())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["codes", "config.toml"]


def test_further_codes_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or folder is used as with --codes, also by a path from the folder where the test stands."""
    monkeypatch.chdir(tmp_path)
    Path("otterbury.toml").write_text(OTTERBURY, encoding="utf-8")
    library = library_of(codes=["otterbury.toml"])
    assert {one.id for one in library.entries} - BUILT_IN == {"otterbury-promises"}
    assert read_text(write_code(library.code("otterbury-promises"))).code == read_text(OTTERBURY).code


def test_all_is_read_anew(otters: EveryHook) -> None:
    """A changed file is seen at once."""
    assert library_of(otters).problems == ()
    (Path(otters.folder) / "otterbury.otter").write_text("broken", encoding="utf-8")
    assert [one.line for one in library_of(otters).problems] == [1]


@pytest.mark.parametrize("before", ["/somewhere", None])
def test_a_home_is_lent_and_given_back(before: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The home is a new, empty folder, gone at the end; the variable is as before, also after an error."""
    if before is None:
        monkeypatch.delenv("COMPACTS_HOME", raising=False)
    else:
        monkeypatch.setenv("COMPACTS_HOME", before)
    seen = []

    def fail_at_home() -> None:
        with isolated_home() as home:
            seen.append(home)
            assert os.environ["COMPACTS_HOME"] == home
            assert list(Path(home).iterdir()) == []
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_at_home()
    assert [Path(home).exists() for home in seen] == [False]
    assert os.environ.get("COMPACTS_HOME") == before


def test_pytest_is_not_needed() -> None:
    """Importing the helpers loads neither pytest nor the command line."""
    statement = "import compact_core.testing, sys; print({'pytest', 'click'} & sys.modules.keys())"
    done = finished([sys.executable, "-c", statement])
    assert (done.stdout, done.stderr) == ("set()\n", "")
