"""Requests that no browser of a visitor sends: paths out of the folder, other hosts, opaque origins, endless headers.

Over raw connections to a process that serves as app.py does.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.test_serve import PROGRAM, PROJECT

BODY = b'{"question": "Thu?"}'
SECRETS = (b"root:", b"mount_pages", b"def main", b"[project]", b"SQLite format")
# As they stand in the request line; a client library would tidy them up.
UPWARD = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "%252e%252e%252f", "....//", "..;/", "%c0%ae%c0%ae/")
PLACES = ("/ui/", "/ui/x/", "/en/ui/", "/", "/assets/", "/static/", "/gradio_api/file=", "/theme.css/", "/svelte/")
FILES = ("page.py", "app.py", "etc/passwd", "pyproject.toml", "vectorstore/catalog.sqlite")
TRAVERSALS = [
    place + upward * depth + name
    for place in PLACES
    for upward in UPWARD
    for depth, name in ((1, FILES[0]), (8, FILES[2]))
]
TRAVERSALS += [f"{place}{name}" for place in ("//", "///", "/ui//", "/file=/", "/gradio_api/file/") for name in FILES]
# Addresses that some parts of Gradio would fetch or open for a visitor.
FETCHING = tuple(
    f"{base}/gradio_api/{part}"
    for base in ("", "/en")
    for part in (
        *(
            "proxy=http://127.0.0.1:{port}/healthz",
            "proxy=https://huggingface.co/x",
            "proxy%3Dhttp://127.0.0.1:{port}/",
        ),
        *("file=http://127.0.0.1:{port}/healthz", "file=/etc/passwd", "file/etc/passwd", "file=pyproject.toml"),
        *("upload", "upload_progress?upload_id=x", "process_recording", "stream/x", "stream/x/y/playlist.m3u8"),
    )
)
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
STRANGE_ORIGINS = (
    "null",
    "NULL",
    "",
    " ",
    "file://",
    "data:",
    "http://evil.test",
    "http://127.0.0.1.evil.test",
    "//{host}",
)
STRANGE_ORIGINS += ("http://user@{host}", "http://{host}.evil.test", "http://{host}@evil.test", "null, http://{host}")
HOSTS = (
    *("evil.test", "127.0.0.1.evil.test", "127.0.0.1@evil.test", "evil.test@127.0.0.1", "127.0.0.1:80@evil.test"),
    *(
        "evil.test#127.0.0.1",
        "127.0.0.1/evil.test",
        "127.0.0.1?evil",
        "127.0.0.1:abc",
        "127.0.0.1:-1",
        "[::1",
        "0.0.0.0",
    ),
    *(
        "2130706433",
        "0x7f000001",
        "127.1",
        "[::ffff:7f00:1]",
        "169.254.169.254",
        "127.0.0.1\tevil.test",
        "localhost.evil.test",
    ),
)


class Server:
    """The process and how to speak with it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"127.0.0.1:{port}"

    def send(self, request: bytes) -> tuple[int, bytes]:
        """Send bytes as they are; return status and everything that came. Status 0: closed without a word."""
        with socket.create_connection(("127.0.0.1", self.port), 20) as connection:
            try:
                connection.sendall(request)
                came = b"".join(iter(lambda: connection.recv(65536), b""))
            except ConnectionError:
                return 0, b""
        return (int(came.split(b" ", 2)[1]), came) if came else (0, b"")

    def ask(
        self, path: str, method: str = "GET", host: str | None = None, body: bytes = b"", **headers: str
    ) -> tuple[int, bytes]:
        """Send one request, its target as it is."""
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host if host is None else host}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/json"] if body else []
        return self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + body)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    command = [sys.executable, "-u", "-c", PROGRAM]
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        said = re.search(r":(\d+)$", process.stdout.readline().strip())
        assert said
        yield Server(int(said[1]))
        process.kill()


def test_it_answers_what_is_right(server: Server) -> None:
    """Else the refusals below would prove nothing."""
    assert server.ask("/healthz")[0] == 200
    assert server.ask("/ui/page.js")[0] == 200
    assert server.ask("/api/ask", "POST", body=BODY, Origin=f"http://{server.host}")[0] == 200


def test_no_path_leads_out_of_what_is_served(server: Server) -> None:
    assert len(TRAVERSALS) > 150
    told = {path: server.ask(path) for path in TRAVERSALS}
    assert [path for path, (_, came) in told.items() if any(secret in came for secret in SECRETS)] == []
    # "/" and what Gradio takes for a page of its own answer with the chat page, anything else with a refusal.
    served = [path for path, (status, came) in told.items() if status == 200 and b"<!doctype html" not in came.lower()]
    assert served == []


def test_nothing_is_fetched_or_opened_for_a_visitor(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside:
        port = inside.getsockname()[1]
        for method in ("GET", "HEAD", "POST"):
            for path in FETCHING:
                status, came = server.ask(path.format(port=port), method)
                assert status in (404, 405), path
                assert not any(secret in came for secret in SECRETS)
        for body in (
            f'{{"question": "http://127.0.0.1:{port}/"}}',
            f'{{"question": "file:///etc/passwd http://[::1]:{port}"}}',
        ):
            assert server.ask("/api/ask", "POST", body=body.encode())[0] == 200
        inside.settimeout(0.2)
        with pytest.raises(TimeoutError):
            inside.accept()


@pytest.mark.parametrize("method", CHANGING)
def test_an_opaque_or_strange_origin_may_change_nothing(server: Server, method: str) -> None:
    for path in (
        "/api/ask",
        "/api/ask/stream",
        "/api/search",
        "/api/reports",
        "/gradio_api/queue/join",
        "/en/gradio_api/queue/join",
        "/",
    ):
        for origin in STRANGE_ORIGINS:
            status, _ = server.ask(path, method, body=BODY, Origin=origin.format(host=server.host))
            assert status == 403, (path, origin)
    assert server.ask("/api/ask", method, body=BODY, Sec_Fetch_Site="cross-site")[0] == 403
    assert (
        server.ask("/api/ask", method, body=BODY, Origin=f"http://{server.host}", Sec_Fetch_Site="same-site")[0] == 403
    )


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_of_another_s_choosing_is_refused(server: Server, host: str) -> None:
    for path in ("/", "/healthz", "/embed", "/api/reports", "/metrics"):
        assert server.ask(path, host=host)[0] == 400


def test_a_request_has_one_host_and_forwarded_ones_do_not_count(server: Server) -> None:
    line = b"GET /healthz HTTP/1.1\r\nConnection: close\r\n"
    ours = f"Host: {server.host}\r\n".encode()
    assert server.send(line + b"\r\n")[0] == 400
    assert server.send(line + ours + b"Host: evil.test\r\n\r\n")[0] == 400
    assert server.send(line + b"Host: evil.test\r\n" + ours + b"\r\n")[0] == 400
    status, came = server.ask("/en?x=1", X_Forwarded_Host="evil.test", Forwarded="host=evil.test", X_Original_URL="/x")
    assert status in (307, 308)
    assert b"evil.test" not in came
    assert b"evil.test" not in server.ask("/", X_Forwarded_Host="evil.test", X_Forwarded_Proto="https")[1]
    absolute = f"GET http://evil.test/healthz HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode()
    assert b"evil.test" not in server.send(absolute)[1]


def test_headers_have_an_end(server: Server) -> None:
    flood = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 1000) for n in range(5000))
    assert server.send(flood + b"\r\n")[0] in (0, 400, 431)
    assert server.send(b"GET /" + b"a" * 5_000_000 + b" HTTP/1.1\r\n\r\n")[0] in (0, 400, 431)
    assert server.ask("/healthz")[0] == 200


def test_two_lengths_or_two_ways_to_end_a_body_are_no_request(server: Server) -> None:
    head = f"POST /api/ask HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n".encode()
    for lengths in (
        b"Content-Length: 5\r\nContent-Length: 20\r\n",
        b"Content-Length: -1\r\n",
        b"Content-Length: 1, 2\r\n",
    ):
        assert server.send(head + lengths + b"\r\n" + BODY)[0] == 400
    smuggled = b"GET /metrics HTTP/1.1\r\nHost: evil.test\r\n\r\n"
    status, came = server.send(head + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled)
    assert status in (400, 422)
    assert b"assistant_requests" not in came


def test_the_only_web_socket_there_could_be_is_closed(server: Server) -> None:
    status, _ = server.ask(
        "/gradio_api/queue/join", Upgrade="websocket", Sec_WebSocket_Version="13", Sec_WebSocket_Key="eA=="
    )
    assert status != 101


def test_no_source_of_ours_reads_a_page_by_an_address_a_visitor_names() -> None:
    """The chat model's address is a setting, and `python -m assistant ask` asks the running app."""
    web = Path(PROJECT / "assistant" / "web").rglob("*.py")
    fetching = re.compile(r"^\s*(import|from) (httpx|urllib\.request|requests|aiohttp|http\.client)\b", re.MULTILINE)
    assert [path.name for path in web if fetching.search(path.read_text(encoding="utf-8"))] == []
