"""Figures of an invented report that is read from its paragraphs, for tests of the rules of facts."""

from __future__ import annotations

from pathlib import Path

from assistant.domain import Figure, Source
from assistant.facts import find_figures
from assistant.reading import read_report

TITLE = "Hội nghị Ban Thường vụ Huyện ủy Tân Khê đánh giá nhiệm vụ tháng 7, triển khai nhiệm vụ tháng 8/2022"
OPENING = (
    "Sáng ngày 2/8/2022, Ban Thường vụ Huyện ủy Tân Khê tổ chức hội nghị đánh giá kết quả nhiệm vụ tháng 7; triển khai"
    " nhiệm vụ tháng 8/2022. Đồng chí Hà Văn Mộc, Bí thư Huyện ủy chủ trì hội nghị."
)


def figures_of(folder: Path, *paragraphs: str, suffix: str = "txt") -> dict[str, Figure]:
    """Return the figures of a meeting of Tân Khê about July 2022, held on 2 August, by their words."""
    path = folder / f"report.{suffix}"
    path.write_text("\n\n".join((TITLE, OPENING, *paragraphs)), encoding="utf-8")
    report = read_report(path, Source("default", "/", path.name, "0"), "r")
    return {figure.words: figure for figure in find_figures(report)}
