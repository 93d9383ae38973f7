"""Every question's request -> let in with an Asker that has room for it, or told at once that too many ask.

On the event loop, before a thread is taken or Gradio's queue: who is refused must not wait for those who are answered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.errors import Overloaded
from assistant.web.bounding import Bounded
from assistant.web.security import read_body, refuse, replaying
from assistant.web.wording import OVERLOADED

ASK_AGAIN_S = 3
API_QUESTIONS = frozenset({"/api/ask", "/api/ask/stream", "/api/search"})


class Entrance:
    """Puts the Asker of a question that was let in into its scope; everything else passes untouched.

    `page_questions` tells for each address of Gradio's queue which of its functions answer questions.
    """

    def __init__(self, app: ASGIApp, *, bounded: Bounded, page_questions: Mapping[str, frozenset[int]]) -> None:
        self._app = app
        self._bounded = bounded
        self._page_questions = page_questions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        path = scope["path"] if scope["type"] == "http" and scope["method"] == "POST" else ""
        if path in API_QUESTIONS:
            return await self._answer(scope, receive, send)
        if functions := self._page_questions.get(path):
            body = await read_body(receive) or b""
            receive = replaying(body, receive)
            # It is asked after its request, which only puts it in Gradio's queue.
            if _function(body) in functions and not await self._let_in(scope, send):
                return None
        return await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        asker = await self._let_in(scope, send)
        if asker:
            try:
                await self._app(scope, receive, send)
            finally:
                asker.let_out()

    async def _let_in(self, scope: Scope, send: Send) -> Bounded | None:
        try:
            asker = scope["asker"] = self._bounded.let_in()
        except Overloaded:
            await refuse(send, 429, OVERLOADED, retry_after_s=ASK_AGAIN_S)
            return None
        return asker


def _function(body: bytes) -> int | None:
    """Which of a page's functions Gradio's queue is to call."""
    try:
        joined = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = joined.get("fn_index") if isinstance(joined, dict) else None
    return number if isinstance(number, int) else None
