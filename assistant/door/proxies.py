"""The addresses of reverse proxies, and headers that one of them set -> a Visitor."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from assistant.door.visitor import Role, Visitor

_MOST_CHARS = 256


@dataclass(frozen=True, slots=True)
class ProxyHeaders:
    """The names of the headers in which a proxy says who somebody is; `collections` None when it doesn't say."""

    user: str = "x-remote-user"
    role: str = "x-remote-role"
    collections: str | None = None

    def names(self) -> frozenset[str]:
        """All of them in small letters; they are nobody else's to send."""
        return frozenset(name.lower() for name in (self.user, self.role, self.collections) if name)

    def visitor(self, values: Callable[[str], Sequence[str]]) -> Visitor | None:
        """Whom the headers name; None when they name nobody, are repeated, or say something unknown.

        `values` returns every value of a header. Without a role somebody is a reader.
        """
        try:
            name, role = _only(values(self.user)), _only(values(self.role)) or "reader"
            collections = _listed(_only(values(self.collections))) if self.collections else None
        except ValueError:
            return None
        if not name or role not in get_args(Role):
            return None
        return Visitor(name, "editor" if role == "editor" else "reader", collections)


class Proxies:
    """The addresses and networks that requests of proxies come from."""

    def __init__(self, networks: Iterable[str] = ()) -> None:
        self.networks = tuple(ipaddress.ip_network(network) for network in networks)

    def include(self, address: str | None) -> bool:
        """Whether a connection from this address is one of a proxy."""
        try:
            parsed = ipaddress.ip_address(plain_address(address or ""))
        except ValueError:
            return False
        return any(parsed in network for network in self.networks)


def plain_address(address: str) -> str:
    """An IPv4 address as itself, also where a socket for both kinds writes it as ::ffff:192.0.2.7."""
    try:
        mapped = getattr(ipaddress.ip_address(address), "ipv4_mapped", None)
    except ValueError:
        return address
    return str(mapped) if mapped else address


def _only(values: Sequence[str]) -> str:
    """The one value, "" when there is none. Raises ValueError for several: one may be the visitor's own."""
    if len(values) > 1:
        raise ValueError("repeated")
    value = values[0].encode("latin-1").decode("utf-8").strip() if values else ""
    if len(value) > _MOST_CHARS or not value.isprintable():
        raise ValueError("malformed")
    return value


def _listed(value: str) -> frozenset[str]:
    return frozenset(part.strip() for part in value.split(",") if part.strip())
