"""Programs of the system that some formats need -> found, and run in a temporary folder that is gone afterwards.

They are optional: whoever has none of those formats needs none of them. The folder lies where TMPDIR says.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.errors import ReadingError

_LOCALE = "C.UTF-8"


def find_program(names: Sequence[str], why: str, packages: str) -> str:
    """Return the path of the first of these programs. Raises ReadingError that says why one is needed, and the packages
    of Debian and Ubuntu that bring it."""
    for name in names:
        path = shutil.which(name)
        if path:
            return path
    raise missing(f"{why}, which is not installed", packages)


def missing(what: str, packages: str) -> ReadingError:
    """Return the error of a program that is not there, or not whole."""
    return ReadingError(f"{what}; run `sudo apt install {packages}` (Debian, Ubuntu), then ingest the file again")


@contextmanager
def workshop(name: str, raw: bytes) -> Iterator[Path]:
    """Put bytes into a file of a new temporary folder for as long as it is needed; yield the file."""
    with TemporaryDirectory(prefix="reading-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name
        path.write_bytes(raw)
        yield path


def run(command: Sequence[str], folder: Path, timeout_s: float) -> bytes:
    """Run a program without a shell, at home in `folder`; return what it printed, whatever its exit status.

    Raises ReadingError when it takes longer than `timeout_s`; it is then ended with all it started.
    """
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TESSDATA_PREFIX") if name in os.environ}
    # Threads of Tesseract cost more than they bring; a file is one of many.
    environment = {**kept, "HOME": str(folder), "LANG": _LOCALE, "LC_ALL": _LOCALE, "OMP_THREAD_LIMIT": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_allow_memory,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired as exc:
            os.killpg(process.pid, signal.SIGKILL)
            name = Path(command[0]).name
            raise ReadingError(f"{name} took longer than {timeout_s:.0f} s; split the file into smaller ones") from exc
        return printed


def _allow_memory() -> None:
    """A program may take as much memory as a process that was limited could allow itself."""
    allowed = resource.getrlimit(resource.RLIMIT_DATA)[1]
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))
