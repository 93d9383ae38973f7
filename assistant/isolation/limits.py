"""What reading one file may take."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory is resident memory in bytes: of the process that reads, and of each program that it runs.

    A file has `time_s` seconds and `page_time_s` more for each scanned page, of at most `pages`. `output_bytes` is how
    much may come back, `written_bytes` how large a temporary file may grow.
    """

    memory_bytes: int = 512 * MIB
    program_memory_bytes: int = 1536 * MIB
    time_s: float = 60.0
    page_time_s: float = 15.0
    pages: int = 200
    output_bytes: int = 16 * MIB
    written_bytes: int = 256 * MIB
