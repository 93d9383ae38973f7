"""The chat page by keyboard alone: Tab follows reading order, and the focus comes back to where it was. In Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from assistant.web.wording import VI
from tests.web.conftest import CHROMIUM, Open
from tests.web.fake import JULY, FakeAssistant

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
EXAMPLES = FakeAssistant().example_questions("vi")
WIDE = {"width": 1280, "height": 800}
# What has the focus, as one hears it: its label, its hint, else its words.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return "";
  return (one.ariaLabel || one.placeholder || one.innerText || one.className).trim().replace(/\\s+/g, " ");
}"""


def stops(page: Page, key: str = "Tab", most: int = 60) -> list[str]:
    """What the key leads through until it leaves the page."""
    found = []
    for _ in range(most):
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        if not focused:
            return found
        found.append(focused)
    raise AssertionError(f"no end after {found}")


def go_to(page: Page, name: str, key: str = "Tab", most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED).startswith(name):
            return
    raise AssertionError(f"{key} never led to {name}")


def test_tab_follows_reading_order_before_and_after_a_question(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    expect(page.locator(".tl-example:visible")).to_have_count(3)
    expect(page.locator(".tl-asking")).to_be_visible()
    expect(page.locator("#tl-box textarea")).to_be_focused()
    tabs = [VI.nav_ask, VI.nav_meetings, VI.nav_figures, VI.nav_reports]
    tools = [VI.other_lang_name, VI.theme]
    filters = [VI.fact_place, VI.fact_body, VI.filter_time, VI.filter_reports]
    box = [VI.question_hint, VI.send]
    before = [*tabs, *tools, *EXAMPLES, *(f"{name} {VI.every}" for name in filters), *box]
    assert stops(page, "Shift+Tab") == before[:-2][::-1]
    assert stops(page) == before

    go_to(page, VI.question_hint)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".tl-next-question")).to_have_count(3)
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    assert page.evaluate(FOCUSED) == VI.question_hint
    sources = [f"{VI.source} 1", f"{VI.source} 1", f"{VI.source} 2", "Σ", f"{VI.source} 1", f"{VI.source} 3"]
    cited = [f"{VI.source} {number}" for number in (1, 2, 3)]
    follows = [VI.copy_answer, VI.copy_link, VI.export_as.format("Word"), VI.export_as.format("Markdown")]
    suggested = page.locator(".tl-next-question").all_inner_texts()
    after = [
        *tabs,
        *tools,
        *sources,
        *cited,
        *follows,
        *suggested,
        *filters,
        VI.clear_filters,
        VI.new_conversation,
        *box,
    ]
    found = stops(page, "Shift+Tab")[::-1]
    assert starts(found, after[:-2])
    assert starts(stops(page), after)


def starts(found: list[str], names: list[str]) -> bool:
    """Whether each stop begins by its name, a filter for instance by what it filters."""
    return len(found) == len(names) and all(one.startswith(name) for one, name in zip(found, names, strict=True))


def test_a_source_is_opened_read_and_closed_without_a_mouse(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    expect(page.locator("#tl-box textarea")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=VI.copy_answer)).to_be_visible()
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    go_to(page, f"{VI.source} 2", "Shift+Tab")
    page.keyboard.press("Enter")
    panel = page.locator("#tl-source")
    expect(panel.locator("mark")).to_be_in_viewport()
    assert page.evaluate(FOCUSED) == VI.close
    within = stops(page)
    assert starts(within[:2], [VI.about_meeting, VI.noise])  # the second is the text itself, which scrolls
    go_to(page, f"{VI.source} 3")
    page.keyboard.press("Enter")
    expect(panel.locator("h2")).to_have_text(JULY.title)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert page.evaluate(FOCUSED) == f"{VI.source} 3"


def test_a_filter_is_set_and_cleared_without_a_mouse(open_page: Open, fake: FakeAssistant) -> None:
    page = open_page(viewport=WIDE)
    expect(page.locator(".tl-asking")).to_be_visible()
    go_to(page, f"{VI.fact_place} {VI.every}", "Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    go_to(page, "huyện Sơn Đông")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED) == f"{VI.fact_place} huyện Sơn Đông"
    fake.asked.clear()
    go_to(page, VI.question_hint)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=VI.copy_answer)).to_be_visible()
    assert fake.asked[0][2].place == "huyện Sơn Đông"
    go_to(page, VI.clear_filters, "Shift+Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED).startswith(VI.fact_place)


def test_choices_that_come_late_leave_the_focus_where_it_is(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    expect(page.locator(".tl-asking")).to_be_visible()
    held: list[Route] = []
    page.route("**/api/ask/choices", lambda route: held.append(route))
    go_to(page, f"{VI.fact_place} {VI.every}", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('details.tl-picker[open]') !== null")
    go_to(page, "huyện Sơn Đông")
    page.evaluate("document.activeElement.wasThere = true")
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    page.wait_for_function(
        "document.querySelectorAll('.tl-picker[open] button').length && !document.activeElement.wasThere"
    )
    assert page.evaluate(FOCUSED).startswith("huyện Sơn Đông")
