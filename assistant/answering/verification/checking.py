"""A DraftStatement -> what in it the cited words don't bear out, and what else it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.draft import DraftStatement, Quote
from assistant.answering.phrases import PHRASES
from assistant.answering.verification.claims import (
    new_abbreviations,
    new_actions,
    new_documents,
    new_names,
    new_organs,
    new_share,
)
from assistant.answering.verification.computing import uncomputed
from assistant.answering.verification.english import in_vietnamese, is_english
from assistant.answering.verification.figures import (
    holds_figures,
    numbers_left,
    tells_of_done,
    tells_of_rest,
    wrong_figure,
)
from assistant.answering.verification.grounds import Grounds, grounds_of
from assistant.answering.verification.naming import new_label, new_level, new_ordinal, new_quoted_name
from assistant.answering.verification.people import wrong_person
from assistant.answering.verification.places import wrong_place
from assistant.answering.verification.polarity import reversed_words
from assistant.answering.verification.resting import rests_beside
from assistant.answering.verification.status import Status, overstated
from assistant.answering.verification.substituting import exchanged
from assistant.answering.verification.timing import wrong_time
from assistant.answering.verification.wording import plain
from assistant.vietnamese.numbers import numerals

_LEADS = tuple(
    sorted(
        {words.partition("{")[0].strip() for told in PHRASES.values() for words in told.values() if "{" in words}
        - {""},
        key=len,
        reverse=True,
    )
)
# How an answer says that a report names no place or day, before what it quotes.
_UNKNOWN = tuple(words for key in ("no_place", "no_date") for words in PHRASES[key].values())
_FEWEST_LETTERS = 5
# So many pairs of words must be overstated where a figure is told of something done.
_MOST = 4
_TASKS = frozenset(("tasks",))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What of a statement is not borne out, in its own words, by kind of check; `beside` is what else it rests on."""

    wrong: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    beside: tuple[Quote, ...] = ()


def unsupported(statement: DraftStatement) -> tuple[str, ...]:
    """Return what a statement says that neither its quotes nor what is known of their reports bears out."""
    return check(statement).wrong


def check(statement: DraftStatement) -> Verdict:
    """Hold a statement against its quotes. A computed one is held against its operands."""
    if statement.status == "computed":
        return Verdict(uncomputed(statement))
    grounds = grounds_of(statement)
    text = _without_lead(statement.text)
    if _is_quoted(text, grounds):
        return Verdict(())
    told = plain(in_vietnamese(text) if is_english(text) else text)
    found = tuple((kind, wrong) for kind, wrong in _wrong(told, text, grounds) if wrong)
    if found:
        return Verdict(_each_once([wrong for _, wrong in found]), tuple(kind for kind, _ in found))
    return Verdict((), beside=rests_beside(told, grounds))


def _each_once(wrong: list[str]) -> tuple[str, ...]:
    """What is wrong, without what another of them holds too."""
    each = list({one.lower(): one for one in reversed(wrong)}.values())[::-1]
    return tuple(one for one in each if not any(_is_part(one, other) for other in each))


def _is_part(one: str, other: str) -> bool:
    return one.lower() != other.lower() and one.lower() in other.lower()


def _wrong(told: str, written: str, grounds: Grounds) -> Iterator[tuple[str, str]]:
    default = _default_status(grounds)
    known = f"{grounds.full}\n{grounds.context.told}\n{_people(grounds)}"
    yield "figure", wrong_figure(told, grounds, default)
    yield "time", wrong_time(told, grounds)
    yield "number", _new_number(told, known)
    yield "number", new_ordinal(told, known)
    yield "number", new_label(told, known)
    yield "organ", new_level(told, known)
    yield "name", new_quoted_name(told, known)
    yield "person", wrong_person(told, grounds)
    yield "place", wrong_place(told, grounds)
    yield "document", new_documents(told, known)
    yield "organ", new_organs(told, known)
    if not tells_of_rest(told, grounds):
        yield "action", new_actions(told, known)
        yield "denial", reversed_words(told, grounds.told, grounds.full)
    fewest = _MOST if tells_of_done(told, grounds) else 2 if holds_figures(told) else 1
    for ground in grounds.quoted:
        yield "status", overstated(told, ground.full, default, ground.start, fewest)
    if not is_english(written):
        yield "name", new_abbreviations(written, "\n".join(ground.quote.text for ground in grounds.quoted), known)
        yield "name", new_names(told, known)
        yield "exchange", exchanged(told, grounds.full)
        yield "words", ", ".join(new_share(told, known))


def _people(grounds: Grounds) -> str:
    people = (person for report in grounds.context.reports for person in report.participants)
    return plain("\n".join(f"{person.name} {person.office or ''}" for person in people))


def _new_number(told: str, known: str) -> str:
    there = numerals(known)
    return next((number for number in numbers_left(told) if not numerals(number) <= there), "")


def _default_status(grounds: Grounds) -> Status:
    """What a clause without any cue tells: something to be done among a report's tasks, else something done."""
    for ground in grounds.quoted:
        quote = ground.quote
        if any(one.kind in _TASKS and one.start <= quote.start < one.end for one in quote.report.sections):
            return "to_come"
    return "done"


def _without_lead(text: str) -> str:
    """Return a statement without the words of our own before it: "Đúng: …"."""
    for unknown in _UNKNOWN:
        text = text.removeprefix(unknown).lstrip(" ,:")
    for lead in _LEADS:
        if text.startswith(lead) and (lead.endswith(":") or len(lead) > _FEWEST_LETTERS):
            return text[len(lead) :].strip()
    return text


def _is_quoted(text: str, grounds: Grounds) -> bool:
    """Whether a statement is a whole quote, word for word."""
    bare = _bare(plain(text))
    return any(bare == _bare(ground.told) for ground in grounds.quoted)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().lower()
