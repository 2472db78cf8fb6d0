"""``compacts compare``: two codes side by side, and what became of each provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.cli.completion import complete_code
from compact_core.cli.prompts import options_understood
from compact_core.content.whole import write_new
from compact_core.text import clean, readable, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.library.library import Library
    from compact_core.reports.code_comparison import CodeComparison

FORMATS = ("text", "markdown", "json", "html")
"""The formats of a comparison."""


@click.command("compare")
@click.argument("code", shell_complete=complete_code)
@click.argument("other", shell_complete=complete_code)
@click.option(
    "--only",
    multiple=True,
    metavar="VERDICTS",
    help="Only these: kept, reworded, weaker, stronger, dropped, new, suggested, unknown; several with commas. "
    "'promised' means what the first code promised and the second does not: dropped and weaker.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to write it.", show_default=True
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", "target", metavar="FILE", type=output.FILE, help="Write it to this new file.")
@output.codes_option
@click.pass_context
def compare(  # noqa: PLR0913 - each is an option
    ctx: click.Context,
    code: str,
    other: str,
    *,
    only: tuple[str, ...],
    form: str,
    target: str | None,
    codes: tuple[str, ...],
    as_json: bool,
) -> int:
    """Compare two codes: what was kept, reworded, weakened, strengthened or dropped, and what is new.

    CODE and OTHER are ids that 'compacts list' shows. A lineage says how they relate, at once or over a third code.
    Where none does, pairs are suggested whose words are like; nobody has looked at these.
    """
    show_comparison(ctx, (code, other), only, "json" if as_json else form, target or "", codes)
    return output.DONE


def show_comparison(
    ctx: click.Context, names: tuple[str, str], only: Sequence[str], form: str, target: str, codes: Sequence[str]
) -> None:
    """Print a comparison, or write it to a file; wrong options are wrong use."""
    from compact_core.reports.code_comparison import comparison, wanted_verdicts

    with options_understood():
        wanted = wanted_verdicts(only)
    named_codes(*names)
    if target:
        output.refuse_existing(target)
    found = output.library(ctx, codes)
    compared = comparison(found, *names)
    _tell(found, compared)
    compared = compared.only(wanted)
    if target:
        write_new(target, _written(compared, form))
        output.echo(readable(target))
    elif form == "json":
        from compact_core.reports.comparison_page import comparison_to_plain

        output.echo_json(comparison_to_plain(compared))
    elif form == "text":
        output.echo(_written(compared, form, output.line_width()), newline=False)
    else:
        output.echo_document(_written(compared, form))


def named_codes(code: str, other: str) -> None:
    """Say so where two names cannot be those of two codes."""
    for name in (code, other):
        if "#" in name:
            message = f"'{shorten(clean(name))}' names a part. Whole codes are compared: leave out # and what follows."
            raise click.UsageError(message)
    if code == other:
        raise click.UsageError(f"'{shorten(clean(code))}' is named twice. Name two different codes.")


def _tell(found: Library, compared: CodeComparison) -> None:
    """Say how to go on where nobody has compared two codes yet."""
    from compact_core.reports.comparison_page import NOT_ALIKE

    if compared.made_from == "suggestions" and not any(row.verdict == "suggested" for row in compared.rows):
        output.message(NOT_ALIKE)
    elif compared.made_from == "suggestions":
        names = f"{compared.earlier} {compared.later}"
        output.message(
            "No lineage compares these codes, so these are suggestions made from words alone.\n"
            f"To go through them:  compacts lineage suggest {names} -o {compared.later}.lineage.toml"
        )
        output.tell_of(found.problems)


def _written(compared: CodeComparison, form: str, width: int = 80) -> str:
    from compact_core.reports.comparison_page import comparison_page, comparison_to_plain

    if form == "html":
        from compact_core.reports.comparison_html import as_html

        return as_html(compared)
    if form == "markdown":
        from compact_core.reports.markdown import as_markdown

        return as_markdown(comparison_page(compared))
    if form == "json":
        import json

        return json.dumps({"schema_version": output.SCHEMA_VERSION, **comparison_to_plain(compared)}, indent=2) + "\n"
    from compact_core.reports.plain_text import as_text

    return as_text(comparison_page(compared), width)
