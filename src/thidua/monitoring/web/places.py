"""Pages that a search finds by what is done there, beside the things that have names."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from thidua.awards.policies import can_begin_round, can_see_facts
from thidua.core.highlighting import highlight
from thidua.core.text import search_key, search_words
from thidua.council.policies import can_see_councils
from thidua.decisions.policies import (
    can_begin_paper,
    can_see_certificates,
    can_see_decisions,
    can_see_fund,
    can_see_papers,
)
from thidua.foundation.actors import Actor
from thidua.monitoring import policies
from thidua.monitoring.queries.search import Group, Hit, name_of
from thidua.monitoring.web.help import TOPICS
from thidua.movements.policies import can_draft
from thidua.obligations.policies import can_assign, can_see_reminders
from thidua.organisation.policies import can_ask_for_person, can_manage
from thidua.register.policies import can_keep
from thidua.scoring.policies import can_plan, can_see_communes, can_write_criteria


def _everybody(_: Actor) -> bool:
    return True


def _signs_pledges(actor: Actor) -> bool:
    return bool(actor.unit_ids)


def _writes_papers(actor: Actor) -> object:
    return can_begin_paper(actor, actor.authority_id)


def _adds_people(actor: Actor) -> object:
    return can_ask_for_person(actor) or can_manage(actor)


def _keeps_register(actor: Actor) -> object:
    return can_keep(actor, actor.authority_id)


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its title, what is done there in words people search for, and who may open it."""

    title: str
    words: str
    page: str
    is_open_to: Callable[[Actor], object] = _everybody

    @property
    def phrases(self) -> tuple[str, ...]:
        return (self.title, *self.words.split(", "))

    @property
    def detail(self) -> str:
        return self.words[:1].upper() + self.words[1:]


PLACES = (
    Place("Việc cần làm", "hôm nay, đến hạn, trễ hạn", "monitoring:work-list"),
    Place("Điều hành", "bảng theo dõi, kết quả, nguy cơ, còn nợ", "monitoring:overview"),
    Place("Phong trào", "chỉ tiêu, giao chỉ tiêu, kế hoạch, đăng ký", "movements:movement-list"),
    Place("Mở phong trào từ văn bản", "phát động, đọc văn bản", "movements:launch-upload", can_draft),
    Place("Giao ước", "ký giao ước, cam kết", "commitments:promise-own", _signs_pledges),
    Place("Báo cáo và thẩm định", "kỳ báo cáo, số liệu, nhập hộ, minh chứng", "reporting:period-list"),
    Place("Lịch nghỉ", "ngày nghỉ, làm bù, ngày làm việc", "reporting:calendar"),
    Place("Việc giao", "việc được giao, nhiệm vụ, trễ hạn", "obligations:obligation-list"),
    Place("Giao việc", "thêm việc, giao việc mới", "obligations:obligation-new", can_assign),
    Place("Đôn đốc", "nhắc việc, tin nhắn, Zalo, thư", "obligations:reminder-list", can_see_reminders),
    Place("Tải việc của đơn vị", "giờ làm, số biểu", "monitoring:unit-load"),
    Place("Chấm điểm", "đợt chấm, tự chấm, thẩm định điểm, xếp hạng, xếp loại", "scoring:round-list"),
    Place("Lập đợt chấm điểm", "đợt mới", "scoring:round-new", can_plan),
    Place("Bộ tiêu chí", "tiêu chí, thang điểm, thư viện", "scoring:criteria-list"),
    Place("Soạn bộ tiêu chí", "bộ mới, thêm tiêu chí", "scoring:criteria-new", can_write_criteria),
    Place("Chấm điểm của các xã", "cấp trên, các xã", "scoring:commune-list", can_see_communes),
    Place("Khen thưởng", "đợt xét, đề nghị khen thưởng, danh sách đề nghị", "awards:round-list"),
    Place("Lập đợt xét khen thưởng", "đợt xét mới", "awards:round-new", can_begin_round),
    Place("Khen đột xuất", "người tốt việc tốt, khen ngay", "awards:sudden-new", can_begin_round),
    Place("Lời giới thiệu của người dân", "gương tốt, chờ xem", "awards:citizen-list", can_begin_round),
    Place("Giới thiệu người tốt, việc tốt", "gương tốt, người dân", "awards:citizen-tell"),
    Place("Vì sao chưa được khen?", "điều kiện khen, chưa được khen, tiêu chuẩn", "awards:why-not"),
    Place(
        "Xếp loại, kỷ luật, đã khen",
        "xếp loại cán bộ, sáng kiến, khen thưởng đã có, số liệu tập thể",
        "awards:fact-list",
        can_see_facts,
    ),
    Place(
        "Quy định khen thưởng",
        "giấy khen, bằng khen, danh hiệu, hình thức khen thưởng, điều kiện, hồ sơ, mức tiền thưởng",
        "awards:rule-list",
    ),
    Place(
        "Hội đồng",
        "phiên họp, giấy mời, bỏ phiếu, kiểm phiếu, biên bản, thành viên Hội đồng, màn hình",
        "council:council-list",
        can_see_councils,
    ),
    Place(
        "Quyết định khen thưởng",
        "soạn quyết định, ban hành, ký, công bố, chi tiền thưởng",
        "decisions:decision-list",
        can_see_decisions,
    ),
    Place("Quyết định đã công bố", "ai được khen, số quyết định", "decisions:decision-public-list"),
    Place("Quỹ thi đua, khen thưởng", "thu, chi, sổ quỹ, tiền thưởng", "decisions:fund-book", can_see_fund),
    Place("Sổ văn bản đi", "số văn bản, ký hiệu, lấy số, bản đã ký", "decisions:paper-book", can_see_papers),
    Place("Soạn văn bản", "công văn, tờ trình, giấy mời, biên bản", "decisions:draft-list", _writes_papers),
    Place(
        "Giấy khen",
        "in giấy khen, cấp lại giấy, phôi, hủy khen thưởng",
        "decisions:certificate-list",
        can_see_certificates,
    ),
    Place("Kiểm tra giấy khen", "mã kiểm tra, quét mã, giấy thật", "decisions:certificate-ask"),
    Place("Sổ vàng", "mã của sổ, mốc đã ký, tự kiểm tra", "register:register-list"),
    Place("Giữ sổ vàng", "quản lý, in mã của sổ, xóa nội dung", "register:leaf-list", _keeps_register),
    Place("Kiểm tra", "đợt kiểm tra, rút thăm, biên bản", "monitoring:round-list"),
    Place("Nên đi xem", "số liệu cần hỏi, nghi vấn", "monitoring:doubt-board", policies.can_see_doubts),
    Place("Văn bản", "sổ văn bản, quyết định, công văn", "documents:document-list"),
    Place("Đơn vị", "thôn, ban, trường, hộ", "organisation:unit-list"),
    Place("Người", "cán bộ, chức vụ, trưởng thôn", "organisation:person-list"),
    Place("Nhờ thêm người", "người chưa có trong danh sách", "organisation:person-ask", _adds_people),
    Place("Cụm, khối", "cụm thi đua, trưởng cụm", "organisation:block-list"),
    Place("Cơ quan", "thông tin văn phòng, con dấu", "organisation:authority-own"),
    Place("Tài khoản", "mật khẩu, thiết bị, thẻ, thoát", "organisation:account"),
)


def pages_found(actor: Actor, words: str) -> tuple[Group, ...]:
    """Return the pages open to somebody whose title or a deed there holds all words, help last. No query."""
    wanted = search_words(words)
    if not wanted:
        return ()
    hits = [
        Hit(highlight(place.title, words), place.detail, reverse(place.page))
        for place in PLACES
        if any(_fits(phrase, wanted) for phrase in place.phrases) and place.is_open_to(actor)
    ]
    hits += [
        Hit(highlight(topic.title, words), "Hướng dẫn", topic.url)
        for topic in TOPICS
        if _fits(f"Hướng dẫn {topic.title}", wanted)
    ]
    return (Group("page", name_of("page"), len(hits), tuple(hits)),) if hits else ()


def _fits(text: str, wanted: list[str]) -> bool:
    """Say whether every word begins somewhere in the text, as `MatchingQuerySet.matching` asks of rows."""
    key = f" {search_key(text)}"
    return all(f" {word}" in key for word in wanted)
