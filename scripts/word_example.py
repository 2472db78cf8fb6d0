"""Write examples/good-neighbours.docx, the invented agreement that docs/tutorial-document.md begins with.

    python scripts/word_example.py

It needs python-docx, which the tests use too. Its words are invented; so are the town and the people.
"""

from __future__ import annotations

from pathlib import Path

from docx import Document

FILE = Path(__file__).resolve().parent.parent / "examples" / "good-neighbours.docx"
BODY = (
    ("Title", "The Upper Muddleford Covenant"),
    ("Title", "Good Neighbours"),
    ("Heading 1", "Why we promise"),
    ("Normal", "Upper Muddleford has one street and many fences. This covenant says how its neighbours work together."),
    ("Heading 1", "Fences"),
    ("List Bullet", "Fences belong to both sides."),
    ("List Bullet", "A gate is left as it was found."),
    ("Heading 1", "What the Town Council will do"),
    ("List Bullet", "mend the street every spring;"),
    ("List Bullet", "answer letters within ten days."),
    ("Heading 1", "What the Street Party will do"),
    ("List Bullet", "sweep up after every feast."),
    ("Heading 1", "Barriers"),
    ("List Bullet", "Old quarrels – people remember whose fence fell down."),
    ("Heading 1", "Contacts"),
    ("Normal", "Town Council"),
    ("Normal", "Ann Invented"),
    ("Normal", "ann.invented@muddleford.example"),
)
"""Style and words of each paragraph."""


def main() -> None:
    """Write the file."""
    document = Document()
    for style, text in BODY:
        document.add_paragraph(text, style=style)
    document.core_properties.author = "Nobody"
    document.save(str(FILE))


if __name__ == "__main__":
    main()
