"""A chat model's reply -> statements with the numbers of the passages they name; all else in it is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.chat.failures import ChatFailed
from assistant.answering.chat.prompt import NO_ANSWER
from assistant.vietnamese.folding import fold
from assistant.vietnamese.sentences import sentences
from assistant.vietnamese.unicode import normalize

MAX_STATEMENTS = 12
MAX_STATEMENT_CHARS = 600

_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
# Behind the numbers of a statement: what cannot belong to them.
_GOES_ON = re.compile(r"\s*[^\s\[\].,;]")
_NUMBERS = r"\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]"
_CITED = re.compile(rf"(?P<words>[^\n\[\]]*?)(?P<marks>{_NUMBERS}(?:\s*[,;]?\s*{_NUMBERS})*)(?P<stop>[.;,]*)")
_LIST_MARK = re.compile(r"^\s*(?:[-*•+–—>#]+\s+|\(?\d{1,2}[.)]\s+)+")
_EMPHASIS = re.compile(r"\*{1,3}|_{2,3}|`+")
# A link, markup or a chat template's token: no report's words need them, and a page must not get them.
_UNFIT = re.compile(r"https?:|www\.|\]\(|[<>{}\\]|\x00", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a model and the numbers of the passages that it names."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said: statements, how many sentences were left out; without any statement, that nothing answers."""

    statements: tuple[Told, ...]
    left_out: int = 0


def read_reply(text: str, passages: int) -> Reply:
    """Return the statements that name one of so many passages. Raises ChatFailed when the text is no reply."""
    said = _THOUGHT.sub("", normalize(text)).strip()
    told: dict[str, Told] = {}
    left_out = 0
    for one in _sentences(said):
        numbers = tuple(dict.fromkeys(number for number in one.numbers if 1 <= number <= passages))
        if numbers and _is_fit(one.text) and len(told) < MAX_STATEMENTS:
            told.setdefault(one.text, Told(one.text, numbers))
        elif not _is_refusal(one.text):
            left_out += 1
    if told or _refuses(said):
        return Reply(tuple(told.values()), left_out)
    raise ChatFailed("garbage", f"{len(text)} characters, no statement")


def settled(text: str) -> str:
    """Return the beginning of a reply whose statements stay as they are, however it goes on."""
    line = text.rfind("\n") + 1
    ends = (cited.end() for cited in _CITED.finditer(text, line) if _GOES_ON.match(text, cited.end()))
    known = text[: max(ends, default=line)]
    return "" if "<think>" in _THOUGHT.sub("", known) else known


def statements_so_far(text: str, passages: int) -> tuple[Told, ...]:
    """Return the statements of a reply that is still coming, as `read_reply` will."""
    try:
        return read_reply(settled(text), passages).statements
    except ChatFailed:
        return ()


def _sentences(said: str) -> Iterator[Told]:
    """Yield the sentences of each line, each with the numbers that stand next behind it in its line, () without."""
    for line in said.splitlines():
        done = 0
        for cited in _CITED.finditer(line):
            yield from _split(cited["words"], tuple(int(number) for number in re.findall(r"\d+", cited["marks"])))
            done = cited.end()
        yield from _split(line[done:], ())


def _split(words: str, numbers: tuple[int, ...]) -> Iterator[Told]:
    plain = _LIST_MARK.sub("", _EMPHASIS.sub("", words)).strip()
    for start, end in sentences(plain):
        if text := re.sub(r"\s+", " ", plain[start:end]).strip(" ,;:"):
            yield Told(text, numbers)


def _is_fit(text: str) -> bool:
    return len(text) <= MAX_STATEMENT_CHARS and not _UNFIT.search(text)


def _refuses(said: str) -> bool:
    """Whether the reply is the agreed refusal, whatever a talkative model adds to it."""
    lines = said.splitlines()
    return bool(lines) and _is_refusal(lines[0])


def _is_refusal(text: str) -> bool:
    words = re.sub(r"\W+", " ", fold(text)).strip()
    return words == fold(NO_ANSWER) or words.startswith(f"{fold(NO_ANSWER)} ")
