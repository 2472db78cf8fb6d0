"""Scaffolds: a new code file, a new plugin."""
