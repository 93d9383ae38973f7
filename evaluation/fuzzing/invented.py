"""A random number generator -> the Draft of a meeting report that nobody has written: no two are equal."""

from __future__ import annotations

from random import Random

from assistant.domain import CELL
from assistant.reading.draft import Draft, Piece, join

_FIRST = ("Vân", "Đông", "Hà", "Thạch", "Nam", "Bình", "Phú", "Tân", "Yên", "Lộc", "Cẩm", "Hương", "Quế", "Trà")
_SECOND = ("Sơn", "Khê", "Lâm", "Ninh", "Thủy", "Hải", "Giang", "Thành", "Lạc", "Điền", "Phong", "Bồng", "Mỹ", "Xuyên")
_NAMES = ("Nguyễn Văn", "Trần Thị", "Lê Đình", "Phạm Thu", "Hoàng Minh", "Đỗ Quang", "Bùi Thị", "Vũ Ngọc")
_CALLED = ("Hạnh", "Dũng", "Mận", "Tám", "Lan", "Khôi", "Thảo", "Quyết", "Nhàn", "Sáng", "Oanh", "Lực")
_TITLES = (
    "Huyện ủy {place} họp phiên thường kỳ tháng {month}",
    "HĐND huyện {place} khai mạc kỳ họp thứ {ordinal}",
    "UBND huyện {place} sơ kết {month} tháng đầu năm {year}",
    "Hội nghị Ban Chấp hành Đảng bộ huyện {place} lần thứ {ordinal}",
)
_SENTENCES = (
    "Sáng ngày {day}/{month}/{year}, Ban Thường vụ Huyện ủy {place} tổ chức hội nghị lần thứ {ordinal} để đánh giá kết "
    "quả thực hiện nhiệm vụ {month} tháng đầu năm {year}.",
    "Đồng chí {name}, Bí thư Huyện ủy, chủ trì hội nghị; dự hội nghị có {count} đại biểu của các xã, thị trấn và "
    "phòng, ban thuộc huyện {place}.",
    "Tổng thu ngân sách nhà nước trên địa bàn huyện ước đạt {figure} tỷ đồng, bằng {share}% dự toán tỉnh giao, tăng "
    "{growth}% so với cùng kỳ năm trước.",
    "Giá trị sản xuất công nghiệp ước đạt {figure} tỷ đồng; toàn huyện trồng mới {count} ha rừng, đạt {share}% kế "
    "hoạch của năm {year}.",
    "Tỷ lệ giải ngân vốn đầu tư công đến ngày {day}/{month}/{year} là {share}%, còn {count} dự án chậm tiến độ do "
    "vướng mắc về giải phóng mặt bằng tại xã {other}.",
    "Hội nghị cũng chỉ ra một số hạn chế: việc cải cách hành chính ở xã {other} còn chậm, {count} hồ sơ bị quá hạn.",
    "Kết luận hội nghị, đồng chí {name} yêu cầu các ngành, các xã tập trung hoàn thành {count} nhiệm vụ trước ngày "
    "{day}/{month}/{year}.",
)
_INDICATORS = ("Thu ngân sách", "Chi ngân sách", "Diện tích gieo trồng", "Số hộ nghèo", "Lao động có việc làm mới")


def invent(random: Random) -> Draft:
    """Return a report: a title, some paragraphs, sometimes a table of figures."""
    place, year = _place(random), random.randint(2019, 2025)
    pieces = [Piece(_filled(random, random.choice(_TITLES), place, year), "heading")]
    told = (_SENTENCES[0], *random.sample(_SENTENCES[1:], random.randint(3, 6)))
    pieces += [Piece(_filled(random, sentence, place, year)) for sentence in told]
    if random.random() < 0.4:
        pieces.append(Piece(_table(random), "table"))
    text, parts = join(tuple(pieces))
    return Draft(text, parts, window_title=pieces[0].text)


def _place(random: Random) -> str:
    return f"{random.choice(_FIRST)} {random.choice(_SECOND)}"


def _filled(random: Random, sentence: str, place: str, year: int) -> str:
    return sentence.format(
        place=place,
        other=_place(random),
        name=f"{random.choice(_NAMES)} {random.choice(_CALLED)}",
        day=random.randint(1, 28),
        month=random.randint(2, 12),
        year=year,
        ordinal=random.randint(2, 40),
        count=random.randint(5, 900),
        figure=f"{random.randint(1, 9)}.{random.randint(100, 999)},{random.randint(1, 9)}",
        share=f"{random.randint(20, 99)},{random.randint(1, 99)}",
        growth=f"{random.randint(1, 40)},{random.randint(1, 9)}",
    )


def _table(random: Random) -> str:
    rows = [("Chỉ tiêu", "Kế hoạch", "Thực hiện")]
    for indicator in random.sample(_INDICATORS, random.randint(2, 5)):
        rows.append((indicator, str(random.randint(100, 9999)), f"{random.randint(100, 9999)},{random.randint(1, 9)}"))
    return "\n".join(CELL.join(row) for row in rows)
