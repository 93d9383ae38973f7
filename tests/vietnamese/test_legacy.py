"""Encodings before Unicode: bytes, fonts and mistaken letters become Vietnamese, and right text stays as it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.vietnamese.legacy import decode_legacy, from_font, repair
from assistant.vietnamese.legacy.encodings import encodings
from assistant.vietnamese.legacy.spelling import is_syllable
from assistant.vietnamese.unicode import normalize
from tests.vietnamese.legacy_bytes import seen_as_western, to_1258, to_tcvn3, to_vni

PROJECT = Path(__file__).resolve().parents[2]
LEFT_OUT = ("README.md", "van-say-2022-03-tcvn3.txt")  # no report, and no Unicode
SAMPLES = tuple(
    path
    for path in sorted((PROJECT / "samples").iterdir())
    if path.suffix in (".html", ".md", ".txt") and path.name not in LEFT_OUT
)
REPORTS = SAMPLES + tuple(sorted((PROJECT / "evaluation" / "reports").rglob("*.*")))
WRITERS = {"tcvn3": to_tcvn3, "vni": to_vni, "windows-1258": to_1258}
MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam"
CLOSE = 0.999


def share_alike(found: str, wanted: str) -> float:
    """The share of characters that are the same, place by place; no encoding here may change how many there are."""
    assert len(found) == len(wanted)
    return sum(a == b for a, b in zip(found, wanted, strict=True)) / len(wanted)


def writable(path: Path) -> str:
    """The text of a report without the few signs that no program of that time could write."""
    return normalize(path.read_text(encoding="utf-8")).translate({ord(sign): "*" for sign in "★☆"})


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_bytes_of_a_report_come_back(path: Path, writer: Callable[[str], bytes]) -> None:
    text = writable(path)
    found = decode_legacy(writer(text))
    assert found is not None
    assert share_alike(found, text) >= CLOSE


@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_report_saved_as_utf8_by_mistake_comes_back(path: Path, writer: Callable[[str], bytes]) -> None:
    text = writable(path)
    assert share_alike(repair(seen_as_western(writer(text))), text) >= CLOSE


@pytest.mark.parametrize("column", ["viscii", "vps"])
@pytest.mark.parametrize("path", [path for path in SAMPLES if path.suffix == ".txt"], ids=lambda path: path.name)
def test_rarer_encodings_are_told_apart(path: Path, column: str) -> None:
    one = next(known for known in encodings() if known.name == column)
    letters = {one.decode(chr(byte)): chr(byte) for byte in range(0x80, 0x100)}
    text = normalize(path.read_text(encoding="utf-8"))
    raw = "".join(letters.get(letter, letter) if not letter.isascii() else letter for letter in text)
    known = "".join(letter if letter.isascii() or letter in letters else "?" for letter in text)
    found = decode_legacy(raw.encode("latin-1", "replace"))
    assert found is not None
    assert share_alike(found, known) >= CLOSE


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", MOTTO),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", MOTTO.upper()),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("BÝ th­ HuyÖn ñy", "Bí thư Huyện ủy"),
        ("Ho¹t ®éng cña ñy ban nh©n d©n", "Hoạt động của Ủy ban nhân dân"),
        ("HuyÖn ñy ban hµnh nghÞ quyÕt.", "Huyện ủy ban hành nghị quyết."),
        ("§· häp. ý kiÕn nh©n d©n", "Đã họp. Ý kiến nhân dân"),
        ("Q§-UBND ngµy 31/8, ®/c Lan", "QĐ-UBND ngày 31/8, đ/c Lan"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", MOTTO),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", MOTTO.upper()),
        ("UÛy ban nhaân daân xaõ Aáp Baéc", "Ủy ban nhân dân xã Ấp Bắc"),
        ("Hôòi nghiò lâÌn thýì 30", "Hội nghị lần thứ 30"),
    ],
)
def test_bytes_of_one_line(raw: str, text: str) -> None:
    assert decode_legacy(raw.encode("latin-1")) == text


@pytest.mark.parametrize(
    "raw",
    [
        "Société générale, où l’été fut très doux à Orléans".encode("cp1252"),
        "Größe und Gewicht für Mädchen und Jungen".encode("cp1252"),
        "Привет, как дела".encode("cp1251"),
        "café".encode("cp1252"),
        bytes(range(0x80, 0x100)),
    ],
    ids=["French", "German", "Russian", "one word", "every byte"],
)
def test_bytes_that_are_no_vietnamese_stay_unknown(raw: bytes) -> None:
    assert decode_legacy(raw) is None


@pytest.mark.parametrize(
    ("run", "font", "text"),
    [
        ("Céng hßa x· héi", ".VnTime", "Cộng hòa xã hội"),
        ("Céng hßa x· héi", "ABCDEF+.VnTime,Bold", "Cộng hòa xã hội"),
        ("ñy ban nh©n d©n huyÖn", ".VnTimeH", "ỦY BAN NHÂN DÂN HUYỆN"),
        ("ubnd x·", ".VnArial NarrowH", "UBND XÃ"),
        ("héi", "XYZABC+VnArialH-Bold", "HỘI"),
        ("Uûy ban nhaân daân", "VNI-Times", "Ủy ban nhân dân"),
        ("đ\u0323", "Times New Roman", "đ\u0323"),
        ("C\u00e9ng h\u00dfa x\u00b7 h\u00e9i", "Times New Roman", "Céng hßa x· héi"),
        ("Hội nghị có", ".VnTime", "Hội nghị có"),
        ("đang", ".VnTime", "đang"),
        ("Hội nghị", ".VnTimeH", "HỘI NGHỊ"),
        ("tr­êng", ".VnTime", "trường"),
        ("ë huyÖn", ".VnTime", "ở huyện"),
        ("nhăm", ".VnTime", "nhăm"),
        ("\uf048\uf0e9\uf069", ".VnTime", "Hội"),
        ("2023 (5%)", ".VnTime", "2023 (5%)"),
        ("Hội nghị", "Vntimes Unicode MS", "Hội nghị"),
    ],
)
def test_runs_are_read_by_their_font(run: str, font: str, text: str) -> None:
    assert from_font(run, font) == text


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (
            "UBND xã Tân Phong họp.\nCéng hßa x· héi chñ nghÜa ViÖt Nam\nXã có bé Na.",
            f"UBND xã Tân Phong họp.\n{MOTTO}\nXã có bé Na.",
        ),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam\r\nThñ t­íng\r\nBé", f"{MOTTO}\r\nThủ tướng\r\nBộ"),
        (
            "§¹i biÓu ®-îc mêi: ng-êi n-íc, Bé tr-ëng, th- ký, Q§-UBND",
            "Đại biểu được mời: người nước, Bộ trưởng, thư ký, QĐ-UBND",
        ),
        ("tØnh H¶i D­¬ng » kÕt qu¶ ®¹t 5%", "tỉnh Hải Dương » kết quả đạt 5%"),
        ("Ho¹t ®éng cña Trung t©m v¨n ho¸\nnhµ «ng ¸nh ë xa", "Hoạt động của Trung tâm văn hoá\nnhà ông ánh ở xa"),
        ("Coäng hoøa xaõ hoäi\nHội nghị quán triệt", "Cộng hòa xã hội\nHội nghị quán triệt"),
    ],
    ids=["beside right text", "short lines", "ư drawn as a hyphen", "signs alone", "names", "VNI beside right text"],
)
def test_lines_are_repaired(found: str, text: str) -> None:
    assert repair(found) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị lần thứ 30 – “sơ kết”…\n\n- 57,34%./.",
        "Bà có hai bé, cô giáo có ba bé; xã hoà bình, toán khoá hoá học.",
        "Où est dû le thé né à l’été ? Le café coûte 2 € au château, garçon naïf de Noël.",
        "Señor José está en México; la niña comió piñas, él y tú también.",
        "São Paulo não é a capital; a ação começou à noite.",
        "Größe für Mädchen: Straße, über, schön, Köln, Löwe.",
        "Så må vi få på gården, også når det är höst; Malmö, Göteborg.",
        "Guðmundur Þórðarson frá Ísafirði",
        "Microsoft® Windows™ © 2023 Công ty A·B; 5 µm × 3 µm, 25 °C ± 2, N·m, ½ + ¼, § 5, «quote», n° 5, 1ª",
        "so\u00adcié\u00adté gé\u00adné\u00adrale",
        "Đắk R’Lấp, Krông Nô, Ê-đê, Cư M'gar, Sín Chéng",
        "col·lecció, paral·lel, il·lusió, excel·lent",
        "Hội nghị có «khách mời»",
        "",
    ],
)
def test_right_text_is_never_touched(text: str) -> None:
    assert repair(text) == text


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name)
def test_no_report_in_unicode_is_touched(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig", "replace")
    assert repair(text) == text


def words_of(path: Path) -> set[str]:
    return set(normalize(path.read_text(encoding="utf-8")).split())


VIETNAMESE = sorted(set().union(*map(words_of, SAMPLES)))
# The hardest for whoever guesses: right Vietnamese whose every letter is also a byte of another encoding.
AMBIGUOUS = [word for word in VIETNAMESE if not word.isascii() and max(word) <= "\u00ff"]
FOREIGN = (
    "où dû août été né thé là ça naïf Noël café château garçon élève société œuvre cœur forêt hôtel goût maïs fête "
    "für über schön Straße Köln Mädchen Größe niño mañana está él São não ação coração på må få også når höst Malmö "
    "Reykjavík Þór Guðmundur Škoda Dvořák Łódź naïve résumé façade the report of meeting held in Paris"
).split()
SIGNS = "31/8/2023 57,34% 3.273 – “ ” … 5 µm × ÷ ± ½ § © ® « » · • °C m² 1º €".split()


@given(st.lists(st.sampled_from(VIETNAMESE + SIGNS)), st.lists(st.sampled_from(AMBIGUOUS)), st.randoms())
def test_no_vietnamese_is_touched(words: list[str], ambiguous: list[str], order: object) -> None:
    for text in (" ".join(words + ambiguous), "\n".join((" ".join(ambiguous), " ".join(words)))):
        assert repair(text) == text


@given(st.lists(st.lists(st.sampled_from([*FOREIGN, *SIGNS, *AMBIGUOUS]), max_size=12), max_size=6))
def test_no_western_text_is_touched(lines: list[list[str]]) -> None:
    text = "\n".join(map(" ".join, lines))
    assert repair(text) == text


@given(st.text())
def test_whatever_is_repaired_keeps_its_lines(text: str) -> None:
    assert repair(text).count("\n") == text.count("\n")


@given(
    st.lists(st.sampled_from(["Céng hßa x· héi chñ nghÜa", "Coäng hoøa xaõ hoäi", "Hội nghị có", "thé"]), max_size=5)
)
def test_what_is_repaired_is_right(lines: list[str]) -> None:
    once = repair("\n".join(lines))
    assert repair(once) == once


@given(st.binary())
def test_any_bytes_are_decoded_or_not(raw: bytes) -> None:
    found = decode_legacy(raw)
    assert found is None or found.isprintable() or found


@pytest.mark.parametrize("text", ["a" * 200_000 + "é", "a" + "·" * 200_000 + "b", "é" + "-·" * 20_000])
def test_odd_text_takes_no_time(text: str) -> None:
    started = time.perf_counter()
    assert repair(text) == text
    decode_legacy(text.encode("latin-1"))
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True),
        ("quyết", True),
        ("hoà", True),
        ("hòa", True),
        ("GIẾNG", True),
        ("gì", True),
        ("yêu", True),
        ("cac", False),
        ("càc", False),
        ("kà", True),
        ("ngiêng", False),
        ("céng", False),
        ("café", False),
        ("Guậmundur", False),
    ],
)
def test_spelling_of_syllables(word: str, is_one: bool) -> None:
    assert is_syllable(word) is is_one


def test_the_syllables_of_the_samples_are_spelt_right() -> None:
    marked = [word.strip(".,;:!?()[]“”\"'…/*<>-") for word in VIETNAMESE]
    words = [word for word in marked if word.isalpha() and not word.isascii()]
    wrong = [word for word in words if not is_syllable(word) and not word.isupper()]
    assert len(wrong) <= len(words) // 100, wrong
