"""Tries to sign in -> how long somebody has to wait before the next one."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

WINDOW_S = 15 * 60
# Failed tries within the window: of one name from one address, of one address, and of one name from anywhere.
PAIR_TRIES = 5
ADDRESS_TRIES = 30
NAME_TRIES = 60
_MOST_KEYS = 20_000
_MOST_CHARS = 64

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Try:
    """One try that was let through, counted as failed until it is forgiven."""

    at: float
    keys: tuple[tuple[_Key, int], ...]


class Throttle:
    """Counts tries before their passwords are checked, so that many at once are no way around it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[_Key, deque[float]] = {}
        self._lock = threading.Lock()

    def admit(self, name: str, address: str) -> Try | float:
        """Let a try through, or return the seconds until one would be."""
        place, name = _neighbourhood(address), name[:_MOST_CHARS]
        keys = (
            (("pair", f"{place} {name}"), PAIR_TRIES),
            (("place", place), ADDRESS_TRIES),
            (("name", name), NAME_TRIES),
        )
        with self._lock:
            now = self._clock()
            self._forget(now)
            wait_s = max(self._wait(key, most, now) for key, most in keys)
            if wait_s > 0:
                return wait_s
            for key, _ in keys:
                self._tries.setdefault(key, deque()).append(now)
        return Try(now, keys)

    def forgive(self, passed: Try) -> None:
        """Count a try no longer: it was right."""
        with self._lock:
            for key, _ in passed.keys:
                if passed.at in self._tries.get(key, ()):
                    self._tries[key].remove(passed.at)

    def _wait(self, key: _Key, most: int, now: float) -> float:
        tries = self._tries.get(key)
        while tries and tries[0] <= now - WINDOW_S:
            tries.popleft()
        return tries[-most] + WINDOW_S - now if tries and len(tries) >= most else 0.0

    def _forget(self, now: float) -> None:
        """Bound the memory: drop what no longer counts, and the older half when too much still does."""
        if len(self._tries) > _MOST_KEYS:
            recent = {key: tries for key, tries in self._tries.items() if tries and tries[-1] > now - WINDOW_S}
            self._tries = recent if len(recent) <= _MOST_KEYS else dict(list(recent.items())[len(recent) // 2 :])


def _neighbourhood(address: str) -> str:
    """An IPv6 visitor has a whole /64 to try from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address[:_MOST_CHARS]
    return str(ipaddress.ip_network((parsed, 64), strict=False)) if parsed.version == 6 else str(parsed)
