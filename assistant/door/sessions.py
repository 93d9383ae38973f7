"""A random word handed to a browser -> what it stands for, until it expires, is ended, or the app stops."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Generic, TypeVar

MOST_SESSIONS = 10_000
_Held = TypeVar("_Held")


class Sessions(Generic[_Held]):
    """Sessions in memory, each known by the digest of its word alone: what leaks from memory opens nothing."""

    def __init__(
        self, lifetime_s: float, clock: Callable[[], float] = time.monotonic, most: int = MOST_SESSIONS
    ) -> None:
        self.lifetime_s = lifetime_s
        self._clock = clock
        self._most = most
        self._held: dict[bytes, tuple[float, _Held]] = {}
        self._lock = threading.Lock()

    def begin(self, held: _Held) -> str:
        """Return a new word that stands for `held`. When there are too many, the oldest ends."""
        word = secrets.token_urlsafe(32)
        with self._lock:
            self._forget_expired()
            if len(self._held) >= self._most:
                del self._held[next(iter(self._held))]
            self._held[_key(word)] = (self._clock() + self.lifetime_s, held)
        return word

    def find(self, word: str) -> _Held | None:
        """What the word stands for, None when it never did or no longer does."""
        expires, held = self._held.get(_key(word), (0.0, None))
        return held if self._clock() < expires else None

    def end(self, word: str) -> None:
        """Make the word stand for nothing."""
        with self._lock:
            self._held.pop(_key(word), None)

    def _forget_expired(self) -> None:
        """All live equally long, so those that expire first stand first."""
        now = self._clock()
        while self._held and self._held[first := next(iter(self._held))][0] <= now:
            del self._held[first]


def _key(word: str) -> bytes:
    return sha256(word.encode("utf-8", "replace")).digest()
