"""A question and the turns before it -> a Query."""

from assistant.questions.kind_weights import Meaning, fits
from assistant.questions.understanding import understand

__all__ = ["Meaning", "fits", "understand"]
