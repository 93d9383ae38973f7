"""Settings -> an open library, an encoder, an Assistant: the parts put together, for every entry point alike."""

from __future__ import annotations

from assistant.answering.draft import Composer
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Selector
from assistant.assistant import Assistant
from assistant.embedding.encoder import SentenceEncoder, load_encoder
from assistant.embedding.remembering import RememberingEncoder
from assistant.questions import fits
from assistant.retrieval import Retriever
from assistant.settings import Settings
from assistant.store.library import Library


def open_encoder(settings: Settings) -> SentenceEncoder:
    """Return the encoder the settings name, not loaded yet. Raises ModelMissing when it is not prepared."""
    return load_encoder(settings.embedding_model, settings.models, settings.embedding_engine, settings.threads)


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
    extractive = ExtractiveComposer(Selector(remembering, library.frequencies))
    composer = _with_chat_model(settings, extractive) if settings and settings.chat_model else extractive
    embed = remembering.embed_query if fits(encoder.identity) else None
    return Assistant(library, Retriever(library, remembering), composer, embed)


def _with_chat_model(settings: Settings, extractive: Composer) -> Composer:
    from assistant.answering.chat.composer import ChatComposer
    from assistant.answering.chat.connecting import connect
    from assistant.answering.chat.tokens import count_tokens

    assert settings.chat_model
    url = str(settings.chat_base_url) if settings.chat_base_url else None
    endpoint = connect(settings.chat_model, url, settings.chat_api_key, settings.chat_timeout_s)
    count_tokens("")  # loads the encoding now and not while a question waits
    timeout_s, max_tokens = settings.chat_timeout_s, settings.chat_prompt_tokens
    return ChatComposer(extractive, endpoint, timeout_s=timeout_s, max_tokens=max_tokens)
