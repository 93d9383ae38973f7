"""Hostile PDFs: loops in the tree of pages, bombs, depths, lies about sizes, links, encryption."""

from __future__ import annotations

import zlib
from io import BytesIO
from random import Random

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from evaluation.fuzzing.made import Bait, Hostile

_PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_WORDS = b"BT /F 12 Tf 72 720 Td (Huyen uy hop phien thuong ky thang 4 nam 2024.) Tj ET\n"


def pdf_of(*objects: str | bytes, trailer: str = "") -> bytes:
    """Return a PDF of objects numbered from 1, the first its catalog."""
    written = BytesIO()
    written.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(written.tell())
        raw = content.encode() if isinstance(content, str) else content
        written.write(b"%d 0 obj\n%b\nendobj\n" % (number, raw))
    start = written.tell()
    written.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    written.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    written.write(f"trailer <</Size {len(objects) + 1}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF".encode())
    return written.getvalue()


def stream(raw: bytes, entries: str = "", length: int | None = None) -> bytes:
    """Return a stream object of bytes as they are; `length` may lie."""
    size = len(raw) if length is None else length
    return f"<<{entries}/Length {size}>>stream\n".encode() + raw + b"\nendstream"


def flate(raw: bytes, times: int = 1) -> bytes:
    """Return a stream object, squeezed so many times."""
    for _ in range(times):
        raw = zlib.compress(raw, 9)
    return stream(raw, f"/Filter[{'/FlateDecode' * times}]")


def _page_of(content: bytes, page: str = _PAGE, *more: str | bytes) -> bytes:
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", kids, page, content, _FONT, *more)


def _looping_tree(random: Random, bait: Bait) -> bytes:
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 100000>>", _PAGE)


def _deep_tree(random: Random, bait: Bait) -> bytes:
    depth = bait.times(20_000)
    nodes = (f"<</Type/Pages/Kids[{n + 3} 0 R]/Count 1/Parent {n + 1} 0 R>>" for n in range(depth))
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", *nodes, "<</Type/Page/MediaBox[0 0 9 9]>>")


def _many_pages(random: Random, bait: Bait) -> bytes:
    """The same page so many times."""
    count = bait.times(100_000)
    kids = f"<</Type/Pages/Kids[{'3 0 R ' * count}]/Count {count}>>"
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", kids, _PAGE, stream(_WORDS), _FONT)


def _lying_count(random: Random, bait: Bait) -> bytes:
    kids = f"<</Type/Pages/Kids[3 0 R]/Count {random.choice((2_147_483_647, -1, 10**20))}>>"
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", kids, _PAGE, stream(_WORDS), _FONT)


def _looping_previous(random: Random, bait: Bait) -> bytes:
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", trailer="/Prev 9/XRefStm 9")


def _flate_bomb(random: Random, bait: Bait) -> bytes:
    return _page_of(flate(b" " * (bait.times(400) << 20), 2))


def _letters_bomb(random: Random, bait: Bait) -> bytes:
    return _page_of(flate(_WORDS * bait.times(100_000)))


def _rules_bomb(random: Random, bait: Bait) -> bytes:
    """Many rules across and down, which may be tables."""
    side = bait.times(1500)
    drawn = "".join(f"0 {n % 840} m 590 {n % 840} l S {n % 590} 0 m {n % 590} 840 l S\n" for n in range(side))
    return _page_of(flate(drawn.encode() + _WORDS))


def _scattered(random: Random, bait: Bait) -> bytes:
    """Letters all over a page, in no lines."""
    drawn = (
        f"BT /F {random.randint(1, 40)} Tf {random.randint(0, 590)} {random.randint(0, 840)} Td (ab{n}) Tj ET"
        for n in range(bait.times(20_000))
    )
    return _page_of(flate("\n".join(drawn).encode()))


def _nested_arrays(random: Random, bait: Bait) -> bytes:
    depth = bait.times(100_000)
    return _page_of(stream(_WORDS), _PAGE.replace("/Type/Page", f"/Type/Page/X {'[' * depth}{']' * depth}"))


def _nested_forms(random: Random, bait: Bait) -> bytes:
    """A form that draws itself twice."""
    form = stream(b"/X Do /X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    return _page_of(stream(_WORDS + b"/X Do\n"), page, form)


def _forms_bomb(random: Random, bait: Bait) -> bytes:
    """Forms that each draw the next ten times."""
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    entries = "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Resources<</Font<</F 5 0 R>>/XObject<</X {} 0 R>>>>"
    forms = [stream(b"/X Do " * 10, entries.format(number)) for number in range(7, 15)]
    return _page_of(stream(_WORDS + b"/X Do\n"), page, *forms, stream(_WORDS, entries.format(5)))


def _saved_states(random: Random, bait: Bait) -> bytes:
    return _page_of(flate(b"q " * bait.times(3_000_000) + _WORDS))


def _object_stream(random: Random, bait: Bait) -> bytes:
    """A stream of objects that says it holds two billion."""
    packed = stream(b"1 0 2 9 " * bait.times(50_000), "/Type/ObjStm/N 2147483647/First 2147483647")
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", packed, packed)


def _lying_length(random: Random, bait: Bait) -> bytes:
    return _page_of(stream(_WORDS, length=random.choice((0, -1, 2_147_483_647, 10**20))))


def _giant_page(random: Random, bait: Bait) -> bytes:
    box = random.choice(("0 0 1e30 1e30", "0 0 0 0", "-9e9 -9e9 9e9 9e9", "0 0 14400000 1", "a b c d", "nan inf 0 0"))
    return _page_of(stream(_WORDS), _PAGE.replace("0 0 595 842", box))


def _giant_letters(random: Random, bait: Bait) -> bytes:
    sizes = ("0", "-12", "1e30", "1e-30", "99999999999")
    return _page_of(stream(b"".join(_WORDS.replace(b"12 Tf", size.encode() + b" Tf") for size in sizes)))


def _giant_picture(random: Random, bait: Bait) -> bytes:
    """A page that is a picture, said to be of ten gigapixels."""
    entries = "/Type/XObject/Subtype/Image/Width 100000/Height 100000/BitsPerComponent 8/ColorSpace/DeviceGray"
    picture = stream(zlib.compress(bytes(100_000)), f"{entries}/Filter/FlateDecode")
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    return _page_of(stream(b"595 0 0 842 0 0 cm /X Do"), page, picture)


def _many_pictures(random: Random, bait: Bait) -> bytes:
    """Pages that are empty pictures, each of which is to be recognised."""
    count = bait.times(300)
    entries = "/Type/XObject/Subtype/Image/Width 8/Height 8/BitsPerComponent 8/ColorSpace/DeviceGray"
    page = _PAGE.replace("/Resources<<", "/Resources<</XObject<</X 6 0 R>>")
    kids = f"<</Type/Pages/Kids[{'3 0 R ' * count}]/Count {count}>>"
    drawn = stream(b"595 0 0 842 0 0 cm /X Do")
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", kids, page, drawn, _FONT, stream(random.randbytes(64), entries))


def _actions(random: Random, bait: Bait) -> bytes:
    """Scripts, launches and files to be fetched when the document is opened."""
    url = bait.url
    opened = f"/OpenAction<</S/URI/URI({url}a)>>/AA<</WC<</S/Launch/F({bait.secret})>>>>"
    script = f"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.launchURL\\('{url}b'\\))>>]>>>>"
    fetched = f"<</Length 0/F<</FS/URL/F({url}c)>>/FFilter/FlateDecode>>stream\n\nendstream"
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = _PAGE.replace("/Contents 4 0 R", "/Contents[4 0 R 6 0 R]")
    return pdf_of(f"<</Type/Catalog/Pages 2 0 R{opened}{script}>>", kids, page, stream(_WORDS), _FONT, fetched)


def _odd_letters(random: Random, bait: Bait) -> bytes:
    """A font whose letters stand for surrogates, controls and nothing."""
    lines = "".join(
        f"<{n:02x}> <{random.choice(('D800', 'DC00DC00', '0000', 'FFFE', '202E', '0301'))}>\n" for n in range(99)
    )
    told = f"/CIDInit /ProcSet findresource begin begincmap 99 beginbfchar\n{lines}endbfchar endcmap".encode()
    font = _FONT.replace("/Type/Font", "/Type/Font/ToUnicode 6 0 R")
    kids = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf_of("<</Type/Catalog/Pages 2 0 R>>", kids, _PAGE, stream(_WORDS), font, stream(told))


def _encrypted(password: str) -> Hostile:
    def make(random: Random, bait: Bait) -> bytes:
        written = BytesIO()
        canvas = Canvas(written, encrypt=StandardEncryption(password, ownerPassword="owner", strength=128))
        canvas.drawString(72, 720, "Huyen uy hop phien thuong ky thang 4.")
        canvas.save()
        return written.getvalue()

    return make


PDFS: dict[str, tuple[str, Hostile]] = {
    name: (".pdf", make)
    for name, make in {
        "loop in the tree of pages": _looping_tree,
        "deep tree of pages": _deep_tree,
        "100k pages": _many_pages,
        "false count of pages": _lying_count,
        "loop of references": _looping_previous,
        "flate bomb": _flate_bomb,
        "five million letters": _letters_bomb,
        "3,000 rules": _rules_bomb,
        "scattered letters": _scattered,
        "nested arrays": _nested_arrays,
        "form in itself": _nested_forms,
        "forms of forms": _forms_bomb,
        "three million states": _saved_states,
        "huge stream of objects": _object_stream,
        "false length": _lying_length,
        "giant page": _giant_page,
        "giant letters": _giant_letters,
        "page of ten gigapixels": _giant_picture,
        "300 pages of pictures": _many_pictures,
        "actions and scripts": _actions,
        "letters that are none": _odd_letters,
        "encrypted PDF": _encrypted("secret"),
        "PDF open to all": _encrypted(""),
    }.items()
}
