"""A question -> what it names: the library's places, the time, people and other proper names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from itertools import chain

from assistant.domain import ReportSummary
from assistant.questions.language import language_of
from assistant.questions.shelf import bare_name, shelf_of
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.people import SURNAMES, find_people
from assistant.vietnamese.places import find_name, find_places

_NAME_WORD = re.compile(r"[^\W\d_][\w'’]*")
# English words that stand before a name and are none, and the beginning of a sentence or of what a question completes.
_OPENS_QUESTION = re.compile(
    r"\b(?:Did|Do|Does|Had|Has|Have|Was|Were|Is|Are|Can|Could|Will|Would|When|Where|Who|Whose|Which|What|How|Why|In|On"
    r"|At|By|For|Of|From|After|Before|The|As|And)\b(?= [A-ZÀ-ỸĐ])"
)
# What an English genitive or a month in short ("xã Hòa An T10/2016") leaves at a name's end.
_AFTER_NAME = re.compile(
    r"(?:['’]s| [TQ]\d{0,2}"
    r"| (?:Fatherland Front|(?:Youth|Women['’]s|Farmers['’]) Union|(?:Provincial |District |Commune )?Party|Department"
    r"|Province|District|Commune|Ward|Town|City|People(?:['’]s (?:Committee|Council))?|Committee|Council))+$"
)
_LEVEL_BEFORE = re.compile(r"^(?:Xã|Phường|Huyện|Tỉnh|Thị trấn|Thị xã|Thành phố) (?=\w)")
_DASH_BEFORE = re.compile(r"([^\W\d_]+) ?[-–] ?(?:xã |huyện |thị trấn )?$")
_DASH_AFTER = re.compile(r" ?[-–] ?([^\W\d_]+)")
# Before the day by which something is to be done.
_DUE_WITHIN, _TOLD_WITHIN = 30, timedelta(days=365)
_DUE = re.compile(r"\b(?:truoc|cham nhat|muon nhat|han(?: chot)?|before|by|later than|deadline(?: of)?)\b[\w ]{0,12}$")
# Before the day up to which something is counted: it is told at a meeting within some weeks after.
_COUNTED_UP_TO = re.compile(
    r"(?<!tu )\b(?:tinh den|tinh toi|den|toi|cho den|cho toi|den het|den cuoi|(?:had|has|have)\b[^.?]*\bby|as of|up to"
    r"|until|till)\b(?: (?:het|ngay|sang|chieu|the end of))*\W*$"
)
_RANGE = re.compile(r"\b(?:tu|from|between)\b[^.?]*$")
_TOLD_AFTER = timedelta(days=31)
_OPENING = ("", *'(.?!:;“"')
_OPENS_ORGAN = frozenset("ban sở phòng cục chi hội viện đoàn trường ty án trình".split())
_OFFICE_WORDS = frozenset(
    "ông bà anh chị đồng chí comrade mr ms mrs dr "
    "ban hội đồng ủy ubnd hđnd btv bch đảng bộ huyện tỉnh nhà nước bí thư chủ tịch phó thường trực chấp hành vụ nhân "
    "dân mặt trận tổ quốc quốc hội nghị quyết chỉ thị kết luận trung ương bộ chính trị district party committee "
    "standing people people's council chairman committee's secretary mttq ocop ntm".split()
)


def known_places(text: str, reports: Sequence[ReportSummary]) -> tuple[str, ...]:
    """Return the places of the library that the text names, with or without diacritics, in order of appearance.

    Where none is spelt right, those that are but for a diacritic.
    """
    places = tuple(shelf_of(reports).units_in(text))
    spans = [(span, place) for place in places if (span := find_name(text, bare_name(place)))]
    loose = fold(text)
    spans = spans or [(span, place) for place in places if (span := find_name(loose, bare_name(place)))]
    ends = {edge for (start, end), _ in spans for edge in (start, end)}
    return tuple(place for span, place in sorted(spans) if not _is_end_of_a_road(text, span, ends))


def _is_end_of_a_road(text: str, span: tuple[int, int], ends: Set[int]) -> bool:
    """Whether a name is joined by a dash to one that is no place of the library: "đường Khê Sang - Bản Cài"."""
    before, after = _DASH_BEFORE.search(text, 0, span[0]), _DASH_AFTER.match(text, span[1])
    named = text[span[0]].isupper()
    return any(
        found is not None and edge not in ends and (found[1][0].isupper() or not named)
        for found, edge in ((before, before and before.end(1)), (after, after and after.start(1)))
    )


def named_time(text: str) -> tuple[date | None, date | None]:
    """Return the first and last day the question speaks of; periods over a year are terms of office, not limits.

    What is to be done by a day was told in the year up to it.
    """
    days = [mention for mention in find_dates(text) if mention.day and mention.year_known]
    if days:
        first = min(mention.day - _TOLD_WITHIN * _is_due(text, mention.start) for mention in days if mention.day)
        return first, max(
            mention.day + _TOLD_AFTER * _is_counted_up_to(text, mention.start) for mention in days if mention.day
        )
    periods = [(mention.period, mention.start) for mention in find_periods(text) if mention.period]
    short = [(period, start) for period, start in periods if (period.end - period.start).days <= 366]
    if not short:
        return None, None
    first = min(period.start - _TOLD_WITHIN * _is_due(text, start) for period, start in short)
    return first, max(period.end for period, _ in short)


def _is_due(text: str, start: int) -> bool:
    return _DUE.search(fold(text[max(0, start - _DUE_WITHIN) : start])) is not None


def _is_counted_up_to(text: str, start: int) -> bool:
    before = fold(text[:start])
    return _COUNTED_UP_TO.search(before) is not None and _RANGE.search(before) is None


def names_in(text: str) -> tuple[str, ...]:
    """Return the people and places in a question, and other runs of capitalised words that are no office or organ."""
    text = _OPENS_QUESTION.sub(lambda word: word[0].lower(), text)
    named = (_AFTER_NAME.sub("", place.name) for place in find_places(text))
    places = {fold(name): name for name in named if len(name) > 1}
    runs: Iterator[str] = (" ".join(run) for run in _capitalised_runs(text))
    runs = chain((person.name for person in find_people(text)), runs)
    if language_of(text) == "en":  # where a capital opens every word of a title
        runs = (run for run in runs if has_diacritics(run) or fold(run.split()[0]) in SURNAMES)
    others: dict[str, str] = {}
    for run in (_AFTER_NAME.sub("", _LEVEL_BEFORE.sub("", run)) for run in runs):
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
        if named and text[: match.start()].rstrip()[-1:] not in _OPENING:
            run.append(word)
        elif not named:
            before = word.lower()
        end = match.end()
    if len(run) > 1 and before not in _OPENS_ORGAN:
        yield run
