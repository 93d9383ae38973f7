"""A question -> the kind of answer it wants: cues first, then weights fitted on questions whose kind is known."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.domain import AnswerKind
from assistant.questions.kind_weights import Meaning, kind_weights
from assistant.questions.meetings import LATEST
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_name

# Of the development sets' questions with one of these cues more than nine in ten are of its kind.
_SURE_CUES: frozenset[AnswerKind] = frozenset(
    ("talk", "comparison", "limitation", "meetings", "summary", "task", "yesno")
)
# Without any cue a kind must be this probable.
SURE = 0.3
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[?%]")
_DIGITS = re.compile(r"\d[\d.,/-]*")
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
    (  # of the latest meeting its day, place and who led it stand in the list of meetings
        "meetings",
        rf"^(?=.*(?:{LATEST.pattern}))(?=.*\b(?:khi nao|bao gio|(?:ngay|hom|luc|thang) (?:nao|may)|when"
        r"|what (?:date|day)|la (?:cuoc hop|hoi nghi|ky hop|phien hop|cuoc) (?:nao|gi))\b)(?!.*\bnghi quyet\b)",
    ),
    ("limitation", r"\b(han che|ton tai|kho khan|vuong mac|yeu kem|khuyet diem|bat cap|limitations?|shortcomings?)\b"),
    ("summary", r"\b((?<!bao cao )tom tat|tom luoc|noi dung chinh|y chinh|khai quat|diem chinh|summar\w+|overview)\b"),
    ("yesno", r"\b(co phai|phai khong|dung khong|co dung|dung la)\b|^(is|are|was|were|did|does|has|have) "),
    ("date", r"\bngay bao nhieu\b"),
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
        r"\b(nhiem vu|giai phap|yeu cau|(?<!dong )chi dao|phai lam|can lam|de nghi|giao viec|tasks?|instruct\w*"
        r"|priorit\w+)\b",
    ),
    ("list", r"\b(nhung|cac|liet ke|gom|list|which)\b"),
    ("yesno", r"\b(co|da|duoc)\b.*\b(khong|chua)\W*$|\bchua\W*$"),
    # A bare indicator asks for its figure.
    (
        "figure",
        r"^\W*(luy ke|tong|so|ty le|gia tri|dien tich|san luong|nang suat|thu|chi|von|giai ngan|kinh phi)\b",
    ),
)
# Asks what the assistant itself is.
_OF_ITSELF = re.compile(
    r"^\W*(?:(?:ban|tro ly(?: hoi nghi)?) (?:la (?:ai|gi|tro ly gi)|ten (?:la )?gi"
    r"|(?:co the )?(?:lam|giup|tra loi)(?: duoc)?(?: toi| minh)?(?: duoc)?(?: nhung)? gi)"
    r"|(?:who|what) are you|what can you (?:do|answer)|how (?:can|do) i use (?:you|this))\b[\w ]{0,12}\W*$"
)
_CUE_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _CUES)
# Words that cues turn on; other words of a question fold to them: mây, máy, đầu, chùa, ái.
_QUESTION_WORDS = {fold(word): word for word in ("mấy", "ai", "đâu", "chưa", "không", "nào", "gì")}
_WORD = re.compile(r"[^\W\d_]+")


def cue_of(question: str, names: Sequence[str]) -> AnswerKind:
    """Return the kind of the first cue in a question, its proper names left out: no cue stands in "Đồi Mây"."""
    for name in names:
        while span := find_name(question, name):
            question = f"{question[: span[0]]}·{question[span[1] :]}"
    folded = folded_for_cues(question)
    if _OF_ITSELF.search(folded):
        return "talk"
    found = [kind for kind, pattern in _CUE_PATTERNS if pattern.search(folded)]
    return next((kind for kind in found if kind != "talk"), *(found[:1] or ("none",)))


@lru_cache(maxsize=256)
def folded_for_cues(question: str) -> str:
    """Return a question without diacritics, but for words that only fold to a question word: mây, máy, chùa."""
    return fold(_WORD.sub(_unless_it_only_folds_to_a_question_word, in_full(question)))


def _unless_it_only_folds_to_a_question_word(word: re.Match[str]) -> str:
    meant = _QUESTION_WORDS.get(fold(word[0]))
    return word[0] if meant is None or word[0].lower() in (meant, fold(meant)) else "·"


def kind_of(question: str, names: Sequence[str], meaning: Meaning | None = None) -> AnswerKind:
    """Return the kind of answer that a question wants, "none" where nothing tells.

    Some cues are never wrong; else the weights decide over the cue, the question's words and, where a model is given
    that weights fit, its vector.
    """
    cue = cue_of(question, names)
    if cue in _SURE_CUES or not question.strip():
        return cue
    weights = kind_weights(meaning.identity if meaning else None)
    if weights is None:
        return cue
    scores = weights.scores(signs_of(question, names), meaning.embed_query(question) if meaning else None)
    total = sum(math.exp(score) for score in scores.values())
    best = max(scores, key=lambda kind: scores[kind])
    return best if cue != "none" or math.exp(scores[best]) >= SURE * total else "none"


def signs_of(question: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return what the weights count: a question's runs of one to three words without diacritics, and its cue."""
    words = ["<", *_TOKEN.findall(_DIGITS.sub("0", fold(in_full(question)))), ">"]
    runs = (" ".join(words[start : start + n]) for n in (1, 2, 3) for start in range(len(words) - n + 1))
    return ("bias", f"cue {cue_of(question, names)}", *dict.fromkeys(runs))
