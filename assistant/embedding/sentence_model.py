"""A PackedModel -> a genuine sentence-transformers directory: config, tokenizer, weights, pooling, prompts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.embedding.packed import PackedModel

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

# The prompts that the authors of E5 trained with (https://huggingface.co/intfloat/multilingual-e5-small).
PROMPTS = {"query": "query: ", "document": "passage: "}
_SPECIAL_TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def write_sentence_model(packed: PackedModel, folder: Path) -> None:
    """Write config, tokenizer, float32 safetensors, mean pooling, normalisation and prompts into `folder`."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize, Transformer
    from sentence_transformers.sentence_transformer.modules import Pooling
    from transformers import PreTrainedTokenizerFast
    from transformers.utils import logging

    quiet: Any = logging
    quiet.disable_progress_bar()
    wrap: Any = PreTrainedTokenizerFast
    bert_folder = folder / "bert"
    _build_bert(packed).save_pretrained(bert_folder)
    wrap(
        tokenizer_object=_build_tokenizer(packed),
        model_max_length=packed.max_positions,
        mask_token="<mask>",
        cls_token="<s>",
        sep_token="</s>",
        **_SPECIAL_TOKENS,
    ).save_pretrained(bert_folder)
    modules = [Transformer(str(bert_folder)), Pooling(packed.hidden, "mean"), Normalize()]
    SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu").save(str(folder), create_model_card=False)
    _remove_folder(bert_folder)


def _build_bert(packed: PackedModel) -> BertModel:
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=packed.tensors["emb.word"].size // packed.hidden,
        hidden_size=packed.hidden,
        num_hidden_layers=packed.layers,
        num_attention_heads=packed.heads,
        intermediate_size=packed.feed_forward,
        max_position_embeddings=packed.max_positions,
        type_vocab_size=packed.token_types,
        layer_norm_eps=packed.layer_norm_eps,
        pad_token_id=packed.pad,
    )
    with torch.device("meta"):
        bert = BertModel(config)
    bert.to_empty(device="cpu")
    names = packed_names(packed.layers)
    # BERT's own pooler is not part of E5; zeros make the written file the same on every machine.
    state = {
        name: torch.from_numpy(packed.tensors[names[name]]).reshape(parameter.shape)
        if name in names
        else torch.zeros(parameter.shape)
        for name, parameter in bert.named_parameters()
    }
    bert.load_state_dict(state, strict=True)
    return bert


def packed_names(layers: int) -> dict[str, str]:
    """Return the packed name of each tensor of a BertModel with so many layers."""
    names = {target: source for source, target in _EMBEDDING_NAMES.items()}
    for layer in range(layers):
        for short, long in _LAYER_NAMES.items():
            names[f"encoder.layer.{layer}.{long}.weight"] = f"l{layer}.{short}.w"
            names[f"encoder.layer.{layer}.{long}.bias"] = f"l{layer}.{short}.b"
    return names


def _build_tokenizer(packed: PackedModel) -> Tokenizer:
    """XLM-R's tokenizer: its normalisation is Nmt, NFKC and squeezed spaces; its model a unigram."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(packed.pieces), unk_id=packed.unk))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    metaspace: Any = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.pre_tokenizer = metaspace
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", packed.bos), ("</s>", packed.eos)],
    )
    return tokenizer


def _remove_folder(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
