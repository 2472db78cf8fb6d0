"""The public face for Python: four modules, whose names everything outside the core uses and no others."""

import ast
import os
import re
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import public_api
import pytest
import reference

import compact_core
from cli.running import called
from compact_core.testing import isolated_home
from programs import finished

ROOT = Path(__file__).parents[2]
PUBLIC = [
    import_module(name)
    for name in ("compact_core", *(f"compact_core.{one}" for one in ("model", "plugins", "testing")))
]
CLIENTS = [*sorted((ROOT / "plugins").rglob("*.py")), *sorted((ROOT / "examples").glob("*.py"))]
PAGES = ["README.md", *(f"docs/{name}.md" for name in ("python", "plugin-hooks", "tutorial-plugin"))]
TEMPLATES = ROOT / "src" / "compact_core" / "plugins" / "templates" / "plugin"
EXPECTED = """\
1. leeds-partnership-2003: Promoting equal partnerships, 2003
1. leeds-partnership-2003-leaflet: Promoting equal partnerships, 2003
1. leeds-working-together-2017: Leeds Code of Practice for Working Together, 2017
2. forming-aims: All parties have discussed or reviewed what the relationship aims for.
3. Owed by: public, third
4. leeds-partnership-2003-leaflet#power-structures: Recognise power structures
4. leeds-working-together-2017#sustaining-power: Differences in power and capacity
5. our-code.toml:1:1: The heading [agreement] is missing. Add a line [agreement] and its keys below it.
5. our-code.toml:1:1: The heading [source] is missing. Add a line [source] and its keys below it.
6. aims: sides differ
7. Riverside health: result of round 2: 24 strengths, 1 to work on
8. Saved, a new file: False
8. riverside-council-79xt: already had
"""
"""What the client prints."""


def private_uses(source: str) -> Iterator[str]:
    """What a program imports of the core that is not public."""
    public = {module.__name__: {*module.__all__, "__version__"} for module in PUBLIC}
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module=str(module), names=names) if module.partition(".")[0] == "compact_core":
                yield from (f"{module}.{one.name}" for one in names if one.name not in public.get(module, ()))
            case ast.Import(names=names):
                whole = (one.name for one in names if one.name.partition(".")[0] == "compact_core")
                yield from (name for name in whole if name not in public)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from compact_core import open_library", []),
        ("from compact_core import text", ["compact_core.text"]),
        ("from compact_core.text import clean", ["compact_core.text.clean"]),
        ("from compact_core.plugins import hookimpl, manager", ["compact_core.plugins.manager"]),
        ("import compact_core.model", []),
        ("import compact_core.model.code", ["compact_core.model.code"]),
    ],
)
def test_a_private_use_is_noticed(source: str, found: list[str]) -> None:
    """The check below sees each way to import what is private, and lets what is public pass."""
    assert list(private_uses(source)) == found


def test_plugins_and_examples_use_the_public_face_alone() -> None:
    """Our own plugins, their tests and the examples import nothing of the core that is private."""
    used = {str(path.relative_to(ROOT)): [*private_uses(path.read_text("utf-8"))] for path in CLIENTS}
    assert len(used) > 30
    assert {path: names for path, names in used.items() if names} == {}


def test_pages_and_templates_show_the_public_face_alone() -> None:
    """The programs on the pages for developers, and those that `compacts new plugin` writes, do not either."""
    shown = [
        block for name in PAGES for block in re.findall(r"^```python\n(.*?)^```$", page(name), re.DOTALL | re.MULTILINE)
    ]
    shown += [path.read_text("utf-8") for path in sorted(TEMPLATES.glob("*.py.txt"))]
    used = [
        line for block in shown for line in block.splitlines() if re.match(r"\s*(from|import) compact_core\b", line)
    ]
    assert len(used) > 10
    assert [one for line in used for one in private_uses(line.strip())] == []


def page(name: str) -> str:
    """The text of a page of the project."""
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("module", PUBLIC, ids=lambda module: module.__name__)
def test_every_public_name_is_there(module: ModuleType) -> None:
    """Each name that a module says is public can be taken from it."""
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    assert set(module.__all__) <= set(dir(module))


def test_type_checkers_python_and_readers_see_the_same_names() -> None:
    """The imports for type checkers, the names that are imported on first use, and ``__all__`` are the same."""
    source = Path(str(compact_core.__file__)).read_text("utf-8")
    (guarded,) = (node for node in ast.parse(source).body if isinstance(node, ast.If))
    typed = {
        name.name: f"{node.module}.{name.name}"
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }
    assert sorted(typed) == sorted(compact_core.__all__)
    for name, path in typed.items():
        module, _, last = path.rpartition(".")
        assert getattr(compact_core, name) is getattr(import_module(module), last)
    assert sorted(" ".join(vars(compact_core)["_NAMES"].values()).split()) == sorted(typed)


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    """`import compact_core` costs its own module and the version; names are imported when they are used."""
    code = "import sys, compact_core\nprint(*sorted(name for name in sys.modules if name.startswith('compact_core')))"
    done = finished([sys.executable, "-c", code], check=True)
    assert done.stdout.split() == ["compact_core", "compact_core.version"]


def test_a_name_that_is_not_public_is_refused() -> None:
    """What the package does not have is an AttributeError, as with any module."""
    with pytest.raises(AttributeError, match=r"^module 'compact_core' has no attribute 'opeb_library'$"):
        compact_core.opeb_library  # noqa: B018


def told_by(main: Callable[[], int], *arguments: str | Path) -> tuple[int, list[str]]:
    """The exit code of a script, and the lines that it prints."""
    done = called(main, *arguments)
    assert done.err == ""
    return done.code, done.out.splitlines()


def test_every_change_of_a_public_name_is_in_the_changelog() -> None:
    """The names are those of the last release or stand in CHANGELOG.md, and no signature names a private type."""
    code, told = told_by(public_api.main)
    assert (code, told[:-1]) == (0, [])


def test_a_change_that_is_not_in_the_changelog_is_named(tmp_path: Path) -> None:
    """A name that is new, gone or different fails, each by itself, until the unreleased part names it."""
    names = tmp_path / "names.txt"
    assert told_by(public_api.main, "--write", "--snapshot", names)[0] == 0
    before = names.read_text("utf-8").replace("compact_core:clean(text: str)", "compact_core:clean(text: bytes)")
    before = re.sub(r"^compact_core:Hit\b.*\n", "", before, flags=re.MULTILINE)
    before = before.replace("compact_core.testing:isolated_home", "compact_core.testing:own_home")
    names.write_text(before, "utf-8")
    changelog = tmp_path / "changes.md"
    changelog.write_text(
        "# Changes\n\n## 0.2.0 (not yet released)\n\n- `own_home` is another now.\n\n## 0.1.0\n\n- `Hit`\n", "utf-8"
    )
    code, told = told_by(public_api.main, "--snapshot", names, "--changelog", changelog)
    assert (code, told[:-1]) == (
        1,
        [
            "compact_core.clean is different; CHANGELOG.md does not name `clean`.",
            "compact_core.Hit is new; CHANGELOG.md does not name `Hit`.",
            "compact_core.testing.isolated_home is new; CHANGELOG.md does not name `isolated_home`.",
        ],
    )


def test_the_reference_is_up_to_date() -> None:
    """docs/reference.md is what the docstrings give, and every public name and member has one."""
    assert told_by(reference.main) == (0, ["docs/reference.md is up to date."])


def test_the_client_does_its_eight_tasks(tmp_path: Path) -> None:
    """A program of 60 lines lists, finds, asks who owes, searches, checks, finds in memory, reads, saves, brings in.

    mypy reads it with all other files, in its strict mode.
    """
    client = ROOT / "examples" / "client.py"
    assert len(client.read_text("utf-8").splitlines()) <= 60
    with isolated_home():
        command = [sys.executable, str(client), str(ROOT / "examples" / "riverside-health"), str(tmp_path / "copy")]
        env = {**os.environ, "COMPACTS_PLUGINS": "none"}
        done = finished(command, env=env)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == EXPECTED
