"""Where the program keeps its files; ``COMPACTS_HOME`` moves them all."""

from __future__ import annotations

import os
import sys

from compact_core.errors import CompactsError
from compact_core.text import clean

NAME = "compacts"
GONE = "The folder that you are in was removed or renamed."
"""The message where :func:`working_folder_is_gone`."""


def working_folder_is_gone() -> bool:
    """Whether there is no working folder any more, so that relative paths lead nowhere."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def cache_folder() -> str:
    """The folder for what can be made again; it may not exist yet.

    It is the folder that platformdirs gives (a test compares them), found without importing it: every command needs it.
    """
    if folder := _under_home("cache"):
        return folder
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(local, NAME, "Cache")
    if os.path.isabs(base := os.environ.get("XDG_CACHE_HOME", "")):
        return os.path.join(base, NAME)
    home = os.environ.get("HOME", os.path.expanduser("~"))
    if not os.path.isabs(home):
        return _platform_folder("user_cache_dir")
    return os.path.join(home, "Library/Caches" if sys.platform == "darwin" else ".cache", NAME)


def codes_folder() -> str:
    """The folder in which the user puts codes of their own; it may not exist."""
    return _under_home("codes") or os.path.join(_platform_folder("user_data_dir"), "codes")


def wordings_folder() -> str:
    """The folder of the signed words that the user has attached to codes; it may not exist."""
    return _under_home("wordings") or os.path.join(_platform_folder("user_data_dir"), "wordings")


def config_file() -> str:
    """The user's settings, a TOML file that may not exist."""
    return _under_home("config.toml") or os.path.join(_platform_folder("user_config_dir"), "config.toml")


def state_folder() -> str:
    """The folder for what the program remembers between runs, and for its log; it may not exist yet."""
    return _under_home("state") or _platform_folder("user_state_dir")


def import_path() -> list[str]:
    """Where Python looks for installed packages: not where it was started, unless that is an archive (zipapp)."""
    first = [os.path.abspath(path) for path in sys.path[:1] if sys.flags.safe_path or os.path.isfile(path)]
    return [*first, *sys.path[1:]]


def _under_home(name: str) -> str:
    # A ~ is still there when the variable was set without a shell, as from an env file.
    home = os.path.expanduser(os.environ.get("COMPACTS_HOME", ""))
    if home.startswith("~"):
        message = f"COMPACTS_HOME is {clean(home)}, and there is no such home folder. Name another folder."
        raise CompactsError(message)
    return os.path.join(home, name) if home else ""


def _platform_folder(kind: str) -> str:
    """The folder of a kind that platformdirs gives."""
    from platformdirs import PlatformDirs

    try:
        folder: str = getattr(PlatformDirs(NAME, appauthor=False), kind)
    except RuntimeError as error:
        message = "Your home folder cannot be found. Name a folder of yours in the variable COMPACTS_HOME."
        raise CompactsError(message) from error
    return folder
