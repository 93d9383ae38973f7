"""A language -> every string a visitor can see, for the pages, their scripts and the API's refusals."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from assistant.domain import Language


@dataclass(frozen=True, slots=True)
class Wording:
    """The visible strings of one language. Names ending in _n take the number through `format`."""

    lang: Language
    product: str
    other_lang: str
    other_lang_name: str
    other_lang_path: str
    reports_n: str
    theme: str
    welcome: str
    promise: str
    empty_title: str
    empty_hint: str
    question_label: str
    question_hint: str
    answer_label: str
    send: str
    stop: str
    working: str
    stopped: str
    failed: str
    too_long: str
    understood: str
    nearest: str
    computed: str
    corrected: str
    chat_label: str
    source: str
    close: str
    loading: str
    source_failed: str
    noise: str
    sections: str
    section_opening: str
    section_participants: str
    section_reports: str
    section_results: str
    section_limitations: str
    section_discussion: str
    section_conclusion: str
    section_tasks: str
    about_meeting: str
    fact_body: str
    fact_term: str
    fact_session: str
    fact_place: str
    fact_held_on: str
    fact_published_on: str
    fact_period: str
    fact_number: str
    fact_documents: str
    part_chair: str
    part_opening: str
    part_report: str
    part_speech: str
    part_conclusion: str
    outside_text: str
    rule_opening: str
    rule_caption: str
    rule_title: str
    rule_date_line: str
    year_written: str
    year_of_publication: str
    year_of_report: str
    province_change: str
    district_change: str
    several: str
    joined: str
    place_unknown: str
    date_unknown: str
    open_chat: str
    close_chat: str


VI = Wording(
    lang="vi",
    product="Trợ lý Hội nghị",
    other_lang="EN",
    other_lang_name="Switch to English",
    other_lang_path="/en/",
    reports_n="{} báo cáo",
    theme="Đổi nền sáng hoặc tối",
    welcome="Hỏi các báo cáo hội nghị",
    promise="Mỗi câu trả lời dẫn đúng nguyên văn báo cáo. Bấm số [1] để đọc chỗ được trích.",
    empty_title="Thư viện chưa có báo cáo nào",
    empty_hint="Đưa báo cáo vào bằng lệnh dưới đây, rồi tải lại trang. Thư mục samples/ có sẵn báo cáo để thử.",
    question_label="Câu hỏi",
    answer_label="Trả lời",
    question_hint="Hỏi về một cuộc họp, một chỉ tiêu, một người…",
    send="Hỏi",
    stop="Dừng",
    working="Đang đọc các báo cáo…",
    stopped="Đã dừng.",
    failed="Chưa trả lời được. Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị.",
    too_long="Câu hỏi dài quá 2000 ký tự. Xin rút gọn rồi hỏi lại.",
    understood="hiểu là:",
    nearest="Những đoạn gần nhất",
    computed="Tính từ các số liệu được dẫn",
    corrected="Đã sửa theo nguyên văn báo cáo",
    chat_label="Hỏi và đáp",
    source="Nguồn",
    close="Đóng",
    loading="Đang mở báo cáo…",
    source_failed="Không mở được báo cáo này. Có thể nó vừa được thay hoặc gỡ khỏi thư viện.",
    noise="Phần ngoài bản tin (trình đơn, bộ đếm, tin khác)",
    sections="Các phần của báo cáo",
    section_opening="Mở đầu",
    section_participants="Thành phần",
    section_reports="Báo cáo",
    section_results="Kết quả",
    section_limitations="Hạn chế",
    section_discussion="Thảo luận",
    section_conclusion="Kết luận",
    section_tasks="Nhiệm vụ",
    about_meeting="Về cuộc họp",
    fact_body="Cơ quan",
    fact_term="Khóa, nhiệm kỳ",
    fact_session="Lần thứ",
    fact_place="Nơi",
    fact_held_on="Ngày họp",
    fact_published_on="Ngày đăng",
    fact_period="Giai đoạn",
    fact_number="Số hiệu",
    fact_documents="Văn bản được nêu",
    part_chair="Chủ trì",
    part_opening="Khai mạc",
    part_report="Báo cáo",
    part_speech="Phát biểu",
    part_conclusion="Kết luận",
    outside_text="theo thuộc tính của trang",
    rule_opening="ngày ghi ở phần mở đầu",
    rule_caption="ngày ghi ở chú thích ảnh",
    rule_title="ngày ghi ở tiêu đề",
    rule_date_line="theo dòng ngày tháng của trang",
    year_written="có ghi năm",
    year_of_publication="năm theo ngày đăng",
    year_of_report="năm theo năm nêu trong báo cáo",
    province_change="Từ {since} {unit} thuộc {province} ({act})",
    district_change="Từ {since} không còn {unit}; địa bàn thuộc {now}, {province} ({act})",
    several="các {}",
    joined="và",
    place_unknown="địa danh không nêu",
    date_unknown="ngày không rõ",
    open_chat="Mở trợ lý",
    close_chat="Đóng trợ lý",
)

EN = Wording(
    lang="en",
    product="Meeting Assistant",
    other_lang="VI",
    other_lang_name="Chuyển sang tiếng Việt",
    other_lang_path="/",
    reports_n="{} reports",
    theme="Switch light or dark",
    welcome="Ask the meeting reports",
    promise="Every answer quotes the reports word for word. Press a number [1] to read the cited words.",
    empty_title="The library holds no report yet",
    empty_hint="Add reports with the command below, then reload. The folder samples/ has reports to try.",
    question_label="Question",
    answer_label="Answer",
    question_hint="Ask about a meeting, a figure, a person…",
    send="Ask",
    stop="Stop",
    working="Reading the reports…",
    stopped="Stopped.",
    failed="This could not be answered. Please try again; if it persists, tell the operator.",
    too_long="The question is longer than 2000 characters. Please shorten it and ask again.",
    understood="read as:",
    nearest="The nearest passages",
    computed="Computed from the cited figures",
    corrected="Corrected to the report's own words",
    chat_label="Questions and answers",
    source="Source",
    close="Close",
    loading="Opening the report…",
    source_failed="This report cannot be opened. It may just have been replaced or removed.",
    noise="Outside the article (menus, counters, other news)",
    sections="Sections of the report",
    section_opening="Opening",
    section_participants="Participants",
    section_reports="Reports",
    section_results="Results",
    section_limitations="Limitations",
    section_discussion="Discussion",
    section_conclusion="Conclusion",
    section_tasks="Tasks",
    about_meeting="About the meeting",
    fact_body="Body",
    fact_term="Term",
    fact_session="Session number",
    fact_place="Place",
    fact_held_on="Held on",
    fact_published_on="Published on",
    fact_period="Period",
    fact_number="Number",
    fact_documents="Documents cited",
    part_chair="Chair",
    part_opening="Opened by",
    part_report="Reported by",
    part_speech="Speakers",
    part_conclusion="Concluded by",
    outside_text="from the page's properties",
    rule_opening="day written in the opening",
    rule_caption="day written under a photo",
    rule_title="day written in the title",
    rule_date_line="from the page's date line",
    year_written="with its year",
    year_of_publication="year from the day of publication",
    year_of_report="year from the years the report names",
    province_change="Since {since} {unit} has belonged to {province} ({act})",
    district_change="Since {since} there has been no {unit}; its area lies in {now}, {province} ({act})",
    several="the {}",
    joined="and",
    place_unknown="place not named",
    date_unknown="date not known",
    open_chat="Open the assistant",
    close_chat="Close the assistant",
)

WORDINGS: dict[Language, Wording] = {"vi": VI, "en": EN}

INGEST_COMMAND = "python ingest.py samples/"

# Gradio's own messages. It ships no Vietnamese and falls back to its English, so these stand in for the English ones.
GRADIO_WORDS: dict[Language, dict[str, str]] = {
    "vi": {
        "chatbot.clear": "Xóa",
        "common.clear": "Xóa",
        "common.error": "Lỗi",
        "common.loading": "Đang tải",
        "common.submit": "Hỏi",
        "common.stop": "Dừng",
        "errors.build_error": "Trang chưa dựng được.",
        "errors.config_error": "Trang chưa nạp được.",
        "errors.runtime_error": "Trang gặp lỗi khi chạy.",
    },
    "en": {},
}

# What the API says when it refuses a request; both languages, since a client's language is not known.
REFUSALS: dict[str, str] = {
    "missing": "thiếu trường này / this field is missing",
    "extra_forbidden": "không có trường này / there is no such field",
    "string_too_short": "không được để trống / must not be empty",
    "string_too_long": "dài quá giới hạn {max_length} ký tự / longer than {max_length} characters",
    "string_type": "phải là chuỗi ký tự / must be a string",
    "string_unicode": "có ký tự Unicode hỏng / has broken Unicode",
    "too_long": "quá {max_length} phần tử / more than {max_length} entries",
    "literal_error": "phải là một trong {expected} / must be one of {expected}",
    "less_than_equal": "không được lớn hơn {le} / must not exceed {le}",
    "greater_than_equal": "không được nhỏ hơn {ge} / must be at least {ge}",
    "int_type": "phải là số nguyên / must be an integer",
    "int_parsing": "phải là số nguyên / must be an integer",
    "json_invalid": "JSON không đúng cú pháp / the JSON is malformed",
    "date_order": "'from' phải trước hoặc bằng 'to' / 'from' must not be after 'to'",
}
INVALID = "giá trị không hợp lệ / invalid value"
INVALID_DATE = "phải là ngày dạng YYYY-MM-DD / must be a date such as 2023-08-31"
NO_SUCH_ROUTE = "Không có địa chỉ hoặc phương thức này; xem /api/docs / No such address or method; see /api/docs"
NO_SUCH_REPORT = "Không có báo cáo này trong thư viện / The library has no such report"
# The server's own messages name its folders and commands: they go to its log, not to visitors.
UNABLE = "Chưa trả lời được lúc này; xem nhật ký máy chủ / Cannot answer now; see the server's log"
UNEXPECTED = "Lỗi không lường trước; xem nhật ký máy chủ / Unexpected error; see the server's log"
BAD_HOST = "Tên máy chủ không được phép / This Host is not allowed"
FOREIGN_ORIGIN = "Yêu cầu từ trang khác bị từ chối / Requests from another origin are refused"
BODY_TOO_LARGE = "Nội dung quá {limit} kB / The body exceeds {limit} kB"
CLOSED = "Đường này không mở / This address is closed"


def script_words(words: Wording) -> dict[str, str]:
    """The same strings under the same names, for JSON handed to a script."""
    return {name: str(text) for name, text in asdict(words).items()}
