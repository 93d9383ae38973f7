"""`python -m assistant ask` where an app owns the indexes: it asks the app, and again while that refuses for now."""

from __future__ import annotations

import re

import httpx
import pytest

from assistant import __main__ as command
from assistant.commands import typed
from assistant.errors import ServingError
from assistant.settings import Settings
from assistant.web.schemas import AskResponse
from tests.web.fake import BUDGET

URL = "http://127.0.0.1:7860"
ANSWERED = httpx.Response(200, json=AskResponse.of(BUDGET).model_dump(mode="json"))


def refused(status: int, **headers: str) -> httpx.Response:
    return httpx.Response(status, json={"detail": "Chưa được"}, headers=headers)


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> list[httpx.Response]:
    """What the app answers, one after the other; nobody waits in between."""
    answers: list[httpx.Response] = []

    def post(url: str, **options: object) -> httpx.Response:
        answer = answers.pop(0)
        answer.request = httpx.Request("POST", url)
        return answer

    monkeypatch.setattr(httpx, "post", post)
    monkeypatch.setattr(command, "sleep", lambda seconds: None)
    return answers


@pytest.mark.parametrize("status", [429, 503])
def test_it_asks_again_while_it_is_told_to_come_back(given: list[httpx.Response], status: int) -> None:
    come_back = {"Retry-After": "3"}
    given += [refused(status, **come_back), refused(status, **come_back), ANSWERED]
    assert command._ask_app(URL, "Thu?", Settings()).answer == BUDGET.text
    assert given == []


@pytest.mark.parametrize("status", [422, 503])
def test_a_refusal_for_good_is_told_at_once(given: list[httpx.Response], status: int) -> None:
    given += [refused(status), ANSWERED]
    with pytest.raises(ServingError, match=str(status)):
        command._ask_app(URL, "Thu?", Settings())
    assert len(given) == 1


def test_an_app_with_a_door_is_told_with_the_command_that_makes_a_token(given: list[httpx.Response]) -> None:
    given += [refused(401)]
    with pytest.raises(ServingError, match=re.escape(f"`{typed('-m assistant tokens add NAME')}` makes one")):
        command._ask_app(URL, "Thu?", Settings())
