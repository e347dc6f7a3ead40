"""A decision as its paper, with the list that goes with it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from thidua.awards.enums import SubjectChoice
from thidua.awards.queries.eligibility import law_of
from thidua.core.dates import show_date
from thidua.core.law.kinds import AwardForm
from thidua.core.law.packs import RulePack
from thidua.core.quantities import format_number, in_words
from thidua.decisions.enums import PaperKind
from thidua.decisions.models import Award, Decision
from thidua.decisions.queries.numbering import code_for
from thidua.decisions.queries.signers import signing_lines
from thidua.papers.official import (
    Annex,
    Letter,
    Paragraph,
    Signature,
    Table,
    day_in_words,
    number_text,
)

_COLUMNS = ("STT", "Người, đơn vị được khen", "Chức vụ, đơn vị", "Thành tích", "Tiền thưởng (đồng)")
_WIDTHS = (1, 4, 3, 5, 3)
_SUBJECTS = {
    SubjectChoice.COLLECTIVE: "tập thể",
    SubjectChoice.HOUSEHOLD: "hộ gia đình",
    SubjectChoice.PERSON: "cá nhân",
}
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
NO_NUMBER = ""
_AS_IN = "Như Điều"


def decision_letter(decision: Decision, awards: Sequence[Award], number: str = NO_NUMBER) -> Letter:
    """Lay a decision out; `awards` come in the order of the list. Without a number there is room for it."""
    authority = decision.authority
    place_and_day = day_in_words(authority.place, decision.decided_on if number else None)
    articles = _articles(decision, awards)
    return Letter(
        agency=f"ỦY BAN NHÂN DÂN\n{authority.name.upper()}",
        number=number_text(number, code_for(PaperKind.DECISION)),
        place_and_day=place_and_day,
        kind="QUYẾT ĐỊNH",
        title=decision.title,
        issuer=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {authority.name.upper()}",
        bases=decision.base_lines,
        order="QUYẾT ĐỊNH:",
        opening=tuple(Paragraph(text) for text in articles),
        recipients=(f"{_AS_IN} {len(articles)}", *_others(decision)),
        signatures=(Signature(signing_lines(decision.signer_title, for_committee=False), decision.signer),),
        annex=_list(decision, awards, number),
    )


def granted_words(awards: Sequence[Award], decision: Decision) -> tuple[str, ...]:
    """Say what is granted, name by name: "Giấy khen … cho 02 tập thể và 05 cá nhân"."""
    pack = law_of(decision.authority).pack_on(decision.decided_on)
    groups = ((name, list(group)) for name, group in _by_name(awards))
    return tuple(f"{_called(name, group[0], pack)} cho {_counts(group)}" for name, group in groups)


def _others(decision: Decision) -> tuple[str, ...]:
    """Return to whom it goes beside those its last article names; that line is written from the articles."""
    lines = (line.strip() for line in decision.recipients.splitlines())
    return tuple(line for line in lines if line and not line.lower().startswith(_AS_IN.lower()))


def _articles(decision: Decision, awards: Sequence[Award]) -> tuple[str, ...]:
    granted = "; ".join(granted_words(awards, decision))
    total = sum(award.paid for award in awards)
    articles = [f"Tặng {granted} (có danh sách kèm theo)."]
    if total:
        articles.append(
            f"Mức tiền thưởng ghi trong danh sách, tổng số {format_number(Decimal(total))} đồng "
            f"(bằng chữ: {in_words(Decimal(total))} đồng), "
            f"trích từ Quỹ thi đua, khen thưởng năm {decision.decided_on.year} của {decision.authority.name}."
        )
    articles.append("Quyết định này có hiệu lực kể từ ngày ký.")
    articles.append(
        "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, các cơ quan, đơn vị liên quan và các tập thể, "
        "cá nhân, hộ gia đình có tên trong danh sách chịu trách nhiệm thi hành Quyết định này."
    )
    return tuple(f"Điều {place}. {text}" for place, text in enumerate(articles, 1))


def _by_name(awards: Sequence[Award]) -> Iterator[tuple[str, Iterator[Award]]]:
    """Group the list by the name a kind has in law, which several kinds may share."""
    return groupby(awards, key=lambda one: one.kind_name)


def _called(name: str, award: Award, pack: RulePack) -> str:
    return f"danh hiệu {name}" if pack.kind(award.kind_code).form == AwardForm.TITLE else name


def _counts(awards: Sequence[Award]) -> str:
    counts = {sort: sum(award.subject == sort for award in awards) for sort in _SUBJECTS}
    parts = [f"{count:02} {_SUBJECTS[sort]}" for sort, count in counts.items() if count]
    return " và ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]


def _list(decision: Decision, awards: Sequence[Award], number: str) -> Annex:
    told = f"số {number} ngày {show_date(decision.decided_on)}" if number else "này"
    blocks: list[Paragraph | Table] = []
    for numeral, (name, group) in zip(_NUMERALS, _by_name(awards), strict=False):
        rows = tuple(
            (
                str(award.position),
                award.recipient,
                award.detail,
                award.achievement,
                format_number(Decimal(award.paid)) if award.paid else "–",
            )
            for award in group
        )
        blocks += [Paragraph(f"{numeral}. {name}", bold=True), Table(_COLUMNS, rows, _WIDTHS, frozenset({4}))]
    return Annex(
        heading="DANH SÁCH",
        title="Tập thể, cá nhân, hộ gia đình được khen thưởng",
        note=f"(Kèm theo Quyết định {told} của Chủ tịch Ủy ban nhân dân {decision.authority.name})",
        blocks=tuple(blocks),
    )
