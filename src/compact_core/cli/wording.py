"""``compacts wording``: the signed words of a code, found in its document and proved."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING

import click

from compact_core.cli import output
from compact_core.errors import CompactsError, NotFoundError
from compact_core.text import clean, count, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compact_core.documents.wording import Sentence
    from compact_core.model import Code

_FEWEST_ALIKE = 4
"""A document of another code has fewer than one in so many sentences that are like the code's."""


@click.group("wording", invoke_without_command=True)
@click.pass_context
def wording(ctx: click.Context) -> int:
    """Prove the signed words of a code by its document.

    What is attached stays in a folder of yours. It is shown beside the code, and goes into no code file.
    """
    if not ctx.invoked_subcommand:
        output.echo(ctx.get_help())
    return output.DONE


@wording.command("attach")
@click.argument("code")
@click.argument("file", type=output.FILE)
@output.codes_option
@output.json_option
@click.pass_context
def attach(ctx: click.Context, code: str, file: str, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Find the signed words of each part of CODE in the document FILE, and keep them.

    Words that give the wording hash of a part are proved. Others are proposed where they are alike, and marked.
    """
    from compact_core.documents.reading import read_document
    from compact_core.documents.wording import signed_words
    from compact_core.documents.wording_store import Attached
    from compact_core.documents.wording_store import attach as keep

    found = _code(ctx, code, codes)
    plugins = output.loaded_plugins(ctx)
    with output.plugins_apart():
        document = output.watched_by(plugins, lambda: read_document(file, plugins))
    sentences = signed_words(found, document.blocks)
    if _is_another(found, sentences):
        message = (
            f"{document.name}: No words of {found.id} were found in this document. Check that it is the right one."
        )
        raise CompactsError(message)
    name = os.path.basename(document.name)
    path = keep(Attached(found.id, name, document.sha256, tuple(sentences)))
    if not as_json:
        output.message(f"Kept in {clean(path)}.")
    return _told(found, sentences, as_json=as_json)


@wording.command("verify")
@click.argument("code")
@output.codes_option
@output.json_option
@click.pass_context
def verify(ctx: click.Context, code: str, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Say of each part of CODE whether its signed words are proved."""
    from compact_core.documents.wording import Sentence
    from compact_core.documents.wording_store import attached_to

    found = _code(ctx, code, codes)
    attached = attached_to(found.id)
    if attached is None:
        raise NotFoundError(f"No document is attached to {found.id}. Type: compacts wording attach {found.id} FILE")
    kept = {sentence.part: sentence for sentence in attached.sentences}
    sentences = [kept.get(proof.provision, Sentence(proof.provision)) for proof in found.wording]
    return _told(found, sentences, as_json=as_json)


@wording.command("detach")
@click.argument("code")
def detach(code: str) -> int:
    """Take the signed words of CODE out of your folder."""
    from compact_core.documents.wording_store import detach as take_out

    if not re.fullmatch(r"[a-z0-9-]{1,80}", code):
        raise NotFoundError(f"'{shorten(clean(code))}' is not the id of a code. Type 'compacts list' to see the ids.")
    if not take_out(code):
        raise NotFoundError(f"No document is attached to {shorten(clean(code))}.")
    output.message(f"The signed words of {clean(code)} are taken out.")
    return output.DONE


def _is_another(code: Code, sentences: Sequence[Sentence]) -> bool:
    """Whether a document has next to nothing of a code: nothing proved, and little that is alike."""
    from compact_core.documents.wording import state_of

    states = [state_of(code, sentence) for sentence in sentences]
    return "proved" not in states and states.count("differs") * _FEWEST_ALIKE < len(states)


def _code(ctx: click.Context, code_id: str, codes: tuple[str, ...]) -> Code:
    """The code, which must have wording hashes."""
    found = output.library(ctx, codes).code(code_id)
    if not found.wording:
        raise CompactsError(
            f"{found.id} has no wording hashes, so nothing can be proved. See [wording] in codes/README.md."
        )
    return found


def _told(code: Code, sentences: Sequence[Sentence], *, as_json: bool) -> int:
    """Say how the words of each part stand; the exit code says whether all are proved."""
    from compact_core.documents.wording import state_of

    states = [(state_of(code, sentence), sentence) for sentence in sentences]
    number = Counter(state for state, _ in states)
    if as_json:
        rows = [{**sentence._asdict(), "state": state} for state, sentence in states]
        output.echo_json({"code": code.id, "sentences": rows})
    else:
        for state, sentence in states:
            if state != "proved":
                where = (
                    f" (page {sentence.page}, line {sentence.line})" if sentence.page else f" (line {sentence.line})"
                )
                said = f": {shorten(clean(sentence.text), 70)}{where}" if sentence.text else ""
                output.echo(f"{state}: {sentence.part}{said}")
        rest = "".join(f", {number[state]} {state}" for state in ("differs", "not found") if number[state])
        output.echo(f"{code.id}: {number['proved']} of {count(len(states), 'sentence')} proved{rest}.")
    return output.DONE if number["proved"] == len(states) else output.PROBLEMS
