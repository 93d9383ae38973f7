"""What `make bench` says of speed: figures computed from the times they are named after, held to their bars."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.embedding import encoder as encoders
from evaluation import bench_speed, starting_times
from evaluation.bars import CONCLUSIONS, Figure
from evaluation.bench_speed import WARMING, Times
from tests.light_encoder import LightEncoder

BARS = {"import": 0.3, "page": 1.5, "nothing new": 5.0}


def values(figures: tuple[Figure, ...]) -> dict[str, float]:
    return {one.name: one.value for one in figures}


def test_ingest_is_told_in_letters_a_second_and_as_a_ratio() -> None:
    told = values(bench_speed._of_ingest(letters=1200, ours_s=2.0, theirs_s=3.0, with_torch_s=6.0))
    assert told == {
        "ingest, characters a second, ours": 600,
        "ingest, characters a second, LangChain, same session": 400,
        "ingest, characters a second, LangChain over torch": 200,
        "ingest, ours / LangChain, same session": 1.5,
        "ingest, ours / LangChain over torch": 3.0,
    }


def test_asking_is_told_by_its_middle_and_its_slowest() -> None:
    told = values(bench_speed._of_asking(", of one place", Times([10.0, 20.0, 30.0], [4.0, 10.0, 40.0])))
    assert told["whole answer p50 ms, of one place"] == 20
    assert told["whole answer p95 ms, of one place"] == pytest.approx(29)
    assert told["bare similarity_search p50 ms, of one place"] == 10
    assert told["p50, whole answer / bare search, of one place"] == 2


def test_both_sides_are_asked_the_same_in_turn_and_the_first_questions_are_not_timed() -> None:
    asked: list[tuple[str, str, str | None]] = []

    def ask(question: str, turns: Any, filters: Any) -> None:
        asked.append(("ours", question, filters.place))

    def search(question: str, top: int, filter: dict[str, str] | None) -> None:
        asked.append(("theirs", question, filter and filter["place"]))

    questions: list[Any] = [SimpleNamespace(id=str(n), question=f"Câu {n}?") for n in range(WARMING + 3)]
    places = {"1": "xã Đồng Khê"}
    assistant, store = SimpleNamespace(ask=ask), SimpleNamespace(similarity_search=search)
    times = bench_speed._ask(assistant, store, questions, places)  # type: ignore[arg-type]
    assert [len(times.ours), len(times.theirs)] == [len(questions)] * 2
    assert len(asked) == 2 * (WARMING + len(questions))
    assert asked[2:4] == [("ours", "Câu 1?", "xã Đồng Khê"), ("theirs", "Câu 1?", "xã Đồng Khê")]
    assert asked[:2] == [("ours", "Câu 0?", None), ("theirs", "Câu 0?", None)]


def test_a_question_is_asked_of_the_place_of_its_report_or_of_some_other() -> None:
    reports: list[Any] = [
        SimpleNamespace(place=None, source=SimpleNamespace(path="a0.txt")),
        SimpleNamespace(place="xã Gò", source=SimpleNamespace(path="a1.txt")),
        SimpleNamespace(place="xã Mây", source=SimpleNamespace(path="a2.txt")),
    ]
    questions: list[Any] = [SimpleNamespace(id="1", reports=("a2.txt",)), SimpleNamespace(id="2", reports=())]
    assert bench_speed._places(questions, reports) == {"1": "xã Mây", "2": "xã Gò"}


@pytest.mark.parametrize(("answer_ms", "status"), [(20.0, 0), (90.0, 1)])
def test_the_figures_are_printed_and_a_missed_bar_is_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer_ms: float, status: int
) -> None:
    times = Times([answer_ms] * 3, [100.0] * 3)
    monkeypatch.setattr(encoders, "load_encoder", lambda *args: LightEncoder())
    monkeypatch.setattr(bench_speed, "_reports", lambda *args: bench_speed._of_asking("", times))
    monkeypatch.setattr(bench_speed, "starting_figures", lambda *args: (Figure(f"of {args[2]} files", 1.0),))
    monkeypatch.setattr(sys, "argv", ["bench_speed", "--files", "7"])
    assert bench_speed.main() == status
    printed = capsys.readouterr().out
    assert all(words in printed for words in ("light: ours beside", "whole answer p50 ms", "of 7 files"))
    assert printed.rstrip().endswith(CONCLUSIONS[status])


# Starting


def test_starting_is_told_by_the_quickest_of_its_tries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    imports = {"assistant": iter([0.2, 0.1, 0.4]), "gradio": iter([5.0, 4.0, 6.0])}
    served = iter([(7.0, 9.0), (6.0, 12.0), (8.0, 10.0)])
    monkeypatch.setattr(starting_times, "_imported", lambda module: next(imports[module]))
    monkeypatch.setattr(starting_times, "_served", lambda library: next(served))
    monkeypatch.setattr(starting_times, "_nothing_new", lambda encoder, folder, files: 3.0)
    told = starting_times.starting_figures(LightEncoder(), tmp_path, 20, BARS)  # type: ignore[arg-type]
    assert values(told) == {
        "import assistant, seconds": 0.1,
        "import gradio, seconds": 4.0,
        "python app.py until a page is served, seconds": 6.0,
        "until a page is served / import gradio": 1.5,
        "python app.py until it answers questions, seconds": 9.0,
        "until it answers questions / import gradio": 2.25,
        "ingest of 20 files with nothing new, seconds": 3.0,
    }


def test_an_import_is_timed_in_a_process_of_its_own() -> None:
    assert 0 < starting_times._imported("json") < 60


@pytest.fixture
def starting() -> Iterator[tuple[str, list[int]]]:
    """A server that says three times that it starts, then answers; and what it answered so far."""
    answered: list[int] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answered.append(503 if len(answered) < 3 else 200)
            self.send_response(answered[-1])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", answered
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("is_ready", "seen"), [(False, [503]), (True, [503, 503, 503, 200])])
def test_a_page_that_says_it_starts_is_a_page_but_no_answer(
    starting: tuple[str, list[int]], is_ready: bool, seen: list[int]
) -> None:
    url, answered = starting
    assert starting_times._until(url, perf_counter(), is_ready) > 0
    assert answered == seen


def test_who_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting_times, "_LONGEST_S", 0.1)
    with pytest.raises(TimeoutError, match="does not answer"):
        starting_times._until("http://127.0.0.1:9/", perf_counter(), is_ready=False)


def test_nothing_new_is_timed_over_a_library_that_holds_every_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from assistant.store.library import Library

    ran: list[tuple[str, ...]] = []
    libraries = set()

    def run(command: tuple[str, ...], environment: dict[str, str]) -> str:
        ran.append(command)
        libraries.add(environment["ASSISTANT_LIBRARY"])
        return ""

    monkeypatch.setattr(starting_times, "_run", run)
    encoder = LightEncoder()
    assert starting_times._nothing_new(encoder, tmp_path, 3) >= 0  # type: ignore[arg-type]
    assert {command[1:] for command in ran} == {("ingest.py", str(tmp_path / "small"))}
    (library,) = libraries
    with Library.open(Path(library), model=encoder.identity, dimension=encoder.dimension) as held:
        assert len(held.reports()) == 3
