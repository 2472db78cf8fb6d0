"""``compacts completion``: what makes the Tab key complete commands, options and ids."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from compact_core.cli.output import COMPLETION_VARIABLE, DONE, echo

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
