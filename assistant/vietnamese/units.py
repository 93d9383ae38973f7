"""A province or a district, as named -> what became of it, from the table beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from assistant.vietnamese.folding import canonical_spelling, fold
from assistant.vietnamese.places import same_name

_LEVEL = re.compile(r"(?:(tinh|thanh pho|quan|huyen|thi xa)\s|(tp|tx)(?:\.|\s))\s*(?=\w)")
_SHORT_LEVELS = {"tp": "thanh pho", "tx": "thi xa"}
_PROVINCE_LEVELS = ("tinh", "thanh pho")
_NOT_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a unit, since when, by which act.

    `unit` and `within`, its province (None for a province), are named as they were then, `province` as it is now.
    `now` holds that present province for a province, and for a district the communes its area, or part of it, is in.
    """

    unit: str
    within: str | None
    now: tuple[str, ...]
    province: str
    since: date
    act: str


def changes_of(unit: str, province: str | None = None) -> tuple[Change, ...]:
    """Return the change of a unit given as level word and name ("huyện Sóc Sơn"), in any spelling, or ().

    It is () for a unit that is unknown or has kept its name and province, and for a district whose name several bore,
    unless `province` tells which: its province when districts ended, else the one before or since. Districts are those
    of 30 June 2025, their last day; one that was merged or raised to a town before is unknown.
    """
    level, key = _level_and_key(unit)
    alike = tuple(change for change in _changes().get(key, ()) if same_name(change.unit, unit))
    found = tuple(change for change in alike if fold(change.unit).startswith(f"{level} "))
    if not found and level in _PROVINCE_LEVELS:
        found = tuple(change for change in alike if change.within is None)
    if province is not None:
        found = _of_province(found, province)
    return found if len(found) == 1 else ()


def is_province(name: str) -> bool:
    """Return whether a bare name ("Bắc Giang"), in any spelling, is a province's, before or since 2025."""
    return any(same_name(province, name) for province in _provinces().get(_level_and_key(name)[1], ()))


def _of_province(changes: tuple[Change, ...], province: str) -> tuple[Change, ...]:
    """Keep provinces, and the districts of the province of that name; if none, of one once or now of that name."""
    kept = tuple(one for one in changes if one.within is None or same_name(one.within, province))
    return kept or tuple(
        one for one in changes if same_name(one.province, province) or one.within in _renamed(province, one.since)
    )


def _renamed(province: str, before: date) -> tuple[str, ...]:
    """Return what a province that lost its name before a day was called from then on, or ()."""
    return tuple(
        change.province
        for change in _changes().get(_level_and_key(province)[1], ())
        if change.within is None and change.since < before and same_name(change.unit, province)
    )


def _level_and_key(unit: str) -> tuple[str, str]:
    """Return the level word, folded and in full, or "", and the letters and figures of the name, folded."""
    spelt = fold(canonical_spelling(unit.lower()))
    word = _LEVEL.match(spelt)
    if word is None:
        return "", _NOT_LETTERS.sub("", spelt)
    return word[1] or _SHORT_LEVELS[word[2]], _NOT_LETTERS.sub("", spelt[word.end() :])


@lru_cache(maxsize=1)
def _changes() -> Mapping[str, tuple[Change, ...]]:
    """Key of a name -> the changes of the units that bore it."""
    changes: dict[str, tuple[Change, ...]] = {}
    for level, name, within, since, act, communes, now in _rows():
        if since:
            places = tuple(communes.split("; ")) if communes else (now,)
            change = Change(f"{level} {name}", within or None, places, now, date.fromisoformat(since), act)
            key = _level_and_key(change.unit)[1]
            changes[key] = (*changes.get(key, ()), change)
    return changes


@lru_cache(maxsize=1)
def _provinces() -> Mapping[str, tuple[str, ...]]:
    """Key of a name -> the provinces, past or present, that bear it."""
    provinces: dict[str, tuple[str, ...]] = {}
    for level, name, within, *_ in _rows():
        if not within:
            key = _level_and_key(f"{level} {name}")[1]
            provinces[key] = (*provinces.get(key, ()), f"{level} {name}")
    return provinces


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, ...], ...]:
    lines = Path(__file__).with_name("units.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if not line.startswith("#"))
