"""A folder and settings -> app.py served there, as a process of its own, for as long as it is needed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def settings_as_shipped(library: Path, **ours: object) -> dict[str, str]:
    """Return an environment with a library and a port of its own and of this machine's settings only the models."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    if models := os.environ.get("ASSISTANT_MODELS"):
        kept["ASSISTANT_MODELS"] = models
    settings = {"library": library, "port": _free_port(), **ours}
    return kept | {f"ASSISTANT_{name.upper()}": str(value) for name, value in settings.items()}


def ingest(source: Path, folder: Path, environment: Mapping[str, str]) -> None:
    """Run ingest.py over a file or folder, in a folder without settings."""
    subprocess.run([sys.executable, str(PROJECT / "ingest.py"), str(source)], cwd=folder, env=environment, check=True)


@contextmanager
def serving(folder: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Run app.py in a folder without settings; yield its address once it answers."""
    command = [sys.executable, str(PROJECT / "app.py")]
    app = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert app.stdout
        said = app.stdout.readline()
        if "http://" not in said:
            raise SystemExit("app.py did not start; it says above why.")
        yield said[said.index("http://") :].strip()
    finally:
        app.terminate()
        app.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
