"""Sessions begin, expire and end; tries to sign in are counted."""

from __future__ import annotations

import threading

import pytest

from assistant.door.sessions import Sessions
from assistant.door.throttle import ADDRESS_TRIES, NAME_TRIES, PAIR_TRIES, WINDOW_S, Throttle, Try


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_word_stands_for_what_it_was_begun_with_until_it_expires(clock: Clock) -> None:
    sessions: Sessions[str] = Sessions(60, clock)
    lan, hoa = sessions.begin("Lan"), sessions.begin("Hoa")
    assert len(lan) >= 43
    assert [sessions.find(word) for word in (lan, hoa, lan[:-1], "", "x")] == ["Lan", "Hoa", None, None, None]
    clock.now += 59.9
    assert sessions.find(lan) == "Lan"
    clock.now += 0.1
    assert sessions.find(lan) is None


def test_an_ended_word_stands_for_nothing_and_no_other_is_touched(clock: Clock) -> None:
    sessions: Sessions[str] = Sessions(60, clock)
    lan, hoa = sessions.begin("Lan"), sessions.begin("Hoa")
    sessions.end(lan)
    sessions.end("x")
    assert (sessions.find(lan), sessions.find(hoa)) == (None, "Hoa")


def test_no_word_stands_in_memory(clock: Clock) -> None:
    sessions: Sessions[str] = Sessions(60, clock)
    word = sessions.begin("Lan")
    assert word not in repr(vars(sessions))


def test_the_oldest_session_ends_when_there_are_too_many(clock: Clock) -> None:
    sessions: Sessions[int] = Sessions(60, clock, most=3)
    words = [sessions.begin(number) for number in range(4)]
    assert [sessions.find(word) for word in words] == [None, 1, 2, 3]


def fails(throttle: Throttle, name: str, address: str) -> bool:
    return isinstance(throttle.admit(name, address), Try)


def test_a_name_from_one_address_has_few_tries_and_others_are_not_held_up(clock: Clock) -> None:
    throttle = Throttle(clock)
    assert [fails(throttle, "lan", "203.0.113.7") for _ in range(PAIR_TRIES + 1)] == [True] * PAIR_TRIES + [False]
    assert fails(throttle, "hoa", "203.0.113.7")
    assert fails(throttle, "lan", "203.0.113.8")


def test_the_wait_is_told_and_enough(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(PAIR_TRIES):
        assert fails(throttle, "lan", "203.0.113.7")
        clock.now += 10
    wait_s = throttle.admit("lan", "203.0.113.7")
    assert wait_s == WINDOW_S - 10 * PAIR_TRIES
    clock.now += WINDOW_S - 10 * PAIR_TRIES - 1
    assert not fails(throttle, "lan", "203.0.113.7")
    clock.now += 1
    assert fails(throttle, "lan", "203.0.113.7")


@pytest.mark.parametrize(
    ("names", "addresses", "most"),
    [
        ([f"người-{n}" for n in range(100)], ["203.0.113.7"], ADDRESS_TRIES),
        ([f"người-{n}" for n in range(100)], [f"2001:db8::{n:x}" for n in range(100)], ADDRESS_TRIES),
        (["lan"], [f"198.51.100.{n}" for n in range(100)], NAME_TRIES),
    ],
)
def test_many_names_and_many_addresses_are_no_way_around(
    clock: Clock, names: list[str], addresses: list[str], most: int
) -> None:
    throttle = Throttle(clock)
    tried = [fails(throttle, names[n % len(names)], addresses[n % len(addresses)]) for n in range(100)]
    assert sum(tried) == most
    assert tried[:most] == [True] * most


def test_a_right_password_is_forgiven_and_forgives_nothing_else(clock: Clock) -> None:
    throttle = Throttle(clock)
    for _ in range(PAIR_TRIES - 1):
        assert fails(throttle, "lan", "203.0.113.7")
    for _ in range(20):
        right = throttle.admit("lan", "203.0.113.7")
        assert isinstance(right, Try)
        throttle.forgive(right)
    assert fails(throttle, "lan", "203.0.113.7")
    assert not fails(throttle, "lan", "203.0.113.7")


def test_many_tries_at_once_are_no_way_around(clock: Clock) -> None:
    throttle, through = Throttle(clock), []

    def attempt() -> None:
        through.append(fails(throttle, "lan", "203.0.113.7"))

    threads = [threading.Thread(target=attempt) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(through) == PAIR_TRIES


def test_names_nobody_has_do_not_fill_the_memory(clock: Clock) -> None:
    throttle = Throttle(clock)
    for number in range(60_000):
        throttle.admit(f"{number}" * 1000, f"{number % 250}.{number // 250 % 250}.3.{number // 62500}")
    assert len(throttle._tries) <= 20_010
    assert max(len(word) for key in throttle._tries for word in key) < 200
