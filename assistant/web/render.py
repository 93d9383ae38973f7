"""An Answer -> one line of HTML for the chat: everything from reports and users is inert text in it.

The chat component reads Markdown with HTML in it, evaluates LaTeX and sanitises. So nothing here relies on that:
each character that HTML, Markdown, LaTeX or a template could read is written as a numeric entity, and no line ends.
"""

from __future__ import annotations

import re
from textwrap import shorten
from urllib.parse import quote

from assistant.domain import Answer, Chart, ChartPoint, Citation, Statement, Table
from assistant.web.wording import Wording, day_words

_ACTIVE = "<>&\"'`*_[](){}$\\|~#!^=:@"
_INERT = str.maketrans({mark: f"&#{ord(mark)};" for mark in _ACTIVE} | {"\r": "", "\0": ""})
# A cell of numbers, with its unit: "253 tỷ đồng", "38,18%", but no time: 31/8/2023, 9 tháng. Also in static/table.js.
_NUMBER = re.compile(r"[+−-]?\d[\d.,]*(?![\d/]| tháng)")
_LONGEST_NAME = 32  # characters; a longer cell takes several lines, and a title two
# So many of the quotes behind a computed statement, and so much of each, fit beside its mark.
_OPERANDS, _OPERAND_CHARS = 4, 160
# So many reports are named under an answer; more are folded away.
_NAMED = 3
_STATUS_MARKS = {"computed": "Σ", "corrected": "✎"}


def inert(text: str) -> str:
    """Text that every reader of HTML or Markdown shows as it stands; line ends become <br>, empty lines go."""
    return "<br>".join(line for line in text.translate(_INERT).splitlines() if line.strip())


def question_html(question: str) -> str:
    """The user's own words in the chat."""
    return f'<div class="tl-question">{inert(question)}</div>'


def message_html(text: str, kind: str = "working") -> str:
    """A line of ours in place of an answer: a sign of work, or why there is none."""
    return f'<div class="tl-answer tl-{kind}" role="status">{inert(text)}</div>'


def progress_html(statements: tuple[Statement, ...], words: Wording) -> str:
    """The statements checked so far; their pills become links once the answer is whole."""
    return _wrap(_statements(statements, (), words))


def answer_html(answer: Answer, words: Wording, question: str = "", answer_id: str = "") -> str:
    """The whole answer: statements with pills, the reports they cite, table, chart, nearest passages, small print.

    By `answer_id` static/answers.js finds what may follow it.
    """
    known = {citation.number: citation for citation in answer.citations}
    if answer.statements:
        body = _statements(answer.statements, answer.citations, words) + _named(answer, words)
    else:
        body = f'<p class="tl-lead">{inert(answer.text)}</p>'
    shown = _table(answer.table, known, words) + _chart(answer.chart, known)
    small = _small_print(answer, words, question)
    return _wrap(body + shown + _nearest(answer.nearest, words) + small + _after(answer_id, words))


def source_link(citation: Citation) -> str:
    """The fragment that names cited words: `#nguon=<report id>:<start>-<end>`."""
    return f"#nguon={quote(citation.report_id, safe='')}:{citation.start}-{citation.end}"


def _wrap(body: str) -> str:
    return f'<div class="tl-answer">{body}</div>'


def _statements(statements: tuple[Statement, ...], citations: tuple[Citation, ...], words: Wording) -> str:
    known = {citation.number: citation for citation in citations}
    return "".join(_paragraph(statement, known, words, lead=not place) for place, statement in enumerate(statements))


def _paragraph(statement: Statement, known: dict[int, Citation], words: Wording, *, lead: bool) -> str:
    style = ' class="tl-lead"' if lead else ""
    pills = "".join(f"&#160;{_pill(number, known.get(number), words)}" for number in statement.citations)
    return f"<p{style}>{inert(statement.text)}{_status(statement, known, words)}{pills}</p>"


def _status(statement: Statement, known: dict[int, Citation], words: Wording) -> str:
    """The mark of a computed or a corrected statement; hover and focus show what it was made of, or why."""
    if statement.status == "verified":
        return ""
    meaning = words.computed if statement.status == "computed" else words.corrected
    lines = [f"<strong>{inert(meaning)}</strong>"]
    lines += [inert(statement.why)] if statement.why else []
    if statement.status == "computed":
        cited = (known[number] for number in statement.citations[:_OPERANDS] if number in known)
        lines += [f"{one.number}. {inert(shorten(one.quote, _OPERAND_CHARS, placeholder=' …'))}" for one in cited]
    mark = f'<span class="tl-status">{_STATUS_MARKS[statement.status]}</span>'
    return (
        f' <span class="tl-why" tabindex="0" role="note">{mark}<span class="tl-how">{"<br>".join(lines)}</span></span>'
    )


def _pill(number: int, citation: Citation | None, words: Wording) -> str:
    label = f'<span class="tl-hidden">{inert(words.source)} </span>{number}'
    if citation is None:
        return f'<span class="tl-pill">{label}</span>'
    return f'<a class="tl-pill" href="{source_link(citation)}">{label}</a>'


def _named(answer: Answer, words: Wording) -> str:
    """A small line for each cited report: its numbers, title and day. A table that tells its title names it already."""
    told = {cell for row in answer.table.rows for cell in row} if answer.table else set()
    lines = [_named_line(of_one, words) for of_one in _by_report(answer.citations) if of_one[0].title not in told]
    if not lines:
        return ""
    named = f'<ul class="tl-reports">{"".join(lines)}</ul>'
    if len(lines) <= _NAMED:
        return named
    summary = inert(words.sources_n.format(len(lines)))
    return f'<details class="tl-fold"><summary>{summary}</summary>{named}</details>'


def _named_line(of_one: tuple[Citation, ...], words: Wording) -> str:
    pills = " ".join(_pill(citation.number, citation, words) for citation in of_one)
    day = day_words(of_one[0].held_on, words)
    return f"<li>{pills} <span>{inert(of_one[0].title)} · {inert(day)}</span></li>"


def _by_report(citations: tuple[Citation, ...]) -> tuple[tuple[Citation, ...], ...]:
    """The citations of each report, in the order in which the reports are first cited."""
    ids = dict.fromkeys(citation.report_id for citation in citations)
    return tuple(tuple(one for one in citations if one.report_id == report_id) for report_id in ids)


def _table(table: Table | None, known: dict[int, Citation], words: Wording) -> str:
    """Facts side by side in a box that scrolls sideways; the first cell of a row names it, the last has its sources."""
    if table is None:
        return ""
    titles = {citation.title for citation in known.values()}
    styles = [_style(place, cells, titles) for place, cells in enumerate(_columns(table))]
    heads = "".join(
        f'<th scope="col"{style}>{inert(column)}</th>' for column, style in zip(table.columns, styles, strict=True)
    )
    rows = "".join(
        _row(cells, styles, _row_pills(numbers, known, words))
        for cells, numbers in zip(table.rows, table.citations, strict=True)
    )
    return (
        f'<div class="tl-scroll" tabindex="0"><table class="tl-cells"><caption class="tl-hidden">{inert(words.table)}'
        f'</caption><thead><tr>{heads}<th scope="col" class="tl-pills">{inert(words.sources)}</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _columns(table: Table) -> list[tuple[str, ...]]:
    return [tuple(row[place] for row in table.rows) for place in range(len(table.columns))]


def _style(place: int, cells: tuple[str, ...], titles: set[str]) -> str:
    """How a column is set: numbers, titles of reports, longer words, or short ones. Also in static/table.js."""
    if place and any(cells) and all(_NUMBER.match(cell) for cell in cells if cell):
        return ' class="tl-number"'
    if any(len(cell) > _LONGEST_NAME for cell in cells):
        return ' class="tl-long tl-title"' if titles.issuperset(cells) else ' class="tl-long"'
    return ""


def _row(cells: tuple[str, ...], styles: list[str], pills: str) -> str:
    first, *others = (f"{style}><span>{inert(text)}</span>" for text, style in zip(cells, styles, strict=True))
    named = f'<th scope="row"{first}</th>{"".join(f"<td{cell}</td>" for cell in others)}'
    return f'<tr>{named}<td class="tl-pills">{pills}</td></tr>'


def _row_pills(numbers: tuple[int | None, ...], known: dict[int, Citation], words: Wording) -> str:
    """The sources of all cells of a row, in order and each once."""
    cited = sorted({number for number in numbers if number is not None})
    return " ".join(_pill(number, known.get(number), words) for number in cited)


def _chart(chart: Chart | None, known: dict[int, Citation]) -> str:
    """The points of a chart as a list that can be read as it stands; static/chart.js draws from it."""
    if chart is None:
        return ""
    points = "".join(_point(point, known[point.citation]) for point in chart.points)
    return (
        f'<figure class="tl-chart tl-{chart.shape}"><figcaption>{inert(chart.title)}</figcaption>'
        f'<ol class="tl-points">{points}</ol></figure>'
    )


def _point(point: ChartPoint, citation: Citation) -> str:
    return (
        f'<li><span>{inert(point.label)}</span> <a class="tl-point" href="{source_link(citation)}">{inert(point.words)}'
        f'</a><meter value="{point.value:f}"></meter></li>'  # of what can hold a number, Gradio leaves this alone
    )


def _nearest(nearest: tuple[Citation, ...], words: Wording) -> str:
    """The nearest passages under the report that each stands in."""
    if not nearest:
        return ""
    entries = "".join(_nearest_of_report(of_one, words) for of_one in _by_report(nearest))
    return f'<p class="tl-subhead">{inert(words.nearest)}</p><ul class="tl-nearest">{entries}</ul>'


def _nearest_of_report(of_one: tuple[Citation, ...], words: Wording) -> str:
    first = of_one[0]
    about = " · ".join((first.title, first.place or words.place_unknown, day_words(first.held_on, words)))
    passages = "".join(f"<div>{_pill(one.number, one, words)} <span>{inert(one.quote)}</span></div>" for one in of_one)
    return f"<li><small>{inert(about)}</small>{passages}</li>"


def _small_print(answer: Answer, words: Wording, question: str) -> str:
    lines = [inert(note) for note in answer.notes]
    if answer.understood and answer.understood.strip().casefold() != question.strip().casefold():
        lines.append(f"{inert(words.understood)} {inert(answer.understood)}")
    return f'<p class="tl-small">{"<br>".join(lines)}</p>' if lines else ""


def _after(answer_id: str, words: Wording) -> str:
    if not answer_id:
        return ""
    link = f"#tra-loi={quote(answer_id, safe='')}"
    return f'<p class="tl-after"><a class="tl-kept" href="{link}">{inert(words.after_answer)}</a></p>'
