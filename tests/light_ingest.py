"""ingest.py as it is, but with the encoder that needs no model: what a test of whole folders runs as a process."""

from __future__ import annotations

import sys

import assistant.opening
import ingest
from assistant.settings import Settings
from tests.light_encoder import LightEncoder


def _open_encoder(settings: Settings) -> LightEncoder:
    return LightEncoder()


if __name__ == "__main__":
    assistant.opening.open_encoder = _open_encoder  # type: ignore[assignment]
    sys.exit(ingest.main())
