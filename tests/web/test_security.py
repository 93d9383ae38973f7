"""The guard around the whole app: hosts, origins, sizes, headers."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from assistant.web.security import MAX_BODY_BYTES
from tests.web.conftest import INTRANET
from tests.web.fake import FakeAssistant

ASK = {"question": "Thu ngân sách?"}
PAGES = (
    "/",
    "/en/",
    "/embed",
    "/api/docs",
    "/ui/page.js",
    "/healthz",
    "/api/reports",
    "/api/figures",
    "/api/people",
    "/api/meetings",
    "/api/khong-co",
    "/gradio_api/x",
)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:7860", "localhost:7860", "LOCALHOST", "[::1]:7860"])
def test_a_loopback_host_is_served(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example@127.0.0.1",
        "127.0.0.1:80@evil.example",
        "",
        "127.0.0.1:x",
    ],
)
@pytest.mark.parametrize("path", ["/", "/healthz", "/embed"])
def test_any_other_host_is_refused(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 400
    assert "not allowed" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://127.0.0.1:7860"}, 200),
        ({"Origin": "http://127.0.0.1:7860", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://127.0.0.1:8080"}, 403),
        ({"Origin": "http://localhost:7860"}, 403),
        ({"Origin": INTRANET}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": ""}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/api/ask", "/api/ask/stream", "/api/search"])
def test_only_our_own_pages_and_no_browser_may_post(
    client: TestClient, assistant: FakeAssistant, path: str, headers: dict[str, str], status: int
) -> None:
    assert client.post(path, json=ASK, headers=headers).status_code == status
    assert bool(assistant.asked) == (status == 200)


def test_a_foreign_post_does_not_reach_the_chat_page_either(client: TestClient) -> None:
    answer = client.post("/gradio_api/queue/join", json={}, headers={"Origin": INTRANET})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", PAGES)
def test_no_response_carries_cors_headers(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "http://evil.example"})
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("path", PAGES)
def test_every_response_is_protected(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    policy = headers["content-security-policy"]
    assert "http:" not in policy.replace(INTRANET, "")
    assert "https:" not in policy
    framers = policy.split("frame-ancestors ")[1]
    assert framers == (f"'self' {INTRANET}" if path == "/embed" else "'none'")


@pytest.mark.parametrize("path", ["/embed", "/api/docs"])
def test_our_static_pages_allow_no_inline_script(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy


def test_an_unexpected_error_is_protected_too(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "hỏng"})
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_past_the_limit_is_refused(client: TestClient, assistant: FakeAssistant, chunked: bool) -> None:
    body = b" " * (MAX_BODY_BYTES + 1)
    content = iter([body[:1000], body[1000:]]) if chunked else body
    answer = client.post("/api/ask", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert "256 kB" in answer.json()["detail"]
    assert not assistant.asked


def test_a_body_at_the_limit_is_read(client: TestClient) -> None:
    question = b'{"question": "Thu?"}'
    body = question + b" " * (MAX_BODY_BYTES - len(question))
    assert client.post("/api/ask", content=body, headers={"Content-Type": "application/json"}).status_code == 200


@pytest.mark.parametrize("base", ["", "/en"])
@pytest.mark.parametrize(
    "path", ["upload", "file=/etc/passwd", "proxy=http://127.0.0.1:1/", "process_recording", "runs"]
)
def test_the_parts_of_gradio_the_page_does_not_use_are_closed(client: TestClient, base: str, path: str) -> None:
    for answer in (client.get(f"{base}/gradio_api/{path}"), client.post(f"{base}/gradio_api/{path}")):
        assert answer.status_code == 404
        assert "closed" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path", ["/ui/../page.py", "/ui/%2e%2e/page.py", "/ui/..%2fpage.py", "/ui/%2e%2e%2f%2e%2e%2fdomain.py"]
)
def test_only_static_files_can_be_had(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "mount_pages" not in answer.text
