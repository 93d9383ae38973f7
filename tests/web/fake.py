"""An Asker without models or files: invented reports and answers that exercise what the pages must show."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

from assistant.domain import (
    Answer,
    AnswerKind,
    Block,
    BlockKind,
    Chart,
    ChartPoint,
    ChartShape,
    Citation,
    Evidence,
    Figure,
    FigureKind,
    Filters,
    Language,
    Passage,
    Period,
    Point,
    PointKind,
    Report,
    ReportSummary,
    Source,
    Statement,
    Table,
    Timings,
    Turn,
)
from assistant.errors import LibraryBusy
from assistant.facts import find_figures
from assistant.web.schemas import AskLanguage
from tests.reports import make_chairs

QUOTE = "Cộng dồn 8 tháng, thu ngân sách nhà nước được 217 tỷ đồng, bằng 41,6% dự toán huyện giao"
EVIL_TITLE = "<script>window.hacked=1</script> **Họp** [x](javascript:window.hacked=1)"
EVIL_QUOTE = (
    '<img src=x onerror="window.hacked=1"> ${window.hacked=1} {{window.hacked=1}} $$x$$ '
    "[bấm](javascript:window.hacked=1) <b>đậm</b> `mã` _nghiêng_\n\n# tiêu đề"
)
TASK_QUOTES = (
    "Các phòng, ban rà soát tiến độ giải phóng mặt bằng cụm công nghiệp Đồng Mơ, báo cáo trước ngày 15/9",
    "Phòng Tài chính tham mưu giải pháp bù hụt thu tiền sử dụng đất",
)
NO_FILTERS = Filters()
NOT_SAID = "Các báo cáo không nêu ai là huấn luyện viên đội tuyển bóng đá."


def report(report_id: str, file: str, title: str, *runs: tuple[BlockKind, str], **known: object) -> Report:
    """A report whose text is the runs, one to a line."""
    blocks, start = [], 0
    for kind, text in runs:
        blocks.append(Block(start, start + len(text), kind))
        start += len(text) + 1
    text = "\n".join(text for _, text in runs)
    source = Source("default", "/bao-cao", file, sha256(file.encode()).hexdigest())
    return Report(id=report_id, source=source, text=text, blocks=tuple(blocks), title=title, **known)  # type: ignore[arg-type]


AUGUST = report(
    "thang-8",
    "2023/thang-8.txt",
    "Hội nghị Ban Thường vụ Huyện ủy Sơn Đông đánh giá tình hình tháng 8",
    ("noise", "🏠 Trang chủ | Tin tức | Lịch công tác"),  # an astral character: JavaScript counts it as two
    ("heading", "Hội nghị Ban Thường vụ Huyện ủy Sơn Đông đánh giá tình hình tháng 8"),
    (
        "prose",
        "Sáng ngày 31/8, Ban Thường vụ Huyện ủy Sơn Đông tổ chức hội nghị đánh giá kết quả thực hiện nhiệm vụ tháng 8, "
        "bàn nhiệm vụ trọng tâm tháng 9. Đồng chí Vũ Thị Thanh Hà, Bí thư Huyện ủy chủ trì hội nghị.",
    ),
    ("caption", "Quang cảnh hội nghị."),
    (
        "prose",
        "Theo báo cáo tại hội nghị, kinh tế của huyện tiếp tục ổn định; sản xuất vụ mùa bảo đảm khung thời vụ. Thu "
        f"ngân sách nhà nước tháng 8 được 52 tỷ đồng. {QUOTE}; riêng thu tiền sử dụng đất mới đạt 12,4% dự toán. "
        "Chi ngân sách 8 tháng ước 412 tỷ đồng, bảo đảm các nhiệm vụ chi thường xuyên và an sinh xã hội.",
    ),
    (
        "prose",
        "Bên cạnh kết quả đạt được, hội nghị chỉ rõ một số hạn chế: giải ngân vốn đầu tư công còn chậm; tiến độ "
        "giải phóng mặt bằng một số dự án chưa đạt yêu cầu; cải cách hành chính ở vài xã chuyển biến chưa rõ nét.",
    ),
    ("prose", f"Kết luận hội nghị, Bí thư Huyện ủy yêu cầu: {TASK_QUOTES[0]}; {TASK_QUOTES[1]}."),
    ("byline", "Minh An – Trung tâm Văn hóa, Thông tin huyện"),
    ("noise", "Lượt truy cập: 1.204.551"),
    ("noise", "Tin cùng chuyên mục: Ra quân làm đường giao thông (28/8)"),
    place="huyện Sơn Đông",
    body="Ban Thường vụ Huyện ủy",
    held_on=date(2023, 8, 31),
    published_on=date(2023, 9, 1),
    period=Period(date(2023, 1, 1), date(2023, 8, 31), "8 tháng đầu năm 2023"),
    participants=make_chairs("Vũ Thị Thanh Hà"),
)
JULY = report(
    "thang-7",
    "2023/thang-7.md",
    "Giao ban Ủy ban nhân dân huyện tháng 7",
    ("prose", "Thu ngân sách nhà nước 7 tháng ước đạt 188 tỷ đồng, bằng 28,4% dự toán. Hội nghị không nêu địa danh."),
    held_on=date(2023, 7, 28),
)
EVIL = report("độc-1", "doc.html", EVIL_TITLE, ("prose", f"Mở đầu. {EVIL_QUOTE} Kết thúc."))
REPORTS = (JULY, AUGUST, EVIL)


def months(place: str, *values: int, **known: object) -> Report:
    """A report that tells one comparable figure of each month from January 2024 on."""
    told = (
        "prose",
        " ".join(f"Thu ngân sách tháng {n}/2024 đạt {value} tỷ đồng." for n, value in enumerate(values, 1)),
    )
    file = f"2024/{len(values)}-{values[0]}.txt"
    return report(f"thu-{values[0]}", file, f"Giao ban {place}", told, place=place, held_on=date(2024, 4, 2), **known)


QUARTER = months("huyện Ba Tơ", 40, 55, 61)
NEIGHBOURS = tuple(months(place, value) for place, value in (("xã A", 10), ("xã B", 30), ("xã C", 20)))


def point(kind: PointKind, source: Report, words: str, when: Period | None = None) -> Point:
    """A point whose clause stands in the report."""
    start = source.text.index(words)
    return Point(
        id=f"{source.id}:{start}",
        report_id=source.id,
        kind=kind,
        section=None,
        when=when,
        start=start,
        end=start + len(words),
    )


POINTS = (
    point("limitation", AUGUST, "giải ngân vốn đầu tư công còn chậm"),
    point("task", AUGUST, TASK_QUOTES[0], Period(date(2023, 9, 1), date(2023, 9, 14), "trước ngày 15/9")),
    point("task", AUGUST, TASK_QUOTES[1]),
    point("limitation", JULY, "Hội nghị không nêu địa danh"),
)


def cite(number: int, source: Report, quote: str) -> Citation:
    """A citation of words that stand in the report."""
    start = source.text.index(quote)
    return Citation(
        number,
        source.id,
        source.source.path,
        source.title,
        source.place,
        source.held_on,
        None,
        quote,
        start,
        start + len(quote),
    )


def answer(
    kind: AnswerKind,
    statements: tuple[Statement, ...],
    citations: tuple[Citation, ...],
    *,
    understood: str = "",
    notes: tuple[str, ...] = (),
    nearest: tuple[Citation, ...] = (),
    text: str = "",
) -> Answer:
    """An answer whose text is its statements with markers, unless given."""
    marked = " ".join(f"{s.text} {''.join(f'[{n}]' for n in s.citations)}".strip() for s in statements)
    timings = Timings(1.04, 20.0, 5.0, 1.0, 27.04)
    return Answer(
        text or marked, kind == "none", kind, understood, notes, statements, citations, nearest, "extractive", timings
    )


BUDGET = answer(
    "figure",
    (
        Statement("217 tỷ đồng, bằng 41,6% dự toán huyện giao.", (1,)),
        Statement("Đây là lũy kế 8 tháng; riêng tháng 8 thu 52 tỷ đồng.", (1, 2)),
        Statement("So với 7 tháng, số thu tăng thêm 29 tỷ đồng.", (1, 3), "computed", "217 − 188 = 29"),
    ),
    (
        cite(1, AUGUST, QUOTE),
        cite(2, AUGUST, "Thu ngân sách nhà nước tháng 8 được 52 tỷ đồng"),
        cite(3, JULY, "Thu ngân sách nhà nước 7 tháng ước đạt 188 tỷ đồng, bằng 28,4% dự toán"),
    ),
    understood="thu ngân sách nhà nước 8 tháng đầu năm 2023, huyện Sơn Đông",
    notes=("Đã mở rộng tìm kiếm: không có báo cáo nào ghi đúng địa danh được hỏi.",),
)
BUDGET = replace(BUDGET, named=Filters(place="huyện Sơn Đông", date_from=date(2023, 1, 1), date_to=date(2023, 8, 31)))
CORRECTED = answer(
    "figure",
    (
        Statement(
            QUOTE, (1,), "corrected", "Một câu đã được thay bằng nguyên văn vì “65 tỷ đồng” không có trong đoạn trích."
        ),
    ),
    (cite(1, AUGUST, QUOTE),),
)
TASKS = answer(
    "task",
    tuple(Statement(f"{q}.", (n,)) for n, q in enumerate(TASK_QUOTES, 1)),
    tuple(cite(n, AUGUST, q) for n, q in enumerate(TASK_QUOTES, 1)),
)
REFUSED = answer(
    "none",
    (),
    (),
    text=NOT_SAID,
    nearest=(
        cite(1, AUGUST, "Đồng chí Vũ Thị Thanh Hà, Bí thư Huyện ủy chủ trì hội nghị"),
        cite(2, JULY, "Hội nghị không nêu địa danh"),
    ),
)
HOSTILE = answer(
    "list", (Statement(EVIL_QUOTE, (1,), "corrected"),), (cite(1, EVIL, EVIL_QUOTE),), understood=EVIL_QUOTE
)


def compared(
    shape: ChartShape, title: str, labels: tuple[str, str, str], sources: tuple[tuple[Report, str, int], ...]
) -> Answer:
    """An answer that sets one value of each report side by side, as a table and as a chart."""
    citations = tuple(cite(number, source, quote) for number, (source, quote, _) in enumerate(sources, 1))
    points = tuple(
        ChartPoint(label, Decimal(value), quote, number)
        for number, (label, (_, quote, value)) in enumerate(zip(labels, sources, strict=True), 1)
    )
    said = answer("comparison", (Statement("Ba số liệu so sánh được.", (1, 2, 3)),), citations)
    return replace(
        said,
        table=Table(
            ("Nơi" if shape == "bars" else "Kỳ", "Giá trị", "Ngày họp"),
            tuple((point.label, point.words, f"{point.citation}/8/2023") for point in points),
            tuple((None, point.citation, None) for point in points),
        ),
        chart=Chart(shape, title, "đồng", points),
    )


THREE = ((JULY, "188 tỷ đồng", 188 * 10**9), (AUGUST, "217 tỷ đồng", 217 * 10**9), (AUGUST, "412 tỷ đồng", 412 * 10**9))
BARS = compared("bars", "Ngân sách, kết quả 8 tháng", ("xã Bình Minh", "huyện Sơn Đông", "huyện Đắk R’Lấp"), THREE)
LINE = compared("line", "Ngân sách qua các kỳ", ("6 tháng 2023", "7 tháng 2023", "8 tháng đầu năm 2023"), THREE)
HOSTILE_CHART = compared("bars", EVIL_QUOTE, (EVIL_TITLE, EVIL_QUOTE, "xã A"), (*THREE[:2], (EVIL, EVIL_QUOTE, 10**9)))
ANSWERS = {
    "độc hại": HOSTILE_CHART,
    "So sánh": BARS,
    "Diễn biến": LINE,
    "huấn luyện viên": REFUSED,
    "đã sửa": CORRECTED,
    "độc": HOSTILE,
    "giao nhiệm vụ": TASKS,
}


@dataclass
class FakeLibrary:
    """The invented reports."""

    held: tuple[Report, ...] = REPORTS

    def limited_to(self, collections: frozenset[str]) -> FakeLibrary:
        return FakeLibrary(tuple(report for report in self.held if report.source.collection in collections))

    def reports(self) -> tuple[ReportSummary, ...]:
        known = [one.name for one in fields(ReportSummary)]
        return tuple(ReportSummary(**{name: getattr(one, name) for name in known}) for one in self.held)

    def figures(
        self,
        report_ids: Sequence[str] | None = None,
        canonical: str | None = None,
        kind: FigureKind | None = None,
    ) -> tuple[Figure, ...]:
        chosen = (report for report in self.held if report_ids is None or report.id in report_ids)
        found = (figure for report in chosen for figure in find_figures(report))
        return tuple(one for one in found if canonical in (None, one.canonical) and kind in (None, one.kind))

    def points(self, report_ids: Sequence[str] | None, kind: PointKind | None) -> tuple[Point, ...]:
        held = {report.id for report in self.held if report_ids is None or report.id in report_ids}
        return tuple(point for point in POINTS if point.report_id in held and kind in (None, point.kind))

    def report(self, report_id: str) -> Report | None:
        return next((one for one in self.held if one.id == report_id), None)


class BusyLibrary:
    """Another process writes to the catalog, and goes on to."""

    def __getattr__(self, name: str) -> object:
        raise LibraryBusy("Thư viện đang bận; xin hỏi lại sau ít giây.")


@dataclass
class FakeAssistant:
    """Answers by a word in the question and remembers how it was asked; `pause_s` stands between statements."""

    library: FakeLibrary = field(default_factory=FakeLibrary)
    pause_s: float = 0.0
    asked: list[tuple[str, tuple[Turn, ...], Filters, str]] = field(default_factory=list)

    def ask(
        self, question: str, turns: tuple[Turn, ...] = (), filters: Filters = NO_FILTERS, language: AskLanguage = "auto"
    ) -> Answer:
        self.asked.append((question, turns, filters, language))
        if "bận" in question:
            raise LibraryBusy("Thư viện đang bận; xin hỏi lại sau ít giây.")
        if "hỏng" in question:
            raise RuntimeError("bí mật bên trong")
        return next((found for word, found in ANSWERS.items() if word in question), BUDGET)

    def search(self, question: str, k: int = 10, filters: Filters = NO_FILTERS) -> tuple[Evidence, ...]:
        self.asked.append((question, (), filters, "auto"))
        start = AUGUST.text.index(QUOTE)
        passage = Passage("thang-8-1", AUGUST.id, 1, start, start + len(QUOTE), QUOTE, AUGUST.title)
        return (Evidence(passage, AUGUST, 0.9, 1),)[:k]

    def stream(
        self, question: str, turns: tuple[Turn, ...] = (), filters: Filters = NO_FILTERS, language: AskLanguage = "auto"
    ) -> Iterator[Statement | Answer]:
        whole = self.ask(question, turns, filters, language)
        for statement in whole.statements:
            time.sleep(self.pause_s)
            yield statement
        yield whole

    def example_questions(self, language: Language) -> tuple[str, ...]:
        if not self.library.held:
            return ()
        if language == "en":
            return ("How much budget revenue was collected in eight months?", "Who chaired the August meeting?")
        return (
            "Thu ngân sách 8 tháng đầu năm 2023 ước đạt bao nhiêu?",
            "Ai chủ trì hội nghị tháng 8 của huyện Sơn Đông?",
            "Hội nghị giao nhiệm vụ gì cho các phòng, ban?",
        )

    def report_count(self) -> int:
        return len(self.library.held)

    def limited_to(self, collections: frozenset[str]) -> FakeAssistant:
        limited = copy(self)
        limited.library = self.library.limited_to(collections)
        return limited
