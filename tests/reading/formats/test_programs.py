"""Programs that formats need are ended with all they started."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from assistant.errors import ReadingError
from assistant.reading.formats.programs import run

# Says who it and its child are, then takes long.
SLOW = ("sh", "-c", "sleep 60 & echo $$ $! > pids.new; mv pids.new pids; wait")


def lives(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def interrupt_once_it_runs(folder: Path) -> None:
    while not (folder / "pids").exists():
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGINT)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("way", ["it takes too long", "we are interrupted"])
def test_a_program_does_not_outlive_its_file(tmp_path: Path, way: str) -> None:
    if way == "it takes too long":
        with pytest.raises(ReadingError, match="sh took longer than 1 s"):
            run(SLOW, tmp_path, 1.0)
    else:
        threading.Thread(target=interrupt_once_it_runs, args=(tmp_path,), daemon=True).start()
        with pytest.raises(KeyboardInterrupt):
            run(SLOW, tmp_path, 60.0)
    deadline = time.monotonic() + 5
    pids = [int(pid) for pid in (tmp_path / "pids").read_text().split()]
    while any(map(lives, pids)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(lives, pids))
