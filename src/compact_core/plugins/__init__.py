"""Plugins. What plugin authors need is named here."""

from __future__ import annotations

from compact_core.plugins.hookspecs import hookimpl
from compact_core.plugins.offers import CodeSource, CommandOffer, Loader, ReportFormat

__all__ = ["CodeSource", "CommandOffer", "Loader", "ReportFormat", "hookimpl"]
