"""Every request -> allowed on, or refused with JSON; every response -> with the headers that protect a browser.

Pure ASGI: it stands outside the whole app, the mounted chat page included. No response carries a CORS header.
"""

from __future__ import annotations

import asyncio
import json
import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.web.wording import BAD_HOST, BODY_TOO_LARGE, BODY_TOO_SLOW, CLOSED, FOREIGN_ORIGIN, UNEXPECTED

log = logging.getLogger(__name__)

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
MAX_BODY_BYTES = 256 * 1024
BODY_S = 30  # a body that drips for longer is refused
# Its body is a whole file: desk_api.py streams it to the disk and has a limit of its own.
UPLOADS = "/api/uploads"
SHARED = ("/embed", "/widget.js")  # what a page of another origin may load
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Parts of Gradio the page does not use: uploads, files from disk, a proxy, recordings.
CLOSED_PARTS = ("upload", "proxy=", "file=", "file/", "process_recording", "vibe", "runs", "run-history", "stream/")

_NAMING = frozenset({b"x-forwarded-host", b"x-gradio-server"})

_OWN = "'self'"
_PAGE_CSP = (
    f"default-src {_OWN}; script-src {_OWN} 'unsafe-inline' 'unsafe-eval'; style-src {_OWN} 'unsafe-inline'; "
    f"img-src {_OWN} data: blob:; font-src {_OWN} data:; connect-src {_OWN}; object-src 'none'; "
    f"base-uri {_OWN}; form-action {_OWN}"
)
_NO_FORM, _OWN_FORM = "form-action 'none'", f"form-action {_OWN}"
_STATIC_PAGE_CSP = (
    f"default-src 'none'; script-src {_OWN}; style-src {_OWN}; img-src {_OWN} data:; connect-src {_OWN}; "
    f"base-uri 'none'; {_NO_FORM}"
)
_API_CSP = "default-src 'none'"


class Guard:
    """Refuses foreign hosts, foreign origins and large bodies; adds protective headers to what passes.

    `allowed_hosts` are names without ports; `embed_origins` are origins that may frame /embed beside its own.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: tuple[str, ...], embed_origins: tuple[str, ...] = ()) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in allowed_hosts)
        self._framers = " ".join((_OWN, *embed_origins))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; web sockets are not served at all."""
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        if scope["type"] != "http":
            return await send({"type": "websocket.close", "code": 1008})
        protected = _Protected(self._policy(scope["path"]), send, shared=scope["path"] in SHARED)
        try:
            await self._handle(scope, receive, protected.send)
        except Exception:  # the outermost edge: a page of ours must not show how it failed
            log.exception("a request failed")
            if protected.started:
                raise  # the server must cut the connection, or the reader would take a torn answer for a whole one
            await refuse(protected.send, 500, UNEXPECTED)

    async def _handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope)
        if refusal:
            return await refuse(send, *refusal)
        scope["headers"] = [header for header in scope["headers"] if self._may_pass(*header)]
        if scope["method"] not in SAFE_METHODS and scope["path"] != UPLOADS:
            try:
                async with asyncio.timeout(BODY_S):
                    body = await read_body(receive)
            except TimeoutError:
                return await refuse(send, 408, BODY_TOO_SLOW.format(seconds=BODY_S))
            if body is None:
                return await refuse(send, 413, BODY_TOO_LARGE.format(limit=MAX_BODY_BYTES // 1024))
            receive = replaying(body, receive)
        return await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or _host_name(hosts[0]) not in self._hosts:
            return 400, BAD_HOST
        if _is_closed(scope["path"]):
            return 404, CLOSED
        if scope["method"] not in SAFE_METHODS and not _from_own_page(headers):
            return 403, FOREIGN_ORIGIN
        return None

    def _may_pass(self, name: bytes, value: bytes) -> bool:
        """Gradio writes these names into its pages as where they are served from."""
        return name not in _NAMING or _host_name(value.decode("latin-1")) in self._hosts

    def _policy(self, path: str) -> str:
        if path == "/embed":
            return f"{_STATIC_PAGE_CSP}; frame-ancestors {self._framers}"
        if path == "/sign-in":
            return f"{_STATIC_PAGE_CSP.replace(_NO_FORM, _OWN_FORM)}; frame-ancestors 'none'"
        if path == "/api/docs":
            return f"{_STATIC_PAGE_CSP}; frame-ancestors 'none'"
        if path.startswith("/api/") or path in ("/healthz", "/readyz", "/metrics"):
            return f"{_API_CSP}; frame-ancestors 'none'"
        return f"{_PAGE_CSP}; frame-ancestors 'none'"


class _Protected:
    """Sends a response on with the protective headers, and knows whether it has begun."""

    def __init__(self, policy: str, send: Send, *, shared: bool) -> None:
        self._headers = {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cross-Origin-Resource-Policy": "cross-origin" if shared else "same-origin",
            "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
        }
        self._send = send
        self.started = False

    async def send(self, message: Message) -> None:
        """Take one ASGI message of the response."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name in [name for name in headers if name.startswith("access-control-")]:
                del headers[name]
            headers.update(self._headers)
        await self._send(message)


def _host_name(value: str) -> str | None:
    try:
        parts = urlsplit(f"//{value}")
        parts.port  # noqa: B018  a port that is not a number raises
    except ValueError:
        return None
    return parts.hostname if parts.netloc == value and "@" not in value else None


def _from_own_page(headers: Headers) -> bool:
    """Whether a browser sent this from a page of ours; clients that are no browsers send neither header."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    host = headers["host"].lower()  # a proxy may have spoken https with the browser, so either scheme is ours
    return origin is None or origin.lower() in (f"http://{host}", f"https://{host}")


def _is_closed(path: str) -> bool:
    _, marker, rest = path.partition("/gradio_api/")
    return bool(marker) and rest.startswith(CLOSED_PARTS)


async def read_body(receive: Receive) -> bytes | None:
    """The request's body, or None as soon as it passes the limit."""
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > MAX_BODY_BYTES:
            return None
        if message["type"] == "http.disconnect" or not message.get("more_body", False):
            return bytes(body)


def replaying(body: bytes, receive: Receive) -> Receive:
    """What receives a body that was read already, then whatever comes after it."""
    pending = [body]

    async def replay() -> Message:
        if pending:
            return {"type": "http.request", "body": pending.pop(), "more_body": False}
        return await receive()

    return replay


async def refuse(send: Send, status: int, detail: str, *, retry_after_s: int | None = None) -> None:
    """Answer with a status and its reason as JSON; `retry_after_s` tells when to ask again."""
    body = json.dumps({"detail": detail}, ensure_ascii=False).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if retry_after_s is not None:
        headers.append((b"retry-after", str(retry_after_s).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
