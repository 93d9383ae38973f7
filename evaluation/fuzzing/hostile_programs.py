"""Hostile .odt and pictures: what is handed to the programs LibreOffice and Tesseract."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from random import Random

from evaluation.fuzzing.made import Bait, Hostile
from evaluation.fuzzing.zips import bomb, zipped

_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _odt(body: Callable[[Bait], str], before: Callable[[Bait], str] = lambda bait: "") -> Hostile:
    def make(random: Random, bait: Bait) -> bytes:
        spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "text", "draw", "table"))
        content = f'<office:document-content {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
        content += f"<office:body><office:text><text:p>Huyện ủy họp phiên thường kỳ.</text:p>{body(bait)}</office:text>"
        content = f'<?xml version="1.0"?>{before(bait)}{content}</office:body></office:document-content>'
        kind = "application/vnd.oasis.opendocument.text"
        manifest = f'<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        for path, named in (("/", kind), ("content.xml", "text/xml")):
            manifest += f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{named}"/>'
        manifest += "</manifest:manifest>"
        return zipped({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": manifest})

    return make


def _image(bait: Bait) -> str:
    links = (f"{bait.url}odt.png", bait.secret.as_uri(), "../../" * 8 + "etc/passwd")
    drawn = (f'<draw:image xlink:href="{link}" xlink:type="simple" xlink:actuate="onLoad"/>' for link in links)
    return "".join(f'<text:p><draw:frame draw:name="a">{image}</draw:frame></text:p>' for image in drawn)


def _section(bait: Bait) -> str:
    links = (f"{bait.url}section.odt", bait.secret.as_uri())
    source = (f'<text:section-source xlink:href="{link}" xlink:type="simple"/>' for link in links)
    return "".join(f'<text:section text:name="s{n}">{one}</text:section>' for n, one in enumerate(source))


def _entities(bait: Bait) -> str:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE d SYSTEM "{bait.url}d.dtd" [<!ENTITY l0 SYSTEM "{bait.secret.as_uri()}">{laughs}]>'


def _content_bomb(random: Random, bait: Bait) -> bytes:
    return bomb("content.xml", b"<a>", b"<b>a</b>", bait.times(300), b"</a>")


def _html_as_doc(random: Random, bait: Bait) -> bytes:
    """What many programs call .doc: a page, which LibreOffice would open and fetch pictures for."""
    return f'<html><body><p>Huyện ủy họp.</p><img src="{bait.url}doc.png"></body></html>'.encode()


def _compound(random: Random, bait: Bait) -> bytes:
    """The head of a compound file and a page behind it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + _html_as_doc(random, bait) * 20


def _encrypted(random: Random, bait: Bait) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + random.randbytes(4000)


def _png(width: int, height: int) -> Hostile:
    def make(random: Random, bait: Bait) -> bytes:
        head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
        parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in parts)

    return make


def _text_chunk(random: Random, bait: Bait) -> bytes:
    """A comment that unpacks to 200 MB, before a picture of one point."""
    squeezed = zlib.compress(bytes(bait.times(200) << 20))
    comment = _chunk(b"zTXt", b"a\0\0" + squeezed)
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = _chunk(b"IDAT", zlib.compress(b"\0\0")) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + comment + body


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _jpeg(random: Random, bait: Bait) -> bytes:
    """A picture that says it is 65,535 points wide and high."""
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", 65535, 65535) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + random.randbytes(2000) + b"\xff\xd9"


def _other_picture(random: Random, bait: Bait) -> bytes:
    """PostScript, which some readers of pictures run."""
    return b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(x) (w) file\n%%EOF\n"


PROGRAMS: dict[str, tuple[str, Hostile]] = {
    "pictures to be fetched": (".odt", _odt(_image)),
    "sections to be fetched": (".odt", _odt(_section)),
    "entities": (".odt", _odt(lambda bait: "<text:p>&l9;</text:p>", _entities)),
    "nested paragraphs": (".odt", _odt(lambda bait: "<text:p>" * 5000 + "a" + "</text:p>" * 5000)),
    "content of 300 MB": (".odt", _content_bomb),
    "page named .doc": (".doc", _html_as_doc),
    "compound file of a page": (".doc", _compound),
    "encrypted .doc": (".doc", _encrypted),
    "encrypted .docx": (".docx", _encrypted),
    "picture of 10 gigapixels": (".png", _png(100_000, 100_000)),
    "picture of 2 billion wide": (".png", _png(2_147_483_647, 1)),
    "picture of 99 megapixels": (".png", _png(9_900, 10_000)),
    "picture of one column": (".png", _png(1, 1_000_000)),
    "picture of no size": (".png", _png(0, 0)),
    "comment of 200 MB": (".png", _text_chunk),
    "jpeg of 4 gigapixels": (".jpg", _jpeg),
    "PostScript": (".jpg", _other_picture),
}
