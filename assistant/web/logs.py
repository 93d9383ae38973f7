"""Log records -> one JSON object a line that never holds the text of a question or of a report.

Our own messages are written so. Of an exception stand its type and where it was raised, not its text, which may quote
what it failed on; of other libraries' messages only where they come from.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, TextIO

Level = Literal["debug", "info", "warning", "error"]

OURS = "assistant"
# Messages of uvicorn speak of connections and the server itself.
_SHOWN = (OURS, "uvicorn")
_FRAMES = 12
_HERE = Path(__file__).resolve().parents[2]


class JsonLines(logging.Formatter):
    """Formats a record as one line; `extra={"told": {...}}` adds fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        shown = record.name.split(".")[0] in _SHOWN
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if shown else "not shown: it may quote a question or a report",
        }
        if not shown:
            line["where"] = f"{record.filename}:{record.lineno}"
        line.update(getattr(record, "told", {}))
        if record.exc_info and record.exc_info[1]:
            line.update(_failure(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


def write_logs(level: Level, stream: TextIO | None = None) -> None:
    """Send all logging of this process to `stream`, standard error by default: ours from `level`, others' warnings."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(OURS).setLevel(level.upper())


def _failure(error: BaseException) -> dict[str, object]:
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    raised = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or error.__context__
    told: dict[str, object] = {"error": _type(error), "raised": raised}
    return told | {"cause": _type(cause)} if cause else told


def _type(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def _short(path: str) -> str:
    """A path from the project or from site-packages on."""
    return path.removeprefix(f"{_HERE}/").rpartition("site-packages/")[2]
