"""What stands on each sheet of paper, once the browser or the office program has laid a document out."""

import io
import subprocess
from pathlib import Path

from playwright.sync_api import Page
from pypdf import PdfReader


def sheets(pdf: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def printed_by_browser(page: Page) -> list[str]:
    """The text of each sheet when a page is printed on A4. The test needs `chromium`."""
    return sheets(page.pdf(format="A4", prefer_css_page_size=True))


def printed_by_office(document: Path, folder: Path) -> list[str]:
    """The text of each sheet when LibreOffice opens a document and prints it. The test needs `soffice`.

    Args:
        document: Any file that LibreOffice reads.
        folder: An empty folder for its profile and for the result: two that share a profile wait for each other.
    """
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(document)]
    subprocess.run(command, check=True, capture_output=True)
    return sheets((folder / document.with_suffix(".pdf").name).read_bytes())
