"""`compacts assess rehearse`: what each rule would reveal, and nothing is written."""

from pathlib import Path

from cli.running import run_here


def test_nothing_is_written(riverside: str) -> None:
    """The folder has the same files with the same bytes afterwards, in text and as data, twice the same."""
    before = {path: path.read_bytes() for path in Path(riverside).rglob("*") if path.is_file()}
    first = run_here("assess", "rehearse", riverside)
    assert first == run_here("assess", "rehearse", riverside)
    assert (first.code, first.err) == (0, "")
    assert "What everybody would learn of Riverside Council" in first.out
    data = run_here("assess", "rehearse", riverside, "--json").json["rehearsal"]
    assert data["organisation"] == "Riverside Council"
    assert data["rules"][0]["person"][0] == "strongly disagree (person 1)"
    assert {path: path.read_bytes() for path in Path(riverside).rglob("*") if path.is_file()} == before


def test_before_a_rule_is_chosen(riverside: str) -> None:
    """A folder without a rule can be rehearsed, and nothing else can be done with it."""
    path = Path(riverside, "partnership.toml")
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("visibility")), encoding="utf-8")
    assert run_here("assess", "show", riverside).code != 0
    assert run_here("assess", "rehearse", riverside).code == 0


def test_what_is_wrong(riverside: str) -> None:
    """A folder that is none, an organisation without a side, and both at once are told."""
    assert run_here("assess", "rehearse", "nowhere").code == 3
    assert run_here("assess", "rehearse", "--organisation", "Ash").err.startswith("'Ash' does not say which")
    both = run_here("assess", "rehearse", riverside, "--organisation", "public: Ash")
    assert (both.code, both.err.splitlines()[0]) == (2, "Name a folder or organisations, not both.")
