"""A response of httpx or httpx2 -> the same response, which fails once it has sent too many bytes.

A line without end would otherwise fill the memory until the time is up: both gather a line before they hand it on.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from assistant.answering.chat.failures import ChatFailed

# A token arrives in some 300 bytes of JSON, so that the longest reply takes a sixth of this.
MOST_BYTES = 2_000_000


def capping(byte_stream: type, most_bytes: int = MOST_BYTES) -> Callable[[Any], Awaitable[None]]:
    """Return a response hook for a client whose streams are subclasses of `byte_stream`."""
    capped = type("CappedStream", (_Capped, byte_stream), {})

    async def cap(response: Any) -> None:
        response.stream = capped(response.stream, most_bytes)

    return cap


class _Capped:
    def __init__(self, stream: Any, most_bytes: int) -> None:
        self._stream = stream
        self._left = most_bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            self._left -= len(part)
            if self._left < 0:
                raise ChatFailed("endless", "bytes")
            yield part

    async def aclose(self) -> None:
        await self._stream.aclose()
