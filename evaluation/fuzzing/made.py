"""What a made file is, and what hostile files may point at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the corpus: its suffix, how it was made, and its bytes; a good one has to be ingested."""

    suffix: str
    kind: str
    raw: bytes
    good: bool = False


@dataclass(frozen=True, slots=True)
class Bait:
    """What hostile files name and no reader may touch: an address that listens, a secret beside the folder, a path to
    write to. `share` makes large files so much smaller."""

    url: str
    secret: Path
    written: Path
    share: float = 1.0

    def times(self, count: int) -> int:
        """How often a hostile file repeats what a full-sized one repeats `count` times."""
        return max(2, int(count * self.share))


Hostile = Callable[[Random, Bait], bytes]


def lines(*parts: str | bytes) -> bytes:
    """Return parts as lines of bytes."""
    return b"\n".join(part.encode() if isinstance(part, str) else part for part in parts)
