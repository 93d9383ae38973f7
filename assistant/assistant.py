"""Ask a question, get a checked answer with citations: the whole way, readable in one screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from time import perf_counter
from typing import Literal

from assistant.answering.citing import cite, number
from assistant.answering.draft import Composer, Draft, DraftStatement
from assistant.answering.examples import BUDGET, asked_about, example_questions
from assistant.answering.verification import verify
from assistant.domain import Answer, Evidence, Filters, Language, Query, Statement, Timings, Turn
from assistant.questions import Meaning, understand
from assistant.retrieval import Retriever
from assistant.store.following import one_state
from assistant.store.holdings import Holdings

AskedLanguage = Literal["auto", "vi", "en"]
# Each limited assistant has an index of its words and remembers vectors of clauses, both in memory.
MOST_LIMITED = 16


class Assistant:
    """Answers questions from a library whose indexes this process owns.

    `meaning` helps to tell what kind of answer a question wants; None where no weights fit its model.
    `over` returns an assistant like this one over a part of the library, for `limited_to`.
    """

    def __init__(
        self,
        library: Holdings,
        retriever: Retriever,
        composer: Composer,
        meaning: Meaning | None = None,
        over: Callable[[Holdings], Assistant] | None = None,
    ) -> None:
        self.library = library
        self._retriever = retriever
        self._composer = composer
        self._meaning = meaning
        self._over = over
        self._limited = lru_cache(maxsize=MOST_LIMITED)(self._made_for)

    def limited_to(self, collections: frozenset[str]) -> Assistant:
        """Return an assistant that knows of these collections alone; the ones asked for last are kept."""
        return self._limited(collections)

    def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        filters: Filters | None = None,
        language: AskedLanguage = "auto",
    ) -> Answer:
        """Return the answer; `abstained` is true when the reports don't say."""
        *_, answer = self.stream(question, turns, filters, language)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        filters: Filters | None = None,
        language: AskedLanguage = "auto",
    ) -> Iterator[Statement | Answer]:
        """Yield the statements one by one, each checked, as they are made, then the whole answer.

        The answer is what counts: where a chat model fails half-way it holds other statements than those before it.
        """
        began = perf_counter()
        with one_state():
            query = self._understand(question, turns, filters, language)
            understood = perf_counter()
            retrieved = self._retriever.retrieve(query)
        found = perf_counter()
        told: tuple[Statement, ...] = ()
        made: list[DraftStatement] = []
        for part in self._composer.stream(query, retrieved):
            if isinstance(part, Draft):
                draft = part
                break
            made.append(part)
            checked = verify(Draft(tuple(made)), query.language)
            stated = () if checked.abstained else number(checked.statements, {})
            yield from stated[len(told) :]
            told = stated
        composed = perf_counter()
        checked = verify(draft, query.language)
        timings = _timings((began, understood, found, composed, perf_counter()))
        answer = cite(query, retrieved, checked, draft.composer or self._composer.name, timings)
        if answer.statements[: len(told)] == told:
            yield from answer.statements[len(told) :]
        yield answer

    def search(self, question: str, k: int = 10, filters: Filters | None = None) -> tuple[Evidence, ...]:
        """Return the k best passages, without composing an answer."""
        query = self._understand(question, (), filters, "auto")
        return self._retriever.retrieve(query, k).evidence

    def _made_for(self, collections: frozenset[str]) -> Assistant:
        if self._over is None:
            raise TypeError("an assistant made without `over` answers from its whole library only")
        return self._over(self.library.limited_to(collections))

    def _understand(
        self, question: str, turns: Sequence[Turn], filters: Filters | None, language: AskedLanguage
    ) -> Query:
        library = self.library
        return understand(
            question,
            turns,
            filters,
            language,
            library.reports(),
            library.frequencies,
            self._meaning,
            library.spellings,
            date.today(),
        )

    def example_questions(self, language: Language) -> tuple[str, ...]:
        """Return questions that the library can answer, for a newcomer."""
        newest = asked_about(self.library.reports())
        ids = [report.id for report in newest]
        figures, points = self.library.figures(ids, BUDGET, "result"), self.library.points(ids, "limitation")
        return example_questions(newest, figures, points, language)

    def report_count(self) -> int:
        """Return how many reports the library holds."""
        return len(self.library.reports())


def _timings(moments: Sequence[float]) -> Timings:
    understand_, retrieve, compose, verify_ = ((later - earlier) * 1e3 for earlier, later in pairwise(moments))
    return Timings(understand_, retrieve, compose, verify_, (moments[-1] - moments[0]) * 1e3)
