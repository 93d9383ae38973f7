"""Where the app may be served, and what is said when it cannot be."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import textwrap
import time
import urllib.request
from pathlib import Path

import httpx
import pytest

from assistant.door.keeper import Auth, Keeper
from assistant.errors import ServingError
from assistant.web.serve import address, is_loopback, listen, refuse_open_door, serve

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = """
from assistant.web.serve import serve
from tests.web.fake import FakeAssistant
serve(lambda: (FakeAssistant(), None), host="127.0.0.1", port=0)
"""
GUARDED_PROGRAM = """
from assistant.door.keeper import Keeper
from assistant.door.proxies import Proxies
from assistant.web.serve import serve
from tests.web.fake import FakeAssistant
keeper = Keeper("proxy", proxies=Proxies(["10.0.0.0/8"]))
serve(lambda: (FakeAssistant(), None), host="0.0.0.0", port=0, keeper=keeper, allowed_hosts=("tro-ly.example.vn",))
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


@pytest.mark.parametrize(
    ("host", "allowed_hosts"), [("0.0.0.0", ()), ("192.168.1.5", ()), ("127.0.0.1", ("tro-ly.example.vn",))]
)
def test_without_a_door_a_host_others_can_reach_is_refused_before_anything_is_built(
    host: str, allowed_hosts: tuple[str, ...]
) -> None:
    for keeper in (None, Keeper()):
        with pytest.raises(ServingError, match=r"ASSISTANT_AUTH to password or proxy.*ASSISTANT_OPEN_TO_NETWORK"):
            serve(lambda: pytest.fail("built"), host=host, port=0, keeper=keeper, allowed_hosts=allowed_hosts)


@pytest.mark.parametrize(
    ("auth", "hosts", "open_to_network"),
    [
        ("open", ("127.0.0.1", "localhost"), False),
        ("open", ("0.0.0.0",), True),
        ("password", ("0.0.0.0", "tro-ly.example.vn"), False),
        ("proxy", ("192.168.1.5",), False),
    ],
)
def test_with_a_door_or_by_an_explicit_word_any_host_is_served(
    auth: Auth, hosts: tuple[str, ...], open_to_network: bool
) -> None:
    refuse_open_door(auth, hosts, open_to_network)


def test_it_listens_elsewhere_with_a_door_and_only_names_in_the_setting_are_answered() -> None:
    command = [sys.executable, "-u", "-c", GUARDED_PROGRAM]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        said = re.fullmatch(r"Trợ lý Hội nghị: (http://127\.0\.0\.1:\d+)\n", process.stdout.readline())
        assert said
        statuses = []
        for host in ("tro-ly.example.vn", "127.0.0.1", "0.0.0.0", "evil.example"):
            for path in ("/healthz", "/readyz"):
                # What a trusted proxy would say, from somebody who is none.
                forged = {"Host": host, "X-Forwarded-For": "10.0.0.1", "X-Remote-User": "Lan"}
                statuses.append(httpx.get(f"{said[1]}{path}", headers=forged, trust_env=False, timeout=60).status_code)
        process.terminate()
        process.communicate(timeout=60)
    assert statuses == [200, 401, 200, 401, 400, 400, 400, 400]


def test_a_port_in_use_names_the_setting() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServingError, match=rf"Port {port} .*ASSISTANT_PORT"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:7860"), ("::1", "http://[::1]:7860"), ("0.0.0.0", "http://127.0.0.1:7860")],
)
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


STOPPED_PROGRAM = """
import sys
from assistant.web.logs import write_logs
write_logs("info")
try:
{program}
except KeyboardInterrupt:
    sys.exit(0)
"""


@pytest.mark.parametrize("path", ["/gradio_api/heartbeat/trang", "/en/gradio_api/heartbeat/trang"])
def test_ctrl_c_with_a_page_open_ends_it_without_an_error(path: str) -> None:
    program = STOPPED_PROGRAM.format(program=textwrap.indent(PROGRAM, "    "))
    command = [sys.executable, "-u", "-c", program]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        url = process.stdout.readline().split()[-1]
        with httpx.stream("GET", f"{url}{path}", timeout=15) as page:
            assert page.status_code == 200
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            for _ in page.iter_bytes():
                pass
        _, errors = process.communicate(timeout=15)
    assert process.returncode == 0
    assert time.monotonic() - begun < 10
    assert [line for line in errors.splitlines() if "error" in line.lower() or "Traceback" in line] == []
