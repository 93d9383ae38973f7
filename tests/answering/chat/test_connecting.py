"""connect: a model's name, an address and a key -> an endpoint that goes nowhere else."""

from __future__ import annotations

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage
from pydantic import SecretStr

from assistant.answering.chat.connecting import connect
from assistant.answering.chat.endpoint import ChatEndpoint
from assistant.answering.chat.failures import ChatFailed
from assistant.errors import SettingsError
from tests.answering.chat import scripted
from tests.answering.chat.conftest import KEY
from tests.answering.chat.scripted import ScriptedServer


@pytest.mark.parametrize(
    ("model", "message"),
    [("nobody:m", "LangChain can't make 'nobody:m'"), ("anthropic:m", "package of 'anthropic' is not installed")],
)
def test_a_model_that_can_t_be_had_stops_the_start_with_a_remedy(model: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as stopped:
        connect(model, None, SecretStr(KEY), 1)
    assert KEY not in str(stopped.value)


def test_making_an_endpoint_reaches_nobody(server: ScriptedServer) -> None:
    connect("openai:m", server.url, SecretStr(KEY), 1)
    connect("ollama:m", server.root, None, 1)
    assert server.requests == []


def heard(endpoint: ChatEndpoint) -> str:
    """The whole reply."""
    return "".join(endpoint.stream("hệ thống", "câu hỏi", 5))


def test_without_a_key_none_is_taken_from_the_environment(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_API_BASE", scripted.refusing_url())
    heard(connect("openai:m", server.url, None, 2))
    ((_, headers, _),) = server.requests
    assert headers["authorization"] == "Bearer none"


@pytest.mark.parametrize("model", ["openai:m", "ollama:m"])
def test_what_was_asked_is_not_carried_on_to_another_address(server: ScriptedServer, model: str) -> None:
    with scripted.scripted_server() as elsewhere:
        server.play = scripted.fails(307, Location=f"{elsewhere.root}/v1/chat/completions")
        with pytest.raises(ChatFailed, match="refused"):
            heard(connect(model, server.root, SecretStr(KEY), 2))
        assert elsewhere.requests == []


def test_any_chat_model_of_langchain_can_reply() -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage("Thu đạt 65 tỷ đồng [1].")]))
    assert heard(ChatEndpoint(model)) == "Thu đạt 65 tỷ đồng [1]."


def test_an_endpoint_may_be_used_from_within_a_running_loop(server: ScriptedServer) -> None:
    import asyncio

    endpoint = connect("openai:m", server.url, None, 5)

    async def ask() -> str:
        return heard(endpoint)

    assert [asyncio.run(ask()) for _ in range(2)] == ["KHÔNG NÊU"] * 2
