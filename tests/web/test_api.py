"""The HTTP API keeps its contracts, over a fake assistant."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.domain import Filters, Turn
from tests.web.fake import AUGUST, EVIL, JULY, NOT_SAID, QUOTE, FakeAssistant, FakeLibrary

QUESTION = "Thu ngân sách 8 tháng ước đạt bao nhiêu?"


def test_an_answer_has_exactly_the_fields_of_the_contract(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": QUESTION}).json()
    assert body["answer"].startswith("217 tỷ đồng, bằng 41,6% dự toán huyện giao. [1]")
    assert {name: body[name] for name in ("abstained", "kind", "nearest", "table", "composer")} == {
        "abstained": False,
        "kind": "figure",
        "nearest": [],
        "table": None,
        "composer": "extractive",
    }
    assert body["took_ms"] == {"understand": 1.0, "retrieve": 20.0, "compose": 5.0, "verify": 1.0, "total": 27.0}
    assert body["statements"][2] == {
        "text": "So với 7 tháng, số thu tăng thêm 29 tỷ đồng.",
        "citations": [1, 3],
        "status": "computed",
        "why": "217 − 188 = 29",
    }
    start = AUGUST.text.index(QUOTE)
    assert body["citations"][0] == {
        "number": 1,
        "report_id": "thang-8",
        "file": "2023/thang-8.txt",
        "title": AUGUST.title,
        "place": "huyện Sơn Đông",
        "held_on": "2023-08-31",
        "page": None,
        "quote": QUOTE,
        "start": start,
        "end": start + len(QUOTE),
    }
    assert set(body) == {
        *("answer", "abstained", "kind", "understood", "notes", "statements", "citations", "nearest", "table"),
        *("chart", "composer", "took_ms"),
    }


def test_a_comparison_carries_its_table_and_its_chart(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": "So sánh ngân sách"}).json()
    assert body["table"]["columns"] == ["Nơi", "Giá trị", "Ngày họp"]
    assert body["table"]["rows"][0] == ["xã Bình Minh", "188 tỷ đồng", "1/8/2023"]
    assert body["table"]["citations"] == [[None, 1, None], [None, 2, None], [None, 3, None]]
    assert (body["chart"]["shape"], body["chart"]["unit"]) == ("bars", "đồng")
    assert body["chart"]["points"][0] == {
        "label": "xã Bình Minh",
        "value": "188000000000",
        "words": "188 tỷ đồng",
        "citation": 1,
    }


def test_a_refusal_shows_the_nearest_passages(client: TestClient) -> None:
    body = client.post("/api/ask", json={"question": "Ai là huấn luyện viên?"}).json()
    assert (body["abstained"], body["kind"], body["answer"]) == (True, "none", NOT_SAID)
    assert [citation["report_id"] for citation in body["nearest"]] == ["thang-8", "thang-7"]


def test_the_assistant_gets_what_was_asked(client: TestClient, assistant: FakeAssistant) -> None:
    request = {
        "question": f"  {QUESTION}\n",
        "history": [{"role": "user", "content": "Trước đó?"}, {"role": "assistant", "content": "Có."}],
        "filters": {
            "place": "huyện Sơn Đông",
            "body": "Huyện ủy",
            "collection": "default",
            "from": "2023-01-01",
            "to": "2023-08-31",
            "report_ids": ["thang-8"],
        },
        "language": "en",
    }
    assert client.post("/api/ask", json=request).status_code == 200
    filters = Filters("huyện Sơn Đông", "Huyện ủy", "default", date(2023, 1, 1), date(2023, 8, 31), ("thang-8",))
    assert assistant.asked == [(QUESTION, (Turn("user", "Trước đó?"), Turn("assistant", "Có.")), filters, "en")]


def turns(count: int, length: int = 1) -> list[dict[str, str]]:
    return [{"role": "user", "content": "a" * length}] * count


ACCEPTED: tuple[dict[str, Any], ...] = (
    {"question": "a" * 2000},
    {"question": " " * 50 + "a" * 2000},
    {"question": "Thu?", "history": turns(20, 8000)},
    {"question": "Thu?", "filters": {"from": None, "report_ids": None}},
    {"question": "Thu?", "filters": {"from": "2023-08-31", "to": "2023-08-31"}},
)
REFUSED: tuple[tuple[dict[str, Any], str, str], ...] = (
    ({}, "question", "thiếu trường"),
    ({"question": " \n\t "}, "question", "không được để trống"),
    ({"question": "a" * 2001}, "question", "2000 ký tự"),
    ({"question": 5}, "question", "phải là chuỗi"),
    ({"question": "Thu?", "history": turns(21)}, "history", "quá 20 phần tử"),
    ({"question": "Thu?", "history": turns(1, 8001)}, "history.0.content", "8000 ký tự"),
    ({"question": "Thu?", "history": [{"role": "system", "content": "a"}]}, "history.0.role", "must be one of"),
    ({"question": "Thu?", "nguon": 1}, "nguon", "không có trường này"),
    ({"question": "Thu?", "filters": {"tinh": "x"}}, "filters.tinh", "không có trường này"),
    ({"question": "Thu?", "filters": {"from": "31/8/2023"}}, "filters.from", "YYYY-MM-DD"),
    ({"question": "Thu?", "filters": {"from": "2023-09-01", "to": "2023-08-31"}}, "filters", "must not be after"),
    ({"question": "Thu?", "language": "fr"}, "language", "must be one of"),
)


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
@pytest.mark.parametrize("body", ACCEPTED, ids=range(len(ACCEPTED)))
def test_a_request_at_the_limits_is_answered(client: TestClient, path: str, body: dict[str, Any]) -> None:
    assert client.post(path, json=body).status_code == 200


@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream"])
@pytest.mark.parametrize(("body", "field", "said"), REFUSED, ids=[f"{field}: {said}" for _, field, said in REFUSED])
def test_a_request_past_the_limits_is_refused_readably(
    client: TestClient, path: str, body: dict[str, Any], field: str, said: str
) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == 422
    assert list(answer.json()) == ["detail"]
    assert answer.json()["detail"].startswith(f"{field}: ")
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("raw", [b"{", b'{"question": "\\ud800"}', b"[]", b""])
def test_a_body_that_is_no_request_is_refused_in_words(client: TestClient, raw: bytes) -> None:
    answer = client.post("/api/ask", content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert isinstance(answer.json()["detail"], str)


@pytest.mark.parametrize(
    ("question", "status", "said"), [("đang bận", 503, "being updated"), ("đang hỏng", 500, "Unexpected error")]
)
def test_what_the_assistant_cannot_do_is_said_without_its_secrets(
    client: TestClient, question: str, status: int, said: str
) -> None:
    answer = client.post("/api/ask", json={"question": question})
    assert answer.status_code == status
    assert said in answer.json()["detail"]
    assert "bí mật" not in answer.text


def events(client: TestClient, question: str) -> list[tuple[str, Any]]:
    answer = client.post("/api/ask/stream", json={"question": question})
    assert answer.headers["content-type"].startswith("text/event-stream")
    pairs = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in pairs]


def test_a_stream_sends_whole_statements_then_the_answer(client: TestClient) -> None:
    streamed = events(client, QUESTION)
    assert [name for name, _ in streamed] == ["statement", "statement", "statement", "answer"]
    whole = client.post("/api/ask", json={"question": QUESTION}).json()
    assert [content for _, content in streamed] == [*whole["statements"], whole]


@pytest.mark.parametrize(("question", "said"), [("bận", "being updated"), ("hỏng", "Unexpected error")])
def test_a_stream_that_fails_says_so_in_an_event(client: TestClient, question: str, said: str) -> None:
    ((name, content),) = events(client, question)
    assert name == "error"
    assert said in content["detail"]
    assert "bí mật" not in content["detail"]


def test_search_returns_passages_with_their_spans(client: TestClient, assistant: FakeAssistant) -> None:
    (passage,) = client.post("/api/search", json={"question": QUESTION, "k": 3}).json()["passages"]
    assert passage == {
        "rank": 1,
        "score": 0.9,
        "report_id": "thang-8",
        "file": "2023/thang-8.txt",
        "title": AUGUST.title,
        "start": AUGUST.text.index(QUOTE),
        "end": AUGUST.text.index(QUOTE) + len(QUOTE),
        "text": QUOTE,
    }


@pytest.mark.parametrize("k", [0, 51, "5", True, 1.5])
def test_search_refuses_a_k_that_is_no_count(client: TestClient, k: object) -> None:
    answer = client.post("/api/search", json={"question": QUESTION, "k": k})
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("k: ")


def test_reports_are_listed_latest_meeting_first_without_their_text(client: TestClient) -> None:
    body = client.get("/api/reports").json()
    assert body["total"] == 3
    assert [one["id"] for one in body["reports"]] == ["thang-8", "thang-7", "độc-1"]
    assert body["reports"][0] == {
        "id": "thang-8",
        "collection": "default",
        "file": "2023/thang-8.txt",
        "title": AUGUST.title,
        "body": "Ban Thường vụ Huyện ủy",
        "level": None,
        "term": None,
        "session": None,
        "place": "huyện Sơn Đông",
        "commune": None,
        "district": None,
        "province": None,
        "place_changes": [],
        "held_on": "2023-08-31",
        "published_on": "2023-09-01",
        "period": {"start": "2023-01-01", "end": "2023-08-31", "label": "8 tháng đầu năm 2023"},
        "chairs": ["Vũ Thị Thanh Hà"],
        "participants": [{"name": "Vũ Thị Thanh Hà", "part": "chair", "office": None, "start": 0, "end": 0}],
        "number": None,
        "documents": [],
        "origins": [],
    }


@pytest.mark.parametrize(
    ("query", "ids"), [("limit=1", ["thang-8"]), ("limit=2&offset=1", ["thang-7", "độc-1"]), ("offset=9", [])]
)
def test_reports_come_in_pages(client: TestClient, query: str, ids: list[str]) -> None:
    body = client.get(f"/api/reports?{query}").json()
    assert body["total"] == 3
    assert [one["id"] for one in body["reports"]] == ids


@pytest.mark.parametrize("query", ["limit=0", "limit=201", "limit=nhiều", "offset=-1"])
def test_a_page_that_cannot_be_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/reports?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith(query.split("=")[0])


@pytest.mark.parametrize("report", [AUGUST, JULY, EVIL], ids=lambda report: report.id)
def test_a_report_comes_whole_with_its_blocks(client: TestClient, report: Any) -> None:
    body = client.get(f"/api/reports/{report.id}").json()
    assert body["text"] == report.text
    assert body["blocks"] == [{"start": b.start, "end": b.end, "kind": b.kind} for b in report.blocks]
    assert body["title"] == report.title


@pytest.mark.parametrize("path", ["/api/reports/khong-co", "/api/reports/", "/api/khong-co", "/api/ask"])
def test_what_is_not_there_is_said_in_json_and_not_by_the_page(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert list(answer.json()) == ["detail"]


def test_health_and_readiness(client: TestClient, assistant: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready", "reports": 3}
    monkeypatch.setattr(assistant, "library", FakeLibrary(()))
    assert client.get("/readyz").json() == {"status": "ready", "reports": 0}


def test_the_openapi_description_names_the_contract_and_no_page(client: TestClient) -> None:
    openapi = client.get("/api/openapi.json").json()
    assert set(openapi["paths"]) == {
        *("/api/ask", "/api/ask/stream", "/api/search", "/api/reports", "/api/reports/{report_id}"),
        *(
            "/api/figures",
            "/api/figures/choices",
            "/api/figures.csv",
            "/api/figures.xlsx",
            "/api/people",
            "/api/points",
        ),
        *("/api/meetings", "/api/meetings/choices", "/healthz", "/readyz", "/api/ask/choices"),
        *("/api/me", "/api/widget/session", "/api/uploads", "/api/collections", "/api/reports/{report_id}/corrections"),
        *("/api/answers/{answer_id}", "/api/answers/{answer_id}.{ending}", "/api/answers/{answer_id}/feedback"),
    }
    filters = openapi["components"]["schemas"]["FiltersIn"]["properties"]
    assert {"from", "to"} <= set(filters)


def test_an_empty_list_of_permitted_reports_is_no_permission(client: TestClient) -> None:
    assert client.post("/api/ask", json={"question": QUESTION, "filters": {"report_ids": []}}).status_code == 422
