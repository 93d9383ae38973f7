"""cite: a checked draft -> an answer with numbered citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from assistant.answering.arithmetic import difference
from assistant.answering.citing import cite
from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.domain import Answer, Citation, Filters, Retrieved, Statement, Timings
from tests.answering.building import make_query
from tests.reports import make_report

REPORT = make_report("Thu đạt 65 tỷ đồng. Chi đạt 40 tỷ đồng.", title="Hội nghị tháng 9", held_on=date(2022, 9, 5))
TIMINGS = Timings(1.0, 2.0, 3.0, 4.0, 10.0)


def quote(words: str) -> Quote:
    start = REPORT.text.index(words)
    return Quote(REPORT, start, start + len(words))


INCOME, SPENDING = quote("Thu đạt 65 tỷ đồng."), quote("Chi đạt 40 tỷ đồng.")


def answer(draft: Draft, *notes: str) -> Answer:
    return cite(make_query("Thu và chi đạt bao nhiêu?"), Retrieved((), notes), draft, "extractive", TIMINGS)


def test_markers_follow_each_statement() -> None:
    found = answer(Draft((DraftStatement("Thu 65 tỷ.", (INCOME,)), DraftStatement("Chi 40 tỷ.", (SPENDING, INCOME)))))
    assert found.text == "Thu 65 tỷ. [1]\nChi 40 tỷ. [2] [1]"
    assert found.statements == (Statement("Thu 65 tỷ.", (1,)), Statement("Chi 40 tỷ.", (2, 1)))


def test_each_span_is_one_citation_in_order_of_appearance() -> None:
    statements = tuple(DraftStatement("Có.", (one,)) for one in (SPENDING, INCOME, SPENDING))
    found = answer(Draft(statements))
    assert [(one.number, one.quote) for one in found.citations] == [(1, SPENDING.text), (2, INCOME.text)]
    assert [statement.citations for statement in found.statements] == [(1,), (2,), (1,)]


def test_a_citation_points_to_the_exact_words() -> None:
    (citation,) = answer(Draft((DraftStatement("Chi.", (SPENDING,)),))).citations
    assert citation == Citation(
        number=1,
        report_id=REPORT.id,
        file="doi-may.txt",
        title="Hội nghị tháng 9",
        place="huyện Đồi Mây",
        held_on=date(2022, 9, 5),
        page=None,
        quote="Chi đạt 40 tỷ đồng.",
        start=SPENDING.start,
        end=SPENDING.end,
    )
    assert REPORT.text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(("words", "page"), [("Thu đạt 65 tỷ đồng.", 1), ("65 tỷ", 2), ("Chi đạt", 4)])
def test_a_citation_names_the_page_its_words_begin_on(words: str, page: int) -> None:
    begins = [0, *(REPORT.text.index(words) for words in ("65", "Chi", "Chi"))]
    paged = replace(REPORT, pages=tuple(begins))
    start = paged.text.index(words)
    draft = Draft((DraftStatement("Có.", (Quote(paged, start, start + len(words)),)),))
    assert answer(draft).citations[0].page == page


def test_a_statement_that_quotes_nothing_has_no_marker() -> None:
    found = answer(Draft((DraftStatement("Thư viện có 2 cuộc họp:", (), "computed"),)))
    assert found.text == "Thư viện có 2 cuộc họp:"
    assert found.statements == (Statement("Thư viện có 2 cuộc họp:", (), "computed"),)
    assert found.citations == ()


def test_a_refusal_keeps_what_came_closest_apart_from_its_citations() -> None:
    found = answer(Draft((DraftStatement("Không nêu.", ()),), abstained=True, nearest=(INCOME, SPENDING)))
    assert found.abstained
    assert found.citations == ()
    assert [(one.number, one.quote) for one in found.nearest] == [(1, INCOME.text), (2, SPENDING.text)]


def test_the_answer_says_how_it_came_about() -> None:
    found = answer(Draft((DraftStatement("Thu.", (INCOME,), "corrected"),), notes=("đã thay",)), "đã mở rộng")
    assert found.notes == ("đã mở rộng", "đã thay")
    assert (found.kind, found.understood) == ("figure", "Thu và chi đạt bao nhiêu?")
    assert (found.composer, found.took_ms) == ("extractive", TIMINGS)
    assert found.statements[0].status == "corrected"


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (DraftStatement("Thu.", (INCOME,)), ""),
        (DraftStatement("Thu.", (INCOME,), "corrected", why="Một câu đã được thay."), "Một câu đã được thay."),
        (
            DraftStatement("Hơn.", (INCOME,), "computed", (difference(Decimal(65), Decimal(40), "xã", "vi"),)),
            "65 − 40 = 25",
        ),
    ],
)
def test_a_statement_tells_how_it_was_computed_or_why_it_was_corrected(statement: DraftStatement, why: str) -> None:
    assert [one.why for one in answer(Draft((statement,))).statements] == [why]


def test_an_answer_tells_what_the_question_named() -> None:
    named = Filters(place="huyện Đồi Mây", date_from=date(2022, 1, 1))
    query = replace(make_query("Thu?"), named=named)
    assert cite(query, Retrieved(()), Draft(()), "extractive", TIMINGS).named == named
