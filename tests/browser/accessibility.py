"""What axe-core, the engine most accessibility checkers share, finds wrong with a page."""

from importlib.resources import files

from playwright.sync_api import Page

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
WCAG_2_2_AA = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Axe's names for the rules of WCAG 2.2 up to level AA, and for the advice that goes with them."""


def violations(page: Page) -> list[str]:
    """What axe finds wrong with a page as it now stands, one line an element: rule, element, what to do."""
    page.evaluate(AXE)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})",
        list(WCAG_2_2_AA),
    )
    return [
        f"{rule['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
