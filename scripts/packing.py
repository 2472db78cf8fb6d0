"""The program, with all that it needs, laid out in one folder: what `pyz.py` and `page.py` make one file of.

Packages come from pip, in the versions that `constraints.txt` names. What belongs to one machine is left out, so that
the same tree and the same pip give the same bytes: compiled modules, for which each of these packages has a slower
stand-in, commands, and what pip notes for itself.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOR_WINDOWS = "colorama"
"""A package that click uses on Windows only, which the file has to bring wherever it was made."""
_COMPILED = {".pyd", ".so"}
_OF_THIS_MACHINE = {*_COMPILED, ".pyi"}
_DO_WITHOUT = {"markupsafe"}
"""Packages that have a slower stand-in for what is compiled in them."""
_OF_PIP = {"INSTALLER", "RECORD", "REQUESTED", "WHEEL", "direct_url.json"}
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time that every file in an archive has: the earliest that an archive can name."""


class PackingError(Exception):
    """The program cannot be put together; the message says why."""


def stage(folder: Path, packages: Sequence[str] = ()) -> None:
    """Lay out the program of this tree in a new folder, with its packages and these others."""
    wanted = [str(ROOT), *packages]
    options = ["--quiet", "--disable-pip-version-check", "--no-compile", "--no-warn-conflicts"]
    command = [sys.executable, "-m", "pip", "install", *options, "--target", str(folder)]
    constraints = ["-c", str(ROOT / "constraints.txt")]
    # One who is root is told by pip of environments, which says nothing here.
    environment = {**os.environ, "PIP_ROOT_USER_ACTION": "ignore"}
    done = subprocess.run(  # noqa: S603 - all of the line is written above
        [*command, *constraints, *wanted], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise PackingError(f"pip could not get {', '.join(wanted)}:\n{done.stdout}{done.stderr}")
    _refuse_compiled(folder)
    for path in _of_this_machine(folder):
        shutil.rmtree(path) if path.is_dir() else path.unlink()


def plugin_packages(names: Iterable[str]) -> list[str]:
    """What pip installs for plugins: the folder in `plugins/` where there is one of that name, else the name itself."""
    return [str(ROOT / "plugins" / name) if (ROOT / "plugins" / name).is_dir() else name for name in names]


def files_in(folder: Path) -> Iterator[tuple[str, Path]]:
    """Each file below a folder, in order of its name, which has slashes on every system."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    yield from sorted(found.items())


def write_zip(target: Path, files: Iterable[tuple[str, bytes]], *, pack: bool = True) -> None:
    """Write an archive whose bytes depend on names and contents alone."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _OLDEST)
            entry.create_system, entry.external_attr = 3, 0o644 << 16  # as on Unix, wherever it is made
            entry.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
            archive.writestr(entry, data, compresslevel=9)


def _refuse_compiled(folder: Path) -> None:
    """Refuse packages that were compiled for one machine and cannot do without that."""
    packages = sorted(distributions(path=[str(folder)]), key=lambda package: package.name.lower())
    for package in packages:
        if package.name.lower() in _DO_WITHOUT or _COMPILED.isdisjoint(file.suffix for file in package.files or ()):
            continue
        asks = re.compile(rf"{re.escape(package.name)}(?![\w.-])", re.IGNORECASE)
        users = [other.name for other in packages if any(map(asks.match, other.requires or ()))]
        raise PackingError(
            f"{package.name} is compiled for one kind of machine, and one file for all of them holds pure Python only."
            f" Leave out the plugin that brings it: {' or '.join(users) or package.name}."
        )


def _of_this_machine(folder: Path) -> list[Path]:
    """What is in the folder for this machine or this Python only, outermost first."""
    return [
        folder / "bin",
        *(path for path in sorted(folder.rglob("*")) if path.suffix in _OF_THIS_MACHINE),
        *(path for inside in sorted(folder.glob("*.dist-info")) for path in inside.iterdir() if path.name in _OF_PIP),
    ]


def pack_as_told(description: str, usual: str, make: Callable[[Path, list[str]], None]) -> None:
    """Make the file that the command line names, with the plugins that it names."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, default=Path(usual))
    parser.add_argument("--with", metavar="PLUGIN", dest="plugins", action="append", default=[])
    options = parser.parse_args()
    try:
        make(options.output, options.plugins)
    except (PackingError, OSError) as error:
        sys.exit(str(error))
    print(f"{options.output}: {options.output.stat().st_size / 1e6:.1f} MB")
