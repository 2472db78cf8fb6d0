"""A result page as what is published of it: everything comes from the page, so nothing is told that it may not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.assessment.findings.visibility import publishing_promised
from compact_core.assessment.publishing.values import PublishedFinding, PublishedRound, PublishedSide
from compact_core.errors import CompactsError
from compact_core.text import clean

if TYPE_CHECKING:
    from compact_core.assessment.partnership import Partnership, Round
    from compact_core.assessment.results.values import Item, ResultPage


def check_consent(partnership: Partnership, asked: Round) -> None:
    """Refuse to publish a round of which nobody was told that it may be published."""
    if not asked.promised_publish:
        raise CompactsError(
            f"Round {asked.number} was opened without the partners' consent to publish what is found, so it cannot be "
            'published, now or later. For the next round, write publish = "area" and area = "..." into '
            "partnership.toml before it begins."
        )
    if publishing_promised(partnership, asked) == "no":
        raise CompactsError(
            f"partnership.toml says publish = 'no' now, so round {asked.number} is not published. To take back what was"
            " published, add --withdraw."
        )


def published_round(page: ResultPage, partnership: Partnership, asked: Round, assessment: str) -> PublishedRound:
    """What is published of a round, as its first edition; raises :class:`CompactsError` when that is not allowed."""
    check_consent(partnership, asked)
    basis = page.basis
    by_kind = publishing_promised(partnership, asked) == "area and kind"
    return PublishedRound(
        assessment=assessment,
        round=page.round,
        edition=1,
        state="published",
        area=clean(asked.promised_area),
        kind=clean(asked.promised_kind) if by_kind else "",
        code=basis.code,
        code_digest=basis.code_digest,
        opened=basis.opened,
        closed=basis.closed,
        rule=basis.rule,
        fewest=basis.fewest,
        scale=basis.scale,
        method=page.method,
        findings=tuple(_finding(item, basis.side_ids) for item in page.items),
    )


def _finding(item: Item, sides: tuple[str, ...]) -> PublishedFinding:
    heard = item.side_voices or ((0, 0),) * len(sides)
    return PublishedFinding(
        part=item.id,
        digest=item.digest,
        finding=item.finding.words,
        sides=tuple(
            PublishedSide(side, cell.words, voices, dont_know)
            for side, cell, (voices, dont_know) in zip(sides, item.cells, heard, strict=True)
        ),
    )
