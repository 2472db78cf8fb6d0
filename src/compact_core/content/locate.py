"""Line and column of each key and value of a TOML text.

`tomllib` gives values without positions; this scanner gives the positions. It reads TOML 1.0
(https://toml.io/en/v1.0.0) that `tomllib` has accepted, and checks nothing.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

Path = tuple[str | int, ...]
"""Keys and list positions (from 0) that lead to a value, as in ``("provisions", 3, "kind")``."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position in a text."""

    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters (code points); a tab is one."""


_START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Positions:
    """The positions of the keys and values of a text."""

    keys: Mapping[Path, Position]
    """Every key, and every element that a `[[header]]` opens."""
    values: Mapping[Path, Position]
    """Every value, tables and elements of arrays included."""

    def key(self, path: Path) -> Position:
        """Where the key of `path` is written.

        A table opened by `[a.b]`: its own name, here `b`. An element opened by
        `[[a]]`: the first bracket. A table that has no header: its first mention. A
        path without a key: the key of the nearest path around it, in the end the start
        of the text.
        """
        return _nearest(self.keys, path)

    def value(self, path: Path) -> Position:
        """Where the value of `path` is written: its first character.

        Arrays and inline tables: the opening bracket. All other tables, and arrays of
        tables: the same as `key`. A path without a value: the value of the nearest path
        around it, in the end the start of the text.
        """
        return _nearest(self.values, path)


def locate(text: str) -> Positions:
    """Find every key and value of `text`.

    `text` is what `tomllib.loads` accepts, without a byte order mark. For other text the result means nothing, or
    ValueError is raised. RecursionError is raised where arrays and inline tables nest hundreds deep.
    """
    scanner = _Scanner(text.replace("\r\n", "\n"))
    scanner.document()
    return Positions(scanner.keys, scanner.values)


def _nearest(positions: Mapping[Path, Position], path: Path) -> Position:
    while path and path not in positions:
        path = path[:-1]
    return positions.get(path, _START)


# Repeated groups are atomic, (?>...), and not possessive, which goes wrong in Python before 3.11.5.
_BASIC = r'"(?>(?:[^"\\]|\\.)*)"'
_LITERAL = r"'[^']*'"
# A multi-line string may end in one or two quotation marks of its own: """a""""".
_LONG_BASIC = r'"""(?>(?:[^"\\]|\\.|"{1,2}(?!"))*)"{3,5}'
_LONG_LITERAL = r"'''(?>(?:[^']|'{1,2}(?!'))*)'{3,5}"
_SPACE = r"(?>(?:[ \t\n]|#[^\n]*)*)"

_GAP = re.compile(_SPACE)
_OPENING = re.compile(rf"[\[{{]{_SPACE}")
_COMMA = re.compile(rf"{_SPACE},?{_SPACE}")
_EQUALS = re.compile(r"=[ \t]*")
_HEADER_START = re.compile(r"\[\[?")
_HEADER_END = re.compile(r"\]\]?")
_NAME = re.compile(rf"[ \t]*([A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})[ \t]*(\.?)")
_SCALAR = re.compile(rf"{_LONG_BASIC}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL}|[^,\]}}#\n]+", re.DOTALL)


class _Scanner:
    """One pass over a text with LF line ends, by recursive descent."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self._text = text
        self._offset = 0
        self._line_starts = [0, *(end.end() for end in re.finditer("\n", text))]
        self._last_elements: dict[Path, int] = {}

    def document(self) -> None:
        table: Path = ()
        self._take(_GAP)
        while self._offset < len(self._text):
            if self._text[self._offset] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._take(_GAP)

    def _header(self) -> Path:
        """Read `[a.b]` or `[[a.b]]`; return the path of the table it opens."""
        position = self._here()
        opens_element = self._take(_HEADER_START)[0] == "[["
        path: Path = ()
        for name, name_position in self._dotted_key():
            path = (*self._last_element(path), name)
            self._mention(path, name_position)
            if not opens_element:
                position = name_position
        self._take(_HEADER_END)
        if opens_element:
            self._last_elements[path] = self._last_elements.get(path, -1) + 1
            path = self._last_element(path)
        # A table that was only mentioned before has its position here.
        self.keys[path] = self.values[path] = position
        return path

    def _last_element(self, path: Path) -> Path:
        """The last element of an array of tables; any other path as it is."""
        if path in self._last_elements:
            return (*path, self._last_elements[path])
        return path

    def _pair(self, table: Path) -> None:
        path = table
        for name, position in self._dotted_key():
            path = (*path, name)
            self._mention(path, position)
        self._take(_EQUALS)
        self._value(path)

    def _dotted_key(self) -> Iterator[tuple[str, Position]]:
        dot = "."
        while dot:
            part = self._take(_NAME)
            dot = part[2]
            yield _spelt_out(part[1]), self._position(part.start(1))

    def _mention(self, path: Path, position: Position) -> None:
        self.keys.setdefault(path, position)
        self.values.setdefault(path, position)

    def _value(self, path: Path) -> None:
        self.values[path] = self._here()
        match self._text[self._offset : self._offset + 1]:
            case "[":
                for index in self._until("]"):
                    self._value((*path, index))
            case "{":
                for _ in self._until("}"):
                    self._pair(path)
            case _:
                self._take(_SCALAR)

    def _until(self, closing: str) -> Iterator[int]:
        """Stop at each item of an array or inline table, and count it from 0."""
        self._take(_OPENING)
        for index in count():
            if self._text.startswith(closing, self._offset):
                break
            yield index
            self._take(_COMMA)
        self._offset += 1

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str]:
        found = pattern.match(self._text, self._offset)
        if found is None:
            raise ValueError(f"not TOML: {self._here()}")
        self._offset = found.end()
        return found

    def _here(self) -> Position:
        return self._position(self._offset)

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)


def _spelt_out(name: str) -> str:
    """A key without its quotation marks and escapes."""
    if name[0] not in "\"'":
        return name
    value: str = tomllib.loads(f"name = {name}")["name"]
    return value
