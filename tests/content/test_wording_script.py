"""The script that proves codes against their documents, run on an invented document and an invented code."""

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest
import tomlkit
from wording import main

from cli.running import called
from compact_core.content.read import read_code
from compact_core.text import wording_digest

DOCUMENT = """\
Harbour Town accord
\tContents\tPage
1\tWhy we meet\t1

1 Why we meet

- 1a The harbour is old. These keep it:
- the pilots; and
 - the divers.
- 1b Tides turn, and so do
plans made
by us.

All crews need to:

- mend nets;
- share lamps.

2 Boats

Small boats\tLarge boats
Rowed by hand.\tMoved by wind.

C. What crews do

The table has two headings:

- At sea

Read it aloud.

At sea
Each crew keeps a log

Logs are read (<i>e.g. by pilots</i>)
once a year

For more information contact the offices:

Harbour Office

Pat Invented
Phone: none

Lamp Office
Phone: none
"""

CODE = """\
# Invented for a test.
format = 2

[code]
id = "harbour"
title = "Harbour Town accord"

[agreement]
id = "harbour"
name = "Harbour Town accord"
kind = "accord"

[source]
title = "Harbour Town accord"
sha256 = "{sha256}"
"""

SECTION = """
[[parts]]
kind = "section"
id = "{id}"
title = "{title}"
number = "{number}"
within = "{within}"
lead = "{lead}"
"""

PROVISION = """
[[parts]]
kind = "{kind}"
id = "{id}"
at = "{at}"
title = "{title}"
text = "In our words."
"""

CONTACT = """
[[parts]]
kind = "contact"
id = "{id}"
at = "{at}"
organisation = "{organisation}"
"""

# What the wording of each provision is, joined and without labels and marks.
OFFICIAL = {
    "meet": "All crews need to:",
    "contacts": "For more information contact the offices:",
    "harbour-old": "The harbour is old. These keep it: the pilots; and the divers.",
    "tides": "Tides turn, and so do plans made by us.",
    "nets": "mend nets;",
    "lamps": "share lamps.",
    "small": "Rowed by hand.",
    "large": "Moved by wind.",
    "table": "The table has two headings: At sea Read it aloud.",
    "log": "Each crew keeps a log",
    "logs-read": "Logs are read (e.g. by pilots) once a year",
}


def section(name: str, title: str, number: str = "", within: str = "", lead: str = "") -> str:
    """A section of the invented code."""
    return SECTION.format(id=name, title=title, number=number, within=within, lead=lead)


def provision(name: str, kind: str, at: str, title: str) -> str:
    """A provision of the invented code."""
    return PROVISION.format(id=name, kind=kind, at=at, title=title)


def contact(name: str, at: str, organisation: str) -> str:
    """A contact of the invented code."""
    return CONTACT.format(id=name, at=at, organisation=organisation)


TIDES = provision("tides", "paragraph", "1b", "Plans")
NETS = provision("nets", "action", "1, bullet 1", "Nets")
LOG = provision("log", "action", "At sea, row 1", "A log")
OFFICE = contact("harbour-office", "contacts, 1", "Harbour Office")
PARTS = (
    section("meet", "Why we meet", "1", lead="Every crew has to:"),
    provision("harbour-old", "paragraph", "1a", "Who keeps it"),
    TIDES,
    NETS,
    provision("lamps", "action", "1, bullet 2", "Lamps"),
    section("boats", "Boats", "2"),
    provision("small", "partnership-type", "2, table, column 1", "Small boats"),
    provision("large", "partnership-type", "2, table, column 2", "Large boats"),
    section("crews", "What crews do", "C"),
    provision("table", "paragraph", "C", "How to read it"),
    section("sea", "At sea", within="crews"),
    LOG,
    provision("logs-read", "action", "At sea, row 2", "Logs read"),
    section("contacts", "For more information", lead="Ask an office."),
    OFFICE,
    contact("lamp-office", "contacts, 2", "Lamp Office"),
)


class Run(NamedTuple):
    """What the script answered."""

    status: int
    summary: str
    problems: list[str]


class Desk:
    """A folder with one document and one code, on which the script is run."""

    def __init__(self, folder: Path) -> None:
        """Lay out both, the code with its wording hashes."""
        self.folder = folder
        self.code = folder / "harbour.toml"
        (folder / "accord.txt").write_text(DOCUMENT, encoding="utf-8", newline="\n")
        head = CODE.format(sha256=sha256(DOCUMENT.encode()).hexdigest())
        self.code.write_text(head + "".join(PARTS), encoding="utf-8")

    def run(self, *arguments: str) -> Run:
        """Run the script on the code; problems are given without the name of the file."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("COMPACTS_SEEDS", str(self.folder))
            done = called(main, *arguments, self.code)
        problems = [line.removeprefix(f"{self.code}: ") for line in done.err.splitlines()]
        return Run(done.code, done.out.strip(), problems)

    def change(self, old: str, new: str) -> None:
        """Change the one place of the code where a text stands."""
        content = self.code.read_text(encoding="utf-8")
        assert content.count(old) == 1
        self.code.write_text(content.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a code that its document proves."""
    desk = Desk(tmp_path_factory.mktemp("proved"))
    assert desk.run("--write") == Run(0, "1 file checked, 1 document found, 0 problems.", [])
    return desk.code.read_bytes()


@pytest.fixture
def desk(tmp_path: Path, proved: bytes) -> Desk:
    """A code that its document proves."""
    desk = Desk(tmp_path)
    desk.code.write_bytes(proved)
    return desk


def test_a_right_code_passes(desk: Desk) -> None:
    """A code that was written to passes without being written to again."""
    before = desk.code.read_bytes()
    assert desk.run() == Run(0, "1 file checked, 1 document found, 0 problems.", [])
    assert desk.code.read_bytes() == before


def test_writing_hashes_the_official_sentences(desk: Desk) -> None:
    """Lists, page breaks, tables, leads and rows are put together as the document means them; contacts are left out."""
    wording = {one.provision: (one.digest, one.words) for one in read_code(desk.code).wording}
    assert wording == {name: wording_digest(sentence) for name, sentence in OFFICIAL.items()}


def test_writing_changes_only_the_wording(desk: Desk) -> None:
    """Comments and the rest of the file stay as they are; an entry of nothing goes."""
    right = desk.code.read_text(encoding="utf-8")
    digest, number = wording_digest(OFFICIAL["nets"])
    desk.change(
        f'nets = "{digest} {number}"', '# by hand\nnets = "0123456789abcdef 2"\nharbour-office = "0123456789abcdef 2"'
    )
    assert desk.run("--write").status == 0
    assert desk.code.read_text(encoding="utf-8") == right.replace("nets = ", "# by hand\nnets = ")


def test_an_unproved_code_is_reported_hash_by_hash(tmp_path: Path) -> None:
    """Without --write every missing hash is told, in the order of the code."""
    run = Desk(tmp_path).run()
    assert run.status == 1
    assert run.problems == [f"'{name}' has no wording hash. Run this script with --write." for name in OFFICIAL]


def test_a_stale_hash_is_reported(desk: Desk) -> None:
    """A hash that is not of the document's sentence is told."""
    digest, number = wording_digest(OFFICIAL["nets"])
    desk.change(f"{digest} {number}", f"{digest} {number + 1}")
    message = "The wording hash of 'nets' is not the document's. Run this script with --write."
    assert desk.run() == Run(1, "1 file checked, 1 document found, 1 problem.", [message])


def test_a_place_that_does_not_exist_is_reported(desk: Desk) -> None:
    """Both ends are told: the provision without a place, and the sentence that nothing restates."""
    desk.change("1, bullet 2", "1, bullet 3")
    assert desk.run("--write").problems == [
        "'lamps' stands at '1, bullet 3', a place that the document does not have.",
        "Nothing restates what the document says at '1, bullet 2': share lamps.",
    ]


def test_a_sentence_that_nothing_restates_is_reported(desk: Desk) -> None:
    """A provision that is left out leaves its sentence without a restatement."""
    desk.change(LOG, "")
    message = "Nothing restates what the document says at 'At sea, row 1': Each crew keeps a log"
    assert desk.run("--write").problems == [message]


def test_a_contact_that_is_left_out_is_reported_without_its_words(desk: Desk) -> None:
    """The block of a contact names people, so it is never printed."""
    desk.change(OFFICE, "")
    assert desk.run("--write").problems == ["Nothing restates what the document says at 'contacts, 1'"]


def test_two_provisions_at_one_place_are_reported(desk: Desk) -> None:
    """One place is restated once."""
    desk.change("1, bullet 2", "1, bullet 1")
    assert desk.run("--write").problems == [
        "'nets' and 'lamps' both stand at '1, bullet 1'.",
        "Nothing restates what the document says at '1, bullet 2': share lamps.",
    ]


def test_provisions_out_of_order_are_reported(desk: Desk) -> None:
    """The order is the document's."""
    desk.change(TIDES, "")
    desk.change(NETS, NETS + TIDES)
    assert desk.run("--write").problems == ["'tides' stands later in the code than in the document."]


def test_a_changed_name_is_reported(desk: Desk) -> None:
    """Headings and short names are the document's own."""
    desk.change('title = "Small boats"', 'title = "Little boats"')
    message = "'small' is called 'Little boats', which the document does not print."
    assert desk.run("--write").problems == [message]


def test_a_changed_heading_is_reported_with_what_it_hides(desk: Desk) -> None:
    """A heading that the document does not have loses the places below it, and they are told too."""
    desk.change('title = "Boats"', 'title = "Ships"')
    assert desk.run("--write").problems == [
        "'small' stands at '2, table, column 1', a place that the document does not have.",
        "'large' stands at '2, table, column 2', a place that the document does not have.",
        "Nothing restates what the document says at '1, row 1': 2 Boats",
        "Nothing restates what the document says at '1, table, column 1': Rowed by hand.",
        "Nothing restates what the document says at '1, table, column 2': Moved by wind.",
        "'boats' is called 'Ships', which the document does not print.",
    ]


def test_copied_words_are_reported(desk: Desk) -> None:
    """Twelve words of the document in a row are too many; eleven are not."""
    eleven = "the harbour is old these keep it the pilots and the"
    desk.change("# Invented for a test.", f"# {eleven}")
    assert desk.run("--write").problems == []
    desk.change(f"# {eleven}", f"# {eleven} divers")
    message = "More than 11 words in a row are the document's own: 'the harbour is old these ...'"
    assert desk.run("--write").problems == [message]


def test_a_missing_document_is_reported(desk: Desk) -> None:
    """A code whose document is absent is not called proved."""
    (desk.folder / "accord.txt").unlink()
    message = "The document of this code is not in the documents' folder. Set COMPACTS_SEEDS to the right one."
    assert desk.run() == Run(1, "1 file checked, 0 documents found, 1 problem.", [message])


def test_a_broken_code_is_reported(desk: Desk) -> None:
    """A file that cannot be read as a code is a problem, not a traceback."""
    desk.change('kind = "accord"\n', "")
    run = desk.run()
    assert (run.status, run.summary) == (1, "1 file checked, 1 document found, 1 problem.")
    assert "kind" in run.problems[0]


def test_a_missing_file_is_reported(desk: Desk) -> None:
    """A file that is not there is a problem, not a traceback."""
    desk.code.unlink()
    run = desk.run()
    assert (run.status, run.summary) == (1, "1 file checked, 1 document found, 1 problem.")
    assert "No such file" in run.problems[0]


def test_other_files_are_only_checked_for_copied_words(desk: Desk) -> None:
    """A file that is not a code, such as a statement of rights, has no places to prove."""
    desk.code = desk.folder / "rights.md"
    desk.code.write_text("Our own words.", encoding="utf-8")
    assert desk.run() == Run(0, "1 file checked, 1 document found, 0 problems.", [])


def test_the_wording_stays_readable_to_other_tools(desk: Desk) -> None:
    """What is written is plain TOML, one entry a provision."""
    table = tomlkit.parse(desk.code.read_text(encoding="utf-8"))["wording"]
    assert set(tomlkit.item(table).unwrap()) == set(OFFICIAL)
