"""The Tab key, pressed in real shells; PowerShell is asked by its protocol."""

import os
import re
from pathlib import Path
from shlex import quote

import pytest

from cli.running import COMMAND, Done, environment, run_alone, run_here
from installing import install
from terminals import Terminal

CODE = "otterbury-promises"
SHELLS = {
    "bash": ("bash --norc --noprofile -i", 'eval "$(compacts completion bash)"'),
    "zsh": ("zsh -f -i", 'eval "$(compacts completion zsh)"'),
    "fish": ("fish --no-config -i", "compacts completion fish | source"),
}
TYPED = {
    "command": ("compacts compl", "compacts completion"),
    "shell": ("compacts completion pow", "compacts completion powershell"),
    "option": ("compacts list --js", "compacts list --json"),
    "code": ("compacts show otterb", f"compacts show {CODE}"),
    "compared": ("compacts compare otterb", f"compacts compare {CODE}"),
    "part": (f"compacts show {CODE}#tr", f"compacts show {CODE}#trust"),
    "file": ("compacts check my-", "compacts check my-notes.toml"),
}
SAME_EVERYWHERE = ("command", "shell", "option", "compared")
"""What is tried in one shell only: it is the same question, and the shell adds nothing of its own to the answer."""
needs_posix = pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX systems")


class Shell(Terminal):
    """A shell on a terminal of its own."""

    def wait_for(self, pattern: str) -> str:
        """What the first group of the pattern is, once the terminal shows it; what was shown before is forgotten."""
        self.wait(lambda: re.search(pattern, self.shown) is not None, pattern)
        found = re.search(pattern, self.shown)
        assert found
        self.raw = self.shown[found.end() :].encode()
        return found[1]

    def close(self) -> None:
        """End the shell."""
        self.process.kill()
        self.ends()


def completed(terminal: Shell, typed: str) -> str:
    """What the Tab key makes of a line: the line is not run but printed."""
    terminal.type(f'{typed}\t\x01echo "L"INE \x05 "E"ND\r')
    return terminal.wait_for(r"LINE ([^\r\n]*?) +END").strip()


@needs_posix
@pytest.mark.parametrize("shell", [pytest.param(name, marks=pytest.mark.needs(name)) for name in SHELLS])
def test_tab_completes_in_a_shell(home: Path, tmp_path: Path, shell: str) -> None:
    """In an interactive shell the Tab key completes commands, options, codes, their parts, and files."""
    tried = {name: both for name, both in TYPED.items() if shell == "bash" or name not in SAME_EVERYWHERE}
    folder = tmp_path / "bin"
    folder.mkdir()
    start = " ".join(f"'{word}'" for word in COMMAND)
    (folder / "compacts").write_text(f'#!/bin/sh\nexec {start} "$@"\n')
    (folder / "compacts").chmod(0o755)
    (tmp_path / "my-notes.toml").write_text("")
    command, switch_on = SHELLS[shell]
    env = environment(home, PATH=f"{folder}{os.pathsep}{os.environ['PATH']}", TERM="xterm")
    terminal = Shell(command.split(), tmp_path, env)
    try:
        terminal.type(f'{switch_on}; echo "R"EADY\r')
        terminal.wait_for(r"(READY)")
        assert {name: completed(terminal, typed) for name, (typed, _) in tried.items()} == {
            name: line for name, (_, line) in tried.items()
        }
    finally:
        terminal.close()


def answer(home: Path, words: str, position: int, shell: str = "powershell", *, plugins: str = "none") -> Done:
    """What the command answers to a shell that asks for completions."""
    asked = {"_COMPACTS_COMPLETE": f"{shell}_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**asked, "COMPACTS_PLUGINS": plugins, "COMPACTS_HOME": str(home)}.items():
            patch.setenv(name, value)
        return run_here()


def values(done: Done) -> list[str]:
    """The values in an answer to PowerShell: three lines each, the second is the value."""
    assert (done.code, done.err) == (0, "")
    return done.out.splitlines()[1::3]


def test_powershell_is_answered(home: Path) -> None:
    """PowerShell gets three lines a completion: kind, value, help.

    There is no PowerShell where these tests are written, so its script is not run here: its question is asked.
    """
    assert answer(home, "compacts sh", 1).out == "plain\nshow\nShow a code, or one part of it.\n"
    assert answer(home, "compacts show otter", 2).out == f"plain\n{CODE}\nPromises between neighbours\n"
    assert values(answer(home, f"compacts show {CODE}#a", 2)) == [f"{CODE}#aims", f"{CODE}#aims-later"]
    assert answer(home, "compacts check my", 2).out == "file\nmy\n_\n"


@pytest.mark.usefixtures("here")
def test_powershell_gets_a_script() -> None:
    """The script for PowerShell registers a completer for the command."""
    done = run_here("completion", "powershell")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Register-ArgumentCompleter -Native -CommandName compacts -ScriptBlock {\n")


def test_every_part_of_a_code_is_offered(home: Path) -> None:
    """After `#` come the ids of all parts, in the order of the document."""
    parts = ["aims", "trust", "old-law", "aims-later", "grow", "deeds", "meet", "money", "pay-early", "show-books"]
    assert values(answer(home, f"compacts show {CODE}#", 2)) == [f"{CODE}#{part}" for part in [*parts, "dates"]]


def test_codes_of_named_folders_are_offered(home: Path, tmp_path: Path) -> None:
    """Codes in folders that `--codes` names, before or after the command, are completed too."""
    more = tmp_path / "more"
    (home / "codes").rename(more)
    assert values(answer(home, "compacts show otter", 2)) == []
    assert values(answer(home, f"compacts --codes {quote(str(more))} show otter", 4)) == [CODE]
    assert values(answer(home, f"compacts show --codes {quote(str(more))} otter", 4)) == [CODE]


@pytest.mark.parametrize("words", ["compacts nothing x", "compacts show zzz#", "compacts --codes", "compacts list x y"])
def test_a_wrong_line_gets_no_message(home: Path, words: str) -> None:
    """While a line is being typed nothing is told, even where it could not be run."""
    done = answer(home, words, len(words.split()) - 1)
    assert (done.code, done.err) == (0, "")


def test_a_broken_plugin_does_not_stop_completion(home: Path, tmp_path: Path) -> None:
    """Commands of plugins are completed by name, without loading them."""
    offer = "@hookimpl\ndef compacts_commands():\n    print('x')\n    return [CommandOffer('shop', 'Shop.', 'no:no')]\n"
    install(tmp_path / "site", "odd", offer)
    asked = {"_COMPACTS_COMPLETE": "bash_complete", "COMP_WORDS": "compacts sh", "COMP_CWORD": "1"}
    env = {**asked, "COMPACTS_PLUGINS": "odd", "PYTHONPATH": str(tmp_path / "site")}
    assert run_alone(home, env=env) == (0, "plain,show\nplain,shop\n", "x\n")
