"""A scripted server, and composers that ask it about two invented reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest
from pydantic import SecretStr

from assistant.answering.chat.composer import ChatComposer
from assistant.answering.chat.connecting import connect
from assistant.answering.chat.endpoint import ChatEndpoint
from assistant.answering.chat.tokens import count_tokens
from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Selector
from assistant.domain import Retrieved
from tests.answering.building import SyllableEncoder, frequencies_of
from tests.answering.chat.scripted import ScriptedServer, scripted_server
from tests.reports import make_evidence, make_report

KEY = "sk-bi-mat-0123456789"
TIMEOUT_S = 5.0
BUDGET = "Thu ngân sách tháng 8 ước đạt 9,5 tỷ đồng. Thu ngân sách 8 tháng đạt 65 tỷ đồng, bằng 72% dự toán tỉnh giao."
CHAIR = "Đồng chí Lê Văn Tư, Bí thư Huyện ủy chủ trì hội nghị; dự có đồng chí Đào Thị Én, Chủ tịch HĐND huyện."
FORESTS = "Độ che phủ rừng đạt 55%; công tác giải phóng mặt bằng gặp khó khăn."
DOI_MAY = make_report(
    f"{BUDGET}\n{CHAIR}\n{FORESTS}", title="Hội nghị Huyện ủy Đồi Mây", held_on=date(2022, 9, 5), chairs=("Lê Văn Tư",)
)
RETRIEVED = Retrieved(
    tuple(make_evidence(DOI_MAY, words, rank=n) for n, words in enumerate((BUDGET, CHAIR, FORESTS), 1))
)
ASKED = "Thu ngân sách 8 tháng đạt bao nhiêu?"
UNANSWERED = "Huyện có bao nhiêu trường đạt chuẩn quốc gia?"
MakeComposer = Callable[..., ChatComposer]


@pytest.fixture(scope="session", autouse=True)
def _loaded() -> None:
    """Load the encoding before any clock runs."""
    count_tokens("")


@pytest.fixture(scope="session")
def session_server() -> Iterator[ScriptedServer]:
    with scripted_server() as running:
        yield running


@pytest.fixture
def server(session_server: ScriptedServer) -> Iterator[ScriptedServer]:
    session_server.begin_again()
    yield session_server
    session_server.begin_again()


@pytest.fixture(scope="session")
def extractive() -> ExtractiveComposer:
    return ExtractiveComposer(Selector(SyllableEncoder(floor=0.85), frequencies_of((DOI_MAY,))))


@cache
def endpoint_of(model: str, url: str, timeout_s: float) -> ChatEndpoint:
    """One endpoint for all tests that ask the same: making its HTTP clients takes a while."""
    return connect(model, url, SecretStr(KEY), timeout_s)


@pytest.fixture
def make_composer(server: ScriptedServer, extractive: ExtractiveComposer) -> MakeComposer:
    """Return a composer whose model is the scripted server."""

    def make(
        model: str = "openai:m", url: str = "", *, timeout_s: float = TIMEOUT_S, max_tokens: int = 4000
    ) -> ChatComposer:
        where = url or (server.root if model.startswith("ollama:") else server.url)
        return ChatComposer(
            extractive, endpoint_of(model, where, timeout_s), timeout_s=timeout_s, max_tokens=max_tokens
        )

    return make
