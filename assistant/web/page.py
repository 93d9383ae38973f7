"""An Asker -> the Gradio chat page, Vietnamese at / and English at /en/, mounted in our FastAPI app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from assistant.domain import Answer, Filters, Language
from assistant.offline import force_offline
from assistant.web import chat
from assistant.web.api import Asker, permitted
from assistant.web.chat import Conversation
from assistant.web.dressing import Dressing
from assistant.web.keeping import Answers, Kept
from assistant.web.schemas import MAX_QUESTION_CHARS
from assistant.web.visitors import Visitor, visitor
from assistant.web.wording import GRADIO_WORDS, WORDINGS, Wording

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

# "/" comes last: it would take every address.
PATHS: dict[Language, str] = {"en": "/en", "vi": "/"}
EXAMPLES = 4
ASKED_AT_ONCE = 8
FORGET_AFTER_S = 3600
# Runs in the browser before a question is sent: static/asking.js knows by which filters it is asked.
_WITH_LIMITS = "(question, before, limits) => [question, before, window.tlLimits?.() ?? '']"


def mount_pages(app: FastAPI, assistant: Asker, answers: Answers) -> None:
    """Mount both pages, whose answers are kept in `answers`. Routes the app already has win over them."""
    force_offline()  # gradio reads the environment when it is imported
    import gradio as gr

    for language, path in PATHS.items():
        gr.mount_gradio_app(
            app,
            build_page(assistant, WORDINGS[language], answers),
            path=path,
            theme=_theme(),
            i18n=gr.I18n(en=GRADIO_WORDS[language]),
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            mcp_server=False,
            pwa=False,
            show_error=False,
        )
    app.add_middleware(Dressing, pages={path.rstrip("/") + "/": WORDINGS[language] for language, path in PATHS.items()})


def build_page(assistant: Asker, words: Wording, answers: Answers) -> gr.Blocks:
    """The chat page in one language; its looks live in static/page.css, its behaviour in static/page.js."""
    import gradio as gr

    page = gr.Blocks(title=words.product, analytics_enabled=False, fill_width=True)
    with page:
        header = gr.HTML(chat.header_html(words, None), elem_id="tl-header")
        with gr.Column(elem_id="tl-welcome") as welcome:
            greeting = gr.HTML(elem_id="tl-greeting")
            examples = [gr.Button(visible=False, elem_classes="tl-example") for _ in range(EXAMPLES)]
        chatbot = _chatbot(words)
        box = _question_box(words)
        conversation = gr.State(Conversation(), time_to_live=FORGET_AFTER_S)
        limits = gr.Textbox(visible=False)

        converse, stop, state = _handlers(assistant, words, answers)
        outputs = [chatbot, conversation, box, welcome]
        shared: Any = {"concurrency_limit": ASKED_AT_ONCE, "concurrency_id": "ask", "api_visibility": "private"}
        # Gradio would drop a question asked right after a stop; page.js holds Enter back while an answer runs.
        shared |= {"show_progress": "hidden", "trigger_mode": "multiple", "js": _WITH_LIMITS}
        asked: list[Any] = [
            trigger(converse, [source, conversation, limits], outputs, **shared)
            for trigger, source in [(box.submit, box), *((button.click, button) for button in examples)]
        ]
        for event in asked:
            event.then(lambda: _ready_box(words), None, box, api_visibility="private", show_progress="hidden")

        box.stop(stop, conversation, outputs[:3], cancels=asked, api_visibility="private", show_progress="hidden")
        page.load(state, None, [header, greeting, *examples], api_visibility="private", show_progress="hidden")
    return page


def _handlers(assistant: Asker, words: Wording, answers: Answers) -> tuple[Callable[..., Any], ...]:
    """What Gradio calls for a question, for a stop and for a page that loads: each for the visitor behind it."""
    import gradio as gr

    def converse(question: str, before: Conversation, said: str, request: Any) -> Iterator[list[Any]]:
        asked_by = _visitor(request)
        reading, held = permitted(assistant, asked_by), before.continued_by(asked_by)
        box = _emptied_box(words)
        for now in chat.converse(reading, held, question, words, said, _keeping(answers, asked_by)):
            yield [_messages(now), now, box, gr.update(visible=not now.shown)]
            box = gr.skip()  # what is typed while the answer grows stays in the box

    def stop(before: Conversation, request: Any) -> list[Any]:
        now = chat.stopped(before.continued_by(_visitor(request)), words)
        return [_messages(now), now, _ready_box(words)]

    def state(request: Any) -> list[Any]:
        return _library_state(permitted(assistant, _visitor(request)), words)

    handlers = (converse, stop, state)
    for handler in handlers:
        handler.__annotations__["request"] = gr.Request  # Gradio hands its request to what is annotated so
    return handlers


def _visitor(request: gr.Request) -> Visitor:
    """Who is behind a call of Gradio's."""
    assert request.request  # Gradio leaves it out only where a call stands behind no request
    return visitor(request.request)


def _keeping(answers: Answers, asked_by: Visitor) -> chat.Keep:
    """What keeps an answer for who asked."""

    def keep(question: str, filters: Filters, answer: Answer) -> str:
        return answers.keep(Kept(question, answer, filters, asked_by))

    return keep


def _chatbot(words: Wording) -> gr.Chatbot:
    import gradio as gr

    return gr.Chatbot(
        label=words.chat_label,
        show_label=False,
        container=False,
        elem_id="tl-chat",
        height=None,
        autoscroll=False,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        group_consecutive_messages=False,
        allow_file_downloads=False,
        layout="panel",
    )


def _question_box(words: Wording) -> gr.Textbox:
    import gradio as gr

    return gr.Textbox(
        label=words.question_label,
        show_label=False,
        container=False,
        placeholder=words.question_hint,
        elem_id="tl-box",
        lines=1,
        max_lines=6,
        autofocus=True,
        max_length=MAX_QUESTION_CHARS,
        submit_btn=words.send,
    )


def _messages(conversation: Conversation) -> list[dict[str, str]]:
    return [{"role": message.role, "content": message.html} for message in conversation.shown]


def _emptied_box(words: Wording) -> dict[str, Any]:
    import gradio as gr

    return gr.update(value="", submit_btn=False, stop_btn=words.stop)


def _ready_box(words: Wording) -> dict[str, Any]:
    import gradio as gr

    return gr.update(submit_btn=words.send, stop_btn=False)


def _library_state(assistant: Asker, words: Wording) -> list[Any]:
    import gradio as gr

    reports = assistant.report_count()
    questions = assistant.example_questions(words.lang)[:EXAMPLES]
    buttons = [gr.update(value=question, visible=True) for question in questions]
    hidden = [gr.update(visible=False)] * (EXAMPLES - len(buttons))
    return [chat.header_html(words, reports), chat.welcome_html(words, reports), *buttons, *hidden]


def _theme() -> gr.themes.Base:
    """Gradio's theme with our palette's variables (static/tokens.css) in place of its own, and system fonts."""
    import gradio as gr

    ours = {
        "body_background_fill": "var(--tl-paper)",
        "body_text_color": "var(--tl-ink)",
        "body_text_color_subdued": "var(--tl-muted)",
        "background_fill_primary": "var(--tl-surface)",
        "background_fill_secondary": "var(--tl-paper)",
        "border_color_primary": "var(--tl-line)",
        "border_color_accent": "var(--tl-accent)",
        "block_background_fill": "transparent",
        "block_border_width": "0px",
        "block_shadow": "none",
        "input_background_fill": "var(--tl-surface)",
        "input_border_color": "var(--tl-line)",
        "input_border_color_focus": "var(--tl-accent)",
        "input_placeholder_color": "var(--tl-muted)",
        "link_text_color": "var(--tl-accent)",
        "button_primary_background_fill": "var(--tl-accent)",
        "button_primary_text_color": "var(--tl-on-accent)",
        "button_secondary_background_fill": "var(--tl-surface)",
        "button_secondary_text_color": "var(--tl-ink)",
        "button_secondary_border_color": "var(--tl-line)",
    }
    dark = {f"{name}_dark": value for name, value in ours.items()}
    fonts = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "Arial", "sans-serif"]
    return gr.themes.Base(font=fonts, font_mono=["ui-monospace", "Consolas", "monospace"]).set(**ours, **dark)
