"""A conversation is shown again from the ids of its answers, to whom it was shown, and from nothing else."""

from __future__ import annotations

import json

import pytest

from assistant.domain import Answer, Turn
from assistant.web.keeping import Answers, Kept
from assistant.web.restoring import LONGEST_TOLD, MOST_SHOWN_AGAIN, Restored, notice_html, restore
from assistant.web.visitors import ANYBODY, Visitor
from assistant.web.wording import EN, VI, Wording
from tests.web.fake import BUDGET, EVIL_QUOTE, REFUSED

LAN = Visitor("lan", "reader", frozenset({"hđnd", "đảng-ủy"}))


@pytest.fixture
def answers() -> Answers:
    return Answers()


def keep(
    answers: Answers,
    question: str = "Thu ngân sách?",
    answer: Answer = BUDGET,
    asked_by: Visitor = ANYBODY,
    *,
    alone: bool = False,
) -> str:
    return answers.keep(Kept(question, answer, asked_by=asked_by, alone=alone))


def again(answers: Answers, *ids: str, visitor: Visitor = ANYBODY, words: Wording = VI) -> Restored:
    return restore(json.dumps(ids), answers, visitor, words)


def test_questions_and_answers_stand_in_their_order_with_their_sources_and_ids(answers: Answers) -> None:
    first, second = keep(answers), keep(answers, "Ai là huấn luyện viên?", REFUSED)
    restored = again(answers, first, second)
    shown = restored.conversation.shown
    assert [message.role for message in shown] == ["user", "assistant"] * 2
    assert "Thu ngân sách?" in shown[0].html
    assert 'href="#nguon=' in shown[1].html
    assert [one in shown[place].html for one, place in ((first, 1), (second, 3))] == [True, True]
    assert (restored.lost, notice_html(restored, VI)) == ((), "")


def test_the_next_question_is_understood_by_them_and_only_their_visitor_goes_on(answers: Answers) -> None:
    conversation = again(answers, keep(answers, asked_by=LAN), visitor=LAN).conversation
    assert conversation.turns == (Turn("user", "Thu ngân sách?"), Turn("assistant", BUDGET.text))
    assert conversation.continued_by(LAN) == conversation
    assert conversation.continued_by(ANYBODY).shown == ()


def test_a_question_asked_alone_still_begins_anew(answers: Answers) -> None:
    ids = keep(answers, "Một?"), keep(answers, "Hai?", alone=True), keep(answers, "Ba?")
    conversation = again(answers, *ids).conversation
    assert [turn.content for turn in conversation.turns if turn.role == "user"] == ["Hai?", "Ba?"]
    assert len(conversation.shown) == 6


def test_they_are_told_in_the_language_of_the_page(answers: Answers) -> None:
    one = keep(answers)
    assert VI.computed in again(answers, one).conversation.shown[1].html
    assert EN.computed in again(answers, one, words=EN).conversation.shown[1].html


@pytest.mark.parametrize(
    ("asked_by", "visitor"),
    [
        (LAN, Visitor("minh", "reader", LAN.collections)),
        (LAN, Visitor("lan", "reader", frozenset({"hđnd"}))),
        (LAN, ANYBODY),
        (ANYBODY, LAN),
    ],
)
def test_nothing_of_somebody_else_is_shown(answers: Answers, asked_by: Visitor, visitor: Visitor) -> None:
    theirs = keep(answers, "Câu của người khác?", asked_by=asked_by)
    restored = again(answers, theirs, visitor=visitor)
    assert (restored.conversation.shown, restored.conversation.turns) == ((), ())
    assert restored.lost == (theirs,)
    assert restored.conversation.held_with == visitor


def test_what_is_no_longer_kept_is_said_and_the_rest_shown(answers: Answers) -> None:
    one = keep(answers)
    partly, wholly = again(answers, "đã-quên", one), again(answers, "đã-quên")
    assert len(partly.conversation.shown) == 2
    assert partly.lost == wholly.lost == ("đã-quên",)
    assert VI.partly_lost in notice_html(partly, VI)
    assert VI.wholly_lost in notice_html(wholly, VI)


def test_only_the_latest_are_shown_again_and_each_once(answers: Answers) -> None:
    ids = [keep(answers, f"Câu {number}?") for number in range(MOST_SHOWN_AGAIN + 3)]
    restored = again(answers, *ids, *ids)
    asked = [message.html for message in restored.conversation.shown if message.role == "user"]
    assert (len(asked), "Câu 3?" in asked[0]) == (MOST_SHOWN_AGAIN, True)
    assert restored.lost == tuple(ids[:3])
    assert len(restored.conversation.turns) == 20


@pytest.mark.parametrize(
    "told",
    [
        *("", "null", "{}", "5", '"abc"', "[", "[1]", "[null]", '[["abc"]]', '{"0": "abc"}', '["\\ud800"]', "\0"),
        *("[" * 10_000, json.dumps(["x" * LONGEST_TOLD]), "<script>window.hacked=1</script>", '["abc"] ["abc"]'),
    ],
)
def test_what_is_no_list_of_ids_is_nothing(answers: Answers, told: str) -> None:
    restored = restore(told, answers, ANYBODY, VI)
    assert (restored.conversation.shown, restored.lost, notice_html(restored, VI)) == ((), (), "")


def test_nothing_that_is_told_is_shown(answers: Answers) -> None:
    restored = again(answers, EVIL_QUOTE, "../" * 50, keep(answers))
    told = "".join(message.html for message in restored.conversation.shown) + notice_html(restored, VI)
    assert "hacked" not in told
    assert "../" not in told
