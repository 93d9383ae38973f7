"""The process that reads one file: it holds nothing but its request, a pipe for the answer and an empty folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NoReturn

from assistant.isolation.confinement import confine
from assistant.isolation.limits import Limits
from assistant.isolation.tasks import carry_out
from assistant.reading.formats.scan import on_page

# An empty line says that a scanned page begins; the answer is the last line.
PAGE = END = b"\n"


def run(request: Mapping[str, Any], pipe: int, folder: str, limits: Limits) -> NoReturn:
    """Carry out the request in a process that was just forked, write the answer to `pipe`, and end the process."""
    try:
        _carry_out(request, pipe, folder, limits)
    finally:
        os._exit(0)


def _carry_out(request: Mapping[str, Any], pipe: int, folder: str, limits: Limits) -> None:
    os.setsid()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.environ["TMPDIR"] = tempfile.tempdir = folder
    on_page.set(lambda: _write(pipe, PAGE))
    # Nobody reads any more: the answer is not wanted.
    with suppress(BrokenPipeError):
        confine(limits)
        _write(pipe, carry_out(request) + END)


def _write(pipe: int, line: bytes) -> None:
    rest = memoryview(line)
    while rest:
        rest = rest[os.write(pipe, rest) :]
