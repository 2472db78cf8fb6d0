"""Plugins found, loaded and asked one by one, so that each fails alone."""

from __future__ import annotations

import os
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import pluggy

from compact_core.errors import Problem
from compact_core.model.scales import Scale
from compact_core.plugins import hookspecs
from compact_core.plugins.isolation import FailedError, LateError, Silence, apart
from compact_core.plugins.offers import CodeSource, CommandOffer, Loader, ReportFormat, is_sound
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compact_core.plugins.isolation import Watch


MOST_OFFERS = 1_000
"""How many offers of one hook are looked at: a plugin may never come to an end."""

Offer = TypeVar("Offer")


class EntryPoint(NamedTuple):
    """An installed plugin that has not been loaded yet."""

    name: str
    """Name of the plugin."""
    target: str
    """The module, or ``module:object``, that implements hooks."""
    distribution: str
    """Name and version of the package that brings it."""


class Plugin(NamedTuple):
    """A plugin and what became of it."""

    name: str
    """Name of the plugin."""
    distribution: str
    """Name and version of the package that brings it."""
    module: str
    """File of the plugin's module; empty when it could not be loaded."""
    hooks: tuple[str, ...]
    """The hooks that it implements."""


def installed_plugins() -> list[EntryPoint]:
    """The plugins that installed packages declare, by name."""
    from importlib.metadata import entry_points

    found = [
        EntryPoint(one.name, one.value, f"{one.dist.name} {one.dist.version}" if one.dist else "")
        for one in entry_points(group=hookspecs.PROJECT)
    ]
    return sorted(set(found))


def wanted_plugins(found: Iterable[EntryPoint]) -> tuple[list[EntryPoint], list[Problem]]:
    """Those that ``COMPACTS_PLUGINS`` lets through (``none``, or names with commas), and names that are not there."""
    choice = os.environ.get("COMPACTS_PLUGINS", "").strip()
    entries = list(found)
    if not choice:
        return entries, []
    names = [] if choice == "none" else [name.strip() for name in choice.split(",") if name.strip()]
    known = {one.name for one in entries}
    missing = [
        Problem("warning", "COMPACTS_PLUGINS", 0, 0, f"There is no plugin called '{shorten(clean(name))}'.", hint)
        for hint in [f"Installed plugins: {', '.join(sorted(known)) or 'none'}."]
        for name in names
        if name not in known
    ]
    return [one for one in entries if one.name in names], missing


class Plugins:
    """The plugins in use. What goes wrong with one becomes a problem; the others go on."""

    def __init__(self, watch: Watch | None = None) -> None:
        """Begin with no plugin; ``watch`` is told when one takes long."""
        self._watch = watch or Silence()
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._distributions: dict[str, str] = {}
        self._modules: dict[str, str] = {}
        self.problems: list[Problem] = []
        """What went wrong so far."""

    def load(self, entry: EntryPoint) -> None:
        """Import a plugin and register it."""

        def imported() -> object:
            module, _, names = entry.target.partition(":")
            plugin: object = import_module(module.strip())
            for name in filter(None, names.partition("[")[0].strip().split(".")):
                plugin = getattr(plugin, name)
            return plugin

        try:
            plugin = self._apart(entry.name, imported)
        except FailedError as error:
            self._blame(entry.name, "could not be loaded", error)
        else:
            self.register(plugin, entry.name, entry.distribution)

    def register(self, plugin: object, name: str, distribution: str = "") -> None:
        """Take in a plugin: a module, or an object with hook methods."""
        if self._manager.has_plugin(name):
            message = f"There are two plugins called '{name}'; that of {distribution or 'the second'} is left out."
            self.problems.append(Problem("error", f"plugin {name}", 0, 0, message, "Take one of them out."))
            return
        try:
            self._modules[name] = self._apart(name, lambda: self._taken_in(plugin, name))
        except FailedError as error:
            self._take_out(name)
            self._blame(name, "could not be taken in", error)
            return
        self._distributions[name] = distribution
        self._check_hook_names(name)

    def _apart(self, name: str, work: Callable[[], Offer]) -> Offer:
        return apart(work, f"The plugin '{name}' has been starting", self._watch)

    def _taken_in(self, plugin: object, name: str) -> str:
        """Register a plugin, and give the file of its module where it is one."""
        made = plugin() if isinstance(plugin, type) else plugin
        self._manager.register(made, name)
        file = getattr(made, "__file__", "")
        return file if isinstance(file, str) else ""

    def _take_out(self, name: str) -> None:
        if self._manager.has_plugin(name):
            self._manager.unregister(name=name)

    def _check_hook_names(self, name: str) -> None:
        """Blame a plugin for hooks that nobody calls: a misspelt name."""
        plugin = self._manager.get_plugin(name)
        known = [hook for hook in vars(hookspecs) if hook.startswith(f"{hookspecs.PROJECT}_")]
        for caller in self._manager.get_hookcallers(plugin) or ():
            if not caller.has_spec():
                message = f"The plugin '{name}' has a hook '{caller.name}', which does not exist."
                hint = f"The hooks are {', '.join(known)}. Tell the plugin's makers."
                self.problems.append(Problem("error", f"plugin {name}", 0, 0, message, hint))

    def offers(self, hook: str, kind: type[Offer]) -> Iterator[tuple[str, Offer]]:
        """What every plugin offers for a hook, with the plugin's name; rubbish is left out and told."""
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            name = implementation.plugin_name
            try:
                offered = self._asked(implementation)
            except FailedError as error:
                if isinstance(error, LateError):
                    self._take_out(name)  # its other hooks would only take as long again
                self._blame(name, f"failed in its hook '{hook}'", error)
                continue
            faults = [_fault(one, kind) for one in offered]
            if wrong := ", ".join(dict.fromkeys(filter(None, faults))):
                wrong = shorten(clean(wrong), 200)
                message = f"The plugin '{name}' should offer a {kind.__name__} in '{hook}', and offers {wrong}."
                self.problems.append(Problem("error", f"plugin {name}", 0, 0, message, "Tell its makers."))
            for one, fault in zip(offered, faults, strict=True):
                if not fault:
                    yield name, cast("Offer", one)

    def _asked(self, implementation: pluggy.HookImpl) -> list[object]:
        hook = cast("Callable[[], Iterable[object]]", implementation.function)
        return self._apart(implementation.plugin_name, lambda: list(islice(hook(), MOST_OFFERS)))

    def code_sources(self) -> list[CodeSource]:
        """The folders of codes that plugins bring along."""
        return [one for _, one in self.offers("compacts_code_sources", CodeSource)]

    def loaders(self) -> list[tuple[Plugin, Loader]]:
        """The ways to read a code from a file, each with the plugin that brings it."""
        plugins = {one.name: one for one in self.listed()}
        return [(plugins[name], one) for name, one in self.offers("compacts_loaders", Loader)]

    def scales(self) -> list[Scale]:
        """The response scales."""
        return [one for _, one in self.offers("compacts_scales", Scale)]

    def commands(self) -> list[CommandOffer]:
        """The commands for the command line."""
        return [one for _, one in self.offers("compacts_commands", CommandOffer)]

    def report_formats(self) -> list[ReportFormat]:
        """The formats for the result of an assessment."""
        return [one for _, one in self.offers("compacts_report_formats", ReportFormat)]

    def listed(self) -> list[Plugin]:
        """The plugins in use, in the order of loading."""
        return [
            Plugin(
                name,
                self._distributions.get(name, ""),
                self._modules.get(name, ""),
                tuple(sorted(caller.name for caller in self._manager.get_hookcallers(plugin) or ())),
            )
            for name, plugin in self._manager.list_name_plugin()
            if plugin is not None
        ]

    def _blame(self, name: str, what: str, error: FailedError) -> None:
        message = f"The plugin '{name}' {what}: {error}."
        hint = "Update it or take it out; COMPACTS_PLUGINS=none starts without plugins."
        self.problems.append(Problem("error", f"plugin {name}", 0, 0, message, hint))


def _fault(offer: object, kind: type) -> str:
    """What is wrong with an offer, in words; empty when it is one of the kind."""
    if not isinstance(offer, kind):
        return f"something of type {type(offer).__name__}"
    return "" if is_sound(offer) else "one with wrong values"
