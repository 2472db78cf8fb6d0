"""Readers of Word, OpenDocument, web and PDF documents for compacts."""
