"""gather: the clause that leads a list, and the other clauses -> those of its report that belong to the list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.gathering import GATHERED, gather, in_kind
from assistant.answering.selection import Clause
from assistant.domain import AnswerKind, Report
from tests.answering.building import make_clause, make_query
from tests.reports import make_report

LIST, TASKS, SUMMARY = "Liệt kê các chỉ tiêu đã đạt", "Nhiệm vụ là gì?", "Tóm tắt hội nghị"
TASK = {"sign": 1.0}


def clause(text: str, report: Report, score: float = 0.0, **features: float) -> Clause:
    return replace(make_clause(text, report), score=score, features=features)


def gathered(question: str, leader: Clause, *others: Clause) -> list[str]:
    ranked = sorted((leader, *others), key=lambda one: -one.score)
    return [one.text for one in gather(make_query(question), leader, ranked)]


def test_a_question_of_no_kind_is_answered_by_the_leader_alone() -> None:
    report = make_report("Thu tăng; chi giảm.")
    assert gathered("gạo nếp", clause("Thu tăng", report, 5.0), clause("chi giảm.", report, 5.0)) == ["Thu tăng"]


@pytest.mark.parametrize(
    ("text", "leader", "listed"),
    [
        ("Thu tăng; chi giảm, nợ hết.", "Thu tăng", ["Thu tăng", "chi giảm", "nợ hết."]),
        ("Thu tăng; chi giảm, nợ hết.", "nợ hết.", ["Thu tăng", "chi giảm", "nợ hết."]),
        ("Thu tăng. chi giảm, nợ hết.", "chi giảm", ["chi giảm", "nợ hết."]),  # a sentence ends the chain
        ("Thu tăng;\nchi giảm, nợ hết.", "chi giảm", ["chi giảm", "nợ hết."]),  # and so does a line
        ("Thu tăng và chi giảm, nợ hết.", "nợ hết.", ["chi giảm", "nợ hết."]),  # and a word
    ],
)
def test_a_list_has_the_chain_of_its_leader(text: str, leader: str, listed: list[str]) -> None:
    report = make_report(text)
    words = ("Thu tăng." if "Thu tăng." in text else "Thu tăng", "chi giảm", "nợ hết.")
    clauses = {one: clause(one, report, 9.0 if one == leader else 0.0) for one in words}
    assert gathered(LIST, clauses.pop(leader), *clauses.values()) == listed


@pytest.mark.parametrize(
    ("second", "listed"),
    [("Trong đó 3 xã nêu việc rừng.", 2), ("Cụ thể, xã Ái Khê nêu việc rừng.", 2), ("Thu ngân sách tăng.", 1)],
)
def test_a_sentence_that_tells_of_the_one_before_it_goes_on_with_the_list(second: str, listed: int) -> None:
    report = make_report(f"Có 6 ý kiến. {second}")
    leader, other = clause("Có 6 ý kiến.", report, 9.0), clause(second, report)
    assert len(gathered(LIST, leader, other)) == listed
    assert len(gathered(LIST, replace(other, score=9.0), replace(leader, score=0.0))) == listed


@pytest.mark.parametrize(("features", "listed"), [({"section_participants": 1.0}, 2), ({}, 1)])
def test_who_else_took_part_goes_on_with_the_list(features: dict[str, float], listed: int) -> None:
    report = make_report("Dự hội nghị có các đồng chí Ủy viên. Trưởng các phòng, ban.")
    leader = clause("Dự hội nghị có các đồng chí Ủy viên.", report, 9.0, **features)
    assert len(gathered(LIST, leader, clause("Trưởng các phòng, ban.", report, **features))) == listed


def test_who_led_an_organs_session_is_no_list_of_what_the_organ_is_to_do() -> None:
    report = make_report("Ban Chấp hành họp lần thứ 17.\nChủ trì là ông Lê Văn Tư.")
    question = "Kể tên những người chủ trì hội nghị của Ban Chấp hành"
    heading = clause("Ban Chấp hành họp lần thứ 17.", report)
    assert gathered(question, clause("Chủ trì là ông Lê Văn Tư.", report, 9.0), heading) == [
        "Chủ trì là ông Lê Văn Tư."
    ]


@pytest.mark.parametrize(("score", "listed"), [(7.0, 2), (6.9, 1)])
def test_what_scores_well_is_listed_wherever_it_stands(score: float, listed: int) -> None:
    report = make_report("Thu tăng.\nMưa to.\nChi giảm.")
    leader, other = clause("Chi giảm.", report, 9.0), clause("Thu tăng.", report, score)
    assert gathered(LIST, leader, clause("Mưa to.", report), other) == ["Thu tăng.", "Chi giảm."][-listed:]


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("Những ai chủ trì hội nghị?", ["Các đồng chí: Lê Văn Tư, Bí thư", "Hà Thị Năm, Chủ tịch chủ trì hội nghị."]),
        ("Những ai dự hội nghị?", ["Dự có bà Tô Thị Ba.", "Các đồng chí: Lê Văn Tư, Bí thư"]),
    ],
)
def test_those_who_took_a_part_of_few_are_listed_without_those_who_were_there(question: str, listed: list[str]) -> None:
    report = make_report("Dự có bà Tô Thị Ba. Các đồng chí: Lê Văn Tư, Bí thư; Hà Thị Năm, Chủ tịch chủ trì hội nghị.")
    there = clause("Dự có bà Tô Thị Ba.", report, 4.0, section_participants=1.0)
    first = clause("Các đồng chí: Lê Văn Tư, Bí thư", report, 4.0, section_participants=1.0)
    leader = clause("Hà Thị Năm, Chủ tịch chủ trì hội nghị.", report, 5.0, section_participants=1.0, facet=1.0)
    assert set(listed) <= set(gathered(question, leader, there, first))
    if "chủ trì" in question:
        assert gathered(question, leader, there, first) == listed


def test_another_report_lends_a_list_nothing() -> None:
    leader = clause("Thu tăng;", make_report("Thu tăng;"), 9.0)
    assert gathered(LIST, leader, clause("Chi giảm.", make_report("Chi giảm.", id="other"), 9.0)) == ["Thu tăng;"]


@pytest.mark.parametrize("mark", ["block_heading", "block_caption", "short"])
def test_what_states_nothing_is_not_listed(mark: str) -> None:
    report = make_report("Kết quả.\nThu tăng.")
    assert gathered(LIST, clause("Thu tăng.", report, 9.0), clause("Kết quả.", report, 8.9, **{mark: 1.0})) == [
        "Thu tăng."
    ]


def test_a_leader_that_states_nothing_lends_its_chain_alone() -> None:
    report = make_report("Kết quả; thu tăng.")
    assert gathered(LIST, clause("Kết quả", report, 9.0, short=1.0), clause("thu tăng.", report)) == ["thu tăng."]


@pytest.mark.parametrize(
    ("question", "features", "listed"),
    [
        (TASKS, {"sign": 1.0}, True),
        (TASKS, {"point_task": 1.0}, True),
        (TASKS, {"section_tasks": 1.0}, True),
        (TASKS, {"section_conclusion": 1.0}, True),
        (TASKS, {"point_limitation": 1.0}, False),
        (TASKS, {}, False),
        ("Hạn chế là gì?", {"point_limitation": 1.0}, True),
        ("Hạn chế là gì?", {"section_limitations": 1.0}, True),
        ("Hạn chế là gì?", {"section_tasks": 1.0}, False),
        (SUMMARY, {}, True),
        (SUMMARY, {"short": 1.0}, True),
    ],
)
def test_only_what_shows_its_kind_can_lead_tasks_and_limitations(
    question: str, features: dict[str, float], listed: bool
) -> None:
    one = clause("Thu tăng", make_report("Thu tăng"), **features)
    assert (in_kind(make_query(question), (one,)) == (one,)) == listed


@pytest.mark.parametrize(("between", "listed"), [(" Mưa. ", 2), (" " + "x" * 39 + " ", 1)])
def test_tasks_that_stand_near_each_other_are_listed_however_they_score(between: str, listed: int) -> None:
    report = make_report(f"Trồng rừng.{between}Đắp đập.")
    leader, other = clause("Trồng rừng.", report, 9.0, **TASK), clause("Đắp đập.", report, -9.0, **TASK)
    assert gathered(TASKS, leader, other) == ["Trồng rừng.", "Đắp đập."][:listed]


@pytest.mark.parametrize(("score", "led"), [(8.0, True), (7.9, False)])
def test_of_tasks_that_score_alike_that_of_the_longest_chain_leads(score: float, led: bool) -> None:
    report = make_report(f"Họp dân. {'x' * 40} Trồng rừng; đắp đập.")
    leader, other = clause("Họp dân.", report, 9.0, **TASK), clause("Trồng rừng", report, score, **TASK)
    listed = gathered(TASKS, leader, other, clause("đắp đập.", report, -9.0))
    assert ("đắp đập." in listed) == led
    assert listed[:2] == ["Họp dân.", "Trồng rừng"]


@pytest.mark.parametrize(
    ("question", "kind"),
    [(LIST, "list"), (TASKS, "task"), ("Hạn chế là gì?", "limitation"), (SUMMARY, "summary")],
)
def test_a_list_has_no_more_than_its_kind_may_in_the_order_of_the_report(question: str, kind: AnswerKind) -> None:
    names = [f"Việc {letter}" for letter in "abcdefghijklmn"]
    report = make_report("; ".join(names))
    clauses = [clause(name, report, 9.0 - place / 100, **TASK) for place, name in enumerate(names)]
    limit, _ = GATHERED[kind]
    assert gathered(question, clauses[3], *clauses[:3], *clauses[4:]) == names[3 : 3 + limit]
