"""tools/install: it says in one line what a machine lacks, and does nothing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
TOOLS_OF_THE_SCRIPT = ("awk", "basename", "bash", "cat", "cp", "flock", "mkdir", "rm", "sha256sum")
GOOD_PYTHON = """#!/bin/bash
case "$*" in
*"-m venv"*) mkdir -p .venv/bin && cp "$0" .venv/bin/python ;;
*"pip install"*) echo "$*" >>calls; {install} ;;
esac
"""
OLD_PYTHON = """#!/bin/bash
case "$*" in -V) echo "Python 3.9.2" ;; *version_info*) exit 1 ;; esac
"""
PYTHON_WITHOUT_VENV = """#!/bin/bash
case "$*" in *ensurepip*) exit 1 ;; esac
"""


class Machine:
    """A checkout with only the named commands on its PATH."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.bin = folder / "checkout", folder / "bin"
        (self.checkout / "tools").mkdir(parents=True)
        self.bin.mkdir()
        shutil.copy(PROJECT / "tools/install", self.checkout / "tools")
        for file in ("requirements.txt", "constraints.txt"):
            (self.checkout / file).write_text("rich==15.0.0\n", encoding="utf-8")
        for name in TOOLS_OF_THE_SCRIPT:
            (self.bin / name).symlink_to(str(shutil.which(name)))
        self.add("df", "#!/bin/bash\necho 'x 9 9 50000 9% /'\n")

    def add(self, name: str, script: str) -> None:
        (self.bin / name).write_text(script, encoding="utf-8")
        (self.bin / name).chmod(0o755)

    def install(self, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "HOME": os.environ["HOME"], **variables}
        command = ["tools/install", "requirements.txt"]
        return subprocess.run(command, cwd=self.checkout, env=environment, capture_output=True, text=True)

    @property
    def calls(self) -> list[str]:
        path = self.checkout / "calls"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize(
    ("pythons", "remedy"),
    [
        ({}, "install Python 3.11 or later"),
        ({"python3": OLD_PYTHON}, "python3 is Python 3.9.2, too old: install Python 3.11 or later"),
        ({"python3": PYTHON_WITHOUT_VENV}, "run 'sudo apt install python3-venv'"),
        ({"python3": OLD_PYTHON, "python3.12": PYTHON_WITHOUT_VENV}, "run 'sudo apt install python3.12-venv'"),
    ],
)
def test_an_unfit_python_is_answered_with_one_line(machine: Machine, pythons: dict[str, str], remedy: str) -> None:
    for name, script in pythons.items():
        machine.add(name, script)
    result = machine.install()
    assert result.returncode == 2
    assert remedy in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_newer_python_beside_an_old_one_is_found(machine: Machine) -> None:
    machine.add("python3", OLD_PYTHON)
    machine.add("python3.13", GOOD_PYTHON.format(install="true"))
    assert machine.install().returncode == 0


def test_the_python_asked_for_is_the_one_taken(machine: Machine) -> None:
    machine.add("python3", OLD_PYTHON)
    machine.add("my-python", GOOD_PYTHON.format(install="true"))
    assert machine.install(PYTHON="my-python").returncode == 0


def test_the_second_time_nothing_is_installed(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON.format(install="true"))
    machine.install()
    second = machine.install()
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert len(machine.calls) == 1


@pytest.mark.parametrize("file", ["requirements.txt", "constraints.txt"])
def test_a_changed_pin_is_installed(machine: Machine, file: str) -> None:
    machine.add("python3", GOOD_PYTHON.format(install="true"))
    machine.install()
    (machine.checkout / file).write_text("rich==15.0.1\n", encoding="utf-8")
    machine.install()
    assert len(machine.calls) == 2


def test_pip_gets_the_options_passed_through(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON.format(install="true"))
    machine.install(PIP_ARGS="--extra-index-url https://pip.example.vn/cpu")
    assert machine.calls[0].endswith(
        "-r requirements.txt -c constraints.txt --extra-index-url https://pip.example.vn/cpu"
    )


def test_too_little_space_is_said_before_anything_is_written(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON.format(install="true"))
    machine.add("df", "#!/bin/bash\necho 'x 9 9 120 9% /'\n")
    result = machine.install()
    assert result.returncode == 2
    assert "120 MB free, about 4000 MB needed" in result.stderr
    assert not (machine.checkout / ".venv").exists()


def test_a_disk_that_fills_up_is_said_in_the_last_line_and_installed_again_later(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON.format(install="echo 'OSError: [Errno 28] No space left on device' >&2; exit 1"))
    result = machine.install()
    assert result.returncode == 2
    assert result.stderr.splitlines()[-1].startswith("The disk is full")
    machine.install()
    assert len(machine.calls) == 2


def test_an_index_out_of_reach_is_answered_with_how_to_name_another(machine: Machine) -> None:
    machine.add("python3", GOOD_PYTHON.format(install="echo 'ERROR: No matching distribution found' >&2; exit 1"))
    result = machine.install()
    assert "No matching distribution" in result.stderr
    assert "PIP_ARGS=" in result.stderr.splitlines()[-1]
