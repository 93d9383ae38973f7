"""A Watcher -> lines on the screen, one for each file, until told to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from datetime import datetime

from assistant.errors import LibraryError
from assistant.ingesting import Outcome
from assistant.stopping import Stop
from assistant.telling import line, print_table, timed
from assistant.watching import Event, Notice, Watcher


def tell_all(watcher: Watcher, stop: Stop, apply: Callable[[], str], *, reread: bool, as_json: bool) -> None:
    """Print what becomes of each file. `apply` brings the indexes in step after the first ingest and returns a note.

    Later changes are applied by the app, or by the next question. Only KeyboardInterrupt and errors end this.
    """
    # The table counts what lies in the folders unchanged; later a file that was only touched is told, too.
    outcomes = tuple(_told(watcher.first(reread=reread), stop, as_json=as_json, quiet=not as_json))
    if not as_json:
        print_table(outcomes)
        sys.stdout.flush()
    changed = any(outcome.status in ("added", "updated") for outcome in outcomes)
    note = _applied(apply) if changed else ""
    _say(f"{note} Files are now ingested as they come; Ctrl-C ends it.".lstrip())
    for _ in _told(watcher.follow(), stop, as_json=as_json):
        pass


def _applied(apply: Callable[[], str]) -> str:
    try:
        return apply()
    except LibraryError as exc:
        return str(exc)


def _told(events: Generator[Event, None, None], stop: Stop, *, as_json: bool, quiet: bool = False) -> Iterator[Outcome]:
    """Print each event on a line as it comes, when `quiet` without unchanged files; yield the outcomes."""
    with closing(events):
        for event in events:
            if isinstance(event, Notice):
                _say(event.text)
                continue
            if not (quiet and event.status == "unchanged"):
                print(line(event, datetime.now().astimezone(), as_json=as_json), flush=True)
            yield event
            stop.check()


def _say(text: str) -> None:
    # Standard output is for what becomes of files alone.
    print(timed(text, datetime.now()), file=sys.stderr, flush=True)
