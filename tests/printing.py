"""What stands on each sheet of paper, once the browser or the office program has laid a document out."""

import io
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page
from pypdf import PdfReader

from programs import finished


def sheets(pdf: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def printed_by_browser(page: Page, which: str = "") -> list[str]:
    """The text of each sheet when a page is printed on A4, or of some, as in ``1-3``. The test needs `chromium`."""
    return sheets(page.pdf(format="A4", prefer_css_page_size=True, page_ranges=which))


def printed_by_office(documents: Sequence[Path], folder: Path, most: int = 9) -> list[list[str]]:
    """The text of the first sheets of each document when LibreOffice prints them. The test needs `soffice`.

    Args:
        documents: Any files that LibreOffice reads, opened one after the other: to start it takes longest.
        folder: An empty folder for its profile and for the results: two that share a profile wait for each other.
        most: How many sheets of each are wanted.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    pages = f'{{"PageRange": {{"type": "string", "value": "1-{most}"}}}}'
    command = ["soffice", profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{pages}"]
    paths = map(str, documents)
    finished([*command, "--outdir", str(folder), *paths], check=True)
    return [sheets((folder / path.with_suffix(".pdf").name).read_bytes()) for path in documents]
