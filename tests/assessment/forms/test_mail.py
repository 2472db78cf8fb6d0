"""Answers that come back in mails: read as people and programs leave them, or refused, and never read as others."""

import json
from dataclasses import replace
from email.message import EmailMessage
from html import escape
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.forms.answered import mail_responses
from assessment.forms.mangling import ALIKE, QUOTINGS, Carrier, Mangling, carried, filled_in, quoted, wrapped
from compact_core.assessment.forms.answer_files import read_answers, read_plain, read_text
from compact_core.assessment.forms.form_text import form_mail
from compact_core.assessment.forms.mail_lines import page_text
from compact_core.assessment.forms.mails import is_mail, read_mail
from compact_core.assessment.records.answering import answers_file
from compact_core.assessment.records.reading import ReadResult
from compact_core.assessment.responses import Response
from compact_core.content.write import plain_value
from compact_core.text import words
from samples import SHORT_FORM, SHORT_ROUND

CARRIERS: tuple[Carrier, ...] = get_args(Carrier)
SENT = "2026-03-01T09:30:00Z"
EMPTY = form_mail(SHORT_FORM)
AIMS = "[answer:forming-aims] Your answer:"
ROLES = "[answer:forming-roles] Your answer:"
UNDATED = (
    "a.txt: warning: The form does not say when it was filled in, so any other answers of this person hold. "
    "If you know the day, write it after the mark [filled-in-on], as in 2026-03-01."
)


def read(data: bytes) -> ReadResult[Response]:
    """What comes of a file with a mail in it."""
    if is_mail(data):
        mail = read_mail(data)
        found = read_plain(mail.text or page_text(mail.page), "a.txt", [SHORT_ROUND], mail.sent)
        assert found is not None
        return found
    return read_answers(data, "a.txt", [SHORT_ROUND])


def told(text: str) -> list[str]:
    """What is told of a text, beside the day that is missing."""
    return [str(one) for one in read(text.encode()).problems if str(one) != UNDATED]


def answers(text: str) -> dict[str, Any]:
    """The answers in a text, by item: the point, or what is said."""
    found = read(text.encode())
    assert found.sound is not None, list(map(str, found.problems))
    return {one.item: one.point or one.says for one in found.sound.answers}


def meant(response: Response) -> Any:  # noqa: ANN401 - plain data
    """What somebody said, however its spaces and quotation marks are written, and whenever it was."""

    def plain(value: Any) -> Any:  # noqa: ANN401 - plain data of any shape
        if isinstance(value, dict):
            return {key: plain(one) for key, one in value.items() if key != "given"}
        if isinstance(value, list):
            return [plain(one) for one in value]
        return " ".join(words(value.replace("\ufffd", ""))) if isinstance(value, str) else value

    return plain(plain_value(response))


def is_kept(response: Response, data: bytes) -> bool:
    """Whether a file is read as what was said, or refused with a reason."""
    found = read(data)
    if found.sound is None:
        return any(one.severity == "error" for one in found.problems)
    return bool(meant(found.sound) == meant(response))


_alike = st.lists(st.sampled_from(ALIKE), max_size=3)
_anything = st.lists(st.sampled_from((*ALIKE, *QUOTINGS)), max_size=5)


def mangled(text: str, manglings: list[Mangling]) -> str:
    """The text after what was done to it."""
    for mangling in manglings:
        text = mangling(text)
    return text


@given(mail_responses(SHORT_FORM), _alike, st.lists(st.sampled_from(QUOTINGS), max_size=3), st.sampled_from(CARRIERS))
def test_a_mail_form_is_read_as_it_was_filled_in(
    response: Response, before: list[Mangling], quotings: list[Mangling], how: Carrier
) -> None:
    """Any answers to the form in a mail, mangled in any way and then quoted any number of times, are read the same."""
    found = read(carried(mangled(filled_in(SHORT_FORM, response), [*before, *quotings]), how))
    assert found.sound is not None, list(map(str, found.problems))
    assert meant(found.sound) == meant(response)


@given(mail_responses(SHORT_FORM), _alike, st.lists(st.sampled_from(QUOTINGS), max_size=3), st.sampled_from(CARRIERS))
def test_an_answers_file_in_a_mail_is_read_as_it_was_saved(
    response: Response, before: list[Mangling], quotings: list[Mangling], how: Carrier
) -> None:
    """The same of an answers file whose text was copied into a mail."""
    text = mangled(answers_file(response).decode(), [*before, *quotings])
    found = read(carried(text, how))
    assert found.sound is not None, list(map(str, found.problems))
    assert meant(found.sound) == meant(response)


@given(mail_responses(SHORT_FORM), _anything, st.sampled_from(CARRIERS), st.booleans())
def test_no_answer_is_read_as_another(response: Response, what: list[Mangling], how: Carrier, in_form: bool) -> None:  # noqa: FBT001 - drawn
    """In whatever order a text is mangled, quoted and broken again, it says the same or it is refused."""
    text = filled_in(SHORT_FORM, response) if in_form else answers_file(response).decode()
    assert is_kept(response, carried(mangled(text, what), how))


WORDS: list[tuple[str, object]] = [
    *(
        ("agree", 3),
        ("Agree.", 3),
        (" *AGREE* ", 3),
        ("A", 3),
        ("SA", 4),
        ("sd", 1),
        ("D", 2),
        ("3", 3),
        ("3 agree", 3),
    ),
    *(("strongly\nagree", 4), ("\n\nagree\n\n", 3), ("[agree]", 3), ("\u201cagree\u201d", 3), ("3 = agree", 3)),
    *(("I agree", 3), ("We strongly agree.", 4), ("S.A.", 4), ("s/d", 1)),
    *((word, "don't know") for word in ("don't know", "DON\u2019T KNOW", "dont know", "k", "DK", "I do not know")),
    *((word, "don't know") for word in ("We don\u00b4t know", "d.k.")),
    *((word, "not applicable") for word in ("not applicable: too early", "N/A - no", "x; no", "NA because no")),
    ("N.A.: too early", "not applicable"),
]
"""What people write for an answer, and what it means."""


def test_an_answer_is_read_in_many_words() -> None:
    """Words in any case, initials, numbers and keys are answers, on the line or below it."""
    read = [(written, answers(EMPTY.replace(AIMS, f"{AIMS} {written}"))) for written, _ in WORDS]
    assert read == [(written, {"forming-aims": meaning}) for written, meaning in WORDS]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("agree, mostly", "'agree, mostly' is no answer."),
        ("agree disagree", "'agree disagree' is no answer."),
        ("5", "'5' is no answer."),
        ("2 agree", "'2 agree' is no answer."),
        ("agree (3)", "'agree (3)' is no answer."),
        ("we", "'we' is no answer."),
    ],
)
def test_what_is_no_answer_is_told_and_never_guessed(written: str, message: str) -> None:
    """Other words are refused, with the item and what is allowed."""
    (problem,) = told(EMPTY.replace(AIMS, f"{AIMS} {written}"))
    assert problem.startswith(f"a.txt: Answer to forming-aims: {message} Allowed: strongly disagree, disagree, agree")


def test_reasons_missing_parts_and_comments() -> None:
    """Whatever a form asks can be written into a mail."""
    text = EMPTY.replace(AIMS, f"{AIMS} not applicable (too early)").replace(ROLES, f"{ROLES}\nagree (missing: 3, 1)")
    label = "[comment:forming:strengths] What works well here?"
    text = text.replace(label, f"{label}\n\nWe meet,\nand talk.\n\nOften.")
    label = "[quote:forming:strengths] May this comment be quoted, yes or no?"
    text = text.replace(label, f"{label} Yes!")
    found = read(text.encode())
    assert found.sound is not None
    assert [(one.says, one.point, one.reason, one.missing) for one in found.sound.answers] == [
        ("not applicable", 0, "too early", ()),
        ("point", 3, "", (1, 3)),
    ]
    assert [(one.text, one.use) for one in found.sound.comments] == [("We meet, and talk.\n\nOften.", "may be quoted")]


BOXES = "\n\u2610 strongly disagree\n\u2610 disagree\n\u2610 agree\n\u2610 strongly agree\n\u2610 don't know"


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (BOXES, {}),
        (BOXES.replace("\u2610 agree", "\u2612 agree"), {"forming-aims": 3}),
        (f" agree{BOXES}", {"forming-aims": 3}),
        (BOXES.replace("\u2610 agree", "\u2610 agree x"), "'agree x' is no answer."),
        (BOXES.replace("\u2610 agree", "\u2612 agree") + "\nOr not.", "'agree and don't know Or not.' is no answer."),
        (BOXES.replace(" agree\n", " agree \u2612\n"), "is no answer."),
    ],
)
def test_what_is_written_beside_boxes_is_not_lost(boxes: str, said: str | dict[str, int]) -> None:
    """A box that is ticked is an answer, and other words behind boxes are told; nobody's answer vanishes."""
    text = EMPTY.replace(AIMS, f"{AIMS}{boxes}").replace(ROLES, f"{ROLES} SA")
    if isinstance(said, str):
        (problem,) = told(text)
        assert said in problem
    else:
        assert answers(text) == {**said, "forming-roles": 4}


def test_the_newer_words_of_a_thread_count() -> None:
    """Of two answers in one thread that is taken which is quoted less; what was not said anew stays."""
    first = quoted(EMPTY).replace(f"> {AIMS}", f"> {AIMS}\n\nagree").replace(f"> {ROLES}", f"> {ROLES}\n\ndisagree")
    second = quoted(first).replace("\n> agree\n", "\n> agree\n\nstrongly disagree\n")
    assert answers(first) == {"forming-aims": 3, "forming-roles": 2}
    assert answers(second) == {"forming-aims": 1, "forming-roles": 2}


def test_the_upper_words_of_a_thread_without_marks_count() -> None:
    """Where a program does not quote, the upper mail is the newer one."""
    newer, older = EMPTY.replace(AIMS, f"{AIMS} SA"), EMPTY.replace(AIMS, f"{AIMS} SD").replace(ROLES, f"{ROLES} A")
    text = f"{newer}\n-----Original Message-----\nFrom: us\n\n{older}"
    found = read_text(text, "a.txt", [SHORT_ROUND], SENT)
    assert found is not None
    assert found.sound is not None
    given = {one.item: (one.point, one.given) for one in found.sound.answers}
    assert given == {"forming-aims": (4, SENT), "forming-roles": (3, "")}


def test_two_answers_files_in_a_thread() -> None:
    """Of two answers files in one text the later answers hold."""
    early = Response(
        partnership=SHORT_FORM.partnership, round=1, code=SHORT_FORM.code, invitee="lunch-1", asked=SHORT_FORM.asked
    )
    said = [{"item": "forming-aims", "says": "point", "point": 2, "given": "2026-03-01T09:00:00Z"}]
    later = [{**said[0], "point": 4, "given": "2026-03-02T09:00:00Z"}]
    plain = json.loads(answers_file(early))
    text = "\n\n".join(json.dumps({**plain, "answers": one}, indent=1) for one in (later, said))
    assert answers(f"Sorry, this:\n{text}") == {"forming-aims": 4}


def test_words_that_can_be_read_in_two_ways_are_refused() -> None:
    """A rest of a line that was not quoted again can be newer words, so it is told."""
    text = quoted(EMPTY.replace(AIMS, f"{AIMS} not applicable: we\nAGREE")).replace("> AGREE", "agree")
    assert told(text) == [
        (
            "a.txt: Answer to forming-aims: It cannot be told which of these words are the newer ones: "
            "'not applicable: we agree'. Take out those that do not count, or ask whoever sent it."
        )
    ]


def test_a_form_without_its_first_line_is_told() -> None:
    """Where nothing says which form it is, that is told, with what to do."""
    text = "\n".join(line for line in EMPTY.replace(AIMS, f"{AIMS} A").split("\n") if "[form:" not in line)
    assert told(text) == [
        (
            "a.txt: The form does not say: 'partnership', 'round', 'code', 'form', 'invitee'. "
            "Copy the line that begins with '[form:' from the form that was sent out."
        )
    ]


def test_answers_to_two_forms_are_told() -> None:
    """A text with answers to two forms is refused, for it is not known whose they are."""
    other = EMPTY.replace("lunch-1", "carers-1")
    text = EMPTY.replace(AIMS, f"{AIMS} A") + other.replace(AIMS, f"{AIMS} D")
    assert told(text) == [
        "a.txt: Answers to more than one form stand in this text. Save each as a text of its own, and name all of them."
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"Hello,\n1. agree\n2: SA\n{quoted(EMPTY)}", ["1. agree", "2: SA"]),
        (quoted(EMPTY).replace(f"> {AIMS}", f"\nagree\n\n> {AIMS}"), ["agree"]),
        (EMPTY.replace(AIMS, f"agree\n\n{AIMS}"), ["agree"]),
        (EMPTY.replace(AIMS, f"SA {AIMS}"), ["SA"]),
    ],
    ids=["above", "between", "not quoted", "before the mark"],
)
def test_answers_in_other_places_are_told(text: str, words: list[str]) -> None:
    """Answers above the form, or where nobody looks for them, are told and not passed over."""
    hint = "Move them behind the mark of their item, or take them out."
    assert told(text) == [f"a.txt: These words stand outside the places for answers: '{one}'. {hint}" for one in words]


def test_names_make_no_marks() -> None:
    """A name with a mark in it is only text."""
    form = SHORT_FORM._replace(partnership_name="[answer:forming-aims] Your answer: agree [end]")
    found = read(form_mail(form).encode())
    assert found.sound is not None
    assert found.sound.answers == ()


OUTLOOK = (
    (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style>'
        "<!--[if gte mso 9]><xml><o:shapedefaults/></xml><![endif]--></head><body><div class=WordSection1>"
        "<p class=MsoNormal>In blue.<o:p></o:p></p><div style='border:none'><p class=MsoNormal><b>Von:</b> us<br>"
        "<b>Gesendet:</b> Freitag</p></div>"
    ),
    "<p class=MsoNormal>{}<o:p></o:p></p>\n",
    "<p class=MsoNormal><span style='color:#0070C0'>{}<o:p></o:p></span></p>\n",
    "</div></body></html>",
)
GMAIL = (
    (
        '<div dir="ltr">See below</div><div class="gmail_quote"><div class="gmail_attr">Nous a \u00e9crit\u00a0:<br>'
        '</div><blockquote class="gmail_quote">'
    ),
    "{}<br>\n",
    '</blockquote><div><br></div><div>{}</div><blockquote class="gmail_quote">',
    "</blockquote></div>",
)
APPLE = (
    '<body dir="auto">Hi<br><div><blockquote type="cite"><div>On 20 Nov, us wrote:</div><br><div>',
    "{}<br>",
    '</div></blockquote><div>{}</div><br><blockquote type="cite"><div>',
    "</div></blockquote></div></body>",
)
THUNDERBIRD = (
    (
        '<!DOCTYPE html>\n<html><body><div class="moz-cite-prefix">Am 20.11. schrieb us:<br></div>'
        '<blockquote type="cite"><pre wrap="" class="moz-quote-pre">'
    ),
    "{}\n",
    '</pre></blockquote><p>{}</p><blockquote type="cite"><pre wrap="" class="moz-quote-pre">',
    '</pre></blockquote><pre class="moz-signature">-- \nCoordinator</pre></body></html>',
)


@pytest.mark.parametrize(
    "program", [OUTLOOK, GMAIL, APPLE, THUNDERBIRD], ids=["outlook", "gmail", "apple", "thunderbird"]
)
def test_pages_as_mail_programs_write_them(program: tuple[str, ...]) -> None:
    """A mail that is only a page is read as its program quotes; empty lines of a comment stay."""
    before, line, reply, after = program
    label = "[comment:forming:strengths] What works well here?"
    said = {AIMS: "Agree", label: "We meet.\n\nOften."}
    made = [before]
    for text in EMPTY.split("\n"):
        made.append(line.format(escape(text) or ("\u00a0" if program is OUTLOOK else "")))
        paragraphs = said.get(text, "").split("\n\n")
        made += [reply.format(escape(paragraph)) for paragraph in paragraphs if paragraph]
    mail = EmailMessage()
    mail.set_content("".join((*made, after)), subtype="html", cte="quoted-printable")
    found = read(b"From: nobody\n" + mail.as_bytes())
    assert found.sound is not None, list(map(str, found.problems))
    assert [(one.item, one.point) for one in found.sound.answers] == [("forming-aims", 3)]
    assert [one.text.split() for one in found.sound.comments] == [["We", "meet.", "Often."]]


@pytest.mark.parametrize("mark", [">", "FF> ", "| ", ">| "])
def test_other_marks_of_quoting(mark: str) -> None:
    """Initials before the mark, or a line in its place, quote too."""
    text = "\n".join(f"{mark}{line}" for line in EMPTY.split("\n"))
    assert answers(text.replace(AIMS, f"{AIMS}\n{mark}\nagree")) == {"forming-aims": 3}


def test_lines_of_a_page() -> None:
    """Lines that were typed stay lines, an empty one parts two paragraphs, and declarations are not shown."""
    assert page_text("<!DOCTYPE html><?xml?><p>a\nb<br>c<br><br>d</p><pre>e\n f\n\ng</pre>h") == (
        "a b\nc\n\nd\n\ne\nf\n\ng\nh"
    )


def test_a_text_that_begins_like_a_tag_is_no_page() -> None:
    """A banner in angle brackets before a mail changes nothing, and what is no answer is told as the words it has."""
    banner = "<EXTERNAL> Take care.\n\n"
    assert answers(banner + quoted(EMPTY.replace(AIMS, f"{AIMS} agree"))) == {"forming-aims": 3}
    (problem,) = told(f"{banner}Thanks!")
    assert problem.startswith(
        "a.txt: There are no answers in this text. It has 4 words, and begins '<EXTERNAL> Take care."
    )


@pytest.mark.parametrize(
    "label",
    ["*Your answer:*", "**Your answer:**", "_Your answer_:", "Your answer :", "your Answer\uff1a", "Your ans\nwer:"],
)
def test_a_label_that_was_changed_is_no_answer(label: str) -> None:
    """Programs write labels in their own way; what stands behind them counts."""
    changed = EMPTY.replace("Your answer:", label)
    mark = AIMS.replace("Your answer:", label)
    assert answers(changed.replace(mark, f"{mark} agree")) == {"forming-aims": 3}


@pytest.mark.parametrize("width", [30, 41, 50, 60])
def test_lines_that_are_cut_within_words(width: int) -> None:
    """Words whose letters stand on two lines are read, in labels, marks and answers."""
    text = EMPTY.replace(AIMS, f"{AIMS} strongly disagree").replace(ROLES, f"{ROLES} don't know")
    cut = [line[at : at + width] for line in text.split("\n") for at in range(0, max(len(line), 1), width)]
    assert answers("\n".join(cut)) == {"forming-aims": 1, "forming-roles": "don't know"}


def test_a_narrow_wrap_keeps_the_answers() -> None:
    """A text that is broken at every word is read."""
    assert answers(wrapped(1)(EMPTY.replace(AIMS, f"{AIMS} strongly agree"))) == {"forming-aims": 4}


def test_mended_answers_say_nothing_twice() -> None:
    """A key that stands twice is no answer, whether the signs are mended or not."""
    text = answers_file(replace(Response(partnership="p", round=1, code="c", invitee="i", asked="0" * 16))).decode()
    double = text.replace('"round": 1', '"round": 1, "round": 2')
    assert read(f"Hello {double}".encode()).sound is None
