"""The accounts file -> who a name and password or a token belongs to, and how they are added, changed and removed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from assistant.door.accounts_file import AccountsFile, Held, Token, User
from assistant.door.passwords import fits, hash_password
from assistant.door.visitor import Role, Visitor
from assistant.errors import AccountsError

TOKEN_PREFIX = "tlhn_"  # so that scanners of secrets, and people, know one when they see it
_NAME = re.compile(r"[\w.@+-]{1,64}")
Collections = Iterable[str] | None
_Kept = TypeVar("_Kept", User, Token)


class Accounts:
    """The users and tokens of one file. Changes made by another process count from the next call on."""

    def __init__(self, path: Path) -> None:
        self._file = AccountsFile(path)
        self.path = path

    def users(self) -> tuple[User, ...]:
        """Everybody who may sign in, in the order they were added."""
        return self._file.held().users

    def tokens(self) -> tuple[Token, ...]:
        """Every token of the API, in the order they were made."""
        return self._file.held().tokens

    def user(self, name: str) -> User | None:
        """The user of that name, whatever its case."""
        return _named(self.users(), plain_name(name))

    def signing_in(self, name: str, password: str) -> User | None:
        """The user, if the password is theirs. Takes as long when there is no such user."""
        user = self.user(name)
        return user if fits(password, user.password if user else None) else None

    def holder(self, token: str, today: date) -> Visitor | None:
        """Who a token of the API belongs to, None when nobody or when it has expired."""
        digest = _digest(token)
        found = next((kept for kept in self.tokens() if secrets.compare_digest(kept.digest, digest)), None)
        if found is None or (found.expires_on is not None and found.expires_on < today):
            return None
        return found.visitor()

    def add_user(self, name: str, password: str, role: Role, collections: Collections = None) -> None:
        """Add somebody. Raises AccountsError when the name is taken or malformed, or the password too short."""
        user = User(name=_checked(name), role=role, collections=_sorted(collections), password=hash_password(password))
        with self._file.changing() as held:
            if _named(held.users, user.name):
                raise AccountsError(f"There is a user {user.name} already; `users set` changes them.")
            self._file.write(held.model_copy(update={"users": (*held.users, user)}))

    def set_password(self, name: str, password: str) -> None:
        """Give somebody another password, which ends the sessions they have. Raises AccountsError."""
        self._change_user(name, password=hash_password(password))

    def set_rights(
        self, name: str, role: Role | None, collections: Collections, *, keep_collections: bool = False
    ) -> None:
        """Give somebody another role, and other collections unless they are kept, at once. Raises AccountsError."""
        rights: dict[str, object] = {"role": role} if role else {}
        self._change_user(name, **rights, **({} if keep_collections else {"collections": _sorted(collections)}))

    def remove_user(self, name: str) -> None:
        """Remove somebody, which ends the sessions they have. Raises AccountsError when there is no such user."""
        with self._file.changing() as held:
            gone = _existing(held.users, name)
            self._file.write(held.model_copy(update={"users": tuple(user for user in held.users if user != gone)}))

    def add_token(
        self, name: str, role: Role, made_on: date, collections: Collections = None, expires_on: date | None = None
    ) -> str:
        """Make a token and return it; only its digest is kept. Raises AccountsError when the name is taken."""
        secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
        token = Token(
            name=_checked(name),
            role=role,
            collections=_sorted(collections),
            digest=_digest(secret),
            made_on=made_on,
            expires_on=expires_on,
        )
        with self._file.changing() as held:
            if _named(held.tokens, token.name):
                raise AccountsError(f"There is a token {token.name} already; `tokens revoke` ends it.")
            self._file.write(held.model_copy(update={"tokens": (*held.tokens, token)}))
        return secret

    def revoke_token(self, name: str) -> None:
        """End a token, at once. Raises AccountsError when there is none of that name."""
        with self._file.changing() as held:
            gone = _existing(held.tokens, name)
            self._file.write(held.model_copy(update={"tokens": tuple(one for one in held.tokens if one != gone)}))

    def _change_user(self, name: str, **changes: object) -> None:
        with self._file.changing() as held:
            before = _existing(held.users, name)
            after = before.model_copy(update=changes)
            self._file.write(_with_user(held, before, after))


def plain_name(name: str) -> str:
    """The name as it is compared: one spelling of what looks the same, whatever its case."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def _with_user(held: Held, before: User, after: User) -> Held:
    return held.model_copy(update={"users": tuple(after if user == before else user for user in held.users)})


def _named(kept: tuple[_Kept, ...], plain: str) -> _Kept | None:
    return next((one for one in kept if plain_name(one.name) == plain_name(plain)), None)


def _existing(kept: tuple[_Kept, ...], name: str) -> _Kept:
    found = _named(kept, name)
    if found is None:
        known = ", ".join(one.name for one in kept) or "none"
        raise AccountsError(f"There is no {name!r}; there are: {known}.")
    return found


def _checked(name: str) -> str:
    name = unicodedata.normalize("NFC", name).strip()
    if not _NAME.fullmatch(name):
        raise AccountsError(f"{name!r} cannot be a name: it has 1 to 64 letters, digits or . @ + - _, and no spaces.")
    return name


def _sorted(collections: Collections) -> tuple[str, ...] | None:
    return None if collections is None else tuple(sorted(set(collections)))


def _digest(token: str) -> str:
    """A token has 256 random bits, so a plain hash of it cannot be guessed back."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()
