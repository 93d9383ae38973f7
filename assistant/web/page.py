"""An Asker -> the Gradio chat page, Vietnamese at / and English at /en/, mounted in our FastAPI app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.domain import Language
from assistant.offline import force_offline
from assistant.web import chat
from assistant.web.api import Asker
from assistant.web.chat import Conversation
from assistant.web.dressing import Dressing
from assistant.web.handling import EXAMPLES, make_handlers, ready_box
from assistant.web.keeping import Answers
from assistant.web.schemas import MAX_QUESTION_CHARS
from assistant.web.wording import GRADIO_WORDS, WORDINGS, Wording

if TYPE_CHECKING:
    import gradio as gr
    from fastapi import FastAPI

# "/" comes last: it would take every address.
PATHS: dict[Language, str] = {"en": "/en", "vi": "/"}
SHOWN_AGAIN_AT_ONCE = 8
FORGET_AFTER_S = 3600
ASKING = "ask"
# These run in the browser before an event is sent: static/asking.js knows by which filters a question is asked, and
# static/remembering.js which answers the page showed before it was loaded anew.
_WITH_LIMITS = "(question, before, limits) => [question, before, window.tlLimits?.() ?? '']"
_SHOWN_BEFORE = "() => [window.tlConversation?.told() ?? '']"
_UNSEEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
_SHOWING_AGAIN = _UNSEEN | {"concurrency_limit": SHOWN_AGAIN_AT_ONCE, "js": _SHOWN_BEFORE}
# How many are answered at once, and who is told that it is busy, is for bounding.py alone: Gradio's queue would keep
# people waiting without a word. It would drop a question asked right after a stop; page.js holds Enter back while an
# answer runs.
_ASKING = _UNSEEN | {"concurrency_limit": None, "concurrency_id": ASKING}
_ASKING |= {"trigger_mode": "multiple", "js": _WITH_LIMITS}


def mount_pages(app: FastAPI, assistant: Asker, answers: Answers) -> dict[str, frozenset[int]]:
    """Mount both pages, whose answers are kept in `answers`. Routes the app already has win over them.

    Returns for the address of each page's queue which of its functions answer questions."""
    force_offline()  # gradio reads the environment when it is imported
    import gradio as gr

    questions: dict[str, frozenset[int]] = {}
    for language, path in PATHS.items():
        page = build_page(assistant, WORDINGS[language], answers)
        answering = (number for number, function in page.fns.items() if function.concurrency_id == ASKING)
        questions[f"{path.rstrip('/')}/gradio_api/queue/join"] = frozenset(answering)
        gr.mount_gradio_app(
            app,
            page,
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
    return questions


def build_page(assistant: Asker, words: Wording, answers: Answers) -> gr.Blocks:
    """The chat page in one language; its looks live in static/page.css, its behaviour in static/page.js."""
    import gradio as gr

    page = gr.Blocks(title=words.product, analytics_enabled=False, fill_width=True)
    with page:
        header = gr.HTML(chat.header_html(words, None), elem_id="tl-header")
        notice = gr.HTML(visible=False, elem_id="tl-notice")
        with gr.Column(elem_id="tl-welcome") as welcome:
            greeting = gr.HTML(elem_id="tl-greeting")
            examples = [gr.Button(visible=False, elem_classes="tl-example") for _ in range(EXAMPLES)]
        chatbot = _chatbot(words)
        box = _question_box(words)
        anew = gr.Button(visible="hidden", elem_id="tl-begin")  # pressed by static/conversation.js
        conversation = gr.State(Conversation(), time_to_live=FORGET_AFTER_S)
        told = gr.Textbox(visible=False)  # what the page's script tells with an event, and is told back

        handlers = make_handlers(assistant, words, answers)
        shown = [chatbot, conversation, welcome]
        asked: list[Any] = [
            trigger(handlers.converse, [source, conversation, told], [*shown, box], **_ASKING)
            for trigger, source in [(box.submit, box), *((button.click, button) for button in examples)]
        ]
        for event in asked:
            event.then(lambda: ready_box(words), None, box, **_UNSEEN)

        box.stop(handlers.stop, conversation, [*shown, box], cancels=asked, **_UNSEEN)
        # Gradio's queue would lose what is asked of it while an answer ends.
        begun = anew.click(handlers.begin_anew, None, [*shown, box, notice], queue=False, **_UNSEEN)
        begun.success(None, js="() => window.tlConversation?.hasBegunAnew()", **_UNSEEN)
        again = page.load(handlers.show_again, told, [*shown, notice, told], **_SHOWING_AGAIN)
        again.then(None, told, js="(lost) => window.tlConversation?.hasReturned(lost)", **_UNSEEN)
        page.load(handlers.tell_library, None, [header, greeting, *examples], **_UNSEEN)
    return page


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
