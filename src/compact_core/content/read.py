"""Code files read into the model, with all problems of a file at once. Reading never writes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from compact_core.content.checks import check_whole
from compact_core.content.files import file_bytes
from compact_core.content.flaws import Flaw, located
from compact_core.content.other_words import OLD_LISTS
from compact_core.content.structure import Trail, found, path_of, structure
from compact_core.content.syntax import parse
from compact_core.content.write import FORMAT, to_plain, toml_text
from compact_core.errors import ContentError, Problem
from compact_core.model import Code, Wording
from compact_core.model.text_rules import Id
from compact_core.text import clean, count, joined, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from compact_core.errors import Severity

_BY_SCRIPT = "Let scripts/wording.py write it."
_ID = re.compile(get_args(Id)[1].pattern)
_ID_LINE = re.compile(rb"""(?m)^[ \t]*\[code\][^\[]*?^[ \t]*id[ \t]*=[ \t]*["']?([a-z0-9-]+)""")
"""The line with the id of the code; a quotation mark may be what is missing."""

PROOF = re.compile(r"([0-9a-f]{16}) ([1-9][0-9]{0,5})")
"""The proof of an official sentence in files: its wording hash, a space, and the number of its words."""


DOUBT = "# Doubt, "
"""The beginning of a remark in a draft: a doubt of the import that nobody has settled yet."""
_DOUBT_LINE = re.compile(rf"^{DOUBT}", re.MULTILINE)


class Loaded(NamedTuple):
    """The result of reading a file."""

    code: Code | None
    """The code; None when one of the problems is an error."""
    problems: tuple[Problem, ...]
    """Everything that is wrong, from top to bottom."""


def read_code(path: str | os.PathLike[str]) -> Code:
    """The code in a file.

    Raises :class:`compact_core.errors.ContentError` with every problem when the file has an error.
    """
    loaded = read_file(path)
    if loaded.code is None:
        raise ContentError(loaded.problems)
    return loaded.code


def read_file(path: str | os.PathLike[str]) -> Loaded:
    """The code in a file, and every problem of the file."""
    return read_bytes(file_bytes(path), os.fspath(path))


def read_text(text: str, file: str = "text") -> Loaded:
    """The code in a text in the format of code files; ``file`` names it in problems."""
    return read_bytes(text.encode("utf-8", "surrogatepass"), file)


def read_bytes(data: bytes | Problem, file: str) -> Loaded:
    """The code in the bytes of a file; ``file`` names it in problems."""
    parsed = parse(data, file)
    if isinstance(parsed, Problem):
        return Loaded(None, (parsed,))
    plain, text = parsed
    code, flaws = code_from(plain)
    problems = located(flaws, text, file)
    if doubts := tuple(_open_doubts(text, file)):
        problems = tuple(sorted((*doubts, *problems), key=lambda problem: (problem.line, problem.column)))
    sound = all(problem.severity != "error" for problem in problems)
    return Loaded(code if sound else None, problems)


def _open_doubts(text: str, file: str) -> Iterator[Problem]:
    """Worth a warning, once: doubts that are left in the text of a code file."""
    open_ = list(_DOUBT_LINE.finditer(text)) if DOUBT in text else []
    if open_:
        line = text.count("\n", 0, open_[0].start()) + 1
        are = "is" if len(open_) == 1 else "are"
        message = f"{count(len(open_), 'doubt')} of the import {are} open; the first is in this line."
        hint = "Look at the document there, correct what is wrong, and take the line out."
        yield Problem("warning", file, line, 1, message, hint)


def id_in(data: bytes) -> str:
    """The id of the code in a file, even if all else in it is wrong; empty when the file gives none."""
    parsed = parse(data, "")
    if isinstance(parsed, Problem):
        line = _ID_LINE.search(data)
        return line[1].decode() if line else ""
    header = parsed[0].get("code")
    identity = header.get("id") if isinstance(header, dict) else ""
    return identity if isinstance(identity, str) else ""


def check_code(code: Code, file: str = "code") -> tuple[Problem, ...]:
    """Everything that is wrong with a code made in Python: each value, and the code as a whole.

    Lines and columns refer to the text that :func:`write_code` gives; without one they are 0. ``file`` names the code
    in problems.
    """
    plain = to_plain(code)
    flaws = code_from(plain)[1]
    try:
        text = toml_text(plain) if flaws else None
    except TypeError:  # a value that no file can hold
        text = None
    return located(flaws, text, file)


def read_plain(
    plain: Mapping[str, Any], report: Callable[[tuple[str | int, ...], Severity, str, str], None]
) -> Code | None:
    """The code in plain data, as a loader of another kind of file has it.

    Args:
        plain: The keys and values of a code file as dicts, lists, texts and numbers; ``format`` may be left out.
        report: Called for each thing that is wrong, with the keys and places (counted from 0) that lead to it,
            whether it is an ``error`` or a ``warning``, what is wrong and what is allowed, and what to do. The loader
            makes a problem of it, since it knows where in its file the value is.

    Returns:
        The code; None when there was an error.
    """
    code, flaws = code_from({"format": FORMAT, **plain})
    for flaw in flaws:
        report(flaw.path, flaw.severity, flaw.message, flaw.hint)
    return None if any(flaw.severity == "error" for flaw in flaws) else code


def code_from(plain: dict[str, Any]) -> tuple[Code, list[Flaw]]:
    """A code from plain data, and everything that is wrong with it.

    Use the code only when no flaw is an error: wrong values are replaced by empty ones.
    """
    flaws: list[Flaw] = []
    old = [key for key in plain if key in OLD_LISTS]
    if plain.get("format") == 1 and "parts" not in plain and (old or "code" in plain):
        # all that such a file holds would be wrong in this format
        code: Code = structure({}, Code, [], {"wording": _wording})
        message = f"The file is written in format 1, that of earlier versions; this program reads format {FORMAT}."
        hint = "Rewrite it in place with: python scripts/format2.py FILE (in the folder of the project)."
        return code, [Flaw(("format",), message, hint)]
    content = {key: value for key, value in without_format(plain, FORMAT, flaws).items() if key not in old}
    code = structure(content, Code, flaws, {"wording": _wording})
    if old:  # without what they hold, nothing can be said of the whole
        flaws.append(_old_lists(old, rewritable="parts" not in plain))
    else:
        flaws += check_whole(code)
    return code, flaws


def _old_lists(keys: list[str], *, rewritable: bool) -> Flaw:
    """What is wrong with a file that has lists which format 1 had."""
    names = joined(f"[[{key}]]" for key in keys)
    message = f"{names}: format {FORMAT} has no such list, but one of all parts, in the order of the document."
    hint = 'Begin each with a line [[parts]], and say what it is, as in kind = "section".'
    if rewritable:
        hint += " Or write format = 1 and use scripts/format2.py, which rewrites such files."
    return Flaw((keys[0],), message, hint, at="key")


def without_format(plain: dict[str, Any], known: int, flaws: list[Flaw]) -> dict[str, Any]:
    """Plain data without the key ``format``; a flaw is noted when that is not the one that this program knows."""
    if "format" not in plain:
        message = "The file does not say in which format it is written."
        flaws.append(Flaw((), message, f"Add format = {known} as the first line.", at="key"))
    elif type(plain["format"]) is int and plain["format"] > known:
        message = f"format is {found(plain['format'])}; this program knows no format after {known}."
        flaws.append(Flaw(("format",), message, "Get a newer version of the program."))
    elif type(plain["format"]) is not int or plain["format"] != known:
        message = f"format must be {known}; found {found(plain['format'])}."
        flaws.append(Flaw(("format",), message, f"Write format = {known}."))
    return {key: value for key, value in plain.items() if key != "format"}


def _wording(value: Any, trail: Trail, flaws: list[Flaw]) -> tuple[Wording, ...]:
    """The proofs in the table ``[wording]``, which has one for each id."""
    if type(value) is not dict:
        message = f"wording must be a table; found {found(value)}."
        flaws.append(Flaw(path_of(trail), message, "Begin it with a line [wording], in one pair of brackets."))
        return ()
    proofs = []
    for provision, text in value.items():
        if not _ID.fullmatch(provision):
            message = f"'{shorten(clean(provision))}' cannot be the id of a part."
            flaws.append(Flaw(path_of((trail, provision)), message, _BY_SCRIPT, at="key"))
        elif type(text) is str and (proof := PROOF.fullmatch(text)):
            proofs.append(Wording(provision=provision, digest=proof[1], words=int(proof[2])))
        else:
            allowed = "16 digits from 0-9 and a-f, a space and the number of words, such as '3f2a9c0d11e2b7a4 31'"
            message = f"The wording of '{shorten(provision)}' is {found(text)}. Write {allowed}."
            flaws.append(Flaw(path_of((trail, provision)), message, _BY_SCRIPT))
    return tuple(proofs)
