"""Make docs/reference.md, the reference of the public names, from their docstrings."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator

import griffe
from public_api import ROOT, members, public_modules, public_names, signature

FILE = ROOT / "docs" / "reference.md"
LONGEST = 300
"""Characters of a value that are shown."""
INTRODUCTION = """# Reference

Every public name, made from the docstrings of the source by `scripts/reference.py`. [Use it from Python](python.md)
has examples, and [Plugin hooks](plugin-hooks.md) explains hooks and offers. Names that are not here are private.
"""


def page() -> Iterator[str]:
    """The parts of the page."""
    yield INTRODUCTION
    seen: dict[str, str] = {}
    for module in public_modules():
        yield f"## `{module.path}`\n\n{text(module)}\n"
        for name, found in public_names(module):
            if found.path in seen:
                yield f"### `{module.path}.{name}`\n\nThe same as `{seen[found.path]}.{name}`.\n"
            else:
                seen[found.path] = module.path
                yield f"### `{name}`\n\n```text\n{code(name, found)}\n```\n\n{text(found)}\n"
                if isinstance(found, griffe.Class):
                    yield from parts(found)


def code(name: str, found: griffe.Object) -> str:
    """A name as it stands in the source, without its body."""
    word = {"function": "def ", "class": "class "}.get(found.kind.value, "")
    whole = f"{word}{name}{signature(found)}"
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"


def parts(kind: griffe.Class) -> Iterator[str]:
    """The attributes of a class as a table, and its methods."""
    rows = [
        f"| `{name}` | {cell(signature(member).removeprefix(': '))} | {' '.join(text(member, kind).split())} |"
        for name, member in members(kind)
        if isinstance(member, griffe.Attribute)
    ]
    if rows:
        yield "\n".join(["| Attribute | Type | Meaning |", "| --- | --- | --- |", *rows, ""])
    for name, member in members(kind):
        if isinstance(member, griffe.Function):
            yield f"#### `{kind.name}.{name}`\n\n```text\n{code(name, member)}\n```\n\n{text(member, kind)}\n"


def cell(source: str) -> str:
    """Source text in a cell of a table."""
    return f"`{source}`".replace("|", "\\|")


def text(found: griffe.Object, kind: griffe.Class | None = None) -> str:
    """The docstring of a name, or of the same name in a base, as Markdown.

    Raises :class:`ValueError` when there is none.
    """
    bases = [base.members.get(found.name) for base in kind.mro()] if kind else []
    docstring = next((owner.docstring for owner in [found, *bases] if owner and owner.docstring), None)
    if docstring is None:
        raise ValueError(f"{found.path} has no docstring.")
    return markdown("\n\n".join(filter(None, map(section, docstring.parsed))))


def section(part: griffe.DocstringSection) -> str:
    """A section of a docstring."""
    if isinstance(part, griffe.DocstringSectionText):
        return part.value
    heading = part.kind.value.capitalize()
    if isinstance(part, griffe.DocstringSectionReturns):
        return f"Returns: {' '.join(entry.description for entry in part.value)}"
    names = (getattr(entry, "name", None) or entry.annotation for entry in part.value)
    return "\n".join(
        [
            f"{heading}:\n",
            *(f"- ``{name}``: {entry.description}" for name, entry in zip(names, part.value, strict=True)),
        ]
    )


def markdown(docstring: str) -> str:
    """A docstring with the marks of Markdown: names in roles, without their modules, and code stand in backticks."""
    return re.sub(r":\w+:`(?:[^`]*\.)?([^`.]+)`|``([^`]+)``", lambda found: f"`{found[1] or found[2]}`", docstring)


def main() -> int:
    """Write the page if asked to, and say whether it is up to date."""
    parser = argparse.ArgumentParser(description="Make the reference of the public names.")
    parser.add_argument("--write", action="store_true", help="write the file instead of only comparing it")
    whole = "\n".join(page()).rstrip() + "\n"
    if parser.parse_args().write:
        FILE.write_text(whole, encoding="utf-8", newline="\n")
    current = FILE.is_file() and FILE.read_text(encoding="utf-8") == whole
    name = FILE.relative_to(ROOT).as_posix()
    print(f"{name} is up to date." if current else f"{name} is out of date. Run: python scripts/reference.py --write")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
