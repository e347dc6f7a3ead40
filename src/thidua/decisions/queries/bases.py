"""The legal grounds of a decision, as its first lines say them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from thidua.awards.models import AwardRound
from thidua.awards.queries.eligibility import law_of
from thidua.core.law.packs import Instrument, Law, RulePack
from thidua.organisation.models import Authority
from thidua.papers.official import day_in_words

_SORTS = ("Nghị định", "Thông tư")
_ENDING = {"06/2022/QH15": "Điều 93 "}
"""Which article of a law rules that an award is taken back, by the number of the law."""


def bases_for(award_round: AwardRound, on: date, kinds: Collection[str]) -> str:
    """Return the grounds for awards of these kinds on a day, one a line; people may change them.

    :raises DomainError: no rule pack covers the day
    """
    lines = [
        *(
            _ground(one)
            for one in _in_force(law_of(award_round.authority).pack_on(on), on)
            if one.rules(kinds)
        ),
        f"Xét đề nghị của Hội đồng Thi đua - Khen thưởng {award_round.authority.name}",
    ]
    return "\n".join(lines)


def revoking_bases(authority: Authority, on: date) -> str:
    """Return the grounds for taking an award back on a day, one a line; people may change them.

    :raises DomainError: no rule pack covers the day
    """
    in_force = _in_force(law_of(authority).pack_on(on), on)
    laws = [_ground(one, _ENDING.get(one.number, "")) for one in in_force if one.title.startswith("Luật")]
    return "\n".join([*laws, "Xét đề nghị của Văn phòng"])


def unsure_bases(authority: Authority, on: date) -> tuple[str, ...]:
    """Return the numbers of what is in force on a day though nobody has read that it is.

    :raises DomainError: no rule pack covers the day
    """
    pack = law_of(authority).pack_on(on)
    return tuple(one.number for one in _in_force(pack, on) if not one.citation.is_confirmed)


def bases_amiss(bases: str, law: Law, on: date, kinds: Collection[str]) -> Mapping[str, str]:
    """Say what is wrong with the grounds of a list of these kinds, by the number of the document.

    :raises DomainError: no rule pack covers the day
    """
    known = {one.number: one for pack in law.packs for one in pack.instruments}
    known |= {one.number: one for one in law.pack_on(on).instruments}
    told = {number: _amiss(one, bases, on, kinds) for number, one in known.items()}
    return {number: words for number, words in told.items() if words}


def _amiss(one: Instrument, bases: str, on: date, kinds: Collection[str]) -> str:
    is_cited = one.number in bases
    if is_cited and not one.is_in_force(on):
        return f"Căn cứ ghi văn bản số {one.number}, văn bản này không có hiệu lực vào ngày quyết định."
    if is_cited and not one.rules(kinds):
        return f"Căn cứ ghi văn bản số {one.number}, danh sách không có danh hiệu nào của văn bản này."
    if one.kinds and not is_cited and one.is_in_force(on) and one.rules(kinds):
        return f"Căn cứ thiếu văn bản số {one.number}, danh sách có danh hiệu của văn bản này."
    return ""


def _in_force(pack: RulePack, on: date) -> Iterable[Instrument]:
    return (one for one in pack.instruments if one.is_in_force(on))


def _ground(one: Instrument, article: str = "") -> str:
    """Write "Căn cứ Luật … số … ngày …", "Căn cứ Nghị định số … ngày … của Chính phủ quy định chi tiết …".

    `article` stands before a law: "Điều 93 ".
    """
    issued = day_in_words("", one.issued_on).removeprefix(",") if one.issued_on else ""
    sort = next((sort for sort in _SORTS if one.title.startswith(sort)), "")
    if not sort:
        return f"Căn cứ {article}{one.title} số {one.number}{issued}"
    issuer = f" của {one.issuer}" if one.issuer else ""
    return f"Căn cứ {sort} số {one.number}{issued}{issuer}{one.title.removeprefix(sort)}"
