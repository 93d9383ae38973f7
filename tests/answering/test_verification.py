"""verify: no statement says what the words it cites don't; what cannot be said gives way to them, or is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.draft import Draft, DraftStatement, Quote
from assistant.answering.verification import check, unsupported, verify
from assistant.domain import Origin, Report
from tests.reports import make_report

QUOTED = "Thu ngân sách 8 tháng đạt 65 tỷ đồng, bằng 57,34% dự toán; đồng chí Hoà Văn Tư, Bí thư Huyện ủy báo cáo"
REPORT = make_report(
    f"{QUOTED}. Giải ngân đạt 253 tỷ đồng.",
    title="Hội nghị lần thứ 12",
    held_on=date(2022, 9, 5),
    place="huyện Đồi Mây",
)
QUOTE = Quote(REPORT, REPORT.text.index(QUOTED), REPORT.text.index(QUOTED) + len(QUOTED))


def statement(text: str, *quotes: Quote) -> DraftStatement:
    return DraftStatement(text, quotes or (QUOTE,))


def quoting(words: str, text: str, report: Report | None = None) -> DraftStatement:
    """A statement over these words of a report, or of one that holds nothing else."""
    report = report or make_report(words, place=None)
    start = report.text.index(words)
    return DraftStatement(text, (Quote(report, start, start + len(words)),))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Thu ngân sách đạt 65 tỷ đồng", ()),
        ("Thu ngân sách đạt 253 tỷ đồng", ("253 tỷ đồng",)),  # the report says it, the quoted words don't
        ("Bằng 57,34 % dự toán của 08 tháng", ()),
        ("Bằng 57% dự toán", ("57%",)),
        ("Đạt 65%", ("65%",)),
        ("Đồng chí Hòa Văn Tư, Bí thư Huyện ủy", ()),  # only the tone stands elsewhere
        ("Đồng chí Nguyễn Văn Ba, Bí thư Huyện ủy", ("Nguyễn Văn Ba",)),
        ("Đồng chí Nguyễn Văn Ba báo cáo 253 tỷ đồng", ("253 tỷ đồng", "Nguyễn Văn Ba")),
        ("Thu ngân sách tăng", ("tăng",)),
    ],
)
def test_figures_and_names_must_stand_in_the_quoted_words(text: str, wrong: tuple[str, ...]) -> None:
    assert unsupported(statement(text)) == wrong


@pytest.mark.parametrize(
    "text",
    [
        "huyện Đồi Mây, 5/9/2022: thu đạt 65 tỷ đồng",
        "huyện Đồi Mây, 5 September 2022: 65 tỷ đồng",
        "Hội nghị lần thứ 12",
        "Đúng: Thu ngân sách 8 tháng đạt 65 tỷ đồng",
        "Không: báo cáo nêu Thu ngân sách 8 tháng đạt 65 tỷ đồng",
    ],
)
def test_what_the_catalog_knows_and_our_own_lead_ins_may_be_said(text: str) -> None:
    assert unsupported(statement(text)) == ()


def test_the_catalog_bears_out_no_other_day() -> None:
    assert unsupported(statement("huyện Đồi Mây, 6/9/2022: thu đạt 65 tỷ đồng")) == ("6/9/2022",)


def test_what_a_statement_takes_from_the_metadata_is_cited_too() -> None:
    words = "Thu đạt 65 tỷ đồng."
    text = f"Cổng thông tin huyện Đồi Mây\n\nNgày 5/9/2022. {words}"
    origins = (
        Origin("place", "margin", text.index("huyện"), text.index("\n")),
        Origin("held_on", "opening", text.index("Ngày"), text.index(". Thu")),
    )
    report = replace(make_report(text, held_on=date(2022, 9, 5)), origins=origins)
    beside = check(quoting(words, "Ngày 5/9/2022, huyện Đồi Mây thu 65 tỷ đồng", report)).beside
    assert {quote.text for quote in beside} == {"huyện Đồi Mây", "Ngày 5/9/2022"}
    (kept,) = verify(Draft((quoting(words, "huyện Đồi Mây: thu 65 tỷ đồng", report),)), "vi").statements
    assert [quote.text for quote in kept.quotes] == [words, "huyện Đồi Mây"]


def test_failed_wording_gives_way_to_the_quoted_words_with_a_note() -> None:
    draft = verify(Draft((statement("Thu ngân sách đạt 253 tỷ đồng"),), notes=("đã mở rộng",)), "vi")
    why = "Một câu đã được thay bằng nguyên văn vì “253 tỷ đồng” không có trong đoạn trích."
    assert draft.statements == (DraftStatement(QUOTED, (QUOTE,), "corrected", why=why),)
    assert draft.notes == ("đã mở rộng", why)


def test_words_that_stand_there_already_are_not_said_twice() -> None:
    draft = verify(Draft((statement("Thu ngân sách 253 tỷ đồng"), statement("Thu ngân sách 254 tỷ đồng"))), "en")
    assert [one.text for one in draft.statements] == [QUOTED]
    assert draft.notes == (
        "A sentence was replaced by the quoted words because “253 tỷ đồng” is not in them.",
        "A sentence was left out because “254 tỷ đồng” is not in the quoted words.",
    )


def test_a_statement_about_something_else_is_left_out() -> None:
    draft = verify(Draft((statement("Thu ngân sách đạt 65 tỷ đồng"), statement("Trồng 40 ha rừng"))), "vi")
    assert [one.text for one in draft.statements] == ["Thu ngân sách đạt 65 tỷ đồng"]
    assert draft.notes == ("Một câu đã bị bỏ vì “40 ha, trồng, rừng” không có trong đoạn trích.",)


def test_an_answer_of_which_nothing_is_left_abstains_and_shows_what_was_quoted() -> None:
    draft = verify(Draft((statement("Trồng 40 ha rừng"),)), "vi")
    assert draft.abstained
    assert draft.nearest == (QUOTE,)
    assert [one.text for one in draft.statements] == ["Các báo cáo không nêu thông tin này."]


def test_what_quotes_nothing_stands_only_when_computed_or_our_own() -> None:
    kept = (
        DraftStatement("Thư viện có 2 cuộc họp:", (), "computed"),
        DraftStatement("Các báo cáo không nêu thông tin này.", (), is_phrase=True),
    )
    # A chat model may begin as we do and say more.
    left_out = ("Hội nghị thành công tốt đẹp.", "Các báo cáo không nêu thông tin này nhưng thu đạt 41 tỷ đồng.")
    draft = verify(Draft((*kept, *(DraftStatement(text, ()) for text in left_out))), "vi")
    assert draft.statements == kept
    assert draft.notes == ("Một câu đã bị bỏ vì không dẫn đoạn trích nào.",)


def test_any_quote_may_bear_a_statement_out() -> None:
    start = REPORT.text.index("Giải ngân")
    both = statement("65 tỷ đồng và 253 tỷ đồng", QUOTE, Quote(REPORT, start, len(REPORT.text)))
    assert verify(Draft((both,)), "vi").statements == (both,)


def test_a_refusal_passes_as_it_is() -> None:
    refusal = Draft((statement("Các báo cáo không nhắc đến 253."),), abstained=True)
    assert verify(refusal, "vi") is refusal
