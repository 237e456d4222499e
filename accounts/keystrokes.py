"""Vietnamese as it reaches the portal when the keyboard was not switched on.

Telex and VNI write marks with further keys: «khuyeens maij», «gia1», «d9ie6n5». Both
sets of keys are read at once, as people mix them. A word is read only where a syllable
of Vietnamese comes out of it; any other («iphone15», «sale») stays as it was typed.
"""

import re
import unicodedata

from accounts.folding import fold

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_TONES = frozenset({_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT})
_TONE_KEYS = {
    "s": _ACUTE,
    "f": _GRAVE,
    "r": _HOOK,
    "x": _TILDE,
    "j": _DOT,
    "1": _ACUTE,
    "2": _GRAVE,
    "3": _HOOK,
    "4": _TILDE,
    "5": _DOT,
}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"o": "ơ", "u": "ư"}
_VOWELS = frozenset("aeiouyăâêôơư")

# What stands before, in and after the middle of a syllable, without marks.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    r"(?:a[iouy]?|e[ou]?|i(?:a|eu?|u)?|o(?:a[ioy]?|eo?|i|o)?"
    r"|u(?:a[uy]?|e|i|o[iu]?|u|y(?:a|e|u)?)?|y(?:eu?)?)"
    r"(?:ch?|m|ng?|nh|p|t)?"
)
_WORD = re.compile(r"\w+")


def read_keystrokes(text: str) -> str:
    """Return the text with the marks its keys stand for; unchanged where none do."""
    plain = unicodedata.normalize("NFC", text)
    return _WORD.sub(lambda found: _read_word(found[0]), plain)


def _read_word(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    key_count = 0
    for char in word.lower():
        if char in _TONE_KEYS and _VOWELS.intersection(letters):
            tones.append(_TONE_KEYS[char])
            key_count += 1
        elif _shape(letters, char):
            key_count += 1
        else:
            letter, own_tones = _part(char)
            letters.append(letter)
            tones += own_tones
    syllable = "".join(letters)
    if not key_count or len(tones) > 1 or not _SYLLABLE.fullmatch(fold(syllable)):
        return word
    syllable = re.sub("ươ$", "uơ", syllable)
    return _with_tone(syllable, tones[0]) if tones else syllable


def _shape(letters: list[str], key: str) -> bool:
    """Change an earlier letter as this key asks; False where it is no such key."""
    if key in {"d", "9"}:
        return _replace_last(letters, {"d": "đ"})
    if key in _HATS:
        return _replace_last(letters, {key: _HATS[key]})
    if key == "6":
        return _replace_last(letters, _HATS)
    if key == "8":
        return _replace_last(letters, {"a": "ă"})
    if key in {"w", "7"}:
        return _horn(letters, may_be_breve=key == "w")
    return False


def _horn(letters: list[str], *, may_be_breve: bool) -> bool:
    vowels = "".join(letters)
    if re.search("(?<!q)u[oơ]", vowels):
        letters[:] = re.sub("u[oơ]", "ươ", vowels)
        return True
    if may_be_breve and not re.search("(?<!q)ua$", vowels):
        if _replace_last(letters, {"a": "ă"}):
            return True
        if not _VOWELS.intersection(letters):
            letters.append("ư")
            return True
    return _replace_last(letters, _HORNS)


def _replace_last(letters: list[str], shapes: dict[str, str]) -> bool:
    for place in reversed(range(len(letters))):
        if letters[place] in shapes:
            letters[place] = shapes[letters[place]]
            return True
    return False


def _part(char: str) -> tuple[str, list[str]]:
    """Return a letter without its tone, and the tone: «ế» is «ê» and acute."""
    marks = unicodedata.normalize("NFD", char)
    rest = "".join(mark for mark in marks if mark not in _TONES)
    letter = unicodedata.normalize("NFC", rest)
    return letter, [mark for mark in marks if mark in _TONES]


def _with_tone(syllable: str, tone: str) -> str:
    place = _tone_place(syllable)
    marked = syllable[: place + 1] + tone + syllable[place + 1 :]
    return unicodedata.normalize("NFC", marked)


def _tone_place(syllable: str) -> int:
    """Return the letter that bears the tone, by the rule of the schools: «hoá»."""
    places = [n for n, letter in enumerate(syllable) if letter in _VOWELS]
    if len(places) > 1 and re.match("qu|gi", syllable):
        places = places[1:]
    shaped = [place for place in places if syllable[place] in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    has_end = places[-1] < len(syllable) - 1
    core = "".join(syllable[place] for place in places)
    if len(places) == 1 or (not has_end and core not in {"oa", "oe", "uy"}):
        return places[0] if len(places) < 3 else places[1]
    return places[-1] if len(places) == 2 else places[1]
