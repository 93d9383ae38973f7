"""A Draft -> the same draft with each statement checked against the words it cites; failed wording is replaced or left out."""

from __future__ import annotations

from assistant.answering.verification.checking import Verdict, check, unsupported
from assistant.answering.verification.correcting import verify

__all__ = ["Verdict", "check", "unsupported", "verify"]
