"""The labels: each field has one, and it stands in one table."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

import compact_core
from compact_core.model import Applicability, Header, Link, RelatedCode, Section
from compact_core.model.lineage import LineageLink
from compact_core.reports import labels

SOURCE = Path(compact_core.__file__).parents[1]
TABLE = Path(labels.__file__)
WORDS = {name: value for name, value in vars(labels).items() if name.isupper()}
"""Each table of labels, and each label that stands alone."""
OTHER_MEANING = {
    "compact_tui/assessment/plan_table.py": {"Kind", "State", "Who"},
    "compact_tui/library/draft_screen.py": {"Kind"},
    "compact_tui/library/search_screen.py": {"Kind"},
    "compact_core/assessment/forms/privacy_notice.py": {"About"},
    "compact_core/assessment/results/blocks.py": {"State", "Who"},
    "compact_core/cli/assess/plan.py": {"State", "Who"},
    "compact_core/model/__init__.py": {"Agreement", "Example", "Id", "Status"},
}
"""Words that are also the name of something else: columns of the partners' plan, a filter of the search, the beginning
of a sentence, types of the model."""


def texts_in(source: str) -> Iterator[str]:
    """Every text that a module has, without the colon behind a label."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.rstrip(": ")


def test_no_label_stands_outside_the_table() -> None:
    """No other module of the core or the interface has a text that is a label of the table."""
    every = {
        label.rstrip(":")
        for value in WORDS.values()
        for label in ([value] if isinstance(value, str) else value.values())
    }
    # Few modules have such a word between quotes or braces, and only these are taken apart.
    likely = re.compile(f"""["'}}](?:{"|".join(map(re.escape, every))})[: ]*["'{{]""")
    sources = {file.relative_to(SOURCE).as_posix(): file.read_text("utf-8") for file in SOURCE.rglob("*.py")}
    found = {file: every & {*texts_in(source)} for file, source in sources.items() if likely.search(source)}
    assert {file: words for file, words in found.items() if words and SOURCE / file != TABLE} == OTHER_MEANING


def test_a_label_names_one_thing() -> None:
    """No two fields share a label, but for the place of a code on the map and of a part in its source."""
    shared = [name for name, label in labels.LABELS.items() if [*labels.LABELS.values()].count(label) > 1]
    assert shared == ["place", "at"]


@pytest.mark.parametrize(
    ("table", "kind", "field"),
    [
        (labels.ROLES, Section, "role"),
        (labels.STATUS, Header, "status"),
        (labels.EDITION, RelatedCode, "relation"),
        (labels.NAMED_BY, RelatedCode, "relation"),
        (labels.SCOPE, Applicability, "scope"),
        (labels.SERVES, Link, "relation"),
        (labels.SERVED, Link, "relation"),
        (labels.BASIS, Link, "basis"),
        (labels.LINEAGE_BASIS, LineageLink, "basis"),
        (labels.COMPARISONS, LineageLink, "relation"),
        (labels.CHANGES, LineageLink, "change"),
    ],
)
def test_every_word_of_a_file_has_its_words_for_readers(table: dict[str, str], kind: type[object], field: str) -> None:
    """Where a field takes one word of a few, the table says each of them in words for readers."""
    assert [*table] == [word for word in get_args(get_type_hints(kind)[field]) if word]
