"""The line of questions: so many are let in, none waits to be, and room that nobody uses is given to others."""

from __future__ import annotations

import pytest

from assistant.errors import Overloaded
from assistant.web import line
from assistant.web.line import Line, Ticket


def is_full(tried: Line) -> bool:
    try:
        tried.enter().leave()
    except Overloaded:
        return True
    return False


@pytest.mark.parametrize("room", [1, 2, 5])
def test_as_many_are_let_in_as_there_is_room(room: int) -> None:
    tried = Line(room)
    inside = [tried.enter() for _ in range(room)]
    assert is_full(tried)
    inside[0].leave()
    inside[0].leave()  # twice is once
    tried.enter()
    assert is_full(tried)


def asked(ticket: Ticket) -> None:
    ticket.use()


def asked_and_answered(ticket: Ticket) -> None:
    ticket.use()
    ticket.leave()


@pytest.mark.parametrize(
    ("happened", "given_up_makes_room", "time_makes_room"),
    [(lambda ticket: None, True, True), (asked, False, False), (asked_and_answered, True, True)],
    ids=["not asked", "asked", "answered"],
)
def test_room_that_is_not_used_is_given_to_others(
    monkeypatch: pytest.MonkeyPatch, happened: object, given_up_makes_room: bool, time_makes_room: bool
) -> None:
    tried = Line(1)
    ticket = tried.enter()
    happened(ticket)  # type: ignore[operator]
    ticket.leave_unused()
    assert is_full(tried) != given_up_makes_room

    now = 1000.0
    monkeypatch.setattr(line, "monotonic", lambda: now)
    tried = Line(1)
    happened(tried.enter())  # type: ignore[operator]
    now += line.UNUSED_S + 1
    assert is_full(tried) != time_makes_room


def test_a_ticket_is_for_one_question_and_lost_once_others_came_in(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = Line(1)
    ticket = tried.enter()
    assert [ticket.use(), ticket.use()] == [True, False]
    ticket.leave()

    now = 1000.0
    monkeypatch.setattr(line, "monotonic", lambda: now)
    late = tried.enter()
    now += line.UNUSED_S + 1
    tried.enter()
    assert not late.use()
