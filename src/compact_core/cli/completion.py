"""``compacts completion``: what makes the Tab key complete commands, options, and the ids of codes and parts."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem, get_completion_class

from compact_core.cli.output import COMPLETION_VARIABLE, DONE, echo, plugins_apart
from compact_core.library.opening import open_library

_BEFORE = {"zsh": "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }\n"}
"""What a shell runs first: zsh must switch completion on."""


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "fish", "powershell", "zsh"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    r"""Print the script that makes the Tab key complete commands, options and ids.

    To switch it on for good, type the line for your shell once:

    \b
    bash        echo 'eval "$(compacts completion bash)"' >> ~/.bashrc
    zsh         echo 'eval "$(compacts completion zsh)"' >> ~/.zshrc
    fish        compacts completion fish > ~/.config/fish/completions/compacts.fish
    PowerShell  compacts completion powershell >> $PROFILE
    """
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the shells that the argument allows"  # noqa: S101 - tells the type checker
    echo(_BEFORE.get(shell, ""), newline=False)
    echo(kind(ctx.find_root().command, {}, "compacts", COMPLETION_VARIABLE).source(), newline=False)
    return DONE


def complete_reference(ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Ids of codes, and after ``#`` the ids inside a code."""
    folders = [folder for context in (ctx.find_root(), ctx) for folder in context.params.get("codes") or ()]
    with plugins_apart():
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
