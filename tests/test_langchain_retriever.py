"""The retriever as LangChain sees it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from assistant.answering.extractive import ExtractiveComposer
from assistant.answering.selection import Selector
from assistant.assistant import Assistant
from assistant.domain import Filters
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.langchain_retriever import MeetingRetriever
from assistant.retrieval import Retriever
from assistant.store.library import Library
from tests.light_encoder import DIMENSION, LightEncoder

REPORTS = {
    "van-son.txt": "Huyện ủy Vân Sơn họp thường kỳ tháng 4\n\nNgày 5/4/2024, Ban Thường vụ Huyện ủy Vân Sơn họp. "
    "Thu ngân sách ước đạt 41 tỷ đồng.",
    "chua-ro.txt": "Bàn về rừng\n\nCác đại biểu bàn về giao đất, giao rừng cho cộng đồng thôn bản.",
}


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("kho")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    encoder = LightEncoder()
    path: Path = tmp_path_factory.mktemp("vectorstore")
    with Library.open(path, model="light", dimension=DIMENSION) as library:
        assert all(o.status == "added" for o in Ingester(library, encoder, "default").ingest(find_files([folder])))
        with library.own():
            composer = ExtractiveComposer(Selector(encoder, library.frequencies))
            yield Assistant(library, Retriever(library, encoder), composer)


def test_it_is_a_base_retriever_that_returns_documents_with_their_source(assistant: Assistant) -> None:
    retriever = MeetingRetriever(assistant=assistant)
    assert isinstance(retriever, BaseRetriever)
    best = retriever.invoke("Thu ngân sách Vân Sơn ước đạt bao nhiêu?")[0]
    (report,) = (found for found in assistant.library.reports() if found.source.path == "van-son.txt")
    whole = assistant.library.report(report.id)
    assert isinstance(best, Document)
    assert whole
    assert best.page_content == whole.text[best.metadata["start"] : best.metadata["end"]]
    assert best.metadata | {"score": 0} == {
        "report_id": report.id,
        "file": "van-son.txt",
        "title": "Huyện ủy Vân Sơn họp thường kỳ tháng 4",
        "place": "huyện Vân Sơn",
        "held_on": "2024-04-05",
        "start": best.metadata["start"],
        "end": best.metadata["end"],
        "score": 0,
    }


def test_it_agrees_with_the_assistant_s_own_search(assistant: Assistant) -> None:
    question = "giao đất, giao rừng"
    documents = MeetingRetriever(assistant=assistant).invoke(question)
    found = assistant.search(question)
    assert [document.id for document in documents] == [evidence.passage.id for evidence in found]
    assert [document.metadata["score"] for document in documents] == [evidence.score for evidence in found]


def test_what_a_report_does_not_state_is_none(assistant: Assistant) -> None:
    best = MeetingRetriever(assistant=assistant).invoke("giao đất, giao rừng cho cộng đồng")[0]
    assert (best.metadata["file"], best.metadata["place"], best.metadata["held_on"]) == ("chua-ro.txt", None, None)


def test_k_and_filters_limit_what_it_returns(assistant: Assistant) -> None:
    assert len(MeetingRetriever(assistant=assistant, k=1).invoke("hội nghị")) == 1
    elsewhere = MeetingRetriever(assistant=assistant, filters=Filters(collection="khác"))
    assert elsewhere.invoke("hội nghị") == []


def test_it_can_be_awaited_and_batched(assistant: Assistant) -> None:
    import asyncio

    retriever = MeetingRetriever(assistant=assistant, k=1)
    questions = ["thu ngân sách Vân Sơn", "giao rừng cho cộng đồng"]
    alone = [asyncio.run(retriever.ainvoke(question)) for question in questions]
    assert retriever.batch(questions) == alone
    assert [documents[0].metadata["file"] for documents in alone] == ["van-son.txt", "chua-ro.txt"]
