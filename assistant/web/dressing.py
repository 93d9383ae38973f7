"""Gradio's HTML shell -> the same shell with our language, styles and scripts in its head.

Gradio adds a page's own `head` only after its scripts have run; the theme must stand before the first paint and the
language before Gradio reads the browser's, which would turn its own strings English on an English Windows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.site import words_json
from assistant.web.wording import Wording

_LANG = re.compile(r'(<html\b[^>]*?\blang=")[^"]*"')
_SOCIAL = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_CHARSET = re.compile(r'<meta charset="utf-8"\s*/?>')


class Dressing:
    """Dresses the HTML answered at the given paths; everything else passes untouched."""

    def __init__(self, app: ASGIApp, *, pages: Mapping[str, Wording]) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        words = self._pages.get(scope["path"]) if scope["type"] == "http" else None
        if words is None or scope["method"] != "GET":
            return await self._app(scope, receive, send)
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        return await self._app({**scope, "headers": plain}, receive, _Dresser(words, send).send)


def dress(html: str, words: Wording) -> str:
    """The shell with language, words, styles and scripts of ours; without its links to the makers' site."""
    head = (
        '<meta charset="utf-8"><link rel="icon" href="/ui/icon.svg">'
        '<script src="/ui/first.js"></script><link rel="stylesheet" href="/ui/tokens.css">'
        '<link rel="stylesheet" href="/ui/answer.css">'
        '<link rel="stylesheet" href="/ui/source.css"><link rel="stylesheet" href="/ui/page.css">'
        '<link rel="stylesheet" href="/ui/tabs.css"><link rel="stylesheet" href="/ui/reports.css">'
        '<link rel="stylesheet" href="/ui/asking.css">'
        f'<script type="application/json" id="tl-words">{words_json(words)}</script>'
        f'<script type="module" src="/ui/page.js"></script><title>{words.product}</title>'
    )
    return _CHARSET.sub(lambda _: head, _SOCIAL.sub("", _LANG.sub(rf'\g<1>{words.lang}"', html)), count=1)


class _Dresser:
    """Holds one HTML response back until it is whole, then sends it dressed."""

    def __init__(self, words: Wording, send: Send) -> None:
        self._words = words
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Take one ASGI message of the response."""
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._send_dressed(self._start)

    async def _send_dressed(self, start: Message) -> None:
        body = dress(self._body.decode("utf-8"), self._words).encode("utf-8")
        kept = [(name, value) for name, value in start["headers"] if name not in (b"content-length", b"cache-control")]
        headers = [*kept, (b"content-length", str(len(body)).encode()), (b"cache-control", b"no-cache")]
        await self._send({**start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(b"text/html") for name, value in start["headers"])
