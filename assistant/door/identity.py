"""A JWT signed by the intranet's server -> the Visitor it names, once; this is how the widget knows who asks."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from assistant.door.visitor import Visitor
from assistant.errors import SettingsError

LONGEST_LIFE_S = 5 * 60
LEEWAY_S = 30  # two servers' clocks differ
MIN_SECRET_BYTES = 32  # RFC 7518, 3.2
MIN_RSA_BITS = 2048
MAX_TOKEN_CHARS = 8192
MOST_REMEMBERED = 100_000
_CLAIMS = ("aud", "exp", "iat", "jti", "sub")
_DEFAULT_COLLECTION = "default"


class NotIdentified(Exception):
    """A JWT that is not believed; the message says why, for the log and not for whoever sent it."""


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A key and the one algorithm it is for: what the JWT's own header says of either counts for nothing."""

    key: str | RSAPublicKey | EllipticCurvePublicKey
    algorithm: str


def shared_secret(secret: str) -> VerifyingKey:
    """A secret that the intranet's server knows too. Raises SettingsError when it is short enough to be guessed."""
    if len(secret.encode()) < MIN_SECRET_BYTES:
        raise SettingsError(f"ASSISTANT_EMBED_SECRET has fewer than {MIN_SECRET_BYTES} bytes: `openssl rand -hex 32`.")
    return VerifyingKey(secret, "HS256")


def public_key(pem: bytes) -> VerifyingKey:
    """The public key of the intranet's server: RSA for RS256, P-256 for ES256. Raises SettingsError for another."""
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm) as exc:
        raise SettingsError("ASSISTANT_EMBED_KEY is not the PEM file of a public key.") from exc
    if isinstance(key, RSAPublicKey) and key.key_size >= MIN_RSA_BITS:
        return VerifyingKey(key, "RS256")
    if isinstance(key, EllipticCurvePublicKey) and isinstance(key.curve, SECP256R1):
        return VerifyingKey(key, "ES256")
    raise SettingsError(f"ASSISTANT_EMBED_KEY has to hold an RSA key of {MIN_RSA_BITS} bits or more, or one on P-256.")


class HostIdentity:
    """Believes each JWT once. Those issued before it was made are refused: it cannot know whether they were used."""

    def __init__(self, key: VerifyingKey, audience: str, clock: Callable[[], float] = time.time) -> None:
        self._key = key
        self._audience = audience
        self._clock = clock
        self._made_at = int(clock())
        self._used: dict[str, float] = {}
        self._lock = threading.Lock()

    def visitor(self, token: str) -> Visitor:
        """Whom the token names: always a reader. Raises NotIdentified, also when the token comes a second time."""
        claims = self._claims(token)
        visitor = Visitor(_text(claims, "sub"), "reader", _collections(claims))
        self._use(_text(claims, "jti"), claims["exp"] + LEEWAY_S)
        return visitor

    def _claims(self, token: str) -> dict[str, Any]:
        if len(token) > MAX_TOKEN_CHARS:
            raise NotIdentified("longer than any token of ours")
        try:
            claims = jwt.decode(
                token,
                self._key.key,
                algorithms=[self._key.algorithm],
                audience=self._audience,
                # The times are ours to judge, by our clock.
                options={"require": list(_CLAIMS), "verify_exp": False, "verify_iat": False, "verify_nbf": False},
            )
        except (jwt.InvalidTokenError, ValueError) as exc:
            raise NotIdentified(str(exc)) from exc
        self._judge_times(claims)
        return claims

    def _judge_times(self, claims: dict[str, Any]) -> None:
        now = self._clock()
        issued, expires, begins = (_seconds(claims, name) for name in ("iat", "exp", "nbf"))
        if expires <= now - LEEWAY_S:
            raise NotIdentified("expired")
        if expires - issued > LONGEST_LIFE_S or expires > now + LONGEST_LIFE_S + LEEWAY_S:
            raise NotIdentified(f"valid for more than {LONGEST_LIFE_S} seconds")
        if max(issued, begins) > now + LEEWAY_S:
            raise NotIdentified("not valid yet")
        if issued < self._made_at:
            raise NotIdentified("issued before this app started")

    def _use(self, jti: str, until: float) -> None:
        with self._lock:
            now = self._clock()
            if len(self._used) >= MOST_REMEMBERED:
                self._used = {used: end for used, end in self._used.items() if end > now}
            if jti in self._used or len(self._used) >= MOST_REMEMBERED:
                raise NotIdentified("used before")
            self._used[jti] = until


def _seconds(claims: dict[str, Any], name: str) -> float:
    value = claims.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 2**40:
        raise NotIdentified(f"{name} is no time")
    return float(value)


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims[name]
    if not isinstance(value, str) or not 0 < len(value) <= 128 or not value.isprintable():
        raise NotIdentified(f"{name} is no name")
    return value


def _collections(claims: dict[str, Any]) -> frozenset[str]:
    """The collections named; the default one alone when none is, so that what is forgotten opens nothing more."""
    named = claims.get("collections", [_DEFAULT_COLLECTION])
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise NotIdentified("collections is no list of names")
    return frozenset(named)
