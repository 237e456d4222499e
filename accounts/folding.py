"""Vietnamese text as people search it: without marks, case or tone position.

«Thanh Hoá», «Thanh Hóa» and «thanh hoa» fold to the same text. The same function
folds what is stored and what is typed, so both always agree.
"""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+")


def fold(text: str) -> str:
    """Return lower-case ASCII words parted by single blanks.

    Removing every mark also removes the tone's position, so both spellings of a
    diphthong fold alike. ``đ`` has no decomposition and is replaced by hand.
    """
    lowered = text.lower().replace("đ", "d")
    decomposed = unicodedata.normalize("NFD", lowered)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain))
