"""The plugin: readers of four formats, each imported only when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compact_core.plugins import DocumentReader, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterable


@hookimpl
def compacts_document_readers() -> Iterable[DocumentReader]:
    """Word, OpenDocument, web pages and PDF."""
    return [
        DocumentReader("Word", (".docx",), "compacts_documents.docx:read_docx"),
        DocumentReader("OpenDocument", (".odt",), "compacts_documents.odt:read_odt"),
        DocumentReader("web page", (".html", ".htm", ".xhtml"), "compacts_documents.html:read_html"),
        DocumentReader("PDF", (".pdf",), "compacts_documents.pdf:read_pdf"),
    ]
