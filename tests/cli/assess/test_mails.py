"""Answers come back packed and in mails, and mails go out: through the command line, with real files."""

import io
import json
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape
from pathlib import Path

import pytest

from cli.assess.beginning import begin, codes, read
from cli.assess.sending import answers, send
from cli.running import run_here

FORMS = Path("harbour", "round-1", "forms")
STATUS = "To see who has answered:  compacts assess status harbour\n"
DRAFTS = "Open each in your mail program, put in the address, and send it. Nothing has been sent yet.\n"
LOOKED_OVER = "Not looked at, since answers come in other kinds of files; name a file to bring it in all the same:\n"
AIMS = "[answer:forming-aims] Your answer:"


@pytest.fixture(autouse=True)
def _begun(here: Path) -> None:
    """Begin the assessment of every test here."""
    assert here.is_dir()
    assert begin().code == 0


def mail(
    text: str, attached: dict[str, bytes] | None = None, *, date: str = "Fri, 20 Nov 2026 09:00:00 +0000"
) -> bytes:
    """A saved mail."""
    made = EmailMessage()
    made["From"], made["Date"] = "nobody", date
    made.set_content(text)
    for name, data in (attached or {}).items():
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def packed(files: dict[str, bytes]) -> bytes:
    """A zip file."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def saved(who: str, point: int = 3) -> bytes:
    """An answers file."""
    return json.dumps(answers(who, {"forming-aims": point})).encode()


def test_whatever_is_packed_is_looked_into() -> None:
    """Folders in folders, zip files, mails, their attachments and mails that are passed on are read, each named."""
    one, two, three, four = codes()
    run_here("assess", "form", "harbour", four, "--kind", "mail")
    form = Path(FORMS, f"mail-{four}-round-1.txt").read_text(encoding="utf-8")
    inner = Path("back", "more", "deep")
    inner.mkdir(parents=True)
    Path(inner, "a.json").write_bytes(saved(one))
    Path("back", "all.zip").write_bytes(
        packed({"x/b.json": saved(two), "x/scan.pdf": b"%PDF", "__MACOSX/._b.json": b"x"})
    )
    passed_on = mail("See below.", {"c.json": saved(three), "logo.gif": b"GIF8"})
    Path("back", "fwd.eml").write_bytes(mail("Please see.", {"old.eml": passed_on}))
    Path("back", "reply.eml").write_bytes(mail(form.replace(AIMS, f"{AIMS} SA")))
    done = run_here("assess", "collect", "harbour", "back")
    files = (Path(inner, "a.json"), "back/all.zip: x/b.json", "back/fwd.eml: old.eml: c.json", "back/reply.eml")
    expected = [f"{who}: answers brought in, from {file}" for who, file in zip(codes(), files, strict=True)]
    assert sorted(done.out.splitlines()) == sorted(expected)
    assert done.err == (
        f"{LOOKED_OVER}  back/all.zip: x/scan.pdf\n  back/fwd.eml: old.eml: logo.gif\n"
        f"4 people collected, 0 files refused.\n{STATUS}"
    )
    given = {said.given for response in read().rounds[0].responses for said in response.answers}
    assert given == {"2026-11-20T09:00:00Z"}


def test_a_linked_folder_is_looked_into_once() -> None:
    """A link to a folder is followed, and one that leads back to where it lies ends."""
    one = codes()[0]
    Path("back", "inner").mkdir(parents=True)
    Path("back", "inner", "a.json").write_bytes(saved(one))
    Path("back", "inner", "again").symlink_to(Path("back").resolve(), target_is_directory=True)
    done = run_here("assess", "collect", "harbour", "back")
    assert (done.code, done.out) == (0, f"{one}: answers brought in, from {Path('back', 'inner', 'a.json')}\n")


def test_a_mail_without_answers_is_told_for_what_it_is() -> None:
    """What a mail looks like is said, what is attached is named, and a form that nobody filled in is no answer."""
    one = codes()[0]
    run_here("assess", "form", "harbour", one, "--kind", "mail")
    form = Path(FORMS, f"mail-{one}-round-1.txt").read_text(encoding="utf-8")
    Path("a.eml").write_bytes(mail("Thank you, I am away until Monday.", {"scan.pdf": b"%PDF"}))
    Path("b.eml").write_bytes(mail(form))
    done = run_here("assess", "collect", "harbour", "a.eml", "b.eml")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "Not brought in: a.eml\n"
        "  This is a mail without answers. There are no answers in this text. It has 7 words, and begins "
        "'Thank you, I am away until Monday.'. Ask whoever sent it for the file of answers, "
        "or type them in with 'compacts assess key-in'.\n"
        "Not brought in: b.eml\n"
        "  Nothing is filled in here. It may be the form as it was sent out. If it came back like this, "
        "this person has not answered.\n"
        f"{LOOKED_OVER}  a.eml: scan.pdf\n"
        f"0 people collected, 2 files refused.\n{STATUS}"
    )


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("smime.p7m", "It is encrypted. Open it in the mail program, and save its text."),
        ("winmail.dat", "Outlook has packed what is in it in a way of its own. Ask for it again as plain text."),
        ("photo.jpg", "There is no text in it. Ask whoever sent it to send the answers again."),
    ],
)
def test_a_mail_without_text_is_told_for_what_it_is(file: str, told: str) -> None:
    """An encrypted mail, one that Outlook has packed, and one without any text are told apart."""
    head = f"From: a\nMIME-Version: 1.0\nContent-Type: application/octet-stream; name={file}\n"
    Path("a.eml").write_text(f"{head}Content-Transfer-Encoding: base64\n\nMIAG\n", encoding="utf-8")
    done = run_here("assess", "collect", "harbour", "a.eml")
    assert done.err == (
        f"Not brought in: a.eml\n  This is a mail without answers. {told}\n"
        f"{LOOKED_OVER}  a.eml: {file}\n0 people collected, 1 file refused.\n{STATUS}"
    )


def test_a_mail_that_is_answered_in_its_page_only() -> None:
    """Where the text of a mail is the form as it was sent and its page has the answers, they are brought in."""
    one = codes()[0]
    run_here("assess", "form", "harbour", one, "--kind", "mail")
    form = Path(FORMS, f"mail-{one}-round-1.txt").read_text(encoding="utf-8")
    message = EmailMessage()
    message["From"], message["Date"] = "nobody", "Fri, 20 Nov 2026 09:00:00 +0000"
    message.set_content(form)
    message.add_alternative(f"<!DOCTYPE html><pre>{escape(form.replace(AIMS, f'{AIMS} SA'))}</pre>", subtype="html")
    Path("a.eml").write_bytes(message.as_bytes())
    assert run_here("assess", "collect", "harbour", "a.eml").out == f"{one}: answers brought in, from a.eml\n"
    (said,) = read().rounds[0].responses[0].answers
    assert said.point == 4


def _nested(depth: int) -> bytes:
    head = b"From: a\nMIME-Version: 1.0\n"
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    return head + parts + b"\nhello\n"


def _zips(depth: int) -> bytes:
    data = packed({"a.json": b"{}"})
    for _ in range(depth):
        data = packed({"a.zip": data})
    return data


def _bomb() -> bytes:
    return packed({f"{number}.json": bytes(8 * 1024 * 1024) for number in range(9)})


def _lying() -> bytes:
    data = packed({"a.json": b" " * 1_000})
    at = data.index(b"PK\x01\x02") + 24
    return data[:at] + (10).to_bytes(4, "little") + data[at + 4 :]


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "deep.eml": (
        lambda: _nested(10_000),
        "This mail was not looked into. It has more parts or lines than any mail of answers.",
    ),
    "nested.eml": (
        lambda: _nested(100),
        "This mail was not looked into. Its parts stand inside each other deeper than in any mail of answers.",
    ),
    "parts.eml": (
        lambda: b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
        "This mail was not looked into. It has more parts or lines than any mail of answers.",
    ),
    "head.eml": (
        lambda: b"From: a\nMIME-Version: 1.0\nContent-Type: text/plain;" + b' a="' * 500_000 + b"\n\nx",
        "This mail was not looked into. A line at its head is longer than any mail program writes.",
    ),
    "zips.zip": (lambda: _zips(7), "Packed files and mails stand inside each other too deep here."),
    "many.zip": (
        lambda: packed({f"{number}.pdf": b"" for number in range(1_001)}),
        "More than 1,000 files are packed in this file.",
    ),
    "bomb.zip": (_bomb, "There is more in this packed file than is looked at."),
    "lying.zip": (_lying, "This packed file is damaged."),
    "cut.zip": (lambda: packed({"a.json": b"{}"})[:40], "This packed file is damaged."),
    "marks.txt": (lambda: b"[answer:forming-aims] agree " * 50_000, "The form does not say"),
    "braces.txt": (lambda: b'{"format": "compacts-answers-1", ' * 50_000, "This answers file is damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_costs_one_message(name: str) -> None:
    """Bombs, parts without end, sizes that lie: each is refused with one message, and nothing is written.

    No time is asserted. Most messages name the limit at which reading ended; where there is none, a file of this size
    would take hours if its work grew faster than the file does.
    """
    make, message = HOSTILE[name]
    Path(name).write_bytes(make())
    before = sorted(Path().iterdir())
    done = run_here("assess", "collect", "harbour", name)
    assert (done.code, done.out) == (1, "")
    assert message in done.err
    assert sorted(Path().iterdir()) == before


def test_names_of_attached_files_lead_nowhere() -> None:
    """A path for a name is only shown; what is attached under it is read, and written nowhere."""
    one = codes()[0]
    Path("a.eml").write_bytes(mail("x", {"../../etc/a.json": saved(one), "C:\\evil\x1b[31m.json": b"{}"}))
    done = run_here("assess", "collect", "harbour", "a.eml")
    assert done.out == f"{one}: answers brought in, from a.eml: ../../etc/a.json\n"
    assert "\x1b" not in done.err
    assert not Path("..", "etc").exists()


def test_a_mail_for_each_person() -> None:
    """A draft for everybody is written, with the form attached and no address, and it comes out the same again."""
    one = codes()[0]
    done = run_here("assess", "invite", "harbour", "--mail")
    names = [f"{FORMS}/invitation-{who}-round-1.eml" for who in codes()]
    assert (done.code, done.out.splitlines(), done.err) == (0, names, f"4 files written.\n{DRAFTS}")
    draft = message_from_bytes(Path(names[0]).read_bytes(), policy=default)
    assert (draft["X-Unsent"], draft["To"], draft["From"]) == ("1", None, None)
    assert draft["Subject"] == "How do we work together? Harbour health: round 1"
    body = draft.get_body(("plain",))
    assert body is not None
    assert f"Your code: {one}" in body.get_content()
    (attached,) = draft.iter_attachments()
    assert attached.get_filename() == f"form-{one}-round-1.html"
    run_here("assess", "form", "harbour", one)
    form = Path(FORMS, f"form-{one}-round-1.html").read_text(encoding="utf-8")
    assert attached.get_content().split() == form.split()
    assert (
        run_here("assess", "invite", "harbour", "--mail").err
        == f"0 files written, 4 there already and the same.\n{DRAFTS}"
    )


def test_whoever_is_asked_more_gets_a_mail() -> None:
    """With the name of an organisation only those who are asked more get a draft; its questions can be its text."""
    done = run_here("assess", "invite", "harbour", "Kite Club", "--mail", "--kind", "mail", "--to", "out")
    new = codes()[-1] if len(codes()) > 4 else codes()[0]
    assert done.code == 0
    (path,) = Path("out").iterdir()
    who = path.name.removeprefix("invitation-").removesuffix("-round-1-mail.eml")
    assert who in codes()
    draft = message_from_bytes(path.read_bytes(), policy=default)
    assert list(draft.iter_attachments()) == []
    assert AIMS in draft.get_content()
    assert new in codes()
    told = "Name the organisation of whom more people are asked, or add --mail to write mails."
    assert told in run_here("assess", "invite", "harbour").err


def test_only_those_who_have_not_answered_are_reminded() -> None:
    """A reminder is written for everybody without answers, and none when the round is closed or all have answered."""
    one, *others = codes()
    run_here("assess", "collect", "harbour", send("a.json", answers(one, {"forming-aims": 3})))
    done = run_here("assess", "status", "harbour", "--remind")
    names = [f"{FORMS}/reminder-{who}-round-1.eml" for who in others]
    assert (done.code, done.out.splitlines(), done.err) == (0, names, f"3 files written.\n{DRAFTS}")
    draft = message_from_bytes(Path(names[0]).read_bytes(), policy=default)
    body = draft.get_body(("plain",))
    assert body is not None
    assert "Your answers have not come yet. They are asked for by 31 March 2999." in " ".join(
        body.get_content().split()
    )
    files = [send(f"{who}.json", answers(who, {"forming-aims": 3})) for who in others]
    run_here("assess", "collect", "harbour", *files)
    assert run_here("assess", "status", "harbour", "--remind").err == (
        "0 files written.\nEverybody has answered. Nobody need be reminded.\n"
    )
    run_here("assess", "close", "harbour")
    assert "Nobody is reminded any more." in run_here("assess", "status", "harbour", "--remind").err


def test_mails_go_with_the_person() -> None:
    """Whoever is erased leaves no draft behind, and those of others stay."""
    one, *others = codes()
    run_here("assess", "invite", "harbour", "--mail")
    run_here("assess", "status", "harbour", "--remind", "--kind", "mail")
    run_here("assess", "erase", "harbour", one, "--yes")
    assert sorted(path.name for path in FORMS.iterdir()) == sorted(
        name for who in others for name in (f"invitation-{who}-round-1.eml", f"reminder-{who}-round-1-mail.eml")
    )


def test_each_kind_of_form_is_written_beside_the_others() -> None:
    """A second kind in the same folder finds nothing in its way, whether it goes with an invitation or in a mail."""
    for kind in ("html", "sheet", "paper"):
        done = run_here("assess", "form", "harbour", "--kind", kind)
        same = "" if kind == "html" else ", 4 there already and the same"
        written = 8 if kind == "html" else 4
        assert (done.code, done.err.splitlines()[0]) == (0, f"{written} files written{same}.")
    for kind in ("html", "mail", "sheet"):
        assert run_here("assess", "invite", "harbour", "--mail", "--kind", kind).code == 0
    run_here("assess", "erase", "harbour", codes()[0], "--yes")
    assert len([*FORMS.iterdir()]) == 3 * 7


NO_KIND = "There is no kind of form called 'mial'. Did you mean 'mail'? The kinds are: html, paper, sheet, mail, all.\n"
NO_PACKAGE = (
    "Forms of the kind 'docx' come with the package compacts-word, which is not here. "
    "To install it, type in the folder of the project: pip install plugins/compacts-word\n"
)


@pytest.mark.parametrize(("kind", "message"), [("mial", NO_KIND), ("docx", NO_PACKAGE)])
def test_a_kind_that_is_not_there(kind: str, message: str) -> None:
    """A kind that does not exist, or comes with a package, is told with what to do."""
    done = run_here("assess", "form", "harbour", "--kind", kind)
    assert (done.out, done.err) == ("", message)
