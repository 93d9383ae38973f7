"""What the words of a report leave to those after them: from sentence to sentence, and from measure to measure."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.domain import FigureKind, Period


@dataclass(slots=True)
class Governing:
    """What earlier sentences of a paragraph left to the following ones: the period they are of.

    `is_assigned` when they head a list of what is to be done: '... giao nhiệm vụ tháng 8 như sau:'; `shared` is the
    kind of the last percentage; `spent` the time up to which money was told of.
    """

    result: Period | None = None
    target: Period | None = None
    is_assigned: bool = False
    shared: FigureKind | None = None
    spent: Period | None = None


@dataclass(slots=True)
class Before:
    """What the measures before one in its sentence leave to it.

    `name` is what was measured, `shared` the kind of a percentage, `is_plan` whether it was a plan's amount; `is_part`
    is whether the one read last is a part of such an amount.
    """

    name: str = ""
    shared: FigureKind | None = None
    is_plan: bool = False
    is_part: bool = False
