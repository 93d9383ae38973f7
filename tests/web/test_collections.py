"""A visitor limited to a collection walks everything: what is said equals, word for word, what a library says that
never held another; and no word of the other, its canaries, is in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.domain import Report
from tests.web.doors import every_route
from tests.web.twins import CANARIES, HIDDEN, OWN, Twin, canaries_in, on_the_page, plain, text_of, twins

# Canaries as they stand, without diacritics and with a slip of the keyboard; and questions that lead to them.
QUESTIONS = (
    "Thu ngân sách 3 tháng đầu năm của huyện Vân Sơn đạt bao nhiêu?",
    "Thu ngân sách 3 tháng đầu năm 2031 của huyện Kỳ Lâm đạt bao nhiêu?",
    "thu ngan sach huyen ky lam dat bao nhieu",
    "thu ngan sach huyen ky lma dat bao nhieu",
    "khuat ngoc quyen la ai",
    "Đồng chí Khuất Ngọc Quyễn chủ trì hội nghị nào?",
    "dong chi khuta ngoc quyen lam gi",
    "phiên bạch hạv bàn gì?",
    "98.765 tỷ đồng là số gì?",
    "Năm 2031 có những hội nghị nào?",
    "Có bao nhiêu hội nghị?",
    "So sánh thu ngân sách 3 tháng đầu năm của các huyện",
    "Những hạn chế nào được nêu?",
    "Ai là huấn luyện viên đội tuyển bóng đá?",
    "How much budget revenue did Ky Lam collect?",
)
LISTS = (
    *("/gradio_api/info", "/embed", "/api/docs", "/api/openapi.json", "/readyz"),
    *("/api/me", "/api/uploads", "/api/reports", "/api/reports?q=khuat", "/api/reports?sort=title&limit=1&offset=1"),
    *("/api/collections", "/api/reports?collection={name}", "/api/reports?collection=hđnd"),
    *(
        "/api/people",
        "/api/people?name=khuat",
        "/api/people?report_id={hidden}",
        "/api/points",
        "/api/points?kind=task",
    ),
    *("/api/points?place=huyện Kỳ Lâm", "/api/points?report_id={hidden}", "/api/meetings", "/api/meetings?limit=1"),
    *("/api/meetings?collection={name}", "/api/meetings?from=2031-01-01", "/api/meetings?chair=Khuất Ngọc Quyển"),
    *("/api/meetings/choices", "/api/meetings/choices?collection={name}", "/api/figures", "/api/figures?indicator=thu"),
    *("/api/figures?sort=-value&limit=1", "/api/figures?report_id={hidden}", "/api/figures?collection={name}"),
    *("/api/figures?place=Kỳ Lâm", "/api/figures/choices", "/api/figures/choices?collection={name}"),
    *("/api/figures.csv", "/api/figures.xlsx", "/api/figures.csv?collection={name}", "/api/ask/choices"),
    *("/api/reports/{own}", "/metrics"),
)
# Gradio numbers the parts of its pages through all apps of a process.
PAGES = ("/", "/en/", "/config", "/en/config")
# Gradio's own: a stream without an end, and one that breaks off when there is no such event.
UNENDED = re.compile("heartbeat|gradio_api/call/")


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Twin, Twin]]:
    with twins(tmp_path_factory.mktemp("hai-kho")) as made:
        yield made


def same_and_silent(said: list[str], asked: str = "") -> list[str]:
    """Where what two apps said begins to differ, and the canaries in it that were not asked for; [] for nothing."""
    both, alone = (plain(text) for text in said)
    at = next((at for at, (one, other) in enumerate(zip(both, alone, strict=False)) if one != other), 0)
    differing = [] if both == alone else [f"{asked}: …{text[max(0, at - 60) : at + 60]}…" for text in (both, alone)]
    return differing + [f"{asked}: {canary}" for canary in canaries_in(said[0], asked)]


def test_every_list_page_and_file_is_that_of_a_library_without_it(pair: tuple[Twin, Twin]) -> None:
    known = {"own": pair[0].id_of(OWN, "thang-4.txt"), "hidden": pair[0].id_of(HIDDEN, "tuyen-bach-hac.txt")}
    paths = [path.format(**known, name=HIDDEN) for path in LISTS]
    told = [same_and_silent([text_of(one.limited.get(path)) for one in pair], path) for path in paths]
    told += [
        same_and_silent([re.sub(r"\d+", "", text_of(one.limited.get(path))) for one in pair], path) for path in PAGES
    ]
    told += [canaries_in(pair[0].limited.get(path).text) for path in PAGES]
    assert [one for one in told if one] == []
    assert pair[0].limited.get("/readyz").json()["reports"] == pair[0].limited.get("/api/reports").json()["total"] == 2


def test_every_answer_is_that_of_a_library_without_it(pair: tuple[Twin, Twin]) -> None:
    told = []
    for question in QUESTIONS:
        for path, more in (("/api/ask", {}), ("/api/ask/stream", {}), ("/api/search", {"k": 20})):
            body = {"question": question, **more}
            told += same_and_silent([text_of(one.limited.post(path, json=body)) for one in pair], question)
    assert told == []


@pytest.mark.parametrize(
    "more",
    [
        {"filters": {"collection": HIDDEN}},
        {"filters": {"place": "huyện Kỳ Lâm"}},
        {"filters": {"from": "2031-01-01"}},
        {"filters": {"report_ids": ["{hidden}"]}},
        {"history": [{"role": "user", "content": "Ai chủ trì hội nghị của huyện Kỳ Lâm năm 2031?"}]},
    ],
)
def test_filters_and_earlier_turns_do_not_reach_it(pair: tuple[Twin, Twin], more: dict[str, Any]) -> None:
    told = json.dumps(more).replace("{hidden}", pair[0].id_of(HIDDEN, "tuyen-bach-hac.txt"))
    body = {"question": "Thu ngân sách đạt bao nhiêu?", **json.loads(told)}
    assert same_and_silent([text_of(one.limited.post("/api/ask", json=body)) for one in pair], str(more)) == []


@pytest.mark.parametrize("question", QUESTIONS[:1] + QUESTIONS[4:5])
def test_the_page_says_what_a_library_without_it_says(pair: tuple[Twin, Twin], question: str) -> None:
    assert same_and_silent([on_the_page(one.limited, "load", session="mở") for one in pair]) == []
    said = [on_the_page(one.limited, "submit", question, None, "", session=question) for one in pair]
    assert same_and_silent(said, question) == []
    ids = [re.search(r"#tra-loi=([\w-]{22})", text) for text in said]
    for ending in ("", ".md", ".docx"):
        follows = [
            text_of(one.limited.get(f"/api/answers/{i[1]}{ending}")) for one, i in zip(pair, ids, strict=True) if i
        ]
        assert follows[0].startswith("200")
        assert same_and_silent(follows, question) == []
    assert ids[0]
    thumbs = {"rating": "up"}
    assert pair[0].limited.post(f"/api/answers/{ids[0][1]}/feedback", json=thumbs).status_code == 204
    assert pair[0].everything.get(f"/api/answers/{ids[0][1]}").status_code == 404


def test_a_conversation_of_somebody_else_is_not_gone_on_with(pair: tuple[Twin, Twin]) -> None:
    both, alone = pair
    assert canaries_in(on_the_page(both.everything, "submit", "Ai chủ trì hội nghị?", None, "", session="hội-thoại"))
    said = [on_the_page(one.limited, "stop", None, session="hội-thoại") for one in (both, alone)]
    assert same_and_silent(said) == []
    assert canaries_in(on_the_page(both.everything, "submit", "Ai chủ trì?", None, "", session="hội-thoại"))


def test_answers_of_somebody_else_are_not_shown_again(pair: tuple[Twin, Twin]) -> None:
    both, _ = pair
    said = on_the_page(both.everything, "submit", "Ai chủ trì hội nghị?", None, "", session="hỏi")
    told = json.dumps(re.findall(r"#tra-loi=([\w-]{22})", said)[:1])
    assert canaries_in(on_the_page(both.everything, "load", told, session="mở-lại"))
    assert same_and_silent([on_the_page(one.limited, "load", told, session="người-khác") for one in pair]) == []


def test_a_report_of_another_collection_is_none_to_every_route(pair: tuple[Twin, Twin]) -> None:
    """Also to routes that are added: whatever takes an id in its address answers alike for it and for no report."""
    app_routes = sorted(set(every_route(pair[0].app.routes)))
    hidden, differing, met = pair[0].id_of(HIDDEN, "tuyen-bach-hac.txt"), [], 0
    for method, path in app_routes:
        if "{" not in path or method == "WEBSOCKET" or UNENDED.search(path):
            continue
        for body in (None, {"title": "Khác"}):
            said = [
                text_of(pair[0].limited.request(method, re.sub(r"\{[^}]+\}", name, path), json=body)).replace(name, "")
                for name in (hidden, "0123456789abcdef")
            ]
            differing += same_and_silent(said, path)
        met += 1
    assert differing == []
    assert met > 20
    kept = pair[0].library.report(hidden)
    assert isinstance(kept, Report)
    assert kept.title != "Khác"


def test_nothing_is_put_into_another_collection(pair: tuple[Twin, Twin]) -> None:
    said = [
        text_of(one.limited.post("/api/uploads", params={"name": "a.txt", "collection": name}, content=b"x"))
        for one in pair
        for name in (HIDDEN, "không-có")
    ]
    assert set(said) == {said[0]}
    assert said[0].startswith("403")


def test_who_may_read_it_meets_every_canary(pair: tuple[Twin, Twin]) -> None:
    """So that the walks above could fail."""
    client, hidden = pair[0].everything, pair[0].id_of(HIDDEN, "tuyen-bach-hac.txt")
    said = [client.get(path).text for path in ("/api/reports", f"/api/reports/{hidden}", "/api/figures")]
    said.append(client.post("/api/ask", json={"question": QUESTIONS[4]}).text)
    assert set(canaries_in("\n".join(said))) == set(CANARIES)
    assert canaries_in(said[3], QUESTIONS[4])
    assert client.get("/metrics").status_code == 200
    assert pair[0].limited.get("/metrics").status_code == 403
