"""The command line: one module a group of commands; the only part of the core that prints."""

from __future__ import annotations


def main() -> None:
    """Run the command ``compacts``."""
    from compact_core.cli.app import run

    run()
