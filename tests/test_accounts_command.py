"""`python -m assistant users | tokens` as an operator types them, and what of it a running app is opened with."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from assistant.__main__ import main
from assistant.door.accounts import Accounts
from assistant.errors import SettingsError
from assistant.opening import open_door
from assistant.settings import Settings

PASSWORD = "suối nguồn Đắk Bla"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSISTANT_ACCOUNTS", str(tmp_path / "accounts.json"))
    return tmp_path / "accounts.json"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line on standard input, as `--password-stdin` reads it."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


@pytest.mark.usefixtures("typed")
def test_users_are_added_listed_changed_and_removed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["users", "add", "Lan", "--role", "editor", "--password-stdin"]) == 0
    assert PASSWORD not in capsys.readouterr().out
    assert Accounts(path).signing_in("Lan", PASSWORD)
    assert main(["users", "set", "lan", "--role", "reader", "--collection", "hđnd", "--collection", "đảng-ủy"]) == 0
    assert capsys.readouterr().out == "Lan\treader\thđnd, đảng-ủy\n"
    assert main(["users", "set", "Lan", "--collection", "*"]) == 0
    assert main(["users", "list"]) == 0
    assert capsys.readouterr().out == "Lan\treader\tall collections\n" * 2
    assert main(["users", "remove", "Lan"]) == 0
    assert Accounts(path).users() == ()


@pytest.mark.usefixtures("typed")
def test_a_password_is_changed(path: Path) -> None:
    Accounts(path).add_user("Hoa", "mật khẩu ban đầu", "reader")
    assert main(["users", "passwd", "Hoa", "--password-stdin"]) == 0
    assert Accounts(path).signing_in("Hoa", PASSWORD)
    assert not Accounts(path).signing_in("Hoa", "mật khẩu ban đầu")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("users", "remove", "Hoa"), "There is no 'Hoa'; there are: none."),
        (("users", "set", "Hoa"), "--role, --collection"),
        (("users", "add", "Hoa Lê", "--password-stdin"), "cannot be a name"),
        (("users", "add", "Hoa"), "--password-stdin"),  # no terminal here
        (("tokens", "revoke", "cổng-tin"), "There is no 'cổng-tin'"),
    ],
)
@pytest.mark.usefixtures("typed", "path")
def test_what_cannot_be_done_is_told(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    assert main(arguments) == 2
    assert told in capsys.readouterr().err


@pytest.mark.parametrize(("again", "status"), [(PASSWORD, 0), ("một mật khẩu khác", 2)])
def test_a_password_typed_at_a_terminal_is_typed_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch, again: str, status: int
) -> None:
    answers = iter([PASSWORD, again])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(answers))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert main(["users", "add", "Lan"]) == status
    assert bool(Accounts(path).users()) == (status == 0)


def test_a_token_is_shown_once_and_revoked(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tokens", "add", "cổng-tin", "--role", "reader", "--collection", "hđnd", "--days", "30"]) == 0
    token = capsys.readouterr().out.strip()
    assert re.fullmatch(r"tlhn_[\w-]{43}", token)
    assert main(["tokens", "list"]) == 0
    listed = capsys.readouterr().out
    assert re.fullmatch(r"cổng-tin\treader\thđnd\t\d{4}-\d\d-\d\d\t\d{4}-\d\d-\d\d\n", listed)
    assert token not in listed + path.read_text(encoding="utf-8")
    assert main(["tokens", "revoke", "cổng-tin"]) == 0
    assert main(["tokens", "list"]) == 0
    assert capsys.readouterr().out == "The token cổng-tin opens nothing any longer.\n"


def test_days_are_a_number(path: Path) -> None:
    for days in ("0", "-1", "một"):
        with pytest.raises(SystemExit):
            main(["tokens", "add", "cổng-tin", "--days", days])
    assert not path.exists()


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"auth": "password"}, re.escape("-m assistant users add NAME --role editor` adds")),
        ({"auth": "proxy"}, "ASSISTANT_PROXY_ADDRESSES"),
        ({"embed_secret": "ngan"}, "fewer than 32 bytes"),
        ({"embed_key": Path("/khong/co.pem")}, "cannot be read"),
        ({"embed_key": Path(__file__)}, "not the PEM file"),
    ],
)
def test_a_door_that_could_let_nobody_in_stops_the_start(path: Path, settings: dict[str, object], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        open_door(Settings(accounts=path, **settings))  # type: ignore[arg-type]


@pytest.mark.usefixtures("typed")
def test_the_door_is_opened_as_the_settings_say(path: Path) -> None:
    main(["users", "add", "Lan", "--password-stdin"])
    keeper = open_door(Settings(accounts=path, auth="password", session_hours=2, embed_secret="x" * 32))
    assert keeper.auth == "password"
    assert keeper.sessions.lifetime_s == 7200
    assert keeper.identity
    assert open_door(Settings(accounts=path)).auth == "open"
