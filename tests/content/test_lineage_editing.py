"""A lineage file gone through: suspect links, suggestions, and how each decision changes the file."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import tomlkit

from compact_core.content.lineage_editing import Judgement, decided, open_lineage, write_lineage
from compact_core.content.read import read_code
from compact_core.content.suggesting import draft_lineage, draft_text
from compact_core.errors import CompactsError, ContentError
from compact_core.model import Code
from lineages import code_of_actions

LEEDS = Path(__file__).parents[2] / "codes" / "leeds"
DATA = Path(__file__).parents[1] / "data" / "bad_lineage"


def codes_in(folder: Path) -> Mapping[str, Code]:
    """The codes of a folder, by id."""
    files = [path for path in folder.glob("*.toml") if path.name != "lineage.toml"]
    return {code.id: code for code in map(read_code, files)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The codes of a harbour and their lineage, to be changed."""
    return Path(shutil.copytree(DATA / "codes", tmp_path / "harbour"))


def reader(folder: Path) -> object:
    """A function that gives the codes of a folder as they are now."""

    def read(ids: Sequence[str]) -> dict[str, Code]:
        every = codes_in(folder)
        return {name: every[name] for name in ids if name in every}

    return read


def test_confirming_writes_the_digests_of_now_and_nothing_else(tmp_path: Path) -> None:
    """Without its digests, the lineage of Leeds has them again when every link is confirmed, and is as it was."""
    file = Path(shutil.copytree(LEEDS, tmp_path / "leeds"), "lineage.toml")
    before = file.read_text("utf-8")
    bare = "".join(line for line in before.splitlines(keepends=True) if "_digests = " not in line)
    file.write_text(bare, "utf-8", newline="")
    opened = open_lineage(str(file), reader(file.parent))  # type: ignore[arg-type]
    assert len(opened.waiting) == len(opened.lineage.links)
    done = decided(opened, opened.waiting, dict.fromkeys(range(len(opened.waiting)), Judgement()), ())
    assert done.waiting == ()
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize(("ends", "mark"), [("\n", b""), ("\r\n", b""), ("\n", b"\xef\xbb\xbf")])
def test_a_link_is_suspect_until_it_is_confirmed(folder: Path, ends: str, mark: bytes) -> None:
    """A changed provision makes its links suspect; confirming one changes its digest alone, and keeps line ends."""
    file, code = folder / "lineage.toml", folder / "harbour-2010.toml"
    file.write_bytes(mark + file.read_bytes().replace(b"\n", ends.encode()))
    before = file.read_bytes()
    code.write_text(code.read_text("utf-8").replace("ropes", "chains"), "utf-8")
    opened = open_lineage(str(file), reader(folder))  # type: ignore[arg-type]
    (matter,) = opened.waiting
    assert matter.changed == ("harbour-2010#gear",)
    assert decided(opened, opened.waiting, {0: Judgement()}, ()).waiting == ()
    after = file.read_bytes()
    assert len(after) == len(before)
    changed = [(one, other) for one, other in zip(before.split(b"\n"), after.split(b"\n"), strict=True) if one != other]
    assert [one[:14] for pair in changed for one in pair] == [b"to_digests = [", b"to_digests = ["]


def test_a_suggestion_becomes_a_link_in_its_place(folder: Path) -> None:
    """Accepted, it says what somebody says of it; rejected, it is gone; comments stay in both cases."""
    file = folder / "lineage.toml"
    more = """
# We talked about this one.
[[suggestions]]
from = ["harbour-1990#pilots"] # of 1990
to = ["harbour-2010#radio"]
likeness = "a little like"
relation = "intersects"
change = "reworded"

# And about that one.
[[suggestions]]
from = ["harbour-1990#lamps"]
to = ["harbour-2010#radio"]
likeness = "like"
relation = "intersects"
change = "reworded"
"""
    text = file.read_text("utf-8")
    cut = text[: text.index("[[dropped]]")]
    file.write_text(cut + more, "utf-8")
    opened = open_lineage(str(file), reader(folder))  # type: ignore[arg-type]
    assert [matter.table for matter in opened.waiting] == ["suggestions", "suggestions"]
    verdict = Judgement("superset", "weakened", "Radio is all that is left.", "low")
    done = decided(opened, opened.waiting, {0: verdict}, [1])
    assert done.lineage.suggestions == ()
    assert (done.lineage.links[-1].relation, done.lineage.links[-1].note) == ("superset", "Radio is all that is left.")
    assert done.waiting == ()
    rest = file.read_text("utf-8").removeprefix(cut)
    assert '# We talked about this one.\n[[links]]\nfrom = ["harbour-1990#pilots"] # of 1990\n' in rest
    assert "# And about that one." in rest
    assert "likeness" not in rest
    tomlkit.parse(file.read_text("utf-8"))


def test_what_would_be_wrong_is_not_written(folder: Path) -> None:
    """A change that does not fit the relation leaves the file as it was, and says why."""
    file, code = folder / "lineage.toml", folder / "harbour-2010.toml"
    code.write_text(code.read_text("utf-8").replace("ropes", "chains"), "utf-8")
    before = file.read_bytes()
    opened = open_lineage(str(file), reader(folder))  # type: ignore[arg-type]
    with pytest.raises(CompactsError, match=r"Nothing was written, because the file would be wrong then\..*'weakened'"):
        decided(opened, opened.waiting, {0: Judgement("equal", "weakened")}, ())
    assert file.read_bytes() == before


def test_what_somebody_else_wrote_stays(folder: Path) -> None:
    """A file that has changed since it was read is not written over."""
    file = folder / "lineage.toml"
    opened = open_lineage(str(file), reader(folder))  # type: ignore[arg-type]
    file.write_text(file.read_text("utf-8") + "# mine\n", "utf-8")
    with pytest.raises(CompactsError, match="was changed by somebody else since it was read"):
        write_lineage(opened, opened.text + "# ours\n")
    assert file.read_text("utf-8").endswith("# mine\n")


def test_a_broken_file_is_told(folder: Path) -> None:
    """What cannot be read, or has an error, is not opened."""
    (folder / "lineage.toml").write_text("format = 1\n", "utf-8")
    for name in ("lineage.toml", "missing.toml"):
        with pytest.raises(ContentError):
            open_lineage(str(folder / name), reader(folder))  # type: ignore[arg-type]


def test_a_draft_passes_the_check_and_counts_for_nothing(tmp_path: Path) -> None:
    """The draft of two codes reads without errors, and has suggestions alone, each in words for how like it is."""
    first = code_of_actions("old", {"a": "Share all the minutes of every meeting.", "b": "Answer letters quickly."})
    second = code_of_actions(
        "new", {"x": "Share minutes of meetings.", "y": "Answer letters quickly.", "z": "Plant oaks."}
    )
    file = tmp_path / "lineage.toml"
    file.write_text(draft_text(draft_lineage(first, second)), "utf-8")
    opened = open_lineage(str(file), lambda _: {"old": first, "new": second})
    assert opened.lineage.links == ()
    assert [(one.source, one.target, one.likeness, one.relation) for one in opened.lineage.suggestions] == [
        (("old#a",), ("new#x",), "like", "intersects"),
        (("old#b",), ("new#y",), "very like", "equal"),
    ]
