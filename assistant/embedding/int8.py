"""A sentence-transformers directory -> one ONNX Runtime int8 session file, and the module that runs it.

Weights are quantised to int8 per output channel and activations at run time; attention, layer normalisation and
GELU are fused first by ONNX Runtime's own BERT optimiser. The vectors stay within cosine .995 of float32's, so both
engines serve one library.
"""

from __future__ import annotations

import importlib
import json
import logging
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from sentence_transformers.base.modules import InputModule

from assistant.errors import ModelDamaged

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

_INPUTS = ("input_ids", "attention_mask")
_OPSET = 17
_FEED_FORWARD_OUT = re.compile(r"layer\.(\d+)/output/dense/MatMul$")
_EXAMPLES = ("một hội nghị", "hội nghị Ban Chấp hành Đảng bộ huyện")


class Int8Transformer(InputModule):
    """Texts -> token embeddings through an int8 session, in the place of sentence-transformers' Transformer."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer, max_tokens: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.session = session
        self.tokenizer = tokenizer
        self.max_seq_length = max_tokens
        # Set once: the tokenizer is then read-only and safe to share between threads.
        self.tokenizer.enable_truncation(max_tokens)
        self.tokenizer.enable_padding(pad_id=tokenizer.token_to_id("<pad>") or 0, pad_token="<pad>")

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Return input_ids and attention_mask, int64 (n, longest), right-padded."""
        encodings = self.tokenizer.encode_batch([(prompt or "") + str(text) for text in inputs])
        return {
            "input_ids": torch.tensor([encoding.ids for encoding in encodings]),
            "attention_mask": torch.tensor([encoding.attention_mask for encoding in encodings]),
        }

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add token_embeddings, float32 (n, longest, dim)."""
        feed = {name: features[name].cpu().numpy() for name in _INPUTS}
        features["token_embeddings"] = torch.from_numpy(self.session.run(None, feed)[0])
        return features

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Refuse: the prepared float32 directory is the model; a session is made from it."""
        raise NotImplementedError("An int8 session is made from a model directory, never saved as one.")


def write_int8(model: SentenceTransformer, target: Path) -> None:
    """Export the model's encoder, fuse it, quantise it, and write `target`. Scratch files stay beside it.

    Raises whatever torch or ONNX Runtime raise for an architecture they can't take; the caller falls back to torch.
    """
    from onnxruntime.transformers import optimizer

    exported, fused = target.with_suffix(".export.onnx"), target.with_suffix(".fused.onnx")
    try:
        bert: Any = model[0].auto_model
        _export(bert, model.preprocess(list(_EXAMPLES)), exported)
        graph = optimizer.optimize_model(
            str(exported),
            model_type="bert",
            num_heads=bert.config.num_attention_heads,
            hidden_size=bert.config.hidden_size,
            opt_level=0,
        )
        graph.save_model_to_file(str(fused))
        _quantize(fused, target, bert.config.num_hidden_layers // 2)
    finally:
        exported.unlink(missing_ok=True)
        fused.unlink(missing_ok=True)


def load_int8(session_file: Path, tokenizer_file: Path, max_tokens: int, threads: int) -> Int8Transformer:
    """Open a session file with `threads` threads (0: one per core). Raises ModelDamaged when it can't be read."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that wait for work by spinning double the processor time of a short text, at every other asker's cost.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(str(session_file), options, providers=["CPUExecutionProvider"])
    except (RuntimeError, ValueError) as exc:
        raise ModelDamaged(f"{session_file} cannot be read; delete its folder and run `make model`.") from exc
    return Int8Transformer(session, Tokenizer.from_file(str(tokenizer_file)), max_tokens)


def load_later_modules(sentence_folder: Path) -> list[torch.nn.Module]:
    """Load the modules behind the encoder that `modules.json` names. Raises ModelDamaged for one of foreign code."""
    modules = json.loads((sentence_folder / "modules.json").read_text(encoding="utf-8"))
    return [_load_module(sentence_folder, module["type"], module["path"]) for module in modules[1:]]


def _load_module(sentence_folder: Path, dotted: str, subfolder: str) -> torch.nn.Module:
    package, _, name = dotted.rpartition(".")
    if not package.startswith("sentence_transformers."):
        raise ModelDamaged(f"{sentence_folder} asks for code of its own ({dotted}), which is never run.")
    module: torch.nn.Module = getattr(importlib.import_module(package), name).load(
        str(sentence_folder), subfolder=subfolder, local_files_only=True
    )
    return module


class _TokenEmbeddings(torch.nn.Module):
    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        output = self.encoder(input_ids=input_ids, attention_mask=attention_mask)
        states: torch.Tensor = output.last_hidden_state
        return states


def _export(bert: torch.nn.Module, features: dict[str, Any], target: Path) -> None:
    example = tuple(features[name] for name in _INPUTS)
    axes = {name: {0: "texts", 1: "tokens"} for name in (*_INPUTS, "token_embeddings")}
    encoder = _TokenEmbeddings(bert).eval()
    with torch.inference_mode(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about shapes that are dynamic on purpose
        # The TorchScript exporter: the graph it makes from eager attention is the one the BERT optimiser knows.
        torch.onnx.export(
            encoder,
            example,
            str(target),
            input_names=list(_INPUTS),
            output_names=["token_embeddings"],
            dynamic_axes=axes,
            opset_version=_OPSET,
            dynamo=False,
        )


def _quantize(source: Path, target: Path, kept_layers: int) -> None:
    """Quantise but for the second matrix of the feed-forward part in so many of the lowest layers.

    What goes into these has outliers (Bondarenko et al. 2021, "Understanding and Overcoming the Challenges of Efficient
    Transformer Quantization"): kept as they are, vectors of the trained model stay within .99 of float32's, not .97.
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger().setLevel(logging.ERROR)  # it advises a pre-processing step that fusion has replaced
    quantize_dynamic(
        str(source),
        str(target),
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=[
            node.name
            for node in onnx.load(str(source), load_external_data=False).graph.node
            if (found := _FEED_FORWARD_OUT.search(node.name)) and int(found[1]) < kept_layers
        ],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
