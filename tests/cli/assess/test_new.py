"""`compacts assess new` and `invite`: an assessment is begun, and more people are asked."""

import io
import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.assess.beginning import CODE, ITEMS, SMALL, WHO, begin, codes, read
from cli.running import Done, run_here
from compact_core.assessment.partnership import AskedTime
from compact_core.assessment.records.days import a_day, in_words, today
from compact_core.text import clean
from compact_tui.assessment.begin_form import usual
from strategies import hostile_texts

pytestmark = pytest.mark.usefixtures("here")

BEGUN = """\
Harbour health, round 1: 4 items of leeds-working-together-2017, 2 minutes for each person.
  Public sector: 2 people, 4 minutes together
  Third sector: 2 people, 4 minutes together
Next: look through partnership.toml and round-1/round.toml in that folder; you can change them by hand.
To see who is asked:   compacts assess status harbour
To make the forms:     compacts assess form harbour
"""
FULL = "leeds-partnership-2003"
WRONG = {
    "nothing is said": (
        ["assess", "new", "--name", "Harbour"],
        "No terminal: pass --organisation, --code and --collector.",
    ),
    "no side": (
        [*SMALL, "--organisation", "Kite Club 2"],
        (
            "'Kite Club 2' does not say which organisation. Write its side, a colon and its name, then how many people "
            "are asked, as in 'public: City Council, 3 people', or 'agreed reply' for one reply "
            "that all of it agreed on."
        ),
    ),
    "nobody asked": (
        [*SMALL, "--organisation", "third: Bees, 0 people"],
        "'third: Bees, 0 people' asks 0 people. From 1 to 1,000 can be asked.",
    ),
    "named twice": (
        [*SMALL, "--organisation", "third: kite club"],
        "'kite club' is named twice. Name each organisation once.",
    ),
    "side without a name": (
        [*SMALL, "--side", "public"],
        "'public' names no side. Write its id and its name, as in 'public=Public sector'.",
    ),
    "nothing picked": ([*SMALL, "--pick", "city"], "'city' picks nothing. Write --pick 'organisation: item, item'."),
    "no principles": (
        [*SMALL, "--rows", "short"],
        (
            "leeds-working-together-2017 has no principles, which a short check asks about. These codes of the same "
            "agreement have some: leeds-partnership-2003, leeds-partnership-2003-leaflet."
        ),
    ),
    "no such words": (
        [*SMALL, "--wording", "both"],
        "'both' says not which words forms show. Write plain or signed.",
    ),
    "no day": (
        [*SMALL, "--closes", "31 March"],
        f"'31 March' is no day. Write day, month and year, such as {a_day()}.",
    ),
    "closed before it begins": (
        [*SMALL, "--closes", "2020-03-31"],
        f"31 March 2020 is too early. Write {in_words(today().isoformat())}, or a later day.",
    ),
    "kept too short": (
        [*SMALL, "--retention", "2999-03-30"],
        "30 March 2999 is too early. Write 31 March 2999, or a later day.",
    ),
    "no rule for reports": (
        [*SMALL, "--visibility", "secret"],
        "'secret' is no rule for reports. Write one of named, by organisation, by side.",
    ),
    "no number of organisations": (
        [*SMALL, "--visibility", "by side", "--fewest", "4"],
        "'4' is not how many organisations must answer. Write 3 or 5.",
    ),
    "left to choose": (
        [*SMALL, "--code", FULL, "--rows", "applicable"],
        (
            "leeds-partnership-2003 (8b) lets informal partnerships choose. Partnerships that work less formally "
            "should consider taking only the actions that matter most to them.\nSo let each organisation pick the "
            "items that matter most to it, with --pick 'organisation: item, item'; 'compacts show "
            "leeds-partnership-2003#build' lists them."
        ),
    ),
    "no address": (
        [*SMALL, "--collector-address", "anna smith"],
        (
            "'anna smith' is no address. Write a web address that begins with https://, or a mail address. "
            "It is that of an organisation or a role, never of a person. It may be left out."
        ),
    ),
    "an empty name": ([*SMALL, "--name", " "], "The name is empty. Write some text."),
}
NOT_THERE = {
    "small, but not there": (
        [*SMALL, "--small", "Bees"],
        (
            "'Bees' is none of the organisations. Write one of city-council (City Council), kite-club (Kite Club), "
            "soup-and-more (Soup, and More)."
        ),
    ),
    "no such item": (
        [*SMALL, "--rows", "forming-aim, xyz"],
        (
            "There is no item 'forming-aim' in leeds-working-together-2017. Did you mean 'forming-aims'?\n"
            "There is no item 'xyz' in leeds-working-together-2017. Type 'compacts show leeds-working-together-2017' "
            "to see its items."
        ),
    ),
    "a title, and a section": (
        [*SMALL, "--rows", "Making decisions, forming"],
        (
            "There is no item 'Making decisions' in leeds-working-together-2017. Did you mean 'forming-decisions' "
            "(Making decisions)?\n"
            "'forming' is a section of leeds-working-together-2017, and nothing to judge a partnership by. "
            "Pick another item."
        ),
    ),
    "nothing to judge": (
        [*SMALL, "--pick", "city: forming-aims, p-a"],
        (
            "'p-a' is a paragraph of leeds-working-together-2017, and nothing to judge a partnership by. "
            "Pick another item."
        ),
    ),
    "no scale": (
        [*SMALL, "--scale", "agree9"],
        "There is no scale 'agree9'. The scales are agree4, agree5, practice4, toolkit3 and quality6.",
    ),
}


def test_both_faces_propose_the_same_days() -> None:
    """Whoever leaves the days open gets those that the fields of the interface begin with."""
    assert run_here(*SMALL[:-2]).code == 0
    assessment = read()
    asked = assessment.rounds[0].asked
    first = usual(date.fromisoformat(asked.opened))
    days = (asked.closes, assessment.partnership.retention)
    assert tuple(map(in_words, days)) == (first["closes"], first["retention"])


def test_what_is_written() -> None:
    """The folder is printed, minutes and next steps are told, and both files hold what was said."""
    assert begin("--small", "Soup, and More", "--facilitator", "adviser", "--facilitator-of", "soup") == (
        0,
        "harbour\n",
        BEGUN,
    )
    assessment = read()
    partnership, asked = assessment.partnership, assessment.rounds[0].asked
    assert (partnership.id, partnership.name, partnership.code) == ("harbour-health", "Harbour health", CODE)
    assert (partnership.visibility, partnership.retention) == ("by organisation", "3000-03-31")
    assert (partnership.facilitator, partnership.facilitator_of) == ("adviser", "soup-and-more")
    assert [(one.id, one.name) for one in partnership.sides] == [("public", "Public sector"), ("third", "Third sector")]
    assert [(one.id, one.name, one.side, one.small) for one in partnership.organisations] == [
        ("city-council", "City Council", "public", False),
        ("kite-club", "Kite Club", "third", False),
        ("soup-and-more", "Soup, and More", "third", True),
    ]
    everybody = ("city-council", "kite-club", "soup-and-more")
    assert [(row.item, row.chosen_by) for row in asked.rows] == [(item, everybody) for item in ITEMS]
    assert (asked.code_chosen_by, asked.dates_chosen_by, asked.organisations) == (everybody,) * 3
    assert (asked.opened, asked.closes, asked.closed) == (today().isoformat(), "2999-03-31", "")
    assert (asked.scale, asked.points[0], asked.collector) == (
        "agree4",
        "strongly disagree",
        "City Council, partnership officer",
    )
    assert asked.time_asked == (AskedTime(side="public", minutes=4), AskedTime(side="third", minutes=4))


@given(st.tuples(*[hostile_texts] * 6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_said(texts: tuple[str, ...]) -> None:
    """Any texts are written so that they can be read again without a problem, or refused with a message."""
    name, side, home, collector, facilitator, role = texts
    shutil.rmtree("harbour", ignore_errors=True)
    more = ["--name", name, "--collector", collector, "--facilitator", facilitator, f"--side={side}={home}"]
    done = begin(*more, "--organisation", f"{side}:{home}")
    assert done.code == (0 if Path("harbour").exists() else 2)
    if not done.code:
        partnership = read().partnership
        assert (partnership.name, partnership.facilitator) == (clean(name).strip(), clean(facilitator).strip())
        assert _invited("city", f"--role={role}").code == 0
        assert read().rounds[0].asked.invitees[-1].role == clean(role)


def test_codes_of_invitees() -> None:
    """Each person has a code of the organisation's name and four signs that are hard to mistake."""
    begin()
    found = [re.fullmatch(r"(.+)-([234679acdefghjkmnpqrtuwxy]{4})", code) for code in codes()]
    assert [one and one[1] for one in found] == ["city-council", "city-council", "kite-club", "soup-and-more"]
    assert [one.agreed for one in read().rounds[0].asked.invitees] == [False, False, True, False]


def test_the_folder_is_named_after_the_partnership() -> None:
    """Without a folder the partnership's name makes one, and what is not said is as usual."""
    done = run_here("assess", "new", "--name", "Health & Care: Ålborg", *WHO, "--code", CODE, "--collector", "Council")
    assert (done.code, done.out) == (0, "health-care-alborg\n")
    asked = read("health-care-alborg").rounds[0].asked
    assert len(asked.rows) == 34
    assert date.fromisoformat(asked.closes) == date.fromisoformat(asked.opened) + timedelta(weeks=3)
    assert "Nobody is named as having chosen the code and the dates, and reports say so." in done.err


def test_nothing_is_overwritten() -> None:
    """A folder with something in it is refused before anything else; an empty one will do."""
    Path("harbour").mkdir()
    assert begin().code == 0
    told = "harbour is already there, and stays as it is. Name another folder."
    again = run_here("assess", "new", "harbour")
    assert again == (2, "", f"{told}\nType 'compacts assess new --help' for how to use it.\n")


@pytest.mark.parametrize(("typed", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong(typed: list[str], told: str) -> None:
    """What cannot be understood is told with what to write, and nothing is written."""
    assert run_here(*typed) == (2, "", f"{told}\nType 'compacts assess new --help' for how to use it.\n")
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(("typed", "told"), NOT_THERE.values(), ids=NOT_THERE)
def test_what_is_not_there(typed: list[str], told: str) -> None:
    """What is named and not there is told with what is, and nothing is written."""
    assert run_here(*typed) == (3, "", f"{told}\n")
    assert list(Path().iterdir()) == []


def test_a_code_that_is_not_there() -> None:
    """A code that the library has not is told with the nearest."""
    told = "There is no code called 'leeds-2017'. Did you mean 'leeds-working-together-2017'?\n"
    assert begin("--code", "leeds-2017") == (3, "", told)


def test_each_organisation_picks() -> None:
    """The union of what organisations pick is asked, in the order of the code, with everybody who chose an item."""
    picks = ["--pick", "kite: resourcing-bids, forming-aims", "--pick", "City Council: forming-aims"]
    done = run_here(
        *("assess", "new", "harbour", "--name", "Harbour", *WHO, "--code", CODE, "--collector", "Council"),
        *("--chosen-by", "city", *picks),
    )
    assert [(row.item, row.chosen_by) for row in read().rounds[0].asked.rows] == [
        ("forming-aims", ("kite-club", "city-council")),
        ("resourcing-bids", ("kite-club",)),
    ]
    assert done.err.splitlines()[3] == (
        "Warning: Public sector chose the code and the dates alone. Agree on them with the others before forms go out."
    )
    both = begin("--pick", "kite: effective-learning", "--chosen-by", "city")
    assert both == (
        2,
        "",
        (
            "harbour is already there, and stays as it is. Name another folder.\n"
            "Type 'compacts assess new --help' for how to use it.\n"
        ),
    )


def test_picks_come_on_top() -> None:
    """Picks beside other items are added to them."""
    begin("--pick", "kite: effective-learning", "--chosen-by", "city")
    assert [(row.item, row.chosen_by) for row in read().rounds[0].asked.rows][-2:] == [
        ("effective-learning", ("kite-club",)),
        ("resourcing-bids", ("city-council",)),
    ]


def test_an_area_alone_publishes_nothing() -> None:
    """It is told before it is too late; where findings may be published there is nothing to warn of."""
    told = "Warning: an area is named, but publish is 'no'. What this round finds can then never be published."
    assert told in begin("--yes", "--area", "North 7").err
    shutil.rmtree("harbour")
    agreed = begin("--yes", "--area", "North 7", "--publish", "area")
    assert (agreed.code, told in agreed.err) == (0, False)


def test_one_side_chose_all() -> None:
    """It is told when one side alone chose what is asked."""
    told = "Warning: Public sector chose the items alone. Let the others pick some too."
    assert begin("--chosen-by", "city").err.splitlines()[4] == told


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ([], "each side needs 3 organisations, and Public sector has 1"),
        (["--fewest", "5"], "each side needs 5 organisations, and Public sector has 1"),
        (["--scale", "toolkit3"], "the scale toolkit3 has fewer than 4 points"),
    ],
)
def test_by_side_needs_many(options: list[str], why: str) -> None:
    """It is told at once when reports by side could show nothing."""
    assert begin("--visibility", "by side", *options).err.splitlines()[3] == (
        f"Warning: reports by side will show no findings: {why}. Agree on another rule before forms go out."
    )


@pytest.mark.parametrize(("options", "fewest"), [([], 3), (["--fewest", "5"], 5)])
def test_how_many_organisations_hide_each_other_is_kept(options: list[str], fewest: int) -> None:
    """Three when nothing is said, five when partners choose it; the round keeps it as soon as forms say it."""
    begin("--visibility", "by side", *options)
    assert read().partnership.fewest == fewest
    assert run_here("assess", "form", "harbour").code == 0
    asked = read().rounds[0].asked
    assert (asked.promised, asked.promised_fewest) == ("by side", fewest)


def test_a_short_check() -> None:
    """Of a code with principles, the short check asks for these alone, in three minutes."""
    done = begin("--code", FULL, "--rows", "short")
    assert done.err.startswith(
        "Harbour health, round 1: 5 items of leeds-partnership-2003, 3 minutes for each person.\n"
    )
    assert [row.item for row in read().rounds[0].asked.rows] == [
        "test-agendas",
        "test-debate",
        "test-policy",
        "test-community",
        "test-members",
    ]


def test_what_a_rule_covers() -> None:
    """What a rule of the code covers is cited with the rule's place; nobody is said to have chosen it."""
    begin("--code", FULL, "--rows", "applicable", "--formality", "formal")
    rows = read().rounds[0].asked.rows
    assert {(row.why, row.chosen_by) for row in rows} == {("8b", ())}
    assert (len(rows), rows[0].item) == (17, "role-purpose")


def test_sides_of_ones_own() -> None:
    """A side can have any name, and its own words."""
    begin("--organisation", "Faith groups: Old Mill Chapel", "--side", "third=Charities")
    assert [(one.id, one.name) for one in read().partnership.sides] == [
        ("public", "Public sector"),
        ("third", "Charities"),
        ("faith-groups", "Faith groups"),
    ]


def test_for_programs() -> None:
    """As JSON: the folder, the partnership and the round as their files hold them."""
    done = begin("--json")
    assert (done.json["schema_version"], done.json["folder"]) == (1, "harbour")
    assert done.json["partnership"]["id"] == "harbour-health"
    assert [one["code"] for one in done.json["round"]["invitees"]] == codes()


def _invited(*more: str) -> Done:
    return run_here("assess", "invite", "harbour", *more)


def test_more_people_are_asked() -> None:
    """More people of an organisation get codes; the forms that are out stay good; the time asked grows; notes stay."""
    begin()
    path = Path("harbour", "round-1", "round.toml")
    path.write_text(f"# Ours\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    before = codes()
    done = _invited("soup", "--people", "2", "--role", "cook")
    new = codes()[4:]
    assert (codes()[:4], len(new)) == (before, 2)
    assert done.out.split() == new
    assert done.err == (
        "Soup, and More is asked for 2 more answers in round 1.\n"
        f"To make the form:  compacts assess form harbour {new[0]} {new[1]} --round 1\n"
    )
    asked = read().rounds[0].asked
    assert [one.role for one in asked.invitees[4:]] == ["cook", "cook"]
    assert asked.time_asked == (AskedTime(side="public", minutes=4), AskedTime(side="third", minutes=8))
    assert path.read_text(encoding="utf-8").startswith("# Ours\n")


def test_notes_on_the_time_that_is_asked_stay() -> None:
    """Whoever is asked more changes the minutes alone: what stands around them in the file is as it was."""
    begin()
    path = Path("harbour", "round-1", "round.toml")
    before = path.read_text(encoding="utf-8").replace("minutes = 4\n", "minutes = 4 # paid\n# as agreed\n")
    path.write_text(before, encoding="utf-8")
    _invited("soup")
    _invited("city")
    text = path.read_text(encoding="utf-8")
    ask = before.index("[[invitees]]")
    assert before.count("minutes = 4 # paid") == 2
    changed = before[:ask].replace("minutes = 4", "minutes = 6")
    assert text[: len(changed)] == changed


def test_an_agreed_reply_is_one() -> None:
    """An agreed reply is asked for once; the JSON has the new invitee."""
    begin()
    told = "An agreed reply is one reply. Leave --people or --agreed out."
    wrong = _invited("soup", "--people", "2", "--agreed")
    assert wrong == (2, "", f"{told}\nType 'compacts assess invite --help' for how to use it.\n")
    done = _invited("soup", "--agreed", "--json")
    assert done.json["invitees"] == [{"code": codes()[-1], "organisation": "soup-and-more", "agreed": True}]


def test_only_partners_are_asked() -> None:
    """An organisation that is not asked in the round is told with those that are."""
    begin()
    assert _invited("bees") == (
        3,
        "",
        (
            "'bees' is none of the organisations. Write one of city-council (City Council), kite-club (Kite Club), "
            "soup-and-more (Soup, and More).\n"
        ),
    )


def test_forms_with_the_signed_words_need_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is attached to the code, the beginning warns, and making forms says once what is missing."""
    why = (
        f"Round 1 shows the signed words beside ours. No document is attached to the code '{CODE}' on this computer. "
        f"To attach it, type: compacts wording attach {CODE} FILE"
    )
    assert f"Warning: {why}\n" in begin("--wording", "signed").err
    assert read().rounds[0].asked.wording == "signed"
    done = run_here("assess", "form", "harbour")
    message = f'{why}\nOr write wording = "plain" in round.toml before any form is given out.\n'
    assert (done.code, done.out, done.err) == (3, "", message)
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    typed = run_here("assess", "key-in", "harbour", codes()[0])
    assert (typed.code, why in typed.err) == (0, True)
