"""The question set over samples/, answered and judged: python -m evaluation.bench_answers [--show].

Every second question chose the composer's thresholds; the others tell what they give. No bar is set yet.
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
QUESTIONS = PROJECT / "evaluation" / "questions" / "samples.jsonl"

Judged = tuple[Expected, Verdict]


def main() -> int:
    """Print the shares of right, wrong and refused answers, on the chosen half and on the other."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_answers")
    parser.add_argument("--show", action="store_true", help="print each question that was not answered right")
    show = parser.parse_args().show
    force_offline()
    with TemporaryDirectory() as folder:
        judged = _ask_all(read_questions(QUESTIONS), Path(folder), show=show)
    return report(
        f"{len(judged)} questions over samples/",
        (*_rows("half that chose the thresholds", judged[::2]), *_rows("other half", judged[1::2])),
    )


def _ask_all(questions: Sequence[Expected], folder: Path, *, show: bool) -> list[Judged]:
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
            for expected in questions:
                answer = assistant.ask(expected.question, expected.turns)
                verdict = judge(expected, answer)
                judged.append((expected, verdict))
                if show and verdict != "right":
                    print(f"{expected.id} {expected.type} {verdict}: {expected.question}\n    {answer.text[:300]}")
    return judged


def _rows(name: str, judged: Sequence[Judged]) -> tuple[Figure, ...]:
    answerable = Counter(verdict for expected, verdict in judged if expected.type != "unanswerable")
    others = Counter(verdict for expected, verdict in judged if expected.type == "unanswerable")
    total, unanswerable = answerable.total(), others.total()
    shares: tuple[Verdict, ...] = ("right", "wrong", "refused")
    return (
        *(Figure(f"{name}: answerable, {share}", answerable[share] / total) for share in shares),
        Figure(f"{name}: unanswerable, refused", others["right"] / unanswerable),
    )


if __name__ == "__main__":
    sys.exit(main())
