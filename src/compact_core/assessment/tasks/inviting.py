"""More people are asked in a round that is there already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compact_core.assessment.asking import time_asked
from compact_core.assessment.records.editing import add_invitee, change_file
from compact_core.assessment.records.paths import round_file
from compact_core.assessment.records.tables import add_table, fill
from compact_core.assessment.setup.beginning import invitees_for
from compact_core.content.write import plain_value
from compact_core.text import clean

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from compact_core.assessment.partnership import Invitee, Organisation, Partnership, Round
    from compact_core.assessment.records.reading import Assessment


def invite(
    assessment: Assessment, asked: Round, home: Organisation, people: int = 1, *, role: str = "", agreed: bool = False
) -> list[Invitee]:
    """Ask more people of an organisation, and recount the minutes that the round asks of each side."""
    codes = [invitee.code for invitee in asked.invitees]
    new = [replace(invitee, role=clean(role)) for invitee in invitees_for([(home.id, agreed)] * people, codes)]
    for invitee in new:
        asked = add_invitee(assessment.folder, asked.number, invitee)
    path = round_file(assessment.folder, asked.number)
    change_file(path, lambda document: _recount_minutes(document, assessment.partnership, asked))
    return new


def _recount_minutes(document: TOMLDocument, partnership: Partnership, asked: Round) -> None:
    for time in time_asked(partnership, asked.invitees, len(asked.rows)):
        known: Any = next((table for table in document.get("time_asked", ()) if table["side"] == time.side), None)
        if known is None:
            add_table(document, "time_asked", plain_value(time))
        else:
            fill(known, ("minutes",), plain_value(time))
