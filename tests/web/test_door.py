"""The door around every route: who is let in, where others are sent, and that nothing stands beside it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocketDisconnect

from assistant.door.accounts import Accounts
from assistant.door.keeper import Keeper
from assistant.web.app import create_app
from assistant.web.door import OPEN, OPEN_BELOW, Door
from assistant.web.visitors import Visitor, visitor
from assistant.web.wording import CLOSED, SIGN_IN_FIRST
from tests.web.doors import PASSWORDS, browser_of, every_route, invite, sign_in
from tests.web.fake import AUGUST, EVIL, FakeAssistant

ASK = {"question": "Thu ngân sách?"}
# One word of what only the library holds; no answer to a stranger may carry it.
SECRETS = (AUGUST.title, "thang-8", "217 tỷ", EVIL.id, "3 báo cáo", '"reports":3')


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    return invite(Accounts(tmp_path_factory.mktemp("door") / "accounts.json"))


@pytest.fixture(scope="module")
def app(accounts: Accounts) -> FastAPI:
    return create_app(FakeAssistant(), keeper=Keeper("password", accounts))


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    return browser_of(app)


@pytest.fixture(scope="module")
def lan(app: FastAPI) -> TestClient:
    client = browser_of(app)
    assert sign_in(client, "Lan").status_code == 303
    return client


def walked(app: FastAPI) -> list[tuple[str, str]]:
    filled = ((method, re.sub(r"\{[^}]+\}", "thang-8", path)) for method, path in every_route(app.routes))
    return sorted({(method, re.sub("/+", "/", path)) for method, path in filled})


def test_the_walk_meets_every_kind_of_route(app: FastAPI) -> None:
    met = set(walked(app))
    for known in [
        ("GET", "/"),
        ("GET", "/en/"),
        ("GET", "/config"),
        ("POST", "/gradio_api/queue/join"),
        ("GET", "/gradio_api/queue/data"),
        ("GET", "/en/gradio_api/file=thang-8"),
        ("POST", "/gradio_api/upload"),
        ("GET", "/en/assets/thang-8"),
        ("POST", "/api/ask"),
        ("GET", "/api/reports/thang-8"),
        ("DELETE", "/api/thang-8"),
        ("GET", "/api/openapi.json"),
        ("GET", "/api/docs"),
        ("GET", "/readyz"),
        ("GET", "/widget.js"),
        ("GET", "/ui/bat-ky"),
    ]:
        assert known in met
    assert len(met) > 100


def test_every_route_is_shut_to_strangers(app: FastAPI, stranger: TestClient) -> None:
    let_through = []
    for method, path in walked(app):
        if path in OPEN or path.startswith(OPEN_BELOW) or method == "WEBSOCKET":
            continue
        for accept in ("*/*", "text/html"):
            answer = stranger.request(method, path, headers={"Accept": accept})
            shut = answer.status_code in (401, 403) or (
                answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?next=")
            )
            # The guard closes some of Gradio's addresses to everybody, before anybody is asked for.
            closed = answer.status_code == 404 and CLOSED in stranger.get(path).text
            if not (shut or closed) or any(secret in answer.text for secret in SECRETS):
                let_through.append((method, path, answer.status_code))
    assert let_through == []


def test_what_is_open_says_nothing_of_the_library(app: FastAPI, stranger: TestClient) -> None:
    assert {"/healthz", "/sign-in", "/sign-out", "/widget.js", "/embed", "/api/widget/session"} == OPEN
    for path in sorted(OPEN):
        for method in ("GET", "POST"):
            answer = stranger.request(method, path)
            assert not [secret for secret in SECRETS if secret in answer.text], path


@pytest.mark.parametrize("path", ["/gradio_api/queue/join", "/en/gradio_api/queue/data", "/"])
def test_web_sockets_are_refused(stranger: TestClient, path: str) -> None:
    with pytest.raises(WebSocketDisconnect) as refused, stranger.websocket_connect(path):
        pytest.fail("connected")
    assert refused.value.code == 1008


@pytest.mark.parametrize(
    "path",
    [
        "//api/reports",
        "/ui/../api/reports",
        "/ui/%2e%2e/api/reports",
        "/ui/..%2fapi%2freports",
        "/embed/../api/reports",
        "/embed/",
        "/embed%2f..%2fapi/reports",
        "/healthz/../api/reports",
        "/healthz%00/api/reports",
        "/API/reports",
        "/sign-in/../api/reports",
        "/api/widget/session/../../reports",
        "/api/reports;/healthz",
        "/api/reports?/ui/",
        "/en/ui/page.js",
    ],
)
def test_no_spelling_of_an_address_leads_around_the_door(stranger: TestClient, path: str) -> None:
    answer = stranger.get(path)
    assert answer.status_code in (303, 401, 404)
    assert not [secret for secret in SECRETS if secret in answer.text]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/", {"Accept": "text/html,*/*"}, 303),
        ("/api/docs", {"Accept": "text/html,*/*"}, 303),
        ("/", {"Accept": "*/*"}, 401),
        ("/api/reports", {"Accept": "application/json"}, 401),
        ("/", {"Accept": "text/html", "Authorization": "Bearer sai"}, 303),
        ("/api/reports", {"Authorization": "Basic TGFuOng="}, 401),
        ("/api/reports", {"Cookie": "tl_session=sai"}, 401),
        ("/api/reports", {"Cookie": "__Host-tl_session=sai"}, 401),
        ("/api/reports", {"X-Remote-User": "Lan", "X-Remote-Role": "editor"}, 401),
    ],
)
def test_strangers_are_sent_to_sign_in_or_refused(
    stranger: TestClient, path: str, headers: dict[str, str], status: int
) -> None:
    answer = stranger.get(path, headers=headers)
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    if status == 401:
        assert answer.json() == {"detail": SIGN_IN_FIRST}
        assert answer.headers["www-authenticate"] == "Bearer"
    else:
        assert answer.headers["location"].startswith("/sign-in?next=/")


def test_a_refused_question_reaches_nobody(accounts: Accounts) -> None:
    assistant = FakeAssistant()
    stranger = browser_of(create_app(assistant, keeper=Keeper("password", accounts)))
    for path in ("/api/ask", "/api/ask/stream", "/api/search"):
        assert stranger.post(path, json=ASK).status_code == 401
    assert assistant.asked == []


@pytest.mark.parametrize("path", ["/", "/en/", "/api/docs", "/api/openapi.json", "/api/reports", "/readyz", "/config"])
def test_who_signed_in_gets_everything(lan: TestClient, path: str) -> None:
    answer = lan.get(path)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("kind", "said", "sent"),
    [
        ("application/json", None, "no-store"),
        ("text/html; charset=utf-8", "no-cache", "no-store"),
        ("text/html", "public, max-age=600", "no-store"),
        ("text/css", "max-age=600", "private, max-age=600"),
        ("text/css", "private, max-age=600", "private, max-age=600"),
        ("text/css", "max-age=0, no-store", "no-store"),
    ],
)
def test_what_an_answer_says_itself_of_caches_holds_in_this_browser_only(
    accounts: Accounts, kind: str, said: str | None, sent: str
) -> None:
    headers = {"Content-Type": kind, **({"Cache-Control": said} if said else {})}
    token = accounts.add_token(f"t{abs(hash((kind, said)))}", "reader", date.today())
    client = TestClient(Door(PlainTextResponse("", headers=headers), keeper=Keeper("password", accounts)))
    answer = client.get("/api/x", headers={"Authorization": f"Bearer {token}"})
    assert answer.headers["cache-control"] == sent


def test_answers_for_a_visitor_stay_out_of_caches(lan: TestClient) -> None:
    assert lan.get("/ui/page.js").headers["cache-control"] == "no-cache"
    assert lan.get("/api/reports").headers["cache-control"] == "no-store"
    assert lan.post("/api/ask", json=ASK).headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lan", {"name": "Lan", "role": "editor", "collections": None, "may_edit": False, "signs_out": True}),
        (
            "Hoa",
            {
                "name": "Hoa",
                "role": "reader",
                "collections": ["thường-trực", "đảng-ủy"],
                "may_edit": False,
                "signs_out": True,
            },
        ),
    ],
)
def test_api_me_says_who_one_is(app: FastAPI, name: str, said: dict[str, object]) -> None:
    client = browser_of(app)
    sign_in(client, name)
    assert client.get("/api/me").json() == said


@pytest.mark.parametrize("path", sorted(OPEN | {"/ui/page.js"}))
def test_what_is_open_does_not_take_a_stranger_for_an_editor(accounts: Accounts, path: str) -> None:
    met: list[Visitor] = []

    async def within(scope: Scope, receive: Receive, send: Send) -> None:
        met.append(scope["visitor"])
        await PlainTextResponse("")(scope, receive, send)

    TestClient(Door(within, keeper=Keeper("password", accounts))).get(path)
    assert met == [Visitor(None, "reader", frozenset())]


def test_what_did_not_come_through_the_door_reads_nothing() -> None:
    assert visitor(Request({"type": "http", "headers": []})) == Visitor(None, "reader", frozenset())


def test_without_a_door_anybody_is_an_editor() -> None:
    client = browser_of(create_app(FakeAssistant()))
    assert client.get("/api/me").json() == {
        "name": None,
        "role": "editor",
        "collections": None,
        "may_edit": False,
        "signs_out": False,
    }
    assert client.get("/sign-in").status_code == 404


def test_a_damaged_accounts_file_lets_nobody_in(app: FastAPI, tmp_path: Path) -> None:
    accounts = invite(Accounts(tmp_path / "a.json"))
    client = browser_of(create_app(FakeAssistant(), keeper=Keeper("password", accounts)))
    sign_in(client, "Lan")
    assert client.get("/api/reports").status_code == 200
    accounts.path.write_text('{"version": 1, "users": [{"name"', encoding="utf-8")
    answer = client.get("/api/reports")
    assert answer.status_code == 500
    assert PASSWORDS["Lan"] not in answer.text


@pytest.mark.parametrize(
    ("collections", "held"),
    [(None, 3), (("default",), 3), (("default", "đảng-ủy"), 3), (("đảng-ủy",), 0), ((), 0)],
)
def test_who_may_not_read_all_reads_what_they_may(
    app: FastAPI, accounts: Accounts, collections: tuple[str, ...] | None, held: int
) -> None:
    token = accounts.add_token(f"t{abs(hash(collections))}", "reader", date.today(), collections)
    client = TestClient(app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token}"})
    assert client.get("/readyz").json()["reports"] == held
    assert client.get("/api/reports").json()["total"] == held
    assert client.get(f"/api/reports/{AUGUST.id}").status_code == (200 if held else 404)
    assert client.get("/").status_code == client.post("/api/ask/stream", json=ASK).status_code == 200
