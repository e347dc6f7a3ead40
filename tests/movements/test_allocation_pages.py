"""The board and the form of what is given: what is read, what is refused, what is kept."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import Commune, make_commune
from tests.movements.conftest import AT
from tests.pages import MOST_QUERIES, queries_of

from thidua.foundation.actors import Actor
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.services import allocations
from thidua.movements.services.allocations import Part
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


@pytest.fixture
def trees(season: Movement) -> Target:
    """A target of 3.000 trees, split among the villages."""
    return Target.objects.get(movement=season, name__icontains="cây phân tán")


@pytest.fixture
def rate(season: Movement) -> Target:
    counted = Target.objects.filter(movement=season, tracking__allocation_kind="weighted_mean")
    return counted.filter(tracking__ceiling=100).first()


@pytest.fixture
def whole(season: Movement) -> Target:
    return Target.objects.filter(movement=season, tracking__allocation_kind="one").first()


def text_of(answer) -> str:
    return " ".join(html.fromstring(answer.content.decode()).text_content().split())


def form_of(target: Target) -> str:
    return reverse("movements:allocation-form", args=[target.pk])


def board_of(target: Target) -> str:
    return reverse("movements:allocation-board", args=[target.movement_id])


def fields(commune: Commune, *amounts: str, name: str = "giao") -> dict[str, str]:
    return {
        f"{name}-{commune.units[f'Thôn {number}'].pk}": amount for number, amount in enumerate(amounts, 1)
    }


def send(client: Client, address: str, **sent: str):
    return client.post(address, {"_once": str(uuid4()), "_version": "0", "nhom": "village", **sent})


def given(target: Target) -> dict[str, Decimal]:
    return {row.unit.name: row.amount for row in target.allocations.given().select_related("unit")}


def test_clerk_gives_a_target_and_reads_what_is_left(clerk: Client, trees: Target, commune: Commune) -> None:
    answer = send(clerk, form_of(trees), **fields(commune, "1.000", "0", ""))
    assert answer.status_code == 302
    assert given(trees) == {"Thôn 1": 1000, "Thôn 2": 0}
    page = clerk.get(answer["Location"])
    told = text_of(page)
    assert "Đã giao 1.000 cây. Còn 2.000 cây chưa giao. Chưa giao cho Thôn 3." in told
    undo = html.fromstring(page.content.decode()).xpath("//form[contains(@action, '/hoan-tac/')]/@action")
    assert send(clerk, undo[0]).status_code == 302
    assert given(trees) == {}


def test_parts_that_are_over_are_kept_and_told(clerk: Client, trees: Target, commune: Commune) -> None:
    send(clerk, form_of(trees), **fields(commune, "2.000", "2.000", "2.000"))
    assert "Giao vượt 3.000 cây so với chỉ tiêu 3.000 cây." in text_of(clerk.get(board_of(trees)))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("nhiều", "không phải là số"),
        ("-5", "không thể âm"),
        ("1e309", "đủ các chữ số"),
        ("không có", "để trống là chưa giao"),
        ("=A1", "công thức"),
        ("99999999999999999", "quá dài"),
    ],
)
def test_bad_number_is_told_at_its_line_and_nothing_is_lost(
    clerk: Client, trees: Target, commune: Commune, typed: str, words: str
) -> None:
    answer = send(clerk, form_of(trees), **fields(commune, typed, "700"))
    assert answer.status_code == 422
    assert words in text_of(answer)
    page = html.fromstring(answer.content.decode())
    unit = commune.units["Thôn 1"]
    assert page.xpath(f"//a[@href='#giao-{unit.pk}']")
    assert page.get_element_by_id(f"giao-{unit.pk}").get("value") == typed
    assert page.get_element_by_id(f"giao-{commune.units['Thôn 2'].pk}").get("value") == "700"
    assert given(trees) == {}


def test_both_notations_of_a_number_are_read(clerk: Client, trees: Target, commune: Commune) -> None:
    send(clerk, form_of(trees), **fields(commune, "1.234,5", "1,234.5"))
    assert given(trees) == {"Thôn 1": Decimal("1234.5"), "Thôn 2": Decimal("1234.5")}


def test_number_that_may_be_meant_otherwise_is_asked_about_once(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    answer = send(clerk, form_of(trees), **fields(commune, "1,234"))
    assert answer.status_code == 422
    assert "có phải 1.234 không?" in text_of(answer)
    assert given(trees) == {}
    send(clerk, form_of(trees), **fields(commune, "1,234"), **{"da-hoi": "1"})
    assert given(trees) == {"Thôn 1": Decimal("1.234")}


def test_a_change_without_a_reason_comes_back_with_what_was_typed(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    send(clerk, form_of(trees), **fields(commune, "1.000"))
    answer = send(clerk, form_of(trees), _version="1", **fields(commune, "900"))
    assert answer.status_code == 422
    assert "Ghi lý do đổi" in text_of(answer)
    assert "đang giao 1.000 cây" in text_of(answer)
    send(clerk, form_of(trees), _version="1", **fields(commune, "900"), **{"ly-do": "Kế hoạch 12"})
    assert given(trees) == {"Thôn 1": 900}


def test_second_clerk_sees_what_was_saved_meanwhile_beside_the_own_numbers(
    clerk: Client, trees: Target, commune: Commune, office: Actor
) -> None:
    part = Part(commune.units["Thôn 1"], Decimal(1000))
    allocations.give(trees, [part], reason="", expected=0, by=office, at=AT)
    answer = send(clerk, form_of(trees), **fields(commune, "55"), **{"ly-do": "x"})
    assert answer.status_code == 422
    assert "người khác lưu" in text_of(answer)
    assert "đang giao 1.000 cây" in text_of(answer)
    assert 'value="55"' in answer.content.decode()
    assert given(trees) == {"Thôn 1": 1000}


def test_rate_is_given_in_two_numbers_and_told_as_one_rate(
    clerk: Client, rate: Target, commune: Commune
) -> None:
    counts = {**fields(commune, "190", "90"), **fields(commune, "200", "", name="tong")}
    answer = send(clerk, form_of(rate), **counts)
    assert answer.status_code == 422
    assert "Chưa ghi tổng số" in text_of(answer)
    send(clerk, form_of(rate), **counts | fields(commune, "200", "100", name="tong"))
    assert "280 : 300 = 93,33%" in text_of(clerk.get(board_of(rate)))


def test_whole_is_given_to_one_unit(clerk: Client, whole: Target, commune: Commune) -> None:
    clinic, board = commune.units["Trạm Y tế"], commune.units["Ban Văn hóa xã"]
    send(clerk, form_of(whole), **{"chu-tri": str(clinic.pk)})
    assert [row.unit for row in whole.allocations.given()] == [clinic]
    stamp = str(allocations.stamp_of(whole.allocations.all()))
    send(clerk, form_of(whole), _version=stamp, **{"chu-tri": str(board.pk), "ly-do": "Đổi đầu mối"})
    assert [row.unit for row in whole.allocations.given()] == [board]


def test_unit_of_another_commune_is_not_in_the_form(clerk: Client, trees: Target) -> None:
    foreign = make_commune("xã khác").units["Thôn 1"]
    send(clerk, form_of(trees), **{f"giao-{foreign.pk}": "5"})
    assert not Allocation.objects.filter(unit=foreign).exists()


def test_check_while_typing_answers_with_the_sentence_alone(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    address = reverse("movements:allocation-preview", args=[trees.pk])
    answer = clerk.post(
        address, {"nhom": "village", **fields(commune, "1.000", "x-")}, headers={"HX-Request": "true"}
    )
    assert "Còn 2.000 cây chưa giao" in text_of(answer)
    assert "<html" not in answer.content.decode()
    assert given(trees) == {}


def test_pasted_lines_fill_the_form_and_write_nothing(clerk: Client, trees: Target, commune: Commune) -> None:
    address = reverse("movements:allocation-preview", args=[trees.pk])
    lines = "Đơn vị\tGiao\nthôn 1\t1.200\nThôn 3\t0\nThôn Mười\t5\nTrạm Y tế\t7\nCộng\t1.200"
    answer = send(clerk, address, dan=lines, **fields(commune, "", "44"))
    assert answer.status_code == 200
    page = html.fromstring(answer.content.decode())
    values = [
        page.get_element_by_id(f"giao-{commune.units[f'Thôn {number}'].pk}").get("value")
        for number in range(1, 4)
    ]
    assert values == ["1.200", "44", "0"]
    told = text_of(answer)
    assert "Dòng 4: Chưa có đơn vị tên “Thôn Mười”." in told
    assert "Dòng 5: Trạm Y tế không có trong nhóm đang xem." in told
    assert given(trees) == {}


@pytest.mark.parametrize("way", ["so-ho", "so-khau"])
def test_split_by_people_fills_the_form_exactly(
    clerk: Client, trees: Target, commune: Commune, way: str
) -> None:
    for number, size in ((1, 100), (2, 200), (3, 300)):
        unit = commune.units[f"Thôn {number}"]
        Unit.objects.filter(pk=unit.pk).update(household_count=size, population=size * 4)
    answer = clerk.get(form_of(trees), {"de-xuat": way})
    page = html.fromstring(answer.content.decode())
    values = [
        page.get_element_by_id(f"giao-{commune.units[f'Thôn {number}'].pk}").get("value")
        for number in range(1, 4)
    ]
    assert values == ["500", "1.000", "1.500"]
    assert "Đã giao đủ 3.000 cây." in text_of(answer)
    assert given(trees) == {}


def test_split_without_numbers_says_what_is_missing(clerk: Client, trees: Target) -> None:
    assert "Chưa có số làm căn cứ" in text_of(clerk.get(form_of(trees), {"de-xuat": "so-ho"}))
    assert "không chia theo cách đó" in text_of(clerk.get(form_of(trees), {"de-xuat": "muc-chung"}))


def test_split_by_last_year_uses_the_results_of_the_units(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    send(clerk, form_of(trees), **fields(commune, "1.000", "3.000", name="truoc"))
    assert given(trees) == {}
    answer = clerk.get(form_of(trees), {"de-xuat": "nam-truoc"})
    assert "Chưa có số của Thôn 3" in text_of(answer)
    assert 'value="750"' in answer.content.decode()
    assert 'value="2.250"' in answer.content.decode()


def test_rate_is_proposed_as_the_least_count_that_reaches_it(
    clerk: Client, rate: Target, commune: Commune
) -> None:
    Unit.objects.filter(pk=commune.units["Thôn 1"].pk).update(household_count=203)
    answer = clerk.get(form_of(rate), {"de-xuat": "so-ho"})
    page = html.fromstring(answer.content.decode())
    key = commune.units["Thôn 1"].pk
    assert page.xpath(f"//input[@name='tong-{key}']/@value") == ["203"]
    low = rate.goal.ends[0]
    count = Decimal(page.get_element_by_id(f"giao-{key}").get("value"))
    assert count / 203 * 100 >= low > (count - 1) / 203 * 100


def test_last_years_parts_are_copied_by_the_name_of_the_target(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    before = Movement.objects.create(authority=trees.authority, title="Năm trước", year=2023)
    old = Target.objects.create(
        authority=trees.authority,
        movement=before,
        position=1,
        name=trees.name.upper(),
        comparator="eq",
        low=9,
        high=9,
    )
    Allocation.objects.create(target=old, unit=commune.units["Thôn 2"], amount=Decimal(777))
    answer = clerk.get(form_of(trees), {"de-xuat": "chep"})
    assert "Chép phần giao năm 2023: 1 đơn vị." in text_of(answer)
    assert 'value="777"' in answer.content.decode()
    Allocation.objects.filter(target=old).update(amount=None)
    assert "chưa giao chỉ tiêu này" in text_of(clerk.get(form_of(trees), {"de-xuat": "chep"}))
    Target.objects.filter(pk=old.pk).update(name="Trồng rừng")
    assert "Không thấy chỉ tiêu cùng tên" in text_of(clerk.get(form_of(trees), {"de-xuat": "chep"}))


def test_each_unit_is_proposed_the_common_level(clerk: Client, season: Movement) -> None:
    target = Target.objects.filter(movement=season, tracking__allocation_kind="each").first()
    answer = clerk.get(form_of(target), {"de-xuat": "muc-chung"})
    assert "3 đơn vị. Chưa lưu" in text_of(answer)


def test_pages_cost_the_same_for_any_number_of_units(clerk: Client, trees: Target, commune: Commune) -> None:
    addresses = [
        board_of(trees),
        form_of(trees),
        f"{form_of(trees)}?nhom=tat-ca",
        reverse("movements:target-detail", args=[trees.pk]),
        reverse("movements:unit-panel", args=[commune.units["Thôn 1"].pk]),
    ]
    send(clerk, form_of(trees), **fields(commune, "1", "2", "3"))
    few = [queries_of(clerk, address) for address in addresses]
    for number in range(10, 40):
        unit = Unit.objects.create(authority=commune.authority, name=f"Thôn {number}", kind="village")
        Allocation.objects.create(target=trees, unit=unit, amount=1)
    others = Target.objects.filter(movement=trees.movement).exclude(pk=trees.pk)
    Allocation.objects.bulk_create(
        Allocation(target=target, unit=commune.units["Thôn 1"], amount=5) for target in others
    )
    assert [queries_of(clerk, address) for address in addresses] == few
    assert max(few) <= MOST_QUERIES


def test_board_filters_by_state_and_field(clerk: Client, trees: Target, commune: Commune) -> None:
    send(clerk, form_of(trees), **fields(commune, "1.000", "1.000", "1.000"))
    page = clerk.get(board_of(trees), {"tinh-trang": "du"}).content.decode()
    assert page.count('<tr id="chi-tieu-') == 1
    assert trees.name in page
    none = clerk.get(board_of(trees), {"tinh-trang": "du", "linh-vuc": "administration"})
    assert "Không có chỉ tiêu nào khớp với phần lọc." in text_of(none)
    fragment = clerk.get(board_of(trees), {"tinh-trang": "du"}, headers={"HX-Request": "true"})
    assert fragment.content.decode().strip().startswith('<div class="scroll cards" id="bang"')


def test_unit_reads_what_it_was_given(trees: Target, commune: Commune, clerk: Client) -> None:
    send(clerk, form_of(trees), **fields(commune, "1.000"))
    unit = commune.units["Thôn 1"]
    reader = commune.client(Role.UNIT_HEAD, unit)
    assert "1.000 cây" in text_of(reader.get(reverse("movements:unit-panel", args=[unit.pk])))
    target = text_of(reader.get(reverse("movements:target-detail", args=[trees.pk])))
    assert "Đã giao 1.000 cây." in target
    assert "Cộng dồn qua các kỳ" in target
    board = reader.get(board_of(trees))
    assert "Nhờ văn phòng giao giúp" in text_of(board)
    assert form_of(trees) not in board.content.decode()


def test_page_of_a_target_tells_who_gave_what_and_why_it_changed(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    send(clerk, form_of(trees), **fields(commune, "1.000"))
    send(clerk, form_of(trees), _version="1", **fields(commune, "900"), **{"ly-do": "Kế hoạch 12"})
    told = text_of(clerk.get(reverse("movements:target-detail", args=[trees.pk])))
    assert "giao từ 1.000 thành 900. Lý do: Kế hoạch 12." in told
    assert "giao “Trồng cây phân tán – Thôn 1”: ghi giao là 1.000." in told


def test_work_list_leads_to_what_is_given_to_nobody(clerk: Client, trees: Target, commune: Commune) -> None:
    def count() -> int:
        page = html.fromstring(clerk.get("/").content.decode())
        (item,) = page.xpath(f"//li[.//a[@href='{board_of(trees)}?tinh-trang=chua-giao']]")
        return int(item.text_content().split("chỉ tiêu")[0].split()[-1])

    before = count()
    send(clerk, form_of(trees), **fields(commune, "1.000"))
    assert count() == before - 1


def test_what_is_given_to_nobody_is_one_number_on_every_page(
    clerk: Client, trees: Target, commune: Commune
) -> None:
    owned = trees.movement.targets.exclude(pk=trees.pk).first()
    Target.objects.filter(pk=owned.pk).update(owner=commune.units["Trạm Y tế"])
    send(clerk, form_of(trees), **fields(commune, "1.000"))
    count = trees.movement.targets.count() - 2
    assert trees.movement.targets.given_to_nobody().count() == count
    link = f"{board_of(trees)}?tinh-trang=chua-giao"
    board = clerk.get(link)
    assert f"Chưa giao {count} Chủ trì báo cáo cả 1 " in " ".join(
        html.fromstring(board.content.decode()).xpath("//dl[1]//text()[normalize-space()]")
    )
    assert board.content.decode().count('<tr id="chi-tieu-') == count
    assert owned.name in clerk.get(board_of(trees), {"tinh-trang": "chu-tri"}).content.decode()
    for page in (
        reverse("movements:movement-detail", args=[trees.movement_id]),
        reverse("monitoring:work-list"),
    ):
        found = html.fromstring(clerk.get(page).content.decode()).xpath(f"//a[@href='{link}']")
        assert found, page
    assert f"{count} chỉ tiêu chưa giao cho đơn vị nào" in text_of(clerk.get(reverse("monitoring:work-list")))
