"""Saved mails of Outlook: read like other mails, and refused with one message when they are not."""

import struct
from contextlib import suppress
from email import message_from_bytes
from email.policy import default
from importlib.metadata import entry_points

import pytest
from hypothesis import given
from hypothesis import strategies as st
from saved_mail import Storage, packed, saved

from compact_core import CompactsError
from compact_core.plugins import AnswerReader
from compact_core.testing import loaded_plugins
from compacts_outlook.reading import read

SAVE = "Save it as plain text, or as .eml, and name that file."
DAMAGED = f"This mail is damaged, or it is another file of Outlook. {SAVE}"


def test_a_saved_mail_is_read_as_it_was_sent() -> None:
    """Text, HTML, the moment and the attachments come out, whatever the attachments are called."""
    attached = {"answers.json": b"{}", "../../etc/passwd": b"x" * 5_000}
    data = saved("Hello\r\nyou, \u00e9", "<p>Hello", 1_772_357_400, attached)
    mail = message_from_bytes(read(data), policy=default)
    text, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert page is not None
    assert (text.get_content().strip(), page.get_content().strip()) == ("Hello\r\nyou, \u00e9", "<p>Hello")
    assert mail["Date"].datetime.isoformat() == "2026-03-01T09:30:00+00:00"
    files = {part.get_filename(): part.get_content() for part in mail.iter_attachments()}
    assert files == attached


def test_a_mail_with_only_a_page_and_no_date_is_read() -> None:
    """A mail without plain text and without a date keeps its HTML."""
    mail = message_from_bytes(read(saved(page="<p>agree</p>")), policy=default)
    page = mail.get_body(("html",))
    assert page is not None
    assert (page.get_content().strip(), mail["Date"]) == ("<p>agree</p>", None)


def lying() -> bytes:
    """A mail that says of one of its streams that it has a hundred million bytes."""
    data = bytearray(packed(Storage({"large": b"x"}, {})))
    struct.pack_into("<Q", data, data.find("large".encode("utf-16-le")) + 120, 100_000_000)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", f"This is no mail that Outlook has saved, whatever its name says. {SAVE}"),
        (saved("x")[:700], DAMAGED),
        (packed(Storage({"WordDocument": b"x"}, {})), DAMAGED),
        (saved(), f"This mail has no text that can be read. {SAVE}"),
        (lying(), f"This mail holds far more than any mail of answers. {SAVE}"),
    ],
    ids=["text", "cut", "word", "empty", "full"],
)
def test_what_is_no_mail_is_told(data: bytes, message: str) -> None:
    """Other files get one clear message."""
    with pytest.raises(CompactsError) as caught:
        read(data)
    assert str(caught.value) == message


@given(st.binary(max_size=40), st.integers(0, 3_000))
def test_a_damaged_mail_is_told_of_or_read(noise: bytes, at: int) -> None:
    """Whatever bytes stand anywhere, the mail is read or refused."""
    data = saved("agree", attached={"a.json": b"{}"})
    with suppress(CompactsError):
        assert message_from_bytes(read(data[:at] + noise + data[at + len(noise) :]))["Message-ID"] == "<saved>"


def test_the_package_announces_the_plugin() -> None:
    """The entry point of the installed package leads to the plugin, which offers one reader."""
    (point,) = entry_points(group="compacts", name="outlook")
    plugins = loaded_plugins(point)
    readers = [(one.name, one.suffixes) for _, one in plugins.offers("compacts_answer_readers", AnswerReader)]
    assert readers == [("Outlook mail", (".msg",))]
    assert plugins.problems == []
