"""The other ways through the door: tokens of the API, and what a listed proxy says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from assistant.door.accounts import Accounts
from assistant.door.keeper import Auth, Keeper
from assistant.door.proxies import Proxies, ProxyHeaders
from assistant.web.app import create_app
from assistant.web.door import Door
from tests.web.doors import browser_of, invite, sign_in
from tests.web.fake import FakeAssistant

PROXY, STRANGER = "10.0.0.5", "203.0.113.7"
TODAY = date.today()
LAN = {"X-Remote-User": "Lan"}


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "accounts.json")


def who(keeper: Keeper, address: str, headers: Mapping[str, Any] | list[tuple[bytes, bytes]]) -> Any:
    """What an app behind the door sees, None when the door stays shut."""
    answer = TestClient(_asking_me(keeper), client=(address, 50000)).get("/api/me", headers=headers)  # type: ignore[arg-type]
    return None if answer.status_code == 401 else answer.json()


def _asking_me(keeper: Keeper) -> Door:
    """The door before nothing but an answer that says who came through, and with which headers."""

    async def within(scope: Scope, receive: Receive, send: Send) -> None:
        visitor = scope["visitor"]
        reads = None if visitor.collections is None else sorted(visitor.collections)
        sent = sorted(name.decode() for name, _ in scope["headers"] if name.startswith((b"x-", b"remote")))
        said = {
            "name": visitor.name,
            "role": visitor.role,
            "reads": reads,
            "headers": sent,
            "client": scope["client"][0],
        }
        await JSONResponse(said)(scope, receive, send)

    return Door(within, keeper=keeper)


@pytest.mark.parametrize("auth", ["password", "proxy"])
def test_a_token_opens_the_api_with_its_own_rights(accounts: Accounts, auth: Auth) -> None:
    token = accounts.add_token("cổng-tin", "reader", TODAY, ["hđnd"])
    keeper = Keeper(auth, accounts, Proxies([PROXY]))
    for scheme in ("Bearer", "bearer", "BEARER"):
        found = who(keeper, STRANGER, {"Authorization": f"{scheme} {token}"})
        assert (found["name"], found["role"], found["reads"]) == ("cổng-tin", "reader", ["hđnd"])
    accounts.revoke_token("cổng-tin")
    assert who(keeper, STRANGER, {"Authorization": f"Bearer {token}"}) is None


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer sai",
        "Bearer tlhn_",
        "Bearer tlhn_sai",
        "{token}",
        "Token {token}",
        "Basic {token}",
        "Bearer  {token} x",
        "Bearer {token},Bearer {token}",
        "Bearer \xff\xfe",
    ],
)
def test_anything_else_in_its_place_opens_nothing(accounts: Accounts, authorization: str) -> None:
    token = accounts.add_token("cổng-tin", "editor", TODAY)
    headers = [(b"authorization", authorization.format(token=token).encode("latin-1"))]
    assert who(Keeper("password", accounts), STRANGER, headers) is None


def test_two_tokens_at_once_open_nothing(accounts: Accounts) -> None:
    token = accounts.add_token("cổng-tin", "editor", TODAY).encode()
    headers = [(b"authorization", b"Bearer " + token)] * 2
    assert who(Keeper("password", accounts), STRANGER, headers) is None


def test_a_wrong_token_is_not_made_good_by_a_session(accounts: Accounts) -> None:
    app = create_app(FakeAssistant(), keeper=Keeper("password", invite(accounts)))
    client = browser_of(app)
    sign_in(client, "Lan")
    assert client.get("/api/me").status_code == 200
    assert client.get("/api/me", headers={"Authorization": "Bearer tlhn_sai"}).status_code == 401
    token = accounts.add_token("cổng-tin", "reader", TODAY)
    said = client.get("/api/me", headers={"Authorization": f"Bearer {token}"}).json()
    assert (said["name"], said["signs_out"]) == ("cổng-tin", False)


def test_with_a_token_questions_are_answered(accounts: Accounts) -> None:
    client = browser_of(create_app(FakeAssistant(), keeper=Keeper("password", invite(accounts))))
    client.headers["Authorization"] = f"Bearer {accounts.add_token('cổng-tin', 'reader', TODAY)}"
    assert client.post("/api/ask", json={"question": "Thu ngân sách?"}).status_code == 200
    assert client.get("/api/reports").json()["total"] == 3


@pytest.mark.parametrize(
    ("address", "headers", "found"),
    [
        (PROXY, LAN, ("Lan", "reader")),
        (PROXY, {**LAN, "X-Remote-Role": "editor"}, ("Lan", "editor")),
        (PROXY, {**LAN, "X-Remote-Role": "reader"}, ("Lan", "reader")),
        (PROXY, {**LAN, "X-Remote-Role": ""}, ("Lan", "reader")),
        (PROXY, {**LAN, "X-Remote-Role": "Editor"}, None),
        (PROXY, {**LAN, "X-Remote-Role": "admin"}, None),
        (PROXY, {**LAN, "X-Remote-Role": "reader, editor"}, None),
        (PROXY, {"X-Remote-User": ""}, None),
        (PROXY, {"X-Remote-User": "  "}, None),
        (PROXY, {"X-Remote-User": "x" * 300}, None),
        (PROXY, {"X-Remote-Role": "editor"}, None),
        (PROXY, {}, None),
        (PROXY, {"X-Remote-User": "Đỗ Thị Mận".encode()}, ("Đỗ Thị Mận", "reader")),
        (PROXY, [(b"x-remote-user", b"Lan"), (b"x-remote-user", b"Hoa")], None),
        (PROXY, [(b"x-remote-user", b"Lan"), (b"x-remote-role", b"reader"), (b"x-remote-role", b"editor")], None),
        (f"::ffff:{PROXY}", LAN, ("Lan", "reader")),
        ("10.0.1.200", LAN, ("Lan", "reader")),
        ("2001:db8::5", LAN, ("Lan", "reader")),
        ("2001:db8::6", LAN, None),
        ("10.0.2.1", LAN, None),
        (STRANGER, {**LAN, "X-Remote-Role": "editor"}, None),
        (STRANGER, {**LAN, "X-Forwarded-For": PROXY}, None),
        ("127.0.0.1", LAN, None),
        ("", LAN, None),
        ("testclient", LAN, None),
        # The proxy speaks for somebody at another proxy's address: it is still the proxy that is believed.
        (PROXY, {**LAN, "X-Forwarded-For": STRANGER}, ("Lan", "reader")),
    ],
)
def test_only_a_listed_proxy_says_who_somebody_is(address: str, headers: Any, found: tuple[str, str] | None) -> None:
    keeper = Keeper("proxy", proxies=Proxies([PROXY, "10.0.1.0/24", "2001:db8::5"]))
    said = who(keeper, address, headers)
    assert (said and (said["name"], said["role"])) == found


@pytest.mark.parametrize("name", ["\xff\xfe", "Lan\x7f", "L\x00an", "L\xe2\x80\xa8an"])
def test_a_name_that_is_no_text_is_nobody(name: str) -> None:
    assert ProxyHeaders().visitor(lambda header: [name] if header == "x-remote-user" else []) is None


@pytest.mark.parametrize(
    ("collections", "reads"),
    [("hđnd, đảng-ủy".encode(), ["hđnd", "đảng-ủy"]), (b"", []), (None, []), (b" , ", [])],
)
def test_a_proxy_that_is_to_say_the_collections_and_does_not_opens_none(
    collections: bytes | None, reads: list[str]
) -> None:
    keeper = Keeper("proxy", proxies=Proxies([PROXY]), headers=ProxyHeaders(collections="X-Collections"))
    headers: dict[str, Any] = LAN if collections is None else {**LAN, "X-Collections": collections}
    assert who(keeper, PROXY, headers)["reads"] == reads


def test_names_of_headers_are_settings() -> None:
    keeper = Keeper("proxy", proxies=Proxies([PROXY]), headers=ProxyHeaders("Remote-User", "Remote-Role"))
    assert who(keeper, PROXY, {"remote-user": "Lan", "Remote-Role": "editor"})["role"] == "editor"
    assert who(keeper, PROXY, LAN) is None


def test_what_is_not_the_proxys_is_stripped_before_anything_else_sees_it(accounts: Accounts) -> None:
    token = accounts.add_token("cổng-tin", "reader", TODAY)
    keeper = Keeper("proxy", accounts, Proxies([PROXY]))
    headers = {"Authorization": f"Bearer {token}", **LAN, "X-Remote-Role": "editor", "X-Forwarded-For": "198.51.100.1"}
    said = who(keeper, STRANGER, headers)
    assert (said["headers"], said["client"]) == ([], STRANGER)
    said = who(keeper, PROXY, headers)
    assert said["client"] == "198.51.100.1"
    assert said["name"] == "cổng-tin"


@pytest.mark.parametrize("path", ["/", "/api/reports", "/sign-in"])
def test_with_a_proxy_there_is_no_sign_in_page(path: str) -> None:
    client = browser_of(create_app(FakeAssistant(), keeper=Keeper("proxy", proxies=Proxies([PROXY]))))
    assert client.get(path, headers={"Accept": "text/html"}).status_code == (404 if path == "/sign-in" else 401)
    assert client.post("/sign-in", data={"name": "Lan", "password": "x"}).status_code == 404
