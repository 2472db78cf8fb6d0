"""What somebody answered before a new edition, in its forms: what follows is told, what does not is asked first."""

from dataclasses import replace

import pytest

from assessment.forms.mangling import filled_in
from assessment.test_editions import asking, code_of, on_in, point, response_to
from assessment_strategies import case
from compact_core.assessment.asking import asked_digest
from compact_core.assessment.editions import brought_over
from compact_core.assessment.forms.answer_files import read_answers
from compact_core.assessment.forms.content import AGAIN, FOLLOWS, Form, earlier_answer, form_of, with_answers_before
from compact_core.assessment.forms.kinds import written
from compact_core.assessment.partnership import Round
from compact_core.library.opening import open_plugins
from compact_core.plugins.builtin import KINDS
from compact_core.reports.page import Fact
from samples import NOON

OLD = code_of({"a": "Greet each othr.", "b": "Listen."})
NEW = code_of({"a": "Greet each other.", "b": "Listen.", "c": "Sing."})
PEOPLE = case({"public": {"council": [{}]}})


def form() -> Form:
    """The form of somebody who has answered both items of the edition before."""
    before = asking(OLD)
    now = on_in(before, NEW)
    response = brought_over(response_to(before, [point("a", 1, 1), point("b", 4, 2)]), now)
    plain = form_of(NEW, replace(PEOPLE.partnership, code="code"), now, now.invitees[0])
    assert plain.asked == asked_digest(now)
    return with_answers_before(plain, now, response, held=True)


def test_what_is_told_of_each_item() -> None:
    """An answer that follows stands beside its item; one to other words only says that there was one."""
    reworded, kept, new = form().items
    assert (reworded.notes, reworded.earlier) == ((Fact("Reworded", AGAIN),), "strongly disagree")
    assert (kept.notes, kept.follows) == ((Fact("Answered", f"strongly agree; {FOLLOWS}"),), True)
    assert (new.notes, new.earlier, new.follows) == ((), "", False)
    assert earlier_answer(reworded) == "When item 1 stood in other words, you answered: strongly disagree."
    assert earlier_answer(kept) == earlier_answer(new) == ""


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name != "html"], ids=lambda kind: kind.name)
def test_what_cannot_wait_does_not_show_the_answer_of_before(kind) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - a kind
    """On paper, in a mail and in a sheet the words of the earlier answer stand only where every answer is offered."""
    text = written(kind, form()).decode()
    without = written(kind, with_no_answers()).decode()
    assert text.count("disagree") == without.count("disagree")
    assert "Please answer again" in text
    assert "strongly agree; it counts already." in " ".join(text.split())
    if kind.name != "paper":
        sent = read_answers(text.encode(), f"form{kind.suffix}", [now_asked()])
        assert sent.sound is None or not sent.sound.answers, "what is told in a form is no answer"


def now_asked() -> Round:
    """The round as it asks about the new edition."""
    return on_in(asking(OLD), NEW)


def with_no_answers() -> Form:
    """The same form for somebody who has answered nothing."""
    now = now_asked()
    return form_of(NEW, PEOPLE.partnership, now, now.invitees[0])


def test_the_page_hides_it_until_the_item_is_answered() -> None:
    """The words stand in the page, hidden; an answer that follows is not open."""
    html = written(next(kind for kind in KINDS if kind.name == "html"), form()).decode()
    assert (
        'role="status" hidden>When this stood in other words, you answered: <strong dir="auto">strongly disagree'
        in html
    )
    assert html.count("data-follows") == 1


def test_every_offered_kind_can_be_written() -> None:
    """Kinds of plugins show the notes too, and never the earlier answer."""
    for kind in open_plugins().form_kinds():
        assert written(kind, form())


def test_an_old_mail_comes_back() -> None:
    """A form of before is read as what it asked, whatever the round asks now; a form that nobody made is refused."""
    before = asking(OLD)
    old = form_of(OLD, PEOPLE.partnership, before, before.invitees[0])
    text = filled_in(old, response_to(before, [point("a", 1, 0), point("b", 4, 0)])).encode()
    found = read_answers(text, "reply.txt", [now_asked()], NOON).sound
    assert found
    assert (found.asked, [answer.point for answer in found.answers]) == (old.asked, [1, 4])
    held = brought_over(found, now_asked())
    assert [(answer.item, answer.point) for answer in held.answers] == [("b", 4)]
    assert [(answer.given_to, answer.point) for answer in held.earlier] == [("code#a", 1)]
    other = text.replace(old.asked.encode(), b"0" * 16)
    (problem, *_) = read_answers(other, "reply.txt", [now_asked()], NOON).problems
    assert problem.message == "This form asked for other items, or in other words, than the round does now."
