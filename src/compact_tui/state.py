"""What is shown and the way back, as values that know nothing of screens."""

from __future__ import annotations

from typing import NamedTuple

LONGEST_TRAIL = 200
"""How many steps back are kept."""


class Place(NamedTuple):
    """Something that can be shown: an agreement, a code, a part of a code, or a file that gave none."""

    agreement: str = ""
    """Id of the agreement; empty for the start, where nothing is chosen yet."""
    code: str = ""
    """Id of the code; empty for the agreement itself."""
    item: str = ""
    """Id of the section, provision, group, table or quotation; empty for the code itself."""
    file: str = ""
    """A file, plugin or source that has problems and gave no code, by its name; nothing else is named then."""
    compared: str = ""
    """Id of another code that it is to be compared with, which a screen of its own shows; else empty."""


START = Place()


class Import(NamedTuple):
    """A document, or a draft of one, that somebody wants to open."""

    file: str = ""
    """The document or the draft; empty for none."""
    document: str = ""
    """The document of a draft, where it does not stand beside it."""
    keep_contacts: bool = False
    """Whether names, addresses and numbers of people stay in the draft."""


class View(NamedTuple):
    """A place as it was seen, so that coming back shows the same lines."""

    place: Place = START
    """What is shown."""
    scroll: int = 0
    """First line on the screen, counted from 0."""
    jump: int = -1
    """The chosen link, counted from 0; -1 when none is."""
    searching: bool = False
    """Whether the reader was in the hits of a search, above what is shown."""


class State(NamedTuple):
    """What the reading pane shows, and the views that lead back from it."""

    view: View = View()
    """What is shown now."""
    trail: tuple[View, ...] = ()
    """Where the jumps came from, the latest last."""

    def move(self, place: Place) -> State:
        """Show another place, as when walking through the tree. This leaves no trail."""
        return self if place == self.view.place else self._replace(view=View(place))

    def look(self, scroll: int, jump: int, *, searching: bool = False) -> State:
        """Note how the place is seen just now."""
        return self._replace(view=View(self.view.place, scroll, jump, searching))

    def jump(self, place: Place) -> State:
        """Follow a link: the view that is left goes on the trail."""
        return State(View(place), (*self.trail, self.view)[-LONGEST_TRAIL:])

    def back(self) -> State:
        """Return to where the last jump came from; without a trail, stay."""
        return State(self.trail[-1], self.trail[:-1]) if self.trail else self
