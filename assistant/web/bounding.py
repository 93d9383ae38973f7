"""An Asker -> the same Asker that answers only so many questions at once, and each within a time limit.

Answers are made in threads of their own. One that passes the limit is given up: who asked hears so at once, and its
thread, which nothing can stop from outside, keeps its place until it ends. So there are never more threads than places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import copy
from queue import Empty, SimpleQueue
from threading import BoundedSemaphore, Event, Thread
from time import monotonic
from typing import TypeVar

from assistant.domain import Answer, Evidence, Filters, Language, Statement, Turn
from assistant.errors import AnswerLate, Overloaded
from assistant.web.api import Asker, Shelf
from assistant.web.line import Line, Ticket
from assistant.web.schemas import AskLanguage

WAITING = 24  # questions that may wait for a place; who waits holds one of the server's 40 threads
WAIT_S = 20.0

T = TypeVar("T")
# A part, what went wrong, or None at the end.
Handed = SimpleQueue[tuple[T] | BaseException | None]


class Bounded:
    """Answers at most `at_once` questions together, each within `timeout_s`; `record` hears of every answer.

    Raises Overloaded when no place comes free in time, AnswerLate when an answer takes too long.
    """

    def __init__(
        self, asker: Asker, *, at_once: int, timeout_s: float, record: Callable[[Answer], None] = lambda _: None
    ) -> None:
        self._asker = asker
        self._places = BoundedSemaphore(at_once)
        self._line = Line(at_once + WAITING)
        self._ticket: Ticket | None = None
        self._timeout_s = timeout_s
        self._record = record
        self._running: set[Thread] = set()

    def limited_to(self, collections: frozenset[str]) -> Bounded:
        """The same for some collections; answers from any part of the library share the places."""
        limited = copy(self)
        limited._asker = self._asker.limited_to(collections)
        return limited

    def let_in(self) -> Bounded:
        """The same with room for one question. Never waits; raises Overloaded while as many wait as may."""
        with_room = copy(self)
        with_room._ticket = self._line.enter()
        return with_room

    def let_out(self) -> None:
        """Give up the room of a question that was let in, if it was not asked."""
        if self._ticket:
            self._ticket.leave_unused()

    @property
    def library(self) -> Shelf:
        """The reports behind the answers."""
        return self._asker.library

    @property
    def running(self) -> int:
        """How many answers are being made."""
        return len(self._running)

    def ask(
        self,
        question: str,
        turns: tuple[Turn, ...] = (),
        filters: Filters | None = None,
        language: AskLanguage = "auto",
    ) -> Answer:
        """Answer a question asked after `turns`."""
        asked = filters or Filters()
        (answer,) = self._made(lambda: (self._asker.ask(question, turns, asked, language),))
        return answer

    def search(self, question: str, k: int = 10, filters: Filters | None = None) -> tuple[Evidence, ...]:
        """The k passages that bear most on a question, best first."""
        (found,) = self._made(lambda: (self._asker.search(question, k, filters or Filters()),))
        return found

    def stream(
        self,
        question: str,
        turns: tuple[Turn, ...] = (),
        filters: Filters | None = None,
        language: AskLanguage = "auto",
    ) -> Iterator[Statement | Answer]:
        """Checked statements as they are ready, then the whole Answer last. Raises Overloaded before the first."""
        return self._made(lambda: self._asker.stream(question, turns, filters or Filters(), language))

    def example_questions(self, language: Language) -> tuple[str, ...]:
        """Questions the library can answer, () when it is empty."""
        return self._asker.example_questions(language)

    def report_count(self) -> int:
        """How many reports the library holds."""
        return self._asker.report_count()

    def _made(self, parts: Callable[[], Iterable[T]]) -> Iterator[T]:
        """Start making the parts once there is a place; yield them while there is time."""
        ticket = self._take_place()
        handed: Handed[T] = SimpleQueue()
        left = Event()
        thread = Thread(target=lambda: self._make(parts, handed, left, thread, ticket), daemon=True)
        self._running.add(thread)
        try:
            thread.start()
        except RuntimeError as exc:  # the system has no more threads
            self._leave_place(thread, ticket)
            raise Overloaded from exc
        return _taken(handed, left, monotonic() + self._timeout_s)

    def _make(
        self, parts: Callable[[], Iterable[T]], handed: Handed[T], left: Event, thread: Thread, ticket: Ticket
    ) -> None:
        try:
            for part in parts():
                if isinstance(part, Answer):
                    self._record(part)
                handed.put((part,))
                if left.is_set():
                    break
            handed.put(None)
        except BaseException as exc:  # raised where the parts are taken
            handed.put(exc)
        finally:
            self._leave_place(thread, ticket)

    def _take_place(self) -> Ticket:
        ticket = self._ticket
        if not (ticket and ticket.use()):
            ticket = self._line.enter()
            ticket.use()
        if not self._places.acquire(timeout=WAIT_S):
            ticket.leave()
            raise Overloaded
        return ticket

    def _leave_place(self, thread: Thread, ticket: Ticket) -> None:
        self._running.discard(thread)
        ticket.leave()
        self._places.release()


def _taken(handed: Handed[T], left: Event, until: float) -> Iterator[T]:
    try:
        while True:
            try:
                part = handed.get(timeout=max(0.0, until - monotonic()))
            except Empty:
                raise AnswerLate from None
            if part is None:
                return
            if isinstance(part, BaseException):
                raise part
            yield part[0]
    finally:
        left.set()
