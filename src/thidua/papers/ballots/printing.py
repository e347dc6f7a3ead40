"""Draw the ballots of a vote with Typst and the shipped fonts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from thidua.papers.errors import PaperError
from thidua.papers.official.glyphs import FONTS, check_letters

MOST_NAMES = 10
MOST_BALLOTS = 200
_ROOMY = 7


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a ballot says: whose council, which session, what award, who is put forward in which order."""

    council: str
    session: str
    award: str
    names: tuple[str, ...]


def ballots_pdf(ballot: Ballot, count: int) -> bytes:
    """Return ballots, two on a sheet, at least `count` of them; an odd number leaves one to be destroyed.

    The bytes depend on nothing but the ballot and the number of sheets: no time, no number.
    :raises PaperError: no name or more than a sheet holds, a wrong count, a letter no font has
    """
    if not 0 < len(ballot.names) <= MOST_NAMES:
        raise PaperError("bad_ballot", f"Mỗi phiếu từ 1 đến {MOST_NAMES} dòng. Chia thành nhiều phiếu.")
    if not 0 < count <= MOST_BALLOTS:
        raise PaperError("bad_ballot", f"Mỗi lần in từ 1 đến {MOST_BALLOTS} phiếu.")
    check_letters((ballot.council, ballot.session, ballot.award, *ballot.names))
    sheets = -(-count // 2)
    return _compiled(ballot, sheets)


def _compiled(ballot: Ballot, sheets: int) -> bytes:
    import typst  # noqa: PLC0415 -- a slow library, needed for printing only

    try:
        made: bytes = typst.compile(
            (resources.files("thidua.papers.ballots") / "ballot.typ").read_bytes(),
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
            sys_inputs={"ballot": json.dumps(_given(ballot, sheets), ensure_ascii=False)},
            timestamp=0,
        )
    except typst.TypstError as fault:
        if "too long" not in str(fault):
            raise
        sentence = "Phiếu không vừa nửa tờ A4. Rút ngắn tên hoặc chia thành nhiều phiếu."
        raise PaperError("too_long", sentence) from fault
    return made


def _given(ballot: Ballot, sheets: int) -> dict[str, str | int | float | Sequence[str]]:
    is_roomy = len(ballot.names) <= _ROOMY
    return {
        "council": ballot.council,
        "session": ballot.session,
        "award": ballot.award,
        "names": ballot.names,
        "sheets": sheets,
        "padding": 2 if is_roomy else 0.7,
        "size": 12 if is_roomy else 10.5,
    }
