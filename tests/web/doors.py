"""Accounts of invented people, and what the tests of the door share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.door.accounts import Accounts

HOME = "http://127.0.0.1:7860"
PASSWORDS = {"Lan": "suối nguồn Đắk Bla", "Hoa": "ruộng bậc thang", "Đức": "chợ phiên thứ bảy"}
READS = {"Lan": None, "Hoa": ("thường-trực", "đảng-ủy"), "Đức": None}
ROLES: dict[str, Any] = {"Lan": "editor", "Hoa": "reader", "Đức": "reader"}


def invite(accounts: Accounts) -> Accounts:
    """Add the invented people."""
    for name, password in PASSWORDS.items():
        accounts.add_user(name, password, ROLES[name], READS[name])
    return accounts


def browser_of(app: FastAPI, address: str = "203.0.113.7", base: str = HOME) -> TestClient:
    """A client that keeps cookies and shows redirects instead of following them."""
    return TestClient(app, base_url=base, follow_redirects=False, client=(address, 50000))


def sign_in(client: TestClient, name: str, password: str | None = None, **fields: str) -> Any:
    """Send the form of the sign-in page."""
    known = PASSWORDS.get(name, "")
    return client.post("/sign-in", data={"name": name, "password": known if password is None else password, **fields})


def every_route(routes: Any, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield method and path of every route, also of routers that are included and apps that are mounted."""
    for route in routes:
        if included := getattr(route, "original_router", None):
            yield from every_route(included.routes, prefix + route.include_context.prefix)
            continue
        path = prefix + route.path
        if hasattr(route, "app") and hasattr(route, "routes") and not hasattr(route, "methods"):  # a mount
            yield "GET", f"{path}/bat-ky"
            yield from every_route(route.routes or (), path)
            continue
        for method in sorted(getattr(route, "methods", None) or {"WEBSOCKET"}):
            yield method, path
