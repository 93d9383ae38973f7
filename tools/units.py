"""The wheel of vietnamadminunits -> assistant/vietnamese/units.tsv; `python -m tools.units PATH_TO_WHEEL` writes it."""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from email.parser import Parser
from pathlib import Path
from typing import Any

from assistant.settings import PROJECT

TABLE = PROJECT / "assistant" / "vietnamese" / "units.tsv"
LEVELS = ("tỉnh", "thành phố", "quận", "huyện", "thị xã", "xã", "phường", "đặc khu")
PROVINCES_ACT = "Nghị quyết 202/2025/QH15"
TWO_LEVELS_SINCE = "2025-07-01"
# The provinces in the order of their resolutions on communes, from Nghị quyết 1654/NQ-UBTVQH15 on.
COMMUNES_ACTS_TEXT = """
An Giang|Cà Mau|Hà Nội|Cao Bằng|Bắc Ninh|Đà Nẵng|Đắk Lắk|Điện Biên|Đồng Nai|Đồng Tháp|Gia Lai|Hà Tĩnh|Hưng Yên
Khánh Hòa|Cần Thơ|Hải Phòng|Lai Châu|Lâm Đồng|Lạng Sơn|Lào Cai|Ninh Bình|Huế|Phú Thọ|Quảng Ngãi|Nghệ An|Quảng Ninh
Quảng Trị|Sơn La|Tây Ninh|Thái Nguyên|Tuyên Quang|Hồ Chí Minh|Thanh Hóa|Vĩnh Long
"""
COMMUNES_ACTS = {
    province: f"Nghị quyết {number}/NQ-UBTVQH15"
    for number, province in enumerate(COMMUNES_ACTS_TEXT.strip().replace("\n", "|").split("|"), start=1654)
}
# Where two communes of one new province bore one name, the wheel sends both to either's successor. The resolutions name
# one; the other successor stands here, behind the district that has no part in it.
NOT_THERE_TEXT = """
huyện Bình Gia, tỉnh Lạng Sơn: xã Đồng Đăng
huyện Châu Thành, tỉnh Hậu Giang: xã Trường Khánh; xã Thuận Hòa
huyện Châu Thành, tỉnh Sóc Trăng: xã Phú Hữu
huyện Kim Thành, tỉnh Hải Dương: xã Nguyễn Bỉnh Khiêm
huyện Long Mỹ, tỉnh Hậu Giang: xã Mỹ Hương
huyện Long Phú, tỉnh Sóc Trăng: xã Phú Hữu; xã Trường Thành; phường Long Phú 1
huyện Mang Thít, tỉnh Vĩnh Long: xã Thạnh Phú
huyện Mỏ Cày Bắc, tỉnh Bến Tre: xã Hòa Hiệp
huyện Mỹ Tú, tỉnh Sóc Trăng: xã Xà Phiên
huyện Mỹ Xuyên, tỉnh Sóc Trăng: xã Thạnh Quới
huyện Phụng Hiệp, tỉnh Hậu Giang: xã Tân Long
huyện Tam Bình, tỉnh Vĩnh Long: xã Tân Thành Bình
huyện Thới Lai, thành phố Cần Thơ: xã Tân Thạnh
huyện Vĩnh Bảo, thành phố Hải Phòng: xã Kim Thành; xã Hà Nam
huyện Vĩnh Thạnh, thành phố Cần Thơ: xã Gia Hòa
thành phố Mỹ Tho, tỉnh Tiền Giang: phường Cao Lãnh
thành phố Sa Đéc, tỉnh Đồng Tháp: phường Cao Lãnh
thành phố Tân An, tỉnh Long An: phường Tân Ninh
thành phố Tây Ninh, tỉnh Tây Ninh: phường Long An
thị xã Cai Lậy, tỉnh Tiền Giang: phường Cao Lãnh
thị xã Long Mỹ, tỉnh Hậu Giang: xã Long Phú; xã Tân Long
thị xã Ngã Năm, tỉnh Sóc Trăng: phường Long Bình; xã Thạnh Hòa
"""
# Part of xã Văn Khê: Nghị quyết 1656/NQ-UBTVQH15, Điều 1, khoản 107.
LEFT_OUT_TEXT = """
huyện Mê Linh, thành phố Hà Nội: xã Ô Diên
"""
HEADER = """\
# What became of the provinces and districts of Vietnam, written by tools/units.py; correct it there.
# level<TAB>name<TAB>its province<TAB>from<TAB>act<TAB>present communes<TAB>the province it is part of now
#   A province has neither a province of its own nor communes; without a date and an act it has kept its name.
#   A district has the communes that its area, or a part of it, went to; districts are those of 30 June 2025.
#   "from" is the day the new authorities took up their work, the act what decided on them.
# Source: {name} {version} (PyPI), licence {licence}, {copyright};
#   wheel SHA-256 {checksum};
#   corrected by the text of the resolutions on communes where it confounds communes of one name.
# Acts: Nghị quyết 202/2025/QH15 on the arrangement of provinces (in force 12/6/2025); Nghị quyết 1654 to
#   1687/NQ-UBTVQH15 (16/6/2025) on that of communes, one for each province; local government of two levels, without
#   districts, from 1/7/2025.
# Earlier changes, added by hand: Nghị quyết 15/2008/QH12 and 175/2024/QH15.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, in the order of its columns."""

    level: str
    name: str
    within: str
    since: str
    act: str
    communes: str
    now: str


EARLIER = (
    Row("tỉnh", "Hà Tây", "", "2008-08-01", "Nghị quyết 15/2008/QH12", "", "thành phố Hà Nội"),
    Row("tỉnh", "Thừa Thiên Huế", "", "2025-01-01", "Nghị quyết 175/2024/QH15", "", "thành phố Huế"),
)


def write_table(wheel: Path) -> None:
    """Write the table from the wheel. Raises ValueError when a correction no longer fits what the wheel says."""
    with zipfile.ZipFile(wheel) as files:
        legacy, present, converter = (
            json.loads(files.read(f"vietnamadminunits/data/{name}.json"))
            for name in ("parser_legacy", "parser_from_2025", "converter_2025")
        )
        header = _header(files, hashlib.sha256(wheel.read_bytes()).hexdigest())
    provinces = _present_provinces(present, converter)
    communes = _communes_by_district(present, converter)
    rows = (*EARLIER, *_province_rows(legacy, provinces), *_district_rows(legacy, provinces, communes))
    TABLE.write_text(header + "".join("\t".join(astuple(row)) + "\n" for row in rows), encoding="utf-8")


def _header(files: zipfile.ZipFile, checksum: str) -> str:
    metadata = Parser().parsestr(_text(files, "/METADATA"), headersonly=True)
    licence = next(line for line in metadata.get_all("Classifier", ()) if line.startswith("License ::"))
    return HEADER.format(
        name=metadata["Name"],
        version=metadata["Version"],
        licence=licence.rsplit(" :: ", 1)[1].removesuffix(" License"),
        copyright=next(line for line in _text(files, "/LICENSE").splitlines() if line.startswith("Copyright")),
        checksum=checksum,
    )


def _text(files: zipfile.ZipFile, ending: str) -> str:
    path = next(path for path in files.namelist() if ".dist-info/" in path and path.endswith(ending))
    return files.read(path).decode("utf-8")


def _present_provinces(present: Mapping[str, Any], converter: Mapping[str, Any]) -> dict[str, str]:
    """Key of a legacy province -> the province it is part of now, in full."""
    return {
        legacy_key: _in_full(present["DICT_PROVINCE"][key]["province"])
        for key, legacy_keys in converter["DICT_PROVINCE"].items()
        for legacy_key in legacy_keys
    }


def _communes_by_district(present: Mapping[str, Any], converter: Mapping[str, Any]) -> dict[tuple[str, str], list[str]]:
    """Keys of a legacy province and district -> the present communes, in full, each once."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for legacy_commune, province, commune in _moves(converter):
        legacy_province, district, _ = legacy_commune.split("_")
        found.setdefault((legacy_province, district), {})[_commune(present, province, commune)] = None
    return {district: list(communes) for district, communes in found.items()}


def _moves(converter: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of a legacy commune and of the present province and commune that it, or a part of it, is in."""
    for province, communes in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, legacy_communes in communes.items():
            for legacy_commune in legacy_communes:
                yield legacy_commune, province, commune
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for legacy_commune, parts in divided.items():
            for part in parts:
                yield legacy_commune, province, part["newWardKey"]


def _commune(present: Mapping[str, Any], province: str, commune: str) -> str:
    """Return a present commune in full; where two differ in diacritics alone, their keys carry them."""
    plain = present["DICT_PROVINCE_WARD_NO_ACCENTED"][province]
    known = plain[commune] if commune in plain else present["DICT_PROVINCE_WARD_ACCENTED"][province][commune]
    return _in_full(known["ward"])


def _province_rows(legacy: Mapping[str, Any], provinces: Mapping[str, str]) -> Iterator[Row]:
    for key, province in legacy["DICT_PROVINCE"].items():
        level, name = _level_and_name(province["province"])
        kept = provinces[key] == f"{level} {name}"
        since, act = ("", "") if kept else (TWO_LEVELS_SINCE, PROVINCES_ACT)
        yield Row(level, name, "", since, act, "", provinces[key])


def _district_rows(
    legacy: Mapping[str, Any], provinces: Mapping[str, str], communes: Mapping[tuple[str, str], list[str]]
) -> Iterator[Row]:
    not_there, left_out = _corrections(NOT_THERE_TEXT), _corrections(LEFT_OUT_TEXT)
    for province_key, districts in legacy["DICT_PROVINCE_DISTRICT"].items():
        within, now = _in_full(legacy["DICT_PROVINCE"][province_key]["province"]), provinces[province_key]
        for district_key, district in districts.items():
            level, name = _level_and_name(district["district"])
            unit = f"{level} {name}, {within}"
            wrong, missing = not_there.pop(unit, []), left_out.pop(unit, [])
            went_to = _corrected(unit, communes[province_key, district_key], wrong, missing)
            act = COMMUNES_ACTS[_level_and_name(now)[1]]
            yield Row(level, name, within, TWO_LEVELS_SINCE, act, "; ".join(went_to), now)
    if not_there or left_out:
        raise ValueError(f"corrections of districts that the wheel does not hold: {[*not_there, *left_out]}")


def _corrections(text: str) -> dict[str, list[str]]:
    lines = (line.split(": ") for line in text.strip().splitlines())
    return {unit: communes.split("; ") for unit, communes in lines}


def _corrected(unit: str, communes: list[str], wrong: list[str], missing: list[str]) -> list[str]:
    if not set(wrong) <= set(communes) or set(missing) & set(communes):
        raise ValueError(f"the wheel has changed what it says of {unit}; look at the corrections in tools/units.py")
    return [commune for commune in communes if commune not in wrong] + missing


def _in_full(unit: str) -> str:
    return " ".join(_level_and_name(unit))


def _level_and_name(unit: str) -> tuple[str, str]:
    """Split "Thị Xã Buôn Hồ" into "thị xã" and "Buôn Hồ"."""
    level = next(level for level in LEVELS if unit.lower().startswith(f"{level} "))
    return level, unit[len(level) + 1 :]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tools.units PATH_TO_WHEEL")
    write_table(Path(sys.argv[1]))
