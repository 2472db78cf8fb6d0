"""Several lineage files: what one says must not contradict what another says."""

from pathlib import Path

import pytest

from cli.running import run_here
from compact_core.content.lineages_together import NamedLineage, check_together
from compact_core.content.write import write_code
from compact_core.model.lineage import CodePair, DroppedEntry, Lineage, LineageLink
from lineages import code_of_actions, lineage_text

SAME = LineageLink(
    source=("a#x",), target=("b#y",), relation="equal", change="kept", note="The same.", confidence="high"
)
LESS = LineageLink(
    source=("a#x",), target=("b#y",), relation="superset", change="weakened", note="Less.", confidence="high"
)
PAIR = (CodePair(source="a", target="b"),)


def told(*lineages: Lineage) -> list[str]:
    """The messages of some files together, each with the number of its file."""
    files = [NamedLineage(f"{number}.toml", one) for number, one in enumerate(lineages)]
    return [f"{number}: {flaw.message}" for number, flaw in check_together(files)]


def test_files_that_agree_are_sound() -> None:
    """The same link in two files is no contradiction, and neither are chains of pairs."""
    chain = Lineage(pairs=(CodePair(source="b", target="c"),))
    assert told(Lineage(pairs=PAIR, links=(SAME,)), Lineage(pairs=PAIR, links=(SAME,)), chain) == []


def test_equal_in_one_file_and_weakened_in_another() -> None:
    """Two files that say different things of the same two provisions."""
    assert told(Lineage(pairs=PAIR, links=(SAME,)), Lineage(pairs=PAIR, links=(LESS,))) == [
        "1: This says superset and weakened, but 0.toml says equal and kept of 'a#x' and 'b#y'."
    ]


def test_dropped_in_one_file_and_linked_in_another() -> None:
    """What has a counterpart in one file has none in another."""
    gone = DroppedEntry(provisions=("a#x",), into="b", note="Gone.")
    assert told(Lineage(pairs=PAIR, dropped=(gone,)), Lineage(pairs=PAIR, links=(SAME,))) == [
        "0: 'a#x' is dropped here, but 1.toml links it to 'b'."
    ]


@pytest.mark.parametrize("last", ["a", "b"])
def test_a_circle_over_files(last: str) -> None:
    """Codes that come before each other, each in a file of its own."""
    pairs = [("a", "b"), ("b", "c"), ("c", last)]
    circle = {"a": "c -> a -> b -> c", "b": "c -> b -> c"}[last]
    assert told(*(Lineage(pairs=(CodePair(source=one, target=other),)) for one, other in pairs)) == [
        f"2: These codes come before each other in a circle: {circle}."
    ]


def test_the_check_tells_it_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both files lie beside their codes, and the second is told with file, line and column."""
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        identity = "x" if name == "a" else "y"
        Path(f"{name}.toml").write_text(write_code(code_of_actions(name, {identity: "Share nets."})), "utf-8")
    Path("lineage.toml").write_text(lineage_text(Lineage(pairs=PAIR, links=(SAME,))), "utf-8")
    Path("other.lineage.toml").write_text(lineage_text(Lineage(pairs=PAIR, links=(LESS,))), "utf-8")
    done = run_here("check", ".")
    assert done.code == 1
    assert "other.lineage.toml:7:1: This says superset and weakened, but lineage.toml says" in done.out
