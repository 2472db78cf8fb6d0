"""A draft beside the document that it was made from: every doubt in turn, and a key for each change."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from compact_core.content.whole import put, put_new
from compact_core.documents import edits
from compact_core.documents.edits import DraftHistory, Version
from compact_core.documents.recasting import OFFERED, pieces_of, texts_of, words_to_restate
from compact_core.documents.writing import draft_text
from compact_core.errors import CompactsError
from compact_core.text import clean, count, readable, shorten
from compact_tui import safe
from compact_tui.host import host_of
from compact_tui.key_line import hidden
from compact_tui.layout import lines_of
from compact_tui.library.drafts import doubt_runs, levels_of, lines_page, mark_of, part_runs
from compact_tui.library.parts_screen import PartsScreen, RestateScreen, next_of
from compact_tui.questions import ChoiceScreen, PromptScreen, ask, confirm
from compact_tui.reading_pane import ReadingPane
from compact_tui.reasons import explained
from compact_tui.safe import Run
from compact_tui.saved_files import typed_path

if TYPE_CHECKING:
    from compact_core.documents.document import Doubt
    from compact_core.model import Part
    from compact_tui.library.drafts import OpenedDraft

_SHOWN = 70
"""Characters of a piece in the list of places to split at."""
_DONE = "No doubt is left. Ctrl+s writes the draft to a file; r restates a part in plain words of your own."
_DOUBTS_LEFT = "Nothing is in doubt here. N goes to the next doubt."
_UNWRITTEN = "What you changed in the draft is not written to a file, and would be lost."
_MOST_NAMES = 100


class WrittenDraft(NamedTuple):
    """What was written of a draft."""

    path: str
    """Its file; empty for none."""
    data: bytes
    """What was written."""
    version: Version
    """The version that it was."""


class DraftScreen(PartsScreen):
    """The parts of a draft on one side, the lines of the document on the other, and below them the next doubt."""

    HELP = """
        Go through a draft that was made from a document.

        On one side stand the parts of the draft, on the other the lines of the document; those of the chosen part are
        marked with ▸. A ? stands before a part with an open doubt, and the doubt is told below. Look at the lines,
        then press a key: A accepts what was assumed. K gives the part another kind. M merges it with the part before.
        S splits it. I moves it into the part before, o moves it out. D leaves it out, and asks why. Each of these
        settles the doubt, and the next one comes by itself.

        R restates the part in plain words of your own. U undoes the latest change, as often as you like. The arrow
        keys choose any part, and n goes to the next doubt. Ctrl+s writes the draft to a file; what is still open
        stands in it as remarks. What no key changes, such as the title or who owes a promise, is changed in the file:
        leave such a doubt open if it is wrong.
        """

    LOSS = _UNWRITTEN, "Leave, and lose it"
    LIST = "The draft"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Accept", id="draft.accept", tooltip="Accept what was assumed"),
        Binding("k", "kind", "Kind", id="draft.kind", tooltip="Give the part another kind"),
        Binding("m", "merge", "Merge", id="draft.merge", tooltip="Merge the part with the one before"),
        Binding("s", "split", "Split", id="draft.split", tooltip="Split the part in two"),
        Binding("i", "move_in", "In", id="draft.in", tooltip="Move the part into the one before it"),
        Binding("o", "move_out", "Out", id="draft.out", tooltip="Move the part out of the one around it"),
        Binding("d", "drop", "Drop", id="draft.drop", tooltip="Leave the part out, with a reason"),
        Binding("r", "restate", "Restate", id="draft.restate", tooltip="Restate the part in plain words"),
        Binding("u", "undo", "Undo", id="draft.undo", tooltip="Undo the latest change"),
        Binding("ctrl+s", "write", "Write", id="draft.write", tooltip="Write the draft to a file"),
        Binding("n", "next", "Next", id="draft.next", tooltip="Go to the next doubt"),
        hidden("escape", "back", "Back", id="draft.back", tooltip="Go back; asks first when something would be lost"),
    ]

    def __init__(self, draft: OpenedDraft) -> None:
        """Show a draft."""
        super().__init__()
        self._file = draft.document
        self._written = WrittenDraft(draft.path, draft.data, draft.revision.now)
        self._use(draft.revision)

    def below(self) -> ComposeResult:
        """The doubt about the chosen part."""
        yield Static(id="doubt")

    def on_mount(self) -> None:
        """Begin with the first doubt."""
        self.listing.focus()
        self._show(self._next_doubt(0))

    def on_resize(self) -> None:
        """Fit the lines to the new width."""
        self._show(self.at)

    def on_option_list_option_selected(self) -> None:
        """Accept what was assumed."""
        self.action_accept()

    @property
    def unsaved(self) -> bool:
        """Whether changes would be lost."""
        return self._written.version is not self._revision.now

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        """There has to be something to accept, to undo, or to go to."""
        if action == "accept":
            return bool(self._doubt)
        if action == "undo":
            return len(self._revision.versions) > 1
        return action != "next" or bool(self._revision.now.doubts)

    def action_accept(self) -> None:
        """Settle the doubt, and go to the next."""
        if self._doubt:
            self._take(self._revision.now.settled(self._doubt), settled=True)

    def action_kind(self) -> None:
        """Ask for the kind."""
        before = OFFERED.index(self.part.kind) if self.part.kind in OFFERED else 0
        names = [kind.replace("-", " ").replace("section", "section: a heading") for kind in OFFERED]
        question = ChoiceScreen(f"What is this? {self._named}", names, before)
        ask(self.app, question, lambda chosen: self._change(edits.change_kind, OFFERED[chosen]))

    def action_merge(self) -> None:
        """Merge the part with the one before it."""
        self._change(edits.merge)

    @explained
    def action_split(self) -> None:
        """Split the part; ask where when there is more than one place."""
        pieces = pieces_of(self.part)
        lines = self._revision.imported.blocks
        if not pieces[2:]:
            self._change(edits.split, 1, lines)
            return
        question = ChoiceScreen("Where does the second part begin?", [shorten(piece, _SHOWN) for piece in pieces[1:]])
        ask(self.app, question, lambda chosen: self._change(edits.split, chosen + 1, lines))

    def action_move_in(self) -> None:
        """Move the part in."""
        self._change(edits.move_in)

    def action_move_out(self) -> None:
        """Move the part out."""
        self._change(edits.move_out)

    def action_drop(self) -> None:
        """Ask why the part is left out, and with what stands in it or without."""
        inside = edits.inside_of(self._revision.now.parts, self.part.id)
        lines = self._revision.imported.blocks

        def why(*, whole: bool) -> None:
            what = f"Why is this left out? {self._named}"
            more = f"{count(len(inside), 'part')} in it will be left out too." if whole else ""
            question = PromptScreen(*filter(None, (what, more)))
            ask(self.app, question, lambda reason: self._change(partial(edits.drop, whole=whole), reason, lines))

        if inside:
            ways = ("Only this part; what stands in it stays", f"This part, with {count(len(inside), 'part')} in it")
            ask(self.app, ChoiceScreen(f"Leave out: {self._named}", ways), lambda way: why(whole=bool(way)))
        else:
            why(whole=False)

    @explained
    def action_restate(self) -> None:
        """Ask for plain words; this settles no doubt."""
        part = self.part
        own = words_to_restate(part)
        before = self._revision.now.restated.get(part.id, own)
        ask(self.app, RestateScreen(own, before), lambda text: self._change(edits.restate, text, settles=False))

    def action_undo(self) -> None:
        """Go back to the version before, and to the doubt that was settled since."""
        undone = self._revision.now
        self._use(self._revision.undone())
        open_again = [doubt for doubt in self._revision.now.doubts if doubt not in undone.doubts]
        self._show(self._position(open_again[0]) if open_again else self.at)
        self.refresh_bindings()

    def action_next(self) -> None:
        """Go to the next doubt, after the last one to the first."""
        self.listing.highlighted = self._next_doubt(self.at + 1)

    @explained
    def action_write(self) -> None:
        """Write the draft: into the file that was written before, if nobody changed it since, or into a new one."""
        path = self._written.path
        if path and _reads(path) == self._written.data:
            self._write(path, put)
        else:
            question = PromptScreen("Write the draft to this file:", usual=path or self._usual, accept=self._write_new)
            ask(self.app, question, lambda _: None)

    @explained
    def action_keep(self) -> None:
        """Write the draft, because the program ends: into its file, or into one that is not there yet."""
        if self.unsaved:
            path = self._written.path
            if path and _reads(path) == self._written.data:
                self._write(path, put)
            else:
                stem = self._usual.removesuffix(".toml")
                names = (f"{stem}{more}.toml" for more in ("", *(f"-{number}" for number in range(2, _MOST_NAMES))))
                self._write(next((name for name in names if not os.path.lexists(name)), self._usual), put_new)

    def action_back(self) -> None:
        """Go back; ask first when changes would be lost."""
        if self.unsaved:
            confirm(self.app, f"Go back? {_UNWRITTEN}", "Go back", self.dismiss)
        else:
            self.dismiss()

    # changes

    @explained
    def _change(self, change: Callable[..., Version], *more: object, settles: bool = True) -> None:
        """Make a change, which settles the doubt that is shown about the part."""
        now, doubt = self._revision.now, self._doubt
        doubt = doubt if settles and doubt and doubt.part else None
        version = change(now.settled(doubt) if doubt else now, self.part.id, *more)
        self._take(version, settled=bool(doubt))

    def _take(self, version: Version, *, settled: bool) -> None:
        """Show a new version; where a doubt was settled, the next one comes by itself."""
        at, before = self.at, self.part.id
        self._use(self._revision.then(version))
        at = self._positions.get(before, max(at - 1, 0))
        self._show(self._next_doubt(at) if settled and version.doubts else at)
        self.refresh_bindings()

    def _use(self, revision: DraftHistory) -> None:
        """Go on with a version, and look up where its parts are."""
        self._revision = revision
        self._positions = {part.id: at for at, part in enumerate(revision.now.parts)}

    # files

    @property
    def _file_name(self) -> str:
        return clean(readable(Path(self._file).name))

    @property
    def _usual(self) -> str:
        return str(Path(self._file).with_suffix(".toml"))

    def _write_new(self, name: str) -> None:
        """Write the draft to a new file."""
        path = str(typed_path(name))
        if not path.endswith(".toml"):
            raise CompactsError("The name of a code file ends with .toml.")
        if os.path.lexists(path):
            raise CompactsError(f"{readable(path)} is there already. Choose another name.")
        self._write(path, put_new)

    def _write(self, path: str, write: Callable[[str, bytes], None]) -> None:
        """Write the draft, and say so."""
        now = self._revision.now
        data = draft_text(self._revision.draft(), self._file_name).encode()
        try:
            write(path, data)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", "") or error
            raise CompactsError(f"This cannot be written to {readable(path)}: {why}. Choose another name.") from error
        self._written = WrittenDraft(path, data, now)
        host_of(self.app).read_again()
        left = f" {count(len(now.doubts), 'doubt')} stand in it as remarks." if now.doubts else ""
        self.notify(safe.plain(f"Written to {readable(path)}.{left}"), markup=False, timeout=4)

    # what is shown

    @property
    def parts(self) -> Sequence[Part]:
        """The parts of the latest version."""
        return self._revision.now.parts

    @property
    def _named(self) -> str:
        return shorten(" ".join([self.part.number, *texts_of(self.part)]), _SHOWN)

    @property
    def _doubt(self) -> Doubt | None:
        """The first doubt about the chosen part."""
        return next((doubt for doubt in self._revision.now.doubts if self._position(doubt) == self.at), None)

    def _position(self, doubt: Doubt) -> int:
        """The position of the part that a doubt is about; of the first for the whole document."""
        return self._positions.get(doubt.part, 0)

    def _next_doubt(self, start: int) -> int:
        """The position of the next part with a doubt, from one on; after the last one that of the first."""
        return next_of(sorted(map(self._position, self._revision.now.doubts)), start, min(start, self.at))

    def _show(self, at: int) -> None:
        """Show the parts of the latest version, one of them chosen."""
        version = self._revision.now
        levels = levels_of(version.parts)
        doubtful = frozenset(version.parts[self._position(doubt)].id for doubt in version.doubts)
        lines = (part_runs(part, levels[part.id], mark_of(version, part, doubtful)) for part in version.in_our_words())
        self.show_parts((safe.line(runs, {}, self.room) for runs in lines), min(at, len(version.parts) - 1))

    def show_chosen(self) -> None:
        """Show how far it is, the doubt, and the lines of the document."""
        now = self._revision.now
        left = f"{count(len(now.doubts), 'doubt')} open" if now.doubts else "no doubt open"
        restated = f", {len(now.restated)} restated" if now.restated else ""
        text = f"{self._file_name}: {count(len(now.parts), 'part')}, {left}{restated}"
        self.query_one("#where", Static).update(safe.content(text))
        doubt = self._doubt
        runs = doubt_runs(doubt) if doubt else [Run(_DOUBTS_LEFT if now.doubts else _DONE, "$quiet")]
        self.query_one("#doubt", Static).update(safe.paragraphs(runs))
        pane = self.query_one(ReadingPane)
        page, before = lines_page(self._revision, self.at, doubt)
        above = len(lines_of(before, {}, max(pane.text_width, 1)))
        pane.show(page, max(above - pane.size.height // 3, 0))
        self.refresh_bindings()


def _reads(path: str) -> bytes:
    """What a file holds; nothing when it cannot be read."""
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""
