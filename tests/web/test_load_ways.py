"""What `make load` asks by: both ways give the answer, and tell busy from answered."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from assistant.errors import Overloaded
from assistant.web.render import inert
from assistant.web.wording import VI
from evaluation.loading.ways import Busy, ByPage, by_api
from tests.web.fake import ANSWERS, BUDGET, FakeAssistant

QUESTION = "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?"
OTHER = "Hội nghị giao nhiệm vụ gì?"


@pytest.fixture
def client(base: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=base, timeout=30, trust_env=False) as opened:
        yield opened


def test_the_api_gives_the_answer(client: httpx.Client) -> None:
    assert by_api(client, QUESTION) == BUDGET.text


def test_the_page_gives_the_answer_and_the_same_one_each_time(client: httpx.Client) -> None:
    page = ByPage(client, VI.overloaded)
    first, other = page.ask(client, QUESTION), page.ask(client, OTHER)
    assert inert(BUDGET.statements[0].text) in first
    assert inert(ANSWERS["giao nhiệm vụ"].statements[0].text) in other
    assert page.ask(client, QUESTION) == first


def test_busy_is_no_answer(client: httpx.Client, fake: FakeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> Iterator[object]:
        raise Overloaded

    page = ByPage(client, VI.overloaded)
    monkeypatch.setattr(fake, "ask", refuse)
    monkeypatch.setattr(fake, "stream", refuse)
    with pytest.raises(Busy):
        by_api(client, QUESTION)
    with pytest.raises(Busy):
        page.ask(client, QUESTION)
