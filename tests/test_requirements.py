"""Every dependency is pinned exactly, says why it is there, and agrees with constraints.txt."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9][0-9a-z.]*)  # (?P<why>.{10,}) \((?P<licence>.+)\)")
FILES = ("requirements.txt", "requirements-dev.txt", "requirements-train.txt", "requirements-load.txt")
# Those of requirements-train.txt and requirements-load.txt need not be installed here.
# Run by `make test`, `evaluate`, `fit`, `bench-reading`, `bench-speed`, `fuzz` and `screenshots` only, which install
# requirements-dev.txt too.
RUN_WITH_DEV = (
    *("tests", "evaluation/baselines.py", "evaluation/fit_kinds.py", "evaluation/fit_selection.py"),
    *(
        "tools/screenshots.py",
        "evaluation/made_files.py",
        "evaluation/format_rows.py",
        "evaluation/fuzz.py",
        "evaluation/bench_speed.py",
        "evaluation/fuzzing",
    ),
)
TRAINING = ("evaluation/reader", "evaluation/train_reader.py")
LOADING = ("evaluation/loading", "evaluation/load.py")
OURS = {"assistant", "evaluation", "samples", "tools", "tests", "app", "ingest"}


def pins(file: str) -> dict[str, str]:
    lines = (PROJECT / file).read_text(encoding="utf-8").splitlines()
    pinned = (line.split("  #")[0].split("==") for line in lines if line and not line.startswith("#"))
    return {canonical(name): version for name, version in pinned}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def modules(*places: str) -> set[Path]:
    files = {PROJECT / place for place in places if place.endswith(".py")}
    return files.union(*((PROJECT / place).rglob("*.py") for place in places))


def third_party_imports(paths: set[Path]) -> set[str]:
    nodes = [node for path in paths for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    plain = {alias.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    from_ = {str(node.module).split(".")[0] for node in nodes if isinstance(node, ast.ImportFrom)}
    return (plain | from_) - sys.stdlib_module_names - OURS


@pytest.mark.parametrize("file", FILES)
def test_each_line_pins_one_release_and_says_why(file: str) -> None:
    lines = (PROJECT / file).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line and not line.startswith("#") and not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("file", FILES)
def test_constraints_pin_the_same_releases(file: str) -> None:
    constraints = pins("constraints.txt")
    assert {name: constraints.get(name) for name in pins(file)} == pins(file)


def test_constraints_let_either_build_of_torch_be_installed() -> None:
    constraints = pins("constraints.txt")
    assert [name for name in constraints if name.startswith(("nvidia-", "cuda-", "triton"))] == []
    assert "+" not in constraints["torch"]


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (modules("assistant", "evaluation", "tools") - modules(*RUN_WITH_DEV, *TRAINING, *LOADING), FILES[:1]),
        (modules(*RUN_WITH_DEV), FILES[:2]),
        (modules(*TRAINING), FILES[:3]),
        (modules(*LOADING), (FILES[0], FILES[3])),
    ],
    ids=["product", "tests and baselines", "training", "load"],
)
def test_what_is_imported_is_a_direct_requirement(paths: set[Path], files: tuple[str, ...]) -> None:
    providers = packages_distributions()
    required = {name for file in files for name in pins(file)}
    missing = {
        module
        for module in third_party_imports(paths)
        if not required & {canonical(name) for name in providers.get(module, (module,))}
    }
    assert missing == set()
