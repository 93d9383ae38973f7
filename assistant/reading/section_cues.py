"""One sentence of a meeting's report -> how much speaks for each kind of section; cue phrases with their weights.

Patterns are matched against folded text ("họp" apart from "hợp"), so spellings don't count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.domain import SectionKind
from assistant.vietnamese.assigning import FOLDED_ASSIGNS as _ASSIGNS
from assistant.vietnamese.assigning import FOLDED_GIVES as _GIVES

_MEETING = r"(?:hoi nghi|ky hop|phien hop|cuoc hop|buoi (?:hop|lam viec|giao ban)|dai hoi|giao ban|phien|buoi)"
_ORGAN = r"(?:uy|ban|hdnd|ubnd|nhan dan|chap hanh|thuong vu|thuong truc|mttq|mat tran|chi dao)"
_ADDRESSED = (
    r"(?:cac|cap uy|cong chuc|huyen|xa|phuong|thi xa|thanh pho|tinh|phong|so|nganh|don vi|co quan|ubnd|hdnd|ban"
    r"|dia phuong|tung|toan"
    r"|dang bo|mttq|mat tran|tap trung|tiep tuc|can|phai|khong|chu dong|nhung|lam|thuong truc|moi|nguoi dung dau"
    r"|dai bieu)"
)
_ACTION = (
    r"(?:tiep tuc|tap trung|day manh|day nhanh|tang cuong|chu trong|quan tam|phan dau|khan truong|ra soat|chu"
    r" dong|nang cao"
    r"|lam tot|to chuc (?:tot|thuc hien|trien khai)|thuc hien (?:tot|nghiem|hieu qua|co hieu qua|dong bo|day du)"
    r"|don doc"
    r"|huy dong|siet chat|bao dam|dam bao|trien khai (?:tot|dong bo|kip thoi|thuc hien)|cung co|phat huy|hoan thanh"
    r"|giai quyet|kien quyet|khac phuc|doi moi|chuan bi|han chot|cham nhat|xay dung|kiem tra|giu vung|lanh dao"
    r"|trong tam la)"
)
_SPEAKS = (
    r"(?:de nghi|kien nghi|phan anh|cho rang|neu|de xuat|cho biet|chia se|ban khoan|lam ro|giai trinh|tra loi|tham luan"
    r"|hxi|truy van|dat van de|de cap|gioi thieu|nxi|phan tich|lo ngai|thong tin|luu y|gop y|du bao|mong)"
)
# Not "chua dat yeu cau", "theo yeu cau", "dap ung yeu cau".
_ASKS = r"(?<!dat )(?<!theo )(?<!ung )(?<!voi )(?<!hon )yeu cau"
_WEAKNESS = (
    r"(?:ton tai|han che|khuyet diem|yeu kem|thieu sot|bat cap|diem nghen|kho khan,? (?:va )?vuong mac|vuong mac"
    r"|(?:nhung|mot so|cac|nhieu|mat|con) kho khan|mat (?:yeu|kem)|(?:con|nhung|cac) (?:yeu|kem|cham)"
    r"|(?:mat|viec|diem|khau|noi dung|chi tieu|nhiem vu|linh vuc|phan)(?: \w+){0,2} (?:con (?:yeu|kem|cham|thap)"
    r"|chua (?:dat|duoc|tot|lam|xong|hoan thanh|manh))|chua dat (?:yeu cau|ke hoach|muc tieu|chi tieu)|chua lam duoc)"
)
_MENDING = r"(?:khac phuc|thao go|giai quyet|xu ly|giai phap|bien phap|nham|de nghi|nhiem vu|dat duoc|ket qua|vuot qua)"
# Words up to a colon that say that weaknesses follow: "chi ro nhung mat con yeu:", "Kho khan, vuong mac:"; none that
# say how they are mended.
_ADMITS = (
    rf"(?=[^.:;]{{0,200}}\b{_WEAKNESS}\b[^.:;]{{0,60}}(?::|\b(?:do la|cu the la|nhu sau)\b)"
    rf"|\W*(?:\d+[.)] |[a-z]\) )?(?:ve )?kho khan\b[^.:;]{{0,30}}:)"
    rf"(?![^.:;]{{0,200}}\b(?:{_MENDING}|{_GIVES}|{_ASKS})\b[^.:;]{{0,120}}\b{_WEAKNESS}\b)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a kind of section, or against it where the weight is negative."""

    kind: SectionKind
    weight: float
    words: re.Pattern[str]


def _cues(kind: SectionKind, *weighted: tuple[float, str]) -> tuple[Cue, ...]:
    return tuple(Cue(kind, weight, re.compile(words)) for weight, words in weighted)


CUES = (
    *_cues(
        "opening",
        (
            3,
            rf"\b{_ORGAN}\b[^.;]{{0,90}}\b(?:to chuc|hop|tien hanh|khai mac|mo|trieu tap|giao ban|hoan thanh|ket"
            rf" thuc)\b[^.;]{{0,60}}(?:{_MEETING}|\bde\b|nham|$)",
        ),
        (2, rf"^(?:\W|\w+ ){{0,12}}ngay \d[^.;]{{0,120}}\b{_MEETING}\b"),
        (1.5, r"\b(?:nham|de) (?:danh gia|kiem diem|so ket|tong ket|cho y kien|xem xet|ban)\b"),
        (3.5, r"^\W*(?:trong |sau )?(?:phat bieu |dien van )*khai mac\b"),
    ),
    *_cues(
        "participants",
        (
            4,
            rf"^\W*(?:{_MEETING} (?:co|do) )?(?:cung |tham |den |ve |toi |cung co )*(?:du|tham gia)\b(?! an|"
            rf" toan| thao| kien| bao)",
        ),
        (3, r"\b(?:cung du|tham du|ve du|den du|toi du|du hop|co mat tai|du va chi dao|di du|moi du)\b"),
        (3.5, r"^\W*(?:\d\. )?(?:dong )?(?:chu tri|chu toa|dieu hanh|doan chu tich|thanh phan|khach moi|thu ky)\b"),
        (
            3,
            r"\b(?:dong )?(?:chu tri|chu toa)(?: va dieu hanh)?(?: (?:hoi nghi|ky hop|phien hop|cuoc hop|buoi"
            r" lam viec|giao ban|dai hoi))?[^;,]{0,12}$",
        ),
        (3, r"\b(?:do|duoi su) [^.;]{0,160}\b(?:chu tri|chu toa|dieu hanh)\b"),
        (2, r"\b\d+/\d+ (?:vi )?(?:dai bieu|uy vien|dong chi|thanh vien)\b|\bvang (?:mat|co ly do)\b"),
    ),
    *_cues(
        "reports",
        (4.5, r"\bnghe\b[^.;]{0,120}\b(?:bao cao|to trinh|thong qua|trinh bay|du thao)\b"),
        (
            2.5,
            r"\b(?:trinh bay|thong qua|doc|bao cao tom tat)\b[^.;]{0,60}\b(?:bao cao|to trinh|du thao|chuong"
            r" trinh|tinh hinh|ket qua)\b",
        ),
        (2.5, r"\bbao cao[^.;,]{0,60}\bdo [^.;]{3,140}\btrinh bay\b"),
        (2, r"\b(?:dong chi|ong|ba)\b[^.;]{3,140}\b(?:bao cao|trinh bay|thong qua|thong bao)\b"),
        (1.5, r"\b(?:xem xet|cho y kien|thao luan)\b[^.;]{0,60}\b(?:to trinh|bao cao|du thao|de an)\b"),
        (1, r"\bto trinh\b|\bbao cao tham tra\b"),
    ),
    *_cues(
        "results",
        (2, r"^\W*(?:theo (?:bao cao|danh gia|do)|bao cao (?:cua|tai|neu|danh gia|cho|nhan dinh))"),
        (1.5, r"^\W*(?:trong|qua|sau|den|tinh den|ke tu|nam|sau thang|chin thang|nua|ve|toan|linh vuc)\b"),
        (
            1.5,
            r"\b(?:dat|uoc dat|bang|tang|giam|vuot|cong nhan|hoan thanh|ket nap|thanh lap moi|giai ngan|thu"
            r" hoach|trong moi)\b[^.;]{0,30}\d",
        ),
        (
            2,
            r"\b(?:xay ra|lam chet|bi thuong|khoi to|(?:xep|dung) (?:thu|hang))\b[^.;]{0,20}\d"
            r"|\bphat hien\b[^.;]{0,12}\d",
        ),
        (
            1,
            r"\b(?:ket qua|thanh tuu|khoi sac|on dinh|duoc giu vung|duoc quan tam|duoc trien khai|duoc dam bao"
            r"|chuyen bien)\b",
        ),
        (-2, rf"^\W*{_ACTION}\b|\b(?:{_ASKS}|de nghi|phan dau|thoi gian toi)\b"),
    ),
    *_cues(
        "limitations",
        (
            1.5,
            r"\b(?:chua (?:dat|yen|quen|co|xong|sua|bo tri|duoc|niem yet|chi tra|ban giao)|khong dat|noi lo|qua"
            r" tai|tre han"
            r"|cai kho|kho khan thi|nan giai|nghen|thap nhat|vui lap|chiem dung|ton dong|i ach|xuong cap|con tinh trang"
            r"|thieu (?:nguoi|hut|von|giao vien|can bo|nuoc)|nguy co khong)\b",
        ),
        (4.5, rf"^{_ADMITS}"),
        (
            4,
            r"^\W*(?:tuy nhien|tuy vay|song|mac du vay|du vay|ben canh (?:do|nhung|ket qua"
            r"|cac)[^.;]{0,100}\b(?:con|han che|ton tai|kho khan|chua))",
        ),
        (
            3.5,
            r"\b(?:thang than|nhin thang|nhin nhan|thua nhan|chi ro)\b[^.;]{0,80}(?::|\b(?:con|kho khan|vuong"
            r" mac|dat thap|ton tai))|\b(?:han che|ton tai|khuyet diem|yeu kem|bat cap|diem yeu|mat yeu|viec"
            r" chua dat|con yeu|chua duoc|chua nhu mong muon|diem nghen|gam mau toi)\b",
        ),
        (2, r"^\W*(?:nguyen nhan|phan viec chua)\b|\bnguyen nhan (?:chu quan|khach quan|duoc|la)\b"),
        (
            1.2,
            r"\b(?:chua duoc|chua ban giao|con cham|cham tien do|thap hon|qua tai|loi long|buc xuc|khong dat"
            r"|duoi \d+%|qua han)\b",
        ),
        (
            1.5,
            r"\b(?:con|van con|chua|cham|thap|kho khan|vuong mac|lung tung|thieu|qua han|keo"
            r" dai)\b[^.;]{0,60}\b(?:con|chua|cham|thap|kho khan|vuong mac|lung tung|thieu)\b",
        ),
        (-2, rf"\b(?:khac phuc|thao go|{_ASKS})\b"),
    ),
    *_cues(
        "discussion",
        (4, r"\b\d+ (?:luot )?y kien\b|\bdai bieu\b[^.;]{0,60}\bthao luan\b"),
        (3, r"\b(?:thao luan|tham luan|chat van|bieu quyet|bo phieu|trao doi tai|gop y tai|dong gop y kien)\b"),
        (
            2.5,
            r"\b(?:luot )?y kien\b[^.;]{0,80}\b(?:phat bieu|dong gop|tham gia|de nghi|kien nghi|tap trung|cua"
            r"|thong nhat)\b|^\W*(?:co )?\d+ (?:luot )?y kien",
        ),
        (
            2.5,
            r"\b(?:thong qua|bieu quyet|tan thanh|nhat tri)\b[^.;]{0,60}\b(?:nghi quyet|\d+%|chuc danh|nhan"
            r" su)\b|\bbau (?:bo sung|cu)\b",
        ),
        (2, rf"\b(?:dong chi|ong|ba|dai bieu|bi thu|chu tich|truong|giam doc|cu tri)\b[^.;]{{0,150}}\b{_SPEAKS}\b"),
        (1.5, r"^\W*(?:dai bieu|thao luan|y kien|tra loi|giai trinh|cu tri|cac dai bieu|tiep thu va giai trinh)\b"),
    ),
    *_cues(
        "conclusion",
        (
            4,
            r"^\W*(?:(?:tai|cuoi|thay mat|sau)\b[^,;:]{0,60},? ?)?(?:phat bieu |tiep thu |y kien |va )*(?:ket"
            r" luan|be mac|chot lai|chi dao)\b",
        ),
        (
            3,
            r"\bphat bieu (?:y kien )?(?:ket luan|chi dao|be mac)\b|\bket luan (?:hoi nghi|ky hop|phien hop|cuoc"
            r" hop)\b",
        ),
        (2.5, r"\b(?:ghi nhan|bieu duong|danh gia cao|chuc mung|khen thuong|tang giay khen|trao tang|cam on)\b"),
        (
            1.5,
            r"^\W*(?:nhan dip nay|dip nay|cung tai hoi nghi|bien ban ket thuc|hoi nghi ket thuc|cuoc hop ket thuc)\b",
        ),
        (1, r"\bdong chi (?:bi thu|chu tich)\b"),
    ),
    *_cues(
        "tasks",
        (
            3,
            r"^\W*(?:mot|hai|ba|bon|nam|sau) la\b|^\W*thu (?:nhat|hai|ba|tu|nam|sau),|\b(?:viec can lam"
            r"|nhom viec|duoc xac dinh|viec cu"
            r" the)[^.]{0,12}:|\bde nghi:\W*$",
        ),
        (
            3,
            rf"^\W*(?:dong chi|ong|ba|hoi nghi|cuoc hop|ky hop) (?:cung )?(?:yeu cau|de nghi|{_GIVES}|goi y|luu y)\b",
        ),
        (1, r"^\W*(?:[a-z]\)|\d+\.) "),
        (3, rf"\b{_ASSIGNS}"),
        (
            -2.5,
            rf"^(?!.*\b(?:{_ASKS}|de nghi|thoi gian toi|phan dau|trong tam|se|phai|{_GIVES}|truoc ngay)\b).*\b(?:da"
            r"|duoc|tiep tuc (?:dat|co))\b",
        ),
        (
            3.5,
            rf"\b(?:{_ASKS}|de nghi|{_GIVES}|chi dao|luu y|phan cong|nhan manh)\b.{{0,70}}?\b{_ADDRESSED}\b.{{0,400}}"
            rf"(?:;|, (?:khan truong|tap trung|day manh|tiep tuc|chu dong|hoan thanh))",
        ),
        (
            4,
            r"^\W*(?:phat bieu |tiep thu |y kien |va )*(?:ket luan|chi dao|be mac|chot lai)\b.{0,120}\b(?:yeu"
            r" cau|giao|de nghi|nhom (?:viec|nhiem vu|giai phap)|con lai|nhan manh)\b.*[;:]",
        ),
        (
            2.5,
            rf"^(?!{_ADMITS})\W*(?:\d+\. )?(?:phong|ban|ubnd|cong an|quan su|chu tich|van phong|tram|to|cac|don|htx"
            r"|dia chinh|truong)\b[^:;.]{0,80}(?:: |\b(?:phoi hxp|tham muu|hoan thien|xu ly|huong dan|chu tri"
            r"|duy tri|chan chinh)\b)",
        ),
        (
            2,
            rf"\b(?:{_ASKS}|de nghi|{_GIVES}|phan cong)\b.{{0,60}}?\b{_ADDRESSED}\b",
        ),
        (2.5, rf"^\W*(?:\d+\. |[a-z]\) )?(?:ve [^,;]{{3,40}}, )?{_ACTION}\b"),
        (
            3,
            r"^\W*(?:ve )?(?:phuong huong|nhiem vu|giai phap|muc tieu)\b|\b(?:trong )?(?:thoi gian toi|nhung"
            r" thang (?:cuoi nam|con lai)|\d+ thang cuoi nam|quy tiep theo|truoc mat)\b[^.;]{0,160}\b(?:tap"
            r" trung|can|phai|yeu cau|tiep tuc|phan dau|se)\b",
        ),
        (
            2,
            r"\b(?:phan dau|truoc ngay \d|trong quy [iv\d]+|hoan thanh (?:truoc|trong)|xong truoc|chi tieu"
            r" (?:chu yeu )?nam \d{4})\b",
        ),
    ),
)
# Ends a paragraph behind which weaknesses are listed.
ADMITTED = re.compile(rf"^{_ADMITS}.*:\W*$")
# A subheading says by itself what follows it.
HEADINGS = (
    *_cues("participants", (6, r"^\W*(?:[ivx\d]+[.)] )?(?:thanh phan|chu toa|chu tri|thu ky)\b")),
    *_cues("limitations", (7, r"\b(?:ton tai|han che|khuyet diem|kho khan|nguyen nhan|vuong mac|con yeu|chua dat)\b")),
    *_cues(
        "tasks",
        (
            6,
            r"\b(?:nhiem vu|phuong huong|giai phap|ke hoach|muc tieu|phan cong|to chuc thuc hien|viec can lam"
            r"|tap trung)\b",
        ),
    ),
    *_cues("conclusion", (6.5, r"\b(?:ket luan|be mac|chi dao|phat bieu cua)\b")),
    *_cues("discussion", (6, r"\b(?:thao luan|chat van|y kien|bieu quyet|tham luan|giai trinh)\b")),
    *_cues(
        "results",
        (
            5,
            r"\b(?:ket qua|tinh hinh|danh gia|linh vuc|ve kinh te|ve van hoa|quoc phong|xay dung dang|con so|noi"
            r" bat)\b",
        ),
    ),
    *_cues("reports", (5, r"\b(?:bao cao|to trinh|noi dung)\b")),
    *_cues("opening", (6, r"\b(?:thoi gian|dia diem)\b")),
)
