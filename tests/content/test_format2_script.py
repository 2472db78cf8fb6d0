"""The script that rewrites files of format 1: nothing is lost, comments and the order of the document are kept."""

import sys
import tomllib
from pathlib import Path

import format2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core.content.read import read_text
from compact_core.content.write import toml_text
from programs import finished
from samples import ORDER_HEAD
from strategies import texts

SCRIPT = Path(__file__).parents[2] / "scripts" / "format2.py"


HEAD = f"# Our code.\nformat = 1  # as it was\n\n{ORDER_HEAD}"
PARTY = """
[[parties]]
id = "public"
name = "Public sector"
side = "public"
"""
SECTIONS = """
[[sections]]
id = "s1"
number = "1"
title = "Statutory position"

# What comes in between.
[[sections]]
id = "s1a"
within = "s1"
title = "Sub"
"""
FIRST = """
# The first clause.

[[provisions]]  # of four
section = "s1"  # the outer one
id = "a"
kind = "paragraph"
# as printed
at = "1.1"
text = \"\"\"
First. The act is set out below:
# it is no comment
[[tables]]\"\"\"
# and this is the end of it
"""
BOXES = """
[[quotations]]
id = "q"
section = "s1"
at = "1.1, box"
instrument = "The Act"
text = "Quote."

[wording]
a = "0123456789abcdef 9"

[[tables]]
id = "t"
section = "s1"
at = "1.1, table"
headings = ["a"]
rows = [
    ["x"],  # one
    ["y"],
]
"""
REST = """
[[provisions]]
section = "s1"
id = "b"
kind = "action"
at = "1.2"
text = "Second."
parts = ["this", "that"]

[[provisions]]
section = "s1a"
id = "c"
kind = "paragraph"
at = "1.3"
text = "Third, in the subsection."

[[provisions]]
section = "s1"
id = "d"
kind = "paragraph"
at = "1.4"
text = "Closing words after the subsection."
"""
WHOLE = HEAD + PARTY + SECTIONS + FIRST + BOXES + REST
ORDER = ["s1", "a", "q", "t", "b", "s1a", "c", "d"]


def rewrite(path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Exit code of the script for a file with this text, what it said of the file, and the text afterwards."""
    path.write_bytes(text.encode())
    status = format2.main([str(path)])
    return status, capsys.readouterr().out.replace(f"{path}: ", ""), path.read_bytes().decode()


def test_a_document_keeps_its_order_and_its_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The parts stand as printed, without any problem; each comment stands where it was."""
    status, told, text = rewrite(tmp_path / "a.toml", WHOLE, capsys)
    assert (status, told) == (0, "rewritten.\n")
    code, problems = read_text(text)
    assert code is not None
    assert problems == ()
    assert [part.id for part in code.parts] == ORDER
    assert [getattr(part, "at", "") for part in code.parts] == [
        "",
        "1.1",
        "1.1, box",
        "1.1, table",
        "1.2",
        "",
        "1.3",
        "1.4",
    ]
    assert [part.number for part in code.parts] == ["1", "1.1", "", "", "1.2", "", "1.3", "1.4"]
    assert [part.within for part in code.parts] == ["", "s1", "s1", "s1", "s1", "s1", "s1a", "s1"]
    assert code.part("1.2") == code.provisions[1]
    assert "covers" in text
    comments = [
        *("# Our code.\n", "format = 2  # as it was\n", "# What comes in between.\n[[parts]]\n"),
        *("# The first clause.\n\n[[parts]]  # of four\n", "# the outer one\n", '# as printed\nnumber = "1.1"\n'),
        *('[[tables]]"""\n# and this is the end of it\n', '["x"],  # one\n'),
    ]
    assert [comment for comment in comments if text.count(comment) != 1] == []


def test_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of format 2 is left as it is, byte for byte."""
    _, _, text = rewrite(tmp_path / "a.toml", WHOLE, capsys)
    assert rewrite(tmp_path / "a.toml", text, capsys) == (0, "is not in format 1; left as it is.\n", text)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"\ufeff{text}",
        lambda text: text.rstrip("\n"),
        lambda text: text.replace("Order", "Or\u2028der \x85"),
        lambda text: text.replace("[[provisions]]", '[[ "provisions" ]]').replace("\nat =", "\n'at' ="),
        lambda text: text.replace("\nid =", "\n  id ="),
    ],
    ids=["Windows", "mark", "no last line end", "other line ends in texts", "quoted keys", "indented"],
)
def test_other_ways_to_write_a_file(change: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Line ends, a byte order mark and quoted keys are no hindrance, and stay as they are."""
    assert callable(change)
    old = change(WHOLE)
    status, told, text = rewrite(tmp_path / "a.toml", old, capsys)
    assert (status, told) == (0, "rewritten.\n")
    assert text.startswith("\ufeff") == old.startswith("\ufeff")
    assert text.count("\r\n") == (text.count("\n") if "\r\n" in old else 0)
    code = read_text(text.removeprefix("\ufeff")).code
    assert code is not None
    assert [part.id for part in code.parts] == ORDER
    assert "# the outer one" in text


def test_groups_and_signatories(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Commitments stand within their group, also with another between; signatories without a section at the top."""
    said = "".join(
        f'[[provisions]]\nsection = "s1"\nid = "c{n}"\nkind = "commitment"\nat = "1, bullet {n}"\ntext = "Talk."\n'
        f'duty = ["public"]\n{group}\n'
        for n, group in enumerate(('group = "g"', "", 'group = "g"'), 1)
    )
    groups = (
        '[[groups]]\nid = "g"\nsection = "s1"\ntitle = "News"\n\n[[groups]]\nid = "h"\nsection = "s1"\ntitle = "No"\n'
    )
    signed = '\n[[signatories]]\norganisation = "Council"\n\n[[signatories]]\norganisation = "Trust"\nsection = "s1"\n'
    old = HEAD + PARTY + SECTIONS.partition("\n# What")[0] + "\n" + said + groups + signed
    _, told, text = rewrite(tmp_path / "a.toml", old, capsys)
    code = read_text(text).code
    assert told == "rewritten.\n"
    assert code is not None
    assert [(part.id, part.within) for part in code.parts] == [
        *(("s1", ""), ("g", "s1"), ("c1", "g"), ("c2", "s1"), ("c3", "g"), ("h", "s1"), ("", "s1"), ("", "top")),
    ]
    assert [provision.at for provision in code.provisions] == ["1, bullet 1", "1, bullet 2", "1, bullet 3"]


def test_lists_in_braces_lose_their_comments(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is written anew, with everything else that it holds."""
    old = 'format = 1\nsections = [{ id = "s", title = "S" }] # all\n' + HEAD.partition("as it was\n")[2] + PARTY
    old += '\n[[provisions]]\nsection = "s"\nid = "a"\nkind = "action"\nat = "1.1"\ntext = "Talk."\n'
    status, told, text = rewrite(tmp_path / "a.toml", old, capsys)
    assert (status, told) == (0, "rewritten. Its comments are lost: its lists are written in braces.\n")
    code = read_text(text).code
    assert code is not None
    assert [part.id for part in code.parts] == ["s", "a"]
    assert [party.id for party in code.parties] == ["public"]


@pytest.mark.parametrize(
    ("old", "status", "told"),
    [
        ("format = 1\n[code", 1, "cannot be read. "),
        ("a = 1\n", 1, "is not in format 1; left as it is.\n"),
        ('format = 1\nprovisions = ["Talk."]\n', 1, "left as it is, since provisions is no list of tables.\n"),
        (
            "format = 1\n[[parts]]\n",
            1,
            "left as it is, since it has [[parts]], as format 2 does. Write format = 2.\n",
        ),
        ("format = 1\n[sections]\n", 1, "left as it is, since sections is no list of tables.\n"),
        ('format = 1\ngroups = "g"\n', 1, "left as it is, since groups is no list of tables.\n"),
        (
            f'{HEAD}[[provisions]]\nid = "a"\ntext = "Talk."\n',
            1,
            "left as it is, since the file would have errors:\n  This part has no 'kind'. ",
        ),
        (
            f'{HEAD}[[provisions]]\nid = "a"\nkind = "action"\ntext = "Talk."\ncolour = "red"\n',
            1,
            "left as it is, since the file would have errors:\n  'colour' is not a key of an action. ",
        ),
        (
            f'{HEAD}[[provisions]]\nid = ["a"]\nkind = ["action"]\ntext = "Talk."\nsection = ["s"]\n[provisions.x]\n',
            1,
            "left as it is, since the file would have errors:\n  kind is a list. ",
        ),
    ],
)
def test_what_cannot_be_rewritten_is_left_as_it_is(
    old: str, status: int, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is broken, or would have errors, is told of and not touched."""
    found, said, text = rewrite(tmp_path / "a.toml", old, capsys)
    assert (found, text) == (status, old)
    assert said.startswith(told)


@given(
    st.dictionaries(
        st.sampled_from(sorted(format2.LISTS)),
        st.lists(
            st.dictionaries(
                st.sampled_from(("id", "section", "within", "at", "group", "kind", "text", "number", "parts")),
                st.sampled_from(("a", "b", "1.1", "1.1, box", "")) | texts | st.lists(texts, max_size=2),
            ),
            max_size=3,
        ),
    )
)
def test_nothing_is_lost(lists: dict[str, list[dict[str, object]]]) -> None:
    """Every table becomes one part and keeps its id, kind and text, whatever else is wrong."""
    old = {"format": 1, **{key: tables for key, tables in lists.items() if tables}}
    new = tomllib.loads(format2.in_format_2(toml_text(old), old)[0])
    before = [table for tables in lists.values() for table in tables]
    for key in ("id", "text"):
        found = sorted(str(table.get(key)) for table in new.get("parts", []))
        assert found == sorted(str(table.get(key)) for table in before)


def test_the_script_is_run_on_files(tmp_path: Path) -> None:
    """Without a file it says how it is used; with several, each is told of."""
    done = finished([sys.executable, str(SCRIPT)])
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        2,
        "Rewrite code files of format 1 as format 2, in place: ``python scripts/format2.py FILE...``.",
    )
    (tmp_path / "a.toml").write_text(WHOLE, encoding="utf-8")
    command = [sys.executable, str(SCRIPT), str(tmp_path / "a.toml"), str(tmp_path / "b.toml")]
    done = finished(command)
    assert (done.returncode, [line.rpartition("toml: ")[2][:15] for line in done.stdout.splitlines()]) == (
        1,
        ["rewritten.", "cannot be read."],
    )
