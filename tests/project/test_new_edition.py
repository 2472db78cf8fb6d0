"""The page on a new edition, followed from the first command to the last."""

import re
import shlex
from pathlib import Path

import pytest

from cli.running import run_here
from project.test_facilitating import fill_in
from samples import used_home

PAGE = Path(__file__).parents[2] / "docs" / "new-edition.md"


def test_the_whole_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command works in its turn; the code is mended once the answers are in."""
    text = PAGE.read_text(encoding="utf-8")
    (code,) = re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMPACTS_HOME", str(used_home(tmp_path / "home")))
    monkeypatch.setenv("COMPACTS_PLUGINS", "none")
    file = tmp_path / "home" / "codes" / "muddleford.toml"
    file.parent.mkdir()
    file.write_text(code)
    (tmp_path / "answers").mkdir()
    told: list[str] = []
    for line in "".join(re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)).splitlines():
        name, *arguments = shlex.split(line)
        assert name == "compacts"
        if "collect" in arguments:
            for sheet in sorted((tmp_path / "mill" / "round-1" / "forms").glob("*.csv")):
                fill_in(sheet, tmp_path / "answers", "agree")
        done = run_here(*arguments)
        assert (done.code, arguments) == (0, arguments), done.err
        told.append(done.out + done.err)
        if "collect" in arguments:
            file.write_text(code.replace("othr", "other"))
    new, form, collected, status, preview, mended, forms, _, leeds, moved, *_, again = told
    assert all((new, form, forms, moved))
    assert "2 people collected" in collected
    assert "The code muddleford has changed since the round was opened: 1 item stands in other words." in status
    assert "  Mill Friends: 1 answer follows and 1 to be given again\n" in preview
    assert "  Mill Friends: 2 answers follow\n" in mended
    assert "Asked again in other words; the earlier answer shows after the new one (7):" in leeds
    assert "Only what says the same in both codes will be compared." in again
