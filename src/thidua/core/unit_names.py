"""One spelling for names of units: shortened words written out, level and place cut, titles set aside."""

import re
from collections.abc import Sequence
from itertools import product

from thidua.core.text import search_key

# what a shortened word may stand for; with several meanings each is tried
_SHORT: dict[str, tuple[str, ...]] = {
    "ubnd": ("uy ban nhan dan",),
    "hdnd": ("hoi dong nhan dan",),
    "mttq": ("mat tran to quoc",),
    "mttqvn": ("mat tran to quoc",),
    "ubmttq": ("uy ban mat tran to quoc",),
    "ubmttqvn": ("uy ban mat tran to quoc",),
    "ubmt": ("uy ban mat tran to quoc",),
    "tdkt": ("thi dua khen thuong",),
    "bch": ("ban chi huy", "ban chap hanh"),
    "chqs": ("chi huy quan su",),
    "bchqs": ("ban chi huy quan su",),
    "qs": ("quan su",),
    "vp": ("van phong",),
    "tt": ("thuong truc", "trung tam", "thi tran"),
    "htx": ("hop tac xa",),
    "dvnn": ("dich vu nong nghiep",),
    "lhpn": ("lien hiep phu nu",),
    "pn": ("phu nu",),
    "nd": ("nong dan",),
    "ccb": ("cuu chien binh",),
    "nct": ("nguoi cao tuoi",),
    "ctd": ("chu thap do",),
    "tn": ("thanh nien",),
    "tncs": ("thanh nien cong san",),
    "tnhcm": ("thanh nien",),
    "hcm": ("ho chi minh",),
    "vhxh": ("van hoa xa hoi",),
    "vh": ("van hoa",),
    "xh": ("xa hoi",),
    "kt": ("kinh te",),
    "ptdt": ("phat thanh truyen thanh",),
    "qtdnd": ("quy tin dung nhan dan",),
    "thcs": ("trung hoc co so",),
    "thpt": ("trung hoc pho thong",),
    "th": ("tieu hoc",),
    "mn": ("mam non",),
    "it": ("y te",),  # “YT”, folded
    "ca": ("cong an",),
    "vn": ("viet nam",),
}
# names that mean the same body everywhere
_SAME: tuple[tuple[str, str], ...] = (
    (r"(?:uy ban )?mat tran(?: to quoc)?(?: viet nam)?", "uy ban mat tran to quoc"),
    (r"hoi (?:lien hiep )?phu nu(?: viet nam)?", "hoi lien hiep phu nu"),
    (
        r"xa doan|doan xa|(?:ban chap hanh )?doan (?:thanh nien|tncs)(?: cong san)?(?: ho chi minh)?",
        "doan thanh nien",
    ),
    (r"hoi (nong dan|cuu chien binh|nguoi cao tuoi|chu thap do)(?: viet nam)?", r"hoi \1"),
    (r"ban chi huy (?:quan su|quan su dan quan)", "ban chi huy quan su"),
    (r"(?:co quan )?cong an", "cong an"),
    (r"tram y te(?: (?:co so|trung tam))?", "tram y te"),
)
_SAME_NAMES = tuple(
    (re.compile(pattern.replace("y", "i")), name.replace("y", "i")) for pattern, name in _SAME
)
_LEVELS = frozenset({"xa", "phuong"})
_NOT_SAID = frozenset({"va"})
_TITLES = re.compile(
    r"^(?:dong chi|cac dong chi|ong|ba|ong ba|tap the|lanh dao|thu truong|cap ui|hieu truong|chu tich|bi thu"
    r"|giam doc|chi huy truong|tram truong|thon truong|chanh|can bo"
    r"|truong(?= (?:thon|cong an|ban|tram|khoi|phong|van phong))) "
)
_MOST_SPELLINGS = 8


def tokens_of(text: str) -> tuple[str, ...]:
    return tuple(search_key(text).split())


def keys_of(name: str, place: Sequence[str]) -> tuple[str, ...]:
    """Return the spellings a name is compared by, most likely first.

    `place` is the name of the commune in folded words, cut where it ends a name.
    """
    meanings = [_SHORT.get(word, (word,)) for word in tokens_of(name) if word not in _NOT_SAID]
    spelled = []
    for number, words in enumerate(product(*meanings)):
        if number == _MOST_SPELLINGS:
            break
        spelled.append(_common(_without_place(" ".join(words).replace("y", "i").split(), place)))
    return tuple(dict.fromkeys(spelled))


def stripped_titles(name: str) -> tuple[str, ...]:
    """Return the name without the title of its head: "truong cong an" is of "cong an"."""
    bare = name
    while (title := _TITLES.match(bare)) is not None:
        bare = bare[title.end() :]
    return () if bare == name else (_common(bare),)


def _without_place(words: list[str], place: Sequence[str]) -> str:
    if place and len(words) > len(place) and tuple(words[-len(place) :]) == tuple(place):
        words = words[: -len(place)]
    if len(words) > 1 and words[-1] in _LEVELS and words[-3:] != ["hop", "tac", "xa"]:
        words = words[:-1]
    return " ".join(words)


def _common(name: str) -> str:
    for pattern, common in _SAME_NAMES:
        if pattern.fullmatch(name):
            return pattern.sub(common, name)
    return name
