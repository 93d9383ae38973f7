"""A request -> the Visitor behind it: who they are, what they may change and which collections they may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import Depends, HTTPException, Request

from assistant.web.wording import EDITORS_ONLY

Role = Literal["reader", "editor"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever sends a request; `name` is None where nobody signs in, `collections` None where all may be read."""

    name: str | None = None
    role: Role = "editor"
    collections: frozenset[str] | None = None

    @property
    def may_edit(self) -> bool:
        """Whether they may add, correct and remove reports."""
        return self.role == "editor"


ANYBODY = Visitor()


def visitor(request: Request) -> Visitor:
    """The visitor whom the door let in; where there is no door, anybody."""
    found: Visitor = request.scope.get("visitor", ANYBODY)
    return found


WithVisitor = Annotated[Visitor, Depends(visitor)]


def editor(found: WithVisitor) -> Visitor:
    """The visitor, if they may change the library; 403 otherwise."""
    if not found.may_edit:
        raise HTTPException(403, EDITORS_ONLY)
    return found


WithEditor = Annotated[Visitor, Depends(editor)]
