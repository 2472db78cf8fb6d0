"""What stands in the template of the package, from top to bottom."""

from __future__ import annotations

from typing import NamedTuple


class Lines(NamedTuple):
    """Paragraphs of one style."""

    style: str
    """Name of the style."""
    texts: tuple[str, ...]
    """The paragraphs; those that begin with ``{%p`` are steps of the template, and leave nothing behind."""


class Grid(NamedTuple):
    """A table with a row for each of some things."""

    caption: str
    """What the table holds, for screen readers."""
    headings: tuple[str, ...]
    """Cells of its first row; those that begin with ``{%tc`` are steps, and leave nothing behind."""
    things: str
    """The things, each of which is called ``one`` in its row."""
    cells: tuple[str, ...]
    """Cells of each row."""
    widths: tuple[int, ...]
    """Widths of the columns in millimetres."""
    drawn: int | None = None
    """The column, from 0, that holds a picture made of letters and strokes of one width."""


Part = Lines | Grid


def _lines(style: str, *texts: str) -> Lines:
    return Lines(style, texts)


def _bullets(things: str, text: str) -> Lines:
    """A bullet for each of some things."""
    return _lines("List Bullet", f"{{%p for one in {things} %}}", text, "{%p endfor %}")


def _row(things: str, text: str, between: str = "; ") -> str:
    """Some things in one paragraph."""
    return f"{{% for one in {things} %}}{text}{{% if not loop.last %}}{between}{{% endif %}}{{% endfor %}}"


def _mark(name: str) -> str:
    """The sign and the words of a mark."""
    return f"{{{{ {name}.symbol }}}} {{{{ {name}.words }}}}"


def _found(name: str) -> str:
    """A finding in a cell of its own colour."""
    return f"{{% cellbg {name}.shade %}}{_mark(name)}"


def _named(things: str) -> str:
    """The first items of some, with their titles."""
    more = f"{{% if {things}|length > 14 %}}; and more, in the appendix{{% endif %}}"
    return f"{_row(f'{things}[:14]', _TITLE)}{more}{{% if not {things} %}}None{{% endif %}}."


def _moved(things: str) -> Grid:
    return Grid(
        "Findings of this round and the round before",
        ("Item", "Round before", "This round", "Gap", "Organisations"),
        things,
        (
            "{{ one.item.number }} {{ one.item.title }}",
            _mark("one.before"),
            _mark("one.item.finding"),
            "{{ one.gap or '–' }}",
            "{{ one.movement or 'withheld' }}",
        ),
        (56, 36, 36, 22, 36),
    )


def _plan(things: str, *, details: bool) -> Grid:
    """A table of lines of the plan."""
    return Grid(
        "Who does what by when",
        ("What", "Who", "By", "State"),
        things,
        (
            "{{ one.what }}" + (_DETAILS if details else ""),
            "{{ one.owners }}",
            "{{ one.due }}",
            "{{ one.state }}",
        ),
        (96, 50, 20, 20),
    )


_DETAILS = "{% for each in one.details %} | {{ each.label }}: {{ each.text }}{% endfor %}"
_FACT = "{{ one.label }}: {{ one.text }}"
_TITLE = "{{ one.number }} {{ one.title }}"
_MATTER = "{{ one.item }}: {{ one.result }}{% if one.said or one.note %}. {{ one.said or one.note }}{% endif %}"
_SETTLED = "{{ one.settled or 'open' }}"
_WHOSE = "{% if one.by %}, {{ one.by }}{% endif %}{% if one.hidden %}, for the facilitator only{% endif %}"

_NO_PLAN = "{% if 'plan.toml' in spoilt %}The plan cannot be read.{% else %}There is no plan yet.{% endif %}"
_SILENT = (
    "{% if one.silent %} No response: {{ one.silent|join(', ') }}.{% endif %}"
    "{% if one.unread %} Cannot be read: {{ one.unread|join(', ') }}.{% endif %}"
)
_KEY = (
    "On each scale low is on the left and high on the right: "
    "{% for side in sides %}{{ letters[loop.index0] }} {{ side }}{% if not loop.last %}, {% endif %}{% endfor %}."
)
_STANDING = (
    "{% for cell in one.cells %}{{ letters[loop.index0] }} {{ cell.words }}"
    "{% if not loop.last %}; {% endif %}{% endfor %}"
)

_SMALL = "items|length <= 36 and sides|length <= 2"
"""Whether the table of all items leaves room for the rest on two sheets."""
_ITEMS = Grid(
    "Every item: what was found, and where each side stands on the scale",
    ("Item", "Low to high", "Found", "Sides"),
    "ranked",
    (_TITLE, "{{ one.scale }}", _found("one.finding"), _STANDING + "{% if one.own %}; {{ one.own }}{% endif %}"),
    (58, 38, 36, 54),
    drawn=1,
)

FRONT: tuple[Part, ...] = (
    _lines("Title", "{{ title }}"),
    _lines("Subtitle", "{{ in_short }}"),
    _lines("Normal", "{{ purpose|join(' ') }}", "{%p if warnings %}"),
    _lines("Heading 1", "Read this first"),
    _bullets("warnings", "{{ one }}"),
    _lines("Normal", "{%p endif %}", "{%p if own %}"),
    _lines("Heading 1", "For {{ own.organisation }}"),
    _bullets("own.notes", "{{ one }}"),
    _lines(
        "Normal",
        "For your own reports and bids, in words that anybody may read: {{ own.words_to_use|join(' ') }}",
        "{%p endif %}",
    ),
    _lines("Normal", "{%p if said %}"),
    _lines("Heading 1", "What we said we would do"),
    _bullets("said", "{{ one.what }}: {{ one.text }}"),
    _lines("Normal", "{%p endif %}"),
    _lines("Heading 1", "Who answered"),
    _bullets("turnout", "{{ one.side }}: {{ one.answered|join(', ') or 'nobody' }}." + _SILENT),
    _lines("Heading 1", "Talk about these first"),
    _lines("Normal", "{%p if talk_first %}", _KEY),
    Grid(
        "What to talk about first, with where each side stands on the scale",
        ("Item", "Low to high", "Found", "Settled"),
        "talk_first[:8]",
        ("{{ one.item.number }} {{ one.item.title }}", "{{ one.item.scale }}", _found("one.item.finding"), _SETTLED),
        (66, 38, 42, 40),
        drawn=1,
    ),
    _lines("Normal", "{%p if talk_first|length > 8 %}", "More of them stand below.", "{%p endif %}"),
    _lines("Normal", "{%p for one in talk_first[:8] if one.quote %}"),
    _lines(
        "Quote",
        "“{{ one.quote.text }}” ({{ one.quote.section }}{% if one.quote.by %}; {{ one.quote.by }}{% endif %})",
    ),
    _lines("Normal", "{%p endfor %}", "{%p else %}", "No differences are shown.", "{%p endif %}"),
    _lines("Heading 1", "The sections"),
    Grid(
        "How many items of each section got each finding: a sign an item",
        ("Section", "A sign an item"),
        "profiles[:8]",
        (
            "{{ one.section or 'No longer in the code' }}",
            (
                "{{ one.signs }} ({% for each in one.counts if each.items %}{{ each.items }} {{ each.finding.words }}"
                "{% if not loop.last %}, {% endif %}{% endfor %})"
            ),
        ),
        (60, 126),
    ),
    _lines("Heading 1", "Strengths to name aloud"),
    _lines("Normal", _named("strengths")),
    _lines("Heading 1", "What needs work"),
    _lines("Normal", _named("needs_work")),
    _lines("Normal", "{%p if meeting or settled %}"),
    _lines("Heading 1", "What was settled"),
    _lines("Normal", "{%p if meeting %}", f"{_row('meeting', _FACT, '. ')}.", "{%p endif %}"),
    _lines(
        "Normal",
        "{%p if agenda and agenda[0].votes %}",
        "Chosen to talk about: {% for one in agenda %}{{ one.item.number }} {{ one.item.title }} ({{ one.votes }}"
        " vote{{ '' if one.votes == 1 else 's' }}){% if not loop.last %}; {% endif %}{% endfor %}",
        "{%p endif %}",
    ),
    _bullets("settled[:4]", _MATTER),
    _lines("Normal", "{%p endif %}"),
    _lines("Heading 1", "The plan"),
    _lines("Normal", "{%p if plan %}"),
    _plan("plan[:6]", details=False),
    _lines("Normal", "{%p if plan|length > 6 %}", "More lines stand in the appendix.", "{%p endif %}"),
    _bullets("fairness", "{{ one }}"),
    _lines("Normal", "{%p else %}", _NO_PLAN, "{%p endif %}"),
    _lines("Heading 1", "Every item on one scale"),
    _lines("Normal", "{%p if comparison %}"),
    _lines("Normal", "Since round {{ comparison.earlier }}: {{ comparison.notes|join(' ') }}", "{%p endif %}"),
    _lines("Normal", f"{{%p if {_SMALL} %}}"),
    _ITEMS,
    _lines("Normal", "{%p else %}", "The items stand in the appendix, ranked.", "{%p endif %}"),
    _lines("Heading 1", "Is this assessment itself equal?"),
    Grid(
        "Numbers of each side, as bars",
        ("What", "Side", "Bar", "Number"),
        "bars",
        ("{{ one.title }}", "{{ one.label }}", "{{ one.drawn }}", "{{ one.text }}"),
        (70, 56, 30, 30),
        drawn=2,
    ),
    _lines("Normal", f"{_row('equality', _FACT)}."),
    _lines("Heading 1", "About this result"),
    _lines("Normal", f"{_row('facts', _FACT)}.", f"Signs: {_row('legend', _mark('one'))}."),
)
"""What stands before the appendix: two sheets of paper, unless there is very much of it."""

APPENDIX: tuple[Part, ...] = (
    _lines("Heading 1", "Appendix: every item"),
    _lines("Normal", f"{{%p if not ({_SMALL}) %}}"),
    _ITEMS,
    _lines("Normal", "{%p endif %}", "{%p for item in items %}"),
    _lines("Heading 2", "{{ item.number }} {{ item.title }}"),
    _lines(
        "Normal",
        "{{ item.text or 'The code no longer has this item.' }}{% if item.at %} ({{ item.at }}){% endif %}",
        "{%p if item.covers %}",
        "It covers: {{ item.covers|join('; ') }}.",
        "{%p endif %}",
        "{{ item.summary or 'This finding is withheld' }}.{% for one in item.notes %} {{ one }}{% endfor %}",
    ),
    _bullets(
        "item.voices",
        "{{ one.organisation }}: {{ one.words }}{% if one.people %}. People: {{ one.people|join('; ') }}{% endif %}",
    ),
    _lines(
        "Normal",
        "{%p if item.missing %}",
        f"Ticked as missing: {_row('item.missing', '{{ one.what }} ({{ one.people }})')}.",
        "{%p endif %}",
        "{%p if item.numbers %}",
        "{{ item.numbers.organisations }} organisations. {% for word in points %}{{ word }} "
        "{{ item.numbers.distribution[loop.index0] }}{% if not loop.last %}, {% endif %}{% endfor %}. "
        "Median {{ item.numbers.median }}, mean {{ item.numbers.mean }}, favourable {{ item.numbers.favourable }}, "
        "consensus {{ item.numbers.consensus }}.",
        "{%p endif %}",
        "{%p endfor %}",
        "{%p if quotes %}",
    ),
    _lines("Heading 1", "Comments"),
    _bullets("quotes", "{{ one.section }}, {{ one.box }}" + _WHOSE + ": {{ one.text }}"),
    _lines("Normal", "{%p endif %}", "{%p if comparison and comparison.items %}"),
    _lines("Heading 1", "Compared with round {{ comparison.earlier }}"),
    _moved("comparison.items"),
    _lines("Normal", "{%p endif %}", "{%p if trend %}"),
    _lines("Heading 1", "All rounds"),
    _lines("Normal", "{%p if trend.notes %}", "{{ trend.notes|join(' ') }}", "{%p endif %}"),
    Grid(
        "The findings of every round",
        ("Item", "{%tc for one in trend.rounds %}", "Round {{ one }}", "{%tc endfor %}"),
        "trend.rows",
        (
            "{{ one[0].number }} {{ one[0].title }}",
            "{%tc for each in one[1] %}",
            _mark("each"),
            "{%tc endfor %}",
        ),
        (58, 38, 38, 38),
    ),
    _lines("Normal", "{%p endif %}", "{%p if settled|length > 4 %}"),
    _lines("Heading 1", "Everything that was settled"),
    _bullets("settled", _MATTER),
    _lines("Normal", "{%p endif %}", "{%p if plan %}"),
    _lines("Heading 1", "The whole plan"),
    _plan("plan", details=True),
    _lines("Normal", "{%p endif %}", "{%p if left_out %}"),
    _lines("Heading 1", "What was left out, and why"),
    _bullets("left_out", "{{ one }}"),
    _lines("Normal", "{%p endif %}"),
)
"""What stands in the appendix."""
