"""What libraries would send or keep about their use is switched off before they load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT

LOADS = ("onnxruntime", "chromadb", "sentence_transformers", "gradio", "langchain_openai")


@pytest.mark.parametrize("library", LOADS)
def test_a_library_that_is_loaded_notes_nothing_in_the_home_folder(tmp_path: Path, library: str) -> None:
    """ONNX Runtime keeps events there, which it sends from a thread that no other check of ours sees."""
    program = f"from assistant.offline import force_offline; force_offline(); import {library}"
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    subprocess.run([sys.executable, "-c", program], cwd=PROJECT, check=True, env={**ours, "HOME": str(tmp_path)})
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == []
