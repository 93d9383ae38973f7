"""asked_facets, told_facets: the part in a meeting or the occasion asked for, and what a clause tells of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.candidates import candidates
from assistant.answering.facets import asked_facets, told_facets
from assistant.domain import Block, Origin, Participant
from tests.answering.building import make_query
from tests.reports import make_evidence, make_report


@pytest.mark.parametrize(
    ("question", "facets"),
    [
        ("Ai chủ trì hội nghị?", {"chair"}),
        ("ai cam trich buoi hop", {"chair"}),
        ("Cuối buổi họp ai là người chốt lại?", {"conclude"}),
        ("Ai khai mạc, ai bế mạc?", {"open", "conclude"}),
        ("Ai là thư ký cuộc họp?", {"minutes"}),
        ("Who took the minutes of the session?", {"minutes"}),
        ("Bài viết này của phóng viên nào?", {"author"}),
        ("Phiên họp do ông Lê Văn Tư chủ trì, ai đọc báo cáo?", {"report"}),  # the chair is given
        ("Bản báo cáo do ai đọc?", {"report"}),
        ("Ai đọc bản sơ kết?", {"report"}),
        ("Ai làm thư ký?", {"minutes"}),
        ("Biên bản do cán bộ nào ghi?", {"minutes"}),
        ("Ai vắng mặt?", {"absent"}),
        ("Bí thư Huyện ủy là ai?", set()),
        ("Hội nghị họp ngày nào?", {"held"}),
        ("Bài được đăng ngày nào?", {"published"}),
        ("Ban Chấp hành Đảng bộ họp ngày nào?", {"held"}),  # "Đảng" is no "đăng"
        ("Phiên họp kết thúc lúc mấy giờ?", {"ended"}),
        ("Hạn chót nộp hồ sơ là ngày nào?", set()),
        ("Ai trả lời ý kiến cử tri?", {"reply"}),
        ("ai giai trinh", {"reply"}),
        ("Who answered the voters?", {"reply"}),
        ("Ai kiến nghị sửa đường?", {"propose"}),
        ("Who proposed it?", {"propose"}),
        ("Ai chất vấn Chủ tịch?", {"question"}),
        ("Ai hỏi về đường?", {"question"}),
        ("Who raised the matter?", {"question"}),
    ],
)
def test_what_a_question_asks_of_a_meeting(question: str, facets: set[str]) -> None:
    assert asked_facets(make_query(question)) == facets


@pytest.mark.parametrize(
    ("words", "facet"),
    [
        ("Đồng chí Lê Văn Tư chủ trì hội nghị", "chair"),
        ("Đồng chí Lê Văn Tư phát biểu kết luận", "conclude"),
        ("Thư ký: bà Đào Thị Én", "minutes"),
        ("Cuộc họp kết thúc lúc 16 giờ 30", "ended"),
        ("Bà Đào Thị Én trả lời cử tri", "reply"),
        ("Ông Lê Văn Tư làm rõ thêm", "reply"),
        ("Cử tri đề nghị sửa đường", "propose"),
        ("Cử tri phản ánh đường hỏng", "propose"),
        ("Đại biểu Lò Văn Tẻo chất vấn về rừng", "question"),
        ("Ông Lò Văn Tẻo hỏi về rừng", "question"),
        ("Ông Lê Văn Tư đọc tờ trình", "report"),
        ("Huyện mời bà Đào Thị Én", "attend"),
        ("ong Le Van Tu doc to trinh", "report"),
    ],
)
def test_what_a_clause_tells(words: str, facet: str) -> None:
    assert facet in told_facets(make_report(words), (0, len(words)))


@pytest.mark.parametrize(
    "words",
    [
        "Ông Lê Văn Tư, Giám đốc Sở",  # no "đọc"
        "Ô nhiễm môi trường mới được xử lý",  # no "mời"
        "Hội nghị nhất trí",  # no "hỏi"
    ],
)
def test_words_that_only_fold_alike_tell_no_part(words: str) -> None:
    assert told_facets(make_report(words), (0, len(words))) == frozenset()


def test_parts_and_days_that_were_read_are_told_without_their_verbs() -> None:
    report = replace(
        make_report("Lê Văn Tư, ngày 5/9"),
        held_on=date(2022, 9, 5),
        participants=(Participant("Lê Văn Tư", "chair", None, 0, 9),),
        origins=(Origin("held_on", "a day", 11, 19),),
    )
    assert {"chair", "held"} <= told_facets(report, (0, 19))


def test_a_byline_answers_only_who_wrote_it() -> None:
    report = make_report("Hội nghị họp.\n\nĐào Én")
    report = replace(report, blocks=(Block(0, 13, "prose"), Block(15, 21, "byline")))
    evidence = (make_evidence(report, "Hội nghị họp."),)
    assert [span for _, span in candidates(evidence, frozenset())] == [(0, 13)]
    assert [span for _, span in candidates(evidence, frozenset(("author",)))] == [(0, 13), (15, 21)]
    assert "author" in told_facets(report, (15, 21))
