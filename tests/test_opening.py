"""The parts put together: with no chat model nobody is asked; with one its server is, over a library of samples."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.chat.composer import ChatComposer
from assistant.answering.extractive import ExtractiveComposer
from assistant.assistant import Assistant
from assistant.domain import Answer
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.opening import build_assistant
from assistant.settings import Settings, load_settings
from assistant.store.library import Library
from tests.answering.chat import scripted
from tests.answering.chat.scripted import ScriptedServer, scripted_server
from tests.conftest import PROJECT
from tests.light_encoder import LightEncoder

QUESTION = "Thu ngân sách của huyện Thạch Lam đạt bao nhiêu?"
KEY = "sk-bi-mat-0123456789"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    encoder = LightEncoder()
    with Library.open(tmp_path, model=encoder.identity, dimension=encoder.dimension) as opened:
        samples = find_files([PROJECT / "samples" / "thach-lam-2024-07.txt"])
        assert [one.status for one in Ingester(opened, encoder, "default").ingest(samples)] == ["added"]
        with opened.own():
            yield opened


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    with scripted_server() as running:
        yield running


def build(library: Library, settings: Settings | None) -> Assistant:
    return build_assistant(library, LightEncoder(), settings)  # type: ignore[arg-type]


def set_chat(monkeypatch: pytest.MonkeyPatch, url: str, **more: str) -> Settings:
    named = {"CHAT_BASE_URL": url, "CHAT_API_KEY": KEY, "CHAT_TIMEOUT_S": "5", **more}
    for name, value in named.items():
        monkeypatch.setenv(f"ASSISTANT_{name}", value)
    return load_settings()


@pytest.mark.parametrize("passed", [True, False])
def test_without_a_chat_model_its_server_is_never_reached(
    library: Library, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch, passed: bool
) -> None:
    settings = set_chat(monkeypatch, server.url)
    assistant = build(library, settings if passed else None)
    assert isinstance(assistant._composer, ExtractiveComposer)
    assert assistant.ask(QUESTION).composer == "extractive"
    assert server.requests == []


def test_without_a_chat_model_none_of_its_libraries_is_loaded() -> None:
    program = (
        "import sys, assistant.opening; names = {'openai', 'ollama', 'langchain_openai', 'tiktoken', 'httpx2'}; "
        "print(sorted(names & set(sys.modules)), [m for m in sys.modules if m.startswith('assistant.answering.chat')])"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[] []"


def test_with_one_its_words_are_checked_cited_and_said_to_be_its(
    library: Library, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = build(library, set_chat(monkeypatch, server.url, CHAT_MODEL="openai:m"))
    assert isinstance(assistant._composer, ChatComposer)
    server.play = scripted.replies("Hội nghị họp tại huyện Thạch Lam [1].")
    answer = assistant.ask(QUESTION)
    assert len(server.requests) == 1
    assert answer.composer == "chat"
    assert answer.citations
    for citation in answer.citations:
        report = library.report(citation.report_id)
        assert report
        assert citation.quote == report.text[citation.start : citation.end] != ""


def test_a_stream_sends_checked_statements_and_then_the_answer(
    library: Library, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = build(library, set_chat(monkeypatch, server.url, CHAT_MODEL="openai:m"))
    server.play = scripted.replies("Hội nghị họp tại huyện Thạch Lam [1].\nThu đạt 98.765 tỷ đồng [1].")
    *statements, answer = assistant.stream(QUESTION)
    assert isinstance(answer, Answer)
    assert tuple(statements) == answer.statements
    assert "98.765" not in answer.text


def test_when_it_fails_the_answer_is_the_one_without_it_and_a_note(
    library: Library, server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = build(library, None).ask(QUESTION)
    assistant = build(library, set_chat(monkeypatch, server.url, CHAT_MODEL="openai:m"))
    server.play = scripted.fails(500)
    answer = assistant.ask(QUESTION)
    assert (answer.text, answer.statements, answer.citations) == (plain.text, plain.statements, plain.citations)
    assert (answer.nearest, answer.abstained, answer.composer) == (plain.nearest, plain.abstained, "extractive")
    failed = "Không dùng được mô hình ngôn ngữ: máy chủ của nó gặp lỗi. Câu trả lời này được trích thẳng từ báo cáo."
    assert sorted(answer.notes) == sorted((*plain.notes, failed))


@pytest.mark.parametrize("more", [{"CHAT_MODEL": "nobody:m"}, {"CHAT_MODEL": "openai:m", "CHAT_BASE_URL": ""}])
def test_a_start_that_fails_shows_a_remedy_and_no_key(tmp_path: Path, more: dict[str, str]) -> None:
    named = {"CHAT_BASE_URL": "http://127.0.0.1:1/v1", "CHAT_API_KEY": KEY, "LIBRARY": str(tmp_path / "kho"), **more}
    environment = {**os.environ, **{f"ASSISTANT_{name}": value for name, value in named.items()}}
    command = [sys.executable, "-m", "assistant", "ask", "Ai?"]
    run = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True)
    assert run.returncode == 2
    assert "ASSISTANT_CHAT_" in run.stderr
    assert "Traceback" not in run.stderr
    assert KEY not in run.stdout + run.stderr
