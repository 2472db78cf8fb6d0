"""Plugins installed for a test: real distributions in a folder that is put on PYTHONPATH."""

from pathlib import Path
from textwrap import dedent

HOOK = "from compact_core.plugins import CodeSource, CommandOffer, hookimpl\n"


def install(folder: Path, name: str, source: str | None, target: str = "") -> None:
    """Install a distribution whose plugin has that name; without a source its module is missing."""
    module = f"{name.replace('-', '_')}_module"
    if source is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{module}.py").write_text(HOOK + dedent(source), encoding="utf-8")
    information = folder / f"{name.replace('-', '_')}_dist-1.0.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-dist\nVersion: 1.0\n")
    (information / "entry_points.txt").write_text(f"[compacts]\n{name} = {target or module}\n")
