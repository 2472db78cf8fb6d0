"""A result page written in a format: HTML, Markdown, CSV and JSON, and what plugins offer besides."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pkgutil import resolve_name

from compact_core.assessment.findings import findings
from compact_core.assessment.results import blocks
from compact_core.assessment.results.about import MINUTES
from compact_core.assessment.results.charts import WEIGHT, Plot, counts_line, plot, segments
from compact_core.assessment.results.item_values import Item, Mark
from compact_core.assessment.results.marks import FINDING_MARKS
from compact_core.assessment.results.paper import FRONT, charted, fills_one_sheet, items_fit, most_first
from compact_core.assessment.results.priorities import by_rank
from compact_core.assessment.results.values import ResultPage, page_to_plain
from compact_core.assessment.said import TITLE as SAID
from compact_core.errors import CompactsError
from compact_core.plugins.offers import ReportFormat
from compact_core.reports.cells import harmless
from compact_core.reports.html_pages import html_page, template_file
from compact_core.reports.markdown import as_markdown
from compact_core.text import clean, reason, shorten, suggestion

SCHEMA_VERSION = 2
"""Version of the JSON; it changes when a key is taken out or means something else."""
_TONES: Mapping[str, str] = {
    findings.SidesDiffer.name: "differ",
    findings.SplitInside.name: "split",
    findings.DifferInDegree.name: "degree",
    findings.AgreedStrength.name: "strength",
    findings.AgreedNeedsWork.name: "work",
    findings.PartlyThere.name: "partly",
    findings.NotEnoughKnown.name: "unknown",
    findings.SetAside.name: "unknown",
}
"""The name of the colour of each finding."""
_IN_PACKAGES = {"docx": "compacts-word"}
"""Formats that a package of ours brings, and the name of the package."""
_STYLE = "page.css"
_HEADINGS = ("Partnership", "Round", "Section", "Number", "Item", "Title", "Words", "Finding", "In words", "Notes")
_NUMBERS = ("Organisations", "Median", "Mean", "Favourable", "Consensus")
_MEETING = ("Votes", "Settled", "What was said")


def format_called(name: str, offers: Iterable[ReportFormat]) -> ReportFormat:
    """The first offered format of that name; if there is none, raises :class:`CompactsError` with the names of all."""
    known: dict[str, ReportFormat] = {}
    for offer in offers:
        known.setdefault(offer.name, offer)
    if name in known:
        return known[name]
    if package := _IN_PACKAGES.get(name):
        hint = f"To install it, type in the folder of the project: pip install plugins/{package}"
        raise CompactsError(f"The format '{name}' comes with the package {package}, which is not installed. {hint}")
    name = clean(name)
    guess = f" {suggestion(name, known)}".rstrip()
    there = ", ".join(sorted(known)) or "none"
    raise CompactsError(f"There is no format '{shorten(name)}'.{guess} The formats are: {there}.")


def written(offer: ReportFormat, page: ResultPage, options: Mapping[str, str]) -> bytes:
    """The page in a format, with its options by name, such as the path of a template; an empty one is not given.

    Raises :class:`CompactsError` when the format does not take an option, cannot do with it, or does not work.
    """
    given = {name: value for name, value in options.items() if value}
    for name in given:
        if name not in offer.options:
            taken = ", ".join(f"--{option}" for option in offer.options) or "no option"
            raise CompactsError(f"The format '{offer.name}' does not take --{clean(name)}. It takes {taken}.")
    try:
        data = resolve_name(offer.target)(page, given)
    except CompactsError:
        raise
    except (Exception, SystemExit) as error:  # a plugin can do anything, and costs no more than its format
        raise CompactsError(f"The format '{offer.name}' failed: {reason(error)}. Choose another format.") from error
    if not isinstance(data, bytes):
        raise CompactsError(f"The format '{offer.name}' gave no file. Choose another format.")
    return data


def write_html(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The page as HTML in UTF-8."""
    moved = {move.item.number: move for move in page.comparison.items} if page.comparison else {}
    own = {answer.item.number: answer for answer in page.own.answers} if page.own else {}
    has_arrows = any(move.places for move in moved.values())

    def plot_of(item: Item) -> Plot:
        mine = own.get(item.number)
        return plot(item, page, moved.get(item.number), mine.at if mine else None)

    text = html_page(
        __package__,
        "page.html.jinja",
        _STYLE,
        **FRONT,
        most_first=most_first(page),
        page=page,
        talk_heading=blocks.TALK_FIRST,
        equal_heading=blocks.EQUAL,
        no_differences=blocks.NO_DIFFERENCES,
        no_plan=blocks.no_plan(page),
        voted=blocks.voted_for(page),
        chosen_label=blocks.CHOSEN,
        said_heading=SAID,
        minutes_label=MINUTES,
        letters=page.letters,
        ranked=by_rank(charted(page)),
        kinds=[FINDING_MARKS[name] for name in WEIGHT],
        fresh=fills_one_sheet(page),
        items_in_front=items_fit(page),
        short=lambda text: shorten(text, FRONT["longest"]),
        plot_of=plot_of,
        has_arrows=has_arrows,
        lane=3 if has_arrows else 0,
        has_spots=any(plot_of(item).spots for item in page.items),
        gap_of=lambda item: move.gap if (move := moved.get(item.number)) else "",
        own_of=lambda item: (own[item.number].words or "withheld") if own else "",
        segments=segments,
        counts_line=counts_line,
        tone_of=tone_of,
    )
    return text.encode("utf-8", "replace")


def tone_of(mark: Mark) -> str:
    """The class of the colour of a finding in the style of the pages."""
    return _TONES.get(mark.words, "none")


def page_style() -> str:
    """The style of the pages, with a class for the colour of each finding."""
    return template_file(__package__, _STYLE)


def write_markdown(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The page as Markdown in UTF-8."""
    return as_markdown(blocks.page_blocks(page)).encode("utf-8", "replace")


def write_csv(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The items as CSV in UTF-8 with a mark at the beginning, which tells Excel the encoding."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    for row in _rows(page):
        writer.writerow(map(harmless, row))
    return file.getvalue().encode("utf-8-sig", "replace")


def _rows(page: ResultPage) -> Iterator[list[str]]:
    before = ["Round before", "Gap", "Movement"] if page.comparison else []
    yield [*_HEADINGS, *page.sides, *([page.own.organisation] if page.own else []), *before, *_NUMBERS, *_MEETING]
    compared = {moved.item.id: moved for moved in page.comparison.items} if page.comparison else {}
    own = {answer.item.id: answer.words for answer in page.own.answers} if page.own else {}
    settled = {matter.item_id: [matter.result, matter.said] for matter in page.settled}
    votes = {chosen.item.id: str(chosen.votes) for chosen in page.agenda if chosen.votes}
    for item in page.items:
        row = [page.partnership, str(page.round), item.section, str(item.number), item.id, item.title, item.text]
        row += [item.finding.words, item.summary, " ".join(item.notes), *(cell.words for cell in item.cells)]
        if page.own:
            row.append(own[item.id])
        if page.comparison:
            moved = compared.get(item.id)
            row += [moved.before.words, moved.gap, moved.movement] if moved else ["", "", ""]
        yield [*row, *_numbers(item), votes.get(item.id, ""), *settled.get(item.id, ["", ""])]
    notes = page.comparison.notes if page.comparison else ()
    for sentence in (page.in_short, *page.warnings, *notes, *page.purpose, page.program):
        yield [sentence]


def _numbers(item: Item) -> list[str]:
    found = item.numbers
    if found is None:
        return [""] * len(_NUMBERS)
    return [str(found.organisations), found.median, found.mean, found.favourable, found.consensus]


def write_json(page: ResultPage, options: Mapping[str, str]) -> bytes:  # noqa: ARG001  (formats are called alike)
    """The page as JSON in UTF-8: an object with the names of its parts."""
    data = {"schema_version": SCHEMA_VERSION, **page_to_plain(page)}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
