"""A council on its pages: from its decision to the minutes, and what strangers see."""

import re
from contextlib import closing
from datetime import date
from uuid import uuid4

import pypdfium2
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.commune import Commune, make_commune
from tests.council.sitting import AT, TITLE, WORKER, Sitting, make_sitting
from tests.pages import MOST_QUERIES, StrictClient, queries_of

from thidua.core.voting.council import Presence
from thidua.core.voting.counting import Tally
from thidua.council.enums import Manner, PaperKind, SessionState
from thidua.council.models import Council, CouncilSession, Poll, SessionPaper, StepOut
from thidua.council.services import polls
from thidua.foundation.models import OnceRecord
from thidua.foundation.services import files
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, User
from thidua.register.models import RegisterLeaf

pytestmark = pytest.mark.django_db


def _send(client: StrictClient, address: str, thing: object, **data: object):
    """Send the form of an address as its page gives it, with `data` typed in."""
    url = reverse(f"council:{address}", args=[thing.pk] if thing is not None else [])
    shown = client.get(url).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="(_once|_version)" value="([^"]*)"', shown))
    return client.post(url, {**hidden, **data})


def _press(client: StrictClient, name: str, thing: object, page: str, **data: object):
    """Press a button that stands on another page."""
    shown = client.get(page).content.decode()
    (key,) = re.search(r'name="_once" value="([^"]*)"', shown).groups()
    return client.post(reverse(f"council:{name}", args=[thing.pk]), {"_once": key, **data})


@pytest.fixture
def office(commune: Commune) -> StrictClient:
    return commune.client(Role.OFFICE)


def _signed_in(user: User) -> StrictClient:
    client = StrictClient()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def _page(session: CouncilSession) -> str:
    return reverse("council:session-detail", args=[session.pk])


def test_a_council_is_written_down_from_its_decision(commune, office):
    said = {
        "name": "Hội đồng Thi đua – Khen thưởng xã Cẩm Lĩnh",
        "decision": "15/QĐ-UBND",
        "decided_on": "15/01/2024",
        "starts_on": "15/01/2024",
    }
    assert _send(office, "council-new", None, **said).status_code == 302
    council = Council.objects.get()
    person = commune.user(Role.COUNCIL).person
    seat = {"person": person.pk, "seat": "chair", "starts_on": "15/01/2024"}
    assert _send(office, "member-new", council, **seat).status_code == 302
    shown = office.get(reverse("council:council-detail", args=[council.pk])).content.decode()
    assert "1 thành viên" in shown
    assert str(person) in shown
    assert "Chủ tịch Hội đồng" in shown


def test_a_session_is_prepared_and_opened_on_its_pages(sitting, office):
    sitting.nominate("Nguyễn Văn H")
    session = sitting.session
    Authority.objects.update(stands_on=date(2024, 12, 16))
    keys = [str(one.pk) for one in sitting.round.nominations.all()]
    assert _send(office, "item-put-on", session, picked=keys).status_code == 302
    assert "Chưa khai mạc được vì chưa ghi đủ người dự" in office.get(_page(session)).content.decode()
    assert (
        "Vắng, gửi ý kiến bằng văn bản"
        in office.get(reverse("council:session-presence", args=[session.pk])).text
    )
    there = {f"du_{one.pk.hex}": Presence.PRESENT.value for one in sitting.members}
    assert _send(office, "session-presence", session, **there).status_code == 302
    assert _send(office, "session-open", session).status_code == 302
    assert "Chưa cử Ban kiểm phiếu." in office.get(_page(session)).content.decode()
    one = {"picked": [str(sitting.tellers[0].pk)]}
    assert "ít nhất hai thành viên" in _send(office, "session-board", session, **one).content.decode()
    two = {"picked": [str(member.pk) for member in sitting.tellers]}
    assert _send(office, "session-board", session, **two).status_code == 302
    assert "Cần từ 80% tổng số thành viên đồng ý" in office.get(_page(session)).content.decode()
    answer = _press(office, "poll-open", session, _page(session), viec=[str(session.items.get().pk)])
    assert answer.url == reverse("council:poll-count", args=[Poll.objects.get().pk])


def test_two_people_count_on_their_pages_until_they_agree(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"), sitting.nominate("Phạm Thị K"))
    poll, items = sitting.poll(), list(sitting.session.items.all())
    page = reverse("council:poll-count", args=[poll.pk])
    right, wrong = _counted(items, (8, 1), (7, 2)), _counted(items, (9, 0), (7, 2))
    right |= {"secret-teller": str(sitting.tellers[0].pk)}
    other = _signed_in(sitting.counting)
    assert _send(office, "poll-count", poll, **{**right, **wrong}).status_code == 302
    assert "Lần 1" not in other.get(page).content.decode()
    assert _send(other, "poll-count", poll, **right).status_code == 302
    differing = office.get(page).content.decode()
    assert "Hai lần nhập lệch nhau ở 1 dòng" in differing
    assert "Nguyễn Văn H: hai người ghi số phiếu khác nhau. Đếm lại." in differing
    assert differing.count('class="off"><th scope="row">Nguyễn Văn H: ') == 4
    assert differing.count('class="off"') == 4
    assert "Đã ghi số đếm được" not in other.get(page).content.decode()
    assert _send(office, "poll-count", poll, **right).status_code == 302
    assert "8/9 thành viên đồng ý" in office.get(page).content.decode()


def test_no_receipt_keeps_what_was_counted(sitting, office):
    """Beside the counts of a new vote, those of one given up would tell what who stepped out had voted."""
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    poll, (item,) = sitting.poll(), sitting.session.items.all()
    typed = _counted([item], (8, 1)) | {"secret-teller": str(sitting.tellers[0].pk)}
    sent = typed | {"_once": str(uuid4())}
    page = reverse("council:poll-count", args=[poll.pk])
    assert office.post(page, sent).status_code == 302
    kept = OnceRecord.objects.get(action__startswith="council.poll.enter")
    assert set(kept.body[f"secret-dy_{item.pk.hex}"]) == {"(không giữ)"}
    assert kept.body_hash
    polls.void(poll, reason="Có người ra ngoài", expected=1, by=sitting.office, at=AT)
    kept.refresh_from_db()
    assert (kept.body, kept.content, kept.body_hash) == ({}, "", "")
    again = office.post(page, sent)
    assert (again.status_code, again.url) == (302, page)
    assert "Lượt này đã bỏ. Lý do: Có người ra ngoài" in office.get(page).text
    other = office.post(page, sent | {"_once": str(uuid4())})
    assert (other.status_code, "đã bỏ nên không nhập nữa" in other.text) == (403, True)


def test_the_office_says_for_whom_it_enters(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    poll = sitting.poll()
    answer = _send(office, "poll-count", poll, **_counted(list(sitting.session.items.all()), (8, 1)))
    assert answer.status_code == 422
    assert "Chọn người kiểm phiếu mà Văn phòng nhập hộ." in answer.content.decode()
    shown = _signed_in(sitting.counting).get(reverse("council:poll-count", args=[poll.pk])).content.decode()
    assert "Nhập hộ người kiểm phiếu" not in shown
    stranger = sitting.commune.client(Role.COUNCIL)
    shown = stranger.get(reverse("council:poll-count", args=[poll.pk])).content.decode()
    assert "Lượt này do Ban kiểm phiếu nhập: Lê Văn B, Lê Văn C." in shown


def test_raised_hands_have_words_of_their_own_and_a_second_who_confirms(sitting, office):
    CouncilSession.objects.update(manner=Manner.HANDS)
    sitting.begin(sitting.nominate("Nguyễn Văn H", kind=WORKER))
    poll, (item,) = sitting.poll(), sitting.session.items.all()
    page = reverse("council:poll-count", args=[poll.pk])
    shown = office.get(page).content.decode()
    assert "Số người giơ tay tán thành" in shown
    assert "Phiếu phát ra" not in shown
    assert "Đang biểu quyết" in _shown(office, sitting)
    typed = {f"secret-{part}_{item.pk.hex}": value for part, value in (("dy", 5), ("kdy", 2), ("trong", 1))}
    typed |= {"secret-teller": str(sitting.tellers[0].pk)}
    short = _send(office, "poll-count", poll, **typed)
    assert "cộng lại 8. Phải bằng 9 người biểu quyết trong phòng" in short.content.decode()
    assert _send(office, "poll-count", poll, **typed | {f"secret-trong_{item.pk.hex}": 2}).status_code == 302
    second = _signed_in(sitting.counting)
    assert "giơ tay không tán thành" in second.get(page).content.decode()
    seen = poll.entries.get().pk
    assert _press(second, "poll-confirm", poll, page, seen=seen).status_code == 302
    assert "5/9 thành viên đồng ý (55,56%); cần từ 5 người: đạt." in office.get(page).content.decode()


def test_closing_leaves_minutes_to_sign(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    sitting.count(sitting.poll(), Tally(8, 1))
    session = sitting.session
    for odd, told in (("7 giờ", "Giờ kết thúc trước giờ bắt đầu"), ("25:00", "Kết thúc lúc: ghi như 8:00")):
        refused = _send(office, "session-close", session, began="8:05", ended=odd)
        assert (refused.status_code, told in refused.text) == (422, True)
    typed = {"began": "8:05", "ended": "11h30", "discussion": "Thống nhất."}
    assert _send(office, "session-close", session, **typed).status_code == 302
    assert "Biên bản kiểm phiếu, bản thứ 1" in office.get(_page(session)).content.decode()
    for paper in SessionPaper.objects.all():
        data = office.get(reverse("council:paper-pdf", args=[paper.pk])).content
        assert data.startswith(b"%PDF")
        times = "Khai mạc lúc 8 giờ 05, ngày 16/12/2024.", "Bế mạc lúc 11 giờ 30, ngày 16/12/2024."
        assert paper.kind == PaperKind.COUNT or all(one in _pages(data)[0] for one in times)
        scan = SimpleUploadedFile("ky.pdf", b"%PDF-1.7 ky")
        assert _send(office, "paper-attach", paper, scan=scan).status_code == 302
        signed = office.get(reverse("council:paper-scan", args=[paper.pk]))
        assert signed.content == b"%PDF-1.7 ky"
    session.refresh_from_db()
    assert session.state == SessionState.CLOSED
    leaf = RegisterLeaf.objects.get(about=f"session:{session.pk}")
    told = f"Sổ vàng ghi tổng số ở mục {leaf.shown_number}."
    assert told in office.get(_page(session)).content.decode()


def test_what_was_replaced_says_so_in_the_list_and_on_every_page(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    sitting.count(sitting.poll(), Tally(8, 1))
    sitting.close()
    scan = files.store(b"%PDF-1.7 ky", media_type="application/pdf", at=AT)
    SessionPaper.objects.update(scan=scan)
    assert _send(office, "session-reopen", sitting.session, reason="Ghi sai tên.").status_code == 302
    assert "Không còn hiệu lực: phiên đã mở lại. Lý do: Ghi sai tên." in _shown(office, sitting)
    sitting.close()
    assert "Đã thay bằng bản sau. Lý do: Ghi sai tên." in _shown(office, sitting)
    for old in SessionPaper.objects.filter(edition=1):
        answer = office.get(reverse("council:paper-pdf", args=[old.pk]))
        assert "-da-thay.pdf" in answer["Content-Disposition"]
        assert all("ĐÃ THAY THẾ" in page for page in _pages(answer.content))
        refused = office.get(reverse("council:paper-docx", args=[old.pk]))
        assert (refused.status_code, "đã được thay" in refused.content.decode()) == (409, True)
        signed = office.get(reverse("council:paper-scan", args=[old.pk]))
        assert "-da-thay-da-ky.pdf" in signed["Content-Disposition"]
        refused = office.get(reverse("council:paper-attach", args=[old.pk]))
        assert (refused.status_code, "Đính bản ký vào biên bản mới nhất" in refused.text) == (403, True)
    assert "Xem bản ký đã thay" in _shown(office, sitting)
    new = SessionPaper.objects.filter(edition=2).first()
    pages = _pages(office.get(reverse("council:paper-pdf", args=[new.pk])).content)
    assert not any("ĐÃ THAY THẾ" in page for page in pages)


def test_minutes_are_looked_at_before_the_session_is_closed(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"), sitting.nominate("Phạm Thị K", kind=WORKER))
    sitting.count(sitting.poll(), Tally(8, 1))
    assert "Xem trước biên bản kiểm phiếu" in _shown(office, sitting)
    for kind, words in (("hop", "Chưa có kết quả."), ("kiem-phieu", "8/9 thành viên đồng ý")):
        address = reverse("council:minutes-preview", args=[sitting.session.pk, kind])
        pages = _pages(office.get(address).content)
        assert all("BẢN XEM TRƯỚC" in page for page in pages)
        assert words in " ".join(" ".join(pages).split())
    assert office.get(reverse("council:minutes-preview", args=[sitting.session.pk, "la"])).status_code == 404
    assert not SessionPaper.objects.exists()


def _shown(client: StrictClient, sitting: Sitting) -> str:
    return client.get(_page(sitting.session)).content.decode()


def _pages(data: bytes) -> list[str]:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_numbers_that_do_not_close_come_back_at_their_place(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    poll = sitting.poll()
    typed = _counted(list(sitting.session.items.all()), (9, 1)) | {
        "secret-teller": str(sitting.tellers[0].pk)
    }
    answer = _send(office, "poll-count", poll, **typed)
    assert answer.status_code == 422
    assert "cộng lại 10. Phải bằng 9 phiếu hợp lệ: đếm lại." in answer.content.decode()


def test_ballots_are_as_many_as_the_voters_and_for_the_secretary(sitting, office):
    sitting.begin(sitting.nominate("Nguyễn Văn H"))
    address = reverse("council:poll-ballots", args=[sitting.poll().pk])
    assert office.get(address).content.startswith(b"%PDF")
    assert sitting.commune.client(Role.COUNCIL).get(address).status_code == 403


def test_a_conflict_is_answered_on_its_page(sitting, office):
    sitting.begin(sitting.nominate("", person=sitting.members[3].person))
    one = StepOut.objects.get()
    assert _send(office, "step-out-answer", one, votes="o").status_code == 422
    assert _send(office, "step-out-answer", one, votes="ra").status_code == 302
    assert "8 người trong phòng" in office.get(_page(sitting.session)).content.decode()


def test_equal_votes_wait_for_the_chairman_on_a_page(sitting, office):
    sitting.begin(*(sitting.nominate(name, kind=WORKER) for name in ("Nguyễn Văn H", "Phạm Thị K")))
    limit = {"kind": WORKER, "places": "1", "because": "Kế hoạch 10/KH-UBND."}
    assert _send(office, "session-limit", sitting.session, **limit).status_code == 302
    sitting.count(sitting.poll(), Tally(7, 2), Tally(7, 2))
    assert "Bằng phiếu ở suất cuối" in office.get(_page(sitting.session)).content.decode()
    chairman = sitting.commune.client(Role.CHAIRMAN)
    asked = chairman.get(reverse("council:session-tie", args=[sitting.session.pk])).content.decode()
    assert "Quy định của đợt xét không nêu ưu tiên khi bằng phiếu." in asked
    chosen = {"picked": [str(sitting.session.items.first().pk)], "reason": "Lao động trực tiếp."}
    assert _send(chairman, "session-tie", sitting.session, **chosen).status_code == 302
    assert "Bằng phiếu, được chọn" in office.get(_page(sitting.session)).content.decode()


@pytest.mark.parametrize("role", [Role.UNIT_HEAD, Role.EDITOR, Role.INSPECTOR, Role.KEEPER])
def test_who_does_not_judge_finds_no_session(sitting, role):
    unit = sitting.commune.units["Thôn 1"] if role == Role.UNIT_HEAD else None
    client = sitting.commune.client(role, unit)
    assert client.get(_page(sitting.session)).status_code == 404
    assert client.get(reverse("council:council-list")).status_code == 403


@pytest.mark.parametrize("role", [Role.OFFICE, Role.CHAIRMAN, Role.COUNCIL])
def test_the_history_is_offered_to_who_may_open_it(sitting, role):
    client = sitting.commune.client(role)
    council = reverse("council:council-detail", args=[sitting.council.pk])
    offered = [
        re.search(r'href="([^"]*/lich-su/[^"]*)"', client.get(page).text)
        for page in (council, _page(sitting.session))
    ]
    assert [one is not None for one in offered] == [True, role == Role.OFFICE]
    assert {client.get(one[1]).status_code for one in offered if one} == {200}


def test_another_commune_finds_nothing(sitting):
    other = make_commune("xã Khác").client(Role.OFFICE)
    assert other.get(_page(sitting.session)).status_code == 404


@pytest.mark.parametrize("name", ["session-detail", "session-screen"])
def test_a_session_takes_as_many_queries_with_three_items_as_with_thirty(commune, office, name):
    found = []
    for many in (3, 30):
        sitting = make_sitting(commune)
        nominations = [sitting.nominate(f"Nguyễn Văn {place}", kind=WORKER) for place in range(many)]
        sitting.begin(*nominations)
        poll = sitting.poll()
        sitting.count(poll, *([Tally(8, 1)] * poll.lines.count()))
        sitting.poll() if many > 10 else None
        found.append(queries_of(office, reverse(f"council:{name}", args=[sitting.session.pk])))
    assert found[0] == found[1] <= MOST_QUERIES


def test_lists_take_as_many_queries_whatever_they_hold(commune, office):
    sitting = make_sitting(commune)
    detail = reverse("council:council-detail", args=[sitting.council.pk])
    before = [queries_of(office, reverse("council:council-list")), queries_of(office, detail)]
    for _ in range(5):
        make_sitting(commune)
    after = [queries_of(office, reverse("council:council-list")), queries_of(office, detail)]
    assert before == after
    assert max(after) <= MOST_QUERIES


def test_a_count_page_takes_as_many_queries_with_one_nominee_as_with_ten(commune, office):
    found = []
    for many in (1, 10):
        sitting = make_sitting(commune)
        sitting.begin(*(sitting.nominate(f"Nguyễn Văn {place}", kind=TITLE) for place in range(many)))
        poll = sitting.poll()
        entered = sitting.entered(poll, *([Tally(8, 1)] * many))
        polls.enter(poll, entered, by=sitting.office, at=AT)
        found.append(queries_of(office, reverse("council:poll-count", args=[poll.pk])))
    assert found[0] == found[1] <= MOST_QUERIES


def test_a_pack_that_does_not_decide_says_so_on_the_page(commune, office):
    sitting = make_sitting(commune, judged_on=date(2026, 11, 1))
    shown = office.get(_page(sitting.session)).content.decode()
    assert "cần người xác nhận" in shown


def _counted(items: list, *votes: tuple[int, int]) -> dict[str, object]:
    typed: dict[str, object] = {
        "secret-issued": "9",
        "secret-used": "9",
        "secret-spoiled": "0",
        "secret-unused": "0",
    }
    for item, (agree, disagree) in zip(items, votes, strict=True):
        typed |= {f"secret-dy_{item.pk.hex}": str(agree), f"secret-kdy_{item.pk.hex}": str(disagree)}
    return typed
