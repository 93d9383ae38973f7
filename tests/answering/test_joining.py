"""join: the answers to the two parts of a question -> one answer, which says what is missing."""

from __future__ import annotations

import pytest

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.fragments import LONGEST
from assistant.answering.joining import join
from assistant.domain import Language, Report
from assistant.questions import understand
from tests.reports import make_report

CHAIRED, COLLECTED, SPENT = "đồng chí Lê Văn Tư, Bí thư, chủ trì hội nghị", "thu đạt 65 tỷ đồng", "chi hết 40 tỷ đồng"
REPORT = make_report(f"Tại huyện Đồi Mây, {CHAIRED}; {COLLECTED}; {SPENT}.")
QUESTION = "Ai chủ trì hội nghị và thu ngân sách đạt bao nhiêu?"
REFUSED = Draft((DraftStatement("Các báo cáo không nêu thông tin này.", ()),), abstained=True)


def quoting(words: str, report: Report = REPORT) -> Quote:
    start = report.text.index(words)
    return Quote(report, start, start + len(words))


def told(text: str, *words: str, report: Report = REPORT) -> DraftStatement:
    return DraftStatement(text, tuple(quoting(one, report) for one in words))


def joined(first: Draft, second: Draft, question: str = QUESTION, language: Language = "vi") -> Draft | None:
    query = understand(question, language=language)
    assert len(query.parts) == 2
    return join(query, (first, second))


def drafted(*statements: DraftStatement, notes: tuple[str, ...] = ()) -> Draft:
    return Draft(statements, notes=notes)


def test_the_parts_are_answered_in_the_order_they_are_asked() -> None:
    who, how_much, spent = told("Lê Văn Tư", CHAIRED), told("Thu 65 tỷ", COLLECTED), told("Chi 40 tỷ", SPENT)
    assert joined(drafted(who), drafted(how_much, spent)) == Draft((who, how_much, spent))


@pytest.mark.parametrize(
    ("question", "language", "is_first_missing", "said"),
    [
        (
            QUESTION,
            "vi",
            False,
            "Các báo cáo không nêu phần này của câu hỏi: “thu ngân sách đạt bao nhiêu”.",
        ),
        (QUESTION, "vi", True, "Các báo cáo không nêu phần này của câu hỏi: “Ai chủ trì hội nghị”."),
        (
            "ai chu tri hoi nghi va thu nsnn dat bn?",
            "vi",
            False,
            "Các báo cáo không nêu phần này của câu hỏi: “thu nsnn dat bn”.",
        ),
        (
            "Who chaired the meeting, and how much was collected?",
            "en",
            False,
            "The reports do not answer this part of the question: “how much was collected”.",
        ),
    ],
)
def test_a_part_that_no_report_answers_is_named_in_its_place(
    question: str, language: Language, is_first_missing: bool, said: str
) -> None:
    words = COLLECTED if is_first_missing else CHAIRED
    answered, missing = told("Lê Văn Tư", words), DraftStatement(said, (), is_phrase=True)
    drafts = (REFUSED, drafted(answered)) if is_first_missing else (drafted(answered), REFUSED)
    expected = (missing, answered) if is_first_missing else (answered, missing)
    assert joined(*drafts, question, language) == Draft(expected)


BORN = make_report("Đợt cao điểm xảy ra 5 vụ cháy, làm 2 người bị thương và hỏng 3 nhà.")
FIRES = "xảy ra 5 vụ cháy, làm 2 người bị thương và hỏng 3 nhà"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Xảy ra mấy vụ cháy, và bị thương bao nhiêu người?", f"X{FIRES[1:]}"),
        ("Xảy ra mấy vụ cháy, và bao nhiêu trẻ em phải nghỉ học?", "Xảy ra 5 vụ cháy"),
    ],
)
def test_a_part_that_the_words_of_the_other_tell_is_not_called_missing(question: str, text: str) -> None:
    answered = told("Xảy ra 5 vụ cháy", FIRES, report=BORN)
    draft = joined(drafted(answered), REFUSED, question)
    assert draft is not None
    assert draft.statements[0].text == text
    assert any(statement.is_phrase for statement in draft.statements) == (text == answered.text)


def test_two_figures_that_are_told_alike_give_way_to_the_words() -> None:
    statements = [told("5 vụ", FIRES, report=BORN) for _ in range(2)]
    draft = joined(drafted(statements[0]), drafted(statements[1]), "Xảy ra mấy vụ cháy và hỏng mấy nhà?")
    assert draft is not None
    assert [statement.text for statement in draft.statements] == [f"X{FIRES[1:]}"]


def test_where_no_part_is_answered_there_is_nothing_to_join() -> None:
    assert joined(REFUSED, REFUSED) is None


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("Lê Văn Tư", "Bí thư", "Đồng chí Lê Văn Tư, Bí thư, chủ trì hội nghị"),  # neither tells both
        ("Lê Văn Tư", "Lê Văn Tư, Bí thư", "Đồng chí Lê Văn Tư, Bí thư, chủ trì hội nghị"),
        ("Lê Văn Tư, Bí thư", "Lê Văn Tư", "Lê Văn Tư, Bí thư"),
        ("Lê Văn Tư", "Lê Văn Tư", "Lê Văn Tư"),
    ],
)
def test_statements_of_the_same_words_become_one_that_tells_both(first: str, second: str, text: str) -> None:
    assert joined(drafted(told(first, CHAIRED)), drafted(told(second, CHAIRED))) == Draft((told(text, CHAIRED),))


def test_the_one_statement_stands_where_the_first_stood() -> None:
    first = drafted(told("Lê Văn Tư", CHAIRED), told("Thu 65 tỷ", COLLECTED))
    second = drafted(told("Chi 40 tỷ", SPENT), told("Bí thư", CHAIRED))
    draft = joined(first, second)
    assert draft is not None
    assert [statement.quotes for statement in draft.statements] == [
        (quoting(words),) for words in (CHAIRED, COLLECTED, SPENT)
    ]


def test_long_words_that_answer_both_parts_are_told_in_short() -> None:
    more = ", ".join(["xã Bản Lẫm trồng rừng"] * LONGEST)
    words = f"đồng chí Lê Văn Tư chủ trì, thu ngân sách đạt 65 tỷ đồng, {more}"
    report = make_report(f"Ngày 5/9, {words}.")
    draft = joined(
        drafted(told("Lê Văn Tư", words, report=report)), drafted(told("Thu đạt 65 tỷ", words, report=report))
    )
    assert draft is not None
    (statement,) = draft.statements
    assert statement.text.startswith("Đồng chí Lê Văn Tư chủ trì, thu ngân sách đạt 65 tỷ đồng")
    assert len(statement.text.split()) <= LONGEST
    assert statement.quotes == (quoting(words, report),)


def test_the_same_words_of_two_reports_stay_two_statements() -> None:
    other = make_report(REPORT.text, id="suoi-bac", place="huyện Suối Bạc")
    here, there = told("Lê Văn Tư", CHAIRED), told("Bí thư", CHAIRED, report=other)
    assert joined(drafted(here), drafted(there)) == Draft((here, there))


def test_headings_which_rest_on_no_words_stay() -> None:
    heading = DraftStatement("Về kết quả:", ())
    first, second = told("Thu 65 tỷ", COLLECTED), told("Chi 40 tỷ", SPENT)
    assert joined(drafted(heading, first), drafted(heading, second)) == Draft((heading, first, heading, second))


def test_a_note_of_both_parts_is_told_once() -> None:
    first = drafted(told("Lê Văn Tư", CHAIRED), notes=("Khác kỳ.",))
    second = drafted(told("Thu 65 tỷ", COLLECTED), notes=("Thiếu số liệu.", "Khác kỳ."))
    draft = joined(first, second)
    assert draft is not None
    assert draft.notes == ("Khác kỳ.", "Thiếu số liệu.")


def test_what_came_nearest_to_a_figure_tells_it_where_the_other_part_rests_on_it() -> None:
    report = make_report("Toàn Đảng bộ kết nạp 48 đảng viên, trong đó 38% là nữ")
    share = told("Trong đó 38% là nữ", report.text, report=report)
    refused = Draft(REFUSED.statements, abstained=True, nearest=(quoting(report.text, report),))
    draft = joined(refused, drafted(share), "Kết nạp được bao nhiêu ĐV, trong đó bao nhiêu phần trăm là nữ?")
    assert draft is not None
    assert [one.text for one in draft.statements] == [report.text]
