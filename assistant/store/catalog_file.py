"""A path -> the catalog's file, made or upgraded, with transactions that read and that write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection

from assistant.store.database import catalog_errors, open_engine, write_ahead
from assistant.store.meta import is_empty, is_ready, make_ready, read_meta, require_model, same_model, write_meta


class CatalogFile:
    """The file of a catalog, for vectors of one model. Safe to share between threads."""

    def __init__(self, path: Path, model: str, dimension: int, busy_timeout_s: float) -> None:
        self.path = path
        self.model = model
        self.dimension = dimension
        self._busy_timeout_s = busy_timeout_s
        with catalog_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._engine = open_engine(path, busy_timeout_s)
        self._writer = self._engine.execution_options(writes=True)

    @classmethod
    def open(
        cls, path: Path, *, model: str, dimension: int, busy_timeout_s: float = 30.0, any_model: bool = False
    ) -> Self:
        """Open the catalog, made when there is none, for vectors of this model; with `any_model`, of the one it holds.

        Raises ModelMismatch when it holds reports with vectors of another model.
        """
        catalog = cls(path, model, dimension, busy_timeout_s)
        try:
            catalog._prepare()
            if any_model:
                catalog._take_its_model()
            else:
                catalog._adopt_model()
        except BaseException:
            catalog.close()
            raise
        return catalog

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @property
    def library_id(self) -> str:
        """Return a name of this library that no other has; a restored copy keeps it."""
        with self.reading() as connection:
            return read_meta(connection, "library_id")

    def check_model(self) -> None:
        """Raise ModelMismatch when the vectors are now those of another model."""
        with self.reading() as connection:
            require_model(connection, self.path, self.model, self.dimension)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One transaction that sees the catalog as it is now. Raises as every method of Catalog."""
        with catalog_errors(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction that changes the catalog whole or not at all. Raises as every method of Catalog."""
        with catalog_errors(self.path), self._writer.begin() as connection:
            yield connection

    def _prepare(self) -> None:
        with catalog_errors(self.path):
            write_ahead(self._engine, self._busy_timeout_s)
        with self.reading() as connection:
            if is_ready(connection, self.path):
                return
        with self.writing() as connection:
            # Another process may have done it between the two transactions.
            make_ready(connection, self.path, self.model, self.dimension)

    def _take_its_model(self) -> None:
        with self.reading() as connection:
            self.model, self.dimension = read_meta(connection, "model"), int(read_meta(connection, "dimension"))

    def _adopt_model(self) -> None:
        with self.reading() as connection:
            if same_model(connection, self.model, self.dimension):
                return
        with self.writing() as connection:
            if is_empty(connection):
                write_meta(connection, model=self.model, dimension=str(self.dimension))
            require_model(connection, self.path, self.model, self.dimension)
