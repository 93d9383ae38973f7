"""The door in a real browser: the sign-in page, the head of the chat page, and a widget that knows who asks."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from assistant.door.accounts import Accounts
from assistant.door.identity import HostIdentity, shared_secret
from assistant.door.keeper import Keeper
from assistant.door.sessions import Sessions
from assistant.web.app import create_app
from tests.web.axe import flaws
from tests.web.conftest import CHROMIUM, PHONE, served
from tests.web.doors import PASSWORDS, invite
from tests.web.fake import QUOTE, FakeAssistant

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: apt install chromium"),
]
SECRET = "bí mật chung của hai máy chủ, đủ dài để không ai đoán ra được"
QUESTION = "Thu ngân sách 8 tháng đầu năm 2023?"
# The page of the intranet: it has the widget, and tells who is there as the test says.
HOST_PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Cổng thông tin</title>
<script src="HOME/widget.js"></script>
<script>
  window.asked = 0;
  MeetingAssistant.identify(async () => {
    window.asked += 1;
    return (ANSWER)(await (await fetch("/jwt")).text());
  });
  MeetingAssistant.open();
</script>"""
ANSWER = "(jwt) => jwt"
# Another, which frames the widget's page by itself and says nothing of its own accord.
PLAIN_PAGE = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Cổng thông tin</title>
<script>window.heard = []; addEventListener("message", (e) => heard.push(e.data.trolyhoinghi))</script>
<iframe src="HOME/embed"></iframe>"""
BESIDE = """(address) => new Promise((done) => {
  const made = document.createElement("iframe");
  made.onload = done;
  made.src = address;
  document.body.append(made);
})"""
TELL = "frames[0].postMessage({ trolyhoinghi: 'identity', jwt }, '*')"


class Intranet(ThreadingHTTPServer):
    """Another origin: its page, and its word about who is signed in there."""

    page = ""
    made = 0

    def token(self, **changed: Any) -> str:
        self.made += 1
        now = int(time.time())
        good = {"aud": "tro-ly-hoi-nghi", "sub": "lan@huyen", "iat": now, "exp": now + 120, "jti": f"{self.made}"}
        return jwt.encode({**good, **changed}, SECRET, "HS256")


class Answering(BaseHTTPRequestHandler):
    server: Intranet

    def do_GET(self) -> None:
        body = (self.server.token() if self.path == "/jwt" else self.server.page).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def intranet() -> Iterator[Intranet]:
    with Intranet(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def host(intranet: Intranet) -> str:
    return f"http://127.0.0.1:{intranet.server_port}"


@pytest.fixture(scope="module")
def keeper(tmp_path_factory: pytest.TempPathFactory) -> Keeper:
    accounts = invite(Accounts(tmp_path_factory.mktemp("door") / "accounts.json"))
    return Keeper("password", accounts, identity=HostIdentity(shared_secret(SECRET), "tro-ly-hoi-nghi"))


@pytest.fixture(scope="module")
def base(keeper: Keeper, host: str) -> Iterator[str]:
    """Our app under another host name than the intranet's: a neighbour, whose cookies are not ours."""
    listener = socket.create_server(("127.0.0.1", 0))
    served_at = served(create_app(FakeAssistant(), keeper=keeper, embed_origins=(host,)), listener)
    yield next(served_at).replace("127.0.0.1", "localhost")
    next(served_at, None)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="vi-VN", viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    made = context.new_page()
    made.set_default_timeout(60_000)
    return made


def fill_in(page: Page, name: str = "Lan", password: str | None = None) -> None:
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(PASSWORDS.get(name, "") if password is None else password)
    page.keyboard.press("Enter")


def test_one_signs_in_asks_and_signs_out(page: Page, base: str) -> None:
    page.goto(f"{base}/?tab=figures#nguon=x")
    expect(page).to_have_title("Đăng nhập · Trợ lý Hội nghị")
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    fill_in(page, password="mật khẩu sai")
    expect(page.get_by_role("alert")).to_have_text("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("Lan")
    expect(page.get_by_label("Mật khẩu")).to_be_focused()
    fill_in(page)
    page.wait_for_url(f"{base}/?tab=figures#nguon=x")
    expect(page.locator(".tl-visitor-name")).to_have_text("Lan")
    page.goto(f"{base}/")
    page.locator("#tl-box textarea").fill(QUESTION)
    page.locator("#tl-box textarea").press("Enter")
    expect(page.locator(".tl-lead")).to_contain_text("217 tỷ đồng")
    expect(page.locator(".tl-tools-of-answer button").first).to_be_visible()
    of_lan = page.evaluate("sessionStorage.getItem('tl-answers')")
    assert of_lan
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{base}/sign-in")
    assert page.evaluate("sessionStorage.length") == 0
    page.evaluate("ids => sessionStorage.setItem('tl-answers', ids)", of_lan)  # as if Lan had not signed out
    fill_in(page, "Đức")
    expect(page.get_by_text("Cuộc trò chuyện trước không còn được giữ.")).to_be_visible()
    expect(page.locator(".tl-visitor-name")).to_have_text("Đức")
    assert page.locator(".tl-question").count() == 0
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url(f"{base}/sign-in")
    page.go_back()
    expect(page).to_have_title("Đăng nhập · Trợ lý Hội nghị")
    page.goto(f"{base}/en/")
    expect(page).to_have_title("Sign in · Meeting Assistant")


def test_axe_finds_nothing_serious_where_one_signs_in(browser: Browser, base: str) -> None:
    with browser.new_context(locale="vi-VN", bypass_csp=True) as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{base}/")
        found = flaws(page, "signing in")
        fill_in(page, name="Không có", password="sai")
        expect(page.get_by_role("alert")).to_be_visible()
        found += flaws(page, "a wrong password")
        fill_in(page)
        expect(page.locator(".tl-visitor-name")).to_be_visible()
        assert found + flaws(page, "signed in") == []


def test_no_script_reads_the_cookie(page: Page, base: str, context: BrowserContext) -> None:
    page.goto(f"{base}/")
    fill_in(page)
    expect(page.locator(".tl-visitor-name")).to_be_visible()
    assert page.evaluate("document.cookie") == ""
    assert [(cookie["httpOnly"], cookie["sameSite"]) for cookie in context.cookies()] == [(True, "Lax")]


def test_a_session_that_has_ended_leads_back_to_the_sign_in_page(page: Page, base: str, keeper: Keeper) -> None:
    page.goto(f"{base}/")
    fill_in(page)
    expect(page.locator(".tl-visitor-name")).to_be_visible()
    page.locator("#tl-box textarea").fill(QUESTION)
    expect(page.locator(".tl-example").first).to_be_visible()  # everything the page loads by itself is there
    before, keeper.sessions = keeper.sessions, Sessions(60)
    try:
        page.locator("#tl-box textarea").press("Enter")
        page.wait_for_url(f"{base}/sign-in?next=%2F")
    finally:
        keeper.sessions = before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_sign_in_page_fits_and_is_read_by_all(browser: Browser, base: str, scheme: Any, width: int) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(f"{base}/sign-in?lang=en")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert page.evaluate("document.documentElement.classList.contains('dark')") == (scheme == "dark")
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    focused = []
    for _ in range(4):
        focused.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
        page.keyboard.press("Tab")
    assert focused == ["name", "password", "Sign in", "Tiếng Việt"]
    expect(page.get_by_role("link", name="Tiếng Việt")).to_have_attribute("lang", "vi")
    context.close()


@pytest.mark.parametrize("path", ["/", "/en/"])
def test_the_head_still_fits_a_phone(browser: Browser, base: str, path: str) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{base}/sign-in?lang=vi&next={path}")
    fill_in(page)
    expect(page.locator("tl-visitor button")).to_be_in_viewport()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


Framed = Callable[..., Page]


@pytest.fixture
def framed(page: Page, base: str, host: str, intranet: Intranet) -> Framed:
    """Open the intranet's page with the widget's page in it, and ask a question there."""

    def open_one(answer: str = ANSWER) -> Page:
        filled = HOST_PAGE.replace("HOME", base).replace("ANSWER", answer)
        intranet.page = filled
        page.goto(host, wait_until="commit")
        expect(page.frame_locator("iframe").locator(".tl-hello")).to_be_visible()
        box = page.frame_locator("iframe").locator("textarea")
        box.fill(QUESTION)
        box.press("Enter")
        return page

    return open_one


def test_a_widget_told_who_asks_answers_and_opens_sources(framed: Framed, context: BrowserContext) -> None:
    sent: list[Request] = []
    context.on("request", lambda request: sent.append(request))
    page = framed()
    frame = page.frame_locator("iframe")
    expect(frame.locator(".tl-lead")).to_contain_text("217 tỷ đồng")
    frame.locator("a.tl-pill").first.click()
    expect(frame.locator("#tl-source mark")).to_have_text(QUOTE)
    exchanged = [one for one in sent if one.url.endswith("/api/widget/session")]
    assert len(exchanged) == 1
    word = exchanged[0].response().json()["token"]  # type: ignore[union-attr]
    token = json.loads(exchanged[0].post_data or "{}")["token"]
    assert not [one.url for one in sent if word in one.url or token in one.url]
    kept = page.frames[1].evaluate("location.href")
    assert word not in kept
    assert token not in kept
    assert context.cookies() == []


@pytest.mark.parametrize(
    "answer",
    ["(jwt) => jwt + 'A'", "() => null", "() => ({ toString: 1 })", "() => { throw new Error('x'); }", "() => ''"],
)
def test_a_widget_told_nothing_true_asks_to_sign_in(framed: Framed, answer: str) -> None:
    frame = framed(answer).frame_locator("iframe")
    expect(frame.locator(".tl-failed")).to_contain_text("Cần đăng nhập")


def test_a_widget_asks_again_when_its_token_has_ended(framed: Framed, keeper: Keeper) -> None:
    page = framed()
    frame = page.frame_locator("iframe")
    expect(frame.locator(".tl-lead")).to_have_count(1)
    keeper.widgets = Sessions(keeper.widgets.lifetime_s)
    frame.locator("textarea").fill(QUESTION)
    frame.locator("textarea").press("Enter")
    expect(frame.locator(".tl-lead")).to_have_count(2)
    assert page.evaluate("window.asked") == 2


def test_nothing_else_tells_a_widget_who_asks(page: Page, base: str, host: str, intranet: Intranet) -> None:
    """A frame beside it, of a stranger's or of the page's own origin, has a JWT that would be believed."""
    exchanged: list[str] = []
    page.on("request", lambda sent: exchanged.append(sent.url) if sent.url.endswith("/api/widget/session") else None)
    intranet.page = PLAIN_PAGE.replace("HOME", base)
    page.goto(host)
    frame = page.frame_locator("iframe >> nth=0")
    expect(frame.locator("textarea")).to_be_focused()
    page.evaluate("frames[0].postMessage({ trolyhoinghi: 'hello' }, '*')")
    frame.locator("textarea").fill(QUESTION)
    frame.locator("textarea").press("Enter")
    page.wait_for_function("heard.includes('identify')")
    for origin in (host.replace("127.0.0.1", "localhost"), host):
        page.evaluate(BESIDE, f"{origin}/jwt")
        page.frames[-1].evaluate(f"jwt => parent.{TELL}", intranet.token())
    page.wait_for_timeout(300)
    assert exchanged == []
    page.evaluate(f"jwt => {TELL}", intranet.token())
    expect(frame.locator(".tl-lead")).to_contain_text("217 tỷ đồng")
    assert len(exchanged) == 1
