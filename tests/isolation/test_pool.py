"""Files are read in other processes, and nothing a file makes them do reaches this one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from assistant.domain import Source
from assistant.errors import ReadersMissing, ReadingError
from assistant.facts import find_facts
from assistant.isolation import Limits, ReaderPool, Reading
from assistant.isolation.limits import MIB
from assistant.reading import read_report

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
REPORT = SAMPLES / "ban-cai-2025-07.txt"
SOURCE = Source("default", "/báo cáo\udce1", "họp \udcff.txt", "0")

# A worker whose readers do what a parser that was taken over would; what they are to do stands in the file.
TAKEN_OVER = """
import ctypes, os, resource, socket, subprocess, sys, time
from dataclasses import replace
from pathlib import Path

from assistant.isolation import tasks, worker

def sleep(): time.sleep(60)
def eat(): 
    kept = [bytearray(os.urandom(1 << 20)) for _ in range(4096)]
def eat_slowly():
    kept = []
    for _ in range(2000): kept.append(bytearray(b"x" * (1 << 20))); time.sleep(0.001)
def crash(): ctypes.string_at(0)
def leave(): os._exit(0)
def flood(): return b'"' + b"x" * (80 << 20)
def nonsense(): return b'{"report": 3}'
def two_answers(): return b'"first"\\n+"of another file"'
def another_report():
    report = replace(tasks.read_report(Path(SAMPLE), tasks._UNKNOWN, "another", None))
    return tasks.READING.dump_json(tasks.Reading(report, tasks.find_facts(report)))
def blocks_outside():
    report = tasks.read_report(Path(SAMPLE), tasks._UNKNOWN, "r", None)
    report = replace(report, blocks=(replace(report.blocks[0], end=10**9),))
    return tasks.READING.dump_json(tasks.Reading(report, tasks.find_facts(report)))
def raised(): raise TypeError("two\\nlines")
def deep(): raise RecursionError
def connect():
    for family in (socket.AF_INET, socket.AF_INET6):
        try: socket.socket(family)
        except PermissionError: continue
        return b'"open"'
    socket.socket(socket.AF_UNIX).close()
    program = "import socket; socket.socket()"
    tried = subprocess.run([sys.executable, "-c", program], stderr=subprocess.PIPE)
    raise tasks.ReadingError("no network" if b"PermissionError" in tried.stderr else "a program connects")
def leave_behind():
    Path(os.environ["TMPDIR"], "left").write_text("x")
    child = subprocess.Popen(["sh", "-c", "setsid sleep 61 & echo $!"], stdout=subprocess.PIPE)
    pid = child.stdout.readline().decode().strip()
    raise tasks.ReadingError(f"{pid} {os.environ['TMPDIR']}")
def fill():
    Path(os.environ["TMPDIR"], "full").write_bytes(bytes(8 << 20))
def secrets():
    raise tasks.ReadingError(str(sorted(name for name in os.environ if "KEY" in name)))

def carried_out(request):
    return globals()[Path(request["path"]).read_text()]()

tasks._TASKS["read"] = carried_out
worker.main()
"""


@pytest.fixture
def pool() -> Iterator[ReaderPool]:
    with ReaderPool(2) as made:
        yield made


@pytest.fixture
def failing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Return the reason why a file fails whose reader does what is said."""
    script, file = tmp_path / "taken_over.py", tmp_path / "report.txt"
    script.write_text(f"SAMPLE = {str(REPORT)!r}\n{TAKEN_OVER}", encoding="utf-8")
    monkeypatch.setattr("assistant.isolation.pool._WORKER", (str(script),))
    monkeypatch.setenv("SOME_API_KEY", "secret")

    def reason(what: str, **limits: float) -> str:
        file.write_text(what)
        with ReaderPool(1, Limits(**limits)) as made, pytest.raises(ReadingError) as failed:  # type: ignore[arg-type]
            made.read(file, SOURCE, "r")
        return str(failed.value)

    yield reason


def test_what_is_read_is_what_reading_here_gives(pool: ReaderPool) -> None:
    here = read_report(REPORT, SOURCE, "r")
    assert pool.read(REPORT, SOURCE, "r") == Reading(here, find_facts(here))


def test_facts_of_what_was_read_before_are_what_is_found_here(pool: ReaderPool) -> None:
    meant = replace(read_report(REPORT, SOURCE, "r"), place="huyện Vân Hồ", district="huyện Vân Hồ")
    found = pool.facts(meant)
    assert found == find_facts(meant)
    assert "huyện Vân Hồ" in {figure.place for figure in found.figures}


def test_several_are_read_at_once(pool: ReaderPool) -> None:
    files = sorted(SAMPLES.glob("*.txt"))[:4]
    with ThreadPoolExecutor(4) as threads:
        read = tuple(threads.map(lambda file: pool.read(file, SOURCE, file.name), files))
    assert [reading.report.id for reading in read] == [file.name for file in files]
    assert len(psutil.Process().children()) == 2


@pytest.mark.parametrize(
    ("what", "limits", "reason"),
    [
        ("sleep", {"time_s": 0.3}, "took longer than 0 s"),
        ("eat_slowly", {"memory_bytes": 250 * MIB}, "more than 250 MB of memory"),
        ("eat", {"memory_bytes": 128 * MIB}, "memory"),
        ("crash", {}, "broke off (Segmentation fault)"),
        ("leave", {}, "broke off (no answer)"),
        ("flood", {}, "too much text"),
        ("nonsense", {}, "makes no report"),
        ("two_answers", {}, "broke off (no answer)"),
        ("another_report", {}, "makes no report"),
        ("blocks_outside", {}, "makes no report"),
        ("raised", {}, "it cannot be read (TypeError: two lines)"),
        ("deep", {}, "too deep"),
        ("connect", {}, "no network"),
        ("fill", {"written_bytes": 4 * MIB}, "File too large"),
        ("secrets", {}, "[]"),
    ],
)
def test_what_a_taken_over_reader_does_is_one_reason(
    failing: Callable[..., str], what: str, limits: dict[str, float], reason: str
) -> None:
    begun = time.monotonic()
    said = failing(what, **limits)
    assert reason in said
    assert "\n" not in said
    assert time.monotonic() - begun < 30


def test_what_it_leaves_behind_is_gone(failing: Callable[..., str]) -> None:
    pid, folder = failing("leave_behind").split()
    assert not psutil.pid_exists(int(pid))
    assert not Path(folder).exists()


def test_a_scanned_page_is_granted_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, file = tmp_path / "slow.py", tmp_path / "report.txt"
    script.write_text(
        "import time\n"
        "from assistant.isolation import tasks, worker\n"
        "from assistant.reading.formats.scan import on_page\n"
        "def read(request):\n"
        "    for _ in range(int(open(request['path']).read())):\n"
        "        on_page.get()()\n"
        "        time.sleep(0.5)\n"
        "    raise tasks.ReadingError('read to the end')\n"
        "tasks._TASKS['read'] = read\n"
        "worker.main()\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("assistant.isolation.pool._WORKER", (str(script),))
    limits = Limits(time_s=0.4, page_time_s=0.8, pages=3)
    with ReaderPool(1, limits) as pool:
        for pages, reason in ((0, "to the end"), (3, "to the end"), (9, "took longer than 3 s")):
            file.write_text(str(pages))
            with pytest.raises(ReadingError, match=reason):
                pool.read(file, SOURCE, "r")


def test_a_worker_that_was_ended_fails_one_file_and_is_replaced(failing: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "sleeping.txt"
    with ReaderPool(1) as pool, ThreadPoolExecutor(1) as thread:
        file.write_text("deep")
        with pytest.raises(ReadingError, match="too deep"):
            pool.read(file, SOURCE, "r")  # it has started: one that is ended before is another matter
        file.write_text("sleep")
        reading = thread.submit(pool.read, file, SOURCE, "r")
        (worker,) = _when_there(lambda: [c for c in psutil.Process().children() if c.children()])
        below = worker.children()
        worker.kill()
        with pytest.raises(ReadingError, match="watches was ended"):
            reading.result()
        psutil.wait_procs(below, timeout=10)
        assert not any(process.is_running() for process in below)
        file.write_text("deep")
        with pytest.raises(ReadingError, match="too deep"):
            pool.read(file, SOURCE, "r")


def test_closing_ends_what_is_being_read(failing: Callable[..., str], tmp_path: Path) -> None:
    file = tmp_path / "sleeping.txt"
    file.write_text("sleep")
    with ThreadPoolExecutor(1) as thread:
        with ReaderPool(1) as pool:
            reading = thread.submit(pool.read, file, SOURCE, "r")
            (worker,) = _when_there(lambda: [c for c in psutil.Process().children() if c.children()])
            below = worker.children()
        with pytest.raises(ReadingError):
            reading.result()
        assert not any(process.is_running() for process in (worker, *below))


def test_readers_that_cannot_start_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.isolation.pool._WORKER", ("-c", "print(1)"))
    with ReaderPool(1) as pool, pytest.raises(ReadersMissing, match="make install"):
        pool.read(REPORT, SOURCE, "r")


def test_a_file_whose_name_is_in_an_old_encoding_is_read(pool: ReaderPool, tmp_path: Path) -> None:
    file = tmp_path / "h\udcf3p.txt"
    file.write_bytes(REPORT.read_bytes())
    assert pool.read(file, SOURCE, "r").report.source.path == SOURCE.path


def _when_there(look: Callable[[], list[psutil.Process]]) -> list[psutil.Process]:
    for _ in range(200):
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError("it never came")
