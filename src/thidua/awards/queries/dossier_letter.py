"""Papers of a dossier as official papers, and the submission of a whole round with its list."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from thidua.awards.models import AwardRound, DossierPaper, Nomination
from thidua.core.law.kinds import DossierPart
from thidua.organisation.enums import HEAD_TITLES, UnitKind
from thidua.organisation.models import Unit
from thidua.papers.official import Annex, Letter, Paragraph, Signature, Table, day_in_words, number_text

_HEADING = re.compile(r"[IVX]+\. ")
_KINDS: Mapping[str, str] = {
    "submission": "TỜ TRÌNH",
    "report": "BÁO CÁO THÀNH TÍCH",
    "minutes": "BIÊN BẢN",
    "households": "BẢNG TỔNG HỢP",
}
_LIST = ("TT", "Tên", "Đơn vị", "Hình thức", "Thành tích")
_TWO = (Signature(("THƯ KÝ",)), Signature(("CHỦ TRÌ",)))


def paper_letter(nomination: Nomination, part: DossierPart, paper: DossierPaper) -> Letter:
    """Lay one written paper out; it is signed by hand, so number and day stay open for the pen."""
    authority, unit = nomination.round.authority, nomination.put_forward_by
    return Letter(
        parent=f"ỦY BAN NHÂN DÂN\n{authority.name.upper()}",
        agency=(unit.name if unit else UnitKind.OFFICE.label).upper(),
        number=number_text("", "TTr") if part.form == "submission" else "",
        place_and_day=day_in_words(authority.place, None),
        kind=_KINDS.get(part.form, part.name.upper()),
        title=f"đề nghị {nomination.kind_name} cho {nomination.subject_name}",
        opening=_lines(paper.text),
        signatures=_TWO if part.form == "minutes" else (_signed(unit),),
    )


def round_letter(award_round: AwardRound, nominations: Sequence[Nomination], on: date) -> Letter:
    """Lay the submission of a round out, with the list of all that are ready ("trích ngang")."""
    authority = award_round.authority
    rows = tuple(
        (str(number), one.subject_name, _home(one), one.kind_name, one.achievement)
        for number, one in enumerate(nominations, 1)
    )
    text = (
        f"Kính gửi: Hội đồng Thi đua - Khen thưởng {authority.name}\n"
        f"Văn phòng trình Hội đồng xét {len(rows)} đề nghị khen {award_round.get_merit_display()}, "
        f"thành tích năm {award_round.year}. Hồ sơ đã đủ văn bản, điều kiện đã đối chiếu theo quy định "
        f"ngày {award_round.judged_on:%d/%m/%Y}.\nKính trình Hội đồng xem xét"
    )
    return Letter(
        parent=f"ỦY BAN NHÂN DÂN\n{authority.name.upper()}",
        agency="VĂN PHÒNG",
        number=number_text("", "TTr-VP"),
        place_and_day=day_in_words(authority.place, on),
        kind="TỜ TRÌNH",
        title=award_round.name,
        opening=_lines(text),
        signatures=(_signed(None),),
        annex=Annex(
            "DANH SÁCH",
            "Đề nghị khen thưởng",
            f"Kèm theo Tờ trình {award_round.name}",
            (Table(_LIST, rows, widths=(1, 4, 3, 4, 6)),),
        ),
    )


def _signed(unit: Unit | None) -> Signature:
    """Name the post that signs; what no unit put forward comes from the office."""
    return Signature(((unit.head_title if unit else HEAD_TITLES[UnitKind.OFFICE]).upper(),))


def _lines(text: str) -> tuple[Paragraph, ...]:
    lines = (line.strip() for line in text.splitlines() if line.strip())
    return tuple(Paragraph(line, bold=bool(_HEADING.match(line))) for line in lines)


def _home(one: Nomination) -> str:
    return "" if one.unit_id else str(one.home or "")
