"""Two apps over libraries that differ by one collection, and a visitor who may read everything but that collection."""

from __future__ import annotations

import io
import json
import re
import socket
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from assistant.desk import Desk
from assistant.door.accounts import Accounts
from assistant.door.keeper import Keeper
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.opening import build_assistant
from assistant.store.library import Library
from assistant.vietnamese.folding import fold
from assistant.web.app import create_app
from assistant.web.limiting import Limits
from tests.light_encoder import DIMENSION, LightEncoder
from tests.reading_here import ReadingHere
from tests.web.conftest import served

OWN, HIDDEN = "hđnd", "tuyệt-mật-x9"
APRIL = (
    "Hội nghị Ban Thường vụ Huyện ủy Vân Sơn tháng 4\n\n"
    "Sáng ngày 5/4/2024, Ban Thường vụ Huyện ủy Vân Sơn họp phiên thường kỳ tháng 4. Đồng chí Lò Văn Pún, Bí thư Huyện "
    "ủy chủ trì hội nghị.\n\n"
    "Thu ngân sách 3 tháng đầu năm 2024 ước đạt 41 tỷ đồng, bằng 27,3% dự toán.\n\n"
    "Bên cạnh đó còn một số hạn chế: giải ngân vốn đầu tư công còn chậm.\n\n"
    "Hội nghị yêu cầu các phòng rà soát hộ nghèo, báo cáo trước ngày 15/5."
)
MAY = APRIL.replace("tháng 4", "tháng 5").replace("5/4/2024", "6/5/2024").replace("41 tỷ", "53 tỷ")
SECRET = (
    "Hội nghị Ban Thường vụ Huyện ủy Kỳ Lâm phiên Bạch Hạc\n\n"
    "Sáng ngày 7/5/2031, Ban Thường vụ Huyện ủy Kỳ Lâm họp phiên Bạch Hạc. Đồng chí Khuất Ngọc Quyển, Bí thư Huyện ủy "
    "chủ trì hội nghị.\n\n"
    "Thu ngân sách 3 tháng đầu năm 2031 của huyện Kỳ Lâm ước đạt 98.765 tỷ đồng, bằng 44,4% dự toán.\n\n"
    "Bên cạnh đó còn một số hạn chế: giải ngân vốn đầu tư công ở Kỳ Lâm còn chậm.\n\n"
    "Hội nghị yêu cầu các phòng rà soát hộ nghèo ở Kỳ Lâm, báo cáo trước ngày 16/5/2031."
)
# Beside what only the hidden collection has: a copy of an own file, and words of its own over and over.
HIDDEN_FILES = {
    "tuyen-bach-hac.txt": SECRET,
    "ban-sao.txt": APRIL,
    "nhieu.txt": SECRET.replace("7/5", "8/5") + "\n\nThu ngân sách, giải ngân, hộ nghèo." * 9,
}
# A name, a place, a figure, a year, a title, a file name and the collection's own name, folded.
CANARIES = ("khuat", "ky lam", "98.765", "2031", "bach hac", "tuyen-bach-hac", "tuyet-mat-x9", "ban-sao")
# What differs from one run to the next: times, and random names.
_VARYING = (
    (re.compile(r'"took_ms":\{[^}]*\}'), ""),
    (re.compile(r'"((average_|cache_)?duration|avg_time|eta|rank_eta)":[^,}]+'), ""),
    (re.compile(r'data: ?\{"msg": ?"heartbeat"[^}]*\}\n+'), ""),  # on a machine that is busy for 15 seconds
    (re.compile(r"http://127\.0\.0\.1:\d+|127\.0\.0\.1:\d+"), ""),
    (re.compile(r"[0-9a-f]{32}|(?<![\w-])(?=[\w-]*[A-Z0-9_-])[\w-]{22}(?![\w-])", re.ASCII), ""),
)


@dataclass(frozen=True, slots=True)
class Twin:
    """One of the two apps with its library, and clients of the limited visitor and of one who reads all."""

    app: FastAPI
    library: Library
    limited: httpx.Client
    everything: httpx.Client

    def id_of(self, collection: str, file: str) -> str:
        (found,) = (one.id for one in self.library.reports(collection) if one.source.path == file)
        return found


@contextmanager
def twins(base: Path) -> Iterator[tuple[Twin, Twin]]:
    """Serve a library with the hidden collection, and one that never held it; the same visitors may come in."""
    accounts = Accounts(base / "accounts.json")
    limited = accounts.add_token("lan", "editor", date.today(), (OWN, "chưa-có"))
    everything = accounts.add_token("hoa", "editor", date.today())
    for folder, files in (("own", {"thang-4.txt": APRIL, "thang-5.txt": MAY}), ("hidden", HIDDEN_FILES)):
        (base / folder).mkdir()
        for name, text in files.items():
            (base / folder / name).write_text(text, encoding="utf-8")
    with ExitStack() as stack:
        made = []
        for name, held in (("both", {HIDDEN: "hidden", OWN: "own"}), ("alone", {OWN: "own"})):
            library = stack.enter_context(Library.open(base / name, model="light", dimension=DIMENSION))
            for collection, folder in held.items():
                told = Ingester(library, LightEncoder(), collection, ReadingHere()).ingest(find_files([base / folder]))
                assert all(one.status == "added" for one in told)
            stack.enter_context(library.own())
            app = _app(base / name, library, accounts)
            url = stack.enter_context(_serving(app))
            clients = [
                stack.enter_context(
                    httpx.Client(base_url=url, timeout=120, headers={"Authorization": f"Bearer {token}"})
                )
                for token in (limited, everything)
            ]
            made.append(Twin(app, library, *clients))
        yield made[0], made[1]


@contextmanager
def _serving(app: FastAPI) -> Iterator[str]:
    yield from served(app, socket.create_server(("127.0.0.1", 0)))


def _app(folder: Path, library: Library, accounts: Accounts) -> FastAPI:
    encoder = LightEncoder()
    return create_app(
        build_assistant(library, encoder),  # type: ignore[arg-type]
        desk=Desk(library, encoder, folder / "uploads", ReadingHere()),
        keeper=Keeper("password", accounts),
        limits=Limits(questions_a_minute=0, requests_a_minute=0),
        feedback_file=folder / "feedback.sqlite",
    )


def on_the_page(client: httpx.Client, event: str, *inputs: Any, session: str) -> str:
    """What Gradio's queue streams when an event of the page happens, in a session of that name."""
    happening = next(
        one
        for one in client.get("/config").json()["dependencies"]
        if event in (name for _, name in one["targets"]) and len(one["inputs"]) == len(inputs)
    )
    joined = {"data": list(inputs), "fn_index": happening["id"], "session_hash": session, "trigger_id": None}
    assert client.post("/gradio_api/queue/join", json=joined).status_code == 200
    return client.get("/gradio_api/queue/data", params={"session_hash": session}).text


def text_of(answer: httpx.Response) -> str:
    """Everything that an answer says: its status, its headers and its words, unpacked."""
    headers = {name: answer.headers.get(name) for name in ("content-type", "content-disposition", "location", "etag")}
    return f"{answer.status_code} {headers}\n{_unpacked(answer.content)}"


def plain(text: str) -> str:
    """The same without what differs from one run to the next."""
    for pattern, put in _VARYING:
        text = pattern.sub(put, text)
    return text


def canaries_in(text: str, asked: str = "") -> list[str]:
    """The canaries that a text holds and that did not stand in the question, however they are written.

    Times and random names are left out: one of them in a thousand has the digits of a canary.
    """
    spelt = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), plain(text))
    said, known = fold(spelt).lower(), fold(asked).lower()
    return [canary for canary in CANARIES if canary in said and canary not in known]


def _unpacked(content: bytes) -> str:
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name != "docProps/core.xml"]  # when it was made
        return json.dumps({name: archive.read(name).decode("utf-8", "replace") for name in names}, ensure_ascii=False)
