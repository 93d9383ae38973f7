"""A statement and its grounds -> what it denies though they don't, or says though they deny it, or turns around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.answering.verification.english import ERASED
from assistant.answering.verification.lexicon import antonyms, content, stands_in, strong_wordings, synonyms
from assistant.answering.verification.wording import WORD, stretch_spans, words

_NO = re.compile(
    r"(?<![\"“]\d )\b(?:không còn|không hề|chưa hề|không|chưa|chẳng|chả)\b"
    r"(?! (?:dưới|quá|những|ít hơn|phận|(?:được|đầy|tới|đến) (?:một nửa|\d)))",
    re.IGNORECASE,
)
# Denied without the word: what lacks, is late, or is still to be done.
_IMPLIED = re.compile(
    r"\b(?:thiếu|vướng|vắng|chậm|sót|hụt|tạm ngừng|ngừng|dừng|còn (?:lại |tồn |nợ )?\d+|còn lại|mới (?:đạt|được|thu"
    r"|giải ngân)|khó|hạn chế"
    r"|quá hạn|miễn|rút|từ chối|dừng|thấp hơn|kém|yếu|bác bỏ|chưa được)\b",
    re.IGNORECASE,
)
_LACKS = re.compile(
    r"\b(?:vướng|khó|kẹt|tắc|ách|dang dở|chờ|đợi|nợ|hết|ngoài|thiếu|vắng|hụt|sót|ngừng|từ chối|chậm|lỗi|trượt)\b"
)
_PROMISED = re.compile(r"\b(?:hứa|cam kết|sẽ)\b")
_LATE = re.compile(r"\b(?:chậm|thiếu|vướng|dừng) (?P<what>[^\W\d]+(?: [^\W\d]+){1,3})")
_DONE = re.compile(r"\b(?:đã|xong|hoàn thành)\b")
_TOKEN, _DIGIT = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+"), re.compile(r"\d")
_LIGHT = frozenset(("không", "chưa", "đạt", "được", "có", "còn"))
_REACH, _FEWEST_SHARED, _SHARE = 5, 2, 0.5


def reversed_words(statement: str, told: str, full: str) -> str:
    """Return the words by which a plain statement says the opposite of the told words, else "".

    `full` are the told words with what leads to them, where a denial may stand too.
    """
    return (
        _done_though_late(statement, told)
        or _denied_only_here(statement, full)
        or _denied_only_there(statement, told)
        or _opposite(statement, told)
    )


def _denied_only_here(statement: str, told: str) -> str:
    known = {word for denied in _denials(told) for word in denied[1]}
    for text, behind in _denials(statement):
        checked = content(" ".join(behind)) or behind
        if not checked or known.intersection(behind):
            continue
        if not _said_so(text, told) and not _implied_near(text, statement, told):
            return text
    return ""


def _said_so(denial: str, told: str) -> bool:
    """Whether the told words have another wording for a denial: "giữ nguyên" for "không thay đổi"."""
    here, there = denial.lower(), told.lower()
    return any(
        any(_NO.match(one) and stands_in(one, here) for one in wordings)
        and any(stands_in(one, there) for one in wordings)
        for wordings in synonyms()
    )


def _denied_only_there(statement: str, told: str) -> str:
    here_denied = {word for denied in _denials(statement) for word in denied[1]}
    for stretch in _stretches(told):
        for _, behind in _denials(stretch):
            strong = content(" ".join(behind)) or behind[:1]
            if here_denied.intersection((*strong, *behind[:1])) or not strong:
                continue
            here = _most_like(stretch, statement)
            shared = _shared(here, stretch) | (set(strong) & set(words(here)))
            fewest = min(_FEWEST_SHARED, len(_content(stretch)) or _FEWEST_SHARED)
            enough = len(shared) >= max(fewest, _SHARE * min(len(_content(here)), len(_content(stretch))))
            if _PROMISED.search(here.lower()):  # still to be done, as the denial tells
                continue
            if _nearer_free(here, stretch, told, strong):
                continue
            if (
                enough
                and set(strong[:2]) <= set(words(here))
                and not _NO.search(here)
                and not _lacks_else(here, strong)
            ):
                return " ".join(strong[:3])
    return ""


def _done_though_late(statement: str, told: str) -> str:
    """Return what a statement tells as done that the told words say is late or lacking: "chậm quyết toán", else ""."""
    for match in _LATE.finditer(told.lower()):
        late = content(match["what"])[:2]
        for stretch in _stretches(statement.lower()):
            if (
                late
                and set(late) <= set(words(stretch))
                and _tells_done(stretch)
                and not _LACKS.search(stretch)
                and not _NO.search(stretch)
            ):
                return match["what"].strip()
    return ""


def _tells_done(stretch: str) -> bool:
    return _DONE.search(stretch) is not None and not _PROMISED.search(stretch)


def _most_like(stretch: str, statement: str) -> str:
    """The stretch of a statement that is most like one of the told words."""
    alike = ((len(_shared(one, stretch)), _common(one, stretch), one) for one in _stretches(statement))
    return max(alike, default=(0, 0, ""))[2]


def _lacks_else(here: str, denied: Sequence[str]) -> bool:
    """Whether a stretch denies by what lacks or is late, other than the denied words themselves."""
    return any(match[0] not in denied for match in _LACKS.finditer(here.lower()))


def _nearer_free(here: str, denied: str, told: str, strong: Sequence[str]) -> bool:
    """Whether a stretch of a statement is as much like one that tells the same undenied as like one that denies it."""
    free = (one for one in _stretches(told) if not _NO.search(one) and set(strong[:2]) <= set(words(one)))
    return max((_common(here, one) for one in free), default=0) >= _common(here, denied)


def _common(one: str, other: str) -> int:
    shared = set(_TOKEN.findall(one.lower())) & set(_TOKEN.findall(other.lower()))
    return sum(2 if _DIGIT.match(token) else 1 for token in shared)


def _opposite(statement: str, told: str) -> str:
    here, there = statement.lower(), told.lower()
    for one, other in antonyms():
        if not stands_in(one, here) or stands_in(other, here) or not stands_in(other, there):
            continue
        if _borne_out(one, there) or any(stands_in(f"{no} {one}", here) for no in ("không", "chưa")):
            continue
        if not stands_in(one, there) or _nearest_has(other, one, here, there):
            return one
    return ""


def _borne_out(said: str, told: str) -> bool:
    """Whether the told words say in other words what a strong wording says: "thấp hơn" for "giảm"."""
    for form, wordings in strong_wordings():
        if form.fullmatch(said) and any(stands_in(one, told) for one in wordings):
            return True
    return False


def _nearest_has(wording: str, other: str, statement: str, told: str) -> bool:
    """Whether the stretch of the told words most like a statement's has a wording and not the other one."""
    here = next((one for one in _stretches(statement) if stands_in(other, one)), statement)
    if _DIGIT.search(here):  # what stands around a figure is compared with the figure
        return False
    apart = {*words(wording), *words(other)}
    alike = [(len((frozenset(words(here)) - apart) & frozenset(words(one))), one) for one in _stretches(told)]
    best = max((count for count, _ in alike), default=0)
    nearest = [one for count, one in alike if count == best]
    fewest = min(_FEWEST_SHARED, max(1, len(frozenset(words(here)) - apart)))
    return best >= fewest and all(stands_in(wording, one) and not stands_in(other, one) for one in nearest)


def _denials(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each denial in plain text with the words that it denies."""
    for start, end in stretch_spans(text):
        for match in _NO.finditer(text, start, end):
            stop = text.find(ERASED, match.end(), end)
            behind = [word for word in WORD.finditer(text, match.end(), stop if stop >= 0 else end)][:_REACH]
            last = behind[-1].end() if behind else match.end()
            yield text[match.start() : last], tuple(word[0].lower() for word in behind)


def _implied_near(denial: str, statement: str, told: str) -> bool:
    """Whether the told words deny in another way what a statement denies, in a stretch about the same."""
    around = next((one for one in _stretches(statement) if denial in one), denial)
    denied = _content(denial)
    about = _content(around) - denied
    behind = frozenset(words(denial)) - _LIGHT
    for stretch in _stretches(told):
        if any(match[0] not in denial for match in _IMPLIED.finditer(stretch.lower())):
            known = frozenset(words(stretch))
            if (
                len(behind & known) >= _FEWEST_SHARED
                or _share_number(around, stretch)
                or len(about & known) >= min(_FEWEST_SHARED, max(1, len(about)))
                or (not about and frozenset(words(denial)) & known)
            ):
                return True
    return False


def _share_number(one: str, other: str) -> bool:
    return bool({*filter(_DIGIT.match, _TOKEN.findall(one))} & {*_TOKEN.findall(other)})


def _shared(one: str, other: str) -> frozenset[str]:
    return _content(one) & _content(other)


@lru_cache(maxsize=4096)
def _content(text: str) -> frozenset[str]:
    return frozenset(content(text))


def _stretches(text: str) -> list[str]:
    return [text[start:end] for start, end in stretch_spans(text)]
