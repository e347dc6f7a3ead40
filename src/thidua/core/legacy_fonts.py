"""Old Vietnamese fonts read as Unicode: TCVN3 (".VnTime") and VNI ("VNI-Times").

Before Unicode, a letter such as "ộ" was typed as some Western letter and a font drew the
right shape. Files of that time, and files made from them, still hold the Western letters.
They are recognised by the name of the font where a file tells it (`font_encoding`), and by
counting syllables where it does not (`repair_lines`): text is changed only when it makes no
sense as Vietnamese before the change and does so after it.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.syllables import is_syllable

_TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_GREEK_MU = 0x3BC  # some programs write the Greek letter for the micro sign, which stood for "à"
_PRIVATE_USE = {0xF000 + code: code for code in range(0x20, 0x100)}  # symbol fonts lie there
TCVN3: dict[int, str] = {
    first + place: letter for first, run in _TCVN3_RUNS.items() for place, letter in enumerate(run)
} | {_GREEK_MU: "à"}

_VNI_TONES = {"a": "aùøûõï", "â": "âáàåãä", "ă": "êéèúüë"}
_TONE_MARKS = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VNI_SINGLE = {
    "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ",
}  # fmt: skip


def _vni_pairs() -> dict[str, str]:
    """Return every letter that VNI writes with two characters: base, then mark."""
    pairs: dict[str, str] = {}
    for base in ("a", "e", "o", "u", "y", "ô", "ö"):
        plain = _VNI_SINGLE.get(base, base)
        for mark, tone in zip(_VNI_TONES["a"][1:], _TONE_MARKS[1:], strict=True):
            pairs[base + mark] = unicodedata.normalize("NFC", plain + tone)
    for base, hat in (("a", "â"), ("e", "ê"), ("o", "ô")):
        for mark, tone in zip(_VNI_TONES["â"], _TONE_MARKS, strict=True):
            pairs[base + mark] = unicodedata.normalize("NFC", hat + tone)
    for mark, tone in zip(_VNI_TONES["ă"], _TONE_MARKS, strict=True):
        pairs["a" + mark] = unicodedata.normalize("NFC", "ă" + tone)
    return pairs


def _with_capitals(lower: dict[str, str]) -> dict[str, str]:
    """Add capitals; a capital base may carry a small mark, as hurried typists left it."""
    mixed = {old[0].upper() + old[1:]: new.upper() for old, new in lower.items()}
    return lower | mixed | {old.upper(): new.upper() for old, new in lower.items()}


VNI: dict[str, str] = _with_capitals(_vni_pairs() | _VNI_SINGLE)
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))

_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300-\u0303\u0309\u0323]")
_EVIDENCE = "¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïðñöø÷ûüþÿ\u03bc"
_MOST_SENSE_BEFORE, _LEAST_SENSE_AFTER = 0.5, 0.8  # shares of syllables among words with marks
_VNI_PAIR = re.compile("a[ùáàãâêéèúõ]|e[ùõâáàã]|o[ùõâ]|[uy][ùõ]", re.IGNORECASE)  # in no syllable
_TOKEN = re.compile(r"[^\s\x00-\x40\[-`{-\x7f\u2010-\u2027]+")
_MARKED = re.compile(r"[^\x00-\x7f]")


class LegacyEncoding(StrEnum):
    """How an old font wrote Vietnamese; the value is the name people know."""

    TCVN3 = "TCVN3"
    VNI = "VNI"


@dataclass(frozen=True, slots=True)
class FontEncoding:
    """What the name of a font says; fonts such as ".VnTimeH" draw small letters as capitals."""

    encoding: LegacyEncoding
    is_capitals: bool = False


@dataclass(frozen=True, slots=True)
class Repair:
    """Lines after repair, and the encoding they were in; None when nothing was changed."""

    lines: tuple[str, ...]
    encoding: LegacyEncoding | None = None


def font_encoding(font_name: str) -> FontEncoding | None:
    """Tell the encoding from a font's name: '.VnTimeH' -> TCVN3 in capitals; None for others."""
    name = font_name.strip().lower()
    if name.startswith(".vn"):
        return FontEncoding(LegacyEncoding.TCVN3, is_capitals=name.split()[0].endswith("h"))
    if name.startswith(("vni-", "vni ")):
        return FontEncoding(LegacyEncoding.VNI)
    return None


def decode(text: str, encoding: LegacyEncoding, *, capitals: bool = False) -> str:
    """Read `text` as typed in an old font; characters the font did not use stay."""
    decoded = _DECODERS[encoding](text.translate(_PRIVATE_USE))
    return decoded.upper() if capitals else decoded


def has_unicode_letters(text: str) -> bool:
    """Say whether Vietnamese letters stand in `text` that no old font could have produced."""
    return _UNICODE_ONLY.search(text) is not None


def looks_legacy(text: str) -> bool:
    """Say whether `text` holds signs that Vietnamese in Unicode hardly ever has.

    One search for each sign is five times as fast as one pattern for all.
    """
    return any(map(text.__contains__, _EVIDENCE))


def repair_lines(lines: Sequence[str]) -> Repair:
    """Read lines of unknown font in the encoding that makes syllables of them.

    A line with Unicode letters is never touched; two words at least must become Vietnamese
    that were not, four when the same text has Unicode lines as well.
    """
    suspects = [line for line in lines if not has_unicode_letters(line)]
    if not any(looks_legacy(line) or _VNI_PAIR.search(line) for line in suspects):
        return Repair(tuple(lines))
    encoding = _encoding_of(suspects, least_evidence=2 if len(suspects) == len(lines) else 4)
    if encoding is None:
        return Repair(tuple(lines))
    kept = (line if has_unicode_letters(line) else decode(line, encoding) for line in lines)
    return Repair(tuple(kept), encoding)


def vietnamese_share(words: Iterable[str]) -> float:
    """Return the share of Vietnamese syllables among the words that carry marks; 0 without such words."""
    marked = [word for word in words if _MARKED.search(word)]
    return sum(map(is_syllable, marked)) / len(marked) if marked else 0.0


def words_of(text: str) -> list[str]:
    """Split at spaces, digits and ASCII punctuation; signs that old fonts used as letters stay."""
    return _TOKEN.findall(text)


def _encoding_of(lines: Sequence[str], *, least_evidence: int) -> LegacyEncoding | None:
    words = {word for line in lines for word in words_of(line) if _MARKED.search(word)}
    if not words or vietnamese_share(words) > _MOST_SENSE_BEFORE:
        return None
    best, best_share = None, _LEAST_SENSE_AFTER
    for encoding in LegacyEncoding:
        decoded = {word: decode(word, encoding) for word in words}
        share = sum(map(is_syllable, decoded.values())) / len(words)
        evidence = sum(1 for old, new in decoded.items() if is_syllable(new) and not is_syllable(old))
        if share >= best_share and evidence >= least_evidence:
            best, best_share = encoding, share
    return best


def _decode_tcvn3(text: str) -> str:
    return text.translate(TCVN3)


def _decode_vni(text: str) -> str:
    return _VNI_PATTERN.sub(lambda match: VNI[match[0]], text)


_DECODERS: dict[LegacyEncoding, Callable[[str], str]] = {
    LegacyEncoding.TCVN3: _decode_tcvn3,
    LegacyEncoding.VNI: _decode_vni,
}
