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
        parent=paper.committee.replace("nhân dân ", "nhân dân\n", 1).upper(),
        agency=paper.unit.upper(),
        number="",
        place_and_day=day_of(pledge),
        kind=kind,
        title=f"của {paper.unit}",
        opening=tuple(Paragraph(line) for line in lines),
        signatures=(
            _of_unit(pledge, signatures.get(PledgeSide.UNIT)),
            _of_committee(signatures.get(PledgeSide.AUTHORITY)),
        ),
        proof=Proof(
            f"Dấu vân tay của bản này: {pledge.spoken_fingerprint}. Quét mã để xem giao ước và kết quả.", link
        ),
        closing=".",
    )


def day_of(pledge: Pledge) -> str:
    """Write place and day as the paper is dated: the day both had signed, before that room for the pen."""
    return day_in_words(pledge.authority.place, localdate(pledge.signed_at) if pledge.signed_at else None)


def _of_unit(pledge: Pledge, made: PledgeSignature | None) -> Signature:
    post = made.title if made is not None and made.title else pledge.unit.head_title
    return _signed(("ĐẠI DIỆN ĐƠN VỊ", post.upper()), made)


def _of_committee(made: PledgeSignature | None) -> Signature:
    """Name the post as Decree 30 does: a deputy signs "KT. CHỦ TỊCH"."""
    is_deputy = made is not None and made.title.casefold().startswith("phó")
    post = ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") if is_deputy else ("CHỦ TỊCH",)
    return _signed(("TM. ỦY BAN NHÂN DÂN", *post), made)


def _signed(lines: tuple[str, ...], made: PledgeSignature | None) -> Signature:
    """Say how it was signed; before that there is room for the pen."""
    if made is None:
        return Signature(lines)
    return Signature(lines, made.name, f"Đã {made.get_manner_display()} lúc {moment(made.at)}")
