"""Files laid out and what ingesting said of them -> what is wrong with each, tables, and figures beside their bars."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evaluation.fuzzing.made import Made

# What only an error that nobody translated says of itself.
_RAW = re.compile(
    r"\b\w*(?:Error|Exception|Warning|Interrupt)\b|Traceback|NoneType|<class |\bobject at 0x|has no attribute"
)
_LONGEST = 600


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of one file, or of one document in an archive."""

    path: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A file with all that was told of it; `fault` says what is wrong, "" when nothing is."""

    path: str
    made: Made
    told: tuple[Told, ...]
    fault: str


def judge(laid: Mapping[str, Made], told: Sequence[Told]) -> tuple[Verdict, ...]:
    """Return a verdict for each file."""
    heard: dict[str, list[Told]] = {path: [] for path in laid}
    for one in told:
        owner = _owner(one.path, laid)
        if owner is not None:
            heard[owner].append(one)
    return tuple(Verdict(path, made, tuple(heard[path]), _fault(made, heard[path])) for path, made in laid.items())


def strays(laid: Mapping[str, Made], told: Iterable[Told]) -> tuple[Told, ...]:
    """Return what was told of no file that was laid out: links that were followed, pipes that were read."""
    return tuple(one for one in told if _owner(one.path, laid) is None)


def print_tables(verdicts: Sequence[Verdict]) -> None:
    """Print what became of the files by format and by the way they were made, and the reasons with their counts."""
    _print_table("format", verdicts, lambda one: ("good " if one.made.good else "bad ") + one.made.suffix)
    _print_table("made", verdicts, lambda one: ("good " if one.made.good else "") + one.made.kind)
    reasons = Counter(_alike(one.reason) for verdict in verdicts for one in verdict.told if one.status == "failed")
    print("reasons")
    for reason, count in reasons.most_common():
        print(f"  {count:5}  {reason!r}")
    for verdict in verdicts:
        if verdict.fault:
            print(f"WRONG: {verdict.made.kind} ({verdict.made.suffix}) {verdict.path[-40:]!r}: {verdict.fault}")


def reason_fault(reason: str) -> str:
    """Return what is wrong with a reason: it has to be one line, in words, that names no exception of Python's."""
    if not reason.strip():
        return "no reason"
    if len(reason.splitlines()) > 1:
        return f"more than one line: {reason!r}"
    if _RAW.search(reason):
        return f"a raw error: {reason!r}"
    return f"{len(reason)} characters" if len(reason) > _LONGEST else ""


def _owner(path: str, laid: Mapping[str, Made]) -> str | None:
    """The file that a path is of: the file itself, or an archive that it is told below."""
    if path in laid:
        return path
    return next((one for one, made in laid.items() if made.suffix == ".zip" and path.startswith(one)), None)


def _fault(made: Made, told: Sequence[Told]) -> str:
    if not told:
        return "nothing was told of it"
    if len({one.path for one in told}) < len(told):
        return "told of twice"
    wrong = [one for one in told if one.status not in ("added", "failed")]
    if wrong:
        return f"it is said to be {wrong[0].status}"
    failed = [one for one in told if one.status == "failed"]
    if made.good and failed:
        return f"a good file was refused: {failed[0].reason!r}"
    return next(filter(None, (reason_fault(one.reason) for one in failed)), "")


def _print_table(title: str, verdicts: Sequence[Verdict], key: Callable[[Verdict], str]) -> None:
    rows: dict[str, Counter[str]] = {}
    for verdict in verdicts:
        row = rows.setdefault(key(verdict), Counter())
        row["files"] += 1
        row["wrong"] += bool(verdict.fault)
        row["added"] += any(one.status == "added" for one in verdict.told)
    print(f"{title:<40} files  added refused  wrong")
    for name, row in rows.items():
        refused = row["files"] - row["added"]
        print(f"  {name:<38} {row['files']:5}  {row['added']:5}   {refused:5}  {row['wrong']:5}")


def _alike(reason: str) -> str:
    """The reason without what differs from file to file."""
    return re.sub(r"attached .*?: ", "attached …: ", re.sub(r"\d+", "#", reason))
