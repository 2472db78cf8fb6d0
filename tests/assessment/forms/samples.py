"""Forms to test with: an invented partnership by a Leeds code, and a small one whose every name means harm."""

from dataclasses import replace

from compact_core.assessment.asking import time_asked
from compact_core.assessment.forms.content import Form, form_of
from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round, Row, Side
from compact_core.content.digest import content_digest
from compact_core.model import Action, Agreement, Code, Header, Section, Source
from compact_core.model.scales import SCALES
from leeds import RECENT

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


def asking(code: Code, *items: str, partnership: Partnership = RIVERSIDE) -> Round:
    """Round one about some items of a code; about all its actions when none are named."""
    chosen = [one for one in code.provisions if (one.id in items if items else isinstance(one, Action))]
    return Round(
        number=1,
        code=code.id,
        scale=SCALE.id,
        points=SCALE.points,
        collector="Riverside Carers, development worker",
        closes="2026-06-30",
        organisations=tuple(one.id for one in partnership.organisations),
        invitees=INVITEES,
        time_asked=time_asked(partnership, INVITEES, len(chosen)),
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
        sections=(Section(id="one", title=HARM, lead=HARM, number="="),),
        provisions=(
            Action(
                id="item", section="one", at="1", title=HARM, text=HARM, parts=(HARM, HARM), condition=HARM, aside=HARM
            ),
            Action(id="plain", section="one", at="2", text="-1"),
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
