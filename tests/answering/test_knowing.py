"""knowing: a Query and a clause -> whether the clause can answer at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.knowing import (
    LEAST_TOLD,
    asks_who,
    contradicts,
    is_near_in_time_and_place,
    knows_place,
    unknown_names,
)
from assistant.domain import AnswerKind, Filters, Part, Participant, Period
from tests.answering.building import make_clause, make_query
from tests.reports import make_evidence, make_report

PERSON, FIGURE, LIST = "Ai chủ trì hội nghị?", "Thu ngân sách đạt bao nhiêu?", "Liệt kê các chỉ tiêu đã đạt"
COUNT, DATE, COMPARISON = "Có mấy xã đạt chuẩn?", "Họp khi nào?", "So sánh thu ngân sách"
NOTHING: Mapping[str, float] = {}


def is_contradicted(question: str, *names: str, told_of: Mapping[str, float] = NOTHING) -> bool:
    query = replace(make_query(question), names=names)
    told = defaultdict(float, {"told_all": 1.0, **told_of})
    return contradicts(query, replace(make_clause("Thu ngân sách đạt 65 tỷ đồng, 3 xã đạt chuẩn"), features=told))


@pytest.mark.parametrize("question", [PERSON, FIGURE, COUNT, DATE, COMPARISON, LIST])
def test_a_clause_that_tells_all_contradicts_nothing(question: str) -> None:
    assert not is_contradicted(question)


@pytest.mark.parametrize(
    ("question", "features"),
    [
        (DATE, {"lacks": 1.0}),
        (LIST, {"lacks": 1.0}),
        (FIGURE, {"told_all": LEAST_TOLD - 0.01}),
        (PERSON, {"office_missing": 1.0}),
        (PERSON, {"facet_missing": 1.0}),
        *((kind, {missing: 1.0}) for kind in (FIGURE, COUNT) for missing in ("baseline_missing", "target_missing")),
        *((kind, {other: 1.0}) for kind in (FIGURE, COUNT) for other in ("figure_other_period", "months_other")),
    ],
)
def test_what_makes_a_clause_no_answer(question: str, features: dict[str, float]) -> None:
    assert is_contradicted(question, told_of=features)


@pytest.mark.parametrize(
    ("question", "features"),
    [
        (DATE, {"lacks": 0.6}),  # a day of another occasion
        (FIGURE, {"told_all": LEAST_TOLD}),
        (LIST, {"told_all": 0.0}),  # a list need not tell what it is a list of
        (PERSON, {"office_missing": 1.0, "facet": 1.0}),
        (PERSON, {"facet_missing": 1.0, "office": 1.0}),
        (DATE, {"office_missing": 1.0}),
        (DATE, {"facet_missing": 1.0}),
        (DATE, {"months_other": 1.0}),
        (LIST, {"baseline_missing": 1.0}),
        (PERSON, {"target_missing": 1.0}),
        (PERSON, {"figure_other_period": 1.0}),
    ],
)
def test_what_leaves_a_clause_an_answer(question: str, features: dict[str, float]) -> None:
    assert not is_contradicted(question, told_of=features)


@pytest.mark.parametrize(
    ("question", "title", "contradicted"),
    [
        ("Ai chủ tọa kỳ họp HĐND huyện Sơn Hà?", "Phiên họp UBND huyện Sơn Hà", True),
        ("Ai chủ tọa kỳ họp HĐND huyện Sơn Hà?", "Kỳ họp HĐND huyện Sơn Hà", False),
        ("Ai chủ tọa kỳ họp HĐND huyện Sơn Hà?", "Tin hoạt động huyện Sơn Hà", False),
        ("Chủ tịch HĐND huyện có chủ trì hội nghị không?", "Phiên họp UBND huyện Sơn Hà", False),
        ("Ai chủ tọa kỳ họp thứ 12 HĐND huyện Sơn Hà?", "Kỳ họp HĐND huyện Sơn Hà", True),
        ("Ai chủ tọa kỳ họp thứ 12 HĐND huyện Sơn Hà?", "Kỳ họp thứ 12 HĐND huyện Sơn Hà", False),
        ("Who chaired the session of the people's council?", "Phiên họp UBND huyện Sơn Hà", True),
    ],
)
def test_who_led_a_meeting_of_one_organ_is_not_told_by_that_of_another(
    question: str, title: str, contradicted: bool
) -> None:
    words = "Đồng chí Lê Văn Tư, Chủ tịch chủ trì"
    clause = make_clause(words, make_report(words, title=title))
    told = defaultdict(float, {"told_all": 1.0, "names": 1.0})
    assert contradicts(make_query(question), replace(clause, features=told)) == contradicted


@pytest.mark.parametrize(
    ("question", "share", "contradicted"),
    [(FIGURE, 0.5, True), (LIST, 0.0, True), (FIGURE, 1.0, False), (COMPARISON, 0.0, False)],
)
def test_a_clause_must_be_of_a_report_that_knows_every_name(question: str, share: float, contradicted: bool) -> None:
    assert is_contradicted(question, "Bản Lẫm", "Ái Khê", told_of={"names": share}) == contradicted


@pytest.mark.parametrize(
    ("place", "known"),
    [
        (None, True),
        ("huyện Đồi Mây", True),
        ("tỉnh Vân Sơn", True),  # it lies in it
        ("huyện Suối Bạc", True),  # it speaks of it
        ("huyện Hoa Đồng", False),
    ],
)
def test_a_report_knows_its_places_and_those_it_speaks_of(place: str | None, known: bool) -> None:
    report = replace(make_report("Đoàn của Suối Bạc cùng dự."), province="tỉnh Vân Sơn")
    assert knows_place(replace(make_query(FIGURE), named=Filters(place=place)), report) == known


def test_the_names_a_report_knows_nothing_of() -> None:
    report = make_report("Ông Lê Văn Tư dự.", title="Hội nghị xã Ái Khê")
    query = replace(make_query(FIGURE), names=("Le Van Tu", "Ái Khê", "Bản Lẫm", "Đồi Mây", "Lò Văn Tẻo"))
    assert unknown_names(query, report) == ("Bản Lẫm", "Lò Văn Tẻo")


@pytest.mark.parametrize(
    ("named", "near"),
    [
        (Filters(), True),
        (Filters(date_from=date(2022, 1, 1), date_to=date(2022, 8, 31)), True),  # held that year
        (Filters(date_from=date(2021, 1, 1), date_to=date(2021, 12, 31)), True),  # looks back on it
        (Filters(date_from=date(2019, 1, 1), date_to=date(2019, 12, 31)), True),  # the clause says so
        (Filters(date_from=date(2018, 1, 1), date_to=date(2018, 12, 31)), False),
        (Filters(date_from=date(2018, 1, 1), date_to=date(2022, 12, 31)), False),
        (Filters(place="huyện Đồi Mây"), True),
        (Filters(place="huyện Suối Bạc"), True),  # the clause names it
        (Filters(place="huyện Hoa Đồng"), False),
        (Filters("huyện Hoa Đồng", date_from=date(2022, 1, 1), date_to=date(2022, 8, 31)), False),
    ],
)
def test_a_widened_search_is_answered_only_from_near_by(named: Filters, near: bool) -> None:
    period = Period(date(2021, 1, 1), date(2021, 12, 31), "năm 2021")
    report = make_report("Suối Bạc thu cao hơn năm 2019", held_on=date(2022, 1, 5), period=period)
    clause = make_clause("Suối Bạc thu cao hơn năm 2019", report)
    assert is_near_in_time_and_place(replace(make_query(FIGURE), named=named), clause) == near


def test_without_the_day_of_the_meeting_that_of_publication_tells() -> None:
    clause = make_clause("Thu tăng", replace(make_report("Thu tăng"), published_on=date(2020, 5, 1)))
    query = replace(make_query(FIGURE), named=Filters(date_from=date(2020, 1, 1), date_to=date(2020, 12, 31)))
    assert is_near_in_time_and_place(query, clause)


@pytest.mark.parametrize(
    ("passage", "clause", "near"),
    [
        ("Năm 2019 huyện trồng rừng. Thu tăng.", "Thu tăng", True),
        ("Thu tăng. Năm 2019 huyện trồng rừng.", "Thu tăng", False),  # only what stands before it counts
        ("Năm 2018 huyện trồng rừng. Thu tăng.", "Thu tăng", False),
        ("Thu tăng.", "Thu tăng", False),  # an earlier passage names the year
    ],
)
def test_a_year_named_earlier_in_the_passage_counts(passage: str, clause: str, near: bool) -> None:
    report = make_report(f"Năm 2019 mưa nhiều.\n{passage}", held_on=date(2022, 1, 5))
    found = replace(make_clause(clause, report), evidence=make_evidence(report, passage))
    query = replace(make_query(FIGURE), named=Filters(date_from=date(2019, 1, 1), date_to=date(2019, 12, 31)))
    assert is_near_in_time_and_place(query, found) == near


@pytest.mark.parametrize(
    ("question", "said", "contradicted"),
    [
        ("Đồng chí Lê Văn Tư yêu cầu những gì?", "Kết luận, đồng chí Lê Văn Tư yêu cầu trồng rừng", False),
        ("Đồng chí Lê Văn Tư yêu cầu những gì?", "dừng thu ba khoản", False),  # still his turn
        ("Đồng chí Lê Văn Tư yêu cầu những gì?", "Thu ngân sách tăng", True),  # hers
        ("Đồng chí Đào Thị Én yêu cầu những gì?", "dừng thu ba khoản", True),
        ("Đồng chí Ngô Văn Bảy yêu cầu những gì?", "dừng thu ba khoản", True),
        ("Những việc gì được yêu cầu?", "dừng thu ba khoản", False),
    ],
)
def test_what_somebody_said_is_told_in_their_turn(question: str, said: str, contradicted: bool) -> None:
    words = (
        "Đồng chí Đào Thị Én trình bày báo cáo. Thu ngân sách tăng. "
        "Kết luận, đồng chí Lê Văn Tư yêu cầu trồng rừng; dừng thu ba khoản"
    )
    turns: tuple[tuple[str, Part], ...] = (("Đào Thị Én", "report"), ("Lê Văn Tư", "conclusion"))
    report = replace(
        make_report(words),
        participants=tuple(
            Participant(name, part, None, words.index(name), words.index(name) + len(name)) for name, part in turns
        ),
    )
    clause = replace(make_clause(said, report), features=defaultdict(float, {"told_all": 1.0, "names": 1.0}))
    assert contradicts(replace(make_query(question), kind="task"), clause) == contradicted


@pytest.mark.parametrize(
    ("question", "report", "contradicted"),
    [
        ("Bão số 7 làm thiệt hại bao nhiêu?", "Bão số 6 làm thiệt hại 318 tỷ đồng", True),
        ("Bão số 6 làm thiệt hại bao nhiêu?", "Bão số 6 làm thiệt hại 318 tỷ đồng", False),
        ("Văn bản số 118 nói gì?", "Số: 118/TB-UBND nêu 5 việc", False),
        ("Văn bản số 118 nói gì?", "Số: 119/TB-UBND nêu 5 việc", True),
        ("Văn bản số 118 nói gì?", "Có 118/xã nêu 5 việc", True),  # no document's number
        ("Thông báo số 118 nói gì?", "Số: 118/QĐ-UBND nêu 5 việc", True),  # another kind of document
        ("Nghị quyết 12 nói gì?", "Nghị quyết số 12 nêu 5 việc", False),
        ("Học sinh lớp 8 đến lớp chưa?", "Học sinh lớp 9 đến lớp", True),
        ("Kế hoạch 2024 thế nào?", "Kế hoạch 180 ha", False),
        ("Xã nào dẫn đầu về bàn giao mặt bằng?", "Xã Suối Bạc chậm nhất", True),
        ("Xã nào dẫn đầu về bàn giao mặt bằng?", "Xã Suối Bạc cao nhất, xã Ái Khê chậm nhất", False),
        ("Xã nào thấp nhất?", "Xã Suối Bạc dẫn đầu", True),
        ("Xã nào cao nhất, xã nào thấp nhất?", "Xã Suối Bạc dẫn đầu", False),
    ],
)
def test_another_number_or_the_other_end_is_no_answer(question: str, report: str, contradicted: bool) -> None:
    told = defaultdict(float, {"told_all": 1.0})
    clause = replace(make_clause(report, make_report(report, title="Hội nghị")), features=told)
    assert contradicts(make_query(question), clause) is contradicted


@pytest.mark.parametrize(
    ("question", "text", "contradicted"),
    [
        ("Bà Đào Thị Én góp ý gì về giá lợn?", "Tham dự có bà Đào Thị Én, Phó Chủ tịch", True),
        ("Bà Đào Thị Én góp ý gì về giá lợn?", "Đào Thị Én, Phó Chủ tịch UBND tỉnh", True),
        ("Bà Đào Thị Én góp ý gì về giá lợn?", "Bà Đào Thị Én đề nghị giãn nợ cho hộ nuôi lợn", False),
        ("Ai góp ý về giá lợn?", "Tham dự có bà Đào Thị Én, Phó Chủ tịch", False),  # who is asked, not what
    ],
)
def test_who_was_there_is_not_what_somebody_said(question: str, text: str, contradicted: bool) -> None:
    told = defaultdict(float, {"told_all": 1.0, "names": 1.0, "facet": 1.0, "office": 1.0})
    clause = replace(make_clause(text), features=told)
    assert contradicts(replace(make_query(question), kind="person"), clause) is contradicted


@pytest.mark.parametrize(
    ("held_on", "contradicted"),
    [(date(2018, 7, 1), False), (date(2019, 1, 9), False), (date(2023, 7, 1), True), (None, False)],
)
def test_who_held_an_office_is_not_told_by_a_meeting_of_another_year(held_on: date | None, contradicted: bool) -> None:
    named = Filters(date_from=date(2018, 6, 1), date_to=date(2018, 6, 30))
    query = replace(make_query("Giữa năm 2018 chủ tịch HĐND huyện là ai?"), kind="person", named=named)
    report = make_report("Bà Đào Thị Én, Chủ tịch HĐND huyện dự", held_on=held_on)
    told = defaultdict(float, {"told_all": 1.0, "office": 1.0})
    assert contradicts(query, replace(make_clause(report.text, report), features=told)) is contradicted


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Ai chủ trì?", True),
        ("Chủ tịch nào phát biểu?", True),
        ("Ông Lê Văn Tư giữ chức gì?", True),
        ("Who spoke?", True),
        ("Ông Lê Văn Tư góp ý gì?", False),
        ("Bí thư Lê Văn Tư trả lời ra sao?", False),
    ],
)
def test_who_is_asked_for_or_what_somebody_said(question: str, asks: bool) -> None:
    assert asks_who(make_query(question)) is asks


def test_a_question_after_one_for_somebody_asks_for_somebody() -> None:
    query = make_query("Thế còn Chủ tịch HĐND?")
    assert not asks_who(query)
    assert asks_who(replace(query, own="Chủ tịch HĐND", standalone="Chủ tịch HĐND (Chủ tịch UBND huyện là ai)"))


@pytest.mark.parametrize(
    ("question", "contradicted"),
    [
        ("Phòng Nội vụ được giao việc gì?", True),
        ("phong noi vu phai lam gi", True),
        ("Phòng Tài chính phải làm gì?", False),
        ("Các phòng phải làm gì?", False),
        ("UBND huyện phải làm gì?", False),
    ],
)
def test_tasks_of_a_department_that_no_report_speaks_of_are_not_those_of_others(
    question: str, contradicted: bool
) -> None:
    report = make_report("Giao Phòng Tài chính - Kế hoạch rà soát vốn; Hạt Kiểm lâm kiểm tra vườn ươm.")
    told = defaultdict(float, {"told_all": 1.0})
    clause = replace(make_clause("Hạt Kiểm lâm kiểm tra vườn ươm.", report), features=told)
    assert contradicts(replace(make_query(question), kind="task"), clause) is contradicted


@pytest.mark.parametrize(
    ("told_all", "confidence", "contradicted"),
    [(0.3, 0.3, True), (0.3, 0.6, False), (0.2, 0.9, True), (0.5, 0.1, False)],
)
def test_who_did_something_told_in_other_words_must_be_sure(
    told_all: float, confidence: float, contradicted: bool
) -> None:
    words = "Đồng chí Lê Văn Tư gợi ý rà soát quy hoạch"
    clause = replace(
        make_clause(words), features=defaultdict(float, {"told_all": told_all, "names": 1.0}), confidence=confidence
    )
    assert contradicts(replace(make_query("Ai khuyên nên xem lại quy hoạch?"), kind="person"), clause) == contradicted


@pytest.mark.parametrize(
    ("kind", "contradicted"), [("task", True), ("list", True), ("summary", False), ("date", False)]
)
def test_a_headline_tells_no_tasks(kind: AnswerKind, contradicted: bool) -> None:
    title = "Mặt trận xã: Một năm 2023 nhiều dấu ấn"
    clause = make_clause(title, make_report("Mặt trận trồng rừng.", title=title))
    clause = replace(clause, features=defaultdict(float, {"told_all": 1.0, "names": 1.0}))
    assert contradicts(replace(make_query("Mặt trận xã làm những gì?"), kind=kind), clause) == contradicted


@pytest.mark.parametrize(
    ("question", "text", "contradicted"),
    [
        ("Ai chủ trì phiên họp tháng 7/2021?", "Ông Lê Văn Tư chủ trì", True),
        ("Ai chủ trì phiên họp tháng 8/2021?", "Ông Lê Văn Tư chủ trì", False),
        ("Phiên họp tháng 9 giao gì?", "Phiên họp tháng 9 sẽ bàn về đập", False),
        ("Chủ tịch xã Bản Sen tên là gì?", "Ông Lê Văn Tư, Chủ tịch UBND xã Ái Khê chủ trì", True),
        ("Chủ tịch xã Ái Khê tên là gì?", "Ông Lê Văn Tư, Chủ tịch UBND xã Ái Khê chủ trì", False),
    ],
)
def test_a_meeting_of_another_month_or_an_office_elsewhere_is_none(
    question: str, text: str, contradicted: bool
) -> None:
    report = make_report(f"UBND huyện họp thường kỳ tháng 8. {text}", held_on=date(2021, 8, 31))
    features = defaultdict(float, {"told_all": 1.0, "names": 1.0, "facet": 1.0, "office": 1.0})
    clause = replace(make_clause(text, report), features=features)
    assert contradicts(replace(make_query(question), kind="person", names=(), figures=None), clause) == contradicted


@pytest.mark.parametrize(
    ("question", "told", "is_contradicted"),
    [
        ("Liên hoan tiếng hát tổ chức hôm nào?", "Liên hoan sẽ diễn ra ngày 11/8", False),  # asked about, still to come
        ("Hội nghị họp vào ngày nào?", "Đại hội sẽ diễn ra ngày 21/7/2020", True),
        ("When was the meeting held?", "Đại hội sẽ diễn ra ngày 21/7/2020", True),
        ("Hội nghị họp vào ngày nào?", "Hội nghị diễn ra ngày 21/7/2020", False),
        ("Hội nghị họp vào ngày nào?", "Hội nghị về sắp xếp đơn vị diễn ra ngày 21/7/2020", False),
        ("Hội nghị họp vào ngày nào?", "Hội nghị chia sẻ kinh nghiệm diễn ra ngày 21/7/2020", False),
        ("Đại hội sẽ tổ chức vào ngày nào?", "Đại hội sẽ diễn ra ngày 21/7/2020", False),
        ("Đập mới xong ngày nào?", "Đập sẽ xong ngày 21/7/2020", False),  # of no meeting
    ],
)
def test_a_day_to_come_is_none_of_a_meeting_that_was_held(question: str, told: str, is_contradicted: bool) -> None:
    query = replace(make_query(question), kind="date", names=())
    clause = replace(make_clause(told), features=defaultdict(float, {"told_all": 1.0}))
    assert contradicts(query, clause) == is_contradicted


@pytest.mark.parametrize(
    ("question", "named", "text", "contradicted"),
    [
        ("Huyện Đồi Mây thu bao nhiêu?", "huyện Đồi Mây", "Thu ngân sách đạt 65 tỷ đồng", True),
        ("Huyện Đồi Mây thu bao nhiêu?", "huyện Đồi Mây", "Thu đạt 65 tỷ đồng, toàn huyện đạt 90 tỷ đồng", False),
        ("Xã Ái Khê huyện Đồi Mây thu bao nhiêu?", "huyện Đồi Mây", "Thu ngân sách đạt 65 tỷ đồng", False),
        ("Xã Ái Khê thu bao nhiêu?", "xã Ái Khê", "Thu ngân sách đạt 65 tỷ đồng", False),
        (
            "Huyện Suối Bạc thu bao nhiêu?",
            "huyện Suối Bạc",
            "Thu ngân sách đạt 65 tỷ đồng",
            False,
        ),  # it only speaks of it
    ],
)
def test_a_units_figure_is_not_told_by_a_report_of_a_part_of_it(
    question: str, named: str, text: str, contradicted: bool
) -> None:
    report = replace(make_report(text, place="xã Ái Khê"), district="huyện Đồi Mây")
    clause = replace(make_clause(text, report), features=defaultdict(float, {"told_all": 1.0, "names": 1.0}))
    query = replace(make_query(question), kind="figure", named=Filters(place=named))
    assert contradicts(query, clause) is contradicted
