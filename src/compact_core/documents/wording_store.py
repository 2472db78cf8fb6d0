"""Signed words kept in the user's own folder: one file a code. They never go into a package or a code file."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from compact_core.content.files import file_bytes
from compact_core.content.whole import save
from compact_core.documents.proofs import Sentence, number_proved
from compact_core.errors import CompactsError, Problem
from compact_core.folders import wordings_folder
from compact_core.text import clean, count, shorten

if TYPE_CHECKING:
    from compact_core.model import Code

_FORMAT = 1


class Attached(NamedTuple):
    """The document that is attached to a code."""

    code: str
    document: str
    """Name of its file, for people."""
    sha256: str
    sentences: tuple[Sentence, ...]
    """The signed words of each part, in the order of the code."""


_known: dict[str, tuple[tuple[int, int], Attached | None]] = {}
"""What was read last, by path, with the stamp of the file."""


def path_of(code_id: str) -> str:
    """The file for a code; it may not exist."""
    return os.path.join(wordings_folder(), f"{code_id}.toml")


def attached_to(code_id: str) -> Attached | None:
    """What is attached to a code; None for nothing, and for a file that cannot be read."""
    path = path_of(code_id)
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    stamp = (status.st_mtime_ns, status.st_size)
    if path not in _known or _known[path][0] != stamp:
        _known[path] = (stamp, _read(path))
    return _known[path][1]


def less_than(code: Code, before: Attached, attached: Attached) -> str:
    """Why a document may not replace the attached one: it proves fewer sentences; empty when it may."""
    new, old = number_proved(code, attached.sentences), number_proved(code, before.sentences)
    if new >= old:
        return ""
    proves = f"{shorten(attached.document)} proves {new} of {count(len(attached.sentences), 'sentence')} of {code.id}"
    what = f"{shorten(before.document)}, which is attached, proves {old}. So nothing was changed."
    return f"{proves}; {what} To attach it all the same, add --anyway."


def attach(attached: Attached) -> str:
    """Keep the signed words of a code; gives the path of the file."""
    import tomli_w

    path = path_of(attached.code)
    sentences = [{key: value for key, value in sentence._asdict().items() if value} for sentence in attached.sentences]
    text = tomli_w.dumps({"format": _FORMAT, **attached._asdict(), "sentences": sentences})
    save(path, text.encode(), "Choose another folder with COMPACTS_HOME.")
    return path


def detach(code_id: str) -> bool:
    """Take the signed words of a code away; false when there were none."""
    try:
        os.remove(path_of(code_id))
    except FileNotFoundError:
        return False
    except OSError as error:
        raise CompactsError(f"{clean(path_of(code_id))} cannot be removed: {error.strerror}.") from error
    return True


def _sentence(plain: dict[str, Any]) -> Sentence:
    text, page, line = clean(str(plain.get("text", ""))), plain.get("page", 0), plain.get("line", 0)
    return Sentence(str(plain["part"]), text, int(page), int(line))


def _read(path: str) -> Attached | None:
    data = file_bytes(path)
    if isinstance(data, Problem):
        return None
    try:
        plain = tomllib.loads(data.decode("utf-8"))
        sentences = tuple(map(_sentence, plain["sentences"]))
        return Attached(str(plain["code"]), clean(str(plain["document"])), str(plain["sha256"]), sentences)
    except (ValueError, KeyError, TypeError):
        return None
