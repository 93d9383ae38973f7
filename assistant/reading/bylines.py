"""One line of text after a report -> whether it is its byline (who wrote it, for which station) or its signature."""

from __future__ import annotations

import re

from assistant.vietnamese.folding import fold

_LABELLED = re.compile(
    r"\W*(?:tin|tin bai|bai|anh|tin\W{1,3}anh|bai\W{1,3}anh|bai va anh|tin va anh|nguon(?: tin)?(?: tu)?|theo"
    r"|tac gia|nguoi (?:dang|viet|dua tin)"
    r"|bien tap|thuc hien|ban bien tap|nhom pv|pv|ctv|dua tin)\b\s*[:\-–(]?.{2,80}"
)
_STATION = re.compile(
    r"\b(?:trung tam (?:tt|vh|van hoa|truyen thong)|tt ?- ?vh|tt ?& ?vh|ttvh\w*|tt-tt|ttth|dai (?:tt|truyen thanh"
    r"|phat thanh|pt)|cong (?:tt|thong tin)"
    r"|ban tuyen giao|ban bien tap|bao \w+|\.gov|gov\.vn|van phong (?:huyen uy|hdnd|ubnd|hu))"
)
_NAME = r"[^\W\d_][\w'’]*(?: [^\W\d_][\w'’]*){0,4}"
_NAMES = re.compile(rf"\W*{_NAME}(?:\s*[-–—/,&+]\s*{_NAME}|\s*\({_NAME}\))*\W*")
# The foot of an official document: who signs, for whom, and who receives it.
_SIGNATURE = re.compile(
    r"\W*(?:noi nhan\b.*|\(?da ky\)?\W*(?:\s{2,}.*)?|(?:tm|kt|tl|tuq)\b\..*"
    r"|(?:thu ky|chu toa|chu tri|nguoi ghi bien ban|nguoi ghi)(?: (?:ky hop|phien hop|cuoc hop|hoi"
    r" nghi))?(?:\s{2,}.*)?)",
    re.DOTALL,
)
_SIGNED = re.compile(rf"\W*{_NAME}\s{{3,}}{_NAME}\W*")
_LONGEST = 90


def is_byline(text: str) -> bool:
    """Whether a line names authors, a station or a source; sentences and lower-case words never do."""
    if len(text) > _LONGEST or re.search(r"[;?!]|[^.]\.$|\d{3}", text):
        return False
    folded = fold(text)
    if _LABELLED.fullmatch(folded) and not re.search(r"\w{2}\. \w", text):
        return True
    return _STATION.search(folded) is not None or (_NAMES.fullmatch(text) is not None and _is_all_names(text))


def is_signature(text: str) -> bool:
    """Whether a line or table at a document's foot signs it: "THƯ KÝ … CHỦ TỌA", "(Đã ký)", "Nơi nhận: …"."""
    if _SIGNED.fullmatch(text):
        return _is_all_names(text)
    told = len(text) > _LONGEST and text.endswith(".")
    return not told and _SIGNATURE.fullmatch(fold(text)) is not None


def _is_all_names(text: str) -> bool:
    words = re.findall(r"[^\W\d_][\w'’]*", text)
    return 1 < len(words) <= 12 and all(word[0].isupper() for word in words) and not text.isupper()
