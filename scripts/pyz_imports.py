"""How `compacts.pyz`, in which this module lies, imports what it holds and what lies beside it.

Python keeps no byte code of what it imports from an archive, and would compile everything anew each time. So it is kept
in the cache folder, like the catalogue: it can be thrown away, and where it cannot be written all goes on without it.
"""

import marshal
import os
import sys
from contextlib import suppress
from types import CodeType
from zipimport import zipimporter

FOLDER = "bytecode"
"""The folder of byte code, in the cache folder."""
PLUGINS = "plugins"
"""The folder of plugins, beside the file."""


class KeptByteCode(zipimporter):
    """Imports from the archive, and keeps what it has compiled in a folder."""

    kept_in = ""
    """The folder."""

    def get_code(self, fullname: str) -> CodeType:
        """The code of a module: as it was kept, or compiled and kept."""
        place = os.path.join(self.kept_in, fullname)
        with suppress(OSError, EOFError, ValueError, TypeError), open(place, "rb") as file:
            kept: CodeType = marshal.loads(file.read())  # noqa: S302 - Python trusts its own byte code like this
            return kept
        code = super().get_code(fullname)
        new = f"{place}.{os.getpid()}.tmp"
        with suppress(OSError):
            with open(new, "wb") as file:
                file.write(marshal.dumps(code))
            os.replace(new, place)
        return code

    def get_filename(self, fullname: str) -> str:
        """The place of a module, told without compiling it, as Python's own importer would."""
        name = fullname.rpartition(".")[2]
        file = os.path.join(name, "__init__.py") if self.is_package(fullname) else f"{name}.py"
        return os.path.join(self.archive, self.prefix, file)


def run() -> None:
    """Run the program, with the plugins that lie beside this file."""
    archive = sys.path[0] = os.path.abspath(sys.path[0])
    _keep_byte_code(archive)
    _add_plugins(os.path.join(os.path.dirname(archive), PLUGINS))
    from compact_core.cli import main

    main()


def _keep_byte_code(archive: str) -> None:
    """Import from the archive with kept byte code from now on. That of other archives is thrown away."""
    from compact_core.errors import CompactsError
    from compact_core.folders import cache_folder

    def importer(path: str) -> zipimporter:
        if path != archive and not path.startswith(archive + os.sep):
            raise ImportError(path)
        return KeptByteCode(path)

    try:
        folder = os.path.join(cache_folder(), FOLDER, f"{sys.implementation.cache_tag}-{sys.flags.optimize}")
        about = os.stat(archive)
        KeptByteCode.kept_in = os.path.join(folder, f"{about.st_mtime_ns:x}-{about.st_size:x}-{about.st_ino:x}")
        if not os.path.isdir(KeptByteCode.kept_in):
            from shutil import rmtree

            rmtree(folder, ignore_errors=True)
            os.makedirs(KeptByteCode.kept_in, mode=0o700)
    except (CompactsError, OSError):
        return
    sys.path_hooks.insert(0, importer)
    for path in [path for path in sys.path_importer_cache if path.startswith(archive)]:
        del sys.path_importer_cache[path]


def _add_plugins(folder: str) -> None:
    """Find plugins in a folder, and tell what is wrong with what lies there once plugins are looked for."""
    if os.path.lexists(folder):
        from pyz_plugins import import_paths, problems_in

        from compact_core.plugins.installed import looked_over

        sys.path += import_paths(folder)
        looked_over.append(lambda: problems_in(folder))
