"""Signed words: proved by their hash, proposed where they are alike, and shown beside ours."""

from pathlib import Path

import pytest

from cli.running import run_here
from compact_core import read_text
from compact_core.documents.proofs import signed_words, state_of
from compact_core.documents.text_reader import read_text as blocks_of
from compact_core.documents.writing import draft_text
from documents.outlines import draft_from

SIGNED = """\
Lamp code

1 Light

1.1 The lamps are lit at dusk in every street.
1.2 Nobody is left in the dark for want of oil.
1.3 Broken glass is swept up by whoever sees it.
"""
CODE = (
    draft_text(draft_from(SIGNED, "lamp.txt"), "lamp.txt")
    .replace("The lamps are lit at dusk in every street.", "Light the lamps when it gets dark.")
    .replace(
        "Nobody is left in the dark for want of oil.", "Give oil to whoever has none, so that none is in the dark."
    )
)
OTHER = SIGNED.replace("for want of oil", "for lack of oil").replace(
    "1.3 Broken glass is swept up by whoever sees it.\n", ""
)
PARTS = ("the-lamps-are-lit-at-dusk", "nobody-is-left-in-the-dark", "broken-glass-is-swept-up-by")


def states(document: str) -> list[tuple[str, str]]:
    """How the words of each part stand in a document, and the words."""
    code = read_text(CODE).code
    assert code
    found = signed_words(code, blocks_of(document.encode(), lambda *_: None))
    return [(state_of(code, sentence), sentence.text) for sentence in found]


def test_words_are_proved_however_they_are_printed() -> None:
    """Case, punctuation, line breaks and running lines make no difference."""
    printed = "\f".join(f"LAMPS - page {n}\n{line.upper()}" for n, line in enumerate(SIGNED.splitlines(), 1))
    assert [state for state, _ in states(SIGNED)] == ["proved"] * 3
    assert [state for state, _ in states(printed.replace(" DARK FOR", "\nDARK FOR"))] == ["proved"] * 3


def test_words_that_differ_are_proposed() -> None:
    """Where no words give the hash, the line between its neighbours that is most like it is shown as differing."""
    assert states(OTHER) == [
        ("proved", "The lamps are lit at dusk in every street."),
        ("differs", "1.2 Nobody is left in the dark for lack of oil."),
        ("not found", ""),
    ]


def test_a_sentence_inside_a_printed_word_is_cut_out() -> None:
    """Where two sentences are printed without a space between them, each gets its own words."""
    glued = SIGNED.replace(" street.\n1.2 ", " street.")
    assert states(glued)[0] == ("proved", "The lamps are lit at dusk in every street")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the code and both documents, and a home of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    for name, text in (("lamp.toml", CODE), ("signed.txt", SIGNED), ("other.txt", OTHER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_document_is_attached_shown_verified_and_detached(place: Path) -> None:
    """The words stand beside ours while they are attached, and are kept in the user's folder alone."""
    kept = place / "home" / "wordings" / "lamp-code.toml"
    done = run_here("wording", "attach", "lamp-code", "signed.txt", "--codes", "lamp.toml")
    assert (done.code, done.out) == (0, "lamp-code: 3 of 3 sentences proved.\n")
    assert done.err == f"Kept in {kept}.\n"
    shown = run_here("show", f"lamp-code#{PARTS[0]}", "--codes", "lamp.toml").out
    assert "Signed words: “The lamps are lit at dusk in every street.” (proved)\n" in shown
    assert "Signed words: signed.txt: 3 proved\n" in run_here("show", "lamp-code", "--codes", "lamp.toml").out
    done = run_here("wording", "verify", "lamp-code", "--codes", "lamp.toml")
    assert (done.code, done.out, done.err) == (0, "lamp-code: 3 of 3 sentences proved.\n", "")
    done = run_here("wording", "detach", "lamp-code")
    assert (done.code, done.err) == (0, "The signed words of lamp-code are taken out.\n")
    assert not kept.exists()
    assert "Signed words: “" not in run_here("show", "lamp-code", "--codes", "lamp.toml").out


def test_what_is_not_proved_is_told(place: Path) -> None:
    """Each sentence that differs or is not found is named, and the exit code says that something was found."""
    done = run_here("wording", "attach", "lamp-code", "other.txt", "--codes", "lamp.toml")
    assert (done.code, done.out) == (
        1,
        (
            f"differs: {PARTS[1]}: 1.2 Nobody is left in the dark for lack of oil. (line 6)\n"
            f"not found: {PARTS[2]}\n"
            "lamp-code: 1 of 3 sentences proved, 1 differs, 1 not found.\n"
        ),
    )
    shown = run_here("show", "lamp-code", "--codes", "lamp.toml").out
    assert "Signed words: not found in the document\n" in shown
    assert "differs from the wording hash" in " ".join(shown.split())
    verified = run_here("wording", "verify", "lamp-code", "--codes", "lamp.toml", "--json")
    assert [row["state"] for row in verified.json["sentences"]] == ["proved", "differs", "not found"]
    assert place.joinpath("home", "wordings").is_dir()


@pytest.mark.usefixtures("place")
def test_the_better_document_stays() -> None:
    """A document that proves less takes the place of another only when that is asked for, and this is told."""
    run_here("wording", "attach", "lamp-code", "signed.txt", "--codes", "lamp.toml")
    refused = run_here("wording", "attach", "lamp-code", "other.txt", "--codes", "lamp.toml")
    assert refused.err == (
        "other.txt proves 1 of 3 sentences of lamp-code; signed.txt, which is attached, proves 3. So nothing was"
        " changed. To attach it all the same, add --anyway.\n"
    )
    assert run_here("wording", "verify", "lamp-code", "--codes", "lamp.toml").code == 0
    done = run_here("wording", "attach", "lamp-code", "other.txt", "--anyway", "--codes", "lamp.toml")
    assert done.err.startswith("It takes the place of signed.txt.\nKept in ")
    assert run_here("wording", "verify", "lamp-code", "--codes", "lamp.toml").code == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["attach", "lamp-code", "none.txt"],
            "none.txt: There is no such file. Check the name; it may have been moved or removed.",
        ),
        (
            ["attach", "lamp-code", "lamp.toml"],
            (
                "lamp.toml: Nothing here reads files of this kind. These can be read: .txt, .text, .md and .markdown."
                " Save it as one of them."
            ),
        ),
        (["attach", "lamp-code", "plain"], "plain: The file is plain text. Rename it so that it ends with .txt."),
        (
            ["attach", "lamp-code", "-"],
            "-: A document is not read from standard input. Write it into a file, and name that.",
        ),
        (
            ["attach", "lamp-code", "wrong.txt"],
            "wrong.txt: No words of lamp-code were found in this document. Check that it is the right one.",
        ),
        (["attach", "lamp-coat", "signed.txt"], "There is no code called 'lamp-coat'. Did you mean 'lamp-code'?"),
        (["verify", "lamp-code"], "No document is attached to lamp-code. Type: compacts wording attach lamp-code FILE"),
    ],
)
def test_what_cannot_be_done_is_told(arguments: list[str], message: str, place: Path) -> None:
    """One message says what is wrong and what to do."""
    (place / "wrong.txt").write_text("Nothing of it.\n", encoding="utf-8")
    (place / "plain").write_text("Some words.\n", encoding="utf-8")
    done = run_here("wording", *arguments, "--codes", "lamp.toml")
    assert (done.code, done.out, done.err) == (3, "", f"{message}\n")


def test_a_damaged_file_of_words_is_none(place: Path) -> None:
    """A file that cannot be read is as if nothing was attached."""
    run_here("wording", "attach", "lamp-code", "signed.txt", "--codes", "lamp.toml")
    (place / "home" / "wordings" / "lamp-code.toml").write_text("sentences = 1", encoding="utf-8")
    assert "Signed words: “" not in run_here("show", "lamp-code", "--codes", "lamp.toml").out
    assert run_here("wording", "detach", "../lamp-code").code == 3
    assert run_here("wording", "detach", "lamp-code").code == 0
