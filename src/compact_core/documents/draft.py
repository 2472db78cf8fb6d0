"""A draft of a code, made from the outline of a document: every part in its order, and every doubt."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from compact_core.documents.document import DocumentBlock, plain
from compact_core.documents.draft_parts import DraftParts
from compact_core.documents.duties import Duties
from compact_core.documents.front import front_of, running_title
from compact_core.documents.groups import contact_parts, signatory_parts
from compact_core.documents.heading_words import CONTACTS, ROLES, KindTable
from compact_core.documents.outlining import outlined
from compact_core.documents.parties import Owed, owed_under
from compact_core.documents.proofs import proofs_of
from compact_core.documents.readers import read_document
from compact_core.documents.sentences import (
    has_covers,
    is_definition,
    is_introductory,
    needs_title,
    term_in,
    title_and_text,
)
from compact_core.documents.table_parts import put_table
from compact_core.documents.tidying import tidied
from compact_core.model import ALL_PARTIES, KINDS, Code, Commitment, Note, Part, Quotation, Section
from compact_core.model.provisions import make_part
from compact_core.text import clean, shorten, text_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compact_core.documents.document import Doubt, Dropped
    from compact_core.documents.nodes import Node, Outline
    from compact_core.plugins.manager import Plugins

_PARAGRAPH = "paragraph"


@dataclass
class Drafted:
    """A draft, and what is to be said of it."""

    code: Code
    blocks: list[DocumentBlock]
    """What the document says, tidied."""
    doubts: list[Doubt] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    places: dict[str, DocumentBlock] = field(default_factory=dict)
    """Where each part begins in the document, by its id."""
    titles: Sequence[DocumentBlock] = ()
    """The lines of its title."""
    title_again: str = ""
    """Id of the section whose heading is the title of the document once more; empty for none."""

    def doubts_by_part(self) -> dict[str, list[Doubt]]:
        """The doubts by the id of their part; doubts about the whole document stand under the empty id."""
        first: dict[tuple[int, int], str] = {}
        for name, block in self.places.items():
            first.setdefault((block.page, block.line), name)
        found: defaultdict[str, list[Doubt]] = defaultdict(list)
        for doubt in self.doubts:
            found[doubt.part or first.get((doubt.page, doubt.line), "")].append(doubt)
        return found


def drafted(
    blocks: Iterable[DocumentBlock],
    name: str,
    sha256: str = "",
    *,
    table: KindTable | None = None,
    keep_contacts: bool = False,
) -> Drafted:
    """The draft of a code from the blocks of a document; ``name`` is that of a code without a title."""
    tidy = tidied(blocks)
    outline = outlined(tidy, table or KindTable())
    return _Drafter(outline, tidy.blocks, keep_contacts=keep_contacts).draft(name, sha256)


def import_draft(path: str, plugins: Plugins, *, keep_contacts: bool = False) -> Drafted:
    """The draft of a code from the document in a file.

    Raises :class:`CompactsError` with one message when it cannot be read.
    """
    document = read_document(path, plugins)
    name = os.path.splitext(os.path.basename(clean(path)))[0]
    table = KindTable(plugins.heading_words())
    draft = drafted(document.blocks, name, document.sha256, table=table, keep_contacts=keep_contacts)
    draft.doubts[:0] = document.doubts
    return draft


class _Drafter:
    def __init__(self, outline: Outline, blocks: list[DocumentBlock], *, keep_contacts: bool) -> None:
        self._outline = outline
        self._keep = keep_contacts
        self._made = DraftParts(blocks, outline.doubts, outline.dropped, keep_contacts=keep_contacts)
        self._duties = Duties()
        self._promised = 0
        """How many leads that name who promises are around the next part."""
        self._blocks = blocks
        self._title_again = ""

    def draft(self, name: str, sha256: str) -> Drafted:
        root, titles = self._outline.root, self._outline.titles
        front = front_of(titles, self._outline.root, running_title(self._outline.dropped) or name)
        self._made.doubts += front.doubts
        self._top(root, front.header.title, titles)
        self._made.doubts += self._duties.doubts()
        code = Code(
            header=front.header,
            agreement=front.agreement,
            source=replace(front.source, sha256=sha256),
            parties=self._duties.parties,
            parts=tuple(self._made.parts),
        )
        return Drafted(
            replace(code, wording=proofs_of(code.parts)),
            self._blocks,
            sorted(self._made.doubts, key=lambda doubt: (doubt.page, doubt.line)),
            self._made.dropped,
            self._made.places,
            titles,
            self._title_again,
        )

    # sections

    def _top(self, root: Node, title: str, titles: Sequence[DocumentBlock]) -> None:
        """What stands before the first heading: under the title where it has numbers, else in no section."""
        before = list(takewhile(lambda node: node.kind != "section", root.inside))
        if titles and any(node.label for node in before):
            block = titles[-1]
            heading = Section(id=self._made.new_id(title), title=title, role="introduction")
            self._made.put(heading, block)
            self._title_again = heading.id
            seen = f"numbered points stand under the title '{shorten(title)}'"
            self._made.doubt(block, seen, "the title is their heading", heading)
            self._inside(before, _PARAGRAPH, heading.id, heading.id, introduces=True)
        else:
            self._inside(before, _PARAGRAPH, "", "", introduces=True)
        self._inside(root.inside[len(before) :], _PARAGRAPH, "", "")

    def _section(self, node: Node, outer_kind: str, within: str) -> None:
        kind = self._kind_under(node, outer_kind)
        role: Any = "appendix" if node.is_appendix else node.role if node.role in ROLES else ""
        title = self._made.clean(node.text.strip().rstrip(":").rstrip(), node.block) or node.number
        duty = self._duties.owed(node.owed, node.block, "headings") if node.owed else ()
        section = Section(
            id=self._made.new_id(title),
            number=node.number if title != node.number else "",
            title=title,
            within=within,
            role=role,
            duty=duty,
        )
        self._made.put(section, node.block)
        if node.role == CONTACTS or role == "signatories":
            self._people(node, section)
            return
        self._inside(node.inside, kind, section.id, section.id, section=section)

    def _kind_under(self, node: Node, outer: str) -> str:
        """The kind of what stands under a heading, said by that heading or by one around it."""
        if node.owed or node.role == "commitment":
            return "commitment"
        if node.role == "glossary":
            return "definition"
        if node.role in KINDS:
            return node.role
        if node.role or outer == "definition":
            return _PARAGRAPH
        if outer == _PARAGRAPH and any(inner.items and not inner.text for inner in node.inside):
            seen = f"the heading '{shorten(node.text)}' does not say what its list is"
            self._made.doubt(node.block, seen, "its points are paragraphs")
        return outer

    def _people(self, node: Node, section: Section) -> None:
        """Contacts, or who signed; whatever else stands there is text."""
        make = contact_parts if node.role == CONTACTS else signatory_parts
        made = make(node, keep=self._keep)
        for part, block in made.parts:
            self._made.put(
                replace(part, id=self._made.new_id(text_in(part, "organisation", "text")), within=section.id), block
            )
        self._made.dropped += made.dropped
        self._made.doubts += made.doubts
        self._notes_in(node, section.id)
        for inner in node.inside:
            if inner.kind == "section":
                self._section(inner, _PARAGRAPH, section.id)

    def _notes_in(self, node: Node, within: str) -> None:
        """The notes to what stands under a heading."""
        for inner in node.inside:
            if inner.kind == "note":
                self._note(inner, within)
            elif inner.kind != "section":
                self._notes_in(inner, within)

    # what stands in a section

    def _inside(
        self,
        nodes: Sequence[Node],
        kind: str,
        within: str,
        section_id: str,
        *,
        section: Section | None = None,
        introduces: bool = False,
    ) -> None:
        """The parts in a section, or in a part of it."""
        listed = any(node.items and not node.announces and not (node.label and node.text) for node in nodes)
        divided = any(node.kind == "section" for node in nodes)
        for at, node in enumerate(nodes):
            if node.kind == "section":
                self._section(node, kind, section_id)
            elif node.kind == "table":
                self._table(node, kind, within)
            elif node.kind == "note":
                self._note(node, within)
            elif node.kind == "quotation":
                self._quotation(node, within)
            elif not node.text:
                self._items(node.items, kind, within)
            elif kind != _PARAGRAPH and section and at == 0 and not node.label and self._leads(node, kind):
                self._lead(section, node, kind)
            else:
                alone = not (listed or divided) or kind == "definition"
                statement = alone or bool(node.label and (node.items or not listed))
                self._text(node, kind, within, statement=statement, introduces=introduces)

    @staticmethod
    def _leads(node: Node, kind: str) -> bool:
        """Whether the first text of a section leads in to its points."""
        points = node.items or any(inner.label and inner.kind != "note" for inner in node.inside)
        leads = bool(points) or node.text.rstrip().endswith(":")
        return leads and not node.announces and kind in KINDS

    def _lead(self, section: Section, node: Node, kind: str) -> None:
        """The sentence that introduces the list of a section."""
        text = self._made.clean(node.text, node.block)
        self._made.parts[self._made.parts.index(section)] = replace(section, lead=text)
        self._made.places.setdefault(section.id, node.block)
        self._items(node.items, kind, section.id)
        self._inside(node.inside, kind, section.id, section.id)

    def _text(self, node: Node, kind: str, within: str, *, statement: bool, introduces: bool) -> None:
        text = plain(node.text)
        kind = (node.label.kind if node.label else "") or kind
        if kind == _PARAGRAPH and is_definition(text):
            kind, statement = "definition", True
        if not introduces and (node.items or node.inside) and (leads := owed_under(text)):
            self._promises(node, leads, within)
            return
        owed = None if introduces else self._promised_in(text, within)
        if kind == _PARAGRAPH and owed and not node.announces:
            kind, statement = "commitment", True
        introduction = not node.label and is_introductory(text) and not owed
        if not statement or kind == _PARAGRAPH or node.announces or introduction:
            self._paragraph(node, kind, within)
            return
        duty = self._duties.owed(owed, node.block, "sentences") if owed and kind in {"commitment", "action"} else ()
        covers = node.items if has_covers(kind) else ()
        part = self._make(kind, node, within, duty=duty, covers=covers)
        self._items([] if has_covers(kind) else node.items, kind, part.id)
        self._inside(node.inside, kind, part.id, within)

    def _promised_in(self, text: str, within: str) -> Owed | None:
        """Who owes what a sentence promises; None where the parts around it say the same."""
        return self._duties.in_sentence(text, self._made.owing(within))

    def _promises(self, node: Node, owed: Owed, within: str) -> None:
        """A list after words that only say who promises what follows."""
        around = self._made.owing(within)
        duty = around if self._duties.is_same(owed, around) else self._duties.owed(owed, node.block, "leads")
        part = self._make(_PARAGRAPH, node, within)
        first = len(self._made.parts)
        self._promised += 1
        self._items(node.items, "commitment", part.id)
        self._inside(node.inside, "commitment", part.id, within)
        self._promised -= 1
        for at in range(first, len(self._made.parts)):
            inner = self._made.parts[at]
            if isinstance(inner, Commitment) and not inner.duty:
                self._made.parts[at] = replace(inner, duty=duty)

    def _paragraph(self, node: Node, kind: str, within: str) -> None:
        """A paragraph; its list belongs to it unless the section holds points of another kind."""
        apart = kind != _PARAGRAPH and not node.announces
        part = self._make(_PARAGRAPH, node, within, items=() if apart else node.items)
        if apart:
            self._items(node.items, kind, within)
        inner = _PARAGRAPH if node.announces else kind
        self._inside(node.inside, inner, part.id, within)

    def _items(self, items: Iterable[Node], kind: str, within: str) -> None:
        for item in items:
            owed = self._promised_in(plain(item.text), within) if kind in {"commitment", "action"} else None
            duty = self._duties.owed(owed, item.block, "sentences") if owed else ()
            part = self._make(kind, item, within, duty=duty, covers=item.items if has_covers(kind) else ())
            if not has_covers(kind):
                self._items(item.items, kind, part.id)

    def _make(
        self,
        kind: str,
        node: Node,
        within: str,
        *,
        duty: tuple[str, ...] = (),
        covers: Sequence[Node] = (),
        items: Sequence[Node] = (),
    ) -> Part:
        """A provision of a kind from a node of the outline."""
        text = self._made.clean(node.text, node.block)
        more: dict[str, Any] = {"number": node.number, "within": within}
        title = ""
        if kind == "definition":
            title = term_in(text)
            if not title:
                kind, covers, items = _PARAGRAPH, (), [*covers, *items]
        elif needs_title(kind):
            title, sure = title_and_text(text)
            if not sure:
                self._made.doubt(node.block, "the point has no short name", f"it is called '{shorten(title)}'")
        if covers:
            more["covers"] = tuple(self._made.flat(covers))
        if items and kind == _PARAGRAPH:
            more["items"] = tuple(self._made.flat(items))
        if kind in {"commitment", "action", "question"} and duty:
            more["duty"] = duty
        if kind == "commitment" and not duty and not self._promised and not self._made.owing(within):
            more["duty"] = (ALL_PARTIES,)
            self._made.doubt(node.block, f"nothing says who owes '{shorten(text, 40)}'", "all parties owe it")
        if title:
            more["title"] = title
        part = make_part(kind, id=self._made.new_id(title or text), text=text, **more)
        self._made.put(part, node.block)
        return part

    # other parts

    def _table(self, node: Node, kind: str, within: str) -> None:
        put_table(node.block, kind, within, self._made, self._duties)
        self._inside(node.inside, _PARAGRAPH, within, within)

    def _note(self, node: Node, within: str) -> None:
        text, note_id = self._made.clean(node.text, node.block), self._made.new_id(f"note {node.number}")
        self._made.put(Note(id=note_id, number=node.number, text=text, within=within), node.block)

    def _quotation(self, node: Node, within: str) -> None:
        text = self._made.clean(node.text, node.block)
        if not node.instrument:
            seen = "the text does not say what it is quoted from"
            self._made.doubt(node.block, seen, "another instrument, not named")
        instrument, quotation_id = node.instrument or "Another instrument", self._made.new_id(f"quoted {text}")
        self._made.put(Quotation(id=quotation_id, instrument=instrument, text=text, within=within), node.block)
