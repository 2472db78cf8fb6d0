"""Where files are kept: the places that platformdirs gives, and one switch that moves them all."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import platformdirs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from compact_core import CompactsError, folders

NAMES = ("COMPACTS_HOME", "HOME", "LOCALAPPDATA", "USERPROFILE", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
paths = st.one_of(
    st.none(),
    st.sampled_from(["", " ", "/srv/somewhere", "relative/folder", "~/mine", "/a b/\u00e9", "/trailing/"]),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8).map("/".__add__),
)
homes = st.sampled_from(["/home/someone", "/", "", "relative", None])
environments = st.fixed_dictionaries({"HOME": homes, "XDG_CACHE_HOME": paths})
needs_posix = pytest.mark.skipif(os.name == "nt", reason="the rules of POSIX systems, and their separators")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing about folders but where home is."""
    if os.name != "nt":
        for name in NAMES:
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HOME", "/home/someone")
    monkeypatch.delenv("COMPACTS_HOME", raising=False)
    return monkeypatch


@pytest.fixture(scope="module")
def changing() -> Iterator[pytest.MonkeyPatch]:
    """An environment that laws may change again and again."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def put(patch: pytest.MonkeyPatch, environment: dict[str, str | None]) -> None:
    """Set and unset variables."""
    patch.delenv("COMPACTS_HOME", raising=False)
    for name, value in environment.items():
        patch.delenv(name, raising=False) if value is None else patch.setenv(name, value)


@needs_posix
@pytest.mark.parametrize(("platform", "rules"), [("linux", Unix), ("darwin", MacOS)])
@given(environments)
def test_the_cache_is_where_platformdirs_puts_it(
    changing: pytest.MonkeyPatch, platform: str, rules: type[Unix | MacOS], environment: dict[str, str | None]
) -> None:
    """In every environment the cache folder is the one that platformdirs gives on Linux and on macOS."""
    assume(platform == sys.platform or environment["HOME"] not in {"", "relative"})  # then the system itself is asked
    put(changing, environment)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.platform", platform)
        assert folders.cache_folder() == rules(folders.NAME, appauthor=False).user_cache_dir


@needs_posix
@given(st.sampled_from(["C:\\Users\\Someone\\AppData\\Local", "D:\\Profiles\\\u00e9\\Local"]))
def test_the_cache_of_windows(changing: pytest.MonkeyPatch, local: str) -> None:
    """With the name of Windows, the cache folder is the one that platformdirs gives there.

    Its class asks Windows for the folder of local data, which only Windows can tell; here both are told it.
    """
    put(changing, {"LOCALAPPDATA": local, "WIN_PD_OVERRIDE_LOCAL_APPDATA": local})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.platform", "win32")
        assert folders.cache_folder() == Windows(folders.NAME, appauthor=False).user_cache_dir


@pytest.mark.usefixtures("bare")
def test_the_cache_on_this_system() -> None:
    """On the system of this test the cache folder is the one that platformdirs gives."""
    assert folders.cache_folder() == platformdirs.user_cache_dir("compacts", appauthor=False)


NO_HOME = "Your home folder cannot be found. Name a folder of yours in the variable COMPACTS_HOME."


@needs_posix
def test_without_a_home_the_switch_is_named(bare: pytest.MonkeyPatch) -> None:
    """Where the system knows no home folder, a sentence says what to do, and no folder called ~ is made."""
    bare.setenv("HOME", "relative")
    bare.setattr("os.getuid", lambda: 2_000_000_000)
    for place in (
        folders.cache_folder,
        folders.codes_folder,
        folders.wordings_folder,
        folders.config_file,
        folders.state_folder,
    ):
        with pytest.raises(CompactsError) as raised:
            place()
        assert str(raised.value) == NO_HOME


@pytest.mark.usefixtures("bare")
def test_the_other_folders_are_those_of_platformdirs() -> None:
    """Codes, settings and state are where users of the system expect them."""
    assert folders.codes_folder() == str(Path(platformdirs.user_data_dir("compacts", appauthor=False), "codes"))
    assert folders.config_file() == str(Path(platformdirs.user_config_dir("compacts", appauthor=False), "config.toml"))
    assert folders.state_folder() == platformdirs.user_state_dir("compacts", appauthor=False)


def test_one_switch_moves_everything(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """COMPACTS_HOME holds every folder, whatever else the environment says; empty it is as if it were not there."""
    bare.setenv("XDG_CACHE_HOME", "/elsewhere")
    places = (
        folders.cache_folder,
        folders.codes_folder,
        folders.wordings_folder,
        folders.config_file,
        folders.state_folder,
    )
    before = [place() for place in places]
    bare.setenv("COMPACTS_HOME", str(tmp_path))
    assert [place() for place in places] == [
        str(tmp_path / name) for name in ("cache", "codes", "wordings", "config.toml", "state")
    ]
    bare.setenv("COMPACTS_HOME", "")
    assert [place() for place in places] == before


@needs_posix
@pytest.mark.parametrize(("typed", "meant"), [("~", ""), ("~/kept here", "kept here"), ("a~/~", None)])
def test_a_tilde_is_the_home_folder(bare: pytest.MonkeyPatch, tmp_path: Path, typed: str, meant: str | None) -> None:
    """A ~ that no shell has read stands for the home folder, at the beginning only."""
    bare.setenv("HOME", str(tmp_path))
    bare.setenv("COMPACTS_HOME", typed)
    expected = Path(typed) if meant is None else tmp_path / meant
    assert folders.state_folder() == str(expected / "state")


@needs_posix
def test_the_home_of_nobody_is_told(bare: pytest.MonkeyPatch) -> None:
    """A ~ before a name that no user has names no folder, and none is made under that name."""
    bare.setenv("COMPACTS_HOME", "~nobody-at-all/kept")
    with pytest.raises(CompactsError) as raised:
        folders.cache_folder()
    told = "COMPACTS_HOME is ~nobody-at-all/kept, and there is no such home folder. Name another folder."
    assert str(raised.value) == told


def test_asking_makes_no_folder(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """To know where a folder is does not make it."""
    bare.setenv("HOME", str(tmp_path))
    for place in (
        folders.cache_folder,
        folders.codes_folder,
        folders.wordings_folder,
        folders.config_file,
        folders.state_folder,
    ):
        assert place().startswith(str(tmp_path))
    assert list(tmp_path.iterdir()) == []
