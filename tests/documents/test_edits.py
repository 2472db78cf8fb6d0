"""What a person changes in a draft: nothing is lost but with a reason, every version is sound, and undo goes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compact_core import read_text
from compact_core.documents.coverage import coverage
from compact_core.documents.document import DocumentBlock
from compact_core.documents.draft import Drafted
from compact_core.documents.edits import (
    DraftHistory,
    Version,
    change_kind,
    drop,
    inside_of,
    merge,
    move_in,
    move_out,
    restate,
    split,
)
from compact_core.documents.recasting import OFFERED, texts_of
from compact_core.documents.writing import draft_text
from compact_core.errors import CompactsError
from compact_core.model import Commitment, Part
from compact_core.text import words
from documents.outlines import DOCUMENTS, draft_from, draft_of
from strategies import document_texts, few

TEXT = """Lamp code

1. Aims

1.1 We light every lamp. We trim the
wick each day.

1.2 We share oil.

2. Undertakings

The County Council will:

- pay in time;
- tell the truth.
"""


def revision(text: str = TEXT) -> DraftHistory:
    """A draft to go through."""
    return DraftHistory.of(draft_from(text))


def named(version: Version, start: str) -> Part:
    """The part whose words begin so."""
    return next(
        part for part in version.parts if (getattr(part, "text", "") or getattr(part, "title", "")).startswith(start)
    )


def outline(version: Version) -> list[str]:
    """Kind and words of each part, indented by what it stands in."""
    levels: dict[str, int] = {}
    lines = []
    for part in version.in_our_words():
        levels[part.id] = level = levels.get(part.within, -1) + 1
        said = getattr(part, "text", "") or getattr(part, "title", "")
        lines.append("  " * level + " ".join(filter(None, (part.kind, part.number, said))))
    return lines


def changes(data: st.DataObject, version: Version, draft: DraftHistory) -> Iterator[Callable[[], Version]]:
    """Every change of a part, each with what somebody could choose for it."""
    part = data.draw(st.sampled_from(version.parts))
    kind = data.draw(st.sampled_from(OFFERED))
    at = data.draw(st.integers(1, 6))
    lines = draft.imported.blocks
    yield lambda: change_kind(version, part.id, kind)
    yield lambda: merge(version, part.id)
    yield lambda: split(version, part.id, at, lines)
    yield lambda: move_in(version, part.id)
    yield lambda: move_out(version, part.id)
    yield lambda: drop(version, part.id, "not part of the code", lines)
    yield lambda: drop(version, part.id, "not part of the code", lines, whole=True)


def changed_by(data: st.DataObject, draft: DraftHistory) -> Version:
    """The latest version with one change that somebody can make; as it is where the change is refused."""
    change = data.draw(st.sampled_from(list(changes(data, draft.now, draft))))
    try:
        return change()
    except CompactsError:
        return draft.now


def said(version: Version) -> list[str]:
    """Every word of every part and of everything left out, sorted."""
    texts = [word for part in version.parts for word in words(" ".join([part.number, *texts_of(part)]))]
    return sorted([*texts, *(word for one in version.dropped for word in words(one.block.printed))])


@few
@given(document_texts(), st.data())
def test_words_are_kept_or_listed_and_every_version_is_sound(text: str, data: st.DataObject) -> None:
    """Whatever is changed, each word stays in a part or is listed as left out, and the file has no error."""
    draft = revision(text)
    for _ in range(data.draw(st.integers(1, 6))):
        if draft.now.parts:
            after = changed_by(data, draft)
            assert said(after) == said(draft.now)
            draft = draft.then(after)
    loaded = read_text(draft_text(draft.draft(), "any.txt"))
    assert [str(problem) for problem in loaded.problems if problem.severity == "error"] == []
    assert loaded.code == draft.draft().code


@few
@given(document_texts(), st.data())
def test_undo_gives_the_draft_before(text: str, data: st.DataObject) -> None:
    """With every undo the draft is what it was before the change, and at last the imported one."""
    draft = revision(text)
    files = [draft_text(draft.draft(), "any.txt")]
    for _ in range(4):
        if draft.now.parts:
            draft = draft.then(changed_by(data, draft))
            files.append(draft_text(draft.draft(), "any.txt"))
    for file in reversed(files):
        assert draft_text(draft.draft(), "any.txt") == file
        draft = draft.undone()
    assert draft.undone() == draft == revision(text)


HEADING, LAMPS, OIL = (
    "section 1 Aims",
    "aim 1.1 We light every lamp. We trim the wick each day.",
    "aim 1.2 We share oil.",
)
DUTY, OWED = "section 2 Undertakings", "section The County Council will"
POINTS = ("commitment pay in time;", "commitment tell the truth.")


def tree(aims: list[str], owed: str = OWED, *, depth: int = 1) -> list[str]:
    """The lines of the draft with other lines under its first heading, or another part that owes."""
    margin = "  " * depth
    points = [f"{'' if owed.startswith('paragraph') else '  '}{margin}{point}" for point in POINTS]
    return [HEADING, *(f"  {aim}" for aim in aims), DUTY, f"{margin}{owed}", *points]


Change = Callable[[Version, str, list[DocumentBlock]], Version]
CHANGES: list[tuple[str, Change, list[str]]] = [
    (
        "We light",
        lambda now, name, _: change_kind(now, name, "principle"),
        tree([LAMPS.replace("aim", "principle"), OIL]),
    ),
    ("We share", lambda now, name, _: merge(now, name), tree([f"{LAMPS} 1.2 We share oil."])),
    (
        "We light",
        lambda now, name, lines: split(now, name, 1, lines),
        tree(["aim 1.1 We light every lamp.", "aim We trim the wick each day.", OIL]),
    ),
    ("We share", lambda now, name, _: move_in(now, name), tree([LAMPS, f"  {OIL}"])),
    ("The County", lambda now, name, _: move_out(now, name), tree([LAMPS, OIL], depth=0)),
    ("We light", lambda now, name, lines: drop(now, name, "twice", lines), tree([OIL])),
    (
        "Undertakings",
        lambda now, name, lines: drop(now, name, "twice", lines, whole=True),
        [HEADING, f"  {LAMPS}", f"  {OIL}"],
    ),
    (
        "The County",
        lambda now, name, _: change_kind(now, name, "paragraph"),
        tree([LAMPS, OIL], OWED.replace("section", "paragraph")),
    ),
    (
        "We light",
        lambda now, name, _: change_kind(now, name, "section"),
        tree([LAMPS.replace("aim", "section"), f"  {OIL}"]),
    ),
    ("We share", lambda now, name, _: restate(now, name, "Oil is for all."), tree([LAMPS, "aim 1.2 Oil is for all."])),
]
"""The part that is changed, how, and the draft after it."""


def in_own_words(history: DraftHistory) -> Drafted:
    """The latest version as a draft in which nothing is restated."""
    return history.then(replace(history.now, restated={})).draft()


@pytest.mark.parametrize(("start", "change", "told"), CHANGES)
def test_each_change_does_what_its_name_says(start: str, change: Change, told: list[str]) -> None:
    """The draft after each change, line by line; no word of the document is missing from it but what was left out."""
    draft = revision()
    changed = draft.then(change(draft.now, named(draft.now, start).id, draft.imported.blocks))
    assert outline(changed.now) == told
    found = coverage(in_own_words(changed))
    assert (found.missing, found.found) == ((), found.words)


def test_commitments_stay_owed_by_whom_they_were_owed() -> None:
    """Where the heading goes that says who owes them, they say it themselves."""
    draft = revision()
    now = change_kind(draft.now, named(draft.now, "The County").id, "paragraph")
    assert [part.duty for part in now.parts if isinstance(part, Commitment)] == [("county-council",)] * 2


def test_what_was_restated_is_proved_by_the_words_of_the_document() -> None:
    """The wording hash stays that of the document; with an empty text its words come back."""
    draft = revision()
    name = named(draft.now, "We share").id
    now = restate(draft.now, name, "Oil is for all.")
    assert draft.then(now).draft().code.wording == draft.draft().code.wording
    assert restate(now, name, " ") == draft.now
    with pytest.raises(CompactsError, match=r"This part is restated already. Undo that, or restate it with nothing"):
        merge(now, name)


REFUSED: list[tuple[str, Change, str]] = [
    ("Aims", lambda now, name, _: merge(now, name), "This is the first part: there is none before it."),
    ("Aims", lambda now, name, _: move_in(now, name), "Nothing stands before this part that it could move into."),
    ("Aims", lambda now, name, _: move_out(now, name), "This part stands in no other."),
    ("Aims", lambda now, name, lines: split(now, name, 1, lines), "This part is a single word, so it cannot be split."),
    ("Aims", lambda now, name, lines: drop(now, name, " ", lines), "Say why it is left out."),
    ("Aims", lambda now, name, _: restate(now, name, "Goals"), "A heading stays as it is printed."),
]


@pytest.mark.parametrize(("start", "change", "message"), REFUSED)
def test_what_cannot_be_done_says_why(start: str, change: Change, message: str) -> None:
    """A change that makes no sense is refused with one sentence."""
    draft = revision()
    with pytest.raises(CompactsError) as refusal:
        change(draft.now, named(draft.now, start).id, draft.imported.blocks)
    assert str(refusal.value) == message


def test_a_table_becomes_text_and_takes_in_nothing() -> None:
    """The cells of a table stay in order when it becomes a paragraph; until then nothing can be merged into it."""
    draft = revision("Lamp code\n\n1. Numbers\n\nYear\tLamps\n2001\tseven\n\nWe share oil.\n")
    table = next(part for part in draft.now.parts if part.kind == "table")
    with pytest.raises(CompactsError, match="A table cannot take in the words of another part"):
        merge(draft.now, named(draft.now, "2001").id)
    text = change_kind(draft.now, table.id, "paragraph")
    assert outline(text)[1] == "  paragraph Year Lamps"
    assert coverage(in_own_words(draft.then(text))).missing == ()


def test_a_doubt_goes_with_its_part() -> None:
    """Merged, its doubts are those of the part before; left out, they are settled; settled, only that one is gone."""
    draft = revision()
    *rest, doubt = draft.now.doubts
    merged = merge(draft.now, doubt.part)
    assert [one.part for one in merged.doubts] == ["", named(draft.now, "Undertakings").id]
    assert drop(draft.now, doubt.part, "twice", draft.imported.blocks).doubts == (*rest,)
    assert draft.now.settled(doubt).doubts == (*rest,)
    assert inside_of(draft.now.parts, doubt.part) == [part.id for part in draft.now.parts[-2:]]


def test_what_was_left_out_stands_in_the_file_with_its_reason() -> None:
    """The file ends with a remark for each line that was left out: why, where it stood, and its words."""
    draft = revision()
    name = named(draft.now, "We share").id
    file = draft_text(draft.then(drop(draft.now, name, "said twice", draft.imported.blocks)).draft(), "any.txt")
    assert file.endswith("\n\n# Left out: said twice: line 8: 1.2 We share oil.\n")
    assert "# Left out" not in draft_text(draft.draft(), "any.txt")


@pytest.mark.parametrize("name", DOCUMENTS[::4])
def test_no_word_is_counted_as_missing_after_changes(name: str) -> None:
    """Whatever is changed in a draft that has every word, every word is still found or counted as left out."""
    draft = DraftHistory.of(draft_of(name))
    lines = draft.imported.blocks
    for at, kind in enumerate(("definition", "section", "paragraph", "quotation", "commitment")):
        part = draft.now.parts[(at * 7 + 3) % len(draft.now.parts)]
        for change in (
            partial(change_kind, draft.now, part.id, kind),
            partial(merge, draft.now, part.id),
            partial(split, draft.now, part.id, 1, lines),
            partial(move_out, draft.now, part.id),
            partial(drop, draft.now, part.id, "not part of the code", lines),
        ):
            try:
                after = draft.then(change())
            except CompactsError:
                continue
            assert coverage(in_own_words(after)).missing == ()
