"""What the chat page's filters say, as JSON -> how the next question is asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field

from assistant.domain import Filters
from assistant.web.schemas import FiltersIn


@dataclass(frozen=True, slots=True)
class Limits:
    """Filters on the search; a question that is asked `alone` is not completed from the ones before it.

    It is where a visitor cleared or replaced what an earlier question had named: that must not come back by itself.
    """

    filters: Filters = field(default_factory=Filters)
    alone: bool = False


def read_limits(said: str) -> Limits:
    """Return what the page said, no limits for "". Raises ValueError where it is not what our page sends."""
    if not said:
        return Limits()
    read = _LimitsIn.model_validate_json(said)
    return Limits(read.filters.to_domain(), read.alone)


class _LimitsIn(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    filters: FiltersIn = Field(default_factory=FiltersIn)
    alone: bool = False
