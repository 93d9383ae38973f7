"""A statement and its grounds -> its figures and days that the cited words lack, or that go with other words there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from assistant.answering.verification import baselines, times
from assistant.answering.verification.binding import Known, of_another
from assistant.answering.verification.english import is_foreign
from assistant.answering.verification.grounds import Context, Ground, Grounds
from assistant.answering.verification.lexicon import content
from assistant.answering.verification.measures import DAY, Measure, measures_in
from assistant.answering.verification.status import Status, repeated, status_at, unlike_status
from assistant.answering.verification.times import Time, times_in
from assistant.answering.verification.wording import sentence_spans, span_at
from assistant.vietnamese.dates import find_dates
from assistant.vietnamese.folding import fold
from assistant.vietnamese.places import find_name

# "Hơn 118 tỷ" for 118,4: how far a rounded figure may lie from the one it rounds, as a share of it.
_ROUNDING = Decimal("0.06")
_UP, _DOWN = (
    frozenset(("trên", "hơn", "quá", "không dưới", "ít nhất", "tối thiểu")),
    frozenset(("gần", "chưa đến", "chưa tới")),
)
_ABOUT = frozenset(("khoảng", "xấp xỉ", "ước"))
_BELOW = frozenset(("dưới", "không quá", "tối đa", "chưa đến", "chưa tới"))
_HARD = frozenset(
    (
        "đồng",
        "%",
        "‰",
        "ha",
        "km",
        "m",
        "m²",
        "m³",
        "km²",
        "tấn",
        "tạ",
        "kg",
        "usd",
        "điểm phần trăm",
        "lần",
        "thứ",
        "ngày",
    )
)
_ANYBODY = frozenset(("người", "đồng chí", "vị", "cá nhân"))
_PEOPLE = _ANYBODY | frozenset(
    ("đại biểu", "đảng viên", "ủy viên", "cán bộ", "lao động", "học sinh", "em", "công nhân", "giáo viên", "thanh niên", "bị can",
     "công chức", "vận động viên", "thành viên", "nhân khẩu")
)  # fmt: skip
_UNIT_RUNS_ON = 3
_CHANGE = re.compile(
    r"\b(?P<up>tăng|gấp|vượt|cao hơn|nhiều hơn|nhanh hơn|sớm hơn)\b|\b(?P<down>giảm|hụt|thấp hơn|ít hơn|chậm hơn|tụt|thiếu)\b"
)
_LEVEL_BETWEEN = re.compile(r"\b(?:lên|còn|xuống|đến|từ|thành|mức)\b")
_ADDED = re.compile(r"\b(?:thêm|tăng thêm|bổ sung)(?: được)? $")
_REACHED_SUM = re.compile(r"\b(?:lên|tổng số|tổng cộng)(?: \w+){0,3} $")
_BOUND = re.compile(r"\b(từ|đến|hết|tới|trước|sau|kể từ)(?: (?:hết|ngày|cuối|đầu|hôm|mốc|thời điểm))* $")
_BOUNDS = {"từ": "từ", "kể từ": "từ", "đến": "đến", "hết": "đến", "tới": "đến", "trước": "trước", "sau": "sau"}
_LIKE_BOUNDS: tuple[set[str], ...] = ({"đến", "trước"}, {"từ", "sau"})
_LEFT = re.compile(r"\bcòn (?:lại )?(?:hơn |gần |khoảng )?\d|\bcòn lại\b")
_LEFT_TOO = re.compile(r"\b(?:còn|chưa|không|tồn|nợ|vướng|chậm|cuối)\b")
_DONE = re.compile(r"\b(?:đã|xong|hoàn thành|được (?:chi trả|giải quyết|bồi thường|bàn giao|thu hồi|hỗ trợ))\b")
_REACHED = re.compile(r"\b(?:đã|hiện|mới (?:có|đạt|được|thu|giải ngân)|thu được|giải ngân được|đạt được)\b")
_NOUN = re.compile(
    r"\bsố ((?:thôn|xã|hộ|vụ|trường|dự án|doanh nghiệp|người|đảng viên|lao động|sản phẩm|bản|nhà|tàu|đơn vị))\b"
)
_NAMES = re.compile(r"(?: (?:là|gồm))?:?(?:,? (?:và )?[A-ZĐÀ-Ỹ][^\W\d_]*)+")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?!\d|[.,]\d)")
_PLAN_WORDS = re.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|mục tiêu|giao|phân bổ|tổng số|trên tổng)\b|/")
_STATUS: dict[Status, str] = {
    "to_come": "chưa thực hiện",
    "discussed": "mới bàn",
    "decided": "đã quyết",
    "done": "đã có",
}


def wrong_figure(statement: str, grounds: Grounds, default: Status) -> str:
    """Return the first figure or day of a plain statement that its grounds don't bear out as it tells it, else ""."""
    known = tuple(Known(measure, ground.full) for ground in grounds.quoted for measure in _quoted_measures(ground))
    figures = measures_in(statement)
    for number, told in enumerate(figures):
        same = [one for one in known if _same_figure(told, one.measure)]
        if not same:
            if (told.unit == DAY and _is_known_day(told, grounds.context)) or _counts_names(
                statement, told, grounds.full
            ):
                continue
            return told.text
        following = figures[number + 1] if number + 1 < len(figures) else None
        wrong = [_unlike(statement, told, following, one, known, grounds, default) for one in same]
        if all(wrong):
            return f"{told.text} ({wrong[0]})"
    return _wrong_year(statement, grounds)


def _quoted_measures(ground: Ground) -> tuple[Measure, ...]:
    return tuple(measure for measure in measures_in(ground.full) if measure.end > ground.start)


def _unlike(
    statement: str, told: Measure, following: Measure | None, known: Known, all_known: tuple[Known, ...],
    grounds: Grounds, default: Status,
) -> str:  # fmt: skip
    """Return how the words around a figure differ from those around the same one in the grounds, else ""."""
    measure = known.measure
    others = tuple(one.measure for one in all_known if one.measure.value != measure.value)
    if told.unit == DAY:
        others = tuple(other for other in others if other.unit == DAY)
    return (
        _unlike_time(told, measure, grounds)
        or _of_another_time(told, measure, others)
        or _unlike_days(told, measure)
        or _unlike_bound(told, measure)
        or _unlike_sum(told, measure)
        or _of_the_rest(told, measure)
        or _unlike_baseline(told, measure)
        or _unlike_change(told, measure)
        or _unlike_status(statement, told, known.text, measure, default)
        or of_another(told, measure, others, grounds.context.units)
        or _unlike_neighbour(statement, told, following, all_known)
    )


def wrong_time(statement: str, grounds: Grounds) -> str:
    """Return a time of a plain statement that neither its quotes name nor its reports are of, else ""."""
    known = (*(time for ground in grounds.quoted for time in times_in(ground.full)), *grounds.context.times)
    for told in times_in(statement):
        if told.number is None and told.year is None:
            continue
        if not times.agrees(told, known):
            return told.text
        if told.year and told.year not in _years(grounds):
            return told.text
    return ""


def _same_figure(told: Measure, known: Measure) -> bool:
    if (told.unit == DAY) != (known.unit == DAY):
        return False
    if not _same_unit(told, known):
        return False
    if told.out_of is not None and told.out_of != known.out_of:
        return False
    if told.value == known.value:
        return not _contradicts(told.approximation, known.approximation)
    return _rounds(told, known)


def _contradicts(told: str, known: str) -> bool:
    """Whether "trên" stands for "dưới", or "dưới" for nothing."""
    if known in _BELOW:
        return told not in _BELOW
    if told in _BELOW or told in _DOWN:
        return known not in _BELOW | _DOWN | _ABOUT
    return told in ("trên", "hơn", "quá", "không dưới") and known not in _UP


def _rounds(told: Measure, known: Measure) -> bool:
    """Whether a figure is another one rounded, and says so."""
    if not known.value or told.out_of is not None:
        return False
    share = abs(told.value - known.value) / abs(known.value)
    if share > _ROUNDING or len(_digits(told.value)) > len(_digits(known.value)):
        return False
    if told.approximation in _UP | {"hơn"}:
        return told.value < known.value
    if told.approximation in _DOWN or "gần" in told.text:
        return told.value > known.value
    return told.approximation in _ABOUT or "nửa" in told.text


def _digits(value: Decimal) -> str:
    return f"{value:f}".replace(".", "").strip("0")


def _same_unit(told: Measure, known: Measure) -> bool:
    first, second = told.unit.lower(), known.unit.lower()
    if first == second or _per_more(told, known):
        return True
    if _is_hard(first) or _is_hard(second):
        return False
    if not first:
        return True
    if any(map(is_foreign, first.split())):
        return True
    here, there = set(fold(first).split()), set(fold(second).split())
    if not second:
        return here <= {fold(word) for word in known.near | known.lead}
    kinds = {_people_of(told), _people_of(known)}
    if "" not in kinds:
        return len(kinds) == 1 or bool(kinds & _ANYBODY)
    return here <= there | _next_words(known) or there <= here | _next_words(told)


def _same_noun(told: Measure, known: Measure) -> bool:
    """Whether a bare number counts what the known one does, as far as both say: "số thôn kiểu mẫu là 37"."""
    first, second = (_NOUN.search(measure.before.lower()) for measure in (told, known))
    there = known.unit.lower() or (second[1] if second else "")
    return first is None or not there or first[1].split()[0] == there.split()[0]


def _per_more(told: Measure, known: Measure) -> bool:
    """Whether a statement names in words, or leaves out, what the known unit is for each of: "bình quân đầu người"."""
    first, *per = told.unit.lower().split("/")
    second, *known_per = known.unit.lower().split("/")
    return bool(known_per) and first == second and set(per) <= set(known_per)


def _people_of(measure: Measure) -> str:
    """The people that a figure counts, "" when it counts none: "5 công chức" counts officials."""
    unit = measure.unit.lower()
    longer = f"{unit} {' '.join(measure.behind.lower().split()[:1])}".strip(" .,;")
    return longer if longer in _PEOPLE else unit if unit in _PEOPLE else ""


def _next_words(measure: Measure) -> set[str]:
    """The words right behind a figure's unit: "4 chủ | đầu tư"."""
    return set(fold(measure.behind).split()[:_UNIT_RUNS_ON])


def _is_hard(unit: str) -> bool:
    return unit.split("/")[0] in _HARD


def _counts_names(statement: str, told: Measure, known: str) -> bool:
    """Whether a small number counts the names behind it, all of them in the grounds: "ba xã Pá, Cút, Pha"."""
    listed = _NAMES.match(statement, told.end)
    names = re.split(r", | và ", listed[0].strip(" ,")) if listed else []
    names = [re.sub(r"^(?:là|gồm|:|của) ?", "", name.strip()) for name in names]
    return 1 < len(names) == told.value and all(find_name(known, name) for name in names)


def _is_known_day(told: Measure, context: Context) -> bool:
    month, day = divmod(int(told.value), 100)
    return (day, month) in context.days


def _unlike_time(told: Measure, known: Measure, grounds: Grounds) -> str:
    for time in told.own_times:
        if told.unit == DAY:
            continue
        if known.times and not times.agrees(time, known.times) and not _frames(time, known, grounds):
            return time.text
        if not known.times and not _is_of_context(time, known, grounds):
            return time.text
        if time.year and time.year not in _years(grounds):
            return time.text
    return ""


def _of_another_time(told: Measure, known: Measure, others: tuple[Measure, ...]) -> str:
    """Return the time of a figure of another time that a statement gives without one, else ""."""
    if told.times or not known.own_times or told.unit == DAY:
        return ""
    if known.own_times[0].start > known.start:
        return ""
    rivals = [one for one in others if one.unit.lower() == known.unit.lower() and not one.times]
    said = frozenset(content(f"{told.before} {told.behind}"))
    return known.own_times[0].text if any(len(said & one.near) > len(said & known.near) for one in rivals) else ""


def _unlike_days(told: Measure, known: Measure) -> str:
    if not told.days or not known.days or told.days & known.days:
        return ""
    month, day = divmod(int(min(told.days)), 100)
    return f"{day}/{month}"


def _unlike_sum(told: Measure, known: Measure) -> str:
    """Return "thêm" where a statement tells as added what the grounds tell as the sum reached, else ""."""
    added = _ADDED.search(told.before.lower())
    return "thêm" if added and _REACHED_SUM.search(known.before.lower()) else ""


def _unlike_bound(told: Measure, known: Measure) -> str:
    """Return "từ" and the like where a day begins in one what it ends in the other, else ""."""
    if told.unit != DAY:
        return ""
    first, second = (_bound(measure) for measure in (told, known))
    return first if first and second and first != second and {first, second} not in _LIKE_BOUNDS else ""


def _bound(measure: Measure) -> str:
    found = _BOUND.search(f"{measure.before} {measure.text}".lower().removesuffix(measure.text.lower()).strip() + " ")
    return _BOUNDS[found[1]] if found else ""


def _of_the_rest(told: Measure, known: Measure) -> str:
    """Return "còn lại" where a figure counts what is left and the statement tells it of what is done, else ""."""
    if not _LEFT.search(f"{known.before[-12:]}{known.text}{known.behind[:10]}".lower()):
        return ""
    said = f"{told.before} {told.text} {told.behind}".lower()
    return "còn lại" if _DONE.search(said) and not _LEFT_TOO.search(said) else ""


def _frames(time: Time, known: Measure, grounds: Grounds) -> bool:
    """Whether a year, told beside a figure's own months, is that of its report."""
    if time.kind != "year" or time.year is None:
        return False
    return time.year in grounds.context.years and not any(one.year and one.year != time.year for one in known.times)


def _is_of_context(time: Time, known: Measure, grounds: Grounds) -> bool:
    """Whether a time is one that the grounds name for no other figure, or that the reports are of."""
    if time.kind == "year" and time.year is not None:
        return time.year in _years(grounds)
    near: list[Time] = []
    for ground in grounds.quoted:
        taken = {one for measure in measures_in(ground.full) for one in measure.times}
        sentence = span_at(sentence_spans(ground.full), known.start)
        framing = (
            one for one in times_in(ground.full) if one not in taken or one.end <= max(ground.start, sentence[0])
        )
        near += [one for one in framing if not one.is_compared]
    return times.agrees(time, (*near, *grounds.context.times))


def _years(grounds: Grounds) -> frozenset[int]:
    return frozenset(int(year) for year in _YEAR.findall(grounds.full)) | grounds.context.years


def _unlike_baseline(told: Measure, known: Measure) -> str:
    if told.baseline is None or baselines.agrees(told.baseline, known.baseline):
        return ""
    if known.baseline is None and not told.baseline.giver:
        return ""
    return told.baseline.text


def _unlike_change(told: Measure, known: Measure) -> str:
    first, second = _change(told), _change(known)
    if first == second:
        return ""
    if first and second:
        return first
    if second and known.approximation not in _BELOW:
        return second
    return first if first and not _CHANGE.search(f"{known.before} {known.behind}") else ""


def _change(measure: Measure) -> str:
    """ "up" or "down" when a figure tells by how much something changed, "" when it is a level."""
    found = None
    for match in _CHANGE.finditer(measure.before.lower()):
        found = match
    if (
        found is None
        or len(measure.before) - found.end() > 40
        or _LEVEL_BETWEEN.search(measure.before.lower(), found.end())
    ):
        return ""
    return "tăng" if found["up"] else "giảm"


def _unlike_neighbour(statement: str, told: Measure, following: Measure | None, known: tuple[Known, ...]) -> str:
    """Return the figure right behind another one that in the grounds stands behind one of another value, else ""."""
    if following is None or DAY in (told.unit, following.unit) or re.search(r"[,;.:()]", statement[told.end : following.start]):
        return ""
    before: list[Measure] = []
    for first, second in pairwise(known):
        if second.text == first.text and _same_figure(following, second.measure):
            before.append(first.measure)
    rivals = [one for one in before if one.unit.lower() == told.unit.lower()]
    return (
        following.text
        if rivals and len(rivals) == len(before) and not any(_same_figure(told, one) for one in rivals)
        else ""
    )


def _unlike_status(statement: str, told: Measure, ground: str, known: Measure, default: Status) -> str:
    if any(start <= told.start < end for start, end in repeated(statement, ground)):
        return ""
    first = status_at(statement, told.start, looks_ahead=True)
    second = status_at(ground, known.start, default=default)
    if unlike_status(first, second):
        return _STATUS[second]
    if (
        known.is_planned
        and not _change(known)
        and first != "to_come"
        and not _PLAN_WORDS.search(f"{told.before} {told.behind}".lower())
    ):
        return _STATUS["to_come"]
    return ""


def _wrong_year(statement: str, grounds: Grounds) -> str:
    """Return a day whose year is another one than the grounds and the reports have, else ""."""
    years = _years(grounds)
    for day in find_dates(statement):
        if day.year_known and day.day and day.day.year not in years:
            return day.text
    return next((year for year in _YEAR.findall(statement) if int(year) not in years), "")


def numbers_left(statement: str) -> Iterator[str]:
    """Yield the numbers of a plain statement that belong to no figure, day or time: "lần thứ 21", "số 3"."""
    taken = [(one.start, one.end) for one in (*measures_in(statement), *times_in(statement))]
    for match in re.finditer(r"(?<![\w.,/])\d+(?:[.,]\d+)*", statement):
        if not any(start <= match.start() < end for start, end in taken):
            yield match[0]


def holds_figures(statement: str) -> bool:
    """Whether a plain statement holds a figure; a day is none."""
    return any(one.unit != DAY for one in measures_in(statement))


def tells_of_done(statement: str, grounds: Grounds) -> bool:
    """Whether the grounds say beside a figure of a plain statement that it is of something done: "mới có 6/15 xã"."""
    said = measures_in(statement)
    known = (measure for ground in grounds.quoted for measure in _quoted_measures(ground))
    return any(
        _REACHED.search(measure.before.lower()) is not None
        for measure in known
        if measure.unit != DAY and any(_same_figure(told, measure) for told in said)
    )
