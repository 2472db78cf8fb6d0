"""A round as what is published of it."""

from __future__ import annotations

from compact_core.assessment.findings.arithmetic import METHOD
from compact_core.assessment.findings.visibility import publishing_promised
from compact_core.assessment.partnership import Partnership, Round
from compact_core.assessment.publishing.lines import PublishedFinding, PublishedRound, PublishedSide
from compact_core.assessment.results.about import basis
from compact_core.assessment.results.evidence import Evidence
from compact_core.assessment.results.item_values import ShownFinding
from compact_core.assessment.results.items import shown_finding
from compact_core.assessment.said import said_items
from compact_core.errors import CompactsError
from compact_core.model import Code
from compact_core.text import clean


def check_consent(partnership: Partnership, asked: Round) -> None:
    """Refuse to publish a round if people were not told that its findings may be published."""
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


def published_round(found: Evidence, code: Code, assessment: str) -> PublishedRound:
    """What is published of the last round, as its first edition; raises :class:`CompactsError` when that is forbidden.

    It is made by the same functions as the page of the round, so it shows nothing that the page may not show.
    """
    asked = found.now.record.asked
    check_consent(found.partnership, asked)
    what = basis(code, found)
    by_kind = publishing_promised(found.partnership, asked) == "area and kind"
    digests = {row.item: row.digest for row in asked.rows}
    lines = said_items(asked)  # what these partners said is theirs, and tells of organisations
    return PublishedRound(
        assessment=assessment,
        round=asked.number,
        edition=1,
        state="published",
        area=clean(asked.promised_area),
        kind=clean(asked.promised_kind) if by_kind else "",
        code=what.code,
        code_digest=what.code_digest,
        opened=what.opened,
        closed=what.closed,
        rule=what.rule,
        fewest=what.fewest,
        scale=what.scale,
        method=METHOD,
        findings=tuple(
            _finding(finding.item, digests.get(finding.item, ""), shown_finding(finding, found), what.side_ids)
            for finding in found.now.result.findings
            if finding.item not in lines
        ),
    )


def _finding(item: str, digest: str, shown: ShownFinding, sides: tuple[str, ...]) -> PublishedFinding:
    heard = shown.side_voices or ((0, 0),) * len(sides)
    return PublishedFinding(
        part=item,
        digest=digest,
        finding=shown.finding.words,
        sides=tuple(
            PublishedSide(side, clean(cell.words), voices, dont_know)
            for side, cell, (voices, dont_know) in zip(sides, shown.cells, heard, strict=True)
        ),
    )
