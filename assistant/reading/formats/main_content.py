"""A page's pieces and its source -> the same pieces, each marked as main content or not.

The extractor (trafilatura) rewrites and drops text, so it only judges: a piece is main content when its letters
follow, in order, in what the extractor kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.reading.draft import Piece
from assistant.vietnamese.unicode import normalize

# A piece this long stands nowhere by chance; a shorter one must follow closely on the one before it.
_TELLING = 40
_NEAR = 400
# Below this share of the page's long paragraphs the extractor has missed the report: its verdict is not used.
_LEAST_SHARE = 0.3
_PARAGRAPH = 120
_SENTENCE_ENDS = (".", "!", "?", "…", ";", ":", "”", '"')


def mark_main(pieces: tuple[Piece, ...], source: str) -> tuple[Piece, ...]:
    """Set `main` of every piece; it stays None throughout when the extractor found nothing to rely on."""
    kept = _letters(_extract(source))
    verdicts = list(_aligned(pieces, kept))
    _fill_gaps(pieces, verdicts)
    if not _covers(pieces, verdicts):
        return pieces
    return tuple(replace(piece, main=main) for piece, main in zip(pieces, verdicts, strict=True))


def _extract(source: str) -> str:
    import trafilatura

    return normalize(trafilatura.extract(source, include_comments=False, include_tables=True) or "")


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _aligned(pieces: tuple[Piece, ...], kept: str) -> Iterator[bool]:
    position = 0
    for piece in pieces:
        letters = _letters(piece.text)
        found = kept.find(letters, position) if letters else -1
        if found < 0 and len(letters) >= _TELLING:
            yield letters in kept
            continue
        near = 0 <= found <= position + _NEAR or len(letters) >= _TELLING
        if found >= 0 and near:
            position = found + len(letters)
        yield found >= 0 and near


def _fill_gaps(pieces: tuple[Piece, ...], verdicts: list[bool]) -> None:
    """Full sentences between two pieces of main content belong to it, whatever the extractor left out."""
    main = [number for number, verdict in enumerate(verdicts) if verdict and _is_paragraph(pieces[number])]
    for number in range(main[0], main[-1]) if main else ():
        if _is_paragraph(pieces[number]) or pieces[number].tag in ("table", "caption"):
            verdicts[number] = True


def _is_paragraph(piece: Piece) -> bool:
    return piece.tag != "menu" and len(piece.text) >= _PARAGRAPH and piece.text.endswith(_SENTENCE_ENDS)


def _covers(pieces: tuple[Piece, ...], verdicts: list[bool]) -> bool:
    paragraphs = [(len(piece.text), main) for piece, main in zip(pieces, verdicts, strict=True) if _is_paragraph(piece)]
    return sum(size for size, main in paragraphs if main) > _LEAST_SHARE * sum(size for size, _ in paragraphs)
