"""A question and the turns before it -> the question with what it lacks taken from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import ReportSummary, Turn
from assistant.questions.kinds import cue_of
from assistant.questions.language import language_of
from assistant.questions.naming import known_places, named_time, names_in
from assistant.questions.shelf import bare_name
from assistant.questions.splitting import halves
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.dates import find_dates, find_periods
from assistant.vietnamese.folding import fold, has_diacritics
from assistant.vietnamese.people import find_people
from assistant.vietnamese.places import find_name
from assistant.vietnamese.syllables import syllables
from assistant.vietnamese.unicode import normalize

Span = tuple[int, int]
_FEW_WORDS = 5
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# So many turns before the last question may complete it.
_MOST_TURNS = 8
_CONTINUES = re.compile(
    r"^\W*(con(?! (?:so|lai|duong|em|nguoi)\b)|the con|vay con|the thi|the (?=o\b|ben\b|huyen\b|xa\b|nam\b|thang\b)"
    r"|vay thi|vay o|and"
    r"|what about|how about)\b"
    r"|\bthi sao\W*$"
)
# Asks of the same figure against another time: it needs the question before, and is not that question of another place.
_COMPARES = re.compile(r"^\W*so voi\b")
# Folded, "độ" and "hệ" are no pronouns: each form is looked for in questions of its own kind only.
_REFERS = re.compile(r"\b(đó|này|ấy|nói trên|ở trên|họ)\b")
_REFERS_UNACCENTED = re.compile(
    r"\b(nay|ay|hoi nghi do|cuoc hop do|ky hop do|phien hop do|khi do|luc do|o do|nguoi do)\b"
)
_REFERS_IN_ENGLISH = re.compile(r"\b(he|she|it|that|there|they|his|her|him|this)\b")
_CONTINUATION_WORDS = re.compile(
    r"^\W*((thế )?còn(?! lại)|(the )?con(?! (?:số|so|lai|đường|duong|em|người|nguoi)\b)|vậy còn|vay con|vậy"
    r"|thế(?= ở| bên| thì)|and|what about|how about)\s+"
    r"|\s*(thì|thi) sao\W*$",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:ông|bà|anh|chị|đồng chí|đ/c|người|vị)(?: (?:ấy|đó|này|ta)|(?= giữ chức| là ai| làm chức))"
    r"|\b(?:ong|ba|dong chi|nguoi)(?: (?:ay|do|nay|ta))\b|\b(?:he|she)\b",
    re.IGNORECASE,
)

# Words for what people do in a meeting: who did one of them is not who did another.
_ROLE_WORDS = frozenset("chu tri toa bao cao doc trinh bay ket luan phat bieu khai mac be thu ky".split())


@dataclass(frozen=True, slots=True)
class Completed:
    """A question that stands alone. `own` is what it says itself; `context` what it takes from the questions before,
    and `said` what the answer before it told, where it takes anything."""

    own: str
    context: str = ""
    said: str = ""

    @property
    def standalone(self) -> str:
        """The wording that the user is shown."""
        return f"{self.own.rstrip('?.! ')} ({self.context})" if self.context else self.own


def complete(question: str, turns: Sequence[Turn], reports: Sequence[ReportSummary]) -> Completed:
    """Return the question with what it lacks taken from the questions and answers before it."""
    earlier = [turn for turn in turns if turn.role == "user"]
    if not earlier or not _lacks(question, reports):
        return Completed(question)
    before = turns[: _last_question(turns)][-_MOST_TURNS:]
    previous = complete(normalize(earlier[-1].content).strip(), before, reports)
    last = previous.standalone.rstrip("?.! ")
    if named := _with_person(question, turns, last):
        question = named
    topic = _CONTINUATION_WORDS.sub("", question).rstrip("?.! ")
    if _CONTINUES.search(fold(question)) and (changed := _asked_of_another(topic, last, reports)):
        return Completed(changed)
    said = normalize(turns[-1].content) if turns[-1].role == "assistant" else ""
    return Completed(topic, "; ".join(one.rstrip("?.! ") for one in (previous.own, previous.context) if one), said)


def split(completed: Completed, reports: Sequence[ReportSummary]) -> tuple[Completed, ...]:
    """Return the two questions in a question that asks two things, each completed from the other; () for one."""
    both = halves(completed.own)
    if both is None:
        return ()
    first, second = both
    after = _asked_beside(first, second, reports) if _lacks(first, reports) else ""
    halved = ((first, after), (second, _asked_beside(second, first, reports)))
    return tuple(Completed(half, f"{beside} {completed.context}".strip(), completed.said) for half, beside in halved)


def _asked_beside(half: str, other: str, reports: Sequence[ReportSummary]) -> str:
    """Return what one half of a question takes from the other: all of it, but where it names a place or a person
    itself, only the time and place that it lacks."""
    placed = known_places(half, reports)
    if not placed and not find_people(half):
        return other.rstrip("?.! ")
    times = () if _times(half) else (other[start:end] for start, end in _times(other))
    return " ".join((*times, *(() if placed else known_places(other, reports))))


def compared_before(completed: Completed, reports: Sequence[ReportSummary]) -> tuple[Completed, ...]:
    """Return the two sides of a comparison with the place of the question before: "So với huyện Hòa An thì sao?"."""
    here, there = known_places(completed.own, reports), known_places(completed.context, reports)
    if len(here) != 1 or len(there) != 1 or here == there:
        return ()
    return Completed(completed.context), Completed(_swap_place(completed.context, there[0], here[0]))


def _last_question(turns: Sequence[Turn]) -> int:
    return max(number for number, turn in enumerate(turns) if turn.role == "user")


def _lacks(question: str, reports: Sequence[ReportSummary]) -> bool:
    """Whether a question points back, goes on, or names nothing by which a report could be told."""
    if (
        _CONTINUES.search(fold(question))
        or _COMPARES.search(fold(question))
        or len(question.split()) <= _FEW_WORDS
        or _refers(question)
    ):
        return True
    timed = named_time(in_full(question)) != (None, None) or find_dates(question)
    return not timed and not known_places(question, reports) and not names_in(question)


def _refers(question: str) -> bool:
    """Whether a question points back to something said before."""
    lowered = question.lower()
    if language_of(question) == "en":
        return bool(_REFERS_IN_ENGLISH.search(lowered))
    return bool((_REFERS if has_diacritics(question) else _REFERS_UNACCENTED).search(lowered))


def _with_person(question: str, turns: Sequence[Turn], last: str) -> str:
    """Return the question with its pronoun replaced by the person spoken of last; "" where there is none."""
    pronoun = _PERSON.search(question)
    if pronoun is None:
        return ""
    told = (normalize(turns[-1].content), last) if turns[-1].role == "assistant" else (last,)
    person = next((people[0].name for text in told if (people := find_people(text))), "")
    return f"{question[: pronoun.start()]}{person}{question[pronoun.end() :]}" if person else ""


def _asked_of_another(topic: str, previous: str, reports: Sequence[ReportSummary]) -> str:
    """Return the previous question asked of the place and time in a topic that has no cue of its own; else ""."""
    new_places, old_places = known_places(topic, reports), known_places(previous, reports)
    if cue_of(topic, tuple(map(bare_name, new_places))) != "none" and not _asks_alike(topic, previous):
        return topic if new_places else ""
    changed = previous
    new_times, old_times = _times(topic), _times(changed)
    if len(new_times) == 1 and old_times:
        (start, end), (first, last) = new_times[0], old_times[0]
        changed = f"{changed[:first]}{_in_year_of(topic[start:end], changed[first:last])}{changed[last:]}"
    if new_places and old_places:
        changed = _swap_place(changed, old_places[0], new_places[0])
    return f"{changed}?" if changed != previous else ""


def _in_year_of(time: str, before: str) -> str:
    """Return a time that names no year with the one before it: "tháng 10" after "tháng 6/2020"."""
    year = _YEAR.search(before)
    return time if year is None or _YEAR.search(time) else f"{time} năm {year[0]}"


def _asks_alike(topic: str, previous: str) -> bool:
    """Whether a topic only repeats the question word of the question before: 'thì là ai', 'được bao nhiêu'.

    "Ai đọc báo cáo" after "ai chủ trì" asks with the same word for something else.
    """
    if len(topic.split()) > 2 * _FEW_WORDS or cue_of(topic, ()) != cue_of(previous, ()):
        return False
    parts = _ROLE_WORDS & set(syllables(fold(in_full(topic))))
    return parts <= set(syllables(fold(in_full(previous))))


def _times(text: str) -> list[Span]:
    days = [(mention.start, mention.end) for mention in find_dates(text)]
    return days or [(mention.start, mention.end) for mention in find_periods(text)]


def _swap_place(question: str, old: str, new: str) -> str:
    span = find_name(question, bare_name(old))
    if span is None:
        return question
    return f"{question[: span[0]]}{bare_name(new)}{question[span[1] :]}"
