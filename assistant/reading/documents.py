"""Sentences and letterhead of a report -> the numbered documents it cites, and its own number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain import DocumentReference
from assistant.reading.excerpts import Excerpt, Known
from assistant.vietnamese.folding import fold

_KINDS = {
    fold(kind): kind
    for kind in (
        *("Nghị quyết", "Chỉ thị", "Quyết định", "Kế hoạch", "Kết luận", "Thông báo", "Công văn", "Tờ trình", "Đề án"),
        *("Báo cáo", "Chương trình", "Nghị định", "Thông tư", "Hướng dẫn", "Quy định", "Luật", "Công điện", "Quy chế"),
        *("Thông tri", "Lệnh", "Biên bản", "Chương trình hành động", "Giấy mời"),
    )
}
_KIND = "|".join(sorted(_KINDS, key=len, reverse=True))
# 13-NQ/HU, 45-CT/TW, 37/BB-HĐND, 202/2025/QH15, 125/KH-UBND, 1234/UBND-VP
_SIGN = r"[^\W\d_]{1,8}\d{0,2}(?:[.&][^\W\d_]{1,6})?"
_NUMBER = rf"\d{{1,5}}(?:/(?:19|20)\d\d)?\s?[-–/]\s?{_SIGN}(?:\s?[-–/]\s?{_SIGN}){{0,3}}"
_CITED = re.compile(rf"(?:\b(?P<kind>{_KIND})\s+(?:so\s*:?\s*)?|\bso\s*:?\s*)(?P<number>{_NUMBER})(?![\w/])")
_OWN = re.compile(rf"\W*so\s*:?\s*(?P<number>{_NUMBER}|\d{{1,5}})\s*(?:$|\s{{2,}}|[|])")
_UNSIGNED = re.compile(
    r"\b(?P<kind>chi thi|nghi quyet|ket luan|nghi dinh)(?: so (?P<number>\d{1,4})|\s+(?P<bare>\d{2,4})"
    r"(?=\s*(?:cua|ve|[-–,.;)])(?:\s|$)))(?![\w/])"
)
# Signs are written in capitals, but for the last letter of TTr and TTg; "Tổ số 3 - Ban" is no number.
_SIGNED = re.compile(r"\d{1,5}(?:/\d{4})?(?:[-–/][A-ZĐƯÔ]+[a-z]?[A-ZĐƯÔ]*\d{0,2}(?:[.&][A-ZĐ]+)?)*")


def own_number(lines: Sequence[Excerpt]) -> Known[str] | None:
    """Return the number that a document's letterhead gives it ("Số: 46/BB-VP"), None when it has none."""
    for line in lines:
        match = _OWN.match(line.folded)
        if match:
            return Known(_written(line, match), line, *match.span("number"), "letterhead")
    return None


def cited_documents(sentences: Sequence[Excerpt], own: Known[str] | None) -> tuple[DocumentReference, ...]:
    """Return the numbered documents that sentences cite, each once, where it is cited first."""
    found: dict[str, DocumentReference] = {}
    for excerpt in sentences:
        for match in _matches(excerpt.folded):
            number = _written(excerpt, match)
            if excerpt.start is None or not _SIGNED.fullmatch(number) or fold(number) == (own and fold(own.value)):
                continue
            kind = _KINDS.get(match["kind"] or "")
            start, end = excerpt.start + match.start(), excerpt.start + match.end()
            found.setdefault(fold(number), DocumentReference(kind, number, start, end))
    return tuple(found.values())


def _matches(folded: str) -> Iterator[re.Match[str]]:
    signed = tuple(_CITED.finditer(folded))
    taken = {match.start() for match in signed}
    bare = (match for match in _UNSIGNED.finditer(folded) if match.start() not in taken)
    yield from sorted((*signed, *bare), key=lambda match: match.start())


def _written(excerpt: Excerpt, match: re.Match[str]) -> str:
    """The number as written, without the spaces some put around its strokes."""
    group = "number" if match["number"] else "bare"
    return re.sub(r"\s", "", excerpt.text[match.start(group) : match.end(group)])
