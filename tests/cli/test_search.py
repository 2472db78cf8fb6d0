"""`compacts search`: what is found and how it is shown; whatever a user types is data."""

from pathlib import Path

import pytest

from cli.running import run_here
from compact_core.text import words
from samples import OTTERBURY

pytestmark = pytest.mark.usefixtures("here")
OFFER = "To find any of these words, type --any too."
NOTHING = "Nothing was found. Try fewer words, or only the beginning of a word."


def names(*args: str) -> list[str]:
    """The names of what a search finds, best first."""
    return [line.partition("  ")[0] for line in run_here("search", *args).out.splitlines() if not line.startswith(" ")]


def test_a_hit_is_shown_with_its_place_and_words() -> None:
    """A hit is its name and title, then kind, place and code, then the words around what was found."""
    code, out, err = run_here("search", "Mondays")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "otterbury-promises#meet  Meet each month",
        "    action, 2, bullet 1, Promises between neighbours, Otterbury, Erewhon",
        "    Meet on the first Monday of each month, and write down what was said.",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["mondáy"], ["meet"]),
        (["MONDAY", "written"], []),
        (["monday", "writing"], ["meet"]),
        (["neighbour"], [""]),
        (["--kind", "principle", "otherwise"], ["trust"]),
        (["--kind", "action", "otherwise"], []),
        (["--side", "third", "books"], ["show-books"]),
        (["--side", "public", "books"], []),
        (["--code", "leeds-working-together-2017", "books"], []),
    ],
)
def test_words_and_filters(words: list[str], found: list[str]) -> None:
    """Every word must occur, in any form, with or without accents and capitals; filters narrow what is found."""
    hits = names("--code", "otterbury-promises", *words) if "--code" not in words else names(*words)
    assert [hit.partition("#")[2] for hit in hits] == found


def test_a_hyphen_before_a_word_is_text() -> None:
    """Whoever types '-monday' looks for that word, wherever it stands among options; '-5' stays the value of one."""
    assert names("-monday", "--kind", "action", "--code", "otterbury-promises") == ["otterbury-promises#meet"]
    assert names("--code", "otterbury-promises", "first", "-monday") == ["otterbury-promises#meet"]
    assert run_here("search", "--json", "-x").json["query"]["text"] == "-x"
    assert run_here("search", "-h").out.startswith("Usage: ")
    done = run_here("search", "--limit", "-5", "monday")
    assert (done.code, done.err.splitlines()[0]) == (
        2,
        "Invalid value for '--limit': -5 is not in the range 1<=x<=1000.",
    )


def test_what_stands_between_provisions_is_found() -> None:
    """A cell is found in its table, a quotation by its instrument, and a signature where it stands."""
    assert run_here("search", "--code", "otterbury-promises", "barn").out.splitlines() == [
        "otterbury-promises#dates  Dates",
        "    table, 2, table 2, Promises between neighbours, Otterbury, Erewhon",
        "    Month · Place · May · Mill · June · Barn",
    ]
    assert names("--kind", "quotation", "law of the ford") == ["otterbury-promises#old-law"]
    assert names("--kind", "code", "clerk") == ["otterbury-promises"]


@pytest.mark.parametrize("text", ['"', "*", "NEAR(a b)", "-x-", "^", "title:", "' OR 1", "{a b}: c", "\\", "%", "  "])
def test_signs_of_search_languages_mean_nothing(text: str) -> None:
    """What other programs take for commands of a search finds nothing here, and is no error."""
    several = len(words(f"zzz{text}")) > 1
    assert run_here("search", "--code", "otterbury-promises", "--", f"zzz{text}") == (
        0,
        "",
        f"{NOTHING} Or search without --code.\n" + f"{OFFER}\n" * several,
    )


def test_a_number_finds_the_parts_that_print_it_first(here: Path) -> None:
    """Whoever types 1.6 sees clause 1.6 first, with its number, and then what else says so; all count in the limit."""
    other = '[[parts]]\nkind = "paragraph"\nid = "see"\nnumber = "1.5"\ntext = "Clause 1.6 says who."\n'
    clause = '[[parts]]\nkind = "paragraph"\nid = "free"\nnumber = "1.6"\ntext = "Stay free.\\nSpeak."\n'
    (here / "codes" / "otterbury.toml").write_text(OTTERBURY + other + clause, encoding="utf-8")
    only = ("--code", "otterbury-promises")
    assert run_here("search", "1.6", *only).out.splitlines() == [
        "otterbury-promises#free  1.6",
        "    paragraph, 1.6, Promises between neighbours, Otterbury, Erewhon",
        "    Stay free. Speak.",
        "otterbury-promises#see  1.5",
        "    paragraph, 1.5, Promises between neighbours, Otterbury, Erewhon",
        "    Clause 1.6 says who.",
    ]
    assert names("1.6", *only, "--limit", "1") == ["otterbury-promises#free"]
    assert names("1.6", *only, "--kind", "action") == []
    assert names("1.6.", *only)[0] == "otterbury-promises#free"
    assert names("2, bullet 1", *only) == ["otterbury-promises#meet"]


def test_a_place_finds_a_clause_within_a_clause_and_the_word_of_the_document_is_shown(here: Path) -> None:
    """Whoever types 1.6(b) sees clause (b) within 1.6, by the word that the document has for it."""
    clause = '[[parts]]\nkind = "paragraph"\nid = "free"\nnumber = "1.6"\ntext = "Stay free."\n'
    inner = '[[parts]]\nkind = "action"\nid = "b"\nwithin = "free"\nnumber = "(b)"\n'
    said = 'label = "Undertaking"\ntext = "Speak."\n'
    (here / "codes" / "otterbury.toml").write_text(OTTERBURY + clause + inner + said, encoding="utf-8")
    assert run_here("search", "1.6(b)").out.splitlines() == [
        "otterbury-promises#b  (b)",
        "    Undertaking, 1.6(b), Promises between neighbours, Otterbury, Erewhon",
        "    Speak.",
    ]
    assert names("1.6") == ["otterbury-promises#free"]


def test_nothing_found_says_what_to_try() -> None:
    """Where nothing is found, each filter that was given is named, for it may be the cause."""
    assert run_here("search", "zebra").err == f"{NOTHING}\n"
    filtered = run_here("search", "books", "--kind", "commitment", "--side", "nobody")
    assert filtered == (0, "", f"{NOTHING} Or search without --kind and --side.\n")


def test_only_what_is_left_out_is_reported() -> None:
    """A limit is spoken of when it leaves hits out, and not when it just suffices."""
    every = names("power")
    assert len(every) > 1
    assert run_here("search", "power", "--limit", str(len(every))).err == ""
    fewer = len(every) - 1
    assert names("power", "--limit", str(fewer)) == every[:fewer]
    message = f"Only the first {fewer} hits are shown. Type --limit and a number to see more.\n"
    assert run_here("search", "power", "--limit", str(fewer)).err == message


def test_hits_as_json_have_no_marks() -> None:
    """As JSON, a hit is its plain texts, with the words that were found beside them."""
    (hit,) = run_here("search", "mondays", "--json").json["hits"]
    assert (hit["item"], hit["title"], hit["found"]) == ("meet", "Meet each month", ["Monday"])


def test_a_search_tells_of_problems(here: Path) -> None:
    """A file that could not be read may be what was looked for, so it is told of."""
    (here / "codes" / "broken.toml").write_text("[")
    assert run_here("search", "zebra").err.splitlines() == [
        NOTHING,
        "The library has 1 error. Type 'compacts doctor' to see what and where.",
    ]


NUMBERED = """
[[parts]]
kind = "section"
id = "four"
number = "IV"
title = "Money"

[[parts]]
kind = "paragraph"
id = "one"
number = "7.1"
text = "Pay within 30 days, as 7.1 of the plan for 2017/18 says; see part IV."

[[parts]]
kind = "action"
id = "one-a"
within = "one"
number = "(a)"
text = "Pay by letter – naïve as it is."

[[parts]]
kind = "paragraph"
id = "ten"
number = "7.10"
text = "Not 17.1 and not 7.1.2, but 7 and 1; see (a)."
"""


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("7.1", ["one"]),
        ("7.10", ["ten"]),
        ("(a)", ["one-a", "ten"]),
        ("IV", ["four", "one"]),
        ("iv.", ["four", "one"]),
        ("2017/18", ["one"]),
        ("17.1", ["ten"]),
        ("9.9", []),
        ("(letters", ["one-a"]),
        ("within-30", ["one"]),
    ],
)
def test_a_number_finds_nothing_that_only_has_its_digits(here: Path, typed: str, found: list[str]) -> None:
    """After the part that prints a number comes what names it, and no other number that it is a piece of."""
    (here / "codes" / "otterbury.toml").write_text(OTTERBURY.replace("[[links]]", f"{NUMBERED}\n[[links]]", 1))
    hits = names("--code", "otterbury-promises", typed)
    assert [hit.partition("#")[2] for hit in hits] == found


def test_paired_undertakings_are_called_so(here: Path) -> None:
    """What files call a group has one name in what is found, and can be asked for by either."""
    assert here.is_dir()
    found = run_here("search", "money", "--kind", "Paired undertakings").out
    assert found.splitlines()[:2] == [
        "otterbury-promises#money  Money",
        "    paired undertakings, 2, table 1, Promises between neighbours, Otterbury, Erewhon",
    ]
    assert run_here("search", "money", "--kind", "group").out == found
    told = run_here("search", "money", "--kind", "Case studies").err.splitlines()[0]
    assert told == "Invalid value for '--kind': There is no kind 'Case studies'. Did you mean 'example'?"
    told = run_here("search", "money", "--kind", "acton").err.splitlines()[0]
    assert told == "Invalid value for '--kind': There is no kind 'acton'. Did you mean 'action'?"


def test_few_hits_offer_any_of_the_words() -> None:
    """With fewer than four hits for several words, --any is offered; with it, one word is enough."""
    assert run_here("search", "monday", "otherwise").err.splitlines() == [NOTHING, OFFER]
    assert run_here("search", "monday", "month").err.splitlines() == [OFFER]
    assert run_here("search", "monday").err == ""
    code, out, err = run_here("search", "--any", "monday", "otherwise")
    assert (code, err) == (0, "")
    assert {line.partition("  ")[0] for line in out.splitlines() if not line.startswith(" ")} >= {
        "otterbury-promises#meet",
        "otterbury-promises#trust",
    }
