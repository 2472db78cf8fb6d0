"""The page of one provision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_tui.library.outline import kind_of, title_of
from compact_tui.page import Block, Fact, Gap, Jump, Page, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compact_core.model import Link, Provision
    from compact_core.model.index import CodeIndex
    from compact_tui.state import Place

BULLET = "• "
FORMALITY = {"formal": "formal partnerships only", "informal": "informal partnerships only"}
SERVES = {"addresses": "Helps against", "upholds": "Upholds"}
SERVED = {"addresses": "What helps against it", "upholds": "What upholds it"}
BASIS = {"editorial": "our reading", "source": "the source says so"}


def provision_page(index: CodeIndex, provision: Provision, place: Place, crumbs: tuple[str, ...]) -> Page:
    """Everything that is known of a provision."""
    blocks = (
        *_what_it_says(index, provision),
        *_facts(index, provision),
        *_group(index, provision, place),
        *_links(index, provision, place),
        *_signs(index, provision, place),
    )
    return Page(crumbs, blocks, citation(index, provision))


def citation(index: CodeIndex, provision: Provision) -> str:
    """The text of a provision and where it comes from, ready to be pasted."""
    code = index.code
    issued = f", {code.header.issued}" if code.header.issued else ""
    items = [f"- {item}" for item in getattr(provision, "items", ())]
    said = [provision.title, provision.text] if provision.title != provision.text else [provision.text]
    source = f"{code.title} ({code.agreement.name}{issued}), {provision.at}. Plain-language edition."
    return "\n".join([*filter(None, said), *items, "", source, f"{code.id}#{provision.id}", ""])


def _what_it_says(index: CodeIndex, provision: Provision) -> Iterable[Block]:
    yield Words(f"{kind_of(provision).capitalize()} · {provision.at}", "quiet")
    if provision.title:
        yield Words(provision.title, "title")
    yield Gap()
    if provision.kind == "action" and index.code.header.stem:
        yield Words(f"{index.code.header.stem} …", "quiet")
    if provision.text != provision.title:
        yield Words(provision.text)
    yield from (Words(item, marker=BULLET) for item in getattr(provision, "items", ()))
    yield from heard("It covers", getattr(provision, "parts", ()))


def _facts(index: CodeIndex, provision: Provision) -> Iterable[Block]:
    said = {
        "The source limits it": getattr(provision, "hedge", ""),
        "The source adds": getattr(provision, "aside", ""),
        "Not applicable when": getattr(provision, "condition", ""),
        "Meant for": FORMALITY.get(getattr(provision, "formality", ""), ""),
        "Formal partnerships instead": getattr(provision, "formal_variant", ""),
        "Owed by": ", ".join(index.duty_of(provision)),
        "Also called": ", ".join(getattr(provision, "also", ())),
        "Example": getattr(provision, "example", ""),
        "Slip in the source": provision.erratum,
        "Place in the source": f"{provision.at}, in {index.code.source.title}",
    }
    yield Gap()
    yield from (Fact(label, text) for label, text in said.items() if text)
    for proof in index.code.wording:
        if proof.provision == provision.id:
            yield Fact("Signed wording", f"{proof.words} words, fingerprint {proof.digest}")


def heard(heading: str, texts: Iterable[str]) -> Iterable[Block]:
    """A heading and a list below it; nothing at all for an empty list."""
    for number, text in enumerate(texts):
        if number == 0:
            yield from (Gap(), Words(heading, "heading"))
        yield Words(text, marker=BULLET)


def to_part(index: CodeIndex, part_id: str, place: Place) -> Jump:
    """A link to a part of the same code, named as far as it is known."""
    from compact_core.errors import NotFoundError

    try:
        part = index.item(part_id)
    except NotFoundError:
        return Jump(part_id, place._replace(item=part_id), "missing")
    return Jump(title_of(part), place._replace(item=part_id), kind_of(part))


def _group(index: CodeIndex, provision: Provision, place: Place) -> Iterable[Block]:
    if group := getattr(provision, "group", ""):
        yield from (Gap(), Words("Stands beside what others undertake", "heading"), to_part(index, group, place))


def _links(index: CodeIndex, provision: Provision, place: Place) -> Iterable[Block]:
    for links, headings, end in (
        (index.links_from(provision.id), SERVES, "target"),
        (index.links_to(provision.id), SERVED, "source"),
    ):
        for relation, heading in headings.items():
            chosen = [link for link in links if link.relation == relation]
            if chosen:
                yield from (Gap(), Words(heading, "heading"))
            for link in chosen:
                yield from _link(index, link, getattr(link, end), place)


def _link(index: CodeIndex, link: Link, other: str, place: Place) -> Iterable[Block]:
    yield to_part(index, other, place)
    yield Words(f"{link.reason} ({BASIS[link.basis]})", "quiet", "    ")


def _signs(index: CodeIndex, provision: Provision, place: Place) -> Iterable[Block]:
    signs = [one for one in index.code.provisions if getattr(one, "about", "") == provision.id]
    if signs:
        yield from (Gap(), Words("Signs of how it goes", "heading"))
        yield from (to_part(index, sign.id, place) for sign in signs)
    if about := getattr(provision, "about", ""):
        yield from (Gap(), Words("A sign of", "heading"), to_part(index, about, place))
