"""The dataset: Parquet files, and a manifest that says which of them count.

A new manifest takes the place of the old one whole, so a reader sees what was there before or what is there now, and
never a part of it. What counts stands in the folder ``tables`` too, for readers that know nothing of a manifest.
"""

from __future__ import annotations

import glob
import json
import os
import re
import secrets
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from compact_core import CompactsError
from compacts_city.files import put, put_links, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_Read = TypeVar("_Read")

FORMAT = 3
MANIFEST = "manifest.json"
FINDINGS, ROUNDS, SOURCES, RELEASED, FIRST = "findings", "rounds", "sources", "released", "first"
STORE, TABLES = "store", "tables"
"""The folder of the files that the manifest names, and the one that others read."""
BUCKETS = 32
"""Into how many parts the findings are split, by the id of the assessment: so many are written anew at most."""
_PATIENCE = 900.0
"""Seconds to wait for others who write into the same dataset."""
_KEPT = 3
"""How many generations of files are kept for readers that began with an older manifest."""

_ANEW = "Gather everything into a new folder."
_PATH = re.compile(STORE + r"/(?:findings/bucket=[0-9]{2}|rounds|sources|released|first)/g[0-9]+-[0-9a-f]{8}\.parquet")
_ID = re.compile(r"[0-9a-f]{16}")
_REFUSED = 6
"""How many values tell what was refused."""

_side = pa.struct([("side", pa.string()), ("words", pa.string()), ("voices", pa.int32()), ("dont_know", pa.int32())])
FINDING_COLUMNS = pa.schema(
    [
        ("assessment", pa.string()),
        ("round", pa.int32()),
        ("position", pa.int32()),
        *(
            (name, pa.string())
            for name in ("area", "kind", "code", "part", "digest", "finding", "opened", "closed", "rule")
        ),
        ("sides", pa.list_(_side)),
    ]
)
ROUND_COLUMNS = pa.schema(
    [
        ("assessment", pa.string()),
        ("round", pa.int32()),
        ("edition", pa.int32()),
        *((name, pa.string()) for name in ("state", "content", "asked", "area", "kind", "code", "code_digest")),
        *((name, pa.string()) for name in ("opened", "closed", "rule", "scale")),
        ("fewest", pa.int32()),
        ("method", pa.int32()),
    ]
)
SOURCE_COLUMNS = pa.schema([("name", pa.string()), ("stamp", pa.string())])
# What the picture tells, or told: the number of a cohort is below 0 where it tells of it no more.
RELEASED_COLUMNS = pa.schema(
    [
        *((name, pa.string()) for name in ("code", "part", "digest")),
        ("round", pa.int32()),
        ("area", pa.string()),
        ("finding", pa.string()),
        ("cohort", pa.int32()),
    ]
)
# How a round first came to a picture: of which area, and the digest of what was asked.
FIRST_COLUMNS = pa.schema(
    [("assessment", pa.string()), ("round", pa.int32()), ("area", pa.string()), ("asked", pa.string())]
)


class Manifest(NamedTuple):
    """Which files count. Paths are from the folder of the dataset."""

    dataset: str = ""
    """Random id of the dataset, made with it: pictures of two datasets tell more together than either does."""
    generation: int = 0
    files: dict[str, str] = {}  # noqa: RUF012 - never changed
    """The file of each table, or of each part of one, such as ``findings/bucket=03``."""
    release: int = 0
    """Number of the last release of the picture."""
    pictured: int = 0
    """The generation that the last release was made from."""
    refused: tuple[tuple[Any, ...], ...] = ()
    """What was too alike when it was last looked at: the row, the cohort, and how many areas waited."""
    stale: tuple[tuple[int, str], ...] = ()
    """Files that count no more, and the generation since which they do not."""


def manifest(folder: str) -> Manifest:
    """What counts now; an empty one where there is no dataset yet."""
    if os.path.isfile(folder):
        raise CompactsError(f"{shown(folder)} is a file, and no folder of a dataset. Name another place.")
    path = os.path.join(folder, MANIFEST)
    try:
        with open(path, encoding="utf-8") as file:
            found = json.load(file)
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise CompactsError(f"{shown(path)} cannot be read: {error.strerror}. {_ANEW}") from error
    except (ValueError, RecursionError) as error:
        raise CompactsError(f"{shown(path)} is spoilt. {_ANEW}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise CompactsError(f"{shown(folder)} is no dataset of this version. {_ANEW}")
    try:
        return _manifest(found)
    except (KeyError, TypeError, ValueError) as error:
        raise CompactsError(f"{shown(path)} is spoilt. {_ANEW}") from error


def _manifest(found: Mapping[str, Any]) -> Manifest:
    """The manifest that an object of JSON holds; raises an error where it holds something else.

    Only names that :func:`write_table` gives are taken, so that no file elsewhere is read or removed.
    """
    known = Manifest(
        str(found["dataset"]),
        int(found["generation"]),
        dict(found["files"]),
        int(found["release"]),
        int(found["pictured"]),
        tuple((*map(str, row[:3]), *map(int, row[3:])) for row in found["refused"]),
        tuple((int(since), name) for since, name in found["stale"]),
    )
    names = [*known.files.values(), *(name for _, name in known.stale)]
    if (
        not _ID.fullmatch(known.dataset)
        or not all(map(_PATH.fullmatch, names))
        or any(len(row) != _REFUSED for row in known.refused)
    ):
        raise ValueError
    return known


def is_there(folder: str) -> bool:
    """Whether something was gathered into a folder."""
    return manifest(folder).generation > 0


def check_exists(folder: str, known: Manifest) -> None:
    """Raise CompactsError where there is no dataset."""
    if not known.generation:
        raise CompactsError(f"There is no dataset in {shown(folder)}. Make one with 'compacts city gather'.")


def steady(folder: str, read: Callable[[Manifest], _Read]) -> _Read:
    """What is read of a dataset that others may write into meanwhile: read anew when a file of it has just gone."""
    while True:
        known = manifest(folder)
        try:
            return read(known)
        except (OSError, pa.ArrowException) as error:
            if manifest(folder).generation == known.generation:
                raise CompactsError(f"A file of {shown(folder)} is spoilt or gone. {_ANEW}") from error


@contextmanager
def opening() -> Iterator[None]:
    """Let what DuckDB says of the files of a dataset be an error of a file, as :func:`steady` expects."""
    try:
        yield
    except duckdb.Error as error:
        raise OSError(str(error)) from error


@contextmanager
def writing(folder: str) -> Iterator[None]:
    """Keep others from writing into a dataset; whoever comes meanwhile waits."""
    try:
        os.makedirs(folder, exist_ok=True)
        lock = FileLock(os.path.join(folder, "lock.tmp"), timeout=_PATIENCE)
        lock.acquire(poll_interval=0.1)
    except Timeout:
        raise CompactsError(f"Others have been writing into {shown(folder)} for long. Try again later.") from None
    except OSError as error:
        raise CompactsError(f"{shown(folder)} cannot be written to: {error.strerror}.") from error
    try:
        yield
    finally:
        lock.release()


def table(folder: str, known: Manifest, name: str, columns: pa.Schema) -> pa.Table:
    """A table, or a part of one; empty where there is none yet."""
    if name not in known.files:
        return columns.empty_table()
    return pq.read_table(os.path.join(folder, known.files[name]), schema=columns, partitioning=None)


def write_table(folder: str, name: str, made: pa.Table, generation: int) -> str:
    """Write a table into a new file, which does not count yet; gives its path from the folder."""
    path = f"{STORE}/{name}/g{generation}-{secrets.token_hex(4)}.parquet"
    whole = os.path.join(folder, path)
    try:
        os.makedirs(os.path.dirname(whole), exist_ok=True)
    except OSError as error:
        raise CompactsError(f"{shown(folder)} cannot be written to: {error.strerror}.") from error
    sink = pa.BufferOutputStream()
    pq.write_table(made, sink, compression="zstd")
    put(whole, memoryview(sink.getvalue()))
    return path


def commit(folder: str, before: Manifest, files: Mapping[str, str], **changes: Any) -> Manifest:  # noqa: ANN401
    """Let new files count in the place of the old, all at once; only for who holds the lock."""
    generation = before.generation + 1
    gone = [(generation, before.files[name]) for name in files if name in before.files]
    stale = [(since, name) for since, name in (*before.stale, *gone) if since > generation - _KEPT]
    new = before._replace(generation=generation, files={**before.files, **files}, stale=tuple(stale))
    new = new._replace(dataset=before.dataset or secrets.token_hex(8), **changes)
    text = json.dumps({"format": FORMAT, **new._asdict()}, indent=1) + "\n"
    put(os.path.join(folder, MANIFEST), text.encode())
    _tidy(folder, new)
    return new


def show(folder: str, known: Manifest) -> None:
    """Let those who read the folder by itself see what counts; only for who holds the lock.

    A file never changes under its name, and all of them stand there at once, so nobody reads a round twice or a half of
    it. On Windows they cannot be replaced while somebody reads them, and wait until somebody gathers again.
    """
    files = {name: os.path.join(folder, path) for name, path in _shown(known).items()}
    with suppress(CompactsError):
        put_links(os.path.join(folder, TABLES), files, os.path.join(folder, STORE))


def is_shown(folder: str, known: Manifest) -> bool:
    """Whether those who read the folder by itself see what counts: not so when a program was ended before that."""
    there = glob.glob("**/*.parquet", root_dir=os.path.join(folder, TABLES), recursive=True)
    return {name.replace(os.sep, "/") for name in there} == set(_shown(known))


def _shown(known: Manifest) -> dict[str, str]:
    """The files that others may read, by their names in the folder for them."""
    told = (path for name, path in known.files.items() if name.partition("/")[0] in (FINDINGS, ROUNDS))
    return {path.removeprefix(f"{STORE}/"): path for path in told}


def _tidy(folder: str, known: Manifest) -> None:
    """Remove files that count no more, and what programs left that were ended before it counted."""
    kept = {*known.files.values(), *(name for _, name in known.stale)}
    store = os.path.join(folder, STORE)
    there = [os.path.join(here, name) for here, _, names in os.walk(store) for name in names]
    gone = [path for path in there if os.path.relpath(path, folder).replace(os.sep, "/") not in kept]
    for path in (*gone, *glob.glob(f"{glob.escape(os.path.join(folder, MANIFEST))}.*.tmp")):
        with suppress(OSError):  # somebody may still read it
            os.unlink(path)
    for left in glob.glob(f"{glob.escape(store)}/*-*"):
        shutil.rmtree(left, ignore_errors=True)


def bucket_of(assessment: str) -> str:
    """The part of the findings in which those of an assessment stand."""
    return f"{FINDINGS}/bucket={int(assessment[:4], 16) % BUCKETS:02}"


def paths_of(folder: str, known: Manifest, name: str) -> list[str]:
    """The files of a table, or of all parts of it."""
    return [
        os.path.join(folder, path)
        for part, path in sorted(known.files.items())
        if part == name or part.startswith(f"{name}/")
    ]
