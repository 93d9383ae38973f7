"""Every question set asked and judged, beside two baselines: python -m evaluation.evaluate [--set NAME] [--show].

Answers to a development set may be looked at, and --show prints those that are not right; those to other sets are
counted only. The bars are for the assistant on the test set. See docs/evaluation.md.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from assistant.offline import force_offline
from evaluation import bars
from evaluation.asking import ASSISTANT, Asked, ask_all, open_systems
from evaluation.judging import read_questions
from evaluation.question_sets import SETS, QuestionSet
from evaluation.scores import Row, Scores, Share, score

ANSWERED_RIGHT, ANSWERED_WRONG = 0.90, 0.04
REFUSAL_PRECISION, REFUSAL_RECALL = 0.90, 0.90
QUOTES_FOUND = 1.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What one system's answers to one set amount to; `asked` is () unless single answers may be looked at."""

    questions: QuestionSet
    system: str
    scores: Scores
    asked: tuple[Asked, ...]


def main() -> int:
    """Print the tables of each set and system; 1 when a bar is missed, 2 when a set or its reports are not here."""
    options = _options()
    force_offline()
    wanted = [one for one in SETS if options.set in (None, one.name)]
    statuses = [bars.no_data(f"{one.name} ({one.file}, {one.reports.name})") for one in wanted if not one.is_present]
    measured: list[Measured] = []
    for one in measure([one for one in wanted if one.is_present]):
        measured.append(one)
        print(*table(one), sep="\n", flush=True)
        if options.show:
            print(*_not_right(one), sep="\n")
    statuses += [bars.report(f"\n{name}: bars", barred(scores)) for name, scores in _with_bars(measured)]
    if options.json:
        options.json.write_text(json.dumps([told(one) for one in measured], ensure_ascii=False), encoding="utf-8")
    status = bars.MISSED if bars.MISSED in statuses else max(statuses, default=bars.MET)
    print(bars.CONCLUSIONS[status] if statuses else "These sets have no bars.")
    return status


def measure(sets: Sequence[QuestionSet]) -> Iterator[Measured]:
    """Ask every system each set, and yield what it amounts to; reports are ingested once for all sets over them."""
    from assistant.opening import open_encoder
    from assistant.settings import load_settings

    encoder = open_encoder(load_settings())
    for reports, over in groupby(sorted(sets, key=lambda one: one.reports.name), key=lambda one: one.reports):
        with TemporaryDirectory() as folder, open_systems(reports, encoder, Path(folder)) as (library, systems):
            for questions in over:
                for name, system in systems.items():
                    label = f"{questions.name}, {name}"
                    asked = ask_all(system, read_questions(questions.file), library, label)
                    yield Measured(questions, name, score(asked), asked if questions.is_shown else ())


def barred(scores: Scores) -> tuple[bars.Figure, ...]:
    """Return the figures that have a bar."""
    answerable = scores.row("answerable")
    return (
        bars.Figure("answerable questions answered right", answerable.right.value, ANSWERED_RIGHT),
        bars.Figure("answerable questions answered wrong", answerable.wrong.value, ANSWERED_WRONG, at_most=True),
        bars.Figure("refusal precision", scores.refusal_precision.value, REFUSAL_PRECISION),
        bars.Figure("refusal recall", scores.refusal_recall.value, REFUSAL_RECALL),
        bars.Figure("quotes found at their span", scores.quotes_found.value, QUOTES_FOUND),
    )


def table(measured: Measured) -> Iterator[str]:
    """Yield the lines that tell a system's scores: shares in percent, each with its 95% interval."""
    questions, scores = measured.questions, measured.scores
    yield f"\n{questions.name} ({questions.use}) over {questions.reports.name}: {measured.system}"
    yield f"  {'':<22}{'n':>4}  " + "".join(f"{verdict:<23}" for verdict in ("right", "wrong", "refused")).rstrip()
    yield from map(_line, scores.rows)
    yield f"  refusal precision   {_told(scores.refusal_precision)}, recall {_told(scores.refusal_recall)}"
    yield f"  citation precision  {_told(scores.citation_precision)}"
    yield f"  quotes found        {_told(scores.quotes_found)}"
    yield f"  right at any length {_told(scores.right_at_any_length)}"
    yield "  latency             " + ", ".join(
        f"p{one.at * 100:.0f} {one.ms:.0f} ms ({one.low_ms:.0f} to {one.high_ms:.0f})" for one in scores.latency
    )


def told(measured: Measured) -> dict[str, Any]:
    """Return what --json writes of a system's answers to a set."""
    return {
        "set": measured.questions.name,
        "use": measured.questions.use,
        "reports": measured.questions.reports.name,
        "system": measured.system,
        "scores": asdict(measured.scores),
        "answers": [
            {
                "id": one.expected.id,
                "type": one.expected.type,
                "style": one.expected.style,
                "verdict": one.verdict,
                "question": one.expected.question,
                "answer": one.answer.text,
                "took_ms": one.took_ms,
            }
            for one in measured.asked
        ],
    }


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation.evaluate")
    parser.add_argument("--set", choices=[one.name for one in SETS], help="ask this set only")
    parser.add_argument("--show", action="store_true", help="print what is not right of sets that may be looked at")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the scores, and the answers --show may print")
    return parser.parse_args()


def _with_bars(measured: Sequence[Measured]) -> Iterator[tuple[str, Scores]]:
    for one in measured:
        if one.questions.use == "test" and one.system == ASSISTANT:
            yield one.questions.name, one.scores


def _line(row: Row) -> str:
    shares = "".join(f"{_told(share, counts=False):<23}" for share in (row.right, row.wrong, row.refused))
    return f"  {row.name:<22}{row.right.of:>4}  {shares}".rstrip()


def _told(share: Share, *, counts: bool = True) -> str:
    if not share.of:
        return "none"
    low, high = share.interval
    of = f" of {share.of}" if counts else ""
    return f"{share.value:.1%}{of} ({low * 100:.1f} to {high * 100:.1f})"


def _not_right(measured: Measured) -> Iterator[str]:
    for one in measured.asked if measured.system == ASSISTANT else ():
        if one.verdict != "right":
            yield f"{one.expected.id} {one.expected.type} {one.verdict}: {one.expected.question}"
            yield f"    {one.answer.text[:300]}"


if __name__ == "__main__":
    sys.exit(main())
