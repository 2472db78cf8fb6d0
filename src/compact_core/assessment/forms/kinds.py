"""The kinds of forms: the ones of the program, written as files, and any kind by its name."""

from __future__ import annotations

from collections.abc import Iterable
from pkgutil import resolve_name

from compact_core.assessment.forms.content import Form
from compact_core.assessment.forms.form_pages import html_form, large_print
from compact_core.assessment.forms.form_text import form_mail
from compact_core.assessment.forms.sheet import sheet
from compact_core.errors import CompactsError
from compact_core.plugins.offers import FormKind
from compact_core.text import clean, reason, shorten, suggestion

USUAL = "html"
MAIL = "mail"
"""The kind that is the text of a mail, and not a file that is sent with it."""
ALL = "all"
_IN_PACKAGES = {"xlsx": "compacts-sheet", "docx": "compacts-word"}
"""Kinds that a package of ours brings, and the name of the package."""
_BEGINNINGS = {"html": "form"}
"""How the names of files begin that do not begin with the name of their kind."""


def write_html(form: Form) -> bytes:
    """A page for any browser."""
    return html_form(form).encode()


def write_paper(form: Form) -> bytes:
    """A page in large print, to be printed."""
    return large_print(form).encode()


def write_sheet(form: Form) -> bytes:
    """A spreadsheet as comma-separated values."""
    return sheet(form).encode()


def write_mail(form: Form) -> bytes:
    """The text of a mail."""
    return form_mail(form).encode()


def kinds_called(name: str, offers: Iterable[FormKind]) -> tuple[FormKind, ...]:
    """The kind of that name, or all for ``all``; an unknown name raises :class:`CompactsError` with those offered."""
    known: dict[str, FormKind] = {}
    for offer in offers:
        known.setdefault(offer.name, offer)
    if name == ALL:
        return tuple(known.values())
    if name in known:
        return (known[name],)
    if package := _IN_PACKAGES.get(name):
        hint = f"To install it, type in the folder of the project: pip install plugins/{package}"
        raise CompactsError(f"Forms of the kind '{name}' come with the package {package}, which is not here. {hint}")
    name = clean(name)
    guess = f" {suggestion(name, known)}".rstrip()
    there = ", ".join((*known, ALL))
    raise CompactsError(f"There is no kind of form called '{shorten(name)}'.{guess} The kinds are: {there}.")


def file_name(kind: FormKind, form: Form) -> str:
    """The name of the file of a form."""
    return f"{_BEGINNINGS.get(kind.name, kind.name)}-{form.invitee}-round-{form.round}{kind.suffix}"


def written(kind: FormKind, form: Form) -> bytes:
    """A form of a kind; raises :class:`CompactsError` when the kind does not work."""
    try:
        data = resolve_name(kind.target)(form)
    except CompactsError:
        raise
    except (Exception, SystemExit) as error:  # a plugin can do anything, and costs no more than its kind
        raise CompactsError(f"The kind of form '{kind.name}' failed: {reason(error)}. Choose another kind.") from error
    if not isinstance(data, bytes):
        raise CompactsError(f"The kind of form '{kind.name}' gave no file. Choose another kind.")
    return data
