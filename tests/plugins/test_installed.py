"""Plugins as users have them: installed packages, found by their entry points, good and broken."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from cli.running import Done, run_alone, run_here
from compact_core.plugins.installed import EntryPoint, chosen_plugins, wanted_plugins
from compact_core.plugins.manager import HOOKS
from installing import install
from samples import OTTERBURY

LIST = "  otterbury-promises              2021-05     current        5  Promises between neighbours\n"
CODES = "@hookimpl\ndef compacts_code_sources():\n    return [CodeSource('town hall', {folder!r})]\n"
COMMAND = """
@hookimpl
def compacts_commands():
    return [CommandOffer("dance", "Dance a \x1b[31mround.", "dancer:dance")]
"""
BROKEN = {
    "odd-raises": ("raise RuntimeError('no \\x1b[31mluck')", "could not be loaded: RuntimeError: no luck."),
    "odd-exits": ("import sys\nsys.exit('bye')", "could not be loaded: SystemExit: bye."),
    "odd-syntax": ("def", "could not be loaded: SyntaxError: invalid syntax (odd_syntax_module.py, line 2)."),
    "odd-module": (None, "could not be loaded: ModuleNotFoundError: No module named 'odd_module_module'."),
}
"""Plugins that cannot be imported, by name: what stands in each, and what is told of it."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder for installed packages, with a sound plugin that brings one code."""
    codes = tmp_path / "brought"
    codes.mkdir()
    (codes / "otterbury.toml").write_text(OTTERBURY, encoding="utf-8")
    install(tmp_path / "site", "sound", CODES.format(folder=str(codes)))
    return tmp_path / "site"


def run(home: Path, site: Path, *args: str, plugins: str = "sound,odd") -> Done:
    """Run a command with the plugins of the folder, in this process, which then forgets what it imported from there."""
    before = {*sys.modules}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"HOME": str(home), "COMPACTS_HOME": str(home), "COMPACTS_PLUGINS": plugins}.items():
            patch.setenv(name, value)
        patch.syspath_prepend(site)
        try:
            return run_here(*args)
        finally:
            for name in {*sys.modules} - before:
                if Path(getattr(sys.modules[name], "__file__", None) or "").parent == site:
                    del sys.modules[name]


def alone(home: Path, site: Path, *args: str, plugins: str = "sound,odd") -> Done:
    """The same in a process of its own, which has looked at no folder before, and which Ctrl+C may stop."""
    return run_alone(home, *args, env={"PYTHONPATH": str(site), "COMPACTS_PLUGINS": plugins})


def problems(done: Done) -> list[dict[str, str]]:
    """The problems in the JSON of a command, but for plugins that are slow because the machine is busy."""
    return [problem for problem in done.json["problems"] if " is slow: " not in problem["message"]]


def messages(done: Done) -> list[str]:
    """The messages of these problems."""
    return [problem["message"] for problem in problems(done)]


def test_a_broken_package_costs_one_problem(home: Path, site: Path) -> None:
    """Each plugin that cannot be imported is told by the doctor once; the list and the sound plugin work."""
    for name, (source, _) in BROKEN.items():
        install(site, name, source)
    plugins = ",".join(["sound", *BROKEN])
    code, out, err = run(home, site, "list", plugins=plugins)
    assert (code, err) == (0, "The library has 4 errors. Type 'compacts doctor' to see what and where.\n")
    assert out.endswith(LIST)
    doctor = run(home, site, "doctor", "--json", plugins=plugins)
    assert doctor.code == 1
    assert sorted(messages(doctor)) == [f"The plugin '{name}' {what}" for name, (_, what) in sorted(BROKEN.items())]
    assert run(home, site, "show", "otterbury-promises#trust", plugins=plugins).code == 0


def test_a_mended_plugin_is_noticed(home: Path, site: Path) -> None:
    """A plugin that failed is tried again each time, so mending its module is enough."""
    install(site, "odd", "1 / 0")
    before = run(home, site, "list")
    (site / "odd_module.py").write_text("")
    assert (before.err != "", run(home, site, "list").err) == (True, "")


def test_plugins_come_and_go(home: Path, site: Path) -> None:
    """A plugin is used from the moment that it is installed until it is taken out."""
    shutil.move(site, site.with_name("later"))
    site.mkdir()
    assert LIST not in run(home, site, "list", plugins="").out
    shutil.copytree(site.with_name("later"), site, dirs_exist_ok=True)
    assert LIST in alone(home, site, "list", plugins="").out
    shutil.rmtree(site)
    assert LIST not in alone(home, site, "list", plugins="").out


def test_each_choice_of_plugins_is_a_view_of_its_own(home: Path, site: Path) -> None:
    """COMPACTS_PLUGINS decides at once which plugins are used, whatever was remembered."""
    seen = [LIST in run(home, site, "list", plugins=choice).out for choice in ("sound", "none", "")]
    assert seen == [True, False, True]


def test_an_unknown_plugin_is_reported(home: Path, site: Path) -> None:
    """A name in COMPACTS_PLUGINS that no plugin has is told with those that there are."""
    done = run(home, site, "doctor", "--json", plugins="sund")
    (problem,) = done.json["problems"]
    assert (done.code, problem["message"]) == (0, "There is no plugin called 'sund'.")
    assert "sound" in problem["hint"]


@pytest.mark.parametrize(
    ("choice", "used"),
    [
        ("", ["odd", "sound", "tui"]),
        ("none", []),
        ("sound", ["sound"]),
        ("-odd", ["sound", "tui"]),
        ("- odd , -tui", ["sound"]),
        ("sound,odd,-odd", ["sound"]),
        ("sound,-sound", []),
        ("-sound,-odd,-tui,", []),
    ],
)
def test_a_plugin_can_be_left_out(monkeypatch: pytest.MonkeyPatch, choice: str, used: list[str]) -> None:
    """A name after a hyphen leaves that plugin out, also beside names of plugins to use."""
    found = [EntryPoint(name, f"{name}_module", "") for name in ("odd", "sound", "tui")]
    monkeypatch.setenv("COMPACTS_PLUGINS", choice)
    wanted, problems = wanted_plugins(found, chosen_plugins())
    assert ([entry.name for entry in wanted], problems) == (used, [])


def test_a_wrong_name_to_leave_out_is_told(home: Path, site: Path) -> None:
    """A name that no plugin has is told with the nearest one; the others are left out all the same."""
    done = run(home, site, "plugins", "--json", plugins="-tui,-Sounds")
    (problem,) = problems(done)
    assert problem["message"] == "There is no plugin called 'Sounds'."
    assert problem["hint"].startswith("Did you mean 'sound'? Installed plugins: ")
    assert "tui" not in [plugin["name"] for plugin in done.json["plugins"]]


BROKEN_PACKAGES = {
    "not-utf8": ("entry_points.txt", b"[console_scripts]\nx = \xe9:x\n"),
    "no-equals": ("entry_points.txt", b"[compacts]\nnothing here\n"),
    "odd-bytes": ("METADATA", b"\xff\xfe\x00Name"),
    "no-name": ("METADATA", b"Version: 1.0\n"),
    "no-version": ("METADATA", b"Name: no-version\n"),
    "click": ("METADATA", b"Name: \xff"),
    "pluggy": ("METADATA", b"Name: pluggy\n"),
}
"""Packages of others with a file that cannot be read, and what stands in it."""


@pytest.mark.parametrize("plugins", ["none", "sound"])
def test_the_broken_metadata_of_another_package_costs_nothing(home: Path, site: Path, plugins: str) -> None:
    """Whatever stands in the metadata of other packages, commands work, and those that matter are named."""
    for name, (file, data) in BROKEN_PACKAGES.items():
        folder = site / f"{name.replace('-', '_')}-1.0.dist-info"
        folder.mkdir()
        (folder / file).write_bytes(data)
    code, out, err = run(home, site, "list", plugins=plugins)
    assert (code, err, LIST in out) == (0, "", plugins != "none")
    doctor = run(home, site, "doctor", "--json", plugins=plugins)
    named = [Path(problem["file"]).name for problem in doctor.json["problems"]]
    assert doctor.code == 0
    assert named == ([] if plugins == "none" else ["no_equals-1.0.dist-info", "not_utf8-1.0.dist-info"])


def test_a_plugin_whose_own_metadata_is_broken_works(home: Path, site: Path) -> None:
    """A plugin needs its entry point only; of its package only the version is not told then."""
    (site / "sound_dist-1.0.dist-info" / "METADATA").write_bytes(b"\xff\xfe")
    assert LIST in run(home, site, "list").out
    assert "\nsound  a package without a name\n" in run(home, site, "plugins").out


def test_what_plugins_print_stays_out_of_the_data(home: Path, site: Path) -> None:
    """What plugins print at import and in hooks goes to stderr: the data stay valid JSON."""
    source = "print('hello')\n@hookimpl\ndef compacts_code_sources():\n    print('again')\n    return []\n"
    install(site, "odd", source)
    for command in ("list", "doctor", "plugins"):
        done = run(home, site, command, "--json")
        assert set(done.err.split()) <= {"hello", "again"}
        assert "hello" in done.err or command == "doctor"
        json.loads(done.out)
    assert "hello" in run(home, site, "--help").err


def test_plugins_lists_what_each_brings(home: Path, site: Path) -> None:
    """`compacts plugins` names every plugin, its package, its hooks, and what went wrong."""
    install(site, "odd", "@hookimpl\ndef compacts_scale():\n    return []\n")
    code, out, err = run(home, site, "plugins")
    out = re.sub(r"^    time: [0-9]+\.[0-9] ms$", "    time: some", out, flags=re.MULTILINE)
    head = (
        "built-in  comes with the program\n"
        "    hooks: compacts_code_sources, compacts_document_readers, compacts_form_kinds, compacts_loaders,"
        " compacts_report_formats, compacts_scales\n"
        "    time: some\n"
        "odd  odd-dist 1.0\n"
        "    hooks: compacts_scale\n"
        "    time: some\n"
        "sound  sound-dist 1.0\n"
        "    hooks: compacts_code_sources\n"
        "    time: some\n"
        "plugin odd: The plugin 'odd' has a hook 'compacts_scale', which does not exist. The hooks are "
    )
    assert (code, err) == (1, "")
    assert out.startswith(head)


@pytest.mark.parametrize("hook", HOOKS)
def test_plugins_asks_every_hook(home: Path, site: Path, hook: str) -> None:
    """`compacts plugins` finds out what fails in a hook, whichever it is."""
    install(site, "odd", f"@hookimpl\ndef {hook}():\n    1 / 0\n")
    (message,) = messages(run(home, site, "plugins", "--json"))
    assert message == f"The plugin 'odd' failed in its hook '{hook}': ZeroDivisionError: division by zero."


def test_doctor_names_what_plugins_need(home: Path, site: Path) -> None:
    """The doctor gives the version of every package that a plugin needs, also where the plugin failed."""
    install(site, "odd", "import cake_of_otterbury")
    for name, needed in {"sound": "pytest>=8", "odd": "cake-of-otterbury"}.items():
        metadata = site / f"{name}_dist-1.0.dist-info" / "METADATA"
        metadata.write_text(f"Metadata-Version: 2.1\nName: {name}-dist\nVersion: 1.0\nRequires-Dist: {needed}\n")
    versions = run(home, site, "doctor", "--json").json["versions"]
    assert (versions["cake-of-otterbury"], versions["pytest"]) == ("not installed", pytest.__version__)


SLEEPER = """
import time
time.sleep({slept})
@hookimpl
def compacts_scales():
    time.sleep({slept})
    return []
"""


def test_plugins_names_what_fails_and_what_is_slow(home: Path, site: Path) -> None:
    """A plugin that fails or is slow stands in the list with its time, and how to do without it is told."""
    install(site, "odd", "import time\ntime.sleep(0.31)\n1 / 0")
    code, out, _ = run(home, site, "plugins")
    listed, _, told = out.rpartition(" ms\n")
    assert code == 1
    assert re.search(r"\nodd  odd-dist 1\.0\n    hooks: none: it failed\n    time: [0-9]{3,}\.[0-9]$", listed)
    # On a busy machine it costs more, and others are slow too.
    told = re.sub(r"costs [0-9,]{3,} ms", "costs 310 ms", re.sub(r"plugin (built-in|sound): note: .*\n", "", told))
    assert told.startswith(
        "plugin odd: The plugin 'odd' could not be loaded: ZeroDivisionError: division by zero. Update it or take it"
        " out; COMPACTS_PLUGINS=-odd starts without it.\n"
        "plugin odd: note: The plugin 'odd' is slow: it costs 310 ms. COMPACTS_PLUGINS=-odd starts without it.\n"
    )


def test_plugins_tells_what_each_costs(home: Path, site: Path) -> None:
    """The time of a plugin is that of its import and of all its hooks together, in milliseconds."""
    install(site, "odd", SLEEPER.format(slept=0.05))
    listed = {plugin["name"]: plugin["milliseconds"] for plugin in run(home, site, "plugins", "--json").json["plugins"]}
    assert set(listed) == {"built-in", "odd", "sound"}
    assert listed["odd"] >= 100
    assert all(cost > 0 for cost in listed.values())


COUNTED = """
class Plugin:
    def __init__(self):
        with open({log!r}, "a") as log:
            log.write("loaded ")

    @hookimpl
    def compacts_code_sources(self):
        with open({log!r}, "a") as log:
            log.write("asked ")
        return []
"""


@pytest.mark.parametrize(("command", "expected"), [("check", "loaded asked "), ("doctor", "loaded asked ")])
def test_a_cold_command_loads_each_plugin_once(home: Path, site: Path, command: str, expected: str) -> None:
    """With nothing remembered, a command loads each plugin once, and asks it once for what it offers."""
    log = home / "log"
    install(site, "odd", COUNTED.format(log=str(log)), "odd_module:Plugin")
    arguments = [str(site.parent / "brought")] if command == "check" else []
    assert run(home, site, command, *arguments).code == 0
    assert log.read_text() == expected


DANCER = """
import click
print("loaded")
@click.command("dance")
@click.argument("steps", type=int)
def dance(steps):
    click.echo(f"{steps} steps")
    if steps > 3:
        raise RuntimeError("dizzy \\x1b[31m")
    if steps == 3:
        raise SystemExit(5)
    if steps == 2:
        raise KeyboardInterrupt
jump = 5
"""


@pytest.fixture
def dancing(site: Path) -> Path:
    """The same folder with a plugin that brings a command."""
    install(site, "odd", COMMAND)
    (site / "dancer.py").write_text(DANCER)
    return site


def test_a_plugin_brings_a_command(home: Path, dancing: Path) -> None:
    """A plugin's command runs like any other; what its module prints is no data."""
    assert run(home, dancing, "dance", "1") == (0, "1 steps\n", "loaded\n")


def test_the_help_names_a_command_without_importing_it(home: Path, dancing: Path) -> None:
    """The help has the command's summary, cleaned, and does not load the command."""
    code, out, err = run(home, dancing, "--help")
    assert (code, err) == (0, "")
    assert ["dance", "Dance a round."] in [line.split(None, 1) for line in out.splitlines()]


def test_a_command_near_that_of_a_plugin_is_named(home: Path, dancing: Path) -> None:
    """The nearest command may be one of a plugin."""
    assert "Did you mean 'dance'?" in run(home, dancing, "dence").err


def test_a_command_of_a_plugin_may_leave_or_be_stopped(home: Path, dancing: Path) -> None:
    """A command's own exit code is kept, and Ctrl+C in it is told in a word."""
    assert run(home, dancing, "dance", "3").code == 5
    assert run(home, dancing, "dance", "2") == (130, "2 steps\n", "loaded\n\nStopped.\n")


def test_a_crash_is_reported_in_a_sentence_and_kept_in_a_log(home: Path, dancing: Path) -> None:
    """A mistake of a program part is told in plain words; the traceback goes to a log file, with the versions."""
    done = run(home, dancing, "dance", "4")
    log = home / "state" / "crash.log"
    told = f"Something went wrong inside compacts. The details are in {log}; please send them to its makers.\n"
    assert done == (4, "4 steps\n", f"loaded\n{told}")
    text = log.read_text(encoding="utf-8")
    assert "compacts 0.1.0, Python 3." in text.splitlines()[0]
    assert 'raise RuntimeError("dizzy' in text


def test_debug_shows_a_crash(home: Path, dancing: Path) -> None:
    """With --debug the traceback is shown, cleaned, and nothing is written."""
    done = run(home, dancing, "--debug", "dance", "4")
    assert (done.code, done.out) == (4, "4 steps\n")
    assert "Traceback (most recent call last):" in done.err
    assert done.err.endswith("RuntimeError: dizzy \n\n")
    assert not (home / "state").exists()


@pytest.mark.skipif(os.name == "nt", reason="a home folder below a file fails in another way on Windows")
def test_a_crash_without_a_place_for_the_log(tmp_path: Path, dancing: Path) -> None:
    """Where no log can be written, the sentence says how to see the details."""
    (tmp_path / "file").write_text("")
    done = run(tmp_path / "file" / "home", dancing, "dance", "4")
    told = "Something went wrong inside compacts. Run it again with --debug before the command to see where.\n"
    assert done == (4, "4 steps\n", f"loaded\n{told}")


WRONG_TARGETS = {
    "no module": ("nowhere:dance", "ModuleNotFoundError: No module named 'nowhere'"),
    "no name": ("dancer:dence", "AttributeError: module 'dancer' has no attribute 'dence'"),
    "nothing": ("", "ValueError: Empty module name"),
    "no command": ("dancer:jump", "dancer:jump is of type int, not a command"),
    "bad module": ("broken:dance", "ZeroDivisionError: division by zero"),
    "leaving module": ("leaving:dance", "SystemExit: 7"),
}


@pytest.mark.parametrize(("target", "reason"), WRONG_TARGETS.values(), ids=WRONG_TARGETS)
def test_a_command_that_cannot_be_loaded_is_reported(home: Path, site: Path, target: str, reason: str) -> None:
    """A command whose module fails is told in one sentence with exit code 3."""
    install(site, "odd", COMMAND.replace("dancer:dance", target))
    (site / "dancer.py").write_text("jump = 5")
    (site / "broken.py").write_text("1 / 0")
    (site / "leaving.py").write_text("raise SystemExit(7)")
    told = f"The command 'dance' of a plugin cannot be loaded: {reason}. Update the plugin or take it out.\n"
    assert run(home, site, "dance") == (3, "", told)


def test_ctrl_c_at_import_stops(home: Path, site: Path) -> None:
    """Ctrl+C stops the program while a plugin is imported that is not slow yet."""
    install(site, "odd", "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(60)")
    assert alone(home, site, "list") == (130, "", "\nStopped.\n")
