"""ExtractiveComposer: a question and the passages found -> statements in the reports' words, or a refusal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.draft import Draft
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.knowing import is_only_planned
from assistant.answering.selection import Clause, Selector
from assistant.answering.verification import verify
from assistant.domain import Facts, Origin, Query, Report, Retrieved, Section, Turn
from assistant.facts import find_facts
from assistant.questions import understand
from tests.answering.building import SyllableEncoder, frequencies_of, make_clause, make_query
from tests.reports import make_evidence, make_report, make_summary

DOI_MAY = make_report(
    "Chiều 5/9, Huyện ủy Đồi Mây tổ chức hội nghị Ban Chấp hành. "
    "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị; dự có đồng chí Đào Thị Én, Chủ tịch HĐND huyện; "
    "đồng chí Hồ Văn Giàu, Chủ tịch UBND huyện; đồng chí Lê Công Danh, Phó Chủ tịch UBND huyện. "
    "Thu ngân sách tháng 8 ước đạt 9,5 tỷ đồng. Thu ngân sách 8 tháng đạt 65 tỷ đồng, bằng 72% dự toán tỉnh giao và "
    "bằng 68% dự toán huyện giao. Độ che phủ rừng đạt 55%; phấn đấu cuối năm độ che phủ rừng đạt 60%.\n"
    "Hội nghị chỉ ra một số hạn chế: tiến độ giải ngân vốn còn chậm; công tác giải phóng mặt bằng gặp khó khăn; "
    "một số xã chưa thu gom rác thải. Kinh tế tăng trưởng khá.\n"
    "Yêu cầu các xã đẩy nhanh tiến độ giải ngân; tăng cường quản lý đất đai; tiếp tục trồng rừng.",
    title="Hội nghị Ban Chấp hành Đảng bộ huyện Đồi Mây",
    held_on=date(2022, 9, 5),
    chairs=("Lê Văn Tư",),
)
_SHORTCOMINGS, _TASKS = DOI_MAY.text.index("Hội nghị chỉ ra"), DOI_MAY.text.index("Yêu cầu các xã")
_DAY = DOI_MAY.text.index("5/9")
DOI_MAY = replace(
    DOI_MAY,
    origins=(Origin("held_on", "opening", _DAY, _DAY + 3),),
    sections=(
        Section(_SHORTCOMINGS, DOI_MAY.text.index("Kinh tế tăng"), "limitations"),
        Section(_TASKS, len(DOI_MAY.text), "tasks"),
    ),
)
SUOI_BAC = make_report(
    "Ngày 4/10, Huyện ủy Suối Bạc họp. Đồng chí Vàng Seo Chúng, Bí thư Huyện ủy chủ trì hội nghị. "
    "Thu ngân sách 8 tháng đạt 253 tỷ đồng.",
    id="suoi-bac",
    title="Hội nghị Huyện ủy Suối Bạc",
    place="huyện Suối Bạc",
    held_on=date(2022, 10, 4),
)


def compose(question: str, *reports: Report, folds: bool = False) -> Draft:
    """Answer from the lines of these reports, each line a passage; unrelated texts have a cosine of 0.85."""
    passages = [(report, line) for report in reports for line in report.text.split("\n") if line != report.title]
    evidence = tuple(make_evidence(report, line, rank=rank) for rank, (report, line) in enumerate(passages[1:], 1))
    selector = Selector(SyllableEncoder(floor=0.85, folds=folds), frequencies_of(reports))
    facts = {report.id: find_facts(report) for report in reports}
    return ExtractiveComposer(selector).compose(make_query(question), Retrieved(evidence, facts=facts))


def compose_in_parts(question: str, *reports: Report, folds: bool = False) -> Draft:
    """Answer a question about the places of these reports, of which all are found for each of its parts."""
    library = tuple(make_summary(report.id, place=report.place) for report in reports)
    facts = {report.id: find_facts(report) for report in reports}
    query = understand(question, reports=library)
    assert len(query.parts) > 1
    selector = Selector(SyllableEncoder(floor=0.85, folds=folds), frequencies_of(reports))
    return ExtractiveComposer(selector).compose(query, found_in_parts(query, facts, *reports))


def found_in_parts(query: Query, facts: Mapping[str, Facts], *reports: Report) -> Retrieved:
    lines = [(report, line) for report in reports for line in report.text.split("\n") if line not in ("", report.title)]
    evidence = tuple(make_evidence(report, line, rank=rank) for rank, (report, line) in enumerate(lines, 1))
    parts = tuple(found_in_parts(part, facts, *reports) for part in query.parts)
    return Retrieved(evidence, facts=facts, parts=parts)


def said(draft: Draft) -> list[str]:
    return [statement.text for statement in draft.statements]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Ai chủ trì hội nghị?", "Lê Văn Tư, Bí thư Huyện ủy"),
        ("Chủ tịch HĐND huyện là ai?", "Đào Thị Én, Chủ tịch HĐND huyện"),
        ("Chủ tịch UBND huyện là ai?", "Hồ Văn Giàu, Chủ tịch UBND huyện"),
        ("Phó Chủ tịch UBND huyện là ai?", "Lê Công Danh, Phó Chủ tịch UBND huyện"),
        ("Thu ngân sách 8 tháng đạt bao nhiêu?", "Thu ngân sách 8 tháng đạt 65 tỷ đồng"),
        ("Thu ngân sách tháng 8 đạt bao nhiêu?", "Thu ngân sách tháng 8 ước đạt 9,5 tỷ đồng."),
        (
            "Thu ngân sách bằng bao nhiêu phần trăm dự toán huyện giao?",
            "Thu ngân sách 8 tháng: bằng 68% dự toán huyện giao.",
        ),
        (
            "Thu ngân sách bằng bao nhiêu phần trăm dự toán tỉnh giao?",
            "Thu ngân sách 8 tháng: bằng 72% dự toán tỉnh giao",
        ),
        ("Độ che phủ rừng đạt bao nhiêu?", "Độ che phủ rừng đạt 55%"),
        ("do che phu rung dat bao nhieu", "Độ che phủ rừng đạt 55%"),
        ("Mục tiêu độ che phủ rừng là bao nhiêu?", "Phấn đấu cuối năm độ che phủ rừng đạt 60%."),
        ("Có phải độ che phủ rừng đạt 55%?", "Đúng: Độ che phủ rừng đạt 55%"),
        ("Hội nghị họp khi nào?", "Chiều 5/9, Huyện ủy Đồi Mây tổ chức hội nghị Ban Chấp hành."),
        ("Huyện nào tổ chức hội nghị Ban Chấp hành?", "Chiều 5/9, Huyện ủy Đồi Mây tổ chức hội nghị Ban Chấp hành."),
    ],
)
def test_the_direct_answer_leads(question: str, answer: str) -> None:
    draft = compose(question, DOI_MAY)
    assert not draft.abstained
    assert said(draft)[0] == answer


def test_a_target_never_confirms_a_result() -> None:
    (statement,) = compose("Có phải độ che phủ rừng đạt 60%?", DOI_MAY).statements
    assert not statement.text.startswith("Đúng")
    assert "phấn đấu" in statement.text


def test_each_statement_quotes_the_words_it_rests_on() -> None:
    (statement,) = compose("Độ che phủ rừng đạt bao nhiêu?", DOI_MAY).statements
    (quote,) = statement.quotes
    assert quote.report == DOI_MAY
    assert quote.text == DOI_MAY.text[quote.start : quote.end] == "Độ che phủ rừng đạt 55%"


def test_reports_that_answer_alike_stand_side_by_side_with_place_and_date() -> None:
    assert set(said(compose("Ai chủ trì hội nghị?", DOI_MAY, SUOI_BAC))) == {
        "Huyện Đồi Mây, 5/9/2022: Lê Văn Tư, Bí thư Huyện ủy",
        "Huyện Suối Bạc, 4/10/2022: Vàng Seo Chúng, Bí thư Huyện ủy",
    }


def test_a_report_of_the_place_asked_about_stands_alone() -> None:
    draft = compose("Ai chủ trì hội nghị của Huyện ủy Suối Bạc?", DOI_MAY, SUOI_BAC)
    assert said(draft) == ["Vàng Seo Chúng, Bí thư Huyện ủy"]


def test_a_comparison_has_the_figure_of_each_report() -> None:
    draft = compose("So sánh thu ngân sách 8 tháng của Đồi Mây và Suối Bạc", DOI_MAY, SUOI_BAC)
    assert set(said(draft)) == {
        "Huyện Đồi Mây, 5/9/2022: Thu ngân sách 8 tháng đạt 65 tỷ đồng",
        "Huyện Suối Bạc, 4/10/2022: Thu ngân sách 8 tháng đạt 253 tỷ đồng.",
    }


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        (
            "Những hạn chế nào được hội nghị chỉ ra?",
            [
                "Hội nghị chỉ ra một số hạn chế: tiến độ giải ngân vốn còn chậm",
                "Công tác giải phóng mặt bằng gặp khó khăn",
                "Một số xã chưa thu gom rác thải.",  # and not the growth in the sentence behind it
            ],
        ),
        (
            "Nhiệm vụ các xã cần thực hiện?",
            [
                "Yêu cầu các xã đẩy nhanh tiến độ giải ngân",
                "Tăng cường quản lý đất đai",
                "Tiếp tục trồng rừng.",
            ],
        ),
    ],
)
def test_a_list_goes_on_as_long_as_the_report_does(question: str, listed: list[str]) -> None:
    found = said(compose(question, DOI_MAY))
    assert [text for text in found if text in listed] == listed
    assert "Kinh tế tăng trưởng khá." not in found


def test_a_summary_goes_by_section_in_the_order_of_the_report() -> None:
    draft = compose("Tóm tắt hội nghị", DOI_MAY)
    starts = [statement.quotes[0].start for statement in draft.statements if statement.quotes]
    assert 5 < len(starts) <= 18
    assert starts == sorted(starts)
    told = said(draft)
    shortcomings, tasks = told.index("Về hạn chế, khó khăn:"), told.index("Về nhiệm vụ, giải pháp:")
    assert told[shortcomings + 1] == "Hội nghị chỉ ra một số hạn chế: tiến độ giải ngân vốn còn chậm"
    assert told[tasks + 1] == "Yêu cầu các xã đẩy nhanh tiến độ giải ngân"
    assert verify(draft, "vi").statements == draft.statements


@pytest.mark.parametrize(
    "question",
    [
        "Số ca sốt xuất huyết là bao nhiêu?",
        "Sản lượng thóc đạt bao nhiêu?",
        "Bí thư Tỉnh ủy là ai?",
        "Giám đốc bệnh viện là ai?",
        "Ai trúng thầu bệnh viện?",
    ],
)
def test_what_no_report_says_is_refused_with_what_came_closest(question: str) -> None:
    draft = compose(question, DOI_MAY)
    assert draft.abstained
    assert said(draft) == ["Các báo cáo không nêu thông tin này."]
    assert draft.statements[0].quotes == ()
    assert 1 <= len(draft.nearest) <= 3


@pytest.mark.parametrize("name", ["xã Bản Lẫm", "Doanh nghiệp Hoàng Gia Phát", "huyện Hoa Đồng"])
def test_a_name_that_no_report_knows_is_refused_by_name(name: str) -> None:
    draft = compose(f"Thu ngân sách 8 tháng của {name} đạt bao nhiêu?", DOI_MAY)
    assert draft.abstained
    (text,) = said(draft)
    assert text.startswith("Các báo cáo không nêu thông tin này. Các báo cáo không nhắc đến ")
    assert text.removesuffix(".").endswith(" ".join(name.split()[-2:]))


@pytest.mark.parametrize("question", ["Ai chủ trì hội nghị?", "So sánh thu ngân sách các huyện", "Tóm tắt hội nghị"])
def test_without_evidence_everything_is_refused(question: str) -> None:
    draft = compose(question)
    assert draft.abstained
    assert draft.nearest == ()


def test_small_talk_needs_no_report() -> None:
    draft = compose("Xin chào")
    assert not draft.abstained
    assert said(draft)[0].startswith("Trợ lý Hội nghị trả lời từ các báo cáo")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who chaired the meeting?", "Lê Văn Tư, Bí thư Huyện ủy"),
        ("Who is the chairman of the People's Council?", "Đào Thị Én, Chủ tịch HĐND huyện"),
    ],
)
def test_a_question_in_english_is_answered_in_the_reports_words(question: str, answer: str) -> None:
    assert said(compose(question, DOI_MAY)) == [answer]


def test_a_question_in_english_is_refused_in_english() -> None:
    draft = compose("Who is the director of the hospital?", DOI_MAY)
    assert said(draft) == ["The reports do not say."]


def test_beyond_the_time_asked_about_only_a_clause_that_names_it_answers() -> None:
    question = "Thu ngân sách 8 tháng năm 2019 của huyện Đồi Mây đạt bao nhiêu?"
    evidence = (make_evidence(DOI_MAY),)
    composer = ExtractiveComposer(Selector(SyllableEncoder(floor=0.8), frequencies_of((DOI_MAY,))))
    assert composer.compose(make_query(question), Retrieved(evidence, widened=True)).abstained


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("do che phu rung cua huyen doi may dat bao nhieu", True),
        ("do che phu rung cua huyen suoi bac dat bao nhieu", False),
        ("Độ che phủ rừng của suối bạc đạt bao nhiêu?", False),
    ],
)
def test_a_report_that_does_not_know_the_place_asked_about_answers_nothing(question: str, answered: bool) -> None:
    library = (make_summary("1", place=DOI_MAY.place), make_summary("2", place=SUOI_BAC.place))
    query = understand(question, reports=library)
    assert query.names == () and query.named.place is not None
    composer = ExtractiveComposer(Selector(SyllableEncoder(floor=0.85), frequencies_of((DOI_MAY, SUOI_BAC))))
    draft = composer.compose(query, Retrieved((make_evidence(DOI_MAY),), facts={DOI_MAY.id: find_facts(DOI_MAY)}))
    assert draft.abstained != answered
    assert any("55%" in text for text in said(draft)) == answered


def test_the_whole_of_a_meeting_that_is_known_is_told_however_little_the_words_say() -> None:
    library = (make_summary("1", place=DOI_MAY.place), make_summary("2", place=SUOI_BAC.place))
    turns = (Turn("user", "Ai chủ trì hội nghị của Đồi Mây tháng 9/2022?"),)
    evidence = (make_evidence(DOI_MAY), make_evidence(SUOI_BAC, rank=2))
    facts = {report.id: find_facts(report) for report in (DOI_MAY, SUOI_BAC)}
    composer = ExtractiveComposer(Selector(SyllableEncoder(floor=0.85), frequencies_of((DOI_MAY, SUOI_BAC))))
    for question, first in (
        ("Còn những hạn chế nào được nêu ra?", "Hội nghị chỉ ra một số hạn chế: tiến độ giải ngân vốn còn chậm"),
        ("Nhiệm vụ thì sao?", "Yêu cầu các xã đẩy nhanh tiến độ giải ngân"),
    ):
        draft = composer.compose(understand(question, turns, reports=library), Retrieved(evidence, facts=facts))
        assert first in said(draft)


def test_of_two_meetings_the_one_held_in_the_month_named_is_meant() -> None:
    later = replace(DOI_MAY, id="later", held_on=date(2022, 10, 5))
    composer = ExtractiveComposer(Selector(SyllableEncoder(floor=0.85), frequencies_of((DOI_MAY, later))))
    facts = {report.id: find_facts(report) for report in (DOI_MAY, later)}
    for month, report in ((9, "doi-may"), (10, "later")):
        query = understand(
            f"Tóm tắt hội nghị tháng {month}/2022 của Đồi Mây", reports=(make_summary("1", place=DOI_MAY.place),)
        )
        evidence = (make_evidence(later), make_evidence(DOI_MAY, rank=2))
        draft = composer.compose(query, Retrieved(evidence, facts=facts))
        assert {quote.report.id for statement in draft.statements for quote in statement.quotes} == {report}


def test_places_are_compared_only_where_each_tells_its_part() -> None:
    question = "Đồi Mây hay Suối Bạc có độ che phủ rừng cao hơn?"
    draft = compose(question, DOI_MAY, SUOI_BAC)
    assert not any("253" in text for text in said(draft))


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        (
            "Ai chủ trì hội nghị của Đồi Mây và độ che phủ rừng đạt bao nhiêu?",
            ["Lê Văn Tư, Bí thư Huyện ủy", "Độ che phủ rừng đạt 55%"],
        ),
        (
            "Độ che phủ rừng của Đồi Mây đạt bao nhiêu, ai chủ trì hội nghị?",
            ["Độ che phủ rừng đạt 55%", "Lê Văn Tư, Bí thư Huyện ủy"],
        ),
        (
            "Độ che phủ rừng của Đồi Mây đạt bn và mục tiêu là bn?",
            ["Độ che phủ rừng đạt 55%", "Phấn đấu cuối năm độ che phủ rừng đạt 60%."],
        ),
        (
            "Ai là CT UBND h. Đồi Mây và ai là CT HĐND huyện?",
            ["Hồ Văn Giàu, Chủ tịch UBND huyện", "Đào Thị Én, Chủ tịch HĐND huyện"],
        ),
        (
            "Who chaired the meeting of Đồi Mây and who is the chairman of the People's Council?",
            ["Lê Văn Tư, Bí thư Huyện ủy", "Đào Thị Én, Chủ tịch HĐND huyện"],
        ),
    ],
)
def test_each_part_of_a_question_is_answered_in_turn(question: str, answers: list[str]) -> None:
    draft = compose_in_parts(question, DOI_MAY, SUOI_BAC)
    assert not draft.abstained
    assert said(draft) == answers


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Ai chủ trì hội nghị của Đồi Mây và giám đốc bệnh viện là ai?",
            [
                "Lê Văn Tư, Bí thư Huyện ủy",
                "Các báo cáo không nêu phần này của câu hỏi: “giám đốc bệnh viện là ai”.",
            ],
        ),
        (
            "Giám đốc bệnh viện là ai và ai chủ trì hội nghị của Đồi Mây?",
            [
                "Các báo cáo không nêu phần này của câu hỏi: “Giám đốc bệnh viện là ai”.",
                "Lê Văn Tư, Bí thư Huyện ủy",
            ],
        ),
        (
            "do che phu rung cua doi may dat bn va so ca sot xuat huyet la bn",
            [
                "Độ che phủ rừng đạt 55%",
                "Các báo cáo không nêu phần này của câu hỏi: “so ca sot xuat huyet la bn”.",
            ],
        ),
        (
            "Who chaired the meeting of Suoi Bac and who is the director of the hospital?",
            [
                "Vàng Seo Chúng, Bí thư Huyện ủy",
                "The reports do not answer this part of the question: “who is the director of the hospital”.",
            ],
        ),
    ],
)
def test_a_part_that_no_report_answers_is_named(question: str, told: list[str]) -> None:
    draft = compose_in_parts(question, DOI_MAY, SUOI_BAC)
    assert not draft.abstained
    assert said(draft) == told


def test_where_no_part_is_answered_the_whole_is_refused() -> None:
    question = "Giám đốc bệnh viện ở Đồi Mây là ai và số ca sốt xuất huyết là bao nhiêu?"
    draft = compose_in_parts(question, DOI_MAY, SUOI_BAC)
    assert draft.abstained
    assert said(draft) == ["Các báo cáo không nêu thông tin này."]
    assert draft.nearest


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "Hội nghị của Đồi Mây họp khi nào và huyện nào tổ chức?",
            "Chiều 5/9, Huyện ủy Đồi Mây tổ chức hội nghị Ban Chấp hành.",
        ),
        (
            "Ai chủ trì hội nghị của Đồi Mây và người chủ trì giữ chức vụ gì?",
            "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị",
        ),
    ],
)
def test_two_parts_that_rest_on_the_same_words_give_one_statement(question: str, words: str) -> None:
    (statement,) = compose_in_parts(question, DOI_MAY, SUOI_BAC).statements
    assert statement.text == words
    (quote,) = statement.quotes
    assert quote.text.lower() == words.lower()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Độ che phủ rừng của Đồi Mây đạt bao nhiêu?", "Độ che phủ rừng đạt 55%"),
        ("do che phu rung cua doi may dat bao nhieu", "Độ che phủ rừng đạt 55%"),
        ("do che phu rung cua doi may dat bn", "Độ che phủ rừng đạt 55%"),
        ("Mục tiêu độ che phủ rừng của Đồi Mây là bao nhiêu?", "Phấn đấu cuối năm độ che phủ rừng đạt 60%."),
        ("Đồi Mây phấn đấu độ che phủ rừng đạt bao nhiêu?", "Phấn đấu cuối năm độ che phủ rừng đạt 60%."),
    ],
)
def test_a_target_leads_only_where_it_is_asked_for(question: str, told: str) -> None:
    assert said(compose(question, DOI_MAY, folds=True))[0] == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Độ che phủ rừng của huyện Nậm Sa đạt bao nhiêu?", "63,2%"),
        ("do che phu rung cua huyen nam sa dat bao nhieu", "63,2%"),
        ("Huyện Nậm Sa phấn đấu cuối năm độ che phủ rừng đạt bao nhiêu?", "64%"),
    ],
)
def test_a_clause_that_tells_result_and_target_is_led_by_the_result(question: str, told: str) -> None:
    """Without diacritics the year of a target reads like a name: "cuối năm", "Nậm Sa"."""
    held = make_report(
        "Hội nghị Huyện ủy Nậm Sa\nHội nghị họp sáng nay.\nĐộ che phủ rừng 63,2%, phấn đấu cuối năm đạt 64%.",
        title="Hội nghị Huyện ủy Nậm Sa",
        place="huyện Nậm Sa",
    )
    assert told in said(compose(question, held, folds=True))[0]


def test_what_another_report_reached_makes_no_target_one_that_is_only_planned() -> None:
    planned = make_report("Phấn đấu cuối năm độ che phủ rừng đạt 60%.", id="a", place="huyện Đồi Mây")
    reached = make_report("Độ che phủ rừng đạt 45%.", id="b", place="huyện Suối Bạc")
    query = make_query("do che phu rung cua doi may dat bao nhieu")
    evidence = (make_evidence(planned), make_evidence(reached, rank=2))
    facts = {one.id: find_facts(one) for one in (planned, reached)}
    selector = Selector(SyllableEncoder(floor=0.85, folds=True), frequencies_of((planned, reached)))
    first, second = sorted(selector.select(query, evidence, facts), key=lambda one: one.evidence.rank)
    assert not is_only_planned(query, first, (first, second))
    same = replace(second, evidence=replace(second.evidence, report=replace(reached, id="a")))
    assert is_only_planned(query, first, (first, same))


@pytest.mark.parametrize(
    ("question", "folds"),
    [
        ("So sánh thu ngân sách 8 tháng của Đồi Mây và Suối Bạc", False),
        ("Thu ngân sách 8 tháng của huyện Đồi Mây so với huyện Suối Bạc, nơi nào cao hơn?", False),
        ("thu NSNN 8 tháng h. Đồi Mây với h. Suối Bạc bên nào cao hơn?", False),
        ("so sanh thu ngan sach 8 thang cua doi may voi suoi bac", True),
    ],
)
def test_a_comparison_tells_each_side_led_by_its_place_and_day(question: str, folds: bool) -> None:
    draft = compose_in_parts(question, DOI_MAY, SUOI_BAC, folds=folds)
    assert not draft.abstained
    assert said(draft) == [
        "Huyện Đồi Mây, 5/9/2022: Thu ngân sách 8 tháng đạt 65 tỷ đồng",
        "Huyện Suối Bạc, 4/10/2022: Thu ngân sách 8 tháng đạt 253 tỷ đồng.",
    ]


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        (
            "So sánh độ che phủ rừng của Đồi Mây và Suối Bạc",
            "Các báo cáo không nêu phần này của câu hỏi: “độ che phủ rừng của Suối Bạc”.",
        ),
        (
            "Đồi Mây hay Suối Bạc có độ che phủ rừng cao hơn?",
            "Các báo cáo không nêu phần này của câu hỏi: “Suối Bạc có độ che phủ rừng”.",
        ),
        (
            "so sanh do che phu rung suoi bac voi doi may",
            "Các báo cáo không nêu phần này của câu hỏi: “do che phu rung suoi bac”.",
        ),
    ],
)
def test_a_comparison_of_which_one_side_is_not_told_is_refused_and_names_it(question: str, missing: str) -> None:
    draft = compose_in_parts(question, DOI_MAY, SUOI_BAC)
    assert draft.abstained
    assert said(draft) == [missing]
    assert [quote.text for quote in draft.nearest] == ["Độ che phủ rừng đạt 55%"]  # what is told of the other side


def test_a_comparison_of_which_no_side_is_told_is_refused_as_a_whole() -> None:
    draft = compose_in_parts("So sánh số ca sốt xuất huyết của Đồi Mây và Suối Bạc", DOI_MAY, SUOI_BAC)
    assert draft.abstained
    assert said(draft) == ["Các báo cáo không nêu thông tin này."]


def test_a_side_is_answered_from_what_was_found_for_it_of_another_time_too() -> None:
    reports = (DOI_MAY, SUOI_BAC)
    query = understand(
        "So sánh thu ngân sách 8 tháng của Đồi Mây và Suối Bạc",
        reports=tuple(make_summary(report.id, place=report.place) for report in reports),
    )
    facts = {report.id: find_facts(report) for report in reports}
    here, there = (make_evidence(report) for report in reports)
    found = Retrieved((), parts=(Retrieved((here,), facts=facts), Retrieved((), beside=(there,), facts=facts)))
    composer = ExtractiveComposer(Selector(SyllableEncoder(floor=0.85), frequencies_of(reports)))
    draft = composer.compose(query, found)
    assert [{quote.report.id for quote in statement.quotes} for statement in draft.statements] == [
        {DOI_MAY.id},
        {SUOI_BAC.id},
    ]


class Chosen:
    """A selector that always returns the same clauses."""

    enough = 0.4

    def __init__(self, *clauses: Clause) -> None:
        self._clauses = clauses

    def select(self, *_: object) -> tuple[Clause, ...]:
        return self._clauses


@pytest.mark.parametrize(
    ("others", "answered"),
    [
        (("Lê Văn Tư, Bí thư Huyện ủy kết luận",), True),
        (("Bí thư Huyện ủy Lê Văn Tư kết luận",), True),
        (("Đào Thị Én, Bí thư Huyện ủy kết luận",), False),  # somebody else
        ((), False),
    ],
)
def test_who_holds_an_office_is_the_surer_the_more_clauses_name_the_same(
    others: tuple[str, ...], answered: bool
) -> None:
    report = make_report("\n".join(("Lê Văn Tư, Bí thư Huyện ủy chủ trì", *others)))
    features = defaultdict(float, {"office": 1.0, "told_all": 1.0, "names": 1.0})
    clauses = [
        replace(make_clause(line, report), features=features, confidence=0.25) for line in report.text.split("\n")
    ]
    composer = ExtractiveComposer(Chosen(*clauses))  # type: ignore[arg-type]
    draft = composer.compose(make_query("Bí thư Huyện ủy là ai?", "person"), Retrieved(()))
    assert draft.abstained is not answered
    assert ("Lê Văn Tư" in draft.statements[0].text) is answered
