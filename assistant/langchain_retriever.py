"""The project's retriever as a LangChain BaseRetriever, for chains of others: question -> Documents."""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.assistant import Assistant
from assistant.domain import Filters


class MeetingRetriever(BaseRetriever):
    """Returns the k best passages; metadata holds the report's id, file, title, place, held_on, span and score."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    assistant: Assistant
    k: int = 10
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        return [
            Document(
                id=evidence.passage.id,
                page_content=evidence.passage.text,
                metadata={
                    "report_id": evidence.report.id,
                    "file": evidence.report.source.path,
                    "title": evidence.report.title,
                    "place": evidence.report.place,
                    "held_on": evidence.report.held_on.isoformat() if evidence.report.held_on else None,
                    "start": evidence.passage.start,
                    "end": evidence.passage.end,
                    "score": evidence.score,
                },
            )
            for evidence in self.assistant.search(query, self.k, self.filters)
        ]
