"""A conversation on the chat page: it comes back when the page is loaded anew, and another begins. In Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from assistant.web.wording import VI
from tests.web.conftest import CHROMIUM, PHONE, Open
from tests.web.fake import NOT_SAID, FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
OTHER = "Ai là huấn luyện viên?"


def ask(page: Page, question: str = QUESTION) -> None:
    """Ask, and wait until the answer is whole and another question may follow."""
    before = page.locator(".tl-tools-of-answer").count()
    send(page, question)
    expect(page.locator(".tl-tools-of-answer")).to_have_count(before + 1)
    expect(page.locator("#tl-box .submit-button")).to_be_visible()


def send(page: Page, question: str) -> None:
    page.locator("#tl-box textarea").fill(question)
    page.locator("#tl-box textarea").press("Enter")


def anew(page: Page) -> Locator:
    return page.get_by_role("button", name=VI.new_conversation)


def questions(page: Page, *asked: str) -> None:
    """The page shows these questions, and an answer to each."""
    expect(page.locator(".tl-question")).to_have_text(list(asked))
    expect(page.locator("#tl-chat .tl-answer")).to_have_count(len(asked))


def test_a_conversation_comes_back_when_the_page_is_loaded_anew_and_goes_on(
    open_page: Open, fake: FakeAssistant
) -> None:
    page = open_page()
    ask(page)
    ask(page, OTHER)
    page.reload()
    questions(page, QUESTION, OTHER)
    expect(page.locator("#tl-welcome")).to_be_hidden()
    expect(page.get_by_text(NOT_SAID)).to_be_visible()
    page.locator("#tl-chat a.tl-pill").first.click()
    expect(page.locator("#tl-source mark")).to_be_in_viewport()
    page.keyboard.press("Escape")
    fake.asked.clear()
    ask(page, "Còn tháng 7 thì sao?")
    assert [turn.content for turn in fake.asked[0][1] if turn.role == "user"] == [QUESTION, OTHER]
    page.reload()
    questions(page, QUESTION, OTHER, "Còn tháng 7 thì sao?")


def test_a_filter_that_was_cleared_does_not_come_back_with_the_conversation(
    open_page: Open, fake: FakeAssistant
) -> None:
    page = open_page()
    body = page.locator(".tl-asking details").nth(1)
    body.locator("summary").click()
    body.get_by_role("button", name="Ban Thường vụ Huyện ủy").click()
    ask(page)
    page.reload()
    questions(page, QUESTION)
    expect(body.locator("summary")).to_contain_text("Ban Thường vụ Huyện ủy")
    page.get_by_role("button", name=VI.clear_filters).click()
    page.reload()
    questions(page, QUESTION)
    expect(page.locator(".tl-asking summary").first).to_contain_text(VI.named_in_question)  # the answer was taken over
    fake.asked.clear()
    ask(page, OTHER)
    assert fake.asked[0][2].body is None


@pytest.mark.parametrize("options", [{}, {"viewport": PHONE, "has_touch": True}], ids=["wide", "phone"])
def test_a_new_conversation_begins_from_an_empty_page_and_knows_nothing_of_the_one_before(
    open_page: Open, fake: FakeAssistant, options: dict[str, object]
) -> None:
    page = open_page(**options)
    expect(page.locator("#tl-greeting")).to_contain_text(VI.welcome)
    expect(anew(page)).to_be_hidden()
    ask(page)
    page.locator("#tl-chat a.tl-pill").first.click()
    expect(page.locator("#tl-source mark")).to_be_in_viewport()
    anew(page).press("Enter")
    expect(page.locator(".tl-question")).to_have_count(0)
    expect(page.locator("#tl-welcome")).to_be_visible()
    expect(page.locator("#tl-source")).to_be_hidden()
    if not options:  # on a phone the focus would bring the keyboard up
        expect(page.locator("#tl-box textarea")).to_be_focused()
    expect(anew(page)).to_be_hidden()
    expect(page.locator(".tl-asking summary", has_text=VI.fact_place)).not_to_contain_text("huyện Sơn Đông")
    page.reload()
    expect(page.locator("#tl-greeting")).to_contain_text(VI.welcome)
    expect(page.locator(".tl-question")).to_have_count(0)
    fake.asked.clear()
    ask(page, OTHER)
    assert fake.asked[0][1] == ()


def test_a_new_conversation_begins_while_an_answer_runs(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fake, "pause_s", 1.0)
    page = open_page()
    expect(page.locator("#tl-greeting")).to_contain_text(VI.welcome)
    send(page, QUESTION)
    expect(page.locator("#tl-chat .tl-answer .tl-lead")).to_be_visible()  # it is being given
    anew(page).click()
    expect(page.locator(".tl-question")).to_have_count(0)
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    page.wait_for_timeout(3500)  # by now the answer would have been whole
    expect(page.locator(".tl-question, #tl-chat .tl-answer")).to_have_count(0)
    expect(page.locator("#tl-welcome")).to_be_visible()
    monkeypatch.setattr(fake, "pause_s", 0.0)
    fake.asked.clear()
    ask(page, OTHER)
    questions(page, OTHER)
    assert fake.asked[0][1] == ()
    page.reload()
    questions(page, OTHER)


def test_a_page_loaded_anew_while_an_answer_runs_shows_what_was_whole(
    open_page: Open, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    ask(page)
    monkeypatch.setattr(fake, "pause_s", 1.0)
    send(page, "Diễn biến thu ngân sách?")
    expect(page.locator(".tl-question")).to_have_count(2)
    page.reload()
    questions(page, QUESTION)
    monkeypatch.setattr(fake, "pause_s", 0.0)
    ask(page, OTHER)
    questions(page, QUESTION, OTHER)
