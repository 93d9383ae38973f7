"""The command line: python -m assistant ask | facts | feedback | library | model | users | tokens."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from time import monotonic, sleep
from typing import TYPE_CHECKING

from assistant import accounts_command, facts_command, feedback_command, library_command
from assistant.commands import typed

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.web.schemas import AskResponse

# For an answer without a chat model, from an app that may only just have started.
_APP_TIMEOUT_S = 120


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 when it did what it should, 1 when it found something wrong, 2 when it could not."""
    options = parser().parse_args(arguments)
    from assistant.errors import AssistantError
    from assistant.offline import force_offline

    force_offline()
    from assistant.settings import load_settings

    try:
        return int(options.run(options, load_settings()) or 0)
    except AssistantError as exc:
        print(exc, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 2
    except BrokenPipeError:
        # Whoever reads a listing, such as head, has seen enough; Python would complain again when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    made = argparse.ArgumentParser(prog=typed("-m assistant"), description="Trợ lý Hội nghị: ask the meeting reports.")
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer a question, with citations")
    ask.add_argument("question", help="in Vietnamese, with or without diacritics, or in English")
    ask.add_argument("--json", action="store_true", help="print the whole answer as POST /api/ask gives it")
    ask.set_defaults(run=_ask)
    facts = commands.add_parser("facts", help="list the figures, people, meetings and points of the reports")
    facts_command.add_parsers(facts)
    facts.set_defaults(run=_facts)
    feedback = commands.add_parser("feedback", help="export what visitors thought of answers")
    feedback_command.add_feedback_parsers(feedback)
    feedback.set_defaults(run=_feedback)
    library = commands.add_parser("library", help="what the library holds, whether it is whole, backups")
    library_command.add_library_parsers(library, _re_embed)
    library.set_defaults(run=_library)
    model = commands.add_parser("model", help="prepare the embedding model, once")
    model.set_defaults(run=_model)
    users = commands.add_parser("users", help="who may sign in, with ASSISTANT_AUTH=password")
    tokens = commands.add_parser("tokens", help="tokens for programs that use the HTTP API")
    accounts_command.add_parsers(users, tokens)
    for accounts in (users, tokens):
        accounts.set_defaults(run=_accounts)
    return made


def _ask(options: argparse.Namespace, settings: Settings) -> None:
    reply = _reply(_checked(options.question), settings)
    if options.json:
        print(reply.model_dump_json())
        return
    print(reply.answer)
    for note in reply.notes:
        print(f"({note})")
    for heading, cited in (("", reply.citations), ("Gần nhất / nearest:", reply.nearest)):
        if cited:
            print(f"\n{heading}".rstrip())
        for citation in cited:
            page = f", trang {citation.page}" if citation.page else ""
            print(f"[{citation.number}] {citation.file}{page}: “{citation.quote}”")


def _reply(question: str, settings: Settings) -> AskResponse:
    """Answer here, or through the app when it owns the indexes."""
    from assistant.errors import LibraryBusy
    from assistant.opening import build_assistant, open_encoder, open_library
    from assistant.web.schemas import AskResponse

    encoder = open_encoder(settings)
    with open_library(settings, encoder) as library:
        try:
            with library.own():
                return AskResponse.of(build_assistant(library, encoder, settings).ask(question))
        except LibraryBusy as busy:
            if busy.url:
                return _ask_app(busy.url, question, settings)
        # Another command, which is soon done with them.
        with library.own(wait_s=settings.busy_timeout_s):
            return AskResponse.of(build_assistant(library, encoder, settings).ask(question))


def _checked(question: str) -> str:
    """Return the question if the HTTP API would take it too."""
    from pydantic import ValidationError

    from assistant.errors import AssistantError
    from assistant.web.schemas import MAX_QUESTION_CHARS, AskRequest

    try:
        return AskRequest(question=question).question
    except ValidationError as exc:
        raise AssistantError(f"Ask a question of 1 to {MAX_QUESTION_CHARS} characters.") from exc


def _ask_app(url: str, question: str, settings: Settings) -> AskResponse:
    import httpx

    from assistant.errors import ServingError
    from assistant.web.schemas import AskResponse

    timeout_s = _APP_TIMEOUT_S + settings.chat_timeout_s
    headers = {"Authorization": f"Bearer {settings.api_token.get_secret_value()}"} if settings.api_token else {}
    ends = monotonic() + timeout_s
    try:
        while True:
            response = httpx.post(
                f"{url}/api/ask", json={"question": question}, headers=headers, timeout=timeout_s, trust_env=False
            )
            is_for_now = response.status_code in (429, 503) and "Retry-After" in response.headers
            if not is_for_now or monotonic() > ends:
                break
            sleep(1)  # it starts, its library is busy, or others ask
        if response.status_code == httpx.codes.UNAUTHORIZED:
            make = f"`{typed('-m assistant tokens add NAME')}` makes one"
            raise ServingError(f"The app at {url} wants a token of its own: put it into ASSISTANT_API_TOKEN; {make}.")
        response.raise_for_status()
    except httpx.HTTPError as exc:
        remedy = "ask again when it has started, or restart it"
        raise ServingError(f"The app at {url} owns the library but does not answer ({exc}): {remedy}.") from exc
    return AskResponse.model_validate_json(response.content)


def _facts(options: argparse.Namespace, settings: Settings) -> None:
    facts_command.list_facts(options, settings.library)


def _accounts(options: argparse.Namespace, settings: Settings) -> None:
    accounts_command.change_accounts(options, settings.accounts)


def _feedback(options: argparse.Namespace, settings: Settings) -> None:
    feedback_command.export_feedback(settings.library)


def _library(options: argparse.Namespace, settings: Settings) -> int:
    chroma_url = str(settings.chroma_url) if settings.chroma_url else None
    return library_command.act_on_library(
        options, library_command.Kept(settings.library, settings.busy_timeout_s, chroma_url)
    )


def _re_embed(options: argparse.Namespace, settings: Settings) -> None:
    from rich.progress import Progress

    from assistant.opening import open_encoder
    from assistant.store.library import existing_catalog
    from assistant.store.reembedding import reembed

    existing_catalog(settings.library)
    encoder = open_encoder(settings)
    with Progress() as bar:
        task = bar.add_task("passages", total=None)
        count = reembed(
            settings.library,
            model=encoder.identity,
            dimension=encoder.dimension,
            embed=encoder.embed_passages,
            busy_timeout_s=settings.busy_timeout_s,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    print(f"{count} passages now have the vectors of {encoder.identity}.")


def _model(options: argparse.Namespace, settings: Settings) -> None:
    from assistant.embedding.prepare import prepare

    prepared = prepare(settings.encoder, settings.models, lambda step: print(step, flush=True))
    print(f"{prepared.identity} is ready in {prepared.folder}")


if __name__ == "__main__":
    sys.exit(main())
