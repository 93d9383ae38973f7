"""A report's text and Blocks -> its sections: what the meeting was, who came, results, limitations, tasks and so on.

Cue phrases begin a section; it runs on until the cue of another. Cues are told by folded text, so spellings don't count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain import Block, Metadata, Section, SectionKind
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import sentences

_MEETING = r"(?:hoi nghi|ky hop|phien hop|cuoc hop|buoi (?:hop|lam viec|giao ban)|dai hoi|giao ban|phien)"
_AT = rf"(?:(?:tai|trong|cuoi|sau) (?:{_MEETING}|chuong trinh|do|khi)[^,;:.]{{0,50}},? ?(?:da )?)?"
_DEMAND = (
    r"(?:yeu cau|de nghi|giao|chi dao|luu y|quan triet|phan cong)\b.{0,60}?"
    r"\b(?:cac|cap uy|huyen|xa|phong|nganh|don vi|co quan|ubnd|hdnd|ban|dia phuong|tung|toan|dang bo|tap trung|tiep tuc|can|phai)\b"
)
_ACTION = (
    r"(?:tiep tuc|tap trung|day manh|day nhanh|tang cuong|chu trong|quan tam|phan dau|khan truong|ra soat|chu dong|nang cao"
    r"|lam tot|to chuc (?:tot|thuc hien|trien khai)|thuc hien (?:tot|nghiem|hieu qua|co hieu qua|dong bo|day du)|don doc|huy dong|siet chat|bao dam"
    r"|dam bao|xay dung|trien khai (?:tot|dong bo|kip thoi|thuc hien)|cung co|phat huy|giai quyet|hoan thanh|kien quyet|khac phuc"
    r"|phoi hop|tham muu|doi moi|thuong xuyen|chuan bi|phat dong|han chot|truoc ngay|cham nhat)"
)
# What begins a section, the first that fits; `after` are the sections in which a cue may be read, None for any.
_ANYWHERE: frozenset[SectionKind] | None = None
_BEFORE_SPEECHES: frozenset[SectionKind] = frozenset(("opening", "participants", "reports", "results", "limitations"))
_DIRECTIONS: frozenset[SectionKind] = frozenset(("conclusion", "tasks"))


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: SectionKind
    words: re.Pattern[str]
    within: frozenset[SectionKind] | None


def _cue(kind: SectionKind, words: str, within: frozenset[SectionKind] | None = _ANYWHERE) -> _Cue:
    return _Cue(kind, re.compile(words), within)


_HEADINGS = (
    _cue("participants", r"\b(?:thanh phan|chu toa|thu ky)\b"),
    _cue("limitations", r"\b(?:ton tai|han che|khuyet diem|kho khan|nguyen nhan|vuong mac)\b"),
    _cue("tasks", r"\b(?:nhiem vu|phuong huong|giai phap|ke hoach|muc tieu|phan cong|to chuc thuc hien)\b"),
    _cue("conclusion", r"\b(?:ket luan|be mac|chi dao)\b"),
    _cue("discussion", r"\b(?:thao luan|chat van|y kien|bieu quyet|tham luan|giai trinh)\b"),
    _cue("results", r"\b(?:ket qua|tinh hinh|danh gia|linh vuc|kinh te|van hoa|quoc phong)\b"),
    _cue("reports", r"\b(?:bao cao|to trinh)\b"),
    _cue("opening", r"\b(?:thoi gian|dia diem)\b"),
)
_CUES = (
    _cue(
        "participants",
        rf"^{_AT}(?:cung |tham |den |ve |toi )*du (?:va |chi dao |cung |{_MEETING}|buoi|phien|\w+ ){{0,6}}(?:con )?(?:co|gom)?\b",
        frozenset(("opening", "participants", "reports")),
    ),
    _cue(
        "participants",
        r"^(?:dong )?(?:chu tri|chu toa|dieu hanh|doan chu tich|thanh phan|khach moi)\b",
        frozenset(("opening", "participants", "reports")),
    ),
    _cue(
        "participants",
        rf"\b(?:dong )?(?:chu tri|chu toa)(?: va dieu hanh)?(?: {_MEETING}[^,;]{{0,30}})?\W*$",
        frozenset(("opening", "participants")),
    ),
    _cue(
        "limitations",
        r"^(?:\W*(?:tuy nhien|song|mac du vay|ben canh (?:do|nhung|ket qua)[^.;]{0,80}(?:con|han che|ton tai|kho khan)))",
    ),
    _cue(
        "limitations",
        r"\b(?:nhung|mot so|cac|ve|chi ro|chi ra|thua nhan|thang than|neu ro|thong nhat|van con|con)\b[^.;:]{0,40}\b(?:han che|ton tai|khuyet diem|yeu kem|bat cap)\b",
    ),
    _cue("limitations", r"^\W*(?:han che|ton tai|khuyet diem|nguyen nhan)\b"),
    _cue(
        "tasks",
        rf"^\W*(?:phat bieu|ket luan|tiep thu|chi dao|be mac|dong chi|bi thu|chu tich|thay mat|hoi nghi|thuong truc|ban |ong |ba )[^;]{{0,200}}?\b{_DEMAND}",
    ),
    _cue(
        "tasks",
        r"^\W*(?:ve )?(?:phuong huong|nhiem vu|giai phap|muc tieu)\b|^\W*(?:trong )?(?:thoi gian toi|nhung thang|\d+ thang cuoi nam|nua nhiem ky|cac thang)\b[^.;]{0,120}\b(?:tap trung|can|phai|yeu cau|tiep tuc|phan dau|se)\b",
    ),
    _cue(
        "tasks",
        r"\b(?:thong nhat|xac dinh|de ra|trien khai|thao luan)\b[^.;]{0,60}\b(?:nhiem vu|giai phap|phuong huong)(?: trong tam)?\b[^.;]{0,80}[:;,]",
    ),
    _cue("conclusion", rf"^\W*{_AT}(?:phat bieu |tiep thu |y kien )*(?:ket luan|chi dao|be mac)\b"),
    _cue(
        "conclusion",
        r"\b(?:phat bieu|co y kien)(?: y kien)? (?:ket luan|chi dao|be mac)\b|\bket luan (?:hoi nghi|ky hop|phien hop|cuoc hop)\b",
    ),
    _cue("tasks", rf"^\W*{_ACTION}\b", _DIRECTIONS),
    _cue("reports", r"\bnghe\b[^.;]{0,120}\b(?:bao cao|to trinh|thong qua|trinh bay|du thao)\b"),
    _cue(
        "reports",
        r"\b(?:trinh bay|thong qua|doc)\b[^.;]{0,40}\b(?:bao cao|to trinh|du thao|chuong trinh)\b",
        _BEFORE_SPEECHES,
    ),
    _cue("discussion", r"\b(?:thao luan|tham luan|chat van|giai trinh|bieu quyet|bo phieu)\b"),
    _cue(
        "discussion",
        r"\b(?:y kien|luot y kien|dai bieu)\b[^.;]{0,60}\b(?:phat bieu|dong gop|tham gia|de nghi|kien nghi|cho rang|phan anh|neu)\b",
    ),
    _cue("discussion", r"^\W*(?:dai bieu|y kien|tra loi|giai trinh|cu tri)\b"),
    _cue(
        "results",
        r"^\W*(?:theo (?:bao cao|danh gia)|bao cao (?:cua|tai|neu|danh gia|cho)|trong \d|trong (?:thang|quy|nam|nua|nhiem ky|6|9)|nam \d{4}|qua \d|ket qua|9 thang|6 thang|ve (?:kinh te|phat trien))",
        _BEFORE_SPEECHES,
    ),
    _cue("results", r"\b(?:uoc dat|dat|bang|tang|giam) \d", frozenset(("opening", "participants", "reports"))),
)


def find_sections(text: str, blocks: Sequence[Block], metadata: Metadata) -> tuple[Section, ...]:
    """Return the sections of a meeting's report in order, each to where the next begins; () when it reports none."""
    if metadata.body is None and not metadata.chairs and metadata.held_on is None:
        return ()
    begun: list[tuple[int, SectionKind]] = []
    end = 0
    for sentence in _sentences(text, blocks):
        kind = begun[-1][1] if begun else None
        following = _kind(sentence, kind)
        if following != kind:
            begun.append((sentence.start, following))
        end = sentence.end
    starts = [*(start for start, _ in begun[1:]), end][: len(begun)]
    return tuple(Section(start, stop, kind) for (start, kind), stop in zip(begun, starts, strict=True))


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    folded: str
    heading: bool


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[_Sentence]:
    """The sentences from the first paragraph on; captions belong to what surrounds them."""
    first = next((number for number, block in enumerate(blocks) if block.kind in ("prose", "table")), len(blocks))
    for block in blocks[first:]:
        if block.kind in ("prose", "heading", "table"):
            for start, end in sentences(text, block.start, block.end):
                yield _Sentence(start, end, fold(text[start:end]), block.kind == "heading")


def _kind(sentence: _Sentence, current: SectionKind | None) -> SectionKind:
    if current is None:
        return "opening"
    for cue in _HEADINGS if sentence.heading else _CUES:
        if (cue.within is None or current in cue.within) and cue.words.search(sentence.folded):
            return cue.kind
    return current
