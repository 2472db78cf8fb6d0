"""Drafts of invented documents, and an outline of each that a person can check line by line."""

from __future__ import annotations

from pathlib import Path

from compact_core.documents.draft import Drafted, drafted
from compact_core.documents.markdown_reader import read_markdown
from compact_core.documents.readers import cleaned
from compact_core.documents.text_reader import read_text

FOLDER = Path(__file__).parents[1] / "data" / "documents"
DOCUMENTS = sorted(path.name for path in FOLDER.iterdir() if path.suffix in {".md", ".txt"})
"""The names of the invented documents."""
_WIDTH = 46


def draft_of(name: str, *, keep_contacts: bool = False) -> Drafted:
    """The draft of one of them."""
    path = FOLDER / name
    return draft_from(path.read_text(encoding="utf-8"), name, keep_contacts=keep_contacts)


def draft_from(text: str, name: str = "our-code.txt", *, keep_contacts: bool = False) -> Drafted:
    """The draft of a text, or of Markdown where the name says so."""
    read = read_markdown if name.endswith(".md") else read_text
    blocks = map(cleaned, read(text.encode(), lambda *_: None))
    return drafted(blocks, name.rpartition(".")[0], keep_contacts=keep_contacts)


def outline_of(draft: Drafted) -> str:
    """One line a part, indented by what it stands in: kind, number, words, who owes it; then the doubts."""
    depth = {"": 0, "top": 0}
    lines = [f"{draft.code.title} ({draft.code.agreement.name})"]
    for part in draft.code.parts:
        level = depth.get(part.within, 0)
        depth[part.id] = level + 1
        words = getattr(part, "title", "") or getattr(part, "text", "") or getattr(part, "organisation", "")
        said = [part.kind, part.number, " ".join(words.split())[:_WIDTH].strip()]
        for name in ("items", "covers"):
            said += [f"+{len(listed)}" for listed in [getattr(part, name, ())] if listed]
        said += [f"<{', '.join(duty)}>" for duty in [getattr(part, "duty", ())] if duty]
        said += [f"[{role}]" for role in [getattr(part, "role", "")] if role]
        lines.append("  " * level + " ".join(filter(None, said)))
    return "\n".join([*lines, "", *map(str, draft.doubts)]) + "\n"
