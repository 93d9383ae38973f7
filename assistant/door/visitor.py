"""What the door knows of whoever sends a request: a Visitor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
NOBODY = Visitor(None, "reader", frozenset())
