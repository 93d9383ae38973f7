"""A kept answer -> its text with all sources: plain for the clipboard, Markdown for a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Answer, Citation, Statement, Table
from assistant.web.keeping import Kept
from assistant.web.wording import Wording, day_words

# What Markdown or the HTML in it would read as more than a letter, and what it would at the beginning of a line.
_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&{}])")
_ACTIVE_FIRST = re.compile(r"^(\d+)([.)])(?=\s|$)|^([#+\-=:!])")


def plain_text(kept: Kept, words: Wording) -> str:
    """Return question, answer and sources as lines of plain text."""
    answer = kept.answer
    paragraphs = [kept.question, "\n".join(_lines(answer))]
    paragraphs += ["\n".join(answer.notes)] if answer.notes else []
    cited = answer.citations or answer.nearest
    if cited:
        heading = words.sources if answer.citations else words.nearest
        sources = (f"[{one.number}] {about(one, words)}: “{one_line(one.quote)}”" for one in cited)
        paragraphs.append("\n".join((f"{heading}:", *sources)))
    return "\n\n".join(paragraphs)


def markdown(kept: Kept, words: Wording) -> str:
    """Return question, answer and sources as Markdown in which no word of a report or a visitor is markup."""
    answer = kept.answer
    parts = [f"# {escaped(kept.question)}"]
    parts += [_statement(one) for one in answer.statements] or [escaped(answer.text)]
    parts += [_table(answer.table)] if answer.table else []
    parts += [f"*{escaped(note)}*" for note in small_print(kept, words)]
    cited = answer.citations or answer.nearest
    if cited:
        parts.append(f"## {words.sources if answer.citations else words.nearest}")
        parts += [f"\\[{one.number}\\] {escaped(about(one, words))}\n\n> {escaped(one.quote)}" for one in cited]
    return "\n\n".join(parts) + "\n"


def about(citation: Citation, words: Wording) -> str:
    """Return title, place, day, file and page of a source in one line."""
    held = day_words(citation.held_on, words)
    page = (words.page_n.format(citation.page),) if citation.page else ()
    return one_line(", ".join((citation.title, citation.place or words.place_unknown, held, citation.file, *page)))


def small_print(kept: Kept, words: Wording) -> tuple[str, ...]:
    """Return the notes of an answer, and what the question was understood to be where that is worded otherwise."""
    understood = kept.answer.understood.strip()
    same = understood.casefold() == kept.question.strip().casefold()
    return (*kept.answer.notes, *((f"{words.understood} {understood}",) if understood and not same else ()))


def reasons(statement: Statement) -> str:
    """Return how a computed statement was worked out, "" where its words say all."""
    return "" if statement.status == "verified" or statement.why in statement.text else statement.why


def markers(citations: tuple[int, ...]) -> str:
    """Return the numbers of citations as they stand behind a statement."""
    return "".join(f" [{number}]" for number in citations)


def one_line(text: str) -> str:
    """Return a text without line ends."""
    return " ".join(text.split())


def escaped(text: str) -> str:
    """Return one line of Markdown that reads as the text."""
    quoted = _ACTIVE.sub(r"\\\1", one_line(text))
    return _ACTIVE_FIRST.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", quoted)


def _lines(answer: Answer) -> Iterator[str]:
    if answer.statements and not answer.table:
        for statement in answer.statements:
            why = reasons(statement)
            yield f"{one_line(statement.text)}{markers(statement.citations)}{f' ({why})' if why else ''}"
    else:
        yield answer.text


def _statement(statement: Statement) -> str:
    why = reasons(statement)
    numbers = escaped(markers(statement.citations))
    return f"{escaped(statement.text)} {numbers}".strip() + (f"\n\n*{escaped(why)}*" if why else "")


def _table(table: Table) -> str:
    rows = [tuple(map(escaped, table.columns)), ("---",) * len(table.columns)]
    rows += [
        tuple(
            escaped(f"{cell}{markers((number,)) if number else ''}")
            for cell, number in zip(cells, numbers, strict=True)
        )
        for cells, numbers in zip(table.rows, table.citations, strict=True)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
