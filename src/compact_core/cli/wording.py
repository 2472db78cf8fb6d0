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

    from compact_core.documents.proofs import Sentence
    from compact_core.model import Code

_FEWEST_ALIKE = 4
"""A document of another code shares fewer sentences with the code than one in this many."""


@click.group("wording", invoke_without_command=True)
@click.pass_context
def wording(ctx: click.Context) -> int:
    """Prove the signed words of a code by its document.

    What is attached stays in a folder of yours. It is shown beside the code, and goes into no code file.
    """
    return output.show_help(ctx)


@wording.command("attach")
@click.argument("code")
@click.argument("file", type=output.FILE)
@click.option(
    "--anyway", is_flag=True, help="Attach FILE even if it proves next to nothing, or less than the attached document."
)
@output.library_command
def attach(ctx: click.Context, code: str, file: str, codes: tuple[str, ...], *, anyway: bool, as_json: bool) -> int:
    """Find the signed words of each part of CODE in the document FILE, and keep them.

    Words that give the wording hash of a part are proved. Others are proposed where they are alike, and marked. A
    document that proves fewer sentences than the one that is attached takes its place only with --anyway.
    """
    from compact_core.documents.proofs import signed_words
    from compact_core.documents.readers import read_document
    from compact_core.documents.wording_store import Attached, attached_to, less_than
    from compact_core.documents.wording_store import attach as keep

    found = _code(ctx, code, codes)
    plugins = output.loaded_plugins(ctx)
    with output.plugins_apart():
        document = output.watched_by(plugins, lambda: read_document(file, plugins))
    sentences = signed_words(found, document.blocks)
    if not anyway and (message := _another(found, sentences)):
        raise CompactsError(f"{document.name}: {message}")
    attached = Attached(found.id, os.path.basename(document.name), document.sha256, tuple(sentences))
    before = attached_to(found.id)
    if before and not anyway and (message := less_than(found, before, attached)):
        raise CompactsError(message)
    path = keep(attached)
    if not as_json and before and before.sha256 != attached.sha256:
        output.message(f"It takes the place of {shorten(before.document)}.")
    if not as_json:
        output.message(f"Kept in {clean(path)}.")
    return _show_states(found, sentences, as_json=as_json)


@wording.command("verify")
@click.argument("code")
@output.library_command
def verify(ctx: click.Context, code: str, codes: tuple[str, ...], *, as_json: bool) -> int:
    """Say of each part of CODE whether its signed words are proved."""
    from compact_core.documents.proofs import Sentence
    from compact_core.documents.wording_store import attached_to

    found = _code(ctx, code, codes)
    attached = attached_to(found.id)
    if attached is None:
        raise NotFoundError(f"No document is attached to {found.id}. Type: compacts wording attach {found.id} FILE")
    kept = {sentence.part: sentence for sentence in attached.sentences}
    wanted = {proof.provision for proof in found.wording}
    sentences = [kept.get(part.id, Sentence(part.id)) for part in found.parts if part.id in wanted]
    return _show_states(found, sentences, as_json=as_json)


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


def _another(code: Code, sentences: Sequence[Sentence]) -> str:
    """Why a document is taken for that of another code: next to nothing is proved or alike; empty when it is not."""
    from compact_core.documents.proofs import state_of

    number = Counter(state_of(code, sentence) for sentence in sentences)
    if (number["proved"] + number["differs"]) * _FEWEST_ALIKE >= len(sentences):
        return ""
    if not number["proved"]:
        return f"No words of {code.id} were found in this document. Check that it is the right one."
    seen = f"Only {number['proved']} of {count(len(sentences), 'sentence')} of {code.id} can be proved by this document"
    return f"{seen}. Check that it is the right one. To attach it all the same, add --anyway."


def _code(ctx: click.Context, code_id: str, codes: tuple[str, ...]) -> Code:
    """The code, which must have wording hashes."""
    found = output.library(ctx, codes).code(code_id)
    if not found.wording:
        raise CompactsError(
            f"{found.id} has no wording hashes, so nothing can be proved. See [wording] in codes/README.md."
        )
    return found


def _show_states(code: Code, sentences: Sequence[Sentence], *, as_json: bool) -> int:
    """Say how the words of each part stand; the exit code says whether all are proved."""
    from compact_core.documents.proofs import state_of

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
