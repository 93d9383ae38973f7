"""The chat page by keyboard alone: Tab follows reading order, and the focus comes back to where it was. In Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from assistant.web.wording import VI
from tests.web.conftest import CHROMIUM, Open
from tests.web.fake import AUGUST, QUOTE

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")]

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
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


def test_it(open_page: Open) -> None:
    page = open_page(viewport=WIDE)
    expect(page.get_by_role("button", name=QUESTION)).to_be_visible()
    expect(page.locator(".tl-asking")).to_be_visible()
    expect(page.locator("#tl-box textarea")).to_be_focused()
    print(stops(page, "Shift+Tab"))
    print(stops(page))
    go_to(page, VI.question_hint)
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=VI.copy_answer)).to_be_visible()
    expect(page.locator("#tl-box .submit-button")).to_be_visible()
    print(page.evaluate(FOCUSED))
    print(stops(page, "Shift+Tab"))
    print(stops(page))
    go_to(page, f"{VI.source} 1")
    page.keyboard.press("Enter")
    expect(page.locator("#tl-source mark")).to_have_text(QUOTE)
    print(page.evaluate(FOCUSED))
    print(stops(page))
    page.keyboard.press("Escape")
    print(page.evaluate(FOCUSED), AUGUST)
