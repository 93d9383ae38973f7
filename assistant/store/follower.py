"""A library that is owned -> a thread that applies what other processes change, within two seconds."""

from __future__ import annotations

import logging
import threading

from assistant.store.library import Library

_LOG = logging.getLogger(__name__)


class Follower:
    """Applies catalog changes every `every_s` seconds, inside `with library.own(), Follower(library):`."""

    def __init__(self, library: Library, every_s: float = 0.5) -> None:
        self._library = library
        self._every_s = every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="library-follower", daemon=True)
        self.trouble: Exception | None = None
        """Why the last attempt failed; None when the indexes are in step."""

    def __enter__(self) -> Follower:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()

    def _follow(self) -> None:
        while not self._stopping.wait(self._every_s):
            self._attempt()

    def _attempt(self) -> None:
        try:
            self._library.catch_up()
        # The outermost edge of this thread: it reports and tries again, for a full disk may be emptied.
        except Exception as exc:
            if str(exc) != str(self.trouble):
                _LOG.exception("The indexes could not follow the catalog; trying again.")
            self.trouble = exc
        else:
            self.trouble = None
