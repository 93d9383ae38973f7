"""A password -> its argon2 hash; a password and a hash -> whether they fit, in the same time when there is no hash."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assistant.errors import AccountsError

MIN_CHARS = 10
MAX_CHARS = 256
_HASHER = PasswordHasher()  # argon2id with 64 MiB, RFC 9106's second recommendation


def hash_password(password: str) -> str:
    """Return the hash to keep. Raises AccountsError for a password that is too short or too long."""
    written = _written(password)
    if not MIN_CHARS <= len(written) <= MAX_CHARS:
        raise AccountsError(f"A password has {MIN_CHARS} to {MAX_CHARS} characters; choose another one.")
    return _HASHER.hash(written)


def fits(password: str, kept: str | None) -> bool:
    """Whether the password is the one behind the hash; without a hash, False after as much work."""
    written, nobodys = (
        _written(password),
        _nobodys(),
    )  # made for both, or the first unknown name would take twice as long
    if len(written) > MAX_CHARS:
        written, kept = "", None
    try:
        return _HASHER.verify(kept or nobodys, written) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _HASHER.hash("")


def _written(password: str) -> str:
    """One spelling of what looks the same: keyboards differ in how they compose Vietnamese letters (RFC 8265)."""
    return unicodedata.normalize("NFC", password)
