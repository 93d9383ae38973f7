"""typed: a command is told with the interpreter that runs, so that it can be copied and typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.commands import typed


@pytest.mark.parametrize(
    ("interpreter", "command"),
    [
        ("{here}/.venv/bin/python", ".venv/bin/python -m assistant model"),
        ("{here}/python3", "./python3 -m assistant model"),
        ("/opt/python/bin/python3.12", "/opt/python/bin/python3.12 -m assistant model"),
        ("{here}2/bin/python", "{here}2/bin/python -m assistant model"),
        ("{here}/môi trường/python", "'môi trường/python' -m assistant model"),
        ("", "python -m assistant model"),
    ],
)
def test_a_command_is_told_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interpreter: str, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "executable", interpreter.format(here=tmp_path))
    assert typed("-m assistant model") == command.format(here=tmp_path)


def test_a_link_to_an_interpreter_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bin").mkdir()
    os.symlink(sys.executable, tmp_path / "bin" / "python")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "bin" / "python"))
    assert typed("-c 0") == "bin/python -c 0"


def test_it_is_told_where_the_current_directory_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    program = "import os; from assistant.commands import typed; os.rmdir(os.getcwd()); print(typed('-m assistant'))"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    told = subprocess.run(
        [sys.executable, "-c", program], cwd=gone, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout == f"{sys.executable} -m assistant\n"
