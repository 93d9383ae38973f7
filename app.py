"""Serve the chat page, the widget and the HTTP API: python app.py."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.settings import Settings


def main() -> int:
    """Serve until interrupted; return 2 when it could not start."""
    about = "Serve the chat page, the widget and the HTTP API. Its settings are environment variables, see README.md."
    argparse.ArgumentParser(description=about).parse_args()
    from assistant.errors import AssistantError
    from assistant.feedback import FEEDBACK_FILE
    from assistant.offline import force_offline

    force_offline()
    from assistant.settings import load_settings
    from assistant.web.serve import serve

    try:
        settings = load_settings()
        with ExitStack() as stack:
            serve(
                lambda: _open(settings, stack),
                host=settings.host,
                port=settings.port,
                embed_origins=settings.embed_origins,
                feedback_file=settings.library / FEEDBACK_FILE,
            )
    except AssistantError as exc:
        print(exc, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _open(settings: Settings, stack: ExitStack) -> Assistant:
    """Open everything for as long as `stack` lives; this process owns the indexes."""
    from assistant.opening import build_assistant, open_encoder, open_library
    from assistant.store.follower import Follower
    from assistant.web.serve import address

    encoder = open_encoder(settings)
    library = stack.enter_context(open_library(settings, encoder))
    stack.enter_context(library.own(url=address(settings.host, settings.port)))
    stack.enter_context(Follower(library))
    encoder.load()
    return build_assistant(library, encoder, settings)


if __name__ == "__main__":
    sys.exit(main())
