"""An assessment whose second round is open, for tests that answer in a browser."""

import shutil
from pathlib import Path

from cli.assess.filling import EXAMPLE

INVITEE = "riverside-council-79xt"
"""Who has not answered yet."""
ANSWERS = f"round-2/responses/{INVITEE}.toml"


def open_round(folder: Path) -> None:
    """Make a new folder that of the example, with its second round open, and one person who has not answered."""
    shutil.copytree(EXAMPLE, folder)
    (folder / ANSWERS).unlink()
    asked = folder / "round-2" / "round.toml"
    lines = asked.read_text("utf-8").split("\n")
    asked.write_text("\n".join(line for line in lines if not line.startswith("closed")), "utf-8")
