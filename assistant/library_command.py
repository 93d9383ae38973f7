"""`python -m assistant library …` -> what the library holds, whether it is whole, and copies of it."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.store.catalog import Catalog

_IN_TOP = 10
_ASKED_AT_ONCE = 256


def add_library_parsers(library: argparse.ArgumentParser) -> None:
    """Add the subcommands; each sets `act` for `act_on_library`."""
    commands = library.add_subparsers(required=True, metavar="WHAT")
    info = commands.add_parser("info", help="what it holds, in numbers, and who uses it")
    info.add_argument("--json", action="store_true", help="print one JSON object")
    info.set_defaults(act=_info)
    verify = commands.add_parser("verify", help="check the catalog and the indexes; 1 when something is wrong")
    verify.set_defaults(act=_verify)
    rebuild = commands.add_parser("rebuild", help="make the indexes again from the catalog, beside a running app too")
    rebuild.set_defaults(act=_rebuild)
    backup = commands.add_parser("backup", help="copy all that cannot be made again into a new folder, in use or not")
    backup.add_argument("folder", type=Path)
    backup.set_defaults(act=_back_up)
    restore = commands.add_parser("restore", help="put a backup in the place of the library")
    restore.add_argument("folder", type=Path, help="made by `library backup`")
    restore.add_argument("--yes", action="store_true", help="don't ask")
    restore.set_defaults(act=_restore)
    again = commands.add_parser("re-embed", help="embed every passage again with the model that is set now")
    again.set_defaults(act=_re_embed)


def act_on_library(options: argparse.Namespace, settings: Settings) -> int:
    """Do what the options ask for; return 0, 1 when `verify` found a fault. Raises LibraryError, BackupError."""
    done: int = options.act(options, settings)
    return done


def _info(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.store.inspecting import holding
    from assistant.store.ownership import owner

    with closing(_catalog(settings)) as catalog:
        held = holding(catalog)
    user = owner(settings.library)
    sizes = {part: _bytes(settings.library, part) for part in ("catalog.sqlite*", "indexes/**/*", "uploads/**/*")}
    if options.json:
        used = {"pid": user.pid, "url": user.url} if user else None
        sized = {part.split(".")[0].split("/")[0]: size for part, size in sizes.items()}
        print(json.dumps({"path": str(settings.library), **asdict(held), "bytes": sized, "owner": used}))
        return 0
    catalog_mb, indexes_mb, uploads_mb = (size / 1e6 for size in sizes.values())
    print(f"Library      {settings.library.resolve()}")
    for collection, count in sorted(held.reports.items()):
        print(f"Reports      {count} in the collection {collection}")
    print(f"Passages     {held.passages}")
    print(f"Last change  {held.changed_at or 'never'} (number {held.changes})")
    print(f"Model        {held.model}, {held.dimension} dimensions")
    print(f"On disk      catalog {catalog_mb:.1f} MB, indexes {indexes_mb:.1f} MB, uploads {uploads_mb:.1f} MB")
    print(f"In use by    {f'process {user.pid}' if user else 'nobody'}{f' at {user.url}' if user and user.url else ''}")
    return 0


def _verify(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.errors import LibraryBusy
    from assistant.store.database import RESTORE
    from assistant.store.inspecting import faults

    with closing(_catalog(settings)) as catalog:
        wrong = tuple(faults(catalog))
        if wrong:
            print(*wrong, sep="\n")
            print(f"The catalog is damaged in {len(wrong)} places: {RESTORE}.", file=sys.stderr)
            return 1
        print("The catalog is whole.")
        try:
            return _verify_indexes(catalog, settings)
        except LibraryBusy as busy:
            print(f"The indexes were not checked: they are in use. {busy}", file=sys.stderr)
            return 0


def _verify_indexes(catalog: Catalog, settings: Settings) -> int:
    """Open the indexes, which makes damaged ones again, and let every passage find itself."""
    from assistant.store.library import Library

    library = Library(settings.library, catalog, _chroma_url(settings))
    with library.own():
        if library.was_rebuilt:
            print("The indexes were not as the catalog has it. They are rebuilt.")
        passage_ids = catalog.passage_ids()
        lost = 0
        for start in range(0, len(passage_ids), _ASKED_AT_ONCE):
            batch = passage_ids[start : start + _ASKED_AT_ONCE]
            found = library.nearest_all(catalog.passage_vectors(batch), _IN_TOP)
            lost += sum(one not in {hit.passage_id for hit in hits} for one, hits in zip(batch, found, strict=True))
    if lost:
        print(f"{lost} of {len(passage_ids)} passages do not find themselves: run `library rebuild`.", file=sys.stderr)
        return 1
    print(f"The indexes hold what the catalog does, and each of {len(passage_ids)} passages finds itself.")
    return 0


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.errors import LibraryBusy
    from assistant.store.library import Library

    with closing(_catalog(settings)) as catalog:
        try:
            library = Library(settings.library, catalog, _chroma_url(settings))
            with library.own():
                library.rebuild()
        except LibraryBusy as busy:
            if busy.url is None:
                raise
            catalog.mark_changed("rebuild")
            print(f"The app at {busy.url} makes its indexes again, and answers meanwhile.")
            return 0
    print("The indexes are made again.")
    return 0


def _back_up(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.backups import back_up

    made = back_up(settings.library, options.folder, settings.busy_timeout_s)
    print(f"{made.reports} reports are copied to {options.folder}, every file checked.")
    return 0


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.backups import back_up, read_backup, restore
    from assistant.errors import AssistantError
    from assistant.store.library import catalog_path

    backup = read_backup(options.folder)
    print(f"{options.folder} has {backup.reports} reports, as of {backup.made_at}.")
    if catalog_path(settings.library).exists():
        if not options.yes and not _agreed(f"Put them in the place of what is in {settings.library}?"):
            print("Nothing was changed.")
            return 0
        before = settings.library.with_name(f"{settings.library.name}-before-{datetime.now():%Y%m%dT%H%M%S}")
        try:
            back_up(settings.library, before, settings.busy_timeout_s)
            print(f"What was there is in {before}: `library restore` takes that back.")
        except AssistantError as exc:
            print(f"What was there cannot be copied first: {exc}", file=sys.stderr)
            if not options.yes and not _agreed("Restore all the same?"):
                print("Nothing was changed.")
                return 0
    restore(options.folder, settings.library, settings.busy_timeout_s)
    print(f"The library in {settings.library} is the one of {backup.made_at}.")
    return 0


def _re_embed(options: argparse.Namespace, settings: Settings) -> int:
    from rich.progress import Progress

    from assistant.opening import open_encoder
    from assistant.store.reembedding import reembed

    _catalog(settings).close()
    encoder = open_encoder(settings)
    with Progress() as bar:
        task = bar.add_task("passages", total=None)
        count = reembed(
            settings.library,
            model=encoder.identity,
            dimension=encoder.dimension,
            embed=encoder.embed_passages,
            busy_timeout_s=settings.busy_timeout_s,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    print(f"{count} passages now have the vectors of {encoder.identity}.")
    return 0


def _catalog(settings: Settings) -> Catalog:
    """Open the catalog of whatever model. Raises LibraryError when there is none."""
    from assistant.errors import LibraryError
    from assistant.store.catalog import Catalog
    from assistant.store.library import catalog_path

    path = catalog_path(settings.library)
    if not path.exists():
        raise LibraryError(f"There is no library in {path.parent}: `ingest.py` makes one, or set ASSISTANT_LIBRARY.")
    return Catalog.open(path, model="", dimension=0, busy_timeout_s=settings.busy_timeout_s, any_model=True)


def _chroma_url(settings: Settings) -> str | None:
    return str(settings.chroma_url) if settings.chroma_url else None


def _agreed(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes", "c", "có"}
    except EOFError:
        print()
        return False


def _bytes(library: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in library.glob(pattern) if path.is_file())
