"""Codes that people keep, read aloud and type again.

The alphabet leaves out I, L, O and U; who types O for 0 or I for 1, small letters or no
hyphens is still understood. Each letter holds five random bits.
"""

import re
import secrets
from dataclasses import dataclass

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS_A_GROUP = 4
LONGEST_INPUT = 100
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s\-–—._]+")


@dataclass(frozen=True)
class ReadableCode:
    """One kind of code: its prefix, and how many random letters follow."""

    prefix: str
    length: int

    def new(self) -> str:
        return self.written(
            "".join(secrets.choice(ALPHABET) for _ in range(self.length))
        )

    def written(self, letters: str) -> str:
        """Return the letters as they are printed, in groups behind the prefix."""
        starts = range(0, self.length, LETTERS_A_GROUP)
        groups = [letters[start : start + LETTERS_A_GROUP] for start in starts]
        return "-".join([self.prefix, *groups])

    def meant(self, text: str) -> str:
        """Return the code a person meant, or an empty string if it cannot be one."""
        letters = _SEPARATORS.sub("", text[:LONGEST_INPUT]).upper()
        if len(letters) == self.length + len(self.prefix):
            letters = letters.removeprefix(self.prefix)
        letters = letters.translate(_MEANT)
        if len(letters) != self.length or not set(letters) <= set(ALPHABET):
            return ""
        return self.written(letters)
