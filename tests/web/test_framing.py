"""Who may frame the widget and talk to it: servers on different ports and host names of this machine, in Chromium."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright

from assistant.web.app import create_app
from assistant.web.security import LOOPBACK_HOSTS
from assistant.web.wording import VI
from tests.web.conftest import CHROMIUM, PHONE, QUICK_CHROMIUM, served
from tests.web.embedders import embedder
from tests.web.fake import FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

HOME = "tro-ly.example.test"
PILLS = ".tl-answer a.tl-pill:not(.tl-reports a)"  # but for those of the reports named below
QUESTION = "Thu ngân sách 8 tháng?"
OPEN = "Mở trợ lý: Hỏi"
CLOSE = "Đóng trợ lý: Hỏi"
# {b} and {c} are the ports of two other servers; listed are http://noi-bo.example.test:{b},
# http://hai.example.test:{c} and https://chi-tls.example.test:{b}.
FOREIGN_SITES = (
    "http://evil.test:{b}",
    "http://khac.example.test:{b}",
    "http://hai.example.test:{b}",
    "http://con.noi-bo.example.test:{b}",
    "http://www.noi-bo.example.test:{b}",
    "http://a.b.noi-bo.example.test:{b}",
    "http://example.test:{b}",
    "http://noi-bo.example.test:{c}",
    "http://chi-tls.example.test:{b}",
    "http://xnoi-bo.example.test:{b}",
    "http://noi-bo.example.testx.test:{b}",
    "http://noi-bo.example.test.evil.test:{b}",
    "http://noi-bo-example.test:{b}",
    "http://noi-b0.example.test:{b}",
    "http://nội-bộ.example.test:{b}",
    "http://noi-bo.example.test.:{b}",
    "http://tro-ly.example.test:{b}",
    "http://con.tro-ly.example.test:{b}",
    "http://localhost:{b}",
    "http://127.0.0.1:{b}",
    "http://127.0.0.2:{b}",
)
# What a listed page does so that the frame around ours has the origin null, or is not the only one around it.
OPAQUE_WAYS = ("/sandboxed", "/srcdoc", "/data")


@dataclass(frozen=True)
class Sites:
    """Addresses: ours, and of the two other servers under a listed name each."""

    home: str
    b: int
    c: int

    @property
    def listed(self) -> str:
        return f"http://noi-bo.example.test:{self.b}"

    @property
    def second(self) -> str:
        return f"http://hai.example.test:{self.c}"

    @property
    def embed(self) -> str:
        return f"{self.home}/embed"

    def foreign(self, pattern: str) -> str:
        return pattern.format(b=self.b, c=self.c)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    rules = "MAP *.test 127.0.0.1, MAP *.test. 127.0.0.1, MAP 127.0.0.2 127.0.0.1"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", f"--host-resolver-rules={rules}"]
        chromium = playwright.chromium.launch(executable_path=QUICK_CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def sites(fake: FakeAssistant) -> Iterator[Sites]:
    listener = socket.create_server(("127.0.0.1", 0))
    with ExitStack() as stack:
        b, c = stack.enter_context(embedder()), stack.enter_context(embedder())
        found = Sites(f"http://{HOME}:{listener.getsockname()[1]}", b, c)
        origins = (found.listed, found.second, f"https://chi-tls.example.test:{b}")
        app = create_app(fake, embed_origins=origins, allowed_hosts=(*LOOPBACK_HOSTS, HOME))
        for _ in served(app, listener):
            yield found


@pytest.fixture
def page(browser: Browser, fake: FakeAssistant) -> Iterator[Page]:
    fake.asked.clear()
    context = browser.new_context(locale="vi-VN")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    context.close()


def is_framed(page: Page, address: str, home: str) -> bool:
    """Whether our page came alive in a frame of that page: its script was fetched. Else the policy must say so."""
    fetched: list[str] = []
    said: list[str] = []
    page.on("request", lambda sent: fetched.append(sent.url))
    page.on("console", lambda line: said.append(line.text))
    page.goto(address)
    # One or the other is said of our page alone, also of a frame within a frame, which takes its time.
    for _ in range(300):
        if f"{home}/ui/embed.js" in fetched or any("frame-ancestors" in line for line in said):
            break
        page.wait_for_timeout(15)
    alive = f"{home}/ui/embed.js" in fetched
    assert alive or any("frame-ancestors" in line for line in said), (fetched, said)
    return alive


@pytest.mark.parametrize("site", FOREIGN_SITES)
def test_a_site_that_is_not_listed_cannot_frame_it(page: Page, sites: Sites, site: str) -> None:
    assert not is_framed(page, f"{sites.foreign(site)}/frame?u={sites.embed}", sites.home)


@pytest.mark.parametrize("way", OPAQUE_WAYS)
def test_a_frame_of_origin_null_cannot_frame_it_even_in_a_listed_page(page: Page, sites: Sites, way: str) -> None:
    inner = f"{sites.listed}/frame?u={sites.embed}" if way == "/sandboxed" else sites.embed
    assert not is_framed(page, f"{sites.listed}{way}?u={quote(inner)}", sites.home)


def test_a_file_cannot_frame_it(page: Page, sites: Sites, tmp_path: Path) -> None:
    (tmp_path / "trang.html").write_text(f'<iframe src="{sites.embed}"></iframe>', encoding="utf-8")
    assert not is_framed(page, f"file://{tmp_path}/trang.html", sites.home)


@pytest.mark.parametrize("way", ["/object", "/embed-element"])
def test_nor_do_other_elements_get_round_the_policy(page: Page, sites: Sites, way: str) -> None:
    assert not is_framed(page, f"{sites.foreign(FOREIGN_SITES[0])}{way}?u={sites.embed}", sites.home)


def test_every_page_around_it_must_be_listed(page: Page, sites: Sites) -> None:
    evil = sites.foreign(FOREIGN_SITES[0])
    listed_in_foreign = f"{evil}/frame?u={quote(f'{sites.listed}/frame?u={sites.embed}')}"
    assert not is_framed(page, listed_in_foreign, sites.home)
    foreign_in_listed = f"{sites.listed}/frame?u={quote(f'{evil}/frame?u={sites.embed}')}"
    assert not is_framed(page, foreign_in_listed, sites.home)


def test_listed_sites_and_our_own_may_frame_it(page: Page, sites: Sites) -> None:
    for site in (sites.listed, sites.second):
        assert is_framed(page, f"{site}/frame?u={sites.embed}", sites.home)
    both = f"{sites.listed}/frame?u={quote(f'{sites.second}/frame?u={sites.embed}')}"
    assert is_framed(page, both, sites.home)


@pytest.mark.parametrize("path", ["/", "/en/", "/api/docs", "/api/reports", "/ui/icon.svg"])
def test_nothing_but_the_widget_s_page_may_be_framed_even_by_a_listed_site(page: Page, sites: Sites, path: str) -> None:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.goto(f"{sites.listed}/frame?u={sites.home}{path}")
    for _ in range(300):
        if said:
            break
        page.wait_for_timeout(15)
    assert any("frame-ancestors 'none'" in line for line in said)


def wait_until(frame: Frame, holds: str) -> None:
    """As `wait_for_function`, which evaluates text inside the page, as our policy forbids there."""
    for _ in range(1000):
        if frame.evaluate(holds):
            return
        frame.page.wait_for_timeout(15)
    pytest.fail(f"never: {holds}")


def open_widget(page: Page, sites: Sites, path: str = "/widget") -> Page:
    page.goto(f"{sites.listed}{path}?u={sites.home}")
    page.wait_for_function("window.MeetingAssistant")
    return page


def test_the_host_page_opens_asks_and_closes(page: Page, sites: Sites, fake: FakeAssistant) -> None:
    open_widget(page, sites)
    page.evaluate("MeetingAssistant.ask('Thu ngân sách 8 tháng?')")  # before the frame has loaded
    frame = page.frame_locator("iframe")
    expect(frame.locator(".tl-lead")).to_contain_text("217 tỷ đồng")
    expect(frame.locator(".tl-answer a.tl-pill").first).to_be_visible()  # citations are on
    page.evaluate("MeetingAssistant.ask('Ai là huấn luyện viên?')")
    expect(frame.locator(".tl-question")).to_have_text([QUESTION, "Ai là huấn luyện viên?"])
    expect(frame.locator(PILLS)).to_have_count(5 + 2)  # both are answered
    assert [asked for asked, *_ in fake.asked] == [QUESTION, "Ai là huấn luyện viên?"]
    assert QUESTION not in "".join(child.url for child in page.frames)
    page.evaluate("MeetingAssistant.close()")
    expect(page.locator("iframe")).to_be_hidden()
    page.evaluate("MeetingAssistant.open()")
    expect(frame.locator(".tl-question")).to_have_count(2)


def test_a_question_asked_meanwhile_waits_for_the_answer(
    page: Page, sites: Sites, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "pause_s", 0.3)
    open_widget(page, sites)
    page.evaluate("MeetingAssistant.ask('Một?')")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".tl-question")).to_have_count(1)
    page.evaluate("for (const text of ['Hai?', '   ', 'Ba?']) MeetingAssistant.ask(text)")
    expect(frame.locator(".tl-question")).to_have_text(["Một?", "Ba?"])
    expect(frame.locator(PILLS)).to_have_count(10)


@pytest.mark.parametrize("where", ["inside", "outside"])
def test_escape_closes_and_the_focus_returns_to_where_it_was(page: Page, sites: Sites, where: str) -> None:
    open_widget(page, sites)
    page.locator("#here").focus()
    page.evaluate("MeetingAssistant.open()")
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_focused()
    if where == "outside":
        page.get_by_role("button", name=CLOSE).focus()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.locator("#here")).to_be_focused()
    page.get_by_role("button", name=OPEN).press("Enter")
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name=OPEN)).to_be_focused()


def test_a_visitor_who_types_in_the_page_keeps_the_focus(page: Page, sites: Sites) -> None:
    open_widget(page, sites)
    page.evaluate("MeetingAssistant.open()")
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_focused()
    page.locator("#here").click()
    page.keyboard.press("Escape")
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.locator("#here")).to_be_focused()


def test_on_a_phone_it_fills_the_screen_and_its_own_button_closes_it(page: Page, sites: Sites) -> None:
    page.set_viewport_size(PHONE)
    open_widget(page, sites)
    page.get_by_role("button", name=OPEN).click()
    expect(page.get_by_role("button", name=CLOSE)).to_have_count(0)
    assert page.locator("iframe").bounding_box() == {"x": 0, "y": 0, **PHONE}
    page.frame_locator("iframe").get_by_role("button", name=VI.close_chat).click()
    expect(page.locator("iframe")).to_be_hidden()
    expect(page.get_by_role("button", name=OPEN)).to_be_focused()


def test_it_loads_in_the_head_and_only_once_in_the_language_and_on_the_side_asked_for(page: Page, sites: Sites) -> None:
    page.goto(f"{sites.listed}/head?u={sites.home}")
    button = page.get_by_role("button")
    expect(button).to_have_count(1)
    expect(button).to_have_accessible_name("Open the assistant: Meeting Assistant")
    expect(button).to_have_css("left", "20px")
    button.click()
    expect(page.frame_locator("iframe").get_by_role("textbox", name="Question")).to_be_visible()


def test_it_works_under_the_strictest_policy_of_a_host_page(page: Page, sites: Sites) -> None:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.goto(f"{sites.listed}/strict?u={sites.home}")
    button = page.get_by_role("button", name=OPEN)
    expect(button).to_have_css("background-color", "rgb(15, 90, 92)")
    button.click()
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_focused()
    assert not [line for line in said if "icon" not in line and "Content Security Policy" in line]


# What a page says of all it has, and must not reach the widget: looks, places, and what hides or deafens.
HOSTILE_STYLES = {
    "hides": "display: none; visibility: hidden; opacity: 0.1; clip-path: circle(1px); pointer-events: none",
    "moves": "position: static; transform: rotate(9deg) scale(2); zoom: 3; float: left; margin: 5em; contain: strict; "
    "inset: auto; filter: blur(3px); perspective: 9px; will-change: transform; direction: ltr",
    "dresses": "color: red; background: lime; border: 9px dotted; font: italic 40px/3 cursive; letter-spacing: 1em; "
    "text-transform: uppercase; text-indent: 4em; text-shadow: 0 0 9px red; box-sizing: border-box; cursor: wait; "
    "color-scheme: dark; width: 7px; height: 7px; max-width: 9px; animation: none; transition: all 9s",
    "unsets": "all: unset",
}
EVERYWHERE = "html {{ font-size: 62.5% }} body *, button, div, iframe, span, svg {{ {} }}"
IN_WIDGET = "[...document.querySelectorAll('body > div')].at(-1).shadowRoot.querySelectorAll('*')"
OF_PAGE = "document.querySelectorAll('html, body, #own, #own *')"
LOOKS = """([...all]) => all.map((one) => [one.localName, JSON.stringify(one.getBoundingClientRect()),
    Object.fromEntries([...getComputedStyle(one)].filter((name) => !name.startsWith("--"))
        .map((name) => [name, getComputedStyle(one).getPropertyValue(name)]))])"""


def looks(page: Page, of: str) -> list[Any]:
    """How every one of these elements looks, and where it stands."""
    page.mouse.move(0, 0)
    return page.evaluate(f"({LOOKS})({of})")  # type: ignore[no-any-return]


@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("style", HOSTILE_STYLES)
def test_no_style_of_the_page_reaches_the_widget(page: Page, sites: Sites, style: str, size: Any) -> None:
    if size:
        page.set_viewport_size(size)
    shown: list[list[Any]] = []
    declared = "; ".join(f"{one} !important" for one in HOSTILE_STYLES[style].split("; "))
    for css in ("", EVERYWHERE.format(declared)):
        page.goto(f"{sites.listed}/styled?u={sites.home}&v={quote(css)}")
        page.wait_for_function("!!window.MeetingAssistant?.open")
        closed = looks(page, IN_WIDGET)
        page.evaluate("MeetingAssistant.open()")
        expect(page.frame_locator("iframe >> nth=1").get_by_role("textbox")).to_be_focused()
        shown.append([closed, looks(page, IN_WIDGET)])
    plain, dressed = shown
    assert [one[0] for one in plain[1]] == ["button", "svg", "path", "path", "span", "iframe"]
    assert dressed == plain


def test_no_style_of_the_widget_reaches_the_page(page: Page, sites: Sites) -> None:
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(f"{sites.listed}/styled?u={sites.home}")
    without = looks(page, OF_PAGE)
    page.unroute("**/widget.js")
    page.reload()
    page.wait_for_function("!!window.MeetingAssistant?.open")
    page.evaluate("MeetingAssistant.open()")
    expect(page.frame_locator("iframe >> nth=1").get_by_role("textbox")).to_be_focused()
    assert [one[0] for one in without] == ["html", "body", "div", "button", "span", "svg", "iframe"]
    assert looks(page, OF_PAGE) == without


MEDDLING = """(names) => { for (const name of names) for (const target of [parent, parent.frames[0]])
    target.postMessage({ trolyhoinghi: name, text: "Chen vào", jwt: "gia" }, "*") }"""


def test_messages_of_other_frames_are_not_heeded(page: Page, sites: Sites, fake: FakeAssistant) -> None:
    evil = sites.foreign(FOREIGN_SITES[0])
    page.goto(f"{sites.listed}/two?u={sites.embed}&v={evil}/none")
    inside = page.frame_locator("iframe >> nth=0")
    expect(inside.get_by_role("textbox")).to_be_visible()
    page.frames[2].evaluate(MEDDLING, ["hello", "ask", "identity"])
    page.wait_for_timeout(300)
    assert fake.asked == []
    page.frames[0].evaluate("frames[0].postMessage({ trolyhoinghi: 'ask', text: 'Chưa chào?' }, '*')")
    page.wait_for_timeout(200)
    assert fake.asked == []  # who did not say hello is not heeded either
    page.frames[0].evaluate(
        "for (const kind of ['hello', 'ask']) frames[0].postMessage({ trolyhoinghi: kind, text: 'Thu?' }, '*')"
    )
    expect(inside.locator(".tl-answer a.tl-pill").first).to_be_visible()
    assert [asked for asked, *_ in fake.asked] == ["Thu?"]


def test_the_host_page_heeds_only_the_widget_s_own_frame(page: Page, sites: Sites) -> None:
    evil = sites.foreign(FOREIGN_SITES[0])
    open_widget(page, sites)
    page.evaluate("MeetingAssistant.identify(async () => { window.identified = true; return 'bi-mat' })")
    page.evaluate("MeetingAssistant.open()")
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_focused()
    for source in (
        f"{evil}/none",
        f"{sites.home}/api/docs",
        f"{sites.embed}?x",
    ):  # another site; ours, but not its frame
        page.evaluate(
            "(u) => new Promise((done) => { const f = document.createElement('iframe'); f.onload = done; f.src = u; "
            "document.body.append(f) })",
            source,
        )
        page.frames[-1].evaluate(
            "for (const kind of ['close', 'identify']) parent.postMessage({ trolyhoinghi: kind }, '*')"
        )
    page.wait_for_timeout(200)
    expect(page.locator("iframe").first).to_be_visible()
    assert page.evaluate("window.identified") is None


def test_an_identity_goes_to_our_frame_alone(page: Page, sites: Sites) -> None:
    open_widget(page, sites)
    page.evaluate("MeetingAssistant.identify(async () => 'aaa.bbb.ccc')")
    page.evaluate("MeetingAssistant.open()")
    expect(page.frame_locator("iframe").get_by_role("textbox")).to_be_focused()
    ours = page.frames[1]
    # Whether the hello of opening comes before or after this listener is the browser's affair.
    is_told = "e.data?.trolyhoinghi !== 'hello' && heard.push([e.origin, e.data])"
    ours.evaluate(f"window.heard = []; addEventListener('message', (e) => {is_told})")
    ask_who = f"parent.postMessage({{ trolyhoinghi: 'identify' }}, '{sites.listed}')"
    ours.evaluate(ask_who)
    wait_until(ours, "heard.length === 1")
    assert ours.evaluate("heard") == [[sites.listed, {"trolyhoinghi": "identity", "jwt": "aaa.bbb.ccc"}]]
    for given in ("throw new Error('hỏng')", "return { a: 1 }", "return null"):
        page.evaluate(f"MeetingAssistant.identify(async () => {{ {given} }})")
        ours.evaluate(ask_who)
    wait_until(ours, "heard.length === 4")
    assert [content["jwt"] for _, content in ours.evaluate("heard")] == ["aaa.bbb.ccc", None, None, None]

    # The frame was led elsewhere: neither hello nor a question nor an identity reaches what is there now.
    page.evaluate("MeetingAssistant.identify(async () => 'aaa.bbb.ccc')")
    ours.evaluate(f"location.href = '{sites.foreign(FOREIGN_SITES[0])}/none'")
    stranger = page.frames[1]
    stranger.wait_for_function("window.heard")
    stranger.evaluate("parent.postMessage({ trolyhoinghi: 'identify' }, '*')")
    page.evaluate("MeetingAssistant.ask('Bí mật?')")
    page.wait_for_timeout(300)
    assert stranger.evaluate("heard") == []
