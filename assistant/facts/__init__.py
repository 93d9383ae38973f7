"""A Report -> its Facts: the figures it states and the points it makes, each tied to its exact words."""

from __future__ import annotations

from assistant.domain import Facts, Report
from assistant.facts.figures import find_figures
from assistant.facts.points import find_points

__all__ = ["find_facts", "find_figures", "find_points"]


def find_facts(report: Report) -> Facts:
    """Return what a report states as data; menus, bylines and other noise state nothing."""
    return Facts(find_figures(report), find_points(report))
