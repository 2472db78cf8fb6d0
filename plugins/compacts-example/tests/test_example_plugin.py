"""The plugin as the program meets it."""

from importlib.metadata import entry_points
from pathlib import Path

import pytest

import compacts_example
from compact_core import open_library
from compact_core.plugins import CodeSource
from compact_core.testing import loaded_plugins

IDS = ["brackwater-covenant-2024", "brackwater-money-2024"]


def test_a_fresh_manager_takes_the_plugin_in() -> None:
    """Registered alone, the plugin has one hook, offers one source, and causes no problem."""
    plugins = loaded_plugins(compacts_example)
    assert [one.name for _, one in plugins.offers("compacts_code_sources", CodeSource)] == ["built-in", "example"]
    assert {plugin.name: plugin.hooks for plugin in plugins.listed()}["compacts_example"] == ("compacts_code_sources",)
    assert plugins.problems == []


def test_the_source_is_the_folder_of_codes() -> None:
    """The folder that is offered holds the two code files, in a folder of the town's name."""
    (source,) = compacts_example.compacts_code_sources()
    assert not isinstance(source.folder, str)
    (town,) = source.folder.iterdir()
    assert (town.name, sorted(one.name for one in town.iterdir())) == (
        "brackwater",
        ["covenant-2024.toml", "money-2024.toml"],
    )


def test_the_package_announces_the_plugin() -> None:
    """The entry point of the installed package leads to the plugin, and loads."""
    (point,) = entry_points(group="compacts", name="example")
    plugins = loaded_plugins(point)
    assert [plugin.name for plugin in plugins.listed()] == ["built-in", "example"]
    assert plugins.problems == []


def test_the_library_holds_the_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An opened library has both codes, from the source of that name, and nothing to complain of."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path))
    monkeypatch.setenv("COMPACTS_PLUGINS", "example")
    library = open_library()
    found = {entry.id: entry.origin for entry in library.entries if entry.id in IDS}
    assert found == dict.fromkeys(IDS, "example")
    assert library.problems == ()
    assert library.code(IDS[0]).title == "The Brackwater Covenant"
