"""Make `compacts.html`: the whole program in one web page, which needs nothing installed and no network.

    python scripts/page.py
    python scripts/page.py -o compacts.html --with compacts-sheet

It needs pip for the program and its packages, and npm with Node.js for Pyodide (Python in a browser) and xterm.js (a
terminal in a page), in the versions that `page/packages.json` names. The same tree gives the same bytes.
"""

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from licences import licences_in
from packing import ROOT, PackingError, files_in, pack_as_told, plugin_packages, stage, write_zip

PAGE = ROOT / "page"
_SCRIPTS = ("store.js", "saving.js", "folder.js", "terminal.js", "frame.js", "start.js")
"""Our own scripts, in the order in which they stand in the page."""
_NOT_NEEDED = re.compile(
    r"(idlelib|ensurepip|lib2to3|pydoc_data|tkinter|turtledemo|test|unittest|_pyrepl|multiprocessing|wsgiref|xmlrpc)/"
    r"|(doctest|pdb|pydoc|turtle|this|wave|smtplib|imaplib|ftplib|poplib|mailbox)\.py"
)
"""Parts of the standard library that the program never imports."""
_NOT_USED = re.compile(
    r"pygments/lexers/(?!(__init__|_mapping|python|special|text|configs|data|markup)\.py)"
    r"|pygments/styles/(?!(__init__|_mapping|default|monokai)\.py)"
    r"|textual/(demo|tree-sitter)/"
    r"|[^/]+\.dist-info/(?!(METADATA|entry_points\.txt)$)"
)
"""Parts of packages that the page never uses, such as the many languages that Pygments can colour."""
_POLICY = (
    "default-src 'none'; script-src {scripts} blob: 'wasm-unsafe-eval'; style-src 'unsafe-inline'; connect-src blob:;"
    " img-src data:; base-uri 'none'; form-action 'none'"
)
"""What the page may do: run its own scripts, style itself, and read what it made itself. No address is allowed."""


def make(target: Path, plugins: list[str]) -> None:
    """Make the page, with these plugins in it."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        packages = fetched(work)
        python = work / "python"
        stage(python, plugin_packages(plugins))
        shutil.copytree(PAGE / "compacts_page", python / "compacts_page", ignore=shutil.ignore_patterns("__pycache__"))
        told = json.dumps(licences_in(PAGE / "inside.toml", python, packages), ensure_ascii=False)
        data = {
            "library": compiled(work, packages, _standard_library(packages)),
            "program": compiled(work, packages, _program(python)),
            "asm": (packages["pyodide"] / "pyodide.asm.mjs").read_bytes(),
            "wasm": (packages["pyodide"] / "pyodide.asm.wasm").read_bytes(),
            "rights": told.encode(),
        }
        target.write_text(page(packages, data), encoding="utf-8", newline="\n")


def fetched(work: Path) -> dict[str, Path]:
    """The folders of the packages that npm gives, each checked against its digest."""
    folders = {}
    wanted = json.loads((PAGE / "packages.json").read_text(encoding="utf-8"))
    for name, one in wanted.items():
        place = work / "npm" / name.replace("/", "-")
        place.mkdir(parents=True)
        package = f"{name}@{one['version']}"
        # What npm has fetched before is not asked for again: the digest tells whether it is the right one.
        _run("npm", "pack", "--silent", "--prefer-offline", "--pack-destination", str(place), package)
        (archive,) = place.glob("*.tgz")
        digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if one["integrity"] != f"sha512-{digest}":
            raise PackingError(f"{name} {one['version']} is not what page/packages.json says: its digest is {digest}.")
        with tarfile.open(archive) as packed:
            packed.extraction_filter = getattr(tarfile, "data_filter", None)  # Python 3.11.0 to 3.11.3 has none
            packed.extractall(place)  # noqa: S202 - its digest is that in packages.json
        folders[name] = place / "package"
    return folders


def compiled(work: Path, packages: dict[str, Path], files: Iterator[tuple[str, bytes]]) -> bytes:
    """An archive of these files, in which Python's are byte code."""
    source, target = work / "source.zip", work / "target.zip"
    write_zip(source, files, pack=False)
    _run("node", str(PAGE / "compile.mjs"), str(packages["pyodide"]), str(source), str(target))
    return target.read_bytes()


def _standard_library(packages: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    folder = packages["pyodide"] / "python_stdlib"
    shutil.unpack_archive(packages["pyodide"] / "python_stdlib.zip", folder, "zip")
    yield from ((name, path.read_bytes()) for name, path in files_in(folder) if not _NOT_NEEDED.match(name))


def _program(folder: Path) -> Iterator[tuple[str, bytes]]:
    """What the page runs. What packages tell of themselves is needed only where it may name plugins."""
    silent = {info.name for info in folder.glob("*.dist-info") if not (info / "entry_points.txt").exists()}
    for name, path in files_in(folder):
        if not _NOT_USED.match(name) and name.partition("/")[0] not in silent:
            yield name, path.read_bytes()


def page(packages: dict[str, Path], data: dict[str, bytes]) -> str:
    """The text of the page."""
    xterm = packages["@xterm/xterm"]
    lock = json.loads((packages["pyodide"] / "pyodide-lock.json").read_text(encoding="utf-8"))
    scripts = [
        _script(xterm / "lib" / "xterm.js"),
        _script(packages["@xterm/addon-fit"] / "lib" / "addon-fit.js"),
        _script(packages["pyodide"] / "pyodide.js"),
        f'"use strict";\nconst LOCK = {json.dumps(json.dumps({**lock, "packages": {}}, sort_keys=True))};\n'
        + "\n".join((PAGE / name).read_text(encoding="utf-8") for name in _SCRIPTS),
    ]
    style = "\n".join(path.read_text(encoding="utf-8") for path in (xterm / "css" / "xterm.css", PAGE / "page.css"))
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    parts = {
        "policy": _POLICY.format(scripts=" ".join(f"'sha256-{digest}'" for digest in digests)),
        "style": style,
        "data": "\n".join(_packed(name, content) for name, content in data.items()),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    template = (PAGE / "page.html").read_text(encoding="utf-8")
    return re.sub(r"<!-- @(\w+) -->|@(\w+)@", lambda found: parts[found[1] or found[2]], template)


def _script(path: Path) -> str:
    """A script as it can stand in a page."""
    text = path.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
    return text.replace("</script", "<\\/script").replace("<!--", "<\\!--").replace("\r\n", "\n")


def _packed(name: str, content: bytes) -> str:
    """Data as it stands in the page: not run, but unpacked by our script."""
    packed = base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()
    return f'<script type="application/gzip" id="data-{name}">{packed}</script>'


def _run(*command: str) -> None:
    program = shutil.which(command[0])
    if not program:
        raise PackingError(
            f"The page needs {command[0]}, which is not here. Install Node.js, which brings node and npm."
        )
    done = subprocess.run([program, *command[1:]], capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    if done.returncode:
        raise PackingError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    pack_as_told("Make the whole program one web page.", "compacts.html", make)
