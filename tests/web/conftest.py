"""The app over the fake assistant: for a client in this process, and served on a port for Debian's Chromium."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from assistant.web.app import create_app
from tests.web.fake import FakeAssistant

INTRANET = "http://intranet.example.vn"
PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# The same browser without windows: a third quicker, but it keeps no page for Back.
QUICK_CHROMIUM = shutil.which("chromium-headless-shell") or CHROMIUM
PHONE = {"width": 390, "height": 844}
# What Gradio logs when a visitor leaves a page whose stream is still open, or was just opened once more.
FAREWELLS = ("AbortError", "Connection errored out", "Unexpected error 404")
EXPECTED_MS = 15_000  # Gradio's pages start slowly on a busy machine
expect.set_options(timeout=EXPECTED_MS)
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def session_assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="session")
def app(session_assistant: FakeAssistant) -> FastAPI:
    """One app for all: building Gradio's pages takes seconds."""
    return create_app(session_assistant, embed_origins=(INTRANET,))


@pytest.fixture
def assistant(session_assistant: FakeAssistant) -> FakeAssistant:
    session_assistant.asked.clear()
    return session_assistant


@pytest.fixture
def client(app: FastAPI, assistant: FakeAssistant) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1:7860")


def served(app: FastAPI, listener: socket.socket) -> Iterator[str]:
    """Serve an app on a bound socket from another thread; yield its address."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(autouse=True)
def no_other_site(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What pages that the test opens ask of other machines; at its end that is nothing."""
    asked: list[str] = []

    def watch(context: BrowserContext) -> None:
        context.on("request", lambda sent: None if is_of_this_machine(sent.url) else asked.append(sent.url))

    new_context, new_page = Browser.new_context, Browser.new_page

    def watched_context(self: Browser, **options: Any) -> BrowserContext:
        made = new_context(self, **options)
        watch(made)
        return made

    def watched_page(self: Browser, **options: Any) -> Page:
        made = new_page(self, **options)
        watch(made.context)
        return made

    monkeypatch.setattr(Browser, "new_context", watched_context)
    monkeypatch.setattr(Browser, "new_page", watched_page)
    yield asked
    assert asked == []


def is_of_this_machine(url: str) -> bool:
    """Whether an address leads to no other machine; the names below .test are those of our own servers in tests."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "ws", "wss"):
        return parts.scheme in ("data", "blob", "about", "file")
    host = (parts.hostname or "").rstrip(".")
    return host == "localhost" or host.startswith("127.") or host.endswith(".test")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=QUICK_CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def fake() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture(scope="module")
def intranet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[socket.socket, str]]:
    """The socket our app will listen on, and another server with the example page pointing at it."""
    listener = socket.create_server(("127.0.0.1", 0))
    folder = tmp_path_factory.mktemp("intranet")
    page = (PROJECT / "examples" / "intranet.html").read_text(encoding="utf-8")
    assert "http://127.0.0.1:7860/widget.js" in page
    ours = f"http://127.0.0.1:{listener.getsockname()[1]}"
    (folder / "index.html").write_text(page.replace("http://127.0.0.1:7860", ours), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield listener, f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def base(fake: FakeAssistant, intranet: tuple[socket.socket, str]) -> Iterator[str]:
    listener, origin = intranet
    yield from served(create_app(fake, embed_origins=(origin,)), listener)


@pytest.fixture
def open_page(browser: Browser, base: str) -> Iterator[Open]:
    """Open a page of ours; at the end no page has erred, broken its policy, or asked another site for anything."""
    contexts, complaints = [], []

    def open_one(path: str = "/", *, origin: str = base, **options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-US", "viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda sent: None if is_ours(sent.url, base, origin) else complaints.append(sent.url))
        page.goto(origin + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert [said for said in complaints if not any(farewell in said for farewell in FAREWELLS)] == []


def is_ours(url: str, *origins: str) -> bool:
    return url.startswith(("data:", "blob:", *(f"{origin}/" for origin in origins)))
