"""The annotated web pages made into other formats and read again -> rows that are held against the pages' own.

A file shows what its page shows; what a page declares beside its text no file has, so the pages' row is without it.
"""

from __future__ import annotations

import shutil
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.domain import Report, Source
from assistant.reading import read_report
from assistant.reading.formats import extract
from assistant.vietnamese.folding import fold
from evaluation.bars import MET, Figure, no_data, report
from evaluation.golden import Golden, Letters, read_table
from evaluation.made_files import converted, message_of, pdf_file, scan_of, word_file
from evaluation.reading_scores import SINGLE, Score, hold

BELOW, BELOW_SCANS = 0.02, 0.05
# Programs take seconds for a file: rows that need one are made of so many pages.
_SOME = 12
_HTML = ".html"


@dataclass(frozen=True, slots=True)
class _Row:
    """A format: how a page becomes a file of it, the programs it needs, and how far below HTML it may be."""

    name: str
    suffix: str
    make: Callable[[Path], bytes]
    needs: tuple[str, ...] = ()
    below: float = BELOW


@dataclass(frozen=True, slots=True)
class Aligned(Letters):
    """Letters of the annotated text that positions in another wording of it lead to."""

    own: tuple[int, ...] = ()
    places: tuple[int, ...] = ()

    @classmethod
    def to(cls, annotated: Letters, text: str) -> Aligned:
        """Align a text, word by word, with the letters that were annotated."""
        other = Letters.of(text)
        places = tuple(_places(_words(annotated), _words(other), len(annotated.text)))
        return cls(annotated.text, annotated.positions, other.positions, places)

    def offset(self, position: int) -> int:
        """How many annotated letters stand before a position of the other text."""
        return self.places[bisect_right(self.own, position - 1)]


def hold_formats(folders: Mapping[str, Path]) -> int:
    """Print a row of figures for each format beside the pages' own; return the status of the bars."""
    office = shutil.which("soffice") or shutil.which("libreoffice") or ""
    rows = (
        _Row(".docx", ".docx", lambda page: word_file(_shown(page))),
        _Row(".pdf", ".pdf", lambda page: pdf_file(_shown(page))),
        _Row(".eml", ".eml", lambda page: message_of(_shown(page))),
        _Row(".odt", ".odt", lambda page: converted(office, word_file(_shown(page)), "odt", ".odt"), ("soffice",)),
        _Row(".doc", ".doc", lambda page: converted(office, word_file(_shown(page)), "doc", ".doc"), ("soffice",)),
        _Row("scan", ".pdf", lambda page: scan_of(pdf_file(_shown(page))), ("tesseract",), BELOW_SCANS),
    )
    pages = [(golden, folder / golden.file) for name, folder in folders.items() for golden in _annotated(name)]
    return max((_hold_row(row, pages) for row in rows), default=MET)


def _annotated(name: str) -> Iterator[Golden]:
    return (golden for golden in read_table(name) if golden.file.endswith(_HTML))


def _shown(page: Path):  # type: ignore[no-untyped-def]
    return extract(page.read_bytes(), _HTML)


def _hold_row(row: _Row, pages: Sequence[tuple[Golden, Path]]) -> int:
    lacking = [program for program in row.needs if shutil.which(program) is None]
    if lacking:
        return no_data(f"{row.name} (no {', '.join(lacking)})")
    chosen = pages[:: max(1, len(pages) // _SOME)] if row.needs else pages
    html, other = Score(), Score()
    with TemporaryDirectory() as name:
        for golden, path in chosen:
            page = _read(path, golden)
            annotated = Letters.of(page.text)
            golden = replace(golden, values={k: v for k, v in golden.values.items() if v.at is not None})
            hold(golden, _without_declared(page), annotated, html)
            made = Path(name) / f"report{row.suffix}"
            made.write_bytes(row.make(path))
            read = _without_declared(_read(made, golden))
            hold(golden, read, Aligned.to(annotated, read.text), other)
    own = _figures(html)
    bars = [
        replace(figure, bar=bar + row.below if figure.at_most else bar - row.below)
        for figure, bar in zip(_figures(other), (one.value for one in own), strict=True)
    ]
    return report(f"{row.name}: {len(chosen)} reports made of web pages, against their .html", bars)


def _read(path: Path, golden: Golden) -> Report:
    return read_report(path, Source("golden", "", golden.file, ""), golden.file)


def _without_declared(read: Report) -> Report:
    """The report without the values that stand outside its text."""
    outside = {origin.field: None for origin in read.origins if origin.start is None and origin.field in SINGLE}
    return replace(read, **{**outside, "title": read.title})


def _figures(score: Score) -> list[Figure]:
    """What a row is judged by: shares of letters, and F1 over all values, people and documents."""
    people = [name for name in score.fields if name == "chairs" or name.startswith("people")]
    shares = (
        ("the report's own letters kept", score.content, False),
        ("letters of noise let through", score.noise, True),
        ("letters in the annotated section", score.sections, False),
    )
    return [
        *(Figure(name, part / whole, at_most=at_most) for name, (part, whole), at_most in shares if whole),
        Figure("values of the metadata: F1", _f1(score, SINGLE)),
        Figure("people in their parts: F1", _f1(score, people)),
        Figure("documents cited: F1", _f1(score, ("documents",))),
    ]


def _f1(score: Score, names: Sequence[str]) -> float:
    tallies = [score.fields[name] for name in names]
    counted = sum(tally.found + tally.wanted for tally in tallies)
    return 2 * sum(tally.right for tally in tallies) / counted if counted else 1.0


def _words(letters: Letters) -> list[str]:
    """The letters cut where others stand between them."""
    cuts = [
        0,
        *(n + 1 for n, (a, b) in enumerate(zip(letters.positions, letters.positions[1:], strict=False)) if b > a + 1),
    ]
    return [fold(letters.text[a:b]) for a, b in zip(cuts, [*cuts[1:], len(letters.text)], strict=True)]


def _places(annotated: Sequence[str], other: Sequence[str], length: int) -> Iterator[int]:
    """For each letter of the other words, and for their end, how many annotated letters stand before it."""
    starts, own = [0, *accumulate(map(len, annotated))], [0, *accumulate(map(len, other))]
    reached, done = 0, 0
    for match in SequenceMatcher(None, annotated, other, autojunk=False).get_matching_blocks():
        first, begin, end = own[match.b], starts[match.a], starts[match.a + match.size]
        gap = first - done
        yield from (reached + (begin - reached) * n // gap for n in range(gap))
        yield from range(begin, end)
        reached, done = end, own[match.b + match.size]
    yield length
