"""Passages and their vectors -> Chroma, and the passages whose vectors are nearest to a question's.

Chroma is derived: whatever it refuses is IndexDamaged, and the index is made again from the catalog.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import chromadb
import httpx
import numpy as np
from chromadb.api.client import Client
from chromadb.api.models.Collection import Collection
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from chromadb.errors import ChromaError
from numpy.typing import NDArray

from assistant.domain import Passage
from assistant.errors import IndexDamaged, IndexUnreachable, LibraryError
from assistant.store.database import file_error
from assistant.store.derived import Hit

# Chroma takes at most 5,461 in one call; smaller ones let a question in between.
_BATCH = 500


class ChromaIndex:
    """One Chroma collection with cosine distance, in a folder of ours or on a `chroma run` server.

    Safe to share between threads. A server is first spoken to when it is needed. Every method but `close`
    raises IndexUnreachable when it does not answer, LibraryError when the disk refuses.
    """

    def __init__(self, folder: Path, name: str, url: str | None) -> None:
        self._folder = folder
        self._name = name
        self._url = url
        self._lock = threading.RLock()
        self._client: Client | None = None
        self._is_closed = False
        if not url:
            with self._errors():
                self._collection()

    def close(self) -> None:
        """Release the store; what is asked of it afterwards is IndexDamaged."""
        with self._lock:
            self._is_closed = True
            if self._client:
                self._client.close()

    def drop_others(self, prefix: str) -> None:
        """Delete the other collections on the server whose names begin like this. In our folder there are no others."""
        if not self._url:
            return
        with self._lock, self._errors():
            self._collection()
            assert self._client
            for other in self._client.list_collections():
                if other.name.startswith(prefix) and other.name != self._name:
                    self._client.delete_collection(other.name)

    def replace(self, report_ids: Sequence[str], passages: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        """Let `passages`, with vectors (n, dim), be all there is of these reports. Doing it twice changes nothing."""
        with self._errors():
            known = self._passages_of(report_ids)
            for start in range(0, len(passages), _BATCH):
                self._upsert(passages[start : start + _BATCH], vectors[start : start + _BATCH])
            self._delete(sorted(known - {passage.id for passage in passages}))

    def ids(self) -> frozenset[str]:
        """Return the ids of all passages in the index."""
        with self._lock, self._errors():
            return frozenset(self._collection().get(include=[])["ids"])

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors of these passages as the index has them, (dim,); those unknown are left out."""
        with self._lock, self._errors():
            found = self._collection().get(ids=list(passage_ids), include=["embeddings"])
        rows = found["embeddings"] if found["embeddings"] is not None else ()
        return {passage_id: np.asarray(row, np.float32) for passage_id, row in zip(found["ids"], rows, strict=True)}

    def query(self, vectors: NDArray[np.float32], k: int) -> tuple[tuple[Hit, ...], ...]:
        """Return for each row of vectors (n, dim) the k nearest passages, each with its cosine, the nearest first."""
        with self._lock, self._errors():
            found = self._collection().query(query_embeddings=vectors, n_results=k, include=["distances"])
        distances = found["distances"] or []
        return tuple(
            tuple(Hit(passage_id, 1 - distance) for passage_id, distance in zip(ids, row, strict=True))
            for ids, row in zip(found["ids"], distances, strict=True)
        )

    def _collection(self) -> Collection:
        if self._is_closed:
            raise ValueError("it is closed")
        if self._client is None:
            client = _server(self._url) if self._url else _embedded(self._folder)
            try:
                self._known: Collection = client.get_or_create_collection(
                    self._name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
                if self._url:
                    _check_for_functions(self._known, self._url)
            except BaseException:
                client.close()
                raise
            self._client = client
        return self._known

    def _passages_of(self, report_ids: Sequence[str]) -> set[str]:
        if not report_ids:
            return set()
        where: dict[str, Any] = {"report_id": {"$in": list(report_ids)}}
        with self._lock:
            return set(self._collection().get(where=where, include=[])["ids"])

    def _upsert(self, passages: Sequence[Passage], vectors: NDArray[np.float32]) -> None:
        with self._lock:
            self._collection().upsert(
                ids=[passage.id for passage in passages],
                embeddings=vectors,
                metadatas=[{"report_id": passage.report_id} for passage in passages],
            )

    def _delete(self, passage_ids: Sequence[str]) -> None:
        for start in range(0, len(passage_ids), _BATCH):
            with self._lock:
                self._collection().delete(ids=list(passage_ids[start : start + _BATCH]))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as exc:
            raise file_error(exc, self._folder) from exc
        except httpx.HTTPError as exc:
            raise _unreachable(self._url) from exc
        except (ChromaError, ValueError, RuntimeError) as exc:
            raise _translated(exc, self._folder) from exc


def _embedded(folder: Path) -> Client:
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return cast(Client, chromadb.PersistentClient(path=str(folder), settings=_quiet()))
    except (ChromaError, ValueError):
        # Chroma keeps the half-made store under this path and would hand it out again.
        SharedSystemClient.clear_system_cache()
        raise


def _server(url: str) -> Client:
    try:
        return cast(Client, chromadb.HttpClient(host=url, settings=_quiet()))
    except ValueError as exc:
        raise _unreachable(url) from exc


def _check_for_functions(collection: Collection, url: str) -> None:
    """Raise IndexUnreachable for a collection that names an embedding function, which none of ours does.

    Whoever may write to the server can name one with a model of their own and its code; Chroma's client would load it
    here at the next write (CVE-2026-45829, -45833).
    """
    if any(map(_names_function, (collection.configuration_json, collection._model.serialized_schema))):
        raise IndexUnreachable(
            f"The collection {collection.name} of the Chroma server at {url} names an embedding function: somebody else"
            " changed it. Delete it there, it is filled anew, and see who can reach the server; or unset"
            " ASSISTANT_CHROMA_URL."
        )


def _names_function(told: object) -> bool:
    """Whether a configuration or schema names an embedding function anywhere."""
    if isinstance(told, Mapping):
        function = told.get("embedding_function")
        return (isinstance(function, Mapping) and "name" in function) or any(map(_names_function, told.values()))
    return False


def _quiet() -> Settings:
    # Chroma would look into our .env for settings of its own.
    return Settings(anonymized_telemetry=False, _env_file=None)


def _unreachable(url: str | None) -> IndexUnreachable:
    return IndexUnreachable(
        f"No Chroma server answers at {url}: start `chroma run` there, or unset ASSISTANT_CHROMA_URL."
    )


def _translated(exc: Exception, folder: Path) -> LibraryError:
    reason = str(exc).lower()
    if any(sign in reason for sign in ("disk is full", "no space", "readonly", "read-only", "permission denied")):
        return LibraryError(f"{folder} cannot be written ({exc}): free disk space and make it writable for this user.")
    return IndexDamaged(f"The dense index {folder} cannot be used ({exc}): it is rebuilt, ask again shortly.")
