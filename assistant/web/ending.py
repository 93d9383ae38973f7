"""An app -> the same app, whose open answers end when the server stops: a page left open holds one for hours."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LAST_S = 5  # uvicorn's own patience: beyond it, it cancels what is left and logs that as an error


class Ending:
    """The app, each of whose answers can be ended."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._running: set[asyncio.Task[object]] = set()
        self._is_ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        task = asyncio.current_task()
        if scope["type"] != "http" or task is None:
            return await self._app(scope, receive, send)
        answer = _Answer(send)
        self._running.add(task)
        try:
            await self._app(scope, receive, answer.send)
        except asyncio.CancelledError:
            if not self._is_ending:
                raise
            task.uncancel()
            await answer.end()
        finally:
            self._running.discard(task)

    def end(self) -> None:
        """End all answers that are still being given, each where it is."""
        self._is_ending = True
        for task in self._running:
            task.cancel()


class EndingServer(uvicorn.Server):
    """A server that, told to stop, gives open answers so many seconds before it ends them without a word."""

    def __init__(self, config: uvicorn.Config, ending: Ending, *, after_s: float) -> None:
        super().__init__(config)
        self._ending = ending
        self._after_s = after_s

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop listening, wait, end what is left."""
        timer = asyncio.get_running_loop().call_later(self._after_s, self._ending.end)
        await super().shutdown(sockets)
        timer.cancel()


class _Answer:
    """What is sent of one answer, so that it can be brought to an end that HTTP allows."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._has_begun = False
        self._is_whole = False

    async def send(self, message: Message) -> None:
        await self._send(message)
        self._has_begun = True
        self._is_whole = message["type"] == "http.response.body" and not message.get("more_body", False)

    async def end(self) -> None:
        if not self._has_begun:
            headers = [(b"content-length", b"0"), (b"connection", b"close")]
            await self._send({"type": "http.response.start", "status": 503, "headers": headers})
        if not self._is_whole:
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
