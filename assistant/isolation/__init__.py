"""Files are read in processes of their own, with limits: what a file holds cannot hang, fill or own the one that asks.

`pool.py` hands files out and takes back what was read; `worker.py` forks a child for each and watches it
(`watching.py`); `child.py` gives up what reading does not need (`confinement.py`) and reads.
"""

from __future__ import annotations

from assistant.isolation.limits import Limits
from assistant.isolation.pool import ReaderPool
from assistant.isolation.tasks import Reading

__all__ = ["Limits", "ReaderPool", "Reading"]
