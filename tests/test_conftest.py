"""The guards that conftest.py puts around every test really bite."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from tests.conftest import NO_TESSERACT

pytest_plugins = ("pytester",)
CONFTEST = Path(__file__).with_name("conftest.py")
SKIPPED_BROWSER_TEST = """
import pytest

@pytest.mark.browser
def test_page():
    pytest.skip("no browser here")

def test_other():
    pytest.skip("no reports here")
"""
REMOTE_CONNECTION = """
import socket

def test_telemetry():
    try:
        socket.create_connection(("192.0.2.1", 443), timeout=1)
    except OSError:
        pass
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(CONFTEST.parent.parent))
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini("[pytest]\nmarkers = browser")
    return pytester


@pytest.mark.parametrize(("required", "outcomes"), [("1", {"failed": 1, "skipped": 1}), ("0", {"skipped": 2})])
def test_a_skipped_browser_test_fails_where_a_browser_is_required(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, required: str, outcomes: dict[str, int]
) -> None:
    monkeypatch.setenv("REQUIRE_BROWSER", required)
    suite.makepyfile(SKIPPED_BROWSER_TEST)
    suite.runpytest_subprocess().assert_outcomes(**outcomes)


@pytest.mark.parametrize("missing", ["shared", "tesseract"])
def test_a_browser_test_without_the_real_reports_or_tesseract_is_skipped_all_the_same(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setenv("REQUIRE_BROWSER", "1")
    fixture = f"\n\n@pytest.fixture\ndef tesseract():\n    pytest.skip({NO_TESSERACT!r})\n"
    suite.makepyfile(f"import pytest\n{fixture}\n\n@pytest.mark.browser\ndef test_it({missing}):\n    pass\n")
    suite.runpytest_subprocess().assert_outcomes(skipped=1)


def test_a_swallowed_connection_to_another_machine_still_fails_the_test(suite: pytest.Pytester) -> None:
    suite.makepyfile(REMOTE_CONNECTION)
    suite.runpytest_subprocess().assert_outcomes(passed=1, errors=1)


def test_a_connection_to_this_machine_is_let_through() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_the_hub_and_the_tracers_are_off() -> None:
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.environ["LANGSMITH_TRACING"] == "false"
