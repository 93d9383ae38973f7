"""What a chat model's library raises -> one ChatFailed that says which of a few things went wrong."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Literal

Reason = Literal[
    "unreachable",
    "key",
    "busy",
    "refused",
    "broken",
    "silent",
    "cut",
    "garbage",
    "obedient",
    "endless",
    "too_long",
    "failed",
]
_OF_STATUS: dict[int, Reason] = {401: "key", 403: "key", 408: "silent", 429: "busy"}
# Every library wraps its own HTTP client's errors, whose names agree while their classes don't.
_OF_NAME: dict[str, Reason] = {
    "ConnectError": "unreachable",
    "ConnectionError": "unreachable",
    "RemoteProtocolError": "cut",
    "ReadError": "cut",
    "WriteError": "cut",
    "DecodingError": "garbage",
    "APIError": "broken",
    "ResponseError": "broken",
}


class ChatFailed(Exception):
    """No usable reply came. The text holds neither the question nor the key: it may be logged."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason} ({detail})" if detail else reason)
        self.reason = reason


def failure_of(error: Exception) -> ChatFailed:
    """Return why a call failed, told by its status or by the kind of error, never by its words."""
    chain = tuple(_chain(error))
    for link in chain:
        if isinstance(link, ChatFailed):
            return link
        if status := _status(link):
            return ChatFailed(_of_status(status), f"HTTP {status}")
    reasons = tuple(reason for link in chain if (reason := _of_kind(link)))
    names = " < ".join(type(link).__name__ for link in chain)
    # The innermost that is known: a library's APIConnectionError may hide a refused or a broken connection.
    return ChatFailed(reasons[-1] if reasons else "failed", names)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or link.__context__


def _status(error: BaseException) -> int:
    found = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return found if isinstance(found, int) and found >= 300 else 0


def _of_status(status: int) -> Reason:
    return _OF_STATUS.get(status) or ("broken" if status >= 500 else "refused")


def _of_kind(error: BaseException) -> Reason | None:
    if isinstance(error, TimeoutError) or "Timeout" in type(error).__name__:
        return "silent"
    if isinstance(error, ConnectionRefusedError | socket.gaierror):
        return "unreachable"
    if isinstance(error, ConnectionResetError | BrokenPipeError | EOFError):
        return "cut"
    if named := next((_OF_NAME[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _OF_NAME), None):
        return named
    # What isn't JSON, or is JSON of another shape, makes the library stumble in one of these ways.
    return "garbage" if isinstance(error, ValueError | TypeError | LookupError | AttributeError) else None
