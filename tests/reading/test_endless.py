"""Files without end or depth: refused by name or read in the time of any other file; all were found by `make fuzz`."""

from __future__ import annotations

import time
from itertools import pairwise
from random import Random

import pytest

from assistant.errors import ReadingError
from assistant.reading.draft import Draft, Part, with_short_parts
from assistant.reading.formats import extract
from assistant.reading.formats.grids import Rules, Run, ruled_tables
from assistant.vietnamese.places import find_places
from assistant.vietnamese.sentences import sentences
from assistant.vietnamese.unicode import normalize
from evaluation.fuzzing.corpus import HOSTILE
from evaluation.fuzzing.hostile_pdf import pdf_of, stream
from evaluation.fuzzing.made import Bait
from evaluation.fuzzing.zips import zipped
from tests.reading.files import WORD, texts

SLOW_S = 10.0  # what had no guard took minutes


def hostile(kind: str, bait: Bait) -> bytes:
    return next(make(Random(1), bait) for _, name, make in HOSTILE if name == kind)


@pytest.fixture
def bait(tmp_path_factory: pytest.TempPathFactory) -> Bait:
    folder = tmp_path_factory.mktemp("outside")
    return Bait("http://127.0.0.1:9/", folder / "secret.txt", folder / "written", share=0.3)


@pytest.mark.parametrize(
    ("kind", "suffix", "reason"),
    [
        ("zip bomb of 400 MB", ".docx", "more than 48 MB"),
        ("5,000 parts in each other", ".eml", "nested in each other too deeply"),
        ("50k parts", ".eml", "more than 2,000 parts"),
        ("100k pages", ".pdf", "more than 3000 pages"),
        ("one line of 15 MB", ".txt", "more than 1 million letters"),
    ],
)
def test_what_no_report_is_like_is_refused_by_name(kind: str, suffix: str, reason: str, bait: Bait) -> None:
    with pytest.raises(ReadingError, match=reason):
        extract(hostile(kind, bait), suffix)


@pytest.mark.parametrize(
    ("kind", "suffix"),
    [
        ("nested text boxes", ".docx"),  # each box was told again with every paragraph around it
        ("note that refers to itself", ".docx"),
        ("a chain of 3,000 styles", ".docx"),
        ("200k runs", ".docx"),
        ("number of two billion in letters", ".docx"),
        ("encoded words", ".eml"),
        ("header of 200k lines", ".eml"),
        ("odd address", ".eml"),
        ("3,000 rules", ".pdf"),
        ("50k items", ".html"),
    ],
)
def test_what_is_long_or_odd_is_read_all_the_same(kind: str, suffix: str, bait: Bait) -> None:
    raw = hostile(kind, bait)
    started = time.process_time()
    assert extract(raw, suffix).text
    assert time.process_time() - started < SLOW_S


@pytest.mark.parametrize("odd", ["x", "", "²", "99999999999999999999"])
def test_levels_and_starts_of_lists_that_are_no_numbers_count_as_one(odd: str) -> None:
    level = f'<w:lvl w:ilvl="0"><w:start w:val="{odd}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    kind = f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
    numbering = f'<w:numbering {WORD}>{kind}<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    said = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    body = f"<w:body><w:p>{said}<w:r><w:t>Thu ngân sách</w:t></w:r></w:p></w:body>"
    raw = zipped({"word/document.xml": f"<w:document {WORD}>{body}</w:document>", "word/numbering.xml": numbering})
    assert texts(extract(raw, ".docx")) == ["1. Thu ngân sách"]


def test_halves_of_characters_are_left_out() -> None:
    assert normalize("xã \ud800Tân \udfffPhong") == "xã Tân Phong"


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
@pytest.mark.parametrize(
    "damage", [slice(30, 90), slice(0, 0)], ids=["a hole before the directory", "a version unknown"]
)
def test_a_zip_that_says_what_is_not_so_is_damaged(damage: slice, suffix: str) -> None:
    raw = bytearray(zipped({"word/document.xml": "<a/>" * 9, "content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}))
    raw[raw.index(b"PK\x01\x02") + 6] = 148
    del raw[damage]
    with pytest.raises(ReadingError, match="damaged"):
        extract(bytes(raw), suffix)


def test_a_title_that_ends_in_half_a_character_is_none() -> None:
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    words = stream(b"BT /F 12 Tf 72 720 Td (Huyen uy hop phien thuong ky.) Tj ET")
    kids, font = "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    objects = ("<</Type/Catalog/Pages 2 0 R>>", kids, page, words, font, "<</Title<FEFF0048D800>>>")
    draft = extract(pdf_of(*objects, trailer="/Info 6 0 R"), ".pdf")
    assert (draft.window_title, texts(draft)) == (None, ["Huyen uy hop phien thuong ky."])


def test_a_pdf_without_pages_is_no_report() -> None:
    with pytest.raises(ReadingError, match=r"damaged \.pdf|empty file"):
        extract(pdf_of("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 9>>"), ".pdf")


def test_a_part_longer_than_any_paragraph_is_cut_between_sentences() -> None:
    text = "Thu ngân sách ước đạt 41 tỷ đồng. " * 2000
    draft = with_short_parts(Draft(text, (Part(0, 10), Part(10, len(text.rstrip()), "table"))))
    assert len(draft.parts) > 2
    assert all(part.tag == "table" for part in draft.parts[1:])
    assert all(text[part.start : part.end].endswith("đồng.") for part in draft.parts[1:])
    assert all(text[before.end : after.start].isspace() for before, after in pairwise(draft.parts[1:]))


def test_parts_as_long_as_paragraphs_stay_whole() -> None:
    draft = Draft("a" * 20_000, (Part(0, 20_000),))
    assert with_short_parts(draft) is draft


def test_what_has_no_end_for_pages_is_no_sentence() -> None:
    text = "5 tỷ đồng, " * 2000
    found = sentences(text)
    assert max(end - start for start, end in found) <= 4000
    assert all(text[start:end].startswith("5 tỷ") for start, end in found)


def test_english_places_are_found_beside_a_word_without_end() -> None:
    started = time.process_time()
    assert [place.name for place in find_places(f"{'o' * 60_000} Hiep Hoa District")] == ["Hiep Hoa"]
    assert time.process_time() - started < SLOW_S


def test_many_rules_make_tables_in_time() -> None:
    across = tuple((float(y), 0.0, 500.0) for y in range(0, 40_000, 10))
    down = tuple((float(x), 0.0, 40_000.0) for x in range(0, 500, 100))
    started = time.process_time()
    (table,), free = ruled_tables((Run("Thu", 10, 12, 30, 18), Run("ngoài", 600, 12, 630, 18)), Rules(across, down))
    assert time.process_time() - started < SLOW_S
    assert table.rows[1][0] == ("Thu",)
    assert [run.text for run in free] == ["ngoài"]
