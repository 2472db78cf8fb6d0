"""Files on storage that fsspec knows, such as s3://bucket/folder; whatever goes wrong costs one place or one file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from compact_core import Problem, clean, shorten
from compacts_city.files import shown
from compacts_city.source import LARGEST, Source, is_pattern, is_wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXTRA = "Install it with: pip install 'compacts-city[storage]'"
_REACH = "Look at the address, the network, and whether you may read it. Then gather again."
_ENDS = 300
_CHANGES = ("etag", "ETag", "md5Hash", "mtime", "LastModified", "last_modified", "updated", "modify", "created")
"""What different kinds of storage call that which changes when a file does."""


def stored(place: str) -> Iterator[Source | Problem]:
    """The files at an address; a pattern may stand in it."""
    try:
        url_to_fs = import_module("fsspec.core").url_to_fs  # it comes with the extra alone
    except ImportError:
        yield _problem(place, "This lies on other storage, for which fsspec is needed.", _EXTRA)
        return
    try:
        storage, path = url_to_fs(place)
    except ImportError as error:
        kind = place.partition("://")[0]
        message = f"Storage of the kind '{clean(kind)}' needs another package: {_said(error)}"
        yield _problem(place, message, f"fsspec installs it with: pip install 'fsspec[{clean(kind)}]'")
        return
    except ValueError as error:
        yield _problem(place, f"This address is not understood: {_said(error)}", "Look for a slip in it.")
        return
    except Exception as error:  # noqa: BLE001 - each kind of storage raises errors of its own
        yield _problem(place, f"This cannot be reached: {_said(error)}", _REACH)
        return
    try:
        yield from [_source(storage, each) for each in _files(storage, path)]
    except FileNotFoundError:
        return
    except Exception as error:  # noqa: BLE001 - as above
        yield _problem(place, f"This cannot be reached: {_said(error)}", _REACH)


def _files(storage: Any, path: str) -> Iterator[str]:  # noqa: ANN401 - fsspec has no types
    """The files at a path: itself, those of a folder, or those that a pattern stands for."""
    for each in sorted(storage.glob(path)) if is_pattern(path) else [path]:
        if is_wanted(each) and storage.isfile(each):
            yield each
        elif storage.isdir(each):
            yield from filter(is_wanted, sorted(storage.find(each)))
        elif storage.exists(each):
            yield each


def _source(storage: Any, path: str) -> Source:  # noqa: ANN401 - fsspec has no types
    about = storage.info(path)
    changed = next((str(about[key]) for key in _CHANGES if about.get(key)), "")
    name = str(storage.unstrip_protocol(path))

    def read() -> bytes:
        try:
            data: bytes = storage.cat_file(path, end=LARGEST + 1)
        except Exception as error:
            raise OSError(_said(error)) from error
        return data

    return Source(name, f"{about.get('size')}:{changed}" if changed else "", read)


def _said(error: Exception) -> str:
    """What an error says, as the end of a sentence."""
    said = shorten(clean(" ".join(str(error).split())), _ENDS) or type(error).__name__
    return f"{said.rstrip('.')}."


def _problem(place: str, message: str, hint: str) -> Problem:
    return Problem("error", shown(place), 0, 0, message, hint)
