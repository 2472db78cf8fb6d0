"""Results as pages and on paper: accessible, without a network, and two sheets before the appendix."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Page

from assessment.results.riverside import FIRST, MEETING, PARTNERSHIP, PLAN, PROGRAM, SECOND
from assessment.results.riverside import page as made
from browser.accessibility import violations
from compact_core.assessment.partnership import Visibility
from compact_core.assessment.records.reading import open_assessment
from compact_core.assessment.results.charts import letters_of, scale_line
from compact_core.assessment.results.formats import write_html
from compact_core.assessment.results.item_values import Item
from compact_core.assessment.results.result_page import result_page
from compact_core.assessment.results.values import Profile, ResultPage, Turnout
from compact_core.assessment.said import with_said
from compact_core.reports.page import Fact
from compacts_word.writing import write as write_word
from leeds import RECENT
from printing import printed_by_browser, printed_by_office

FULL = SECOND._replace(meeting=MEETING, plan=PLAN)
"""The second round with a meeting and a plan too: a comparison, an outcome and five lines stand on two sheets."""
APPENDIX = re.compile(r"^Appendix", re.MULTILINE)


def full_page(visibility: Visibility = "named") -> ResultPage:
    """The page of the second round with everything in it."""
    return result_page(RECENT, replace(PARTNERSHIP, visibility=visibility), [FIRST, FULL], 2, program=PROGRAM)


def four_sides() -> ResultPage:
    """A page with twice as many sides, so that the chart of all items is too large for the front."""
    full = full_page()
    return _with_sides(full, ("Town", "County", "Voluntary groups", "Faith groups"), full.items)


def _with_sides(full: ResultPage, sides: tuple[str, ...], items: tuple[Item, ...]) -> ResultPage:
    """The page with twice as many sides, each pair of which stands at the same places."""
    letters = letters_of(sides)

    def doubled(item: Item) -> Item:
        places = item.places * 2
        return item._replace(cells=item.cells * 2, places=places, scale=scale_line(places, letters))

    talk = tuple(point._replace(item=doubled(point.item)) for point in full.talk_first)
    return full._replace(sides=sides, letters=letters, items=tuple(map(doubled, items)), talk_first=talk)


def large() -> ResultPage:
    """A page of sixty items in twelve sections, with four sides and twelve organisations, all with long names."""
    full = full_page()
    names = ("Public sector", "Voluntary groups", "Local businesses", "Faith groups")
    sides = tuple(f"{name} of the riverside and all its valleys" for name in names)
    partners = tuple(f"Harbour and Meadow Friends of the Seven Valleys, branch {place}" for place in (1, 2, 3))
    titles = (f"Section {number}: how partners share decisions, time and money" for number in range(1, 13))
    items = tuple(one._replace(number=str(place)) for place, one in enumerate((full.items * 2)[:60], start=1))
    return _with_sides(full, sides, items)._replace(
        turnout=tuple(Turnout(side, partners, ()) for side in sides),
        dont_knows=tuple(Fact(side, "10 of 180 answers") for side in sides),
        profiles=tuple(Profile(title, full.profiles[0].counts) for title in titles),
    )


def example(number: int, organisation: str = "") -> ResultPage:
    """A round of the worked example that comes with the program."""
    found = open_assessment(str(Path(__file__).parents[2] / "examples" / "riverside-health")).assessment
    assert found is not None
    code = with_said(RECENT, next(record.asked for record in found.rounds if record.asked.number == number))
    return result_page(code, found.partnership, found.rounds, number, program=PROGRAM, organisation=organisation)


FIRST_SHEET = ("not for ranking", "Who answered", "Talk about these first", "Strengths to name aloud", "The plan")
SECOND_SHEET = ("Is this assessment itself equal?", "About this result", "method version", "Signs:")
PAGES: dict[str, Callable[[], ResultPage]] = {
    "worked example, first round": lambda: example(1),
    "worked example, second round": lambda: example(2),
    "of one organisation": lambda: example(2, "lantern-befriending"),
    "second": full_page,
    "by side": lambda: full_page("by side"),
    "four sides": four_sides,
    "large": large,
    "for the facilitator": lambda: made(1, for_facilitator=True),
}
"""How to make each page."""
SHORTER = dict.fromkeys(("worked example, first round", "worked example, second round", "by side"), pytest.mark.soak)
"""Those with less on them than the others, which are printed when that is asked for."""


def with_few_items(full: ResultPage) -> ResultPage:
    """The page with one item of each finding in its appendix: axe looks at every element, and the others are alike."""
    return full._replace(items=tuple({item.finding: item for item in full.items}.values()))


def sheets_before_appendix(sheets: list[str]) -> int:
    """How many sheets come before the one on which the appendix begins."""
    return next(place for place, sheet in enumerate(sheets) if APPENDIX.search(sheet))


def show(browser_page: Page, folder: Path, result: ResultPage) -> None:
    """Open a result in the browser, from a file."""
    path = folder / "result.html"
    path.write_bytes(write_html(result, {}))
    browser_page.goto(path.as_uri())


@pytest.mark.needs("chromium")
@pytest.mark.parametrize(("name", "width"), [("second", 1280), ("of one organisation", 320), ("by side", 320)])
def test_nothing_is_wrong_with_a_page(page: Page, tmp_path: Path, name: str, width: int) -> None:
    """Axe finds nothing, the policy blocks nothing that the page needs, and nothing is asked of the network."""
    result = PAGES[name]()
    show(page, tmp_path, result)
    for narrow in (320, 375, width):
        page.set_viewport_size({"width": narrow, "height": 720})
        assert page.evaluate("document.documentElement.scrollWidth") <= narrow
    show(page, tmp_path, with_few_items(result))
    assert violations(page) == []


@pytest.mark.needs("chromium")
@pytest.mark.parametrize("name", [pytest.param(name, marks=SHORTER.get(name, ())) for name in PAGES])
def test_two_sheets_come_before_the_appendix(page: Page, tmp_path: Path, name: str) -> None:
    """Printed on A4, the appendix begins on the third sheet; what matters stands on the first."""
    result = PAGES[name]()
    show(page, tmp_path, result)
    sheets = printed_by_browser(page, "1-3")
    assert sheets_before_appendix(sheets) == 2
    first, second = (" ".join(normalize("NFKC", sheet).split()) for sheet in sheets[:2])
    assert [one for one in FIRST_SHEET if one not in first] == []
    assert [one for one in SECOND_SHEET if one not in second] == []
    assert all(warning[:40] in first for warning in result.warnings)


@pytest.mark.needs("chromium")
def test_a_script_in_a_page_would_not_run(page: Page, watched: tuple[Page, list[str]], tmp_path: Path) -> None:
    """The policy refuses scripts and pictures from anywhere, should a mistake ever let one in."""
    path = tmp_path / "result.html"
    bad = '<script>document.title = "run"</script><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt=""></main>'
    path.write_text(write_html(made(1), {}).decode().replace("</main>", bad), encoding="utf-8")
    _, troubles = watched
    page.goto(path.as_uri())
    assert page.title() == made(1).title
    page.goto("about:blank")  # what is told of the page has come by then
    assert len([one for one in troubles if "Content Security Policy" in one]) == 2
    troubles.clear()


@pytest.mark.needs("soffice")
def test_an_office_program_opens_the_word_documents(tmp_path: Path) -> None:
    """LibreOffice prints each with the appendix on the third sheet, and who answered on the first."""
    blank = tmp_path / "two-sheets.html"
    blank.write_text('<p>One</p><p style="page-break-before: always">Two</p>', encoding="utf-8")
    paths = [blank]
    names = ("second", "large", "for the facilitator")
    for number, name in enumerate(names):
        paths.append(tmp_path / f"result-{number}.docx")
        paths[-1].write_bytes(write_word(PAGES[name](), {}))
    counted, *printed = printed_by_office(paths, tmp_path, 3)
    assert [sheet.strip() for sheet in counted] == ["One", "Two"]
    for name, sheets in zip(names, printed, strict=True):
        assert sheets_before_appendix(sheets) <= 2, name
        assert "Talk about these first" in " ".join(normalize("NFKC", sheets[0]).split()), name
        assert "The plan" in "".join(sheets[:2]), name
