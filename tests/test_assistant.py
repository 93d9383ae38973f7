"""The whole way with the real model: the samples are ingested, questions are asked, answers are checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Selector
from assistant.assistant import AskedLanguage, Assistant
from assistant.domain import Answer, Filters, Language, Query, Report, Retrieved, Statement, Timings, Turn
from assistant.embedding.encoder import SentenceEncoder
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.retrieval import Retriever
from assistant.store.library import Library
from assistant.vietnamese.sentences import sentences
from assistant.web.following import next_questions
from assistant.web.keeping import Kept
from tests.conftest import PROJECT
from tests.reading.files import LANGUAGES

PERSON = "Ai chủ trì hội nghị Ban Thường vụ Huyện ủy Thạch Lam ngày 30/7/2024?"
FIGURE = "Thu NSNN 9 tháng năm 2024 của huyện Đông Ninh là bao nhiêu?"
UNASKED = "Ai là huấn luyện viên đội tuyển bóng đá?"
MEETINGS = "Tháng 7 năm 2024 có những hội nghị nào?"
UNACCENTED = "ai chu tri hoi nghi ban thuong vu huyen uy thach lam ngay 30/7/2024"
FORESTS = "Toàn huyện Nậm Khê trồng được bao nhiêu ha rừng trong 6 tháng đầu năm 2024?"
SCAN = "phieng-lot-2022-02-scan.pdf"  # read by Tesseract, where that is installed
QUESTIONS = (PERSON, FIGURE, UNASKED, MEETINGS, UNACCENTED, FORESTS)
NO_TIME = Timings(0, 0, 0, 0, 0)


@pytest.fixture(scope="module")
def assistant(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path = tmp_path_factory.mktemp("vectorstore")
    with Library.open(path, model=encoder.identity, dimension=encoder.dimension) as library:
        outcomes = tuple(Ingester(library, encoder, "default").ingest(find_files([PROJECT / "samples"])))
        not_added = {outcome.path for outcome in outcomes if outcome.status != "added"}
        assert not_added == ({SCAN} if "vie" not in LANGUAGES else set())
        with library.own():
            composer = ExtractiveComposer(Selector(encoder, library.frequencies, library.clause_vectors))
            yield Assistant(library, Retriever(library, encoder), composer)


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> dict[str, Answer]:
    return {question: assistant.ask(question) for question in QUESTIONS}


def cited(answer: Answer) -> set[str]:
    return {citation.file for citation in answer.citations}


def test_a_person_is_named_with_the_report_that_says_so(answers: dict[str, Answer]) -> None:
    answer = answers[PERSON]
    assert (answer.kind, answer.abstained) == ("person", False)
    assert "Phạm Quang Nhượng" in answer.text
    assert cited(answer) == {"thach-lam-2024-07.txt"}


def test_a_figure_since_january_is_not_that_of_the_month(answers: dict[str, Answer]) -> None:
    answer = answers[FIGURE]
    assert (answer.kind, answer.abstained) == ("figure", False)
    assert "531 tỷ" in answer.text
    assert "52,9" not in answer.text
    assert "dong-ninh-2024-09.txt" in cited(answer)


def test_what_the_reports_don_t_say_is_refused(answers: dict[str, Answer]) -> None:
    answer = answers[UNASKED]
    assert answer.abstained
    assert answer.text.startswith("Các báo cáo không nêu")
    assert answer.citations == ()


def test_the_meetings_of_a_month_are_listed(answers: dict[str, Answer]) -> None:
    answer = answers[MEETINGS]
    assert (answer.kind, answer.abstained) == ("meetings", False)
    assert cited(answer) == {"diem-hai-2024-06.html", "nam-khe-2024-06.txt", "thach-lam-2024-07.txt"}


def test_a_question_without_diacritics_gets_the_same_answer(answers: dict[str, Answer]) -> None:
    assert "Phạm Quang Nhượng" in answers[UNACCENTED].text
    assert cited(answers[UNACCENTED]) == {"thach-lam-2024-07.txt"}


def test_every_quote_stands_in_its_report_where_the_citation_says(
    assistant: Assistant, answers: dict[str, Answer]
) -> None:
    citations = [c for answer in answers.values() for c in (*answer.citations, *answer.nearest)]
    assert len(citations) > len(QUESTIONS)
    for citation in citations:
        report = assistant.library.report(citation.report_id)
        assert report
        assert citation.quote == report.text[citation.start : citation.end] != ""
        assert (citation.file, citation.title) == (report.source.path, report.title)
        assert (citation.place, citation.held_on) == (report.place, report.held_on)


@pytest.mark.parametrize("question", QUESTIONS)
def test_markers_citations_and_statements_agree(answers: dict[str, Answer], question: str) -> None:
    answer = answers[question]
    numbers = [citation.number for citation in answer.citations]
    marked = {int(number) for number in re.findall(r"\[(\d+)\]", answer.text)}
    stated = {number for statement in answer.statements for number in statement.citations}
    stated |= {number for row in (answer.table.citations if answer.table else ()) for number in row if number}
    assert numbers == list(range(1, len(numbers) + 1))
    assert marked == stated == set(numbers)
    assert all(statement.text in answer.text for statement in answer.statements)
    assert all(s.citations for s in answer.statements if s.status == "verified" and not answer.abstained)


def test_a_stream_ends_with_the_answer_whose_statements_it_sent(assistant: Assistant) -> None:
    *statements, answer = assistant.stream("So sánh thu ngân sách 9 tháng năm 2024 của các huyện")
    assert isinstance(answer, Answer)
    assert len(statements) > 1
    assert all(isinstance(statement, Statement) for statement in statements)
    assert tuple(statements) == answer.statements


class Halting:
    """A composer that makes two statements about a report, the first of them with a figure that its quote has not."""

    name = "halting"

    def __init__(self, report: Report) -> None:
        quotes = [Quote(report, *span) for span in sentences(report.text, *_prose(report))[:2]]
        self.statements = tuple(DraftStatement(f"{quote.text} 987.654 tỷ đồng", (quote,)) for quote in quotes)
        self.made = 0

    def compose(self, query: Query, retrieved: Retrieved) -> Draft:
        return Draft(self.statements)

    def stream(self, query: Query, retrieved: Retrieved) -> Iterator[DraftStatement | Draft]:
        for one in self.statements:
            self.made += 1
            yield one
        yield self.compose(query, retrieved)


def _prose(report: Report) -> tuple[int, int]:
    block = max((block for block in report.blocks if block.kind == "prose"), key=lambda one: one.end - one.start)
    return block.start, block.end


def test_statements_are_checked_and_sent_as_they_are_made(assistant: Assistant) -> None:
    report = assistant.library.report(assistant.library.reports()[0].id)
    assert report
    composer = Halting(report)
    parts = Assistant(assistant.library, assistant._retriever, composer).stream(FIGURE)
    first = next(parts)
    assert composer.made == 1
    assert isinstance(first, Statement)
    assert (first.status, "987.654" in first.text) == ("corrected", False)
    *rest, answer = parts
    assert isinstance(answer, Answer)
    assert (first, *rest) == answer.statements
    assert len(answer.statements) == 2


def test_timings_are_of_each_step_and_their_sum(answers: dict[str, Answer]) -> None:
    for answer in answers.values():
        took = answer.took_ms
        steps = (took.understand, took.retrieve, took.compose, took.verify)
        assert all(step >= 0 for step in steps)
        assert took.total == pytest.approx(sum(steps), rel=0.01, abs=1)
        assert took.retrieve > 0


def test_threads_that_ask_at_once_get_each_its_own_answer(assistant: Assistant, answers: dict[str, Answer]) -> None:
    asked = [QUESTIONS[n % len(QUESTIONS)] for n in range(4 * len(QUESTIONS))]
    with ThreadPoolExecutor(8) as pool:
        replies = tuple(pool.map(assistant.ask, asked))
    for question, reply in zip(asked, replies, strict=True):
        assert replace(reply, took_ms=NO_TIME) == replace(answers[question], took_ms=NO_TIME)


def test_filters_limit_what_an_answer_may_cite(assistant: Assistant) -> None:
    june = Filters(date_from=date(2023, 6, 1), date_to=date(2023, 6, 30))
    assert {e.report.source.path for e in assistant.search("thu ngân sách", 50, june)} == {"diem-hai-2023-06.html"}
    elsewhere = assistant.ask(PERSON, filters=Filters(collection="mật"))
    assert elsewhere.abstained
    assert (elsewhere.citations, elsewhere.nearest) == ((), ())


def test_an_earlier_turn_completes_a_question(assistant: Assistant) -> None:
    turns = (Turn("user", "Ai là Bí thư Huyện ủy Thạch Lam?"), Turn("assistant", "Phạm Quang Nhượng."))
    answer = assistant.ask("Còn huyện Nậm Khê thì sao?", turns)
    assert "Nậm Khê" in answer.understood
    assert "Lò Văn Chướng" in answer.text
    assert "Phạm Quang Nhượng" not in answer.text


@pytest.mark.parametrize(
    ("question", "language", "words"),
    [
        (UNASKED, "auto", "Các báo cáo"),
        ("Who coaches the football team?", "auto", "The reports"),
        ("Who coaches the football team?", "vi", "Các báo cáo"),
    ],
)
def test_it_answers_in_the_language_of_the_question_or_the_one_asked_for(
    assistant: Assistant, question: str, language: AskedLanguage, words: str
) -> None:
    assert assistant.ask(question, language=language).text.startswith(words)


@pytest.mark.parametrize(
    "question", ["", "   ", "?", "[1]", "\u200b", "a" * 2000, "🙂", "SELECT * FROM reports; --", '"(']
)
def test_an_odd_question_is_answered_or_refused_but_never_fails(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).text
    assert all(evidence.rank for evidence in assistant.search(question, 3))


def test_search_returns_the_k_best_passages(assistant: Assistant) -> None:
    found = assistant.search("sản lượng thủy sản huyện Diêm Hải", 5)
    assert [evidence.rank for evidence in found] == [1, 2, 3, 4, 5]
    assert {evidence.report.place for evidence in found[:2]} == {"huyện Diêm Hải"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_examples_and_what_is_offered_after_them_are_questions_it_answers(
    assistant: Assistant, language: Language
) -> None:
    examples = {question: assistant.ask(question) for question in assistant.example_questions(language)}
    assert [answer.kind for answer in examples.values()] == ["person", "figure", "limitation", "meetings"]
    assert [question for question, answer in examples.items() if answer.abstained] == []
    kept = (Kept(question, answer) for question, answer in examples.items())
    offered = dict.fromkeys(question for one in kept for question in next_questions(one, assistant.library, language))
    assert len(offered) >= 8
    assert [question for question in offered if assistant.ask(question).abstained] == []


def test_it_knows_how_many_reports_there_are(assistant: Assistant) -> None:
    assert assistant.report_count() == len({report.source.path for report in assistant.library.reports()}) >= 17
