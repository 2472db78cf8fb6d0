"""The paper on the method says what the program does: version, thresholds, findings, examples."""

import re
from pathlib import Path

from compact_core.assessment.findings import arithmetic, position, visibility
from compact_core.assessment.findings.arithmetic import consensus, to_one_decimal
from compact_core.assessment.findings.findings import FINDINGS

PAPER = (Path(__file__).parents[3] / "docs" / "method.md").read_text(encoding="utf-8")
WORDS = {3: "three", 4: "four", 5: "five"}


def test_the_version_and_the_thresholds_stand_in_the_paper() -> None:
    """Version, HIGH, LOW, FAR, and how many organisations and points are needed are those of the program."""
    assert f"Method version {arithmetic.METHOD}." in PAPER
    assert f"| HIGH | x is {arithmetic.HIGH} or more |" in PAPER
    assert f"| LOW | x is {arithmetic.LOW} or less |" in PAPER
    assert f"| FAR | a difference of {arithmetic.APART} or more," in PAPER
    assert f"## Numbers, from {WORDS[arithmetic.FEWEST]} organisations" in PAPER
    few, many = (WORDS[number] for number in visibility.CHOICES)
    assert f"At least **{few} organisations must have answered on every side**" in PAPER
    assert f"**{many} instead of {few}**" in PAPER
    assert f"a scale of at least **{WORDS[visibility.SHORTEST['by side']]} points**" in PAPER
    assert f"That needs a scale of **{WORDS[visibility.SHORTEST['by organisation']]} points**" in PAPER
    assert f"at {position.MOSTLY_HIGH}, {position.MOSTLY_LOW} or {position.BETWEEN}." in PAPER


def test_the_findings_stand_in_the_paper_in_their_order() -> None:
    """The table of findings has the names and signs of the program, numbered as it tries them."""
    rows = re.findall(r"^\| (\d) \| \*\*(.+?)\*\* \| (.) \|", PAPER, re.MULTILINE)
    assert rows == [(str(place), kind.name, kind.sign) for place, kind in enumerate(FINDINGS, start=1)]
    assert len({kind.sign for kind in FINDINGS}) == len(FINDINGS)


def test_each_example_of_consensus_in_the_paper_is_so() -> None:
    """Every row of the table comes out, to as many decimals as it has."""
    rows = re.findall(r"^\| (\d+(?:, \d+)+) \| ([\d.]+) \|$", PAPER, re.MULTILINE)
    assert len(rows) == 6
    for counts, printed in rows:
        decimals = len(printed.partition(".")[2])
        assert f"{consensus([int(count) for count in counts.split(', ')]):.{decimals}f}" == printed


def test_halves_go_up_as_the_paper_says() -> None:
    """The paper and the program round the same way."""
    assert "to one decimal; halves are rounded up" in PAPER
    assert to_one_decimal(arithmetic.HIGH + arithmetic.LOW / 8) == "0.7"
