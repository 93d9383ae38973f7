"""Fifty people ask a running app at once: python -m evaluation.load, or `make load`.

Half ask through the chat page's queue and half through the API, each five seconds after their last answer, over
samples/ and without a language model. Each answer is held against what the same question was answered with when nobody
else asked. The people share the machine's cores with the app.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import locust  # noqa: F401  (first: what is imported after it has gevent's sockets)

# isort: split
import httpx

from assistant.web.wording import VI
from evaluation.bars import CONCLUSIONS, MET, Figure, report
from evaluation.judging import read_questions
from evaluation.loading.people import PAUSE_S, Ask, Observed, observe
from evaluation.loading.ways import ByPage, by_api
from evaluation.question_sets import QUESTIONS, SAMPLES
from evaluation.serving import ingest, serving, settings_as_shipped

PEOPLE, ABOVE = (10, 25, 50, 100), 200
BARRED = 50
SECONDS = 60.0
# The bars of fifty people, and how soon one above the limit is told so.
LONGEST_P95_S, LONGEST_BUSY_S = 3.0, 1.0


def main() -> int:
    """Let more and more people ask; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.load")
    parser.add_argument("--people", type=int, nargs="*", default=PEOPLE, help="how many at once, one run after another")
    parser.add_argument("--seconds", type=float, default=SECONDS, help=f"how long each run is (default: {SECONDS:g})")
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        # All come from one address here.
        unlimited = {"questions_a_minute": 0, "requests_a_minute": 0}
        environment = settings_as_shipped(Path(folder) / "library", **unlimited)
        ingest(SAMPLES.folder, Path(folder), environment)
        with serving(Path(folder), environment) as home:
            status = load(home, options.people, options.seconds)
    print(CONCLUSIONS[status])
    return status


def load(home: str, people: Sequence[int], seconds: float) -> int:
    """Print figures by concurrency and the bars; return 1 when one is missed."""
    client = httpx.Client(base_url=home, timeout=60, trust_env=False)
    page = ByPage(client, VI.overloaded)
    questions = [one.question for one in read_questions(QUESTIONS / "samples.jsonl") if not one.turns]
    asks = [Ask(question, by_api(client, question), page.ask(client, question)) for question in questions]
    status = MET
    for number in people:
        seen = observe(home, page, asks, number, seconds, PAUSE_S)
        status = max(status, _report(f"{number} people, {PAUSE_S:g} s between questions", seen, seconds, number))
    rush = observe(home, page, asks, ABOVE, min(seconds, 10.0), 0.0)
    return max(status, _report(f"{ABOVE} people without a pause", rush, min(seconds, 10.0), ABOVE))


def _report(title: str, seen: Observed, seconds: float, people: int) -> int:
    barred = people == BARRED
    for wrong in seen.errors[:5] + seen.crossed[:5]:
        print(wrong, file=sys.stderr)
    figures = [
        Figure("answers a second", len(seen.all_s) / seconds),
        *(
            Figure(
                f"{name}, seconds, {way}",
                _quantile(taken, share),
                LONGEST_P95_S if barred and share > 0.9 else None,
                True,
            )
            for way, taken in seen.answered.items()
            for name, share in (("p50", 0.5), ("p95", 0.95))
        ),
        Figure("told busy", len(seen.busy), 0 if barred else None, at_most=True),
        Figure("longest until busy was said, seconds", max(seen.busy, default=0.0), LONGEST_BUSY_S, at_most=True),
        Figure("errors", len(seen.errors), 0, at_most=True),
        Figure("answers that were another question's", len(seen.crossed), 0, at_most=True),
    ]
    return report(title, figures)


def _quantile(taken: Sequence[float], share: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(share * len(taken)))] if taken else 0.0


if __name__ == "__main__":
    sys.exit(main())
