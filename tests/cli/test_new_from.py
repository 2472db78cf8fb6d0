"""``compacts new code --from``: a code begun from another area's code, with its lineage."""

from pathlib import Path

import pytest

from cli.running import run_here

BASE = "leeds-working-together-2017"
OURS = "otterbury-together"
ABOUT = ("--title", "Together", "--place", "Otterbury", "--agreement", "Otterbury accord")


def begin(*options: str) -> tuple[int, str, str]:
    """Begin a code from that of Leeds."""
    return run_here("new", "code", "--from", BASE, *ABOUT, *options)


def test_both_files_pass_the_check(here: Path) -> None:
    """Whatever is adopted, adapted or left out; and the comparison tells what was changed."""
    adapt = "forming-form=We choose the form of partnership that fits."
    options = ("--omit", "effective-learning=We do it elsewhere.", "--adapt", adapt, "--adopt", "p-a")
    code, out, err = begin(*options, "--reason", "forming-form=It was hard to read.")
    paths = [here / "codes" / f"{OURS}{ending}" for ending in (".toml", ".lineage.toml")]
    assert (code, out.splitlines()) == (0, [str(path) for path in paths])
    assert err.startswith("36 provisions adopted, 1 adapted, 1 left out.")
    assert f"compacts compare {BASE} {OURS}" in err
    checked = run_here("check", *map(str, paths))
    assert (checked.code, checked.out, checked.err) == (0, "", "2 files checked: no problems.\n")
    rows = run_here("compare", BASE, OURS, "--json").json["rows"]
    changed = [(row["verdict"], row["from"][0]["reference"], row["notes"]) for row in rows if row["verdict"] != "kept"]
    assert changed == [
        ("reworded", f"{BASE}#forming-form", ["It was hard to read."]),
        ("dropped", f"{BASE}#effective-learning", ["We do it elsewhere."]),
    ]


def test_a_file_of_decisions_says_the_same(here: Path) -> None:
    """What a screen keeps can be given to the command; options come on top of it."""
    file = here / "decided.toml"
    file.write_text(
        f'format = 1\nfrom = "{BASE}"\n\n[[decisions]]\npart = "forming-form"\nchoice = "adapt"\n'
        'text = "We must choose the form that fits."\nrelation = "subset"\nchange = "strengthened"\n',
        "utf-8",
    )
    assert begin("--decisions", str(file), "--omit", "p-a=Not ours.")[0] == 0
    rows = run_here("compare", BASE, OURS, "--json").json["rows"]
    assert [row["verdict"] for row in rows if row["verdict"] != "kept"] == ["dropped", "stronger"]


@pytest.mark.usefixtures("here")
def test_what_new_words_change_is_said_by_a_person() -> None:
    """A part said in other words is weaker only where somebody says so; else nobody has told."""
    options = ("--adapt", "forming-form=Any form.", "--adapt", "effective-learning=We learn now and then.")
    assert begin(*options, "--change", "effective-learning=weakened")[0] == 0
    rows = run_here("compare", BASE, OURS, "--json", "--only", "reworded,weaker").json["rows"]
    assert [(row["verdict"], row["confidence"], row["notes"]) for row in rows] == [
        ("reworded", "low", ["It is said in our words; nobody has said yet whether it asks for as much."]),
        ("weaker", "high", ["It asks for less, or asks less firmly."]),
    ]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (("--omit", "p-a"), 2, "'p-a' says too little. Write --omit \"ID=the reason\"."),
        (("--adapt", "p-a= "), 2, 'Write --adapt "ID=the new words".'),
        (("--adopt", "p-z"), 3, f"There is no part of {BASE} called 'p-z'."),
        (("--adopt", "p-a", "--omit", "p-a=No."), 2, "'p-a' is named twice."),
        (("--adapt", "forming=Forming."), 2, "'forming' cannot be adapted. A heading stays as it is printed."),
        (("--omit", "p-a=No.", "--reason", "p-a=Because."), 2, "'p-a' is left out: write the reason behind --omit."),
        (("--change", "p-a=weakened"), 2, "'p-a' is not adapted, so --change says nothing of it."),
        (("--adapt", "forming-form=X.", "--change", "forming-form=less"), 2, "'less' is not a change. Allowed: "),
        (("--decisions", "nowhere.toml"), 2, "nowhere.toml: There is no such file."),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    here: Path, options: tuple[str, ...], code: int, message: str
) -> None:
    """Each option that makes no sense is told, and no file is there after."""
    done = begin(*options)
    assert (done[0], message in done[2]) == (code, True), done[2]
    assert not list((here / "codes").glob(f"{OURS}*"))


@pytest.mark.usefixtures("here")
def test_options_of_another_code_need_it() -> None:
    """Without --from they are wrong use, and an unknown code is told."""
    done = run_here("new", "code", "--adopt", "p-a")
    assert (done.code, "need --from and a code" in done.err) == (2, True)
    assert run_here("new", "code", "--from", "nowhere").code == 3
