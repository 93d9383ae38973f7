"""A report cut into passages: whole sentences, within the budget, never over noise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document

from assistant.domain import Block, BlockKind, Report, Section, SectionKind, Source
from assistant.passages import cut, header
from assistant.reading import read_report

SENTENCE = "Thu ngân sách tháng {n} ước đạt {n}1,5 tỷ đồng, bằng {n}2% dự toán."


def count(text: str) -> int:
    return len(text.split()) + 2


def report_of(*blocks: tuple[BlockKind, str], title: str = "Họp tháng 5", place: str | None = None) -> Report:
    text = "\n\n".join(words for _, words in blocks)
    placed: list[Block] = []
    start = 0
    for kind, words in blocks:
        placed.append(Block(start, start + len(words), kind))
        start += len(words) + 2
    return Report(
        id="r1",
        source=Source("default", "", "", ""),
        text=text,
        blocks=tuple(placed),
        title=title,
        place=place,
        held_on=date(2022, 5, 3),
    )


def paragraph(*numbers: int) -> str:
    return " ".join(SENTENCE.format(n=number) for number in numbers)


def test_a_short_report_is_one_passage_over_its_blocks() -> None:
    report = report_of(("heading", "Họp tháng 5"), ("prose", paragraph(1, 2)), ("caption", "Quang cảnh."))
    (passage,) = cut(report, count)
    assert (passage.start, passage.end, passage.text) == (0, len(report.text), report.text)
    assert (passage.number, passage.report_id) == (1, "r1")


def test_passages_hold_whole_sentences_within_the_budget() -> None:
    report = report_of(("prose", paragraph(*range(1, 9))), ("prose", paragraph(*range(1, 9))))
    passages = cut(report, count, 60)
    assert all(count(passage.embedded_text) <= 60 for passage in passages)
    assert all(passage.text.startswith("Thu") and passage.text.endswith("dự toán.") for passage in passages)
    assert sum(passage.text.count("Thu") for passage in passages) == 16


@pytest.mark.parametrize("kind", ["noise", "byline"])
def test_no_passage_reaches_over_noise(kind: BlockKind) -> None:
    passages = cut(report_of(("prose", paragraph(1)), (kind, "Lan Chi"), ("prose", paragraph(2))), count)
    assert [passage.text for passage in passages] == [paragraph(1), paragraph(2)]


def test_a_heading_goes_with_what_it_heads() -> None:
    report = report_of(("prose", paragraph(1, 2, 3)), ("heading", "II. Nhiệm vụ"), ("prose", paragraph(4, 5, 6)))
    first, second = cut(report, count, 60)
    assert first.text == paragraph(1, 2, 3)
    assert second.text.startswith("II. Nhiệm vụ")


ITEMS = (
    "Hồ sơ cấp giấy chứng nhận còn chậm. Công chức địa chính chưa chủ động tham mưu.",
    "Đường vào thôn Nà Lạn xuống cấp, 2 điểm sạt lở chưa được khắc phục. Kinh phí sửa chữa chưa được bố trí.",
)


@pytest.mark.parametrize("before", range(1, 9))
@pytest.mark.parametrize("is_styled", [True, False])
def test_a_short_section_of_a_word_document_is_in_one_passage(tmp_path: Path, before: int, is_styled: bool) -> None:
    document = Document()
    document.add_heading("Biên bản họp UBND xã Nậm Chảy", 0)
    document.add_heading("1. Kết quả", 2)
    document.add_paragraph(paragraph(*range(1, before + 1)))
    document.add_heading("2. Tồn tại", 2)
    for item in ITEMS:
        document.add_paragraph(item if is_styled else f"- {item}", style="List Bullet" if is_styled else None)
    document.add_heading("3. Kết luận", 2)
    document.add_paragraph(paragraph(9))
    document.save(str(tmp_path / "bien-ban.docx"))
    report = read_report(tmp_path / "bien-ban.docx", Source("default", "", "bien-ban.docx", ""), "r1")
    passages = cut(report, count, 120)
    assert all(count(passage.embedded_text) <= 120 for passage in passages)
    assert len(passages) > 1 or before < 5
    (told,) = [passage.text for passage in passages if "2. Tồn tại" in passage.text]
    assert all(item in told for item in ITEMS)


@pytest.mark.parametrize("mark", ["- ", "• ", "2. ", "b) "])
def test_an_item_that_fits_a_passage_is_not_cut_though_little_stands_before_it(mark: str) -> None:
    item = paragraph(*range(1, 4))
    passages = cut(report_of(("prose", f"{mark}{paragraph(7)}"), ("prose", f"{mark}{item}")), count, 60)
    assert [passage.text.removeprefix(mark) for passage in passages] == [paragraph(7), item]


def test_a_heading_and_an_item_that_fit_no_passage_together_are_not_parted() -> None:
    report = report_of(("heading", "Tồn tại của UBND xã"), ("prose", f"- {paragraph(1, 2, 3)}"))
    first, *_ = cut(report, count, 54)
    assert first.text.startswith("Tồn tại của UBND xã\n\n- Thu ngân sách")


def test_a_long_chain_is_cut_between_its_clauses() -> None:
    tasks = [f"phấn đấu thu ngân sách lần {n} đạt {n} tỷ đồng, bằng {n}0% dự toán huyện giao" for n in range(1, 40)]
    passages = cut(report_of(("prose", "Huyện yêu cầu: " + "; ".join(tasks) + "./.")), count, 70)
    assert len(passages) > 5
    assert all(count(passage.embedded_text) <= 70 for passage in passages)
    assert all(passage.text.endswith(("huyện giao", "./.")) for passage in passages)


def test_a_clause_without_end_is_cut_but_not_around_a_figure() -> None:
    words = " ".join(f"xã số {n} tỷ đồng và các thôn bản" for n in range(100, 160))
    passages = cut(report_of(("prose", words)), count, 50)
    assert all(count(passage.embedded_text) <= 50 for passage in passages)
    assert not any(one.text[-1].isdigit() or other.text[0].isdigit() for one, other in pairwise(passages))
    assert " ".join(passage.text for passage in passages) == words


def test_one_endless_word_is_cut_too() -> None:
    passages = cut(report_of(("prose", "a" * 3000)), lambda text: len(text) // 4, 100)
    assert "".join(passage.text for passage in passages) == "a" * 3000


def test_the_header_names_title_place_and_day() -> None:
    report = report_of(("prose", paragraph(1)), place="huyện Hà Thanh")
    assert header(report) == "Họp tháng 5 | huyện Hà Thanh | ngày 3/5/2022"
    assert cut(report, count)[0].embedded_text == f"{header(report)}\n{paragraph(1)}"


def test_a_very_long_title_leaves_room_for_the_text() -> None:
    report = report_of(("prose", paragraph(1, 2, 3, 4)), title="Hội nghị " * 90)
    passages = cut(report, count, 60)
    assert all(count(passage.header) <= 20 for passage in passages)
    assert passages[0].header.startswith("Hội nghị")


def test_ids_come_from_the_report_the_words_and_the_order() -> None:
    report = report_of(("prose", paragraph(*range(1, 9))))
    first, again = cut(report, count, 60), cut(report, count, 60)
    assert first == again
    assert [passage.id.rsplit("-", 1)[1] for passage in first] == [f"{n:04d}" for n in range(1, len(first) + 1)]
    assert len({passage.id for passage in first}) == len(first) > 1
    assert all(passage.id.startswith("r1-") for passage in first)


def test_a_report_of_noise_has_no_passage() -> None:
    assert cut(report_of(("noise", "Trang chủ"), ("byline", "Lan Chi")), count) == ()


def sectioned(report: Report, *sections: tuple[int, int, SectionKind]) -> Report:
    return replace(report, sections=tuple(Section(*section) for section in sections))


@pytest.mark.parametrize(
    ("share", "section"),
    [(0.0, "tasks"), (0.3, "tasks"), (0.6, "results"), (1.0, "results")],
)
def test_a_passage_carries_the_section_that_holds_most_of_it(share: float, section: SectionKind) -> None:
    report = report_of(("prose", paragraph(1, 2, 3)))
    border = int(share * len(report.text))
    parts: list[tuple[int, int, SectionKind]] = [(0, border, "results"), (border, len(report.text), "tasks")]
    (passage,) = cut(sectioned(report, *(part for part in parts if part[0] < part[1])), count)
    assert passage.section == section


def test_each_passage_has_the_section_it_lies_in() -> None:
    report = report_of(("prose", paragraph(1, 2, 3)), ("prose", paragraph(4, 5, 6)))
    border = report.text.index("\n\n") + 2
    passages = cut(sectioned(report, (0, border, "results"), (border, len(report.text), "limitations")), count, 60)
    assert [(passage.text, passage.section) for passage in passages] == [
        (paragraph(1, 2, 3), "results"),
        (paragraph(4, 5, 6), "limitations"),
    ]


def test_a_passage_outside_of_all_sections_has_none() -> None:
    report = report_of(("heading", "Họp tháng 5"), ("noise", "Trang chủ"), ("prose", paragraph(1)))
    first, second = cut(sectioned(report, (report.text.index("Thu"), len(report.text), "results")), count)
    assert (first.section, second.section) == (None, "results")


def test_a_report_without_sections_gives_its_passages_none() -> None:
    assert [passage.section for passage in cut(report_of(("prose", paragraph(1))), count)] == [None]


def test_the_section_leaves_identity_and_embedded_text_alone() -> None:
    report = report_of(("prose", paragraph(1)))
    (plain,), (told,) = cut(report, count), cut(sectioned(report, (0, len(report.text), "results")), count)
    assert (plain.id, plain.embedded_text) == (told.id, told.embedded_text)
