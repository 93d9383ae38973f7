"""A random number generator -> good files, hostile ones of every kind, and damaged ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from evaluation.fuzzing.good import good_files
from evaluation.fuzzing.hostile_bombs import BOMBS
from evaluation.fuzzing.hostile_mail import MAIL
from evaluation.fuzzing.hostile_pdf import PDFS
from evaluation.fuzzing.hostile_programs import PROGRAMS
from evaluation.fuzzing.hostile_text import TEXTS
from evaluation.fuzzing.hostile_word import WORD
from evaluation.fuzzing.hostile_zip import ZIPS
from evaluation.fuzzing.made import Bait, Hostile, Made
from evaluation.fuzzing.mutating import mutated_files

HOSTILE: dict[str, tuple[str, Hostile]] = {**TEXTS, **WORD, **BOMBS, **PROGRAMS, **PDFS, **MAIL, **ZIPS}


def make_files(random: Random, bait: Bait, good: int, bad: int, suffixes: Sequence[str]) -> Iterator[Made]:
    """Yield so many good files and bad ones: every hostile kind of these suffixes once, the rest damaged good files."""
    made = [one for one in good_files(random, good) if one.suffix in suffixes]
    yield from made
    hostile = hostile_files(random, bait, suffixes)[:bad]
    for suffix, kind, make in hostile:
        yield Made(suffix, kind, make(random, bait))
    yield from mutated_files(random, made, bad - len(hostile))


def hostile_files(random: Random, bait: Bait, suffixes: Sequence[str]) -> list[tuple[str, str, Hostile]]:
    """Return the kinds of hostile files as (suffix, kind, maker)."""
    return [(suffix, kind, make) for kind, (suffix, make) in HOSTILE.items() if suffix in suffixes]
