"""The door for foreign text: what comes through it, and that there is no other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import compact_tui
from compact_core.text import clean
from compact_tui import safe
from compact_tui.safe import Run
from tui.samples import HOSTILE

PACKAGE = Path(compact_tui.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
TEXTS = st.text(max_size=80) | st.sampled_from(HOSTILE) | st.text("[]/@b =\x1b\x9b\u202e\n\t", max_size=40)
MAKES_TEXT = {"rich", "textual.content", "textual.markup", "textual.visual"}
SHOWS_TEXT = {"Static", "Label", "Button", "DiscoveryHit", "Hit", "notify", "update", "set_label", "add_leaf"}


@given(TEXTS)
def test_content_is_the_clean_text(text: str) -> None:
    """No markup is read: the text is there as it is, without what steers a terminal."""
    assert safe.content(text).plain == clean(text)
    assert safe.content(text).spans == []


@given(TEXTS, TEXTS)
def test_labels_are_one_line_of_text(one: str, other: str) -> None:
    """The label of a tree has the words of its runs on one line, and no style that a text brought along."""
    label = safe.label(Run(one, "italic"), Run(other))
    assert label.plain.split() == f"{clean(one)} {clean(other)}".split()
    assert "\n" not in label.plain
    assert {str(span.style) for span in label.spans} <= {"italic", ""}


@given(TEXTS, TEXTS)
def test_hits_are_two_lines_of_text(title: str, about: str) -> None:
    """A hit of the palette is its title and what it is, a line each."""
    assert safe.hit(title, about).plain.split("\n") == [" ".join(clean(title).split()), " ".join(clean(about).split())]


@given(TEXTS, TEXTS, st.integers(1, 60))
def test_a_line_is_one_line(one: str, other: str, width: int) -> None:
    """Whatever tabs and line ends a text holds, a line of hits stays one line, in which they are spaces."""
    runs = [Run(one, "code"), Run(other)]
    shown = safe.line(runs, {}, 1_000).plain
    assert "\t" not in shown
    assert "\n" not in shown
    assert shown.split() == f"{clean(one)}{clean(other)}".split()
    assert safe.line(runs, {}, width).cell_length <= width


@pytest.mark.parametrize(("text", "shown"), [("a\tb", "a b"), ("a\nb", "a b"), ("a\t\n\tb", "a b"), ("a\r\nb", "a b")])
def test_tabs_and_line_ends_in_hits_are_spaces(text: str, shown: str) -> None:
    """A tab or the end of a line is one space in a hit, however many there are."""
    assert safe.line([Run(text)], {}, 80).plain == shown


def test_a_tab_in_wrapped_text_has_a_width() -> None:
    """A tab is four spaces in a paragraph, for a terminal would place it as it likes; line ends stay."""
    assert [one.plain for one in safe.wrapped([Run("a\tb\nc")], {}, 80)] == ["a    b", "c"]


@given(TEXTS)
def test_lines_for_the_clipboard_cannot_steer_a_terminal(text: str) -> None:
    """What is copied or saved keeps its line breaks and loses its control codes."""
    assert safe.lines(text) == clean(text)


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """What a module does when it runs; what is only for type checking is left out."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from running(node)


def other_doors(source: str) -> Iterator[int]:
    """The lines of a module that make text for widgets without `safe`."""
    for node in running(ast.parse(source)):
        match node:
            case ast.Import(names=names) if any(name.name.split(".")[0] == "rich" for name in names):
                yield node.lineno
            case ast.ImportFrom(module=str(module)) if module in MAKES_TEXT or module.startswith("rich."):
                yield node.lineno
            case ast.Attribute(attr="from_markup" | "render_str"):
                yield node.lineno
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]) if name in SHOWS_TEXT:
                if not harmless(first):
                    yield node.lineno
            case ast.Assign(targets=[ast.Attribute(attr="border_title" | "border_subtitle" | "tooltip")], value=value):
                if not harmless(value):
                    yield node.lineno


def harmless(node: ast.expr) -> bool:
    """Whether an expression is words of our own, or comes from `safe`."""
    match node:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="safe"))):
            return True
        case ast.Name(id="score"):
            return True
    return False


@pytest.mark.parametrize(
    "source",
    [
        "from rich.text import Text",
        "from textual.content import Content",
        "import rich.text",
        "Static(title)",
        "Static(f'{title}')",
        "widget.update(page.title)",
        "self.notify('a' + name)",
        "tree.border_title = title",
        "Content.from_markup(text)",
    ],
)
def test_another_door_is_noticed(source: str) -> None:
    """The check below sees each way round `safe`."""
    assert list(other_doors(source)) == [1]


def test_foreign_text_has_one_door() -> None:
    """No module but `safe` makes text for widgets, and no widget is given anything that is not from there."""
    others = (path for path in MODULES if path.name != "safe.py")
    assert {path.name: doors for path in others if (doors := list(other_doors(path.read_text("utf-8"))))} == {}


def test_every_module_was_looked_at() -> None:
    """The check above reads the whole package."""
    assert {"app.py", "reading_pane.py", "palette.py", "questions.py"} <= {path.name for path in MODULES}


@given(TEXTS, st.integers(0, 4), st.integers(12, 60))
def test_a_line_of_a_list_is_wrapped_and_never_cut(text: str, level: int, width: int) -> None:
    """Every word stands there, below the first line a step further in, and in the width where a word has room."""
    lines = safe.hanging(Run("✓ "), level, [Run(text)], width).plain.split("\n")
    assert "".join("".join(lines).split()) == "✓" + "".join(clean(text).split())
    assert all(line.startswith(" " * (4 + 2 * level)) for line in lines[1:] if line.strip())
