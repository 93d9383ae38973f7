"""The process that stays: it loads the readers once, forks a child for each request and watches over it.

Requests come as lines of JSON on standard input, answers leave as lines on standard output; empty ones meanwhile say
that it goes on. At the end of input, even amid a file, it ends with all it started. It touches no file's bytes itself.
`ReaderPool` runs it: python -P -m assistant.isolation.worker LIMITS
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import mkdtemp

from assistant.isolation.child import run
from assistant.isolation.confinement import adopt_orphans, confine
from assistant.isolation.limits import Limits
from assistant.isolation.tasks import READY, failed
from assistant.isolation.watching import Abandoned, Unending, watch
from assistant.reading.formats import load

GOES_ON = b"\n"
_GOES_ON_EVERY_S = 5.0


def main() -> None:
    """Serve requests until standard input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    adopt_orphans()
    if not _can_confine(limits):
        return
    _say(READY)
    for line in iter(sys.stdin.buffer.readline, b""):
        try:
            answer = _answered(line, limits)
        except (Abandoned, Unending):
            return
        # The outermost edge of one request: its file is reported by name.
        except Exception as exc:
            answer = failed(f"it cannot be read ({type(exc).__name__}: {exc})")
        _say(answer + b"\n")


def _can_confine(limits: Limits) -> bool:
    """Whether a child can give up what it must; what is in the way goes to standard error."""
    child = os.fork()
    if child == 0:
        try:
            confine(limits)
            os._exit(0)
        except OSError as exc:
            print(f"This system refuses the limits of a process that reads a file: {exc}", file=sys.stderr, flush=True)
        finally:
            os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def _answered(line: bytes, limits: Limits) -> bytes:
    request = json.loads(line)
    load(request["suffix"])
    with _folder() as folder:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            run(request, writing, folder, limits)
        os.close(writing)
        try:
            return watch(child, reading, limits, _Waiting())
        finally:
            os.close(reading)


@contextmanager
def _folder() -> Iterator[str]:
    """An empty folder that is gone afterwards, however deep a child has made it."""
    folder = mkdtemp(prefix="reading-")
    try:
        yield folder
    finally:
        try:
            shutil.rmtree(folder, ignore_errors=True)
        except RecursionError:
            subprocess.run(("rm", "-rf", "--", folder), check=False)


class _Waiting:
    """Says that it goes on, and tells whether somebody waits: while a request is carried out nothing comes but the end
    of input."""

    def __init__(self) -> None:
        self._said = time.monotonic()

    def __call__(self) -> bool:
        if time.monotonic() - self._said > _GOES_ON_EVERY_S:
            self._said = time.monotonic()
            _say(GOES_ON)
        return not select.select([0], [], [], 0)[0]


def _say(line: bytes) -> None:
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
