"""The widget of an intranet's page while the assistant starts behind it, in Debian's Chromium."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from assistant.web.app import create_app
from assistant.web.wording import EN, VI
from tests.web.conftest import CHROMIUM
from tests.web.embedders import embedder
from tests.web.fake import FakeAssistant
from tests.web.starting import Served


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
@pytest.mark.parametrize(("lang", "words"), [("vi", VI), ("en", EN)])
def test_the_widget_tells_that_it_starts_and_then_asks_what_it_was_to(browser: Browser, lang: str, words: Any) -> None:
    fake = FakeAssistant()
    with embedder() as port:
        origin = f"http://127.0.0.1:{port}"
        served = Served(lambda: create_app(fake, embed_origins=(origin,)), (origin,))
        with served.running() as address, browser.new_context(locale="fr-FR") as context:
            page = context.new_page()
            page.set_default_timeout(60_000)
            page.goto(f"{origin}/{'head' if lang == 'en' else 'widget'}?u={address}")
            page.wait_for_function("window.MeetingAssistant")
            page.evaluate("MeetingAssistant.ask('Thu ngân sách?')")
            frame = page.frame_locator("iframe")
            expect(frame.get_by_role("heading", name=words.starting)).to_be_visible()
            expect(frame.locator("body")).to_have_css("display", "grid")  # its style is allowed there
            served.go.set()
            expect(frame.locator(".tl-lead")).to_contain_text("217 tỷ đồng", timeout=60_000)
    assert [question for question, *_ in fake.asked] == ["Thu ngân sách?"]
