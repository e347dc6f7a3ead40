"""The legal grounds of a decision, as its first lines say them."""

from datetime import date

from thidua.awards.models import AwardRound
from thidua.awards.queries.eligibility import law_of
from thidua.core.law.packs import Instrument

_LAW = "Luật"


def bases_for(award_round: AwardRound, on: date) -> str:
    """Return the grounds for awards of a round on a day, one a line; people may change them.

    :raises DomainError: no rule pack covers the day
    """
    pack = law_of(award_round.authority).pack_on(on)
    in_force = [
        one for one in pack.instruments if one.from_on <= on and (one.to_on is None or on <= one.to_on)
    ]
    lines = [
        "Căn cứ Luật Tổ chức chính quyền địa phương",
        *(_ground(one) for one in in_force),
        f"Xét đề nghị của Hội đồng Thi đua - Khen thưởng {award_round.authority.name}",
    ]
    return "\n".join(lines)


def _ground(one: Instrument) -> str:
    """Write "Căn cứ Luật Thi đua, khen thưởng số …", "Căn cứ Nghị định số … quy định chi tiết …"."""
    sort, _, rest = one.title.partition(" ")
    if sort == _LAW:
        return f"Căn cứ {one.title} số {one.number}"
    if one.title.startswith("Nghị định"):
        sort, rest = "Nghị định", one.title.removeprefix("Nghị định ")
    if one.title.startswith("Thông tư"):
        sort, rest = "Thông tư", one.title.removeprefix("Thông tư ")
    return f"Căn cứ {sort} số {one.number} {rest}"
