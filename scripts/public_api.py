"""Compare the public names of the package with those of the last release; every change needs a line in CHANGELOG.md.

docs/public-api.txt has the names of the last release, each with its signature. A name that is new, gone or different
must stand in the part of CHANGELOG.md that is not yet released, as `name` or `Class.name`. Before a release:
python scripts/public_api.py --write
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path

import griffe

ROOT = Path(__file__).parents[1]
SNAPSHOT = ROOT / "docs" / "public-api.txt"
CHANGELOG = ROOT / "CHANGELOG.md"
MODULES = ("compact_core", "compact_core.model", "compact_core.plugins", "compact_core.testing")
"""The modules whose names are public."""


@cache
def public_modules() -> list[griffe.Module]:
    """The public modules, as their source has them."""
    package = griffe.load("compact_core", search_paths=[ROOT / "src"], docstring_parser="google")
    found = (package if name == package.name else package[name.removeprefix(f"{package.name}.")] for name in MODULES)
    return [module for module in found if isinstance(module, griffe.Module)]


def public_names(module: griffe.Module) -> Iterator[tuple[str, griffe.Object]]:
    """The public names of a module, by the alphabet, with what each stands for."""
    for name in sorted(map(str, module.exports or ())):
        yield name, target(module[name])


def members(kind: griffe.Class) -> Iterator[tuple[str, griffe.Object]]:
    """The public members of a class, those of its bases included, but for those that are said to be private."""
    for name, member in kind.all_members.items():
        found = target(member)
        if not name.startswith("_") and not (found.docstring and found.docstring.value.startswith("Private")):
            yield name, found


def target(found: griffe.Object | griffe.Alias) -> griffe.Object:
    """What a name stands for."""
    return found.final_target if isinstance(found, griffe.Alias) else found


def signature(found: griffe.Object) -> str:
    """What follows a name: parameters and result, bases, or type and value."""
    if isinstance(found, griffe.Function):
        whole = re.sub(r"\((?:self|cls)(?:, )?", "(", found.signature(name="x"), count=1).removeprefix("x")
        return f"{whole}  # property" if found.has_labels("property") else whole
    if isinstance(found, griffe.Class):
        bases = ", ".join(map(str, found.bases))
        return f"({bases})" if bases else ""
    if not isinstance(found, griffe.Attribute):
        return ""
    kind = f": {found.annotation}" if found.annotation else ""
    shown = found.value and (isinstance(found.parent, griffe.Module) or "class-attribute" in found.labels)
    value = f" = {found.value}" if shown else ""
    return re.sub(r"\s+", " ", f"{kind}{value}")


def lines() -> dict[str, str]:
    """The signature of every public name, by the name with its module, in the order of the file."""
    found = {}
    for module in public_modules():
        for name, owner in public_names(module):
            found[f"{module.path}:{name}"] = signature(owner)
            if isinstance(owner, griffe.Class):
                found |= {f"{module.path}:{name}.{member}": signature(part) for member, part in members(owner)}
    return found


def private_types() -> list[str]:
    """The private names of this package that public signatures name."""
    modules = public_modules()
    public = {found.path for module in modules for _, found in public_names(module)}
    found = set()
    for module in modules:
        for name, owner in public_names(module):
            parts = [*members(owner)] if isinstance(owner, griffe.Class) else [("", owner)]
            for part, member in parts:
                for path in named(member):
                    if path.startswith("compact_core.") and is_private(modules[0], path, public):
                        found.add(f"{module.path}.{name}.{part}".rstrip(".") + f" names the private {path}.")
    return sorted(found)


def is_private(package: griffe.Module, path: str, public: Container[str]) -> bool:
    """Whether what stands under a path of the package is not public; variables of generic functions do not count."""
    found = target(package[path.removeprefix(f"{package.path}.")])
    variable = isinstance(found, griffe.Attribute) and str(found.value).startswith("TypeVar(")
    return found.path not in public and not variable


def named(found: griffe.Object) -> Iterator[str]:
    """The paths of the types that a function or an attribute names."""
    whole: list[str | griffe.Expr | None] = []
    if isinstance(found, griffe.Function):
        whole = [*(kind.annotation for kind in found.parameters), found.returns]
    elif isinstance(found, griffe.Attribute):
        whole = [found.annotation]
    for kind in whole:
        if isinstance(kind, griffe.Expr):
            yield from (part.canonical_path for part in kind.iterate(flat=True) if isinstance(part, griffe.ExprName))


def read(text: str) -> dict[str, str]:
    """What the file of names holds."""
    rows = (re.match(r"([\w.]+:[\w.]+)(.*)", line) for line in text.splitlines())
    return {row[1]: row[2] for row in rows if row}


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The names that changed, without those of a class that is new or gone, and what happened to each."""
    for name in dict.fromkeys([*before, *now]):
        word = "is new" if name not in before else "is gone" if name not in now else "is different"
        kind = re.sub(r"(:\w+)\.\w+$", r"\1", name)
        if before.get(name) != now.get(name) and (kind == name or (kind in before) == (kind in now)):
            yield name, word


def unreleased(text: str) -> str:
    """The part of the changelog that is not yet released."""
    found = re.search(r"^## .*\(not yet released\)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return found[1] if found else ""


def main() -> int:
    """Tell of each change that the changelog does not name."""
    parser = argparse.ArgumentParser(description="Compare the public names with those of the last release.")
    parser.add_argument("--write", action="store_true", help="write the names of a new release")
    parser.add_argument("--snapshot", type=Path, default=SNAPSHOT, help="file with the names of the last release")
    parser.add_argument("--changelog", type=Path, default=CHANGELOG, help="file that tells of changes")
    given = parser.parse_args()
    now = lines()
    if given.write:
        given.snapshot.write_text("".join(f"{name}{rest}\n" for name, rest in now.items()), "utf-8", newline="\n")
    notes = unreleased(given.changelog.read_text("utf-8"))
    missing = [
        f"{name.replace(':', '.')} {word}; CHANGELOG.md does not name `{name.partition(':')[2]}`."
        for name, word in changes(read(given.snapshot.read_text("utf-8")), now)
        if f"`{name.partition(':')[2]}`" not in notes
    ]
    private = private_types()
    print(
        "\n".join(
            [*missing, *private, f"{len(now)} public names, {len(missing)} changes without a line in CHANGELOG.md."]
        )
    )
    return 1 if missing or private else 0


if __name__ == "__main__":
    sys.exit(main())
