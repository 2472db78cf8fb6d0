"""``compacts compare`` and ``compacts lineage``: two codes side by side, and what a person has to look at."""

from pathlib import Path

import pytest

from cli.running import run_here
from compact_core.content.write import write_code
from lineages import code_of_actions

OLD, NEW, LEAFLET = "leeds-partnership-2003", "leeds-working-together-2017", "leeds-partnership-2003-leaflet"
THEIRS = code_of_actions(
    "theirs", {"a": "Share all the minutes of meetings.", "b": "Answer letters quickly.", "c": "Pay on time."}, "2001"
)
OURS = code_of_actions(
    "ours", {"x": "Share minutes of meetings.", "y": "Answer letters quickly.", "z": "Plant an oak."}, "2020"
)


@pytest.fixture
def area(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's codes folder with two codes of which no lineage speaks; commands run in it."""
    folder = here / "codes"
    for code in (THEIRS, OURS):
        (folder / f"{code.id}.toml").write_text(write_code(code), "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.usefixtures("here")
def test_what_one_code_promised_and_another_does_not() -> None:
    """One view, by name or by its verdicts; the numbers are those of the whole."""
    done = run_here("compare", OLD, NEW, "--only", "promised")
    assert (done.code, done.err) == (0, "")
    assert done == run_here("compare", OLD, NEW, "--only", "dropped,weakened")
    headings = [line.partition(":")[0] for line in done.out.splitlines() if line.startswith(("Dropped:", "Weaker:"))]
    assert sorted(set(headings)) == ["Dropped", "Weaker"]
    assert "In short: 0 kept, 5 reworded, 7 weaker, 7 stronger, 43 dropped, 13 new" in done.out
    assert "Reworded:" not in done.out


@pytest.mark.usefixtures("here")
def test_the_formats_say_the_same(tmp_path: Path) -> None:
    """As many rows in each; HTML goes to a file that is never written over."""
    rows = run_here("compare", OLD, NEW, "--json").json["rows"]
    assert run_here("compare", OLD, NEW, "--format", "markdown").out.count("\n## ") == len(rows)
    file = tmp_path / "changed.html"
    assert run_here("compare", OLD, NEW, "--format", "html", "-o", str(file)).out == f"{file}\n"
    assert file.read_text("utf-8").count('<li class="row') == len(rows)
    again = run_here("compare", OLD, NEW, "--format", "html", "-o", str(file))
    assert (again.code, "is already there" in again.err) == (2, True)


@pytest.mark.usefixtures("here")
def test_a_chain_says_so() -> None:
    """The leaflet and the code of 2017 are compared over the full code."""
    data = run_here("compare", LEAFLET, NEW, "--json").json
    assert (data["schema_version"], data["made_from"], data["through"]) == (1, "chain", [OLD])
    assert f"This follows over {OLD}:" in " ".join(run_here("compare", LEAFLET, NEW).out.split())


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((OLD, "leeds-2017"), 3, "There is no code called 'leeds-2017'."),
        ((OLD, OLD), 2, f"'{OLD}' is named twice. Name two different codes."),
        ((f"{OLD}#8b", NEW), 2, f"'{OLD}#8b' names a part. Whole codes are compared: leave out # and what follows."),
        ((OLD, NEW, "--only", "drop"), 2, "'drop' is not a verdict. Did you mean 'dropped'?"),
        ((OLD,), 2, "Missing argument 'OTHER'."),
    ],
)
def test_what_cannot_be_compared_is_told(arguments: tuple[str, ...], code: int, message: str) -> None:
    """Each with what was found, and what to do."""
    done = run_here("compare", *arguments)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


@pytest.mark.usefixtures("area")
def test_without_a_lineage_pairs_are_suggested() -> None:
    """They are marked, the older code stands first, and the message says how to go on."""
    done = run_here("compare", "ours", "theirs")
    assert done.code == 0
    assert "From: Code theirs (code of practice, 2001)" in done.out
    assert "Suggested (very like): Answer letters quickly." in done.out
    assert "compacts lineage suggest theirs ours -o ours.lineage.toml" in done.err


@pytest.mark.usefixtures("area")
def test_codes_that_have_nothing_in_common() -> None:
    """Where no words are like, that is said, and nothing is suggested."""
    done = run_here("compare", "ours", LEAFLET)
    said = "No lineage compares these codes, and no words of theirs are like enough to suggest anything."
    assert (done.code, done.err) == (0, f"{said}\n")
    assert said in " ".join(done.out.split())


def test_from_suggestions_to_a_comparison(area: Path) -> None:
    """A draft is written, passes the check with warnings, is gone through, and then compares the two codes."""
    assert run_here("lineage", "suggest", "theirs", "ours", "-o", "ours.lineage.toml").code == 0
    again = run_here("lineage", "suggest", "theirs", "ours", "-o", "ours.lineage.toml")
    assert (again.code, "is already there" in again.err) == (2, True)
    checked = run_here("check", ".")
    assert (checked.code, "2 suggestions wait for somebody to look at" in checked.out) == (0, True)
    drafted = run_here("compare", "theirs", "ours", "--json").json
    assert [row["verdict"] for row in drafted["rows"]] == ["suggested", "suggested", "unknown", "unknown"]
    waiting = run_here("lineage", "review", "ours.lineage.toml")
    assert waiting.code == 1
    assert "1. Suggested, like: superset, reworded (line 12)" in waiting.out
    assert "From: Share [all the] minutes of meetings. (theirs#a)" in waiting.out
    assert "2 entries to look at." in waiting.out
    words = ("--relation", "superset", "--change", "weakened", "--note", "Not all of them.", "--confidence", "high")
    assert run_here("lineage", "review", "ours.lineage.toml", "--accept", "1", *words).code == 1
    done = run_here("lineage", "review", "ours.lineage.toml", "--accept", "1")
    assert (done.code, done.out.splitlines()[-1]) == (0, "Nothing is left to look at.")
    rows = run_here("compare", "theirs", "ours", "--json").json["rows"]
    assert [(row["verdict"], row["confidence"]) for row in rows] == [
        ("weaker", "high"),
        ("kept", "medium"),
        ("unknown", ""),
        ("unknown", ""),
    ]
    ours = area / "ours.toml"
    ours.write_text(ours.read_text("utf-8").replace("Share minutes", "Share the minutes"), "utf-8")
    assert "so the link is suspect" in run_here("check", ".").out
    suspect = run_here("lineage", "review", "ours.lineage.toml", "--json").json["entries"]
    assert [(one["number"], one["changed"]) for one in suspect] == [(1, ["ours#x"])]
    assert run_here("compare", "theirs", "ours", "--json").json["rows"][0]["suspect"]
    assert run_here("lineage", "review", "ours.lineage.toml", "--confirm", "all").code == 0
    assert "suspect" not in run_here("check", ".").out
    assert not run_here("compare", "theirs", "ours", "--json").json["rows"][0]["suspect"]


@pytest.mark.usefixtures("area")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("suggest", "theirs", "theirs"), 2, "'theirs' is named twice."),
        (("suggest", "theirs", "nowhere"), 3, "There is no code called 'nowhere'."),
        (("suggest", "theirs", "ours", "-o", "draft.txt"), 2, "It must end with .toml."),
        (("review", "nowhere.toml"), 3, "nowhere.toml: There is no such file."),
        (("review", "ours.toml"), 3, "ours.toml:1:1: The file does not say which codes it compares."),
        (("review", "ours.lineage.toml", "--accept", "9"), 3, "There is no entry 9. 2 entries wait in this file."),
        (("review", "ours.lineage.toml", "--relation", "same"), 2, "'same' is not a relation. Allowed: equal,"),
        (("review", "ours.lineage.toml", "--accept", "1", "--reject", "1"), 2, "Entry 1 is accepted and rejected."),
    ],
)
def test_what_cannot_be_gone_through_is_told(arguments: tuple[str, ...], code: int, message: str) -> None:
    """Each with what was found, and what is allowed."""
    run_here("lineage", "suggest", "theirs", "ours", "-o", "ours.lineage.toml")
    done = run_here("lineage", *arguments)
    assert (done.code, message in done.err) == (code, True), done.err


@pytest.mark.usefixtures("area")
def test_any_name_of_a_draft_can_be_gone_through() -> None:
    """A draft whose name no library looks for is told of, and can be reviewed and rejected."""
    done = run_here("lineage", "suggest", "theirs", "ours", "-o", "draft.toml")
    assert "Name the file lineage.toml, or let its name end with .lineage.toml" in done.err
    assert run_here("lineage", "review", "draft.toml", "--reject", "1", "--reject", "2").code == 0
    assert run_here("lineage", "suggest", "theirs", "ours").out.startswith("# Which provisions of two codes")


def test_without_a_name_the_file_of_the_codes_folder_is_meant(area: Path) -> None:
    """One is taken at once; of several each is named with what waits; none is told."""
    none = run_here("lineage", "review")
    assert (none.code, none.err) == (3, f"There is no lineage file in {area}. Name one.\n")
    run_here("lineage", "suggest", "theirs", "ours", "-o", "ours.lineage.toml")
    assert run_here("lineage", "review").out == run_here("lineage", "review", ".").out
    assert run_here("lineage", "review").out == run_here("lineage", "review", "ours.lineage.toml").out
    run_here("lineage", "suggest", "theirs", LEAFLET, "-o", "leaflet.lineage.toml")
    several = run_here("lineage", "review")
    assert (several.code, several.out.splitlines()) == (
        1,
        [
            f"{area / 'leaflet.lineage.toml'}: 1 entry to look at.",
            f"{area / 'ours.lineage.toml'}: 2 entries to look at.",
        ],
    )
    assert "Name one of them." in run_here("lineage", "review", "--confirm", "all").err
