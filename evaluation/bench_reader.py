"""The clause that leads with the reader and without, on held-out questions: python -m evaluation.bench_reader.

A question is a miss where the clause that selection has lead holds nothing of its answer. The reader must take away a
share of the misses, and more of them than chance would (sign test over the questions that one of the two misses). The
answers are counted, never shown: the sets are held out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from math import comb
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.embedding.encoder import load_encoder
from assistant.embedding.prepare import PACKAGED_MODEL, READING_MODEL
from assistant.offline import force_offline
from assistant.settings import load_settings
from evaluation.asking import own_library, say
from evaluation.bars import Figure, report
from evaluation.judging import read_questions
from evaluation.question_sets import SETS, QuestionSet
from evaluation.selection_examples import leads

HELD_OUT = ("test", "second", "third", "reports_u", "third_u")
LEAST_REMOVED, LARGEST_CHANCE = 0.25, 0.05


@dataclass(frozen=True, slots=True)
class Compared:
    """Of n answerable questions those missed without the reader and with it, those gained and lost, and how likely
    chance alone would part these as unevenly (two-sided)."""

    asked: int
    missed_before: int
    missed: int
    gained: int
    lost: int

    @property
    def removed(self) -> float:
        """The share of the misses that is gone."""
        return 1 - self.missed / self.missed_before if self.missed_before else 0.0

    @property
    def chance(self) -> float:
        """The p-value of the sign test."""
        parted = self.gained + self.lost
        as_few = sum(comb(parted, few) for few in range(min(self.gained, self.lost) + 1))
        return min(1.0, 2 * as_few / 2**parted)


def main() -> int:
    """Print the figures of each set and of all; return 1 when a bar is missed."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.bench_reader")
    parser.add_argument("--set", action="append", choices=[one.name for one in SETS], help="a set of questions")
    names = parser.parse_args().set or HELD_OUT
    force_offline()
    before, after = (
        {one.name: _led(one, model) for one in SETS if one.name in names and one.is_present}
        for model in (PACKAGED_MODEL, READING_MODEL)
    )
    for name in before:
        print(_line(name, compare(before[name], after[name])))
    whole = compare(_together(before), _together(after))
    print(_line("together", whole))
    return report(
        "What the reader brings",
        (
            Figure("share of the misses removed", whole.removed, LEAST_REMOVED),
            Figure("p of the sign test", whole.chance, LARGEST_CHANCE, at_most=True),
        ),
    )


def compare(before: Mapping[str, bool], after: Mapping[str, bool]) -> Compared:
    """Compare whether the same questions were led right before and after."""
    return Compared(
        asked=len(before),
        missed_before=sum(not right for right in before.values()),
        missed=sum(not right for right in after.values()),
        gained=sum(after[name] and not right for name, right in before.items()),
        lost=sum(right and not after[name] for name, right in before.items()),
    )


def _led(one: QuestionSet, model: str) -> Mapping[str, bool]:
    encoder = load_encoder(model, load_settings().models)
    with TemporaryDirectory() as folder, own_library(one.reports, encoder, Path(folder)) as library:
        found = dict(leads(read_questions(one.file), library, encoder))
    say(f"{one.name}, {model}: {len(found)} questions")
    return found


def _together(sets: Mapping[str, Mapping[str, bool]]) -> Mapping[str, bool]:
    return {f"{name} {key}": right for name, led in sets.items() for key, right in led.items()}


def _line(name: str, told: Compared) -> str:
    return (
        f"  {name:<10} {told.asked:4} questions: missed {told.missed_before} -> {told.missed}"
        f" ({told.removed:.0%} removed), {told.gained} gained, {told.lost} lost, p = {told.chance:.4f}"
    )


if __name__ == "__main__":
    sys.exit(main())
