"""An Asker and what Gradio hands over -> what its components become: for each event of the page one handler."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.domain import Answer
from assistant.errors import AssistantError, LibraryBusy
from assistant.web import chat
from assistant.web.api import Asker, let_in, let_out, permitted
from assistant.web.chat import Conversation
from assistant.web.keeping import Answers, Kept
from assistant.web.limits import Limits
from assistant.web.render import message_html
from assistant.web.restoring import notice_html, restore
from assistant.web.visitors import Visitor, visitor
from assistant.web.wording import Wording

if TYPE_CHECKING:
    import gradio as gr

log = logging.getLogger(__name__)

EXAMPLES = 4

Handler = Callable[..., Any]


class Handlers(NamedTuple):
    """What Gradio calls, each for the visitor behind the call; what each returns is told in page.py beside its use."""

    converse: Handler
    stop: Handler
    begin_anew: Handler
    show_again: Handler
    tell_library: Handler


def make_handlers(assistant: Asker, words: Wording, answers: Answers) -> Handlers:
    """The handlers of a page in one language, whose answers are kept in `answers`."""
    import gradio as gr

    def converse(question: str, before: Conversation, said: str, request: Any) -> Iterator[list[Any]]:
        asked_by = _visitor(request)
        reading, held = permitted(let_in(request.request, assistant), asked_by), before.continued_by(asked_by)
        once: list[Any] = []
        try:
            for now in chat.converse(reading, held, question, words, said, _keeping(answers, asked_by)):
                messages, conversation, welcome = _shown(now)
                # What is typed while the answer grows stays in the box; what Gradio need not look at again is skipped.
                once = [gr.skip(), gr.skip()] if once else [welcome, _emptied_box(words)]
                yield [messages, conversation, *once]
        finally:
            let_out(request.request)  # an empty question, or one that is too long, is not asked

    def stop(before: Conversation, request: Any) -> list[Any]:
        now = chat.stopped(before.continued_by(_visitor(request)), words)
        return [*_shown(now), ready_box(words)]

    def begin_anew(request: Any) -> list[Any]:
        return [*_shown(Conversation(held_with=_visitor(request))), ready_box(words), _notice("")]

    def show_again(told: str, request: Any) -> list[Any]:
        restored = restore(told, answers, _visitor(request), words)
        # What was asked while the page still loaded must not be lost to an empty conversation.
        shown = _shown(restored.conversation) if restored.conversation.shown else [gr.skip()] * 3
        return [*shown, _notice(notice_html(restored, words)), json.dumps(restored.lost)]

    def tell_library(request: Any) -> list[Any]:
        return _library_state(permitted(assistant, _visitor(request)), words)

    handlers = Handlers(converse, stop, begin_anew, show_again, tell_library)
    for handler in handlers:
        handler.__annotations__["request"] = gr.Request  # Gradio hands its request to what is annotated so
    return handlers


def ready_box(words: Wording) -> dict[str, Any]:
    """The question box while no answer runs."""
    import gradio as gr

    return gr.update(submit_btn=words.send, stop_btn=False)


def _emptied_box(words: Wording) -> dict[str, Any]:
    import gradio as gr

    return gr.update(value="", submit_btn=False, stop_btn=words.stop)


def _visitor(request: gr.Request) -> Visitor:
    """Who is behind a call of Gradio's."""
    assert request.request  # Gradio leaves it out only where a call stands behind no request
    return visitor(request.request)


def _keeping(answers: Answers, asked_by: Visitor) -> chat.Keep:
    """What keeps an answer for who asked."""

    def keep(question: str, limits: Limits, answer: Answer) -> str:
        return answers.keep(Kept(question, answer, limits.filters, asked_by, limits.alone))

    return keep


def _shown(conversation: Conversation) -> list[Any]:
    """The messages, the conversation itself, and the welcome, which stands on an empty page only."""
    import gradio as gr

    messages = [{"role": message.role, "content": message.html} for message in conversation.shown]
    return [messages, conversation, gr.update(visible=not conversation.shown)]


def _notice(html: str) -> dict[str, Any]:
    import gradio as gr

    return gr.update(value=html, visible=bool(html))


def _library_state(assistant: Asker, words: Wording) -> list[Any]:
    """The head, the greeting and the examples."""
    import gradio as gr

    try:
        reports = assistant.report_count()
        questions = assistant.example_questions(words.lang)[:EXAMPLES]
        latest = max((one.held_on for one in assistant.library.reports() if one.held_on), default=None)
    except AssistantError as exc:  # the page is there all the same; a question may find the library free again
        log.exception("the library could not be told of on the chat page")
        told = words.library_busy if isinstance(exc, LibraryBusy) else words.failed
        greeting, questions = message_html(told, "failed"), ()
        header = chat.header_html(words, None)
    else:
        header, greeting = chat.header_html(words, reports, latest), chat.welcome_html(words, reports)
    buttons = [gr.update(value=question, visible=True) for question in questions]
    hidden = [gr.update(visible=False)] * (EXAMPLES - len(buttons))
    return [header, greeting, *buttons, *hidden]
