"""Made files -> a tree of folders with absurd names, beside links that lead out of it and a pipe that never ends."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from random import Random

from assistant.store.identity import located
from evaluation.fuzzing.made import Bait, Made

_STEMS = (
    "báo cáo",
    unicodedata.normalize("NFD", "kết luận hội nghị"),
    "  hai  dấu cách ",
    "dòng\nmới",
    "thẻ\tcách",
    "📄🗂️👩‍💼 họp",
    "-rf",
    "--json",
    "x" * 200,
    "\u202etxt.exe",
    "\u200b\u2066ẩn",
    "$(touch written)",
    "'; drop table reports; --",
    '"ngoặc"',
    "%s%n%d{}",
    "<b>&amp;",
    "\x1b[31mđỏ\x07",
    "*?[a]",
    "~root",
    "a.docx.exe",
    "CON",
    os.fsdecode(b"b\xb8\xe3 c\xdfa"),
    os.fsdecode(b"\xff\xfe\xc0\xaf"),
)
_FOLDERS = (
    "",
    "tháng 4",
    "-x/--yes",
    "📁 họp\nlại",
    os.fsdecode(b"\xb8\xff"),
    "z" * 200 + "/" + "y" * 200,
    "/".join("sâu" for _ in range(40)),
    " / ",
)
_LINKS = ("liên kết.txt", "thư mục", "vòng", "passwd.txt", "đứt.txt")


def lay_out(files: Iterable[Made], folder: Path, bait: Bait, random: Random) -> dict[str, Made]:
    """Write files below a folder; return them by the path that is told of each."""
    laid: dict[str, Made] = {}
    for number, made in enumerate(files):
        below = folder / random.choice(_FOLDERS)
        below.mkdir(parents=True, exist_ok=True)
        suffix = made.suffix.upper() if random.random() < 0.1 else made.suffix
        file = below / f"{random.choice(_STEMS)} {number}{suffix}"
        file.write_bytes(made.raw)
        laid[located(file, folder)[1]] = made
    _link_outside(folder, bait)
    return laid


def _link_outside(folder: Path, bait: Bait) -> None:
    """Links to a file and a folder outside, in a circle and to nothing; a pipe, which would be read for ever."""
    targets = (bait.secret, bait.secret.parent, folder, Path("/etc/passwd"), folder / "không có")
    for name, target in zip(_LINKS, targets, strict=True):
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "ống.txt")
