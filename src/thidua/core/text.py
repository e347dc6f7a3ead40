"""Vietnamese text: one spelling at the border, one key for search, one key for order.

Three questions recur all over the program and are answered here only: which code points
a text is kept in (`normalise`), whether two spellings mean the same word to somebody who
searches (`fold`), and which of two names comes first (`sort_key`, `name_sort_key`).
"""

import re
import unicodedata

_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ALPHABET = {letter: rank for rank, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_WORDS = re.compile(r"[a-z0-9]+")
_MOST_SEARCHED = 20
_SAME_AS_I = re.compile(r"(?<=\bqu)y|(?<=\b[bcdghklmnprstvx])y\b|(?<=\b[cgknpt]h)y\b|\by\b")


def normalise(text: str) -> str:
    """Keep text in NFC, with the Vietnamese Đ instead of the look-alike eth, without hidden marks."""
    seen = _HIDDEN.sub("", text)  # first: a mark hidden between a letter and its tone keeps them apart
    return unicodedata.normalize("NFC", seen).replace("Ð", "Đ").replace("ð", "đ")


def fold(text: str) -> str:
    """Lower case without accents, đ as d: 'Đặng Nhữ Hùng' -> 'dang nhu hung'.

    Tones and their place vanish, so "hoà" and "hòa" meet.
    """
    decomposed = unicodedata.normalize("NFD", normalise(text).casefold()).replace("đ", "d")
    bare = _LATIN_MARKS.sub("", decomposed)
    if bare.isascii():
        return bare
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def tells_name(text: str, name: str) -> bool:
    """Say whether a text holds a name as whole words, in any case and accents: no "Thôn 1" in "Thôn 12"."""
    words = r"\s+".join(map(re.escape, fold(name).split()))
    return re.search(rf"(?<!\w){words}(?!\w)", fold(text)) is not None


def spells(name: str, words: str) -> bool:
    """Say whether a name holds all words as typed, accents and all: "Hà" is not spelled by "Hạ"."""
    return set(normalise(words).casefold().split()) <= set(normalise(name).casefold().split())


def search_key(text: str) -> str:
    """Folded words parted by single spaces, y as i where spelling wavers: 'Kỳ Quý' and 'kì quí' meet.

    Spelling wavers where y is the only vowel (kỳ, lý, y tế) and after qu (quý, quýt); elsewhere
    y and i tell words apart (tay, tai; thúy, thúi).
    """
    return _SAME_AS_I.sub("i", " ".join(_WORDS.findall(fold(text))))


def search_words(text: str) -> list[str]:
    """Return the words to search for, each once; so many that no engine refuses the question."""
    return list(dict.fromkeys(search_key(text).split()))[:_MOST_SEARCHED]


def sort_key(text: str) -> str:
    """Return a string whose code point order is the order of a Vietnamese dictionary.

    Letters first (a ă â b c d đ …), then tones (ngang huyền hỏi ngã sắc nặng), then case,
    as ICU's ``vi`` collation does; stored in a column, so that every engine sorts alike.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for letter in normalise(text):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
        letters.append(_rank(base.lower()))
        tones.append(str(tone))
        cases.append("1" if base != base.lower() else "0")
    return f"{''.join(letters)} {''.join(tones)} {''.join(cases)}"


def name_sort_key(full_name: str, given_name: str = "") -> str:
    """Order people by given name, then family, then middle names.

    `given_name` overrules the last word, for names whose given part is not the last word.
    """
    words = normalise(full_name).split()
    if not words:
        return ""
    given = normalise(given_name).strip() or words[-1]
    return "|".join(sort_key(part) for part in (given, words[0], " ".join(words[1:-1])))


def _rank(letter: str) -> str:
    if letter in _ALPHABET:
        return chr(ord("A") + _ALPHABET[letter])
    if letter.isdigit() and letter.isascii():
        return letter
    return "!" if letter.isspace() else '"'
