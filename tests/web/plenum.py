"""An invented report that tells much about itself: sections that begin inside paragraphs, and values with origins."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.domain import DocumentReference, Origin, Participant, Period, Report, Section, SectionKind
from assistant.domain.report import Part
from tests.web.fake import report

TITLE = "Hội nghị lần thứ 9 Ban Chấp hành Đảng bộ huyện Lục Nam khóa XXIII"
BORDER_QUOTE = "thu ngân sách được 188 tỷ đồng. Hội nghị giao các xã rà soát hộ nghèo trước ngày 15/9"
_BARE = report(
    "hoi-nghi-9",
    "2024/hoi-nghi-9.html",
    TITLE,
    ("noise", "🏠 Trang chủ | Tin tức"),  # an astral character: JavaScript counts it as two
    ("noise", "Đăng ngày 02/07/2024"),
    ("heading", TITLE),
    (
        "prose",
        "Sáng 28/6, Ban Chấp hành Đảng bộ huyện tổ chức hội nghị lần thứ 9, sơ kết 6 tháng đầu năm. Đồng chí Vũ Thị "
        "Thanh Hà, Bí thư Huyện ủy khai mạc và chủ trì hội nghị.",
    ),
    ("caption", "Quang cảnh hội nghị."),
    (
        "prose",
        f"Kinh tế ổn định, {BORDER_QUOTE}; sớm cụ thể hóa Nghị quyết số 13-NQ/HU. Về hạn chế, giải ngân còn chậm.",
    ),
    *(("prose", f"Ý kiến thứ {number} nhất trí với báo cáo.") for number in range(1, 25)),
    ("prose", "Đồng chí Nông Văn Bình yêu cầu các phòng hoàn thành hồ sơ trong tháng 7."),
    ("noise", "Lượt truy cập: 1.204.551"),
)


def _span(words: str) -> tuple[int, int]:
    start = _BARE.text.index(words)
    return start, start + len(words)


def _sections(*begins: tuple[SectionKind, str]) -> tuple[Section, ...]:
    starts = [(_span(words)[0], kind) for kind, words in begins]
    ends = [start for start, _ in starts[1:]] + [_BARE.text.index("\nLượt truy cập")]
    return tuple(Section(start, end, kind) for (start, kind), end in zip(starts, ends, strict=True))


def _person(name: str, part: Part, office: str | None) -> Participant:
    return Participant(name, part, office, *_span(name))


PLENUM: Report = replace(
    _BARE,
    body="Ban Chấp hành Đảng bộ huyện",
    level="huyện",
    term="khóa XXIII",
    session=9,
    place="huyện Lục Nam",
    district="huyện Lục Nam",
    province="tỉnh Bắc Giang",
    held_on=date(2024, 6, 28),
    published_on=date(2024, 7, 2),
    period=Period(date(2024, 1, 1), date(2024, 6, 30), "6 tháng đầu năm 2024"),
    participants=(
        _person("Vũ Thị Thanh Hà", "opening", "Bí thư Huyện ủy"),
        _person("Vũ Thị Thanh Hà", "chair", "Bí thư Huyện ủy"),
        _person("Nông Văn Bình", "speech", None),
    ),
    documents=(DocumentReference("Nghị quyết", "13-NQ/HU", *_span("Nghị quyết số 13-NQ/HU")),),
    origins=(
        Origin("body", "convening organ", *_span("Ban Chấp hành Đảng bộ huyện")),
        Origin("term", "title, term", *_span("khóa XXIII")),
        Origin("session", "title, session", *_span("Hội nghị lần thứ 9")),
        Origin("place", "title", *_span("huyện Lục Nam")),
        Origin("district", "title", *_span("huyện Lục Nam")),
        Origin("province", "margin", None, None),
        Origin("held_on", "opening, year of publication", *_span("Sáng 28/6")),
        Origin("published_on", "date line", *_span("02/07/2024")),
        Origin("period", "opening, review", *_span("6 tháng đầu năm")),
    ),
    sections=_sections(
        ("opening", "Sáng 28/6"),
        ("participants", "Đồng chí Vũ Thị"),
        ("results", "Kinh tế ổn định"),
        ("tasks", "Hội nghị giao các xã"),
        ("limitations", "Về hạn chế"),
        ("discussion", "Ý kiến thứ 1 "),
        ("tasks", "Đồng chí Nông Văn Bình"),
    ),
)
