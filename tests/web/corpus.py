"""An assistant whose reports, facts and answers are made of hostile texts in every place that visitors see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

from assistant.desk import Received
from assistant.domain import (
    Answer,
    Chart,
    ChartPoint,
    DocumentReference,
    Figure,
    FigureKind,
    Filters,
    Origin,
    Part,
    Participant,
    Period,
    Point,
    PointKind,
    Report,
    Statement,
    Table,
)
from assistant.ingesting import Outcome
from tests.web.fake import FakeAssistant, FakeLibrary, answer, cite, report
from tests.web.vectors import VECTORS

FIRST_DAY = date(2024, 1, 1)
DRAWN = 40  # so many figures make a chart at most


def hostile(number: int, vector: str) -> Report:
    """A report with the text in its title, file name, places, body, people, and every kind of block."""
    found = report(
        f"v-{number}",
        f"{vector}/{number}.txt",
        vector,
        *((kind, f"{line_of(vector)} {kind}") for kind in ("heading", "caption", "byline")),
        ("prose", clause_of(number)),
        ("noise", f"{line_of(vector)} noise"),
        place=vector,
        body=vector,
        held_on=FIRST_DAY + timedelta(number),
    )
    end = len(line_of(vector))
    return replace(
        found,
        number=vector,
        term=vector,
        commune=vector,
        district=f"huyện {vector}",
        province=f"tỉnh {vector}",
        period=quarter(vector),
        participants=tuple(Participant(vector, part, vector, 0, end) for part in get_args(Part)),
        documents=(DocumentReference(vector, vector, 0, end),),
        origins=tuple(Origin(field, vector, 0, end) for field in ("title", "body", "place", "held_on", "number")),
    )


def line_of(vector: str) -> str:
    return " ".join(vector.split("\n"))


def clause_of(number: int) -> str:
    """What every citation, figure and point of a report stands on."""
    return f"Thu ngân sách quý I/2024 đạt {number + 1} tỷ đồng, {line_of(VECTORS[number])}"


def quarter(label: str) -> Period:
    return Period(date(2024, 1, 1), date(2024, 3, 31), label)


def figures_of(number: int, found: Report) -> tuple[Figure, ...]:
    """One figure that is hostile all over, and one that can be drawn beside those of other places."""
    start = found.text.index(clause_of(number))
    vector = VECTORS[number]
    bare = Figure(
        id=f"{found.id}-a",
        report_id=found.id,
        kind="change",
        indicator=vector,
        canonical=None,
        value=Decimal(number + 1),
        unit=vector,
        words=vector,
        approximation=vector,
        out_of=None,
        up_to=None,
        against=vector,
        period=quarter(vector),
        cumulative=False,
        place=vector,
        section=None,
        is_slip=True,
        start=start,
        end=start + 3,
        clause_start=start,
        clause_end=start + len(clause_of(number)),
    )
    drawn = replace(
        bare, id=f"{found.id}-b", kind="result", unit="đồng", canonical=VECTORS[number // DRAWN], is_slip=False
    )
    return bare, drawn


def points_of(number: int, found: Report) -> Iterator[Point]:
    start = found.text.index(clause_of(number))
    end = start + len(clause_of(number))
    for kind in get_args(PointKind):
        when = quarter(VECTORS[number])
        yield Point(
            id=f"{found.id}-{kind}", report_id=found.id, kind=kind, section=None, when=when, start=start, end=end
        )


WHOLE = "\n".join(VECTORS)
HOSTILE = tuple(hostile(number, vector) for number, vector in enumerate(VECTORS))
FIGURES = tuple(figure for number, found in enumerate(HOSTILE) for figure in figures_of(number, found))
POINTS = tuple(point for number, found in enumerate(HOSTILE) for point in points_of(number, found))
CITATIONS = tuple(cite(number + 1, found, clause_of(number)) for number, found in enumerate(HOSTILE))
NUMBERS = tuple(range(1, len(VECTORS) + 1))
TOGETHER = replace(hostile(0, WHOLE), id="v-all")  # every text in every place
ALL = replace(
    answer(
        "list",
        tuple(
            Statement(vector, (number,), "computed" if number % 2 else "corrected", vector)
            for number, vector in zip(NUMBERS, VECTORS, strict=True)
        ),
        CITATIONS,
        understood=VECTORS[0],
        notes=VECTORS,
        nearest=CITATIONS,
    ),
    table=Table((WHOLE, WHOLE), tuple((v, v) for v in VECTORS), tuple((None, n) for n in NUMBERS)),
    chart=Chart("bars", WHOLE, VECTORS[2], tuple(ChartPoint(v, Decimal(n), v, n) for n, v in enumerate(VECTORS, 1))),
    named=Filters(place=WHOLE),
)
NONE = answer("none", (), (), text=WHOLE, understood=WHOLE)
EVERYTHING, NOTHING = "Tất cả?", "Không có gì?"


@dataclass
class HostileLibrary(FakeLibrary):
    """The hostile reports with their facts."""

    held: tuple[Report, ...] = (*HOSTILE, TOGETHER)

    def figures(
        self,
        report_ids: Sequence[str] | None = None,
        canonical: str | None = None,
        kind: FigureKind | None = None,
    ) -> tuple[Figure, ...]:
        asked = (one for one in FIGURES if report_ids is None or one.report_id in report_ids)
        return tuple(one for one in asked if canonical in (None, one.canonical) and kind in (None, one.kind))

    def points(self, report_ids: Sequence[str] | None, kind: PointKind | None) -> tuple[Point, ...]:
        asked = (one for one in POINTS if report_ids is None or one.report_id in report_ids)
        return tuple(one for one in asked if kind in (None, one.kind))


class HostileAssistant(FakeAssistant):
    """Answers EVERYTHING by every kind of element at once, NOTHING by a refusal, anything else by repeating it."""

    def __init__(self) -> None:
        super().__init__(HostileLibrary())

    def ask(self, question: str, *args: Any, **kwargs: Any) -> Answer:
        said = answer("list", (Statement(question, (1,)),), CITATIONS[:1], understood=f"{question} – hỏi lại")
        return {EVERYTHING: ALL, NOTHING: NONE}.get(question, said)

    def stream(self, question: str, *args: Any, **kwargs: Any) -> Iterator[Statement | Answer]:
        whole = self.ask(question)
        yield from whole.statements[:3]
        yield whole

    def example_questions(self, language: str) -> tuple[str, ...]:
        return tuple(questions())


@dataclass(frozen=True, slots=True)
class HostileDesk:
    """Takes no file, and says why by the file's own name."""

    folder: Path
    max_bytes: int = 1 << 20

    def arriving(self) -> Path:
        return self.folder / "arriving"

    def add(self, file: Path, given_name: str, collection: str, tell: Callable[[Received], None]) -> None:
        tell(Received(Outcome(f"{given_name}/trong.txt", "failed", given_name), None))


def questions(limit: int = 1900) -> Iterator[str]:
    """All the texts as questions, as many to one as it may hold."""
    held: list[str] = []
    for vector in VECTORS:
        if sum(map(len, held)) + len(held) + len(vector) > limit:
            yield "\n".join(held)
            held = []
        held.append(vector)
    yield "\n".join(held)
