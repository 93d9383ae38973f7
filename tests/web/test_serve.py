"""Where the app may be served, and what is said when it cannot be."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from assistant.errors import ServingError
from assistant.web.serve import address, is_loopback, listen, serve

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = """
from assistant.web.serve import serve
from tests.web.fake import FakeAssistant
serve(lambda: (FakeAssistant(), None), host="127.0.0.1", port=0)
"""


@pytest.mark.parametrize(
    ("host", "local"),
    [
        *[(host, True) for host in ("127.0.0.1", "127.8.0.1", "::1", "localhost", "LocalHost")],
        *[(host, False) for host in ("0.0.0.0", "::", "192.168.1.5", "example.vn", "127.0.0.1.example.vn", "")],
    ],
)
def test_only_loopback_hosts_are_local(host: str, local: bool) -> None:
    assert is_loopback(host) == local


def test_a_host_others_can_reach_is_refused_before_anything_is_built() -> None:
    with pytest.raises(ServingError, match=r"refused until sign-in exists.*ASSISTANT_HOST"):
        serve(lambda: pytest.fail("built"), host="0.0.0.0", port=0)


def test_a_port_in_use_names_the_setting() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=rf"Port {port} .*ASSISTANT_PORT"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(("host", "url"), [("127.0.0.1", "http://127.0.0.1:7860"), ("::1", "http://[::1]:7860")])
def test_the_address_is_one_a_browser_opens(host: str, url: str) -> None:
    assert address(host, 7860) == url


def test_the_address_is_printed_when_it_answers_and_ctrl_c_ends_it() -> None:
    command = [sys.executable, "-u", "-c", PROGRAM]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        line = process.stdout.readline()
        said = re.fullmatch(r"Trợ lý Hội nghị: (http://127\.0\.0\.1:\d+)\n", line)
        assert said
        with urllib.request.urlopen(f"{said[1]}/readyz", timeout=5) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=15)
    assert rest == ""
