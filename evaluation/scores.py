"""Judged answers -> what is printed of them: verdicts by kind and style, shares with intervals, latency."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from evaluation.asking import Asked
from evaluation.bars import interval
from evaluation.judging import names_of

QUANTILES = (0.5, 0.95)
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share; 0 of none is 0."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Its 95% interval by Wilson's score."""
        return interval(self.count, self.of)


@dataclass(frozen=True, slots=True)
class Row:
    """The verdicts on a group of questions."""

    name: str
    right: Share
    wrong: Share
    refused: Share


@dataclass(frozen=True, slots=True)
class Quantile:
    """A quantile of the milliseconds an answer took, between the answers that bound its 95% interval."""

    at: float
    ms: float
    low_ms: float
    high_ms: float


@dataclass(frozen=True, slots=True)
class Scores:
    """What the answers of one system to one set amount to.

    - `rows`: answerable and unanswerable questions, then each kind, style and language. An unanswerable one is right
      when it is refused.
    - `refusal_precision`: of the refusals, those of unanswerable questions; `refusal_recall`: of these, those refused.
    - `citation_precision`: of the citations in answers that are no refusals, right or wrong, those of a file among the
      row's `reports`. An unanswerable question has no such file: every citation of an answer to it counts against.
    - `quotes_found`: of all citations and nearest passages, those that quote what stands at their span in the catalog.
    - `right_at_any_length`: answerable questions that would be right if a short answer could be long.
    """

    rows: tuple[Row, ...]
    refusal_precision: Share
    refusal_recall: Share
    citation_precision: Share
    quotes_found: Share
    right_at_any_length: Share
    latency: tuple[Quantile, ...]

    def row(self, name: str) -> Row:
        """Return the row of this name, one of no questions when there is none."""
        return next((row for row in self.rows if row.name == name), _row(name, ()))


def score(asked: Sequence[Asked]) -> Scores:
    """Return what judged answers amount to."""
    answerable = [one for one in asked if one.expected.is_answerable]
    unanswerable = [one for one in asked if not one.expected.is_answerable]
    refused = [one for one in asked if one.answer.abstained]
    rightly = sum(not one.expected.is_answerable for one in refused)
    return Scores(
        rows=tuple(_rows(asked)),
        refusal_precision=Share(rightly, len(refused)),
        refusal_recall=Share(rightly, len(unanswerable)),
        citation_precision=_citation_precision(asked),
        quotes_found=Share(
            sum(one.quotes_found for one in asked),
            sum(len(one.answer.citations) + len(one.answer.nearest) for one in asked),
        ),
        right_at_any_length=Share(sum(one.at_any_length == "right" for one in answerable), len(answerable)),
        latency=tuple(quantile([one.took_ms for one in asked], at) for at in QUANTILES) if asked else (),
    )


def quantile(values: Sequence[float], at: float) -> Quantile:
    """Return the quantile by nearest rank, and its interval by the ranks a binomial count spreads over (normal)."""
    ordered = sorted(values)
    n = len(ordered)
    spread = _Z * sqrt(n * at * (1 - at))

    def ranked(rank: float) -> float:
        return ordered[min(n, max(1, ceil(rank))) - 1]

    return Quantile(at, ranked(n * at), ranked(n * at - spread), ranked(n * at + spread))


def _rows(asked: Sequence[Asked]) -> Iterator[Row]:
    yield _row("answerable", [one for one in asked if one.expected.is_answerable])
    yield _row("unanswerable", [one for one in asked if not one.expected.is_answerable])
    groupings: tuple[tuple[str, Callable[[Asked], str]], ...] = (
        ("kind", lambda one: one.expected.type),
        ("style", lambda one: one.expected.style),
        ("language", lambda one: one.expected.language),
    )
    for grouping, group_of in groupings:
        for name in sorted({group_of(one) for one in asked} - {"unanswerable"}):
            yield _row(f"{grouping} {name}", [one for one in asked if group_of(one) == name])


def _row(name: str, asked: Sequence[Asked]) -> Row:
    verdicts = Counter(one.verdict for one in asked)
    right, wrong, refused = (Share(verdicts[verdict], len(asked)) for verdict in ("right", "wrong", "refused"))
    return Row(name, right, wrong, refused)


def _citation_precision(asked: Sequence[Asked]) -> Share:
    cited = [
        bool(names_of(citation.file) & one.expected.reports)
        for one in asked
        if not one.answer.abstained
        for citation in one.answer.citations
    ]
    return Share(sum(cited), len(cited))
