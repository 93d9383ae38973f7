"""A real library without a model, its desk, and an app over both that is told who sends each request."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI

from assistant.desk import Desk
from assistant.domain import Language
from assistant.finding import find_files
from assistant.ingesting import Ingester
from assistant.store.library import Library
from assistant.web.app import create_app
from assistant.web.visitors import ANYBODY, visitor
from tests.light_encoder import DIMENSION, LightEncoder
from tests.reading_here import ReadingHere
from tests.web.fake import FakeAssistant

MAX_BYTES = 1 << 20
APRIL = (
    "Hội nghị Ban Thường vụ Huyện ủy Vân Sơn tháng 4\n\n"
    "Sáng ngày 5/4/2024, Ban Thường vụ Huyện ủy Vân Sơn họp phiên thường kỳ tháng 4.\n\n"
    "Thu ngân sách 3 tháng đầu năm ước đạt 41 tỷ đồng, bằng 27,3% dự toán."
)
CHAIRED = f"{APRIL}\n\nĐồng chí Lê Thị Mận, Bí thư Huyện ủy chủ trì cuộc họp. Ông Trần Văn Khoai báo cáo."
MAY = APRIL.replace("tháng 4", "tháng 5").replace("5/4/2024", "6/5/2024").replace("41 tỷ", "53 tỷ")


class Office:
    """What stands behind the app, and `visitor`: whoever sends the next requests."""

    def __init__(self, base: Path, library: Library) -> None:
        self.folder = base / "kho"
        self.folder.mkdir()
        self.uploads = base / "uploads"
        self.library = library
        self.encoder = LightEncoder()
        self.visitor = ANYBODY
        desk = Desk(library, self.encoder, self.uploads, ReadingHere(), MAX_BYTES)
        self.app: FastAPI = create_app(_Asker(library=library), desk=desk)  # type: ignore[arg-type]
        self.app.dependency_overrides[visitor] = lambda: self.visitor

    def clear(self) -> None:
        """An empty library, and anybody before it."""
        self.visitor = ANYBODY
        for report in self.library.reports():
            self.library.remove(report.id)
        for file in self.uploads.rglob("*"):
            if file.is_file():
                file.unlink()

    def hold(self, name: str = "thang-4.txt", text: str = APRIL, collection: str = "default") -> str:
        """Ingest a report as an operator would; return its id."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        self._ingest(file, collection, reread=True)
        return next(one.id for one in self.library.reports(collection) if one.source.path == name)

    def ingest(self, collection: str = "default", *, reread: bool = False) -> None:
        """Ingest the operator's folder."""
        self._ingest(self.folder, collection, reread=reread)

    def _ingest(self, path: Path, collection: str, *, reread: bool) -> None:
        ingester = Ingester(self.library, self.encoder, collection, ReadingHere())
        assert all(one.status != "failed" for one in ingester.ingest(find_files([path]), reread=reread))

    def files(self) -> list[str]:
        """The uploads that are kept."""
        return sorted(file.name for file in self.uploads.rglob("*") if file.is_file())


@contextmanager
def opened_office(base: Path) -> Iterator[Office]:
    with Library.open(base / "vectorstore", model="light", dimension=DIMENSION) as library:
        yield Office(base, library)


class _Asker(FakeAssistant):
    """Answers as the fake does, before the reports of a real library."""

    def report_count(self) -> int:
        return len(self.library.reports())

    def example_questions(self, language: Language) -> tuple[str, ...]:
        return ()
