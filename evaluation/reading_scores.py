"""A report as it was read and its golden entry -> counts of what is right, and the figures they amount to."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.domain import Report
from assistant.passages import RETRIEVABLE
from assistant.vietnamese.folding import canonical_spelling, fold
from assistant.vietnamese.places import same_name
from evaluation.bars import Figure
from evaluation.golden import Golden, Letters

SINGLE = (
    *("title", "body", "level", "term", "session", "place", "commune", "district", "province"),
    *("held_on", "published_on", "period", "number"),
)
PRECISION, RECALL = 0.95, 0.85
BARRED = frozenset(("body", "place", "held_on", "chairs"))
HASHED = "sha256:"
CONTENT_KEPT, NOISE_LET_THROUGH = 0.98, 0.02


@dataclass(slots=True)
class Tally:
    """Values found, those that should be, and those that are right; `spans` of the right ones stand where annotated."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    spans: int = 0

    def figures(self, name: str, *, barred: bool) -> Iterator[Figure]:
        if self.found:
            yield Figure(f"{name}: precision of {self.found}", self.right / self.found, PRECISION if barred else None)
        if self.wanted:
            yield Figure(f"{name}: recall of {self.wanted}", self.right / self.wanted, RECALL if barred else None)


@dataclass(slots=True)
class Score:
    """What a set of reports amounts to."""

    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    content: list[int] = field(default_factory=lambda: [0, 0])
    noise: list[int] = field(default_factory=lambda: [0, 0])
    sections: list[int] = field(default_factory=lambda: [0, 0])


def hold(golden: Golden, read: Report, letters: Letters, score: Score) -> list[str]:
    """Count what is right of a report, whose letters are those of the golden entry; return what is wrong or missing."""
    wrong = [
        *(line for name in SINGLE for line in _hold_value(name, golden, read, letters, score.fields[name])),
        *_hold_people(golden, read, score),
        *_hold_sets("documents", set(golden.documents), {one.number for one in read.documents}, score),
    ]
    _hold_blocks(golden, read, letters, score)
    _hold_sections(golden, read, letters, score)
    return wrong


def figures(score: Score, *, noise_barred: bool) -> Sequence[Figure]:
    """The figures; noise has a bar on the real pages among the development data only."""
    kept, let_through = (CONTENT_KEPT, NOISE_LET_THROUGH) if noise_barred else (None, None)
    rows: list[Figure] = []
    if score.content[1]:
        rows.append(Figure("the report's own letters kept", score.content[0] / score.content[1], kept))
    if score.noise[1]:
        rows.append(Figure("letters of noise let through", score.noise[0] / score.noise[1], let_through, at_most=True))
    for name, tally in _sorted(score.fields).items():
        rows += tally.figures(name, barred=name in BARRED)
    spans = sum(score.fields[name].spans for name in SINGLE)
    right = sum(score.fields[name].right for name in SINGLE)
    if right:
        rows.append(Figure(f"right values whose span is the annotated one, of {right}", spans / right))
    if score.sections[1]:
        rows.append(Figure("letters in the annotated section", score.sections[0] / score.sections[1]))
    return rows


def _hold_value(name: str, golden: Golden, read: Report, letters: Letters, tally: Tally) -> Iterator[str]:
    wanted, found = golden.values.get(name), getattr(read, name)
    right = wanted is not None and found is not None and _alike(name, wanted.value, found)
    tally.found += found is not None
    tally.wanted += wanted is not None
    tally.right += right
    tally.spans += right and wanted is not None and _stands_there(name, wanted.at, read, letters)
    if not right and (wanted or found is not None):
        yield f"{name} is {found!r}, should be {wanted.value if wanted else None!r}"


def _alike(name: str, wanted: Any, found: Any) -> bool:
    if name in ("commune", "district", "province", "place"):
        return bool(same_name(wanted, found)) and fold(wanted).split()[0] == fold(found).split()[0]
    if name == "period":
        return bool((wanted.start, wanted.end) == (found.start, found.end))
    if isinstance(wanted, str) and wanted.startswith(HASHED):
        return hashed(found) == wanted
    if isinstance(wanted, str):
        return _plain(wanted) == _plain(found)
    return bool(wanted == found)


def _titles(office: str) -> set[str]:
    """The titles of an office of several: 'Bí thư Huyện ủy, Chủ tịch HĐND huyện'."""
    return {_plain(title) for title in re.split(r"[,;]|\s[-–]\s", office)}


def hashed(words: str) -> str:
    """Stand-in for a title in the tables of reports that the repository must not carry."""
    return HASHED + hashlib.sha256(_plain(words).encode()).hexdigest()


def _plain(words: str) -> str:
    return "".join(filter(str.isalnum, fold(words)))


def _stands_there(name: str, at: tuple[int, int] | None, read: Report, letters: Letters) -> bool:
    """Whether one of the field's origins overlaps the annotated words or repeats them elsewhere."""
    spans = [(one.start, one.end) for one in read.origins if one.field == name]
    if at is None or (None, None) in spans:
        return at is None
    annotated = fold(letters.text[slice(*at)])
    for start, end in spans:
        first, last = letters.offset(start or 0), letters.offset(end or 0)
        words = fold(letters.text[first:last])
        if (first < at[1] and at[0] < last) or (words and (words in annotated or annotated in words)):
            return True
    return False


def _hold_people(golden: Golden, read: Report, score: Score) -> Iterator[str]:
    wanted = {(canonical_spelling(name.lower()), part) for name, part, _ in golden.people}
    found = {(canonical_spelling(one.name.lower()), str(one.part)) for one in read.participants}
    for part in ("chair", "opening", "report", "speech", "conclusion"):
        name = "chairs" if part == "chair" else f"people: {part}"
        yield from _hold_sets(
            name, {n for n, own in wanted if own == part}, {n for n, own in found if own == part}, score
        )
    offices = {(canonical_spelling(name.lower()), part): office for name, part, office in golden.people}
    for one in read.participants:
        key = (canonical_spelling(one.name.lower()), str(one.part))
        if key in offices:
            tally = score.fields["offices of those found"]
            tally.found += one.office is not None
            tally.wanted += offices[key] is not None
            tally.right += one.office is not None and _titles(one.office) <= _titles(offices[key] or "")


def _hold_sets(name: str, wanted: set[str], found: set[str], score: Score) -> Iterator[str]:
    tally = score.fields[name]
    tally.found += len(found)
    tally.wanted += len(wanted)
    tally.right += len(found & wanted)
    if wanted != found:
        yield f"{name}: missing {sorted(wanted - found)}, too many {sorted(found - wanted)}"


def _hold_blocks(golden: Golden, read: Report, letters: Letters, score: Score) -> None:
    """Count letters of the report itself that may be retrieved, and of the site around it that may be."""
    if golden.content is None:
        return
    own = [False] * len(letters.positions)
    for start, end in golden.content:
        own[start:end] = [True] * (end - start)
    kept = [False] * len(letters.positions)
    for block in read.blocks:
        if block.kind in RETRIEVABLE:
            first, last = letters.offset(block.start), letters.offset(block.end)
            kept[first:last] = [True] * (last - first)
    for is_own, is_kept in zip(own, kept, strict=True):
        share = score.content if is_own else score.noise
        share[0] += is_kept
        share[1] += 1


def _hold_sections(golden: Golden, read: Report, letters: Letters, score: Score) -> None:
    if not golden.sections:
        return
    starts = [start for _, start in golden.sections]
    found = [(letters.offset(one.start), letters.offset(one.end), one.kind) for one in read.sections]
    last = max(block.end for block in read.blocks if block.kind in RETRIEVABLE)
    ends = [*starts[1:], max(letters.offset(last), starts[-1])]
    for (kind, start), end in zip(golden.sections, ends, strict=True):
        score.sections[1] += max(0, end - start)
        score.sections[0] += sum(
            max(0, min(end, last) - max(start, first)) for first, last, own in found if own == kind
        )


def _sorted(fields: Mapping[str, Tally]) -> dict[str, Tally]:
    """The fields with a bar first."""
    names = list(fields)
    return {name: fields[name] for name in sorted(names, key=lambda name: (name not in BARRED, names.index(name)))}
