"""Answers just given -> the same answers by a random id, for an hour and in memory only, for whoever asked.

By this id a page exports an answer, shows it again or says what it thinks of it: nothing that a client sends is ever
taken for an answer of ours, and a question need not be asked again, which could be answered otherwise by then.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from assistant.domain import Answer, Filters
from assistant.door.visitor import ANYBODY, Visitor

LASTING_S = 3600.0
MOST_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Kept:
    """A question with the filters it was asked under, its answer, and the visitor who asked.

    A question asked `alone` was not completed from those before it.
    """

    question: str
    answer: Answer
    filters: Filters = field(default_factory=Filters)
    asked_by: Visitor = ANYBODY
    alone: bool = False


class Answers:
    """The latest answers. Methods may be called from several threads at once."""

    def __init__(
        self, *, most: int = MOST_KEPT, lasting_s: float = LASTING_S, clock: Callable[[], float] = monotonic
    ) -> None:
        self._most = most
        self._lasting_s = lasting_s
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Kept]] = OrderedDict()
        self._lock = Lock()

    def keep(self, kept: Kept) -> str:
        """Return the id under which an answer is found from now on; the oldest makes room for it."""
        answer_id = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[answer_id] = (self._clock() + self._lasting_s, kept)
            while len(self._kept) > self._most or next(iter(self._kept.values()))[0] <= self._clock():
                self._kept.popitem(last=False)
        return answer_id

    def find(self, answer_id: str, asked_by: Visitor) -> Kept | None:
        """Return the answer of that id, None when it is forgotten or was given to somebody else.

        Who may read other collections by now is somebody else: the answer quotes what could be read then.
        """
        with self._lock:
            until, kept = self._kept.get(answer_id, (0.0, None))
        return kept if kept and until > self._clock() and kept.asked_by == asked_by else None
