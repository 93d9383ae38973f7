"""People who ask a running app, half by page and half by API -> how long each answer took and what was wrong."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

import httpx
from locust import User, constant, task
from locust.env import Environment

from evaluation.loading.ways import Busy, ByPage, by_api

PAUSE_S = 5.0
_SPAWNED_A_SECOND = 10
_LONGEST_ANSWER_S = 60.0


@dataclass(slots=True)
class Observed:
    """Seconds of each answer by way of asking, seconds until "busy" was said, and what was wrong."""

    answered: dict[str, list[float]] = field(default_factory=lambda: {"api": [], "page": []})
    busy: list[float] = field(default_factory=list)
    crossed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def note(self, way: str, question: str, answer: Callable[[], str], expected: str) -> None:
        """Ask, and note how long it took and whether it is the answer to this question."""
        began = time.perf_counter()
        try:
            got = answer()
        except Busy:
            self.busy.append(time.perf_counter() - began)
        except Exception as exc:  # whatever it is, the visitor has no answer
            self.errors.append(f"{way}: {type(exc).__name__}: {exc}")
        else:
            self.answered[way].append(time.perf_counter() - began)
            if got != expected:
                self.crossed.append(question)

    @property
    def all_s(self) -> list[float]:
        """Seconds of all answers."""
        return [seconds for of_way in self.answered.values() for seconds in of_way]


@dataclass(frozen=True, slots=True)
class Ask:
    """A question and what it was answered with when nobody else asked, by each way."""

    question: str
    by_api: str
    by_page: str


def observe(home: str, page: ByPage, asks: Sequence[Ask], people: int, seconds: float, pause_s: float) -> Observed:
    """Let so many people ask for so long, each `pause_s` after the last answer."""
    seen = Observed()
    asked = cycle(Random(people).sample(asks, len(asks)))
    halves = _halves(home, page, asked, people, pause_s, seen)
    runner = Environment(user_classes=halves, stop_timeout=_LONGEST_ANSWER_S).create_local_runner()
    runner.start(people, spawn_rate=_SPAWNED_A_SECOND if pause_s else people)
    time.sleep(seconds)  # gevent's, since locust was imported
    runner.quit()
    runner.greenlet.join()
    return seen


def _halves(
    home: str, page: ByPage, asked: Iterator[Ask], people: int, pause_s: float, seen: Observed
) -> list[type[User]]:
    """Return the two kinds of people, each so many, whose answers go to `seen`."""

    class Person(User):
        abstract = True
        wait_time = constant(pause_s)

        def on_start(self) -> None:
            # Without TLS there are no certificates to load, which would take each person 20 ms of the machine.
            self.client = httpx.Client(base_url=home, timeout=_LONGEST_ANSWER_S, trust_env=False, verify=False)

    class ByApi(Person):
        fixed_count = people // 2

        @task
        def ask(self) -> None:
            ask = next(asked)
            seen.note("api", ask.question, lambda: by_api(self.client, ask.question), ask.by_api)

    class OnPage(Person):
        fixed_count = people - people // 2

        @task
        def ask(self) -> None:
            ask = next(asked)
            seen.note("page", ask.question, lambda: page.ask(self.client, ask.question), ask.by_page)

    return [ByApi, OnPage]
