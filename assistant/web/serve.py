"""A host, a port and a way to build the Asker -> a running server that says where it listens."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from assistant.errors import ServingError
from assistant.web.api import Asker
from assistant.web.security import LOOPBACK_HOSTS, Guard
from assistant.web.starting import Starting, ask_to_wait
from assistant.web.wording import VI

STOPPING_S = 2  # an open chat page holds a connection; without a limit Ctrl-C would wait for its visitor


def serve(
    build: Callable[[], Asker],
    *,
    host: str,
    port: int,
    embed_origins: tuple[str, ...] = (),
    feedback_file: Path | None = None,
    log_level: str = "warning",
) -> None:
    """Serve until interrupted. While `build` does its slow work, in a thread, visitors read that the assistant starts.

    Raises ServingError when the host is not a loopback one or the port cannot be had, and whatever `build` raises.
    """
    listener = listen(host, port)
    with listener:
        url = address(host, listener.getsockname()[1])
        hosts = (*LOOPBACK_HOSTS, host)
        errors: list[BaseException] = []

        def build_app() -> ASGIApp:
            from assistant.web.app import create_app

            return create_app(build(), embed_origins=embed_origins, allowed_hosts=hosts, feedback_file=feedback_file)

        def fail(error: BaseException) -> None:
            errors.append(error)
            server.should_exit = True

        def announce() -> None:
            print(f"{VI.product}: {url}", flush=True)

        waiting = Guard(ask_to_wait, allowed_hosts=hosts)
        app = Starting(build_app, waiting, ready=announce, failed=fail)
        config = uvicorn.Config(
            app, log_level=log_level, access_log=False, server_header=False, timeout_graceful_shutdown=STOPPING_S
        )
        server = uvicorn.Server(config)
        server.run(sockets=[listener])
        if errors:
            raise errors[0]


def listen(host: str, port: int) -> socket.socket:
    """A bound socket on a loopback host; port 0 takes any free one. Raises ServingError."""
    if not is_loopback(host):
        raise ServingError(
            f"A host other than loopback is refused until sign-in exists: {host!r}. "
            "Set ASSISTANT_HOST=127.0.0.1, and put a reverse proxy that signs people in before it."
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this option would let two servers share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen()
    except OSError as exc:
        listener.close()
        raise ServingError(_why_not_bound(host, port, exc)) from exc
    return listener


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host: `localhost` or a loopback address."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def address(host: str, port: int) -> str:
    """The URL a browser opens."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _why_not_bound(host: str, port: int, exc: OSError) -> str:
    if exc.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use; stop what uses it, or set ASSISTANT_PORT to another one."
    return f"Cannot listen on {host}:{port} ({exc.strerror}); set ASSISTANT_PORT or ASSISTANT_HOST to another one."
