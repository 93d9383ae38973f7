"""A question for a known figure by its name, place and time alone -> the clause that states just that.

Such a question has no words by which a clause could be told from others, and the report's facts say which states it.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.selection import Clause
from assistant.domain import AnswerKind, Query
from assistant.vietnamese.abbreviations import in_full
from assistant.vietnamese.folding import fold
from assistant.vietnamese.indicators import default_indicators
from assistant.vietnamese.syllables import FOLDED_STOPWORDS, syllables

_KINDS: frozenset[AnswerKind] = frozenset(("figure", "count"))
# What a figure fact in the clause must agree in.
_AGREES = ("figure_indicator", "figure_kind", "figure_period", "figure_place", "figure_unit")
# Words that ask for a figure, that say when, or of which unit of government.
_ASKING = frozenset(
    "bao nhieu may la gi duoc dat con co so tong cong ca cho biet hoi ket qua muc gia tri thang nam quy dau cuoi nua"
    " den het tinh tu toi luy ke trong cua o tai huyen xa tinh thi tran phuong thanh pho tx tp dia ban toan thi sao ty"
    " dong trieu ha tan phan tram what was were is the of in for how much many did by total first half months month"
    " year quarter district commune province town ward".split()
)
# A clause that is less sure than this states something else that its report's facts took for the figure.
LEAST_SURE = 0.03


def plainly_told(query: Query, ranked: Sequence[Clause]) -> Clause | None:
    """Return the best clause that states the figure asked for, where a question asks for one by its name, place and
    time and for nothing more; None elsewhere."""
    if query.kind not in _KINDS or query.parts or not (query.named.place and query.named.date_from):
        return None
    if not _asks_for_nothing_more(query):
        return None
    agree = (one for one in ranked if all(one.features.get(name) for name in _AGREES) and not _is_other(one))
    return next((one for one in agree if one.confidence >= LEAST_SURE), None)


def _is_other(clause: Clause) -> bool:
    return any(clause.features.get(name) for name in ("target_unasked", "baseline_missing", "figure_other_against"))


def _asks_for_nothing_more(query: Query) -> bool:
    indicator = default_indicators().canonical(query.standalone)
    if indicator is None:
        return False
    said = {one for one in syllables(fold(in_full(query.standalone))) if not one.isdigit()}
    known = {*syllables(fold(query.named.place or "")), *default_indicators().words_of(indicator)}
    return said <= FOLDED_STOPWORDS | _ASKING | known
