"""Sheets read as a code: the core reads and checks it, and its problems are named by sheet, row and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compact_core import Loaded, clean, read_plain, shorten
from compacts_sheet.grids import Report
from compacts_sheet.layout import CODE_SHEET, LAYOUTS
from compacts_sheet.rows import Draft, read_code_sheet, read_list_sheet
from compacts_sheet.sheets import known_sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core import Severity
    from compacts_sheet.grids import Grid, Path

_REWORDED = (
    (" in quotes,", ","),
    (", or leave it out", ", or leave the cell empty"),
    ('Write "" for an empty cell.', "Put a | between the cells, also beside an empty one."),
    ("Add duty with the id of a party, or give its section one.", "Say who owes it, here or at its section."),
    ("eave 'within' out for", "eave the cell empty for"),
    ("Leave the key out where", "Leave the cell empty where"),
    ('Give its commitments a line within = "', "Write in the column 'Within' of its commitments: "),
    ('", or take the group out.', ", or take the group out."),
    ('Add a line reason = "..." with one sentence.', "Say it in one sentence in the column 'Reason'."),
    ('Write status = "historic" or "superseded"', "Choose historic or superseded as its status"),
    ('in a section with role = "introduction"', "in a section with the role introduction"),
    (', as in headings = ["Who", "What"].', ", such as: Who | What"),
    ("say so in an erratum of this part.", "say so in the column 'Error in the source'."),
    ("Let scripts/wording.py write it.", "Leave the row out if you do not have the proof."),
)
"""What the core says to writers of code files, and how it is said for a spreadsheet."""
_LABEL = re.compile(r', and label = "([^"]*)" to show')
"""How the core names the label for a word that is no kind."""


def code_from_grids(grids: Sequence[Grid], report: Report) -> Loaded:
    """The code that the sheets (or parts) hold, and every problem of the file."""
    draft = Draft(report)
    known = known_sheets(grids, report)
    read_code_sheet(known.get(CODE_SHEET), draft)
    for layout in LAYOUTS:
        if layout.key in known:
            read_list_sheet(layout, known[layout.key], draft)
    _name_proofs(draft)

    def tell(path: Path, severity: Severity, message: str, hint: str) -> None:
        if path not in draft.reported:
            _tell(draft, path, severity, message, hint)

    code = read_plain(draft.plain, tell)
    problems = report.problems()
    sound = all(problem.severity != "error" for problem in problems)
    return Loaded(code if sound else None, problems)


def id_in_grids(grids: Sequence[Grid]) -> str:
    """The id of the code in sheets that may be wrong; empty when they say none."""
    draft = Draft(Report(""))
    read_code_sheet(known_sheets(grids, draft.report).get(CODE_SHEET), draft)
    identity: str = draft.plain.get("code", {}).get("id", "")
    return identity


def _name_proofs(draft: Draft) -> None:
    """Proofs of wording stand in files by the id of their provision, not as a list."""
    proofs: dict[str, str] = {}
    for place, row in enumerate(draft.plain.pop("wording", [])):
        spot, provision = draft.spots["wording", place], row["provision"]
        if provision in proofs:
            message = f"There are two proofs for '{shorten(clean(provision))}'."
            draft.report.add(spot, message, "Take one of the two out.")
        if provision and row["proof"]:
            proofs[provision] = row["proof"]
            draft.spots["wording", provision] = spot
    if proofs:
        draft.plain["wording"] = proofs


def _tell(draft: Draft, whole: Path, severity: Severity, message: str, hint: str) -> None:
    """Tell what is wrong at the cell, or else the row or the sheet, that a value comes from."""
    path = whole
    while path and path not in draft.spots:
        path = path[:-1]
    line = next((f"In line {step + 1}: " for step in whole[len(path) :] if isinstance(step, int)), "")
    message = (line if path[-1:] == ("rows",) else "") + message
    for theirs, ours in _REWORDED:
        message, hint = message.replace(theirs, ours), hint.replace(theirs, ours)
    hint = _LABEL.sub(r", and write \1 in the column 'Label' to show", hint)
    draft.report.add(draft.spots.get(path), message, hint, severity)
