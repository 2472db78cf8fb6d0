"""Each mistake in a file of an assessment is told in full: where it is, what was found, what is allowed, what to do.

`tests/data/bad_assessments` holds a sound assessment, and one file a mistake, named for the file that it stands in
for and for the mistake; beside it are the very lines that the whole assessment then gives.
"""

import os
import shutil
from pathlib import Path

import pytest

from compact_core.assessment.records.reading import open_assessment
from samples import BAD, FILES

MISTAKES = sorted(path.stem for path in BAD.glob("*.toml"))


def problems(folder: Path) -> str:
    """Every line that an assessment gives, with the paths below its folder."""
    told = [str(problem) for problem in open_assessment(str(folder)).problems]
    return "".join(f"{line.removeprefix(f'{folder}{os.sep}').replace(os.sep, '/')}\n" for line in told)


def test_a_mistake_is_reported_in_full(tmp_path: Path) -> None:
    """The assessment with a mistake in it gives the lines that stand beside it, all of them and in their order."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    told = {}
    for name in MISTAKES:
        file = FILES[name.partition("-")[0]]
        shutil.copy(BAD / f"{name}.toml", folder / file)
        told[name] = problems(folder)
        shutil.copy(BAD / "sound" / file, folder / file)
    assert told == {name: (BAD / f"{name}.txt").read_text(encoding="utf-8") for name in MISTAKES}


def test_the_assessment_without_them_is_sound() -> None:
    """The assessment that the mistakes are put into has no problem, so what it gives comes from the mistake."""
    assert problems(BAD / "sound") == ""


def test_every_mistake_has_its_lines() -> None:
    """Each mistake has its lines and the other way round, none is without, and there are many of each file."""
    assert sorted(path.stem for path in BAD.glob("*.txt")) == MISTAKES
    assert [name for name in MISTAKES if not (BAD / f"{name}.txt").read_text(encoding="utf-8").strip()] == []
    assert {name.partition("-")[0] for name in MISTAKES} == set(FILES)
    assert len(MISTAKES) >= 60


def test_a_bad_file_of_answers_costs_only_itself(tmp_path: Path) -> None:
    """With an error in one file of answers, the meeting or the plan, the rest of the assessment is still there."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    for name in ("response-no-point", "meeting-unknown-item", "plan-unknown-owner"):
        shutil.copy(BAD / f"{name}.toml", folder / FILES[name.partition("-")[0]])
    assessment, told = open_assessment(str(folder))
    assert assessment is not None
    (record,) = assessment.rounds
    assert (record.responses, record.meeting.outcomes, record.plan.lines) == ((), (), ())
    assert (len(record.unread), record.spoilt) == (1, ("meeting.toml", "plan.toml"))
    assert len(told) == 3


@pytest.mark.parametrize("name", ["partnership-unknown-side", "round-one-point"])
def test_without_partnership_or_round_there_is_no_assessment(name: str, tmp_path: Path) -> None:
    """With an error in the partnership or in a round there are problems and no assessment."""
    folder = shutil.copytree(BAD / "sound", tmp_path / "harbour")
    shutil.copy(BAD / f"{name}.toml", folder / FILES[name.partition("-")[0]])
    assert open_assessment(str(folder)).assessment is None
