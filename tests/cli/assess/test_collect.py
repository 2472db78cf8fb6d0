"""`compacts assess form`, `collect` and `status`: forms go out, answers come back, and who has answered is told."""

import json
import os
import sys
from pathlib import Path

import pytest

from cli.assess.beginning import CODE, begin, codes, read
from cli.assess.sending import EVENING, MORNING, all_four, answers, fill_in, send
from cli.running import run_here
from programs import finished

FORMS = Path("harbour", "round-1", "forms")
NEXT = "Next: send the forms out. To bring answers in:  compacts assess collect harbour FILE...\n"
STATUS = "To see who has answered:  compacts assess status harbour\n"


@pytest.fixture(autouse=True)
def _begun(here: Path) -> None:
    """Begin the assessment of every test here."""
    assert here.is_dir()
    assert begin().code == 0


def _close() -> None:
    assert run_here("assess", "close", "harbour").code == 0


def test_forms_for_everybody() -> None:
    """Each invitee gets a page and an invitation with the own code; the files are printed."""
    done = run_here("assess", "form", "harbour")
    names = [name for code in codes() for name in (f"form-{code}-round-1.html", f"invitation-{code}-round-1.txt")]
    assert done == (0, "".join(f"{FORMS / name}\n" for name in names), f"8 files written.\n{NEXT}")
    assert sorted(path.name for path in FORMS.iterdir()) == sorted(names)
    for code in codes():
        assert f"Your code: {code}\n" in (FORMS / f"invitation-{code}-round-1.txt").read_text(encoding="utf-8")
        assert code in (FORMS / f"form-{code}-round-1.html").read_text(encoding="utf-8")


def test_every_kind_for_one() -> None:
    """One invitee's page, large print and sheet can be written into a folder of one's own."""
    one = codes()[0]
    done = run_here("assess", "form", "harbour", one.upper(), "--kind", "all", "--to", "out")
    assert (done.code, sorted(path.name for path in Path("out").iterdir())) == (
        0,
        [
            f"form-{one}-round-1.html",
            f"invitation-{one}-round-1.txt",
            f"mail-{one}-round-1.txt",
            f"paper-{one}-round-1.html",
            f"sheet-{one}-round-1.csv",
        ],
    )


def test_forms_are_made_again() -> None:
    """Made again, forms are the same; a file that somebody changed stays, unless it may be written over."""
    run_here("assess", "form", "harbour")
    changed = FORMS / f"invitation-{codes()[0]}-round-1.txt"
    changed.write_text("Dear all", encoding="utf-8")
    done = run_here("assess", "form", "harbour")
    told = f"{changed} is there already and holds something else. Add --replace to write over it.\n"
    assert (done.code, done.err) == (1, f"0 files written, 7 there already and the same.\n{told}{NEXT}")
    assert changed.read_text(encoding="utf-8") == "Dear all"
    done = run_here("assess", "form", "harbour", "--replace")
    assert (done.code, done.err) == (0, f"1 file written, 7 there already and the same.\n{NEXT}")
    assert changed.read_text(encoding="utf-8").startswith("How do we work together?")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit to the size of files")
def test_a_form_that_finds_no_room_is_not_there() -> None:
    """On a disk that is full no half of a form is left, which somebody could send out."""
    code = "import resource as r; r.setrlimit(r.RLIMIT_FSIZE, (2000, 2000)); from compact_core.cli import main; main()"
    who = codes()[0]
    command = [sys.executable, "-B", "-c", code, "assess", "form", "harbour", who]  # else its bytecode is cut off, too
    done = finished(command)
    assert done.returncode == 3
    path = FORMS / f"form-{who}-round-1.html"
    assert f"{path} could not be saved: the disk is full." in done.stderr
    assert list(FORMS.iterdir()) == []


def test_forms_go_with_the_person() -> None:
    """Whoever is erased leaves no form behind, filled in or not; those of others stay."""
    one, *others = codes()
    run_here("assess", "form", "harbour", "--kind", "all")
    done = run_here("assess", "erase", "harbour", one, "--yes")
    assert done.code == 0
    for kind in ("form", "paper", "sheet", "mail", "invitation"):
        assert f"Removed: {FORMS}/{kind}-{one}-round-1." in done.out
    assert len(list(FORMS.iterdir())) == 5 * len(others)


def test_forms_for_programs() -> None:
    """As JSON: each file, and whether it was written."""
    done = run_here("assess", "form", "harbour", codes()[0], "--json")
    assert [one["state"] for one in done.json["files"]] == ["written", "written"]


def test_a_form_for_nobody() -> None:
    """A code that nobody has is told with the nearest."""
    one = codes()[0]
    done = run_here("assess", "form", "harbour", f"{one}x")
    assert done == (3, "", f"Nobody is asked as '{one}x' in round 1. Did you mean '{one}'?\n")


def test_a_code_that_has_changed() -> None:
    """No form asks in other words than the round stands for."""
    path = Path("harbour", "round-1", "round.toml")
    text = path.read_text(encoding="utf-8")
    start = text.index('digest = "') + len('digest = "')
    path.write_text(f"{text[:start]}{'0' * 16}{text[start + 16 :]}", encoding="utf-8")
    done = run_here("assess", "form", "harbour")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        f"The code '{CODE}' has changed since round 1 was made. In other words than before: forming-aims. "
        "Let the round go on in this edition ('compacts assess edition', or x in the overview): answers follow where "
        "they can, and you see everything first.\n"
    )


def test_answers_come_back() -> None:
    """A saved file, a sheet and a folder of files are brought in; what was answered is not told."""
    council, other, kite, soup = codes()
    run_here("assess", "form", "harbour", kite, "--kind", "sheet")
    sheet = FORMS / f"sheet-{kite}-round-1.csv"
    fill_in(sheet, {"forming-aims": "Strongly Agree", "resourcing-bids": "don’t know"})
    Path("mail").mkdir()
    send("mail/b.json", answers(soup, {"forming-aims": 1}))
    send("mail/c.json", answers(other, {"forming-roles": 2}))
    done = run_here("assess", "collect", "harbour", send("a.json", answers(council, all_four(3))), str(sheet), "mail")
    assert (done.code, done.err) == (0, f"4 people collected, 0 files refused.\n{STATUS}")
    files = dict(zip(codes(), ("a.json", "mail/c.json", str(sheet), "mail/b.json"), strict=True))
    assert sorted(done.out.splitlines()) == sorted(
        f"{code}: answers brought in, from {file}" for code, file in files.items()
    )
    responses = {one.invitee: one for one in read().rounds[0].responses}
    assert [one.point for one in responses[council].answers] == [3] * 4
    assert [(one.says, one.point) for one in responses[kite].answers] == [("point", 4), ("don't know", 0)]


def test_the_same_again() -> None:
    """A file that comes again, or under another name, changes nothing, and that is said."""
    one = codes()[0]
    file = send("a.json", answers(one, all_four(3)))
    run_here("assess", "collect", "harbour", file)
    path = Path("harbour", "round-1", "responses", f"{one}.toml")
    before = path.read_bytes()
    done = run_here("assess", "collect", "harbour", file, send("b.json", answers(one, all_four(3))), "./a.json")
    assert done.out == f"{one}: nothing new, from a.json, b.json\n"
    assert path.read_bytes() == before


def test_two_versions() -> None:
    """Of two versions the later answer holds, item by item; both are told, and neither is lost."""
    one = codes()[0]
    send("a.json", answers(one, {"forming-aims": 3, "forming-roles": 2}, MORNING))
    send("b.json", answers(one, {"forming-aims": 1}, EVENING))
    done = run_here("assess", "collect", "harbour", "b.json", "a.json")
    assert done.out == (
        f"{one}: answers brought in, from a.json, b.json\n"
        "  two versions of forming-aims: 'strongly disagree' of 2026-11-20 18:00 holds; "
        "'agree' of 2026-11-20 09:00 gave way, and is kept\n"
    )
    (response,) = read().rounds[0].responses
    assert [(answer.item, answer.point) for answer in response.answers] == [("forming-aims", 1), ("forming-roles", 2)]
    assert [(answer.item, answer.point) for answer in response.replaced] == [("forming-aims", 3)]


def test_long_comments_are_reported_in_short() -> None:
    """Of two versions of a long comment only how they begin is shown; both are kept whole."""
    one = codes()[0]
    for name, letter, given in (("a.json", "a", MORNING), ("b.json", "b", EVENING)):
        comment = {"section": "forming", "box": "strengths", "text": letter * 5_000, "given": given}
        send(name, answers(one, {}, comments=[comment]))
    done = run_here("assess", "collect", "harbour", "a.json", "b.json")
    assert done.out == (
        f"{one}: answers brought in, from a.json, b.json\n"
        f"  two versions of forming strengths: '{'b' * 59}…' of 2026-11-20 18:00 holds; "
        f"'{'a' * 59}…' of 2026-11-20 09:00 gave way, and is kept\n"
    )
    (response,) = read().rounds[0].responses
    assert [len(one.text) for one in (*response.comments, *response.replaced_comments)] == [5_000, 5_000]


def test_a_clock_that_is_ahead_is_reported() -> None:
    """Answers from a day to come are brought in, and it is said that they hold over what is said before."""
    one = codes()[0]
    send("a.json", answers(one, {"forming-aims": 3}, "2999-01-01T09:00:00Z"))
    done = run_here("assess", "collect", "harbour", "a.json")
    assert (done.code, done.out) == (0, f"{one}: answers brought in, from a.json\n")
    assert done.err == (
        "a.json: warning: It says that it was filled in on 2999-01-01, a day to come. "
        "So it holds over whatever is said before. Ask whoever sent it to look at the clock of the computer.\n"
        f"1 person collected, 0 files refused.\n{STATUS}"
    )


def test_every_refusal_is_reported() -> None:
    """What does not belong here is refused as a whole with its reason, all at once; the rest is brought in."""
    one = codes()[0]
    Path("empty").mkdir()
    Path("form.html").write_text('<!doctype html><p id="form-data">', encoding="utf-8")
    wrong = {
        "code.json": answers(one, {}, code="leeds-partnership-2003"),
        "form.json": answers(one, {}, asked="0" * 16),
        "invitee.json": answers("nobody-7kx2", {}),
        "other.json": answers(one, {}, partnership="elsewhere"),
        "point.json": answers(one, {"forming-aims": 3, "forming-roles": 9}),
        "round.json": answers(one, {}, round=7),
    }
    files = [send(name, content) for name, content in wrong.items()]
    good = send("good.json", answers(one, {"forming-aims": 2}))
    done = run_here("assess", "collect", "harbour", *files, good, "empty", "form.html", "gone.json")
    assert (done.code, done.out) == (1, f"{one}: answers brought in, from good.json\n")
    assert done.err == (
        "Not brought in: code.json\n"
        "  These are answers about the code 'leeds-partnership-2003'; this round asks about "
        "'leeds-working-together-2017'. Send out the form of this round.\n"
        "Not brought in: empty\n"
        "  There is no answers file in this folder. Name another folder, or the files.\n"
        "Not brought in: form.html\n"
        "  This is the form itself, not the answers. Open the form, press 'Save answers file', "
        "and use the file that it saves.\n"
        "Not brought in: form.json\n"
        "  This form asked for other items, or in other words, than the round does now. "
        "Send out the form again, or bring back the round.toml that the form was made from.\n"
        "Not brought in: gone.json\n"
        "  There is no such file. Check the name; it may have been moved or removed.\n"
        "Not brought in: invitee.json\n"
        "  Nobody with the code 'nobody-7kx2' is asked in round 1. Ask who sent the file, or add the invitee.\n"
        "Not brought in: other.json\n"
        "  These are answers about 'elsewhere'; this is the partnership 'harbour-health'. "
        "Bring them into the folder of their own assessment.\n"
        "Not brought in: point.json\n"
        "  In answers 2: point is 9; the scale has 4 points. Open the form, press 'Save answers file', "
        "and use the file that it saves.\n"
        "Not brought in: round.json\n"
        "  These are answers of round 7; the rounds here are: 1.\n"
        f"1 person collected, 9 files refused.\n{STATUS}"
    )
    (response,) = read().rounds[0].responses
    assert [(answer.item, answer.point) for answer in response.answers] == [("forming-aims", 2)]


def test_what_is_passed_over_in_a_folder_is_reported() -> None:
    """Files of other kinds are told, and so is a note without answers; the text of an e-mail with answers comes in."""
    one = codes()[0]
    Path("mail").mkdir()
    send("mail/a.json", answers(one, {"forming-aims": 3}))
    Path("mail", "scan.pdf").write_bytes(b"%PDF")
    Path("mail", "notes.txt").write_text("Ask the Kite Club again.", encoding="utf-8")
    text = json.dumps(answers(one, {"forming-roles": 2}), indent=1)
    Path("mail", "mail.txt").write_text(f"Hello,\nhere it is:\n{text}\nBest wishes\n", encoding="utf-8")
    notes, scan = Path("mail", "notes.txt"), Path("mail", "scan.pdf")
    done = run_here("assess", "collect", "harbour", "mail")
    assert done.out == f"{one}: answers brought in, from {Path('mail', 'a.json')}, {Path('mail', 'mail.txt')}\n"
    assert done.err == (
        "Not looked at, since answers come in other kinds of files; name a file to bring it in all the same:\n"
        f"  {notes}\n  {scan}\n"
        f"1 person collected, 0 files refused.\n{STATUS}"
    )
    named = run_here("assess", "collect", "harbour", str(notes), str(scan))
    assert (named.code, named.err) == (
        1,
        (
            f"Not brought in: {notes}\n  There are no answers in this text. It has 5 words, and begins "
            "'Ask the Kite Club again.'. Ask whoever sent it for the file of answers, "
            "or type them in with 'compacts assess key-in'.\n"
            f"Not brought in: {scan}\n  This is a PDF. Type the answers in with 'compacts assess key-in'.\n"
            f"0 people collected, 2 files refused.\n{STATUS}"
        ),
    )
    assert run_here("assess", "collect", "harbour", "mail", "--json").json["not_looked_at"] == [str(notes), str(scan)]


def test_a_spoilt_file_costs_only_the_person_whose_it_is() -> None:
    """Where somebody's file cannot be read, or would become too large, that is told; all others are brought in."""
    people = sorted(codes())
    spoilt = Path("harbour", "round-1", "responses", f"{people[1]}.toml")
    files = [send(f"{place}.json", answers(one, {"forming-aims": 3})) for place, one in enumerate(people)]
    comment = {"section": "forming", "box": "strengths", "given": MORNING}
    for letter in "ab":
        comments = [{**comment, "text": letter * 5_000_000}]
        files.append(send(f"{letter}.json", answers(people[2], {}, comments=comments)))
    spoilt.write_text("invitee = me\n", encoding="utf-8")
    done = run_here("assess", "collect", "harbour", *files)
    assert done.code == 1
    assert done.out == (
        f"{people[0]}: answers brought in, from 0.json\n"
        f"{people[2]}: answers brought in, from 2.json, a.json\n"
        f"{people[3]}: answers brought in, from 3.json\n"
    )
    no_value = (
        f"{spoilt}:1:11: There is no value here that can be read; found 'me'. "
        'Put text in straight double quotes, as in title = "Our code".'
    )
    own = Path("harbour", "round-1", "responses", f"{people[2]}.toml")
    assert done.err == (
        f"{no_value}\n"
        f"Not brought in: 1.json\n  {no_value}\n"
        f"Not brought in: b.json\n  With this {own} would be larger than 8 MiB, and could not be read any more. "
        "So this was not saved. Shorten it, or what stands there.\n"
        f"3 people collected, 2 files refused.\n{STATUS}"
    )
    assert spoilt.read_text(encoding="utf-8") == "invitee = me\n"
    spoilt.unlink()
    assert {one.invitee for one in read().rounds[0].responses} == {people[0], *people[2:]}


def test_an_empty_form_is_no_answer() -> None:
    """A sheet that nobody filled in, as it lies in the folder of the forms, is refused, and nobody has answered."""
    run_here("assess", "form", "harbour", codes()[0], "--kind", "sheet")
    done = run_here("assess", "collect", "harbour", str(FORMS))
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        f"Not brought in: {FORMS / f'sheet-{codes()[0]}-round-1.csv'}\n"
        "  Nothing is filled in here. It may be the form as it was sent out. If it came back like this, "
        "this person has not answered.\n"
        f"0 people collected, 1 file refused.\n{STATUS}"
    )
    assert read().rounds[0].responses == ()


def test_a_copy_of_a_sync_program() -> None:
    """A copy that a sync program made is told of, and can be brought in; what both hold is kept."""
    one = codes()[0]
    run_here("assess", "collect", "harbour", send("a.json", answers(one, {"forming-aims": 3}, MORNING)))
    own = Path("harbour", "round-1", "responses", f"{one}.toml")
    copy = own.with_name(f"{one} (conflicted copy).toml")
    copy.write_text(own.read_text(encoding="utf-8").replace("forming-aims", "forming-roles"), encoding="utf-8")
    told = (
        f"{copy}: warning: This is not the file of anybody who is asked in this round, so no answer in it counts. "
        "If it holds answers, bring them in with 'compacts assess collect', then remove it.\n"
    )
    assert run_here("assess", "status", "harbour").err.startswith(told)
    done = run_here("assess", "collect", "harbour", str(copy))
    assert (done.code, done.out) == (0, f"{one}: newer answers brought in, from {copy}\n")
    copy.unlink()
    assert [answer.item for answer in read().rounds[0].responses[0].answers] == ["forming-aims", "forming-roles"]


def test_late_answers_are_marked() -> None:
    """What comes when the round is closed is kept and marked, and that is said."""
    one = codes()[0]
    _close()
    done = run_here("assess", "collect", "harbour", send("a.json", answers(one, {"forming-aims": 3})))
    assert (done.code, done.out) == (0, f"{one}: answers brought in, marked as late, from a.json\n")
    assert [answer.late for answer in read().rounds[0].responses[0].answers] == [True]


def test_collected_for_programs() -> None:
    """As JSON: what came of each person, with both versions, and what was refused with its reasons."""
    one = codes()[0]
    run_here("assess", "collect", "harbour", send("a.json", answers(one, {"forming-aims": 3}, MORNING)))
    send("b.json", answers(one, {"forming-aims": 1}, EVENING))
    done = run_here("assess", "collect", "harbour", "b.json", "gone.json", "--json")
    assert (done.code, done.err) == (1, "")
    assert done.json == {
        "schema_version": 1,
        "collected": [
            {
                "round": 1,
                "invitee": one,
                "files": ["b.json"],
                "state": "newer",
                "late": False,
                "conflicts": [
                    {
                        "where": "forming-aims",
                        "holds": {"words": "strongly disagree", "given": EVENING},
                        "gave_way": {"words": "agree", "given": MORNING},
                    }
                ],
                "older": [],
            }
        ],
        "refused": [
            {
                "name": "gone.json",
                "reasons": ["There is no such file. Check the name; it may have been moved or removed."],
            }
        ],
        "problems": [],
        "not_looked_at": [],
    }


def test_who_has_answered() -> None:
    """Everybody is listed by side and organisation, with how many items they answered; never with what."""
    council, other, kite, soup = codes()
    send("a.json", answers(council, {"forming-aims": 3, "forming-roles": 1}))
    run_here("assess", "collect", "harbour", "a.json")
    done = run_here("assess", "status", "harbour")
    assert (done.code, done.out) == (
        0,
        (
            "Harbour health, round 1\n"
            f"Asks about 4 items of {CODE}. Answers are asked for by 2999-03-31.\n"
            f"Answers are kept until {read().partnership.retention}.\n"
            "\n"
            "Public sector: 1 of 1 organisation answered\n"
            "  City Council\n"
            f"    {council}: 2 of 4 answered\n"
            f"    {other}: no answers\n"
            "\n"
            "Third sector: 0 of 2 organisations answered\n"
            "  Kite Club\n"
            f"    {kite} (agreed reply): no answers\n"
            "  Soup, and More\n"
            f"    {soup}: no answers\n"
        ),
    )
    assert done.err == "To see the results, close the round:  compacts assess close harbour\n"


@pytest.mark.parametrize(
    ("closes", "told"),
    [
        ('closes = "2026-11-20"', "Answers are asked for by 2026-11-20. This day has passed."),
        ('closes = "2999"', "Answers are asked for by 2999."),
        ("", "No closing day is set."),
        ('closed = "2026-11-21"', "It was closed on 2026-11-21."),
    ],
)
def test_dates_of_a_round(closes: str, told: str) -> None:
    """The closing day is told, whether it has passed, or when the round was closed."""
    path = Path("harbour", "round-1", "round.toml")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines = [
        closes if line.startswith("closes") else 'opened = "2026-11-19"' if "opened" in line else line for line in lines
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert run_here("assess", "status", "harbour").out.splitlines()[1] == f"Asks about 4 items of {CODE}. {told}"


@pytest.mark.parametrize("day", ["2020-01-01", "2020"])
def test_answers_that_were_kept_long_enough(day: str) -> None:
    """When the day has passed until which answers are kept, it is said what to do."""
    path = Path("harbour", "partnership.toml")
    until = read().partnership.retention
    path.write_text(path.read_text(encoding="utf-8").replace(until, day), encoding="utf-8")
    told = f"Answers were to be kept until {day}. This day has passed: delete the folder, and copies of it."
    assert run_here("assess", "status", "harbour").out.splitlines()[2] == told
    assert run_here("assess", "status", "harbour", "--json").json["retention"] == day


def test_status_for_programs() -> None:
    """As JSON: everybody with the number of items they answered."""
    one = codes()[0]
    run_here("assess", "collect", "harbour", send("a.json", answers(one, {"forming-aims": 3})))
    data = run_here("assess", "status", "harbour", "--json").json
    assert (data["round"], data["items"], data["closes"], data["closed"]) == (1, 4, "2999-03-31", "")
    assert data["sides"][0]["organisations"][0]["invitees"][0] == {
        "code": one,
        "role": "",
        "agreed": False,
        "answered": 1,
        "cannot_be_read": False,
        "new_or_reworded": 0,
    }
    assert data["cannot_be_read"] == []


def test_no_assessment() -> None:
    """A folder that is none, a folder that is not there and a round that is not there are told."""
    Path("empty").mkdir()
    hint = "Check the name, or begin an assessment with 'compacts assess new'.\n"
    empty, gone = run_here("assess", "status", "empty"), run_here("assess", "status", "gone")
    assert empty == (3, "", f"The folder empty is no assessment: it has no partnership.toml. {hint}")
    assert gone == (3, "", f"The folder gone is not there. {hint}")
    assert run_here("assess", "status", "harbour", "--round", "2") == (3, "", "There is no round 2. Rounds: 1.\n")


def test_a_damaged_file_stops() -> None:
    """A partnership that cannot be read is told with line and column, and nothing is done."""
    path = Path("harbour", "partnership.toml")
    path.write_text(path.read_text(encoding="utf-8").replace('visibility = "by', 'visibility = "bye'), encoding="utf-8")
    done = run_here("assess", "status", "harbour")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("harbour/partnership.toml:5:14: ")
