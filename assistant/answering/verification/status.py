"""Plain text -> how far what it tells has come: done, decided, to be done, or only talked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.answering.verification.lexicon import claiming, strong_wordings
from assistant.answering.verification.wording import WORD, Span, chunk_spans, sentence_spans, span_at, stretch_spans

Status = Literal["done", "decided", "to_come", "discussed"]

_GIVER = r"(?:tỉnh|huyện|trung ương|thành phố|thị xã|xã|phường|cấp trên)"
# Words that look like cues and are none: whose plan it is, programmes, organs, duties long in force.
_PLANS = re.compile(
    rf"(?:dự toán|kế hoạch|chỉ tiêu|%|mức)[^,;.\d]{{0,40}}?{_GIVER} (?:đã |được )?giao\b(?! (?:ban|cho|nhiệm))",
    re.IGNORECASE,
)
_NO_CUES = re.compile(
    rf"{_GIVER} giao là\b|(?:được giao|được phân bổ)(?= \d)|mục tiêu quốc gia"
    r"|(?:cao|thấp|nhiều|ít) hơn (?:so với )?mục tiêu|mục tiêu[^,;.]{0,40}(?:không|chưa) đạt|(?:vượt|đạt"
    r"|đạt được) mục tiêu"
    r"|(?:đạt|hoàn thành|bằng|vượt|so|%)[^;]{0,25}(?:chỉ tiêu|kế hoạch|nhiệm vụ)|\d+(?:/\d+)? chỉ tiêu"
    r"|xếp loại[^,;.]*nhiệm vụ"
    r"|(?:kết quả|tình hình|công tác|ban) chỉ đạo|phát biểu chỉ đạo|hoàn thành (?:tốt )?nhiệm vụ"
    r"|phải (?:đi|chờ|tiêu hủy|di dời|dừng|nghỉ|bỏ|vay|chịu|sơ tán|làm lại|kiểm đếm lại|đăng ký|nộp lại)"
    r"|(?:hồ sơ|tờ trình|đơn|văn bản|danh sách) (?:đề nghị|kiến nghị|yêu cầu)"
    r"|(?:đạt|đáp ứng|theo) yêu cầu|lời hứa|\d+ kiến nghị|kiến nghị (?:của|cử tri|tới|quá hạn)|đã (?:yêu cầu|đề nghị"
    r"|giao)|bàn giao|giao (?:thông|ban|dịch|lưu|đất)|chuyển giao|được phân bổ"
    r"|dự toán (?:thu|chi|năm)|(?:bằng|đạt|vượt) [^,;.]{0,30}(?:dự toán|kế hoạch)|cần (?:rút kinh nghiệm)|nhận nhiệm vụ"
    r"|cần cù",
    re.IGNORECASE,
)
_WRITTEN: tuple[tuple[Status, str], ...] = (
    (
        "to_come",
        r"yêu cầu|đề nghị|kiến nghị|đề xuất|phấn đấu|mục tiêu|chỉ tiêu(?! (?:chủ yếu|chính))|dự kiến|sẽ|hứa"
        r"|cam kết|giao|phải|cần|nhiệm vụ"
        r"|phân công|chỉ đạo|gợi ý|lưu ý|nhấn mạnh|đăng ký về đích|quyết tâm|hướng tới|dồn sức|mong muốn"
        r"|xin (?:cấp|hỗ trợ|bổ sung)"
        r"|kết luận(?= *:)|trước (?:ngày )?\d{1,2}/\d|từ nay đến|muốn|dự báo"
        r"|(?:kế hoạch|dự toán)(?= (?:[^,;.%]{0,40} )?(?:là|giao|đặt ra|đề ra)\b)",
    ),
    (
        "discussed",
        r"cho ý kiến|thảo luận (?:về|kết quả)|xem xét|bàn (?:về|nhiệm vụ|giải pháp)|góp ý (?:về|vào|cho)"
        r"|trao đổi về"
        r"|phương án(?! (?:được|cho))|đề án|chủ trương|dự thảo",
    ),
    ("decided", r"thông qua|phê duyệt|quyết định|đồng ý|thống nhất|nhất trí|chấp thuận|ban hành|quyết nghị"),
    (
        "done",
        r"đã|đang|hiện (?:nay|mới|có|còn|đạt)|mới (?:đạt|được|thu|giải|có)|vừa|đạt được|đến nay|nguyên nhân"
        r"|thu được|giải ngân được|trồng được|được \d|hiện",
    ),
)
_CUES = tuple((status, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for status, words in _WRITTEN)
# What a statement tells as not done yet in words that claim too little for cues of a report's.
_NOT_YET = re.compile(
    r"\b(?:chuẩn bị|dự định|có trách nhiệm|được chọn|kỳ vọng|thời hạn|hạn chót|hạn cuối"
    r"|hạn(?= [^,;.]{0,60}\blà\b)|chậm nhất|muộn nhất|xong trước"
    r"|đòi hỏi|nhắc nhở|nhắc|kêu gọi|đốc thúc|đôn đốc|quán triệt|thúc giục|hướng đến|(?:thời gian|trong|sắp) tới"
    r"|tới đây"
    r"|sắp|ấn định|ấp ủ|lên kế hoạch|theo kế hoạch|tính chuyện|tính đến việc|khuyến nghị|nguyện vọng|mong|hy vọng|chờ"
    r"|đợi|xin|ngày để|quyết (?!định|toán|nghị|liệt)|mỗi (?:tháng|tuần|quý)|h[àằ]ng (?:tháng|tuần|quý)|định kỳ)\b",
    re.IGNORECASE,
)
# What is an opinion or talk, also where it "đã được đem ra bàn".
_TALKED_OF = re.compile(
    r"\b(?:bàn(?! giao| ghế)|thảo luận|xem xét|góp ý|cho ý kiến|trao đổi|cân nhắc|tính tới|bị cho là|cho rằng)\b",
    re.IGNORECASE,
)
_SAYS_DONE = re.compile(r"\b(?:đã|xong|hoàn thành)\b", re.IGNORECASE)
_SHORTEST_REPEATED, _FAR = 12, 90
# What somebody says or does to all that a chain of semicolons holds.
_CHAINS = re.compile(
    r"yêu cầu|đề nghị|kiến nghị|giao|phân công|chỉ đạo|nhấn mạnh|lưu ý|gợi ý|nhiệm vụ|kết luận|cho ý kiến|thảo luận.*"
    r"|xem xét|góp ý.*|thông qua|thống nhất|đồng ý|quyết định|nhất trí|hứa|cam kết"
)
# A sentence that names who acts tells what was done, also among tasks.
_HAS_SUBJECT = re.compile(
    r"\W*(?:hội nghị|cuộc họp|phiên họp|kỳ họp|đồng chí|các đại biểu|đại biểu|hội đồng|báo cáo|đến|trong|từ|theo|năm"
    r"|nhân dịp|cũng)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def cues_in(text: str) -> tuple[tuple[int, int, Status], ...]:
    """Return where plain text says how far something has come, in order."""
    masked = _NO_CUES.sub(_hidden, _PLANS.sub(_hidden, text))
    found = [(m.start(), m.end(), status) for status, form in _CUES for m in form.finditer(masked)]
    return tuple(sorted(found))


def told_status(text: str, position: int) -> Status:
    """Return how far a statement tells something to have come; "chuẩn bị" or "để" tell nothing as done."""
    status = status_at(text, position, looks_ahead=True)
    start, end = span_at(sentence_spans(text), position)
    if status != "decided" and _TALKED_OF.search(text, start, end):
        return "discussed"
    to_come = _NOT_YET.search(text, start, end) or any(
        start <= at < end and cue == "to_come" for at, _, cue in cues_in(text)
    )
    return "to_come" if to_come and not _SAYS_DONE.search(text, start, end) else status


def _hidden(match: re.Match[str]) -> str:
    return "·" * len(match[0])


def status_at(text: str, position: int, *, default: Status = "done", looks_ahead: bool = False) -> Status:
    """Return how far what stands at a position of plain text has come: by the cues before it in its chunk.

    Without one it goes on like the chunks before it in its sentence; with `looks_ahead` a cue behind it counts first.
    """
    chunk = span_at(chunk_spans(text), position)
    cues = [cue for cue in cues_in(text) if chunk[0] <= cue[0] < chunk[1]]
    if here := _settled(status for _, end, status in cues if end <= position + 1):
        return here
    if looks_ahead and cues:
        return _settled(status for _, _, status in cues) or default
    sentence = span_at(sentence_spans(text), position)
    cues_before = [cue for cue in cues_in(text) if sentence[0] <= cue[0] < chunk[0]]
    earlier = [status for start, end, status in cues_before if status != "done" and _leads_a_chain(text, start, end)]
    if here := _settled(iter(earlier)):
        return here
    goes_on = any(status == "done" for _, _, status in cues)
    return "done" if goes_on or _HAS_SUBJECT.match(text, sentence[0]) else default


def _leads_a_chain(text: str, start: int, end: int) -> bool:
    """Whether a cue is of the chunks after its own too: somebody asks for them, or a colon stands behind it."""
    colon = text.find(":", end, end + _FAR)
    return _CHAINS.fullmatch(text[start:end].lower()) is not None or (colon >= 0 and ";" not in text[end:colon])


def _settled(statuses: Iterator[Status]) -> Status | None:
    """What cues in a row come to: what is asked for is asked for still when a decision is what is asked for."""
    settled: Status | None = None
    for status in statuses:
        if status != "decided" or settled in (None, "done"):
            settled = status
    return settled


def unlike_status(told: Status, known: Status) -> bool:
    """Whether a statement tells as further on (or as further back) what its words tell so."""
    if told == known:
        return False
    if known in ("to_come", "discussed"):
        return told in ("done", "decided")
    return False


def content_pairs(text: str) -> tuple[tuple[str, str, int], ...]:
    """Return each two neighbouring words of which one claims something and none is a name, with where they end."""
    claimed = {start for _, start, _ in claiming(text)}
    found = [match for match in WORD.finditer(text) if match[0].islower() or not match.start()]
    return tuple(
        (first[0].lower(), second[0].lower(), second.end())
        for first, second in pairwise(found)
        if text[first.end() : second.start()] == " " and {first.start(), second.start()} & claimed
    )


def overstated(statement: str, ground: str, default: Status, start: int, fewest: int) -> str:
    """Return the words that a statement tells as done though its words only ask for them or talk of them, else "".

    Of pairs of words it takes `fewest`, and more of them than are told alike.
    """
    for said, _ in strong_wordings():
        known = [match.end() for match in said.finditer(ground.lower()) if match.end() > start]
        for match in said.finditer(statement.lower()):
            if known and _all_unlike(statement, match.end(), ground, known, default):
                return match[0]
    return _overstated_pairs(statement, ground, default, start, fewest)


def _overstated_pairs(statement: str, ground: str, default: Status, start: int, fewest: int) -> str:
    """Return words of a stretch of which `fewest` pairs at least, and most, are told as further on than they are."""
    known: dict[tuple[str, str], list[int]] = {}
    for first, second, end in content_pairs(ground):
        if end > start:
            known.setdefault((first, second), []).append(end)
    found = [pair for pair in content_pairs(statement) if pair[:2] in known]
    for span in stretch_spans(statement):
        here = [pair for pair in found if span[0] < pair[2] <= span[1]]
        unlike = [pair for pair in here if _all_unlike(statement, pair[2], ground, known[pair[:2]], default)]
        if len(unlike) >= fewest and 2 * len(unlike) > len(here):
            return " ".join(unlike[0][:2])
    return ""


@lru_cache(maxsize=512)
def repeated(statement: str, ground: str) -> tuple[Span, ...]:
    """Return the spans of a plain statement that repeat whole chunks of the ground: they claim no more than it does."""
    lowered = statement.lower()
    found = []
    for start, end in chunk_spans(ground):
        chunk = ground[start:end].strip(" .,;").lower()
        at = lowered.find(chunk) if len(chunk) > _SHORTEST_REPEATED else -1
        if at >= 0 and not _is_told_done(statement, at):
            found.append((at, at + len(chunk)))
    return tuple(found)


def _is_told_done(statement: str, position: int) -> bool:
    """Whether a plain statement says before a position, in the same chunk, that something is done or decided."""
    chunk = span_at(chunk_spans(statement), position)
    return any(
        chunk[0] <= start < position and status in ("done", "decided") for start, _, status in cues_in(statement)
    )


def _all_unlike(statement: str, end: int, ground: str, places: Sequence[int], default: Status) -> bool:
    if any(first < end <= last for first, last in repeated(statement, ground)):
        return False
    told = told_status(statement, end - 1)
    return all(unlike_status(told, status_at(ground, place - 1, default=default)) for place in places)
