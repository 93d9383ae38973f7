"""A question and the turns before it -> a Query."""

from assistant.questions.kind_weights import fits
from assistant.questions.understanding import Embed, understand

__all__ = ["Embed", "fits", "understand"]
