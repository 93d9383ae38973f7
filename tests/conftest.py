"""What every test gets: no network, no settings of the developer's own, and the fixtures shared by several folders."""

from __future__ import annotations

import ipaddress
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.offline import force_offline

if TYPE_CHECKING:
    from assistant.embedding.encoder import SentenceEncoder

PROJECT = Path(__file__).resolve().parent.parent
NO_SHARED = "no ../shared beside this checkout"
NO_TESSERACT = "Tesseract with its Vietnamese data is not installed: apt install tesseract-ocr tesseract-ocr-vie"
EXCUSED = (NO_SHARED, NO_TESSERACT)
LOCAL_NAMES = {"", "localhost", socket.gethostname()}
# A library waits for the disk with each change, to lose none, and tests make hundreds of libraries: most of their time
# was such waits. Memory doesn't wait; pyproject.toml has the folders of tests that passed removed at once.
MEMORY, ENOUGH_BYTES = Path("/dev/shm"), 2 << 30


def pytest_configure() -> None:
    """Before any library is imported: offline, settings as shipped except where the models are, folders in memory."""
    force_offline()
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ENOUGH_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    for name in [name for name in os.environ if name.startswith("ASSISTANT_") and name != "ASSISTANT_MODELS"]:
        del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that drive a browser come first: they take longest, and one that is begun last leaves a core idle."""
    browsing = {item.path for item in items if item.get_closest_marker("browser")}
    items.sort(key=lambda item: item.path not in browsing)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With REQUIRE_BROWSER=1 a browser test that is skipped has failed, unless the real reports or Tesseract lack."""
    report = yield
    required = os.environ.get("REQUIRE_BROWSER") == "1" and item.get_closest_marker("browser")
    if report.skipped and required and not any(why in report.longrepr[2] for why in EXCUSED):
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_BROWSER=1, but this browser test was skipped: {report.longrepr[2]}"
    return report


@pytest.fixture
def shared() -> Path:
    """The folder of real reports and benchmarks that lies beside some checkouts; git doesn't hold it."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(NO_SHARED)
    return folder


@pytest.fixture(scope="session")
def encoder() -> SentenceEncoder:
    """The packaged model through its int8 session, prepared once in the model cache."""
    from assistant.embedding.encoder import load_encoder
    from assistant.embedding.prepare import READING_MODEL, prepare
    from assistant.settings import load_settings

    models = load_settings().models
    prepare(READING_MODEL, models, print)
    return load_encoder(READING_MODEL, models)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse every connection that leaves this machine, and fail the test that tried one."""
    attempts: list[str] = []

    def refuse_remote(host: Any) -> None:
        if not _is_local(host):
            attempts.append(str(host))
            raise OSError(f"tests may not reach {host}")

    def guarded(original: Any) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            refuse_remote(address[0] if isinstance(address, tuple) else "")
            return original(self, address)

        return connect

    resolve = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        refuse_remote(host)
        return resolve(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    yield
    assert not attempts, f"the network was touched: {attempts}"


def _is_local(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
