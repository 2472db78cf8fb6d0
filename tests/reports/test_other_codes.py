"""What a page says of other codes: relations from both ends, translations compared, links that lead in and out."""

from pathlib import Path

import pytest

from compact_core import Library, open_library
from compact_core.library.checking import check_files
from compact_core.plugins.isolation import Silence
from compact_core.reports.code_page import code_page, part_page
from compact_core.reports.labels import EDITION, NAMED_BY
from compact_core.reports.markdown import as_markdown
from compact_core.reports.page import Block, Fact, Heading, PageLink, Words
from compact_core.reports.plain_text import as_text
from compact_core.testing import library_of
from samples import small_code

SIGNS = """
[[parts]]
kind = "progress-sign"
id = "smiles"
text = "People smile at each other."
about = "accord#greet"
[[parts]]
kind = "warning-sign"
id = "silence"
text = "Nobody speaks."
about = "charter#peace"
[[links]]
from = "smiles"
to = "accord#all"
relation = "illustrates"
reason = "It begins with a smile."
[[links]]
from = "silence"
to = "charter#peace"
relation = "cites"
[[links]]
from = "silence"
to = "accord#gone"
relation = "cites"
"""


def found(folder: Path, **texts: str) -> Library:
    """A library of these codes, beside those of the program; no problem is an error."""
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    library = library_of(codes=[folder])
    assert library.problems == ()
    return library


def whole(library: Library, code: str) -> list[Block]:
    """The page of a code."""
    return list(code_page(library, library.index(code)))


def page(library: Library, code: str, part: str) -> list[Block]:
    """The page of a part of a code."""
    index = library.index(code)
    return list(part_page(library, index, index.item(part)))


def related(relation: str, other: str = "accord") -> str:
    """The text of a code that stands in this relation to another."""
    return small_code("other", "The other").replace(
        "[[parts]]", f'[[related]]\ncode = "{other}"\nrelation = "{relation}"\n[[parts]]', 1
    )


@pytest.mark.parametrize("relation", EDITION)
def test_a_relation_is_shown_from_both_ends(tmp_path: Path, relation: str) -> None:
    """The code that names another and the one that is named lead to each other, each in words for its end."""
    library = found(tmp_path, accord=small_code("accord", "The accord"), other=related(relation))
    assert PageLink(EDITION[relation], "The accord", code="accord") in whole(library, "other")
    assert PageLink(NAMED_BY[relation], "The other", code="other") in whole(library, "accord")


def test_codes_that_name_each_other_are_shown_once(tmp_path: Path) -> None:
    """Where both codes say how they stand to each other, each page says it once, in its own words."""
    both = small_code("accord", "The accord", related="other")
    library = found(tmp_path, accord=both, other=related("accompanies"))
    for code in ("accord", "other"):
        assert len([block for block in whole(library, code) if isinstance(block, PageLink)]) == 1


def test_a_code_that_is_not_there_is_shown_by_its_id_once(tmp_path: Path) -> None:
    """Of a related code that is not installed the page says so, and nothing else does."""
    library = found(tmp_path, other=related("replaces", "old-accord"))
    said = Fact("This edition replaces", "old-accord, which is not in this library.")
    assert [block for block in whole(library, "other") if "old-accord" in str(block)] == [said]
    assert len(library.notes) == 1


def test_the_leeds_codes_say_what_became_of_them() -> None:
    """The code of 2003 says what changed in others, which code replaced it and which one shortens it."""
    library = open_library()
    links = [block for block in whole(library, "leeds-partnership-2003") if isinstance(block, PageLink) and block.code]
    assert [(link.label, link.code) for link in links] == [
        ("What changed", "leeds-working-together-2017"),
        ("What changed", "leeds-partnership-2003-leaflet"),
        ("Its short form", "leeds-partnership-2003-leaflet"),
        ("Replaced by", "leeds-working-together-2017"),
    ]


def test_a_translation_is_compared_with_its_original(tmp_path: Path) -> None:
    """What a translation lacks, and what it has beyond its original, is told on its page and as notes, by ids."""
    more = '[[parts]]\nkind = "reminder"\nid = "{}"\ntext = "Smile."\n'
    library = found(
        tmp_path,
        accord=small_code("accord") + more.format("smile") + more.format("wave"),
        other=related("translates") + more.format("gwenu"),
    )
    lacks = "The translation lacks 2 parts of 'accord': smile, wave."
    beyond = "The translation has 1 part that 'accord' lacks: gwenu."
    assert [block for block in whole(library, "other") if isinstance(block, Words) and "lacks" in block.text] == [
        Words(lacks),
        Words(beyond),
    ]
    assert [(one.severity, one.message, one.hint) for one in library.notes] == [
        ("note", lacks, "Give both the same ids."),
        ("note", beyond, "Give both the same ids."),
    ]
    assert not any("lacks" in str(block) for block in whole(library, "accord"))
    assert [entry.id for entry in library.editions("other")] == ["accord", "other"]


def test_a_link_into_another_code_has_the_name_of_what_it_leads_to(tmp_path: Path) -> None:
    """Where the other code is there, its part is named; else its id stands there, and that it is not in the library."""
    library = found(tmp_path, accord=small_code("accord", "The accord"), signs=small_code("signs") + SIGNS)
    assert page(library, "signs", "smiles")[-2:] == [
        PageLink("A sign of", "1 Greet each other.", "greet", "accord"),
        PageLink("Shows", "All", "all", "accord", "It begins with a smile. (our reading)"),
    ]
    assert page(library, "signs", "silence")[-3:] == [
        Fact("A sign of", "charter#peace, which is not in this library."),
        Fact("See", "charter#peace, which is not in this library."),
        Fact("See", "accord#gone, which that code does not have."),
    ]
    assert "A sign of: 1 Greet each other. [accord#greet]\n" in as_text(code_page(library, library.index("signs")))
    markdown = as_markdown(part_page(library, library.index("signs"), library.index("signs").item("smiles")))
    assert "- **A sign of:** 1 Greet each other. \\[accord\\#greet\\]\n" in markdown


def test_a_link_to_a_part_that_another_code_lacks_is_told(tmp_path: Path) -> None:
    """The check looks into codes that are there: those that it checks, and those of the library."""
    signs = SIGNS.replace("accord#gone", "leeds-partnership-2003#share-powr").replace("accord#all", "accord#gone")
    for name, text in (("accord", small_code("accord")), ("signs", small_code("signs") + signs)):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    _, problems = check_files([str(tmp_path)], Silence())
    assert [(problem.severity, problem.message, problem.hint) for problem in problems] == [
        (
            "warning",
            "The code 'accord' has no part with the id 'gone'.",
            "Type 'compacts show accord' to see its parts.",
        ),
        (
            "warning",
            "The code 'leeds-partnership-2003' has no part with the id 'share-powr'.",
            "Did you mean 'share-power'?",
        ),
    ]


def test_a_part_shows_the_links_that_lead_to_it_from_other_codes(tmp_path: Path) -> None:
    """Its page names them under a heading of their own, each with its code; nothing is said of none."""
    signs = small_code("signs", "The signs").replace('place = "Zembla"', 'place = "Zembla"\nissued = "2025"') + SIGNS
    library = found(tmp_path, accord=small_code("accord"), signs=signs)
    assert page(library, "accord", "greet")[-2:] == [
        Heading(2, "In other codes"),
        PageLink(
            "What is about it (The signs (code of practice, 2025))", "People smile at each other.", "smiles", "signs"
        ),
    ]
    assert page(library, "accord", "all")[-1] == PageLink(
        "Shown by (The signs (code of practice, 2025))",
        "People smile at each other.",
        "smiles",
        "signs",
        "It begins with a smile. (our reading)",
    )
    assert Heading(2, "In other codes") not in page(library, "signs", "smiles")
