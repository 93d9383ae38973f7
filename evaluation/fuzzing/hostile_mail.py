"""Hostile messages: parts in parts, boundaries and headers without end, lies about encodings."""

from __future__ import annotations

import base64
from random import Random

from evaluation.fuzzing.hostile_word import DOCUMENT, SENTENCE, document
from evaluation.fuzzing.made import Bait, Hostile, lines
from evaluation.fuzzing.zips import bomb, zipped

_HEAD = "From: office@example.org\nSubject: Họp tháng 4\nDate: Fri, 5 Apr 2024 08:00:00 +0700\nMIME-Version: 1.0"
_WORDS = "Huyện ủy họp phiên thường kỳ tháng 4, thu ngân sách đạt 41 tỷ đồng."
_MULTIPART = 'Content-Type: multipart/mixed; boundary="{}"'


def _nested(random: Random, bait: Bait) -> bytes:
    depth = bait.times(5000)
    heads = (f"{_MULTIPART.format(f'b{n}')}\n\n--b{n}" for n in range(depth))
    return lines(_HEAD, *heads, "", _WORDS, *(f"--b{n}--" for n in reversed(range(depth))))


def _nested_messages(random: Random, bait: Bait) -> bytes:
    return lines(*[f"{_HEAD}\nContent-Type: message/rfc822\n"] * bait.times(3000), "", _WORDS)


def _attached_messages(random: Random, bait: Bait) -> bytes:
    """A message in a message, each attached to the one around it."""
    depth = 60
    heads = (f"{_HEAD}\n{_MULTIPART.format(f'c{n}')}\n\n--c{n}\nContent-Type: message/rfc822\n" for n in range(depth))
    return lines(*heads, _HEAD, "", _WORDS, *(f"--c{n}--" for n in reversed(range(depth))))


def _boundaries(random: Random, bait: Bait) -> bytes:
    part = f"--b\nContent-Type: text/plain; charset=utf-8\n\n{_WORDS}\n"
    return lines(_HEAD, _MULTIPART.format("b"), "", part * bait.times(50_000) + "--b--")


def _headers(random: Random, bait: Bait) -> bytes:
    return lines(_HEAD, *(f"X-A{number}: {'a' * 50}" for number in range(bait.times(200_000))), "", _WORDS)


def _long_header(random: Random, bait: Bait) -> bytes:
    return lines(f"{_HEAD}\nSubject: " + "a " * bait.times(2_000_000), "", _WORDS)


def _long_address(random: Random, bait: Bait) -> bytes:
    return lines(
        "From: " + random.choice(("(", "<", '"', "a@b, ", "=?utf-8?q?", "a:")) * bait.times(20_000), "", _WORDS
    )


def _encoded_words(random: Random, bait: Bait) -> bytes:
    return lines(f"Subject: {'=?utf-8?b?SOG7jXA=?= ' * bait.times(20_000)}", "", _WORDS)


def _folded(random: Random, bait: Bait) -> bytes:
    return lines("From: a@b", "Subject: a", *[" b"] * bait.times(200_000), "", _WORDS)


def _odd_heads(random: Random, bait: Bait) -> bytes:
    charset = random.choice(("x" * 300, "utf-7", "zlib", "rot13", "idna", "unicode_escape", "utf-16", "\x00"))
    transfer = random.choice(("base64", "quoted-printable", "x-uuencode", "8bit", "binary", "gzip"))
    date = random.choice(("Fri, 99 Xxx 99999", "1" * 5000, "Mon, 1 Jan 0000 00:00:00 +9999", "Tue, 5 Apr 24 25:61:61"))
    kind = random.choice(("text/plain", "text/html", "text", "/", "text/plain/x", "multipart/mixed"))
    head = f"From: a@b\nSubject: =?{charset}?b?AAAA?=\nDate: {date}\nContent-Type: {kind}; charset={charset}"
    return lines(head, f"Content-Transfer-Encoding: {transfer}", "", _WORDS, random.randbytes(300))


def _parameters(random: Random, bait: Bait) -> bytes:
    pieces = "; ".join(f"filename*{number}*=utf-8''a{number}" for number in range(bait.times(5000)))
    return lines(
        _HEAD, _MULTIPART.format("b"), "", "--b", f"Content-Disposition: attachment; {pieces}", "", "a", "--b--"
    )


def _attaching(name: str, raw: bytes) -> bytes:
    told = f'--b\nContent-Disposition: attachment; filename="{name}"\nContent-Transfer-Encoding: base64\n'
    return lines(_HEAD, _MULTIPART.format("b"), "", told, base64.encodebytes(raw), "--b--")


def _attached_bomb(random: Random, bait: Bait) -> bytes:
    head = document("@").encode().partition(b"@")
    return _attaching("a.docx", bomb(DOCUMENT, head[0], SENTENCE.encode(), max(49, bait.times(300)), head[2]))


def _attached_elsewhere(random: Random, bait: Bait) -> bytes:
    return _attaching(f"../../../{bait.written.name}.docx", zipped({DOCUMENT: document(SENTENCE)}))


def _baited(random: Random, bait: Bait) -> bytes:
    outside = (
        f'--b\nContent-Type: message/external-body; access-type=URL; URL="{bait.url}body"\n\nContent-Type: text/plain\n'
    )
    page = (
        f'--b\nContent-Type: text/html\n\n<p>{_WORDS}<img src="{bait.url}mail.png"><iframe src="{bait.url}f"></iframe>'
    )
    return lines(_HEAD, _MULTIPART.format("b"), "", page, outside, "--b--")


def _encrypted(random: Random, bait: Bait) -> bytes:
    return lines(_HEAD, "Content-Type: application/pkcs7-mime; smime-type=enveloped-data", "", random.randbytes(500))


MAIL: dict[str, tuple[str, Hostile]] = {
    name: (".eml", make)
    for name, make in {
        "5,000 parts in each other": _nested,
        "3,000 messages in each other": _nested_messages,
        "attached messages": _attached_messages,
        "50k parts": _boundaries,
        "200k headers": _headers,
        "header of 4 MB": _long_header,
        "odd address": _long_address,
        "encoded words": _encoded_words,
        "header of 200k lines": _folded,
        "odd heads": _odd_heads,
        "5,000 pieces of a name": _parameters,
        "attached bomb": _attached_bomb,
        "attached elsewhere": _attached_elsewhere,
        "message with bait": _baited,
        "encrypted message": _encrypted,
    }.items()
}
