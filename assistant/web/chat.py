"""A conversation and a question -> the conversation as it grows, message by message; no Gradio in here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.domain import Answer, Role, Statement, Turn
from assistant.door.visitor import NOBODY, Visitor
from assistant.errors import AnswerLate, AssistantError, LibraryBusy, ModelError, Overloaded
from assistant.web.api import Asker
from assistant.web.limits import Limits, read_limits
from assistant.web.render import answer_html, inert, message_html, progress_html, question_html
from assistant.web.schemas import MAX_QUESTION_CHARS, MAX_TURN_CHARS, MAX_TURNS
from assistant.web.wording import INGEST_COMMAND, Wording, day_words

log = logging.getLogger(__name__)

# Takes a question, its limits and its answer; gives the id under which the page finds the answer again.
Keep = Callable[[str, Limits, Answer], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on the page, as HTML of ours."""

    role: Role
    html: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What one visitor sees, and the plain turns that later questions are understood by."""

    turns: tuple[Turn, ...] = ()
    shown: tuple[Shown, ...] = ()
    held_with: Visitor = NOBODY

    def continued_by(self, visitor: Visitor) -> Conversation:
        """Return it for whom it is held with; a new one for others, and for who may read other collections by now."""
        return self if self.held_with == visitor else Conversation(held_with=visitor)


def converse(
    assistant: Asker,
    before: Conversation,
    question: str,
    words: Wording,
    limits: str = "",
    keep: Keep = lambda question, limits, answer: "",
) -> Iterator[Conversation]:
    """Yield the conversation at once with a sign of work, then with each checked statement, then with the answer.

    `limits` are the page's filters as it sends them.
    """
    question = question.strip()
    if not question:
        yield before
        return
    asked = replace(before, shown=(*before.shown, Shown("user", question_html(question[:MAX_QUESTION_CHARS]))))
    if len(question) > MAX_QUESTION_CHARS:
        yield _with_reply(asked, message_html(words.too_long, "failed"))
        return
    yield _with_reply(asked, message_html(words.working))
    try:
        yield from _streamed(assistant, asked, question, words, limits, keep)
    except Overloaded:
        yield _with_reply(asked, message_html(words.overloaded, "failed"))
    except AnswerLate:
        yield _with_reply(asked, message_html(words.too_slow, "failed"))
    except AssistantError as exc:
        log.exception("a question on the chat page could not be answered")
        yield _with_reply(asked, message_html(_what_is_wrong(exc, words), "failed"))
    except Exception:  # the outermost edge: the visitor sees that it failed, the log says why
        log.exception("a question on the chat page failed")
        yield _with_reply(asked, message_html(words.failed, "failed"))


def stopped(conversation: Conversation, words: Wording) -> Conversation:
    """The conversation after the visitor stopped an answer: what stood checked stays, a line says it was stopped."""
    if not conversation.shown:
        return conversation
    last = conversation.shown[-1]
    note = message_html(words.stopped, "stopped")
    kept = "" if last.html == message_html(words.working) else last.html
    return replace(conversation, shown=(*conversation.shown[:-1], Shown("assistant", kept + note)))


def turns_after(before: tuple[Turn, ...], question: str, answer: Answer) -> tuple[Turn, ...]:
    """The turns by which the question after this answer is understood: the latest ones."""
    return (*before, _turn("user", question), _turn("assistant", answer.text))[-MAX_TURNS:]


def header_html(words: Wording, reports: int | None, latest: date | None = None) -> str:
    """The page's head: product, the library's size and latest meeting once known, the other language, light or dark."""
    told = "" if reports is None else f"{reports:,}".replace(",", "." if words.lang == "vi" else ",")
    count = words.reports_n.format(told) if told else ""
    switch = inert(words.theme)
    return (
        '<div class="tl-bar"><div class="tl-brand"><img src="/ui/icon.svg" alt="" width="24" height="24">'
        f'<h1>{inert(words.product)}</h1></div>{_nav(words)}<div class="tl-tools">'
        f'<span class="tl-library"><span class="tl-count">{inert(count)}</span>{_latest(words, latest)}</span>'
        "<tl-visitor></tl-visitor>"
        f'<a class="tl-tool" href="{words.other_lang_path}" hreflang="{words.other_lang.lower()}" '
        f'title="{inert(words.other_lang_name)}" aria-label="{inert(words.other_lang_name)}">{words.other_lang}</a>'
        f'<button class="tl-tool" type="button" data-theme-switch="1" aria-label="{switch}" title="{switch}">'
        '<span class="tl-half" aria-hidden="true"></span></button></div></div>'
    )


def _latest(words: Wording, held_on: date | None) -> str:
    if held_on is None:
        return ""
    meaning = inert(words.latest_meeting)
    return (
        f'<span class="tl-latest" title="{meaning}"><span class="tl-hidden"> {meaning}:</span>'
        f" {inert(day_words(held_on, words))}</span>"
    )


def _nav(words: Wording) -> str:
    """The views of the page as links; static/tabs.js shows them without leaving it."""
    views = {
        "ask": words.nav_ask,
        "meetings": words.nav_meetings,
        "figures": words.nav_figures,
        "reports": words.nav_reports,
    }
    links = "".join(
        f'<a href="?{"" if name == "ask" else f"tab={name}"}" data-tab="{name}">{inert(told)}</a>'
        for name, told in views.items()
    )
    return f'<nav class="tl-nav" aria-label="{inert(words.nav)}">{links}</nav>'


def welcome_html(words: Wording, reports: int) -> str:
    """What stands where the conversation will be: what this is, or how to fill an empty library."""
    if not reports:
        return (
            f"<h2>{inert(words.empty_title)}</h2><p>{inert(words.empty_hint)}</p>"
            f"<pre><code>{inert(INGEST_COMMAND)}</code></pre>"
        )
    return f"<h2>{inert(words.welcome)}</h2><p>{inert(words.promise)}</p>"


def _streamed(
    assistant: Asker, asked: Conversation, question: str, words: Wording, said: str, keep: Keep
) -> Iterator[Conversation]:
    statements: tuple[Statement, ...] = ()
    limits = read_limits(said)
    before = () if limits.alone else asked.turns
    for part in assistant.stream(question, before, limits.filters, "auto"):
        if isinstance(part, Answer):
            html = answer_html(part, words, question, keep(question, limits, part))
            yield replace(_with_reply(asked, html), turns=turns_after(before, question, part))
        else:
            statements = (*statements, part)
            yield _with_reply(asked, progress_html(statements, words))


def _what_is_wrong(error: AssistantError, words: Wording) -> str:
    """What a visitor is told; the remedy is the operator's, and stands in the log."""
    if isinstance(error, LibraryBusy):
        return words.library_busy
    return words.model_failed if isinstance(error, ModelError) else words.failed


def _with_reply(asked: Conversation, html: str) -> Conversation:
    return replace(asked, shown=(*asked.shown, Shown("assistant", html)))


def _turn(role: Role, content: str) -> Turn:
    return Turn(role, content[:MAX_TURN_CHARS])
