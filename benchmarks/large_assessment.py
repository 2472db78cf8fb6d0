"""An assessment of 200 people: its first frame against the Library's, and how long bringing in 200 forms takes.

    python benchmarks/large_assessment.py [ROUNDS]

The interface is started by its real command in a terminal, and timed until the overview of the assessment is painted.
Forms are brought in by the real command, as a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

from first_frame import BROWSE, first_frame
from timing import first_number, in_turn, quantile, tell

from compact_core.assessment.asking import asked_digest
from compact_core.assessment.partnership import Organisation, Partnership, Round, Side
from compact_core.assessment.records.answering import answers_file
from compact_core.assessment.records.saving import create
from compact_core.assessment.responses import Answer, Response
from compact_core.assessment.setup.beginning import first_round, invitees_for, items_to_judge, rows_of
from compact_core.library.opening import open_library
from compact_core.model.scales import SCALES

CODE = "leeds-working-together-2017"
PEOPLE, ORGANISATIONS = 200, 20
GOAL_OF_FRAME, GOAL_OF_COLLECTING = 1.5, 2.0
ROUNDS = 20

OVERVIEW = BROWSE.replace(
    """    from compact_tui.app import CompactsApp
    on_ready = CompactsApp.on_ready

    def signal(app):
        on_ready(app)
        app.call_after_refresh(os.write, ready, b"!")

    CompactsApp.on_ready = signal
""",
    """    from compact_tui.assessment.assessment_screen import AssessmentScreen
    resume = AssessmentScreen.on_screen_resume

    def signal(screen):
        resume(screen)
        screen.call_after_refresh(os.write, ready, b"!")

    AssessmentScreen.on_screen_resume = signal
""",
)


def made(folder: Path) -> Round:
    """A large assessment, with nobody's answers."""
    code = open_library().code(CODE)
    partnership = Partnership(
        id="large",
        name="Large",
        code=CODE,
        visibility="by organisation",
        sides=(Side(id="public", name="Public"), Side(id="third", name="Third")),
        organisations=tuple(
            Organisation(id=f"org-{number}", name=f"Organisation {number}", side="third" if number % 2 else "public")
            for number in range(ORGANISATIONS)
        ),
    )
    invitees = invitees_for((f"org-{number % ORGANISATIONS}", False) for number in range(PEOPLE))
    rows = rows_of(items_to_judge(code, "informal"))
    asked = replace(first_round(partnership, SCALES["agree4"], invitees, rows), collector="Organisation 1, adviser")
    create(str(folder), partnership, asked)
    return asked


def fill_in(asked: Round, folder: Path) -> None:
    """The forms of everybody, filled in."""
    random = Random(1)
    folder.mkdir()
    for invitee in asked.invitees:
        answers = tuple(
            Answer(item=row.item, says="point", point=random.randint(1, 4), given="2026-03-01T09:30:00Z")
            for row in asked.rows
        )
        response = Response(
            partnership="large", round=1, code=CODE, invitee=invitee.code, asked=asked_digest(asked), answers=answers
        )
        (folder / f"{invitee.code}.json").write_bytes(answers_file(response))


def collect(folder: Path, forms: Path) -> float:
    """Seconds in which the command brings in all forms."""
    begin = time.perf_counter()
    command = [sys.executable, "-m", "compact_core", "assess", "collect", str(folder), str(forms)]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begin


def main() -> None:
    """Print the ratio and the time."""
    rounds = first_number(ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        os.environ["COMPACTS_HOME"] = str(Path(name, "home"))
        times = []
        for number in range(3):
            folder, forms = (Path(name, f"{kind}-{number}") for kind in ("large", "forms"))
            fill_in(made(folder), forms)
            times.append(collect(folder, forms))
        print(f"Bringing in {PEOPLE} forms: {quantile(times, 0.5):.2f} s (goal {GOAL_OF_COLLECTING} s)")
        ours, theirs = in_turn(
            rounds + 1, lambda: first_frame(OVERVIEW, "--assessment", str(folder)), lambda: first_frame(BROWSE)
        )
        tell(f"First frame of an assessment of {PEOPLE} people", ours[1:], theirs[1:], GOAL_OF_FRAME)


if __name__ == "__main__":
    main()
