"""When two citations mean the same document: one document is one row of the register."""

import re
from dataclasses import dataclass

from thidua.core.text import fold

_LEADING_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a document from others: folded number (or name), year, issuer; empty where unknown."""

    number_key: str
    name_key: str
    year: int | None
    issuer_key: str

    def may_be(self, other: "Identity") -> bool:
        """Say whether both can be the same document: equal where both speak, and named alike."""
        if not self.number_key or not other.number_key:
            named_alike = (
                not self.number_key
                and not other.number_key
                and bool(self.name_key)
                and self.name_key == other.name_key
            )
            return named_alike and self._years_agree(other)
        return self.number_key == other.number_key and self._years_agree(other) and self._issuers_agree(other)

    def _years_agree(self, other: "Identity") -> bool:
        return self.year is None or other.year is None or self.year == other.year

    def _issuers_agree(self, other: "Identity") -> bool:
        one, two = self.issuer_key, other.issuer_key
        return not one or not two or one in two or two in one


def number_key(number: str) -> str:
    """Fold a number: '05/2023/QĐ-TTg', '5 / 2023/qđ-ttg' -> '5/2023/qd-ttg'.

    A symbol whose number is still blank ("/UBND") names no document.
    """
    folded = "".join(fold(number).split())
    return _LEADING_ZEROS.sub("", folded) if any(letter.isdigit() for letter in folded) else ""


def identity_of(*, number: str, name: str, issued: str, issuer: str) -> Identity:
    """Work out the identity; the year comes from the date, else from a number like 12/2024/NĐ-CP."""
    year = _YEAR.search(issued) or _YEAR.search(number)
    return Identity(
        number_key=number_key(number),
        name_key=" ".join(fold(name).split()),
        year=int(year.group()) if year else None,
        issuer_key=_issuer_key(issuer),
    )


def _issuer_key(issuer: str) -> str:
    words = " ".join(fold(issuer).split())
    for long, short in _SHORT_ISSUERS:
        words = words.replace(long, short)
    return words


_SHORT_ISSUERS = (
    ("uy ban nhan dan", "ubnd"),
    ("hoi dong nhan dan", "hdnd"),
    ("ban chap hanh", "bch"),
    ("mat tran to quoc", "mttq"),
)
