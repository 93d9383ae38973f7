"""The bytes of a .doc or .odt -> Draft: LibreOffice writes them anew as .docx, which is then read.

LibreOffice is found at run time. It gets a profile of its own that runs no macros and follows no links.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

from assistant.errors import ReadingError
from assistant.reading.draft import Draft
from assistant.reading.formats.containers import OLE, UNREADABLE, is_encrypted
from assistant.reading.formats.programs import find_program, run, workshop
from assistant.reading.formats.word import read_docx

_PROGRAMS = ("soffice", "libreoffice")
_PACKAGES = "libreoffice-writer-nogui"
_TIMEOUT_S = 180.0
_ZIP = b"PK\x03\x04"
_ENCRYPTED = "the file is encrypted; open it with its password and save it without one"
_DAMAGED = (
    "damaged {0} file: it is truncated or not a {0}; copy it again from its source, "
    "or open it in a word processor and save it as .docx"
)
# In the File Information Block of a .doc (MS-DOC 2.5.2): its sign, and the bit of its flags that says encrypted.
_WORD, _FLAGS, _IS_ENCRYPTED = b"\xec\xa5", 11, 0x01
_SECTOR = 512
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def read_doc(raw: bytes) -> Draft:
    """Return the text of a .doc. Raises ReadingError: encrypted, damaged, another format, no LibreOffice."""
    if raw.startswith(_ZIP):
        raise ReadingError("this is a newer Office file named .doc; name it .docx")
    if not raw.startswith(OLE):
        raise ReadingError(_DAMAGED.format(".doc"))
    if is_encrypted(raw) or _is_locked(raw):
        raise ReadingError(_ENCRYPTED)
    return read_docx(_converted(raw, ".doc"))


def read_odt(raw: bytes) -> Draft:
    """Return the text of an .odt. Raises ReadingError: encrypted, damaged, no LibreOffice."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            manifest = package.read("META-INF/manifest.xml")
            package.getinfo("content.xml")
    except (*UNREADABLE, KeyError) as exc:
        raise ReadingError(_DAMAGED.format(".odt")) from exc
    if b"encryption-data" in manifest:
        raise ReadingError(_ENCRYPTED)
    return read_docx(_converted(raw, ".odt"))


def _is_locked(raw: bytes) -> bool:
    """Whether a Word document in a compound file says that it is encrypted; its head begins a sector."""
    heads = (raw[place : place + 16] for place in range(_SECTOR, len(raw), _SECTOR) if raw[place : place + 2] == _WORD)
    return any(len(head) > _FLAGS and head[_FLAGS] & _IS_ENCRYPTED for head in heads)


def _converted(raw: bytes, suffix: str) -> bytes:
    office = find_program(_PROGRAMS, f"reading {suffix} needs LibreOffice", _PACKAGES)
    with workshop(f"report{suffix}", raw) as path:
        profile = path.parent / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        options = (f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore", "--nolockcheck")
        made = path.parent / "made"
        run((office, *options, "--convert-to", "docx", "--outdir", str(made), str(path)), path.parent, _TIMEOUT_S)
        written = made / "report.docx"
        if not written.exists():
            raise ReadingError(_DAMAGED.format(suffix))
        return written.read_bytes()
