"""An assistant whose reports and answers are made of hostile texts in every place that visitors see."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from assistant.domain import Answer, Chart, ChartPoint, DocumentReference, Report, Statement, Table
from tests.reports import make_chairs
from tests.web.fake import FakeAssistant, FakeLibrary, answer, cite, report
from tests.web.vectors import VECTORS

FIRST_DAY = date(2024, 1, 1)


def hostile(number: int, vector: str) -> Report:
    """A report with the text in its title, file name, place, body, chair, number, and every kind of block."""
    line = " ".join(vector.split("\n"))
    told = f"Thu ngân sách tháng 1/2024 đạt {number + 1} tỷ đồng, {line}"
    found = report(
        f"v-{number}",
        f"{vector}/{number}.txt",
        vector,
        *((kind, f"{line} {kind}") for kind in ("noise", "heading", "caption", "byline")),
        ("prose", told),
        place=vector,
        body=vector,
        held_on=FIRST_DAY + timedelta(number),
        participants=make_chairs(vector),
    )
    return replace(found, number=vector, term=vector, documents=(DocumentReference(vector, vector, 0, 3),))


HOSTILE = tuple(hostile(number, vector) for number, vector in enumerate(VECTORS))
CITATIONS = tuple(
    cite(number, found, f"Thu ngân sách tháng 1/2024 đạt {number} tỷ đồng") for number, found in enumerate(HOSTILE, 1)
)
NUMBERS = tuple(range(1, len(VECTORS) + 1))
ALL = replace(
    answer(
        "list",
        tuple(Statement(vector, (number,), "corrected") for number, vector in zip(NUMBERS, VECTORS, strict=True)),
        CITATIONS,
        understood=VECTORS[0],
        notes=VECTORS,
        nearest=CITATIONS,
    ),
    table=Table(VECTORS[:3], tuple((v, v, v) for v in VECTORS), tuple((None, n, None) for n in NUMBERS)),
    chart=Chart(
        "bars", VECTORS[1], VECTORS[2], tuple(ChartPoint(v, Decimal(n), v, n) for n, v in enumerate(VECTORS, 1))
    ),
)
NONE = answer("none", (), (), text="\n".join(VECTORS), understood="\n".join(VECTORS))


class HostileAssistant(FakeAssistant):
    """Answers the word `tất cả` with everything at once, any other question with a refusal made of hostile texts."""

    def __init__(self) -> None:
        super().__init__(FakeLibrary(HOSTILE))

    def ask(self, question: str, *args: Any, **kwargs: Any) -> Answer:
        return ALL if "tất cả" in question else NONE

    def stream(self, question: str, *args: Any, **kwargs: Any) -> Iterator[Statement | Answer]:
        whole = self.ask(question)
        yield from whole.statements[:3]
        yield whole

    def example_questions(self, language: str) -> tuple[str, ...]:
        return VECTORS[:4]


def questions(limit: int = 1900) -> Iterator[str]:
    """All the texts as questions, as many to one as it may hold."""
    held = ""
    for vector in VECTORS:
        if len(held) + len(vector) > limit:
            yield held
            held = ""
        held += f"{vector}\n"
    yield held
