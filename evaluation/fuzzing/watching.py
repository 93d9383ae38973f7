"""A command over a folder -> its status, output, time and peak memory, and what it touched that it should not."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

# What ONNX Runtime and torch keep in the folders for caches and temporary files, whatever is ingested.
_OF_LIBRARIES = frozenset(("Microsoft", ".ses", "torchinductor_root"))
_EVERY_S, _TOLD_EVERY_S = 0.1, 30.0
# A command that takes more itself is stopped: the machine has others to serve.
_MOST_MB = 4096


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a run: what is read, where the library goes, what lies outside, and the command's own homes."""

    base: Path

    @property
    def reports(self) -> Path:
        """The folder that is ingested."""
        return self.base / "reports"

    @property
    def library(self) -> Path:
        """The library it is ingested into."""
        return self.base / "library"

    @property
    def secret(self) -> Path:
        """A file outside that hostile files name."""
        return self.base / "outside" / "secret.txt"

    @property
    def written(self) -> Path:
        """A file that hostile files would write."""
        return self.base / "outside" / f"written-{self.base.name}"

    def make(self) -> None:
        """Make the folders, and the secret."""
        for name in ("reports", "outside", "home", "tmp", "work"):
            (self.base / name).mkdir()
        self.secret.write_text(f"Bí mật {self.base.name}: hội nghị kín của Huyện ủy họp ngày 5/4/2024.")

    def environment(self, models: Path) -> dict[str, str]:
        """The variables a command runs with: its own home, temporary folder and library, the models of this machine."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
        project = str(Path(__file__).resolve().parents[2])
        own = {"HOME": str(self.base / "home"), "TMPDIR": str(self.base / "tmp"), "PYTHONPATH": project}
        own |= {"PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(self.base / "home")}
        return {**kept, **own, "ASSISTANT_LIBRARY": str(self.library), "ASSISTANT_MODELS": str(models)}

    def state(self) -> dict[str, tuple[int, int]]:
        """Return the size and time of everything that a run may not change."""
        watched = (path for name in ("reports", "outside", "home", "work") for path in self._below(name))
        kept = ((path, path.lstat()) for path in watched if not _OF_LIBRARIES.intersection(path.parts))
        return {str(path): (status.st_size, status.st_mtime_ns) for path, status in kept}

    def left(self) -> tuple[str, ...]:
        """Return what is left in the temporary folder, and what hostile files wrote anywhere near."""
        near = (*Path("/tmp").glob(f"*{self.written.name}*"), *self.base.parent.glob(f"*{self.written.name}*"))
        kept = (path for path in self._below("tmp") if not _OF_LIBRARIES.intersection(path.parts))
        return tuple(str(path) for path in (*kept, *near))

    def secrets(self) -> int:
        """Return how many kept texts hold words of a file outside; none when there is no library."""
        try:
            with closing(sqlite3.connect(f"file:{self.library / 'catalog.sqlite'}?mode=ro", uri=True)) as catalog:
                texts = catalog.execute("select text from reports")
                return sum(f"Bí mật {self.base.name}" in text or "root:x:0:0" in text for (text,) in texts)
        except sqlite3.Error:
            return 0

    def count(self) -> int:
        """Return how many reports the library holds by now."""
        try:
            with closing(sqlite3.connect(f"file:{self.library / 'catalog.sqlite'}?mode=ro", uri=True)) as catalog:
                return int(catalog.execute("select count(*) from reports").fetchone()[0])
        except sqlite3.Error:
            return 0

    def _below(self, name: str) -> Iterator[Path]:
        for folder, folders, files in os.walk(self.base / name):
            yield from (Path(folder, one) for one in (*folders, *files))


@dataclass(frozen=True, slots=True)
class Run:
    """How a command ended: `status` is None when it was stopped because it took too much."""

    status: int | None
    out: str
    err: str
    wall_s: float
    peak_mb: float


@dataclass(slots=True)
class Listener:
    """An address of this machine that counts who comes."""

    url: str
    asked: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen on a port of 127.0.0.1 for as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        listener = Listener(f"http://127.0.0.1:{server.getsockname()[1]}/")
        threading.Thread(target=_answer, args=(server, listener), daemon=True).start()
        yield listener


def _answer(server: socket.socket, listener: Listener) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(1)
            try:
                listener.asked.append(connection.recv(200).decode("utf-8", "replace").partition("\n")[0])
                connection.sendall(b"HTTP/1.0 404 Not Found\r\n\r\n")
            except OSError:
                listener.asked.append("a connection without a word")


def watch(command: Sequence[str], places: Places, models: Path, limit_s: float) -> Run:
    """Run a command to its end, or to its limit of time or memory; say every half minute how far it is."""
    started = told = time.monotonic()
    peak, stopped = 0.0, False
    with (places.base / "out").open("w+b") as out, (places.base / "err").open("w+b") as err:
        process = subprocess.Popen(
            command,
            cwd=places.base / "work",
            env=places.environment(models),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
        )
        while process.poll() is None:
            time.sleep(_EVERY_S)
            peak = max(peak, _peak_mb(process.pid))
            now = time.monotonic()
            if now - told > _TOLD_EVERY_S:
                told = now
                print(f"  {now - started:5.0f} s: {places.count()} reports in the library, {peak:.0f} MB", flush=True)
            if now - started > limit_s or peak > _MOST_MB:
                stopped = True
                os.killpg(process.pid, signal.SIGKILL)
        status = None if stopped else process.wait()
        printed = [stream.seek(0) or stream.read().decode("utf-8", "replace") for stream in (out, err)]
    return Run(status, printed[0], printed[1], time.monotonic() - started, peak)


def _peak_mb(pid: int) -> float:
    """Return the most memory that a process itself has held at once, 0 where the system does not tell (no /proc)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)
