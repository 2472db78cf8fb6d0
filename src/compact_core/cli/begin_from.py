"""What the options of ``compacts new code --from`` say of each part, and the two files that come of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, cast

import click

from compact_core.cli.output import echo, message
from compact_core.cli.prompts import options_understood
from compact_core.documents.adopting import OF_WORDS, About, adapted, begun, everything_decided, write_begun
from compact_core.documents.decisions import Decision, Decisions, read_decisions
from compact_core.errors import CompactsError
from compact_core.text import clean, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compact_core.model.code import CodeIndex
    from compact_core.model.lineage import Change


class DecisionOptions(NamedTuple):
    """What the options of these names say of the parts."""

    adopt: Sequence[str]
    adapt: Sequence[str]
    omit: Sequence[str]
    reason: Sequence[str]
    change: Sequence[str]
    decisions: str


def begin_from(base: CodeIndex, path: str, about: About, words: DecisionOptions) -> None:
    """Write the new code and its lineage, and print the paths of both."""
    with options_understood():
        decisions = _decisions(base, words)
        everything_decided(base.code, decisions)
    new = begun(base.code, decisions, about)
    beside = write_begun(path, new)
    echo(readable(path))
    echo(readable(beside))
    message(new.in_numbers())


def _decisions(base: CodeIndex, words: DecisionOptions) -> Decisions:
    """The decisions of the file; the options override them."""
    found = read_decisions(words.decisions) if words.decisions else Decisions(source=base.code.id)
    if found.source != base.code.id:
        message = f"The decisions in {readable(words.decisions)} are on '{found.source}', not on '{base.code.id}'."
        raise click.UsageError(message)
    named: set[str] = set()
    for decision in _of_options(base, words):
        if decision.part in named:
            raise click.UsageError(f"'{decision.part}' is named twice. Say once what becomes of it.")
        named.add(decision.part)
        found = found.then(decision)
    for name, why in (_split("--reason", word) for word in words.reason):
        part = base.item(name)
        before = found.of(part.id) or Decision(part=part.id, choice="adopt")
        if before.choice == "omit":
            raise click.UsageError(f"'{part.id}' is left out: write the reason behind --omit.")
        found = found.then(replace(before, reason=why))
    for name, change in (_split("--change", word) for word in words.change):
        part = base.item(name)
        said = found.of(part.id)
        if not said or said.choice != "adapt":
            raise click.UsageError(f"'{part.id}' is not adapted, so --change says nothing of it. Use --adapt too.")
        if change not in OF_WORDS:
            raise click.UsageError(f"'{shorten(change)}' is not a change. Allowed: {', '.join(OF_WORDS)}.")
        found = found.then(adapted(part, said.text, said.reason, OF_WORDS[change], cast("Change", change)))
    return found


def _of_options(base: CodeIndex, words: DecisionOptions) -> Iterator[Decision]:
    for name in words.adopt:
        yield Decision(part=base.item(clean(name)).id, choice="adopt")
    for name, text in (_split("--adapt", word) for word in words.adapt):
        part = base.item(name)
        try:
            yield adapted(part, text)
        except CompactsError as error:
            raise click.UsageError(f"'{part.id}' cannot be adapted. {error}") from error
    for name, why in (_split("--omit", word) for word in words.omit):
        yield Decision(part=base.item(name).id, choice="omit", reason=why)


def _split(option: str, word: str) -> tuple[str, str]:
    """A part, and what is said of it."""
    name, mark, text = clean(word).partition("=")
    if not mark or not name.strip() or not text.strip():
        what = {"--adapt": "the new words", "--change": "weakened"}.get(option, "the reason")
        raise click.UsageError(f"'{shorten(clean(word))}' says too little. Write {option} \"ID={what}\".")
    return name.strip(), text.strip()
