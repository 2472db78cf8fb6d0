"""What tests begin with: codes, assessments with answers, forms, and folders of them."""

import os
import time
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from assessment_strategies import Said, case, response
from compact_core import Library, open_library
from compact_core.assessment.asking import asked_digest, time_asked
from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.forms.content import Form, form_of
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, Row, Side
from compact_core.assessment.records.reading import Assessment, open_assessment
from compact_core.assessment.records.saving import create
from compact_core.assessment.responses import Response
from compact_core.content.digest import content_digest
from compact_core.content.read import read_code
from compact_core.model import Action, Agreement, Code, Header, Section, Source
from compact_core.model.scales import SCALES
from compact_core.testing import isolated_home
from leeds import RECENT

DATA = Path(__file__).parent / "data"
OTTERBURY = (DATA / "otterbury.toml").read_text(encoding="utf-8")
"""An invented code that has every part which a command can show."""
FERRY = read_code(DATA / "ferry.toml")
"""An invented accord with every kind of part, clauses in clauses, and parts in no section."""
BUILT_IN = ("leeds-partnership-2003", "leeds-partnership-2003-leaflet", "leeds-working-together-2017")
ORDER_HEAD = """\
[code]
id = "order-test"
title = "Order"

[agreement]
id = "order-a"
name = "Order"
kind = "compact"

[source]
title = "Order"
"""
"""What stands before the parts of a code that only its order matters of; the line with the format comes before it."""
BROKEN = 'format = 2\n[code]\nid = "broken\n'


def small_code(identity: str, title: str = "A code", *, scale: str = "agree4", related: str = "") -> str:
    """The text of a small code of an invented place."""
    links = f'[[related]]\ncode = "{related}"\nrelation = "accompanies"\n' if related else ""
    return f"""\
format = 2
[code]
id = "{identity}"
title = "{title}"
place = "Zembla"
scale = "{scale}"
[agreement]
id = "accord-of-zembla"
name = "Accord of Zembla"
kind = "accord"
[source]
title = "Printed accord"
{links}[[parts]]
kind = "section"
id = "all"
title = "All"
[[parts]]
kind = "action"
id = "greet"
number = "1"
text = "Greet each other."
"""


@cache
def _catalogue() -> bytes:
    """What the program keeps of its own codes once it has read them."""
    with isolated_home() as home, pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMPACTS_PLUGINS", "none")
        open_library().close()
        return Path(home, "cache", "catalogue.sqlite").read_bytes()


def used_home(home: Path) -> Path:
    """Make a home folder in which the program's own codes were read before: to read them again takes longest."""
    (home / "cache").mkdir(parents=True)
    (home / "cache" / "catalogue.sqlite").write_bytes(_catalogue())
    return home


def age(top: Path, seconds: float = 60) -> None:
    """Let everything in a folder seem to have been changed that long ago, and the folder itself."""
    then = time.time() - seconds
    for path in (*top.rglob("*"), top):
        os.utime(path, (then, then))


def ids(library: Library) -> list[str]:
    """The ids of the codes in a library."""
    return [entry.id for entry in library.entries]


def added(*codes: Path) -> list[str]:
    """The ids of the codes beside those of the program, in a library that is opened now."""
    return [name for name in ids(open_library([str(path) for path in codes])) if name not in BUILT_IN]


def state(library: Library) -> tuple[object, ...]:
    """Everything that can be asked of a library."""
    return library.entries, library.problems, library.lineages(), [library.code(name) for name in ids(library)]


def write(home: Path, name: str, text: str) -> int:
    """Write a file of the user's codes folder."""
    return (home / "codes" / name).write_text(text)


# An assessment in a folder: two sides, three organisations, four people, three items.
MEMORY = Path("/dev/shm")  # noqa: S108 - tests make folders of their own in it
QUICK = str(MEMORY) if MEMORY.is_dir() else None
"""Where many folders can be made quickly: in memory, on systems that have such a place."""
BAD = DATA / "bad_assessments"
"""Files with mistakes, and a sound assessment that they are put into."""
FILES = {
    "partnership": "partnership.toml",
    "round": "round-1/round.toml",
    "response": "round-1/responses/a1.toml",
    "meeting": "round-1/meeting.toml",
    "plan": "round-1/plan.toml",
}
"""Which file of the sound assessment a mistake is put into, by the first word of its name."""
ITEMS = ("aims", "trust", "review")
CASE = case({"public": {"council": [{}, {}], "trust": [{}]}, "third": {"charity": [{}]}}, items=ITEMS)
ASKED = asked_digest(CASE.round)
NOON = "2026-03-01T12:00:00Z"
LATER = "2026-03-02T12:00:00Z"


def made(folder: Path, one_round: Round = CASE.round) -> Assessment:
    """An assessment with one round and no answers, as its folder holds it."""
    create(str(folder), CASE.partnership, one_round)
    return opened(folder)


def opened(folder: Path | str) -> Assessment:
    """What a folder holds, without a problem."""
    assessment, problems = open_assessment(str(folder))
    assert not problems, "\n".join(map(str, problems))
    assert assessment is not None
    return assessment


def said(invitee: str, answers: Mapping[str, Said], given: str = NOON) -> Response:
    """What an invitee answers to the items, all at one moment."""
    plain = response(invitee, answers)
    return replace(plain, asked=ASKED, answers=tuple(replace(one, given=given) for one in plain.answers))


def answers_file(folder: Path, invitee: str) -> Path:
    """The file of an invitee's answers in round 1."""
    return folder / "round-1" / "responses" / f"{invitee}.toml"


def points(folder: Path, invitee: str) -> dict[str, int]:
    """The points that an invitee's file holds, by item."""
    (record,) = opened(folder).rounds
    return {answer.item: answer.point for one in record.responses if one.invitee == invitee for answer in one.answers}


# Forms of an invented partnership by a Leeds code, and one whose every name means harm.
SCALE = SCALES["agree4"]
INVITEES = (
    Invitee(code="council-1", organisation="council", role="partnership officer"),
    Invitee(code="trust-1", organisation="trust", role="service manager"),
    Invitee(code="lunch-1", organisation="lunch-club", role="coordinator"),
    Invitee(code="carers-1", organisation="carers", agreed=True),
)
RIVERSIDE = Partnership(
    id="riverside-health",
    name="Riverside health",
    code=RECENT.id,
    visibility="by organisation",
    facilitator="development worker",
    facilitator_of="carers",
    retention="2027-03",
    sides=(Side(id="public", name="Public sector"), Side(id="third", name="Third sector")),
    organisations=(
        Organisation(id="council", name="Riverside Council", side="public"),
        Organisation(id="trust", name="Riverside NHS Trust", side="public"),
        Organisation(id="lunch-club", name="Riverside Lunch Club", side="third", small=True),
        Organisation(id="carers", name="Riverside Carers", side="third", small=True),
    ),
)


def asking(
    code: Code, *items: str, partnership: Partnership = RIVERSIDE, invitees: tuple[Invitee, ...] = INVITEES
) -> Round:
    """Round one about some items of a code; about all its actions when none are named."""
    chosen = [one for one in code.provisions if (one.id in items if items else isinstance(one, Action))]
    return Round(
        number=1,
        code=code.id,
        scale=SCALE.id,
        points=SCALE.points,
        method=METHOD,
        collector="Riverside Carers, development worker",
        closes="2026-06-30",
        organisations=tuple(one.id for one in partnership.organisations),
        invitees=invitees,
        time_asked=time_asked(partnership, invitees, len(chosen)),
        rows=tuple(Row(item=one.id, digest=content_digest(one)) for one in chosen),
    )


ROUND = asking(RECENT)
SHORT_ROUND = asking(RECENT, "forming-aims", "forming-roles", "sustaining-people")
"""Three items in two sections: a plain one, one with three parts, and one with a condition."""
FORM = form_of(RECENT, RIVERSIDE, ROUND, INVITEES[2])
SHORT_FORM = form_of(RECENT, RIVERSIDE, SHORT_ROUND, INVITEES[2])

HARM = (
    "</script></textarea><b>x</b><script>throw 1</script> {{ 7*7 }} {% x %} "
    "\"q\" 'q' &amp; \u05e9\u05dc\u05d5\u05dd =1+1"
)
"""What would end a script, start one, be worked out, or turn the page round."""


def harmful_code() -> Code:
    """A code whose every text means harm."""
    return Code(
        header=Header(id="harm", title=HARM, stem=HARM),
        agreement=Agreement(id="harm", name=HARM, kind=HARM),
        source=Source(title=HARM),
        parts=(
            Section(id="one", title=HARM, lead=HARM, number="="),
            Action(id="item", at="1", title=HARM, text=HARM, covers=(HARM, HARM), condition=HARM, aside=HARM),
            Action(id="plain", at="2", text="-1"),
        ),
    )


def harmful_form() -> Form:
    """A form in which every name and every word means harm."""
    code = harmful_code()
    partnership = replace(
        RIVERSIDE,
        name=HARM,
        facilitator=HARM,
        organisations=tuple(replace(one, name=HARM) for one in RIVERSIDE.organisations),
    )
    invitee = replace(INVITEES[2], role=HARM)
    one_round = replace(
        asking(code, partnership=partnership), collector=HARM, points=(HARM, "=2", "agree"), invitees=(invitee,)
    )
    return form_of(code, partnership, one_round, invitee)
