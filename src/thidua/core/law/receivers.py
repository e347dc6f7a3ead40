"""Who of a sort an award is for: officials or farmers, a village, an agency or a commune."""

from dataclasses import dataclass
from enum import StrEnum

from thidua.core.citations import Citation


class Receiver(StrEnum):
    """A person by work, or a collective by what it is."""

    OFFICIAL = "can_bo"
    WORKER = "nong_dan"
    VILLAGE = "thon"
    AGENCY = "co_quan"
    BUSINESS = "doanh_nghiep"
    COMMUNE = "xa"

    @property
    def words(self) -> str:
        return {
            "can_bo": "cán bộ, công chức, viên chức, người lao động của cơ quan",
            "nong_dan": "nông dân, người lao động khác",
            "thon": "thôn, tổ dân phố",
            "co_quan": "cơ quan, đơn vị, đoàn thể",
            "doanh_nghiep": "hợp tác xã, doanh nghiệp",
            "xa": "xã, phường",
        }[self]


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who alone may receive an award, and the article that says so."""

    who: frozenset[Receiver]
    citation: Citation

    @property
    def words(self) -> str:
        return "; ".join(one.words for one in Receiver if one in self.who)

    def may_be(self, could_be: frozenset[Receiver]) -> bool:
        """Tell whether somebody may be meant who could be any of these; nothing known excludes nobody."""
        return not could_be or not self.who.isdisjoint(could_be)

    def surely_not(self, could_be: frozenset[Receiver]) -> bool:
        """Tell whether the law as confirmed leaves somebody out; what nobody confirmed refuses nothing."""
        return self.citation.is_confirmed and not self.may_be(could_be)
