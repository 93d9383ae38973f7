"""Signing in and out with a name and a password: cookies, throttling, where one is sent, and what the page says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.door import accounts as accounts_module
from assistant.door.accounts import Accounts
from assistant.door.keeper import Keeper
from assistant.door.proxies import Proxies
from assistant.door.sessions import Sessions
from assistant.door.throttle import PAIR_TRIES, Throttle
from assistant.web.app import create_app
from assistant.web.sign_in import safe_next
from assistant.web.wording_door import SIGN_IN_WORDS
from tests.web.doors import HOME, PASSWORDS, browser_of, invite, sign_in
from tests.web.fake import FakeAssistant

VI, EN = SIGN_IN_WORDS["vi"], SIGN_IN_WORDS["en"]


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory) -> Accounts:
    return invite(Accounts(tmp_path_factory.mktemp("door") / "accounts.json"))


@pytest.fixture(scope="module")
def _app(accounts: Accounts) -> FastAPI:
    return create_app(FakeAssistant(), keeper=Keeper("password", accounts, Proxies(["10.0.0.0/8"])))


@pytest.fixture
def app(_app: FastAPI) -> FastAPI:
    """One app for all, since building Gradio's pages takes seconds; nobody has tried to sign in yet."""
    _app.state.keeper.throttle = Throttle()
    return _app


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return browser_of(app)


def test_a_session_is_a_cookie_no_script_can_read(client: TestClient) -> None:
    answer = sign_in(client, "Lan", next="/en/?tab=figures")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/en/?tab=figures"
    name, *attributes = answer.headers["set-cookie"].split("; ")
    assert name.startswith("tl_session=")
    assert set(attributes) == {"HttpOnly", "Max-Age=43200", "Path=/", "SameSite=lax"}
    assert client.get("/api/me").json()["name"] == "Lan"


@pytest.mark.parametrize(
    ("address", "headers", "secure"),
    [
        ("10.1.2.3", {"X-Forwarded-Proto": "https"}, True),
        ("10.1.2.3", {"X-Forwarded-Proto": "http"}, False),
        ("203.0.113.7", {"X-Forwarded-Proto": "https"}, False),  # no proxy of ours: its word counts for nothing
    ],
)
def test_behind_https_the_cookie_goes_nowhere_else(
    app: FastAPI, address: str, headers: dict[str, str], secure: bool
) -> None:
    client = browser_of(app, address)
    client.headers.update(headers)
    cookie = sign_in(client, "Lan").headers["set-cookie"]
    assert ("Secure" in cookie) == secure
    assert cookie.startswith("__Host-tl_session=") == secure


def test_a_cookie_of_plain_http_is_not_believed_over_https(app: FastAPI) -> None:
    plain = browser_of(app, "10.1.2.3")
    sign_in(plain, "Lan")
    word = plain.cookies["tl_session"]
    https = browser_of(app, "10.1.2.3")
    https.headers["X-Forwarded-Proto"] = "https"
    assert https.get("/api/me", headers={"Cookie": f"tl_session={word}"}).status_code == 401
    assert https.get("/api/me", headers={"Cookie": f"__Host-tl_session={word}"}).status_code == 200


def test_signing_in_gives_a_new_word_and_ends_the_old_one(client: TestClient, app: FastAPI) -> None:
    sign_in(client, "Lan")
    old = client.cookies["tl_session"]
    sign_in(client, "Hoa")
    new = client.cookies["tl_session"]
    assert old != new
    other = browser_of(app)
    assert other.get("/api/me", headers={"Cookie": f"tl_session={old}"}).status_code == 401
    assert other.get("/api/me", headers={"Cookie": f"tl_session={new}"}).json()["name"] == "Hoa"


def test_a_word_chosen_by_somebody_else_becomes_no_session(client: TestClient) -> None:
    planted = {"Cookie": "tl_session=chon-san"}
    form = {"name": "Lan", "password": PASSWORDS["Lan"]}
    answer = client.post("/sign-in", data=form, headers=planted)
    assert answer.status_code == 303
    assert "chon-san" not in answer.headers["set-cookie"]
    client.cookies.clear()
    assert client.get("/api/me", headers=planted).status_code == 401


def test_signing_out_ends_the_session_also_for_who_kept_its_word(client: TestClient, app: FastAPI) -> None:
    sign_in(client, "Lan")
    word = client.cookies["tl_session"]
    answer = client.post("/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert "tl_session" not in client.cookies
    assert browser_of(app).get("/api/me", headers={"Cookie": f"tl_session={word}"}).status_code == 401
    assert client.post("/sign-out").status_code == 303


@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_no_other_site_signs_anybody_in_or_out(client: TestClient, path: str) -> None:
    sign_in(client, "Lan")
    form = {"name": "Hoa", "password": PASSWORDS["Hoa"]}
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
        assert client.post(path, data=form, headers=headers).status_code == 403
    assert client.get("/sign-out").status_code == 404
    assert client.get("/api/me").json()["name"] == "Lan"


def test_a_session_ends_with_its_hours(accounts: Accounts) -> None:
    now = [0.0]
    keeper = Keeper("password", accounts, sessions=Sessions(3600, clock=lambda: now[0]))
    client = browser_of(create_app(FakeAssistant(), keeper=keeper))
    assert "Max-Age=3600" in sign_in(client, "Lan").headers["set-cookie"]
    now[0] = 3599
    assert client.get("/api/me").status_code == 200
    now[0] = 3600
    assert client.get("/api/me").status_code == 401


def test_who_is_removed_changed_or_given_a_new_password_is_so_at_once(app: FastAPI, accounts: Accounts) -> None:
    for name in ("Tâm", "Minh"):
        accounts.add_user(name, "mật khẩu ban đầu", "editor")
    tam, minh = browser_of(app), browser_of(app)
    sign_in(tam, "Tâm", "mật khẩu ban đầu")
    sign_in(minh, "Minh", "mật khẩu ban đầu")
    accounts.set_rights("Tâm", "reader", ["hđnd"])
    assert tam.get("/api/me").json() == {
        **{"name": "Tâm", "role": "reader"},
        **{"collections": ["hđnd"], "may_edit": False, "signs_out": True},
    }
    accounts.set_password("Tâm", "mật khẩu thứ hai")
    accounts.remove_user("Minh")
    assert tam.get("/api/me").status_code == 401
    assert minh.get("/api/me").status_code == 401
    accounts.add_user("Minh", "mật khẩu ban đầu", "reader")  # the same name is not the same account
    assert minh.get("/api/me").status_code == 401
    accounts.remove_user("Tâm")
    accounts.remove_user("Minh")


@pytest.mark.parametrize("name", ["Lan", "khong-co", "", "x" * 5000, "Lan\0", "<script>alert(1)</script>", '"><b>'])
def test_a_wrong_name_and_a_wrong_password_are_told_alike(client: TestClient, name: str) -> None:
    answer = sign_in(client, name, "mật khẩu sai")
    assert answer.status_code == 401
    assert VI.wrong in answer.text
    assert "set-cookie" not in answer.headers
    assert "<script>alert" not in answer.text
    assert '"><b>' not in answer.text
    assert "mật khẩu sai" not in answer.text


def test_an_unknown_name_costs_as_much_as_a_wrong_password(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted and not timed: both go through one argon2 check, of a hash with the same parameters."""
    from assistant.door import passwords

    checked: list[str] = []

    class Counting:
        def verify(self, kept: str, written: str) -> bool:
            checked.append(kept.rsplit("$", 2)[0])
            raise passwords.VerificationError

        def hash(self, password: str) -> str:
            return original.hash(password)

    original = passwords._HASHER
    monkeypatch.setattr(passwords, "_HASHER", Counting())
    for name in ("Lan", "khong-co", "x" * 5000):
        sign_in(client, name, "mật khẩu sai")
    assert len(checked) == 3
    assert len(set(checked)) == 1


def test_too_many_tries_are_told_clearly_and_the_right_password_waits_too(client: TestClient, app: FastAPI) -> None:
    for _ in range(PAIR_TRIES):
        assert sign_in(client, "Hoa", "mật khẩu sai").status_code == 401
    answer = sign_in(client, "hoa", PASSWORDS["Hoa"], lang="en")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 900
    assert "Too many failed tries" in answer.text
    assert client.get("/api/me").status_code == 401
    assert sign_in(client, "Lan").status_code == 303
    assert sign_in(browser_of(app, "203.0.113.99"), "Hoa").status_code == 303


@pytest.mark.parametrize(("address", "held_up"), [("10.1.2.3", False), ("203.0.113.50", True)])
def test_only_a_listed_proxy_says_for_whom_it_speaks(app: FastAPI, address: str, held_up: bool) -> None:
    """Who could write the header freely would have as many tries as there are addresses."""
    client = browser_of(app, address)
    statuses = [
        client.post(
            "/sign-in",
            data={"name": "Hoa", "password": "sai"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        ).status_code
        for number in range(PAIR_TRIES + 1)
    ]
    assert (statuses[-1] == 429) == held_up


@pytest.mark.parametrize(
    ("wanted", "sent"),
    [
        ("/", "/"),
        ("/en/?tab=figures&place=X", "/en/?tab=figures&place=X"),
        ("/#q=Thu%20ng%C3%A2n%20s%C3%A1ch", "/#q=Thu%20ng%C3%A2n%20s%C3%A1ch"),
        ("/api/docs", "/api/docs"),
        *[
            (hostile, "/")
            for hostile in (
                "",
                "en/",
                "https://evil.example/",
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/\t/evil.example",
                "\t//evil.example",
                "/\n/evil.example",
                "/ /evil.example",
                "/%0d%0aSet-Cookie:x=1\r\nX: y",
                "javascript:alert(1)",
                "data:text/html,x",
                "/en/\\..\\evil",
                "/\u2028/evil.example",
                "/／evil.example",
                "http:evil.example",
                "@evil.example",
                ".evil.example",
                "/sign-in?next=/sign-in",
                "/sign-out",
            )
        ],
    ],
)
def test_one_is_sent_on_to_pages_of_ours_only(client: TestClient, wanted: str, sent: str) -> None:
    assert safe_next(wanted) == sent
    assert sign_in(client, "Lan", next=wanted).headers["location"] == sent
    signed_in_already = client.get("/sign-in", params={"next": wanted})
    assert (signed_in_already.status_code, signed_in_already.headers["location"]) == (303, sent)


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("", "vi"),
        ("?lang=en", "en"),
        ("?lang=fr", "vi"),
        ("?next=/en/", "en"),
        ("?next=/en", "en"),
        ("?next=/english", "vi"),
        ("?next=/en/&lang=vi", "vi"),
    ],
)
def test_the_page_speaks_the_language_one_came_from(client: TestClient, query: str, lang: str) -> None:
    page = client.get(f"/sign-in{query}")
    assert page.status_code == 200
    assert f'<html lang="{lang}">' in page.text
    assert (EN if lang == "en" else VI).password in page.text
    assert page.headers["cache-control"] == "no-store"
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "form-action 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_the_page_needs_only_files_that_are_open(client: TestClient) -> None:
    import re

    files = set(re.findall(r'(?:src|href)="(/ui/[^"]+)"', client.get("/sign-in").text))
    assert len(files) >= 5
    assert {client.get(file).status_code for file in files} == {200}


@pytest.mark.parametrize(
    "content", [b"", b"name=Lan", b"\xff\xfe", b"a=1&" * 50, b'{"name": "Lan"}', b"name=%ff&password=%00"]
)
def test_a_malformed_form_signs_nobody_in(client: TestClient, content: bytes) -> None:
    assert client.post("/sign-in", content=content).status_code == 401


def test_both_languages_say_everything(tmp_path: Path) -> None:
    for name in EN.__slots__:
        assert getattr(EN, name)
        assert getattr(VI, name) != getattr(EN, name)


def test_few_passwords_are_hashed_at_once(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes 64 MiB; forty threads of them would take the machine down."""
    import threading

    running, most, lock = [0], [0], threading.Lock()

    def slow(password: str, kept: str | None) -> bool:
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        time.sleep(0.05)
        with lock:
            running[0] -= 1
        return False

    monkeypatch.setattr(accounts_module, "fits", slow)
    with TestClient(app, base_url=HOME, client=("203.0.113.7", 1)) as client:
        threads = [threading.Thread(target=sign_in, args=(client, f"người-{n}", "sai")) for n in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most[0] == 2
