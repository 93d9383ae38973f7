"""What the tab of reports says, in both languages: looking for reports, opening one, adding, correcting, removing."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import Language


@dataclass(frozen=True, slots=True)
class ShelfWording:
    """The visible strings of one language. Gaps are filled as those of Wording are."""

    find_reports: str
    find_reports_hint: str
    order_latest: str
    order_oldest: str
    order_title: str
    order_place: str
    none_reports: str
    pages: str
    page_of: str
    page_before: str
    page_after: str
    all_reports: str
    report_text: str
    fact_sheet: str
    group_figures: str
    group_decisions: str
    group_tasks: str
    group_limitations: str
    group_events: str
    nothing_stated: str
    facts_failed: str


SHELF: dict[Language, ShelfWording] = {
    "vi": ShelfWording(
        find_reports="Tìm báo cáo",
        find_reports_hint="Tên, nơi, cơ quan, ngày… gõ không dấu cũng được",
        order_latest="Ngày họp, mới nhất trước",
        order_oldest="Ngày họp, cũ nhất trước",
        order_title="Tên báo cáo",
        order_place="Nơi",
        none_reports="Không có báo cáo nào khớp.",
        pages="Các trang của danh sách",
        page_of="Trang {page} / {last}",
        page_before="Trang trước",
        page_after="Trang sau",
        all_reports="Tất cả báo cáo",
        report_text="Nguyên văn báo cáo",
        fact_sheet="Báo cáo nêu gì",
        group_figures="Số liệu",
        group_decisions="Quyết định",
        group_tasks="Nhiệm vụ",
        group_limitations="Hạn chế",
        group_events="Việc sắp tới",
        nothing_stated="Không tìm thấy số liệu, quyết định, nhiệm vụ hay hạn chế nào trong báo cáo này.",
        facts_failed="Chưa tải được số liệu và nhiệm vụ của báo cáo này.",
    ),
    "en": ShelfWording(
        find_reports="Find reports",
        find_reports_hint="Title, place, body, date… with or without diacritics",
        order_latest="Day of meeting, latest first",
        order_oldest="Day of meeting, oldest first",
        order_title="Title",
        order_place="Place",
        none_reports="No report fits.",
        pages="Pages of the list",
        page_of="Page {page} of {last}",
        page_before="Previous page",
        page_after="Next page",
        all_reports="All reports",
        report_text="The report's own text",
        fact_sheet="What the report states",
        group_figures="Figures",
        group_decisions="Decisions",
        group_tasks="Tasks",
        group_limitations="Limitations",
        group_events="Events to come",
        nothing_stated="No figure, decision, task or limitation was found in this report.",
        facts_failed="The figures and tasks of this report could not be loaded.",
    ),
}
