"""The spreadsheet: harmless to open, and read back from whatever a spreadsheet program makes of it."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from assessment.forms.answered import responses
from compact_core.assessment.forms.answer_files import read_answers
from compact_core.assessment.forms.content import Form, form_of
from compact_core.assessment.forms.sheet import sheet
from compact_core.assessment.records.answer_checks import fit_flaws
from compact_core.assessment.records.reading import ReadResult
from compact_core.assessment.responses import Answer, Comment, Response
from compact_core.model.scales import SCALES
from compact_core.reports.cells import looks_worked_out
from leeds import RECENT
from samples import INVITEES, RIVERSIDE, SHORT_FORM, SHORT_ROUND, asking, harmful_form

NO_DAY = (
    "sheet.csv:6:2: warning: The sheet does not say when it was filled in, so any other answers of this person "
    "hold. Write the day as in 2026-03-01."
)


def cells(text: str) -> list[list[str]]:
    """The cells of a sheet."""
    return [*csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))]


def written(rows: list[list[str]], separator: str = ",") -> str:
    """Cells as a spreadsheet program saves them."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def filled(**said: str) -> list[list[str]]:
    """The cells of the short form with some answers; 'forming_roles__reason' fills the reason of forming-roles."""
    rows = cells(sheet(SHORT_FORM))
    top = next(place for place, row in enumerate(rows) if row[0] == "item")
    columns = {heading: place for place, heading in enumerate(rows[top])}
    for name, text in said.items():
        item, _, column = name.replace("_", "-").partition("--")
        for row in rows[top:]:
            row.extend([""] * (len(columns) - len(row)))
            if f"[{item}]" in row[0]:
                row[columns[column.replace("-", " ") or "answer"]] = text
    return rows


def labelled(rows: list[list[str]], label: str, value: str) -> list[list[str]]:
    """The cells with another value beside a label."""
    return [[label, value, *row[2:]] if row[0] == label else row for row in rows]


def read(rows: list[list[str]], separator: str = ",") -> ReadResult[Response]:
    """What comes of cells."""
    return read_answers(written(rows, separator).encode(), "sheet.csv", [SHORT_ROUND])


def told(rows: list[list[str]]) -> list[str]:
    """What is told of cells, beside the day that is missing."""
    return [str(one) for one in read(rows).problems if str(one) != NO_DAY]


@given(responses(SHORT_FORM, sheet=True))
def test_what_a_sheet_says_is_read_back(response: Response) -> None:
    """Any answers that a sheet can hold are the same after writing and reading."""
    found = read_answers(sheet(SHORT_FORM, response).encode(), "sheet.csv", [SHORT_ROUND])
    assert found.sound == response
    assert [one for one in found.problems if one.severity == "error"] == []


@pytest.mark.parametrize("scale", SCALES.values(), ids=lambda scale: scale.id)
def test_every_word_of_every_scale_is_read_back(scale: object) -> None:
    """Each point of each scale comes back as itself."""
    points = scale.points  # type: ignore[attr-defined]
    one_round = replace(asking(RECENT), points=points)
    form = form_of(RECENT, RIVERSIDE, one_round, INVITEES[0])
    said = tuple(
        Answer(item=item.id, says="point", point=place, given="2026-03-01T12:00:00Z")
        for place, item in enumerate(form.items[: len(points)], start=1)
    )
    response = Response(
        partnership=form.partnership, round=1, code=form.code, invitee=form.invitee, asked=form.asked, answers=said
    )
    assert read_answers(sheet(form, response).encode(), "sheet.csv", [one_round]) == ReadResult(response, ())


def test_no_cell_of_a_harmful_form_is_a_formula() -> None:
    """Whatever the names and words of a code are, no cell begins like a formula."""
    everything = [cell for row in cells(sheet(harmful_form())) for cell in row]
    assert list(filter(looks_worked_out, everything)) == []
    assert "'=2" not in everything  # the points stand inside a sentence, not in cells of their own
    assert any(cell.startswith("2 [plain]") for cell in everything)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_separator_and_encoding_is_read(separator: str, encoding: str) -> None:
    """Commas, semicolons and tabs are read, in UTF-8 with or without its mark, and in Excel's Unicode text."""
    rows = filled(forming_aims="Strongly  AGREE", forming_roles="don\u2019t know", forming_roles__missing="3, 1")
    data = written(labelled(rows, "filled in on", "2026-03-01"), separator).encode(encoding)
    found = read_answers(data, "sheet.csv", [SHORT_ROUND])
    assert found.problems == ()
    assert found.sound
    assert found.sound.answers == (
        Answer(item="forming-aims", says="point", point=4, given="2026-03-01T12:00:00Z"),
        Answer(item="forming-roles", says="don't know", missing=(1, 3), given="2026-03-01T12:00:00Z"),
    )


def test_old_windows_letters_are_read_and_told() -> None:
    """A sheet in the letters of old Windows programs is read, with a warning to look at it."""
    rows = labelled(filled(forming_aims="don\u2019t know"), "filled in on", "2026-03-01")
    found = read_answers(written(rows).encode("cp1252"), "sheet.csv", [SHORT_ROUND])
    assert [str(one) for one in found.problems] == [
        (
            "sheet.csv: warning: This file is not in UTF-8. It was read in the old Windows letters. "
            "Look whether quotes, dashes and accents are right. If not: save it again as CSV in UTF-8."
        )
    ]
    assert found.sound
    assert [one.says for one in found.sound.answers] == ["don't know"]


def test_order_and_emptiness_change_nothing() -> None:
    """Rows and columns in another order, and empty ones among them, say the same."""
    rows = filled(forming_aims="agree", sustaining_people="not applicable", sustaining_people__reason="too early")
    top = next(place for place, row in enumerate(rows) if row[0] == "item")
    turned = [*reversed(rows[:top]), [], *([*reversed(row)] for row in (rows[top], *reversed(rows[top + 1 :])))]
    spread = [["sep=,"], *(["", *row, "", ""] for row in turned), ["", ""]]
    first, second = read(rows).sound, read(spread).sound
    assert first
    assert second
    assert {one.item: one for one in first.answers} == {one.item: one for one in second.answers}
    assert len(first.answers) == 2


def test_comments_are_read_with_what_their_writer_allows() -> None:
    """A comment may be quoted only where the sheet says yes."""
    rows = filled(forming="=We meet\nweekly", sustaining="late money")
    for row in rows:
        if row[0] in {"strengths [forming]", "improvements [forming]"}:
            row[6] = "Yes" if row[0].startswith("strengths") else ""
    found = read(rows).sound
    assert found
    assert found.comments == (
        Comment(section="forming", box="strengths", text="=We meet\nweekly", use="may be quoted"),
        Comment(section="forming", box="improvements", text="=We meet\nweekly"),
        Comment(section="sustaining", box="strengths", text="late money"),
        Comment(section="sustaining", box="improvements", text="late money"),
    )


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            {"forming_aims": "agre"},
            (
                "22:4: 'agre' is no answer. Allowed: strongly disagree, disagree, agree, strongly agree, don't know, "
                "not applicable. Did you mean 'agree'?"
            ),
        ),
        (
            {"forming_aims": "agree", "forming_aims__missing": "the second"},
            "22:5: 'the second' are no numbers of what is missing. Write them as in '1 and 3'.",
        ),
        (
            {"forming_aims__missing": "1"},
            (
                "22:5: Something stands in the column 'missing', but the row has no answer. "
                "Write an answer, or empty this cell."
            ),
        ),
        (
            {"forming": "x", "forming__may_be_quoted": "perhaps"},
            "24:7: 'perhaps' does not say whether it may be quoted. Allowed: yes, no. An empty cell means no.",
        ),
        (
            {"forming_aims": "not applicable"},
            "22:6: warning: Nothing says why this is not applicable. Ask, or write the reason here.",
        ),
        (
            {"forming_aims": "agree", "forming_aims__reason": "too early"},
            (
                "22:6: warning: Only 'not applicable' has a reason, so this was not read. "
                "Move it into a comment, or change the answer."
            ),
        ),
    ],
)
def test_a_wrong_cell_is_reported_with_its_place(said: dict[str, str], message: str) -> None:
    """Row and column of the cell, what is allowed, and what to do are told."""
    assert told(filled(**said))[0] == f"sheet.csv:{message}"


def test_a_wrong_cell_costs_the_sheet() -> None:
    """While a cell is wrong nothing of the sheet is taken, so that nobody's answers go in by half."""
    assert read(filled(forming_aims="agre", forming_roles="agree")).sound is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("1 [forming-aims]", "1 [forming-aim]", ("22:1: There is no item 'forming-aim' in round 1. "
         "Did you mean 'forming-aims'?")),
        ("2 [forming-roles]", "1 [forming-aims]", "23:1: This row stands already in row 22. Keep one of the two rows."),
    ],
)  # fmt: skip
def test_a_wrong_row_is_reported(old: str, new: str, message: str) -> None:
    """An item that is not asked about, and one that stands there twice, are told."""
    rows = filled(forming_aims="agree", forming_roles="agree")
    changed = [[new, *row[1:]] if row[0] == old else row for row in rows]
    assert told(changed) == [f"sheet.csv:{message}"]


def test_a_misspelt_label_is_reported() -> None:
    """A label that is not known is told, with what it may stand for, and so is the one that is missing."""
    rows = [["invited", *row[1:]] if row[0] == "invitee" else row for row in filled()]
    labels = "partnership, round, code, form, invitee, filled in on, filled in by, note"
    assert told(rows) == [
        f"sheet.csv:5:1: 'invited' is no label of a sheet. Allowed: {labels}. Did you mean 'invitee'?",
        "sheet.csv: The sheet does not say: 'invitee'. Copy these rows from the sheet that was sent out.",
    ]


@pytest.mark.parametrize(
    ("label", "value", "message"),
    [
        (
            "round",
            "7",
            "2:2: There is no round '7'. Rounds: 1. Correct it, or bring the sheet into its own assessment.",
        ),
        (
            "form",
            "[0000000000000000]",
            (
                "4:2: This form asked for other items, or in other words, than the round does now. "
                "Send out the form again, or bring back the round.toml that the form was made from."
            ),
        ),
        (
            "filled in by",
            "the councl",
            (
                "7:2: There is no organisation 'the councl'. Allowed: council, trust, lunch-club, carers. "
                "Did you mean 'council'?"
            ),
        ),
        ("filled in on", "soon", "6:2: 'soon' is no day that can be read. Write it as in 2026-03-01."),
    ],
)
def test_a_wrong_label_is_reported(label: str, value: str, message: str) -> None:
    """What the sheet belongs to is checked before its answers."""
    assert told(labelled(filled(), label, value)) == [f"sheet.csv:{message}"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "This file is empty. Open the form, press 'Save answers file', and use the file that it saves."),
        (
            b"PK\x03\x04",
            (
                "This is a packed file, or a document in the format of its program. "
                "Unpack it first, or save a spreadsheet again as CSV."
            ),
        ),
        (
            b"hello,\r\n",
            (
                "There is no row of headings with 'item' in it, so this is no sheet of answers. "
                "Begin again from the sheet that you were sent."
            ),
        ),
        (b"a\0b", "This file holds signs that no text has. Save it again as CSV in UTF-8."),
        (b"\xff\xfea", "This file is damaged: its last letters are cut off. Save it again as CSV in UTF-8."),
    ],
)
def test_what_is_no_sheet_is_reported(data: bytes, message: str) -> None:
    """Other files get one clear problem."""
    found = read_answers(data, "a.csv", [SHORT_ROUND])
    assert (found.sound, [str(one) for one in found.problems]) == (None, [f"a.csv: {message}"])


def test_a_sheet_without_end_is_reported() -> None:
    """A sheet of thousands of rows is told of before they are looked at."""
    found = read_answers(b"a,b\n" * 20_001, "sheet.csv", [SHORT_ROUND])
    assert [str(one) for one in found.problems] == [
        "sheet.csv: This sheet has more than 20,000 rows. Take out the rows that are not of the form."
    ]


def test_an_open_quotation_mark_is_reported() -> None:
    """A sheet whose quotation marks do not match is told with the row."""
    data = f'{written(filled())}"x'.encode()
    found = read_answers(data, "sheet.csv", [SHORT_ROUND])
    assert [str(one) for one in found.problems] == [
        (
            "sheet.csv:29:1: The quotation marks in this row do not match: inside a cell they are written twice. "
            "Save it again as CSV in UTF-8."
        )
    ]


def test_an_empty_sheet_says_nothing() -> None:
    """The sheet as it is sent out is read, belongs to its round, and has no answers."""
    found = read_answers(sheet(SHORT_FORM).encode(), "sheet.csv", [SHORT_ROUND])
    assert found.sound
    assert (found.sound.answers, found.sound.comments) == ((), ())
    assert list(fit_flaws(found.sound, RIVERSIDE, SHORT_ROUND)) == []


def test_a_form_without_partners_has_its_sheet() -> None:
    """Where one organisation is asked alone, nobody else can have filled the sheet in."""
    alone: Form = SHORT_FORM._replace(organisations=SHORT_FORM.organisations[2:3])
    assert ["filled in by", ""] in [row[:2] for row in cells(sheet(alone))]
