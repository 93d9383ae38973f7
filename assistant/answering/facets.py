"""What a question asks of a meeting besides figures, and what a clause tells of it: who chaired, when it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.domain import Part, Query, Report
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold

Span = tuple[int, int]
# How a question asks for a part in a meeting, and how a report tells it. Both on folded text.
ROLES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (role, re.compile(asked), re.compile(told))
    for role, asked, told in (
        (
            "conclude",
            r"\bket luan\b|\bduc ket\b|\bchot (?:lai|y|ha|van de|cuoi)\b|\bchot\b(?= \w+ (?:hop|nghi))"
            r"|\bconclu\w+|\bclosing\b|\bbe mac\b"
            r"|\bphat bieu (?:cuoi|ket thuc|sau cung)|\bclosed\b|\bwrapp?ed up\b|\bsumm?ed up\b",
            r"\bket luan\b|\bbe mac\b|\bphat bieu ket thuc\b|\bphat bieu be mac\b|\bket thuc (?:hoi nghi"
            r"|phien hop|cuoc hop)",
        ),
        ("open", r"\bkhai mac\b|\bmo dau\b|\bopen(?:ed|ing|s)?\b|\bphat bieu mo dau\b", r"\bkhai mac\b|\bmo dau\b"),
        (
            "chair",
            r"\bchu (?:tri|toa|xi)\b|\bcam trich\b|\bdieu hanh\b|\bdieu khien\b|\bchair(?:s|ed|ing)?\b(?!man"
            r"|woman|person)|\bpresid\w+"
            r"|\bdung ra to chuc\b|\bgat bua\b|\bngoi ghe (?:chu|dieu)|\bhead(?:ed)? the meeting\b"
            r"|\bled the meeting\b|\bchu hoa\b",
            r"\bchu (?:tri|toa)\b|\bdieu hanh\b|\bdieu khien\b",
        ),
        (
            "report",
            r"\b(?:trinh bay|bao cao tom tat|doc bao cao|thong qua bao cao|doc (?:\w+ ){0,3}bao cao"
            r"|doc to trinh|thuyet trinh)\b"
            r"|\bpresented\b|\bread out\b|\bdelivered the report\b",
            r"\bbao cao\b|\btrinh bay\b|\bthong qua\b|\bdoc\b",
        ),
        (
            "speak",
            r"\bphat bieu\b(?! (?:cuoi|ket thuc|sau cung|mo dau|khai mac))|\bspoke\b|\bspeech\b|\bgop y\b",
            r"\bphat bieu\b|\by kien\b",
        ),
        ("direct", r"(?<!dong )\bchi dao\b|\binstruct\w*|\bdirected\b", r"(?<!dong )\bchi dao\b|\byeu cau\b|\bluu y\b"),
        (
            "author",
            r"\btac gia\b|\bphong vien\b|\bnguoi (?:viet|dua tin|soan|chup)\b|\b(?:viet|dua) (?:bai|tin)\b"
            r"|\bbai(?: viet| bao)?\b[^?]{0,60}\bky ten\b"
            r"|\bai viet\b|\bbyline\b|\breporter\b|\bjournalist\b|\bwho wrote\b|\bwritten by\b|\bcay but\b"
            r"|\bnguoi chup\b|\bdo ai viet\b|\bban tin\b[^?]*\bcua ai\b",
            r"\btac gia\b|\bnguoi viet\b|\bphong vien\b",
        ),
        (
            "signer",
            r"\bky ten\b|\bai ky\b|\bnguoi ky\b|\bdo ai ky\b|\bky (?:van ban|thong bao|ban hanh)\b|\bsigned\b",
            r"\b(?:tl|tm|kt|tuq)\b|\bda ky\b",
        ),
        (
            "minutes",
            r"\bthu ky (?:cuoc|phien|hoi|ky|ghi)|\bghi bien ban\b|\bbien ban\b[^?]*\bai ghi\b"
            r"|\bai (?:la )?(?:thu ky|ghi)\b|\bthu ky la ai\b"
            r"|\bminutes\b[^?]*\bby\b|\bminute[- ]taker\b|\bsecretary of the (?:meeting|session)\b"
            r"|\btook (?:the )?minutes\b|\bai lam thu ky\b",
            r"\bthu ky\b|\bghi bien ban\b",
        ),
        (
            "absent",
            r"\bvang(?: mat)?\b|\bkhong (?:du|den|tham du)\b|\babsent\b|\bmissed\b|\bdid not attend\b",
            r"\bvang(?: mat)?\b|\bkhong (?:du|tham du)\b|\bdi cong tac\b|\bdi hoc\b|\bban cong tac\b|\bxin nghi\b",
        ),
        (
            "attend",
            r"\b(?:tham |den |ve |co )?du\b(?! (?:an|toan|kien|thao|bao|phong|no|tru|luan|bi))|\bco mat\b"
            r"|\battend\w*\b|\btham gia (?:cuoc|phien|hoi|ky)|\bkhach moi\b|\bcame to\b",
            r"\bdu\b(?! (?:an|toan|kien|thao|bao|phong|no|tru|luan|bi))|\bco mat\b|\btham gia\b|\bkhach moi\b|\bmoi\b",
        ),
    )
)
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
_ENDED = re.compile(r"\b(?:ket thuc|be mac|ket thuc luc|ban giao|thong nhat)\b[^.]{0,30}\b\d{1,2}\s?(?:gio|h|g|:)")
_MET = re.compile(r"\b(?:to chuc|hop|dien ra|khai mac|be mac)\b")
_PARTS: dict[Part, str] = {
    "chair": "chair", "opening": "open", "report": "report", "speech": "speak", "conclusion": "conclude",
    "attend": "attend",
}  # fmt: skip
_ORIGINS = {"held_on": "held", "published_on": "published"}


def asked_facets(query: Query) -> frozenset[str]:
    """Return the facets that a question asks for; of roles only when it asks for people, of times for times."""
    folded = fold(in_full(query.own or query.standalone))
    if query.kind == "date":
        return frozenset(next(((name,) for name, pattern in _TIMES if pattern.search(folded)), ()))
    if query.kind in ("person", "list", "yesno", "none", "count"):
        found = [name for name, asked, _ in ROLES if asked.search(folded)]
        return frozenset(found)
    return frozenset()


@lru_cache(maxsize=16384)
def _told_roles(words: str) -> frozenset[str]:
    return frozenset(name for name, _, told in ROLES if told.search(fold(in_full(words))))


def told_facets(report: Report, span: Span) -> frozenset[str]:
    """Return the facets that a span of a report tells of."""
    return frozenset((*_told_roles(report.text[slice(*span)]), *_read_of(report, span)))


def _read_of(report: Report, span: Span) -> Iterator[str]:
    start, end = span
    for person in report.participants:
        if start <= person.start < end:
            yield _PARTS[person.part]
    for origin in report.origins:
        if origin.start is not None and start <= origin.start < end and origin.field in _ORIGINS:
            yield _ORIGINS[origin.field]
    if _MET.search(fold(report.text[start:end])) and find_dates(report.text[start:end]):
        yield "held"
    if any(block.kind == "byline" and block.start < end and start < block.end for block in report.blocks):
        yield from ("author", "signer")
    if _ENDED.search(fold(report.text[start:end])):
        yield "ended"
