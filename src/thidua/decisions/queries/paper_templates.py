"""Official papers begun from what is known: a first wording, which people go on writing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from thidua.awards.models import AwardRound
from thidua.core.dates import show_date
from thidua.core.errors import DomainError
from thidua.core.quantities import format_number
from thidua.decisions.enums import PaperKind
from thidua.decisions.models import Award, IssuedPaper
from thidua.decisions.queries.bases import revoking_bases
from thidua.decisions.queries.certificate_lines import named_within
from thidua.decisions.queries.decision_pages import choosable_in, label_of
from thidua.organisation.models import Authority

_LAW = "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15"
_FILED = "Lưu: VT"


@dataclass(frozen=True, slots=True)
class About:
    """What a paper may be about: the commune, the day, a round, a paper it corrects, an award it ends."""

    authority: Authority
    on: date
    round: AwardRound | None = None
    paper: IssuedPaper | None = None
    award: Award | None = None

    @property
    def round_name(self) -> str:
        return self.round.name if self.round else f"thành tích năm {self.on.year}"


@dataclass(frozen=True, slots=True)
class Wording:
    """The first wording of a paper, in lines."""

    title: str
    body: str
    to: str = ""
    bases: str = ""
    recipients: str = f"Như trên\n{_FILED}"


@dataclass(frozen=True, slots=True)
class Template:
    """One paper that can be begun: its kind, its name in the list, and how it is worded."""

    slug: str
    kind: PaperKind
    name: str
    word: Callable[[About], Wording]


def template_of(slug: str) -> Template | None:
    return next((one for one in TEMPLATES if one.slug == slug), None)


def _letter(about: About) -> Wording:
    due = about.round.due_on if about.round else None
    by_when = f"trước hết ngày {show_date(due)}" if due else "theo thời hạn của đợt xét"
    return Wording(
        title=f"V/v gửi hồ sơ đề nghị khen thưởng, {about.round_name}",
        to="Trưởng các thôn\nThủ trưởng các cơ quan, đơn vị",
        body=(
            f"Ủy ban nhân dân {about.authority.name} đề nghị các thôn, cơ quan, đơn vị:\n"
            "1. Xét chọn tập thể, cá nhân, hộ gia đình có thành tích, ưu tiên người trực tiếp lao động.\n"
            f"2. Gửi hồ sơ về Văn phòng {by_when}.\n"
            "Quá hạn, Hội đồng không xét trong đợt này."
        ),
    )


def _submission(about: About) -> Wording:
    named = choosable_in(about.round, about.on).theirs if about.round else ()
    listed = "\n".join(f"{place}. {label_of(one.nomination)}." for place, one in enumerate(named, 1))
    deciders = dict.fromkeys(one.decider for one in named)
    return Wording(
        title=f"Về việc đề nghị khen thưởng, {about.round_name}",
        to="\n".join(deciders) or "Cấp có thẩm quyền",
        bases=f"{_LAW}\nCăn cứ kết quả xét của Hội đồng Thi đua - Khen thưởng {about.authority.name}",
        body=(
            f"Ủy ban nhân dân {about.authority.name} kính trình cấp có thẩm quyền xét, khen thưởng:\n"
            f"{listed or '(Ghi danh sách tập thể, cá nhân, hộ gia đình đề nghị.)'}\n"
            "Hồ sơ kèm theo gồm báo cáo thành tích và biên bản xét khen thưởng.\n"
            "Kính đề nghị cấp có thẩm quyền xem xét, quyết định."
        ),
    )


def _plan(about: About) -> Wording:
    return Wording(
        title=f"Công tác thi đua, khen thưởng năm {about.on.year}",
        bases=_LAW,
        body=(
            "I. Mục đích, yêu cầu\n"
            "Khen đúng người, đúng việc, kịp thời; công khai, công bằng.\n"
            "II. Nội dung\n"
            "1. Phát động, theo dõi các phong trào thi đua.\n"
            "2. Xét, đề nghị khen thưởng theo từng đợt.\n"
            "III. Tổ chức thực hiện\n"
            "Văn phòng theo dõi, đôn đốc và báo cáo kết quả."
        ),
        recipients=f"Các thôn, cơ quan, đơn vị\n{_FILED}",
    )


def _notice(about: About) -> Wording:
    return Wording(
        title=f"Kết quả xét khen thưởng, {about.round_name}",
        body=(
            f"Ủy ban nhân dân {about.authority.name} thông báo kết quả xét khen thưởng, {about.round_name}.\n"
            "Danh sách đăng trên trang công khai và bảng tin của xã.\n"
            "Ai có ý kiến thì gửi Văn phòng để được trả lời."
        ),
        recipients=f"Các thôn, cơ quan, đơn vị\n{_FILED}",
    )


def _minutes(about: About) -> Wording:
    return Wording(
        title=f"Họp xét khen thưởng, {about.round_name}",
        body=(
            "I. Thời gian, địa điểm, thành phần\n"
            "(Ghi giờ, nơi họp, người chủ trì, thư ký, số người có mặt trên tổng số.)\n"
            "II. Nội dung\n"
            "(Ghi từng trường hợp đã xét và ý kiến.)\n"
            "III. Kết luận\n"
            "(Ghi kết quả biểu quyết hoặc bỏ phiếu của từng trường hợp.)"
        ),
        recipients=f"Hội đồng Thi đua - Khen thưởng\n{_FILED}",
    )


def _invitation(about: About) -> Wording:
    return Wording(
        title=f"Họp xét khen thưởng, {about.round_name}",
        to="Các thành viên Hội đồng Thi đua - Khen thưởng",
        body=(
            f"Ủy ban nhân dân {about.authority.name} trân trọng kính mời họp xét khen thưởng, "
            f"{about.round_name}.\n"
            "Thời gian: (ghi giờ, ngày).\n"
            "Địa điểm: (ghi nơi họp).\n"
            "Mong các thành viên dự đủ, đúng giờ. Vắng mặt thì gửi ý kiến bằng văn bản."
        ),
    )


CORRECTION_HINTS = (
    "Tại: (ghi điều, dòng trong danh sách).",
    "Đã viết: (ghi chữ sai).",
    "Nay đính chính thành: (ghi chữ đúng).",
)
"""What to write where no line of a list is corrected."""
_HINTED = "\n".join(CORRECTION_HINTS)


def _correction(about: About) -> Wording:
    """Word a correction; it names the paper whose slip it mends.

    :raises DomainError: no paper is named
    """
    if about.paper is None:
        raise DomainError("Mở văn bản cần đính chính, rồi chọn soạn đính chính.")
    told = f"{about.paper.get_kind_display()} số {about.paper.number} ngày {show_date(about.paper.issued_on)}"
    return Wording(
        title=f"V/v đính chính {told}",
        to="Các tập thể, cá nhân, hộ gia đình có tên trong văn bản",
        body=(
            f"Ủy ban nhân dân {about.authority.name} đính chính {told} như sau:\n"
            f"{_HINTED}\n"
            "Các nội dung khác giữ nguyên."
        ),
    )


def _revocation(about: About) -> Wording:
    """Word the decision that ends an award.

    :raises DomainError: no award is named, or no rule pack covers the day
    """
    award = about.award
    if award is None or award.decision.paper is None:
        raise DomainError("Mở danh sách giấy khen, chọn hủy khen thưởng, rồi soạn quyết định hủy.")
    granted, whom = award.decision.paper, named_within(award, award.decision.decided_on)
    told = f"Quyết định số {granted.number} ngày {show_date(granted.issued_on)}"
    money = f"Thu hồi giấy và {format_number(Decimal(award.paid))} đồng tiền thưởng." if award.paid else ""
    return Wording(
        title=f"Về việc hủy bỏ khen thưởng đối với {whom}",
        bases=revoking_bases(about.authority, about.on),
        body=(
            f"Điều 1. Hủy bỏ {award.kind_name} đã tặng {whom} theo {told}.\n"
            "Lý do: (ghi lý do và văn bản kết luận).\n"
            f"Điều 2. {money or 'Thu hồi giấy đã cấp.'}\n"
            f"Điều 3. Văn phòng và {whom} chịu trách nhiệm thi hành Quyết định này."
        ),
        recipients=f"Như Điều 3\n{_FILED}",
    )


ENDS_AWARD = "huy-khen-thuong"
TEMPLATES = (
    Template("cong-van", PaperKind.LETTER, "Công văn gửi hồ sơ đề nghị", _letter),
    Template("to-trinh", PaperKind.SUBMISSION, "Tờ trình đề nghị cấp trên khen", _submission),
    Template("ke-hoach", PaperKind.PLAN, "Kế hoạch thi đua, khen thưởng", _plan),
    Template("thong-bao", PaperKind.NOTICE, "Thông báo kết quả xét", _notice),
    Template("bien-ban", PaperKind.MINUTES, "Biên bản họp xét", _minutes),
    Template("giay-moi", PaperKind.INVITATION, "Giấy mời họp xét", _invitation),
    Template("dinh-chinh", PaperKind.LETTER, "Công văn đính chính", _correction),
    Template(ENDS_AWARD, PaperKind.DECISION, "Quyết định hủy khen thưởng", _revocation),
)
BEGUN_ELSEWHERE = frozenset({"dinh-chinh", ENDS_AWARD})
"""Slugs of those that are about one thing, and are begun from its page."""


def begun(template: Template, about: About) -> Wording:
    """Return the first wording; a title never outgrows its column."""
    made = template.word(about)
    return replace(made, title=made.title[:500])
