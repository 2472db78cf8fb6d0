"""The invented county of the tutorial: what twenty-four partnerships in as many areas published, in four folders.

    python scripts/county.py

writes examples/county anew; it is the same every time.
"""

from __future__ import annotations

import random
import shutil
from hashlib import sha256
from pathlib import Path

from compact_core import open_library
from compact_core.assessment.publishing.lines import PublishedFinding, PublishedRound, PublishedSide, as_lines
from compact_core.content.digest import code_digest, content_digest

FOLDER = Path(__file__).parents[1] / "examples" / "county"
PLACES = ("north", "east", "south", "west")
EACH = 6
"""Areas of a place."""
CODE = "leeds-working-together-2017"
PARTS = 5
"""How many parts of the code were asked about."""
FINDINGS = ("agreed strength", "sides differ", "partly there", "agreed, needs work")
WEIGHTS = ((10, 9, 3, 2), (14, 8, 1, 1), (2, 12, 9, 1), (9, 2, 11, 2), (4, 4, 4, 12))
"""How often each part got each finding, about."""
WORDS = {
    "agreed strength": ("agree", "agree"),
    "sides differ": ("agree", "disagree"),
    "partly there": ("between", "between"),
    "agreed, needs work": ("disagree", "disagree"),
}


def main() -> None:
    """Write the files."""
    code = open_library([]).code(CODE)
    parts = [part for part in code.provisions if part.kind == "action"][:PARTS]
    chance = random.Random("a county that does not exist")  # noqa: S311 - invented findings need no secrecy
    shutil.rmtree(FOLDER, ignore_errors=True)
    for place in PLACES:
        (FOLDER / place).mkdir(parents=True)
        for number in range(1, EACH + 1):
            name = f"{place.capitalize()} {number}"
            found = [chance.choices(FINDINGS, weights)[0] for weights in WEIGHTS]
            published = PublishedRound(
                assessment=sha256(name.encode()).hexdigest()[:32],
                round=1,
                edition=1,
                state="published",
                area=name,
                code=CODE,
                code_digest=code_digest(code),
                opened="2026-03-02",
                closed="2026-03-30",
                rule="by organisation",
                scale="agree4",
                method=2,
                findings=tuple(
                    PublishedFinding(
                        part.id,
                        content_digest(part),
                        finding,
                        tuple(
                            PublishedSide(side, words, 2, 0)
                            for side, words in zip(("public", "third"), WORDS[finding], strict=True)
                        ),
                    )
                    for part, finding in zip(parts, found, strict=True)
                ),
            )
            path = FOLDER / place / f"findings-{published.assessment[:12]}-round-1.jsonl"
            path.write_bytes(as_lines(published))


if __name__ == "__main__":
    main()
