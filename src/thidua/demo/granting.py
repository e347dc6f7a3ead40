"""The chairman decides, money is paid, certificates are printed, and one award is taken back."""

from datetime import date, datetime
from decimal import Decimal

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound
from thidua.core.quantities import format_number
from thidua.decisions.enums import PaperKind
from thidua.decisions.models import Award, Decision, IssuedPaper, Revocation
from thidua.decisions.queries.bases import bases_for
from thidua.decisions.queries.review import Review
from thidua.decisions.services import (
    certificates,
    decisions,
    drafts,
    funds,
    issuing,
    payments,
    reviewing,
    revocation,
    signing,
)
from thidua.decisions.services.certificates import Printing
from thidua.decisions.services.decisions import DecisionFacts
from thidua.decisions.services.drafts import DraftFacts
from thidua.decisions.services.funds import EntryFacts, EntrySort
from thidua.decisions.services.revocation import Ground
from thidua.demo import nominees
from thidua.demo.deeds import CHAIRMAN, CLERK, PACE, moment
from thidua.demo.following import Season
from thidua.foundation.models import StoredFile
from thidua.foundation.services import files
from thidua.papers.official import Letter, Paragraph, Signature, day_in_words, to_pdf

FUND = 60_000_000
CHAIR = "Lê Văn A"
DECIDED_ON, REVOKED_ON = date(2024, 8, 26), date(2024, 9, 16)
LINK = "http://127.0.0.1:8000/xac-minh/"
"""Where the codes on the certificates of the sample lead: the program as `make run` serves it."""
FALSE = "Biên bản kiểm tra Thôn 8 cho thấy sản lượng đã kê khai không có thật."
_REASON = "Hội đồng đã thảo luận và thống nhất tại phiên họp ngày 22/08/2024."


def grant(season: Season, award_round: AwardRound) -> Decision:
    """Decide on what the council passed, from the fund book to one revocation."""
    fill_fund(season)
    decision = _decide(season, award_round)
    _sign(season, decision)
    _pay(season, decision)
    _print(season, decision)
    _revoke(season, decision)
    return decision


def fill_fund(season: Season) -> None:
    """Write the year's income into the fund book."""
    at = moment("20/1", 9)
    told = EntryFacts(
        sort=EntrySort.INCOME,
        on=date(2024, 1, 20),
        amount=FUND,
        paper="02/QĐ-UBND ngày 05/01/2024",
        note="Dự toán chi khen thưởng năm 2024",
    )
    funds.add(season.commune.authority, told, by=season.actor(CLERK, at), at=at)


def _decide(season: Season, award_round: AwardRound) -> Decision:
    at = moment("26/8", 8)
    clerk, chairman = season.actor(CLERK, at), season.actor(CHAIRMAN, at)
    passed = list(award_round.nominations.filter(state=NominationState.PASSED).for_list())
    told = DecisionFacts(
        title="Về việc khen thưởng sơ kết phong trào thi đua sáu tháng đầu năm 2024",
        bases=bases_for(award_round, DECIDED_ON, {one.kind_code for one in passed}),
        decided_on=DECIDED_ON,
        signer=CHAIR,
        signer_title="Chủ tịch",
        recipients="Lưu: VT",
    )
    decision = decisions.draft(award_round, told, passed, by=clerk, at=at)
    decision = decisions.submit(decision, expected=decision.version, by=clerk, at=at + PACE)
    warned = Review.read(decision.review).warnings
    decision = reviewing.explain(
        decision, {one.key: _REASON for one in warned}, by=chairman, at=at + 2 * PACE
    )
    return issuing.issue(decision, expected=decision.version, by=chairman, at=at + 3 * PACE)


def _sign(season: Season, decision: Decision) -> None:
    at = moment("26/8", 15)
    clerk = season.actor(CLERK, at)
    signing.attach(_paper_of(decision), _signed_copy(_paper_of(decision), at), by=clerk, at=at)
    decision.refresh_from_db()
    signing.publish(decision, expected=decision.version, by=clerk, at=at + PACE)


def _paper_of(decision: Decision) -> IssuedPaper:
    return IssuedPaper.objects.get(decision=decision)


def _signed_copy(paper: IssuedPaper, at: datetime) -> StoredFile:
    """Return a page in place of a scan, which says so: nobody signs in the sample commune."""
    page = Letter(
        agency=str(paper.authority).upper(),
        number=f"Số: {paper.number}",
        place_and_day=day_in_words("Cẩm Lĩnh", paper.issued_on),
        kind="BẢN QUÉT MINH HỌA",
        title=paper.title,
        opening=(Paragraph("Trang này thay cho bản quét có chữ ký và dấu. Đây là số liệu minh họa."),),
        signatures=(Signature(("CHỦ TỊCH",), paper.signer, "(đã ký, minh họa)"),),
    )
    return files.store(to_pdf(page, made_at=at), media_type="application/pdf", at=at)


def _pay(season: Season, decision: Decision) -> None:
    at = moment("30/8", 9)
    received = {one.pk: one.recipient for one in Award.objects.filter(decision=decision, paid__gt=0)}
    payments.pay(decision, received, at.date(), by=season.actor(CLERK, at), at=at)


def _print(season: Season, decision: Decision) -> None:
    at = moment("30/8", 14)
    drawn = certificates.draw(decision, Printing(LINK), at=at)
    certificates.issue(decision, drawn, by=season.actor(CLERK, at), at=at)


def _revoke(season: Season, decision: Decision) -> Revocation:
    """What one fisher was praised for was not so: a signed decision takes the award and the money back."""
    at = moment("16/9", 9)
    clerk, chairman = season.actor(CLERK, at), season.actor(CHAIRMAN, at)
    award = Award.objects.get(decision=decision, recipient=nominees.FALSE_CLAIM)
    told = DraftFacts(
        kind=PaperKind.DECISION,
        title=f"Về việc hủy bỏ khen thưởng đối với ông {nominees.FALSE_CLAIM}",
        body=f"Điều 1. Hủy bỏ Giấy khen đã tặng ông {nominees.FALSE_CLAIM} theo {_paper_of(decision)}.\n"
        f"Lý do: {FALSE}\n"
        f"Điều 2. Thu hồi Giấy khen và {format_number(Decimal(award.paid))} đồng tiền thưởng.\n"
        f"Điều 3. Văn phòng và ông {nominees.FALSE_CLAIM} chịu trách nhiệm thi hành Quyết định này.",
        on=REVOKED_ON,
        signer=CHAIR,
        signer_title="Chủ tịch",
        bases="Căn cứ khoản 2 Điều 93 Luật Thi đua, khen thưởng số 06/2022/QH15",
        recipients="Như Điều 3\nLưu: VT",
    )
    draft = drafts.begin(season.commune.authority, told, revokes=award, by=clerk, at=at)
    issued = drafts.issue(draft, expected=draft.version, by=chairman, at=at + PACE)
    paper = IssuedPaper.objects.get(draft=issued)
    paper = signing.attach(paper, _signed_copy(paper, at), by=clerk, at=at + 2 * PACE)
    ground = Ground(paper, "Khoản 2 Điều 93 Luật 06/2022/QH15", FALSE, award.paid)
    return revocation.revoke(award, ground, by=chairman, at=at + 3 * PACE)
