"""The words of the composer's own, in both languages; all else in an answer is quoted."""

from __future__ import annotations

from datetime import date

from assistant.domain import Language, Report

PHRASES: dict[str, dict[Language, str]] = {
    "none": {
        "vi": "Các báo cáo không nêu thông tin này.",
        "en": "The reports do not say.",
    },
    "part_missing": {
        "vi": "Các báo cáo không nêu phần này của câu hỏi: “{part}”.",
        "en": "The reports do not answer this part of the question: “{part}”.",
    },
    "unplaced": {
        "vi": "Báo cáo được dẫn không nêu rõ nơi hoặc thời gian được hỏi: {titles}.",
        "en": "A report that is cited does not state the place or time asked about: {titles}.",
    },
    "unknown_name": {
        "vi": "Các báo cáo không nhắc đến {names}.",
        "en": "The reports do not mention {names}.",
    },
    "holds_places": {"vi": "Thư viện có báo cáo của {places}.", "en": "The library holds reports of {places}."},
    "holds_years": {
        "vi": "Các báo cáo trong thư viện là của năm {years}.",
        "en": "The library's reports are of {years}.",
    },
    "unknown_name_within": {
        "vi": "Các báo cáo trong phạm vi đang lọc không nhắc đến {names}.",
        "en": "The reports within your filters do not mention {names}.",
    },
    "holds_places_within": {
        "vi": "Phạm vi đang lọc có báo cáo của {places}.",
        "en": "Within your filters there are reports of {places}.",
    },
    "holds_years_within": {
        "vi": "Các báo cáo trong phạm vi đang lọc là của năm {years}.",
        "en": "The reports within your filters are of {years}.",
    },
    "without_filters": {
        "vi": "Bỏ lọc để tìm trong cả thư viện.",
        "en": "Clear the filters to search the whole library.",
    },
    "talk": {
        "vi": "Trợ lý Hội nghị trả lời từ các báo cáo. Hãy hỏi về một cuộc họp, một chỉ tiêu hoặc một người.",
        "en": "The meeting assistant answers from reports. Ask about a meeting, a figure or a person in them.",
    },
    "yes": {"vi": "Đúng: {words}", "en": "Yes: {words}"},
    "no": {"vi": "Không: báo cáo nêu {words}", "en": "No: the report says {words}"},
    "says": {"vi": "Báo cáo nêu: {words}", "en": "The report says: {words}"},
    "meetings": {"vi": "Có {n} cuộc họp khớp câu hỏi.", "en": "{n} meetings match."},
    "latest_meeting": {
        "vi": "Cuộc họp gần nhất có ghi ngày trong các báo cáo:",
        "en": "The latest meeting whose day the reports state:",
    },
    "first_of": {
        "vi": "Có {n} cuộc họp khớp câu hỏi; bảng có {listed} cuộc đầu.",
        "en": "{n} meetings match; the table has the first {listed}.",
    },
    "no_meeting": {
        "vi": "Trong {considered} báo cáo về cuộc họp, không có cuộc họp nào như vậy.",
        "en": "None of the {considered} meeting reports is about such a meeting.",
    },
    "meetings_counted": {
        "vi": "Đếm {n} trong {considered} báo cáo về cuộc họp được xét.",
        "en": "Counted: {n} of the {considered} meeting reports considered.",
    },
    "undated": {
        "vi": "{n} cuộc họp không rõ ngày; thời gian được nhìn lại nằm trọn trong thời gian hỏi.",
        "en": "{n} of them state no day; the time they look back on lies within the time asked about.",
    },
    "section_results": {"vi": "Về kết quả đã đạt được:", "en": "On what was achieved:"},
    "section_limitations": {"vi": "Về hạn chế, khó khăn:", "en": "On shortcomings and difficulties:"},
    "section_discussion": {"vi": "Về ý kiến thảo luận:", "en": "On the discussion:"},
    "section_conclusion": {"vi": "Về kết luận, chỉ đạo:", "en": "On the conclusion:"},
    "section_tasks": {"vi": "Về nhiệm vụ, giải pháp:", "en": "On what is to be done:"},
    "held_on": {"vi": "Ngày họp", "en": "Held on"},
    "meeting": {"vi": "Cuộc họp", "en": "Meeting"},
    "chairs": {"vi": "Chủ trì", "en": "Chaired by"},
    "place": {"vi": "Nơi", "en": "Place"},
    "period": {"vi": "Kỳ", "en": "Period"},
    "against": {"vi": "So với", "en": "Against"},
    "report": {"vi": "Báo cáo", "en": "Report"},
    "no_period": {"vi": "không rõ kỳ", "en": "period not stated"},
    "highest": {"vi": "Cao nhất: {told}.", "en": "Highest: {told}."},
    "lowest": {"vi": "Thấp nhất: {told}.", "en": "Lowest: {told}."},
    "extremes": {"vi": "Cao nhất: {first}; thấp nhất: {last}.", "en": "Highest: {first}; lowest: {last}."},
    "more": {
        "vi": "{more} cao hơn {less} là {by} ({sum}).",
        "en": "{more} is higher than {less} by {by} ({sum}).",
    },
    "equal": {"vi": "{more} bằng {less}.", "en": "{more} equals {less}."},
    "times": {"vi": "{more} gấp {by} lần {less} ({sum}).", "en": "{more} is {by} times {less} ({sum})."},
    "rose": {"vi": "Từ {first} đến {last}: tăng {by} ({sum}).", "en": "From {first} to {last}: up {by} ({sum})."},
    "fell": {"vi": "Từ {first} đến {last}: giảm {by} ({sum}).", "en": "From {first} to {last}: down {by} ({sum})."},
    "unchanged": {"vi": "Từ {first} đến {last}: không đổi.", "en": "From {first} to {last}: unchanged."},
    "beside": {
        "vi": "Các số liệu khác nhau về {what} nên chỉ đặt cạnh nhau, không so hơn kém: {told}.",
        "en": "The figures differ in {what}, so they are set side by side, not ranked: {told}.",
    },
    "beside_some": {
        "vi": "Các số liệu khác nhau về {what} nên chỉ đặt cạnh nhau trong bảng, không so hơn kém; chẳng hạn {told}.",
        "en": "The figures differ in {what}, so the table sets them side by side, not ranked; for example {told}.",
    },
    "differ_indicator": {"vi": "chỉ tiêu", "en": "indicator"},
    "differ_kind": {"vi": "loại số liệu", "en": "kind of figure"},
    "differ_unit": {"vi": "đơn vị", "en": "unit"},
    "differ_against": {"vi": "mức so sánh", "en": "baseline"},
    "differ_length": {"vi": "độ dài kỳ", "en": "length of period"},
    "counted": {
        "vi": "Tính trên {n} báo cáo có nêu {indicator}, trong {considered} báo cáo được xét.",
        "en": "From {n} reports that state it ({indicator}), of {considered} considered.",
    },
    "lacking": {
        "vi": "Không thấy số liệu {indicator} phù hợp của {names}.",
        "en": "No fitting figure ({indicator}) was found for {names}.",
    },
    "left_out": {
        "vi": "{n} số liệu khác kỳ hoặc khác loại nằm trong bảng nhưng không được so.",
        "en": "{n} figures of another period or kind stand in the table but were not compared.",
    },
    "first_rows": {
        "vi": "Bảng chỉ có {n} dòng đầu trong {total}.",
        "en": "The table has the first {n} rows of {total}.",
    },
    "no_date": {"vi": "không rõ ngày", "en": "date not stated"},
    "no_place": {"vi": "địa danh không nêu", "en": "place not stated"},
}


def phrase(key: str, language: Language, **values: object) -> str:
    """Return a phrase in a language with its values filled in."""
    return PHRASES[key][language].format(**values)


def day(value: date, language: Language) -> str:
    """Return a day as readers write it: 31/8/2023, or 31 August 2023."""
    return f"{value.day}/{value.month}/{value.year}" if language == "vi" else f"{value.day} {value:%B %Y}"


def whereabouts(report: Report, language: Language) -> str:
    """Return place and date of a report in a few words, to tell it from others."""
    place = report.place or phrase("no_place", language)
    held = day(report.held_on, language) if report.held_on else phrase("no_date", language)
    return f"{place}, {held}"
