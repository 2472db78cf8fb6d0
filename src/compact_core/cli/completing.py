"""The names of codes and of their parts, for the Tab key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from compact_core.cli import output
from compact_core.library.opening import open_library

if TYPE_CHECKING:
    import click


def complete_reference(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of codes, and after ``#`` the ids inside a code."""
    folders = [folder for context in (ctx.find_root(), ctx) for folder in context.params.get("codes") or ()]
    with output.plugins_apart():
        found = open_library(folders)
    name, mark, _ = incomplete.partition("#")
    if not mark:
        return [CompletionItem(entry.id, help=entry.title) for entry in found.entries if entry.id.startswith(name)]
    if all(entry.id != name for entry in found.entries):
        return []
    references = (f"{name}#{item}" for item in found.index(name).items)
    return [CompletionItem(reference) for reference in references if reference.startswith(incomplete)]


def complete_code(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of codes."""
    return [] if "#" in incomplete else complete_reference(ctx, parameter, incomplete)
