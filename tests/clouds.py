"""A cloud that carries a folder between computers: it refuses names, leaves files alone, renames, and is late."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from auditing import listen, stop

Manner = Callable[[str, str], str]
"""Gives the name of a conflict copy, from the two parts of the name of the file."""

MANNERS: dict[str, Manner] = {
    "OneDrive": "{}-LAPTOP{}".format,
    "Dropbox": "{} (Ben's conflicted copy 2026-01-02){}".format,
    "Syncthing": "{}.sync-conflict-20260102-101010-ABCDEFG{}".format,
    "Nextcloud": "{} (conflicted copy 2026-01-02 101010){}".format,
    "Google Drive": "{} (1){}".format,
}

_LEFT_ALONE = re.compile(r".*\.tmp|.*\.lock|~\$.*", re.IGNORECASE)
_REFUSED = re.compile(
    r"""
      .*["*:<>?/\\|].*           # signs
    | [ .].* | .*[ .]            # spaces and dots at the ends
    | ~.* | .*_vti_.*            # what belongs to Office and SharePoint
    | (con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?
    | \.lock | desktop\.ini | thumbs\.db
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
LONGEST_PATH = 400


def is_refused(path: str) -> bool:
    """Whether OneDrive or SharePoint refuse a path below the shared folder."""
    return len(path) > LONGEST_PATH or any(map(_REFUSED.fullmatch, Path(path).parts))


class Cloud:
    """What all computers share."""

    def __init__(self, manner: Manner) -> None:
        """Begin with nothing."""
        self.files: dict[str, bytes] = {}
        self._manner = manner
        self._seen: dict[Path, dict[str, bytes]] = {}

    def carry(self, *folders: Path) -> None:
        """Carry what changed in folders up, and what changed elsewhere down, one folder after the other."""
        for folder in folders:
            seen, local = self._seen.get(folder, {}), _read(folder)
            for path in sorted(seen.keys() | local.keys()):
                if local.get(path) != seen.get(path):
                    self._up(path, local.get(path), seen.get(path))
            self._down(folder, local)
            self._seen[folder] = dict(self.files)

    def _up(self, path: str, mine: bytes | None, last: bytes | None) -> None:
        theirs = self.files.get(path)
        if mine is None:
            if theirs == last:
                self.files.pop(path, None)
        elif theirs in {None, last, mine}:
            self.files[path] = mine
        else:
            whole = Path(path)
            self.files[str(whole.with_name(self._manner(whole.stem, whole.suffix)))] = mine

    def _down(self, folder: Path, local: dict[str, bytes]) -> None:
        for path in local.keys() - self.files.keys():
            (folder / path).unlink()
        for path, data in self.files.items():
            if local.get(path) != data:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                arriving = folder / f"{path}.arriving.tmp"
                arriving.write_bytes(data)
                arriving.replace(folder / path)


def _read(folder: Path) -> dict[str, bytes]:
    """What the cloud carries of a folder, by the paths in it."""
    files = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    carried = {path: file for path, file in files.items() if not _LEFT_ALONE.fullmatch(file.name)}
    return {path: file.read_bytes() for path, file in carried.items() if not is_refused(path)}


class Names:
    """Every name that this process gives to anything below a folder, also for a moment."""

    def __init__(self, folder: Path) -> None:
        """Begin to look; ``end`` ends it."""
        self.given: set[str] = set()
        self._folder = folder
        listen(self._note)

    def end(self) -> None:
        """Look no more."""
        stop(self._note)

    def _note(self, event: str, words: tuple[object, ...]) -> None:
        if event not in _PATHS or (event == "open" and not _is_written(words)):
            return
        path = words[_PATHS[event]]
        if isinstance(path, str) and (whole := Path.cwd() / path).is_relative_to(self._folder):
            self.given.add(str(whole.relative_to(self._folder)))


_PATHS = {"open": 0, "os.rename": 1, "os.link": 1, "os.mkdir": 0, "os.symlink": 1}
"""Which word of an event is the name that is given."""


def _is_written(words: tuple[object, ...]) -> bool:
    return isinstance(words[2], int) and bool(words[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
