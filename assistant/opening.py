"""Settings -> an open library, an encoder, an Assistant: the parts put together, for every entry point alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.answering.draft import Composer
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Selector
from assistant.assistant import Assistant
from assistant.commands import typed
from assistant.door.accounts import Accounts
from assistant.door.keeper import Keeper, SignedIn
from assistant.door.proxies import Proxies, ProxyHeaders
from assistant.door.sessions import Sessions
from assistant.embedding.encoder import SentenceEncoder, load_encoder
from assistant.embedding.remembering import RememberingEncoder
from assistant.errors import SettingsError
from assistant.questions import fits
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.store.holdings import Holdings
from assistant.store.library import Library

if TYPE_CHECKING:
    from assistant.door.identity import HostIdentity


def open_encoder(settings: Settings) -> SentenceEncoder:
    """Return the encoder the settings name, not loaded yet. Raises ModelMissing when it is not prepared."""
    return load_encoder(settings.encoder, settings.models, settings.embedding_engine, settings.threads)


def open_library(settings: Settings, encoder: SentenceEncoder) -> Library:
    """Open the library for an encoder; its indexes are not owned yet. Raises ModelMismatch for another model."""
    return Library.open(
        settings.library,
        model=encoder.identity,
        dimension=encoder.dimension,
        chroma_url=str(settings.chroma_url) if settings.chroma_url else None,
        busy_timeout_s=settings.busy_timeout_s,
    )


def build_assistant(library: Library, encoder: SentenceEncoder, settings: Settings | None = None) -> Assistant:
    """Return an Assistant over a library whose indexes are owned.

    It composes extractively unless the settings name a chat model. Raises SettingsError when that can't be had.
    """
    remembering = RememberingEncoder(encoder)
    meaning = remembering if fits(encoder.identity) else None
    worded = _with_chat_model(settings) if settings and settings.chat_model else None

    def over(held: Holdings) -> Assistant:
        # What a composer remembers are words of reports: each part of the library has one of its own.
        extractive = ExtractiveComposer(Selector(remembering, held.frequencies, held.clause_vectors))
        composer = worded(extractive) if worded else extractive
        return Assistant(held, Retriever(held, remembering), composer, meaning, over)

    return over(library)


def open_door(settings: Settings) -> Keeper:
    """Return who keeps the door. Raises SettingsError when nobody could ever come in, or a key cannot be used."""
    accounts = Accounts(settings.accounts)
    if settings.auth == "password" and not accounts.users():
        add = typed("-m assistant users add NAME --role editor")
        raise SettingsError(f"ASSISTANT_AUTH=password, but {settings.accounts} has no users: `{add}` adds one.")
    if settings.auth == "proxy" and not settings.proxy_addresses:
        raise SettingsError("ASSISTANT_AUTH=proxy needs ASSISTANT_PROXY_ADDRESSES: whose headers are to be believed?")
    sessions: Sessions[SignedIn] = Sessions(settings.session_hours * 3600)
    headers = ProxyHeaders(settings.proxy_user_header, settings.proxy_role_header, settings.proxy_collections_header)
    return Keeper(
        settings.auth, accounts, Proxies(settings.proxy_addresses), headers, _open_identity(settings), sessions
    )


def _open_identity(settings: Settings) -> HostIdentity | None:
    """Who believes the JWTs of the widget, where there is a key to check them with."""
    if settings.embed_secret is None and settings.embed_key is None:
        return None
    from assistant.door.identity import HostIdentity, public_key, shared_secret

    if settings.embed_secret:
        return HostIdentity(shared_secret(settings.embed_secret.get_secret_value()), settings.embed_audience)
    assert settings.embed_key
    try:
        pem = settings.embed_key.read_bytes()
    except OSError as exc:
        raise SettingsError(f"ASSISTANT_EMBED_KEY: {settings.embed_key} cannot be read ({exc.strerror}).") from exc
    return HostIdentity(public_key(pem), settings.embed_audience)


def _with_chat_model(settings: Settings) -> Callable[[Composer], Composer]:
    """Return what puts the chat model before a composer of ours."""
    from assistant.answering.chat.composer import ChatComposer
    from assistant.answering.chat.connecting import connect
    from assistant.answering.chat.tokens import count_tokens

    assert settings.chat_model
    url = str(settings.chat_base_url) if settings.chat_base_url else None
    endpoint = connect(settings.chat_model, url, settings.chat_api_key, settings.chat_timeout_s)
    count_tokens("")  # loads the encoding now and not while a question waits
    timeout_s, max_tokens = settings.chat_timeout_s, settings.chat_prompt_tokens
    return lambda extractive: ChatComposer(extractive, endpoint, timeout_s=timeout_s, max_tokens=max_tokens)
