"""A pledge as an official paper: exactly the text that was agreed, with room for both signatures."""

from collections.abc import Mapping

from django.utils.timezone import localdate

from thidua.commitments.enums import PledgeSide
from thidua.commitments.models import Pledge, PledgeSignature
from thidua.core.pledges import PledgePaper
from thidua.foundation.sentences import moment
from thidua.papers.official import Letter, Paragraph, Proof, Signature, day_in_words


def pledge_letter(
    pledge: Pledge, paper: PledgePaper, signatures: Mapping[str, PledgeSignature], link: str
) -> Letter:
    """Lay the agreed paper out for A4; `link` is the address of the pledge for the QR code."""
    kind, *lines = paper.text.splitlines()
    return Letter(
        parent=paper.committee.upper(),
        agency=paper.unit.upper(),
        number="",
        place_and_day=day_in_words(
            pledge.authority.place, localdate(pledge.signed_at) if pledge.signed_at else None
        ),
        kind=kind,
        title=f"của {paper.unit}",
        opening=tuple(Paragraph(line) for line in lines),
        signatures=(
            _signature(("ĐẠI DIỆN ĐƠN VỊ", "NGƯỜI ĐỨNG ĐẦU"), signatures.get(PledgeSide.UNIT)),
            _signature(("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), signatures.get(PledgeSide.AUTHORITY)),
        ),
        proof=Proof(
            f"Dấu vân tay của bản này: {pledge.spoken_fingerprint}. Quét mã để xem giao ước và kết quả.", link
        ),
        closing=".",
    )


def _signature(lines: tuple[str, str], made: PledgeSignature | None) -> Signature:
    """Name who signed; before that the post that will, with room for the pen."""
    if made is None:
        return Signature(lines)
    behalf, post = lines
    note = f"Đã {made.get_manner_display()} lúc {moment(made.at)}"
    return Signature((behalf, made.title.upper() or post), made.name, note)
