"""Files are ingested as they come into folders: whole, once, whatever becomes of folder and library meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from assistant.errors import LibraryBusy, LibraryDamaged, LibraryError, ModelMismatch
from assistant.finding import Found, PathsMissing
from assistant.ingesting import Outcome, Status
from assistant.store.library import Library
from assistant.watching import LONGEST_PAUSE_S, Event, Folder, Notice, Watcher
from tests.conftest import PROJECT
from tests.light_encoder import DIMENSION

MEETING = (
    "Hội nghị Huyện ủy Vân Sơn\n\nNgày 5/4/2024, Ban Thường vụ Huyện ủy Vân Sơn họp. Thu ngân sách đạt 41 tỷ đồng.\n"
)


class Over(Exception):
    """The time a test has is over."""


class FakeIngester:
    """Notes what it is given; `refuse` raises, if it wants, before a file is taken."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.rereads: list[bool] = []
        self.refuse: Callable[[str], None] = lambda path: None
        self.held: dict[Path, bytes] = {}

    def ingest(self, found: Iterable[Found], *, reread: bool = False) -> Iterator[Outcome]:
        self.rereads.append(reread)
        for item in found:
            path = item.file.relative_to(item.root).as_posix()
            self.refuse(path)
            self.given.append(path)
            content = item.file.read_bytes()
            if not content or content.startswith(b"PK"):
                yield Outcome(path, "failed", "damaged")
                continue
            status: Status = "added"
            if item.file in self.held:
                status = "unchanged" if self.held[item.file] == content else "updated"
            self.held[item.file] = content
            yield Outcome(path, status, passages=1)


class World:
    """A folder that is watched, with a clock that only sleeping moves; `at` says what happens meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.now = 0.0
        self.ingester = FakeIngester()
        self.events: list[tuple[float, Event]] = []
        self._plan: list[tuple[float, Callable[[], object]]] = []

    def write(self, name: str, content: str = MEETING) -> Path:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
        return file

    def at(self, when: float, do: Callable[[], object]) -> None:
        self._plan.append((when, do))

    def watch(self, until: float, *folders: Path, reread: bool = False) -> None:
        """Watch from 0 on until a time, in no time."""

        def sleep(seconds: float) -> None:
            self.now += seconds
            for plan in sorted((plan for plan in self._plan if plan[0] <= self.now), key=lambda plan: plan[0]):
                self._plan.remove(plan)
                plan[1]()
            if self.now > until:
                raise Over

        watcher = Watcher(folders or (self.folder,), self.ingester, clock=lambda: self.now, sleep=sleep)
        with pytest.raises(Over):
            for events in (watcher.first(reread=reread), watcher.follow()):
                self.events.extend((self.now, event) for event in events)

    def outcomes(self) -> list[tuple[str, str]]:
        return [(event.path, event.status) for _, event in self.events if isinstance(event, Outcome)]

    def notices(self) -> list[str]:
        return [event.text for _, event in self.events if isinstance(event, Notice)]

    def when(self, path: str) -> list[float]:
        return [now for now, event in self.events if isinstance(event, Outcome) and event.path == path]


@pytest.fixture
def world(tmp_path: Path) -> World:
    folder = tmp_path / "báo cáo"
    folder.mkdir()
    return World(folder)


class TestWhatIsThere:
    def test_it_is_ingested_first_and_then_left_alone(self, world: World) -> None:
        world.write("a.txt")
        world.write("2024/b.md")
        world.write("ghi chú.log")
        world.watch(60)
        assert sorted(world.outcomes()) == [("2024/b.md", "added"), ("a.txt", "added")]

    def test_the_first_ingest_ends_by_itself_also_over_an_empty_folder(self, world: World) -> None:
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            world.now += seconds

        watcher = Watcher((world.folder,), world.ingester, clock=lambda: world.now, sleep=sleep)
        assert list(watcher.first()) == []
        assert sum(slept) == 2

    def test_it_is_not_over_before_a_slow_share_was_seen_twice(self, world: World) -> None:
        world.write("a.txt")
        ticks = iter(range(0, 10_000, 7))  # each look at the clock is seven seconds later: so long takes a listing
        watcher = Watcher((world.folder,), world.ingester, clock=lambda: float(next(ticks)), sleep=lambda _: None)
        assert [event.path for event in watcher.first() if isinstance(event, Outcome)] == ["a.txt"]

    def test_only_the_first_ingest_rereads(self, world: World) -> None:
        world.write("a.txt")
        world.at(10, lambda: world.write("b.txt"))
        world.watch(20, reread=True)
        assert world.ingester.rereads == [True, False]

    @pytest.mark.parametrize("name", ["không có", "a.txt"])
    def test_what_is_no_folder_stops_it_at_the_start(self, world: World, name: str) -> None:
        world.write("a.txt")
        with pytest.raises(PathsMissing, match=name):
            list(Watcher((world.folder, world.folder / name), world.ingester).first())

    def test_a_file_below_two_of_the_folders_is_ingested_once(self, world: World) -> None:
        world.write("2024/a.txt")
        world.watch(10, world.folder, world.folder / "2024")
        assert world.outcomes() == [("2024/a.txt", "added")]


class TestWhatComes:
    def test_a_new_file_a_changed_one_and_one_only_touched(self, world: World) -> None:
        file = world.write("a.txt")
        world.at(10, lambda: world.write("b.txt"))
        world.at(20, lambda: world.write("a.txt", MEETING + "Thêm.\n"))
        world.at(30, lambda: os.utime(file, (1, 1)))
        world.watch(40)
        assert world.outcomes() == [
            ("a.txt", "added"),
            ("b.txt", "added"),
            ("a.txt", "updated"),
            ("a.txt", "unchanged"),
        ]

    def test_one_that_is_written_slowly_is_left_until_it_is_whole(self, world: World) -> None:
        file = world.folder / "dài.txt"
        for number in range(8):
            world.at(10 + 1.5 * number, lambda: _append(file, MEETING))
        world.watch(40)
        assert world.outcomes() == [("dài.txt", "added")]
        assert world.when("dài.txt")[0] >= 10 + 1.5 * 7 + 2
        assert world.ingester.held[file] == (MEETING * 8).encode()

    def test_one_that_keeps_its_size_while_it_is_filled_is_left_too(self, world: World) -> None:
        # As Windows copies to a share: the size is there from the start.
        file = world.write("a.txt", " " * 100)
        for number in range(1, 9):
            world.at(number, lambda number=number: os.utime(file, (number, number)))  # type: ignore[misc]
        world.watch(20)
        assert world.when("a.txt") == [10.0]

    def test_a_copy_that_stalls_longer_is_read_again_when_it_is_whole(self, world: World) -> None:
        file = world.folder / "a.txt"
        world.at(10, lambda: _append(file, MEETING))
        world.at(20, lambda: _append(file, MEETING))
        world.watch(30)
        assert world.outcomes() == [("a.txt", "added"), ("a.txt", "updated")]

    def test_one_that_is_renamed_into_place_is_taken(self, world: World) -> None:
        part = world.write("a.txt.part")
        os.utime(part, (1, 1))
        world.at(10, lambda: part.rename(world.folder / "a.txt"))
        world.watch(20)
        assert world.outcomes() == [("a.txt", "added")]

    def test_one_that_replaces_another_is_taken(self, world: World) -> None:
        world.write("a.txt")
        part = world.write(".a.txt.tmp", "Bản mới.\n")
        world.at(10, lambda: part.replace(world.folder / "a.txt"))
        world.watch(20)
        assert world.outcomes() == [("a.txt", "added"), ("a.txt", "updated")]

    def test_a_folder_moved_in_is_taken_with_its_files(self, world: World, tmp_path: Path) -> None:
        (tmp_path / "2024").mkdir()
        (tmp_path / "2024/a.txt").write_text(MEETING)
        world.at(10, lambda: shutil.move(tmp_path / "2024", world.folder / "2024"))
        world.watch(20)
        assert world.outcomes() == [("2024/a.txt", "added")]

    def test_one_that_goes_before_it_has_settled_is_not_spoken_of(self, world: World) -> None:
        world.at(10, lambda: world.write("a.txt"))
        world.at(11, lambda: (world.folder / "a.txt").unlink())
        world.watch(20)
        assert world.events == []

    def test_one_that_opening_shows_to_be_larger_settles_anew(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = world.write("a.txt")
        real = Path.stat
        stale = real(file)
        # An NFS client tells what it remembers, until the file is opened.
        monkeypatch.setattr(Path, "stat", lambda self, **more: stale if self == file else real(self, **more))
        world.at(1, lambda: _append(file, MEETING))
        world.at(3, lambda: monkeypatch.setattr(Path, "stat", real))
        world.watch(20)
        assert world.outcomes() == [("a.txt", "added")]
        assert world.ingester.held[file] == (MEETING * 2).encode()

    def test_one_that_always_looks_different_once_opened_is_taken_in_the_end(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = world.write("a.txt")
        real = Path.stat
        other = os.stat_result((*real(file)[:6], 7, 0, 0, 0))
        monkeypatch.setattr(Path, "stat", lambda self, **more: other if self == file else real(self, **more))
        world.watch(20)
        assert world.outcomes() == [("a.txt", "added")]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
    def test_a_pipe_is_left_alone(self, world: World) -> None:
        os.mkfifo(world.folder / "ống.txt")
        world.watch(10)
        assert world.events == []


class TestWhatFails:
    def test_it_is_not_tried_again(self, world: World) -> None:
        world.write("hỏng.txt", "PK")
        world.watch(60)
        assert world.outcomes() == [("hỏng.txt", "failed")]
        assert world.ingester.given == ["hỏng.txt"]

    def test_it_is_once_it_changes(self, world: World) -> None:
        world.write("hỏng.txt", "PK")
        world.at(10, lambda: world.write("hỏng.txt", MEETING))
        world.watch(60)
        assert world.outcomes() == [("hỏng.txt", "failed"), ("hỏng.txt", "added")]


class TestWhatGoes:
    def test_a_file_that_goes_is_nothing_and_is_looked_at_when_it_is_back(self, world: World) -> None:
        file = world.write("a.txt")
        world.write("b.txt")
        world.at(10, lambda: file.rename(world.folder / "a.off"))
        world.at(20, lambda: (world.folder / "a.off").rename(file))
        world.watch(30)
        assert world.outcomes() == [("a.txt", "added"), ("b.txt", "added"), ("a.txt", "unchanged")]

    def test_a_folder_that_goes_is_waited_for_with_one_line(self, world: World, tmp_path: Path) -> None:
        away = tmp_path / "away"
        world.write("a.txt")
        world.at(10, lambda: world.folder.rename(away))
        world.at(20, lambda: (away / "b.txt").write_text(MEETING))
        world.at(30, lambda: away.rename(world.folder))
        world.watch(40)
        assert world.notices() == [f"{world.folder} does not exist. It is waited for."]
        assert world.outcomes() == [("a.txt", "added"), ("b.txt", "added")]
        assert world.ingester.given == ["a.txt", "b.txt"]

    def test_the_others_are_followed_meanwhile(self, world: World, tmp_path: Path) -> None:
        other = tmp_path / "khác"
        other.mkdir()
        world.at(10, other.rmdir)
        world.at(20, lambda: world.write("a.txt"))
        world.watch(30, other, world.folder)
        assert len(world.notices()) == 1
        assert world.outcomes() == [("a.txt", "added")]

    def test_a_mount_point_without_its_disk_is_out_of_sight(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = Folder(world.folder)
        file = world.write("a.txt")
        assert [item.file for item in folder.look()] == [file]
        file.unlink()
        assert folder.look() == {}  # only emptied
        real = Path.stat
        below = os.stat_result((*real(world.folder)[:2], 4242, *real(world.folder)[3:]))
        monkeypatch.setattr(Path, "stat", lambda self, **more: below if self == world.folder else real(self, **more))
        with pytest.raises(PathsMissing, match="its disk is not mounted"):
            folder.look()
        world.write("a.txt")
        assert len(folder.look()) == 1  # mounted again, under another number

    def test_a_share_whose_host_is_down_is_waited_for(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        world.write("a.txt")

        def down(paths: Sequence[Path]) -> tuple[Found, ...]:
            raise OSError(112, "Host is down")

        world.at(10, lambda: monkeypatch.setattr("assistant.watching.find_files", down))
        world.watch(20)
        assert world.notices() == [f"{world.folder} cannot be read: Host is down. It is waited for."]


class TestALibraryThatRefuses:
    def test_it_is_said_once_and_tried_again_until_it_works(self, world: World) -> None:
        world.at(10, lambda: world.write("a.txt"))
        world.ingester.refuse = lambda path: _busy() if world.now < 60 else None
        world.watch(200)
        assert world.notices() == ["Another process keeps writing. It is tried again until it works."]
        assert world.outcomes() == [("a.txt", "added")]
        assert world.when("a.txt")[0] <= 60 + LONGEST_PAUSE_S

    def test_what_was_done_before_is_neither_told_nor_what_failed_tried_again(self, world: World) -> None:
        for name, content in (("1.txt", MEETING), ("2.txt", "PK"), ("3.txt", MEETING)):
            world.write(name, content)
        world.ingester.refuse = lambda path: _busy() if path == "3.txt" and world.now < 10 else None
        world.watch(60)
        assert world.outcomes() == [("1.txt", "added"), ("2.txt", "failed"), ("3.txt", "added")]
        assert world.ingester.given.count("2.txt") == 1

    @pytest.mark.parametrize("error", [ModelMismatch("another model"), LibraryDamaged("restore it")])
    def test_what_waiting_does_not_heal_ends_it(self, world: World, error: LibraryError) -> None:
        def refuse(_: str) -> None:
            raise error

        world.write("a.txt")
        world.ingester.refuse = refuse
        with pytest.raises(type(error)):
            world.watch(60)


class TestTheTimeBetweenLooks:
    @pytest.mark.parametrize(("looking_s", "pause_s"), [(0.001, 1.0), (0.5, 4.5), (30.0, LONGEST_PAUSE_S)])
    def test_a_big_share_is_not_looked_at_all_the_time(
        self, world: World, monkeypatch: pytest.MonkeyPatch, looking_s: float, pause_s: float
    ) -> None:
        def slow(paths: Sequence[Path]) -> tuple[Found, ...]:
            world.now += looking_s
            return ()

        monkeypatch.setattr("assistant.watching.find_files", slow)
        slept: list[float] = []

        def sleep(seconds: float) -> None:
            slept.append(seconds)
            if len(slept) == 3:
                raise Over

        watcher = Watcher((world.folder,), world.ingester, clock=lambda: world.now, sleep=sleep)
        with pytest.raises(Over):
            next(watcher.follow())
        assert slept[1:] == pytest.approx([pause_s] * 2)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent here as POSIX has them")
class TestARealRun:
    """`ingest.py --watch` in a process of its own, over a real library, with vectors that cost nothing."""

    PROGRAM = (
        "import sys, assistant.opening, ingest; from tests.light_encoder import LightEncoder; "
        "assistant.opening.open_encoder = lambda settings: LightEncoder(); sys.exit(ingest.main(sys.argv[1:]))"
    )

    def start(self, folder: Path, *options: str) -> subprocess.Popen[str]:
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "ASSISTANT_LIBRARY": str(folder.parent / "library")}
        return subprocess.Popen(
            [sys.executable, "-c", self.PROGRAM, "--watch", str(folder), "--settle", "1", *options],
            cwd=folder.parent,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def test_a_file_written_slowly_is_added_whole_and_sigterm_ends_it(self, world: World) -> None:
        with self.start(world.folder, "--json") as process:
            assert process.stdout and process.stderr
            assert "Ctrl-C ends it" in process.stderr.readline()
            for _ in range(5):  # longer than the watcher pauses
                _append(world.folder / "chậm.txt", MEETING)
                time.sleep(0.25)
            came = json.loads(process.stdout.readline())
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=20)
        assert (process.returncode, out, err) == (0, "", "")
        assert set(came) == {"time", "path", "status", "reason", "passages"}
        assert (came["path"], came["status"]) == ("chậm.txt", "added")
        with Library.open(world.folder.parent / "library", model="light", dimension=DIMENSION) as library:
            (slow,) = library.reports()
            report = library.report(slow.id)
            assert report and report.text.count("41 tỷ đồng") == 5

    def test_ctrl_c_ends_it_during_the_first_ingest(self, world: World) -> None:
        for name in range(300):
            world.write(f"{name}.txt", MEETING * 20 + str(name))
        with self.start(world.folder) as process:
            assert process.stdout
            assert is_line(process.stdout.readline(), "added")
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=20)
        assert (process.returncode, err) == (0, "")
        told = out.count(" added ") + 1
        with Library.open(world.folder.parent / "library", model="light", dimension=DIMENSION) as library:
            # The one at hand is in the library whole or not at all.
            assert told <= len(library.reports()) <= told + 1 < 300


def is_line(line: str, status: str) -> bool:
    """Whether this is a line as users see it: the time, the status, the path, the number of passages."""
    words = line.split()
    return words[2] == status and words[3].endswith(".txt") and words[-1].startswith("passage")


def _append(file: Path, text: str) -> None:
    with file.open("a", encoding="utf-8") as stream:
        stream.write(text)


def _busy() -> None:
    raise LibraryBusy("Another process keeps writing.")
