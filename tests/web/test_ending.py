"""Ending: answers still being given when the server stops are brought to an end that HTTP allows, without a word."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.web.ending import Ending, EndingServer
from assistant.web.serve import listen

BEGIN = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}


async def endless(scope: Scope, receive: Receive, send: Send) -> None:
    await send(BEGIN)
    await send({"type": "http.response.body", "body": b"a", "more_body": True})
    await asyncio.sleep(60)


async def closing_by_itself(scope: Scope, receive: Receive, send: Send) -> None:
    try:
        await endless(scope, receive, send)
    finally:
        await send({"type": "http.response.body", "body": b"z", "more_body": False})


async def never_begun(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(60)


async def soon_done(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(0.4)
    await send(BEGIN)
    await send({"type": "http.response.body", "body": b"whole"})


@contextmanager
def served(app: ASGIApp) -> Iterator[tuple[str, EndingServer]]:
    ending = Ending(app)
    config = uvicorn.Config(ending, lifespan="off", log_config=None, http="h11", timeout_graceful_shutdown=10)
    server = EndingServer(config, ending, after_s=0.8)
    with listen("127.0.0.1", 0) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", server
        server.should_exit = True
        thread.join(8)
        assert not thread.is_alive()


@pytest.mark.parametrize(
    ("app", "status", "body"),
    [(endless, 200, b"a"), (closing_by_itself, 200, b"az"), (never_begun, 503, b""), (soon_done, 200, b"whole")],
)
def test_what_is_still_being_answered_when_the_server_stops(
    app: ASGIApp, status: int, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), served(app) as (url, server):
        threading.Timer(0.2, setattr, (server, "should_exit", True)).start()
        begun = time.monotonic()
        answer = httpx.get(url, timeout=20)
    assert (answer.status_code, answer.content) == (status, body)
    assert time.monotonic() - begun < 6
    assert caplog.records == []
