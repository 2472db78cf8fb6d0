"""The script that rewrites files of format 1: what they held stands in one order, with its remarks."""

import subprocess
import sys
from pathlib import Path

from compact_core import read_text

ROOT = Path(__file__).parents[2]
HEAD = """# Our code.
format = 1

[code]
id = "muddleford-2025"
title = "Order"

[agreement]
id = "muddleford"
name = "Order"
kind = "compact"

[source]
title = "Order"

[[parties]]
id = "council"
name = "Council"
side = "public"

"""
OLD = """[[sections]]
id = "keys"
number = "1"
title = "Keys"

[[sections]]
id = "signed"
title = "Signed"

[[provisions]]
section = "keys"
id = "lend"
kind = "paragraph"
at = "1.1"
text = "Keys are lent."  # on paper too

# What the council promises.
[[provisions]]
section = "keys"
id = "bring-back"
kind = "commitment"
at = "1, row 1"
text = "Bring them back."
parts = ["all keys", "in time"]
duty = ["council"]
group = "pairs"

[[groups]]
id = "pairs"
section = "keys"
title = "Pairs"

[[tables]]
id = "days"
section = "keys"
at = "1.1, table"
headings = ["Days"]
rows = [["3"]]

[[signatories]]
organisation = "Council"
section = "signed"
"""
NEW = """[[parts]]
kind = "section"
id = "keys"
number = "1"
title = "Keys"

[[parts]]
kind = "paragraph"
id = "lend"
number = "1.1"
text = "Keys are lent."  # on paper too

[[parts]]
kind = "table"
id = "days"
at = "1.1, table"
headings = ["Days"]
rows = [["3"]]

[[parts]]
kind = "group"
id = "pairs"
title = "Pairs"

# What the council promises.
[[parts]]
kind = "commitment"
within = "pairs"
id = "bring-back"
at = "1, row 1"
text = "Bring them back."
covers = ["all keys", "in time"]
duty = ["council"]

[[parts]]
kind = "section"
id = "signed"
title = "Signed"

[[parts]]
kind = "signatory"
organisation = "Council"
"""


def rewrite(*files: Path) -> tuple[int, str]:
    """What the script answers for files."""
    command = [sys.executable, str(ROOT / "scripts" / "format2.py"), *map(str, files)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_file_is_rewritten_in_place(tmp_path: Path) -> None:
    """The parts stand in one order, with the keys of format 2 and the remarks of before; twice changes nothing."""
    file = tmp_path / "code.toml"
    file.write_text(HEAD + OLD, encoding="utf-8")
    assert rewrite(file) == (0, f"{file}: rewritten.\n")
    text = file.read_text(encoding="utf-8")
    assert text.rstrip("\n") == (HEAD.replace("format = 1", "format = 2") + NEW).rstrip("\n")
    assert read_text(text).problems == ()
    assert rewrite(file) == (0, f"{file}: is not in format 1; left as it is.\n")
    assert file.read_text(encoding="utf-8") == text


def test_a_file_with_mistakes_stays(tmp_path: Path) -> None:
    """What would be wrong in format 2 too is told, and the file is not touched."""
    file = tmp_path / "code.toml"
    wrong = (HEAD + OLD).replace('id = "lend"', 'id = "Lend"')
    file.write_text(wrong, encoding="utf-8")
    code, told = rewrite(file)
    assert (code, told.splitlines()[0]) == (1, f"{file}: left as it is, since the file would have errors:")
    assert file.read_text(encoding="utf-8") == wrong
    gone = tmp_path / "gone.toml"
    assert rewrite(gone)[0] == 1
