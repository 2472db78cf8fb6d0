"""The program as one file: made from what is installed here, as ``pip install --target`` and ``zipapp`` make it."""

import re
import zipfile
from importlib.metadata import Distribution, distribution, requires
from importlib.util import cache_from_source
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLE = "examples/riverside-health"
_START = "import sys\nfrom compact_core.cli import main\nmain()\n"


def make_zip(path: Path) -> None:
    """Write the program with all that it needs into one file that Python runs; nothing is compressed, to be quick."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("__main__.py", _START)
        for package in _needed("compacts", set()):
            _add_package(archive, package)
        for folder, inside in (("src", ""), ("codes", "compact_core/_codes"), (EXAMPLE, "compact_core/_example")):
            for file in (ROOT / folder).rglob("*"):
                if file.is_file() and "__pycache__" not in file.parts:
                    _add(archive, file, Path(inside) / file.relative_to(ROOT / folder))


def _add(archive: zipfile.ZipFile, file: Path, name: Path) -> None:
    """Add a file; of a module, also what Python has made of it, or each start would compile everything anew."""
    archive.write(file, name)
    if file.suffix == ".py" and (compiled := Path(cache_from_source(str(file)))).exists():
        archive.write(compiled, name.with_suffix(".pyc"))


def _needed(name: str, known: set[str]) -> list[Distribution]:
    """A package, and those that it needs, each once."""
    known.add(name)
    found = [distribution(name)]
    for requirement in requires(name) or []:
        other = re.split(r"[^\w.-]", requirement)[0].lower()
        if other not in known and ";" not in requirement:
            found += _needed(other, known)
    return found


def _add_package(archive: zipfile.ZipFile, package: Distribution) -> None:
    ours = ("compact_core", "compact_tui", "..")  # from the tree; outside the folder of packages stand commands
    for file in package.files or []:
        if file.parts[0] not in ours and "__pycache__" not in file.parts and file.suffix != ".pth":
            _add(archive, Path(str(file.locate())), Path(file))
