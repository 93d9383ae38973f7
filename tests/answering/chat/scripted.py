"""A server on this machine that plays a chat model: right answers, and each way in which one can fail."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Play = Callable[["Stage"], None]


class Stage(BaseHTTPRequestHandler):
    """One request being answered; `over` tells that nobody waits for the answer any more."""

    server: ScriptedServer
    over: threading.Event
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.over = self.server.over
        self.server.requests.append(
            (self.path, {name.lower(): value for name, value in self.headers.items()}, json.loads(body))
        )
        self.close_connection = True
        with suppress(OSError):
            self.server.play(self)

    do_GET = do_POST

    def begin(self, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class ScriptedServer(ThreadingHTTPServer):
    """Plays `play` for each request and keeps what was asked: path, headers, JSON."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Stage)
        self.over = threading.Event()
        self.begin_again()

    def begin_again(self) -> None:
        """End what still plays; forget what was asked."""
        self.over.set()
        self.over = threading.Event()
        self.play: Play = replies("KHÔNG NÊU")
        self.requests: list[tuple[str, dict[str, str], Any]] = []

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def url(self) -> str:
        return f"{self.root}/v1"


@contextmanager
def scripted_server() -> Iterator[ScriptedServer]:
    """Serve from another thread."""
    server = ScriptedServer()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def refusing_url() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}/v1"


def piece(content: str, done: bool = False) -> str:
    """One event of a streamed chat completion."""
    choice = {"index": 0, "delta": {"content": content}, "finish_reason": "stop" if done else None}
    body = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(body)}\n\n"


def replies(text: str) -> Play:
    """A right stream of this text, a few letters at a time."""

    def play(stage: Stage) -> None:
        stage.begin(Content_Type="text/event-stream")
        for start in range(0, len(text), 7):
            stage.send(piece(text[start : start + 7]))
        stage.send(piece("", done=True) + "data: [DONE]\n\n")

    return play


def pauses_after(first: str, rest: str, resumed: threading.Event) -> Play:
    """A right stream that waits between its two parts until it is told to go on."""

    def play(stage: Stage) -> None:
        stage.begin(Content_Type="text/event-stream")
        stage.send(piece(first))
        resumed.wait(5)
        stage.send(piece(rest) + piece("", done=True) + "data: [DONE]\n\n")

    return play


def replies_as_ollama(text: str) -> Play:
    """The same in Ollama's own protocol: a line of JSON for each piece."""

    def line(content: str, **more: Any) -> str:
        message = {"role": "assistant", "content": content}
        return json.dumps({"model": "m", "created_at": "2026-01-01T00:00:00Z", "message": message, **more}) + "\n"

    def play(stage: Stage) -> None:
        stage.begin(Content_Type="application/x-ndjson")
        for start in range(0, len(text), 7):
            stage.send(line(text[start : start + 7], done=False))
        stage.send(line("", done=True, done_reason="stop"))

    return play


def fails(status: int, **headers: str) -> Play:
    """An error whose body repeats what was asked, key and all, as some servers do."""

    def play(stage: Stage) -> None:
        _, asked, body = stage.server.requests[-1]
        said = json.dumps({"error": {"message": f"{asked} {body}", "type": "x", "code": "x"}})
        stage.begin(status, Content_Type="application/json", Content_Length=str(len(said.encode())), **headers)
        stage.send(said)

    return play


def is_silent(stage: Stage) -> None:
    """Take the request and say nothing."""
    stage.over.wait(5)


def is_silent_after_a_piece(stage: Stage) -> None:
    stage.begin(Content_Type="text/event-stream")
    stage.send(piece("Thu ngân sách"))
    stage.over.wait(5)


def drips(stage: Stage) -> None:
    """Send a right stream a byte at a time, so that no wait for a byte is ever long."""
    stage.begin(Content_Type="text/event-stream")
    for byte in piece("Thu ngân sách 8 tháng đạt 65 tỷ đồng [1]." * 9, done=True).encode():
        stage.wfile.write(bytes((byte,)))
        if stage.over.wait(0.02):
            return


def is_cut(stage: Stage) -> None:
    """Break off in the middle of a chunk."""
    said = piece("Thu ngân sách 8 tháng đạt 65 tỷ đồng [1].\n")
    stage.begin(Content_Type="text/event-stream", Transfer_Encoding="chunked")
    stage.send(f"{len(said) + 500:x}\r\n{said}")


def is_cut_as_ollama(stage: Stage) -> None:
    """Break off before the length that was promised."""
    stage.begin(Content_Type="application/x-ndjson", Content_Length="5000")
    stage.send('{"message": {"role": "assistant", "content": "Thu 65 tỷ [1]"}, "done": false}\n')


def ends_too_early(stage: Stage) -> None:
    """Close the connection properly, but without the sign of the end."""
    stage.begin(Content_Type="text/event-stream")
    stage.send(piece("Thu ngân sách 8 tháng đạt 65 tỷ đồng [1].\n"))


def breaks_while_streaming(stage: Stage) -> None:
    stage.begin(Content_Type="text/event-stream")
    stage.send(piece("Thu") + 'data: {"error": {"message": "out of memory", "code": 500}}\n\n')


def sends(said: str, content_type: str = "text/event-stream") -> Play:
    """Anything at all, with status 200."""

    def play(stage: Stage) -> None:
        stage.begin(Content_Type=content_type, Content_Length=str(len(said.encode())))
        stage.send(said)

    return play


def never_ends(stage: Stage) -> None:
    stage.begin(Content_Type="text/event-stream")
    while not stage.over.is_set():
        stage.send(piece("Thu ngân sách 8 tháng đạt 65 tỷ đồng [1].\n" * 20))


def never_ends_a_line(stage: Stage) -> None:
    stage.begin(Content_Type="text/event-stream")
    stage.send("data: ")
    while not stage.over.is_set():
        stage.send("x" * 100_000)


def thinks_forever(stage: Stage) -> None:
    """Send events without any text in them."""
    stage.begin(Content_Type="text/event-stream")
    while not stage.over.is_set():
        stage.send(piece("") * 100)
