"""A child at work -> its answer, or the reason why it was ended: too long, too much memory, broken off."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from assistant.isolation.limits import MIB, Limits
from assistant.isolation.tasks import failed

_LOOK_EVERY_S = 0.05
_AT_ONCE = 1 << 16


class Abandoned(Exception):
    """Nobody waits for the answer any more."""


def watch(pid: int, pipe: int, limits: Limits, abandoned: Callable[[], bool]) -> bytes:
    """Return the answer of the child `pid`, which comes through `pipe`; afterwards it is gone with all it started.

    Raises Abandoned when `abandoned` says so.
    """
    try:
        answer, overdone = _answer(pid, pipe, limits, abandoned)
    finally:
        end_all()
        _, status = os.waitpid(pid, 0)
        _reap()
    if overdone is not None:
        return failed(overdone)
    return answer.rstrip(b"\n") if answer.endswith(b"\n") else failed(_broken_off(status))


def end_all() -> None:
    """End every process below this one."""
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            process.kill()


def _answer(pid: int, pipe: int, limits: Limits, abandoned: Callable[[], bool]) -> tuple[bytes, str | None]:
    received = bytearray()
    pages = 0
    begun = looked = time.monotonic()
    child = psutil.Process(pid)
    while True:
        ready, _, _ = select.select([pipe], [], [], _LOOK_EVERY_S)
        if ready:
            piece = os.read(pipe, _AT_ONCE)
            if not piece:
                return bytes(received), None
            received += piece
            while received.startswith(b"\n"):
                pages += 1
                del received[0]
        if len(received) > limits.output_bytes:
            return b"", "it holds too much text for one report; split it into smaller files"
        now = time.monotonic()
        if ready and now - looked < _LOOK_EVERY_S:
            continue
        looked = now
        if abandoned():
            raise Abandoned
        allowed_s = limits.time_s + limits.page_time_s * min(pages, limits.pages)
        overdone = _too_long(now - begun, allowed_s) or _too_large(child, limits)
        if overdone:
            return b"", overdone


def _too_long(taken_s: float, allowed_s: float) -> str | None:
    if taken_s <= allowed_s:
        return None
    return f"reading it took longer than {allowed_s:.0f} s; split it into smaller files, or save it again as .docx"


def _too_large(child: psutil.Process, limits: Limits) -> str | None:
    try:
        programs = child.children(recursive=True)
        sizes = [(child, limits.memory_bytes), *((program, limits.program_memory_bytes) for program in programs)]
        for process, allowed in sizes:
            if process.memory_info().rss > allowed:
                return f"reading it took more than {allowed // MIB} MB of memory; split it into smaller files"
    except psutil.NoSuchProcess:
        pass
    return None


def _broken_off(status: int) -> str:
    name = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else "no answer"
    return f"damaged file: reading it broke off ({name}); save it again, or as .docx or .pdf"


def _reap() -> None:
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
