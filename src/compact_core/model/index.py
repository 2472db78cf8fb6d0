"""Look-ups inside a code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from compact_core.errors import NotFoundError
from compact_core.model.code import Code, Group, Link, Quotation, Section, Table
from compact_core.model.header import ALL_PARTIES
from compact_core.model.provisions import Provision
from compact_core.text import not_found


class CodeIndex:
    """Look-ups inside a code."""

    def __init__(self, code: Code) -> None:
        """Index a code."""
        self.code: Code = code
        """The code itself."""
        self.items: Mapping[str, Section | Provision | Group | Table | Quotation] = {
            item.id: item
            for items in (code.sections, code.groups, code.provisions, code.tables, code.quotations)
            for item in items
        }
        """Sections, provisions, groups, tables and quotations by id."""
        self._sections = {section.id: section for section in code.sections}
        self._parties = {party.id: party.name for party in code.parties}

    def item(self, item_id: str) -> Section | Provision | Group | Table | Quotation:
        """The section, provision, group, table or quotation with that id; raises :class:`NotFoundError`."""
        if (item := self.items.get(item_id)) is not None:
            return item
        hint = f"Type 'compacts show {self.code.id}' to see the whole code."
        raise NotFoundError(not_found(f"part of {self.code.id}", item_id, self.items, hint))

    def sections_in(self, section_id: str = "") -> tuple[Section, ...]:
        """The sections directly within a section, or at the top."""
        return tuple(section for section in self.code.sections if section.within == section_id)

    def provisions_in(self, section_id: str) -> tuple[Provision, ...]:
        """The provisions directly in a section, in the order of the source."""
        return tuple(provision for provision in self.code.provisions if provision.section == section_id)

    def path_to(self, section_id: str) -> tuple[Section, ...]:
        """The section and those around it, outermost first; empty for an unknown id."""
        path: list[Section] = []
        while (section := self._sections.get(section_id)) and section not in path:
            path.insert(0, section)
            section_id = section.within
        return tuple(path)

    def links_from(self, provision_id: str) -> tuple[Link, ...]:
        """The links in which the provision serves another."""
        return tuple(link for link in self.code.links if link.source == provision_id)

    def links_to(self, provision_id: str) -> tuple[Link, ...]:
        """The links in which the provision is served."""
        return tuple(link for link in self.code.links if link.target == provision_id)

    def owed_by(self, provision: Provision) -> tuple[str, ...]:
        """Ids of the parties that owe a provision: its own duty, or that of the nearest section that has one."""
        duty: tuple[str, ...] | None = getattr(provision, "duty", None)
        if duty is None:
            return ()
        around = reversed(self.path_to(provision.section))
        return duty or next((section.duty for section in around if section.duty), ())

    def is_owed_by(self, provision: Provision, party: str) -> bool:
        """Whether a party owes a provision, alone or with others; ``all`` means each party of the code.

        ``party`` is the id of a party, or that of a side: then one party of the side is enough. An id that the code
        does not have owes nothing.
        """
        owed = self.owed_by(provision)
        parties = [one.id for one in self.code.parties if party in {one.id, one.side}]
        return any(ALL_PARTIES in owed or one in owed for one in parties)

    def duty_of(self, provision: Provision) -> tuple[str, ...]:
        """Names of the parties that owe a provision."""
        return self.party_names(self.owed_by(provision))

    def party_names(self, duty: Iterable[str]) -> tuple[str, ...]:
        """Names of the parties with these ids."""
        return tuple("all parties" if party == ALL_PARTIES else self._parties.get(party, party) for party in duty)
