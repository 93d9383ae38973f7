"""A Report -> the figures it states, each tied to its exact words."""

from assistant.facts.figures import find_figures

__all__ = ["find_figures"]
