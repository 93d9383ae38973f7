"""While the app is built, visitors and programs are told so; then it answers, or why it cannot is raised."""

from __future__ import annotations

import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

import pytest
from fastapi import FastAPI

from assistant.errors import ModelMissing
from assistant.web.serve import listen, serve
from assistant.web.wording import EN, VI
from tests.web.starting import Served


def get(address: str, framed_by: str = "") -> tuple[int, str, str]:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as refused:
        assert refused.headers["Retry-After"]
        _, framers = refused.headers["Content-Security-Policy"].split("frame-ancestors ")
        assert framed_by in framers
        return refused.code, refused.headers["Content-Type"], refused.read().decode()


def built(lived: list[str]) -> FastAPI:
    @contextmanager
    def noted() -> Iterator[None]:
        lived.append("began")
        yield
        lived.append("ended")

    async def lifespan(app: FastAPI) -> Any:
        with noted():
            yield

    from contextlib import asynccontextmanager

    app = FastAPI(lifespan=asynccontextmanager(lifespan))

    @app.get("/")
    def page() -> str:
        return "trang"

    return app


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", VI),
        ("/?tab=figures", VI),
        ("/en/", EN),
        ("/en", EN),
        ("/entry", VI),
        ("/embed", VI),
        ("/embed?lang=en", EN),
    ],
)
def test_a_visitor_reads_that_it_starts_on_a_page_that_opens_by_itself(path: str, words: Any) -> None:
    with Served(FastAPI).running() as address:
        status, kind, page = get(address + path)
    assert (status, kind) == (503, "text/html; charset=utf-8")
    assert words.starting in page
    assert words.starting_hint in page
    assert 'http-equiv="refresh"' in page


@pytest.mark.parametrize("path", ["/api/reports", "/readyz", "/metrics", "/ui/page.js", "/gradio_api/queue/join"])
def test_a_program_is_told_in_json_when_to_come_back(path: str) -> None:
    with Served(FastAPI).running() as address:
        status, kind, body = get(address + path)
    assert (status, kind) == (503, "application/json")
    assert "khởi động" in body


def test_the_widget_s_script_is_there_before_it_can_answer() -> None:
    with Served(FastAPI).running() as address:
        status, kind, script = get(f"{address}/widget.js?v=0")
    assert (status, kind) == (200, "text/javascript; charset=utf-8")
    assert "MeetingAssistant" in script


def test_the_pages_that_may_frame_the_widget_may_frame_the_page_that_it_starts() -> None:
    """Else the browser would blank the frame on the intranet."""
    opened, let_go = threading.Event(), threading.Event()

    def build() -> Any:
        opened.set()
        let_go.wait(10)
        raise ModelMissing("x")

    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    origin = "http://noi-bo.example.test"
    serving = threading.Thread(target=lambda: refuses(build, port=port, embed_origins=(origin,)), daemon=True)
    serving.start()
    assert opened.wait(10)
    try:
        get(f"http://127.0.0.1:{port}/embed", framed_by=origin)
    finally:
        let_go.set()
        serving.join(10)
    assert not serving.is_alive()


def refuses(build: Callable[[], Any], **options: Any) -> None:
    with pytest.raises(ModelMissing):
        serve(build, host="127.0.0.1", **options)


def test_it_is_alive_before_it_is_ready() -> None:
    with Served(FastAPI).running() as address:
        assert get(f"{address}/healthz")[0] == 200


def test_then_the_app_answers_and_lives_from_its_start_to_its_end() -> None:
    lived: list[str] = []
    served = Served(lambda: built(lived))
    with served.running() as address:
        served.go.set()
        assert served.ready.wait(5)
        assert get(address) == (200, "application/json", '"trang"')
        assert lived == ["began"]
    assert lived == ["began", "ended"]


def test_a_server_that_is_stopped_while_it_starts_does_not_wait_for_it() -> None:
    began = monotonic()
    with Served(lambda: sleep(30)).running() as address:
        get(address)
    assert monotonic() - began < 5


def test_why_it_cannot_start_is_raised_where_it_was_served() -> None:
    def build() -> Any:
        raise ModelMissing("Prepare the model: python -m assistant model")

    with pytest.raises(ModelMissing, match="python -m assistant model"):
        serve(build, host="127.0.0.1", port=0)
