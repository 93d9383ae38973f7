"""A good file and others -> the same with its bytes damaged: flipped, cut, doubled, zeroed, spliced, or its parts."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from random import Random

from evaluation.fuzzing.made import Made

_ZIPPED = (".docx", ".odt", ".zip")
# Numbers that lengths, counts and places in a file are seldom tried with.
_NUMBERS = (b"0", b"-1", b"65536", b"2147483647", b"4294967296", b"99999999999999999999")


def mutated_files(random: Random, good: Sequence[Made], count: int) -> Iterator[Made]:
    """Yield so many damaged files, the ways to damage them in turn, each of a random good one."""
    for number in range(count):
        name = list(_WAYS)[number % len(_WAYS)]
        victim, other = random.choice(good), random.choice(good)
        yield Made(victim.suffix, name, _WAYS[name](random, victim, other))


def _flipped(random: Random, victim: Made, other: Made) -> bytes:
    raw = bytearray(victim.raw)
    for _ in range(random.choice((1, 4, 16, 64, max(1, len(raw) // 100)))):
        raw[random.randrange(len(raw))] ^= 1 << random.randrange(8)
    return bytes(raw)


def _cut_short(random: Random, victim: Made, other: Made) -> bytes:
    return victim.raw[: random.randrange(len(victim.raw))]


def _beheaded(random: Random, victim: Made, other: Made) -> bytes:
    return victim.raw[random.randrange(1, len(victim.raw)) :]


def _with_hole(random: Random, victim: Made, other: Made) -> bytes:
    start, end = _span(random, victim.raw)
    return victim.raw[:start] + victim.raw[end:]


def _doubled(random: Random, victim: Made, other: Made) -> bytes:
    start, end = _span(random, victim.raw)
    return victim.raw[:end] + victim.raw[start:end] * random.randint(1, 40) + victim.raw[end:]


def _zeroed(random: Random, victim: Made, other: Made) -> bytes:
    start, end = _span(random, victim.raw)
    return victim.raw[:start] + bytes(end - start) + victim.raw[end:]


def _spliced(random: Random, victim: Made, other: Made) -> bytes:
    return victim.raw[: random.randrange(len(victim.raw))] + other.raw[random.randrange(len(other.raw)) :]


def _sown(random: Random, victim: Made, other: Made) -> bytes:
    place = random.randrange(len(victim.raw))
    return victim.raw[:place] + random.randbytes(random.choice((1, 3, 200, 5000))) + victim.raw[place:]


def _renamed(random: Random, victim: Made, other: Made) -> bytes:
    """Another file's bytes under this one's suffix."""
    return other.raw


def _renumbered(random: Random, victim: Made, other: Made) -> bytes:
    """Some of the numbers written in it are others: lengths, places, counts."""
    share = random.choice((0.01, 0.1, 0.5))
    return re.sub(
        rb"\b\d{1,10}\b", lambda found: random.choice(_NUMBERS) if random.random() < share else found[0], victim.raw
    )


def _damaged_inside(random: Random, victim: Made, other: Made) -> bytes:
    """A member of a zip is damaged and packed again, so that its checksum is right."""
    if victim.suffix not in _ZIPPED:
        return _flipped(random, victim, other)
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(victim.raw)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        texts = [name for name in names if name.startswith("word/") or name == "content.xml"] or names
        damaged = random.choice(texts)
        for name in names:
            raw = source.read(name)
            if name == damaged and raw:
                raw = random.choice(_INSIDE)(random, Made(".xml", "", raw), Made(".xml", "", raw))
            target.writestr(name, raw)
    return written.getvalue()


def _span(random: Random, raw: bytes) -> tuple[int, int]:
    start = random.randrange(len(raw))
    return start, min(len(raw), start + random.choice((1, 8, 512, 4096, len(raw))))


_INSIDE = (_flipped, _cut_short, _with_hole, _doubled, _spliced, _renumbered)
_WAYS: dict[str, Callable[[Random, Made, Made], bytes]] = {
    "bits flipped": _flipped,
    "cut short": _cut_short,
    "beheaded": _beheaded,
    "a hole": _with_hole,
    "doubled": _doubled,
    "zeroed": _zeroed,
    "spliced": _spliced,
    "random bytes in it": _sown,
    "renamed": _renamed,
    "other numbers": _renumbered,
    "damaged inside": _damaged_inside,
}
WAYS = tuple(_WAYS)
