"""The accounts file: who is in it, who can read it, what survives, and what another process sees of a change."""

from __future__ import annotations

import json
import os
import stat
import threading
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.door.accounts import Accounts
from assistant.door.visitor import Visitor
from assistant.errors import AccountsError

PASSWORD = "suối nguồn Đắk Bla"
TODAY = date(2026, 11, 29)


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    return Accounts(tmp_path / "bí mật" / "accounts.json")


@pytest.fixture
def with_lan(accounts: Accounts) -> Accounts:
    accounts.add_user("Lan", PASSWORD, "editor")
    return accounts


def test_no_file_is_no_account(accounts: Accounts) -> None:
    assert accounts.users() == ()
    assert accounts.tokens() == ()
    assert accounts.signing_in("Lan", PASSWORD) is None


def test_only_the_owner_may_read_the_file_and_no_password_stands_in_it(with_lan: Accounts) -> None:
    secret = with_lan.add_token("bao-cao-tuan", "reader", TODAY)
    assert stat.S_IMODE(with_lan.path.stat().st_mode) == 0o600
    written = with_lan.path.read_text(encoding="utf-8")
    assert PASSWORD not in written
    assert secret not in written
    assert "$argon2id$" in written
    assert {path.name for path in with_lan.path.parent.iterdir()} == {"accounts.json", ".accounts.json.lock"}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_file_that_others_may_read_or_write_is_not_believed(with_lan: Accounts, mode: int) -> None:
    with_lan.path.chmod(mode)
    with pytest.raises(AccountsError, match="chmod 600"):
        with_lan.users()


@pytest.mark.parametrize(
    ("name", "password", "found"),
    [
        ("Lan", PASSWORD, True),
        ("lan", PASSWORD, True),
        (" LAN ", PASSWORD, True),
        ("Lan", unicodedata.normalize("NFD", PASSWORD), True),
        ("Lan", PASSWORD.upper(), False),
        ("Lan", PASSWORD + " ", False),
        ("Lan", "", False),
        ("Lan", "x" * 100_000, False),
        ("Lan\0", PASSWORD, False),
        ("Hoa", PASSWORD, False),
        ("", "", False),
    ],
)
def test_a_name_and_its_password_belong_together(with_lan: Accounts, name: str, password: str, found: bool) -> None:
    assert (with_lan.signing_in(name, password) is not None) == found


@pytest.mark.parametrize("name", ["Lan", "lan", "Nguyễn.Lan@huyen", "", "Lan Anh", "a/b", "x" * 65, "Lan\n", "<b>"])
def test_a_name_is_a_word_and_nobody_elses(with_lan: Accounts, name: str) -> None:
    if name == "Nguyễn.Lan@huyen":
        with_lan.add_user(name, PASSWORD, "reader")
        assert with_lan.user(unicodedata.normalize("NFD", name.upper()))
        return
    before = with_lan.path.read_bytes()
    with pytest.raises(AccountsError, match=r"already|cannot be a name"):
        with_lan.add_user(name, PASSWORD, "reader")
    assert with_lan.path.read_bytes() == before


@pytest.mark.parametrize("password", ["", "chín chữ.", "x" * 257])
def test_a_password_that_is_too_short_or_too_long_is_refused(with_lan: Accounts, password: str) -> None:
    with pytest.raises(AccountsError, match="10 to 256 characters"):
        with_lan.add_user("Hoa", password, "reader")
    with pytest.raises(AccountsError, match="10 to 256 characters"):
        with_lan.set_password("Lan", password)
    assert with_lan.signing_in("Lan", PASSWORD)


CHANGES: list[tuple[Callable[[Accounts], None], Visitor | None]] = [
    (lambda accounts: accounts.set_rights("lan", "reader", None, keep_collections=True), Visitor("Lan", "reader")),
    (lambda accounts: accounts.set_rights("Lan", None, ["hđnd"]), Visitor("Lan", "editor", frozenset({"hđnd"}))),
    (lambda accounts: accounts.set_rights("Lan", None, []), Visitor("Lan", "editor", frozenset())),
    (lambda accounts: accounts.set_password("Lan", "một mật khẩu khác"), Visitor("Lan", "editor")),
    (lambda accounts: accounts.remove_user("LAN"), None),
]


@pytest.mark.parametrize(("change", "left"), CHANGES)
def test_a_running_app_sees_what_another_process_changed(
    with_lan: Accounts, change: Callable[[Accounts], None], left: Visitor | None
) -> None:
    running = Accounts(with_lan.path)
    assert running.user("Lan")
    change(with_lan)
    found = running.user("Lan")
    assert (found and found.visitor()) == left


@pytest.mark.parametrize(
    "change",
    [
        lambda accounts: accounts.remove_user("Hoa"),
        lambda accounts: accounts.set_password("Hoa", PASSWORD),
        lambda accounts: accounts.set_rights("Hoa", "reader", None),
        lambda accounts: accounts.revoke_token("Lan"),
    ],
)
def test_who_is_not_there_cannot_be_changed(with_lan: Accounts, change: Callable[[Accounts], None]) -> None:
    with pytest.raises(AccountsError, match="There is no"):
        change(with_lan)


@pytest.mark.parametrize(
    ("presented", "on", "found"),
    [
        (lambda secret: secret, date(2026, 12, 5), True),
        (lambda secret: secret, date(2026, 12, 6), False),
        (lambda secret: secret[:-1], TODAY, False),
        (lambda secret: secret + "=", TODAY, False),
        (lambda secret: secret.swapcase(), TODAY, False),
        (lambda secret: "", TODAY, False),
        (lambda secret: "tlhn_", TODAY, False),
        (lambda secret: "tlhn_\ud800", TODAY, False),
    ],
)
def test_a_token_is_good_until_its_last_day(
    accounts: Accounts, presented: Callable[[str], str], on: date, found: bool
) -> None:
    secret = accounts.add_token("cổng-tin", "reader", TODAY, ["hđnd"], expires_on=date(2026, 12, 5))
    expected = Visitor("cổng-tin", "reader", frozenset({"hđnd"})) if found else None
    assert accounts.holder(presented(secret), on) == expected


def test_the_digest_in_the_file_is_no_token(accounts: Accounts) -> None:
    accounts.add_token("cổng-tin", "editor", TODAY)
    digest = json.loads(accounts.path.read_text(encoding="utf-8"))["tokens"][0]["digest"]
    assert accounts.holder(digest, TODAY) is None
    assert accounts.holder(f"tlhn_{digest}", TODAY) is None


def test_a_revoked_token_opens_nothing(accounts: Accounts) -> None:
    secret = accounts.add_token("cổng-tin", "editor", TODAY)
    running = Accounts(accounts.path)
    assert running.holder(secret, TODAY)
    accounts.revoke_token("cổng-tin")
    assert running.holder(secret, TODAY) is None


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        '{"version": 2}',
        '{"version": 1, "admins": []}',
        '{"version": 1, "users": [{"name": "Lan", "role": "chủ", "password": "$argon2id$bi-mat"}]}',
    ],
)
def test_a_damaged_file_is_told_without_what_stands_in_it(accounts: Accounts, content: str) -> None:
    accounts.path.parent.mkdir()
    accounts.path.write_text(content, encoding="utf-8")
    accounts.path.chmod(0o600)
    for use in (accounts.users, lambda: accounts.add_user("Hoa", PASSWORD, "reader")):
        with pytest.raises(AccountsError, match="damaged") as refused:
            use()
        assert "bi-mat" not in str(refused.value)
    assert accounts.path.read_text(encoding="utf-8") == content


def test_changes_at_the_same_time_are_all_kept(accounts: Accounts) -> None:
    def add(number: int) -> None:
        Accounts(accounts.path).add_token(f"máy-{number}", "reader", TODAY)

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {token.name for token in accounts.tokens()} == {f"máy-{number}" for number in range(12)}


def test_a_change_that_cannot_be_written_leaves_the_old_file(
    with_lan: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AccountsError, match="No space left"):
        with_lan.remove_user("Lan")
    assert with_lan.user("Lan")
    assert {path.name for path in with_lan.path.parent.iterdir()} == {"accounts.json", ".accounts.json.lock"}


def test_nothing_that_is_printed_shows_a_hash(with_lan: Accounts) -> None:
    with_lan.add_token("cổng-tin", "reader", TODAY)
    assert "argon2" not in f"{with_lan.users()!r}"
    assert with_lan.tokens()[0].digest not in f"{with_lan.tokens()!r}"
