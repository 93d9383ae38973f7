"""A LangChain chat model and a prompt -> its reply, piece by piece, within a time that no server can stretch."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from contextlib import aclosing
from functools import lru_cache
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING, Any

from assistant.answering.chat.failures import ChatFailed, failure_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MAX_REPLY_CHARS = 8_000
# A piece is mostly a token; pieces without text come from models that think, or from a server that went astray.
MAX_PIECES = 2_000
# For a call to tell how it ended, after it said that it has.
_ENDING_S = 1.0
# How the last piece of a reply says that it is the last.
_ENDINGS = ("finish_reason", "done_reason", "stop_reason", "stopReason")

log = logging.getLogger(__name__)
_starting = threading.Lock()


class ChatEndpoint:
    """Asks one chat model, streamed. May be used from several threads at once.

    With `says_when_done`, a stream that ends without the sign of its end was cut.
    """

    def __init__(self, model: BaseChatModel, *, says_when_done: bool = False) -> None:
        self._model = model
        self._says_when_done = says_when_done

    def stream(self, system: str, user: str, timeout_s: float) -> Iterator[str]:
        """Yield the reply piece by piece; whoever asks for no more ends the call.

        Raises ChatFailed after `timeout_s` seconds at the latest, whatever the server does.
        """
        with _starting:
            loop = _background_loop()
        handed: SimpleQueue[str | None] = SimpleQueue()
        ends = monotonic() + timeout_s
        heard = asyncio.run_coroutine_threadsafe(self._listen(system, user, timeout_s, handed), loop)
        try:
            while (piece := handed.get(timeout=max(ends - monotonic(), 0))) is not None:
                yield piece
            heard.result(max(ends - monotonic(), _ENDING_S))
        except (Empty, TimeoutError):
            raise ChatFailed("silent") from None
        finally:
            heard.cancel()

    async def _listen(self, system: str, user: str, timeout_s: float, handed: SimpleQueue[str | None]) -> None:
        try:
            async with asyncio.timeout(timeout_s):
                await self._read(system, user, handed)
        except Exception as exc:  # any library may stand behind a model; its failure is told by ChatFailed
            raise failure_of(exc) from None
        finally:
            handed.put(None)

    async def _read(self, system: str, user: str, handed: SimpleQueue[str | None]) -> None:
        length, pieces_left, ended = 0, MAX_PIECES, False
        async with aclosing(self._model.astream([("system", system), ("human", user)])) as pieces:  # type: ignore[type-var]
            async for piece in pieces:
                length += len(piece.text)
                pieces_left -= 1
                ended = ended or any(piece.response_metadata.get(key) for key in _ENDINGS)
                if length > MAX_REPLY_CHARS or pieces_left < 0:
                    raise ChatFailed("endless", f"{length} characters")
                handed.put(piece.text)
        if self._says_when_done and not ended:
            raise ChatFailed("cut", "no end")


@lru_cache(maxsize=1)
def _background_loop() -> asyncio.AbstractEventLoop:
    """The one loop that all calls run in: an HTTP client's connections belong to the loop that made them."""
    loop = asyncio.new_event_loop()
    loop.set_exception_handler(_log_kind)
    threading.Thread(target=loop.run_forever, name="chat-model", daemon=True).start()
    return loop


def _log_kind(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong behind a call that is over, without its words, which may quote the request."""
    log.debug("after a call of the chat model: %s", type(context.get("exception")).__name__)
