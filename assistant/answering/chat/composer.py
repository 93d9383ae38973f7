"""A Query and its Evidence -> a draft in a chat model's words, or the extractive draft where code knows better."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from time import monotonic
from typing import Protocol

from assistant.answering.chat.failures import ChatFailed
from assistant.answering.chat.grounding import ground
from assistant.answering.chat.orders import obeys, words_of_orders
from assistant.answering.chat.prompt import Prompt, write_prompt
from assistant.answering.chat.reply import Told, read_reply, statements_so_far
from assistant.answering.chat.tokens import count_tokens
from assistant.answering.chat.wording import fell_back, left_out, obeyed
from assistant.answering.draft import Composer, Draft, DraftStatement, Quote
from assistant.answering.phrases import phrase
from assistant.domain import Query, Report, Retrieved
from assistant.vietnamese.folding import fold

NEAREST = 3

log = logging.getLogger(__name__)


class Endpoint(Protocol):
    """What replies to a prompt."""

    def stream(self, system: str, user: str, timeout_s: float) -> Iterator[str]:
        """Yield the reply piece by piece. Raises ChatFailed after `timeout_s` seconds at the latest."""


class ChatComposer:
    """Lets a chat model word the answer. Small talk, answers over facts and every failure stay with `extractive`.

    `timeout_s` is for finding the extractive answer and hearing the model out; `max_tokens` is for the whole prompt.
    """

    name = "chat"

    def __init__(self, extractive: Composer, endpoint: Endpoint, *, timeout_s: float, max_tokens: int) -> None:
        self._extractive = extractive
        self._endpoint = endpoint
        self._timeout_s = timeout_s
        self._max_tokens = max_tokens

    def compose(self, query: Query, retrieved: Retrieved) -> Draft:
        """Return the model's draft, not verified yet, or the extractive one, with a note when the model failed."""
        *_, draft = self.stream(query, retrieved)
        assert isinstance(draft, Draft)
        return draft

    def stream(self, query: Query, retrieved: Retrieved) -> Iterator[DraftStatement | Draft]:
        """Yield the statements as the model tells them, then the draft, as `compose` returns it."""
        ends = monotonic() + self._timeout_s
        extractive = replace(self._extractive.compose(query, retrieved), composer=self._extractive.name)
        evidence = tuple(found for found in retrieved.evidence if _knows_names(query, found.report))
        if not evidence or _is_settled(query, retrieved, extractive):
            yield extractive
            return
        try:
            prompt = write_prompt(query, evidence, self._max_tokens, count_tokens)
            reply = yield from self._heard(prompt, ends)
            yield _draft(query, prompt, reply, extractive)
        except ChatFailed as failed:
            log.warning("the chat model gave no answer: %s", failed)
            note = fell_back(failed.reason, query.language, self._timeout_s)
            yield replace(extractive, notes=(*extractive.notes, note))

    def _heard(self, prompt: Prompt, ends: float) -> Generator[DraftStatement, None, str]:
        """Yield the statements that stay as they are, whatever the model still says; return all that it said."""
        reply, known = "", 0
        for piece in self._endpoint.stream(prompt.system, prompt.user, max(ends - monotonic(), 0)):
            reply += piece
            told = statements_so_far(reply, len(prompt.passages))
            yield from _statements(prompt, told[known:])
            known = len(told)
        return reply


def _draft(query: Query, prompt: Prompt, reply: str, extractive: Draft) -> Draft:
    read = read_reply(reply, len(prompt.passages))
    if not read.statements:
        refusal = DraftStatement(phrase("none", query.language), ())
        return Draft((refusal,), abstained=True, nearest=_nearest(extractive))
    statements = _statements(prompt, read.statements)
    if not statements:
        raise ChatFailed("obedient", f"{len(read.statements)} statements, all of them ordered by a report")
    ordered = len(read.statements) - len(statements)
    notes = (
        left_out(read.left_out, query.language) if read.left_out else "",
        obeyed(ordered, query.language) if ordered else "",
    )
    return Draft(statements, notes=tuple(filter(None, notes)))


def _statements(prompt: Prompt, told: Sequence[Told]) -> tuple[DraftStatement, ...]:
    """Return what the model told, with the words that bear it out, but what it only said because a report orders it."""
    ordered = words_of_orders(prompt.passages)
    kept = (one for one in told if not obeys(one.text, ordered))
    return tuple(ground(one.text, [prompt.passages[n - 1] for n in one.numbers]) for one in kept)


def _nearest(extractive: Draft) -> tuple[Quote, ...]:
    """Return what the extractive composer found nearest, or would have answered with."""
    quoted = (quote for statement in extractive.statements for quote in statement.quotes)
    return extractive.nearest or tuple(dict.fromkeys(quoted))[:NEAREST]


def _is_settled(query: Query, retrieved: Retrieved, extractive: Draft) -> bool:
    """Whether the draft is small talk, or is over facts, or refuses what a model could only answer from elsewhere."""
    over_facts = extractive.table or extractive.chart or any(one.status == "computed" for one in extractive.statements)
    about_facts = query.figures is not None or query.meetings is not None
    refused = extractive.abstained and (retrieved.widened or about_facts)
    return query.kind == "talk" or bool(over_facts) or refused


def _knows_names(query: Query, report: Report) -> bool:
    """Whether a report knows each name in the question; of those compared, one."""
    known = [fold(name) in _words(report) for name in query.names]
    return all(known) or (query.kind == "comparison" and any(known))


@lru_cache(maxsize=64)
def _words(report: Report) -> str:
    return fold(f"{report.title} {report.place or ''} {report.text}")
