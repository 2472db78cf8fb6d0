"""Plugins: found, loaded and asked for their offers, each guarded on its own."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import pluggy

from compact_core.errors import Problem
from compact_core.plugins import hookspecs
from compact_core.plugins.hookspecs import API_VERSION
from compact_core.plugins.installed import EntryPoint
from compact_core.plugins.isolation import FailedError, LateError, Watch, Worker
from compact_core.plugins.offers import (
    AnswerReader,
    CodeSource,
    CommandOffer,
    DocumentReader,
    FormKind,
    HeadingWords,
    Loader,
    ReportFormat,
    is_sound,
)
from compact_core.text import clean, shorten

if TYPE_CHECKING:
    from compact_core.model.scales import Scale

MOST_OFFERS = 1_000
"""Most offers that are taken from one hook: a plugin may offer without end."""

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{hookspecs.PROJECT}_"))
"""The names of all hooks."""

Offer = TypeVar("Offer")


class Plugin(NamedTuple):
    """A plugin in use."""

    name: str
    """Name of the plugin."""
    distribution: str
    """Name and version of the package that brings it."""
    module: str
    """File of the plugin's module; empty when it could not be loaded."""
    hooks: tuple[str, ...]
    """The hooks that it implements."""
    milliseconds: float
    """How long it took so far: its import, and each hook that was asked."""


class Plugins:
    """The plugins in use. What goes wrong with a plugin becomes a problem; the others go on."""

    def __init__(self, watch: Watch | None = None) -> None:
        """Begin with no plugin; ``watch`` is told when a plugin takes long."""
        self.worker = Worker(watch)
        """Private: does all that plugins do."""
        self._manager = pluggy.PluginManager(hookspecs.PROJECT)
        self._manager.add_hookspecs(hookspecs)
        self._distributions: dict[str, str] = {}
        self._modules: dict[str, str] = {}
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._offers: dict[str, list[tuple[str, object]]] = {}
        self._failed: dict[str, str] = {}
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
            plugin = self._guarded(entry.name, imported)
        except FailedError as error:
            self._failed[entry.name] = entry.distribution
            self._blame(entry.name, "could not be loaded", error)
        else:
            self.register(plugin, entry.name, entry.distribution)

    def register(self, plugin: object, name: str, distribution: str = "") -> None:
        """Add a plugin: a module, or an object with hook methods."""
        if self._manager.has_plugin(name):
            message = f"There are two plugins called '{name}'; that of {distribution or 'the second'} is left out."
            self._tell(name, message, "Take one of them out.")
            return
        try:
            if not self._has_version(plugin, name):
                return
            self._modules[name] = self._guarded(name, lambda: self._registered(plugin, name))
        except FailedError as error:
            self._take_out(name)
            self._failed[name] = distribution
            self._blame(name, "could not be taken in", error)
            return
        self._distributions[name] = distribution
        self._check_hooks(name)

    def _guarded(self, name: str, work: Callable[[], Offer]) -> Offer:
        """The result of a plugin's work, whose time is counted."""
        begin = time.perf_counter()
        try:
            return self.worker.do(work, f"The plugin '{name}' has been starting")
        finally:
            self._seconds[name] += time.perf_counter() - begin

    def _has_version(self, plugin: object, name: str) -> bool:
        """Whether the program has the version that a plugin needs. A plugin need not name a version."""
        needed = self._guarded(name, lambda: getattr(plugin, "compacts_api", API_VERSION))
        if type(needed) is int and needed <= API_VERSION:
            return True
        given = str(needed) if type(needed) is int else f"something of type {type(needed).__name__}"
        message = f"The plugin '{name}' has compacts_api = {given}; this program has version {API_VERSION}."
        hint = "Update compacts, or take the plugin out."
        self._tell(name, message, hint)
        return False

    def _registered(self, plugin: object, name: str) -> str:
        """Register a plugin with pluggy; the file of its module, if it is a module."""
        made = plugin() if isinstance(plugin, type) else plugin
        self._manager.register(made, name)
        file = getattr(made, "__file__", "")
        return file if isinstance(file, str) else ""

    def _take_out(self, name: str) -> None:
        if self._manager.has_plugin(name):
            self._manager.unregister(name=name)

    def _check_hooks(self, name: str) -> None:
        """Report the hooks of a plugin that are never called: those with an unknown name, and wrappers."""
        for caller in self._manager.get_hookcallers(self._manager.get_plugin(name)) or ():
            if not caller.has_spec():
                message = f"The plugin '{name}' has a hook '{caller.name}', which does not exist."
                self._tell(name, message, f"The hooks are {', '.join(HOOKS)}. Tell the plugin's makers.")
            elif any(_is_wrapper(hook) for hook in caller.get_hookimpls() if hook.plugin_name == name):
                message = f"The plugin '{name}' has a wrapper for the hook '{caller.name}', which is never called."
                hint = "A hook only returns its own offers: take wrapper=True out. Tell the plugin's makers."
                self._tell(name, message, hint)

    def offers(self, hook: str, kind: type[Offer]) -> list[tuple[str, Offer]]:
        """What every plugin offers for a hook, with the plugin's name; it is asked once.

        Wrong offers are left out, and each plugin with some becomes a problem.
        """
        if hook not in self._offers:
            self._offers[hook] = list(self._asked(hook, kind))
        return cast("list[tuple[str, Offer]]", self._offers[hook])

    def _asked(self, hook: str, kind: type) -> Iterator[tuple[str, object]]:
        for implementation in getattr(self._manager.hook, hook).get_hookimpls():
            if _is_wrapper(implementation):
                continue
            name = implementation.plugin_name
            try:
                offered = self._offered(implementation)
            except FailedError as error:
                if isinstance(error, LateError):
                    self._take_out(name)  # its other hooks would only take as long again
                self._blame(name, f"failed in its hook '{hook}'", error)
                continue
            faults = [_fault(offer, kind) for offer in offered]
            if wrong := ", ".join(dict.fromkeys(filter(None, faults))):
                wrong = shorten(clean(wrong), 200)
                message = f"The plugin '{name}' should offer a {kind.__name__} in '{hook}', and offers {wrong}."
                self._tell(name, message, "Tell its makers.")
            for offer, fault in zip(offered, faults, strict=True):
                if not fault:
                    yield name, offer

    def _offered(self, implementation: pluggy.HookImpl) -> list[object]:
        hook = cast("Callable[[], Iterable[object]]", implementation.function)
        return self._guarded(implementation.plugin_name, lambda: list(islice(hook(), MOST_OFFERS)))

    def code_sources(self) -> list[CodeSource]:
        """The folders of codes that plugins bring along."""
        return [source for _, source in self.offers("compacts_code_sources", CodeSource)]

    def loaders(self) -> list[tuple[Plugin, Loader]]:
        """The loaders of code files, each with the plugin that brings it."""
        plugins = {plugin.name: plugin for plugin in self.listed()}
        return [(plugins[name], loader) for name, loader in self.offers("compacts_loaders", Loader)]

    def scales(self) -> list[Scale]:
        """The response scales."""
        from compact_core.model.scales import Scale

        return [scale for _, scale in self.offers("compacts_scales", Scale)]

    def commands(self) -> list[CommandOffer]:
        """The commands for the command line."""
        return [command for _, command in self.offers("compacts_commands", CommandOffer)]

    def report_formats(self) -> list[ReportFormat]:
        """The formats for the result of an assessment."""
        return [format_ for _, format_ in self.offers("compacts_report_formats", ReportFormat)]

    def form_kinds(self) -> list[FormKind]:
        """The kinds of forms that people fill in."""
        return [kind for _, kind in self.offers("compacts_form_kinds", FormKind)]

    def answer_readers(self) -> list[AnswerReader]:
        """The ways to read answers from kinds of files that the program cannot read by itself."""
        return [reader for _, reader in self.offers("compacts_answer_readers", AnswerReader)]

    def document_readers(self) -> list[DocumentReader]:
        """The readers of documents."""
        return [reader for _, reader in self.offers("compacts_document_readers", DocumentReader)]

    def heading_words(self) -> list[HeadingWords]:
        """The words in headings that say what stands under them."""
        return [words for _, words in self.offers("compacts_heading_words", HeadingWords)]

    def listed(self) -> list[Plugin]:
        """The plugins in use, in the order of loading."""
        return [
            Plugin(
                name,
                self._distributions.get(name, ""),
                self._modules.get(name, ""),
                tuple(sorted(caller.name for caller in self._manager.get_hookcallers(plugin) or ())),
                self._milliseconds(name),
            )
            for name, plugin in self._manager.list_name_plugin()
            if plugin is not None
        ]

    def failed(self) -> list[Plugin]:
        """The plugins that could not be loaded, in that order, with the time that this cost."""
        return [Plugin(name, package, "", (), self._milliseconds(name)) for name, package in self._failed.items()]

    def _milliseconds(self, name: str) -> float:
        return round(self._seconds[name] * 1000, 1)

    def _blame(self, name: str, what: str, error: FailedError) -> None:
        hint = f"Update it or take it out; COMPACTS_PLUGINS=-{clean(name)} starts without it."
        self._tell(name, f"The plugin '{name}' {what}: {error}.", hint)

    def _tell(self, name: str, message: str, hint: str) -> None:
        self.problems.append(Problem("error", f"plugin {name}", 0, 0, message, hint))


def _is_wrapper(implementation: pluggy.HookImpl) -> bool:
    return implementation.wrapper or implementation.hookwrapper


def _fault(offer: object, kind: type) -> str:
    """What is wrong with an offer, in words; empty when nothing is."""
    if not isinstance(offer, kind):
        return f"something of type {type(offer).__name__}"
    return "" if is_sound(offer) else "one with wrong values"
