"""A Query and its Evidence -> a draft in a chat model's words, or the extractive draft where code knows better."""

from __future__ import annotations

import logging
from dataclasses import replace
from functools import lru_cache
from time import monotonic
from typing import Protocol

from assistant.answering.chat.failures import ChatFailed
from assistant.answering.chat.grounding import ground
from assistant.answering.chat.orders import obeys, words_of_orders
from assistant.answering.chat.prompt import Prompt, write_prompt
from assistant.answering.chat.reply import read_reply
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

    def reply(self, system: str, user: str, timeout_s: float) -> str:
        """Return the whole reply. Raises ChatFailed after `timeout_s` seconds at the latest."""


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
        ends = monotonic() + self._timeout_s
        extractive = replace(self._extractive.compose(query, retrieved), composer=self._extractive.name)
        evidence = tuple(found for found in retrieved.evidence if _knows_names(query, found.report))
        if not evidence or _is_settled(query, retrieved, extractive):
            return extractive
        try:
            prompt = write_prompt(query, evidence, self._max_tokens, count_tokens)
            reply = self._endpoint.reply(prompt.system, prompt.user, max(ends - monotonic(), 0))
            return _draft(query, prompt, reply, extractive)
        except ChatFailed as failed:
            log.warning("the chat model gave no answer: %s", failed)
            note = fell_back(failed.reason, query.language, self._timeout_s)
            return replace(extractive, notes=(*extractive.notes, note))


def _draft(query: Query, prompt: Prompt, reply: str, extractive: Draft) -> Draft:
    read = read_reply(reply, len(prompt.passages))
    if not read.statements:
        refusal = DraftStatement(phrase("none", query.language), ())
        return Draft((refusal,), abstained=True, nearest=_nearest(extractive))
    ordered = words_of_orders(prompt.passages)
    kept = tuple(one for one in read.statements if not obeys(one.text, ordered))
    if not kept:
        raise ChatFailed("obedient", f"{len(read.statements)} statements, all of them ordered by a report")
    statements = tuple(ground(one.text, [prompt.passages[n - 1] for n in one.numbers]) for one in kept)
    notes = (
        left_out(read.left_out, query.language) if read.left_out else "",
        obeyed(len(read.statements) - len(kept), query.language) if len(kept) < len(read.statements) else "",
    )
    return Draft(statements, notes=tuple(filter(None, notes)))


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
