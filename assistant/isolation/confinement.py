"""A process gives up, for itself and all it starts, what reading a file does not need: memory, large files, network.

Limits are the kernel's: what a file makes a parser do cannot lift them. Where a system has no such filter (macOS), no
reader opens a connection of its own accord, but nothing would stop a parser that was taken over.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

from assistant.isolation.limits import Limits

_OPEN_FILES = 256
# prctl(2) and seccomp(2)
_PDEATHSIG, _SUBREAPER, _NO_NEW_PRIVS, _SECCOMP, _FILTER = 1, 36, 38, 22, 2
# Of linux/filter.h: load a word of the call's description, jump if equal, jump if at least, return.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000 | 13  # refused calls fail with EACCES
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data
_X32 = 0x40000000
_LOCAL = 1  # AF_UNIX: programs talk to themselves through it
# Of each machine: how the kernel calls it, the number of socket(2); io_uring_setup(2) is the same everywhere.
_MACHINES = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_URING = 425


def confine(limits: Limits) -> None:
    """Take away from this process what no reader needs, for good. Raises OSError where the system refuses."""
    # Resident memory is watched from outside; these stop what grows faster than one can watch.
    _limit("RLIMIT_DATA", 2 * limits.memory_bytes, 4 * limits.program_memory_bytes)
    _limit("RLIMIT_FSIZE", limits.written_bytes, limits.written_bytes)
    _limit("RLIMIT_NOFILE", _OPEN_FILES, _OPEN_FILES)
    _limit("RLIMIT_CORE", 0, 0)
    longest_s = int(limits.time_s + limits.pages * limits.page_time_s) + 1
    _limit("RLIMIT_CPU", longest_s, longest_s)
    if sys.platform == "linux":
        _prctl(_PDEATHSIG, signal.SIGKILL)
        _without_network()


def adopt_orphans() -> None:
    """Become the parent of whatever outlives its own parent below this process, so that it can be ended (Linux)."""
    if sys.platform == "linux":
        _prctl(_SUBREAPER, 1)


def _limit(name: str, soft: int, hard: int) -> None:
    which = getattr(resource, name, None)
    if which is None:
        return
    allowed = resource.getrlimit(which)[1]
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    resource.setrlimit(which, (soft, hard))


def _without_network() -> None:
    """From here on socket(2) makes local sockets only, and io_uring, which could make others, is refused."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or struct.calcsize("P") != 8:
        return
    architecture, socket = machine
    program = (
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 5, 0, _X32),
        (_EQUAL, 4, 0, _URING),
        (_EQUAL, 0, 2, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_EQUAL, 0, 1, _LOCAL),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    )
    code = b"".join(struct.pack("HBBI", *line) for line in program)
    kept = ctypes.create_string_buffer(code, len(code))
    described = struct.pack("HxxxxxxP", len(program), ctypes.addressof(kept))
    _prctl(_NO_NEW_PRIVS, 1)
    _prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(described, len(described)))


def _prctl(option: int, argument: int, pointer: ctypes.Array[ctypes.c_char] | None = None) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, ctypes.c_ulong(argument), pointer, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
