"""Imports point one way, heavy libraries load late, and files stay short enough to read."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PACKAGE = PROJECT / "assistant"
ENTRY_POINTS = ("__main__", "app", "ingest")
# From the bottom up. A part may import parts of lower layers and of its own; what else it may import stands in BESIDE.
LAYERS = (
    ("__init__", "commands", "domain", "errors", "offline", "stopping"),
    ("settings", "vietnamese", "door"),
    ("reading", "passages", "facts", "embedding"),
    ("store", "isolation", "feedback"),
    ("finding", "questions", "scoping", "listing", "comparing", "backups"),
    ("ingesting", "retrieval", "file_names"),
    ("answering", "watching", "telling", "desk"),
    ("assistant",),
    ("web", "langchain_retriever"),
    ("opening", "facts_command", "feedback_command", "library_command", "watch_command", "accounts_command"),
    ENTRY_POINTS,
)
BESIDE: dict[str, frozenset[str]] = {}
READING_SIDE = {"reading", "passages", "facts", "isolation", "finding", "ingesting", "watching", "telling", "desk"}
ASKING_SIDE = {"questions", "scoping", "retrieval", "answering", "assistant", "langchain_retriever"}
HEAVY = {"torch", "transformers", "sentence_transformers", "onnxruntime", "chromadb", "gradio", "trafilatura"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
FASTEST_OF = 5

SOURCES = tuple(sorted(PACKAGE.rglob("*.py"))) + tuple(PROJECT / f"{name}.py" for name in ("app", "ingest"))
MODULES = tuple(path for path in SOURCES if path.exists())
EVERYTHING_READ = MODULES + tuple(sorted((PROJECT / "evaluation").rglob("*.py")))


def name_of(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def part_of(path: Path) -> str:
    """assistant/store/dense.py -> store, assistant/domain.py -> domain, app.py -> app."""
    return path.relative_to(PACKAGE if path.is_relative_to(PACKAGE) else PROJECT).parts[0].removesuffix(".py")


def layer_of(part: str) -> int:
    return next(number for number, parts in enumerate(LAYERS) if part in parts)


def imported_modules(path: Path) -> Iterator[str]:
    """Yield the dotted name of everything a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: write the whole name of {node.module}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_parts(path: Path) -> set[str]:
    names = (module.split(".") for module in imported_modules(path))
    return {name[1] for name in names if name[0] == "assistant" and len(name) > 1} - {part_of(path)}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    part = part_of(path)
    assert any(part in parts for parts in LAYERS), f"give {part} its place in LAYERS"
    above = {
        other for other in imported_parts(path) - BESIDE.get(part, frozenset()) if layer_of(other) >= layer_of(part)
    }
    assert not above


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_reading_and_asking_meet_only_in_the_store(path: Path) -> None:
    part = part_of(path)
    if part in READING_SIDE:
        assert not imported_parts(path) & ASKING_SIDE
    if part in ASKING_SIDE:
        assert not imported_parts(path) & READING_SIDE


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(path) not in ENTRY_POINTS], ids=name_of)
def test_only_entry_points_build_settings(path: Path) -> None:
    if part_of(path) == "opening":  # puts the parts together for them, from settings they built
        assert "assistant.settings.load_settings" not in imported_modules(path)
    else:
        assert part_of(path) == "settings" or "settings" not in imported_parts(path)


def test_a_test_folder_mirrors_the_package() -> None:
    parts = {part_of(path) for path in MODULES}
    folders = {path.name for path in (PROJECT / "tests").iterdir() if path.is_dir() and list(path.glob("test_*.py"))}
    assert folders <= parts | {"evaluation", "browser"}


@pytest.mark.parametrize("path", EVERYTHING_READ, ids=name_of)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno + 1 > LONGEST_FUNCTION]
    assert len(text.splitlines()) < LONGEST_MODULE
    assert not long


@pytest.mark.parametrize("path", EVERYTHING_READ, ids=name_of)
def test_a_module_says_first_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text or ast.get_docstring(ast.parse(text))


def test_import_assistant_is_fast_and_light() -> None:
    program = (
        "import sys, time; started = time.perf_counter(); import assistant; "
        "print(time.perf_counter() - started, *{name.split('.')[0] for name in sys.modules})"
    )
    seconds, *loaded = min((run(program).split() for _ in range(FASTEST_OF)), key=lambda words: float(words[0]))
    assert float(seconds) < 0.3
    assert not HEAVY & set(loaded)


def run(program: str) -> str:
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_domain_errors_settings_and_help_need_no_heavy_library_to_be_imported(path: Path) -> None:
    if part_of(path) in {"domain", "errors", "settings", "vietnamese", "questions", *ENTRY_POINTS}:
        roots = {module.split(".")[0] for module in imported_at_the_top(path)}
        assert not HEAVY & roots


def imported_at_the_top(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


@pytest.mark.parametrize("command", [("ingest.py", "--help"), ("-m", "assistant", "--help")], ids=" ".join)
def test_help_answers_within_a_second(command: tuple[str, ...]) -> None:
    seconds = []
    for _ in range(FASTEST_OF):
        started = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=PROJECT, check=True, capture_output=True)
        seconds.append(time.perf_counter() - started)
    assert min(seconds) < 1


def test_no_file_carries_the_seed_reports_sentences(shared: Path) -> None:
    """Quality is judged on unseen reports: nothing of the real ones may live in this repository."""
    sentences = {
        sentence.strip()
        for report in (shared / "reports").rglob("*.*")
        for sentence in re.split(r"[\n.;<>]", report.read_text(encoding="utf-8", errors="ignore"))
        if len(sentence.strip()) > 60
    }
    held = "\n".join(path.read_text(encoding="utf-8", errors="ignore") for path in tracked_files())
    assert not [sentence for sentence in sentences if sentence in held]


def tracked_files() -> Iterator[Path]:
    for folder in ("assistant", "tests", "samples", "evaluation", "docs"):
        for path in (PROJECT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path
