"""Who is one too many hears so at once, by the API and by the page, though no thread is free to say it."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import anyio.to_thread
import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.domain import Answer, Statement
from assistant.web import bounding
from assistant.web.app import create_app
from assistant.web.bounding import Bounded
from assistant.web.limiting import Limits
from assistant.web.wording import EN, VI
from tests.web.fake import BUDGET, FakeAssistant

HOME = "http://127.0.0.1"
ASK = {"question": "Thu?"}
JOIN = ("/gradio_api/queue/join", "/en/gradio_api/queue/join")


class Held(FakeAssistant):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[Statement | Answer]:
        self.let_go.wait(20)
        yield BUDGET

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        return list(self.stream())[-1]  # type: ignore[return-value]


@pytest.fixture(scope="module")
def held() -> Held:
    return Held()


@pytest.fixture(scope="module")
def app(held: Held) -> Iterator[FastAPI]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bounding, "WAITING", 1)
        yield create_app(held, limits=Limits(questions_a_minute=0, answers_at_once=1))


@pytest.fixture
def full(app: FastAPI, held: Held) -> Iterator[None]:
    """The one place and the one room in the line are taken."""
    held.let_go.clear()
    bounded: Bounded = app.state.assistant
    askers = [threading.Thread(target=bounded.ask, args=("Thu?",)) for _ in range(2)]
    for asker in askers:
        asker.start()
    until = time.monotonic() + 5
    while len(bounded._line._inside) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    yield
    held.let_go.set()
    for asker in askers:
        asker.join(10)


def functions(client: TestClient, path: str) -> dict[bool, list[int]]:
    """The numbers of Gradio's functions of a page, by whether they are asked by the question box or an example."""
    config = client.get(path.replace("gradio_api/queue/join", "config")).json()
    parts = {part["id"]: part["props"] for part in config["components"]}
    found: dict[bool, list[int]] = {True: [], False: []}
    for one in config["dependencies"]:
        asks = any(
            (parts.get(part, {}).get("elem_id"), event) == ("tl-box", "submit")
            or ("tl-example" in (parts.get(part, {}).get("elem_classes") or ()) and event == "click")
            for part, event in one["targets"]
        )
        found[asks].append(one["id"])
    return found


def post_without_a_thread(app: FastAPI, path: str, body: object) -> httpx.Response:
    """The answer to a request while every thread of the server is taken."""

    async def post() -> httpx.Response:
        limiter = anyio.to_thread.current_default_thread_limiter()
        for number in range(int(limiter.total_tokens)):
            limiter.acquire_on_behalf_of_nowait(number)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME) as client:
            return await asyncio.wait_for(client.post(path, json=body), 10)

    return asyncio.run(post())


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream", "/api/search"])
def test_the_api_refuses_without_a_thread(app: FastAPI, path: str) -> None:
    refused = post_without_a_thread(app, path, ASK)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
    assert refused.json()["detail"] == f"{VI.overloaded} / {EN.overloaded}"
    assert refused.headers["x-content-type-options"] == "nosniff"


@pytest.mark.usefixtures("full")
@pytest.mark.parametrize("path", JOIN)
def test_the_page_refuses_questions_and_nothing_else_before_gradios_queue(app: FastAPI, path: str) -> None:
    client = TestClient(app, base_url=HOME)
    by_kind = functions(client, path)
    assert len(by_kind[True]) == 5  # the box and four examples
    joined = {"data": ["Thu?", None, ""], "session_hash": "abc"}
    for number in by_kind[True]:
        refused = post_without_a_thread(app, path, {**joined, "fn_index": number})
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
    assert by_kind[False]
    for number in by_kind[False]:
        assert client.post(path, json={**joined, "fn_index": number}).status_code == 200


@pytest.mark.parametrize("path", JOIN)
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b'{"fn_index": []}', b"[" * 100_000])
def test_what_is_no_question_passes_as_it_came(app: FastAPI, path: str, body: bytes) -> None:
    client = TestClient(app, base_url=HOME)
    assert client.post(path, content=body, headers={"content-type": "application/json"}).status_code in (400, 422)


def test_room_comes_back(app: FastAPI, held: Held) -> None:
    held.let_go.set()
    client = TestClient(app, base_url=HOME)
    malformed = {"question": ""}
    for _ in range(3):  # there is room for two
        assert client.post("/api/ask", json=malformed).status_code == 422
        assert client.post("/api/search", json=ASK).status_code == 200
        assert client.post("/api/ask/stream", json=ASK).status_code == 200
        assert client.post("/api/ask", json=ASK).status_code == 200


@pytest.mark.parametrize("question", ["Thu?", "  ", "a" * 5000], ids=["asked", "empty", "too long"])
def test_room_comes_back_from_the_page(app: FastAPI, held: Held, question: str) -> None:
    held.let_go.set()
    with TestClient(app, base_url=HOME) as client:
        number = functions(client, JOIN[0])[True][0]
        for session in ("a", "b", "c"):
            joined = {"data": [question, None, ""], "session_hash": session, "fn_index": number}
            assert client.post(JOIN[0], json=joined).status_code == 200
            with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as told:
                lines = [json.loads(line[6:]) for line in told.iter_lines() if line.startswith("data: ")]
            ends = [line for line in lines if line["msg"] == "process_completed"]
            assert [end["success"] for end in ends] == [True]
