"""What a page says while the library is busy, it is asked too fast or the server is gone, in Debian's Chromium."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from assistant.web.app import create_app
from assistant.web.limiting import Limits
from assistant.web.wording import EN, LIBRARY_BUSY, NO_SUCH_ANSWER, OVERLOADED, TOO_FAST, UNABLE, VI
from tests.web.conftest import CHROMIUM, served
from tests.web.fake import AUGUST, BusyLibrary, FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
BUSY, BUSY_EN = LIBRARY_BUSY.split(" / ")
FAST, FAST_EN = TOO_FAST.format(seconds=7).split(" / ")
ROWS = ".tl-figure, .tl-meeting, .tl-shelf-entry"


@pytest.fixture(scope="module")
def feedback_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("thu-vien") / "feedback.sqlite"


@pytest.fixture(scope="module")
def base(fake: FakeAssistant, feedback_file: Path) -> Iterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    yield from served(create_app(fake, feedback_file=feedback_file), listener)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Like `open_page`, but the browser may complain of requests that are refused here."""
    errors: list[str] = []
    with browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900}) as context:
        opened = context.new_page()
        opened.set_default_timeout(15_000)
        opened.on("pageerror", lambda error: errors.append(str(error)))
        yield opened
    assert errors == []


def refuse(status: int, detail: str, retry_after: int | None = None) -> Callable[[Route], None]:
    headers = {"Content-Type": "application/json"} | ({"Retry-After": str(retry_after)} if retry_after else {})
    return lambda route: route.fulfill(status=status, headers=headers, body=json.dumps({"detail": detail}))


def cut(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("tab", ["figures", "meetings", "reports"])
@pytest.mark.parametrize(("path", "told", "retry"), [("/", BUSY, VI.retry), ("/en/", BUSY_EN, EN.retry)])
def test_a_tab_says_that_the_library_is_busy(
    page: Page,
    base: str,
    fake: FakeAssistant,
    monkeypatch: pytest.MonkeyPatch,
    tab: str,
    path: str,
    told: str,
    retry: str,
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(fake, "library", BusyLibrary())
        page.goto(f"{base}{path}?tab={tab}")
        expect(page.locator(".tl-view:visible .tl-failed")).to_have_text(f"{told} {retry}")
    page.locator(".tl-view:visible").get_by_role("button", name=retry).click()
    expect(page.locator(ROWS).first).to_be_visible()


STATES = [
    (refuse(429, TOO_FAST.format(seconds=7), 7), FAST),
    (refuse(503, UNABLE), None),
    (cut, VI.unreachable),
]


@pytest.mark.parametrize(("answer", "told"), STATES, ids=["too fast", "broken", "gone"])
@pytest.mark.parametrize("tab", ["figures", "meetings", "reports"])
def test_a_tab_says_why_it_has_no_list(
    page: Page, base: str, tab: str, answer: Callable[[Route], None], told: str | None
) -> None:
    page.goto(base)
    expect(page.locator("#tl-box textarea")).to_be_visible()
    page.route(f"**/api/{tab}?*", answer)
    page.get_by_role("link", name=getattr(VI, f"nav_{tab}")).click()
    expect(page.locator(".tl-view:visible .tl-failed")).to_have_text(f"{told or VI.list_failed} {VI.retry}")
    page.unroute(f"**/api/{tab}?*")
    page.get_by_role("button", name=VI.retry).click()
    expect(page.locator(ROWS).first).to_be_visible()


@pytest.mark.parametrize(("answer", "told"), STATES, ids=["too fast", "broken", "gone"])
def test_an_opened_report_says_why_it_is_not_shown(
    page: Page, base: str, answer: Callable[[Route], None], told: str | None
) -> None:
    page.route(f"**/api/reports/{AUGUST.id}", answer)
    page.goto(f"{base}/?tab=reports&report={AUGUST.id}")
    heading = page.locator(".tl-report-page h2")
    expect(heading).to_have_text(told or VI.source_failed)
    page.unroute(f"**/api/reports/{AUGUST.id}")
    page.locator(".tl-report-page").get_by_role("button", name=VI.retry).click()
    expect(heading).to_have_text(AUGUST.title)
    expect(page.locator(".tl-report-page").get_by_role("button", name=VI.retry)).to_have_count(0)


@pytest.mark.parametrize(
    ("answer", "told"),
    [(refuse(429, TOO_FAST.format(seconds=7), 7), FAST), (refuse(503, LIBRARY_BUSY, 5), BUSY), (cut, VI.unreachable)],
    ids=["too fast", "busy", "gone"],
)
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_source_panel_says_why_it_shows_no_report(
    page: Page, base: str, path: str, answer: Callable[[Route], None], told: str
) -> None:
    page.goto(base + path)
    expect(page.locator("textarea").first).to_be_focused()
    page.locator("textarea").first.fill(QUESTION)
    page.locator("textarea").first.press("Enter")
    page.route("**/api/reports/*", answer)
    page.locator(".tl-answer a.tl-pill").first.click()
    panel = page.locator("#tl-source")
    expect(panel.locator(".tl-report")).to_have_text(f"{told} {VI.retry}")
    page.unroute("**/api/reports/*")
    panel.get_by_role("button", name=VI.retry).click()
    expect(panel.locator("h2")).to_have_text(AUGUST.title)
    expect(panel.locator("mark")).to_be_in_viewport()


def test_a_report_that_is_gone_is_not_tried_again(page: Page, base: str) -> None:
    page.goto(f"{base}/?tab=reports&report=không-có")
    expect(page.locator(".tl-report-page h2")).to_have_text(VI.source_failed)
    expect(page.locator(".tl-report-page").get_by_role("button", name=VI.retry)).to_have_count(0)


@pytest.mark.parametrize(("path", "words"), [("/", VI), ("/en/", EN)])
def test_a_page_that_is_opened_while_the_library_is_busy_greets_all_the_same(
    page: Page, base: str, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch, path: str, words: object
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(fake, "library", BusyLibrary())
        page.goto(base + path)
        expect(page.locator("#tl-greeting")).to_have_text((VI if words is VI else EN).library_busy)
        expect(page.locator("#tl-welcome button:visible")).to_have_count(0)
    page.reload()
    expect(page.locator("#tl-greeting")).to_contain_text((VI if words is VI else EN).welcome)


def test_the_widget_greets_while_the_library_is_busy(
    page: Page, base: str, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "library", BusyLibrary())
    for path, told in (("/embed", BUSY), ("/embed?lang=en", BUSY_EN)):
        page.goto(base + path)
        expect(page.locator(".tl-hello")).to_have_text(told)


# Under an answer


def ask(page: Page, base: str, question: str = QUESTION) -> Locator:
    """Open the page, ask, and return the answer."""
    page.goto(base)
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")
    return page.locator("#tl-chat .tl-answer:has(a.tl-pill)")


@pytest.mark.parametrize(
    ("answer", "told"),
    [(refuse(429, TOO_FAST.format(seconds=7), 7), FAST), (refuse(503, LIBRARY_BUSY, 5), BUSY), (cut, VI.unreachable)],
    ids=["too fast", "busy", "gone"],
)
def test_tools_that_do_not_come_are_not_said_to_be_forgotten(
    page: Page, base: str, answer: Callable[[Route], None], told: str
) -> None:
    page.route("**/api/answers/*", answer)
    shown = ask(page, base)
    expect(shown.locator(".tl-tools-of-answer [role=status]")).to_have_text(f"{told}{VI.retry}")
    page.unroute("**/api/answers/*")
    shown.get_by_role("button", name=VI.retry).click()
    expect(shown.get_by_role("button", name=VI.copy_answer)).to_have_count(1)
    expect(shown.get_by_role("button", name=VI.retry)).to_have_count(0)


@pytest.mark.parametrize(
    ("answer", "told"),
    [(refuse(429, TOO_FAST.format(seconds=7), 7), FAST), (refuse(503, LIBRARY_BUSY, 5), BUSY), (cut, VI.unreachable)],
    ids=["too fast", "busy", "gone"],
)
def test_a_file_that_does_not_come_is_fetched_by_another_try(
    page: Page, base: str, answer: Callable[[Route], None], told: str
) -> None:
    shown = ask(page, base)
    word = shown.get_by_role("button", name=VI.export_as.format("Word"))
    expect(word).to_be_visible()
    page.route("**/api/answers/*.docx*", answer)
    word.click()
    expect(shown.locator(".tl-tools-of-answer [role=status]")).to_have_text(f"{told}{VI.retry}")
    page.unroute("**/api/answers/*.docx*")
    with page.expect_download() as saved:
        shown.get_by_role("button", name=VI.retry).click()
    assert saved.value.suggested_filename.endswith(".docx")
    expect(shown.get_by_role("button", name=VI.retry)).to_have_count(0)


@pytest.mark.parametrize("status", [404, 410])
def test_only_what_is_no_longer_kept_is_said_to_be_forgotten(page: Page, base: str, status: int) -> None:
    page.route("**/api/answers/*", refuse(status, NO_SUCH_ANSWER))
    shown = ask(page, base)
    expect(shown.locator(".tl-tools-of-answer [role=status]")).to_have_text(VI.answer_forgotten)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (refuse(429, TOO_FAST.format(seconds=7), 7), FAST),
        (refuse(503, UNABLE), VI.feedback_failed),
        (refuse(404, NO_SUCH_ANSWER), VI.answer_forgotten),
        (cut, VI.unreachable),
    ],
    ids=["too fast", "broken", "forgotten", "gone"],
)
def test_a_thumb_that_is_not_stored_says_why(page: Page, base: str, answer: Callable[[Route], None], told: str) -> None:
    shown = ask(page, base)
    shown.get_by_role("button", name=VI.thumb_up).click()
    page.route("**/api/answers/*/feedback", answer)
    shown.get_by_role("button", name=VI.feedback_send).click()
    expect(shown.locator(".tl-tools-of-answer > [role=status]")).to_have_text(told)
    expect(shown.get_by_role("group", name=VI.feedback_comment)).to_be_visible()


# Asking too much or too fast


@pytest.mark.parametrize(("path", "told"), [("/", VI.overloaded), ("/en/", EN.overloaded)])
def test_a_question_while_many_ask_is_refused_in_words_and_can_be_sent_again(
    page: Page, base: str, path: str, told: str
) -> None:
    page.goto(base + path)
    box, alert = page.locator("#tl-box textarea"), page.locator("#tl-box").get_by_role("alert")
    expect(page.locator(".tl-example:visible").first).to_be_visible()
    page.route("**/gradio_api/queue/join*", refuse(429, OVERLOADED, 3))
    box.fill(QUESTION)
    box.press("Enter")
    expect(alert).to_have_text(told)
    expect(box).to_have_value(QUESTION)
    assert page.locator(".toast-body:visible").count() == 0  # nothing of Gradio's in its own words
    page.unroute("**/gradio_api/queue/join*")
    box.press("Enter")
    expect(page.locator("#tl-chat .tl-answer:has(a.tl-pill)")).to_be_visible()
    expect(alert).to_have_count(0)


def test_a_question_that_comes_too_fast_says_how_long_to_wait(page: Page, fake: FakeAssistant) -> None:
    limited = served(create_app(fake, limits=Limits(questions_a_minute=8)), socket.create_server(("127.0.0.1", 0)))
    base = next(limited)
    page.goto(base)
    box, alert = page.locator("#tl-box textarea"), page.locator("#tl-box").get_by_role("alert")
    expect(page.locator("#tl-greeting")).to_contain_text(VI.welcome)
    for number in range(1, 9):
        box.fill(f"Câu {number}?")
        box.press("Enter")
        answered = page.locator("#tl-chat .tl-answer .tl-tools-of-answer")
        expect(alert.or_(answered.nth(number - 1)).first).to_be_visible()
        if alert.is_visible():
            break
    told = re.fullmatch(re.escape(VI.asked_too_fast_n).replace(r"\{\}", r"(\d+)"), alert.inner_text())
    assert told
    expect(box).to_have_value(f"Câu {number}?")
    expect(page.locator(".tl-question", has_text=f"Câu {number}?")).to_have_count(0)
    page.locator(".toast-body").wait_for(state="attached")  # what Gradio says of it, in two languages
    expect(page.locator(".toast-body")).to_be_hidden()
    page.wait_for_timeout(1000 * int(told[1]) + 200)
    box.press("Enter")
    expect(page.locator(".tl-question", has_text=f"Câu {number}?")).to_have_count(1)
    expect(page.locator("#tl-chat .tl-answer:has(a.tl-pill)")).to_have_count(number)
    expect(alert).to_have_count(0)
    next(limited, None)
