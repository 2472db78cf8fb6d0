"""What commands answer to good and to wrong use: exit codes, data on stdout, messages on stderr."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from cli.running import Done, run_here
from compact_core import __version__
from samples import OTTERBURY

NEAR_COMMANDS = "Type 'compacts --help' for how to use it.\n"
WRONG = {
    "unknown command": (
        ["lst"],
        f"There is no command 'lst'. Did you mean 'list'?\n{NEAR_COMMANDS}",
    ),
    "nothing like a command": (
        ["zzzzzz"],
        "There is no command 'zzzzzz'. Type 'compacts --help' to see the commands.\n",
    ),
    "empty command": ([""], "There is no command ''. Type 'compacts --help' to see the commands.\n"),
    "unknown option": (
        ["list", "--jsn"],
        "No such option '--jsn'. Did you mean '--json'?\nType 'compacts list --help' for how to use it.\n",
    ),
    "unknown option of all commands": (
        ["--cods", "x", "list"],
        f"No such option '--cods'. Did you mean '--codes'?\n{NEAR_COMMANDS}",
    ),
    "no code": (["show"], "Missing argument 'CODE[#PART]'.\nType 'compacts show --help' for how to use it.\n"),
    "unknown format": (
        ["show", "otterbury-promises", "--format", "yaml"],
        (
            "Invalid value for '--format': 'yaml' is not one of 'text', 'markdown', 'json', 'toml'.\n"
            "Type 'compacts show --help' for how to use it.\n"
        ),
    ),
    "too much": (
        ["show", "otterbury-promises", "trust"],
        "Got unexpected extra argument (trust)\nType 'compacts show --help' for how to use it.\n",
    ),
    "nothing to check": (
        ["check"],
        "Missing argument 'PATH...'.\nType 'compacts check --help' for how to use it.\n",
    ),
    "unknown shell": (
        ["completion", "tcsh"],
        (
            "Invalid value for '{bash|fish|powershell|zsh}': 'tcsh' is not one of"
            " 'bash', 'fish', 'powershell', 'zsh'.\n"
            "Type 'compacts completion --help' for how to use it.\n"
        ),
    ),
}
ABSENT = {
    "near code": (
        ["show", "otterbury-promise"],
        "There is no code called 'otterbury-promise'. Did you mean 'otterbury-promises'?\n",
    ),
    "capitals": (
        ["show", "Otterbury-Promises"],
        "There is no code called 'Otterbury-Promises'. Did you mean 'otterbury-promises'?\n",
    ),
    "no near code": (["show", "?"], "There is no code called '?'. Type 'compacts list' to see every code.\n"),
    "no name": (["show", ""], "There is no code called ''. Type 'compacts list' to see every code.\n"),
    "only a mark": (["show", "#"], "There is no code called ''. Type 'compacts list' to see every code.\n"),
    "near part": (
        ["show", "otterbury-promises#trst"],
        "There is no part of otterbury-promises called 'trst'. Did you mean 'trust'?\n",
    ),
    "no near part": (
        ["show", "otterbury-promises#zzzz"],
        (
            "There is no part of otterbury-promises called 'zzzz'. "
            "Type 'compacts show otterbury-promises' to see the whole code.\n"
        ),
    ),
    "two marks": (
        ["show", "otterbury-promises#trust#trust"],
        "There is no part of otterbury-promises called 'trust#trust'. Did you mean 'trust'?\n",
    ),
    "several lines": (
        ["show", "otter\nbury\tprom"],
        "There is no code called 'otter bury prom'. Did you mean 'otterbury-promises'?\n",
    ),
    "no folder": (
        ["list", "--codes", "nowhere"],
        "There is no folder or file 'nowhere'. Check the name after --codes.\n",
    ),
    "no folder before the command": (
        ["--codes", "nowhere", "list"],
        "There is no folder or file 'nowhere'. Check the name after --codes.\n",
    ),
    "empty folder name": (
        ["list", "--codes", ""],
        "There is no folder or file ''. Check the name after --codes.\n",
    ),
}
HELP = """\
Usage: compacts [OPTIONS] [COMMAND] [ARGS]...

  Codes of practice for equal partnerships: read them, check them, use them.

  Without a command, the terminal interface opens.

Options:
  --version     Show the version and leave.
  --codes PATH  Also use the codes in this folder or file. Repeatable.
  --debug       When something breaks, show where in the program.
  -h, --help    Show this message and exit.

Commands:
"""


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("args", "message"), WRONG.values(), ids=WRONG)
def test_wrong_use_is_reported(args: list[str], message: str) -> None:
    """A command that is not understood gives exit code 2, says why, and names what is near or where help is."""
    assert run_here(*args) == (2, "", message)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("args", "message"), ABSENT.values(), ids=ABSENT)
def test_what_is_not_there_is_reported(args: list[str], message: str) -> None:
    """A code, a part or a folder that is not there gives exit code 3, and the nearest name or what to do."""
    assert run_here(*args) == (3, "", message)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("args", [[], ["--help"], ["-h"]])
def test_help_names_every_command(args: list[str]) -> None:
    """Without a terminal `compacts` prints its help, as `--help` does, with what each command does."""
    done = run_here(*args)
    head = HELP
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(head)
    names = [line.split()[0] for line in done.out.removeprefix(head).splitlines()]
    assert {"list", "show", "check", "doctor", "completion"} <= set(names)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", ["list", "show", "search", "check", "doctor", "plugins", "completion"])
def test_every_command_has_help(command: str) -> None:
    """The help of a command begins with its usage."""
    done = run_here(command, "--help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"Usage: compacts {command} [OPTIONS]")


@pytest.mark.usefixtures("here")
def test_version() -> None:
    """`--version` prints the name and the version."""
    assert run_here("--version") == (0, f"compacts {__version__}\n", "")


@pytest.mark.usefixtures("here")
def test_check_of_a_good_file(tmp_path: Path) -> None:
    """A file without problems gives no data, a message that says so, and exit code 0."""
    path = tmp_path / "good.toml"
    path.write_text(OTTERBURY)
    assert run_here("check", str(path)) == (0, "", "1 file checked: no problems.\n")


@pytest.mark.usefixtures("here")
def test_check_tells_every_problem_and_its_place(tmp_path: Path) -> None:
    """Each problem is one line of data, with its place, and the exit code is 1 when one is an error."""
    path = tmp_path / "bad.toml"
    path.write_text(OTTERBURY.replace('kind = "action"', 'kind = "acton"').replace('to = "trust"', 'to = "trist"'))
    code, out, err = run_here("check", str(path))
    assert (code, err) == (1, "1 file checked: 2 errors.\n")
    assert [line.partition(": ")[0] for line in out.splitlines()] == [f"{path}:76:8", f"{path}:122:6"]
    assert "Did you mean 'action'?" in out
    assert "Did you mean 'trust'?" in out


def test_a_related_code_that_is_not_there_is_reported_by_check_and_doctor_alone(here: Path) -> None:
    """Another code may only not be installed: worth a note where somebody looks for problems, and no word elsewhere."""
    path = here / "codes" / "otterbury.toml"
    path.write_text(OTTERBURY + '[[related]]\ncode = "elsewhere"\nrelation = "accompanies"\n')
    told = (
        f"{path}:{len(OTTERBURY.splitlines()) + 2}:8: note: The code 'otterbury-promises' is related to 'elsewhere', "
        "which is not in the library. It is shown by its id until it is added.\n"
    )
    assert run_here("check", str(path)) == (0, told, "1 file checked: 1 note.\n")
    doctor = run_here("doctor")
    assert (doctor.code, doctor.out.partition("\nProblems\n")[2]) == (0, f"  {told}")
    for args in (["list"], ["search", "monday"], ["show", "otterbury-promises"]):
        assert run_here(*args).err == ""
    assert run_here("show", "otterbury-promises").out.count("elsewhere") == 1


def test_a_warning_is_called_a_warning(here: Path) -> None:
    """Warnings are counted apart from errors, everywhere."""
    path = here / "codes" / "otterbury.toml"
    path.write_text(OTTERBURY.replace('issued = "2021-05"', 'issued = "2021-05"\nends = "2022"'))
    done = run_here("check", str(path))
    assert (done.code, done.err) == (0, "1 file checked: 1 warning.\n")
    assert run_here("list").err == "The library has 1 warning. Type 'compacts doctor' to see what and where.\n"
    (here / "codes" / "broken.toml").write_text("[")
    told = "The library has 1 error and 1 warning. Type 'compacts doctor' to see what and where.\n"
    assert run_here("list").err == told


@pytest.mark.usefixtures("here")
def test_check_as_json(tmp_path: Path) -> None:
    """The JSON of a check lists the files and each problem with its place."""
    path = tmp_path / "bad.toml"
    path.write_text("format = 2\n[code\n")
    done = run_here("check", "--json", str(path), str(tmp_path / "absent.toml"))
    assert (done.code, done.err, done.json["files"]) == (3, "", [str(path)])
    assert [(one["severity"], one["file"], one["line"]) for one in done.json["problems"]] == [
        ("error", str(path), 2),
        ("error", str(tmp_path / "absent.toml"), 0),
    ]
    assert done.json["problems"][1]["message"] == "There is no such file or folder."


@pytest.mark.usefixtures("here")
def test_check_of_folders_and_of_other_files(tmp_path: Path) -> None:
    """Folders are searched, each file once; a file that no loader reads is told; an empty folder is no error."""
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "good.toml").write_text(OTTERBURY)
    (tmp_path / "in" / "notes.txt").write_text("no code")
    (tmp_path / "empty").mkdir()
    inner = str(tmp_path / "in" / "deep")
    assert run_here("check", str(tmp_path / "in"), inner) == (0, "", "1 file checked: no problems.\n")
    assert run_here("check", str(tmp_path / "empty")) == (0, "", "No code files were checked.\n")
    notes = tmp_path / "in" / "notes.txt"
    told = f"{notes}: No loader reads this kind of file. Files can end with .toml.\n"
    assert run_here("check", str(notes)) == (1, told, "No code files were checked.\n")


def test_two_codes_with_one_id_name_both_files(here: Path, tmp_path: Path) -> None:
    """A second code of the same id is an error that names the file which is used, and how to choose the other."""
    second = tmp_path / "second.toml"
    second.write_text(OTTERBURY)
    doctor = run_here("doctor", "--codes", str(second))
    assert doctor.code == 1
    assert doctor.out.endswith(
        f"Problems\n  {second}:4:6: The code 'otterbury-promises' is also in {here / 'codes' / 'otterbury.toml'},"
        ' which is used. Remove one, give it another id, or write prefer = ["--codes"] in'
        f" {here / 'config.toml'}.\n"
    )


def _rows(done: Done, heading: str) -> dict[str, str]:
    """The rows below one heading of the doctor's text."""
    _, _, rest = done.out.partition(f"{heading}\n")
    rows, _, _ = rest.partition("\n\n")
    return dict(row.strip().split(": ", 1) for row in rows.splitlines())


def test_doctor_tells_what_is_where(here: Path) -> None:
    """The doctor names versions (of every dependency too), folders, plugins and how many codes each source holds."""
    done = run_here("doctor")
    assert (done.code, done.err) == (0, "")
    pyproject = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    needed = {re.split(r"[<>]", text)[0] for text in pyproject["project"]["dependencies"]}
    assert _rows(done, "Versions").keys() == {"compacts", "Python", "System", "SQLite", *needed}
    assert _rows(done, "Versions")["compacts"] == __version__
    assert _rows(done, "Versions")["tomlkit"] == version("tomlkit")
    assert _rows(done, "Folders") == {
        "Your codes": str(here / "codes"),
        "Attached words": f"{here / 'wordings'} (not there)",
        "Your settings": f"{here / 'config.toml'} (not there)",
        "Catalogue": str(here / "cache" / "catalogue.sqlite"),
        "Log and state": f"{here / 'state'} (not there)",
        "COMPACTS_HOME": str(here),
        "COMPACTS_PLUGINS": "none",
    }
    assert _rows(done, "Plugins") == {"1": "built-in (built in)"}
    assert _rows(done, "Codes") == {"built-in": "3 codes", "your codes": "1 code"}
    assert done.out.endswith("\nProblems\n  none\n")


def test_doctor_as_json_tells_problems(here: Path) -> None:
    """The doctor's JSON has the same parts, and each problem with its place; the exit code is 1."""
    (here / "codes" / "broken.toml").write_text('format = 2\n[code]\nid = "x\n')
    done = run_here("doctor", "--json")
    assert (done.code, done.err, done.json["schema_version"]) == (1, "", 1)
    parts = {"schema_version", "versions", "folders", "terminal", "plugins", "codes", "problems"}
    assert set(done.json) == parts
    (problem,) = done.json["problems"]
    assert (problem["file"], problem["line"]) == (str(here / "codes" / "broken.toml"), 3)


JSON = (
    *(["list"], ["show", "otterbury-promises"], ["show", "otterbury-promises#trust"], ["doctor"], ["plugins"]),
    *(["search", "meet"], ["search", "nothing-like-it"]),
)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("args", JSON, ids=" ".join)
def test_every_reading_command_gives_json(args: list[str]) -> None:
    """With --json each command that reads prints one object that names the version of its shape, and nothing else."""
    done = run_here(*args, "--json")
    assert (done.code, done.err, done.json["schema_version"]) == (0, "", 2 if args[0] == "show" else 1)
    assert done.out.isascii()
    assert len(done.json) > 1


@pytest.mark.usefixtures("here")
def test_codes_can_be_named_before_and_after_the_command(tmp_path: Path) -> None:
    """`--codes` takes folders and files, more than once, on either side of the command."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        text = OTTERBURY.replace("otterbury-promises", f"promises-{name}")
        (tmp_path / name / "code.toml").write_text(text)
    done = run_here("--codes", str(tmp_path / "one"), "list", "--codes", str(tmp_path / "two" / "code.toml"), "--json")
    added = {entry["id"]: entry["origin"] for entry in done.json["codes"][-3:]}
    assert added == {"otterbury-promises": "your codes", "promises-one": "--codes", "promises-two": "--codes"}


@pytest.mark.usefixtures("here")
def test_a_folder_named_twice_is_read_once(tmp_path: Path) -> None:
    """Naming one folder twice, or a folder and a file in it, adds no code and no problem a second time."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.toml").write_text("format = 2")
    folder, file = str(tmp_path / "in"), str(tmp_path / "in" / "bad.toml")
    once = run_here("doctor", "--json", "--codes", folder).json["problems"]
    twice = run_here("--codes", folder, "doctor", "--json", "--codes", folder, "--codes", file).json["problems"]
    assert len(once) > 0
    assert twice == once
