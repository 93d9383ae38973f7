"""A browser at an address where nothing is -> a page that says so and leads back, where Gradio would answer in JSON."""

from __future__ import annotations

from string import Template

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.site import STATIC
from assistant.web.wording import WORDINGS, Wording

# What programs ask, not people who typed an address.
_FOR_PROGRAMS = ("/api/", "/gradio_api/", "/en/gradio_api/", "/ui/", "/assets/", "/en/assets/")


class Lost:
    """Puts a page in the place of a 404 that a person would see; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http" or not _is_of_a_person(scope):
            return await self._app(scope, receive, send)
        is_lost = False

        async def sent(message: Message) -> None:
            nonlocal is_lost
            if message["type"] == "http.response.start" and message["status"] == 404:
                is_lost = True
                words = WORDINGS["en" if f"{scope['path']}/".startswith("/en/") else "vi"]
                await _send_page(send, message, _page(words))
            elif not is_lost:
                await send(message)

        return await self._app(scope, receive, sent)


def _is_of_a_person(scope: Scope) -> bool:
    reads_pages = "text/html" in Headers(scope=scope).get("accept", "")
    return scope["method"] == "GET" and reads_pages and not scope["path"].startswith(_FOR_PROGRAMS)


def _page(words: Wording) -> bytes:
    page = Template((STATIC / "lost.html").read_text(encoding="utf-8")).substitute(
        lang=words.lang,
        product=words.product,
        lost=words.lost,
        hint=words.lost_hint,
        home="/en/" if words.lang == "en" else "/",
        back=words.lost_back,
    )
    return page.encode()


async def _send_page(send: Send, start: Message, body: bytes) -> None:
    described = (b"content-length", b"content-type", b"content-encoding")
    kept = [(name, value) for name, value in start["headers"] if name.lower() not in described]
    ours = [(b"content-length", str(len(body)).encode()), (b"content-type", b"text/html; charset=utf-8")]
    await send({**start, "headers": [*kept, *ours]})
    await send({"type": "http.response.body", "body": body})
