"""A running app and a question -> its answer, by the API or by the chat page's queue as a browser asks it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import httpx

QUEUE = "/gradio_api/queue"
_BUSY = (429, 503)


class Busy(Exception):
    """The app said that too many ask at once."""


def by_api(client: httpx.Client, question: str) -> str:
    """Return the answer's text; raise Busy where it was refused for now."""
    answer = client.post("/api/ask", json={"question": question})
    if answer.status_code in _BUSY:
        raise Busy(answer.text)
    answer.raise_for_status()
    return str(answer.json()["answer"])


class ByPage:
    """Asks as the page's question box does, each time in a new conversation."""

    def __init__(self, client: httpx.Client, busy: str) -> None:
        """`busy` is what the page shows when too many ask at once."""
        config = client.get("/config").json()
        box = next(part["id"] for part in config["components"] if part["props"].get("elem_id") == "tl-box")
        event = next(one for one in config["dependencies"] if [box, "submit"] in [list(to) for to in one["targets"]])
        self._asking = {"fn_index": event["id"], "trigger_id": box, "event_data": None}
        self._busy = busy

    def ask(self, client: httpx.Client, question: str) -> str:
        """Return the answer as HTML, without what differs from one asking to the next; raise Busy where refused."""
        session = uuid4().hex[:11]
        joined = {**self._asking, "data": [question, None, ""], "session_hash": session}
        said = client.post(f"{QUEUE}/join", json=joined)
        if said.status_code in _BUSY:
            raise Busy(said.text)
        said.raise_for_status()
        with client.stream("GET", f"{QUEUE}/data", params={"session_hash": session}) as stream:
            stream.raise_for_status()
            shown = json.dumps(_last(stream.iter_lines()), ensure_ascii=False)
        if self._busy in shown:
            raise Busy(self._busy)
        return shown.partition("#tra-loi=")[0]


def _last(lines: Iterator[str]) -> Any:
    """The chat's messages of the event that ends a stream of the queue."""
    for line in lines:
        if not line.startswith("data: "):
            continue
        told = json.loads(line.removeprefix("data: "))
        if told["msg"] == "process_completed":
            if not told["success"]:
                raise RuntimeError(f"the page's question failed: {told['output']}")
            return told["output"]["data"][0]
        if told["msg"] in ("unexpected_error", "close_stream"):
            break
    raise RuntimeError("the page's queue ended without an answer")
