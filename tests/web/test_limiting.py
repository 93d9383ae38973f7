"""How much one client may ask, how much all may ask at once, and for how long: refused clearly, in bounded memory."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.domain import Answer, Evidence, Filters, Statement
from assistant.errors import AnswerLate, LibraryBusy, Overloaded
from assistant.web import bounding, security
from assistant.web.app import create_app
from assistant.web.bounding import Bounded
from assistant.web.chat import Conversation, converse
from assistant.web.limiting import Buckets, Limiter, Limits
from assistant.web.visitors import Visitor
from assistant.web.wording import EN, VI
from tests.web.fake import BUDGET, FakeAssistant

ASK = {"question": "Thu?"}


class SlowAssistant(FakeAssistant):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Semaphore(0)
        self.let_go = threading.Event()

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[Statement | Answer]:
        yield BUDGET.statements[0]
        self.begun.release()
        self.let_go.wait(10)
        yield BUDGET

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        return list(self.stream())[-1]  # type: ignore[return-value]


@pytest.fixture
def slow() -> Iterator[SlowAssistant]:
    assistant = SlowAssistant()
    yield assistant
    assistant.let_go.set()


# Buckets


def test_a_bucket_is_full_at_first_and_fills_again_steadily() -> None:
    bucket = Buckets(a_minute=3)
    assert [bucket.take("a", 100.0) for _ in range(4)] == [0, 0, 0, 20]
    assert bucket.take("a", 119.0) == pytest.approx(1)
    assert bucket.take("a", 120.0) == 0
    assert bucket.take("a", 120.0) == pytest.approx(20)
    assert [bucket.take("a", 10_000.0) for _ in range(4)] == [0, 0, 0, 20]  # never more than full


def test_clients_do_not_share_a_bucket_and_the_longest_silent_is_forgotten() -> None:
    bucket = Buckets(a_minute=1, clients=100)
    assert [bucket.take(f"client {n}", 0.0) for n in range(100)] == [0.0] * 100
    assert bucket.take("client 0", 0.0) == 60
    for n in range(100_000):
        bucket.take(f"other {n % 50_000}", 1.0)
    assert len(bucket) == 100


def test_no_limit_remembers_nobody() -> None:
    bucket = Buckets(a_minute=0)
    assert {bucket.take("a", 0.0) for _ in range(10_000)} == {0.0}
    assert len(bucket) == 0


# The limiter, over a bare application


def status_of(limiter: Limiter, path: str, client: str = "10.0.0.1", method: str = "POST", **more: Any) -> int:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "path": path, "method": method, "client": (client, 1), "headers": [], **more}
    asyncio.run(limiter(scope, None, send))  # type: ignore[arg-type]
    return int(sent[0]["status"])


async def answer_well(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})


def limiter(questions: int, requests: int = 1000) -> Limiter:
    return Limiter(answer_well, limits=Limits(questions, requests), now=lambda: 0.0)


@pytest.mark.parametrize(
    ("path", "is_question"),
    [
        *[(path, True) for path in ("/api/ask", "/api/ask/stream", "/api/search", "/gradio_api/queue/join")],
        *[(path, True) for path in ("/en/gradio_api/queue/join", "/gradio_api/call/x", "/gradio_api/run/predict")],
        *[(path, False) for path in ("/gradio_api/cancel", "/api/reports", "/api/figures", "/", "/ui/page.js")],
    ],
)
def test_questions_count_on_the_api_and_on_the_page(path: str, is_question: bool) -> None:
    tried = limiter(questions=2)
    assert [status_of(tried, path) for _ in range(3)] == [200, 200, 429 if is_question else 200]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_requests_of_any_kind_count_but_health_is_always_told(method: str) -> None:
    tried = limiter(questions=0, requests=2)
    assert [status_of(tried, "/api/figures.xlsx", method=method) for _ in range(3)] == [200, 200, 429]
    assert {status_of(tried, path, method="GET") for path in ("/healthz", "/readyz", "/metrics")} == {200}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"client": "10.0.0.1"}, {"client": "10.0.0.2"}, False),
        ({"client": "2001:db8:1:2::1"}, {"client": "2001:db8:1:2:ffff::9"}, True),
        ({"client": "2001:db8:1:2::1"}, {"client": "2001:db8:1:3::1"}, False),
        ({"client": "::ffff:10.0.0.1"}, {"client": "::ffff:10.0.0.2"}, False),
        ({"client": "testclient"}, {"client": "testclient"}, True),
        ({"visitor": Visitor("an")}, {"visitor": Visitor("an"), "client": "10.9.9.9"}, True),
        ({"visitor": Visitor("an")}, {"visitor": Visitor("binh")}, False),
        ({"visitor": Visitor()}, {"visitor": Visitor(), "client": "10.9.9.9"}, False),
    ],
)
def test_a_client_is_who_signed_in_else_an_address(first: Any, second: Any, same: bool) -> None:
    tried = limiter(questions=1)
    assert status_of(tried, "/api/ask", **first) == 200
    assert status_of(tried, "/api/ask", **second) == (429 if same else 200)


# The app


def test_who_asks_too_fast_is_told_when_to_come_back() -> None:
    client = TestClient(create_app(FakeAssistant(), limits=Limits(questions_a_minute=2)), base_url="http://127.0.0.1")
    answers = [client.post(path, json=ASK) for path in ("/api/ask", "/api/search", "/api/ask/stream")]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    seconds = int(answers[2].headers["retry-after"])
    assert 0 < seconds <= 30  # less where the first two took their time
    assert f"try again in {seconds} s" in answers[2].json()["detail"]
    assert answers[2].headers["x-content-type-options"] == "nosniff"
    assert client.post("/gradio_api/queue/join", json={}).status_code == 429
    assert client.get("/api/reports").status_code == 200


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream", "/api/search"])
def test_one_question_too_many_at_once_is_refused_before_any_answer(
    slow: SlowAssistant, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(bounding, "WAIT_S", 0.05)
    client = TestClient(create_app(slow, limits=Limits(answers_at_once=2)), base_url="http://127.0.0.1")
    with ThreadPoolExecutor(2) as others:
        running = [others.submit(client.post, "/api/ask", json=ASK) for _ in range(2)]
        for _ in running:
            assert slow.begun.acquire(timeout=10)
        refused = client.post(path, json=ASK)
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "3")
        assert EN.overloaded in refused.json()["detail"]
        assert client.get("/healthz").status_code == 200
        slow.let_go.set()
        assert [one.result().status_code for one in running] == [200, 200]
    assert client.post(path, json=ASK).status_code == 200


def test_an_answer_that_takes_too_long_is_given_up(slow: SlowAssistant) -> None:
    client = TestClient(create_app(slow, limits=Limits(answer_timeout_s=0.1)), base_url="http://127.0.0.1")
    late = client.post("/api/ask", json=ASK)
    assert late.status_code == 422
    assert "retry-after" not in late.headers
    assert "took too long" in late.json()["detail"]
    streamed = client.post("/api/ask/stream", json=ASK).text
    assert streamed.count("event: statement") == 1
    assert "event: error" in streamed
    assert "took too long" in streamed


def test_the_description_of_the_api_tells_of_each_limit(client: TestClient) -> None:
    operation = client.get("/api/openapi.json").json()["paths"]["/api/ask"]["post"]
    told = {status: answer["description"] for status, answer in operation["responses"].items()}
    assert "too long" in told["422"]
    assert "too many questions at once" in told["429"]
    assert "Retry-After" in told["429"]
    assert "questions" not in told["503"]


# The bound itself


def test_an_answer_given_up_keeps_its_place_until_its_thread_ends(slow: SlowAssistant) -> None:
    bounded = Bounded(slow, at_once=1, timeout_s=0.05)
    with pytest.raises(AnswerLate):
        bounded.ask("Thu?")
    assert bounded.running == 1
    slow.let_go.set()
    until = time.monotonic() + 5
    while bounded.running and time.monotonic() < until:
        time.sleep(0.01)
    assert bounded.running == 0
    assert bounded.ask("Thu?") == BUDGET


def test_who_waits_gets_the_next_place_and_the_line_is_short(
    slow: SlowAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounding, "WAITING", 3)
    bounded = Bounded(slow, at_once=1, timeout_s=10)
    with ThreadPoolExecutor(10) as askers:
        asked = [askers.submit(bounded.ask, "Thu?") for _ in range(10)]
        until = time.monotonic() + 5
        while sum(one.done() for one in asked) < 6 and time.monotonic() < until:
            time.sleep(0.01)
        slow.let_go.set()
        failures = [one.exception() for one in asked]
    assert sum(isinstance(failure, Overloaded) for failure in failures) == 6
    assert failures.count(None) == 4


def test_a_stream_that_is_left_ends_its_work(slow: SlowAssistant) -> None:
    made: list[int] = []

    class Endless(FakeAssistant):
        def stream(self, *args: Any, **kwargs: Any) -> Iterator[Statement | Answer]:
            for n in range(1_000_000):
                made.append(n)
                time.sleep(0.001)
                yield BUDGET.statements[0]

    bounded = Bounded(Endless(), at_once=1, timeout_s=10)
    parts = bounded.stream("Thu?")
    next(parts)
    parts.close()  # type: ignore[attr-defined]
    until = time.monotonic() + 5
    while bounded.running and time.monotonic() < until:
        time.sleep(0.01)
    assert bounded.running == 0
    assert len(made) < 1000


def test_everything_else_passes_as_it_is() -> None:
    fake = FakeAssistant()
    heard: list[Answer] = []
    bounded = Bounded(fake, at_once=1, timeout_s=5, record=heard.append)
    filters = Filters(place="huyện Sơn Đông")
    assert bounded.ask("Thu?", (), filters, "en") == BUDGET
    assert list(bounded.stream("Thu?"))[-1] == BUDGET
    (found,) = bounded.search("Thu?", 1, filters)
    assert isinstance(found, Evidence)
    assert fake.asked[0] == ("Thu?", (), filters, "en")
    assert bounded.library is fake.library
    assert (bounded.report_count(), bounded.example_questions("vi")) == (3, fake.example_questions("vi"))
    assert heard == [BUDGET, BUDGET]
    with pytest.raises(LibraryBusy):
        bounded.ask("bận")


@pytest.mark.parametrize("failure", [Overloaded, AnswerLate])
def test_the_chat_page_says_it_in_its_own_words(failure: type[Exception]) -> None:
    class Failing(FakeAssistant):
        def stream(self, *args: Any, **kwargs: Any) -> Iterator[Statement | Answer]:
            raise failure

    *_, last = converse(Failing(), Conversation(), "Thu?", VI)
    said = VI.overloaded if failure is Overloaded else VI.too_slow
    assert said.split(".")[0] in last.shown[-1].html


def test_a_body_that_drips_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(security, "BODY_S", 0.05)
    guard = security.Guard(answer_well, allowed_hosts=("127.0.0.1",))
    sent: list[Any] = []

    async def drip() -> Any:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b" ", "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"host", b"127.0.0.1")]
    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": headers}
    asyncio.run(guard(scope, drip, send))
    assert sent[0]["status"] == 408
