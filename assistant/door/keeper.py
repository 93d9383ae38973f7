"""What a request brings along, a cookie, a token or a proxy's headers -> the Visitor it lets in, or None."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from assistant.door.accounts import TOKEN_PREFIX, Accounts, plain_name
from assistant.door.identity import HostIdentity
from assistant.door.proxies import Proxies, ProxyHeaders
from assistant.door.sessions import Sessions
from assistant.door.throttle import Throttle
from assistant.door.visitor import ANYBODY, Visitor

Auth = Literal["open", "password", "proxy"]
SESSION_S = 12 * 3600.0
WIDGET_SESSION_S = 30 * 60.0  # shorter: nothing but time ends it
_BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a session stands for: a name, and the password hash it was signed in with."""

    name: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a request brings along; `header` returns every value of a header, `from_proxy` whether one sent it."""

    header: Callable[[str], Sequence[str]]
    session: str | None = None
    from_proxy: bool = False


@dataclass(frozen=True, slots=True)
class WrongPassword:
    """Name and password don't belong together, or there is no such name."""


@dataclass(frozen=True, slots=True)
class TooManyTries:
    """The password was not even looked at; the next try is heard in `wait_s` seconds."""

    wait_s: float


@dataclass(slots=True)
class Keeper:
    """Keeps the door in one of three ways; the default lets anybody in as an editor."""

    auth: Auth = "open"
    accounts: Accounts | None = None
    proxies: Proxies = field(default_factory=Proxies)
    headers: ProxyHeaders = field(default_factory=ProxyHeaders)
    identity: HostIdentity | None = None
    sessions: Sessions[SignedIn] = field(default_factory=lambda: Sessions(SESSION_S))
    widgets: Sessions[Visitor] = field(default_factory=lambda: Sessions(WIDGET_SESSION_S))
    throttle: Throttle = field(default_factory=Throttle)

    def admit(self, brought: Credentials) -> Visitor | None:
        """Who is behind the request, None when it has to sign in. Raises AccountsError."""
        if self.auth == "open":
            return ANYBODY
        if authorization := brought.header("authorization"):
            return self._bearer(authorization)  # and nothing else: a token that is wrong is not made good by a cookie
        if self.auth == "proxy":
            return self.headers.visitor(brought.header) if brought.from_proxy else None
        return self._signed_in(brought.session) if brought.session else None

    def sign_in(self, name: str, password: str, address: str) -> str | WrongPassword | TooManyTries:
        """Return the word of a new session. Takes as long for an unknown name. Raises AccountsError."""
        assert self.accounts
        allowed = self.throttle.admit(plain_name(name), address)
        if isinstance(allowed, float):
            return TooManyTries(allowed)
        user = self.accounts.signing_in(name, password)
        if user is None:
            return WrongPassword()
        self.throttle.forgive(allowed)
        return self.sessions.begin(SignedIn(user.name, user.password))

    def _signed_in(self, word: str) -> Visitor | None:
        """Role and collections as they are now; who was removed or got another password has to sign in again."""
        session = self.sessions.find(word)
        user = self.accounts.user(session.name) if session and self.accounts else None
        return user.visitor() if session and user and user.password == session.password else None

    def _bearer(self, authorization: Sequence[str]) -> Visitor | None:
        if len(authorization) != 1 or not authorization[0].lower().startswith(_BEARER):
            return None
        token = authorization[0][len(_BEARER) :].strip()
        if token.startswith(TOKEN_PREFIX):
            return self.accounts.holder(token, date.today()) if self.accounts else None
        return self.widgets.find(token)
