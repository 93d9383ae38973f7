"""Name and password, or a signed word of the intranet -> a session; and who one is signed in as."""

from __future__ import annotations

import logging
import math
import re
from html import escape
from string import Template
from typing import Annotated
from urllib.parse import parse_qs, quote

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import Language
from assistant.door.identity import MAX_TOKEN_CHARS, NotIdentified
from assistant.door.keeper import Keeper, TooManyTries, WrongPassword
from assistant.door.visitor import Role
from assistant.web.door import SIGN_IN, SIGN_OUT, WIDGET_SESSION, cookie_name, session_word
from assistant.web.schemas import Refusal, Reply
from assistant.web.site import STATIC
from assistant.web.visitors import WithVisitor
from assistant.web.wording import NO_IDENTITY, NO_SUCH_ROUTE, NOT_IDENTIFIED, WORDINGS
from assistant.web.wording_door import SIGN_IN_WORDS

log = logging.getLogger(__name__)

# An address of ours: neither `//host` nor `/\host`, which browsers take for another site, and nothing they leave out.
_OURS = re.compile(r"/(?![/\\])[!-\[\]-~]*")
_MOST_FIELDS = 8
_HASHED_AT_ONCE = 2  # argon2 takes 64 MiB each time


class Me(Reply):
    """Who sends the request; `name` is null where nobody signs in, `signs_out` tells of a session one can end.

    `may_edit` is whether they may add, correct and remove reports here.
    """

    name: str | None
    role: Role
    collections: tuple[str, ...] | None
    may_edit: bool
    signs_out: bool


class IdentityToken(BaseModel):
    """A JWT of the intranet's server."""

    model_config = ConfigDict(extra="forbid")
    token: str = Field(min_length=1, max_length=MAX_TOKEN_CHARS)


class WidgetSession(Reply):
    """A token for `Authorization: Bearer`, and how many seconds it lives."""

    token: str
    expires_in_s: int
    name: str | None


def keeper(request: Request) -> Keeper:
    """The keeper this app was created with."""
    found: Keeper = request.app.state.keeper
    return found


WithKeeper = Annotated[Keeper, Depends(keeper)]
router = APIRouter()


@router.get("/api/me", tags=["door"])
def me(request: Request, visitor: WithVisitor, kept: WithKeeper) -> Me:
    """Who you are, and what you may read and change."""
    by_session = kept.auth == "password" and "authorization" not in request.headers
    collections = None if visitor.collections is None else tuple(sorted(visitor.collections))
    may_edit = visitor.may_edit and getattr(request.app.state, "desk", None) is not None
    return Me(name=visitor.name, role=visitor.role, may_edit=may_edit, collections=collections, signs_out=by_session)


@router.get(SIGN_IN, include_in_schema=False)
def sign_in_page(request: Request, kept: WithKeeper, visitor: WithVisitor) -> Response:
    """The form, or straight on for who is signed in already."""
    _only_with_passwords(kept)
    wanted = safe_next(request.query_params.get("next", "/"))
    if visitor.name:
        return _on_to(wanted)
    return _page(_language(request.query_params.get("lang"), wanted), wanted)


@router.post(SIGN_IN, include_in_schema=False)
async def sign_in(request: Request, kept: WithKeeper) -> Response:
    """Begin a session and end the one the browser had, so that no word from before signing in lives on."""
    _only_with_passwords(kept)
    form = await _form(request)
    name, wanted = form.get("name", ""), safe_next(form.get("next", "/"))
    address = request.client.host if request.client else ""
    found = await to_thread.run_sync(
        kept.sign_in, name, form.get("password", ""), address, limiter=_hashing(request.app.state)
    )
    words = SIGN_IN_WORDS[language := _language(form.get("lang"), wanted)]
    if isinstance(found, TooManyTries):
        log.warning("too many tries to sign in from %s", address)
        page = _page(language, wanted, name, words.too_many_n.format(math.ceil(found.wait_s / 60)), 429)
        page.headers["Retry-After"] = str(math.ceil(found.wait_s))
        return page
    if isinstance(found, WrongPassword):
        log.warning("a try to sign in failed, from %s", address)
        return _page(language, wanted, name, words.wrong, 401)
    _end_session(request, kept)
    answer = _on_to(wanted)
    _set_cookie(request, answer, found, int(kept.sessions.lifetime_s))
    return answer


@router.post(SIGN_OUT, include_in_schema=False)
def sign_out(request: Request, kept: WithKeeper) -> Response:
    """End the session and go to the sign-in page."""
    _only_with_passwords(kept)
    _end_session(request, kept)
    answer = _on_to(SIGN_IN)
    _set_cookie(request, answer, "", 0)
    return answer


@router.post(WIDGET_SESSION, responses={401: {"model": Refusal}, 404: {"model": Refusal}}, tags=["door"])
def widget_session(body: IdentityToken, response: Response, kept: WithKeeper) -> WidgetSession:
    """Exchange a JWT, which is good once, for a token of ours, which the widget keeps in memory."""
    if kept.identity is None or kept.auth == "open":
        raise HTTPException(404, NO_IDENTITY)
    try:
        visitor = kept.identity.visitor(body.token)
    except NotIdentified as exc:
        log.warning("a JWT was refused: %s", exc)
        raise HTTPException(401, NOT_IDENTIFIED) from exc
    response.headers["Cache-Control"] = "no-store"
    lifetime_s = int(kept.widgets.lifetime_s)
    return WidgetSession(token=kept.widgets.begin(visitor), expires_in_s=lifetime_s, name=visitor.name)


def safe_next(wanted: str) -> str:
    """Where to go after signing in, if that is a page of ours; else the first page."""
    if not _OURS.fullmatch(wanted) or wanted.partition("?")[0] in (SIGN_IN, SIGN_OUT):
        return "/"
    return wanted


def _only_with_passwords(kept: Keeper) -> None:
    if kept.auth != "password":
        raise HTTPException(404, NO_SUCH_ROUTE)


def _language(chosen: str | None, wanted: str) -> Language:
    """The language asked for, else that of the page one came from."""
    if chosen in ("vi", "en"):
        return "en" if chosen == "en" else "vi"
    return "en" if wanted == "/en" or wanted.startswith(("/en/", "/en?")) else "vi"


async def _form(request: Request) -> dict[str, str]:
    """The fields of a form, the guard having limited its size; nothing when it is none of ours."""
    try:
        fields = parse_qs((await request.body()).decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return {}
    return {name: values[-1] for name, values in fields.items()}


def _page(language: Language, wanted: str, name: str = "", problem: str = "", status: int = 200) -> HTMLResponse:
    words = SIGN_IN_WORDS[language]
    other = f"{SIGN_IN}?lang={words.other_lang}&next={quote(wanted, safe='/')}"
    filled = {
        "lang": language,
        "product": WORDINGS[language].product,
        "title": words.title,
        "name_label": words.name,
        "password_label": words.password,
        "submit": words.submit,
        "hint": words.no_account,
        "other_lang": words.other_lang,
        "other_lang_name": words.other_lang_name,
        "other": other,
        "next": wanted,
        "name": name[:64],
        "problem": problem,
    }
    template = Template((STATIC / "sign_in.html").read_text(encoding="utf-8"))
    page = template.substitute({key: escape(text) for key, text in filled.items()})
    return HTMLResponse(page, status, {"Cache-Control": "no-store"})


def _on_to(address: str) -> Response:
    return RedirectResponse(address, 303, {"Cache-Control": "no-store"})


def _end_session(request: Request, kept: Keeper) -> None:
    if word := session_word(request.scope):
        kept.sessions.end(word)


def _set_cookie(request: Request, answer: Response, word: str, lifetime_s: int) -> None:
    secure, name = request.url.scheme == "https", cookie_name(request.scope)
    answer.set_cookie(name, word, max_age=lifetime_s, path="/", secure=secure, httponly=True, samesite="lax")


def _hashing(state: object) -> CapacityLimiter:
    """One limiter for each event loop, made where one runs."""
    limiter = getattr(state, "hashing", None)
    if limiter is None:
        limiter = CapacityLimiter(_HASHED_AT_ONCE)
        state.hashing = limiter  # type: ignore[attr-defined]
    return limiter
