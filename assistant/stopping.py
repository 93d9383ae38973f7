"""Ctrl-C or SIGTERM -> one KeyboardInterrupt, which is not lost."""

from __future__ import annotations

import signal
import time


class Stop:
    """Whether this process was told to end."""

    def __init__(self) -> None:
        self.is_asked = False

    def listen(self) -> None:
        """From now on the first Ctrl-C or SIGTERM raises KeyboardInterrupt where the program is; later ones do nothing,
        so that what is abandoned is put away in order."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._ask)

    def check(self) -> None:
        """Raise KeyboardInterrupt when it was raised before: a library in C that calls Python may swallow it."""
        if self.is_asked:
            raise KeyboardInterrupt

    def sleep(self, seconds: float) -> None:
        """Sleep, unless told to end. Raises KeyboardInterrupt."""
        self.check()
        time.sleep(seconds)

    def _ask(self, *_: object) -> None:
        if not self.is_asked:
            self.is_asked = True
            raise KeyboardInterrupt
