"""Every request -> allowed on with its Visitor, or sent to the sign-in page, or refused with 401.

Pure ASGI, within the guard and around the whole app: a route that is added tomorrow is behind it, too. Only addresses
that answer the same to all, with nothing of the library in it, are open to everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.door.keeper import Credentials, Keeper
from assistant.door.proxies import plain_address
from assistant.door.visitor import NOBODY
from assistant.web.wording import SIGN_IN_FIRST

SIGN_IN, SIGN_OUT, WIDGET_SESSION, ME = "/sign-in", "/sign-out", "/api/widget/session", "/api/me"
# Why each is open: what watches the process has no account; signing in comes before being known, and signing out has to
# work with a session that has ended; the widget's script and its empty page are loaded by pages of other origins, where
# a browser sends no cookie, and the token they need is asked for with a signed word of the intranet's; the scripts and
# styles below /ui are those of the published program.
OPEN = frozenset({"/healthz", SIGN_IN, SIGN_OUT, "/widget.js", "/embed", WIDGET_SESSION})
OPEN_BELOW = "/ui/"
FORWARDED = frozenset({b"x-forwarded-for", b"x-forwarded-proto"})
_PLAIN_COOKIE, _SECURE_COOKIE = "tl_session", "__Host-tl_session"


class Door:
    """Lets a request in when the keeper knows who is behind it, and puts the Visitor into its scope."""

    def __init__(self, app: ASGIApp, *, keeper: Keeper) -> None:
        self._app = app
        self._keeper = keeper
        self._known_proxies = ProxyHeadersMiddleware(
            self._handle,  # type: ignore[arg-type]
            [str(network) for network in keeper.proxies.networks],
        )
        self._proxy_only = frozenset(name.encode() for name in keeper.headers.names())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; web sockets are not served at all."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        host, port = scope.get("client") or ("", 0)
        from_proxy = self._keeper.proxies.include(host)
        headers = scope["headers"] if from_proxy else self._without_proxy_headers(scope["headers"])
        # In place: what stands outside reads from it which route was reached, and by whom.
        scope["was_forwarded"] = any(name in FORWARDED for name, _ in scope["headers"])
        scope.update(client=(plain_address(host), port), headers=headers, from_proxy=from_proxy)
        return await self._known_proxies(scope, receive, send)  # type: ignore[arg-type]

    async def _handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, headers = scope["path"], Headers(scope=scope)
        brought = Credentials(headers.getlist, session_word(scope), scope.pop("from_proxy"))
        visitor = self._keeper.admit(brought)
        if visitor is None and path not in OPEN and not path.startswith(OPEN_BELOW):
            return await self._turn_away(scope, headers)(scope, receive, send)
        scope["visitor"] = visitor or NOBODY  # also on what is open: nothing there counts as an editor by mistake
        private = self._keeper.auth != "open" and not path.startswith(OPEN_BELOW)
        return await self._app(scope, receive, _unstored(send) if private else send)

    def _turn_away(self, scope: Scope, headers: Headers) -> ASGIApp:
        """To the sign-in page, if a person opens an address in a browser and there is that page; else 401."""
        opened = scope["method"] in ("GET", "HEAD") and "text/html" in headers.get("accept", "")
        if opened and self._keeper.auth == "password":
            asked = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return RedirectResponse(f"{SIGN_IN}?next={quote(asked, safe='/')}", 303, {"Cache-Control": "no-store"})
        challenge = {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"}
        return JSONResponse({"detail": SIGN_IN_FIRST}, 401, challenge)

    def _without_proxy_headers(self, headers: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        return [(name, value) for name, value in headers if name not in self._proxy_only and name not in FORWARDED]


def cookie_name(scope: Scope) -> str:
    """A name that, where it can, makes the browser refuse such a cookie from a neighbouring host or from plain http."""
    return _SECURE_COOKIE if scope["scheme"] == "https" else _PLAIN_COOKIE


def session_word(scope: Scope) -> str | None:
    """The word of the session that a request claims to have."""
    return cookie_parser(Headers(scope=scope).get("cookie", "")).get(cookie_name(scope))


def _unstored(send: Send) -> Send:
    """What a visitor was answered stays out of caches: pages of all, else the visitor would find them by going back
    after signing out; other answers unless they say themselves how long they may stay, and then in this browser."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            kept = headers.get("cache-control", "no-store")
            if headers.get("content-type", "").startswith("text/html") or "no-store" in kept:
                headers["Cache-Control"] = "no-store"
            elif "private" not in kept:
                headers["Cache-Control"] = f"private, {kept}"
        await send(message)

    return sending
