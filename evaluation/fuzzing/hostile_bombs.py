"""Hostile .docx by their zip: bombs, lies, names of files outside, and links to be fetched."""

from __future__ import annotations

import struct
from random import Random

from evaluation.fuzzing.hostile_word import DOCUMENT, RELATED, SENTENCE, W, document
from evaluation.fuzzing.made import Bait, Hostile
from evaluation.fuzzing.zips import bomb, with_size, zipped


def _bomb(random: Random, bait: Bait) -> bytes:
    head = document("@").encode().partition(b"@")
    return bomb(DOCUMENT, head[0], SENTENCE.encode(), max(49, bait.times(400)), head[2])


def _just_below(random: Random, bait: Bait) -> bytes:
    head = document("@").encode().partition(b"@")
    return bomb(DOCUMENT, head[0], SENTENCE.encode(), max(49, bait.times(98)), head[2])


def _one_text(random: Random, bait: Bait) -> bytes:
    return bomb(DOCUMENT, document("<w:p><w:r><w:t>").encode()[:-30], b"a", max(49, bait.times(90)), b"")


def _many_parts(random: Random, bait: Bait) -> bytes:
    """Styles, notes and heads that are each as large as one part may be."""
    names = [f"word/header{number}.xml" for number in range(6)]
    head = f'<w:hdr xmlns:w="{W}">{SENTENCE * bait.times(300_000)}</w:hdr>'
    related = "".join(f'<Relationship Id="r{n}" Target="{name[5:]}"/>' for n, name in enumerate(names))
    body = "".join(f'<w:headerReference r:id="r{n}"/>' for n in range(len(names)))
    relations = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATED}">{related}</Relationships>'}
    return zipped({DOCUMENT: document(body + SENTENCE), **relations, **dict.fromkeys(names, head)})


def _lying(size: int) -> Hostile:
    def make(random: Random, bait: Bait) -> bytes:
        head = document("@").encode().partition(b"@")
        return with_size(bomb(DOCUMENT, head[0], SENTENCE.encode(), bait.times(300), head[2]), size)

    return make


def _overlapping(random: Random, bait: Bait) -> bytes:
    """Many names in the directory for the same bytes (Fifield, 2019)."""
    raw = zipped({DOCUMENT: document(SENTENCE * 1000)})
    start = raw.index(b"PK\x01\x02")
    entry, end = raw[start : raw.index(b"PK\x05\x06")], raw[raw.index(b"PK\x05\x06") :]
    count = 2000
    closing = end[:8] + struct.pack("<HHII", count, count, len(entry) * count, start) + end[20:]
    return raw[:start] + entry * count + closing


def _traversing(random: Random, bait: Bait) -> bytes:
    related = (
        f'<Relationships xmlns="{RELATED}"><Relationship Id="r1" Target="../../../../{bait.secret}"/></Relationships>'
    )
    body = '<w:headerReference r:id="r1"/>' + SENTENCE
    return zipped({DOCUMENT: document(body), "word/_rels/document.xml.rels": related, f"../{bait.written.name}": "a"})


def _macros(random: Random, bait: Bait) -> bytes:
    kinds = "application/vnd.ms-word.document.macroEnabled.main+xml"
    types = f'<Types><Override PartName="/{DOCUMENT}" ContentType="{kinds}"/></Types>'
    return zipped(
        {"[Content_Types].xml": types, DOCUMENT: document(SENTENCE), "word/vbaProject.bin": random.randbytes(4000)}
    )


def _linked(random: Random, bait: Bait) -> bytes:
    """A picture and a template to be fetched."""
    related = "".join(
        f'<Relationship Id="r{n}" TargetMode="External" Target="{address}"/>'
        for n, address in enumerate((f"{bait.url}a.dotx", bait.secret.as_uri()))
    )
    return zipped(
        {
            DOCUMENT: document('<w:headerReference r:id="r0"/><w:headerReference r:id="r1"/>' + SENTENCE),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATED}">{related}</Relationships>',
        }
    )


BOMBS: dict[str, tuple[str, Hostile]] = {
    name: (".docx", make)
    for name, make in {
        "zip bomb of 400 MB": _bomb,
        "98 MB of paragraphs": _just_below,
        "90 MB of one text": _one_text,
        "six heads of 60 MB": _many_parts,
        "lies to be short": _lying(1000),
        "lies to be empty": _lying(0),
        "lies to be 4 GB": _lying(0xFFFFFFFE),
        "overlapping entries": _overlapping,
        "parts outside": _traversing,
        "macros (.docm)": _macros,
        "links to be fetched": _linked,
    }.items()
}
