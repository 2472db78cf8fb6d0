"""How people fill in forms: on the page, in the sheet, and on paper that somebody keys in."""

import csv
import json
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from compact_core.assessment.records.reading import RoundRecord
from compact_core.assessment.responses import Answer, Comment, Response
from samples import opened

EXAMPLE = Path(__file__).parents[3] / "examples" / "riverside-health"
POINTS = ("strongly disagree", "disagree", "agree", "strongly agree")
BOXES = {"strengths": "g", "improvements": "b"}


def record(folder: Path, number: int) -> RoundRecord:
    """A round of an assessment, all of whose files must be sound."""
    return opened(folder).rounds[number - 1]


def answers_file(page: Path, said: Response) -> str:
    """What the page saves when somebody has answered: its name, written beside the page."""
    text = page.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="form-data">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found[1])
    answers = [_filled(one, ("item", "says", "point", "reason", "missing", "given")) for one in said.answers]
    comments = [_filled(one, ("section", "box", "text", "use", "given")) for one in said.comments]
    file = page.with_name(data["file_name"])
    file.write_text(json.dumps({**data["head"], "answers": answers, "comments": comments}), encoding="utf-8")
    return str(file)


def filled_sheet(sheet: Path, said: Response) -> str:
    """The sheet as somebody filled it in and saved it, with semicolons as in many countries: its name."""
    rows = list(csv.reader(StringIO(sheet.read_text(encoding="utf-8-sig"), newline="")))
    answers = {one.item: one for one in said.answers}
    comments = {f"{one.box} [{one.section}]": one for one in said.comments}
    for row in rows:
        item = row[0].partition("[")[2].rstrip("]")
        if row[0] == "filled in on":
            row[1] = said.answers[0].given[:10]
        elif item in answers:
            row[3:] = [*_in_words(answers[item]), answers[item].reason]
        elif row[0] in comments:
            row[3:] = [comments[row[0]].text, "", "", "yes" if comments[row[0]].use == "may be quoted" else "no"]
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    file = sheet.with_name(f"filled-{sheet.name}")
    file.write_text(text.getvalue(), encoding="utf-8-sig")
    return str(file)


def keys(said: Response, items: Sequence[str]) -> list[str]:
    """The keys for what stands on somebody's paper, item by item."""
    return list(_keys(said, items))


def _keys(said: Response, items: Sequence[str]) -> Iterator[str]:
    answers = {one.item: one for one in said.answers}
    comments = {one.section: one for one in said.comments}
    for item in items:
        one = answers[item]
        section = item.partition("-")[0]
        if section in comments:  # it is typed with the first item of its section
            comment = comments.pop(section)
            yield from ("b", BOXES[comment.box], comment.text, "y" if comment.use == "may be quoted" else "n")
        if one.missing:
            yield from ("m", " ".join(map(str, one.missing)))
        if one.says == "point":
            yield str(one.point)
        else:
            yield from {"don't know": ["k"], "not applicable": ["x", "c"]}[one.says]


def _filled(one: Answer | Comment, names: Sequence[str]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(one, name))}


def _in_words(one: Answer) -> tuple[str, str]:
    """The cells of an answer, as people type them: in capitals, with the apostrophe of a word processor."""
    says = POINTS[one.point - 1] if one.says == "point" else one.says.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")
    return says.upper(), ", ".join(map(str, one.missing))
