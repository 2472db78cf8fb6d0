"""The package of a new plugin, made from templates."""

from __future__ import annotations

import re
from string import capwords

from compact_core.plugins.scaffold.new_code import Answers, filled, starter_code
from compact_core.version import __version__

LONGEST = 40
"""Most characters of a plugin's name."""
_PACKAGE = "compacts-"
"""The beginning of the names of plugin packages, by custom."""


def plugin_name(text: str) -> str:
    """The name of a plugin, given that name or the name of its package.

    Raises :class:`ValueError` with a message for the user when the name is not allowed.
    """
    name = text.removeprefix(_PACKAGE)
    if name == "none":
        raise ValueError("COMPACTS_PLUGINS=none means no plugin at all.")
    if len(name) > LONGEST or not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name):
        message = (
            "A plugin's name has small letters a to z, digits and single hyphens, such as upper-muddleford;"
            f" it begins with a letter, and has at most {LONGEST} characters."
        )
        raise ValueError(message)
    return name


def package_of(name: str) -> str:
    """The name of a plugin's package and of its folder."""
    return f"{_PACKAGE}{name}"


def starter_plugin(name: str) -> dict[str, str]:
    """The files of a plugin's package: text by path, with slashes."""
    module = package_of(name).replace("-", "_")
    code = f"{name}-code"
    values = {
        "name": name,
        "package": package_of(name),
        "module": module,
        "code": code,
        "version": ".".join(__version__.split(".")[:2]),
    }
    town = capwords(name, "-").replace("-", " ")
    answers = Answers(f"Working together in {town}", town, f"Agreement of {town}")
    return {
        "README.md": filled("plugin/README.md.txt", **values),
        "pyproject.toml": filled("plugin/pyproject.toml.txt", **values),
        f"src/{module}/__init__.py": filled("plugin/module.py.txt", **values),
        f"src/{module}/codes/{code}.toml": starter_code(answers, code, f"{name}-agreement"),
        f"tests/test_{module}.py": filled("plugin/test_plugin.py.txt", **values),
    }
