"""Hostile texts in titles, file names, passages, answers, questions, metadata: none acts, none loads from elsewhere.

In Chromium without our Content-Security-Policy, so that it is the pages themselves that hold.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from assistant.web.app import create_app
from assistant.web.chat import header_html, welcome_html
from assistant.web.render import answer_html, question_html
from assistant.web.wording import EN, VI
from tests.web.conftest import CHROMIUM, served
from tests.web.corpus import ALL, HOSTILE, HostileAssistant, questions
from tests.web.embedders import embedder
from tests.web.fake import Statement, answer
from tests.web.vectors import ELSEWHERE, VECTORS

IN_BROWSER = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]
# Press a pill, wait until its report is shown, for every pill there is; return the titles that came.
OPEN_ALL = """async (selector) => {
  const titles = [];
  for (const pill of document.querySelectorAll(selector)) {
    pill.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    const before = document.querySelector("#tl-source .tl-report mark");
    pill.click();
    for (let n = 0; n < 400; n++) {
      const now = document.querySelector("#tl-source .tl-report mark");
      if (now && now !== before) break;
      await new Promise((done) => setTimeout(done, 5));
    }
    titles.push(document.querySelector("#tl-source h2").textContent);
  }
  return titles;
}"""
# What is on the page that only markup in a text could have made.
STRANGERS = """() => {
  const ours = "main, #tl-chat, #tl-source, #tl-preview, .tl-view, #tl-greeting, h1, h2";
  const mine = [...document.querySelectorAll(ours)];
  const made = mine.flatMap((one) => [...one.querySelectorAll(
    "img, image, iframe, object, embed, video, audio, form, input[type=image], script, link, style, base, meta, marquee"
  )]);
  const acting = [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name, value }) =>
    /^on/i.test(name) && /HIT/.test(value) || /^(href|src|action|data|background|ping|srcset|poster)$/i.test(name)
      && /^\\s*(javascript|vbscript|data:text|\\/\\/chim|http:\\/\\/chim)/i.test(value)));
  return [...made, ...acting].map((one) => one.outerHTML.slice(0, 200));
}"""


@dataclass
class Watched:
    """A page, and what happened in it that must not."""

    page: Page
    hits: list[int] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def home() -> Iterator[str]:
    yield from served(create_app(HostileAssistant()), socket.create_server(("127.0.0.1", 0)))


@pytest.fixture
def watched(browser: Browser, home: str) -> Iterator[Watched]:
    context = browser.new_context(bypass_csp=True, locale="vi-VN", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    found = Watched(context.new_page())
    context.expose_function("HIT", lambda number: found.hits.append(number))
    allowed = (f"{home}/", "data:", "blob:", "about:")
    context.on("request", lambda sent: None if sent.url.startswith(allowed) else found.strange.append(sent.url))
    context.on("dialog", lambda dialog: (found.hits.append(-1), dialog.dismiss()))
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    yield found
    context.close()


def hold(watched: Watched) -> None:
    """Nothing acted, nothing was asked of another site, nothing stands there that a text made."""
    watched.page.wait_for_timeout(300)
    assert watched.page.evaluate(STRANGERS) == []
    assert (watched.hits, watched.strange, watched.errors) == ([], [], [])


def test_there_are_enough_and_they_differ() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 150


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_the_texts_do_act_where_a_page_takes_them_for_markup(watched: Watched, home: str) -> None:
    """Else the tests below could not fail."""
    watched.page.goto(f"{home}/healthz")
    for vector in VECTORS:
        watched.page.evaluate("(text) => { document.body.innerHTML = `<div>${text}</div>` }", vector)
    watched.page.wait_for_timeout(500)
    assert len(set(watched.hits)) > 25
    assert len({url for url in watched.strange if "chim.example.test" in url}) > 10
    watched.page.evaluate("(text) => { document.body.innerHTML = `<main>${text}</main>` }", VECTORS[0])
    assert watched.page.evaluate(STRANGERS)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize("path", ["/", "/en/"])
def test_nothing_acts_in_the_chat_and_in_its_source_panel(watched: Watched, home: str, path: str) -> None:
    page = watched.page
    page.goto(home + path)
    box = page.locator("#tl-box textarea")
    for n, question in enumerate(("tất cả?", *questions()), 1):
        box.fill(question)
        box.press("Enter")
        expect(page.locator(".tl-question")).to_have_count(n)
        expect(page.locator("#tl-box .submit-button")).to_be_visible()
        expect(page.locator(".tl-answer")).to_have_count(n)
    expect(page.locator(".tl-answer").first.locator("p a.tl-pill")).to_have_count(len(VECTORS))
    shown = page.locator(".tl-answer").first.inner_text()
    assert VECTORS[0] in shown
    titles = page.evaluate(OPEN_ALL, "#tl-chat .tl-answer p > a.tl-pill")
    assert titles == [one.title.replace("\r", "") for one in HOSTILE]
    hold(watched)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_nothing_acts_in_any_tab(watched: Watched, home: str) -> None:
    page = watched.page
    page.goto(f"{home}/")
    tabs = page.locator("[data-tab]").evaluate_all("links => [...new Set(links.map((link) => link.dataset.tab))]")
    assert {"ask", "figures", "meetings"} <= set(tabs)
    for tab in tabs:
        for query in (
            f"?tab={tab}",
            *(f"?tab={tab}&{name}={quote(VECTORS[0])}" for name in ("place", "q", "report", "chair")),
        ):
            page.goto(f"{home}/{query}")
            page.wait_for_timeout(700)
            for button in page.locator(".tl-view:visible button, .tl-view:visible summary").all()[:12]:
                if button.is_visible():
                    button.click(timeout=2000, force=True)
            hold(watched)
    page.goto(f"{home}/?tab=meetings")
    expect(page.get_by_text(VECTORS[-1], exact=False).first).to_be_attached()


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_nothing_acts_in_the_widget_s_page(watched: Watched, home: str) -> None:
    page = watched.page
    page.goto(f"{home}/embed?title={quote(' '.join(VECTORS)[:3000])}")
    for n, question in enumerate(("tất cả?", *questions()), 1):
        page.locator("textarea").fill(question)
        page.locator("textarea").press("Enter")
        expect(page.locator(".tl-answer")).to_have_count(n)
        expect(page.get_by_role("button", name=VI.send, exact=True)).to_be_visible()
    titles = page.evaluate(OPEN_ALL, ".tl-answer p > a.tl-pill")
    assert titles == [one.title for one in HOSTILE]
    hold(watched)


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
def test_nothing_acts_in_a_page_that_carries_the_widget(watched: Watched, home: str) -> None:
    with embedder() as port:
        page, hosting = watched.page, f"http://127.0.0.1:{port}"
        page.goto(f"{hosting}/none")
        for vector in VECTORS:
            page.evaluate(
                """([home, title]) => new Promise((done) => { delete window.MeetingAssistant;
                const script = document.createElement("script"); script.onload = done; script.dataset.title = title;
                script.dataset.position = title; script.src = `${home}/widget.js`; document.head.append(script) })""",
                [home, vector],
            )
        assert (
            page.evaluate("document.body.lastChild.shadowRoot.querySelectorAll('img, iframe, script, style').length")
            == 0
        )
        assert page.get_by_role("button").count() == len(VECTORS)
        page.wait_for_timeout(300)
        assert watched.hits == []
        assert [url for url in watched.strange if not url.startswith(hosting)] == []


# The HTML that the server makes


class Parsed(HTMLParser):
    """The tags and attributes a browser would find in a fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[Any]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


OUR_TAGS = {"div", "p", "span", "a", "br", "ul", "li", "small"}
OUR_ATTRIBUTES = {"class", "href", "role", "title"}


@pytest.mark.parametrize("vector", VECTORS, ids=range(len(VECTORS)))
def test_each_text_alone_makes_no_markup_on_the_server(vector: str) -> None:
    number = VECTORS.index(vector)
    cited = (ALL.citations[number],)
    said = answer("list", (Statement(vector, (number + 1,)),), cited, understood=vector, notes=(vector,), nearest=cited)
    for html in (
        answer_html(said, VI, vector),
        question_html(vector),
        answer_html(answer("none", (), (), text=vector), EN),
    ):
        found = Parsed(html)
        assert found.tags <= OUR_TAGS
        assert {name for name, _ in found.attributes} <= OUR_ATTRIBUTES
        assert all(value.startswith("#nguon=") for name, value in found.attributes if name == "href")
        assert not set(html.replace("&#", "").replace("#nguon=", "")) & set("`*_[]{}$\\|~!")  # for Markdown and LaTeX


def test_the_page_s_own_frame_is_fixed() -> None:
    assert ELSEWHERE not in header_html(VI, 3) + welcome_html(VI, 3) + welcome_html(EN, 0)


@pytest.mark.parametrize(
    "path", ["/api/ask", "/api/reports", "/api/figures", "/api/people", "/api/meetings", "/api/points"]
)
def test_the_api_answers_with_a_type_that_no_browser_takes_for_a_page(path: str) -> None:
    client = TestClient(create_app(HostileAssistant()), base_url="http://127.0.0.1")
    found = client.post(path, json={"question": "tất cả"}) if path == "/api/ask" else client.get(path)
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    assert found.headers["x-content-type-options"] == "nosniff"
