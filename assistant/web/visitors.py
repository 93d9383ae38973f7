"""A request -> the Visitor behind it: who they are, what they may change and which collections they may read."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, HTTPException, Request

from assistant.door.visitor import ANYBODY, NOBODY, Role, Visitor
from assistant.web.wording import EDITORS_ONLY

__all__ = ["ANYBODY", "Role", "Visitor", "WithEditor", "WithVisitor", "editor", "visitor"]


def visitor(request: Request) -> Visitor:
    """The visitor whom the door let in; of whatever did not come through the door, nobody."""
    found: Visitor = request.scope.get("visitor", NOBODY)
    return found


WithVisitor = Annotated[Visitor, Depends(visitor)]


def editor(found: WithVisitor) -> Visitor:
    """The visitor, if they may change the library; 403 otherwise."""
    if not found.may_edit:
        raise HTTPException(403, EDITORS_ONLY)
    return found


WithEditor = Annotated[Visitor, Depends(editor)]
