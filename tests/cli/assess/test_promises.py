"""What people were told holds: looser edits of partnership.toml and round.toml are refused, by every command."""

import io
from pathlib import Path

import pytest

from cli.running import Done, run_here
from samples import opened

BEGIN = (
    "--name=Harbour health",
    "--organisation=public: Council, 2 people",
    "--organisation=third: Carers",
    "--code=leeds-working-together-2017",
    "--rows=forming-ground-rules",
    "--chosen-by=all",
    "--collector=Carers, coordinator",
    "--closes=2999-03-31",
    "--retention=2999-12-31",
)
LOOSER = (
    "harbour/round-1/round.toml:26:12: People were told 'by side', but partnership.toml says 'named' now, which shows "
    'more. Write visibility = "by side" there. A looser rule needs a new assessment.\n'
)


@pytest.fixture
def harbour(here: Path) -> str:
    """An assessment, by organisation, for which no form has been written."""
    assert run_here("assess", "new", "harbour", *BEGIN, "--visibility=by organisation", "--yes").code == 0
    assert (here / "harbour").is_dir()
    return "harbour"


def edit(file: str, old: str, new: str) -> None:
    """Change a file by hand."""
    path = Path("harbour", file)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def forms() -> Done:
    """Write the forms, over those that are there."""
    return run_here("assess", "form", "harbour", "--replace")


def test_before_anybody_was_told_everything_can_be_changed(harbour: str) -> None:
    """Until a form is out the program keeps no promise, so the rule may become looser and sides may change."""
    edit("partnership.toml", '"by organisation"', '"by side"')
    edit("partnership.toml", '"by side"', '"named"')
    edit("partnership.toml", 'side = "third"', 'side = "public"')
    edit("round-1/round.toml", '"Carers, coordinator"', '"Council, officer"')
    assert forms().code == 0
    (record,) = opened(harbour).rounds
    assert (record.asked.promised, record.asked.promised_collector) == ("named", "Council, officer")
    assert [(one.id, one.organisations) for one in record.asked.sides] == [("public", ("council", "carers"))]


def test_the_second_person_is_told_a_stricter_rule(harbour: str) -> None:
    """Forms under a stricter rule bind for everybody: after them the first rule is refused by every command."""
    edit("partnership.toml", '"by organisation"', '"named"')
    assert forms().code == 0
    edit("partnership.toml", '"named"', '"by side"')
    assert forms().code == 0
    edit("partnership.toml", '"by side"', '"named"')
    code = next(Path(harbour, "round-1", "forms").glob("form-carers-*")).name.split("-round")[0][len("form-") :]
    for command in (["form"], ["status"], ["show"], ["close"], ["report", "-o", "r.html"], ["invite", "Carers"]):
        name, *more = command
        assert run_here("assess", name, harbour, *more) == (1, "", LOOSER)
    for command in (["answer", harbour, code], ["erase", harbour, code, "--yes"], ["round", harbour, "--closes=2999"]):
        assert run_here("assess", *command) == (1, "", LOOSER)
    assert not Path("r.html").exists()


def test_whoever_answers_at_the_terminal_was_told_too(harbour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers that are typed here come from people who were told the rule of the day, so that it is written down."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    code = run_here("assess", "status", harbour, "--json").json["sides"][0]["organisations"][0]["invitees"][0]["code"]
    run_here("assess", "answer", harbour, code)
    (record,) = opened(harbour).rounds
    assert record.asked.promised == "by organisation"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "partnership.toml",
            '"2999-12-31"',
            '"3000"',
            (
                "People were told that answers are kept until 2999-12-31, but partnership.toml says '3000' now. "
                'Write retention = "2999-12-31" there, or an earlier day, until this round is closed.\n'
            ),
        ),
        (
            "partnership.toml",
            'side = "third"',
            'side = "public"',
            (
                "The forms put 'carers' on the side 'third', but partnership.toml says 'public' now. "
                'Write side = "third" there until this round is closed.\n'
            ),
        ),
        (
            "round-1/round.toml",
            '\ncollector = "Carers, coordinator"',
            '\ncollector = "Council, officer"',
            (
                "collector is 'Council, officer', but the forms of this round said 'Carers, coordinator'. "
                "Write what the forms said. Another collector needs a new round.\n"
            ),
        ),
        (
            "round-1/round.toml",
            '\ncode = "leeds-working-together-2017"',
            '\ncode = "leeds-partnership-2003"',
            (
                "code is 'leeds-partnership-2003', but the forms of this round said 'leeds-working-together-2017'. "
                "Write what the forms said. Another code needs a new round.\n"
            ),
        ),
    ],
)
def test_what_else_was_told(harbour: str, file: str, old: str, new: str, told: str) -> None:
    """How long answers are kept, who stands on which side, who collects and the code stay as forms said."""
    assert forms().code == 0
    before = Path(harbour, file).read_bytes()
    edit(file, old, new)
    done = run_here("assess", "status", harbour)
    assert (done.code, done.out, done.err.split(": ", 1)[1]) == (1, "", told)
    Path(harbour, file).write_bytes(before)
    assert run_here("assess", "status", harbour).code == 0


def test_what_is_stricter_can_be_written(harbour: str) -> None:
    """A stricter rule and an earlier day are no broken promise; results go by them."""
    assert forms().code == 0
    edit("partnership.toml", '"by organisation"', '"by side"')
    edit("partnership.toml", '"2999-12-31"', '"2998"')
    assert "Answers are kept until 2998." in run_here("assess", "status", harbour).out
    assert run_here("assess", "close", harbour).code == 0
    facts = {one["label"]: one["text"] for one in run_here("assess", "show", harbour, "--json").json["result"]["facts"]}
    assert facts["Who may see what"] == (
        "By side: where each side stands, and no organisation's answers; "
        "at least 3 organisations of each side must have answered"
    )


def test_a_promise_of_one_round_holds_in_the_next(harbour: str) -> None:
    """After a new round the rule of the first still cannot be loosened; the day, sides and collector are its own."""
    edit("partnership.toml", '"by organisation"', '"by side"')
    assert forms().code == 0
    assert run_here("assess", "close", harbour).code == 0
    edit("partnership.toml", '"2999-12-31"', '"3000"')
    edit("partnership.toml", 'side = "third"', 'side = "public"')
    assert run_here("assess", "round", harbour, "--closes=2999-09", "--chosen-by=all", "--yes").code == 0
    edit("round-2/round.toml", '"Carers, coordinator"', '"Council, officer"')
    assert "Answers are kept until 3000." in run_here("assess", "status", harbour).out
    assert "Answers are kept until 2999-12-31." in run_here("assess", "status", harbour, "--round=1").out
    edit("partnership.toml", '"by side"', '"named"')
    assert run_here("assess", "form", harbour) == (1, "", LOOSER)
