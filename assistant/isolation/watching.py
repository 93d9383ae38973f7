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
from assistant.isolation.tasks import DONE, FAILED, failed

_LOOK_EVERY_S = 0.1
_ENDED_WITHIN_S = 10.0
_AT_ONCE = 1 << 16


class Abandoned(Exception):
    """Nobody waits for the answer any more."""


class Unending(Exception):
    """What a child started cannot be ended."""


def watch(pid: int, pipe: int, limits: Limits, waiting: Callable[[], bool]) -> bytes:
    """Return the answer of the child `pid`, which comes through `pipe`; afterwards it is gone with all it started.

    `waiting` is asked again and again whether somebody still waits. Raises Abandoned when nobody does, Unending when
    something goes on for all that is done about it.
    """
    try:
        answer, overdone = _answer(pid, pipe, limits, waiting)
    finally:
        status = _end_all(pid)
    if overdone is not None:
        return failed(overdone)
    # One line, and no other behind it that would be taken for the answer of the next file.
    whole = answer[:1] in (DONE, FAILED) and answer.find(b"\n") == len(answer) - 1
    return answer[:-1] if whole else failed(_broken_off(status))


def _end_all(pid: int) -> int:
    """End the child and every other process below this one; return the child's status."""
    status = 0
    deadline = time.monotonic() + _ENDED_WITHIN_S
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    while time.monotonic() < deadline:
        for process in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                process.kill()
        try:
            ended, how = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return status
        if ended == pid:
            status = how
        if not ended:
            time.sleep(0.01)
    raise Unending


def _answer(pid: int, pipe: int, limits: Limits, waiting: Callable[[], bool]) -> tuple[bytes, str | None]:
    received = bytearray()
    pages = 0
    begun = looked = time.monotonic()
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
        if not waiting():
            raise Abandoned
        allowed_s = limits.time_s + limits.page_time_s * min(pages, limits.pages)
        overdone = _too_long(now - begun, allowed_s) or _too_large(pid, limits)
        if overdone:
            return b"", overdone


def _too_long(taken_s: float, allowed_s: float) -> str | None:
    if taken_s <= allowed_s:
        return None
    return f"reading it took longer than {allowed_s:.0f} s; split it into smaller files, or save it again as .docx"


def _too_large(pid: int, limits: Limits) -> str | None:
    for process in psutil.Process().children(recursive=True):
        allowed = limits.memory_bytes if process.pid == pid else limits.program_memory_bytes
        with suppress(psutil.Error):
            if process.memory_info().rss > allowed:
                return f"reading it took more than {allowed // MIB} MB of memory; split it into smaller files"
    return None


def _broken_off(status: int) -> str:
    name = signal.strsignal(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else "no answer"
    return f"damaged file: reading it broke off ({name}); save it again, or as .docx or .pdf"
