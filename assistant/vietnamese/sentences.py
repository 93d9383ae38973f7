"""Text -> the spans of its sentences, and of the clauses in them that make sense as quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

Span = tuple[int, int]

LONG_SYLLABLES = 45
_LEFT_SYLLABLES = 12
_RIGHT_SYLLABLES = 6
_COORDINATED_SYLLABLES = 5

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_INK = re.compile(r"\S")
_LONGEST_LAST_WORDS = 40
_BULLET = re.compile(r"(?:[-–—+*•●▪◦■·]+\s+)+")
_STOP = re.compile(r"(?P<mark>\./\.|/\.|[.!?…]+)[\"'”’»)\]]*")
_NEXT_WORD = re.compile(r"\s+[\"'“‘«(\[]*(?:[-–—+*•]\s*)?(?P<first>\w)")
_GLUED_SENTENCE = re.compile(r"(?<=[^\W\d_]{2}[.…])[^\W\d_][^\W\d_]")
_LAST_WORDS = re.compile(r"(?P<label>\w+)?\s*(?<![^\s(\"“«,;:-])(?P<word>[^\s(\"“«,;:-]+)$")
_LIST_MARK = re.compile(r"(?:[^\W_]|\d{1,2}|[IVX]{1,4})(?:\.\d{1,2})*")
_TITLES_TEXT = """
tp tx tt ths th.s ts tskh pgs gs bs bsck bscki bsckii ks ls nxb st mr mrs ms dr q p h t đ/c đc nsut nsưt nsnd
ngut ngưt ngnd
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_LETTERED_TEXT = "quý quí khóa khoá loại nhóm phần mục kỳ cấp hạng chương thứ đợt vùng khu"
_LETTERED = frozenset(_LETTERED_TEXT.split())

_PROTECTED = re.compile(r"\([^()\n]*\)|\[[^\[\]\n]*\]|“[^“”\n]*”|«[^«»\n]*»|\"[^\"\n]*\"")
_SEPARATORS = {mark: re.compile(rf"(?<!\d){mark}|{mark}(?!\d)") for mark in (";", ",")}
_FIGURE_PREDICATE = re.compile(
    r"\s*(?:và\s+|trong đó\s+)*(?:ước\s+|chỉ\s+|cũng\s+|đều\s+)?"
    r"(?:\d(?![^;]*\b(?:đạt|được|có|là|tăng|giảm|đã|hoàn thành)\b)"
    r"|(?:đạt|bằng|tăng|giảm|chiếm|vượt|gấp|hụt|còn|nâng|đưa|đứng|xếp|tương đương|tương ứng|so với)\b[^,;]{0,30}?\d)",
    re.IGNORECASE,
)
_CONNECTIVE = r"đồng thời|ngoài ra|bên cạnh đó|cùng với đó|tuy nhiên|trong khi đó|qua đó|nhờ đó|từ đó|mặt khác|trong đó"
_TASK = (
    r"tăng cường|đẩy mạnh|đẩy nhanh|tiếp tục|tập trung|chú trọng|phấn đấu|khẩn trương|chủ động|nâng cao|quan tâm"
    r"|duy trì|giữ vững|làm tốt|kiên quyết|siết chặt|khắc phục|chấn chỉnh|đề nghị|yêu cầu|không để|đôn đốc|rà soát"
    r"|huy động|thực hiện (?:tốt|nghiêm|hiệu quả|có hiệu quả|đồng bộ)|xử lý (?:nghiêm|dứt điểm)"
)
_SUBJECT = (
    r"(?:(?:các|những|một số|toàn|riêng|việc|cả) )*"
    r"(?:huyện|xã|tỉnh|thành phố|thị xã|thị trấn|phường|thôn|ubnd|hđnd|ban|đảng bộ|đồng chí|đại biểu|cấp ủy|cấp|ngành"
    r"|đơn vị|địa phương|công tác|tình hình|tỷ lệ|tổng|giá trị|thu|chi|sản lượng|diện tích|năng suất|số|chương trình"
    r"|an ninh|quốc phòng|kinh tế|đời sống|chất lượng|hoạt động|lĩnh vực|phong trào|tiến độ|tốc độ|cơ cấu|hệ thống"
    r"|đại hội|hội nghị|dự án|công trình)\b"
)
_PREDICATE = r"\b(?:đã|được|đạt|tiếp tục|tăng|giảm|ước|là|có|luôn|cơ bản|còn|phải|cần|sẽ|đang|đứng)\b"
_NEW_STATEMENT = re.compile(rf"\s*(?:(?:{_CONNECTIVE})\b|(?:{_TASK})\b|{_SUBJECT}[^,;]{{0,90}}?{_PREDICATE})", re.I)
_DEPENDENT = re.compile(
    r"(?:với|để|nhằm|khi|sau|trước|mặc dù|tuy|dù|do|vì|nếu|trong|tại|qua|trên cơ sở|từ|theo|thực hiện|phát huy"
    r"|căn cứ|nhân)\b",
    re.IGNORECASE,
)
# "tỉnh, thành phố", "các bộ, ngành": the comma joins organs.
_AMONG_ORGANS = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|bộ|ban|phòng|cấp|ngành|đơn vị)$", re.I
)
_MAIN_CLAUSE = re.compile(rf"\b{_SUBJECT}[^,;]{{0,90}}?{_PREDICATE}(?! (?:đề ra|được|đạt))", re.IGNORECASE)


_LONGEST = 4000  # letters; the longest list of figures in one sentence has some 1,500


@lru_cache(maxsize=1024)
def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the spans of the sentences in text[start:end], in order, without surrounding spaces or bullets.

    A newline always ends a sentence; the stop of an abbreviated title, an initial, a list mark or a number does not.
    """
    return tuple(
        sentence
        for line in _LINE.finditer(text, start, len(text) if end is None else end)
        for whole in _split_line(text, *line.span())
        for span in _of_bearable_length(text, *whole)
        if (sentence := _trim(text, *span)) and _WORD.search(text, *sentence)
    )


@lru_cache(maxsize=8192)
def clauses(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the spans of the clauses in text[start:end], in order, without the ; or , between them.

    Sentences are split at every semicolon outside brackets and quotes, unless what follows only goes on about the
    figure before it ("; bằng 85% dự toán"); runs over 45 syllables also at commas that begin a new statement.
    """
    return tuple(
        clause
        for sentence in sentences(text, start, end)
        for run in _split_at(text, sentence, _semicolons(text, *sentence))
        for span in _split_at(text, run, _strong_commas(text, *run))
        if (clause := _trim(text, *span)) and _WORD.search(text, *clause)
    )


def whole_words(text: str, start: int, end: int) -> Span:
    """Return a span without the parts of words that its ends cut; as it is where nothing would be left."""
    first, last = start, end
    while 0 < first < end and not text[first - 1].isspace():
        first += 1
    while start < last < len(text) and not text[last].isspace():
        last -= 1
    return _trim(text, first, last) if first < last else (start, end)


def _split_line(text: str, start: int, end: int) -> Iterator[Span]:
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, start, stop, end):
            yield start, stop.end()
            start = stop.end()
    yield start, end


def _of_bearable_length(text: str, start: int, end: int) -> Iterator[Span]:
    """What has no end for pages is no sentence, and rules that look at it whole would take hours over it."""
    while end - start > _LONGEST:
        marks = (text.rfind(mark, start + 1, start + _LONGEST) + 1 for mark in ("; ", ", ", " "))
        stop = next(filter(None, marks), start + _LONGEST)
        yield start, stop
        start = stop
    yield start, end


def _ends_sentence(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    mark, following = stop["mark"], _NEXT_WORD.match(text, stop.end(), end)
    if not _INK.search(text, stop.end(), end) or mark.endswith("/."):
        return True
    if following is None:
        glued = _GLUED_SENTENCE.match(text, stop.end(), end) if mark in ".…" else None
        return bool(glued and glued[0].istitle() and text[stop.start() - 1].islower()) and not _abbreviates(
            text, start, stop
        )
    if following["first"].islower():
        return mark[-1] in "!?"
    return mark != "." or not _abbreviates(text, start, stop)


def _abbreviates(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the full stop belongs to a title (ThS.), an initial (Nguyễn V.) or a list mark (2.1.)."""
    before = text[max(start, stop.start() - _LONGEST_LAST_WORDS) : stop.start()]
    whole = stop.start() - start < _LONGEST_LAST_WORDS
    if whole and _LIST_MARK.fullmatch(_BULLET.sub("", before.strip())):
        return True
    last = _LAST_WORDS.search(before)
    if last is None:
        return False
    word = last["word"]
    initial = len(word) == 1 and word.isupper() and (last["label"] or "").lower() not in _LETTERED
    return initial or word.lower() in _TITLES or word.lower().rpartition(".")[2] in _TITLES


def _semicolons(text: str, start: int, end: int) -> Iterator[int]:
    for position in _separators(";", text, start, end):
        if not _FIGURE_PREDICATE.match(text, position + 1, end):
            yield position


def _strong_commas(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the commas of a long run after which a new statement begins."""
    if _length(text, start, end) <= LONG_SYLLABLES:
        return
    commas = (*_separators(",", text, start, end), end)
    for position, following in pairwise(commas):
        if _begins_statement(text, position + 1, following) and _stands_alone(text, start, position):
            if _length(text, position, end) < _RIGHT_SYLLABLES:
                return
            yield position
            start = position + 1


def _begins_statement(text: str, start: int, end: int) -> bool:
    statement = _NEW_STATEMENT.match(text, start, end)
    return statement is not None and not _FIGURE_PREDICATE.match(text, start, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the words before a comma are long, no enumeration, and no adverbial still without its main clause."""
    last_comma = max(text.rfind(",", start, end), start)
    if _length(text, start, end) < _LEFT_SYLLABLES or _length(text, last_comma, end) < _COORDINATED_SYLLABLES:
        return False
    if _AMONG_ORGANS.search(text[max(start, end - 12) : end]):
        return False
    start = _trim(text, start, end)[0]
    if not _DEPENDENT.match(text, start, end):
        return True
    main = text.find(",", start, end)
    return main > 0 and _MAIN_CLAUSE.search(text, main, end) is not None


def _separators(mark: str, text: str, start: int, end: int) -> Iterator[int]:
    protected = [span.span() for span in _PROTECTED.finditer(text, start, end)]
    for found in _SEPARATORS[mark].finditer(text, start, end):
        position = found.start()
        if not any(opening < position < closing for opening, closing in protected):
            yield position


def _split_at(text: str, span: Span, positions: Iterator[int]) -> Iterator[Span]:
    start, end = span
    for position in positions:
        yield start, position
        start = position + 1
    yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    """Return the span without spaces around it or bullets before it."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    bullet = _BULLET.match(text, start, end)
    return (bullet.end() if bullet else start), end


def _length(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))
