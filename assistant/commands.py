"""What follows "python" in a command of ours -> the command as it is typed here, with the interpreter that runs."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path


def typed(arguments: str) -> str:
    """Return `.venv/bin/python -m assistant …` for `-m assistant …`: a bare `python` may be another one, or none."""
    return f"{shlex.quote(_interpreter())} {arguments}"


def _interpreter() -> str:
    """The interpreter's path, from the current directory where it lies below that; links are not followed."""
    path = Path(sys.executable or "python")
    try:
        below = path.relative_to(Path.cwd())
    except (ValueError, OSError):  # elsewhere, or the current directory was removed
        return str(path)
    return str(below) if len(below.parts) > 1 else f"./{below}"
