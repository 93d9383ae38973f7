"""The page after Back from another site: as the browser kept it, or loaded anew; it answers either way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.web.conftest import CHROMIUM
from tests.web.embedders import embedder

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
NO_CACHE = "--disable-back-forward-cache"  # which Playwright says to Chromium unless it is told not to


@pytest.fixture(params=[True, False], ids=["pages kept", "pages loaded anew"])
def keeps(request: pytest.FixtureRequest) -> bool:
    """Whether the browser may keep pages for Back."""
    return bool(request.param)


@pytest.fixture
def page(keeps: bool) -> Iterator[Page]:
    told = [NO_CACHE] if keeps else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], ignore_default_args=told)
        opened = chromium.new_page(locale="vi-VN")
        opened.set_default_timeout(15_000)
        yield opened
        chromium.close()


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with embedder() as port:
        yield f"http://localhost:{port}/none"


@pytest.mark.parametrize(
    ("path", "box"), [("/", "#tl-box textarea"), ("/embed", "textarea")], ids=["chat page", "the widget's page"]
)
def test_back_from_another_site_shows_a_page_that_answers(
    page: Page, keeps: bool, base: str, elsewhere: str, path: str, box: str
) -> None:
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    page.goto(base + path)
    for visit in range(2):
        page.locator(box).fill(QUESTION)
        page.locator(box).press("Enter")
        pills = page.locator(".tl-answer").last.locator("a.tl-pill")
        expect(pills.first).to_be_visible()
        if visit:
            break
        page.evaluate("window.wasHere = true")
        page.goto(elsewhere)
        page.go_back(wait_until="commit")  # a page that was kept does not load
        expect(page.locator(box)).to_be_enabled()
        if path == "/embed" or not keeps:  # a page with an open stream of Gradio's may be kept or not
            assert page.evaluate("window.wasHere === true") == keeps
    pills.first.click()
    expect(page.locator("#tl-source mark").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#tl-source")).to_be_hidden()
    assert failures == []


def test_the_conversation_is_still_there(page: Page, base: str, elsewhere: str) -> None:
    page.goto(base)
    page.locator("#tl-box textarea").fill(QUESTION)
    page.locator("#tl-box textarea").press("Enter")
    answer = page.locator(".tl-answer")
    expect(answer.locator("a.tl-pill").first).to_be_visible()
    page.goto(elsewhere)
    page.go_back(wait_until="commit")  # a page that was kept does not load
    expect(page.locator(".tl-question")).to_have_text(QUESTION)
    expect(answer.locator("a.tl-pill").first).to_be_visible()
