"""The intranet's signed word about who uses the widget: believed once, for minutes, and only with the right key."""

from __future__ import annotations

import base64
import hmac
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from assistant.door.identity import HostIdentity, NotIdentified, public_key, shared_secret
from assistant.door.visitor import Visitor
from assistant.errors import SettingsError

SECRET = "bí mật chung của hai máy chủ, đủ dài để không ai đoán ra được"
AUDIENCE = "tro-ly-hoi-nghi"
NOW = 1_800_000_000
RSA, OTHER_RSA = (rsa.generate_private_key(65537, 2048) for _ in range(2))
P256, OTHER_P256 = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))


class Clock:
    now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def identity(clock: Clock) -> HostIdentity:
    made = HostIdentity(shared_secret(SECRET), AUDIENCE, clock)
    clock.now += 60
    return made


def claims(**changed: Any) -> dict[str, Any]:
    """What a good token says a minute after the app started; a claim changed to None is left out."""
    good = {"aud": AUDIENCE, "sub": "lan@huyen", "iat": NOW + 60, "exp": NOW + 180, "jti": "một-lần-7f3a"}
    return {name: value for name, value in {**good, **changed}.items() if value is not None}


def signed(key: Any = SECRET, algorithm: str = "HS256", headers: dict[str, Any] | None = None, **changed: Any) -> str:
    return jwt.encode(claims(**changed), key, algorithm, headers)


def pem(key: Any) -> bytes:
    return bytes(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def test_a_good_token_names_a_reader_of_the_default_collection(identity: HostIdentity) -> None:
    assert identity.visitor(signed()) == Visitor("lan@huyen", "reader", frozenset({"default"}))


@pytest.mark.parametrize(
    ("changed", "visitor"),
    [
        ({"collections": ["hđnd", "đảng-ủy"]}, Visitor("lan@huyen", "reader", frozenset({"hđnd", "đảng-ủy"}))),
        ({"collections": []}, Visitor("lan@huyen", "reader", frozenset())),
        ({"role": "editor"}, Visitor("lan@huyen", "reader", frozenset({"default"}))),  # a widget never edits
        ({"sub": "Đỗ Thị Mận"}, Visitor("Đỗ Thị Mận", "reader", frozenset({"default"}))),
        ({"aud": ["cong-tin", AUDIENCE]}, Visitor("lan@huyen", "reader", frozenset({"default"}))),
    ],
)
def test_what_it_says_is_what_one_may_read(identity: HostIdentity, changed: dict[str, Any], visitor: Visitor) -> None:
    assert identity.visitor(signed(**changed)) == visitor


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"exp": NOW + 29, "iat": NOW}, "expired"),
        ({"exp": NOW + 361}, "more than 300"),
        ({"exp": NOW + 60 * 60 * 24 * 365}, "more than 300"),
        ({"iat": NOW + 600, "exp": NOW + 700}, "more than 300"),
        ({"iat": NOW + 91, "exp": NOW + 120}, "not valid yet"),
        ({"nbf": NOW + 91}, "not valid yet"),
        ({"iat": NOW - 1, "exp": NOW + 100}, "before this app started"),
        ({"iat": 0}, "more than 300"),
        ({"aud": "other-app"}, "udience"),
        ({"aud": AUDIENCE + " "}, "udience"),
        ({"aud": ["other-app"]}, "udience"),
        ({"aud": []}, "aud"),
        *[({name: None}, f"{name}|aud") for name in ("aud", "exp", "iat", "jti", "sub")],
        ({"exp": "sớm"}, "exp"),
        ({"exp": float("inf")}, "exp"),
        ({"exp": -1}, "exp"),
        ({"exp": True}, "exp"),
        ({"exp": 10**30}, "exp"),
        ({"iat": [NOW]}, "iat"),
        ({"jti": ""}, "jti"),
        ({"jti": "x" * 129}, "jti"),
        ({"sub": ""}, "sub"),
        ({"sub": "Lan\nX"}, "sub"),
        ({"sub": "x" * 129}, "sub"),
        ({"collections": "hđnd"}, "collections"),
        ({"collections": [1]}, "collections"),
    ],
)
def test_a_token_that_says_something_else_is_not_believed(
    identity: HostIdentity, changed: dict[str, Any], why: str
) -> None:
    with pytest.raises(NotIdentified, match=why):
        identity.visitor(raw(claims(**changed)))


def raw(payload: dict[str, Any], header: dict[str, Any] | None = None, key: str = SECRET) -> str:
    """A token signed by hand: what a library would refuse to make."""
    parts = [header or {"alg": "HS256", "typ": "JWT"}, payload]
    head = ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
    signature = hmac.new(key.encode(), head.encode(), sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def without_signature(token: str) -> str:
    return token.rsplit(".", 1)[0] + "."


FORGERIES: dict[str, Callable[[], str]] = {
    "alg none": lambda: jwt.encode(claims(), None, "none"),
    "alg none, capitals": lambda: without_signature(raw(claims(), {"alg": "NONE", "typ": "JWT"})),
    "alg none, signed": lambda: raw(claims(), {"alg": "none", "typ": "JWT"}),
    "no alg": lambda: raw(claims(), {"typ": "JWT"}),
    "signature left out": lambda: without_signature(signed()),
    "another secret": lambda: signed("một bí mật khác, cũng đủ dài như thế"),
    "empty secret": lambda: raw(claims(), key=""),
    "longer hash": lambda: signed(algorithm="HS512"),
    "RS256": lambda: signed(RSA, "RS256"),
    "key in the header": lambda: raw(
        claims(), {"alg": "HS256", "jwk": {"kty": "oct", "k": "eA"}, "jku": "http://evil.example/"}, key="x"
    ),
    "unknown crit": lambda: raw(claims(), {"alg": "HS256", "crit": ["x"], "x": 1}),
    "payload exchanged": lambda: ".".join(
        (signed().split(".")[0], signed(sub="editor").split(".")[1], signed().split(".")[2])
    ),
    "one letter more": lambda: signed() + "A",
    "no token": lambda: "a.b.c",
    "nothing": lambda: "",
    "not ASCII": lambda: "é.é.é",
    "too long": lambda: signed(note="x" * 9000),
}


@pytest.mark.parametrize("forged", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_token_is_not_believed(identity: HostIdentity, forged: Callable[[], str]) -> None:
    with pytest.raises(NotIdentified):
        identity.visitor(forged())
    assert identity.visitor(signed())  # and has used up nothing of a good one


@pytest.mark.parametrize(
    ("key", "algorithm", "wrong"), [(RSA, "RS256", OTHER_RSA), (P256, "ES256", OTHER_P256)], ids=["RS256", "ES256"]
)
def test_a_public_key_is_for_its_own_algorithm(clock: Clock, key: Any, algorithm: str, wrong: Any) -> None:
    identity = HostIdentity(public_key(pem(key)), AUDIENCE, clock)
    clock.now += 60
    # The classic confusion: the public key, which anybody may know, taken for a shared secret.
    confused = raw(claims(), key=pem(key).decode())
    for forged in (signed(wrong, algorithm), confused, signed(), jwt.encode(claims(), None, "none")):
        with pytest.raises(NotIdentified):
            identity.visitor(forged)
    assert identity.visitor(signed(key, algorithm)).name == "lan@huyen"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (pem(rsa.generate_private_key(65537, 1024)), "2048 bits"),
        (pem(ec.generate_private_key(ec.SECP384R1())), "P-256"),
        (pem(ed25519.Ed25519PrivateKey.generate()), "P-256"),
        (RSA.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), "not the PEM file of a public key"),
        (b"", "not the PEM file"),
        (SECRET.encode(), "not the PEM file"),
    ],
)
def test_another_key_stops_the_start(content: bytes, told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        public_key(content)


def test_a_secret_short_enough_to_guess_stops_the_start() -> None:
    with pytest.raises(SettingsError, match="fewer than 32 bytes"):
        shared_secret("x" * 31)


def test_a_token_is_believed_once_and_another_of_the_same_jti_never(identity: HostIdentity, clock: Clock) -> None:
    token = signed()
    identity.visitor(token)
    for again in (token, signed(sub="hoa@huyen"), signed(exp=NOW + 200)):
        with pytest.raises(NotIdentified, match="used before"):
            identity.visitor(again)
    clock.now = NOW + 180 + 29  # still within the leeway of its end
    with pytest.raises(NotIdentified, match="used before"):
        identity.visitor(token)


def test_a_token_sent_many_times_at_once_is_believed_once(identity: HostIdentity) -> None:
    token, ready, believed = signed(), threading.Barrier(20), []

    def send() -> None:
        ready.wait()
        with suppress(NotIdentified):
            believed.append(identity.visitor(token))

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(believed) == 1


def test_a_token_from_before_a_restart_is_not_believed_again(identity: HostIdentity, clock: Clock) -> None:
    token = signed()
    identity.visitor(token)
    clock.now += 5
    restarted = HostIdentity(shared_secret(SECRET), AUDIENCE, clock)
    with pytest.raises(NotIdentified, match="before this app started"):
        restarted.visitor(token)


def test_memory_of_used_tokens_is_bounded_and_fails_shut(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.door.identity.MOST_REMEMBERED", 3)
    identity = HostIdentity(shared_secret(SECRET), AUDIENCE, clock)
    clock.now += 60
    for number in range(3):
        identity.visitor(signed(jti=f"{number}"))
    with pytest.raises(NotIdentified):
        identity.visitor(signed(jti="3"))
    clock.now = NOW + 300  # those are over and may be forgotten
    assert identity.visitor(signed(jti="4", iat=NOW + 300, exp=NOW + 400))
