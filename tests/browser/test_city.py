"""The page of a picture over many areas, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.accessibility import violations
from compacts_city.formats import as_html
from compacts_city.values import KINDS, Most, Picture, PictureCell, PictureCode, PicturePart, PictureRow

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

COUNTS = (20, None, 9, 14, None, 30, 12, 8, None, 10)


def made_picture() -> Picture:
    """A picture with everything that one can have, and a name that does not break."""
    cells = tuple(PictureCell(kind, areas) for kind, areas in zip(KINDS, COUNTS, strict=True))
    rows = (PictureRow(1, 120, cells), PictureRow(2, 121, cells))
    parts = tuple(
        PicturePart("a-code", f"part-{number}", "0" * 16, title, "2, row 1", number == 1, rows)
        for number, title in enumerate(("Aims and <b>roles</b>", "long" * 40))
    )
    most = tuple(Most(part, 20, 120) for part in parts)
    return Picture("0" * 16, 3, (PictureCode("a-code", "A code", parts),), most, most, ("Nobody is ranked.",))


@pytest.mark.needs("chromium")
def test_nothing_is_wrong_with_a_picture(page: Page, tmp_path: Path) -> None:
    """Axe finds nothing on a narrow page, which is no wider than a telephone; no dot covers another one."""
    (tmp_path / "picture.html").write_text(as_html(made_picture()), encoding="utf-8")
    page.set_viewport_size({"width": 375, "height": 720})
    page.goto((tmp_path / "picture.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert violations(page) == []
    boxes = [dot.bounding_box() for dot in page.locator(".multiple").first.locator("circle").all()]
    assert len({box and round(box["y"]) for box in boxes}) == 2
