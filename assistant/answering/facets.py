"""What a question asks of a meeting besides figures, and what a clause tells of it: who chaired, when it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.domain import AnswerKind, Part, Query, Report
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.cues import Cue
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.people import find_people

Span = tuple[int, int]
# How a question, folded, asks for a part in a meeting, and how a report tells it.
ROLES: tuple[tuple[str, re.Pattern[str], Cue], ...] = tuple(
    (role, re.compile(asked), Cue(told))
    for role, asked, told in (
        (
            "conclude",
            r"\bket luan\b|\bduc ket\b|\bchot (?:lai|y|ha|van de|cuoi)\b|\bchot\b(?= \w+ (?:hop|nghi))"
            r"|\bconclu\w+|\bclosing\b|\bbe mac\b"
            r"|\bphat bieu (?:cuoi|ket thuc|sau cung)|\bclosed\b|\bwrapp?ed up\b|\bsumm?ed up\b",
            r"\bkết luận\b|\bbế mạc\b|\bphát biểu kết thúc\b|\bkết thúc (?:hội nghị|phiên họp|cuộc họp)",
        ),
        ("open", r"\bkhai mac\b|\bmo dau\b|\bopen(?:ed|ing|s)?\b|\bphat bieu mo dau\b", r"\bkhai mạc\b|\bmở đầu\b"),
        (
            "chair",
            r"\bchu (?:tri|toa|xi)\b|\bcam trich\b|\bdieu hanh\b|\bdieu khien\b|\bchair(?:s|ed|ing)?\b(?!man"
            r"|woman|person)|\bpresid\w+"
            r"|\bdung ra to chuc\b|\bgat bua\b|\bngoi ghe (?:chu|dieu)|\bhead(?:ed)? the meeting\b"
            r"|\bled the meeting\b|\bchu hoa\b",
            r"\bchủ (?:trì|tọa)\b|\bđiều hành\b|\bđiều khiển\b",
        ),
        (
            "report",
            r"\b(?:trinh bay|(?:ai|nguoi nao|dong chi nao|vi nao) (?:da |len )?bao cao|bao cao tom tat|doc bao cao"
            r"|thong qua bao cao|doc (?:\w+ ){0,3}bao cao|doc ban (?:so|tong) ket"
            r"|bao cao (?:\w+ ){0,6}(?:do )?(?:ai|(?:nguoi|vi|can bo|lanh dao) nao) (?:\w+ )?(?:doc|trinh)"
            r"|doc to trinh|thuyet trinh)\b"
            r"|\bpresented\b|\bread out\b|\bdelivered the report\b",
            r"\bbáo cáo\b|\btrình bày\b|\bthông qua\b|\bđọc\b",
        ),
        (
            "speak",
            r"\bphat bieu\b(?! (?:cuoi|ket thuc|sau cung|mo dau|khai mac))|\bspoke\b|\bspeech\b|\bgop y\b",
            r"\bphát biểu\b|\bý kiến\b",
        ),
        (
            "reply",
            r"\b(?:tra loi|giai trinh|giai dap|hoi dap|tiep thu|lam ro)\b|\b(?:answer|repl|respond|explain)\w*",
            r"\b(?:trả lời|giải trình|giải đáp|tiếp thu|làm rõ|nêu nguyên nhân)\b",
        ),
        (
            "propose",
            r"\b(?:de nghi|kien nghi|de xuat|xin|phan anh|keu|than|goi y)\b"
            r"|\b(?:suggest|propos|request|complain|ask)\w*",
            r"\b(?:đề nghị|kiến nghị|đề xuất|xin|phản ánh|mong|gợi ý|cho rằng|băn khoăn)\b",
        ),
        ("question", r"\bchat van\b|\bai hoi\b|\bquestioned\b|\braised\b", r"\b(?:chất vấn|hỏi|đặt vấn đề)\b"),
        ("direct", r"(?<!dong )\bchi dao\b|\binstruct\w*|\bdirected\b", r"\bchỉ đạo\b|\byêu cầu\b|\blưu ý\b"),
        (
            "author",
            r"\btac gia\b|\bphong vien\b|\bnguoi (?:viet|dua tin|soan|chup)\b|\b(?:viet|dua) (?:bai|tin)\b"
            r"|\bbai(?: viet| bao)?\b[^?]{0,60}\bky ten\b"
            r"|\bai viet\b|\bbyline\b|\breporter\b|\bjournalist\b|\bwho wrote\b|\bwritten by\b|\bcay but\b"
            r"|\bnguoi chup\b|\bdo ai viet\b|\bban tin\b[^?]*\bcua ai\b",
            r"\btác giả\b|\bngười viết\b|\bphóng viên\b",
        ),
        (
            "signer",
            r"\bky ten\b|\bai ky\b|\bnguoi ky\b|\bdo (?:\w+ ){1,8}ky\b(?! hop| ket)"
            r"|\bky (?:van ban|thong bao|ban hanh)\b|\bsigned\b",
            r"\b(?:tl|tm|kt|tuq)\b|\bđã ký\b",
        ),
        (
            "minutes",
            r"\bthu ky (?:cuoc|phien|hoi|ky|ghi)|\b(?:lam|la) thu ky\b|\bghi bien ban\b"
            r"|\bbien ban\b[^?]*\b(?:ai|nao) ghi\b"
            r"|\bai (?:la )?(?:thu ky|ghi)\b|\bthu ky la ai\b"
            r"|\bminutes\b[^?]*\bby\b|\bminute[- ]taker\b|\bsecretary of the (?:meeting|session)\b"
            r"|\btook (?:the )?minutes\b",
            r"\bthư ký\b|\bghi biên bản\b",
        ),
        (
            "absent",
            r"\bvang(?: mat)?\b|\bkhong (?:\w+ )?(?:du|den|tham du|co mat)\b|\bthieu mat\b"
            r"|\babsent\b|\bmissed\b|\bdid not attend\b",
            r"\bvắng(?: mặt)?\b|\bkhông (?:dự|tham dự)\b|\bđi công tác\b|\bđi học\b|\bbận công tác\b|\bxin nghỉ\b",
        ),
        (
            "attend",
            r"\b(?:tham |den |ve |co )?du\b(?! (?:an|toan|kien|thao|bao|phong|no|tru|luan|bi))|\bco mat\b"
            r"|\battend\w*\b|\btham gia (?:cuoc|phien|hoi|ky)|\bkhach moi\b|\bcame to\b",
            r"\bdự\b(?! (?:án|toán|kiến|thảo|báo|phòng|nợ|trữ|luận|bị))|\bcó mặt\b|\btham gia\b|\bmời\b",
        ),
    )
)
# Those who stand below a report, outside its sentences.
SIGNED = frozenset(("author", "signer"))
# Parts that are told in too many ways for a clause without these words to tell of another.
LOOSE = frozenset(("reply", "propose", "question"))
_TIMES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (facet, re.compile(pattern))
    for facet, pattern in (
        (
            "ended",
            r"\b(?:ket thuc|tan|be mac|xong|dong) (?:hop |luc |vao )*(?:may gio|luc nao|khi nao|luc may)"
            r"|\bwhat time\b[^?]*\bend",
        ),
        (
            "published",
            r"\b(?:(?:duoc|bai|tin) dang|dang (?:tai|bai|tin|len|luc|vao)|len (?:mang|bao|trang)|cap nhat|dua tin)\b"
            r"|\b(?:published|posted)\b",
        ),
        (
            "held",
            r"\b(?:hoi nghi|cuoc hop|phien hop|ky hop|buoi hop|hop|cuoc giao ban|giao ban|to chuc|dien ra"
            r"|meeting|session|conference)\b[^?]*"
            r"(?:\b(?:ngay|hom|khi|bao gio|buoi|luc|thang) (?:nao|may)\b|\bbao gio\b|\bwhen\b|\bwhat (?:date"
            r"|day)\b|\bngay may\b)"
            r"|\b(?:when|what (?:date|day)|which day)\b[^?]*\b(?:meet|meeting|session|held|convene|take place)",
        ),
    )
)  # fmt: skip
_BY = re.compile(r"\bdo (?:ông |bà |anh |chị |đồng chí |đ/c )?$", re.IGNORECASE)
_GIVEN = re.compile(r"[^,?]{0,60}?\b(?:chủ trì|chủ tọa|điều hành|trình bày|báo cáo|kết luận)\b", re.IGNORECASE)
_ENDED = Cue(r"\b(?:kết thúc|bế mạc|bàn giao|thống nhất)\b[^.]{0,30}\b\d{1,2}\s?(?:giờ|h|g|:)")
_MET = Cue(r"\b(?:tổ chức|họp|diễn ra|khai mạc|bế mạc)\b")
_PARTS: dict[Part, str] = {
    "chair": "chair", "opening": "open", "report": "report", "speech": "speak", "conclusion": "conclude",
    "attend": "attend",
}  # fmt: skip
_ORIGINS = {"held_on": "held", "published_on": "published"}


def asked_facets(query: Query) -> frozenset[str]:
    """Return the facets that a question asks for; of roles only when it asks for people, of times for times."""
    return _asked_facets(query.kind, query.own or query.standalone)


@lru_cache(maxsize=256)  # each clause is held against the same question
def _asked_facets(kind: AnswerKind, question: str) -> frozenset[str]:
    question = in_full(question)
    folded = fold(question if kind == "yesno" else _without_given(question))
    if kind == "date":
        return frozenset(next(((name,) for name, pattern in _TIMES if pattern.search(folded)), ()))
    found = frozenset(name for name, asked, _ in ROLES if asked.search(folded))
    found -= {"attend"} if "absent" in found else frozenset()
    if kind in ("person", "list", "yesno", "none", "count"):
        return found
    return found & {"author"} if kind == "place" else frozenset()


def _without_given(question: str) -> str:
    """Return a question without the part that it itself gives to somebody: "phiên họp do ông Lê A chủ trì, ai …"."""
    for person in reversed(find_people(question)):
        given = _GIVEN.match(question, person.end)
        if given and _BY.search(question[: person.start]):
            question = question[: given.start()] + question[given.end() :]
    return question


@lru_cache(maxsize=16384)
def _told_in(words: str) -> frozenset[str]:
    """Return the facets that words alone tell of."""
    held = ("held",) if _MET.stands_in(words) and find_dates(words) else ()
    ended = ("ended",) if _ENDED.stands_in(words) else ()
    return frozenset((*(name for name, _, told in ROLES if told.stands_in(in_full(words))), *held, *ended))


def told_facets(report: Report, span: Span) -> frozenset[str]:
    """Return the facets that a span of a report tells of."""
    return frozenset((*_told_in(report.text[slice(*span)]), *_read_of(report, span)))


def _read_of(report: Report, span: Span) -> Iterator[str]:
    start, end = span
    for person in report.participants:
        if start <= person.start < end:
            yield _PARTS[person.part]
    for origin in report.origins:
        if origin.start is not None and start <= origin.start < end and origin.field in _ORIGINS:
            yield _ORIGINS[origin.field]
    if any(block.kind == "byline" and block.start < end and start < block.end for block in report.blocks):
        yield from ("author", "signer")
