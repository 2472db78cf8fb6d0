"""The hooks that a plugin can implement. All are optional, take nothing and return offers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

from compact_core.plugins.offers import (
    AnswerReader,
    CodeSource,
    CommandOffer,
    DocumentReader,
    FormKind,
    HeadingWords,
    Loader,
    ReportFormat,
)

if TYPE_CHECKING:
    from compact_core.model.scales import Scale

PROJECT = "compacts"
"""Name of the pluggy project and of the entry-point group."""

API_VERSION = 1
"""Version of what plugins may rely on: the hooks, the offers and the public names.

It rises when a plugin that worked could fail, and when plugins get something new to rely on. A plugin that needs a
version says so: ``compacts_api = 1``.
"""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks a function of a plugin as a hook: ``@hookimpl`` before it."""


@hookspec
def compacts_code_sources() -> Iterable[CodeSource]:  # type: ignore[empty-body]
    """Folders of codes that the plugin brings along."""


@hookspec
def compacts_loaders() -> Iterable[Loader]:  # type: ignore[empty-body]
    """Ways to read a code from a kind of file."""


@hookspec
def compacts_scales() -> Iterable[Scale]:  # type: ignore[empty-body]
    """Answer scales, in addition to those of the program."""


@hookspec
def compacts_commands() -> Iterable[CommandOffer]:  # type: ignore[empty-body]
    """Commands for the command line."""


@hookspec
def compacts_report_formats() -> Iterable[ReportFormat]:  # type: ignore[empty-body]
    """Formats for the result of an assessment."""


@hookspec
def compacts_form_kinds() -> Iterable[FormKind]:  # type: ignore[empty-body]
    """Kinds of forms that people fill in."""


@hookspec
def compacts_answer_readers() -> Iterable[AnswerReader]:  # type: ignore[empty-body]
    """Ways to read answers from a kind of file."""


@hookspec
def compacts_document_readers() -> Iterable[DocumentReader]:  # type: ignore[empty-body]
    """Readers of documents, from which drafts of codes are made."""


@hookspec
def compacts_heading_words() -> Iterable[HeadingWords]:  # type: ignore[empty-body]
    """Words in headings, in languages beside those that the program knows."""
