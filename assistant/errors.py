"""The exception tree. Every message says what happened and what to do next.

AssistantError
├── SettingsError            a setting is unknown or malformed
├── ModelError
│   ├── ModelMissing         the embedding model has not been prepared
│   └── ModelDamaged         a model file fails its checksum or cannot be read
├── LibraryError
│   ├── LibraryBusy          another process is writing the catalog or owns the indexes
│   ├── LibraryDamaged       the catalog cannot be read, or has an unknown schema
│   │   └── IndexDamaged     an index made from the catalog cannot be read
│   ├── IndexUnreachable     the server that keeps an index does not answer
│   └── ModelMismatch        the library was built with another embedding model
├── BackupError             a backup cannot be made, or is not whole
├── FeedbackDamaged          what visitors thought of answers cannot be stored or read
├── ReadingError             one file could not be read
├── ReadersMissing           the processes that read files cannot start
├── AccountsError            an account or token cannot be had, or the file of them cannot be trusted
├── ServingError             the app cannot be served as asked (port in use, host not allowed)
├── Overloaded               more questions at once than the app may answer
└── AnswerLate               an answer takes longer than it may
"""

from __future__ import annotations


class AssistantError(Exception):
    """Base of every error this project raises on purpose; its text is meant for the user."""


class SettingsError(AssistantError):
    """A setting is unknown or malformed."""


class ModelError(AssistantError):
    """The embedding model cannot be used."""


class ModelMissing(ModelError):
    """The embedding model has not been prepared."""


class ModelDamaged(ModelError):
    """A model file fails its checksum or cannot be read."""


class LibraryError(AssistantError):
    """The library on disk cannot be used."""


class LibraryBusy(LibraryError):
    """Another process is writing the catalog or owns the derived indexes; `url` is its address when it serves one."""

    def __init__(self, message: str, url: str | None = None) -> None:
        super().__init__(message)
        self.url = url


class LibraryDamaged(LibraryError):
    """The catalog cannot be read, or was written by another schema."""


class IndexDamaged(LibraryDamaged):
    """An index made from the catalog cannot be read; it is made again."""


class IndexUnreachable(LibraryError):
    """The server that keeps an index does not answer."""


class ModelMismatch(LibraryError):
    """The library was built with another embedding model."""


class BackupError(AssistantError):
    """A backup cannot be made, or is not whole."""


class FeedbackDamaged(AssistantError):
    """What visitors thought of answers cannot be stored or read."""


class ReadingError(AssistantError):
    """One file could not be read; the message names the reason, not the file."""


class ReadersMissing(AssistantError):
    """The processes that read files cannot start."""


class AccountsError(AssistantError):
    """An account or token cannot be added, found or changed, or the accounts file cannot be used."""


class ServingError(AssistantError):
    """The app cannot be served as asked."""


class Overloaded(AssistantError):
    """More questions are asked at once than the app may answer."""

    def __init__(self) -> None:
        super().__init__("Too many questions at once; ask again shortly.")


class AnswerLate(AssistantError):
    """An answer takes longer than it may."""

    def __init__(self) -> None:
        super().__init__("The answer took too long; ask more narrowly, or raise ASSISTANT_ANSWER_TIMEOUT_S.")
