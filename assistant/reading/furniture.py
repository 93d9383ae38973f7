"""One line of text -> whether it is a site's furniture: menu, date line, counter, link list, licence.

Patterns are written without diacritics and matched against folded text, so that every spelling is caught.
"""

from __future__ import annotations

import re

from assistant.vietnamese.folding import fold

_DATE_WORDS = (
    r"thu|hai|ba|tu|nam|sau|bay|chu|nhat|cn|ngay|thang|luc|hoi|gio|phut|giay|cap|dang|gui|xuat|ban|tao|viet|boi"
    r"|update|date|"
    r"am|pm|sa|ch|gmt|utc|h|p|t[2-7]|mon|tue|wed|thu|fri|sat|sun|ha noi"
)
_DATE_LINE = re.compile(rf"(?=.*\d)(?:\d+h\d*|\b(?:{_DATE_WORDS})\b|[\d\s:/.,|()+\-–—•])++")
_LABELLED_DATE = re.compile(
    r"(?:ngay dang|dang ngay|dang luc|ngay cap nhat|cap nhat(?: luc| ngay)?|ngay xuat ban|xuat ban|thoi gian dang"
    r"|ngay gui"
    r"|ngay tao)\b\W*.{0,20}\d.{0,60}"
)
# "Thứ Năm, 04/07/2024, 16:02 | Lượt xem: 12": a full date followed by a counter, a category or buttons.
_DATED_BAR = re.compile(
    r"\W*(?:(?:thu \w+|chu nhat)\W+)?(?:\d{1,2}[:h]\d{2}\W+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\W+\d{1,2}[:h]\d{2})?"
    r"(?:\W+(?:gmt|am|pm|sa|ch)\b.{0,24}|\W*[|•—[].{0,60})?"
)
# A day among other words of a publication line: its hour, a label, a counter.
_DAY = re.compile(
    r"(?<!\d)\d{1,2}(?:[/.-]\d{1,2}[/.-]| thang \d{1,2},? (?:nam )?| thang \w+(?: \w+)?, )\d{4}(?!\d)|\bthang"
    r" \w+(?: \w+)? \d{1,2}, \d{4}"
)
_OF_PUBLICATION = re.compile(
    r"\b\d{1,2}[:h]\d{2}\b|\b(?:dang|cap nhat|xuat ban|luot|xem|lan doc|boi|binh luan|co chu|gmt|in|chia se"
    r"|chuyen muc|nguon|views?|(?:cong|trang) thong tin dien tu)\b"
)
# A player's clock: "Trình phát video 00:00 02:47".
_PLAYER = re.compile(r".{0,40}\b\d{2}:\d{2}\W+\d{2}:\d{2}\W*")
# A row of links set apart by spaces only: "GIỚI THIỆU   TIN TỨC   LIÊN HỆ".
_SPACED_LINKS = re.compile(r"(?:\S+(?: \S+){0,5}\s{2,}){2,}\S+(?: \S+){0,5}")
_BUTTONS = re.compile(r"(?:\[[^\]]+\]\s*)+")
_DOCUMENT = re.compile(r"bien ban|thong bao|nghi quyet|bao cao|ket luan|ke hoach|chuong trinh|chi thi|to trinh|ban tin")
_ISSUED = re.compile(r"(?!thu \w+,|chu nhat,)[^\d.;:]{2,40}, ngay \d{1,2} thang \d{1,2} nam \d{4}\.?")

# Headings of lists that follow a report; after one that closes the page nothing belongs to the report any more.
_CLOSING = re.compile(
    r"(?:cac )?(?:tin|bai|bai viet)(?: tuc)?(?: da dua| da dang| khac| cu hon| moi hon| moi nhat| moi| cung chuyen muc"
    r"| cung loai| doc nhieu| xem nhieu)"
    r"|cung chuyen muc|tin nong|tin tieu diem|(?:y kien ban doc|(?:y kien )?binh luan)(?: \(\d+\))?"
    r"|gui (?:binh luan|y kien)"
    r"|lich cong tac(?: trong)?|(?:website|web) lien ket|lien ket (?:website|web|dien tu)|thong ke(?: truy cap)?"
    r"|(?:so )?luot truy cap|van ban moi(?: ban hanh)?|tim kiem theo .*|thong tin lien he|ho so lien quan"
)
_RELATED = re.compile(
    r"(?:cac )?(?:tin|bai|bai viet|tin bai|thong tin) lien quan|xem them|doc them|co the ban quan tam|tin noi bat"
)
_MENU = re.compile(
    r"trang chu|gioi thieu(?: chung)?|tin tuc(?:\W+su kien)?|tin anh|su kien|home|menu|lien he|gop y|hoi dap"
    r"|so do (?:site|cong|trang)"
    r"|ban do (?:site|cong)|rss|thu dien tu|dang (?:nhap|ky|xuat)|(?:ve|len) dau tr ?ang|ve trang truoc|quay lai"
    r"|tro ve|top"
    r"|in (?:bai(?: viet| nay)?|trang(?: nay)?)|gui (?:email|mail|bai viet|cho ban be)|chia se(?: bai viet| facebook)?"
    r"|facebook|zalo|twitter|youtube|tweet|google\+?|tai ve|nghe (?:doc )?bai(?: viet)?[\W\d]*|phong to|thu nho"
    r"|xem (?:chi tiet|tiep)(?: tai day)?|doc tiep|chi tiet|xem tat ca|thu vien (?:anh|video|hinh anh)|video(?: clip)?"
    r"|van ban phap luat|thu tuc hanh chinh|danh muc|chuyen muc|danh ba dien tu|cau hoi moi nhat|quang cao"
    r"|danh cho quang cao|duong day nong|tags?|tu khoa|trang truoc|trang sau|so luot (?:truy cap|dang online)"
    r"|dang online"
)
_COUNTER = re.compile(
    r"(?:hom nay|hom qua|(?:trong )?tuan(?: nay| truoc)?|(?:trong )?thang(?: nay| truoc)?|nam nay|tat ca|(?:da"
    r"|dang) truy cap"
    r"|dang (?:xem|online)|truc tuyen|khach(?: truc tuyen| vieng tham)?|thanh vien|tong(?: so"
    r"| cong)?(?: luot)?(?: truy cap| xem)?"
    r"|(?:so )?(?:luot|lan) (?:truy cap|xem|doc)|luot|da xem|views?|ip)\W*[\d.,]*(?: luot| nguoi)?"
)
_IMPRINT = re.compile(
    r"(?:[^\w]*(?:copyright|ban quyen)\b.*)|[©®].*|.*\bghi ro nguon\b.*"
    r"|giay phep(?: thiet lap| xuat ban| hoat dong)?\s*(?::|so\b).*"
    r"|(?:co quan (?:chu quan|quan ly)|chiu trach nhiem(?: ve)?(?: noi dung| chinh| xuat ban)*|truong ban bien tap"
    r"|e?-?mail|dien thoai|dt|fax|hotline|website|dia chi|tru so|thiet ke(?: va| boi)?|phat trien boi|chuyen muc|muc"
    r"|tags?"
    r"|tu khoa)\s*(?::|d/c).*"
    r"|.{0,12}(?:cong|trang) thong tin dien tu\b[^.;]{0,60}"
)
_LINK_BAR = re.compile(r"[^.;]*(?:[»›¦]|\w > \w|(?:\w ?\| ?\w[^|]*){2}|^trang (?:chu|nhat)\s*[/>|»-])[^.;]*")
# A link of a list of other news carries the day it was published.
_DATED_LINK = re.compile(r"[^.;]*?\W*\(?\d{1,2}[/-]\d{1,2}[/-]\d{4}\)?")
_LONGEST = 160


def is_date_line(text: str) -> bool:
    """Whether a line only says when a page was published, updated or issued ('Thứ 5, 08', 'Cập nhật: …')."""
    line = _folded(text)
    return len(line) <= 90 and any(p.fullmatch(line) for p in (_DATE_LINE, _LABELLED_DATE, _DATED_BAR, _ISSUED))


def tells_date(text: str) -> bool:
    """Whether a short line tells a day beside what belongs to a publication ('Quốc Toàn - 02/10/2024 17:35 GMT+7')."""
    line = _folded(text)
    return len(line) <= 90 and _DAY.search(line) is not None and _OF_PUBLICATION.search(line) is not None


def is_issue_line(text: str) -> bool:
    """Whether a line is a letterhead's place and day of issue ('Vân Sơn, ngày 3 tháng 5 năm 2024')."""
    return _ISSUED.fullmatch(_folded(text)) is not None


def is_motto(text: str) -> bool:
    """Whether a line holds the nation's name or motto, as letterheads do."""
    line = _folded(text)
    return "cong hoa xa hoi chu nghia viet nam" in line or "doc lap - tu do" in line


def is_document_kind(text: str) -> bool:
    """Whether a line is the kind of an official document alone ('BIÊN BẢN')."""
    return _DOCUMENT.fullmatch(fold(text).strip()) is not None


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the site around a report wherever it stands: menu, counter, licence, link list."""
    line = _folded(text)
    if not any(map(str.isalpha, line)):
        return True
    if len(line) > _LONGEST:
        return False
    return (
        closes_report(text)
        or opens_related(text)
        or any(p.fullmatch(line) for p in (_MENU, _COUNTER, _IMPRINT, _BUTTONS, _PLAYER))
    )


def is_link_bar(text: str) -> bool:
    """Whether a line is a breadcrumb or a row of links ('Trang chủ » Tin tức', 'Liên hệ | RSS | Đầu trang')."""
    if len(text) > _LONGEST:
        return False
    return _LINK_BAR.fullmatch(_folded(text)) is not None or _SPACED_LINKS.fullmatch(text.strip()) is not None


def is_dated_link(text: str) -> bool:
    """Whether a line looks like an entry of a list of other news ('Khai mạc hội thao (12/06/2024)')."""
    return len(text) <= 2 * _LONGEST and _DATED_LINK.fullmatch(_folded(text)) is not None


def closes_report(text: str) -> bool:
    """Whether a line is the heading of what follows every report of a site ('Các tin khác', 'Ý kiến bạn đọc')."""
    return _CLOSING.fullmatch(_folded(text)) is not None


def opens_related(text: str) -> bool:
    """Whether a line is the heading of a list of links that may also stand inside a report ('Tin liên quan')."""
    return _RELATED.fullmatch(_folded(text)) is not None


def _folded(text: str) -> str:
    return re.sub(r"^\d{1,2}\. ", "", " ".join(fold(text).split())).strip(" :.…-–—*•·+>»|")
