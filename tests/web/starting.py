"""A server whose app is built when a test says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from assistant.web.security import LOOPBACK_HOSTS, Guard
from assistant.web.serve import listen
from assistant.web.starting import Starting, ask_to_wait


class Served:
    """A server whose app is built when `go` is set."""

    def __init__(self, build: Callable[[], Any], embed_origins: tuple[str, ...] = ()) -> None:
        self.go = threading.Event()
        self.ready = threading.Event()
        self.errors: list[BaseException] = []
        waiting = Guard(ask_to_wait, allowed_hosts=LOOPBACK_HOSTS, embed_origins=embed_origins)

        def build_later() -> Any:
            self.go.wait(10)
            return build()

        self.app = Starting(build_later, waiting, ready=self.ready.set, failed=self.errors.append)

    @contextmanager
    def running(self) -> Iterator[str]:
        with listen("127.0.0.1", 0) as listener:
            server = uvicorn.Server(uvicorn.Config(self.app, log_level="critical", timeout_graceful_shutdown=1))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            server.should_exit = True
            thread.join(5)
            assert not thread.is_alive()
