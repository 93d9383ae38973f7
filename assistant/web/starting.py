"""A slow way to build the app -> an app that answers at once: first that it starts, then as the built one."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Callable
from string import Template

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.site import STATIC
from assistant.web.widget import widget
from assistant.web.wording import STARTING, WORDINGS, Wording

RETRY_S = 3
_STYLE = "/ui/starting.css"
_NO_PAGES = ("/api/", "/gradio_api/", "/en/gradio_api/", "/readyz", "/metrics", "/ui/")


class Starting:
    """Builds the app in a thread once the server runs; until then `waiting` answers.

    `ready` is called when the built app answers, `failed` with what it could not be built for.
    """

    def __init__(
        self,
        build: Callable[[], ASGIApp],
        waiting: ASGIApp,
        *,
        ready: Callable[[], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._build = build
        self._waiting = waiting
        self._ready = ready
        self._failed = failed
        self._built: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] == "lifespan":
            await self._live(scope, receive, send)
        else:
            await (self._built or self._waiting)(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        told: asyncio.Queue[Message] = asyncio.Queue()
        living = asyncio.create_task(self._become(scope, told))
        await send({"type": "lifespan.startup.complete"})
        stopping = await receive()
        if self._built is None:  # its thread cannot be stopped, and does not keep the process
            living.cancel()
        else:
            await told.put(stopping)
            await living
        await send({"type": "lifespan.shutdown.complete"})

    async def _become(self, scope: Scope, told: asyncio.Queue[Message]) -> None:
        """Build the app and stay with it, from its startup until it has shut down."""
        try:
            app = await _in_thread(self._build)
        except BaseException as exc:  # the outermost edge: whoever runs the server raises it again
            self._failed(exc)
            return

        async def hear(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                self._built = app
                self._ready()
            elif message["type"] == "lifespan.startup.failed":
                self._failed(RuntimeError(message.get("message", "")))

        await told.put({"type": "lifespan.startup"})
        await app(scope, told.get, hear)


async def ask_to_wait(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer 503 and when to come back, to a browser with a page that does so by itself; /healthz is well.

    The widget's script is served: the page that carries it may be read long before somebody opens the widget.
    """
    path, request = scope["path"], Request(scope)
    if path == "/healthz":
        return await _answer(send, 200, "application/json", '{"status":"ok"}')
    if path == "/widget.js" and request.method in ("GET", "HEAD"):
        return await widget(request, request.query_params.get("v", ""))(scope, receive, send)
    if path == _STYLE:
        style = (STATIC / "starting.css").read_text(encoding="utf-8")
        return await _answer(send, 200, "text/css; charset=utf-8", style)
    if path.startswith(_NO_PAGES):
        return await _answer(send, 503, "application/json", json.dumps({"detail": STARTING}, ensure_ascii=False))
    in_english = path.startswith("/en/") or path == "/en" or request.query_params.get("lang") == "en"
    return await _answer(send, 503, "text/html; charset=utf-8", _page(WORDINGS["en" if in_english else "vi"]))


def _page(words: Wording) -> str:
    return Template((STATIC / "starting.html").read_text(encoding="utf-8")).substitute(
        lang=words.lang, product=words.product, starting=words.starting, hint=words.starting_hint, seconds=RETRY_S
    )


async def _answer(send: Send, status: int, kind: str, text: str) -> None:
    body = text.encode()
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"retry-after", str(RETRY_S).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _in_thread(build: Callable[[], ASGIApp]) -> ASGIApp:
    """Run it in a thread that an interrupted server need not wait for."""
    loop = asyncio.get_running_loop()
    built: asyncio.Future[ASGIApp] = loop.create_future()

    def settle(app: ASGIApp | None, error: BaseException | None) -> None:
        if built.cancelled():
            return
        if app is not None:
            built.set_result(app)
        else:
            built.set_exception(error or RuntimeError("nothing was built"))

    def work() -> None:
        app, error = None, None
        try:
            app = build()
        except BaseException as exc:  # handed over, not dealt with here
            error = exc
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, app, error)

    threading.Thread(target=work, name="opening", daemon=True).start()
    return await built
