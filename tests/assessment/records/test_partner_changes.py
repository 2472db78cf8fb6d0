"""Who comes and goes, written into partnership.toml."""

from dataclasses import replace
from pathlib import Path

from compact_core.assessment.partnership import Organisation
from compact_core.assessment.records.editing import save_partners

TEXT = """\
format = 1
# Our partnership
id = "harbour"
name = "Harbour"
code = "code"
visibility = "named"
sides = [{ id = "public", name = "Public sector" }]

[[organisations]] # since the beginning
id = "council"
name = "Council"
side = "public"
joined = "2024"   # or earlier

# The trust came later.
[[organisations]]
id = "trust"
name = "Trust"
side = "public"
"""
COUNCIL = Organisation(id="council", name="Council", side="public", joined="2024")
TRUST = Organisation(id="trust", name="Trust", side="public")
BRIDGE = Organisation(id="bridge", name="Bridge", side="public", joined="2026-09-01", small=True)


def _folder(tmp_path: Path, text: str = TEXT) -> Path:
    (tmp_path / "partnership.toml").write_text(text, encoding="utf-8")
    return tmp_path


def test_joiners_and_leavers(tmp_path: Path) -> None:
    """One goes, one comes back, one is new; comments and what is not said anew stay as they were written."""
    folder = _folder(tmp_path)
    after = save_partners(str(folder), (replace(COUNCIL, left="2026-09-01"), replace(TRUST, joined="2026-09"), BRIDGE))
    assert after.organisations == (replace(COUNCIL, left="2026-09-01"), replace(TRUST, joined="2026-09"), BRIDGE)
    assert (folder / "partnership.toml").read_text(encoding="utf-8").strip() == (
        TEXT.replace("# or earlier\n", '# or earlier\nleft = "2026-09-01"\n')
        + 'joined = "2026-09"\n\n[[organisations]]\nid = "bridge"\nname = "Bridge"\nside = "public"\n'
        'joined = "2026-09-01"\nsmall = true'
    )


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    """Where nobody comes or goes the file is not even written."""
    folder = _folder(tmp_path)
    save_partners(str(folder), (COUNCIL, TRUST))
    assert (folder / "partnership.toml").read_text(encoding="utf-8") == TEXT
    assert not (folder / "partnership.toml.previous").exists()
