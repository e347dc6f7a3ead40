"""Capital and small letters for patterns: ranges such as "À-Ỹ" hold both kinds of Vietnamese letters."""

from itertools import product
from unicodedata import normalize

_BASES = ("a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y")
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
_VOWELS = "".join(normalize("NFC", base + tone) for base, tone in product(_BASES, _TONES))

LOWER = "a-zđ" + "".join(letter for letter in _VOWELS if not letter.isascii())
"""Inside a character class: the small letters of Vietnamese."""

UPPER = "A-ZĐ" + "".join(letter.upper() for letter in _VOWELS if not letter.isascii())
"""Inside a character class: the capitals of Vietnamese."""
