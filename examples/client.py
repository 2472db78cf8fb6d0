"""Eight tasks for compact_core: python examples/client.py examples/riverside-health COPY, where COPY is made."""

from __future__ import annotations

import shutil
import sys

import compact_core as core

CODE = "leeds-working-together-2017"


def use_library(library: core.Library) -> core.Code:
    """Tasks 1 to 4: list the codes, find a provision, ask who owes it, search."""
    for entry in library.entries:
        print(f"1. {entry.id}: {entry.title}, {entry.issued}")
    index = library.index(CODE)
    action = next(part for part in index.code.provisions if part.kind == "action")
    print(f"2. {action.id}: {action.text}")
    print(f"3. Owed by: {', '.join(side for side in ('public', 'third') if index.is_owed_by(action, side))}")
    for hit in library.search("power", kind="action", limit=2):
        print(f"4. {hit.code}#{hit.item}: {core.unmarked(hit.title or hit.extract)}")
    return index.code


def check(text: str) -> None:
    """Task 5: check a code file, and show the first problems."""
    for problem in core.read_text(text, "our-code.toml").problems[:2]:
        print(f"5. {problem}")


def find() -> None:
    """Task 6: the findings of answers that are in memory."""
    answers: core.GivenAnswers = {"public": {"council": {"aims": [4, 4, 3]}}, "third": {"carers": {"aims": [1]}}}
    for item, finding in core.findings_of(answers, points=4).items():
        print(f"6. {item}: {finding.name}")


def assess(code: core.Code, folder: str) -> None:
    """Tasks 7 and 8: the page of the last round, then an answer that is saved, and answers that are brought in."""
    opened = core.open_assessment(folder)
    if opened.assessment is None:
        raise SystemExit("\n".join(map(str, opened.problems)))
    partnership, (*_, last) = opened.assessment.partnership, opened.assessment.rounds
    page = core.result_page(code, partnership, opened.assessment.rounds, last.asked.number, program="client")
    print(f"7. {page.title}: {len(page.strengths)} strengths, {len(page.needs_work)} to work on")
    answer = core.Answer(item=last.asked.rows[0].item, says="point", point=1, given="2026-11-02T09:00:00Z", late=True)
    who, asked = last.asked.invitees[0].code, core.asked_digest(last.asked)
    mine = core.Response(partnership=partnership.id, round=2, code=code.id, invitee=who, asked=asked, answers=(answer,))
    print(f"8. Saved, a new file: {core.save_response(folder, mine).anew}")
    for person in core.bring_in(opened.assessment, [f"{folder}/round-2/responses/{who}.toml"]).collected:
        print(f"8. {person.invitee}: {person.state}")


if __name__ == "__main__":
    with core.open_library() as library:
        chosen = use_library(library)
    check('format = 2\n[code]\nid = "Our Code"\n')
    find()
    assess(chosen, shutil.copytree(sys.argv[1], sys.argv[2]))
