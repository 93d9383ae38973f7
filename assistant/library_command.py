"""`python -m assistant library …` -> what the library holds, whether it is whole, and copies of it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.store.catalog import Catalog

_IN_TOP = 10
_ASKED_AT_ONCE = 256
_UNCHANGED = "Nothing was changed; say --yes to restore without being asked."


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the library is, how long to wait for those who write it, and the Chroma server it uses, if any."""

    library: Path
    busy_timeout_s: float
    chroma_url: str | None


def add_library_parsers(library: argparse.ArgumentParser, re_embed: Callable[..., object]) -> None:
    """Add the subcommands; each sets `act` for `act_on_library`, but `re-embed` sets `run` as commands do."""
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
    again.set_defaults(run=re_embed)


def act_on_library(options: argparse.Namespace, kept: Kept) -> int:
    """Do what the options ask for; return 0, 1 when `verify` found a fault. Raises LibraryError, BackupError."""
    done: int = options.act(options, kept)
    return done


def _info(options: argparse.Namespace, kept: Kept) -> int:
    from assistant.store.inspecting import holding
    from assistant.store.ownership import owner

    with closing(_catalog(kept)) as catalog:
        held = holding(catalog)
    user = owner(kept.library)
    sizes = {part: _bytes(kept.library, part) for part in ("catalog.sqlite*", "indexes/**/*", "uploads/**/*")}
    if options.json:
        used = {"pid": user.pid, "url": user.url} if user else None
        sized = {part.split(".")[0].split("/")[0]: size for part, size in sizes.items()}
        print(json.dumps({"path": str(kept.library), **asdict(held), "bytes": sized, "owner": used}))
        return 0
    catalog_mb, indexes_mb, uploads_mb = (size / 1e6 for size in sizes.values())
    print(f"Library      {kept.library.resolve()}")
    for collection, count in sorted(held.reports.items()):
        print(f"Reports      {count} in the collection {collection}")
    print(f"Passages     {held.passages}")
    print(f"Last change  {held.changed_at or 'never'} (number {held.changes})")
    print(f"Model        {held.model}, {held.dimension} dimensions")
    print(f"On disk      catalog {catalog_mb:.1f} MB, indexes {indexes_mb:.1f} MB, uploads {uploads_mb:.1f} MB")
    print(f"In use by    {f'process {user.pid}' if user else 'nobody'}{f' at {user.url}' if user and user.url else ''}")
    return 0


def _verify(options: argparse.Namespace, kept: Kept) -> int:
    from assistant.errors import LibraryBusy
    from assistant.store.database import restore_remedy
    from assistant.store.inspecting import faults

    with closing(_catalog(kept)) as catalog:
        wrong = tuple(faults(catalog))
        if wrong:
            print(*wrong, sep="\n")
            print(f"The catalog is damaged in {len(wrong)} places: {restore_remedy()}.", file=sys.stderr)
            return 1
        print("The catalog is whole.")
        try:
            return _verify_indexes(catalog, kept)
        except LibraryBusy as busy:
            print(f"The indexes were not checked: they are in use. {busy}", file=sys.stderr)
            return 0


def _verify_indexes(catalog: Catalog, kept: Kept) -> int:
    """Open the indexes, which makes damaged ones again, and let every passage find itself."""
    from assistant.store.library import Library

    library = Library(kept.library, catalog, kept.chroma_url)
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


def _rebuild(options: argparse.Namespace, kept: Kept) -> int:
    from assistant.errors import LibraryBusy
    from assistant.store.library import Library

    with closing(_catalog(kept)) as catalog:
        try:
            library = Library(kept.library, catalog, kept.chroma_url)
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


def _back_up(options: argparse.Namespace, kept: Kept) -> int:
    from assistant.backups import back_up

    made = back_up(kept.library, options.folder, kept.busy_timeout_s)
    print(f"{made.reports} reports are copied to {options.folder}, every file checked.")
    return 0


def _restore(options: argparse.Namespace, kept: Kept) -> int:
    from assistant.backups import back_up, read_backup, restore
    from assistant.errors import AssistantError
    from assistant.store.library import catalog_path

    backup = read_backup(options.folder)
    print(f"{options.folder} has {backup.reports} reports, as of {backup.made_at}.")
    if catalog_path(kept.library).exists():
        if not options.yes and not _agreed(f"Put them in the place of what is in {kept.library}?"):
            print(_UNCHANGED)
            return 2
        before = kept.library.with_name(f"{kept.library.name}-before-{datetime.now():%Y%m%dT%H%M%S}")
        try:
            back_up(kept.library, before, kept.busy_timeout_s)
            print(f"What was there is in {before}: `library restore` takes that back.")
        except AssistantError as exc:
            print(f"What was there cannot be copied first: {exc}", file=sys.stderr)
            if not options.yes and not _agreed("Restore all the same?"):
                print(_UNCHANGED)
                return 2
    restore(options.folder, kept.library, kept.busy_timeout_s)
    print(f"The library in {kept.library} is the one of {backup.made_at}.")
    return 0


def _catalog(kept: Kept) -> Catalog:
    """Open the catalog of whatever model. Raises LibraryError when there is none."""
    from assistant.store.catalog import Catalog
    from assistant.store.library import existing_catalog

    path = existing_catalog(kept.library)
    return Catalog.open(path, model="", dimension=0, busy_timeout_s=kept.busy_timeout_s, any_model=True)


def _agreed(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes", "c", "có"}
    except EOFError:
        print()
        return False


def _bytes(library: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in library.glob(pattern) if path.is_file())
