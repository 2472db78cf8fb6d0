"""A whole assessment in a cloud folder, by two people at two computers who do not wait for each other."""

import re
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from cli.assess.beginning import ITEMS, SMALL, codes, read
from cli.assess.sending import all_four, answers, send
from cli.running import Done, run_here
from clouds import MANNERS, Cloud, Names, is_refused
from compact_core.assessment.records.answering import AnswerBook


class Desk:
    """A computer with the shared folder, and the assessment ``harbour`` in it."""

    def __init__(self, folder: Path) -> None:
        """Begin with an empty folder."""
        folder.mkdir()
        self.folder = folder

    def types(self, *words: str) -> Done:
        """Type a command in the shared folder."""
        with chdir(self.folder):
            return run_here(*words)

    def does(self, *words: str) -> Done:
        """Type a command that must come to a good end."""
        done = self.types(*words)
        assert done.code == 0, done.err
        return done

    def says(self, invitee: str, item: str, point: int, number: int = 1) -> None:
        """Key in an answer, which is acknowledged when this ends."""
        with chdir(self.folder):
            AnswerBook(read(), number, invitee).answer(item, "point", point)

    def said(self, invitee: str, number: int = 1) -> dict[str, int]:
        """The points that somebody's file holds."""
        with chdir(self.folder):
            responses = {one.invitee: one for one in read().rounds[number - 1].responses}
        return {answer.item: answer.point for answer in responses[invitee].answers}

    def collects(self, invitee: str, point: int) -> None:
        """Bring in an answers file that came by mail."""
        with chdir(self.folder):
            name = send(str(self.folder.parent / "came-by-mail.json"), answers(invitee, all_four(point)))
        self.does("assess", "collect", "harbour", name)

    def copies(self) -> list[str]:
        """The conflict copies of files that count."""
        found = [path for path in self.folder.rglob("*.toml") if re.search("LAPTOP|onflict|[(]1[)]", path.name)]
        return sorted(str(path.relative_to(self.folder)) for path in found)

    def finds_a_copy_of(self, name: str) -> str:
        """What the one conflict copy holds; it is named with what to do, and then removed."""
        (copy,) = self.copies()
        assert (
            f"{copy}: warning: This is not one of the files of an assessment, so nothing in it counts. "
            "It may be a copy that a sync program made. Copy over what is missing, then remove it."
        ) in self.types("assess", "status", "harbour").err
        assert Path(copy).name.startswith(Path(name).stem)
        text = (self.folder / copy).read_text("utf-8")
        self.removes(copy)
        return text

    def removes(self, copy: str) -> None:
        """Remove a file by hand."""
        (self.folder / copy).unlink()


@pytest.fixture
def names(here: Path) -> Iterator[Names]:
    """Every name that is given to anything in the working folder."""
    found = Names(here)
    yield found
    found.end()


@pytest.fixture
def cloud(request: pytest.FixtureRequest) -> Cloud:
    """A cloud with the manners of the one that is named."""
    return Cloud(MANNERS[request.param])


_FIRST, _SECOND, *_OTHERS = MANNERS


@pytest.mark.parametrize(
    "cloud", [_FIRST, _SECOND, *(pytest.param(name, marks=pytest.mark.soak) for name in _OTHERS)], indirect=True
)
def test_a_whole_assessment_in_a_cloud_folder(here: Path, names: Names, cloud: Cloud) -> None:
    """Whatever the cloud makes of it: no acknowledged answer is lost, copies are named with what to do, and all ends.

    Anna and Ben change the same files before the cloud has carried them. Then Anna erases somebody.
    """
    anna, ben = Desk(here / "anna"), Desk(here / "ben")
    anna.does(*SMALL)
    cloud.carry(anna.folder, ben.folder)
    anna.does("assess", "form", "harbour", "--kind", "all")
    with chdir(anna.folder):
        people = codes()
    both_bring_in_answers(anna, ben, cloud, people)
    one_closes_while_the_other_asks(anna, ben, cloud, people[-1])
    both_plan(anna, ben, cloud)
    both_ask_again_and_one_erases(anna, ben, cloud, people[0])
    assert ben.said(people[1]) == all_four(3)
    assert {"anna/harbour/lock.tmp", "ben/harbour/round-1/plan.toml.tmp"} <= names.given
    assert {name for name in names.given if is_refused(name)} == set()
    assert not [name for name in cloud.files if Path(name).name.startswith(("lock", "."))]


def both_bring_in_answers(anna: Desk, ben: Desk, cloud: Cloud, people: list[str]) -> None:
    """Of two files of one person's answers one is renamed; it is named, and brought in."""
    first, second, kite, _ = people
    anna.says(first, ITEMS[0], 4)
    ben.says(first, ITEMS[1], 1)
    anna.collects(second, 3)
    ben.collects(kite, 2)
    cloud.carry(anna.folder, ben.folder, anna.folder)
    (copy,) = anna.copies()
    assert [copy] == ben.copies()
    assert (
        f"{copy}: warning: This is not the file of anybody who is asked in this round, so no answer in it counts. "
        "If it holds answers, bring them in with 'compacts assess collect', then remove it."
    ) in anna.types("assess", "status", "harbour").err
    anna.does("assess", "collect", "harbour", copy)
    anna.removes(copy)
    cloud.carry(anna.folder, ben.folder)
    for desk in (anna, ben):
        assert desk.said(first) == {ITEMS[0]: 4, ITEMS[1]: 1}
        assert (desk.said(second), desk.said(kite)) == (all_four(3), all_four(2))


def one_closes_while_the_other_asks(anna: Desk, ben: Desk, cloud: Cloud, last: str) -> None:
    """Of two versions of the round one is renamed, and named; what came in meanwhile is there."""
    ben.collects(last, 1)
    ben.does("assess", "invite", "harbour", "Kite Club")
    anna.does("assess", "close", "harbour")
    cloud.carry(anna.folder, ben.folder, anna.folder)
    anna.finds_a_copy_of("round.toml")
    assert anna.said(last) == all_four(1)


def both_plan(anna: Desk, ben: Desk, cloud: Cloud) -> None:
    """Of two plans one is renamed, and named; each line stands in one of them."""
    lines = ((anna, "We meet monthly."), (ben, "We write shorter letters."))
    for desk, what in lines:
        desk.does("assess", "plan", "add", "harbour", what, "--owner", "all", "--due", "2999")
    anna.does("assess", "report", "harbour", "-o", "harbour/result.html")
    cloud.carry(anna.folder, ben.folder, anna.folder)
    plan = (anna.folder / "harbour" / "round-1" / "plan.toml").read_text() + anna.finds_a_copy_of("plan.toml")
    assert [what for _, what in lines if what not in plan] == []


def both_ask_again_and_one_erases(anna: Desk, ben: Desk, cloud: Cloud, code: str) -> None:
    """Answers and forms of a person go, their conflict copies too; everything else that tells of her is named."""
    anna.does("assess", "round", "harbour", "--closes", "2999-12-31", "--yes")
    anna.does("assess", "form", "harbour", "--kind", "all")
    cloud.carry(anna.folder, ben.folder)
    for desk, point in ((anna, 2), (ben, 3)):
        desk.says(code, ITEMS[2], point)
        form = desk.folder / "harbour" / "round-1" / "forms" / f"form-{code}-round-1.html"
        form.write_text(f"{form.read_text('utf-8')}<!-- opened {point} times -->", encoding="utf-8")
    cloud.carry(anna.folder, ben.folder, anna.folder)
    assert [path for path in anna.copies() if code in path] != []
    erased = anna.types("assess", "erase", "harbour", code, "--yes")
    cloud.carry(anna.folder, ben.folder)
    for desk in (anna, ben):
        left = [path for path in desk.folder.rglob("*") if path.is_file() and tells_of(code, path)]
        assert [path for path in left if path.parent.name in {"responses", "forms"}] == []
        told = "Look at it yourself: {}. "
        assert [path for path in left if told.format(path.relative_to(desk.folder)) not in erased.out] == []


def tells_of(code: str, path: Path) -> bool:
    """Whether a file is named for a person, or holds the person's code."""
    return code in path.name or code.encode() in path.read_bytes()
