"""The accounts file <-> its users and tokens: JSON that only its owner may read, replaced whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.door.visitor import Role, Visitor
from assistant.errors import AccountsError

_LOCK_TIMEOUT_S = 10
_OTHERS = 0o077


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Holder(_Kept):
    name: str
    role: Role
    collections: tuple[str, ...] | None = None

    def visitor(self) -> Visitor:
        """Who comes in with it."""
        return Visitor(self.name, self.role, None if self.collections is None else frozenset(self.collections))


class User(_Holder):
    """Somebody who signs in; `password` is its argon2 hash."""

    password: str = Field(repr=False)


class Token(_Holder):
    """A program that uses the API; `digest` is the SHA-256 of its token, which nobody keeps."""

    digest: str = Field(repr=False)
    made_on: date
    expires_on: date | None = None


class Held(_Kept):
    """Everything in the file."""

    version: Literal[1] = 1
    users: tuple[User, ...] = ()
    tokens: tuple[Token, ...] = ()


class AccountsFile:
    """One accounts file, read again only when it has changed on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read: tuple[tuple[int, int, int], Held] | None = None

    def held(self) -> Held:
        """What the file holds, nothing when there is none. Raises AccountsError when it can't be trusted."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return Held()
        except OSError as exc:
            raise AccountsError(f"The accounts file {self.path} cannot be read ({exc.strerror}).") from exc
        if os.name == "posix" and status.st_mode & _OTHERS:
            raise AccountsError(f"Others may read or write the accounts file: run `chmod 600 {self.path}`.")
        stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
        known = self._read  # requests of several threads read it
        if known is None or known[0] != stamp:
            known = self._read = (stamp, self._parse())
        return known[1]

    @contextmanager
    def changing(self) -> Iterator[Held]:
        """What the file holds while no other process changes it; `write` inside."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=_LOCK_TIMEOUT_S, mode=0o600):
                self._read = None
                yield self.held()
        except Timeout as exc:
            raise AccountsError(f"Another process is changing {self.path}; try again.") from exc
        except OSError as exc:
            raise AccountsError(f"The accounts file {self.path} cannot be written ({exc.strerror}).") from exc

    def write(self, held: Held) -> None:
        """Replace the file: a reader, and we after a crash, see the old one or the new one."""
        descriptor, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)  # with mode 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(held.model_dump_json(indent=1) + "\n")
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self.path)
        except BaseException:
            with suppress(FileNotFoundError):
                Path(name).unlink()
            raise
        self._read = None

    def _parse(self) -> Held:
        try:
            return Held.model_validate_json(self.path.read_bytes())
        except (OSError, ValidationError) as exc:
            # The library's own message would show the hashes it stumbled over.
            remedy = "put it back from a copy, or delete it and add the accounts again"
            raise AccountsError(f"The accounts file {self.path} is damaged: {remedy}.") from exc
