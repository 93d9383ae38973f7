"""Questions that arrive -> tickets, as many as may be answered or wait, without waiting; for others, Overloaded."""

from __future__ import annotations

from threading import Lock
from time import monotonic

from assistant.errors import Overloaded

UNUSED_S = 20.0  # the chat page's queue may drop a question without a word, when its visitor leaves


class Line:
    """Those who were let in and have no answer yet; threads and the event loop may share it."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._inside: set[Ticket] = set()
        self._lock = Lock()

    def enter(self) -> Ticket:
        """Let one more in. Never waits; raises Overloaded when there is no room."""
        with self._lock:
            if len(self._inside) >= self._room:
                self._inside = {ticket for ticket in self._inside if not ticket.is_lost}
            if len(self._inside) >= self._room:
                raise Overloaded
            ticket = Ticket(self)
            self._inside.add(ticket)
        return ticket

    def leave(self, ticket: Ticket) -> None:
        """Let one out; who is out already stays so."""
        with self._lock:
            self._inside.discard(ticket)

    def use(self, ticket: Ticket) -> bool:
        """Say that its question is asked now; False if it was asked before or waited so long that others came in."""
        with self._lock:
            fresh = ticket in self._inside and not ticket.used
            ticket.used = True
        return fresh


class Ticket:
    """One question's room in the line, for good once it is asked."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._until = monotonic() + UNUSED_S
        self.used = False

    @property
    def is_lost(self) -> bool:
        """Whether nobody seems to come with it any more."""
        return not self.used and monotonic() > self._until

    def use(self) -> bool:
        """Ask its question; False if that was done or comes too late."""
        return self._line.use(self)

    def leave(self) -> None:
        """Make room for the next."""
        self._line.leave(self)

    def leave_unused(self) -> None:
        """Make room for the next if nothing was asked."""
        if self.use():
            self.leave()
