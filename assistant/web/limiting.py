"""Requests of each client -> allowed on, or refused with 429 while the client is too fast."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import monotonic

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.security import refuse
from assistant.web.wording import TOO_FAST

CLIENTS_REMEMBERED = 10_000
UNCOUNTED = frozenset({"/healthz", "/readyz", "/metrics"})
# What makes the assistant work: questions to the API, and events of the chat page, for the most part questions too.
_QUESTIONS = re.compile(r"/api/(ask|ask/stream|search)|(/en)?/gradio_api/(queue/join|(run|call|api)/.*)")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one client may ask of the app, and all clients together; a rate of 0 is no limit."""

    questions_a_minute: int = 600
    requests_a_minute: int = 6000
    answers_at_once: int = 8
    answer_timeout_s: float = 120.0


class Limiter:
    """Counts the requests of each client: a signed-in visitor, else an address, in IPv6 its /64."""

    def __init__(self, app: ASGIApp, *, limits: Limits, now: Callable[[], float] = monotonic) -> None:
        self._app = app
        self._questions = Buckets(limits.questions_a_minute)
        self._requests = Buckets(limits.requests_a_minute)
        self._now = now

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        wait_s = self._wait_s(scope) if scope["type"] == "http" else 0.0
        if wait_s:
            seconds = ceil(wait_s)
            return await refuse(send, 429, TOO_FAST.format(seconds=seconds), retry_after_s=seconds)
        await self._app(scope, receive, send)

    def _wait_s(self, scope: Scope) -> float:
        if scope["path"] in UNCOUNTED:
            return 0.0
        client, now = _client(scope), self._now()
        wait_s = self._requests.take(client, now)
        if not wait_s and scope["method"] == "POST" and _QUESTIONS.fullmatch(scope["path"]):
            wait_s = self._questions.take(client, now)
        return wait_s


class Buckets:
    """A bucket of tokens for each client: full at first, filled again steadily.

    Of at most `clients` clients; those that were silent longest are forgotten first, so memory stays bounded.
    """

    def __init__(self, a_minute: int, clients: int = CLIENTS_REMEMBERED) -> None:
        self._size = float(a_minute)
        self._clients = clients
        self._held: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._held)

    def take(self, client: str, now: float) -> float:
        """Take a token: 0.0, or, when there is none, the seconds until there will be one."""
        if not self._size:
            return 0.0
        tokens, seen = self._held.pop(client, (self._size, now))
        tokens = min(self._size, tokens + (now - seen) * self._size / 60)
        enough = tokens >= 1
        self._held[client] = (tokens - enough, now)  # behind all others, which are older
        if len(self._held) > self._clients:
            del self._held[next(iter(self._held))]
        return 0.0 if enough else (1 - tokens) * 60 / self._size


def _client(scope: Scope) -> str:
    visitor = scope.get("visitor")
    if visitor is not None and visitor.name:
        return f"visitor {visitor.name}"
    host = scope["client"][0] if scope.get("client") else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and not address.ipv4_mapped:
        return str(ip_network((address, 64), strict=False))
    return str(address)
