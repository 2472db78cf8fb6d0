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


def _named(things: str) -> str:
    """The first items of some, with their titles."""
    more = f"{{% if {things}|length > 12 %}}; and more, in the appendix{{% endif %}}"
    return f"{_row(f'{things}[:12]', _TITLE)}{more}{{% if not {things} %}}None{{% endif %}}."


def _moved(things: str) -> Grid:
    return Grid(
        "Findings of this round and the round before",
        ("Item", "Round before", "This round", "Organisations"),
        things,
        (
            "{{ one.item.number }} {{ one.item.title }}",
            _mark("one.before"),
            _mark("one.item.finding"),
            "{{ one.movement or 'withheld' }}",
        ),
        (66, 40, 40, 40),
    )


def _plan(things: str) -> Grid:
    """A table of lines of the plan."""
    return Grid(
        "Who does what by when",
        ("What", "Who", "By", "State"),
        things,
        (
            "{{ one.what }}{% for each in one.details %} | {{ each.label }}: {{ each.text }}{% endfor %}",
            "{{ one.owners }}",
            "{{ one.due }}",
            "{{ one.state }}",
        ),
        (96, 50, 20, 20),
    )


_FACT = "{{ one.label }}: {{ one.text }}"
_TITLE = "{{ one.number }} {{ one.title }}"
_COUNTS = (
    "{% for each in one.counts if each.items %}{{ each.items }} {{ each.finding.symbol }} {{ each.finding.words }}"
    "{% if not loop.last %}; {% endif %}{% endfor %}"
)
_WHOSE = "{% if one.by %}, {{ one.by }}{% endif %}{% if one.hidden %}, for the facilitator only{% endif %}"

_NO_PLAN = "{% if 'plan.toml' in spoilt %}The plan cannot be read.{% else %}There is no plan yet.{% endif %}"
_SILENT = (
    "{{ one.silent|join(', ') or 'nobody' }}{% if one.unread %}; cannot be read: {{ one.unread|join(', ') }}{% endif %}"
)

_SMALL = "items|length <= 36 and sides|length <= 2"
"""Whether the table of all items leaves room for the rest on two sheets."""
_ITEMS = Grid(
    "What was found of each item, and where each side stands",
    ("Item", "Finding", "{%tc for side in sides %}", "{{ side }}", "{%tc endfor %}"),
    "items",
    (
        _TITLE,
        _mark("one.finding"),
        "{%tc for cell in one.cells %}",
        "{% cellbg cell.shade %}" + _mark("cell"),
        "{%tc endfor %}",
    ),
    (58, 38, 42, 42, 42),
)

FRONT: tuple[Part, ...] = (
    _lines("Title", "{{ title }}"),
    _lines("Normal", "{{ purpose|join(' ') }}", "{%p if warnings %}"),
    _lines("Heading 1", "Read this first"),
    _bullets("warnings", "{{ one }}"),
    _lines("Normal", "{%p endif %}"),
    _lines("Heading 1", "About this result"),
    _lines("Normal", f"{_row('facts', _FACT)}."),
    _lines("Heading 1", "Who was asked, and who answered"),
    Grid(
        "Who answered, by side",
        ("Side", "Answered", "No response"),
        "turnout",
        ("{{ one.side }}", "{{ one.answered|join(', ') or 'nobody' }}", _SILENT),
        (40, 96, 50),
    ),
    _lines("Heading 1", "Is this assessment itself equal?"),
    _bullets("equality", _FACT),
    _bullets("dont_knows", f"Don't-knows, {_FACT}"),
    _lines("Heading 1", "What was found"),
    Grid(
        "How many items of each section got each finding",
        ("Section", "Findings"),
        "profiles",
        (
            "{{ one.section or 'No longer in the code' }}",
            _COUNTS,
        ),
        (50, 136),
    ),
    _lines("Heading 1", "What to talk about first"),
    _lines("Normal", "{%p for group in talk_first %}"),
    _lines("Heading 2", _mark("group.heading")),
    _lines("Normal", _named("group.items"), "{%p else %}", "No differences are shown.", "{%p endfor %}"),
    _lines("Heading 1", "Where all sides agree"),
    _lines("Heading 2", "Strengths"),
    _lines("Normal", _named("strengths")),
    _lines("Heading 2", "Needs work"),
    _lines("Normal", _named("needs_work")),
    _lines("Heading 1", "Items and sides"),
    _lines("Normal", f"{_row('legend', _mark('one'))}."),
    _lines("Normal", f"{{%p if {_SMALL} %}}"),
    _ITEMS,
    _lines("Normal", "{%p else %}", "The table of all items stands in the appendix.", "{%p endif %}"),
    _lines("Normal", "{%p if comparison %}"),
    _lines("Heading 1", "Since round {{ comparison.earlier }}"),
    _lines("Normal", "{{ comparison.notes|join(' ') }}"),
    _moved("(comparison.items|selectattr('changed')|list)[:5]"),
    _lines("Normal", "{%p endif %}", "{%p if meeting or settled %}"),
    _lines("Heading 1", "The talk about it"),
    _lines("Normal", f"{_row('meeting', _FACT, '. ')}."),
    _bullets("settled[:5]", "{{ one.item }}: {{ one.result }}{% if one.note %}. {{ one.note }}{% endif %}"),
    _lines("Normal", "{%p endif %}"),
    _lines("Heading 1", "The plan"),
    _lines("Normal", "{%p if plan %}"),
    _plan("plan[:7]"),
    _lines("Normal", "{%p if plan|length > 7 %}", "More lines stand in the appendix.", "{%p endif %}"),
    _bullets("fairness", "{{ one }}"),
    _lines("Normal", "{%p else %}", _NO_PLAN, "{%p endif %}"),
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
    _lines("Normal", "{%p endif %}", "{%p if settled|length > 5 %}"),
    _lines("Heading 1", "Everything that was settled"),
    _bullets("settled", "{{ one.item }}: {{ one.result }}{% if one.note %}. {{ one.note }}{% endif %}"),
    _lines("Normal", "{%p endif %}", "{%p if plan|length > 7 %}"),
    _lines("Heading 1", "The whole plan"),
    _plan("plan"),
    _lines("Normal", "{%p endif %}", "{%p if left_out %}"),
    _lines("Heading 1", "What was left out, and why"),
    _bullets("left_out", "{{ one }}"),
    _lines("Normal", "{%p endif %}"),
)
"""What stands in the appendix."""
