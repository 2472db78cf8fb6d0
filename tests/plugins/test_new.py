"""What `compacts new` writes: code files and plugins that are sound whatever is typed, and never over others."""

import ast
import os
import re
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cli.running import COMMAND, Done, environment, run_here
from compact_core import read_code, read_text
from compact_core.cli.output import quoted
from compact_core.content.names import LONGEST, name_from
from compact_core.model.text_rules import Id
from compact_core.plugins.scaffold import (
    Answers,
    kind_in,
    name_of_code,
    plugin_name,
    starter_code,
    starter_plugin,
)
from compact_core.text import clean
from strategies import hostile_texts
from terminals import Terminal
from venvs import Venv, make_venv

MUDDLEFORD = ("--title", "Working together", "--place", "Upper Muddleford, Erewhon", "--agreement", "Muddle Covenant")
NAME_RULE = (
    "A plugin's name has small letters a to z, digits and single hyphens, such as upper-muddleford;"
    " it begins with a letter, and has at most 40 characters."
)
ID = re.compile(get_args(Id)[1].pattern)
DEVICES = {"aux", "con", "nul", "prn", "com1", "com9", "lpt1", "lpt9"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of the program, and a folder beside it to work in."""
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return tmp_path / "home"


def steps(path: str, code_id: str, codes: str = "") -> str:
    """What the command says to do next."""
    return (
        "Next: open the file in a text editor, and put the points of your document in.\n"
        f"To check it:  compacts check {path}\n"
        f"To read it:   compacts {codes}show {code_id}\n"
    )


def names(folder: str = ".") -> list[str]:
    """The names of what is in a folder."""
    return sorted(path.name for path in Path(folder).iterdir())


def wrong(text: str, command: str) -> Done:
    """What a command answers that was not understood."""
    return Done(2, "", f"{text}\nType 'compacts new {command} --help' for how to use it.\n")


@given(st.tuples(hostile_texts, hostile_texts, hostile_texts, hostile_texts))
def test_whatever_is_answered_reads_back(typed: tuple[str, str, str, str]) -> None:
    """The code file has no problem, and holds the title, place, agreement and kind as they were cleaned."""
    answers = Answers(*map(clean, typed))
    assume(answers.title.strip() and answers.agreement.strip() and answers.kind.strip())
    loaded = read_text(starter_code(answers, name_of_code(answers), name_from(answers.agreement, "agreement")))
    assert loaded.problems == ()
    assert loaded.code is not None
    header, agreement = loaded.code.header, loaded.code.agreement
    assert (header.title, header.place, agreement.name, agreement.kind) == answers
    assert loaded.code.source.title == answers.title


@given(hostile_texts | st.sampled_from(sorted(DEVICES | {"lineage", "..", "Con.", "中文", "x" * 999})), hostile_texts)
def test_a_name_is_safe_on_every_system(title: str, place: str) -> None:
    """Whatever title and place are, the name of the code is an id, and no name that a system or the program keeps."""
    name = name_of_code(Answers(clean(title), clean(place)))
    assert ID.fullmatch(name)
    assert len(name) <= LONGEST + len("-code")
    assert name not in DEVICES | {"lineage"}


@pytest.mark.parametrize(
    ("title", "place", "name"),
    [
        ("Working together", "Upper Muddleford, Erewhon", "upper-muddleford-working-together"),
        ("Muddleford's promises", "Muddleford", "muddlefords-promises"),
        ("Gweithio â'n gilydd", "", "gweithio-an-gilydd"),
        ("Кодекс", "", "code"),
        ("Кодекс", "Łódź", "odz-code"),
        ("../../etc/passwd", "", "etc-passwd"),
        ("NUL", "", "nul-code"),
        ("Lineage", "", "lineage-code"),
    ],
)
def test_names_are_those_of_place_and_title(title: str, place: str, name: str) -> None:
    """The name says the place and then the title, without accents, signs and other scripts."""
    assert name_of_code(Answers(title, place)) == name


def test_the_remarks_in_the_file_hold(home: Path) -> None:
    """With every key that the file keeps in a remark put to use, it is still sound."""
    assert run_here("new", "code", "my.toml").code == 0
    text = Path("my.toml").read_text(encoding="utf-8")
    used, number = re.subn(r"^# (?=\w+ = )", "", text, flags=re.MULTILINE)
    assert number == text.count("\n# ") - len(re.findall(r"^# (?!\w+ = )", text, re.MULTILINE)) + 1 > 1
    assert read_text(used).problems == ()
    assert not (home / "codes").exists()


def test_a_code_goes_into_the_folder_of_the_user(home: Path) -> None:
    """Without a file the code is put where the program finds it, and the path is printed, with what to do next."""
    path = home / "codes" / "upper-muddleford-working-together.toml"
    done = run_here("new", "code", *MUDDLEFORD)
    assert done == (0, f"{path}\n", steps(quoted(str(path)), path.stem))
    assert run_here("check", str(path)) == (0, "", "1 file checked: no problems.\n")
    (row,) = [row for row in run_here("list", "--json").json["codes"] if row["id"] == path.stem]
    assert (row["title"], row["agreement"], row["agreement_kind"]) == (MUDDLEFORD[1], MUDDLEFORD[5], "covenant")


def test_a_second_code_of_that_name_gets_a_number(home: Path) -> None:
    """The same answers again make another file with another id; the first file stays as it was."""
    first = home / "codes" / "upper-muddleford-working-together.toml"
    assert run_here("new", "code", *MUDDLEFORD).code == 0
    first.write_text("broken", encoding="utf-8")
    assert run_here("new", "code", *MUDDLEFORD).code == 0
    assert first.read_text(encoding="utf-8") == "broken"
    assert read_code(home / "codes" / f"{first.stem}-2.toml").id == f"{first.stem}-2"


def test_a_code_is_put_into_the_file_that_is_named(home: Path) -> None:
    """With a file, folders on the way are made, and the next steps name it so that a shell understands."""
    done = run_here("new", "code", "our codes/my code.toml", *MUDDLEFORD, "--kind", 'pact "x"')
    quoted = '"our codes/my code.toml"'
    code_id = "upper-muddleford-working-together"
    assert done == (0, "our codes/my code.toml\n", steps(quoted, code_id, f"--codes {quoted} "))
    code = read_code("our codes/my code.toml")
    assert (code.id, code.agreement.kind) == (code_id, 'pact "x"')
    assert not (home / "codes").exists()


@pytest.mark.usefixtures("home")
def test_a_known_agreement_is_joined() -> None:
    """A code of an agreement that the library has shares its id and kind."""
    assert run_here("new", "code", "my.toml", "--agreement", "Compact for Leeds").code == 0
    assert read_code("my.toml").agreement.id == "compact-for-leeds"
    assert run_here("check", "my.toml") == (0, "", "1 file checked: no problems.\n")


@pytest.mark.usefixtures("home")
def test_another_agreement_gets_another_id() -> None:
    """An agreement whose name gives an id that is taken by another agreement gets a number."""
    assert run_here("new", "code", "my.toml", "--agreement", "Compact for LEEDS").code == 0
    assert read_code("my.toml").agreement.id == "compact-for-leeds-2"


def test_the_kind_is_in_the_name_of_most_agreements() -> None:
    """What the agreement is comes from its name, where that says so."""
    names = ("The Muddle Covenant", "COMPACT of Muddleford", "A promise")
    assert [kind_in(name) for name in names] == ["covenant", "compact", "agreement"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("file", ["my.txt", "toml", ".toml", ".my.toml", "x/lineage.toml", "."])
def test_a_file_that_would_not_be_found_is_refused(file: str) -> None:
    """A name under which no code would be found is told, and nothing is written."""
    allowed = "It must end with .toml, must not begin with a dot, and lineage.toml is kept for another use."
    assert run_here("new", "code", file) == wrong(f"'{file}' is not a name for a code file. {allowed}", "code")
    assert names() == []


@pytest.mark.usefixtures("home")
def test_no_file_is_overwritten() -> None:
    """A file, a folder and a link that leads nowhere stay as they are."""
    Path("file.toml").write_text("mine", encoding="utf-8")
    Path("folder.toml").mkdir()
    Path("link.toml").symlink_to("nowhere.toml")
    for name in ("file.toml", "folder.toml", "link.toml"):
        text = f"{name} is already there, and stays as it is. Choose another name."
        assert run_here("new", "code", name) == wrong(text, "code")
    assert Path("file.toml").read_text(encoding="utf-8") == "mine"
    assert names() == ["file.toml", "folder.toml", "link.toml"]


@pytest.mark.usefixtures("home")
def test_a_place_that_cannot_be_written_is_reported() -> None:
    """Where a folder cannot be made, a sentence says so."""
    Path("file").write_text("mine", encoding="utf-8")
    done = run_here("new", "code", "file/my.toml")
    assert (done.code, done.out) == (3, "")
    assert re.fullmatch(r"file/my\.toml cannot be written: [\w ]+\. Choose another place\.\n", done.err)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("option", ["title", "agreement", "kind"])
@pytest.mark.parametrize("text", ["", " \n", "\x07\x1b[31m"])
def test_an_empty_answer_is_refused(option: str, text: str) -> None:
    """What is needed cannot be blank, or nothing but control codes."""
    assert run_here("new", "code", f"--{option}", text) == wrong(f"The {option} is empty. Write some text.", "code")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals for tests")
def test_a_person_at_a_terminal_is_asked(home: Path) -> None:
    """What no option says is asked, an empty answer is asked again, and enter takes what is proposed."""
    terminal = Terminal([*COMMAND, "new", "code", "my.toml", "--place", ""], Path.cwd(), environment(home))
    for answer in (" \n", 'Say "please" \\o/\n', "Muddle Accord\n", "\n"):
        terminal.type(answer)
    assert terminal.ends() == 0
    text = terminal.shown
    asked = ["Title of the code [Our code of practice]: ", "The title is empty. Write some text.", "Title of the code"]
    asked += [
        "Name of the agreement [Our agreement]: ",
        "What it is (compact, covenant, accord, charter ...) [accord]: ",
    ]
    places = [text.find(one) for one in asked[:2]] + [text.rfind(one) for one in asked[2:]]
    assert places == sorted(places)
    assert -1 not in places
    code = read_code("my.toml")
    assert (code.title, code.header.place, code.agreement.kind) == ('Say "please" \\o/', "", "accord")
    assert not (home / "codes").exists()


@pytest.fixture(scope="module")
def venv(tmp_path_factory: pytest.TempPathFactory) -> Venv:
    """An environment to install plugins in."""
    return make_venv(tmp_path_factory.mktemp("new"))


@pytest.mark.soak
def test_a_plugin_is_built_installed_and_tested(venv: Venv, tmp_path: Path) -> None:
    """The package builds; installed from the wheel its code is in the library, and its own tests pass.

    The tutorial on plugins shows most of this, and is tried each time.
    """
    made = venv.run("-m", "compact_core", "new", "plugin", "compacts-lower-muddle", cwd=tmp_path)
    said = "Next: go into that folder. README.md says how to install and test the plugin.\n"
    assert made == (0, f"compacts-lower-muddle{os.linesep}", said.replace("\n", os.linesep))
    package = tmp_path / "compacts-lower-muddle"
    done = venv.run("-m", "hatchling", "build", "--target", "wheel", cwd=package)
    assert done.code == 0, done.err
    (wheel,) = (package / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:  # to install a wheel without scripts is no more than this
        archive.extractall(venv.site)
    listed = venv.run("-m", "compact_core", "plugins", "--json", cwd=tmp_path).json
    (plugin,) = [one for one in listed["plugins"] if one["name"] == "lower-muddle"]
    assert (plugin["distribution"], plugin["hooks"]) == ("compacts-lower-muddle 0.1.0", ["compacts_code_sources"])
    assert listed["problems"] == []
    shown = venv.run("-m", "compact_core", "show", "lower-muddle-code", "--json", cwd=tmp_path)
    assert shown.json["code"]["code"]["place"] == "Lower Muddle"
    tested = venv.run("-m", "pytest", "-W", "error", cwd=package)
    assert (tested.code, "2 passed" in tested.out) == (0, True), tested.out
    again = venv.run("-m", "compact_core", "new", "plugin", "lower-muddle", "--folder", "other", cwd=tmp_path)
    text = "There is already a plugin called 'lower-muddle'. Choose another name."
    assert again == wrong(text, "plugin")


@pytest.mark.usefixtures("home")
def test_a_folder_for_the_package_can_be_named() -> None:
    """With a folder, the package is made in it; what is there already stays."""
    path = str(Path("some", "where", "compacts-muddle"))
    assert run_here("new", "plugin", "muddle", "--folder", "some/where")[:2] == (0, f"{path}\n")
    assert names(path) == ["README.md", "pyproject.toml", "src", "tests"]
    text = f"{path} is already there, and stays as it is. Choose another name or folder."
    assert run_here("new", "plugin", "muddle", "--folder", "some/where") == wrong(text, "plugin")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("name", ["Muddle", "1st", "a--b", "a-", "../x", "a b", "a_b", "ä", "", "x" * 41, '"'])
def test_a_bad_name_of_a_plugin_is_explained(name: str) -> None:
    """A name that cannot be one is told with what is allowed, and nothing is written."""
    assert run_here("new", "plugin", name) == wrong(f"'{name}' is not a name for a plugin. {NAME_RULE}", "plugin")
    assert names() == []


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("none", "'none' is not a name for a plugin. COMPACTS_PLUGINS=none means no plugin at all."),
        ("built-in", "There is already a plugin called 'built-in'. Choose another name."),
    ],
)
def test_a_name_that_is_taken_is_refused(name: str, text: str) -> None:
    """A plugin cannot be called like another, or like no plugin at all."""
    assert run_here("new", "plugin", name) == wrong(text, "plugin")


@given(hostile_texts | st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True))
def test_every_name_that_is_taken_makes_a_sound_package(text: str) -> None:
    """Whatever name is accepted, the files of the package parse, and the code in it has no problem."""
    try:
        name = plugin_name(text)
    except ValueError:
        return
    written = starter_plugin(name)
    project = tomllib.loads(written["pyproject.toml"])["project"]
    ((plugin, module),) = project["entry-points"]["compacts"].items()
    assert (plugin, project["name"]) == (name, f"compacts-{name}")
    assert module.isidentifier()
    assert f"src/{module}/__init__.py" in written
    for path, content in written.items():
        if path.endswith(".py"):
            ast.parse(content)
        if path.endswith(f"{name}-code.toml"):
            assert read_text(content).problems == ()


@pytest.mark.usefixtures("home")
def test_new_alone_says_what_can_be_begun() -> None:
    """Without saying what, the help is printed."""
    done = run_here("new")
    assert (done.code, done.err) == (0, "")
    assert re.findall(r"^  (code|plugin) ", done.out, re.MULTILINE) == ["code", "plugin"]
