"""A random number generator -> good files, hostile ones of every kind, and damaged ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
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

Kind = tuple[str, str, Hostile]
# Every hostile kind as (suffix, kind, maker).
HOSTILE: tuple[Kind, ...] = tuple(
    (suffix, kind, make)
    for kinds in (TEXTS, WORD, BOMBS, PROGRAMS, PDFS, MAIL, ZIPS)
    for kind, (suffix, make) in kinds.items()
)


def make_files(
    random: Random, bait: Bait, good: int, bad: int, suffixes: Collection[str], hostile: Sequence[Kind] = HOSTILE
) -> Iterator[Made]:
    """Yield good files and bad ones of these suffixes: the hostile kinds once each, the rest damaged good files."""
    made = tuple(good_files(random, good, suffixes))
    yield from made
    kinds = [kind for kind in hostile if kind[0] in suffixes][:bad]
    for suffix, kind, make in kinds:
        yield Made(suffix, kind, make(random, bait))
    yield from mutated_files(random, made, bad - len(kinds))
