"""axe-core finds nothing serious on any tab, nor in the widget: one page walked through its states, in Chromium.

The chat is looked at in test_chat_page.py, what editors see in test_desk_page.py, signing in in test_door_browser.py.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from assistant.web.wording import VI
from assistant.web.wording_shelf import SHELF
from tests.web.axe import flaws, violations
from tests.web.conftest import CHROMIUM, Open
from tests.web.fake import AUGUST, JULY, NEIGHBOURS, QUARTER, FakeAssistant, FakeLibrary
from tests.web.plenum import PLENUM

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

WORDS = SHELF["vi"]
REVENUE = "/?tab=figures&canonical=thu ngân sách nhà nước"


@pytest.fixture(autouse=True)
def held(fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fake, "library", FakeLibrary((JULY, AUGUST, PLENUM, QUARTER, *NEIGHBOURS)))


def go(page: Page, path: str) -> Page:
    """Another address of the same page, once its list is there."""
    page.goto(page.url.split("/?")[0].rstrip("/") + path)
    expect(page.locator(".tl-list[aria-busy]")).to_have_count(0)
    expect(page.locator(".tl-view:visible .tl-count-line")).not_to_be_empty()
    return page


def test_the_check_sees_what_it_is_for(open_page: Open) -> None:
    page = open_page("/embed", bypass_csp=True)
    page.evaluate("document.querySelector('textarea').removeAttribute('aria-label')")
    page.evaluate("document.querySelector('textarea').placeholder = ''")
    assert any(one.startswith("label:") for one in violations(page))


def test_axe_finds_nothing_serious_on_the_tabs(open_page: Open) -> None:
    page = open_page(f"{REVENUE}&kind=result&length=1 months", bypass_csp=True)
    expect(page.locator(".tl-view:visible .tl-chart svg")).to_be_visible()
    found = flaws(page, "figures")
    page.locator(".tl-view:visible .tl-figure").first.click()
    expect(page.locator("#tl-source mark.tl-sought")).to_be_in_viewport()
    found += flaws(page, "the words of a figure")
    go(page, REVENUE).locator(".tl-view:visible .tl-picker summary").nth(2).click()
    expect(page.locator(".tl-no-chart")).to_be_visible()
    found += flaws(page, "figures without a chart, a filter open")
    found += flaws(go(page, "/?tab=figures&indicator=không có đâu"), "no figures")
    go(page, "/?tab=meetings").locator(".tl-view:visible .tl-picker summary").first.click()
    found += flaws(page, "meetings, a filter open")
    found += flaws(go(page, "/?tab=reports"), "reports")
    found += flaws(go(page, "/?tab=reports&q=không có đâu"), "no reports")
    assert found == []


def test_axe_finds_nothing_serious_in_an_opened_report(open_page: Open) -> None:
    page = open_page(f"/?tab=reports&report={AUGUST.id}", bypass_csp=True)
    groups = page.locator(".tl-sheet .tl-group")
    expect(groups).to_have_count(3)
    for group in groups.all():
        group.locator("summary").click()
    groups.first.locator(".tl-value").first.click()
    expect(page.locator(".tl-reading mark").first).to_be_in_viewport()
    assert flaws(page, "a report") == []


def test_axe_finds_nothing_serious_in_the_widget(open_page: Open) -> None:
    page = open_page("/embed?title=Hỏi về hội nghị", bypass_csp=True)
    expect(page.locator(".tl-hello")).to_be_visible()
    found = flaws(page, "before a question")
    for number, question in enumerate(("So sánh", "huấn luyện viên", "đã sửa", "giao nhiệm vụ"), start=1):
        page.locator("textarea").fill(question)
        page.locator("textarea").press("Enter")
        expect(page.locator(".tl-answer")).to_have_count(number)
        expect(page.get_by_role("button", name=VI.send)).to_be_visible()
    page.locator("textarea").fill("Thu ngân sách?")
    page.locator("textarea").press("Enter")
    for mark in (page.locator(".tl-mark").first, page.locator(".tl-mark").last):
        mark.click()
    expect(page.get_by_role("note")).to_have_count(2)
    found += flaws(page, "answers")
    page.locator("a.tl-pill").last.click()
    expect(page.locator("#tl-source mark").first).to_be_in_viewport()
    assert found + flaws(page, "a source") == []


def test_axe_finds_nothing_serious_on_a_page_with_the_widget(open_page: Open, intranet: tuple[object, str]) -> None:
    page = open_page("/", origin=intranet[1], bypass_csp=True)
    button = page.get_by_role("button", name="Hỏi về hội nghị")
    expect(button).to_be_visible()
    found = flaws(page, "the button")
    button.click()
    expect(page.frame_locator("iframe").locator("textarea")).to_be_focused()
    assert found + flaws(page, "the widget") == []
