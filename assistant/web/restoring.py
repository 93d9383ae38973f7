"""The ids of the answers that a page showed, as its script tells them -> the conversation again, of what is still kept.

A browser is believed nothing but these ids: questions, answers and turns are those kept here, for this same visitor.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError

from assistant.domain import Turn
from assistant.web.chat import Conversation, Shown, turns_after
from assistant.web.keeping import Answers, Kept
from assistant.web.render import answer_html, message_html, question_html
from assistant.web.visitors import Visitor
from assistant.web.wording import Wording

MOST_SHOWN_AGAIN = 20
LONGEST_TOLD = 16_000  # characters; static/remembering.js tells far fewer
_IDS = TypeAdapter(tuple[str, ...])


@dataclass(frozen=True, slots=True)
class Restored:
    """A conversation made of what is kept, and the ids that were told but lead to nothing that is shown."""

    conversation: Conversation
    lost: tuple[str, ...] = ()


def restore(told: str, answers: Answers, visitor: Visitor, words: Wording) -> Restored:
    """Return the latest of the told answers that are kept for this visitor, in the language of the page.

    Whatever is not a list of ids, as our script tells them, is no answer at all.
    """
    ids = _read_ids(told)
    found = {one: kept for one in ids[-MOST_SHOWN_AGAIN:] if (kept := answers.find(one, visitor))}
    shown: list[Shown] = []
    turns: tuple[Turn, ...] = ()
    for answer_id, kept in found.items():
        shown += _shown(answer_id, kept, words)
        turns = turns_after(() if kept.alone else turns, kept.question, kept.answer)
    return Restored(Conversation(turns, tuple(shown), visitor), tuple(one for one in ids if one not in found))


def notice_html(restored: Restored, words: Wording) -> str:
    """A line that says what is no longer kept, "" when nothing is missing."""
    if not restored.lost:
        return ""
    return message_html(words.partly_lost if restored.conversation.shown else words.wholly_lost, "lost-part")


def _read_ids(told: str) -> tuple[str, ...]:
    """The ids in their order, each once."""
    if not told or len(told) > LONGEST_TOLD:
        return ()
    try:
        return tuple(dict.fromkeys(_IDS.validate_json(told)))
    except ValidationError:
        return ()


def _shown(answer_id: str, kept: Kept, words: Wording) -> tuple[Shown, Shown]:
    """A question and its answer as they stood on the page."""
    answer = answer_html(kept.answer, words, kept.question, answer_id)
    return Shown("user", question_html(kept.question)), Shown("assistant", answer)
