"""The package of a plugin to begin with."""

from __future__ import annotations

import re
from string import capwords

from compact_core.plugins.scaffold.filling import filled
from compact_core.plugins.scaffold.new_code import Answers, starter_code
from compact_core.version import __version__

LONGEST = 40
"""Characters of a plugin's name at most."""
_PACKAGE = "compacts-"
"""How the names of packages begin that are plugins, by custom."""


def plugin_name(text: str) -> str:
    """The name of a plugin that somebody means; a package's name stands for that of its plugin.

    Raises :class:`ValueError` with a message for the user when it cannot be one.
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
    """The name of the package, and of its folder, for a plugin's name."""
    return f"{_PACKAGE}{name}"


def starter_plugin(name: str) -> dict[str, str]:
    """The files of a plugin's package, by their paths in its folder, with slashes."""
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
