"""The app over the fake assistant: for a client in this process, and served on a port for a browser."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.web.app import create_app
from tests.web.fake import FakeAssistant

INTRANET = "http://intranet.example.vn"


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
