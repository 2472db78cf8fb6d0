"""The catalogue of a Python without SQLite: everything is read anew each time, and stored nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from compact_core.library.readings import code_in
from compact_core.library.search.scanning import FoundPassage
from compact_core.text import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compact_core.errors import Problem
    from compact_core.library.library import Entry, FarLink
    from compact_core.library.readings import Reading
    from compact_core.library.search.passages import Passage
    from compact_core.library.stamps import Stamp
    from compact_core.model import Code


class UnkeptReadings:
    """The readings of this run; asked like :class:`compact_core.library.readings.Readings`."""

    def __init__(self) -> None:
        self.read: dict[str, Reading] = {}
        """By the path of each file, what came of reading it."""
        self.passages: dict[str, tuple[Passage, ...]] = {}
        """By the path of each file, what a search can find in it."""

    def is_known(self, now: Stamp, reader: str) -> bool:  # noqa: ARG002 - as the catalogue has it
        """No file was read before."""
        return False

    def digest(self, path: str, reader: str) -> str:  # noqa: ARG002 - as the catalogue has it
        """No file was read before."""
        return ""

    def keep_stamp(self, now: Stamp) -> None:
        """Nothing compares stamps here."""

    def keep(self, readings: Sequence[Reading]) -> None:
        """Hold readings until the program ends."""
        for reading in readings:
            self.read[reading.stamp.path] = reading
            self.passages[reading.stamp.path] = tuple(reading.passages)

    def entry(self, path: str, origin: str) -> Entry | None:
        """The entry of the code in a file, if it could be read."""
        reading = self.read.get(path)
        return reading.entry._replace(origin=origin) if reading and reading.entry else None

    def stated_id(self, path: str) -> str:
        """The id stated in a file that gave no code; empty when there is none."""
        return self.read[path].id if path in self.read else ""

    def linking(self) -> set[str]:
        """The paths of the files whose codes have links into others."""
        return {path for path, reading in self.read.items() if reading.links}

    def problems(self, path: str) -> list[Problem]:
        """What is wrong with a file."""
        return list(self.read[path].problems) if path in self.read else []

    def code(self, path: str) -> Code | None:
        """The code in a file, if it could be read."""
        reading = self.read.get(path)
        return code_in(reading.body) if reading and reading.body else None


class UnkeptViews:
    """The views of this run; asked like :class:`compact_core.library.catalogue.Views`."""

    def __init__(self, readings: UnkeptReadings) -> None:
        self._readings = readings
        self._entries: dict[str, tuple[Entry, ...]] = defaultdict(tuple)
        self._problems: dict[str, tuple[Problem, ...]] = defaultdict(tuple)
        self._lineages: dict[str, tuple[str, ...]] = defaultdict(tuple)
        self._paths: dict[str, tuple[str, ...]] = defaultdict(tuple)

    def is_fresh(self, view: str) -> bool:  # noqa: ARG002 - as the catalogue has it
        """Nothing was kept from before."""
        return False

    def keep(
        self,
        view: str,
        stamps: Iterable[Stamp],
        entries: Iterable[Entry] = (),
        problems: Iterable[Problem] = (),
        lineages: Iterable[str] = (),
    ) -> None:
        """Hold what a view found until the program ends."""
        self._paths[view] = tuple(path_of(stamp.path) for stamp in stamps)
        self._entries[view] = tuple(entries)
        self._problems[view] = tuple(problems)
        self._lineages[view] = tuple(lineages)

    def keep_plugins(self, view: str, stamps: object, plugins: object, problems: object) -> None:
        """Nothing asks for them again."""

    def expire(self, paths: Sequence[str]) -> None:
        """No view is ever fresh here."""

    def entries(self, view: str) -> list[Entry]:
        """The codes of a view, in the order of lists."""
        return list(self._entries[view])

    def problems(self, view: str) -> list[Problem]:
        """What was wrong when the view was made."""
        return list(self._problems[view])

    def lineages(self, view: str) -> list[str]:
        """The lineages of a view, each as JSON of its plain data."""
        return list(self._lineages[view])

    def paths(self, view: str) -> list[str]:
        """Every file and folder that the view depended on."""
        return list(self._paths[view])

    def links_to(self, view: str, target: str) -> list[FarLink]:
        """The links from codes of a view to a part of another code, given as ``code#id``."""
        return [link for entry in self.entries(view) for link in self._read(entry).links if link.target == target]

    def passages(self, view: str) -> Iterator[FoundPassage]:
        """Everything that a search can find, in the order of the codes."""
        pairs = ((entry, found) for entry in self.entries(view) for found in self._readings.passages[entry.file])
        for number, (entry, passage) in enumerate(pairs):
            yield FoundPassage(number, entry.id, entry.title, entry.place, passage)

    def kinds(self, view: str) -> list[tuple[str, str, int]]:
        """How many parts of each kind each code has: the id of the code, the kind and the number."""
        every = Counter((found.code, found.passage.kind) for found in self.passages(view))
        return [(code, kind, number) for (code, kind), number in every.items() if kind != "code"]

    def _read(self, entry: Entry) -> Reading:
        return self._readings.read[entry.file]


class Unkept:
    """A catalogue that nothing keeps."""

    has_full_text = False
    """Whether it can rank hits."""
    path = ""
    """It has no file."""

    def __init__(self) -> None:
        self.is_closed = False
        self.readings = UnkeptReadings()
        """What came of reading each file."""
        self.views = UnkeptViews(self.readings)
        """What each way of opening the library found."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Make the changes inside."""
        yield

    def close(self) -> None:
        """Let nothing more be read."""
        self.is_closed = True
