"""Answers as HTML: what the reader sees, and that nothing in a report or a question can act."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from assistant.domain import Answer, Chart, ChartPoint, Statement, Table
from assistant.web.render import answer_html, inert, message_html, progress_html, question_html, source_link
from assistant.web.wording import EN, VI
from tests.web.fake import (
    AUGUST,
    BARS,
    BUDGET,
    CORRECTED,
    EVIL,
    EVIL_QUOTE,
    HOSTILE,
    LINE,
    NOT_SAID,
    QUOTE,
    REFUSED,
    TASKS,
    THREE,
    cite,
)

HOSTILE_TEXTS = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "${alert(1)} {{alert(1)}} $$x$$ \\(x\\)",
    "</div></p><iframe srcdoc='<script>1</script>'>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "<http://evil.example> https://evil.example",
    "`mã` **đậm** __đậm__ ~~bỏ~~ # tiêu đề | bảng |",
    "&lt;script&gt; &#60;script&#62;",
    "dòng một\n\n    mã\n\n# tiêu đề\n- mục\r\n<b>",
    EVIL_QUOTE,
)
ALLOWED = {
    "div": {"class", "role", "tabindex"},
    "p": {"class"},
    "table": {"class"},
    "caption": {"class"},
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"class", "scope"},
    "td": {"class"},
    "figure": {"class"},
    "figcaption": set(),
    "ol": {"class"},
    "meter": {"value"},
    "span": {"class", "role", "tabindex"},
    "strong": set(),
    "a": {"class", "href"},
    "ul": {"class"},
    "details": {"class"},
    "summary": set(),
    "li": set(),
    "small": set(),
    "br": set(),
}


class Seen(HTMLParser):
    """The elements, attributes and text a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def every_place(text: str) -> str:
    """The HTML of an answer that carries a text everywhere one can stand."""
    citation = replace(cite(1, AUGUST, QUOTE), title=text, quote=text, place=text, file=text, report_id=text)
    hostile = replace(HOSTILE, text=text, understood=text, notes=(text,), citations=(citation,), nearest=(citation,))
    table = Table((text, text), ((text, text),), ((1, 1),))
    chart = Chart("bars", text, text, (ChartPoint(text, Decimal(1), text, 1),) * 3)
    hostile = replace(hostile, table=table, chart=chart)
    said = replace(
        hostile, statements=(Statement(text, (1,), "corrected", text), Statement(text, (1,), "computed", text))
    )
    unsaid = replace(hostile, statements=())
    return "".join(
        (
            answer_html(said, VI, text, text),
            answer_html(unsaid, EN),
            progress_html(said.statements, VI),
            question_html(text),
        )
    ) + message_html(text, "failed")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_text_becomes_an_element_or_an_attribute(text: str) -> None:
    for tag, attributes in Seen(every_place(text)).elements:
        assert tag in ALLOWED
        assert set(attributes) <= ALLOWED[tag]
        assert re.fullmatch(
            r"#nguon=[\w.~%-]+:\d+-\d+|#tra-loi=[\w.~%-]+", attributes.get("href") or "#nguon=a:0-1", re.ASCII
        )


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_no_character_is_left_that_markdown_latex_or_a_template_reads(text: str) -> None:
    shown = inert(text).replace("<br>", "")
    assert not set(re.sub(r"&#\d+;", "", shown)) & set("<>\"'`*_[](){}$\\|~#!^=\n\r")


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_an_answer_is_one_line_so_markdown_sees_one_block(text: str) -> None:
    assert len(every_place(text).splitlines()) == 1


@pytest.mark.parametrize("text", [text for text in HOSTILE_TEXTS if "\n" not in text])
def test_the_reader_sees_the_text_as_it_stands(text: str) -> None:
    assert Seen(question_html(text)).text == text


def test_the_answer_leads_and_its_pills_name_the_cited_words() -> None:
    html = answer_html(BUDGET, VI)
    start = AUGUST.text.index(QUOTE)
    assert '<p class="tl-lead">217 tỷ đồng, bằng 41,6% dự toán huyện giao.' in html
    assert html.count('class="tl-lead"') == 1
    assert f'href="#nguon=thang-8:{start}-{start + len(QUOTE)}"' in html
    assert "hiểu là: thu ngân sách nhà nước" in Seen(html).text
    assert "Đã mở rộng tìm kiếm" in html


def test_a_computed_statement_shows_its_arithmetic_and_the_words_it_rests_on() -> None:
    shown = Seen(answer_html(BUDGET, VI)).text
    told = shown[shown.index("Σ") :]
    assert told.startswith(
        f"Σ{VI.computed}217 − 188 = 291. {QUOTE}3. Thu ngân sách nhà nước 7 tháng ước đạt 188 tỷ đồng"
    )


def test_a_corrected_statement_shows_why_and_a_verified_one_needs_no_mark() -> None:
    html = answer_html(CORRECTED, VI)
    assert f"✎{VI.corrected}{CORRECTED.statements[0].why}" in Seen(html).text
    assert html.count("tl-why") == 1
    assert answer_html(TASKS, VI).count("tl-why") == 0


def test_only_an_answer_that_is_kept_leads_to_what_may_follow_it() -> None:
    assert 'href="#tra-loi=abc-1"' in answer_html(BUDGET, VI, "", "abc-1")
    assert "#tra-loi" not in answer_html(BUDGET, VI)


def test_pills_are_no_links_until_the_answer_is_whole() -> None:
    html = progress_html(BUDGET.statements[:2], VI)
    assert "<a " not in html
    assert html.count('class="tl-pill"') == 3


def test_a_refusal_shows_the_nearest_passages_as_pills() -> None:
    html = answer_html(REFUSED, VI)
    assert f'<p class="tl-lead">{NOT_SAID}</p>' in html
    assert html.count("<a ") == 2
    assert VI.nearest in html


def test_the_nearest_passages_of_one_report_stand_under_its_name_once() -> None:
    first, other = REFUSED.nearest
    again = replace(first, number=3, quote="Hội nghị bàn nhiệm vụ tháng 9")
    shown = Seen(answer_html(replace(REFUSED, nearest=(first, other, again)), VI)).text
    assert shown.count(AUGUST.title) == 1
    assert f"{AUGUST.title} · huyện Sơn Đông · 31/8/2023" in shown
    assert f"{other.title} · {VI.place_unknown} · 28/7/2023" in shown
    assert shown.index(first.quote) < shown.index(again.quote) < shown.index(other.quote)


def test_each_cited_report_is_named_once_with_its_numbers_and_its_day() -> None:
    html = answer_html(BUDGET, VI)
    named = html[html.index('class="tl-reports"') : html.index("</ul>")]
    lines = [Seen(line).text for line in named.split("<li>")[1:]]
    assert lines[0].split() == f"{VI.source} 1 {VI.source} 2 {AUGUST.title} · 31/8/2023".split()
    assert lines[1].split() == f"{VI.source} 3 {BUDGET.citations[2].title} · 28/7/2023".split()
    assert f'href="{source_link(BUDGET.citations[2])}"' in named
    assert "<details" not in html


@pytest.mark.parametrize(("reports", "folded"), [(3, False), (4, True)])
def test_more_reports_than_a_few_are_folded_away(reports: int, folded: bool) -> None:
    cited = tuple(replace(cite(n, AUGUST, QUOTE), report_id=f"r{n}") for n in range(1, reports + 1))
    html = answer_html(replace(BUDGET, citations=cited), EN)
    assert ("<details" in html) == folded
    assert (EN.sources_n.format(4) in Seen(html).text) == folded
    assert html.count(f"{AUGUST.title} · 31 August 2023") == reports


def test_a_table_that_tells_a_report_s_title_needs_no_second_line_for_it() -> None:
    titled = Table(("Nơi", "Báo cáo"), (("huyện Sơn Đông", AUGUST.title),), ((1, 1),))
    assert BUDGET.citations[0].title == AUGUST.title
    shown = Seen(answer_html(replace(BUDGET, table=titled), VI)).text
    assert shown.count(AUGUST.title) == 1
    assert f"{BUDGET.citations[2].title} · " in shown


@pytest.mark.parametrize(("question", "shown"), [("Thu của huyện A?", True), (" THU CỦA xã B? ", False)])
def test_the_understood_wording_is_shown_when_it_says_more(question: str, shown: bool) -> None:
    answer = replace(BUDGET, understood="Thu của xã B?", notes=())
    assert ("hiểu là" in answer_html(answer, VI, question)) == shown


def test_a_source_link_escapes_the_report_id() -> None:
    assert (
        source_link(replace(cite(1, EVIL, EVIL_QUOTE), report_id="a/b:c d", start=1, end=2))
        == "#nguon=a%2Fb%3Ac%20d:1-2"
    )


def test_a_table_names_its_rows_and_columns_and_cites_its_rows() -> None:
    html = answer_html(BARS, VI)
    assert '<th scope="col">Nơi</th><th scope="col" class="tl-number">Giá trị</th><th scope="col">Ngày họp</th>' in html
    assert '<th scope="row"><span>xã Bình Minh</span></th>' in html
    (row,) = re.findall(r"188 tỷ đồng</span></td>(.*?)</tr>", html)
    assert f'href="{source_link(BARS.citations[0])}"' in row
    assert html.count('class="tl-number"') == 4


def test_a_row_has_each_of_its_sources_once_and_in_order() -> None:
    cited = tuple(cite(n, AUGUST, QUOTE) for n in range(1, 12))
    table = Table(("Nơi", "Kỳ", "Giá trị", "Báo cáo"), (("A", "B", "217 tỷ", "Họp"),), ((10, 2, 1, 2),))
    html = answer_html(replace(BUDGET, statements=BUDGET.statements[:1], citations=cited, table=table), VI)
    (pills,) = re.findall(r'<td class="tl-pills">(.*?)</td>', html)
    assert re.findall(r"</span>(\d+)</a>", pills) == ["1", "2", "10"]
    assert f'<th scope="col" class="tl-pills">{VI.sources}</th>' in html


@pytest.mark.parametrize(
    ("cell", "style"),
    [
        ("6 tháng đầu năm 2024", ""),
        (AUGUST.title, ' class="tl-long tl-title"'),
        ("Vũ Thị Thanh Hà, Nông Văn Bình, Lê Thị Thu Quế", ' class="tl-long"'),  # never cut short
    ],
)
def test_only_a_report_s_title_is_cut_and_only_long_cells_take_several_lines(cell: str, style: str) -> None:
    html = answer_html(replace(BUDGET, table=Table(("Nơi", "Tên"), (("A", cell),), ((1, None),))), VI)
    assert f"<td{style}><span>{cell}</span></td>" in html


@pytest.mark.parametrize("answer", [BARS, LINE], ids=["bars", "line"])
def test_a_chart_is_a_list_of_its_points_that_reads_without_a_script(answer: Answer) -> None:
    assert answer.chart
    html = answer_html(answer, VI)
    figure = html[html.index("<figure") : html.index("</figure>")]
    assert f'class="tl-chart tl-{answer.chart.shape}"' in figure
    assert re.findall(r'href="([^"]+)">([^<]+)</a><meter value="(\d+)">', figure) == [
        (source_link(citation), words, str(value))
        for citation, (_, words, value) in zip(answer.citations, THREE, strict=True)
    ]
    assert figure.index(answer.chart.points[0].label) < figure.index(answer.chart.points[2].label)


def test_an_answer_without_table_and_chart_shows_none() -> None:
    html = answer_html(BUDGET, VI)
    assert "<table" not in html
    assert "<figure" not in html
