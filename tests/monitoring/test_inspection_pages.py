"""The pages of doubts and inspection as people use them, without script."""

import io
import re
from decimal import Decimal
from html import unescape
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.commune import PASSWORD, Commune
from tests.monitoring.season import Season, make_season
from tests.pages import MOST_QUERIES, StrictClient, queries_of

from thidua.monitoring.enums import SignManner, VisitState
from thidua.monitoring.models import DoubtAnswer, InspectionRound, Visit
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit, User
from thidua.reporting.models import Figure


@pytest.fixture(scope="module")
def kept_season(kept_commune: Commune) -> Season:
    return make_season(kept_commune)


def client_of(user: User) -> Client:
    browser = StrictClient()
    browser.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return browser


def address(name: str, *args: object) -> str:
    return reverse(f"monitoring:{name}", args=args)


def text_of(response: object) -> str:
    plain = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(plain).split())


def send(browser: Client, url: str, status: int = 302, **data: object) -> object:
    response = browser.post(url, {"_once": str(uuid4()), **data})
    assert response.status_code == status, text_of(response)[:2000]
    return response


def hidden(browser: Client, url: str, name: str) -> str:
    page = browser.get(url).content.decode()
    return re.search(rf'name="{name}" value="([^"]+)"', page)[1]


def plan_data(season: Season, *units: str) -> dict[str, object]:
    return {
        "name": "Kiểm tra tháng 5/2024",
        "movement": season.movement.pk,
        "period": "",
        "units": [season.unit(name).pk for name in units],
        "count": len(units),
        "seed_source": "Giải đặc biệt ngày 02/5/2024",
    }


@pytest.fixture
def drawn(season: Season, commune: Commune) -> Visit:
    """Draw Thôn 1 through the pages of the office."""
    season.figure(season.target(), "Thôn 1", 1, 402)
    browser = commune.client(Role.OFFICE)
    send(browser, address("round-new"), **plan_data(season, "Thôn 1"))
    plan = InspectionRound.objects.get()
    for step, data in (("round-fix", {}), ("round-draw", {"seed": "27431", "again": "27431"})):
        plan.refresh_from_db()
        send(browser, address(step, plan.pk), _version=plan.version, **data)
    return plan.visits.get()


def test_a_round_from_plan_to_signed_record(drawn: Visit, commune: Commune):
    office, inspector = commune.client(Role.OFFICE), commune.user(Role.INSPECTOR)
    send(
        office,
        address("visit-arrange", drawn.pk),
        inspector=inspector.pk,
        planned_on="06/05/2024",
        _version=drawn.version,
    )
    team, head = client_of(inspector), commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"])
    _fill(team, drawn)
    _sign(head, drawn, "don-vi")
    _sign(team, drawn, "to-kiem-tra")
    drawn.refresh_from_db()
    assert drawn.state == VisitState.SIGNED
    page = text_of(head.get(address("visit-detail", drawn.pk)))
    assert "Nội dung đúng như lúc ký" in page
    assert "402 cây" in page
    assert "380" in page
    assert "Sửa số theo kết quả : Trồng cây" in text_of(office.get(address("visit-detail", drawn.pk)))
    item = drawn.items.get()
    send(office, address("item-lower", item.pk), reason="Cây chết chưa trừ")
    assert Figure.objects.get(id=item.figure_id).value == 380


def _fill(team: Client, visit: Visit) -> None:
    visit.refresh_from_db()
    item = visit.items.get()
    found = {f"verdict-{item.pk}": "differs", f"found-{item.pk}": "380", f"note-{item.pk}": "Đếm lại"}
    send(
        team,
        address("visit-fill", visit.pk),
        visited_on="06/05/2024",
        present="Nguyễn Văn A",
        _version=visit.version,
        **found,
    )
    visit.refresh_from_db()
    send(team, address("visit-finish", visit.pk), _version=visit.version)


def _sign(browser: Client, visit: Visit, side: str) -> None:
    url = address("visit-sign", visit.pk, side)
    send(browser, url, dau=hidden(browser, url, "dau"), password=PASSWORD)


@pytest.fixture
def inspected(drawn: Visit, commune: Commune) -> tuple[Visit, Client]:
    """Give the visit to an inspector."""
    user = commune.user(Role.INSPECTOR)
    Visit.objects.filter(pk=drawn.pk).update(inspector=user)
    drawn.refresh_from_db()
    return drawn, client_of(user)


def test_a_wrong_password_signs_nothing(inspected: tuple[Visit, Client]):
    visit, team = inspected
    _fill(team, visit)
    url = address("visit-sign", visit.pk, "to-kiem-tra")
    answer = send(team, url, 422, dau=hidden(team, url, "dau"), password="sai")
    assert "Mật khẩu chưa đúng" in text_of(answer)
    assert not visit.signatures.exists()


def test_an_account_without_a_password_is_told_what_to_do(inspected: tuple[Visit, Client], commune: Commune):
    visit, team = inspected
    _fill(team, visit)
    head = commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"])
    head.set_unusable_password()
    head.save()
    page = client_of(head).get(address("visit-sign", visit.pk, "don-vi"))
    assert "chưa có mật khẩu nên chưa ký được" in text_of(page)
    assert "Ký biên bản" not in re.findall(r"<button[^>]*>([^<]+)", page.content.decode())


@pytest.mark.parametrize(("number", "verdict"), [("402", "matches"), ("402,5", "differs"), ("", "")])
def test_numbers_are_compared_where_nobody_chose(inspected: tuple[Visit, Client], number: str, verdict: str):
    visit, team = inspected
    item = visit.items.get()
    data = {f"found-{item.pk}": number, "_version": visit.version, "present": "Ông A"}
    send(team, address("visit-fill", visit.pk), **data)
    item.refresh_from_db()
    assert item.verdict == verdict


def test_a_number_that_differs_is_asked_for_at_its_field(inspected: tuple[Visit, Client]):
    visit, team = inspected
    item = visit.items.get()
    data = {f"verdict-{item.pk}": "differs", "_version": visit.version, "present": "Ông A"}
    answer = send(team, address("visit-fill", visit.pk), 422, **data)
    assert f'id="id_found-{item.pk}-e"' in answer.content.decode()
    assert "Không khớp thì ghi số thực tế" in text_of(answer)
    assert "Ông A" in answer.content.decode()


@pytest.mark.parametrize("number", ["1e309", "abc", "12 cây", "=1+1"])
def test_what_is_no_number_is_said(inspected: tuple[Visit, Client], number: str):
    visit, team = inspected
    item = visit.items.get()
    data = {f"verdict-{item.pk}": "differs", f"found-{item.pk}": number, "_version": visit.version}
    answer = send(team, address("visit-fill", visit.pk), 422, **data)
    assert "Ghi số, ví dụ" in text_of(answer)


def test_a_photo_of_the_paper_signature_is_kept_without_its_place(inspected: tuple[Visit, Client]):
    visit, team = inspected
    _fill(team, visit)
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "MayAnhBiMat"
    Image.effect_noise((200, 150), 60).save(picture, "JPEG", exif=exif)
    assert b"MayAnhBiMat" in picture.getvalue()
    url = address("visit-sign-paper", visit.pk)
    scan = SimpleUploadedFile("bien-ban.jpg", picture.getvalue())
    send(team, url, dau=hidden(team, url, "dau"), manner="paper", name="Nguyễn Văn A", scan=scan)
    signature = visit.signatures.get()
    assert signature.manner == SignManner.PAPER
    kept = team.get(address("signature-scan", signature.pk)).content
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"MayAnhBiMat" not in kept


def test_a_page_in_the_clothes_of_a_photo_is_refused(inspected: tuple[Visit, Client]):
    visit, team = inspected
    _fill(team, visit)
    url = address("visit-sign-paper", visit.pk)
    scan = SimpleUploadedFile("bien-ban.jpg", b"<html><script>alert(1)</script></html>")
    data = {"dau": hidden(team, url, "dau"), "manner": "paper", "name": "Nguyễn Văn A", "scan": scan}
    answer = send(team, url, 422, **data)
    assert "Tệp này không đọc được" in text_of(answer)


def test_the_blank_record_leaves_room_to_write(inspected: tuple[Visit, Client]):
    visit, team = inspected
    _fill(team, visit)
    filled = text_of(team.get(address("visit-print", visit.pk)))
    blank = text_of(team.get(address("visit-print", visit.pk) + "?trong=1"))
    for words in ("BIÊN BẢN", "402 cây", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ĐẠI DIỆN ĐƠN VỊ"):
        assert words in filled
        assert words in blank
    assert "380" in filled
    assert "380" not in blank
    assert "☐ Khớp" in blank


def test_everybody_sees_the_draw_and_can_repeat_it(drawn: Visit):
    page = text_of(StrictClient().get(address("draw-public", drawn.round_id)))
    for words in (
        "27431",
        drawn.ticket_line,
        drawn.ticket_digest,
        "Giải đặc biệt ngày 02/5/2024",
        "06/2022/QH15",
    ):
        assert words in page
    assert "Nguyễn Văn A" not in page
    by_whom = InspectionRound.objects.get().drawn_by
    assert by_whom
    assert by_whom not in page


def test_a_board_without_movement_or_doubt_says_so(commune: Commune):
    browser = commune.client(Role.OFFICE)
    assert "Chưa có phong trào nào được mở" in text_of(browser.get(address("doubt-board")))
    make_season(commune)
    assert "Chưa có số liệu nào khác thường" in text_of(browser.get(address("doubt-board")))
    assert "Chưa có đợt kiểm tra nào" in text_of(browser.get(address("round-list")))


def test_a_doubt_is_answered_on_the_board_and_put_back(season: Season, commune: Commune):
    season.figure(season.target(ceiling=Decimal(50)), "Thôn 1", 1, 51)
    browser = commune.client(Role.OFFICE)
    board = address("doubt-board")
    page = browser.get(board)
    assert "cao hơn mức lớn nhất có thể là 50 cây" in text_of(page)
    answer = address("doubt-answer", season.movement.pk)
    send(browser, answer, dau=hidden(browser, board, "dau"), note="Đã đối chiếu sổ")
    assert "Nên đi xem: 0 chỗ" in text_of(browser.get(board))
    assert "Đã đối chiếu sổ" in text_of(browser.get(board))
    given = DoubtAnswer.objects.get()
    send(browser, address("doubt-take-back", given.pk), _version=given.version)
    assert "Nên đi xem: 1 chỗ" in text_of(browser.get(board))


def test_the_board_hands_out_a_workbook(season: Season, commune: Commune):
    season.figure(season.target(ceiling=Decimal(50)), "Thôn 1", 1, 51)
    browser = commune.client(Role.COUNCIL)
    answer = browser.get(address("doubt-board-xlsx"))
    assert answer.content.startswith(b"PK")


def test_a_unit_in_doubt_goes_on_the_list_with_its_figures(season: Season, commune: Commune):
    figure = season.figure(season.target(ceiling=Decimal(50)), "Thôn 1", 1, 51)
    browser = commune.client(Role.OFFICE)
    url = address("visit-new", season.movement.pk, season.unit("Thôn 1").pk)
    assert "Chưa có đợt kiểm tra nào đang mở" in text_of(browser.get(url))
    send(browser, address("round-new"), **plan_data(season, "Thôn 2"))
    page = browser.get(url)
    assert "cao hơn mức lớn nhất" in text_of(page)
    send(browser, url, round=InspectionRound.objects.get().pk, reason="Số cao hơn mức có thể")
    visit = Visit.objects.get()
    assert [item.figure_id for item in visit.items.all()] == [figure.id]
    assert "Đã có trong danh sách kiểm tra" in text_of(browser.get(address("doubt-board")))


@pytest.mark.parametrize("count", [3, 30])
def test_pages_ask_no_more_for_more_rows(season: Season, commune: Commune, count: int):
    names = [f"Thôn {number}" for number in range(4, 4 + count)]
    target = season.target(ceiling=Decimal(1))
    for name in names:
        commune.units[name] = Unit.objects.create(
            authority=commune.authority, name=name, kind=UnitKind.VILLAGE
        )
        season.figure(target, name, 1, 7)
    office, inspector = commune.client(Role.OFFICE), commune.user(Role.INSPECTOR)
    send(office, address("round-new"), **plan_data(season, *names))
    plan = InspectionRound.objects.get()
    send(office, address("round-fix", plan.pk), _version=plan.version)
    plan.refresh_from_db()
    send(office, address("round-draw", plan.pk), _version=plan.version, seed="1", again="1")
    Visit.objects.update(inspector=inspector)
    pages = ("doubt-board", "round-list")
    visit = Visit.objects.first()
    urls = [address(name) for name in pages]
    urls += [address("round-detail", plan.pk), address("visit-detail", visit.pk)]
    counts = {url: queries_of(client_of(inspector), url) for url in urls}
    assert {url: number for url, number in counts.items() if number > MOST_QUERIES} == {}
    fills = queries_of(client_of(inspector), address("visit-fill", visit.pk))
    assert fills <= MOST_QUERIES
