"""Where the keys and values of a TOML text stand."""

import string
import tomllib
from collections.abc import Iterator
from datetime import UTC, timedelta, timezone
from typing import Any

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from compact_core.content.locate import Path, Position, Positions, locate

BARE = set(string.ascii_letters + string.digits + "_-")
CONTROLS = "".join(chr(code) for code in (*range(0x20), 0x7F))
LINE_ENDS = ("\n", " \t\n", '# x = [ { \' """\n', " # \u00e9\n\n\t")

words = st.text(max_size=8)
names = st.one_of(st.text("ab1-", min_size=1, max_size=2), words)
scalars = st.one_of(
    st.booleans(),
    st.integers(),
    st.floats(),
    words,
    st.dates(),
    st.times(),
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-7))])),
    st.datetimes(),
)
raw_words = st.text(st.characters(codec="utf-8", exclude_characters=CONTROLS + "'"))
tokens = st.one_of(
    scalars.map(lambda value: tomli_w.dumps({"x": value})[len("x = ") : -1]),
    words.map(lambda word: tomli_w.dumps({"x": word}, multiline_strings=True)[4:-1]),
    raw_words.map(lambda word: f"'{word}'"),
    raw_words.map(lambda word: f"'''\n{word}' ''\n{word}'''"),
    st.sampled_from(
        [
            *("''", '""', "''''''", '""""""', "'# no'", r'"\\"', r'"\", ]\\\" }"'),
            *("'''''a'''''", '"""""a"""""', '"""\n\\"""\\\\"""', '"""a\\\n  \\""""'),
            *(
                "inf",
                "-nan",
                "+1_0.5e-3",
                "0xFF",
                "1979-05-27 07:32:00.50Z",
                "07:32:00",
            ),
        ]
    ),
)


def tables_of(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Make nested tables and arrays with these leaves."""

    def tables(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
        return st.dictionaries(names, inner, max_size=4)

    def nest(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(
            tables(inner),
            st.lists(tables(inner), min_size=1, max_size=3),
            st.lists(inner, max_size=3),
        )

    return tables(st.recursive(leaves, nest, max_leaves=12))


def is_tables(value: object) -> bool:
    """Whether a value can be written under headers."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, dict) for item in value)
    return isinstance(value, dict)


class Writer:
    """Writes tables as TOML in a drawn layout, and notes where everything went."""

    def __init__(self, draw: st.DrawFn, table: dict[str, Any]) -> None:
        self.draw = draw
        self.text = ""
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.blank_lines()
        under_headers = self.pairs((), table)
        self.headed((), under_headers)

    def here(self) -> Position:
        """Give the place that is written next."""
        column = len(self.text) - self.text.rfind("\n")
        return Position(self.text.count("\n") + 1, column)

    def flip(self) -> bool:
        """Draw one of two ways."""
        return self.draw(st.booleans())

    def gap(self) -> None:
        """Write space within a line, or none."""
        self.text += self.draw(st.sampled_from(["", "", " ", "\t "]))

    def blank_lines(self) -> None:
        """Write space and comments over some lines, or nothing."""
        self.text += self.draw(st.sampled_from(["", *LINE_ENDS]))

    def name(self, name: str) -> None:
        """Write one part of a key, bare or quoted."""
        basic = tomli_w.dumps({"x": name})[len("x = ") : -1]
        forms = [basic, '"' + "".join(f"\\U{ord(sign):08x}" for sign in name) + '"']
        if name and set(name) <= BARE:
            forms.append(name)
        if not set(name) & set(CONTROLS + "'"):
            forms.append(f"'{name}'")
        self.text += self.draw(st.sampled_from(forms))

    def dotted(self, trail: list[tuple[str, Path]]) -> Position:
        """Write a.b.c; note what is mentioned for the first time."""
        place = self.here()
        for position, (name, path) in enumerate(trail):
            self.text += "." if position else ""
            self.gap()
            place = self.here()
            self.keys.setdefault(path, place)
            self.values.setdefault(path, place)
            self.name(name)
            self.gap()
        return place

    def pairs(self, path: Path, table: dict[str, Any]) -> dict[str, Any]:
        """Write some of a table as pairs; return what is to stand under headers."""
        under_headers = {name: value for name, value in table.items() if is_tables(value) and self.flip()}
        for name, value in table.items():
            if name not in under_headers:
                self.pair([(name, (*path, name))], value, line_end=True)
        return under_headers

    def pair(self, trail: list[tuple[str, Path]], value: object, *, line_end: bool = False) -> None:
        """Write a pair, or a table as several pairs with dotted keys."""
        path = trail[-1][1]
        if isinstance(value, dict) and value and self.flip():
            for position, (name, inner) in enumerate(value.items()):
                self.text += "," if position and not line_end else ""
                self.pair([*trail, (name, (*path, name))], inner, line_end=line_end)
            return
        self.dotted(trail)
        self.text += "="
        self.gap()
        self.value(path, value)
        if line_end:
            self.text += self.draw(st.sampled_from(LINE_ENDS))

    def value(self, path: Path, value: object) -> None:
        """Write a value: a token as it is, arrays and inline tables in brackets."""
        self.values[path] = self.here()
        if isinstance(value, dict):
            self.text += "{"
            self.gap()
            for position, (name, inner) in enumerate(value.items()):
                self.text += "," if position else ""
                self.pair([(name, (*path, name))], inner)
                self.gap()
            self.text += "}"
        elif isinstance(value, list):
            self.text += "["
            self.blank_lines()
            for index, inner in enumerate(value):
                self.value((*path, index), inner)
                self.blank_lines()
                if index + 1 < len(value) or self.flip():
                    self.text += ","
                    self.blank_lines()
            self.text += "]"
        else:
            self.text += str(value)

    def header(self, trail: list[tuple[str, Path]], *, index: int | None) -> None:
        """Write the header of a table, or of an element with this index."""
        bracket = self.here()
        self.text += "[" if index is None else "[["
        name = self.dotted(trail)
        self.text += "]" if index is None else "]]"
        path = trail[-1][1]
        if index is not None:
            path = (*path, index)
        self.keys[path] = self.values[path] = name if index is None else bracket
        self.text += self.draw(st.sampled_from(LINE_ENDS))

    def headed(
        self,
        path: Path,
        tables: dict[str, Any],
        trail: tuple[tuple[str, Path], ...] = (),
    ) -> None:
        """Write tables and arrays of tables under headers."""
        for name, value in tables.items():
            inner = (*path, name)
            steps = [*trail, (name, inner)]
            if isinstance(value, list):
                for index, element in enumerate(value):
                    self.header(steps, index=index)
                    under_headers = self.pairs((*inner, index), element)
                    self.headed((*inner, index), under_headers, tuple(steps))
            elif any(map(is_tables, value.values())) and self.flip():
                # The header of the table comes after those of its sub-tables, or never.
                sub_tables = {key: sub for key, sub in value.items() if is_tables(sub)}
                others = {key: value[key] for key in value if key not in sub_tables}
                self.headed(inner, sub_tables, tuple(steps))
                if others or self.flip():
                    self.header(steps, index=None)
                    self.pairs(inner, others)
            else:
                self.header(steps, index=None)
                self.headed(inner, self.pairs(inner, value), tuple(steps))


@st.composite
def layouts(draw: st.DrawFn) -> tuple[str, Positions]:
    """Make a TOML text in a drawn layout, with the places that were noted."""
    writer = Writer(draw, draw(tables_of(tokens)))
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    return writer.text.replace("\n", line_end), Positions(writer.keys, writer.values)


def paths_within(value: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Give every path within a value that tomllib read, and where it leads."""
    items: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for step, inner in items:
        yield (*path, step), inner
        yield from paths_within(inner, (*path, step))


def from_place(text: str, place: Position) -> str:
    """Cut off what stands before a place."""
    return "\n".join(text.split("\n")[place.line - 1 :])[place.column - 1 :]


def readings(text: str, pair: str, ends: str) -> Iterator[str]:
    """Read `pair` with the start of the text in it, up to each of the ends."""
    for end in range(1, len(text) + 1):
        if text[end : end + 1] in ends and not text[0].isspace():
            try:
                yield repr(tomllib.loads(pair.format(text[:end])))
            except tomllib.TOMLDecodeError:
                continue


@given(data=tables_of(scalars), multiline=st.booleans())
def test_written_tables_read_back_from_their_places(data: dict[str, Any], *, multiline: bool) -> None:
    """What stands at each place, read alone, is the key or the value of its path."""
    text = tomli_w.dumps(data, multiline_strings=multiline)
    places = locate(text)
    for path, value in paths_within(tomllib.loads(text)):
        under_header = places.values[path] == places.keys.get(path)
        if not under_header:
            rest = from_place(text, places.values[path])
            assert repr({"x": value}) in readings(rest, "x = {}", ",]} \n")
        if isinstance(path[-1], str):
            rest = from_place(text, places.keys[path])
            assert repr({path[-1]: 1}) in readings(rest, "{} = 1", ".=] \n")
        elif under_header:
            assert from_place(text, places.keys[path]).startswith("[[")
        assert not under_header or is_tables(value)


@given(layouts())
def test_any_layout_has_the_paths_of_tomllib(layout: tuple[str, Positions]) -> None:
    """The paths found are those that tomllib gives: none missing, none more."""
    text, _ = layout
    places = locate(text)
    paths = {path for path, _ in paths_within(tomllib.loads(text))}
    assert places.values.keys() == paths
    assert {path for path in places.keys if isinstance(path[-1], str)} == {
        path for path in paths if isinstance(path[-1], str)
    }


@given(layouts())
def test_any_layout_has_the_places_it_was_written_at(
    layout: tuple[str, Positions],
) -> None:
    """Every key and value is found where the writer of the text put it."""
    text, written = layout
    assert locate(text) == written


EXAMPLES: dict[str, tuple[str, Path, Position, Position]] = {
    "CRLF in a string": ("a = '''\r\n'''\r\nb = 2", ("b",), Position(3, 1), Position(3, 5)),
    "other line ends": ("a = '\u2028\x85'\nb = 2", ("b",), Position(2, 1), Position(2, 5)),
    "basic string": (r'a = ["\"]#", "\\", 1]', ("a", 2), Position(1, 1), Position(1, 20)),
    "literal string": (r"""a = ['\', '"]#', 1]""", ("a", 2), Position(1, 1), Position(1, 18)),
    "long basic string": (
        'a = ["""\n""\\""" ] # \\\n""""", 1]',
        ("a", 1),
        Position(1, 1),
        Position(3, 8),
    ),
    "long literal string": (
        "a = ['''\n'' ] # \\\n''''', 1]",
        ("a", 1),
        Position(1, 1),
        Position(3, 8),
    ),
    "empty strings": (
        """a = ['', "", '''''', \"\"\"\"\"\", 1]""",
        ("a", 4),
        Position(1, 1),
        Position(1, 30),
    ),
    "date with a comment": (
        "a = 1979-05-27 # b = 1\nb = 07:32:00",
        ("b",),
        Position(2, 1),
        Position(2, 5),
    ),
    "numbers": ("a = [-inf, nan, 0xF, 1e-5, 1]", ("a", 4), Position(1, 1), Position(1, 28)),
    "array over lines": (
        "a = [ # one, [two]\n  1,\n  # three\n  2 # four\n  ,\n]\nb = 3",
        ("a", 1),
        Position(1, 1),
        Position(4, 3),
    ),
    "dotted table": ("x = 0\na.b = 1\na.c = 2", ("a",), Position(2, 1), Position(2, 1)),
    "dotted keys apart": ("a.b=1\nc=2\na.d=3", ("a", "d"), Position(3, 3), Position(3, 5)),
    "quoted and bare": ('a.b=1\n"a".c=2', ("a", "c"), Position(2, 5), Position(2, 7)),
    "table without a header": ("[a.b]\n[a.c]", ("a",), Position(1, 2), Position(1, 2)),
    "table after its sub-table": ("[a.b]\n[a]", ("a",), Position(2, 2), Position(2, 2)),
    "elements apart": ("[[a]]\n[b]\n[[a]]", ("a", 1), Position(3, 1), Position(3, 1)),
    "elements start again": (
        "[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]",
        ("a", 1, "b", 0),
        Position(4, 1),
        Position(4, 1),
    ),
}


@pytest.mark.parametrize(("text", "path", "key", "value"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_each_form_has_its_place(text: str, path: Path, key: Position, value: Position) -> None:
    """What the layouts above leave out, or seldom draw: the key and the value stand at this line and column."""
    assert path in dict(paths_within(tomllib.loads(text)))
    places = locate(text)
    assert (places.key(path), places.value(path)) == (key, value)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        ((), Position(1, 1), Position(1, 1)),
        (("missing",), Position(1, 1), Position(1, 1)),
        (("a", "missing"), Position(2, 2), Position(2, 2)),
        (("a", "b", "missing"), Position(3, 1), Position(3, 5)),
        (("a", "b", 1, "missing", 0), Position(3, 1), Position(3, 9)),
        (("c", 0, "missing"), Position(4, 1), Position(4, 1)),
        (("c", 1), Position(4, 3), Position(4, 3)),
    ],
)
def test_a_path_without_a_place_has_the_nearest_around_it(path: Path, key: Position, value: Position) -> None:
    """A missing key is reported at what should hold it, in the end at the start."""
    places = locate("\n[a]\nb = [1, {}]\n[[c]]")
    assert (places.key(path), places.value(path)) == (key, value)


def test_an_empty_text_has_no_places() -> None:
    """A text of comments alone holds no key and no value."""
    assert locate("# nothing\n") == Positions({}, {})


def test_deep_nesting_is_followed() -> None:
    """Arrays and inline tables may be 32 levels deep, and more."""
    text = "a = " + "[{a = " * 50 + "1" + "}]" * 50
    path: Path = ("a", *(0, "a") * 50)
    assert locate(text).value(path) == Position(1, len("a = ") + len("[{a = ") * 50 + 1)


def test_a_text_that_is_not_toml_is_refused() -> None:
    """A text that tomllib would refuse gives one clear error, never an endless loop."""
    with pytest.raises(ValueError, match=r"^not TOML: Position\(line=2, column=2\)$"):
        locate("a = 1\nb")
