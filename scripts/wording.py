"""Prove that each code in ``codes/`` restates its document: places, names, completeness and wording hashes.

    python scripts/wording.py [--write] [FILE...]

The documents are not part of the project. They are looked for in the folder that ``COMPACTS_SEEDS`` names, by the
SHA-256 in the ``[source]`` of each code. Without files, every file in ``codes/`` is checked. With ``--write``, the
``[wording]`` of the codes is brought up to date first. The exit code is 1 when anything is wrong, else 0.

Three rules say what belongs to the wording of a provision. Labels and bullet marks are not part of it. The list
inside a paragraph is part of it. Of a column of a table only the cell is, since its heading stands apart from it.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from compact_core.content.read import read_code, read_text
from compact_core.errors import ContentError
from compact_core.model import Barrier, Code, Contact, Definition, PartnershipType, Section
from compact_core.text import count, shorten, wording_digest, words

ROOT = Path(__file__).resolve().parent.parent
LONGEST_RUN = 11
"""How many words of a document may stand in a row in ``codes/``."""

_BULLET = re.compile(r"\s*-\s+(.*)")
_LABEL = re.compile(r"(\d+[a-z]|[A-Z](?=\.))\.?\s+(.*)")
_CONTACT_ENDS = re.compile(r"Phone\b")


@dataclass
class DocumentPlaces:
    """The places of one document, filled line by line.

    The headings are the code's own, so one that the document does not have opens no section there; then its text
    is found under the section before it, where nothing restates it.
    """

    code: Code
    places: dict[str, str] = field(default_factory=dict)
    """Text by place, in the order of the document."""
    section: Section | None = None
    """The section that is being read; None before the first heading, in the title and the list of contents."""
    last: str = ""
    """The place that was written to last."""
    gathers: bool = False
    """Whether the last place takes what follows it: bullets, or anything under a heading with a letter."""

    def line(self, line: str) -> None:
        """Read one line."""
        bullet = _BULLET.fullmatch(line)
        text = (bullet[1] if bullet else line).strip()
        label = _LABEL.fullmatch(text)
        if not text or (not bullet and self._heading(text, label)) or not self.section:
            return
        if _has_contacts(self.code, self.section):
            self._contact(text)
        elif self.gathers and self.last == self.section.number:
            self._more(text)
        elif label:
            self._open(label[1], label[2], gathers=True)
        elif "\t" in line:
            self._row(text.split("\t"))
        elif bullet:
            self._bullet(text)
        elif text[0].islower() and self.last:
            self._more(text)
        else:
            self._plain(text)

    def _heading(self, text: str, label: re.Match[str] | None) -> bool:
        found = words(text)
        for section in self.code.sections:
            title = words(f"{section.number} {section.title}")
            if found == title or (_has_contacts(self.code, section) and found[: len(title)] == title):
                self.section, self.last, self.gathers = section, "", False
                if label:
                    self._open(label[1], "", gathers=True)
                elif found != title:
                    self._plain(text)
                return True
        return False

    def _open(self, place: str, text: str, *, gathers: bool = False) -> None:
        self.places[place], self.last, self.gathers = text, place, gathers

    def _more(self, text: str) -> None:
        self.places[self.last] += f" {text}"

    def _bullet(self, text: str) -> None:
        if self.gathers:
            self._more(text)
        else:
            self._open(self._next("bullet"), text)

    def _plain(self, text: str) -> None:
        lead = place_of_lead(self.code, self.section) if self.section and self.section.lead else ""
        self._open(lead if lead and lead not in self.places else self._next("row"), text)

    def _row(self, cells: list[str]) -> None:
        """The first row of a table has its headings; the cells below belong to the columns."""
        for number, cell in enumerate(cells, 1):
            place = f"{self._name}, table, column {number}"
            self._open(place, "" if place not in self.places else f"{self.places[place]} {cell}".strip())

    def _contact(self, text: str) -> None:
        """A contact ends with a telephone number; nothing of it is ever printed."""
        contacts = [place for place in self.places if re.fullmatch(r"contacts, \d+", place)]
        if self.last in contacts:
            self._more(text)
        else:
            self._open(f"contacts, {len(contacts) + 1}", text)
        if _CONTACT_ENDS.match(text):
            self.last = ""

    def _next(self, part: str) -> str:
        start = f"{self._name}, {part} "
        return f"{start}{1 + sum(place.startswith(start) for place in self.places)}"

    @property
    def _name(self) -> str:
        return _name(self.section) if self.section else ""


def _name(section: Section) -> str:
    return section.number or section.title.rstrip("?")


def _has_contacts(code: Code, section: Section) -> bool:
    return any(isinstance(part, Contact) and part.within == section.id for part in code.parts)


def place_of_lead(code: Code, section: Section) -> str:
    """The place of the sentence that leads in to the list of a section."""
    return f"{'contacts' if _has_contacts(code, section) else _name(section)}, lead"


def places(document: str, code: Code) -> dict[str, str]:
    """The text of a document by place, such as ``8, bullet 17``, in the order of the document."""
    reading = DocumentPlaces(code)
    for line in document.splitlines():
        reading.line(line)
    return reading.places


def claims(code: Code) -> Iterator[tuple[str, str]]:
    """The id of everything in a code that restates something, and the place where that stands."""
    for section in code.sections:
        if section.lead:
            yield section.id, place_of_lead(code, section)
    for provision in code.provisions:
        yield provision.id, provision.at


def proofs(code: Code, text: dict[str, str]) -> dict[str, str]:
    """What ``[wording]`` must hold: hash and number of words by id. Contacts have none, for they name people."""
    contacts = {provision.id for provision in code.provisions if isinstance(provision, Contact)}
    hashes = {name: wording_digest(text[at]) for name, at in claims(code) if at in text and name not in contacts}
    return {name: f"{digest} {number}" for name, (digest, number) in hashes.items()}


def flaws(code: Code, document: str) -> Iterator[str]:
    """Everything in which a code does not fit its document."""
    text = places(document, code)
    yield from _places_flaws(code, text)
    yield from _name_flaws(code, document)
    yield from _wording_flaws(code, proofs(code, text))


def _places_flaws(code: Code, text: dict[str, str]) -> Iterator[str]:
    restated: dict[str, str] = {}
    for name, at in claims(code):
        if at not in text:
            yield f"'{name}' stands at '{at}', a place that the document does not have."
        elif at in restated:
            yield f"'{restated[at]}' and '{name}' both stand at '{at}'."
        restated.setdefault(at, name)
    for at, sentence in text.items():
        if at not in restated:
            opening = "" if at.startswith("contacts, ") else f": {shorten(sentence, 40)}"
            yield f"Nothing restates what the document says at '{at}'{opening}"
    order = {at: number for number, at in enumerate(text)}
    before = 0
    for provision in code.provisions:
        if (here := order.get(provision.at, before)) < before:
            yield f"'{provision.id}' stands later in the code than in the document."
        before = here


def _name_flaws(code: Code, document: str) -> Iterator[str]:
    """Headings, short names and terms are kept as the document prints them."""
    printed = f" {' '.join(words(document))} "
    kept = (Barrier, Contact, Definition, PartnershipType)
    titled = [*code.sections, *(part for part in code.provisions if isinstance(part, kept))]
    for part in titled:
        if f" {' '.join(words(part.title))} " not in printed:
            yield f"'{part.id}' is called '{part.title}', which the document does not print."


def _wording_flaws(code: Code, expected: dict[str, str]) -> Iterator[str]:
    actual = {proof.provision: f"{proof.digest} {proof.words}" for proof in code.wording}
    for name in expected:
        if name not in actual:
            yield f"'{name}' has no wording hash. Run this script with --write."
    for name, proof in actual.items():
        if expected.get(name) != proof:
            yield f"The wording hash of '{name}' is not the document's. Run this script with --write."


def copied(content: str, documents: Iterable[str]) -> Iterator[str]:
    """Openings of the runs of words that stand in a content file just as they do in a document."""
    theirs = [_runs_in(document) for document in documents]
    inside = False
    for run in runs(content):
        before, inside = inside, any(run in those for those in theirs)
        if inside and not before:
            yield " ".join(run[:5])


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of words of a text that is one longer than may be copied."""
    found, size = words(text), LONGEST_RUN + 1
    return (tuple(found[at : at + size]) for at in range(len(found) - size + 1))


@cache
def _runs_in(document: str) -> frozenset[tuple[str, ...]]:
    """The same of a document, kept for the next file."""
    return frozenset(runs(document))


def update(file: Path, documents: dict[str, str]) -> None:
    """Bring the wording hashes of a code file up to date; everything else in it stays, comments too.

    The code is read without its hashes, for those of provisions that are gone would be errors.
    """
    import tomlkit
    from tomlkit.exceptions import ParseError

    try:
        content, bare = (tomlkit.parse(file.read_text(encoding="utf-8")) for _ in range(2))
    except (ParseError, UnicodeDecodeError):
        return
    bare.pop("wording", None)
    code = read_text(tomlkit.dumps(bare)).code
    if not code or code.source.sha256 not in documents:
        return
    expected = proofs(code, places(documents[code.source.sha256], code))
    table = content.setdefault("wording", tomlkit.table())
    if dict(table) == expected:
        return
    for name in table.keys() - expected.keys():
        del table[name]
    table.update(expected)
    file.write_text(tomlkit.dumps(content), encoding="utf-8")


def check(file: Path, documents: dict[str, str], *, write: bool) -> Iterator[str]:
    """Everything that is wrong with one file."""
    content = file.read_text(encoding="utf-8", errors="replace")
    for opening in copied(content, documents.values()):
        yield f"More than {LONGEST_RUN} words in a row are the document's own: '{opening} ...'"
    if file.suffix != ".toml" or "\n[code]" not in content:
        return
    if write:
        update(file, documents)
    code = read_code(file)
    document = documents.get(code.source.sha256)
    if document is None:
        yield "The document of this code is not in the documents' folder. Set COMPACTS_SEEDS to the right one."
    else:
        yield from flaws(code, document)


def main() -> int:
    """Check, or write and check, and say what is wrong."""
    parser = argparse.ArgumentParser(description="Prove that the codes restate their documents.")
    parser.add_argument("--write", action="store_true", help="bring the [wording] of the codes up to date first")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: every file in codes/")
    wanted = parser.parse_args()
    folder = Path(os.environ.get("COMPACTS_SEEDS") or ROOT.parent / "shared" / "seeds")
    found = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    documents = {sha256(data).hexdigest(): data.decode("utf-8") for data in found}
    files = wanted.files or sorted(path for path in (ROOT / "codes").rglob("*") if path.is_file())
    wrong = 0
    for file in files:
        try:
            problems = list(check(file, documents, write=wanted.write))
        except (ContentError, OSError) as error:
            problems = [str(error)]
        wrong += len(problems)
        for problem in problems:
            print(f"{file}: {problem}", file=sys.stderr)
    print(f"{count(len(files), 'file')} checked, {count(len(documents), 'document')} found, {count(wrong, 'problem')}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
