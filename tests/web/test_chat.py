"""A conversation on the page, without the page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.domain import Answer, Filters, Turn
from assistant.door.visitor import ANYBODY, Visitor
from assistant.web.chat import Conversation, converse, header_html, stopped, welcome_html
from assistant.web.limits import Limits
from assistant.web.wording import EN, INGEST_COMMAND, VI, Wording
from tests.web.fake import BUDGET, FakeAssistant

EMPTY = Conversation()


def last(assistant: FakeAssistant, question: str, before: Conversation = EMPTY) -> Conversation:
    return list(converse(assistant, before, question, VI))[-1]


def test_a_question_shows_at_once_then_grows_by_whole_statements() -> None:
    steps = list(converse(FakeAssistant(), EMPTY, "Thu ngân sách?", VI))
    assert [step.shown[-1].html.count("<p") for step in steps] == [0, 1, 2, 3, 4]
    assert VI.working in steps[0].shown[-1].html
    assert {step.shown[0].html for step in steps} == {'<div class="tl-question">Thu ngân sách?</div>'}
    assert "<a " in steps[-1].shown[-1].html


def test_the_next_question_carries_the_turns_before_it() -> None:
    assistant = FakeAssistant()
    first = last(assistant, "Thu ngân sách?")
    last(assistant, "Còn tháng 7?", first)
    assert assistant.asked[1][1] == (Turn("user", "Thu ngân sách?"), Turn("assistant", BUDGET.text))


def test_only_the_last_turns_are_carried() -> None:
    assistant, conversation = FakeAssistant(), EMPTY
    for number in range(12):
        conversation = last(assistant, f"Câu {number}?", conversation)
    assert len(conversation.turns) == 20
    assert conversation.turns[0].content == "Câu 2?"
    assert len(conversation.shown) == 24


@pytest.mark.parametrize(
    ("question", "said"),
    [("đang bận", VI.library_busy), ("đang hỏng", VI.failed), ("a" * 2001, VI.too_long)],
)
def test_what_goes_wrong_is_said_and_leaves_no_turn(question: str, said: str) -> None:
    conversation = last(FakeAssistant(), question)
    assert said in conversation.shown[-1].html
    assert "bí mật" not in conversation.shown[-1].html
    assert conversation.turns == ()


def test_nothing_asked_changes_nothing() -> None:
    assert list(converse(FakeAssistant(), EMPTY, " \n ", VI)) == [EMPTY]


def test_stopping_keeps_what_stood_checked() -> None:
    working, one, *_ = converse(FakeAssistant(), EMPTY, "Thu ngân sách?", VI)
    assert VI.working not in stopped(working, VI).shown[-1].html
    assert "217 tỷ đồng" in stopped(one, VI).shown[-1].html
    assert VI.stopped in stopped(one, VI).shown[-1].html
    assert stopped(EMPTY, VI) == EMPTY


@pytest.mark.parametrize(("words", "count"), [(VI, "1.204 báo cáo"), (EN, "1,204 reports")])
def test_the_head_counts_in_the_readers_way(words: object, count: str) -> None:
    assert count in header_html(words, 1204)  # type: ignore[arg-type]


@pytest.mark.parametrize(("words", "day"), [(VI, "21/11/2024"), (EN, "21 November 2024")])
def test_the_head_tells_the_day_of_the_latest_meeting_once_it_is_known(words: Wording, day: str) -> None:
    known, unknown = header_html(words, 3, date(2024, 11, 21)), header_html(words, 3)
    assert (day in known, words.latest_meeting in known) == (True, True)
    assert words.latest_meeting not in unknown


def test_an_empty_library_tells_the_command() -> None:
    assert INGEST_COMMAND in welcome_html(VI, 0)
    assert INGEST_COMMAND not in welcome_html(VI, 3)


def test_the_filters_of_the_page_go_with_the_question() -> None:
    assistant = FakeAssistant()
    list(converse(assistant, EMPTY, "Thu?", VI, '{"filters": {"place": "huyện Sơn Đông"}}'))
    assert assistant.asked[0][2] == Filters(place="huyện Sơn Đông")


def test_a_question_asked_alone_is_not_completed_from_the_turns_before_and_begins_anew() -> None:
    assistant = FakeAssistant()
    first = last(assistant, "Thu ngân sách?")
    second = list(converse(assistant, first, "Ai chủ trì?", VI, '{"alone": true}'))[-1]
    assert assistant.asked[1][1] == ()
    assert [turn.content for turn in second.turns] == ["Ai chủ trì?", BUDGET.text]
    assert len(second.shown) == 4  # what stood on the page stays there


def test_an_answer_is_kept_once_whole_with_the_filters_it_was_asked_under() -> None:
    kept: list[tuple[str, Limits, Answer]] = []

    def keep(*answered: Any) -> str:
        kept.append(answered)
        return "id-1"

    *growing, whole = converse(FakeAssistant(), EMPTY, "Thu?", VI, '{"filters": {"body": "Huyện ủy"}}', keep)
    assert kept == [("Thu?", Limits(Filters(body="Huyện ủy")), BUDGET)]
    assert "#tra-loi=id-1" in whole.shown[-1].html
    assert not any("#tra-loi" in step.shown[-1].html for step in growing)


def test_filters_that_are_not_our_pages_fail_without_asking() -> None:
    assistant = FakeAssistant()
    (*_, failed) = converse(assistant, EMPTY, "Thu?", VI, "khác")
    assert VI.failed in failed.shown[-1].html
    assert assistant.asked == []


def test_a_conversation_goes_on_only_with_whom_it_is_held_and_while_they_may_read_the_same() -> None:
    lan = Visitor("lan", "reader", frozenset({"hđnd", "đảng-ủy"}))
    begun = EMPTY.continued_by(lan)
    held = last(FakeAssistant(), "Thu ngân sách?", begun)
    assert held.shown
    assert held.continued_by(Visitor("lan", "reader", frozenset({"đảng-ủy", "hđnd"}))) == held
    for other in (Visitor("minh", "reader", lan.collections), Visitor("lan", "reader", frozenset({"hđnd"})), ANYBODY):
        assert held.continued_by(other) == Conversation(held_with=other)
