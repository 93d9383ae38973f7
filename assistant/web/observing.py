"""Every request -> a count and a log line that name its route, never its address, which visitors write."""

from __future__ import annotations

import logging
import re
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.domain import Answer
from assistant.web.metrics import Metrics

log = logging.getLogger(__name__)

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
PAGES = frozenset({"/", "/en/", "/en"})
_GRADIO = re.compile(r"(?:/en)?/gradio_api/(queue/join|queue/data|heartbeat|cancel)?")


class Observed:
    """Counts and logs what passes, refusals too, once its answer has ended."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        status, path, began = 0, scope["path"], perf_counter()

        async def hear(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, hear)
        finally:
            self._tell(scope, route_of(scope, path), status, perf_counter() - began)

    def _tell(self, scope: Scope, route: str, status: int, took_s: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        self._metrics.count_request(method, route, status, took_s)
        weighty = route.startswith("/api/") or method not in ("GET", "HEAD") or status >= 400 or status == 0
        visitor = scope.get("visitor")
        told = {"method": method, "route": route, "status": status, "ms": round(took_s * 1e3, 1)}
        told |= {"client": scope["client"][0] if scope.get("client") else None}
        told |= {"visitor": visitor.name} if visitor is not None and visitor.name else {}
        log.log(logging.INFO if weighty else logging.DEBUG, "request", extra={"told": told})


def route_of(scope: Scope, path: str) -> str:
    """The name of what a request reached: a route's pattern for ours, else a group of a small fixed set."""
    gradio = _GRADIO.match(path)
    if gradio:
        return f"/gradio_api/{gradio[1] or '…'}"
    if path in PAGES:
        return path
    if path.startswith("/ui/"):
        return "/ui/…"
    found = getattr(scope.get("route"), "path", "")
    return found if found and "{rest" not in found and "{path" not in found else "other"


def log_answer(answer: Answer) -> None:
    """Log that an answer was made, and of which kind."""
    told = {"kind": answer.kind, "composer": answer.composer, "abstained": answer.abstained}
    told |= {"statements": len(answer.statements), "citations": len(answer.citations)}
    log.info("answer", extra={"told": told | {"ms": round(answer.took_ms.total, 1)}})
