"""A question and the turns before it -> a Query."""

from assistant.questions.understanding import understand

__all__ = ["understand"]
