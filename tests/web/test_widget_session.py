"""A JWT of the intranet becomes a token of ours at /api/widget/session, once; what that token opens and what not."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import Any

import jwt
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.door.accounts import Accounts
from assistant.door.identity import HostIdentity, shared_secret
from assistant.door.keeper import Auth, Keeper
from assistant.door.proxies import Proxies
from assistant.door.sessions import Sessions
from assistant.web.app import create_app
from tests.web.doors import browser_of
from tests.web.fake import FakeAssistant

SECRET = "bí mật chung của hai máy chủ, đủ dài để không ai đoán ra được"
AUDIENCE = "tro-ly-hoi-nghi"


def token(key: str = SECRET, algorithm: str = "HS256", **changed: Any) -> str:
    now = int(time.time())
    good = {"aud": AUDIENCE, "sub": "lan@huyen", "iat": now, "exp": now + 120, "jti": f"{time.time_ns()}"}
    return jwt.encode({**good, **changed}, key, algorithm)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    accounts = Accounts(tmp_path_factory.mktemp("door") / "accounts.json")
    identity = HostIdentity(shared_secret(SECRET), AUDIENCE)
    return create_app(FakeAssistant(), keeper=Keeper("password", accounts, identity=identity))


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return browser_of(app)


def exchange(client: TestClient, signed: str, **headers: str) -> Any:
    return client.post("/api/widget/session", json={"token": signed}, headers=headers)


def test_a_good_token_becomes_one_of_ours(client: TestClient) -> None:
    signed = token(collections=["default", "hđnd"])
    answer = exchange(client, signed)
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "set-cookie" not in answer.headers
    given = answer.json()
    assert (given["name"], given["expires_in_s"]) == ("lan@huyen", 1800)
    assert given["token"] not in signed
    client.headers["Authorization"] = f"Bearer {given['token']}"
    assert client.get("/api/me").json() == {
        **{"name": "lan@huyen", "role": "reader"},
        **{"collections": ["default", "hđnd"], "may_edit": False, "signs_out": False},
    }
    assert client.post("/api/ask/stream", json={"question": "Thu ngân sách?"}).status_code == 200


def test_neither_token_stands_for_the_other(client: TestClient) -> None:
    signed = token()
    assert client.get("/api/me", headers={"Authorization": f"Bearer {signed}"}).status_code == 401
    ours = exchange(client, signed).json()["token"]
    assert exchange(client, ours).status_code == 401
    assert client.get("/api/me", headers={"Cookie": f"tl_session={ours}"}).status_code == 401


@pytest.mark.parametrize("place", ["?token={}", "?access_token={}", "?jwt={}", "?authorization=Bearer+{}"])
def test_no_token_is_taken_from_an_address(client: TestClient, place: str) -> None:
    ours = exchange(client, token()).json()["token"]
    assert client.get(f"/api/me{place.format(ours)}").status_code == 401
    assert client.post(f"/api/widget/session{place.format(token())}").status_code == 422


@pytest.mark.parametrize(
    "signed",
    [
        lambda now: token(exp=now - 31, iat=now - 100),
        lambda now: token(exp=now + 301),
        lambda now: token(exp=now + 86400),
        lambda now: token(aud="other"),
        lambda now: token("một bí mật khác, cũng đủ dài như thế"),
        lambda now: token("", "none"),
        lambda now: token(jti=""),
        lambda now: "x",
    ],
    ids=["expired", "too long", "a day", "wrong aud", "wrong key", "alg none", "no jti", "no token"],
)
def test_a_token_not_believed_is_refused_without_saying_why(
    client: TestClient, signed: Any, caplog: pytest.LogCaptureFixture
) -> None:
    sent = signed(int(time.time()))
    with caplog.at_level(logging.WARNING):
        answer = exchange(client, sent)
    assert answer.status_code == 401
    assert answer.json() == {
        "detail": "Chưa xác nhận được người dùng của trang này / The user of this page could not be confirmed"
    }
    assert "a JWT was refused" in caplog.text
    assert len(sent) < 10 or sent not in caplog.text


def test_one_token_sent_many_times_at_once_gives_one(app: FastAPI) -> None:
    signed, ready, statuses = token(), threading.Barrier(10), []

    def send() -> None:
        client = browser_of(app)
        ready.wait()
        statuses.append(exchange(client, signed).status_code)

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] + [401] * 9


def test_our_token_ends(client: TestClient, app: FastAPI) -> None:
    now = [0.0]
    keeper: Keeper = app.state.keeper
    keeper.widgets = Sessions(1800, clock=lambda: now[0])
    client.headers["Authorization"] = f"Bearer {exchange(client, token()).json()['token']}"
    assert client.get("/api/me").status_code == 200
    now[0] = 1800
    assert client.get("/api/me").status_code == 401


@pytest.mark.parametrize("origin", ["https://evil.example", "http://intranet.example.vn", "null"])
def test_only_our_own_page_exchanges_it(client: TestClient, origin: str) -> None:
    """The page around the widget never talks to us itself; a JWT it refused is not used up."""
    signed = token()
    assert exchange(client, signed, Origin=origin).status_code == 403
    assert exchange(client, signed).status_code == 200


@pytest.mark.parametrize("body", [b"", b"{}", b'{"token": 1}', b'{"token": ""}', b'{"token": "x", "role": "editor"}'])
def test_a_malformed_request_is_told(client: TestClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    assert client.post("/api/widget/session", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize("auth", ["open", "password", "proxy"])
def test_without_a_key_there_is_no_such_way_in(tmp_path: Path, auth: Auth) -> None:
    keeper = Keeper(auth, Accounts(tmp_path / "accounts.json"), Proxies(["10.0.0.5"]))
    assert exchange(browser_of(create_app(FakeAssistant(), keeper=keeper)), token()).status_code == 404
