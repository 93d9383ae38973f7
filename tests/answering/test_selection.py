"""Selector: passages -> their clauses, the one that best answers first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.selection import LOOKED_AT, READ, Clause, Selector
from assistant.answering.wanted import wanted
from assistant.domain import Participant, Query, Report, Turn
from assistant.embedding.clauses import ClauseVectors, embed_passages
from assistant.facts import find_facts
from assistant.questions import understand
from tests.answering.building import SyllableEncoder, frequencies_of, make_query
from tests.reports import make_evidence, make_report

REPORT = make_report(
    "Thu ngân sách tháng 8 ước đạt 9,5 tỷ đồng. Thu ngân sách 8 tháng đạt 65 tỷ đồng; giải ngân vốn đạt 40%. "
    "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị; đồng chí Đào Thị Én dự. "
    "Độ che phủ rừng đạt 55%; phấn đấu độ che phủ rừng đạt 60%."
)


def select(question: str | Query, *reports: Report) -> tuple[Clause, ...]:
    reports = reports or (REPORT,)
    query = make_query(question) if isinstance(question, str) else question
    evidence = tuple(make_evidence(report, rank=rank) for rank, report in enumerate(reports, 1))
    facts = {report.id: find_facts(report) for report in reports}
    return Selector(SyllableEncoder(floor=0.85), frequencies_of(reports)).select(query, evidence, facts)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Thu ngân sách 8 tháng đạt bao nhiêu?", "Thu ngân sách 8 tháng đạt 65 tỷ đồng"),
        ("Thu ngân sách tháng 8 đạt bao nhiêu?", "Thu ngân sách tháng 8 ước đạt 9,5 tỷ đồng."),
        ("thu ngan sach 8 thang dat bao nhieu", "Thu ngân sách 8 tháng đạt 65 tỷ đồng"),
        ("Giải ngân vốn đạt bao nhiêu?", "giải ngân vốn đạt 40%."),
        ("Ai chủ trì hội nghị?", "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị"),
        ("Độ che phủ rừng đạt bao nhiêu?", "Độ che phủ rừng đạt 55%"),
    ],
)
def test_the_clause_that_answers_comes_first(question: str, best: str) -> None:
    assert select(question)[0].text == best


def test_every_clause_is_ranked_once_however_often_its_passage_was_found() -> None:
    evidence = (make_evidence(REPORT), make_evidence(REPORT, rank=2))
    found = Selector(SyllableEncoder(), frequencies_of((REPORT,))).select(make_query("Thu ngân sách?"), evidence)
    assert len(found) == len({(clause.start, clause.end) for clause in found}) == 7
    first, rest = found[:LOOKED_AT], found[LOOKED_AT:]
    assert [clause.confidence for clause in first] == sorted((clause.confidence for clause in first), reverse=True)
    assert [clause.score for clause in rest] == sorted((clause.score for clause in rest), reverse=True)
    assert min(clause.score for clause in first) >= max(clause.score for clause in rest)


def test_of_many_candidates_the_nearest_are_read() -> None:
    others = " ".join(f"Hộ thứ {number} trồng thêm bưởi." for number in range(2 * READ))
    found = select("Thu ngân sách 8 tháng đạt bao nhiêu?", REPORT, make_report(others))
    assert len(found) == READ
    assert found[0].text == "Thu ngân sách 8 tháng đạt 65 tỷ đồng"


def test_no_evidence_has_no_clauses() -> None:
    assert Selector(SyllableEncoder(), frequencies_of(())).select(make_query("Thu ngân sách?"), ()) == ()


def test_of_like_clauses_the_one_in_the_better_passage_wins() -> None:
    twin = make_report(REPORT.text, id="twin")
    assert select("Giải ngân vốn đạt bao nhiêu?", REPORT, twin)[0].evidence.report.id == REPORT.id
    assert select("Giải ngân vốn đạt bao nhiêu?", twin, REPORT)[0].evidence.report.id == "twin"


def test_the_header_of_a_passage_speaks_for_its_clauses() -> None:
    other = make_report("Thu ngân sách đạt 90 tỷ đồng.", id="other", title="Hội nghị Huyện ủy Suối Bạc")
    same = make_report("Thu ngân sách đạt 80 tỷ đồng.", id="same", title="Hội nghị Huyện ủy Đồi Mây")
    assert select("Thu ngân sách Đồi Mây đạt bao nhiêu?", other, same)[0].evidence.report.id == "same"


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Thu ngân sách 8 tháng đạt bao nhiêu?", "Sản lượng thóc vụ xuân đạt bao nhiêu?"),
        ("Ai chủ trì hội nghị?", "Ai khai mạc hội nghị?"),
    ],
)
def test_confidence_is_lower_where_no_clause_answers(question: str, unknown: str) -> None:
    assert select(question)[0].confidence > select(unknown)[0].confidence


def test_a_clause_seen_before_is_not_embedded_again() -> None:
    encoder = SyllableEncoder()
    selector = Selector(encoder, frequencies_of((REPORT,)))
    first = selector.select(make_query("Thu ngân sách đạt bao nhiêu?"), (make_evidence(REPORT),))
    selector.select(make_query("Ai chủ trì?"), (make_evidence(REPORT),))
    assert len(encoder.embedded) == len(first)


def test_a_clause_whose_vector_is_kept_is_not_embedded() -> None:
    encoder, item = SyllableEncoder(floor=0.85), make_evidence(REPORT)
    made = embed_passages(REPORT.text, (item.passage,), encoder.embed_passages).clauses[0]
    part = ClauseVectors(made.spans[:3], made.rows[:3])
    query, plain = make_query("Thu ngân sách đạt bao nhiêu?"), Selector(encoder, frequencies_of((REPORT,)))
    for kept, embedded in ((made, 0), (part, len(made.spans) - 3)):
        encoder.embedded.clear()
        selector = Selector(encoder, frequencies_of((REPORT,)), lambda ids, kept=kept: dict.fromkeys(ids, kept))
        found = selector.select(query, (item,))
        assert len(encoder.embedded) == embedded
        assert [(one.span, one.score) for one in found] == [
            (one.span, one.score) for one in plain.select(query, (item,))
        ]


def test_memory_for_vectors_is_bounded() -> None:
    encoder = SyllableEncoder()
    selector = Selector(encoder, frequencies_of((REPORT,)), remembered=7)
    other = make_report("Trồng 30 ha rừng.", id="other")
    for report in (REPORT, other, REPORT):
        assert selector.select(make_query("Thu ngân sách?"), (make_evidence(report),))
    assert len(encoder.embedded) == 7 + 1 + 7


@pytest.mark.parametrize(
    ("question", "heavier", "lighter"),
    [
        ("thu ngân sách và giải ngân", "giai", "sach"),  # rarer in the library
        ("ngân sách năm 2022", "ngan", "2022"),  # when and where only narrow the search
    ],
)
def test_what_a_term_weighs(question: str, heavier: str, lighter: str) -> None:
    library = (REPORT, make_report("Thu ngân sách năm 2022 tăng", held_on=date(2022, 1, 5)))
    weights = wanted(make_query(question), frequencies_of(library))
    assert weights.terms[heavier] > weights.terms[lighter]


def test_question_words_weigh_nothing_and_abbreviations_count_in_full() -> None:
    asked = wanted(make_query("thu NSNN bao nhiêu?"), frequencies_of((REPORT,)))
    assert {"ngan", "sach"} <= asked.terms.keys()
    assert not {"bao", "nhieu"} & asked.terms.keys()
    assert "nha" in asked.unseen


def test_what_only_the_question_before_says_weighs_less() -> None:
    query = understand("Ai chủ trì?", (Turn("user", "Giải ngân vốn đạt bao nhiêu?"),))
    asked = wanted(query, frequencies_of((REPORT,)))
    assert asked.terms["giai"] < asked.terms["tri"]


def test_an_english_question_is_looked_for_in_the_words_of_reports() -> None:
    asked = wanted(make_query("How much budget revenue was collected?"), frequencies_of((REPORT,)))
    assert {"thu", "ngan", "sach"} <= asked.terms.keys()


def test_a_name_finds_what_is_told_of_somebody_by_their_office() -> None:
    best = "Đồng chí Bí thư Huyện ủy đề nghị trồng rừng."
    text = f"Đồng chí Lê Văn Tư, Bí thư Huyện ủy dự. {best} Đồng chí Đào Thị Én đề nghị bán gạo."
    report, start = make_report(text), text.index("Bí thư Huyện ủy đề nghị")
    named = replace(report, participants=(Participant("Lê Văn Tư", "conclusion", None, start, start + 15),))
    question = "Lê Văn Tư đề nghị những gì?"
    told = {clause.text: clause.features["told"] for made in (report, named) for clause in select(question, made)}
    before = {clause.text: clause.features["told"] for clause in select(question, report)}
    assert told[best] > before[best]
