"""The name of a model, an address and a key -> a ChatEndpoint; nothing is sent yet."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Generator
from typing import Any

from pydantic import SecretStr

from assistant.answering.chat.capping import capping
from assistant.answering.chat.endpoint import ChatEndpoint
from assistant.errors import SettingsError

OLLAMA_URL = "http://127.0.0.1:11434"
MAX_REPLY_TOKENS = 1_000
# Their streams always say when they are done.
_SAY_WHEN_DONE = ("openai", "ollama")


def connect(model: str, base_url: str | None, api_key: SecretStr | None, timeout_s: float) -> ChatEndpoint:
    """Return the endpoint of a model named `provider:model`. Raises SettingsError when it can't be had."""
    provider, name = model.split(":", 1)
    from langchain.chat_models import init_chat_model

    options = {"openai": _openai, "ollama": _ollama}.get(provider, _other)(base_url, api_key, timeout_s)
    try:
        made = init_chat_model(name, model_provider=provider, temperature=0, **options)
    except ImportError as exc:
        remedy = "install it (pip install langchain-<provider>) or name another provider"
        raise SettingsError(f"ASSISTANT_CHAT_MODEL: the package of {provider!r} is not installed; {remedy}.") from exc
    except ValueError as exc:
        # Its words may quote what was passed in.
        detail = "write provider:model, such as openai:qwen2.5-7b-instruct or ollama:qwen2.5:7b"
        raise SettingsError(f"ASSISTANT_CHAT_MODEL: LangChain can't make {model!r}; {detail}.") from exc
    return ChatEndpoint(made, says_when_done=provider in _SAY_WHEN_DONE)


def _openai(base_url: str | None, api_key: SecretStr | None, timeout_s: float) -> dict[str, Any]:
    """Options for a server that speaks OpenAI's protocol. Without a key it gets a placeholder, never OPENAI_API_KEY."""
    import httpx2

    # At DEBUG it logs whole requests; a warning about a reply of another shape quotes the reply.
    logging.getLogger("openai").setLevel(logging.INFO)
    warnings.filterwarnings("ignore", "Pydantic serializer warnings")
    client = httpx2.AsyncClient(timeout=timeout_s, event_hooks={"response": [capping(httpx2.AsyncByteStream)]})
    return {
        "base_url": base_url,
        "api_key": api_key or SecretStr("none"),
        "timeout": timeout_s,
        "max_retries": 0,
        "max_tokens": MAX_REPLY_TOKENS,
        "use_responses_api": False,
        "stream_usage": False,
        "http_async_client": client,
    }


def _ollama(base_url: str | None, api_key: SecretStr | None, timeout_s: float) -> dict[str, Any]:
    """Options for Ollama's own protocol. `num_ctx` stays the server's, see docs/chat-model.md."""
    import httpx

    client: dict[str, Any] = {
        "timeout": timeout_s,
        "follow_redirects": False,
        "event_hooks": {"response": [capping(httpx.AsyncByteStream)]},
    }
    if api_key:
        client["auth"] = _bearer(api_key)
    return {
        "base_url": base_url or OLLAMA_URL,
        "num_predict": MAX_REPLY_TOKENS,
        "reasoning": False,
        "async_client_kwargs": client,
    }


def _other(base_url: str | None, api_key: SecretStr | None, timeout_s: float) -> dict[str, Any]:
    """The options that LangChain's packages have in common."""
    named = {"base_url": base_url, "api_key": api_key}
    common = {"timeout": timeout_s, "max_retries": 0, "max_tokens": MAX_REPLY_TOKENS}
    return {**common, **{name: value for name, value in named.items() if value}}


def _bearer(api_key: SecretStr) -> Any:
    """An httpx.Auth that keeps the key out of the client's headers, and so out of every repr."""
    import httpx

    class Bearer(httpx.Auth):
        def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
            request.headers["Authorization"] = f"Bearer {api_key.get_secret_value()}"
            yield request

    return Bearer()
