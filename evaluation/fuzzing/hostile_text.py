"""Hostile texts, pages and messages: what regular expressions, parsers of nested things and long lines suffer from."""

from __future__ import annotations

from random import Random

from evaluation.fuzzing.made import Bait, Hostile, lines

# What is repeated without end on one line.
_RUNS = {
    "a a a": "a ",
    "digits": "1",
    "digits apart": "1 ",
    "dots": ".",
    "dots and digits": "1.",
    "commas and digits": "1,",
    "slashes": "1/",
    "parentheses": "(",
    "brackets": "[",
    "pairs": "()",
    "marks": "\u0301",
    "decomposed": "o\u031b\u0301",
    "invisible": "a\u200b",
    "soft hyphens": "a\u00ad",
    "dashes": "- ",
    "quotes": "“",
    "blanks": " ",
    "tabs": "\t",
    "capitals": "A",
    "names": "Nguyễn Văn An ",
    "offices": "đồng chí Nguyễn Văn An, Bí thư Huyện ủy, ",
    "days": "ngày 1 tháng 1 năm 2020, ",
    "bare days": "ngày ",
    "dates": "1/1/2020 ",
    "places": "huyện ",
    "communes": "các xã A, B, C, ",
    "amounts": "5 tỷ đồng ",
    "percents": "tăng 5,3% so với cùng kỳ, ",
    "documents": "số 12/NQ-HĐND ",
    "ordinals": "lần thứ ",
    "sentences": "Thu ngân sách ước đạt 41 tỷ đồng. ",
    "headings": "A\n",
    "items": "- a\n",
    "numbered": "1. ",
    "empty lines": "a\n\n",
}
_MARKUP = {
    "links": "[a](",
    "pictures": "![[",
    "quotes": "> ",
    "backticks": "`",
    "stars": "*a **a ",
    "cells": "|a",
    "tags": "<a ",
    "entities": "&#1;",
    "comments": "<!-- ",
}
_RUN_LENGTH = 100_000
_LONG_LINE = 15_000_000
_DEEP = 100_000
_WORDS = "Sáng ngày 5/4/2024, Huyện ủy họp phiên thường kỳ tháng 4, thu ngân sách đạt 41 tỷ đồng, "


def _run(unit: str) -> Hostile:
    def make(random: Random, bait: Bait) -> bytes:
        words = "Hội nghị Huyện ủy Vân Sơn\n\nSáng ngày 5/4/2024, Ban Thường vụ Huyện ủy họp phiên thường kỳ. "
        return (words + unit * bait.times(_RUN_LENGTH // len(unit)) + " cuối.").encode()

    return make


def _long_line(random: Random, bait: Bait) -> bytes:
    return (_WORDS * bait.times(_LONG_LINE // len(_WORDS.encode()))).encode()


def _long_word(random: Random, bait: Bait) -> bytes:
    return b"a" * bait.times(_LONG_LINE)


def _nested_lists(random: Random, bait: Bait) -> bytes:
    return "\n".join("  " * depth + "- a" for depth in range(bait.times(2000))).encode()


def _front_matter(random: Random, bait: Bait) -> bytes:
    return lines(
        "---", "title: " + "a: " * bait.times(_RUN_LENGTH // 10), "date: " + "1/" * bait.times(_RUN_LENGTH // 10), "---"
    )


def _nested_tags(tag: str) -> Hostile:
    def make(random: Random, bait: Bait) -> bytes:
        depth = bait.times(_DEEP)
        return f"<body>{f'<{tag}>' * depth}Huyện ủy họp.{f'</{tag}>' * depth}".encode()

    return make


def _nested_tables(random: Random, bait: Bait) -> bytes:
    depth = bait.times(_DEEP // 4)
    return ("<table><tr><td>a<td>1" * depth).encode()


def _cells(random: Random, bait: Bait) -> bytes:
    row = "<tr>" + "<td>1</td>" * 100 + "</tr>"
    return ("<table>" + row * bait.times(1000) + "</table>").encode()


def _list_items(random: Random, bait: Bait) -> bytes:
    return ("<ol start=99999999999999999999>" + "<li>Một việc" * bait.times(_DEEP // 2) + "</ol>").encode()


def _attributes(random: Random, bait: Bait) -> bytes:
    names = " ".join(f"a{number}='{'x' * 20}'" for number in range(bait.times(_DEEP)))
    return f"<p {names}>Huyện ủy họp.</p>".encode()


def _baited_page(random: Random, bait: Bait) -> bytes:
    url, secret = bait.url, bait.secret.as_uri()
    return lines(
        f'<!DOCTYPE html SYSTEM "{url}x.dtd" [<!ENTITY x SYSTEM "{secret}">]>',
        f'<html><head><link rel=stylesheet href="{url}a.css"><script src="{url}a.js"></script>',
        f'<base href="{url}"><meta http-equiv=refresh content="0;url={url}"></head>',
        f'<body background="{url}b.png"><p>Huyện ủy họp phiên thường kỳ tháng 4 &x; như sau.</p>',
        f'<img src="{url}c.png"><iframe src="{secret}"></iframe><object data="{url}d"></object>',
        f'<xi:include href="{secret}" parse="text"/></body></html>',
    )


def _lying_page(random: Random, bait: Bait) -> bytes:
    charset = random.choice(("utf-7", "utf-16", "rot13", "zlib", "idna", "x-unknown", "a" * 500))
    return f'<meta charset="{charset}"><p>Huyện ủy họp phiên thường kỳ tháng 4.</p>'.encode() + b"\xe2\x28\xa1\xff"


def _baited_markdown(random: Random, bait: Bait) -> bytes:
    return lines(f"![a]({bait.url}a.png) <img src='{bait.url}b.png'>", f"[b]: {bait.secret.as_uri()}", "![b]")


def _nuls(random: Random, bait: Bait) -> bytes:
    return bytes(bait.times(1_000_000))


def _empty(random: Random, bait: Bait) -> bytes:
    return b""


def _noise(random: Random, bait: Bait) -> bytes:
    return random.randbytes(bait.times(1_000_000))


def _latin(random: Random, bait: Bait) -> bytes:
    """Letters above ASCII in no order: what the tables of old encodings are tried on."""
    return bytes(random.choices(range(0xA0, 0x100), k=bait.times(200_000)))


TEXTS: dict[str, tuple[str, Hostile]] = {
    **{f"run of {name}": (".txt", _run(unit)) for name, unit in _RUNS.items()},
    **{f"markdown run of {name}": (".md", _run(unit)) for name, unit in _MARKUP.items()},
    **{f"page with a run of {name}": (".html", _run(_RUNS[name])) for name in ("blanks", "marks", "a a a")},
    **{f"page with a run of {name}": (".html", _run(_MARKUP[name])) for name in ("tags", "comments", "entities")},
    "one line of 15 MB": (".txt", _long_line),
    "one word of 15 MB": (".txt", _long_word),
    "page of one line": (".html", _long_line),
    "markdown of one line": (".md", _long_line),
    "nested lists": (".md", _nested_lists),
    "front matter": (".md", _front_matter),
    **{f"nested <{tag}>": (".html", _nested_tags(tag)) for tag in ("div", "b", "ul", "blockquote", "font", "nav")},
    "nested tables": (".html", _nested_tables),
    "100k cells": (".html", _cells),
    "50k items": (".html", _list_items),
    "100k attributes": (".html", _attributes),
    "page with bait": (".html", _baited_page),
    "page with a false charset": (".html", _lying_page),
    "markdown with bait": (".md", _baited_markdown),
    **{f"NULs as {suffix}": (suffix, _nuls) for suffix in (".txt", ".docx", ".pdf", ".eml", ".zip", ".png")},
    **{f"empty {suffix}": (suffix, _empty) for suffix in (".txt", ".html", ".docx", ".pdf", ".zip", ".doc", ".jpg")},
    **{f"noise as {suffix}": (suffix, _noise) for suffix in (".txt", ".html", ".docx", ".pdf", ".eml", ".doc")},
    "letters of old encodings": (".txt", _latin),
}
