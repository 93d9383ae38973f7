"""own_number and cited_documents: the number of a document in its letterhead, and those of the documents it cites."""

from __future__ import annotations

import pytest

from assistant.domain import DocumentReference
from assistant.reading.documents import cited_documents, own_number
from tests.reading.openings import excerpts


def cited(*lines: str) -> tuple[DocumentReference, ...]:
    made = excerpts(*lines)
    return cited_documents(made, own_number(made))


def kinds_and_numbers(*lines: str) -> list[tuple[str | None, str]]:
    return [(document.kind, document.number) for document in cited(*lines)]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 46/BB-VP", "46/BB-VP"),
        ("Số:46/BB-VP", "46/BB-VP"),
        ("Số : 46 /BB-VP", "46/BB-VP"),
        ("SỐ: 7-KL/ĐU", "7-KL/ĐU"),
        ("Số: 12/2024/NQ-HĐND", "12/2024/NQ-HĐND"),
        ("Số: 46/BB-VP      Hà Thanh, ngày 3 tháng 5 năm 2024", "46/BB-VP"),
        ("Số: 08/TTr-UBND | Hà Thanh, ngày 3 tháng 5 năm 2024", "08/TTr-UBND"),
        ("Số: 15", "15"),
    ],
)
def test_a_letterhead_numbers_its_document(line: str, number: str) -> None:
    known = own_number(excerpts("UBND HUYỆN HÀ THANH", line))
    assert known is not None
    assert known.value == number
    assert line[known.start : known.end].replace(" ", "") == number


@pytest.mark.parametrize(
    "line",
    [
        "Số: /BC-UBND",
        "Số lượng: 15",
        "Số điện thoại: 0203",
        "Theo Công văn số 12/CV-HU",
        "Số 13-NQ/HU của Huyện ủy được thông qua.",
        "Số hộ nghèo là 46.",
    ],
)
def test_other_lines_number_nothing(line: str) -> None:
    assert own_number(excerpts("UBND HUYỆN HÀ THANH", line)) is None


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("Thực hiện Nghị quyết số 13-NQ/HU ngày 5/4/2021 của Huyện ủy.", [("Nghị quyết", "13-NQ/HU")]),
        (
            "Quán triệt Chỉ thị 45-CT/TW, Kết luận số 37-KL/TU và KẾ HOẠCH số 125/KH-UBND.",
            [("Chỉ thị", "45-CT/TW"), ("Kết luận", "37-KL/TU"), ("Kế hoạch", "125/KH-UBND")],
        ),
        (
            "Theo Nghị định số 73/2019/NĐ-CP, Thông tư 02/2021/TT-BTC và Quyết định số 1719/QĐ-TTg.",
            [("Nghị định", "73/2019/NĐ-CP"), ("Thông tư", "02/2021/TT-BTC"), ("Quyết định", "1719/QĐ-TTg")],
        ),
        ("Nghị quyết số 202/2025/QH15 của Quốc hội.", [("Nghị quyết", "202/2025/QH15")]),
        ("UBND huyện có Tờ trình số 15/TTr-UBND.", [("Tờ trình", "15/TTr-UBND")]),
        ("Hướng dẫn số 03-HD/BTCTU, Công điện 02/CĐ-UBND", [("Hướng dẫn", "03-HD/BTCTU"), ("Công điện", "02/CĐ-UBND")]),
        ("Chương trình hành động số 21-CTr/HU", [("Chương trình hành động", "21-CTr/HU")]),
        ("Nghị quyết số 13 -NQ/HU", [("Nghị quyết", "13-NQ/HU")]),
        ("UBND huyện ban hành văn bản số 45/UBND-VP.", [(None, "45/UBND-VP")]),
    ],
)
def test_signed_documents_are_cited_with_their_kind(text: str, documents: list[tuple[str | None, str]]) -> None:
    assert kinds_and_numbers(text) == documents


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("Nghị quyết số 13 của Huyện ủy", [("Nghị quyết", "13")]),
        ("Nghị quyết 18 của Trung ương, Chỉ thị 05 về học tập", [("Nghị quyết", "18"), ("Chỉ thị", "05")]),
    ],
)
def test_resolutions_and_directives_go_by_a_bare_number_too(text: str, documents: list[tuple[str, str]]) -> None:
    assert kinds_and_numbers(text) == documents


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết về phát triển lâm nghiệp được thông qua.",
        "Tổ số 3 - Ban, nhà số 12/5, đạt số điểm 45/CT",
        "Kế hoạch năm 2024, Chương trình 135 của Chính phủ",
        "Kế hoạch 45 tỷ đồng, Nghị quyết 45 tỷ đồng",
        "Số 12/15 xã đạt chuẩn.",
    ],
)
def test_what_is_no_number_of_a_document(text: str) -> None:
    assert cited(text) == ()


def test_a_document_is_told_once_where_it_is_cited_first() -> None:
    lines = ("Thực hiện Chỉ thị số 05-CT/TW.", "Nhắc lại Chỉ thị 05-CT/TW và chỉ thị số 05-ct/tw.")
    (document,) = cited(*lines)
    assert document == DocumentReference("Chỉ thị", "05-CT/TW", 10, 29)
    assert "\n".join(lines)[document.start : document.end] == "Chỉ thị số 05-CT/TW"


def test_spans_are_those_of_kind_and_number_in_the_whole_text() -> None:
    lines = ("Cuộc họp bàn ba việc.", "Một là Kết luận số 37-KL/TU; hai là Nghị quyết 18 của Trung ương.")
    text = "\n".join(lines)
    words = [text[document.start : document.end] for document in cited(*lines)]
    assert words == ["Kết luận số 37-KL/TU", "Nghị quyết 18"]


def test_a_documents_own_number_is_no_citation() -> None:
    lines = ("Số: 46/BB-VP", "Biên bản số 46/BB-VP được thông qua; theo Kế hoạch số 12-KH/HU.")
    assert kinds_and_numbers(*lines) == [("Kế hoạch", "12-KH/HU")]
