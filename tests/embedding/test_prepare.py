"""The model cache: built once, whole or not at all, and checked when it is opened."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from assistant.embedding import prepare as preparing
from assistant.embedding.encoder import SentenceEncoder, load_encoder
from assistant.embedding.packed import dequantize, read_packed
from assistant.embedding.prepare import MANIFEST, READING_MODEL, SESSION, cache_folder, open_prepared, prepare
from assistant.errors import ModelDamaged, ModelError, ModelMissing
from assistant.settings import load_settings


@pytest.fixture
def copied(tmp_path: Path, encoder: SentenceEncoder) -> Path:
    """A model cache of its own, holding links to the files of the prepared model."""
    source = cache_folder(READING_MODEL, load_settings().models)
    shutil.copytree(source, tmp_path / READING_MODEL, copy_function=lambda a, b: Path(b).symlink_to(a))
    return tmp_path


def test_a_prepared_model_is_not_built_again(copied: Path) -> None:
    said: list[str] = []
    prepared = prepare(READING_MODEL, copied, said.append)
    assert said == []
    assert prepared.identity == open_prepared(READING_MODEL, copied).identity


def test_an_unprepared_model_names_the_command(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="make model"):
        open_prepared(READING_MODEL, tmp_path)


@pytest.mark.parametrize("file", [SESSION, "model/tokenizer.json"])
def test_a_damaged_file_is_refused(copied: Path, file: str) -> None:
    path = copied / READING_MODEL / file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.unlink()
    path.write_bytes(content)
    with pytest.raises(ModelDamaged, match="make model"):
        load_encoder(READING_MODEL, copied).load()


def test_a_manifest_cut_short_is_refused(copied: Path) -> None:
    manifest = copied / READING_MODEL / MANIFEST
    content = manifest.read_bytes()
    manifest.unlink()
    manifest.write_bytes(content[:100])
    with pytest.raises(ModelDamaged, match="make model"):
        open_prepared(READING_MODEL, copied)


def test_without_a_session_torch_serves_the_same_identity(copied: Path, encoder: SentenceEncoder) -> None:
    folder = copied / READING_MODEL
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    del manifest["files"][SESSION]
    (folder / MANIFEST).unlink()
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    fallback = load_encoder(READING_MODEL, copied)
    assert fallback.identity == encoder.identity
    text = "Hội nghị sơ kết công tác 6 tháng đầu năm"
    assert fallback.embed_query(text) @ encoder.embed_query(text) > 0.99


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=1_000_000)
    monkeypatch.setattr(preparing.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(ModelError, match="ASSISTANT_MODELS"):
        prepare(READING_MODEL, tmp_path, lambda _: None)
    assert not (tmp_path / READING_MODEL).exists()


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ModelDamaged("cut short")

    monkeypatch.setattr(preparing, "_write_model", fail)
    with pytest.raises(ModelDamaged):
        prepare(READING_MODEL, tmp_path, lambda _: None)
    assert [path.name for path in tmp_path.iterdir()] == [".preparing.lock"]


def test_a_folder_that_is_no_model_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "not-a-model"
    other.mkdir()
    (other / "readme.txt").write_text("không phải mô hình", encoding="utf-8")
    with pytest.raises(ModelDamaged, match="sentence-transformers"):
        prepare(str(other), tmp_path / "cache", lambda _: None)


def test_q4_blocks_are_low_nibbles_then_high_times_the_scale() -> None:
    block = np.zeros(1, np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)]))
    block["scale"] = 0.5
    block["nibbles"][0, 0] = 0x1F
    weights = dequantize(block)
    assert (weights[0], weights[16], weights[1]) == (3.5, -3.5, -4.0)


def test_a_packed_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.bin"
    path.write_bytes(b"E5S1" + b"\0" * 20)
    with pytest.raises(ModelDamaged):
        read_packed(path)
