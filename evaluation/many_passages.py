"""Real reports -> a library of as many passages as are asked for: real clauses recombined, their vectors mixed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Block, Report
from assistant.embedding.clauses import embed_passages
from assistant.embedding.encoder import Encoder
from assistant.passages import cut
from assistant.store.library import Library
from assistant.vietnamese.places import find_places
from assistant.vietnamese.sentences import clauses

CLAUSES_EACH, PASSAGES_EACH = 6, 10
# How much of a vector is of the clause it stands for, and how much of another.
_OWN, _OTHER = 0.8, 0.2
_SHORTEST = 20
_TOKENS_A_WORD = 1.6


@dataclass(frozen=True, slots=True)
class Pool:
    """Clauses of reports, and a unit vector of each: float32 (n, dim)."""

    words: tuple[str, ...]
    rows: NDArray[np.float32]


def pool_of(reports: Sequence[Report], encoder: Encoder) -> Pool:
    """Return the clauses of reports, each once, with the vectors an encoder gives them."""
    told = (
        report.text[start:end].strip() for report in reports for start, end in clauses(report.text, 0, len(report.text))
    )
    words = tuple(dict.fromkeys(one for one in told if len(one) >= _SHORTEST and "\n" not in one))
    return Pool(words, encoder.embed_passages(words))


def fill(library: Library, reports: Sequence[Report], pool: Pool, passages: int, seed: int = 7) -> int:
    """Put reports of recombined clauses into a library until it holds so many passages more; return how many."""
    drawn, mixed = random.Random(seed), np.random.default_rng(seed)
    rows = {words: row for words, row in zip(pool.words, pool.rows, strict=True)}

    def mix(texts: Sequence[str]) -> NDArray[np.float32]:
        own = [rows.get(text.rsplit("\n", 1)[-1].strip()) for text in texts]
        chosen = mixed.integers(len(pool.words), size=(2, len(texts)))
        first = np.stack([pool.rows[n] if row is None else row for row, n in zip(own, chosen[0], strict=True)])
        rows_mixed = _OWN * first + _OTHER * pool.rows[chosen[1]]
        return np.asarray(rows_mixed / np.linalg.norm(rows_mixed, axis=1, keepdims=True), np.float32)

    held = 0
    for report in _made(reports, pool.words, drawn):
        cuts = cut(report, _tokens)
        made = embed_passages(report.text, cuts, mix)
        library.put(report, cuts, made.vectors, clauses=made.clauses)
        held += len(cuts)
        if held >= passages:
            break
    return held


def _made(reports: Sequence[Report], words: Sequence[str], drawn: random.Random) -> Iterator[Report]:
    """Yield reports without end: like one of those given, of another place and day, of clauses of all of them."""
    syllables = sorted({part for one in reports if one.place for part in _name(one.place).split()})
    number = 0
    while True:
        like = reports[number % len(reports)]
        number += 1
        level = like.place.removesuffix(_name(like.place)).strip() if like.place else "xã"
        place = f"{level} {' '.join(drawn.sample(syllables, 2))}"
        paragraphs = [". ".join(drawn.sample(words, CLAUSES_EACH)) for _ in range(PASSAGES_EACH)]
        text = "\n\n".join(paragraphs)
        name = f"made-{number:06d}"
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        yield replace(
            like,
            id=name,
            source=replace(like.source, path=f"{name}.txt", sha256=sha256),
            title=f"{place}: phiên họp thứ {number}",
            place=place,
            commune=None,
            district=None,
            held_on=like.held_on and like.held_on - timedelta(days=number % 3000),
            participants=(),
            documents=(),
            origins=(),
            text=text,
            blocks=tuple(_blocks(paragraphs)),
            sections=(),
            pages=(),
        )


def _blocks(paragraphs: Sequence[str]) -> Iterator[Block]:
    start = 0
    for paragraph in paragraphs:
        yield Block(start, start + len(paragraph), "prose")
        start += len(paragraph) + 2


def _name(place: str) -> str:
    found = find_places(place)
    return found[0].name if found else place


def _tokens(text: str) -> int:
    return int(len(text.split()) * _TOKENS_A_WORD)
