"""ingest.py, app.py and `python -m assistant` as users run them: real processes, exit codes, words on the screen."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from assistant.__main__ import main
from assistant.embedding.clauses import embed_passages
from assistant.embedding.encoder import SentenceEncoder
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.store.library import Library
from tests.conftest import PROJECT
from tests.light_encoder import DIMENSION, LightEncoder

QUESTION = "Ai chủ trì hội nghị Huyện ủy Vân Sơn ngày 5/4/2024?"
REPORTS = {
    "van-son.txt": "Huyện ủy Vân Sơn họp thường kỳ tháng 4\n\nNgày 5/4/2024, Ban Chấp hành Đảng bộ huyện Vân Sơn họp "
    "hội nghị thường kỳ. Đồng chí Lê Thị Mận, Bí thư Huyện ủy chủ trì hội nghị.\n",
    "van-ho.md": "# HĐND huyện Vân Hồ họp kỳ thứ năm\n\nNgày 9/7/2024, HĐND huyện Vân Hồ khai mạc kỳ họp thứ năm.\n",
    "cho-phien.txt": "Bàn về chợ phiên\n\nNgày 2/5/2024, UBND huyện Vân Sơn họp bàn việc sửa chợ phiên.\n",
}
ZERO = {"added": 0, "updated": 0, "unchanged": 0, "removed": 0, "failed": 0}
INGEST = (str(PROJECT / "ingest.py"),)
ASSISTANT = ("-m", "assistant")
APP = (str(PROJECT / "app.py"),)


@dataclass(frozen=True)
class Home:
    """A folder of reports and the library made of it."""

    reports: Path
    library: Path

    def environment(self, **settings: str) -> dict[str, str]:
        # Processes start in the reports' folder, where no `.env` of a developer lies.
        return {
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "PYTHONIOENCODING": "utf-8",
            "ASSISTANT_LIBRARY": str(self.library),
            **settings,
        }

    def start(self, *arguments: str, stdin: int = subprocess.DEVNULL, **settings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.reports,
            env=self.environment(**settings),
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *arguments: str, **settings: str) -> tuple[int, str, str]:
        """Return exit status, standard output, standard error."""
        with self.start(*arguments, **settings) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def write(self, name: str, text: str) -> None:
        (self.reports / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def built(encoder: SentenceEncoder, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Made once; tests that change anything take a copy."""
    home = Home(tmp_path_factory.mktemp("reports"), tmp_path_factory.mktemp("built") / "vectorstore")
    for name, text in REPORTS.items():
        home.write(name, text)
    with Library.open(home.library, model=encoder.identity, dimension=encoder.dimension) as library:
        assert len(tuple(Ingester(library, encoder, "default").ingest(find_files([home.reports])))) == len(REPORTS)
        with library.own():
            pass
    return home


@pytest.fixture
def home(built: Home, tmp_path: Path) -> Iterator[Home]:
    """The built library, copied, over the same reports, which are put back afterwards."""
    shutil.copytree(built.library, tmp_path / "vectorstore")
    yield Home(built.reports, tmp_path / "vectorstore")
    shutil.rmtree(built.reports)
    built.reports.mkdir()
    for name, text in REPORTS.items():
        built.write(name, text)


@dataclass(frozen=True)
class Running:
    """An app over a copy of the built library."""

    home: Home
    process: subprocess.Popen[str]
    url: str

    def post(self, path: str, question: str) -> dict[str, object]:
        reply = httpx.post(f"{self.url}{path}", json={"question": question}, timeout=30, trust_env=False)
        assert reply.status_code == 200
        body: dict[str, object] = reply.json()
        return body


@pytest.fixture(scope="module", autouse=True)
def starting(built: Home, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The app, loading its model while other tests go on."""
    library = tmp_path_factory.mktemp("app") / "vectorstore"
    shutil.copytree(built.library, library)
    home = Home(tmp_path_factory.mktemp("beside"), library)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with home.start(*APP, ASSISTANT_PORT=str(port)) as process:
        yield Running(home, process, f"http://127.0.0.1:{port}")
        if process.poll() is None:
            process.kill()


@pytest.fixture(scope="module")
def app(starting: Running) -> Running:
    """The app, once it has said that it answers."""
    assert starting.process.stdout
    assert starting.process.stdout.readline() == f"Trợ lý Hội nghị: {starting.url}\n"
    return starting


def files_of(home: Home, encoder: SentenceEncoder) -> list[str]:
    with Library.open(home.library, model=encoder.identity, dimension=encoder.dimension) as library:
        return [report.source.path for report in library.reports()]


class TestHelp:
    @pytest.mark.parametrize("command", [INGEST, ASSISTANT, (*ASSISTANT, "ask")], ids=lambda c: " ".join(c[-2:]))
    def test_it_answers_within_a_second(self, built: Home, command: Sequence[str]) -> None:
        seconds = []
        for _ in range(3):
            started = time.perf_counter()
            status, out, _ = built.run(*command, "--help")
            seconds.append(time.perf_counter() - started)
        assert (status, out[:6]) == (0, "usage:")
        assert min(seconds) < 1

    @pytest.mark.parametrize(
        "command",
        [
            INGEST,
            ASSISTANT,
            (*INGEST, "--remove", "--prune", "."),
            (*INGEST, "--watch", "--prune", "."),
            (*INGEST, "--watch", "--settle", "0", "."),
            (*INGEST, "--settle", "3", "."),
            (*INGEST, "--collection", " ", "."),
            (*ASSISTANT, "nói"),
        ],
    )
    def test_a_command_line_that_means_nothing_shows_the_usage(self, built: Home, command: Sequence[str]) -> None:
        status, out, err = built.run(*command)
        assert (status, out, err[:6]) == (2, "", "usage:")


class TestIngest:
    def test_unchanged_files_exit_zero_with_a_table(self, home: Home) -> None:
        status, out, err = home.run(*INGEST, ".")
        assert (status, err) == (0, "")
        counts = [re.findall(r"[.\w]+", line) for line in out.splitlines() if "│" in line]
        assert counts == [[name, "0", "0", n, "0", "0"] for name, n in ((".md", "1"), (".txt", "2"), ("total", "3"))]

    def test_json_tells_what_became_of_each_file(self, home: Home) -> None:
        (home.reports / "hỏng.txt").write_bytes(b"\x89PNG" + bytes(40))
        status, out, err = home.run(*INGEST, ".", "--json")
        told = json.loads(out)
        assert (status, err) == (1, "")
        assert told["totals"] == {**ZERO, "unchanged": 3, "failed": 1}
        assert told["formats"] == {".md": {**ZERO, "unchanged": 1}, ".txt": {**ZERO, "unchanged": 2, "failed": 1}}
        assert [set(file) for file in told["files"]] == [{"path", "status", "reason", "passages"}] * 4
        assert {file["path"]: file["status"] for file in told["files"]} == {
            **dict.fromkeys(REPORTS, "unchanged"),
            "hỏng.txt": "failed",
        }

    def test_a_failed_file_exits_one_and_is_named_on_a_line_with_the_reason(self, home: Home) -> None:
        name = "báo cáo rất dài " * 6 + ".txt"
        (home.reports / name).write_bytes(b"")
        status, out, _ = home.run(*INGEST, ".")
        assert status == 1
        assert f"failed: {name}: empty file" in out

    @pytest.mark.parametrize(
        ("arguments", "settings", "said"),
        [
            (["không có"], {}, "không có does not exist"),
            (["."], {"ASSISTANT_PORT": "cổng"}, "ASSISTANT_PORT"),
            (["."], {"ASSISTANT_PROT": "7860"}, "Unknown setting ASSISTANT_PROT"),
            (["."], {"ASSISTANT_MODELS": "/không/có"}, "make model"),
            (["."], {"ASSISTANT_LIBRARY": "van-son.txt"}, "set ASSISTANT_LIBRARY to another folder"),
            (["--remove", "khác.txt"], {}, "no report made of khác.txt"),
            (["--watch", "van-son.txt"], {}, "van-son.txt is not a folder"),
        ],
    )
    def test_what_cannot_run_exits_two_and_says_why(
        self, built: Home, arguments: list[str], settings: dict[str, str], said: str
    ) -> None:
        status, out, err = built.run(*INGEST, *arguments, **settings)
        assert (status, out) == (2, "")
        assert said in err
        assert "Traceback" not in err

    def test_removing_several_needs_a_yes_and_leaves_the_files(self, home: Home, encoder: SentenceEncoder) -> None:
        status, _, err = home.run(*INGEST, "--remove", ".", "van-ho.md")
        assert status == 2
        assert "Remove 3 reports" in err
        assert "--yes" in err
        assert len(files_of(home, encoder)) == 3
        status, out, _ = home.run(*INGEST, "--remove", ".", "van-ho.md", "--yes", "--json")
        assert (status, json.loads(out)["totals"]) == (0, {**ZERO, "removed": 3})
        assert files_of(home, encoder) == []
        assert {path.name for path in home.reports.iterdir()} == set(REPORTS)

    def test_pruning_more_than_a_fifth_needs_a_yes(self, home: Home, encoder: SentenceEncoder) -> None:
        (home.reports / "van-ho.md").unlink()
        status, _, err = home.run(*INGEST, "--prune", ".")
        assert status == 2
        assert "1 of 3 reports below . have lost their file" in err
        assert len(files_of(home, encoder)) == 3
        status, out, _ = home.run(*INGEST, "--prune", ".", "--yes", "--json")
        assert (status, json.loads(out)["totals"]) == (0, {**ZERO, "unchanged": 2, "removed": 1})
        assert files_of(home, encoder) == ["cho-phien.txt", "van-son.txt"]

    def test_if_empty_does_nothing_to_a_library_that_holds_reports(self, home: Home) -> None:
        home.write("thêm.txt", REPORTS["van-son.txt"])
        status, out, err = home.run(*INGEST, ".", "--if-empty", "--json")
        assert (status, json.loads(out), err) == (0, {"totals": ZERO, "formats": {}, "files": []}, "")

    @pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminals here")
    def test_on_a_terminal_it_asks_and_the_result_alone_goes_to_standard_output(
        self, home: Home, encoder: SentenceEncoder
    ) -> None:
        for reply, left in (("n\n", 3), ("\x04", 3), ("c\n", 0)):
            keyboard, terminal = os.openpty()
            os.write(keyboard, reply.encode())
            with home.start(*INGEST, "--remove", ".", "--json", stdin=terminal) as process:
                out, err = process.communicate(timeout=60)
            os.close(keyboard)
            os.close(terminal)
            assert [line.strip() for line in err.splitlines()[:3]] == sorted(REPORTS)
            assert err.splitlines()[3].startswith("Remove 3 reports from the library? [y/N] ")
            assert len(files_of(home, encoder)) == left
            assert (process.returncode, bool(out)) == ((2, False) if left else (0, True))
        assert json.loads(out)["totals"]["removed"] == 3

    @pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminals here")
    def test_ctrl_c_at_the_question_changes_nothing(self, home: Home, encoder: SentenceEncoder) -> None:
        keyboard, terminal = os.openpty()
        # What runs in the background of a shell ignores Ctrl-C, and so would all that it starts.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        with home.start(*INGEST, "--remove", ".", stdin=terminal) as process:
            signal.signal(signal.SIGINT, before)
            assert process.stderr is not None
            told = ""
            while "[y/N]" not in told and (letter := process.stderr.read(1)):
                told += letter
            process.send_signal(signal.SIGINT)
            try:
                _, err = process.communicate(timeout=60)
            finally:
                process.kill()
        os.close(keyboard)
        os.close(terminal)
        assert (process.returncode, err.strip()) == (2, "Nothing was changed.")
        assert len(files_of(home, encoder)) == 3

    def test_files_of_other_formats_are_counted(self, home: Home) -> None:
        for name in ("bảng.xlsx", "bảng.XLSX", "hình", ".ẩn.xlsx", "README.xlsx"):
            (home.reports / name).write_bytes(b"x")
        status, out, _ = home.run(*INGEST, ".")
        assert status == 0
        assert "Passed over, as their format is not read: 1 (none), 2 .xlsx" in out

    @pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminals here")
    def test_on_a_terminal_it_shows_progress_whatever_the_files_are_called(self, home: Home) -> None:
        (home.reports / "[").mkdir()
        (home.reports / "[/bold].txt").write_bytes(b"")
        shown, terminal = os.openpty()
        command = [sys.executable, *INGEST, "."]
        environment = home.environment(TERM="xterm-256color", COLUMNS="100")
        done = subprocess.run(
            command,
            cwd=home.reports,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=terminal,
            encoding="utf-8",
            timeout=60,
        )
        os.set_blocking(shown, False)
        progress = os.read(shown, 100_000).decode(errors="replace")
        os.close(shown)
        os.close(terminal)
        assert done.returncode == 1
        assert "failed: [/bold].txt: empty file" in done.stdout
        assert re.search(r"\d/4", progress)
        assert "Traceback" not in progress


class TestAsk:
    def test_json_is_what_the_api_gives_after_waiting_for_another_command(
        self, built: Home, encoder: SentenceEncoder
    ) -> None:
        with Library.open(built.library, model=encoder.identity, dimension=encoder.dimension) as library:
            # As an ingest does for a moment: it owns the indexes and serves no address.
            with library.own():
                asking = built.start(*ASSISTANT, "ask", QUESTION, "--json")
                time.sleep(3)
                assert asking.poll() is None
            out, err = asking.communicate(timeout=60)
        reply = json.loads(out)
        assert (asking.returncode, err) == (0, "")
        assert list(reply) == [
            *("answer", "abstained", "kind", "understood", "notes", "statements", "citations", "nearest", "table"),
            *("chart", "composer", "took_ms"),
        ]
        assert "Lê Thị Mận" in reply["answer"]
        assert (reply["kind"], reply["abstained"], reply["citations"][0]["file"]) == ("person", False, "van-son.txt")

    @pytest.mark.parametrize("question", ["", " \n ", "a" * 2001], ids=["empty", "blank", "long"])
    def test_what_the_api_would_refuse_is_refused(self, built: Home, question: str) -> None:
        status, out, err = built.run(*ASSISTANT, "ask", question)
        assert (status, out, err) == (2, "", "Ask a question of 1 to 2000 characters.\n")

    def test_a_bad_setting_exits_two(self, built: Home) -> None:
        status, out, err = built.run(*ASSISTANT, "ask", QUESTION, ASSISTANT_EMBEDDING_ENGINE="gpu")
        assert (status, out) == (2, "")
        assert "ASSISTANT_EMBEDDING_ENGINE" in err


class TestModel:
    def test_a_prepared_model_is_ready_at_once(self, built: Home, encoder: SentenceEncoder) -> None:
        status, out, _ = built.run(*ASSISTANT, "model")
        assert status == 0
        assert out.splitlines()[-1].startswith(f"{encoder.identity} is ready in ")

    def test_a_library_of_another_model_is_refused_until_it_is_embedded_again(
        self, home: Home, encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        shutil.rmtree(home.library)
        with Library.open(home.library, model="light", dimension=DIMENSION) as library:
            tuple(Ingester(library, LightEncoder(), "default").ingest(find_files([home.reports / "van-son.txt"])))
            ids = [passage.id for passage in library.passages_of(library.reports()[0].id)]
        for command in ((*ASSISTANT, "ask", QUESTION), (*INGEST, ".")):
            status, out, err = home.run(*command)
            assert (status, out) == (2, "")
            assert "-m assistant library re-embed" in err
        # In this process, which has loaded the heavy libraries already.
        monkeypatch.setenv("ASSISTANT_LIBRARY", str(home.library))
        monkeypatch.chdir(home.reports)
        assert main(["library", "re-embed"]) == 0
        assert f"{len(ids)} passages now have the vectors of {encoder.identity}" in capsys.readouterr().out
        with Library.open(home.library, model=encoder.identity, dimension=encoder.dimension) as library:
            kept = library.passages(ids)
            assert [passage.id for passage in kept] == ids
            report = library.report(kept[0].report_id)
            assert report
            expected = embed_passages(report.text, kept, encoder.embed_passages)
            assert library.vectors(ids) == pytest.approx(expected.vectors, abs=2e-3)
            assert set(library.clause_vectors(ids)) == set(ids)


class TestAppThatCannotStart:
    def test_app_takes_no_arguments_and_says_where_its_settings_are(self, built: Home) -> None:
        status, _, err = built.run(*APP, "--port", "7861")
        assert (status, "unrecognized arguments: --port" in err) == (2, True)
        status, out, _ = built.run(*APP, "--help")
        assert (status, "environment variables, see README.md" in " ".join(out.split())) == (0, True)

    def test_a_port_in_use_names_the_setting(self, built: Home) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            status, out, err = built.run(*APP, ASSISTANT_PORT=port)
        assert (status, out) == (2, "")
        assert f"Port {port} on 127.0.0.1 is in use" in err
        assert "ASSISTANT_PORT" in err

    def test_a_host_that_others_reach_is_refused(self, built: Home) -> None:
        status, out, err = built.run(*APP, ASSISTANT_HOST="0.0.0.0")
        assert (status, out) == (2, "")
        assert "ASSISTANT_AUTH=open only this machine is served" in err
        assert "ASSISTANT_HOST to 127.0.0.1" in err


class TestBesideARunningApp:
    """In this order: the last test stops the app."""

    def test_ask_goes_through_the_app(self, app: Running) -> None:
        status, out, err = app.home.run(*ASSISTANT, "ask", QUESTION)
        assert (status, err) == (0, "")
        assert re.search(r"\[1\] van-son\.txt: “.*Lê Thị Mận.*”", out)
        assert "Lê Thị Mận" in out.splitlines()[0]
        status, out, _ = app.home.run(*ASSISTANT, "ask", QUESTION, "--json")
        through, direct = json.loads(out), app.post("/api/ask", QUESTION)
        assert status == 0
        assert {**through, "took_ms": 0} == {**direct, "took_ms": 0}

    def test_reembedding_is_refused_with_the_address_of_the_app(self, app: Running) -> None:
        status, _, err = app.home.run(*ASSISTANT, "library", "re-embed")
        assert status == 2
        assert app.url in err
        assert "stop it first" in err

    def test_what_is_ingested_is_found_by_the_app_within_seconds_and_lost_when_removed(self, app: Running) -> None:
        app.home.write("lễ hội.txt", "Họp bàn lễ hội\n\nNgày 3/3/2024, UBND huyện Vân Mỹ họp bàn lễ hội cầu ngư.\n")
        status, out, err = app.home.run(*INGEST, "lễ hội.txt")
        assert (status, err) == (0, "")
        assert f"The app at {app.url} shows these changes" in out
        assert self.seen(app, expected=True)
        assert httpx.get(f"{app.url}/readyz", trust_env=False).json()["reports"] == len(REPORTS) + 1
        assert app.home.run(*INGEST, "--remove", "lễ hội.txt")[0] == 0
        assert self.seen(app, expected=False)

    def test_ctrl_c_ends_it_cleanly_and_frees_the_library(self, app: Running, encoder: SentenceEncoder) -> None:
        app.process.send_signal(signal.SIGINT)
        out, err = app.process.communicate(timeout=20)
        assert (app.process.returncode, out, err) == (0, "", "")
        with Library.open(app.home.library, model=encoder.identity, dimension=encoder.dimension) as library:
            assert library.owner() is None
            with library.own():
                assert library.applied_seq() == library.last_seq()

    def seen(self, app: Running, *, expected: bool) -> bool:
        """Whether within three seconds a search finds the festival, or no longer does."""
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            found = app.post("/api/search", "lễ hội cầu ngư")["passages"]
            assert isinstance(found, list)
            if ("lễ hội.txt" in {passage["file"] for passage in found}) == expected:
                return True
            time.sleep(0.1)
        return False
