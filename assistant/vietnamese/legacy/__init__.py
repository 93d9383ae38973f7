"""Text in the encodings before Unicode (TCVN3, VNI, windows-1258, VISCII, VPS) -> the same text in Unicode.

`decode_legacy` reads the bytes of a file, `from_font` the run of a document by its font, `repair` text whose letters
are such bytes taken for Western ones.
"""

from assistant.vietnamese.legacy.files import decode_legacy
from assistant.vietnamese.legacy.fonts import from_font
from assistant.vietnamese.legacy.repairing import repair

__all__ = ["decode_legacy", "from_font", "repair"]
