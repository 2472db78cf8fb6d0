"""``compacts search``: words found in everything that codes say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import click

from compact_core.cli import output
from compact_core.library.search.highlights import pieces, unmarked
from compact_core.library.search.query import Hit, Query, offers_any
from compact_core.reports.part_names import kind_of, kind_words
from compact_core.text import clean, shorten, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (
    *("section", "paragraph", "principle", "benefit", "barrier", "action", "commitment"),
    *("reminder", "definition", "partnership-type", "progress-sign", "warning-sign", "contact"),
    *("aim", "step", "question", "example", "indicator", "task", "table", "quotation"),
    *("figure", "note", "group", "signatory", "code"),
)
"""What can be found: codes, every kind of provision, and the other parts of a code. A test compares them with the
model, whose import takes long."""

_HYPHEN = re.compile(r"-(?!-|h$).")
"""A hyphen before anything but the option for help."""


class _Kind(click.Choice[str]):
    """A kind, by its word in files or by the words that readers see."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word of files."""
        words = " ".join(str(value).replace("-", " ").casefold().split())
        kind = {kind_words(kind): kind for kind in KINDS}.get(words, value)
        if kind not in KINDS and (near := _meant(words)):
            self.fail(f"There is no kind '{shorten(clean(str(value)))}'. {near}", param, ctx)
        return super().convert(kind, param, ctx)


def _meant(words: str) -> str:
    """The kind that is meant by other words."""
    from compact_core.content.other_words import kind_of_word

    if kind := kind_of_word(words):
        return f"Did you mean '{kind}'?"
    return suggestion(words.replace(" ", "-"), KINDS)


class _Search(click.Command):
    """A command that takes '-power' for a word: no option of this command is like that."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move such words behind ``--``, where click takes them as they are."""
        options = [option for option in self.params if isinstance(option, click.Option)]
        with_value = {name for option in options if not option.is_flag for name in option.opts}
        pairs = list(zip(["", *args], args, strict=False))
        words = [word for before, word in pairs if _HYPHEN.match(word) and before not in with_value]
        if words and "--" not in args:
            args = [*(word for word in args if word not in words), "--", *words]
        return super().parse_args(ctx, args)


@click.command("search", cls=_Search)
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--kind", type=_Kind(KINDS), help="Only this kind.", metavar="KIND")
@click.option("--code", "code_id", metavar="CODE", help="Only in the code with this id.")
@click.option("--side", metavar="SIDE", help="Only what this side owes, such as public or third.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="Most hits to show.", show_default=True)
@click.option("--any", "any_word", is_flag=True, help="Find any of the words; hits with more of them come first.")
@output.library_command
def search(  # noqa: PLR0913, PLR0917 - one argument an option
    ctx: click.Context,
    words: tuple[str, ...],
    kind: str | None,
    code_id: str | None,
    side: str | None,
    limit: int,
    codes: tuple[str, ...],
    *,
    any_word: bool,
    as_json: bool,
) -> int:
    """Find words in every code: in its provisions, sections, tables, quotations and all else that it says.

    Every word must occur, in any form: 'organise' also finds 'organising'. Accents and capitals do not matter. With
    --any, one of the words is enough.
    """
    found = output.library(ctx, codes, searching=True)
    if code_id:
        found.entry(code_id)
    query = Query(" ".join(words), kind=kind or "", code=code_id or "", side=side or "", limit=limit, any=any_word)
    more = found.find(query._replace(limit=limit + 1))
    hits = more[:limit]
    if as_json:
        output.echo_json({"query": query._asdict(), "hits": [_plain(hit) for hit in hits]})
    else:
        for hit in hits:
            _print(hit)
        for advice in _advice(query, len(more)):
            output.message(advice)
    output.tell_of(found.problems)
    return output.DONE


def _advice(query: Query, hits: int) -> Iterator[str]:
    """What to do where little was found, or more than is shown."""
    if hits > query.limit:
        yield f"Only the first {query.limit} hits are shown. Type --limit and a number to see more."
    elif not hits:
        given = [f"--{name}" for name in ("kind", "code", "side") if getattr(query, name)]
        without = f" Or search without {' and '.join(given)}." if given else ""
        yield f"Nothing was found. Try fewer words, or only the beginning of a word.{without}"
    if offers_any(query, hits):
        yield "To find any of these words, type --any too."


def _print(hit: Hit) -> None:
    name = f"{hit.code}#{hit.item}" if hit.item else hit.code
    where = ", ".join(filter(None, (kind_of(hit), hit.at, hit.code_title, hit.place)))
    output.echo("  ".join(filter(None, (output.bold(name), _shown(hit.title)))))
    output.echo(f"    {where}")
    if hit.extract:
        output.echo(f"    {_shown(' '.join(hit.extract.split()))}")


def _shown(text: str) -> str:
    return "".join(output.underlined(piece) if found else piece for piece, found in pieces(text))


def _plain(hit: Hit) -> dict[str, object]:
    """The hit for other programs: text without marks, and the found words beside it."""
    words = [piece for text in (hit.title, hit.extract) for piece, found in pieces(text) if found]
    clear = {key: unmarked(value) for key, value in hit._asdict().items() if key != "number"}  # for comparing only
    return {**clear, "found": list(dict.fromkeys(words))}
