"""The ends of the program: left by a key, by a signal, or because of an error."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual.app import App
from textual.worker import WorkerFailed

from compact_tui.host import KeepsTyped, LosesUnsaved

if TYPE_CHECKING:
    from textual.driver import Driver


class EndingApp(App[object]):
    """An app that keeps what is typed and leaves the terminal as it was, however it ends."""

    ended_by = 0
    """The number of the signal that ended the program; 0 when none did."""

    def on_load(self) -> None:
        """Before anything is shown: end because of errors that nobody waits for, too."""
        asyncio.get_running_loop().set_exception_handler(lambda _, context: self.crash(context.get("exception")))

    @property
    def mistake(self) -> Exception | None:
        """The error that ended the program, if there was one."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error

    def get_driver_class(self) -> type[Driver]:
        """The driver of the terminal: on POSIX systems, one that ends well."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":
            return driver
        from compact_tui.posix_terminal import PosixTerminal

        return PosixTerminal

    def end_by(self, number: int) -> None:
        """Keep what is being typed, and leave, because the system says so with a signal."""
        self.ended_by = number
        self.call_later(self._keep_and_leave)

    def _keep_and_leave(self) -> None:
        for screen in self.screen_stack[-1:]:
            if isinstance(screen, KeepsTyped):
                screen.action_keep()
        self.call_later(self.exit)

    def crash(self, error: BaseException | None) -> None:
        """End because of an error in a thread, or in a task that nobody waits for."""
        if isinstance(error, Exception):
            self.call_later(self._handle_exception, error)

    def panic(self, *renderables: object) -> None:  # noqa: ARG002 - as Textual has it
        """Leave because of an error that Textual would show itself."""
        if not self._exception:
            self._exception = RuntimeError("The terminal could not be read.")
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Leave without Textual's traceback, which would show answers; the command line says what happened."""
        self._close_messages_no_wait()

    async def action_quit(self) -> None:
        """Leave the program; ask first where something would be lost."""
        losing = [screen for screen in self.screen_stack if isinstance(screen, LosesUnsaved) and screen.unsaved]
        if losing:
            from compact_tui.questions import confirm

            confirm(self, *losing[0].LOSS, self.exit)
        else:
            self.exit()
