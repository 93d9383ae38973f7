"""Text -> the days (`days`) and the periods (`periods`) it mentions, with or without diacritics, also in English."""

from __future__ import annotations

from assistant.vietnamese.days import DateMention, find_dates
from assistant.vietnamese.periods import PeriodMention, find_periods

__all__ = ["DateMention", "PeriodMention", "find_dates", "find_periods"]
