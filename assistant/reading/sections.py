"""A report's text and Blocks -> its sections: what the meeting was, who came, results, limitations, tasks and so on.

Every sentence speaks more or less for each kind of section by its cue phrases; of all courses through the report the
one that fits best is taken, where each change of section costs something, and going back costs more (Viterbi, "Error
bounds for convolutional codes", 1967).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from assistant.domain import Block, Metadata, Part, Section, SectionKind
from assistant.reading.excerpts import Excerpt
from assistant.reading.section_cues import ADMITTED, CUES, HEADINGS
from assistant.vietnamese.assigning import FOLDED_GIVES
from assistant.vietnamese.sentences import sentences

# In the order in which reports usually tell them.
_KINDS: tuple[SectionKind, ...] = get_args(SectionKind)
_CHANGE, _BACK, _START = 2.0, 3.0, 2.0
_SURE = 3.0
# Sections that seldom come again, and what going back to one costs on top.
_ONCE: dict[SectionKind, float] = {"opening": 3.0, "participants": 1.5}
_FIGURE = re.compile(
    r"(?<![\d/.])\d+(?:[.,]\d+)*(?: ?%| (?:ty|ti|trieu|ha|tan|ho|xa|km|doanh nghiep|nguoi|dong|vu|thon)\b)"
)
_BY_A_FIGURE, _MOST_BY_FIGURES = 0.8, 2.4
_SPOKEN: dict[Part, SectionKind] = {
    "speech": "discussion",
    "report": "reports",
    "conclusion": "conclusion",
    "opening": "opening",
}
_BY_A_SPEAKER = 1.0
_BY_THE_CHAIR = 1.5
_SENTENCE_LENGTH = 3000
# A heading goes on speaking for what stands below it; a chair's conclusion is made of tasks.
_BELOW_A_HEADING, _IN_A_LIST, _IN_A_SPEECH = 1.5, 3.0, 2.5
_ANNOUNCES = 6.0
_ALSO: dict[SectionKind, tuple[SectionKind, ...]] = {"conclusion": ("tasks",)}
# Whoever concludes a meeting and demands something goes on demanding to the end of the paragraph.
_DEMANDS = re.compile(
    r"\W*(?:phat bieu |y kien |chu tri va )*(?:ket luan|be mac|chi dao|chot lai|ket thuc)\b"
    rf".*\b(?:yeu cau|{FOLDED_GIVES}|de nghi|chi dao|nhan manh|luu y|neu ro|chi ro|thong nhat)\b"
)
_TELLS_AGAIN = re.compile(
    r"\W*(?:cung )?(?:(?:tai|trong|nhan dip nay|dip nay) )?(?:(?:cuoc|buoi) )?"
    r"(?:hoi nghi|phien hop|cuoc hop|ky hop|dip nay|nhan dip nay)\b"
)
_ITEM = re.compile(r"\s*(?:(?P<mark>[-–—+*•▪●■◦·]\s|\d{1,2}[.)/]|[a-zđ][.)])|(?P<first>\w))")
# What heads a list of what is to be done.
_ASSIGNS = re.compile(
    r"^(?!.*\b(?:bao cao tom|tinh hinh|ket qua|y kien|dat)\b).*\b(?:yeu cau|de nghi|chi dao"
    rf"|{FOLDED_GIVES}|thong nhat)\b[^.;]*:\W*$"
)


def find_sections(text: str, blocks: Sequence[Block], metadata: Metadata) -> tuple[Section, ...]:
    """Return the sections of a meeting's report in order, each to where the next begins; () when it reports none."""
    if metadata.body is None and not metadata.chairs and metadata.held_on is None:
        return ()
    told = tuple(_sentences(text, blocks))
    begun: list[tuple[int, SectionKind]] = []
    for sentence, kind in zip(told, _best_course([_weights(one, metadata) for one in told]), strict=True):
        if not begun or begun[-1][1] != kind:
            begun.append((sentence.start, kind))
    captions = [block.end for block in blocks if block.kind == "caption"]
    stops = [*(start for start, _ in begun[1:]), max([told[-1].end, *captions])] if told else []
    return tuple(Section(start, stop, kind) for (start, kind), stop in zip(begun, stops, strict=True))


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    folded: str
    heading: bool
    announced: Mapping[SectionKind, float] = field(default_factory=dict)


def _sentences(text: str, blocks: Sequence[Block]) -> Iterator[_Sentence]:
    """The sentences from the first paragraph on; captions belong to what surrounds them."""
    prose = [number for number, block in enumerate(blocks) if block.kind in ("prose", "table")]
    announced: dict[SectionKind, float] = {}
    admitted: dict[SectionKind, float] = {}
    for block in blocks[_first_subheading(text, blocks, prose[0]) :] if prose else ():
        if block.kind in ("prose", "heading", "table"):
            demanded: dict[SectionKind, float] = {}
            for start, end in sentences(text, block.start, block.end):
                told = Excerpt(text[start : min(end, start + _SENTENCE_LENGTH)], start)
                heading = block.kind == "heading"
                demanded = {} if _TELLS_AGAIN.match(told.folded) else demanded
                admitted = admitted if _goes_on_listing(text, start) else {}
                yield _Sentence(start, end, told.folded, heading, {} if heading else admitted or demanded or announced)
                if ADMITTED.match(told.folded) and not heading:
                    admitted = {"limitations": _IN_A_LIST}
                if heading:
                    announced = _announced(told.folded)
                elif end == block.end and _ASSIGNS.search(told.folded):
                    announced = {"tasks": _IN_A_LIST}
                elif _DEMANDS.match(told.folded):
                    demanded = {"tasks": _IN_A_SPEECH}


def _goes_on_listing(text: str, start: int) -> bool:
    """Whether the line of a sentence is an item of a list: it has a mark, or no capital, at its beginning."""
    item = _ITEM.match(text, text.rfind("\n", 0, start) + 1)
    return item is not None and (item["mark"] is not None or item["first"].islower())


def _announced(heading: str) -> dict[SectionKind, float]:
    """The kinds of section that a heading says stand below it, and how much it speaks for each."""
    kinds = {cue.kind for cue in HEADINGS if cue.weight >= _ANNOUNCES and cue.words.search(heading)}
    return dict.fromkeys((*kinds, *(also for kind in kinds for also in _ALSO.get(kind, ()))), _BELOW_A_HEADING)


def _first_subheading(text: str, blocks: Sequence[Block], first: int) -> int:
    """A numbered heading right above the first paragraph ("I. THỜI GIAN") begins the report."""
    above = blocks[first - 1] if first else None
    numbered = above and above.kind == "heading" and re.match(r"[IVX1-9]+[.)] ", text[above.start : above.end])
    return first - 1 if numbered else first


def _weights(sentence: _Sentence, metadata: Metadata) -> dict[SectionKind, float]:
    """How much a sentence speaks for each kind of section."""
    weights = dict.fromkeys(_KINDS, 0.0)
    for cue in HEADINGS if sentence.heading else CUES:
        if cue.words.search(sentence.folded):
            weights[cue.kind] += cue.weight
    for kind, weight in sentence.announced.items():
        weights[kind] += weight
    figures = sum(1 for _ in _FIGURE.finditer(sentence.folded))
    against = max(weights["limitations"], weights["tasks"])
    weights["results"] += min(_MOST_BY_FIGURES, _BY_A_FIGURE * figures) * max(0.0, 1 - against / _SURE)
    for person in metadata.participants:
        if sentence.start <= person.start < sentence.end:
            by_chair = person.name in metadata.chairs
            kind = _SPOKEN.get(person.part, "participants")
            if kind == "discussion" and by_chair:
                weights["conclusion"] += _BY_THE_CHAIR
                weights["tasks"] += _BY_THE_CHAIR
            else:
                weights[kind] += _BY_A_SPEAKER
    return weights


def _best_course(weights: Sequence[dict[SectionKind, float]]) -> tuple[SectionKind, ...]:
    """The course of sections whose weights, less the cost of its changes, are greatest."""
    if not weights:
        return ()
    reached = {kind: weights[0][kind] - (0 if kind == "opening" else _START * _KINDS.index(kind)) for kind in _KINDS}
    came_from: list[dict[SectionKind, SectionKind]] = []
    for own in weights[1:]:
        before = {kind: max(_KINDS, key=lambda other: reached[other] - _cost(other, kind)) for kind in _KINDS}
        reached = {kind: reached[before[kind]] - _cost(before[kind], kind) + own[kind] for kind in _KINDS}
        came_from.append(before)
    course = [max(_KINDS, key=lambda kind: reached[kind])]
    for before in reversed(came_from):
        course.append(before[course[-1]])
    return tuple(reversed(course))


def _cost(before: SectionKind, kind: SectionKind) -> float:
    if before == kind:
        return 0.0
    back = _KINDS.index(kind) < _KINDS.index(before)
    return (_BACK if back else _CHANGE) + (_ONCE.get(kind, 0.0) if back else 0.0)
