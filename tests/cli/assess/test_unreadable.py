"""Answers, meetings and plans that cannot be read: never silent, never taken for none."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment_strategies import one_item
from cli.running import Done, run_alone, run_here
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.partnership import Visibility
from compact_core.assessment.records.saving import create, save_response
from leeds import RECENT
from rights import without_privileges

SIDES = {
    "public": {"council": "A SA", "trust": "A", "police": "A"},
    "third": {"carers": "D", "boat": "D", "lantern": "D", "bridge": "-"},
}
RULES: list[Visibility] = ["named", "by organisation", "by side"]
SPOILT = "harbour/round-1/responses/carers-1.toml:1:1"


def begin(visibility: Visibility, *spoilt: str) -> None:
    """An assessment with its only round closed, some of whose files are spoilt."""
    drawn = one_item(SIDES)
    asked = replace(drawn.round, code=RECENT.id, closed="2026-03-20")
    create("harbour", replace(drawn.partnership, code=RECENT.id, visibility=visibility), asked)
    for one in drawn.responses:
        save_response("harbour", replace(one, code=RECENT.id, asked=asked_digest(asked)))
    for name in spoilt:
        Path("harbour", "round-1", name).write_text("]", encoding="utf-8")


def shown(*command: str) -> Done:
    """What a command on the assessment does."""
    return run_here("assess", command[0], "harbour", *command[1:])


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("visibility", RULES)
def test_the_first_page_names_the_organisation(visibility: Visibility) -> None:
    """Under each rule the page says first whose answers cannot be read; they are not among those who are silent."""
    begin(visibility, "responses/carers-1.toml")
    page = shown("show", "--json").json["result"]
    assert page["warnings"][0] == (
        "Answers of Carers cannot be read (1 file). Nothing of it counts until they are mended. "
        "'compacts assess status' says what is wrong."
    )
    third = page["turnout"][1]
    assert (third["answered"], third["silent"], third["unread"]) == (["Boat", "Lantern"], ["Bridge"], ["Carers"])
    assert "Carers has not responded" not in shown("show").out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("visibility", ["named", "by organisation"])
def test_an_item_says_that_answers_cannot_be_read(visibility: Visibility) -> None:
    """Where organisations are told of, an item says of whose answers nothing is known, beside those who are silent."""
    begin(visibility, "responses/carers-1.toml")
    (item,) = shown("show", "--json").json["result"]["items"]
    assert item["summary"].endswith("3 of 3 and 2 of 2 voices, Carers cannot be read, Bridge has not responded")


@pytest.mark.usefixtures("here")
def test_nothing_of_an_organisation_counts_that_cannot_be_read_whole() -> None:
    """One of two people whose answers are mended later would be given away: until then neither of them counts."""
    begin("by organisation", "responses/council-2.toml")
    (item,) = shown("show", "--json").json["result"]["items"]
    assert item["voices"][0] == {"organisation": "Council", "words": "cannot be read", "people": []}
    assert item["summary"].endswith("2 of 2 and 3 of 3 voices, Council cannot be read, Bridge has not responded")
    assert shown("show", "--json").json["result"]["turnout"][0]["answered"] == ["Trust", "Police"]


@pytest.mark.usefixtures("here")
def test_by_side_nothing_is_found_until_it_is_mended() -> None:
    """By side there are no findings, places or comments while answers cannot be read, and the page says why."""
    begin("by side", "responses/carers-1.toml")
    page = shown("show", "--json").json["result"]
    (item,) = page["items"]
    assert {item["finding"]["words"], *(cell["words"] for cell in item["cells"])} == {"withheld"}
    assert page["warnings"][1] == (
        "No findings are shown until these answers are mended. They are shown by side, and two results, with these "
        "answers and without them, would give away what was answered."
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("visibility", RULES)
def test_status_says_so(visibility: Visibility) -> None:
    """Status names the file, says whose answers cannot be read and how many, and ends with exit code 1; as JSON too."""
    begin(visibility, "responses/carers-1.toml", "plan.toml")
    done = shown("status")
    assert done.code == 1
    assert done.out.endswith(
        "Third sector: 2 of 4 organisations answered, answers of 1 cannot be read\n"
        "  Carers\n    carers-1: answers cannot be read\n"
        "  Boat\n    boat-1: 1 of 1 answered\n"
        "  Lantern\n    lantern-1: 1 of 1 answered\n"
        "  Bridge\n    bridge-1: no answers\n"
    )
    told = done.err.splitlines()
    assert [line.partition(": ")[0] for line in told[:2]] == ["harbour/round-1/plan.toml:1:1", SPOILT]
    assert told[2:] == [
        "What cannot be read does not count until it is mended. What is wrong with it stands above.",
        "To read the result:  compacts assess show harbour",
    ]
    data = shown("status", "--json")
    assert (data.code, data.json["cannot_be_read"]) == (1, ["plan.toml"])
    third = data.json["sides"][1]["organisations"]
    assert [one["invitees"][0]["cannot_be_read"] for one in third] == [True, False, False, False]


def test_a_folder_that_cannot_be_opened_is_not_an_empty_one(here: Path) -> None:
    """Who may not look into the folder of answers is told so, and nobody is said not to have answered."""
    begin("named")
    folder = Path("harbour", "round-1", "responses").resolve()
    folder.chmod(0)
    try:
        before = without_privileges()
        done = run_alone(here, "assess", "status", str(folder.parents[1]), "--json", before=before)
    finally:
        folder.chmod(0o755)
    assert done.err == (
        f"{folder}: The answers in this folder cannot be read: Permission denied. Ask its owner for the right to read "
        "it.\n"
    )
    assert done.code == 1
    people = [one for side in done.json["sides"] for home in side["organisations"] for one in home["invitees"]]
    assert {one["cannot_be_read"] for one in people} == {True}


@pytest.mark.usefixtures("here")
def test_closing_says_so() -> None:
    """Whoever closes a round is told whose answers cannot be read, apart from those who have not responded."""
    begin("by organisation", "responses/carers-1.toml")
    path = Path("harbour", "round-1", "round.toml")
    path.write_text(path.read_text(encoding="utf-8").replace('closed = "2026-03-20"\n', ""), encoding="utf-8")
    hidden = shown("show")
    assert hidden.err.splitlines()[-1] == (
        "Round 1 is still open, and its results stay hidden until it is closed. Answered so far: Council, Trust, "
        "Police, Boat and Lantern; not yet: Bridge; cannot be read: Carers. Close it first."
    )
    before = path.read_bytes()
    assert shown("close").err.splitlines()[2:4] == [
        "Bridge has not responded. The result says so on its first page.",
        "Answers of Carers cannot be read, and do not count until they are mended. The result says so too.",
    ]
    path.write_bytes(before)
    told = shown("close", "--json").json
    assert (told["has_not_responded"], told["cannot_be_read"]) == (["bridge"], ["carers"])


@pytest.mark.usefixtures("here")
def test_a_side_that_cannot_be_read_is_not_said_to_be_silent() -> None:
    """The warning that one side answered for another is not given while answers of that side cannot be read."""
    begin("named", *(f"responses/{one}-1.toml" for one in SIDES["third"]))
    page = shown("show", "--json").json["result"]
    assert page["warnings"] == [
        (
            "Answers of Carers, Boat, Lantern and Bridge cannot be read (4 files). Nothing of them counts until they "
            "are mended. 'compacts assess status' says what is wrong."
        ),
        "The code no longer has 1 item that the round asked about: item.",
    ]
    assert page["items"][0]["summary"].startswith("Not enough known: Third sector cannot be read; ")


@pytest.mark.usefixtures("here")
def test_a_round_with_spoilt_answers_stays_closed() -> None:
    """Its result may have been read before they were spoilt."""
    begin("by side", "responses/carers-1.toml")
    assert shown("close", "--reopen").code == 3


@pytest.mark.usefixtures("here")
def test_a_meeting_or_plan_that_cannot_be_read_is_not_an_empty_one() -> None:
    """The result says what is missing; meeting and plan are refused with what to do, rather than shown as empty."""
    begin("named", "meeting.toml", "plan.toml")
    page = shown("show", "--json").json["result"]
    assert page["warnings"][:2] == [
        "meeting.toml of this round cannot be read, so what the meeting settled is missing here.",
        "plan.toml of this round cannot be read, so the plan is missing here.",
    ]
    assert "The plan cannot be read." in shown("show").out
    hint = "Put it right first: 'compacts assess status' names what is wrong with it."
    for command in (
        ["plan", "list", "harbour"],
        ["plan", "add", "harbour", "Meet."],
        ["plan", "remove", "harbour", "1"],
    ):
        done = run_here("assess", *command)
        assert (done.code, done.out, done.err.splitlines()[-1]) == (
            3,
            "",
            f"plan.toml of round 1 cannot be read. {hint}",
        )
    done = shown("meeting")
    assert (done.code, done.out, done.err.splitlines()[-1]) == (
        3,
        "",
        f"meeting.toml of round 1 cannot be read. {hint}",
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["html", "markdown", "csv", "json"])
def test_every_format_says_so(name: str) -> None:
    """The warning stands in each format, and so does the organisation."""
    begin("by side", "responses/carers-1.toml")
    assert shown("report", "--format", name, "-o", "result").code == 0
    text = Path("result").read_text(encoding="utf-8")
    assert "Answers of Carers cannot be read (1 file)" in text
