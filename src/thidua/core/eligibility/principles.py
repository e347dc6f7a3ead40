"""What every award is held against, whatever its kind: holds, discipline, one achievement – one reward.

Sources: Luật 06/2022/QH15, điều 5(2)(c) (V1); NĐ 152/2025, điều 4(3)–(4) (V1), for the packs that say so.
"""

from collections.abc import Callable, Mapping
from datetime import date

from thidua.core.dates import show_date
from thidua.core.eligibility.answers import AnswerState, Mender, Said
from thidua.core.eligibility.facts import Candidate, Merit

_MET, _NOT_MET = AnswerState.MET, AnswerState.NOT_MET


def no_open_hold(candidate: Candidate) -> Said:
    """Wait while a hold is open on the day of the judgment; one that ended leaves no mark."""
    for hold in candidate.holds:
        if hold.starts_on <= candidate.on and (hold.ends_on is None or candidate.on <= hold.ends_on):
            until = f" đến hết {show_date(hold.ends_on)}" if hold.ends_on else ", chưa có ngày kết thúc"
            sentence = f"Tạm dừng xét từ {show_date(hold.starts_on)}{until}: {hold.reason}."
            return Said(AnswerState.HELD, sentence, hold.paper, Mender.INSPECTOR)
    return Said(_MET, "Không có việc đang bị xem xét.")


def discipline_is_over(candidate: Candidate) -> Said:
    """Count achievements only from the end of a disciplinary period."""
    year_ends = date(candidate.year, 12, 31)
    for one in candidate.disciplines:
        if one.decided_on > candidate.on:
            continue
        if one.ends_on is None:
            sentence = f"Bị {one.level.words} ngày {show_date(one.decided_on)}, chưa ghi ngày hết thời hạn."
            return Said(AnswerState.UNKNOWN, sentence, one.paper, Mender.OFFICE)
        if one.ends_on >= candidate.on or (
            one.decided_on <= year_ends and one.ends_on >= date(candidate.year, 1, 1)
        ):
            sentence = (
                f"Bị {one.level.words}, thời hạn kỷ luật đến hết {show_date(one.ends_on)}. "
                "Thành tích chỉ tính từ sau ngày đó."
            )
            return Said(_NOT_MET, sentence, one.paper, Mender.OFFICE)
    return Said(_MET, "Không trong thời hạn kỷ luật.")


def rewarded_once(candidate: Candidate) -> Said:
    """One achievement is rewarded once, in one form."""
    if not candidate.achievement:
        return Said(_MET, "Xét theo kết quả cả năm.")
    for one in (*candidate.won, *candidate.put_forward):
        if one.achievement == candidate.achievement:
            told = one.decision or "đang được đề nghị"
            sentence = f"Thành tích này đã có {one.name}. Thành tích khác thì sửa lại câu thành tích."
            return Said(_NOT_MET, sentence, told, Mender.OFFICE)
    return Said(_MET, "Thành tích này chưa được khen.")


def sudden_is_no_basis(candidate: Candidate) -> Said:
    """A sudden or thematic award is no ground for a higher award of regular merit."""
    if candidate.merit != Merit.REGULAR:
        return Said(_MET, "Quy định này chỉ dùng khi khen công trạng.", applies=False)
    for one in candidate.won:
        if (
            candidate.achievement
            and one.achievement == candidate.achievement
            and one.merit in {Merit.SUDDEN, Merit.MOVEMENT}
        ):
            return Said(
                _NOT_MET, f"{one.name} theo đợt hoặc đột xuất không làm căn cứ khen công trạng.", one.decision
            )
    return Said(_MET, "Không lấy khen đột xuất, chuyên đề làm căn cứ.")


def unit_stands(candidate: Candidate) -> Said:
    """A unit that was dissolved is not commended."""
    if candidate.closed_on and candidate.closed_on <= candidate.on:
        return Said(_NOT_MET, f"Đơn vị đã kết thúc hoạt động ngày {show_date(candidate.closed_on)}.")
    return Said(_MET, "Đơn vị đang hoạt động.")


def once_a_year(code: str) -> Callable[[Candidate], Said]:
    """Make the rule that a yearly title is given once for a year."""

    def look(candidate: Candidate) -> Said:
        found = next((one for one in candidate.won if (one.code, one.year) == (code, candidate.year)), None)
        if found:
            return Said(_NOT_MET, f"Năm {candidate.year} đã có {found.name}.", found.decision, Mender.OFFICE)
        return Said(_MET, f"Năm {candidate.year} chưa được tặng.")

    return look


PRINCIPLES: Mapping[str, Callable[[Candidate], Said]] = {
    "no_open_hold": no_open_hold,
    "discipline_is_over": discipline_is_over,
    "rewarded_once": rewarded_once,
    "sudden_is_no_basis": sudden_is_no_basis,
    "unit_stands": unit_stands,
}
