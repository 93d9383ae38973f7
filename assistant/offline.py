"""Force every library of this process off the network; entry points call it before heavy imports."""

from __future__ import annotations

import os

OFFLINE_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "ANONYMIZED_TELEMETRY": "False",
    "ORT_DISABLE_TELEMETRY": "1",  # ONNX Runtime keeps events in the home folder and sends them to Microsoft
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "DO_NOT_TRACK": "1",
    "TIKTOKEN_CACHE_DIR": "",  # no copy of its encoding in the folder of temporary files
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "true",
}


def force_offline() -> None:
    """Overwrite the variables above, whatever the user's shell says."""
    os.environ.update(OFFLINE_ENVIRONMENT)
