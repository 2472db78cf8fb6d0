"""Where the program keeps its files, and the one switch that moves them all: ``COMPACTS_HOME``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from platformdirs import PlatformDirs

NAME = "compacts"


def cache_folder() -> str:
    """The folder for what can be made again; it may not exist yet.

    These are the places that platformdirs gives (a test compares them). They are worked out here because its
    import would cost every command more than the command itself takes.
    """
    if home := os.environ.get("COMPACTS_HOME"):
        return os.path.join(home, "cache")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(local, NAME, "Cache")
    if sys.platform == "darwin":
        return os.path.expanduser(f"~/Library/Caches/{NAME}")
    base = os.environ.get("XDG_CACHE_HOME", "").strip()
    return os.path.join(base or os.path.expanduser("~/.cache"), NAME)


def codes_folder() -> str:
    """The folder in which the user puts codes of their own; it may not exist."""
    return _under_home("codes") or os.path.join(_dirs().user_data_dir, "codes")


def config_file() -> str:
    """The user's settings, a TOML file that may not exist."""
    return _under_home("config.toml") or os.path.join(_dirs().user_config_dir, "config.toml")


def state_folder() -> str:
    """The folder for what the program remembers between runs, and for its log; it may not exist yet."""
    return _under_home("state") or _dirs().user_state_dir


def _under_home(name: str) -> str:
    home = os.environ.get("COMPACTS_HOME")
    return os.path.join(home, name) if home else ""


def _dirs() -> PlatformDirs:
    from platformdirs import PlatformDirs

    return PlatformDirs(NAME, appauthor=False)
