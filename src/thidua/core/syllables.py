"""Which words are possible Vietnamese syllables: onset, rhyme, and a tone that suits the rhyme.

Used to judge whether a text was decoded rightly, never to judge what somebody wrote: names
from other languages are no syllables.
"""

import unicodedata
from functools import lru_cache

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOP_TONES = frozenset("\u0301\u0323")  # after c, ch, p, t only sắc and nặng occur
_ONSETS = (
    "ngh", "ng", "nh", "gh", "gi", "ch", "kh", "ph", "th", "tr", "qu",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RHYME_TABLE = """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u uc ui um un ung up ut ua uê uêch uênh uêu uân uâng uât uây uơ uôc uôi uôm uôn uông uôt
    uy uya uych uynh uyt uyu uyên uyêt uyn uyp
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych ynh yt yên yêm yêng yêt yêu
"""
_RHYMES = frozenset(_RHYME_TABLE.split())


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Say whether `word` can be one Vietnamese syllable, in any case, in NFC or NFD."""
    marks, base = _split_tone(word.lower())
    if len(marks) > 1:
        return False
    rhymes = (base[len(onset) :] for onset in _ONSETS if base.startswith(onset))
    return any(_suits(rhyme, marks) for rhyme in rhymes if rhyme in _RHYMES)


def _suits(rhyme: str, marks: list[str]) -> bool:
    is_stopped = rhyme.endswith(("c", "ch", "p", "t"))
    return not is_stopped or (bool(marks) and marks[0] in _STOP_TONES) or not marks


def _split_tone(word: str) -> tuple[list[str], str]:
    decomposed = unicodedata.normalize("NFD", word)
    marks = [letter for letter in decomposed if letter in _TONES]
    rest = "".join(letter for letter in decomposed if letter not in _TONES)
    return marks, unicodedata.normalize("NFC", rest)
