"""Words that give somebody something to do: "giao" that assigns, told from "họp giao ban", "kế hoạch huyện giao"."""

from __future__ import annotations

from assistant.vietnamese.folding import fold

# A briefing ("giao ban") is told from a Ban by what names the Ban.
_NAMES_A_BAN = (
    r"tổ chức|quản lý|tuyên giáo|dân vận|nội chính|chỉ huy|chỉ đạo|kiểm tra|thường|chấp hành|dân tộc|pháp chế|kinh tế"
    r"|văn hóa|giải phóng|bồi thường|đại diện|giám sát|công tác|an toàn|xây dựng|nhân dân|cán sự|phát triển|vận động"
    r"|qlda|ql|chqs|gpmb"
)
_GIVING = (
    r"(?<!bàn )(?<!tuyên )giao\b(?! (?:thông|lưu|dịch|tiếp|dục|quân(?! sự)|viên)\b)"
    rf"(?! ban\b(?! (?:{_NAMES_A_BAN})\b))"
)
_TO = r"(?: nhiệm vụ| trách nhiệm| việc)?(?: cho)?(?: các| từng| mỗi)?"
_OFFICERS = r"công chức|cán bộ|đồng chí|ông|bà|phòng|văn phòng|trưởng|phó|kế toán|công an|tổ"
_ADDRESSEES = (
    rf"{_OFFICERS}|ban|ubnd|ủy ban|hđnd|thường trực|mặt trận|mttq|hội|đoàn|quân sự|chủ tịch|bí thư|xã|thôn|bản|khu"
    r"|huyện|phường|thị trấn|sở|ngành|đơn vị|cơ quan|trung tâm|trạm|trường|chi bộ|đảng ủy|chi cục|hạt|hợp tác xã|htx"
    r"|chủ đầu tư|địa phương|cấp ủy"
)
# Behind a unit's name it says whose plan something is, unless it goes on to the officer who is given a task.
_BY_NO_UNIT = r"(?<!tỉnh )(?<!huyện )(?<!trung ương )(?<!thành phố )(?<!xã )"
_BY_A_UNIT = r"(?<=(?:huyện| tỉnh|. phố|.. xã) )"
_GIVES_OR_SHARES = rf"(?<!được )(?<!đã )(?:{_GIVING}|phân công\b){_TO}"
GIVES = rf"(?:{_BY_NO_UNIT}{_GIVING}|{_BY_A_UNIT}{_GIVING}{_TO} (?:{_OFFICERS})\b)"
ASSIGNS = rf"(?:{_BY_NO_UNIT}{_GIVES_OR_SHARES} (?:{_ADDRESSEES})\b|{_BY_A_UNIT}{_GIVES_OR_SHARES} (?:{_OFFICERS})\b)"
FOLDED_GIVING, FOLDED_GIVES, FOLDED_ASSIGNS = fold(_GIVING), fold(GIVES), fold(ASSIGNS)
