"""Files -> what was read in them, by as many workers as there are cores, each made when it is first needed."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import LifoQueue
from threading import Lock
from types import TracebackType
from typing import Any

import assistant
from assistant.domain import Facts, Report, Source
from assistant.errors import ReadersMissing, ReadingError
from assistant.isolation.limits import Limits
from assistant.isolation.tasks import (
    DONE,
    FACTS,
    FAILED,
    LONGEST_REASON,
    MEMBERS,
    READING,
    READY,
    Reading,
    of_report,
    of_source,
    told,
)
from assistant.reading import Member, checked_members

# -P: modules that lie beside the documents are none of ours.
_WORKER = ("-P", "-m", "assistant.isolation.worker")
# A worker says every five seconds that it goes on.
_SILENT_S = 60.0
_AT_ONCE = 1 << 16
_PROJECT = str(Path(assistant.__file__).resolve().parent.parent)
_NO_START = "The process that reads files cannot start; what it printed above says why. Try `make install` again."
_TOLD = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "TESSDATA_PREFIX")
# Each may take 2 GB, with the program it runs.
_MOST_WORKERS = 8
_BROKE_OFF = "reading it broke off, for the process that watches was ended; ingest the file again"


class ReaderPool:
    """Reads files in processes of their own. Threads may share it; as many as `size` are served at once."""

    def __init__(self, size: int | None = None, limits: Limits | None = None) -> None:
        self.size = size or min(_cores(), _MOST_WORKERS)
        self._limits = limits or Limits()
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        self._lock = Lock()
        self._started: set[_Worker] = set()
        self._closed = False
        for _ in range(self.size):
            self._idle.put(None)

    def __enter__(self) -> ReaderPool:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def read(self, file: Path, source: Source, report_id: str, member: str | None = None) -> Reading:
        """Return what a file says, or the document `member` of an archive.

        Raises ReadingError with one reason, ReadersMissing when nothing can be read.
        """
        suffix = Path(member or file).suffix
        answer = self._ask({"task": "read", "path": str(file), "report_id": report_id, "member": member}, suffix)
        try:
            return of_source(READING.validate_json(answer), source, report_id)
        except ValueError as exc:
            raise ReadingError("damaged file: what was read of it makes no report; save it again") from exc

    def facts(self, report: Report) -> Facts:
        """Return the facts of a report that was read before. Raises ReadingError, ReadersMissing as `read`."""
        answer = self._ask({"task": "facts", "report": told(report)}, ".txt")
        try:
            return of_report(FACTS.validate_json(answer), report)
        except ValueError as exc:
            raise ReadingError("what was found in it makes no facts; ingest the file again") from exc

    def members(self, archive: Path) -> tuple[Member, ...]:
        """Return the documents of an archive, in the order of their names. Raises ReadingError with one reason."""
        answer = self._ask({"task": "list", "path": str(archive)}, archive.suffix)
        try:
            return checked_members(MEMBERS.validate_json(answer))
        except ValueError as exc:
            raise ReadingError("damaged archive: its list makes no sense; pack it again") from exc

    def close(self) -> None:
        """End the workers, whatever they are doing."""
        with self._lock:
            self._closed = True
            for worker in self._started:
                worker.tell_to_end()
            for worker in self._started:
                worker.end()
            self._started.clear()

    def _ask(self, request: Mapping[str, Any], suffix: str) -> bytes:
        worker = self._idle.get()
        try:
            if worker is None or not worker.is_alive():
                worker = self._new()
            answer = worker.ask({**request, "suffix": suffix})
        finally:
            self._idle.put(worker)
        if answer.startswith(FAILED):
            raise ReadingError(_reason(answer[1:]))
        if not answer.startswith(DONE):
            raise ReadingError(_BROKE_OFF)
        return answer[1:]

    def _new(self) -> _Worker:
        with self._lock:
            if self._closed:
                raise ReadingError(_BROKE_OFF)
            worker = _Worker(self._limits)
            self._started = {known for known in self._started if known.is_alive()} | {worker}
        worker.begin()
        return worker


class _Worker:
    """One `assistant.isolation.worker`; it serves one request at a time."""

    def __init__(self, limits: Limits) -> None:
        self._process = subprocess.Popen(
            (sys.executable, *_WORKER, json.dumps(asdict(limits))),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=_environment(),
            # Ctrl-C is for the one that asks, who then ends this one.
            start_new_session=True,
            bufsize=0,
        )
        self._held = b""

    def begin(self) -> None:
        """Wait until it is ready. Raises ReadersMissing when it never will be."""
        if self._line() + b"\n" != READY:
            self.end()
            raise ReadersMissing(_NO_START)

    def ask(self, request: Mapping[str, Any]) -> bytes:
        """Return the answer to a request, empty when the worker was ended meanwhile."""
        with suppress(OSError, ValueError):
            assert self._process.stdin
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            while not (line := self._line()):
                if not self.is_alive():
                    break
            return line
        return b""

    def _line(self) -> bytes:
        """The next line, without its end; empty where it says that it goes on, and when it is ended or silent."""
        assert self._process.stdout
        received = [self._held]
        while b"\n" not in received[-1]:
            ready, _, _ = select.select([self._process.stdout], [], [], _SILENT_S)
            piece = os.read(self._process.stdout.fileno(), _AT_ONCE) if ready else b""
            if not piece:  # stopped by what it watches, or gone
                self._process.kill()
                self._process.wait()
                return b""
            received.append(piece)
        line, _, self._held = b"".join(received).partition(b"\n")
        return line

    def is_alive(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def tell_to_end(self) -> None:
        """Tell it to end with all it started."""
        with suppress(OSError):
            assert self._process.stdin
            self._process.stdin.close()

    def end(self) -> None:
        """End it, at worst alone."""
        self.tell_to_end()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _reason(told: bytes) -> str:
    """The reason that a child tells, whatever it tells."""
    try:
        reason = str(json.loads(told))[:LONGEST_REASON]
    except (ValueError, RecursionError):
        return _BROKE_OFF
    return " ".join(reason.encode("utf-8", "replace").decode().split())


def _environment() -> dict[str, str]:
    """What a worker is told: where things are, and no keys or passwords."""
    told = {name: os.environ[name] for name in _TOLD if name in os.environ}
    return {**told, "PYTHONPATH": os.pathsep.join(filter(None, (_PROJECT, told.get("PYTHONPATH"))))}
