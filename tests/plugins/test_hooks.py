"""A plugin that gets a hook wrong costs one problem and nothing else; test_hook_docs shows what each hook is for."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar, NoReturn

import pytest

from compact_core import Problem
from compact_core.model.scales import Scale
from compact_core.plugins import API_VERSION, CodeSource, CommandOffer, Loader, ReportFormat, hookimpl, hookspecs
from compact_core.plugins.manager import Plugins
from opening import BUILT_IN, ids, opened
from samples import OTTERBURY

TAKE_OUT = "Update it or take it out; COMPACTS_PLUGINS=-odd starts without it."
TELL = "Tell its makers."
TELL_SOURCE = "Tell the makers of the plugin that brings it."


class _Raises:
    """Fails in a hook."""

    @hookimpl
    def compacts_code_sources(self) -> NoReturn:
        raise RuntimeError("no\x1b[31m luck")


class _Exits:
    """Tries to end the program."""

    @hookimpl
    def compacts_loaders(self) -> NoReturn:
        sys.exit("bye")


class _GivesNone:
    """Forgets to give anything."""

    @hookimpl
    def compacts_scales(self) -> None:
        return None


class _GivesRubbish:
    """Gives something else."""

    @hookimpl
    def compacts_code_sources(self) -> Iterable[Any]:
        return ["/somewhere"]


class _RaisesHalfway:
    """Fails after its first offer."""

    @hookimpl
    def compacts_scales(self) -> Iterator[Scale]:
        yield Scale("two", "Two steps", ("no", "yes"))
        raise LookupError("lost")


class _WrongArguments:
    """Asks for something that no hook gives."""

    @hookimpl
    def compacts_scales(self, more: object) -> Iterable[Scale]:
        raise AssertionError(more)


class _RaisesWhenMade:
    """Cannot be made."""

    def __init__(self) -> None:
        raise OSError("no disk")


class _HasNoAttributes:
    """Fails whenever it is looked at."""

    def __getattr__(self, name: str) -> NoReturn:
        raise LookupError(name)


class _Wrong:
    """Offers one thing for a hook."""

    offer: ClassVar[Any]

    @hookimpl
    def compacts_code_sources(self) -> Iterable[Any]:
        return [self.offer] if isinstance(self.offer, CodeSource) else []

    @hookimpl
    def compacts_loaders(self) -> Iterable[Any]:
        return [self.offer] if isinstance(self.offer, Loader) else []

    @hookimpl
    def compacts_scales(self) -> Iterable[Any]:
        return [self.offer] if isinstance(self.offer, Scale) else []

    @hookimpl
    def compacts_commands(self) -> Iterable[Any]:
        return [self.offer] if isinstance(self.offer, CommandOffer) else []

    @hookimpl
    def compacts_report_formats(self) -> Iterable[Any]:
        return [self.offer] if isinstance(self.offer, ReportFormat) else []


def failed(hook: str, reason: str) -> Problem:
    """The problem of a plugin that failed in a hook."""
    return Problem("error", "plugin odd", 0, 0, f"The plugin 'odd' failed in its hook '{hook}': {reason}.", TAKE_OUT)


BAD = {
    _Raises: failed("compacts_code_sources", "RuntimeError: no luck"),
    _Exits: failed("compacts_loaders", "SystemExit: bye"),
    _GivesNone: failed("compacts_scales", "TypeError: 'NoneType' object is not iterable"),
    _RaisesHalfway: failed("compacts_scales", "LookupError: lost"),
    _GivesRubbish: Problem(
        "error",
        "plugin odd",
        0,
        0,
        "The plugin 'odd' should offer a CodeSource in 'compacts_code_sources', and offers something of type str.",
        TELL,
    ),
    _HasNoAttributes: Problem(
        "error", "plugin odd", 0, 0, "The plugin 'odd' could not be taken in: LookupError: __file__.", TAKE_OUT
    ),
    _RaisesWhenMade: Problem(
        "error", "plugin odd", 0, 0, "The plugin 'odd' could not be taken in: OSError: no disk.", TAKE_OUT
    ),
}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("plugin", "problem"), BAD.items(), ids=[plugin.__name__ for plugin in BAD])
def test_a_bad_plugin_costs_one_problem(plugin: type, problem: Problem) -> None:
    """Whatever a plugin does in a hook, it is told once, and every other code is there."""
    entries, problems = opened(plugin)
    assert problems == [problem]
    assert ids(entries) == BUILT_IN


@pytest.mark.usefixtures("home")
def test_a_hook_with_wrong_arguments_costs_one_problem() -> None:
    """A hook that asks for what no hook gives is told, and its plugin is not used."""
    entries, (problem,) = opened(_WrongArguments)
    assert ids(entries) == BUILT_IN
    assert problem.message.startswith("The plugin 'odd' could not be taken in: PluginValidationError: ")
    assert "Argument(s) {'more'}" in problem.message


@pytest.mark.usefixtures("home")
def test_a_misspelt_hook_is_reported_and_the_others_work(tmp_path: Path) -> None:
    """A hook that does not exist costs one problem that names those that do; the plugin's other hooks are used."""
    (tmp_path / "code.toml").write_text(OTTERBURY)

    class Misspelt:
        @hookimpl
        def compacts_code_source(self) -> Iterable[CodeSource]:
            raise AssertionError("nobody calls this")

        @hookimpl
        def compacts_code_sources(self) -> Iterable[CodeSource]:
            return [CodeSource("town hall", tmp_path)]

    entries, (problem,) = opened(Misspelt)
    assert ids(entries) == [*BUILT_IN, "otterbury-promises"]
    assert problem.message == "The plugin 'odd' has a hook 'compacts_code_source', which does not exist."
    hooks = [name for name in vars(hookspecs) if name.startswith("compacts_")]
    assert problem.hint == f"The hooks are {', '.join(hooks)}. Tell the plugin's makers."


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("mark", [hookimpl(wrapper=True), hookimpl(hookwrapper=True)], ids=["new", "old"])
def test_a_wrapper_is_refused_and_the_other_hooks_work(tmp_path: Path, mark: Callable[[Any], Any]) -> None:
    """A hook that would wrap those of others costs one problem that names it, and is never called."""
    (tmp_path / "code.toml").write_text(OTTERBURY)

    class Wraps:
        @mark
        def compacts_scales(self) -> Iterator[None]:
            yield
            raise AssertionError("nobody calls this")

        @hookimpl
        def compacts_code_sources(self) -> Iterable[CodeSource]:
            return [CodeSource("town hall", tmp_path)]

    entries, problems = opened(Wraps)
    assert ids(entries) == [*BUILT_IN, "otterbury-promises"]
    message = "The plugin 'odd' has a wrapper for the hook 'compacts_scales', which is never called."
    hint = "A hook only returns its own offers: take wrapper=True out. Tell the plugin's makers."
    assert problems == [Problem("error", "plugin odd", 0, 0, message, hint)]


def test_a_hook_is_asked_once() -> None:
    """However often offers are wanted, the plugin is asked for them once, and a mistake in them is told once."""
    asked = []

    class Counts:
        @hookimpl
        def compacts_scales(self) -> Iterable[Any]:
            asked.append(1)
            return ["no scale"]

    manager = Plugins()
    manager.register(Counts, "odd")
    assert (manager.scales(), manager.scales(), asked, len(manager.problems)) == ([], [], [1], 1)


@pytest.mark.usefixtures("home")
def test_the_second_plugin_of_a_name_is_left_out() -> None:
    """Of two plugins with one name the first is used, and the other is told."""

    class First:
        @hookimpl
        def compacts_scales(self) -> Iterable[Scale]:
            return []

    entries, problems = opened(First, _Raises)
    message = "There are two plugins called 'odd'; that of odd-plugin 1.0 is left out."
    assert problems == [Problem("error", "plugin odd", 0, 0, message, "Take one of them out.")]
    assert ids(entries) == BUILT_IN


def _raises(_data: bytes, _file: str) -> NoReturn:
    raise ZeroDivisionError("by\x1b[2J zero")


WRONG_OFFERS: dict[str, Any] = {
    "a source's name is a number": CodeSource(5, "folder"),  # type: ignore[arg-type]
    "a source has no name": CodeSource(" ", "folder"),
    "a loader has no name": Loader("", (".txt",), _raises),
    "a source's folder is a number": CodeSource("name", 5),  # type: ignore[arg-type]
    "a source's folder is bytes": CodeSource("name", b"folder"),  # type: ignore[arg-type]
    "a loader's suffixes are text": Loader("name", ".txt", _raises),  # type: ignore[arg-type]
    "a loader's suffix is empty": Loader("name", ("",), _raises),
    "a loader's suffix has capitals": Loader("name", (".TXT",), _raises),
    "a loader loads nothing": Loader("name", (".txt",), None),  # type: ignore[arg-type]
    "a scale has one point": Scale("id", "title", ("only one",)),
    "a scale's id is a list": Scale(["id"], "title", ("no", "yes")),  # type: ignore[arg-type]
    "a command has two words": CommandOffer("two words", "", "module:name"),
    "a command is a control code": CommandOffer("\x1b[31m", "", "module:name"),
    "a command looks like an option": CommandOffer("--option", "", "module:name"),
    "a command has no help": CommandOffer("name", None, "module:name"),  # type: ignore[arg-type]
    "a format has capitals": ReportFormat("PDF", ".pdf", "", "module:name"),
    "a format's suffix has no dot": ReportFormat("pdf", "pdf", "", "module:name"),
    "a format's function is not named": ReportFormat("pdf", ".pdf", "", "module"),
    "a format's options are text": ReportFormat("pdf", ".pdf", "", "module:name", "template"),  # type: ignore[arg-type]
    "a format's option is a number": ReportFormat("pdf", ".pdf", "", "module:name", (1,)),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("offer", WRONG_OFFERS.values(), ids=WRONG_OFFERS)
def test_wrong_values_in_an_offer_cost_one_problem(offer: Any) -> None:  # noqa: ANN401 - any offer
    """An offer of the right type whose values cannot be used is left out and told."""

    class Plugin(_Wrong):
        pass

    Plugin.offer = offer
    manager = Plugins()
    manager.register(Plugin, "odd")
    used = [*manager.code_sources(), *(one for _, one in manager.loaders()), *manager.scales(), *manager.commands()]
    used += manager.report_formats()
    kind = type(offer).__name__
    hook = {
        "CodeSource": "compacts_code_sources",
        "Loader": "compacts_loaders",
        "Scale": "compacts_scales",
        "CommandOffer": "compacts_commands",
        "ReportFormat": "compacts_report_formats",
    }[kind]
    message = f"The plugin 'odd' should offer a {kind} in '{hook}', and offers one with wrong values."
    assert (used, manager.problems) == ([], [Problem("error", "plugin odd", 0, 0, message, TELL)])


def source(offer: CodeSource) -> type:
    """A plugin that brings one source of codes."""

    class Plugin(_Wrong):
        pass

    Plugin.offer = offer
    return Plugin


class BadFolder:
    """A folder that fails when it is listed."""

    def iterdir(self) -> NoReturn:
        """Fail."""
        raise ConnectionError("gone")


class BadFile:
    """A file that fails when it is read."""

    name = "code.toml"

    def is_dir(self) -> bool:
        """It is a file."""
        return False

    def read_bytes(self) -> NoReturn:
        """Fail."""
        raise EOFError("cut off")

    def __str__(self) -> str:
        return "far/code.toml"


class FolderOfBadFiles:
    """A folder with two files that cannot be read."""

    def iterdir(self) -> Iterator[BadFile]:
        """One of them."""
        yield BadFile()


SOURCES = {
    "missing folder": (
        CodeSource("town hall", "/no/such/folder"),
        Problem(
            "error",
            "/no/such/folder",
            0,
            0,
            "There is no such folder of codes.",
            "Update the plugin that brings the codes of town hall.",
        ),
    ),
    "folder that fails": (
        CodeSource("town hall", BadFolder()),  # type: ignore[arg-type]
        Problem(
            "error",
            "town hall",
            0,
            0,
            "The codes of this source cannot be listed: ConnectionError: gone.",
            TELL_SOURCE,
        ),
    ),
    "file that fails": (
        CodeSource("town hall", FolderOfBadFiles()),  # type: ignore[arg-type]
        Problem("error", "far/code.toml", 0, 0, "This file cannot be read: EOFError: cut off.", TELL_SOURCE),
    ),
}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(("offer", "problem"), SOURCES.values(), ids=SOURCES)
def test_a_bad_source_costs_one_problem(offer: CodeSource, problem: Problem) -> None:
    """A source whose folder or file fails is told, and every other code is there."""
    entries, problems = opened(source(offer))
    assert problems == [problem]
    assert ids(entries) == BUILT_IN


class Needing:
    """A plugin that needs a version of the hooks."""

    def __init__(self, version: object) -> None:
        """Say which."""
        self.compacts_api = version

    @hookimpl
    def compacts_scales(self) -> Iterable[Scale]:
        """Offer nothing."""
        return []


@pytest.mark.parametrize(
    ("needed", "said"), [(2, "2"), ("1", "something of type str"), (True, "something of type bool")]
)
def test_a_plugin_that_needs_a_newer_program_is_left_out(needed: object, said: str) -> None:
    """Whoever asks for a version that the program does not have, or for none that is a number, offers nothing."""
    plugins = Plugins()
    plugins.register(Needing(needed), "ahead")
    message = f"The plugin 'ahead' has compacts_api = {said}; this program has version 1."
    assert plugins.problems == [
        Problem("error", "plugin ahead", 0, 0, message, "Update compacts, or take the plugin out.")
    ]
    assert plugins.listed() == []


def test_a_plugin_that_needs_this_version_is_taken_in() -> None:
    """Whoever asks for the version of the program is a plugin like others."""
    plugins = Plugins()
    plugins.register(Needing(API_VERSION), "level")
    assert (plugins.problems, [plugin.name for plugin in plugins.listed()]) == ([], ["level"])
