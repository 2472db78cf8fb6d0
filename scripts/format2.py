"""Rewrite code files of format 1 as format 2, in place: ``python scripts/format2.py FILE...``.

Comments stay beside what they are about. A file in which lists of tables are written in braces is written anew, without
its comments; the program says so. A file that would have errors afterwards is left as it is.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from compact_core.content.locate import Places, locate
from compact_core.content.read import code_from, read_text
from compact_core.content.write import to_plain, toml_text

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

Name = tuple[str, int]
"""A list of format 1 and the position of a table in it."""
Table = dict[str, Any]

LISTS = {
    "sections": "section",
    "groups": "group",
    "provisions": "",
    "tables": "table",
    "quotations": "quotation",
    "signatories": "signatory",
}
"""The lists of format 1, and the kind that their tables have in format 2."""
PRINTED = re.compile(r"[0-9]{1,3}[a-z]|[0-9]{1,3}(?:\.[0-9]{1,3})+[a-z]?|[A-Z]|\([a-z0-9]{1,4}\)")
"""Places that are nothing but a printed number."""


def main(files: list[str]) -> int:
    """Rewrite each file; the exit code says whether all could be."""
    if not files:
        print(__doc__)
        return 2
    return max([rewrite(Path(file)) for file in files])


def rewrite(path: Path) -> int:
    """Rewrite one file, and say what became of it."""
    try:
        old = path.read_text(encoding="utf-8")
        data = tomllib.loads(old)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        print(f"{path}: cannot be read. {error}")
        return 1
    if data.get("format") != 1:
        print(f"{path}: is not in format 1; left as it is.")
        return 1 if "format" not in data else 0
    new, note = in_format_2(old, data)
    problems = [problem for problem in read_text(new, str(path)).problems if problem.severity == "error"]
    if problems:
        print(f"{path}: left as it is, since the file would have errors:", *problems, sep="\n  ")
        return 1
    path.write_text(new, encoding="utf-8", newline="")
    print(f"{path}: rewritten.{note}")
    return 0


def in_format_2(text: str, data: Table) -> tuple[str, str]:
    """The text of a file of format 1 in format 2, and what there is to say of it."""
    order = in_order(data)
    parts = [part_of(data, name) for name in order]
    rest = {key: value for key, value in data.items() if key not in LISTS}
    whole = to_plain(code_from({**rest, "format": 2, "parts": parts})[0])
    places = locate(text)
    lines = text.splitlines(keepends=True)
    if any(not lines[places.keys[name].line - 1].lstrip().startswith("[[") for name in order):
        return toml_text(whole), " Its comments are lost: its lists are written in braces."
    blocks = Blocks(lines, places, order)
    tables = zip(order, parts, whole.get("parts", []), strict=True)
    out = [blocks.before()]
    for name, part, short in tables:
        out.append(blocks.block(name, {key: part[key] for key in part if key in short or key == "kind"}))
    out.append(blocks.after())
    return re.sub(r"(?m)^format\s*=\s*1\b", "format = 2", "".join(out)), ""


def in_order(data: Table) -> list[Name]:
    """Every table in the order of the document, as far as format 1 knew it."""
    return list(dict.fromkeys(_in_order(data)))


def _in_order(data: Table) -> Iterator[Name]:
    """The tables in order; a table can come again, when it is named by a later one."""
    sections = {section.get("id"): number for number, section in enumerate(data.get("sections", []))}
    groups = {group.get("id"): number for number, group in enumerate(data.get("groups", []))}
    provisions: list[Table] = data.get("provisions", [])
    last = {provision.get("section"): number for number, provision in enumerate(provisions)}
    beside = list(_beside(data))
    for number, provision in enumerate(provisions):
        section = provision.get("section")
        yield from _sections_to(data, sections.get(section, -1), last)
        if provision.get("group") in groups:
            yield "groups", groups[provision["group"]]
        yield "provisions", number
        here = rf"{re.escape(str(provision.get('at', '')))}\b"
        for name, where, at in beside:
            if where == section and (last[section] == number or re.match(here, at)):
                yield name
    yield from _sections_to(data, len(sections) - 1, last)
    for name, _, _ in beside:
        yield name


def _sections_to(data: Table, number: int, filled: Container[object]) -> Iterator[Name]:
    """The sections up to one, each with what stands in it beside provisions, if it has none of those."""
    for position, section in enumerate(data.get("sections", [])[: number + 1]):
        yield "sections", position
        if section.get("id") not in filled:
            yield from (name for name, where, _ in _beside(data) if where == section.get("id"))


def _beside(data: Table) -> Iterator[tuple[Name, str, str]]:
    """Name, section and place of what stood in lists of its own beside the provisions."""
    for key in data:
        if key in {"sections", "provisions"} or key not in LISTS:
            continue
        for number, table in enumerate(data.get(key, [])):
            yield (key, number), table.get("section", ""), str(table.get("at", ""))


def part_of(data: Table, name: Name) -> Table:
    """A table of format 1 as a part of format 2, with all its keys."""
    key, number = name
    old: Table = data[key][number]
    part = {"kind": LISTS[key] or old.get("kind", "")}
    for word, value in old.items():
        if word == "section":
            part.setdefault("within", value or "top")
        elif word == "group" and any(group.get("id") == value for group in data.get("groups", [])):
            part["within"] = value
        elif word == "at" and PRINTED.fullmatch(str(value)):
            part["number"] = value
        else:
            part["covers" if word == "parts" else word] = value
    if key == "signatories":
        part.setdefault("within", "top")
    return part


class Blocks:
    """The lines of a file, table by table, with the comments above each."""

    def __init__(self, lines: list[str], places: Places, order: list[Name]) -> None:
        """Find where each table of the lists begins and ends."""
        self._lines, self._places = lines, places
        heads = sorted({place.line - 1 for path, place in places.keys.items() if self._is_head(path, place.line - 1)})
        self._ends = dict(zip(heads, [*heads[1:], len(lines)], strict=True))
        self._moved = {places.keys[name].line - 1 for name in order}
        self._first = {name[0]: name for name in order if name[0] != "sections"}

    def _is_head(self, path: tuple[str | int, ...], line: int) -> bool:
        return len(path) <= 2 and self._lines[line].lstrip().startswith("[")  # noqa: PLR2004 - a list and a position

    def before(self) -> str:
        """Everything before the first part, without what belongs to it."""
        return self._outside(lambda head: head < min(self._moved, default=len(self._lines)))

    def after(self) -> str:
        """Every other table that stands behind the first part."""
        return self._outside(lambda head: head > min(self._moved, default=len(self._lines)))

    def _outside(self, wanted: Callable[[int], bool]) -> str:
        first = min(self._ends, default=len(self._lines))
        text = "".join(self._lines[: self._begin(first)]) if wanted(-1) else ""
        for head, end in self._ends.items():
            if head not in self._moved and wanted(head):
                text += "".join(self._lines[self._begin(head) : self._begin(end)])
        return text

    def _begin(self, head: int) -> int:
        """The line at which the comments above a heading begin."""
        while (
            head > 0 and self._lines[head - 1].lstrip().startswith("#") and not self._lines[head - 1].startswith("#:")
        ):
            head -= 1
            while head > 0 and head - 1 not in self._ends and self._blank_before_comment(head):
                head -= 1
        return head

    def _blank_before_comment(self, line: int) -> bool:
        return not self._lines[line - 1].strip() and line > 1 and self._lines[line - 2].lstrip().startswith("#")

    def block(self, name: Name, kept: Table) -> str:
        """The lines of a table as a part with these keys, and the comments above it."""
        head = self._places.keys[name].line - 1
        out = [*self._lines[self._begin(head) : head], "[[parts]]\n", toml_text({"kind": kept["kind"]})]
        new = {"section": "within", "group": "within", "parts": "covers"}
        written: set[str] = set()
        spans = self._spans(name, head)
        for key, (start, end) in spans.items():
            word = "number" if key == "at" and "number" in kept and "number" not in spans else new.get(key, key)
            if word == "within" and "within" in kept and "within" not in written:
                out.append(toml_text({"within": kept["within"]}))
            elif word in kept and word not in {"within", "kind"}:
                lines = list(self._lines[start:end])
                lines[0] = re.sub(rf"^(\s*){re.escape(key)}\b", rf"\g<1>{word}", lines[0])
                out += lines
            written.add(word)
        if "within" in kept and "within" not in written:
            out.append(toml_text({"within": kept["within"]}))
        rest = max((end for _, end in spans.values()), default=head + 1)
        out += self._lines[rest : self._begin(self._ends[head])]
        if out[-1].strip():
            out.append("\n")
        return "".join(out)

    def _keys(self, name: Name) -> list[str]:
        return [str(path[2]) for path in self._places.keys if path[:2] == name and len(path) == 3]  # noqa: PLR2004

    def _spans(self, name: Name, head: int) -> dict[str, tuple[int, int]]:
        """First line and the line after the last of each key of a table."""
        starts = {key: self._places.keys[*name, key].line - 1 for key in self._keys(name)}
        ordered = sorted(starts.items(), key=lambda item: item[1])
        ends = [start for _, start in ordered[1:]] + [self._begin(self._ends[head])]
        spans = {}
        for (key, start), end in zip(ordered, ends, strict=True):
            last = end
            while last > start + 1 and (not self._lines[last - 1].strip() or self._lines[last - 1].lstrip()[:1] == "#"):
                last -= 1
            spans[key] = (start, last)
        return spans


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
