"""Two codes of 1,000 parts compared, and pairs suggested where no lineage compares them: CPU time.

    python benchmarks/comparing.py [ROUNDS]

The codes, and the lineage with 3,000 links, are made up before the clock runs.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from timing import cpu_seconds, first_number, quantile

from compact_core.content.digest import content_digest
from compact_core.content.likeness import candidates
from compact_core.content.own_words import own_words
from compact_core.model import Action, Agreement, Code, Header, Source
from compact_core.model.lineage import CodePair, Lineage, LineageLink
from compact_core.reports.code_comparison import compared_codes

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS, LINKS, WORDS = 1_000, 3_000, 18
CHANGED = 0.25
"""The share of words that are others in the second code."""
APART = 333
"""So many parts lie between two that one part is linked to."""
GOAL, GOAL_OF_PAIRS = 0.2, 3.0
ROUNDS = 5


def two_codes(random: Random) -> tuple[Code, Code]:
    """A code, and one in which some words of each part are others."""
    known = ["".join(random.choices("abcdefghilmnoprstu", k=random.randint(3, 9))) for _ in range(3_000)]
    shares = [1 / (position + 5) for position in range(len(known))]
    texts = [random.choices(known, shares, k=WORDS) for _ in range(PARTS)]
    others = [[random.choice(known) if random.random() < CHANGED else word for word in text] for text in texts]
    random.shuffle(others)
    return _code("first", texts), _code("second", others)


def _code(name: str, texts: list[list[str]]) -> Code:
    parts = tuple(Action(id=f"part-{number}", text=f"{' '.join(text)}.") for number, text in enumerate(texts))
    return Code(
        header=Header(id=name, title=name),
        agreement=Agreement(id="agreement", name="Agreement", kind="compact"),
        source=Source(title="Document"),
        parts=parts,
    )


def lineage_of(first: Code, second: Code) -> Lineage:
    """Each part linked to three others, with the digests of all."""
    digests = {f"{code.id}#{part.id}": content_digest(part) for code in (first, second) for part in code.provisions}
    links = []
    for number in range(LINKS):
        source = f"first#part-{number % PARTS}"
        target = f"second#part-{(number + number // PARTS * APART) % PARTS}"
        links.append(
            LineageLink(
                source=(source,),
                target=(target,),
                relation="intersects",
                change="reworded",
                note="It is said in other words.",
                confidence="high",
                source_digests=(digests[source],),
                target_digests=(digests[target],),
            )
        )
    return Lineage(pairs=(CodePair(source="first", target="second"),), links=tuple(links))


def seconds(work: Callable[[], object], rounds: int) -> float:
    """CPU time of some work, the median of some rounds."""
    return quantile([cpu_seconds(work) for _ in range(rounds)], 0.5)


def main() -> None:
    """Print the times."""
    rounds = first_number(ROUNDS)
    random = Random(14)
    first, second = two_codes(random)
    lineage = lineage_of(first, second)
    found = seconds(lambda: compared_codes(first, second, [lineage]), rounds)
    print(f"{PARTS:,} parts, {LINKS:,} links compared: {found:.3f} s of CPU (goal {GOAL} s)")
    marked = seconds(lambda: [row.marked() for row in compared_codes(first, second, [lineage]).rows], rounds)
    print(f"the same with every word that differs marked: {marked:.3f} s of CPU")
    ours, theirs = ({part.id: own_words(part) for part in code.provisions} for code in (first, second))
    suggested = seconds(lambda: candidates(ours, theirs), rounds)
    number = len(candidates(ours, theirs))
    print(f"pairs suggested: {suggested:.2f} s of CPU for {number:,} of {PARTS:,} x {PARTS:,} (goal {GOAL_OF_PAIRS} s)")


if __name__ == "__main__":
    main()
