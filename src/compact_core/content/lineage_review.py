"""What somebody has to look at in a lineage: suspect links, links that nobody has confirmed yet, and suggestions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from compact_core.content.digest import content_digest
from compact_core.model.lineage import LineageLink, Suggestion, code_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compact_core.model import Code, Provision
    from compact_core.model.lineage import Lineage


class Matter(NamedTuple):
    """An entry of a lineage that somebody has to look at."""

    table: str
    """``links`` or ``suggestions``."""
    position: int
    """Its position in its list, counted from 0."""
    said: LineageLink | Suggestion
    changed: tuple[str, ...]
    """The provisions that have changed since somebody looked; none where nobody has looked yet."""


class Digests:
    """The content digests of provisions as they are now, each worked out when it is first asked for."""

    def __init__(self, codes: Mapping[str, Code]) -> None:
        """Look in some codes, given by id."""
        self._codes = codes
        self._provisions: dict[str, dict[str, Provision]] = {}
        self._known: dict[str, str] = {}

    def of(self, reference: str) -> str:
        """The digest of a provision; empty for one that is not there."""
        if reference not in self._known:
            provision = self._in(code_of(reference)).get(reference)
            self._known[reference] = content_digest(provision) if provision else ""
        return self._known[reference]

    def _in(self, code_id: str) -> dict[str, Provision]:
        """The provisions of a code, by reference; none where it is not there."""
        if code_id not in self._provisions:
            code = self._codes.get(code_id)
            self._provisions[code_id] = (
                {f"{code_id}#{provision.id}": provision for provision in code.provisions} if code else {}
            )
        return self._provisions[code_id]

    def changed(self, link: LineageLink) -> tuple[str, ...]:
        """The provisions of a link that have changed since somebody looked at it."""
        sides = ((link.source, link.source_digests), (link.target, link.target_digests))
        return tuple(
            reference
            for references, digests in sides
            for reference, digest in zip(references, digests, strict=False)
            if digest and self.of(reference) not in {"", digest}
        )


def matters(lineage: Lineage, codes: Mapping[str, Code]) -> tuple[Matter, ...]:
    """Every entry to look at: suspect links first, then links that were never confirmed, then suggestions."""
    digests = Digests(codes)
    suspect, unconfirmed = [], []
    for index, link in enumerate(lineage.links):
        if changed := digests.changed(link):
            suspect.append(Matter("links", index, link, changed))
        elif not (link.source_digests and link.target_digests) and all(
            digests.of(reference) for reference in (*link.source, *link.target)
        ):
            unconfirmed.append(Matter("links", index, link, ()))
    suggested = [Matter("suggestions", index, suggestion, ()) for index, suggestion in enumerate(lineage.suggestions)]
    return (*suspect, *unconfirmed, *suggested)
