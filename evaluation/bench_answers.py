"""The question sets over samples/, answered and judged: python -m evaluation.bench_answers [--show].

`samples.jsonl` was looked at while rules were made: every second question chose the composer's thresholds. `test.jsonl`
was written by people who had not read the rules; its answers are counted, never read, and --show does not print them.
No bar is set yet.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.offline import force_offline
from evaluation.bars import Figure, report
from evaluation.judging import Expected, Verdict, judge, read_questions

PROJECT = Path(__file__).resolve().parents[1]
QUESTIONS = PROJECT / "evaluation" / "questions"

Judged = tuple[Expected, Verdict]


def main() -> int:
    """Print the shares of right, wrong and refused answers of each set, the test set's by kind and style as well."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_answers")
    parser.add_argument("--show", action="store_true", help="print each question of samples.jsonl not answered right")
    show = parser.parse_args().show
    force_offline()
    seen, unseen = (read_questions(QUESTIONS / name) for name in ("samples.jsonl", "test.jsonl"))
    with TemporaryDirectory() as folder:
        judged = _ask_all((*seen, *unseen), Path(folder), shown=len(seen) if show else 0)
    known, test = judged[: len(seen)], judged[len(seen) :]
    halves = (*_rows("half that chose the thresholds", known[::2]), *_rows("other half", known[1::2]))
    status = report(f"samples: {len(known)} questions over samples/, looked at", halves)
    return max(status, report(f"test: {len(test)} questions over samples/, not looked at", _by_kind(test)))


def _ask_all(questions: Sequence[Expected], folder: Path, *, shown: int) -> list[Judged]:
    from assistant.ingesting import Ingester, find_files
    from assistant.opening import build_assistant, open_encoder, open_library
    from assistant.settings import load_settings

    settings = load_settings().model_copy(update={"library": folder})
    encoder = open_encoder(settings)
    judged: list[Judged] = []
    with open_library(settings, encoder) as library:
        tuple(Ingester(library, encoder, "default").ingest(find_files((PROJECT / "samples",))))
        with library.own():
            assistant = build_assistant(library, encoder)
            for number, expected in enumerate(questions):
                answer = assistant.ask(expected.question, expected.turns)
                verdict = judge(expected, answer)
                judged.append((expected, verdict))
                if number < shown and verdict != "right":
                    print(f"{expected.id} {expected.type} {verdict}: {expected.question}\n    {answer.text[:300]}")
    return judged


def _rows(name: str, judged: Sequence[Judged]) -> tuple[Figure, ...]:
    answerable = Counter(verdict for expected, verdict in judged if expected.type != "unanswerable")
    others = Counter(verdict for expected, verdict in judged if expected.type == "unanswerable")
    shares: tuple[Verdict, ...] = ("right", "wrong", "refused")
    return (
        *(Figure(f"{name}: answerable, {share}", _share(answerable, share)) for share in shares),
        *((Figure(f"{name}: unanswerable, refused", _share(others, "right")),) if others else ()),
    )


def _by_kind(judged: Sequence[Judged]) -> tuple[Figure, ...]:
    rows = list(_rows("all", judged))
    refused = [expected for expected, verdict in judged if _is_refusal(expected, verdict)]
    rightly = sum(expected.type == "unanswerable" for expected in refused)
    rows.append(Figure("refusals that were right", rightly / len(refused) if refused else 0.0))
    for field in ("type", "style", "language"):
        groups = sorted({str(getattr(expected, field)) for expected, _ in judged})
        for group in groups:
            verdicts = Counter(verdict for expected, verdict in judged if getattr(expected, field) == group)
            rows.append(Figure(f"{field} {group}, of {verdicts.total()}: right", _share(verdicts, "right")))
    return tuple(rows)


def _is_refusal(expected: Expected, verdict: Verdict) -> bool:
    return verdict == "refused" or (expected.type == "unanswerable" and verdict == "right")


def _share(verdicts: Counter[Verdict], verdict: Verdict) -> float:
    return verdicts[verdict] / verdicts.total() if verdicts else 0.0


if __name__ == "__main__":
    sys.exit(main())
