"""A Draft -> the same draft, each statement held against the words it cites; failed wording is replaced or left out."""

from __future__ import annotations

from assistant.answering.verification.checking import Verdict, check, unsupported
from assistant.answering.verification.correcting import verify

__all__ = ["Verdict", "check", "unsupported", "verify"]
