"""Rewrite code files of format 1 as format 2, in place: ``python scripts/format2.py FILE...``.

Comments stay beside what they are about. A file in which lists of tables are written in braces is written anew, without
its comments; the program says so. A file that would have errors afterwards is left as it is.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from compact_core.content.locate import locate
from compact_core.content.read import code_from, read_text
from compact_core.content.write import spare_keys, toml_text

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
COMMENT_AFTER = re.compile(r"""(?:[^"'#]|"[^"]*"|'[^']*')*?(#.*)""")
"""A line with a comment after its value."""


def main(files: list[str]) -> int:
    """Rewrite each file; the exit code says whether all could be."""
    if not files:
        print(__doc__)
        return 2
    return max([rewrite(Path(file)) for file in files])


def rewrite(path: Path) -> int:
    """Rewrite one file, and say what became of it."""
    try:
        raw = path.read_bytes().decode("utf-8")
        old = raw.removeprefix("\ufeff").replace("\r\n", "\n")
        data = tomllib.loads(old)
    except (OSError, ValueError, RecursionError) as error:
        print(f"{path}: cannot be read. {error}")
        return 1
    if data.get("format") != 1:
        print(f"{path}: is not in format 1; left as it is.")
        return 1 if "format" not in data else 0
    if "parts" in data:
        print(f"{path}: left as it is, since it has [[parts]], as format 2 does. Write format = 2.")
        return 1
    if wrong := [key for key in LISTS if not is_list_of_tables(data.get(key, []))]:
        print(f"{path}: left as it is, since {wrong[0]} is no list of tables.")
        return 1
    new, note = in_format_2(old, data)
    problems = [problem for problem in read_text(new, str(path)).problems if problem.severity == "error"]
    if problems:
        found = [f"{problem.message} {problem.hint}" for problem in problems]
        print(f"{path}: left as it is, since the file would have errors:", *found, sep="\n  ")
        return 1
    new = new.replace("\n", "\r\n") if "\r\n" in raw else new
    path.write_bytes(f"{raw[: raw.startswith(chr(0xFEFF))]}{new}".encode())
    print(f"{path}: rewritten.{note}")
    return 0


def is_list_of_tables(value: object) -> bool:
    """Whether a value is what format 1 had for sections, provisions and so on."""
    return isinstance(value, list) and all(isinstance(table, dict) for table in value)


def in_format_2(text: str, data: Table) -> tuple[str, str]:
    """The text of a file of format 1 in format 2, and what there is to say of it."""
    order = in_order(data)
    parts = [part_of(data, name) for name in order]
    whole = {**{key: value for key, value in data.items() if key not in LISTS}, "format": 2, "parts": parts}
    code, _ = code_from(whole)
    for part, spare in zip(parts, spare_keys(code), strict=True):
        for key in spare:
            part.pop(key, None)
    blocks = Blocks(text if text.endswith("\n") else f"{text}\n")
    if all(blocks.has(name) for name in order):
        moved = [blocks.part(name, part) for name, part in zip(order, parts, strict=True)]
        before, after = blocks.others(order)
        new = "".join([*before, *moved, *after]).rstrip("\n") + "\n"
        new = re.sub(r"(?m)^format\s*=\s*1\b", "format = 2", new, count=1)
        if reads_as(new, whole):
            return new, ""
    return toml_text(whole), " Its comments are lost: its lists are written in braces."


def reads_as(text: str, whole: Table) -> bool:
    """Whether a text holds exactly this."""
    try:
        return tomllib.loads(text) == whole
    except ValueError:
        return False


def in_order(data: Table) -> list[Name]:
    """Every table in the order of the document, as far as format 1 knew it.

    A section stands before the first provision in it or in a later one, a group before its first commitment, and what
    else there is behind the provision that its place names, or behind the last one of its section.
    """
    provisions: list[Table] = data.get("provisions", [])
    ids = [section.get("id") for section in data.get("sections", [])]
    homes = [ids.index(table.get("section")) if table.get("section") in ids else -1 for table in provisions]
    begins = [next((at for at, home in enumerate(homes) if home >= number), len(homes)) for number in range(len(ids))]
    keys: dict[Name, tuple[int, ...]] = {("sections", at): (begin, 0, at) for at, begin in enumerate(begins)}
    keys |= {("provisions", at): (at, 2) for at in range(len(provisions))}
    for number, group in enumerate(data.get("groups", [])):
        first = [at for at, table in enumerate(provisions) if "group" in table and table["group"] == group.get("id")]
        if first:
            keys["groups", number] = (first[0], 1, number)
    beside = [(key, number) for key in data if key in LISTS for number in range(len(data[key]))]
    for position, name in enumerate(name for name in beside if name not in keys):
        table = data[name[0]][name[1]]
        section = table.get("section")
        if (behind := _behind(provisions, section, str(table.get("at", "")))) is not None:
            keys[name] = (behind, 3, position)
        elif section in ids:
            keys[name] = (begins[ids.index(section)], 0, ids.index(section), position)
        else:
            keys[name] = (len(provisions), 4, position)
    return sorted(keys, key=lambda name: keys[name])


def _behind(provisions: list[Table], section: object, at: str) -> int | None:
    """Position of the provision that something stands behind: '1.1, box' behind '1.1', else the last of the section."""
    inside = [number for number, table in enumerate(provisions) if table.get("section") == section]
    named = [number for number in inside if re.match(rf"{re.escape(str(provisions[number].get('at', '')))}\b", at)]
    return max(named or inside, default=None)


def part_of(data: Table, name: Name) -> Table:
    """A table of format 1 as a part of format 2, with all its keys."""
    key, number = name
    old: Table = data[key][number]
    part = {"kind": kind} if (kind := LISTS[key] or old.get("kind")) else {}
    for word, value in old.items():
        if word == "section":
            part.setdefault("within", value or "top")
        elif word == "group" and any(group.get("id") == value for group in data.get("groups", [])):
            part["within"] = value
        else:
            part["covers" if word == "parts" else word] = value
    if PRINTED.fullmatch(str(part.get("at"))):
        part.setdefault("number", part["at"])
    if key == "signatories":
        part.setdefault("within", "top")
    return part


class Blocks:
    """A text of format 1 in blocks, each a heading with its keys and the comments above it."""

    def __init__(self, text: str) -> None:
        """Find where each block begins."""
        self._lines: list[str] = re.findall(r"[^\n]*\n", text)
        self._keys = locate(text).keys
        lines = {place.line - 1 for path, place in self._keys.items() if len(path) <= len(("provisions", 0))}
        heads = sorted(line for line in lines if self._lines[line].lstrip().startswith("["))
        begins = [self._comments_above(head) for head in heads]
        ends = [*begins, len(self._lines)][1:]
        self._blocks = {head: (begin, end) for head, begin, end in zip(heads, begins, ends, strict=True)}

    def has(self, name: Name) -> bool:
        """Whether a table has a heading of its own."""
        return name in self._keys and self._lines[self._head(name)].lstrip().startswith("[[")

    def others(self, moved: list[Name]) -> tuple[list[str], list[str]]:
        """What stands before the first table that is moved, and every other block behind it."""
        gone = {self._head(name) for name in moved}
        first = min(gone, default=len(self._lines))
        top = min((begin for begin, _ in self._blocks.values()), default=len(self._lines))
        before, after = self._lines[:top], list[str]()
        for head, (begin, end) in self._blocks.items():
            if head not in gone:
                (before if head < first else after).extend(self._lines[begin:end])
        return before, after

    def part(self, name: Name, part: Table) -> str:
        """A table as a part: its keys in their order, and all its comments."""
        head = self._head(name)
        begin, end = self._blocks[head]
        out = [*self._lines[begin:head], f"[[parts]]{self._lines[head].rpartition(']]')[2]}"]
        starts = sorted((place.line - 1, str(path[2])) for path, place in self._keys.items() if path[:-1] == name)
        olds = {key for _, key in starts}
        new = [
            key
            for key in ("kind", "within")
            if key in part and (key == "kind" or not olds & {"section", "group", "within"})
        ]
        out += [toml_text({key: part[key]}) for key in new]
        above = head + 1
        for (start, key), (after, _) in zip(starts, [*starts, (end, "")][1:], strict=True):
            last = self._comments_above(after)
            out += [*self._lines[above:start], *self._line(key, part, olds, self._lines[start:last])]
            above = last
        out += self._lines[above:end]
        text = "".join(out)
        return text if text.endswith("\n\n") else f"{text}\n"

    def _line(self, key: str, part: Table, olds: set[str], lines: list[str]) -> list[str]:
        """A key and its value as a part has them; of a key that it has no longer, only the comment."""
        words = {
            "section": [] if "group" in olds else ["within"],
            "group": ["within"],
            "parts": ["covers"],
            "kind": [],
            "at": ["at"] if "number" in olds else ["number", "at"],
        }
        kept = [word for word in words.get(key, [key]) if word in part]
        if not kept:
            comment = COMMENT_AFTER.match(lines[0])
            return [f"{comment[1]}\n"] if comment else []
        if kept == ["within"]:
            return [toml_text({"within": part["within"]})]
        return [re.sub(r"^(\s*)[\"']?[\w-]+[\"']?", rf"\g<1>{word}", lines[0]) + "".join(lines[1:]) for word in kept]

    def _head(self, name: Name) -> int:
        return self._keys[name].line - 1

    def _comments_above(self, line: int) -> int:
        """The line at which the comments above a line begin, with the blank lines between them.

        A comment that follows on a value without a blank line, and has one below it, is about the value.
        """
        begin, apart = line, False
        while line > 0 and (not self._lines[line - 1].strip() or self._lines[line - 1].lstrip().startswith("#")):
            line -= 1
            apart = apart or not self._lines[line].strip()
            if self._lines[line].strip() and (not apart or line == 0 or not self._lines[line - 1].strip()):
                begin = line
        return begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
