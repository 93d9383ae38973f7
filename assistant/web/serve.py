"""A host, a port and a way to build the Asker -> a running server that says where it listens."""

from __future__ import annotations

import errno
import ipaddress
import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp

from assistant.door.keeper import Auth, Keeper
from assistant.errors import ServingError
from assistant.web.api import Asker
from assistant.web.ending import LAST_S, Ending, EndingServer
from assistant.web.limiting import Limits
from assistant.web.security import LOOPBACK_HOSTS, Guard
from assistant.web.starting import Starting, ask_to_wait
from assistant.web.wording import VI

if TYPE_CHECKING:
    from assistant.desk import Desk

log = logging.getLogger(__name__)

DEFAULT_LIMITS = Limits()
CONNECTIONS = 900  # an open page holds one or two; systems allow a process 1,024 files by default
STOPPING_S = 2  # an open chat page holds a connection; without a limit Ctrl-C would wait for its visitor


def serve(
    build: Callable[[], tuple[Asker, Desk | None]],
    *,
    host: str,
    port: int,
    keeper: Keeper | None = None,
    open_to_network: bool = False,
    allowed_hosts: tuple[str, ...] = (),
    embed_origins: tuple[str, ...] = (),
    limits: Limits = DEFAULT_LIMITS,
    feedback_file: Path | None = None,
    log_level: str = "warning",
) -> None:
    """Serve until interrupted. `build` returns what answers and, where editors may change the library, its desk; while
    it works, in a thread, visitors read that the assistant starts. `allowed_hosts` are names that requests may call
    this server by beside those of loopback and `host`. Raises ServingError when anybody in the network could come in
    and `open_to_network` is not set, or the port cannot be had, and whatever `build` raises.
    """
    refuse_open_door(keeper.auth if keeper else "open", (host, *allowed_hosts), open_to_network)
    named = _names(host, allowed_hosts)

    def build_app() -> ASGIApp:
        from assistant.web.app import create_app

        assistant, desk = build()
        return create_app(
            assistant,
            desk=desk,
            keeper=keeper,
            embed_origins=embed_origins,
            allowed_hosts=named,
            limits=limits,
            feedback_file=feedback_file,
        )

    listener = listen(host, port)
    waiting = Guard(ask_to_wait, allowed_hosts=named, embed_origins=embed_origins)
    with listener:
        _run(build_app, listener, waiting, address(host, listener.getsockname()[1]), log_level)


def _names(host: str, allowed_hosts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names by which requests may call the server; where others can reach it by none, the log says so."""
    if is_unspecified(host) and not allowed_hosts:
        log.warning("only requests to loopback names are answered: set ASSISTANT_ALLOWED_HOSTS to this server's names")
    return (*LOOPBACK_HOSTS, *allowed_hosts, *(() if is_unspecified(host) else (host,)))


def _run(build_app: Callable[[], ASGIApp], listener: socket.socket, waiting: ASGIApp, url: str, log_level: str) -> None:
    errors: list[BaseException] = []

    def fail(error: BaseException) -> None:
        errors.append(error)
        server.should_exit = True

    def announce() -> None:
        print(f"{VI.product}: {url}", flush=True)

    ending = Ending(Starting(build_app, waiting, ready=announce, failed=fail))
    config = uvicorn.Config(
        ending,
        http="h11",  # refuses headers that never end; httptools would keep them all
        log_config=None,  # ours, if any: uvicorn's own would print what an exception says
        log_level=log_level,
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        proxy_headers=False,  # the door believes only proxies that are listed
        timeout_graceful_shutdown=STOPPING_S + LAST_S,
    )
    server = EndingServer(config, ending, after_s=STOPPING_S)
    server.run(sockets=[listener])
    if errors:
        raise errors[0]


def refuse_open_door(auth: Auth, hosts: tuple[str, ...], open_to_network: bool) -> None:
    """Raise ServingError when anybody could come in by a host other than loopback, and nobody said that they may."""
    reachable = [host for host in hosts if not is_loopback(host)]
    if auth != "open" or not reachable:
        return
    if not open_to_network:
        raise ServingError(
            f"With ASSISTANT_AUTH=open only this machine is served, not {', '.join(map(repr, reachable))}: "
            "set ASSISTANT_AUTH to password or proxy (docs/security.md), or ASSISTANT_HOST to 127.0.0.1, or "
            "ASSISTANT_OPEN_TO_NETWORK=true if everybody who reaches it may read and change everything."
        )
    log.warning("anybody who reaches %s may read and change everything", ", ".join(reachable))


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes any free one. Raises ServingError."""
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


def is_unspecified(host: str) -> bool:
    """Whether the host stands for every address of this machine, and so names none."""
    return host in ("0.0.0.0", "::", "")


def address(host: str, port: int) -> str:
    """The URL a browser on this machine opens."""
    if is_unspecified(host):
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _why_not_bound(host: str, port: int, exc: OSError) -> str:
    if exc.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use; stop what uses it, or set ASSISTANT_PORT to another one."
    return f"Cannot listen on {host}:{port} ({exc.strerror}); set ASSISTANT_PORT or ASSISTANT_HOST to another one."
