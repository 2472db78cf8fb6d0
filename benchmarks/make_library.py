"""Make a library of the size of a country: many invented codes in TOML files.

    python benchmarks/make_library.py FOLDER [--codes 1200] [--provisions 60]

The same numbers always give the same files. 1,200 codes of 60 provisions are about 20 MB.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

_TEXT = """
agree agenda aim authority balance barrier board budget build call carer change charity choice city clear
community compact complaint consult council county covenant culture danger deadline debate decide delay deliver
develop differ direct discuss district duty early effort equal evidence explain fair faith family fund goal grant
group grow guide health help home honest hospital housing idea improve include inform invest involve join keep
language law lead learn legal listen local manage meet member message mind monitor network notice offer open
organisation outcome own partner pay people place plan policy power practice price process progress promise
protect public purpose quality question ready reason record reduce report represent resource respect result
review risk role rule sector service share side sign skill small society speak staff stage start support task
team term time together town trust understand value venue view visit voice volunteer ward welcome work write young
"""
_WORDS = _TEXT.split()

_KINDS = ("action", "action", "action", "principle", "barrier", "benefit", "commitment", "paragraph")


def make_library(folder: Path, codes: int, provisions: int) -> int:
    """Write the files and give their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for number in range(codes):
        text = make_code(number, provisions)
        (folder / f"area-{number:04}.toml").write_text(text, encoding="utf-8")
        size += len(text.encode())
    return size


def make_code(number: int, provisions: int) -> str:
    """One invented code as the text of a file."""
    rng = random.Random(number)
    sections = 6
    lines = [
        "format = 2",
        "[code]",
        f'id = "area-{number:04}"',
        f'title = "Working together in area {number}"',
        f'place = "Area {number % 300}, Nowhere"',
        'issued = "2020"',
        "[agreement]",
        f'id = "agreement-{number % 300}"',
        f'name = "Agreement of area {number % 300}"',
        'kind = "compact"',
        "[source]",
        'title = "An invented document"',
        "[[parties]]",
        'id = "public"',
        'name = "Public sector"',
        'side = "public"',
    ]
    each = provisions // sections
    for place in range(provisions):
        section = min(place // each, sections - 1) + 1
        if place == (section - 1) * each:
            title = f'title = "{_phrase(rng, 4)}"'
            lines += ["[[parts]]", 'kind = "section"', f'id = "part-{section}"', f'number = "{section}"', title]
        kind = rng.choice(_KINDS)
        lines += [
            "[[parts]]",
            f'kind = "{kind}"',
            f'id = "item-{place}"',
            f'title = "{_phrase(rng, 4)}"',
            f'text = "{_phrase(rng, 14)}. {_phrase(rng, 6)}."',
        ]
        if kind in {"action", "commitment"}:
            lines += [f'covers = ["{_phrase(rng, 4)}", "{_phrase(rng, 4)}"]', 'duty = ["public"]']
    return "\n".join(lines) + "\n"


def _phrase(rng: random.Random, words: int) -> str:
    return " ".join(rng.choices(_WORDS, k=words)).capitalize()


def main() -> None:
    """Read the arguments and make the library."""
    parser = argparse.ArgumentParser(description="Make a large invented library.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--codes", type=int, default=1200)
    parser.add_argument("--provisions", type=int, default=60)
    given = parser.parse_args()
    size = make_library(given.folder, given.codes, given.provisions)
    print(f"{given.codes} codes, {size / 1e6:.1f} MB in {given.folder}")


if __name__ == "__main__":
    main()
