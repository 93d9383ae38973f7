"""A visitor -> what the pages may show them: who they are and whether they may change the library."""

from __future__ import annotations

from fastapi import APIRouter, Request

from assistant.web.schemas import Reply
from assistant.web.visitors import Role, WithVisitor

router = APIRouter()


class Me(Reply):
    """Whoever sends the request; `name` is null where nobody signs in."""

    name: str | None
    role: Role
    may_edit: bool


@router.get("/api/me", tags=["visitors"])
def me(request: Request, found: WithVisitor) -> Me:
    """The visitor's name and role, and whether they may add, correct and remove reports here."""
    return Me(name=found.name, role=found.role, may_edit=found.may_edit and request.app.state.desk is not None)
