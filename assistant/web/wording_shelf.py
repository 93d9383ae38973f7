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
    correct: str
    correct_title: str
    correct_meaning: str
    by_hand: str
    as_read: str
    save: str
    cancel: str
    fact_title: str
    people: str
    person_name: str
    person_office: str
    person_part: str
    person_add: str
    person_drop: str
    person_empty: str
    fact_commune: str
    fact_district: str
    fact_province: str
    period_words: str
    period_whole: str
    remove: str
    remove_title: str
    remove_asked: str
    remove_meaning: str
    removed: str
    change_failed: str
    add_reports: str
    choose_files: str
    or_drop: str
    upload_limits: str
    upload_waits: str
    upload_sending: str
    upload_reading: str
    upload_added: str
    upload_known: str
    upload_failed: str
    upload_too_large: str
    uploading_n: str
    uploaded_n: str
    uploaded_added: str
    uploaded_known: str
    uploaded_failed: str
    open_report: str
    collection: str
    collection_is: str
    default_collection: str
    put_into: str
    new_collection: str
    new_collection_name: str
    name_collection: str


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
        correct="Sửa thông tin",
        correct_title="Sửa thông tin của báo cáo",
        correct_meaning=(
            "Chỉ những ô được đổi mới được ghi lại. Chỗ sửa tay được giữ cả khi tệp được nạp lại; nguyên văn "
            "báo cáo không đổi."
        ),
        by_hand="đã sửa tay",
        as_read="Bỏ mọi chỗ sửa tay",
        save="Lưu",
        cancel="Thôi",
        fact_title="Tên báo cáo",
        people="Người tham gia",
        person_name="Họ tên, như trong báo cáo",
        person_office="Chức vụ",
        person_part="Vai trò",
        person_add="Thêm người",
        person_drop="Bỏ {}",
        person_empty="dòng trống",
        fact_commune="Xã, phường",
        fact_district="Huyện",
        fact_province="Tỉnh, thành phố",
        period_words="Cách gọi",
        period_whole="Giai đoạn cần đủ ngày đầu, ngày cuối và cách gọi, hoặc để trống cả ba.",
        remove="Gỡ khỏi thư viện",
        remove_title="Gỡ báo cáo này?",
        remove_asked="“{}” và mọi số liệu, nhiệm vụ của nó sẽ rời thư viện.",
        remove_meaning=(
            "Tệp được tải lên ở đây cũng bị xóa. Tệp do người quản trị nạp từ thư mục khác vẫn ở chỗ cũ và "
            "có thể trở lại khi thư mục ấy được nạp lại."
        ),
        removed="Đã gỡ “{}”.",
        change_failed="Chưa làm được. Xin thử lại; nếu vẫn lỗi, hãy báo người quản trị.",
        add_reports="Thêm báo cáo",
        choose_files="Chọn tệp",
        or_drop="hoặc kéo thả vào đây",
        upload_limits="Mỗi tệp tối đa {size} MB: {formats}",
        upload_waits="Đang chờ",
        upload_sending="Đang gửi",
        upload_reading="Đang đọc",
        upload_added="Đã vào thư viện",
        upload_known="Đã có trong thư viện",
        upload_failed="Không đọc được: {}",
        upload_too_large="tệp lớn hơn {} MB",
        uploading_n="Còn {} tệp",
        uploaded_n="Xong: {}.",
        uploaded_added="{} tệp đã vào thư viện",
        uploaded_known="{} tệp thư viện đã có từ trước",
        uploaded_failed="{} tệp không đọc được",
        open_report="Mở",
        collection="Bộ báo cáo",
        collection_is="Thuộc bộ: {}",
        default_collection="mặc định (default)",
        put_into="Đưa vào bộ",
        new_collection="Bộ mới…",
        new_collection_name="Tên bộ mới",
        name_collection="Xin đặt tên cho bộ mới, rồi chọn lại tệp.",
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
        correct="Correct",
        correct_title="Correct what the report says about itself",
        correct_meaning=(
            "Only fields that you change are kept. They stay when the file is read again; the report's text "
            "never changes."
        ),
        by_hand="corrected by hand",
        as_read="Take all corrections back",
        save="Save",
        cancel="Cancel",
        fact_title="Title",
        people="Participants",
        person_name="Name, as in the report",
        person_office="Office",
        person_part="Part",
        person_add="Add somebody",
        person_drop="Take out {}",
        person_empty="the empty line",
        fact_commune="Commune",
        fact_district="District",
        fact_province="Province",
        period_words="In words",
        period_whole="A period needs its first day, its last day and its words, or none of the three.",
        remove="Remove from the library",
        remove_title="Remove this report?",
        remove_asked="“{}” will leave the library with all its figures and tasks.",
        remove_meaning=(
            "A file that was uploaded here is deleted, too. One that the operator ingested from another "
            "folder stays there, and may come back when that folder is ingested again."
        ),
        removed="Removed “{}”.",
        change_failed="This could not be done. Please try again; if it persists, tell the operator.",
        add_reports="Add reports",
        choose_files="Choose files",
        or_drop="or drop them here",
        upload_limits="Each file up to {size} MB: {formats}",
        upload_waits="Waiting",
        upload_sending="Sending",
        upload_reading="Reading",
        upload_added="In the library now",
        upload_known="Already in the library",
        upload_failed="Not read: {}",
        upload_too_large="the file is larger than {} MB",
        uploading_n="{} files left",
        uploaded_n="Done: {}.",
        uploaded_added="{} added",
        uploaded_known="{} in the library already",
        uploaded_failed="{} not read",
        open_report="Open",
        collection="Collection",
        collection_is="In the collection: {}",
        default_collection="the default one",
        put_into="Put into",
        new_collection="A new collection…",
        new_collection_name="Name of the new collection",
        name_collection="Please name the new collection, then choose the files again.",
    ),
}
