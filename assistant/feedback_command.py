"""`python -m assistant feedback export` -> what visitors thought of answers, one JSON object a line, oldest first."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def add_feedback_parsers(feedback: argparse.ArgumentParser) -> None:
    """Add the subcommands."""
    commands = feedback.add_subparsers(required=True, metavar="WHAT")
    commands.add_parser("export", help="print every thumb with its comment, question and answer as JSON lines")


def export_feedback(library: Path) -> None:
    """Print what is stored beside the library in a folder; nothing where nobody gave any."""
    from assistant.feedback import FEEDBACK_FILE, stored_feedback

    for given in stored_feedback(library / FEEDBACK_FILE):
        told = {
            "answer_id": given.answer_id,
            "at": given.at,
            "rating": given.rating,
            "comment": given.comment,
            "question": given.question,
            "filters": json.loads(given.filters),
            "answer": json.loads(given.answer),
        }
        print(json.dumps(told, ensure_ascii=False))
