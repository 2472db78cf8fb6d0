"""``compacts show``: a code, or a part of it, in several formats."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.cli.completion import complete_reference
from compact_core.content.write import part_to_plain, plain_value, to_plain, toml_text
from compact_core.reports.code_page import code_page, part_page
from compact_core.reports.part_names import said_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compact_core.library.library import Library
    from compact_core.model import Part
    from compact_core.model.code import CodeIndex
    from compact_core.reports.page import Block

_SHAPE = 2
"""Version of the shape of the JSON: since the second, a code is one list of parts."""


@click.command("show")
@click.argument("reference", metavar="CODE[#PART]", shell_complete=complete_reference)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "toml"]),
    default="text",
    help="How to write it.",
    show_default=True,
)
@click.option(
    "--compared-with", "other", default="", metavar="OTHER", help="The same as 'compacts compare CODE OTHER'."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@output.codes_option
@click.pass_context
def show(ctx: click.Context, reference: str, form: str, other: str, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Show a code, or one part of it.

    CODE is an id that 'compacts list' shows. With the id or the number of a part after it, only that part is shown, as
    in leeds-partnership-2003#share-power or "leeds-working-together-2017#A".
    """
    code_id, _, item_id = reference.partition("#")
    if other:
        _compare(ctx, reference, other, "json" if as_json else form, codes)
        return output.DONE
    found = output.library(ctx, codes)
    index = found.index(code_id)
    if as_json or form == "json":
        output.echo_json(_data(found, index, item_id), _SHAPE)
    elif form == "toml":
        output.echo_document(toml_text(_tables(index, item_id)))
    elif form == "markdown":
        from compact_core.reports.markdown import as_markdown

        output.echo_document(as_markdown(_page(found, index, item_id)))
    else:
        output.echo_page(_page(found, index, item_id))
    return output.DONE


def _data(found: Library, index: CodeIndex, item_id: str) -> dict[str, object]:
    if not item_id:
        return {"code": to_plain(index.code)}
    part = index.item(item_id)
    relations = found.relations(index.code.id, part.id)
    related = {name: [asdict(relation) for relation in getattr(relations, name)] for name in relations._fields}
    return {
        "code": index.code.id,
        "stem": said_before(index, part),
        "part": part_to_plain(part),
        "inside": [part_to_plain(inner) for inner in index.inside(part)],
        "links": list(_links(found, index, part)),
        **related,
    }


def _links(found: Library, index: CodeIndex, part: Part) -> Iterator[dict[str, str]]:
    """The links from and to a part as files write them; one from another code starts from ``code#id``."""
    if part.id:
        yield from map(plain_value, (*index.links_from(part.id), *index.links_to(part.id)))
        for link in found.links_to(index.code.id, part.id):
            values = {"relation": link.relation, "reason": link.reason, "basis": link.basis}
            yield {"from": f"{link.code}#{link.source}", "to": part.id} | {
                key: text for key, text in values.items() if text
            }


def _tables(index: CodeIndex, item_id: str) -> dict[str, object]:
    if not item_id:
        return to_plain(index.code)
    part = index.item(item_id)
    stem = said_before(index, part)
    parts = [part_to_plain(shown) for shown in (part, *index.inside(part))]
    return {**({"stem": stem} if stem else {}), "parts": parts}


def _compare(ctx: click.Context, code: str, other: str, form: str, codes: tuple[str, ...]) -> None:
    """Do what 'compacts compare' does, where it has the format."""
    from compact_core.cli.compare import show_comparison

    if form == "toml":
        message = "A comparison can be shown as text, Markdown or JSON, not as TOML."
        raise click.UsageError(message)
    show_comparison(ctx, (code, other), (), form, "", codes)


def _page(found: Library, index: CodeIndex, item_id: str) -> Iterator[Block]:
    return part_page(found, index, index.item(item_id)) if item_id else code_page(found, index)
