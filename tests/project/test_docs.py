"""The papers for readers: what they say is so, and what they tell people to type works."""

import io
import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import click
import pytest
from textual.binding import BindingsMap
from textual.screen import Screen

from cli.running import run_here
from compact_core import folders, read_text
from compact_core.cli.assess import AssessCommands
from compact_core.cli.compacts import compacts
from compact_core.content.structure import file_key, structure
from compact_core.model import KINDS, PART_KINDS, Code
from compact_core.model.scales import SCALES
from compact_core.text import wording_digest
from compact_tui.app import CompactsApp
from compact_tui.assessment.answering_questions import CommentsScreen, ReasonScreen
from compact_tui.assessment.answering_screen import AnsweringScreen
from compact_tui.assessment.assessment_screen import AssessmentScreen
from compact_tui.assessment.begin_screen import BeginScreen
from compact_tui.assessment.edition_screen import EditionScreen
from compact_tui.assessment.large_screen import LargeScreen, SlidesScreen
from compact_tui.assessment.meeting_questions import AttendanceScreen, SettleScreen, VotesScreen
from compact_tui.assessment.meeting_screen import MeetingScreen
from compact_tui.assessment.plan_screen import PlanScreen
from compact_tui.assessment.result_list import ResultList
from compact_tui.assessment.results_screen import ResultsScreen
from compact_tui.assessment.round_questions import CorrectScreen, EraseScreen, InviteScreen, NextRoundScreen
from compact_tui.home_screen import HomeScreen
from compact_tui.library.add_screen import AddScreen
from compact_tui.library.adopt_screen import AdoptScreen
from compact_tui.library.code_tree import CodeTree
from compact_tui.library.compare_screen import CompareScreen
from compact_tui.library.draft_screen import DraftScreen
from compact_tui.library.filter_screen import FilterScreen
from compact_tui.library.library_screen import LibraryScreen
from compact_tui.library.parts_screen import RestateScreen
from compact_tui.library.review_screen import ReviewScreen
from compact_tui.library.row_list import RowList
from compact_tui.library.search_screen import SearchScreen
from compact_tui.page_screen import PageScreen
from compact_tui.questions import ConfirmScreen, QuestionScreen, SaveScreen
from compact_tui.reading_pane import ReadingPane
from samples import used_home

ROOT = Path(__file__).parents[2]
SEEDS = Path(os.environ.get("COMPACTS_SEEDS") or ROOT.parent / "shared" / "seeds")
WRITERS = "codes/README.md"
EXAMPLES = "examples/README.md"
COMMANDS = "docs/commands.md"
FILES = "docs/files.md"
KEYS_PAGE = "docs/interface.md"
OURS = Path("our-codes", "muddleford.toml")
INTERFACE = (
    CompactsApp,
    HomeScreen,
    LibraryScreen,
    PageScreen,
    SaveScreen,
    SearchScreen,
    FilterScreen,
    CodeTree,
    ReadingPane,
    ResultList,
)
"""Everything in the interface that knows keys."""
ASSESSING: dict[str, type[Screen[Any]]] = {
    "Assessment": AssessmentScreen,
    "New assessment": BeginScreen,
    "Answering": AnsweringScreen,
    "Why an item does not apply": ReasonScreen,
    "Comments": CommentsScreen,
    "Results": ResultsScreen,
    "Plan": PlanScreen,
    "Another edition": EditionScreen,
    "Inviting": InviteScreen,
    "Meeting": MeetingScreen,
    "Who was there": AttendanceScreen,
    "Votes": VotesScreen,
    "What came of an item": SettleScreen,
    "New round": NextRoundScreen,
    "One item in large": LargeScreen,
    "Every large screen": SlidesScreen,
    "Putting right": CorrectScreen,
    "Taking a person out": EraseScreen,
    "A yes or a no": ConfirmScreen,
    "Every question": QuestionScreen,
}
"""The screens of an assessment that have keys of their own, by their names in the paper."""
DRAFTING: dict[str, type[Screen[Any]]] = {"Add a code": AddScreen, "Draft": DraftScreen, "Restating": RestateScreen}
"""The same for the screens of a draft."""
COMPARING: dict[str, type[Any]] = {
    "Comparison": CompareScreen,
    "Going through a lineage": ReviewScreen,
    "Rows of both": RowList,
    "A code from another": AdoptScreen,
}
"""The same for the screens of a comparison."""
KEYS = {"escape": "esc", "pagedown": "page down", "pageup": "page up", "question_mark": "?", "slash": "/"}
"""Names of keys in the papers, where they are others than in the program."""
COMMON_KEYS = {"kind", "id", "within", "number", "at", "label", "erratum"}
"""Keys that the page explains with the list of parts, and not with each kind."""
JUDGED = ("covers", "condition", "hedge", "aside", "formality", "formal_variant")
"""Keys of what partners can judge, which the page names once."""
MISTAKES = (
    ('kind = "compact"', "kind = compact"),
    ('"Trust"', '"Say "trust""'),
    ("\n\n[agreement]", "\nissued = 2025\n\n[agreement]"),
    ('text = "', 'titel = "Keep your word"\ntext = "'),
    ('"keep-word"', '"Keep Word"'),
    ('"keep-word"', '"trust"'),
    ('kind = "action"', 'kind = "action"\nwithin = "trusty"'),
    ('kind = "action"', 'kind = "promise"'),
    ('[[parts]]\nkind = "action"', '[parts]\nkind = "action"'),
    ('kind = "action"', 'kind = "section"\nid = "talk"\nnumber = "3"\ntitle = "Talk"\n\n[[parts]]\nkind = "action"'),
)
"""What to change in the smallest code, for each of the ten most common problems."""


def paper(name: str) -> str:
    """The text of a paper of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def papers() -> list[str]:
    """The names of all Markdown files of the project."""
    places = ("", "benchmarks/**/", "codes/**/", "docs/**/", "examples/**/", "plugins/**/", "tests/**/")
    return sorted({path.relative_to(ROOT).as_posix() for place in places for path in ROOT.glob(f"{place}*.md")})


def part(name: str, heading: str) -> str:
    """What stands under a heading of a paper, up to the next one."""
    _, found, rest = paper(name).partition(f"\n{heading}\n")
    assert found, f"{name} has no heading '{heading}'"
    return re.split(r"^#+ ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a paper in one language, in order."""
    return re.findall(rf"^```{language}\n(.*?\n)```$", paper(name), re.DOTALL | re.MULTILINE)


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, without their headings."""
    tables = re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE)
    lines = [line for table in tables for line in table.splitlines()[2:]]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def commands() -> list[str]:
    """Every command of the program that the papers tell people to type, but for those that need a shell."""
    found = [block for name in ("README.md", COMMANDS, WRITERS, EXAMPLES) for block in blocks(name, "sh")]
    lines = [line for block in found if block.startswith("compacts") for line in block.splitlines()]
    tables = part("README.md", "## Five commands") + part("docs/accessibility.md", "## A plain command for every task")
    return list(dict.fromkeys([*lines, *re.findall(r"`(compacts [^`|>]+)`", tables)]))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder as the papers assume it: the smallest code in a folder of one's own, codes and examples beside it."""
    file = tmp_path / OURS
    file.parent.mkdir()
    file.write_text(blocks(WRITERS, "toml")[0], encoding="utf-8")
    codes = tmp_path / "codes" / "muddleford.toml"
    codes.parent.mkdir()
    codes.write_text(blocks(WRITERS, "toml")[0], encoding="utf-8")
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.fixture(scope="module")
def library_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One home for all commands: reading every code anew for each of them took most of the work."""
    return used_home(tmp_path_factory.mktemp("papers") / "home")


@pytest.mark.parametrize("line", commands())
def test_each_command_in_the_papers_works(
    line: str, place: Path, library_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command that a paper tells people to type does its work, and nothing is wrong."""
    monkeypatch.chdir(place)
    monkeypatch.setenv("COMPACTS_HOME", str(library_home))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    done = run_here(*shlex.split(line)[1:])
    assert (done.code, done.err.removesuffix("1 file checked: no problems.\n")) == (0, "")


def test_every_command_is_explained() -> None:
    """The page on commands names each command, those of the interface and of an assessment included."""
    names = compacts.list_commands(click.Context(compacts))
    assert {"list", "browse"} <= set(names)
    assert [name for name in names if f"compacts {name}" not in paper(COMMANDS)] == []
    assert [name for name in AssessCommands.commands_here if f"compacts assess {name}" not in paper(COMMANDS)] == []


def test_the_journey_of_an_assessment_has_ten_steps() -> None:
    """Each step in the README names one command, which there is."""
    steps = re.findall(r"^\d+\. (.*)$", part("README.md", "## Assess a partnership"), re.MULTILINE)
    named = [re.findall(r"`compacts assess ([a-z-]+)`", step) for step in steps]
    assert [len(names) for names in named] == [1] * 10
    assert {name for (name,) in named} <= set(AssessCommands.commands_here)


@pytest.mark.parametrize("name", ["README.md", "docs/python.md"])
def test_the_python_example_runs(
    name: str, place: Path, library_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each example for developers has five lines, and prints what the page says."""
    examples = blocks(name, "python")
    assert examples != []
    monkeypatch.chdir(place)
    monkeypatch.setenv("COMPACTS_HOME", str(library_home))
    for example in examples:
        assert len([line for line in example.splitlines() if line]) == 5
        exec(example, {})  # noqa: S102 - it stands in our own paper
        out, err = capsys.readouterr()
        assert err == ""
        assert f"It prints `{out.strip()}`." in paper(name)


@pytest.mark.skipif(sys.platform not in {"linux", "darwin", "win32"}, reason="The page names three systems")
def test_it_is_said_where_files_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders on the page are those that the program uses on this system."""
    for name in ("COMPACTS_HOME", *(name for name in os.environ if name.startswith("XDG_"))):
        monkeypatch.delenv(name, raising=False)
    column = ("linux", "darwin", "win32").index(sys.platform) + 1
    cells = [row[column].strip("`") for row in rows(paper(FILES))]
    named = [os.path.normpath(os.path.expandvars(Path(cell).expanduser())) for cell in cells]
    used = [
        folders.codes_folder(),
        folders.wordings_folder(),
        folders.config_file(),
        folders.state_folder(),
        folders.cache_folder(),
    ]
    assert named == used


def tables() -> dict[str, tuple[str, list[type[Any]]]]:
    """Each table of a code file: its heading, and the types that it can hold."""
    hints = get_type_hints(Code)
    found: dict[str, tuple[str, list[type[Any]]]] = {}
    for one in fields(Code):
        key, hint = file_key(one), hints[one.name]
        inner = get_args(hint)[0] if get_origin(hint) is tuple else hint
        heading = f"### `[[{key}]]`" if get_origin(hint) is tuple and key != "wording" else f"### `[{key}]`"
        found[key] = (heading, list(PART_KINDS.values()) if key == "parts" else [inner])
    return found


def keys_of(kind: type[Any]) -> dict[str, Any]:
    """The fields of a type by the keys that files use."""
    return {file_key(one): one for one in fields(kind)}


TABLES = {name: found for name, found in tables().items() if name != "wording"}
DOCUMENTED = [(name, *row) for name, (heading, _) in TABLES.items() for row in rows(part(WRITERS, heading))]
DOCUMENTED += [("parts", *row) for row in rows(part(WRITERS, "### Keys of some kinds"))]


def test_every_table_of_a_code_file_is_explained() -> None:
    """The tables that have a heading are those of the model, and no others."""
    headings = re.findall(r"^### `\[+\w+\]+`$", paper(WRITERS), re.MULTILINE)
    assert sorted(headings) == sorted(heading for heading, _ in tables().values())


@pytest.mark.parametrize("name", TABLES)
def test_every_key_is_explained_and_no_other(name: str) -> None:
    """The keys of a table, and whether they are needed, are those of the model."""
    needed = {}
    for key in dict.fromkeys(key for kind in TABLES[name][1] for key in keys_of(kind)):
        without = {keys_of(kind)[key].default is MISSING if key in keys_of(kind) else None for kind in TABLES[name][1]}
        always = without == {True} or (name, key) == ("parts", "kind")
        needed[key] = "yes" if always else "depends on the kind" if True in without else "no"
    assert {row[1].strip("`"): row[2] for row in DOCUMENTED if row[0] == name} == needed


@pytest.mark.parametrize(
    ("name", "key", "needed", "meaning", "example"), [row for row in DOCUMENTED if row[:2] != ("parts", "`kind`")]
)
def test_what_a_key_allows_is_said(name: str, key: str, needed: str, meaning: str, example: str) -> None:
    """The row of a key names every word that is allowed and what leaving it out means; its example is sound."""
    key = key.strip("`")
    written = tomllib.loads(example.strip("`"))
    assert list(written) == [key]
    for kind in [kind for kind in TABLES[name][1] if key in keys_of(kind)]:
        field = keys_of(kind)[key]
        hint = get_type_hints(kind)[field.name]
        if get_origin(hint) is Literal:
            assert [word for word in get_args(hint) if word and f"`{word}`" not in meaning] == []
        if needed == "no" and field.default:
            assert f"Left out, it means `{field.default}`." in meaning
        flaws: list[Any] = []
        structure(written, kind, flaws)
        assert [flaw for flaw in flaws if flaw.path] == []


EXPLAINED = {row[0].strip("`"): row[2:] for row in rows(part(WRITERS, "### Kinds"))}
"""The keys and the example of each kind, as the page has them."""


def test_every_kind_is_explained_with_its_keys() -> None:
    """The table of kinds names each kind, its own keys, and those that it needs."""
    found = {}
    for kind, (keys, _) in EXPLAINED.items():
        listed = re.findall(r"`(\w+)`( \(needed\))?", keys)
        judged = JUDGED if "what can be judged" in keys else ()
        found[kind] = {**{key: bool(needed) for key, needed in listed}, **dict.fromkeys(judged, False)}
    assert found == {
        word: {key: one.default is MISSING for key, one in keys_of(kind).items() if key not in COMMON_KEYS}
        for word, kind in PART_KINDS.items()
    }


def test_what_is_said_of_several_kinds_is_so() -> None:
    """The page says which keys what can be judged has, which kinds are provisions, and that a section has no place."""
    text = part(WRITERS, "### Kinds")
    assert f"{', '.join(f'`{key}`' for key in JUDGED[:-1])} and `{JUDGED[-1]}`" in text
    kinds = list(EXPLAINED)
    assert set(kinds[kinds.index("paragraph") : kinds.index("contact") + 1]) == set(KINDS)
    assert [word for word, kind in PART_KINDS.items() if "at" not in keys_of(kind)] == ["section"]


def test_every_scale_is_named() -> None:
    """The key `scale` names each scale that comes with the program."""
    (meaning,) = [row[3] for row in DOCUMENTED if row[:2] == ("code", "`scale`")]
    assert [name for name in SCALES if f"`{name}`" not in meaning] == []


def test_the_smallest_code_has_no_problems() -> None:
    """The smallest complete example is read as it stands."""
    loaded = read_text(blocks(WRITERS, "toml")[0])
    assert loaded.problems == ()
    code = loaded.code
    assert code is not None
    assert [one.id for one in code.provisions] == ["keep-word"]


def test_all_examples_together_are_one_code() -> None:
    """The examples of the page, one after the other, are a code that uses every table and every kind.

    A group alone would be one without promises; the page has one with them.
    """
    parts = [
        "\n".join(["[[parts]]", f'kind = "{kind}"', f'id = "an-{kind}"', *re.findall(r"`([^`]+)`", example), ""])
        for kind, (_, example) in EXPLAINED.items()
        if kind != "group"
    ]
    loaded = read_text("\n".join([*blocks(WRITERS, "toml"), *parts]))
    assert loaded.problems == ()
    code = loaded.code
    assert code is not None
    assert [one.name for one in fields(code) if not getattr(code, one.name)] == []
    assert {one.kind for one in code.parts} == set(PART_KINDS)


def test_the_places_on_the_page_are_those_of_the_examples() -> None:
    """Where the page says that a part stands is what the program makes of it."""
    code = read_text("\n".join(blocks(WRITERS, "toml"))).code
    assert code is not None
    told = re.findall(r"`([\w-]+)` (?:stands )?at `([^`]+)`", part(WRITERS, "### Numbers and places"))
    assert len(told) == 2
    assert {one.id: getattr(one, "at", "") for one in code.parts}.items() >= dict(told).items()


def test_the_example_of_a_wording_hash_is_right() -> None:
    """The hash on the page is that of the invented sentence beside it."""
    (sentence,) = re.findall(r'official sentence "(.*?)"', paper(WRITERS))
    digest, words = wording_digest(sentence)
    assert f'[wording]\nkeep-word = "{digest} {words}"\n' in blocks(WRITERS, "toml")


def mistaken(*mistakes: tuple[str, str]) -> str:
    """The smallest code with mistakes in it."""
    text = blocks(WRITERS, "toml")[0]
    for right, wrong in mistakes:
        assert right in text
        text = text.replace(right, wrong, 1)
    return text


def test_the_most_common_problems_are_quoted_to_the_letter() -> None:
    """Each of the ten mistakes gives the message that the page quotes."""
    quoted = re.findall(r"^\d+\. `(.*)`$", part(WRITERS, "### The ten most common problems"), re.MULTILINE)
    told = [[f"{one.message} {one.hint}" for one in read_text(mistaken(one)).problems] for one in MISTAKES]
    assert [one for one, problems in zip(quoted, told, strict=True) if one not in problems] == []


def test_the_picture_of_problems_is_what_the_check_prints(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with the mistakes shown on the page is told of in just those lines."""
    mistakes = (
        ('"muddleford-2025"', '"Muddleford 2025"'),
        ('kind = "action"', 'kind = "action"\nwithin = "trusty"'),
        ("text = ", "say = "),
    )
    (place / OURS).write_text(mistaken(*mistakes), encoding="utf-8")
    monkeypatch.chdir(place)
    done = run_here("check", str(OURS))
    assert (done.code, done.err) == (1, "1 file checked: 4 errors.\n")
    assert blocks(WRITERS, "text") == [done.out.replace("\\", "/")]


def links(name: str) -> Iterator[str]:
    """The targets of the links and pictures in a paper, but for those on the web."""
    text = re.sub(r"^```.*?^```$|`[^`\n]*`", "", paper(name), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchors(path: Path) -> set[str]:
    """The names by which the headings of a paper can be linked to."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere() -> None:
    """Each link of a paper to a file, a folder or a heading of the project has its target."""
    broken = []
    for name in papers():
        for target in links(name):
            file, _, anchor = target.partition("#")
            path = (ROOT / name).parent / file if file else ROOT / name
            if not path.exists() or (anchor and anchor not in anchors(path)):
                broken.append((name, target))
    assert broken == []


def test_the_papers_are_found() -> None:
    """The test above sees the papers, their links and their headings."""
    assert {"README.md", WRITERS, "docs/architecture.md", "docs/accessibility.md"} <= set(papers())
    assert {"codes/README.md", "docs/commands.md"} <= set(links("README.md"))
    assert "#the-tab-key" in set(links(COMMANDS))
    assert "when-the-check-finds-something" in anchors(ROOT / WRITERS)


def test_every_key_of_the_interface_is_explained() -> None:
    """The page on the interface names each key that the library knows, and no other."""
    bound = {key for one in INTERFACE for key in BindingsMap(one.BINDINGS).key_to_bindings}
    cells = [row[0] for row in rows(part(KEYS_PAGE, "## The keys of the library"))]
    assert sorted(re.findall(r"`(.+?)`", " ".join(cells))) == sorted(KEYS.get(key, key) for key in bound)


@pytest.mark.parametrize(
    ("heading", "screens"),
    [
        ("## The keys of an assessment", ASSESSING),
        ("## The keys of a comparison", COMPARING),
        ("## The keys of a draft", DRAFTING),
    ],
)
def test_every_key_of_a_screen_is_explained(heading: str, screens: dict[str, type[Screen[Any]]]) -> None:
    """For each screen of an assessment or a draft, the same page names each key that it knows, and no other."""
    told = {row[0]: sorted(re.findall(r"`(.+?)`", row[1])) for row in rows(part(KEYS_PAGE, heading))}
    known = {name: BindingsMap(one.BINDINGS).key_to_bindings for name, one in screens.items()}
    assert told == {name: sorted(KEYS.get(key, key) for key in keys) for name, keys in known.items()}


def test_every_room_of_the_core_is_explained() -> None:
    """The page on architecture names each room of the core, and of an assessment, that has its place in a contract."""
    tool = tomllib.loads(paper("pyproject.toml"))["tool"]["importlinter"]
    contracts = {one["containers"][0]: one["layers"] for one in tool["contracts"] if one["type"] == "layers"}
    layers = (*contracts["compact_core"], *contracts["compact_core.assessment"])
    built = {name for layer in layers for name in re.split(r" [:|] ", layer) if not name.startswith("(")}
    assert {"cli", "model"} <= built
    assert [name for name in built if f"`{name}" not in paper("docs/architecture.md")] == []
