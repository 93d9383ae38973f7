"""`python -m assistant users | tokens …` -> the accounts file, changed and listed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from assistant.door.visitor import Role

if TYPE_CHECKING:
    from assistant.door.accounts import Accounts

_EVERY = "*"


def add_parsers(users: argparse.ArgumentParser, tokens: argparse.ArgumentParser) -> None:
    """Add the subcommands of both; each sets `change` for `change_accounts`."""
    _add_users(users.add_subparsers(required=True, metavar="WHAT"))
    _add_tokens(tokens.add_subparsers(required=True, metavar="WHAT"))


def change_accounts(options: argparse.Namespace, path: Path) -> None:
    """Do what the options ask for to an accounts file. Raises AccountsError."""
    from assistant.door.accounts import Accounts

    change: Callable[[argparse.Namespace, Accounts], None] = options.change
    change(options, Accounts(path))


def _add_users(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    typed = argparse.ArgumentParser(add_help=False)
    typed.add_argument("--password-stdin", action="store_true", help="read the password from standard input, one line")
    add = commands.add_parser("add", parents=[_named(), typed, _allowed()], help="add somebody who may sign in")
    add.set_defaults(change=_add_user)
    listed = commands.add_parser("list", help="list who may sign in")
    listed.set_defaults(change=_list_users)
    remove = commands.add_parser("remove", parents=[_named()], help="remove somebody, and end their sessions")
    remove.set_defaults(change=_remove_user)
    password = commands.add_parser("passwd", parents=[_named(), typed], help="set a password, and end their sessions")
    password.set_defaults(change=_set_password)
    changed = commands.add_parser("set", parents=[_named(), _allowed(role=None)], help="change role or collections")
    changed.set_defaults(change=_set_rights)


def _add_tokens(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", parents=[_named(), _allowed()], help="make a token for a program, shown once")
    add.add_argument("--days", type=_positive, help="days until it expires; without it, never")
    add.set_defaults(change=_add_token)
    listed = commands.add_parser("list", help="list the tokens, not their secret")
    listed.set_defaults(change=_list_tokens)
    revoke = commands.add_parser("revoke", parents=[_named()], help="end a token, at once")
    revoke.set_defaults(change=_revoke_token)


def _named() -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("name")
    return parent


def _allowed(role: Role | None = "reader") -> argparse.ArgumentParser:
    parent = argparse.ArgumentParser(add_help=False)
    parent.add_argument("--role", choices=get_args(Role), default=role, help="editors also change the library")
    parent.add_argument(
        "--collection",
        action="append",
        dest="collections",
        metavar="NAME",
        help=f"a collection they may read, may be given several times; '{_EVERY}', or none on adding: all",
    )
    return parent


def _add_user(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.add_user(options.name, _password(options), options.role, _collections(options))
    print(f"{options.name} may sign in as {options.role}. ({accounts.path})")


def _set_password(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.set_password(options.name, _password(options))
    print(f"{options.name} has a new password and has to sign in again.")


def _set_rights(options: argparse.Namespace, accounts: Accounts) -> None:
    from assistant.errors import AccountsError

    if options.role is None and options.collections is None:
        raise AccountsError("Name what to change: --role, --collection, or both.")
    accounts.set_rights(options.name, options.role, _collections(options), keep_collections=options.collections is None)
    _list_users(options, accounts)


def _remove_user(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.remove_user(options.name)
    print(f"{options.name} may not sign in any longer.")


def _list_users(options: argparse.Namespace, accounts: Accounts) -> None:
    for user in accounts.users():
        print(f"{user.name}\t{user.role}\t{_told(user.collections)}")


def _add_token(options: argparse.Namespace, accounts: Accounts) -> None:
    expires_on = date.today() + timedelta(days=options.days) if options.days else None
    token = accounts.add_token(options.name, options.role, date.today(), _collections(options), expires_on)
    print(f"Keep it now, it is not shown again. Send it as: Authorization: Bearer {token}", file=sys.stderr)
    print(token)


def _list_tokens(options: argparse.Namespace, accounts: Accounts) -> None:
    for token in accounts.tokens():
        until = token.expires_on or "no end"
        print(f"{token.name}\t{token.role}\t{_told(token.collections)}\t{token.made_on}\t{until}")


def _revoke_token(options: argparse.Namespace, accounts: Accounts) -> None:
    accounts.revoke_token(options.name)
    print(f"The token {options.name} opens nothing any longer.")


def _password(options: argparse.Namespace) -> str:
    """The password typed twice, unseen; never an argument, which other users of the machine could read."""
    from getpass import getpass

    from assistant.errors import AccountsError

    if options.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise AccountsError("There is no terminal to type a password at; send it with --password-stdin.")
    password = getpass("Password: ")
    if getpass("The same again: ") != password:
        raise AccountsError("The two passwords differ; nothing was changed.")
    return password


def _collections(options: argparse.Namespace) -> tuple[str, ...] | None:
    named = options.collections
    return None if named is None or _EVERY in named else tuple(named)


def _told(collections: tuple[str, ...] | None) -> str:
    return "all collections" if collections is None else ", ".join(collections) or "no collection"


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError("a number of days, 1 or more")
    return int(text)
