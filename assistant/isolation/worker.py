"""The process that stays: it loads the readers once, forks a child for each request and watches over it.

Requests come as lines of JSON on standard input, answers leave as lines on standard output. At the end of input, even
amid a file, it ends with all it started. It touches no file's bytes itself. `ReaderPool` runs it:
python -m assistant.isolation.worker LIMITS
"""

from __future__ import annotations

import json
import os
import select
import sys
from tempfile import TemporaryDirectory

from assistant.isolation.child import run
from assistant.isolation.confinement import adopt_orphans
from assistant.isolation.limits import Limits
from assistant.isolation.tasks import READY
from assistant.isolation.watching import Abandoned, watch
from assistant.reading.formats import load


def main() -> None:
    """Serve requests until standard input ends."""
    limits = Limits(**json.loads(sys.argv[1]))
    adopt_orphans()
    answers = sys.stdout.buffer
    answers.write(READY)
    answers.flush()
    for line in iter(sys.stdin.buffer.readline, b""):
        try:
            answer = _answered(line, limits)
        except Abandoned:
            return
        answers.write(answer + b"\n")
        answers.flush()


def _answered(line: bytes, limits: Limits) -> bytes:
    request = json.loads(line)
    load(request["suffix"])
    with TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            run(request, writing, folder, limits)
        os.close(writing)
        try:
            return watch(child, reading, limits, _abandoned)
        finally:
            os.close(reading)


def _abandoned() -> bool:
    """Whether standard input ended: while a request is carried out nothing else can come."""
    return bool(select.select([0], [], [], 0)[0])


if __name__ == "__main__":
    main()
