"""A Draft -> its Blocks: what is prose, caption, heading, table or byline of the report, and what is noise.

The report's core runs from its first to its last paragraph. Before it stand the title and the site's menus, after it
the byline, lists of other news and counters; inside it hardly anything is noise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import Block, BlockKind
from assistant.reading.bylines import is_byline, is_signature
from assistant.reading.draft import Draft, Part
from assistant.reading.furniture import (
    closes_report,
    is_date_line,
    is_dated_link,
    is_document_kind,
    is_furniture,
    is_link_bar,
    is_motto,
    opens_related,
    tells_date,
)
from assistant.reading.titles import title_part
from assistant.vietnamese.folding import fold

# A paragraph proves that the report has begun; short reports are proved by shorter ones.
_PARAGRAPH_LENGTHS = (120, 40)
_SENTENCE_ENDS = (".", "!", "?", "…", ";", ":", "”", '"', ")", "/")
_TOLD_ENDS = tuple(end for end in _SENTENCE_ENDS if end != ")")
_CRAWL_DATE = re.compile(r"date \d{4}-\d{2}(?:-\d{2})?\s+")
_LETTERHEAD = re.compile(
    r"so\s*:\s*\d*.{0,30}|cong hoa xa hoi chu nghia viet nam|doc lap - tu do - hanh phuc|dang cong san viet nam"
)
_NUMBERED = re.compile(r"(?:[IVX]+|\d{1,2}|[A-ZĐ])[.)] ?\S")
_SCENE_START = re.compile(
    r"(?:quang canh|toan canh|khung canh|hinh anh|anh\b|mot so (?:hinh anh|y kien)|(?:cac |quy )?(?:vi )?dai bieu"
    r"|(?:cac )?dong chi|d/c"
    r"|cac d/c|ong|ba|lanh dao|thuong truc|chu toa|doan chu tich|doan chu toa|dai dien|ban thuong vu|bi thu"
    r"|(?:pho )?chu tich|cu tri)\b"
)
_SCENE = re.compile(
    r"\b(?:phat bieu|chu tri|dieu hanh|du|tham du|tham gia|chu toa|bieu quyet|thao luan|bao cao|ket luan|khai mac"
    r"|be mac|trinh bay"
    r"|tang|trao|tham|chup anh|bo phieu|giai trinh|tra loi|quang canh|toan canh|khung canh|hinh anh|y kien|tim hieu"
    r"|trao doi|kiem tra)\b"
)
_PHOTO_CREDIT = re.compile(r"\banh\s*(?::|\d|cua|do)|\banh (?:tu lieu|minh hoa)|\(anh\b")
_LONGEST_LIST = 8
_MENUS = 4  # lines of menus and counters that no report of short lines has
_LONGEST_CAPTION = 220
_LONGEST_HEADING = 160


def mark(draft: Draft) -> tuple[Block, ...]:
    """Return the draft's blocks in order; the title is the first block of kind heading that is one."""
    core = _core(draft)
    title = title_part(draft, core.first)
    return tuple(
        block
        for number, part in enumerate(draft.parts)
        for block in _split_crawl_date(draft, part, _kind(draft, number, title, core))
    )


def title_start(draft: Draft) -> int | None:
    """Return where the title stands in the kept text, None when no part serves as one."""
    number = title_part(draft, _core(draft).first)
    return draft.parts[number].start if number >= 0 else None


@dataclass(frozen=True, slots=True)
class _Core:
    """Numbers of the first and last part of the report's text, of the part from which no sentence stands any more, and
    of the part from which all is noise."""

    first: int
    last: int
    foot: int
    end: int


def _core(draft: Draft) -> _Core:
    """Where the report's text stands; past the end when a page has no paragraph at all."""
    for length in _PARAGRAPH_LENGTHS:
        found = [number for number, part in enumerate(draft.parts) if _is_paragraph(draft, part, length)]
        if found:
            first = _opening(draft, found[0])
            end = _end(draft, first, found[-1])
            last = min(found[-1], end - 1)
            return _Core(first, last, _foot(draft, last, end), end)
    # Without a paragraph a page is a title among menus; another file is a report of short lines.
    end, parts = _end_of_titles(draft), len(draft.parts)
    return _Core(parts, parts, end, end) if _is_page(draft) else _Core(0, end - 1, end, end)


def _is_page(draft: Draft) -> bool:
    """Whether a file is a page of a site, also one that was printed or saved in another format with its menus."""
    texts = (draft.text[part.start : part.end] for part in draft.parts)
    furniture = sum(is_furniture(text) and any(map(str.isalpha, text)) for text in texts)
    return draft.site is not None or furniture >= _MENUS


def _foot(draft: Draft, last: int, end: int) -> int:
    """Number of the part below the last sentence, where names, credits and signatures stand; what receives a document
    ("Nơi nhận") is below it all."""
    texts = [draft.text[part.start : part.end] for part in draft.parts[:end]]
    received = (number for number in range(last + 1, end) if fold(texts[number]).startswith("noi nhan"))
    foot = next(received, end)
    while foot > last + 1 and not (texts[foot - 1].endswith(_TOLD_ENDS) or is_caption(texts[foot - 1])):
        foot -= 1
    return foot


def _opening(draft: Draft, first: int) -> int:
    """Walk back from the first long paragraph over the short sentences and numbered headings of minutes."""
    letterhead = _below_letterhead(draft, first)
    if letterhead is not None:
        return letterhead
    while first > 0:
        part = draft.parts[first - 1]
        text = draft.text[part.start : part.end]
        # The extractor leaves out a lead that is set apart from the article: a whole paragraph is believed anyway.
        lead = (
            len(text) >= _PARAGRAPH_LENGTHS[0] and text.endswith(".") and part.tag != "menu" and not _is_of_site(text)
        )
        short = _is_paragraph(draft, part, _PARAGRAPH_LENGTHS[-1]) or _NUMBERED.match(text)
        if not (lead or (short and part.main is not False)):
            break
        first -= 1
    return first


def _below_letterhead(draft: Draft, first: int) -> int | None:
    """Number of the part below the kind of document ("BIÊN BẢN") of an official one, where its own text begins."""
    texts = [draft.text[part.start : part.end] for part in draft.parts[:first]]
    if not any(map(is_motto, texts)):
        return None
    kinds = [number for number, text in enumerate(texts) if is_document_kind(text)]
    return kinds[-1] + 1 if kinds else None


def _is_paragraph(draft: Draft, part: Part, length: int) -> bool:
    text = draft.text[part.start : part.end]
    if part.main is False or part.tag in ("menu", "heading"):
        return False
    if part.tag == "table":
        return "|" in text
    return len(text) >= length and text.endswith(_SENTENCE_ENDS) and not _is_of_site(text)


def _end(draft: Draft, first: int, last: int) -> int:
    """Number of the part from which nothing belongs to the report, or the number of parts.

    A heading such as 'Các tin khác' ends the report unless most of it is still to come; after the last paragraph any
    noise does.
    """
    sizes = [_paragraph_size(draft, part) for part in draft.parts]
    for number in range(first + 1, len(draft.parts)):
        part = draft.parts[number]
        text = draft.text[part.start : part.end]
        if closes_report(text) and sum(sizes[:number]) >= sum(sizes[number:]):
            return number
        if number > last and (_is_noise(text) or is_link_bar(text) or (part.main is False and not is_byline(text))):
            return number
    return len(draft.parts)


def _end_of_titles(draft: Draft) -> int:
    """Where a page without a paragraph ends: at the first closing heading below something as long as a title."""
    seen = False
    for number, part in enumerate(draft.parts):
        text = draft.text[part.start : part.end]
        if seen and closes_report(text):
            return number
        seen = seen or (len(text) >= _PARAGRAPH_LENGTHS[-1] and not _is_of_site(text))
    return len(draft.parts)


def _is_of_site(text: str) -> bool:
    return is_furniture(text) or is_link_bar(text) or is_dated_link(text)


def _is_noise(text: str) -> bool:
    return is_furniture(text) or is_date_line(text) or (tells_date(text) and not text.endswith("."))


def _paragraph_size(draft: Draft, part: Part) -> int:
    return part.end - part.start if _is_paragraph(draft, part, _PARAGRAPH_LENGTHS[0]) else 0


def _kind(draft: Draft, number: int, title: int, core: _Core) -> BlockKind:
    part = draft.parts[number]
    text = draft.text[part.start : part.end]
    if number == title:
        return "heading"
    if is_motto(text):
        return "heading"
    if part.tag == "menu" or number >= core.end or _is_noise(text):
        return "noise"
    if number < core.first:
        return _kind_before(part, text, number - title)
    if (number > core.last and is_byline(text)) or is_signature(text):
        return "byline"
    if number >= core.foot and part.tag != "table":
        return "noise"
    return _kind_within(draft, number, text)


def _kind_before(part: Part, text: str, below_title: int) -> BlockKind:
    """Before the first paragraph only letterheads and what stands close to the title belong to the report."""
    if part.main is False or is_link_bar(text):
        return "noise"
    letterhead = is_document_kind(text) or _LETTERHEAD.fullmatch(fold(text).strip())
    if letterhead or (part.tag == "heading" and below_title > 0):
        return "heading"
    if below_title > 0 and (len(text.split()) > 6 or text.endswith(_SENTENCE_ENDS)):
        return _kind_of_line(part, text)
    doubled = below_title == -1 and (text.isupper() or (part.main is True and len(text.split()) > 6))
    return "heading" if doubled else "noise"


def _kind_within(draft: Draft, number: int, text: str) -> BlockKind:
    """Inside the core a heading such as 'Tin liên quan' makes noise of the short links under it."""
    part = draft.parts[number]
    for before in reversed(draft.parts[max(0, number - _LONGEST_LIST) : number]):
        opener = draft.text[before.start : before.end]
        if opens_related(opener):
            return "noise" if not text.endswith(_SENTENCE_ENDS) else _kind_of_line(part, text)
        if opener.endswith(_SENTENCE_ENDS) or before.tag != "text":
            break
    return _kind_of_line(part, text)


def _kind_of_line(part: Part, text: str) -> BlockKind:
    if part.tag in ("heading", "caption", "table"):
        if part.tag == "heading" and len(text) > _LONGEST_HEADING and text.endswith("."):
            return "prose"
        return part.tag
    if is_caption(text):
        return "caption"
    titled = len(text) <= _LONGEST_HEADING and not text.endswith((*_SENTENCE_ENDS, ","))
    return "heading" if titled and text[:1] not in "-+*•–" and not text[:1].islower() else "prose"


def is_caption(text: str) -> bool:
    """Whether a lone line describes a photograph: one short sentence with people in a scene and no figures."""
    if len(text) > _LONGEST_CAPTION or re.search(r"[.!?;:]\s+\S.*[.!?;]\s+\S", text):
        return False
    folded = fold(text)
    if _PHOTO_CREDIT.search(folded):
        return True
    if re.search(r":\s+\S", text):
        return False
    measured = re.search(r"\d\s*(?:%|ty|trieu|nghin|dong|ha|km|tan|ho|nguoi)\b|\d%", folded)
    return not measured and bool(_SCENE_START.match(folded) and _SCENE.search(folded))


def _split_crawl_date(draft: Draft, part: Part, kind: BlockKind) -> Iterator[Block]:
    """A crawler's 'date 2024-05' before a title is noise in front of it."""
    crawled = _CRAWL_DATE.match(draft.text, part.start, part.end)
    start = crawled.end() if crawled else part.start
    if crawled:
        yield Block(part.start, part.start + len(crawled[0].rstrip()), "noise")
    if start < part.end:
        yield Block(start, part.end, kind)
