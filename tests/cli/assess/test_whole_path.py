"""The one path, by plain commands: from a new assessment to the report of round two.

What people answer and plan is that of the worked example, so what is found must be the same, too.
"""

import json
from collections.abc import Sequence
from contextlib import chdir
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pytest

from cli.assess.filling import EXAMPLE, answers_file, filled_sheet, keys, record
from cli.running import COMMAND, Done, environment, run_here
from compact_core.assessment.partnership import PlanLine, Round
from compact_core.assessment.responses import Response
from programs import finished

NAME = "riverside-health"
SAME = (
    *("items", "profiles", "talk_first", "strengths", "needs_work", "settled", "agenda", "said", "plan"),
    *("fairness", "quotes"),
)
"""The parts of a result that must be those of the example."""
HIDDEN = (
    "Round 1 is still open, and its results stay hidden until it is closed. Answered so far: Riverside Council, "
    "Riverside NHS Trust and Mill Lane Carers; not yet: Open Boat. Close it first.\n"
)


class Desk:
    """A folder in which somebody types commands."""

    def __init__(self, folder: Path, home: Path) -> None:
        """Sit down at an empty folder."""
        self.folder = folder
        self.home = home

    def types(self, *words: str, plugins: str = "none") -> Done:
        """Type a command."""
        with chdir(self.folder), pytest.MonkeyPatch.context() as patch:
            patch.setenv("COMPACTS_HOME", str(self.home))
            patch.setenv("COMPACTS_PLUGINS", plugins)
            return run_here("assess", *words)

    def keys_in(self, *words: str, keyed: Sequence[str]) -> None:
        """Type a command, in a process of its own, and the keys that it asks for."""
        typed = "".join(f"{key}\n" for key in keyed)
        finished([*COMMAND, "assess", *words], cwd=self.folder, env=environment(self.home), typed=typed, check=True)

    def does(self, *words: str) -> Done:
        """Type a command that must come to a good end."""
        done = self.types(*words)
        assert done.code == 0, done.err
        return done

    def answers(self, number: int, files: Sequence[str], papers: Sequence[int] = ()) -> None:
        """Bring in what people say in the example: as files of these kinds, and by keys from paper."""
        asked = record(self.folder / NAME, number).asked
        forms = self.folder / NAME / f"round-{number}" / "forms"
        people = list(zip(asked.invitees, _said(asked), strict=True))
        made = []
        for place, kind in enumerate(files):
            invitee, said = people[place]
            if kind == "page":
                made.append(answers_file(forms / f"form-{invitee.code}-round-{number}.html", said))
            elif kind == "sheet":
                made.append(filled_sheet(forms / f"sheet-{invitee.code}-round-{number}.csv", said))
        if made:
            self.does("collect", NAME, *reversed(made))
        for place in papers:
            invitee, said = people[place]
            self.keys_in("key-in", NAME, invitee.code, keyed=keys(said, [row.item for row in asked.rows]))

    def plans(self, number: int) -> None:
        """Type the lines of the example's plan."""
        for line in record(EXAMPLE, number).plan.lines:
            self.does("plan", "add", NAME, line.what, *_options(line))

    def result(self, number: int) -> dict[str, Any]:
        """Ask for a result as data."""
        data: dict[str, Any] = self.does("show", NAME, "--round", str(number), "--json").json["result"]
        return data


def _said(asked: Round) -> list[Response]:
    """What the people of the example answered, in the order of the invitees, to the items as they are named here."""
    example = record(EXAMPLE, asked.number)
    items = {then.item: now.item for then, now in zip(example.asked.said, asked.said, strict=True)}
    said = {
        one.invitee: replace(
            one, answers=tuple(replace(each, item=items.get(each.item, each.item)) for each in one.answers)
        )
        for one in example.responses
    }
    return [said[one.code] for one in example.asked.invitees]


def _options(line: PlanLine) -> list[str]:
    texts = {"due": line.due, "support": line.support, "sign": line.sign, "learning": line.learning}
    options = [word for key, text in texts.items() if text for word in (f"--{key}", text)]
    items = [word for item in line.items for word in ("--item", item)]
    return ["--owner", ",".join(line.owners), "--kind", line.kind, "--state", line.state, *options, *items]


def _first_round(desk: Desk) -> None:
    begun = desk.does(
        *("new", "--name", "Riverside health", "--form", "task-based", "--code", "leeds-working-together-2017"),
        *("--organisation", "public: Riverside Council, 3 people", "--organisation", "public: Riverside NHS Trust, 2"),
        *("--organisation", "third: Mill Lane Carers", "--organisation", "third: Open Boat"),
        *("--small", "Mill Lane Carers", "--small", "Open Boat", "--visibility", "by organisation"),
        *("--collector", "Riverside Volunteer Centre, partnership adviser", "--rows", "all"),
        *("--chosen-by", "Riverside Council, Mill Lane Carers", "--closes", "2099-12-31"),
    )
    assert begun.out == f"{NAME}\n"
    assert (
        "  Public sector: 5 people, 85 minutes together\n  Third sector: 2 people, 34 minutes together\n" in begun.err
    )
    desk.does("form", NAME, "--kind", "all")
    desk.answers(1, ["page", "page", "page", "sheet", "sheet"], papers=[5])
    assert desk.types("show", NAME) == (3, "", HIDDEN)
    desk.answers(1, [], papers=[6])
    assert "not responded" not in desk.does("close", NAME).err


def _meet(desk: Desk) -> None:
    met = record(EXAMPLE, 1).meeting
    desk.does("meeting", "begin", NAME, "--held", met.held, "--present", "all")
    for vote in met.votes:
        desk.does("meeting", "votes", NAME, vote.organisation, *vote.items)
    for one in met.outcomes:
        said = [
            word for each in met.statements if each.item == one.item for word in ("--says", f"{each.side}: {each.text}")
        ]
        if one.result == "agreed to disagree":
            desk.does("meeting", "disagree", NAME, one.item, *said, "--review", one.review)
        else:
            desk.does("meeting", "agree" if one.result == "agreed" else "park", NAME, one.item, one.note)
    desk.plans(1)


def _second_round(desk: Desk) -> None:
    """One organisation more, one fewer; the newcomers' answers come last."""
    asked = desk.does(
        *("round", NAME, "--joins", "third: Lantern Befriending, 2 people", "--small", "Lantern Befriending"),
        *("--leaves", "Open Boat", "--closes", "2099-12-31", "--chosen-by", "Riverside Council, Mill Lane Carers"),
    )
    assert "Joined: Lantern Befriending.\nLeft: Open Boat.\n" in asked.err
    desk.does("form", NAME)
    desk.answers(2, ["page"] * 6)
    desk.answers(2, [""] * 6 + ["page"] * 2)
    assert "not responded" not in desk.does("close", NAME).err
    desk.plans(2)


@pytest.fixture(scope="module")
def desk(library_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Both rounds, typed once; every test looks at what came of it."""
    desk = Desk(tmp_path_factory.mktemp("desk"), library_home)
    _first_round(desk)
    _meet(desk)
    _second_round(desk)
    return desk


@pytest.mark.parametrize("number", [1, 2])
def test_the_findings_are_those_of_the_example(desk: Desk, number: int) -> None:
    """Whichever way answers came in, and in whatever order: findings, comments, settled items and plan are the same."""
    expected = desk.does("show", str(EXAMPLE), "--round", str(number), "--json").json["result"]
    found = desk.result(number)
    names = zip(record(EXAMPLE, number).asked.said, record(desk.folder / NAME, number).asked.said, strict=True)
    text = json.dumps(expected)
    for then, now in names:
        text = text.replace(f'"{then.item}"', f'"{now.item}"')
    expected = json.loads(text)
    assert {key: found[key] for key in SAME} == {key: expected[key] for key in SAME}


def test_the_second_round_begins_with_what_partners_said(desk: Desk) -> None:
    """The lines of the plan come first, numbered apart; each side confirms or denies them."""
    found = desk.result(2)
    numbers = [f"W{place + 1}" for place in range(len(record(EXAMPLE, 1).plan.lines))]
    items = [str(place + 1) for place in range(len(record(EXAMPLE, 1).asked.rows))]
    assert [one["number"] for one in found["items"]] == [*numbers, *items]
    assert [one["sides"] for one in found["said"]] == [
        ["confirmed", "confirmed"],
        ["confirmed", "denied"],
        ["confirmed", "confirmed"],
        ["denied", "denied"],
        ["confirmed", "confirmed"],
    ]


def test_the_worked_items(desk: Desk) -> None:
    """The three worked items of the method come out as it says, from the places that are told by organisation."""
    items = {one["id"]: one for one in desk.result(1)["items"]}
    told = {one: items[one]["finding"]["words"] for one in items}
    assert told["forming-aims"] == "agreed strength"
    assert told["sustaining-power"] == "sides differ"
    assert told["forming-decisions"] == "split inside a side"
    assert items["sustaining-power"]["summary"] == (
        "Public sector rates it higher: agree, against disagree; 2 of 2 and 2 of 2 voices"
    )
    assert "1 of 2 voices, Open Boat doesn't know" in items["forming-decisions"]["summary"]
    assert {one["finding"]["words"] for one in items.values()} == {
        "set aside",
        "not enough known",
        "sides differ",
        "split inside a side",
        "agreed strength",
        "agreed, needs work",
        "differ in degree",
    }


def test_what_became_of_it(desk: Desk) -> None:
    """Round two is compared by the three organisations that answered both; who came and went is listed."""
    comparison = desk.result(2)["comparison"]
    moved = {one["item"]["id"]: (one["before"]["words"], one["movement"]) for one in comparison["items"]}
    assert moved["forming-sharing-decisions"] == ("agreed, needs work", "2 up, 1 same, 0 down")
    assert moved["sustaining-power"] == ("sides differ", "1 up, 1 same, 1 down")
    assert comparison["notes"][:2] == ["Joined since: Lantern Befriending.", "No longer asked: Open Boat."]


def test_what_is_sent_again_after_closing_changes_nothing(desk: Desk) -> None:
    """Everybody answered in time; a page that comes a second time when results can be seen changes none."""
    before = desk.result(2)
    assert before["warnings"] == []
    desk.answers(2, [""] * 7 + ["page"])
    assert desk.result(2) == before


def test_how_the_plan_is_shared_out(desk: Desk) -> None:
    """Five lines, an ending among them, and what is unfair about those still to do."""
    plan = desk.does("plan", "list", NAME, "--round", "1", "--json").json
    assert [(one["kind"], one["state"]) for one in plan["lines"]] == [
        ("action", "done"),
        ("action", "done"),
        ("action", "under way"),
        ("action", "to do"),
        ("step down", "done"),
    ]
    assert plan["fairness"] == [
        "Mill Lane Carers is small and has a part in 2 of the 2 lines that are still to be done.",
        (
            "A small organisation works, and no support for it is written down, on 1 line: "
            "Write one page on how to complain, with somebody from outside to turn to."
        ),
    ]


def test_reports(desk: Desk) -> None:
    """Every report holds what matters: findings, movements, the plan; and nothing that was said in confidence."""
    for number in (1, 2):
        for ending in ("html", "md", "csv", "json"):
            file = f"result-{number}.{ending}"
            desk.does("report", NAME, "--round", str(number), "-o", file, "--replace")
            text = (desk.folder / file).read_text(encoding="utf-8")
            assert "Differences in power and capacity" in text
            assert "ranking" in text
            assert ("2 up, 1 same, 0 down" in text) == (number == 2)
            assert ("hands its rota to Mill Lane Carers" in text) == (number == 2 or ending != "csv")
            assert "We do not dare to complain" not in text


@pytest.mark.skipif(not find_spec("compacts_word"), reason="compacts-word is not installed")
def test_a_report_in_word(desk: Desk) -> None:
    """With the package for Word, the report is a document of Word, too."""
    done = desk.types("report", NAME, "-o", "result.docx", "--replace", plugins="")
    assert (done.code, done.out) == (0, "result.docx\n")
    assert is_zipfile(desk.folder / "result.docx")
