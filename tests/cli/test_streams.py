"""The ways in which commands are connected: pipes, encodings, terminals, closed streams, full disks, signals."""

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import compact_tui
from cli.running import COMMAND, environment, run_alone, run_here
from compact_core.cli.ascii_signs import IN_ASCII
from installing import install
from programs import LONGEST_WAIT, finished
from samples import OTTERBURY
from terminals import Terminal

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, terminals and signals of POSIX systems")

EXAMPLE = Path(__file__).parents[2] / "examples" / "riverside-health"
PROGRESS = re.compile(r"\r\x1b\[K(?:\x1b\[\?7l[^\r]*?\x1b\[\?7h)?")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
OFFER = """
@hookimpl
def compacts_commands():
    return [CommandOffer("browse", "Open the interface.", "browser:browse")]
"""
BROWSER = """
import click
from compact_core.cli.output import codes_option, library
@click.command("browse")
@click.argument("reference", default="")
@codes_option
@click.pass_context
def browse(ctx, reference, codes):
    found = library(ctx, codes)
    click.echo(f"opened {reference!r} {found.entries[-1].id}")
"""
SLEEPER = """
@hookimpl
def compacts_commands():
    return [CommandOffer("sleep", "Sleep.", "sleeper:sleep")]
"""
SLEEP = """
import click, time
@click.command("sleep")
def sleep():
    click.echo("asleep")
    time.sleep(60)
"""


def shell(home: Path, line: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which ``compacts`` is the command."""
    compacts = " ".join((f"'{COMMAND[0]}'", *COMMAND[1:]))
    script = f'set -o pipefail; compacts() {{ {compacts} "$@"; }}\n{line}'
    return subprocess.run(
        ["/bin/bash", "-c", script],
        env=environment(home, **(env or {})),
        capture_output=True,
        check=False,
        timeout=LONGEST_WAIT,
    )


def on_terminal(home: Path, *args: str, env: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Exit code and output of a command on a terminal of its own, without what a slow one shows and takes away."""
    terminal = Terminal([*COMMAND, *args], home.parent, environment(home, **(env or {})))
    return terminal.ends(), PROGRESS.sub("", terminal.raw.decode())


@pytest.mark.parametrize(
    ("line", "unbuffered"),
    [("compacts list", "1"), ("compacts show leeds-partnership-2003 --json", "")],
)
def test_a_reader_may_leave_early(home: Path, line: str, unbuffered: str) -> None:
    """When the reader of a pipe leaves, the command ends quietly and well."""
    done = shell(home, f"{line} | head -n 1", {"PYTHONUNBUFFERED": unbuffered})
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) == 1
    gone = shell(home, f"(sleep 0.2; {line}) | true", {"PYTHONUNBUFFERED": unbuffered})
    assert (gone.returncode, gone.stderr) == (0, b"")


@pytest.mark.parametrize(("command", "unbuffered"), [("list", ""), ("--help", ""), ("list", "1")])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_reported(home: Path, command: str, unbuffered: str) -> None:
    """Data that cannot be written are told in a sentence, with exit code 3."""
    told = b"The output cannot be written: No space left on device.\n"
    done = shell(home, f"compacts {command} > /dev/full", {"PYTHONUNBUFFERED": unbuffered})
    assert (done.returncode, done.stderr) == (3, told)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("compacts list >&-", 0),
        ("compacts list 2>&-", 0),
        ("compacts <&-", 0),
        ("compacts list <&- >&- 2>&-", 0),
        ("compacts show nothing 2>&-", 3),
        ("compacts show nothing 2>/dev/full", 3),
        ("compacts wrong >&- 2>&-", 2),
    ],
)
def test_closed_streams_change_nothing(home: Path, line: str, code: int) -> None:
    """A command does its work, and gives its exit code, when streams are closed or broken."""
    done = shell(home, line)
    assert (done.returncode, done.stderr) == (code, b"")


@pytest.mark.parametrize(("encoding", "used"), [("ascii", "utf-8"), ("cp1252", "cp1252")])
def test_signs_that_an_encoding_lacks_are_replaced(home: Path, encoding: str, used: str) -> None:
    """In every encoding text is shown as far as it can be, and data for other programs are whole.

    ASCII stands for a system whose language was never set, and gets UTF-8.
    """
    title = "Promises – łódź 中"
    text = OTTERBURY.replace("Promises between neighbours", title)
    (home / "codes" / "otterbury.toml").write_text(text, encoding="utf-8")
    env = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    listed = shell(home, "compacts list; compacts show łódź", env)
    assert title.encode(used, "replace") in listed.stdout
    assert b"There is no code called" in listed.stderr
    as_toml = shell(home, "compacts show otterbury-promises --format toml", env)
    as_markdown = shell(home, "compacts show otterbury-promises --format markdown", env)
    assert f'title = "{title}"' in as_toml.stdout.decode("utf-8")
    assert f"# {title}" in as_markdown.stdout.decode("utf-8")
    assert (listed.returncode, as_toml.stderr, as_markdown.stderr) == (3, b"", b"")


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)]
)
def test_colours_can_be_switched_off(
    home: Path, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], *, coloured: bool
) -> None:
    """A terminal gets bold headings unless NO_COLOR or TERM=dumb forbid it; the words are those that others get."""
    code, output = on_terminal(home, "list", env=env)
    assert (code, bool(COLOURS.search(output))) == (0, coloured)
    monkeypatch.setenv("COMPACTS_HOME", str(home))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    assert COLOURS.sub("", output).replace("\r\n", "\n") == run_here("list").out


def test_a_terminal_with_ascii_alone_shows_a_sign_of_its_own_for_each_finding(home: Path) -> None:
    """Signs and strokes of a result have others in their place, and only what is not known is a question mark."""
    code, output = on_terminal(home, "assess", "show", str(EXAMPLE), "--round", "1", env={"PYTHONIOENCODING": "ascii"})
    told = " ".join(output.split())
    assert code == 0
    assert "---T======:======P--- != sides differ" in told
    signs = told.partition("Signs: ")[2].partition(". Appendix")[0]
    assert signs.startswith(
        "- set aside; ? not enough known; != sides differ; / split inside a side; ^ agreed strength; "
        "v agreed, needs work; ~= differ in degree; = partly there;"
    )


def test_every_sign_of_the_interface_has_another_in_ascii() -> None:
    """What its modules draw with is no question mark on a poor terminal, and neither are its frames and bars."""
    drawn = {sign for file in Path(compact_tui.__file__).parent.rglob("*.py") for sign in file.read_text("utf-8")}
    frames = {chr(number) for number in range(0x2500, 0x25A0)}
    lacking = {sign for sign in drawn | frames if sign.encode("ascii", IN_ASCII) == b"?"} - {"?"}
    assert lacking == set()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("≠  10 x", "!= 10 x"),
        ("≠ \x1b[0m 10", "!=\x1b[0m 10"),
        ("≠ sides", "!= sides"),
        ("╭─╮│▇░", "+-+|#."),
        ("…", "..."),
    ],
)
def test_what_is_lined_up_stays_lined_up_in_ascii(text: str, written: str) -> None:
    """A sign of two letters takes a space behind it along, unless a word would touch it."""
    assert text.encode("ascii", IN_ASCII).decode() == written


def test_the_interface_opens_on_a_terminal(home: Path, tmp_path: Path) -> None:
    """On a terminal `compacts` alone runs the command `browse` that a plugin offers, with the folders named."""
    install(tmp_path / "site", "viewer", OFFER)
    (tmp_path / "site" / "browser.py").write_text(BROWSER)
    (tmp_path / "more").mkdir()
    text = OTTERBURY.replace("otterbury-promises", "zz-more").replace("Otterbury, Erewhon", "Zz")
    (tmp_path / "more" / "code.toml").write_text(text)
    env = {"PYTHONPATH": str(tmp_path / "site"), "COMPACTS_PLUGINS": "viewer"}
    assert on_terminal(home, env=env) == (0, "opened '' otterbury-promises\r\n")
    assert on_terminal(home, "--codes", str(tmp_path / "more"), env=env) == (0, "opened '' zz-more\r\n")
    assert run_alone(home, env=env).out.startswith("Usage: compacts ")


def test_without_an_interface_a_terminal_gets_help(home: Path) -> None:
    """On a terminal without a plugin that offers an interface, `compacts` prints its help."""
    code, output = on_terminal(home)
    assert (code, output.startswith("Usage: compacts ")) == (0, True)


def test_the_interface_is_offered(home: Path) -> None:
    """The installed program offers `browse`."""
    done = run_alone(home, "--help", env={"COMPACTS_PLUGINS": "tui"})
    assert "browse" in [line.split()[0] for line in done.out.splitlines() if line.strip()]


def test_ctrl_c_stops_a_command(home: Path, tmp_path: Path) -> None:
    """Ctrl+C ends a running command with one word and exit code 130."""
    install(tmp_path / "site", "sleeper", SLEEPER)
    (tmp_path / "site" / "sleeper.py").write_text(SLEEP)
    env = environment(home, PYTHONPATH=str(tmp_path / "site"), COMPACTS_PLUGINS="sleeper")
    process = subprocess.Popen([*COMMAND, "sleep"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert select.select([process.stdout], [], [], LONGEST_WAIT)[0], "it never said that it was asleep"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=LONGEST_WAIT)
    assert (process.returncode, out, err) == (130, b"asleep\n", b"\nStopped.\n")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("name", ["file", "file/inside"])
def test_a_home_that_cannot_be_made_is_no_hindrance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Where nothing can be kept, every command works from memory, and the doctor says so."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("COMPACTS_HOME", str(tmp_path / name))
    listed = run_here("list")
    assert (listed.code, listed.err) == (0, "")
    assert "leeds-partnership-2003" in listed.out
    doctor = run_here("doctor")
    assert doctor.code == 0
    assert "  Catalogue: kept in memory, because its folder cannot be written\n" in doctor.out


def test_the_module_runs_like_the_command() -> None:
    """`python -m compact_core` and the installed script are one program."""
    script = Path(sys.executable).with_name("compacts")
    outputs = [finished([*start, "--version"], check=True).stdout for start in ([script], COMMAND)]
    assert outputs[0] == outputs[1]
