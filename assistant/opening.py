"""Settings -> an open library, an encoder, an Assistant: the parts put together, for every entry point alike."""

from __future__ import annotations

from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Selector
from assistant.assistant import Assistant
from assistant.embedding.encoder import SentenceEncoder, load_encoder
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


def build_assistant(library: Library, encoder: SentenceEncoder) -> Assistant:
    """Return an Assistant with the extractive composer over a library whose indexes are owned."""
    return Assistant(library, Retriever(library, encoder), ExtractiveComposer(Selector(encoder, library.frequencies)))
