"""The page on hooks: it tells of every hook as it is, its examples work, and its messages are those that are told."""

import importlib
import importlib.util
import inspect
import re
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assessment.results import riverside
from cli.running import COMMAND, environment, run_here
from compact_core import CompactsError
from compact_core.assessment.forms.answer_files import read_answers
from compact_core.assessment.forms.kinds import written as written_form
from compact_core.assessment.records.answering import answers_file
from compact_core.assessment.results.formats import written
from compact_core.assessment.tasks.returned_answers import bring_in
from compact_core.documents.heading_words import KindTable
from compact_core.documents.readers import read_document
from compact_core.model.scales import Scale
from compact_core.plugins import (
    API_VERSION,
    AnswerReader,
    CodeSource,
    CommandOffer,
    DocumentReader,
    FormKind,
    HeadingWords,
    Loader,
    ReportFormat,
    hookimpl,
    hookspecs,
    isolation,
)
from compact_core.plugins.installed import EntryPoint
from compact_core.plugins.manager import Plugins
from compact_core.testing import library_of, loaded_plugins
from installing import install
from programs import finished
from samples import OTTERBURY, SHORT_FORM, SHORT_ROUND, made, said

PAGE = (Path(__file__).parents[2] / "docs" / "plugin-hooks.md").read_text(encoding="utf-8")
HOOKS = [name for name in vars(hookspecs) if name.startswith("compacts_")]
OFFERS = {
    one.__name__: one
    for one in (
        AnswerReader,
        CodeSource,
        CommandOffer,
        DocumentReader,
        FormKind,
        HeadingWords,
        Loader,
        ReportFormat,
        Scale,
    )
}
PARTS = ["What it is for.", "When it is called.", "What is offered.", "Example.", "When it fails."]


def signature(hook: str) -> str:
    """The exact signature of a hook."""
    return f"{hook}{inspect.signature(getattr(hookspecs, hook))}".replace("'", "")


def under(heading: str) -> str:
    """What the page has under a heading."""
    _, found, rest = PAGE.partition(f"\n{heading}\n")
    assert found, f"docs/plugin-hooks.md has no heading '{heading}'"
    return re.split(r"^#{1,3} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def part(hook: str) -> str:
    """What the page says of a hook."""
    return under(f"### `{signature(hook)}`")


def rows(text: str) -> list[list[str]]:
    """The cells of the table in a text, without its heading."""
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))] for line in lines]


def examples(hook: str) -> list[str]:
    """The programs that the page shows for a hook."""
    return re.findall(r"^```python\n(.*?)^```$", part(hook), re.DOTALL | re.MULTILINE)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Makes a package of the first example of a hook, the others being its modules, and imports it."""
    name = "compacts_upper_muddleford"
    monkeypatch.syspath_prepend(tmp_path)
    for module in (name, f"{name}.commands"):
        monkeypatch.delitem(sys.modules, module, raising=False)

    def make(hook: str) -> ModuleType:
        (tmp_path / name / "codes").mkdir(parents=True)
        files = ("__init__.py", "commands.py")
        for file, example in zip(files, examples(hook), strict=False):
            (tmp_path / name / file).write_text(example, encoding="utf-8")
        (tmp_path / name / "codes" / "otterbury.toml").write_text(OTTERBURY, encoding="utf-8")
        return importlib.import_module(name)

    return make


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_is_explained(hook: str) -> None:
    """A hook has a heading with its exact signature, and under it every part of the explanation."""
    assert re.findall(r"^\*\*(.*?)\*\*", part(hook), re.MULTILINE) == PARTS


def test_no_other_hook_is_explained() -> None:
    """Every heading among the hooks is that of a hook."""
    headings = re.findall(r"^### `(.*)`$", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted(map(signature, HOOKS))


@pytest.mark.parametrize("hook", HOOKS)
def test_every_field_of_an_offer_is_explained(hook: str) -> None:
    """The table of a hook has the fields of its offer with their types, in their order."""
    offer: Any
    (offer,) = [kind for name, kind in OFFERS.items() if f"[{name}]" in signature(hook)]
    told = [(field.strip("`"), kind.strip("`").replace("\\", "")) for field, kind, _ in rows(part(hook))]
    types = inspect.get_annotations(offer)
    assert told == [(field, _written(types[field])) for field in offer._fields]


def _written(annotation: object) -> str:
    """An annotation as it stands in the source, whether it was kept as a text or not."""
    return (
        annotation.__name__ if isinstance(annotation, type) else str(getattr(annotation, "__forward_arg__", annotation))
    )


def test_the_example_of_a_source_works(package: Callable[[str], ModuleType]) -> None:
    """The codes in the folder of the package are in the library, under the name of the source."""
    library = library_of(package("compacts_code_sources"))
    assert library.problems == ()
    assert library.entry("otterbury-promises").origin == "upper-muddleford"


def test_the_example_of_a_loader_works(package: Callable[[str], ModuleType], tmp_path: Path) -> None:
    """A file with the ending is read, and one that is no text is told."""
    plugin = package("compacts_loaders")
    (tmp_path / "good.toml.txt").write_text(OTTERBURY, encoding="utf-8")
    (tmp_path / "bad.toml.txt").write_bytes(b"\xff")
    library = library_of(plugin, codes=[tmp_path / "good.toml.txt", tmp_path / "bad.toml.txt"])
    assert library.entry("otterbury-promises").file == str(tmp_path / "good.toml.txt")
    told = f"{tmp_path / 'bad.toml.txt'}: The file is not in UTF-8. Save it in that encoding."
    assert list(map(str, library.problems)) == [told]


def test_the_example_of_a_scale_works(package: Callable[[str], ModuleType], tmp_path: Path) -> None:
    """A code can name the scale."""
    plugin = package("compacts_scales")
    (tmp_path / "code.toml").write_text(OTTERBURY.replace("agree4", "weather3"), encoding="utf-8")
    assert library_of(plugin, codes=[tmp_path / "code.toml"]).problems == ()


@pytest.mark.usefixtures("home")
def test_the_example_of_a_command_works(
    package: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installed command is in the help, and does what it says; an unknown code is told in a sentence."""
    name = package("compacts_commands").__name__
    install(tmp_path, "upper-muddleford", None, name)
    monkeypatch.setenv("COMPACTS_PLUGINS", "upper-muddleford")
    assert "actions     List the actions of a code.\n" in run_here("--help").out
    file = str(tmp_path / name / "codes")
    code, out, err = run_here("actions", "leeds-partnership-2003")
    assert (code, err) == (0, "")
    assert "\nshare-power: " in out
    assert run_here("--codes", file, "actions", "leeds-partnership-2030")[::2] == (
        3,
        "There is no code called 'leeds-partnership-2030'. Did you mean 'leeds-partnership-2003'?\n",
    )


def test_the_example_of_a_format_works(package: Callable[[str], ModuleType]) -> None:
    """The offered format is among those of all plugins, and writes the page."""
    plugin = package("compacts_report_formats")
    (offer,) = plugin.compacts_report_formats()
    assert offer in loaded_plugins(plugin).report_formats()
    shown = riverside.page(1)
    assert written(offer, shown, {}).decode().splitlines() == [item.title for item in shown.strengths]


def test_the_example_of_a_kind_of_form_works(package: Callable[[str], ModuleType]) -> None:
    """The offered kind writes a form that the program reads when it is ticked."""
    plugin = package("compacts_form_kinds")
    (kind,) = plugin.compacts_form_kinds()
    assert kind in loaded_plugins(plugin).form_kinds()
    ticked = (
        written_form(kind, SHORT_FORM).decode().replace("Your answer:\nstrongly", "Your answer:\n\u2612 strongly", 1)
    )
    found = read_answers(ticked.split("\ndisagree", 1)[0].encode(), "a.txt", [SHORT_ROUND])
    assert found.sound is not None
    assert [(one.item, one.point) for one in found.sound.answers] == [("forming-aims", 1)]


def test_the_example_of_a_reader_works(package: Callable[[str], ModuleType], tmp_path: Path) -> None:
    """A file that the offered reader reads is brought in, and one that is no answer is refused."""
    plugin = package("compacts_answer_readers")
    readers = loaded_plugins(plugin).answer_readers()
    assert [one.name for one in readers] == ["backward text"]
    assessment = made(tmp_path / "folder")
    who = assessment.rounds[0].asked.invitees[0].code
    back, other = tmp_path / "a.backward", tmp_path / "b.backward"
    back.write_text(answers_file(said(who, {"aims": 3})).decode()[::-1], encoding="utf-8")
    other.write_bytes(b"olleh")
    result = bring_in(assessment, [str(back), str(other)], readers)
    assert [one.invitee for one in result.collected] == [who]
    told = (
        "There are no answers in this text. It has 1 word, and begins 'hello'. Ask whoever sent it for the file of "
        "answers, or type them in with 'compacts assess key-in'."
    )
    assert [one.reasons for one in result.refused] == [(told,)]


def test_the_example_of_a_document_reader_works(package: Callable[[str], ModuleType], tmp_path: Path) -> None:
    """A document of that format is read, and another one is refused with its name."""
    plugins = loaded_plugins(package("compacts_document_readers"))
    (tmp_path / "talk.srt").write_text("1\n00:01 --> 00:02\nWe share lamps.\n", encoding="utf-8")
    assert [block.text for block in read_document(tmp_path / "talk.srt", plugins).blocks] == ["We share lamps."]
    (tmp_path / "other.srt").write_text("x", encoding="utf-8")
    told = f"{tmp_path / 'other.srt'}: These are no subtitles. Check that it is the right file."
    with pytest.raises(CompactsError) as caught:
        read_document(tmp_path / "other.srt", plugins)
    assert str(caught.value) == told


def test_the_example_of_heading_words_works(package: Callable[[str], ModuleType]) -> None:
    """The words say what stands under a heading, in part of it or as the whole."""
    table = KindTable(loaded_plugins(package("compacts_heading_words")).heading_words())
    assert [table.kind(heading) for heading in ("Hindernisse im Alltag", "Was stört", "Was stört uns")] == [
        "barrier",
        "barrier",
        "",
    ]


class Takes:
    """A hook that takes something."""

    @hookimpl
    def compacts_scales(self, more: object) -> Iterable[Scale]:
        """Take something."""
        raise NotImplementedError(more)


class Raises:
    """A hook that raises halfway."""

    @hookimpl
    def compacts_scales(self) -> Iterator[Scale]:
        """Divide."""
        yield Scale("x", "X", ("no", "yes") * int(1 / 0))


class OffersText:
    """A hook that offers something else."""

    @hookimpl
    def compacts_scales(self) -> Iterable[str]:
        """Offer a text."""
        return ["weather3"]


class OffersOnePoint:
    """A hook whose offer is wrong."""

    @hookimpl
    def compacts_scales(self) -> Iterable[Scale]:
        """Offer a scale with nothing to choose."""
        return [Scale("weather1", "Rain", ("rain",))]


class Misspells:
    """A hook with a name that nobody calls."""

    @hookimpl
    def compacts_scale(self) -> Iterable[Scale]:
        """Offer nothing."""
        return []


class Wraps:
    """A hook that would wrap those of others."""

    @hookimpl(wrapper=True)
    def compacts_scales(self) -> Iterator[None]:
        """Offer nothing."""
        yield


class NeedsMore:
    """A plugin that needs a newer program."""

    compacts_api = API_VERSION + 1


class Hangs:
    """A hook that does not come back."""

    come_back = threading.Event()

    @hookimpl
    def compacts_scales(self) -> Iterable[Scale]:
        """Offer nothing, for a long time."""
        self.come_back.wait()
        return []


def told_of(plugin: type) -> list[str]:
    """What is told of a plugin."""
    plugins = loaded_plugins()
    plugins.register(plugin, "muddle")
    plugins.scales()
    return [problem.message for problem in plugins.problems]


def test_every_failure_is_reported_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each message in the table is that which a plugin gets that fails in this way."""
    (tmp_path / "baker.py").write_text("import cake\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    plugins = Plugins()
    plugins.load(EntryPoint("muddle", "baker", ""))
    twice = Plugins()
    for _ in range(2):
        twice.register(OffersText, "muddle")
    told = [plugins.problems[0].message]
    told += [
        message for kind in (Takes, Raises, OffersText, OffersOnePoint, Misspells, Wraps) for message in told_of(kind)
    ]
    monkeypatch.setattr(isolation, "SLOW", 0.5)
    monkeypatch.setattr(isolation, "LONGEST", 0.1)
    told += [re.sub(r"took \d+ seconds", "took 60 seconds", message) for message in told_of(Hangs)]
    Hangs.come_back.set()
    told += told_of(NeedsMore)
    told += [twice.problems[0].message]
    said = [row[1].strip("`") for row in rows(under("## When a plugin fails"))]
    assert len(said) == len(told)
    for page, message in zip(said, told, strict=True):
        beginning = page.removesuffix("...")
        assert message.startswith(beginning) if beginning != page else message == page


def test_the_modules_to_rely_on_are_named() -> None:
    """The page names the public modules, and the version of what plugins may rely on."""
    named = [row[0].strip("`") for row in rows(under("## Names you can rely on"))]
    assert named == ["compact_core", "compact_core.model", "compact_core.plugins", "compact_core.testing"]
    assert f"; it is {API_VERSION}. " in " ".join(under("## Names you can rely on").split())


def test_an_installed_plugin_is_named_as_the_page_says() -> None:
    """The group of entry points, the switch and the command are those of the program."""
    assert f"[project.entry-points.{hookspecs.PROJECT}]" in PAGE
    assert "COMPACTS_PLUGINS=none" in PAGE
    assert "`compacts plugins`" in PAGE


def test_a_file_is_read_again_when_the_page_says(home: Path, tmp_path: Path) -> None:
    """A file stays as a loader read it when the loader changes, until the plugin has another version."""
    module, code = tmp_path / "shouting.py", tmp_path / "otterbury.shout"
    install(tmp_path, "shouting", None, "shouting")
    code.write_text(OTTERBURY, encoding="utf-8")
    env = environment(home, COMPACTS_PLUGINS="shouting", PYTHONPATH=str(tmp_path))

    def title_with(change: str) -> str:
        example = examples("compacts_loaders")[0].replace(".toml.txt", ".shout")
        module.write_text(example.replace("read_text(text", f"read_text({change}"), encoding="utf-8")
        command = [*COMMAND, "--codes", str(code), "show", "otterbury-promises"]
        return finished(command, env=env, check=True).stdout.splitlines()[0]

    assert title_with("text") == "Promises between neighbours"
    louder = "text.replace('between', 'BETWEEN')"
    assert title_with(louder) == "Promises between neighbours"
    metadata = tmp_path / "shouting_dist-1.0.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("1.0", "1.1"), encoding="utf-8")
    (tmp_path / "shouting_dist-1.0.dist-info").rename(tmp_path / "shouting_dist-1.1.dist-info")
    assert title_with(louder) == "Promises BETWEEN neighbours"
