"""Make `compacts.pyz`: the whole program in one file, which Python 3.11 or newer runs with nothing installed.

    python scripts/pyz.py
    python scripts/pyz.py -o compacts.pyz --with compacts-sheet

The file is made with zipapp of the standard library. Plugins can also be put beside it later, into a folder `plugins`.
"""

import tempfile
import zipapp
from pathlib import Path

from packing import FOR_WINDOWS, files_in, pack_as_told, plugin_packages, stage, write_zip

_INTERPRETER = "/usr/bin/env python3"
_OWN = {"__main__.py": "pyz_start.py", "pyz_imports.py": "pyz_imports.py", "pyz_plugins.py": "pyz_plugins.py"}
"""What the file holds beside the packages, and where it stands in this folder."""


def make(target: Path, plugins: list[str]) -> None:
    """Make the file, with these plugins in it."""
    with tempfile.TemporaryDirectory() as name:
        folder, plain = Path(name, "stage"), Path(name, "plain.zip")
        stage(folder, [FOR_WINDOWS, *plugin_packages(plugins)])
        own = [(name, Path(__file__).with_name(file)) for name, file in _OWN.items()]
        write_zip(plain, ((name, path.read_bytes()) for name, path in [*own, *files_in(folder)]))
        zipapp.create_archive(plain, target, _INTERPRETER)


if __name__ == "__main__":
    pack_as_told("Make the whole program one file that Python runs.", "compacts.pyz", make)
