"""Check each lineage in ``codes/`` against its codes, and write the content digests of the provisions that it links.

    python scripts/lineage.py [--write] [FILE...]

Without files, every ``lineage.toml`` in ``codes/`` is checked. The codes are those in ``codes/`` and those beside the
file. A content digest shows that a provision is still as it was when somebody last looked at its link. With
``--write``, the digests are brought up to date first, and the links whose provisions had changed are named: look at
each of them again. The exit code is 1 when anything is wrong, else 0.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.items import Table

from compact_core.content.digest import content_digest
from compact_core.content.files import LINEAGE_FILE, is_lineage
from compact_core.content.lineage_file import read_lineage_file
from compact_core.content.read import read_file
from compact_core.model import Code
from compact_core.text import count

ROOT = Path(__file__).resolve().parent.parent


def codes_in(folder: Path) -> dict[str, Code]:
    """The codes below a folder, by id."""
    files = sorted(path for path in folder.rglob("*.toml") if not is_lineage(path.name))
    return {code.id: code for path in files if (code := read_file(path).code)}


def update(file: Path, codes: dict[str, Code]) -> Iterator[str]:
    """Bring the digests of a lineage up to date, and name each link that has to be looked at again.

    Everything else in the file stays, comments too. A file with an error is left as it is.
    """
    if read_lineage_file(file, codes).lineage is None:
        return
    digests = {
        f"{code.id}#{provision.id}": content_digest(provision)
        for code in codes.values()
        for provision in code.provisions
    }
    text = file.read_text(encoding="utf-8")
    content = tomlkit.parse(text)
    for link in content.get("links", ()):
        for key in ("from", "to"):
            yield from _renew(link, key, digests)
    if (renewed := tomlkit.dumps(content)) != text:
        file.write_text(renewed, encoding="utf-8")


def _renew(link: Table, key: str, digests: dict[str, str]) -> Iterator[str]:
    references = link[key].unwrap()
    before = link.get(f"{key}_digests", [])
    now = [digests.get(reference, "") for reference in references]
    if not all(now) or list(before) == now:
        return
    for reference, old, new in zip(references, before, now, strict=False):
        if old != new:
            yield f"'{reference}' had changed: look again at its link with {_others(link, key)}."
    name = f"{key}_digests"
    if name in link:
        link[name] = now
    else:
        _add(link, name, now)


def _add(link: Table, key: str, value: list[str]) -> None:
    """Add a key behind the others: what stands between a table and the next heading belongs to that heading."""
    body = link.value.body
    behind: list[Any] = []
    while body and body[-1][0] is None:
        behind.insert(0, body.pop())
    link.add(key, value)
    body.extend(behind)


def _others(link: Table, key: str) -> str:
    return ", ".join(f"'{reference}'" for reference in link["to" if key == "from" else "from"])


def main() -> int:
    """Check, or write and check, and say what is wrong."""
    parser = argparse.ArgumentParser(description="Check lineages against their codes.")
    parser.add_argument("--write", action="store_true", help="bring the content digests up to date first")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"default: every {LINEAGE_FILE} in codes/")
    wanted = parser.parse_args()
    ours = codes_in(ROOT / "codes")
    files = wanted.files or sorted((ROOT / "codes").rglob(LINEAGE_FILE))
    wrong = 0
    for file in files:
        codes = ours | codes_in(file.parent)
        for line in update(file, codes) if wanted.write else ():
            print(f"{file}: {line}")
        problems = read_lineage_file(file, codes).problems
        wrong += len(problems)
        for problem in problems:
            print(problem, file=sys.stderr)
    print(f"{count(len(files), 'file')} checked, {count(wrong, 'problem')}.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
