"""Serve the chat page, the widget and the HTTP API: python app.py."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.desk import Desk
    from assistant.settings import Settings
    from assistant.web.limiting import Limits


def main() -> int:
    """Serve until interrupted; return 2 when it could not start."""
    about = "Serve the chat page, the widget and the HTTP API. Its settings are environment variables, see README.md."
    argparse.ArgumentParser(description=about).parse_args()
    from assistant.errors import AssistantError
    from assistant.feedback import FEEDBACK_FILE
    from assistant.offline import force_offline

    force_offline()
    from assistant.opening import open_door
    from assistant.settings import load_settings
    from assistant.web.logs import write_logs
    from assistant.web.serve import serve

    try:
        settings = load_settings()
        write_logs(settings.log_level)
        with ExitStack() as stack:
            serve(
                lambda: _open(settings, stack),
                host=settings.host,
                port=settings.port,
                keeper=open_door(settings),
                open_to_network=settings.open_to_network,
                allowed_hosts=settings.allowed_hosts,
                embed_origins=settings.embed_origins,
                limits=_limits(settings),
                feedback_file=settings.library / FEEDBACK_FILE,
            )
    except AssistantError as exc:
        print(exc, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 0
    return 0


def _limits(settings: Settings) -> Limits:
    from assistant.web.limiting import Limits

    return Limits(
        settings.questions_a_minute, settings.requests_a_minute, settings.answers_together, settings.answer_timeout_s
    )


def _open(settings: Settings, stack: ExitStack) -> tuple[Assistant, Desk]:
    """Open everything for as long as `stack` lives; this process owns the indexes."""
    from assistant.desk import Desk
    from assistant.isolation import ReaderPool
    from assistant.opening import build_assistant, open_encoder, open_library
    from assistant.store.follower import Follower
    from assistant.web.serve import address

    encoder = open_encoder(settings)
    library = stack.enter_context(open_library(settings, encoder))
    stack.enter_context(library.own(url=address(settings.host, settings.port)))
    stack.enter_context(Follower(library))
    encoder.load()
    pool = stack.enter_context(ReaderPool())
    desk = Desk(library, encoder, settings.library / "uploads", pool, max_bytes=settings.upload_mb << 20)
    return build_assistant(library, encoder, settings), desk


if __name__ == "__main__":
    sys.exit(main())
