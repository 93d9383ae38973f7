"""Hostile texts in answers, questions, titles and notes make no markup in the HTML that the server writes."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from assistant.web.chat import header_html, welcome_html
from assistant.web.render import answer_html, question_html
from assistant.web.wording import EN, VI
from tests.web.corpus import ALL
from tests.web.fake import Statement, answer
from tests.web.vectors import ELSEWHERE, VECTORS


def test_there_are_enough_and_they_differ() -> None:
    assert len(set(VECTORS)) == len(VECTORS) >= 150


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


OUR_TAGS = {"div", "p", "span", "a", "br", "ul", "li", "small", "details", "summary"}
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
