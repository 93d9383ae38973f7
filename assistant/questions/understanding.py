"""A question and the turns before it -> a Query: the kind of answer wanted, place, time, names, standalone wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Literal

from assistant.domain import AnswerKind, Filters, Language, Query, ReportSummary, Turn
from assistant.questions.measuring import figures_asked
from assistant.questions.meetings import meetings_asked, people_named
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.people import SURNAMES, find_people
from assistant.vietnamese.places import find_name, find_places
from assistant.vietnamese.unicode import normalize

# Tried in this order on the folded question; the first that matches decides.
_CUES: tuple[tuple[AnswerKind, str], ...] = (
    ("talk", r"^\W*(xin )?(chao|hello|hi|cam on|thanks?|thank you|tam biet|bye)\b(?!.*\b(hoi nghi|bao cao|meeting)\b)"),
    ("comparison", r"\bso sanh\b|\bcao hon\b|\bthap hon\b|\bnhieu hon\b|\bit hon\b|\bkhac (gi|nhau)\b|\bcompare\b"),
    (
        "meetings",
        r"\b((nhung|cac|co) (cuoc hop|hoi nghi|ky hop|phien hop) nao|(bao nhieu|may) (bao cao|hoi nghi|ky hop)"
        r"|(bao nhieu|may) (cuoc hop|phien hop)|liet ke (cac )?(cuoc hop|hoi nghi|ky hop)"
        r"|(how many|which|what|list|any|all)( [\w'()]+){0,9} (meetings|sessions)|(any|no) (meetings?|sessions?)\b"
        r"|(were|have) (there |the )?(meetings|sessions)"
        r"|(cac|nhung) (cuoc hop|hoi nghi|ky hop|phien hop)\b.* (cua|o) (huyen|xa|noi|tinh|dia phuong) nao"
        r"|(hop|to chuc|tham gia|tham du|chu tri)( tat ca| tong cong)? (bao nhieu|may|nhung|cac) (cuoc|lan|phien|buoi)"
        r"|(nhung|cac) (huyen|xa|tinh|noi|dia phuong|don vi|ngay) nao( da| co| duoc)* (hop|to chuc (hoi nghi|cuoc hop))"
        r"|hop( vao| trong)? (nhung|cac) ngay nao|tat ca bao nhieu cuoc"
        r"|(cuoc hop|hoi nghi|ky hop|phien hop) nao (do|co|duoc)"
        r"|(chu tri|chu toa|du|phat bieu|ket luan) (o |tai )?(nhung |cac )?(cuoc hop|hoi nghi|ky hop|phien hop) nao"
        r"|ai( da)? (chu tri|chu toa|ket luan|khai mac) (cac|nhung|tung|moi) (cuoc hop|hoi nghi|ky hop|phien hop))\b"
        r"(?!.*\bnghi quyet\b)",
    ),
    ("limitation", r"\b(han che|ton tai|kho khan|vuong mac|yeu kem|khuyet diem|bat cap|limitations?|shortcomings?)\b"),
    ("summary", r"\b(tom tat|tom luoc|noi dung chinh|y chinh|khai quat|diem chinh|summar\w+|overview)\b"),
    ("yesno", r"\b(co phai|phai khong|dung khong|co dung|dung la)\b|^(is|are|was|were|did|does|has|have) "),
    (
        "figure",
        r"\b(bao nhieu|may) (ty|trieu|dong|phan tram|%|ha|hec ?ta|km|tan|tan|lan|tien|met|diem|kg)\b"
        r"|\b(dat|bang|duoc|tang|giam|chiem|la|con|uoc|gap|gan|khoang) bao nhieu\b"
        r"|\bbao nhieu( so voi| %|\W*$)|\bhow much\b|\bwhat (percentage|percent|share|proportion|rate|was the|is the)\b"
        r"|\b(thu|hang|xep thu) may\b",
    ),
    ("date", r"\b(ngay|thang|luc) may\b|\bmay gio\b"),
    ("count", r"\b(bao nhieu|may)\b|\bhow many\b"),
    ("date", r"\b(khi nao|bao gio|ngay nao|hom nao|luc nao|thoi gian nao|buoi nao|thang nao|nam nao|ngay may|when)\b"),
    ("date", r"\b(what|which) (date|day|time|month)\b|\bon what\b"),
    ("person", r"\b(ai|nguoi nao|vi nao|dong chi nao|ong nao|ba nao|lanh dao nao|ten (la )?gi|who|whom|whose)\b"),
    ("place", r"\b(o dau|noi nao|dia phuong nao|(huyen|xa|tinh|thi tran|thon|phuong|thi xa) nao|where)\b"),
    ("place", r"\bwhich (districts?|communes?|provinces?|townships?|villages?|places?)\b"),
    (
        "task",
        r"\b(nhiem vu|giai phap|yeu cau|chi dao|phai lam|can lam|de nghi|giao viec|tasks?|instruct\w*|priorit\w+)\b",
    ),
    ("list", r"\b(nhung|cac|liet ke|gom|list|which)\b"),
    ("yesno", r"\b(co|da|duoc)\b.*\b(khong|chua)\W*$|\bchua\W*$"),
    # A bare indicator asks for its figure.
    (
        "figure",
        r"^\W*(luy ke|tong|so|ty le|gia tri|dien tich|san luong|nang suat|thu|chi|von|giai ngan|kinh phi)\b",
    ),
)
# Kinds of question that words of comparison stand in without asking for one.
_NO_COMPARISONS: frozenset[AnswerKind] = frozenset(
    ("talk", "meetings", "limitation", "task", "summary", "person", "date", "yesno")
)
_CUE_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _CUES)
_ENGLISH = frozenset(
    "the what who when where which how is are was were did does do of and in at on to for please many much that by "
    "from has have had their its with a an summarise summarize list compare".split()
)
_OPENS_IN_ENGLISH = re.compile(r"\W*(who|whom|whose|what|when|where|which|how|is|are|was|were|did|does|has|have)\b")
_CONTINUES = re.compile(r"^\W*(con(?! so\b)|the con|vay con|the thi|vay thi|and|what about|how about)\b|\bthi sao\W*$")
# Folded, "độ" and "hệ" are no pronouns: each form is looked for in questions of its own kind only.
_REFERS = re.compile(r"\b(đó|này|ấy|nói trên|ở trên)\b")
_REFERS_UNACCENTED = re.compile(r"\b(nay|ay|hoi nghi do|cuoc hop do|ky hop do|khi do|luc do|o do|nguoi do)\b")
_REFERS_IN_ENGLISH = re.compile(r"\b(he|she|it|that|there|they)\b")
_CONTINUATION_WORDS = re.compile(
    r"^\W*((thế )?còn|(the )?con(?! số| so\b)|vậy còn|vay con|and|what about|how about)\s+|\s*(thì|thi) sao\W*$",
    re.IGNORECASE,
)
# Words that cues turn on; other words of a question fold to them: mây, máy, đầu, chùa, ái.
_QUESTION_WORDS = {fold(word): word for word in ("mấy", "ai", "đâu", "chưa", "không", "nào", "gì")}
_WORD = re.compile(r"[^\W\d_]+")
_NAME_WORD = re.compile(r"[^\W\d_][\w'’]*")
_OPENS_ORGAN = frozenset("ban sở phòng cục chi hội viện đoàn trường ty án trình".split())
_OFFICE_WORDS = frozenset(
    "ông bà anh chị đồng chí comrade mr ms mrs dr "
    "ban hội đồng ủy ubnd hđnd btv bch đảng bộ huyện tỉnh nhà nước bí thư chủ tịch phó thường trực chấp hành vụ nhân "
    "dân mặt trận tổ quốc quốc hội nghị quyết chỉ thị kết luận trung ương bộ chính trị district party committee "
    "standing people people's council chairman committee's secretary mttq ocop ntm".split()
)


def understand(
    question: str,
    turns: Sequence[Turn] = (),
    filters: Filters | None = None,
    language: Literal["auto", "vi", "en"] = "auto",
    reports: Sequence[ReportSummary] = (),
) -> Query:
    """Return what the question asks, completed from earlier turns where it needs them.

    `reports` are what the library holds: their places are recognised however they are typed.
    """
    asked = normalize(question).strip()
    standalone = _complete(asked, turns, reports)
    asked_in = _language(asked)
    places = _known_places(standalone, reports)
    start, end = _named_time(in_full(asked))
    if start is None:
        start, end = _named_time(in_full(standalone))
    named = Filters(place=places[0] if len(places) == 1 else None, date_from=start, date_to=end)
    names = _names(standalone)
    spoken_of = (*map(_bare_name, places), *names)
    kind = _kind(asked, spoken_of)
    whose = asked if kind == "meetings" else standalone
    kind = kind if kind != "none" else _kind(standalone, spoken_of)
    spoken = tuple(dict.fromkeys((*names, *people_named(standalone, reports))))
    figures = figures_asked(standalone, places, spoken) if kind not in _NO_COMPARISONS else None
    return Query(
        question=asked,
        standalone=standalone,
        kind="comparison" if figures else kind,
        language=asked_in if language == "auto" else language,
        asked_in=asked_in,
        has_diacritics=has_diacritics(standalone),
        filters=filters or Filters(),
        named=named,
        names=names,
        figures=figures,
        meetings=meetings_asked(standalone, reports, whose) if kind == "meetings" else None,
    )


def _kind(question: str, names: Sequence[str]) -> AnswerKind:
    """Return the kind of the first cue in a question, its proper names left out: no cue stands in "Đồi Mây"."""
    for name in names:
        while span := find_name(question, name):
            question = f"{question[: span[0]]}·{question[span[1] :]}"
    folded = fold(_WORD.sub(_unless_it_only_folds_to_a_question_word, in_full(question)))
    for kind, pattern in _CUE_PATTERNS:
        if pattern.search(folded):
            return kind
    return "none"


def _unless_it_only_folds_to_a_question_word(word: re.Match[str]) -> str:
    meant = _QUESTION_WORDS.get(fold(word[0]))
    return word[0] if meant is None or word[0].lower() in (meant, fold(meant)) else "·"


def _language(question: str) -> Language:
    # Vietnamese names in an English question carry diacritics; the small words around them tell the language.
    words = question.lower().split()
    english = sum(word.strip("?,.'") in _ENGLISH for word in words)
    opens = _OPENS_IN_ENGLISH.match(question.lower()) is not None
    return "en" if opens or (english >= 2 and english * 4 >= len(words)) else "vi"


def _complete(question: str, turns: Sequence[Turn], reports: Sequence[ReportSummary]) -> str:
    """Return the question with what it lacks taken from the last question before it."""
    earlier = [turn.content for turn in turns if turn.role == "user"]
    folded = fold(question)
    elliptic = _CONTINUES.search(folded) or len(question.split()) <= 5 or _refers(question)
    if not earlier or not elliptic:
        return question
    previous = normalize(earlier[-1]).strip().rstrip("?.! ")
    topic = _CONTINUATION_WORDS.sub("", question).rstrip("?.! ")
    if _CONTINUES.search(folded) and (changed := _asked_of_another(topic, previous, reports)):
        return changed
    return f"{topic} ({previous})"


def _refers(question: str) -> bool:
    """Whether a question points back to something said before."""
    lowered = question.lower()
    if _language(question) == "en":
        return bool(_REFERS_IN_ENGLISH.search(lowered))
    return bool((_REFERS if has_diacritics(question) else _REFERS_UNACCENTED).search(lowered))


def _asked_of_another(topic: str, previous: str, reports: Sequence[ReportSummary]) -> str:
    """Return the previous question asked of the place or time in a topic that has no cue of its own; else ""."""
    new_places, old_places = _known_places(topic, reports), _known_places(previous, reports)
    if _kind(topic, tuple(map(_bare_name, new_places))) != "none":
        return topic if new_places else ""
    if new_places and old_places:
        return _swap_place(previous, old_places[0], new_places[0])
    new_times, old_times = find_periods(topic), find_periods(previous)
    if len(new_times) == len(old_times) == 1:
        return f"{previous[: old_times[0].start]}{new_times[0].text}{previous[old_times[0].end :]}?"
    return ""


def _swap_place(question: str, old: str, new: str) -> str:
    span = find_name(question, _bare_name(old))
    if span is None:
        return question
    return f"{question[: span[0]]}{_bare_name(new)}{question[span[1] :]}?"


def _known_places(text: str, reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return the places of the library that the text names, with or without diacritics, in order of appearance.

    Where none is spelt right, those that are but for a diacritic.
    """
    places = dict.fromkeys(unit for report in reports for unit in report.units)
    spans = [(span, place) for place in places if (span := find_name(text, _bare_name(place)))]
    loose = fold(text)
    spans = spans or [(span, place) for place in places if (span := find_name(loose, _bare_name(place)))]
    return tuple(place for _, place in sorted(spans))


def _bare_name(place: str) -> str:
    """Return a place without the word for its level: "huyện Hòa An" -> "Hòa An"."""
    found = find_places(place)
    return found[0].name if found else place


def _named_time(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day the question speaks of; periods over a year are terms of office, not limits."""
    days = [mention.day for mention in find_dates(text) if mention.day and mention.year_known]
    if days:
        return min(days), max(days)
    periods = [mention.period for mention in find_periods(text) if mention.period]
    short = [period for period in periods if (period.end - period.start).days <= 366]
    if not short:
        return None, None
    return min(period.start for period in short), max(period.end for period in short)


def _names(text: str) -> tuple[str, ...]:
    """Return the people and places in a question, and other runs of capitalised words that are no office or organ."""
    places = {fold(place.name): place.name for place in find_places(text) if len(place.name) > 1}
    runs: Iterator[str] = (" ".join(run) for run in _capitalised_runs(text))
    runs = chain((person.name for person in find_people(text)), runs)
    if _language(text) == "en":  # where a capital opens every word of a title
        runs = (run for run in runs if has_diacritics(run) or fold(run.split()[0]) in SURNAMES)
    others: dict[str, str] = {}
    for run in runs:
        if not any(fold(run) in known for known in (*places, *others)):
            others[fold(run)] = run
    return tuple((places | others).values())


def _capitalised_runs(text: str) -> Iterator[list[str]]:
    """Yield runs of two or more capitalised words, those of an office or organ left out and ending a run."""
    run: list[str] = []
    before = ""
    end = 0
    for match in _NAME_WORD.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        named = word[0].isupper() and not word.isupper() and word.lower() not in _OFFICE_WORDS
        if not named or text[end : match.start()].strip():
            if len(run) > 1 and before not in _OPENS_ORGAN:
                yield run
            run = []
        if named and match.start() > 0:
            run.append(word)
        elif not named:
            before = word.lower()
        end = match.end()
    if len(run) > 1 and before not in _OPENS_ORGAN:
        yield run
