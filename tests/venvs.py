"""An environment of its own for tests that install plugins, with the program and its tools but nothing downloaded."""

import os
import sys
import sysconfig
from pathlib import Path
from typing import NamedTuple

from cli.running import Done, environment, run_command
from programs import finished


class Venv(NamedTuple):
    """A virtual environment, in which what this one has can be used too, and a home for the program."""

    python: Path
    """Its interpreter."""
    site: Path
    """The folder of its installed packages."""
    home: Path
    """The folder for everything that the program keeps."""
    plugins: str = ""
    """Names of the plugins that are used, with commas; empty for all that are installed."""

    def environment(self) -> dict[str, str]:
        """Variables with which the wanted plugins are used; pip builds with what is there, and asks no index."""
        offline = {"PIP_NO_INDEX": "1", "PIP_NO_BUILD_ISOLATION": "false", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
        return environment(self.home, COMPACTS_PLUGINS=self.plugins, **offline)

    def run(self, *args: str, cwd: Path) -> Done:
        """Run its Python with these arguments in a folder."""
        return run_command([str(self.python), *args], self.environment(), cwd)


def make_venv(folder: Path) -> Venv:
    """Make the environment in a folder."""
    finished([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
    scheme = {"base": str(folder / "venv"), "platbase": str(folder / "venv")}
    outer, inner = sysconfig.get_path("purelib"), Path(sysconfig.get_path("purelib", "venv", scheme))
    # A line that imports: so the .pth files of the outer folder count too, as those of editable packages.
    (inner / "outer.pth").write_text(f"import site; site.addsitedir({outer!r})\n", encoding="utf-8")
    place = "Scripts" if os.name == "nt" else "bin"
    return Venv(folder / "venv" / place / "python", inner, folder / "home")
