"""Two values -> their difference or ratio, with the sum as a reader would check it."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from assistant.answering.draft import Sum
from assistant.domain import Language
from assistant.vietnamese.numbers import find_quantities

_SCALES = (("tỷ", "billion", Decimal(10**9)), ("triệu", "million", Decimal(10**6)))
_HUNDREDTH = Decimal("0.01")


def difference(first: Decimal, second: Decimal, unit: str, language: Language) -> Sum:
    """Return the sum first - second, its result told without a sign: "39 tỷ đồng" for values in đồng."""
    result = first - second
    name, factor = _scale((first, second), unit, language)
    unit_words = "điểm phần trăm" if unit == "%" and language == "vi" else "percentage points" if unit == "%" else unit
    in_words = " ".join(filter(None, (number(abs(result) / factor, language), name, unit_words)))
    written = f"{number(first / factor, language)} − {number(second / factor, language)}"
    written = f"{written} = {number(result / factor, language)}"
    return Sum(first, "-", second, result, written, in_words)


def ratio(first: Decimal, second: Decimal, unit: str, language: Language) -> Sum:
    """Return the sum first : second, rounded to hundredths. `second` is not zero."""
    result = (first / second).quantize(_HUNDREDTH, ROUND_HALF_UP)
    _, factor = _scale((first, second), unit, language)
    exact = "=" if result * second == first else "≈"
    written = f"{number(first / factor, language)} : {number(second / factor, language)}"
    written = f"{written} {exact} {number(result, language)}"
    return Sum(first, ":", second, result, written, number(result, language))


def holds(one: Sum) -> bool:
    """Whether a sum comes out right, a ratio to the hundredth."""
    if one.operation == "-":
        return one.first - one.second == one.result
    return one.second != 0 and (one.first / one.second).quantize(_HUNDREDTH, ROUND_HALF_UP) == one.result


def unit_of(words: str, value: Decimal, unit: str, language: Language) -> str:
    """Return the unit that a bare number of that value is written in: "179,2" for 179,200,000,000 đồng is tỷ đồng."""
    plain = find_quantities(f"{words} xã")
    for vietnamese, english, factor in _SCALES:
        if plain and plain[0].value * factor == value:
            return f"{vietnamese if language == 'vi' else english} {unit}"
    return unit


def number(value: Decimal, language: Language) -> str:
    """Return a number as readers of a language write it: 1.234,5 or 1,234.5."""
    text = f"{value.normalize():,f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def _scale(values: tuple[Decimal, ...], unit: str, language: Language) -> tuple[str, Decimal]:
    """The largest of tỷ and triệu that all amounts of money reach, else none."""
    if unit.startswith("đồng"):
        for vietnamese, english, factor in _SCALES:
            if all(abs(value) >= factor for value in values):
                return (vietnamese if language == "vi" else english), factor
    return "", Decimal(1)
