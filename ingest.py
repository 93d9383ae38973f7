"""Put documents into the library: python ingest.py PATH... (files or folders); --watch follows folders."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.domain import ReportSummary
    from assistant.finding import Found
    from assistant.ingesting import Ingester, Outcome
    from assistant.stopping import Stop
    from assistant.store.library import Library

# While watching a busy library is tried again: nothing waits for it longer than Ctrl-C may.
WATCHING_BUSY_S = 2.0
SETTLE_S = 2.0
# So many files are named before it is asked whether they may go.
NAMED = 10


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0 when all went well, 1 when some files failed, 2 when it could not run."""
    made = parser()
    options = made.parse_args(arguments)
    if options.settle is not None and not options.watch:
        made.error("--settle goes with --watch")
    from assistant.errors import AssistantError
    from assistant.offline import force_offline

    force_offline()
    try:
        return watch(options) if options.watch else run(options)
    except AssistantError as exc:
        print(exc, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Interrupted; the files done so far are in the library, run it again for the rest.", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    made = argparse.ArgumentParser(
        prog="ingest.py",
        description="Put meeting reports into the library. Running it again changes nothing.",
        epilog="Exit status: 0 all well, 1 some files failed, 2 could not run. Ctrl-C ends --watch with 0.",
    )
    made.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or folder")
    made.add_argument(
        "--collection",
        type=_collection,
        default="default",
        help="the part of the library they go to (default: default)",
    )
    action = made.add_mutually_exclusive_group()
    action.add_argument("--remove", action="store_true", help="remove the reports of these paths; files stay")
    action.add_argument("--prune", action="store_true", help="also drop reports below these folders whose file is gone")
    action.add_argument("--if-empty", action="store_true", help="do nothing when the library holds any report")
    action.add_argument("--watch", action="store_true", help="ingest, then follow these folders until Ctrl-C")
    made.add_argument(
        "--settle",
        type=_seconds,
        metavar="SECONDS",
        help=f"with --watch: a file is whole when it has not changed for so long (default: {SETTLE_S:g})",
    )
    made.add_argument("--reread", action="store_true", help="read unchanged files again, after an upgrade")
    made.add_argument("--yes", action="store_true", help="remove and prune without asking")
    made.add_argument(
        "--json", action="store_true", help="print a JSON object instead of a table, with --watch one a line"
    )
    return made


def _collection(name: str) -> str:
    from unicodedata import normalize

    named = normalize("NFC", name).strip()
    if not 1 <= len(named) <= 100:
        raise argparse.ArgumentTypeError("a collection's name has 1 to 100 characters")
    return named


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:
        raise argparse.ArgumentTypeError("a time is above 0 and at most 3600 seconds")
    return seconds


def run(options: argparse.Namespace) -> int:
    """Do what the options say. Raises AssistantError when it could not run."""
    from assistant.finding import passed_over
    from assistant.ingesting import Ingester
    from assistant.opening import open_encoder, open_library
    from assistant.settings import load_settings
    from assistant.telling import of_other_formats, print_result

    settings = load_settings()
    encoder = open_encoder(settings)
    with open_library(settings, encoder) as library:
        ingester = Ingester(library, encoder, options.collection)
        filled = options.if_empty and library.reports()
        if filled and not options.json:
            return 0
        outcomes = () if filled else tuple(_work(options, ingester))
        note = _apply(library) if any(outcome.status not in ("unchanged", "failed") for outcome in outcomes) else ""
    others = "" if options.remove else of_other_formats(passed_over(options.paths))
    notes = filter(None, (others, f"Library: {settings.library}", note))
    print_result(outcomes, "\n".join(notes), as_json=options.json)
    return 1 if any(outcome.status == "failed" for outcome in outcomes) else 0


def watch(options: argparse.Namespace) -> int:
    """Ingest and follow the folders until Ctrl-C or SIGTERM; return 0. Raises AssistantError when it cannot go on."""
    from assistant.stopping import Stop

    stop = Stop()
    stop.listen()
    try:
        _watch(options, stop)
    except KeyboardInterrupt:
        return 0
    return 0


def _watch(options: argparse.Namespace, stop: Stop) -> None:
    from assistant.ingesting import Ingester
    from assistant.opening import open_encoder, open_library
    from assistant.settings import load_settings
    from assistant.watch_command import tell_all
    from assistant.watching import Watcher

    settings = load_settings()
    settings = settings.model_copy(update={"busy_timeout_s": min(settings.busy_timeout_s, WATCHING_BUSY_S)})
    encoder = open_encoder(settings)
    with open_library(settings, encoder) as library:
        ingester = Ingester(library, encoder, options.collection)
        watcher = Watcher(options.paths, ingester, settle_s=options.settle or SETTLE_S, sleep=stop.sleep)
        tell_all(watcher, stop, lambda: _apply(library), reread=options.reread, as_json=options.json)


def _work(options: argparse.Namespace, ingester: Ingester) -> Iterator[Outcome]:
    from assistant.finding import find_files

    if options.remove:
        reports = {report.id: report for path in options.paths for report in _known(ingester, path)}
        sure = options.yes or len(reports) == 1
        _confirm(f"Remove {len(reports)} reports from the library?", reports.values(), sure=sure)
        yield from ingester.remove(reports.values())
        return
    gone = _gone(options, ingester) if options.prune else ()
    yield from _with_progress(ingester, find_files(options.paths), options)
    yield from ingester.remove(gone)


def _known(ingester: Ingester, path: Path) -> tuple[ReportSummary, ...]:
    from assistant.finding import PathsMissing

    reports = ingester.below(path)
    if not reports:
        raise PathsMissing(f"The library holds no report made of {path} in this collection.")
    return reports


def _gone(options: argparse.Namespace, ingester: Ingester) -> tuple[ReportSummary, ...]:
    from assistant.ingesting import ASK_ABOVE

    gone: dict[str, ReportSummary] = {}
    for folder in options.paths:
        lost, held = ingester.gone(folder), ingester.below(folder)
        question = f"{len(lost)} of {len(held)} reports below {folder} have lost their file. Drop them?"
        _confirm(question, lost, sure=options.yes or len(lost) <= ASK_ABOVE * len(held))
        gone.update((report.id, report) for report in lost)
    return tuple(gone.values())


def _confirm(question: str, reports: Collection[ReportSummary], *, sure: bool) -> None:
    """Name the reports and ask. Raises AssistantError for any answer but yes."""
    from assistant.errors import AssistantError
    from assistant.telling import on_one_line

    if sure:
        return
    if not sys.stdin.isatty():
        raise AssistantError(f"{question} Nothing was changed; say --yes to go ahead.")
    # Standard output is for the result alone; at the end of input the line is empty, which is no.
    for report in list(reports)[:NAMED]:
        print(f"  {on_one_line(report.source.path)}", file=sys.stderr)
    if len(reports) > NAMED:
        print(f"  and {len(reports) - NAMED} more", file=sys.stderr)
    try:
        print(f"{question} [y/N] ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip().lower()
    except KeyboardInterrupt:
        answer = ""
        print(file=sys.stderr)
    if answer not in ("y", "yes", "c", "có"):
        raise AssistantError("Nothing was changed.")


def _with_progress(ingester: Ingester, found: Sequence[Found], options: argparse.Namespace) -> Iterator[Outcome]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    name = TextColumn("{task.description}", markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), name)
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=options.json or not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=len(found))
        for done, outcome in enumerate(ingester.ingest(found, reread=options.reread), start=1):
            # An archive is one file that was found and becomes several.
            bar.update(task, completed=done, total=max(done, len(found)), description=outcome.path)
            yield outcome


def _apply(library: Library) -> str:
    """Bring the indexes in step, or leave it to the process that owns them."""
    from assistant.errors import LibraryBusy

    try:
        with library.own():
            return ""
    except LibraryBusy as busy:
        if busy.url:
            return f"The app at {busy.url} shows these changes within two seconds."
        return "Another command uses the indexes; the next question finds these changes."


if __name__ == "__main__":
    sys.exit(main())
