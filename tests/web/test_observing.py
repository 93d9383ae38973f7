"""Counts and log lines tell what the app does, and never what was asked or what reports say."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.domain import Answer, Statement
from assistant.door.keeper import Keeper
from assistant.door.proxies import Proxies
from assistant.errors import LibraryBusy
from assistant.web.app import create_app
from assistant.web.logs import write_logs
from assistant.web.observing import route_of
from tests.web.fake import BUDGET, EVIL, FakeAssistant, FakeLibrary, answer, cite, report

CANARY = "ChimVangBiMat7731"
SECRET = report(
    f"id-{CANARY}", f"{CANARY}.txt", f"Họp {CANARY}", ("prose", f"Thu ngân sách đạt 5 tỷ đồng, {CANARY}."), place=CANARY
)


class TellingAssistant(FakeAssistant):
    """Its reports and answers hold the canary, and so does whatever it fails with."""

    def __init__(self) -> None:
        super().__init__(FakeLibrary((SECRET,)))

    def ask(self, question: str, *args: Any, **kwargs: Any) -> Answer:
        logging.getLogger("tantivy").warning("cannot parse %s", question)
        logging.getLogger("chromadb.api").error(f"no vector for {question}", exc_info=ValueError(question))
        if "hỏng" in question:
            try:
                raise ValueError(f"no number in {question}")
            except ValueError as exc:
                raise KeyError(question) from exc
        if "bận" in question:
            raise LibraryBusy("The library is busy.") from ValueError(question)
        return answer("figure", (Statement(CANARY, (1,)),), (cite(1, SECRET, CANARY),), understood=CANARY)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All that is logged, from the lowest level on."""
    root, ours = logging.getLogger(), logging.getLogger("assistant")
    before = (root.handlers[:], root.level, ours.level)
    stream = io.StringIO()
    write_logs("debug", stream)
    root.setLevel(logging.DEBUG)
    yield stream
    root.handlers[:], root.level = before[0], before[1]
    ours.setLevel(before[2])


@pytest.fixture(scope="module")
def telling() -> FastAPI:
    return create_app(TellingAssistant())


def client_of(app: FastAPI, host: str = "127.0.0.1") -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1", client=(host, 50_000), raise_server_exceptions=False)


def visit(client: TestClient) -> None:
    """Ask and read in every way there is, rightly and wrongly, always with the canary."""
    for path in ("/api/ask", "/api/ask/stream", "/api/search"):
        for question in (CANARY, f"{CANARY} hỏng", f"{CANARY} bận", CANARY * 200):
            client.post(path, json={"question": question})
        client.post(path, json={"question": "Thu?", "history": [{"role": "user", "content": CANARY}], CANARY: 1})
        client.post(path, content=CANARY.encode())
    for path in (
        f"/api/reports/{SECRET.id}",
        f"/api/reports/{CANARY}",
        f"/api/{CANARY}",
        f"/{CANARY}",
        f"/ui/{CANARY}",
    ):
        client.get(path)
    for query in (f"place={CANARY}", f"q={CANARY}", f"kind={CANARY}"):
        for path in ("/api/figures", "/api/meetings", "/api/people", "/api/points", "/api/figures.csv", "/", "/embed"):
            client.get(f"{path}?{query}")
    client.get("/healthz", headers={"Host": f"{CANARY}.vn"})
    client.request(f"X{'LA' * 9}", "/api/ask")
    client.post("/gradio_api/queue/join", json={"data": [CANARY], "fn_index": 999, "session_hash": CANARY})


def test_no_log_line_and_no_count_holds_what_was_asked_or_what_a_report_says(
    telling: FastAPI, written: io.StringIO
) -> None:
    client = client_of(telling)
    visit(client)
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    counts = client.get("/metrics").text
    for said in (written.getvalue(), counts):
        assert CANARY.lower() not in said.lower()
    assert {"request", "answer"} <= {line["message"] for line in lines}
    failures = [line for line in lines if line.get("error")]
    assert {"KeyError", "assistant.errors.LibraryBusy"} <= {line["error"] for line in failures}
    assert any(line.get("cause") == "ValueError" for line in failures)
    assert any("tests/web/test_observing.py" in frame for line in failures for frame in line["raised"])
    assert any(line["logger"] == "chromadb.api" and line["where"].startswith("test_observing.py:") for line in lines)


def test_labels_come_from_small_fixed_sets(telling: FastAPI) -> None:
    client = client_of(telling)
    visit(client)
    for n in range(30):
        client.get(f"/api/reports/{n}")
        client.get(f"/khong-co/{n}")
        client.request(f"M{'AB'[n % 2]}{'X' * n}", "/")
    counts = client.get("/metrics").text
    routes = set(re.findall(r'route="([^"]*)"', counts))
    assert routes <= {
        *(
            "/",
            "/api/ask",
            "/api/ask/stream",
            "/api/search",
            "/api/reports/{report_id}",
            "/api/figures",
            "/api/meetings",
        ),
        *("/api/people", "/api/points", "/api/figures.csv", "/embed", "/ui/…", "/gradio_api/queue/join", "/metrics"),
        *("other", "/healthz"),
    }
    assert {"/api/ask", "/api/reports/{report_id}", "other"} <= routes
    assert set(re.findall(r'method="([^"]*)"', counts)) == {"GET", "POST", "other"}


def test_a_line_tells_who_asked_what_kind_of_thing_and_how_it_went(written: io.StringIO) -> None:
    client = client_of(create_app(FakeAssistant()), "10.1.2.3")
    client.post("/api/ask", json={"question": "Thu?"})
    answered, asked = [json.loads(line) for line in written.getvalue().splitlines() if '"logger": "assistant' in line]
    assert {name: answered[name] for name in ("message", "kind", "composer", "abstained", "citations")} == {
        "message": "answer",
        "kind": "figure",
        "composer": "extractive",
        "abstained": False,
        "citations": len(BUDGET.citations),
    }
    assert {name: asked[name] for name in ("level", "message", "method", "route", "status", "client")} == {
        "level": "info",
        "message": "request",
        "method": "POST",
        "route": "/api/ask",
        "status": 200,
        "client": "10.1.2.3",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", asked["time"])


def test_counts_follow_what_happens() -> None:
    fake = FakeAssistant()
    client = client_of(create_app(fake))
    for question in ("Thu?", "Chi?", "Ai là huấn luyện viên?"):
        client.post("/api/ask", json={"question": question})
    client.post("/api/ask", json={})
    counts = client.get("/metrics")
    assert counts.headers["content-type"].startswith("text/plain")
    said = counts.text.splitlines()
    assert 'assistant_answers_total{abstained="false",composer="extractive",kind="figure"} 2.0' in said
    assert 'assistant_answers_total{abstained="true",composer="extractive",kind="none"} 1.0' in said
    assert 'assistant_requests_total{method="POST",route="/api/ask",status="200"} 3.0' in said
    assert 'assistant_requests_total{method="POST",route="/api/ask",status="422"} 1.0' in said
    assert "assistant_answer_seconds_count 3.0" in said
    assert "assistant_reports 3.0" in said
    assert "assistant_answers_running 0.0" in said


def test_counts_are_told_without_a_library_too(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeAssistant()
    client = client_of(create_app(fake))

    def fail() -> int:
        raise LibraryBusy("bận")

    monkeypatch.setattr(fake, "report_count", fail)
    assert client.get("/readyz").status_code == 503
    assert "assistant_reports NaN" in client.get("/metrics").text


@pytest.mark.parametrize(
    ("host", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("192.168.1.9", {}, 403),
        ("::ffff:10.0.0.1", {}, 403),
        ("testclient", {}, 403),
        *[("127.0.0.1", {name: "127.0.0.1"}, 403) for name in ("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")],
    ],
)
def test_counts_are_for_this_machine_alone(telling: FastAPI, host: str, headers: dict[str, str], status: int) -> None:
    answer = client_of(telling, host).get("/metrics", headers=headers)
    assert answer.status_code == status
    assert ("assistant_requests" in answer.text) == (status == 200)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/gradio_api/queue/join", "/gradio_api/queue/join"),
        ("/en/gradio_api/heartbeat/abc", "/gradio_api/heartbeat"),
        ("/gradio_api/component/x", "/gradio_api/…"),
        ("/ui/page.js", "/ui/…"),
        ("/en/", "/en/"),
        ("/assets/index-abc.js", "other"),
    ],
)
def test_what_is_no_route_of_ours_has_one_of_a_few_names(path: str, name: str) -> None:
    assert route_of({}, path) == name


def test_a_visitor_s_name_stands_in_the_line(written: io.StringIO) -> None:
    keeper = Keeper("proxy", proxies=Proxies(["10.0.0.0/8"]))
    app = create_app(FakeAssistant(), keeper=keeper)
    client = TestClient(app, base_url="http://127.0.0.1", client=("10.0.0.1", 5000))
    client.get("/api/reports", headers={"X-Remote-User": "an.nguyen"})
    assert '"visitor": "an.nguyen"' in written.getvalue()


def test_what_is_unexpected_in_a_report_stays_out_of_the_log(written: io.StringIO) -> None:
    evil = replace(EVIL, title=CANARY)
    client = client_of(create_app(FakeAssistant(FakeLibrary((evil,)))))
    client.post("/api/ask", json={"question": "hỏng"})
    assert "bí mật" not in written.getvalue()  # what FakeAssistant fails with
    assert '"error": "RuntimeError"' in written.getvalue()
