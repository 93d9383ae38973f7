"""Folders -> what becomes of the files in them: of those that are there, then of each that comes or changes.

The folders are looked through again and again. The system is not asked to tell (inotify and its like): reports often
lie on network shares (Samba, NFS), where it says nothing of what other machines write.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from assistant.errors import LibraryDamaged, LibraryError, ModelMismatch
from assistant.finding import Found, PathsMissing, find_files, shown
from assistant.ingesting import Outcome

# A file that has kept its size and time for so long is whole. A copy that stalls longer is read twice: in part, whole.
SETTLE_S = 2.0
# Between two looks. On a big share over a slow line looking takes at most a tenth of the time, half while files settle.
PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0
_IDLE = 9
_SETTLING = 1


@dataclass(frozen=True, slots=True)
class Stamp:
    """How a file looks from outside, which changes while it is written."""

    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell that is no file's outcome."""

    text: str


Event = Outcome | Notice
# Opening such a file, which cannot even be looked at, tells why.
_UNSEEN = Stamp(-1, -1)


class Ingesting(Protocol):
    """What becomes of files: `assistant.ingesting.Ingester`."""

    def ingest(self, found: Iterable[Found], *, reread: bool = False) -> Iterator[Outcome]: ...


class Watcher:
    """Ingests the files of folders as they come. `clock` and `sleep` are in seconds.

    A file is ingested once it is whole, and then not again before it changes, also when it failed. The reports of files
    that go stay in the library. A folder out of sight is waited for, and so is a library that refuses.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        ingester: Ingesting,
        *,
        settle_s: float = SETTLE_S,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._folders = tuple(Folder(path) for path in folders)
        self._ingester = ingester
        self._settle_s = settle_s
        self._settling = Settling(settle_s)
        self._clock = clock
        self._sleep = sleep
        self._looking_s = 0.0
        self._refusal = ""
        self._refusals = 0
        self._opened: dict[Found, Stamp] = {}
        self._told: set[tuple[Path, str]] = set()

    def first(self, *, reread: bool = False) -> Generator[Event, None, None]:
        """Ingest what the folders hold, but for files that are being written; end when that is done.

        Raises PathsMissing when one is no folder that can be read, and as `follow`.
        """
        for folder in self._folders:
            folder.look()
        yield from self._round(reread)
        seen_at = self._clock()
        while True:
            self._rest()
            started = self._clock()
            refused = yield from self._round(reread)
            if not refused and started - seen_at >= self._settle_s:
                return

    def follow(self) -> Generator[Event, None, None]:
        """Ingest, after `first`, what comes and what changes. Never ends by itself.

        Raises what waiting does not heal: ModelMismatch, LibraryDamaged or ModelError.
        """
        while True:
            self._rest()
            yield from self._round(reread=False)

    def _rest(self) -> None:
        patience = _SETTLING if self._settling.is_waiting else _IDLE
        pause_s = max(PAUSE_S * 2**self._refusals, patience * self._looking_s)
        self._sleep(min(pause_s, LONGEST_PAUSE_S))

    def _round(self, reread: bool) -> Generator[Event, None, bool]:
        """Return whether the library refused, for now."""
        try:
            yield from self._ingest_whole(reread)
        except (ModelMismatch, LibraryDamaged):
            raise
        except LibraryError as exc:
            self._refusals = min(self._refusals + 1, 10)
            if str(exc) != self._refusal:
                self._refusal = str(exc)
                yield Notice(f"{exc} It is tried again until it works.")
            return True
        self._refusal, self._refusals = "", 0
        return False

    def _ingest_whole(self, reread: bool) -> Generator[Event, None, None]:
        seen = yield from self._look()
        whole = self._settling.whole(seen, self._clock())
        for root in dict.fromkeys(item.root for item in whole):
            below = {item: stamp for item, stamp in whole.items() if item.root == root and self._is_still(item, stamp)}
            if below:
                yield from self._ingest(root, below, reread)

    def _look(self) -> Generator[Notice, None, dict[Found, Stamp]]:
        started = self._clock()
        seen: dict[Path, tuple[Found, Stamp]] = {}
        for folder in self._folders:
            try:
                for item, stamp in folder.look().items():
                    seen.setdefault(item.file, (item, stamp))
            except PathsMissing as exc:
                if not folder.is_missing:
                    yield Notice(f"{exc} It is waited for.")
                folder.is_missing = True
            else:
                folder.is_missing = False
        self._looking_s = self._clock() - started
        return dict(seen.values())

    def _is_still(self, item: Found, stamp: Stamp) -> bool:
        # An NFS client tells sizes and times that are seconds old; on opening a file it asks the server.
        try:
            with item.file.open("rb") as stream:
                opened = _stamp(os.fstat(stream.fileno()))
        except FileNotFoundError:
            opened = None
        except OSError:
            return True
        # Told apart for good by some file system, the two would keep the file waiting for ever.
        if opened == stamp or (opened and opened == self._opened.get(item)):
            self._opened.pop(item, None)
            return True
        if opened:
            self._opened[item] = opened
        self._settling.start_again(item)
        return False

    def _ingest(self, root: Path, whole: Mapping[Found, Stamp], reread: bool) -> Generator[Event, None, None]:
        """Ingest files below one root, so that an outcome's path stands for one of them."""
        failed: set[str] = set()
        try:
            for outcome in self._ingester.ingest(tuple(whole), reread=reread):
                if outcome.status == "failed":
                    failed.add(outcome.path)
                told = (root, outcome.path) in self._told
                self._told.add((root, outcome.path))
                if not (told and outcome.status == "unchanged"):
                    yield outcome
        except LibraryError:
            # All of them are given again, where those that are in the library by now cost a hash; not what failed.
            self._note_done({item: look for item, look in whole.items() if shown(item) in failed})
            raise
        self._told.clear()
        self._note_done(whole)

    def _note_done(self, whole: Mapping[Found, Stamp]) -> None:
        for item, stamp in whole.items():
            self._settling.note_done(item, stamp)


class Folder:
    """A folder that is watched."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._device: int | None = None
        self.is_missing = False

    def look(self) -> dict[Found, Stamp]:
        """Return its files of a format that is read, and how they look. Raises PathsMissing when it is out of sight."""
        try:
            found = find_files((self._path,))
            status = self._path.stat()
        except OSError as exc:
            raise PathsMissing(f"{self._path} cannot be read: {exc.strerror or exc}.") from exc
        if not stat.S_ISDIR(status.st_mode):
            raise PathsMissing(f"{self._path} is not a folder.")
        # Where a share was mounted an empty folder of another disk is left.
        if not found and self._device not in (None, status.st_dev):
            raise PathsMissing(f"{self._path} is empty, for its disk is not mounted.")
        self._device = status.st_dev
        looks = ((item, _look_at(item.file)) for item in found)
        return {item: stamp for item, stamp in looks if stamp}


class Settling:
    """Tells from how files look, round after round, which are whole and not done yet."""

    def __init__(self, settle_s: float) -> None:
        self._settle_s = settle_s
        self._since: dict[Found, tuple[Stamp, float]] = {}
        self._done: dict[Found, Stamp] = {}

    def whole(self, seen: Mapping[Found, Stamp], now: float) -> dict[Found, Stamp]:
        """Return which of all files seen `now` have looked as they do for the settle time, without those done."""
        self._forget(seen)
        fresh = {item: stamp for item, stamp in seen.items() if self._done.get(item) != stamp}
        self._since = {item: self._first_seen(item, stamp, now) for item, stamp in fresh.items()}
        return {item: stamp for item, (stamp, since) in self._since.items() if now - since >= self._settle_s}

    @property
    def is_waiting(self) -> bool:
        """Whether files were seen that are not done."""
        return bool(self._since)

    def start_again(self, item: Found) -> None:
        """Let a file settle anew, for it changed since it was seen."""
        self._since.pop(item, None)

    def note_done(self, item: Found, stamp: Stamp) -> None:
        """Leave a file alone as long as it looks like this."""
        self._done[item] = stamp
        self._since.pop(item, None)

    def _first_seen(self, item: Found, stamp: Stamp, now: float) -> tuple[Stamp, float]:
        known = self._since.get(item)
        return known if known and known[0] == stamp else (stamp, now)

    def _forget(self, seen: Mapping[Found, Stamp]) -> None:
        # A file that comes back is looked at anew: its report may have been removed. Where a root shows no file at all
        # it is out of sight, and a whole share would be read again when it is back.
        in_sight = {item.root for item in seen}
        self._done = {item: stamp for item, stamp in self._done.items() if item in seen or item.root not in in_sight}


def _look_at(file: Path) -> Stamp | None:
    try:
        return _stamp(file.stat())
    except FileNotFoundError:
        return None
    except OSError:
        return _UNSEEN


def _stamp(status: os.stat_result) -> Stamp | None:
    """Return the stamp of a file or folder, None for pipes and devices: opening those may never end."""
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return None
    return Stamp(status.st_size, status.st_mtime_ns)
