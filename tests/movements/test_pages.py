"""Each page through the web client: what a reader sees, and what a press of a button does."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import html
from tests.commune import LETTER, Commune, make_commune

from thidua.documents.models import OfficialDocument, ReadText
from thidua.documents.services import documents
from thidua.movements.enums import ItemState
from thidua.movements.models import DraftTarget, DraftTask, LaunchDraft, Movement, Target
from thidua.movements.services import movements, targets
from thidua.organisation.enums import Role

AT = datetime(2024, 4, 22, 7, 0, tzinfo=UTC)


def post(client: Client, address: str, **fields: object):
    return client.post(address, {"_once": str(uuid4()), **fields})


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


def upload(client: Client, data: bytes = b"", name: str = LETTER.name):
    file = SimpleUploadedFile(name, data or LETTER.read_bytes())
    return post(client, reverse("movements:launch-upload"), file=file)


def uploaded(client: Client) -> LaunchDraft:
    answer = upload(client)
    assert answer.status_code == 302
    return LaunchDraft.objects.get()


def seen_at_of(draft: LaunchDraft) -> str:
    """Return what the page of an untouched draft carries as the time of its last save."""
    return LaunchDraft.objects.get(pk=draft.pk).saved_at.isoformat()


def test_clerk_goes_from_the_letter_to_the_open_season(clerk: Client, commune: Commune) -> None:
    draft = uploaded(clerk)
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).content.decode()
    assert 'id="v2"' in page
    assert 'href="#c2"' in page
    for section in ("chi-tieu", "viec-giao", "can-cu", "noi-nhan", "phong-trao-khac"):
        address = reverse("movements:draft-accept-clear", args=[draft.pk])
        post(clerk, address, seen_at=seen_at_of(draft), phan=section)
        page = clerk.get(
            reverse("movements:draft-detail", args=[draft.pk]), {"phan": section, "xem": "can-hoi"}
        )
        for form in html.fromstring(page.content.decode()).xpath(
            "//main//form[contains(@action, '/nhan/') or contains(@action, '/tra-loi/')]"
        ):
            chosen = {name: form.xpath(f".//input[@name='{name}']/@value")[0] for name in form.fields}
            chosen.pop("_once")
            assert post(clerk, form.action, **chosen).status_code == 302
    check = clerk.get(reverse("movements:draft-open", args=[draft.pk])).content.decode()
    assert "aria-disabled" not in check
    seen_at = re.search(r'name="seen_at" value="([^"]+)"', check).group(1)
    once = str(uuid4())
    address = reverse("movements:draft-open", args=[draft.pk])
    answer = clerk.post(address, {"_once": once, "seen_at": seen_at})
    again = clerk.post(address, {"_once": once, "seen_at": seen_at})
    movement = Movement.objects.get(is_own=True)
    assert answer["Location"] == again["Location"] == reverse("movements:movement-detail", args=[movement.pk])
    for role in (Role.CHAIRMAN, Role.UNIT_HEAD):
        reader = commune.client(role, commune.units["Thôn 1"])
        board = reader.get(reverse("movements:target-board", args=[movement.pk])).content.decode()
        assert "2.350 tấn" in board
        assert "trong đó: Sản lượng lúa" in board
        assert "Phần còn lại 145 tấn." in board
    stranger = Client().get(reverse("movements:movement-public", args=[movement.pk])).content.decode()
    assert "Trên 47,3%; đúng 47,3% là chưa đạt." in stranger


def test_same_letter_again_shows_the_draft_it_has(clerk: Client) -> None:
    draft = uploaded(clerk)
    answer = upload(clerk, name="ten khac.txt")
    assert reverse("movements:draft-detail", args=[draft.pk]) in answer.content.decode()
    assert (LaunchDraft.objects.count(), ReadText.objects.count()) == (1, 1)


def test_pasted_text_is_read_like_a_file(clerk: Client) -> None:
    answer = post(clerk, reverse("movements:launch-upload"), text=LETTER.read_text())
    assert answer.status_code == 302
    assert DraftTarget.objects.filter(name="Sản lượng lúa").exists()


def test_row_is_decided_in_place_and_without_script(clerk: Client) -> None:
    draft = uploaded(clerk)
    target = DraftTarget.objects.filter(draft=draft, doubts=[]).first()
    address = reverse("movements:item-decide", args=["chi-tieu", target.pk, "nhan"])
    fragment = clerk.post(
        address, {"_once": str(uuid4()), "_version": target.version}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "Đã nhận" in fragment
    assert 'hx-swap-oob="true"' in fragment
    assert "<html" not in fragment
    target.refresh_from_db()
    assert target.state == ItemState.ACCEPTED
    back = reverse("movements:item-decide", args=["chi-tieu", target.pk, "xem-lai"])
    assert post(clerk, back, _version=target.version).status_code == 302
    target.refresh_from_db()
    assert target.state == ItemState.WAITING


def test_fragment_of_a_row_equals_the_row_after_a_reload(clerk: Client) -> None:
    draft = uploaded(clerk)
    target = DraftTarget.objects.filter(draft=draft).first()
    address = reverse("movements:item-decide", args=["chi-tieu", target.pk, "bo"])
    fragment = clerk.post(
        address, {"_once": str(uuid4()), "_version": target.version}, headers={"HX-Request": "true"}
    ).content.decode()
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).content.decode()
    row = plain(fragment[: fragment.index('<span class="save ok"')])
    assert row in plain(page)


def plain(markup: str) -> str:
    """Cut what differs with each rendering: numbers of forms and tokens."""
    markup = re.sub(r'name="(_once|csrfmiddlewaretoken)" value="[^"]*"', "", markup)
    return " ".join(markup.split())


def test_two_people_editing_one_row_get_the_conflict_page(clerk: Client) -> None:
    draft = uploaded(clerk)
    target = DraftTarget.objects.get(draft=draft, name="Sản lượng lúa")
    address = reverse("movements:item-edit", args=["chi-tieu", target.pk])
    fields = {"name": "Lúa", "manner": "eq", "first": "2.205", "unit": "tấn", "field": "economy"}
    assert post(clerk, address, _version=1, **fields).status_code == 302
    late = post(clerk, address, _version=1, **{**fields, "first": "2.300"})
    assert late.status_code == 409
    target.refresh_from_db()
    assert target.low == 2205


def test_editing_a_row_checks_numbers_at_the_field(clerk: Client) -> None:
    draft = uploaded(clerk)
    target = DraftTarget.objects.filter(draft=draft).first()
    address = reverse("movements:item-edit", args=["chi-tieu", target.pk])
    fields = {"name": "Lúa", "manner": "range", "first": "20", "second": "19", "field": "economy"}
    answer = post(clerk, address, _version=1, **fields)
    assert answer.status_code == 422
    assert "Số cuối của khoảng phải lớn hơn số đầu." in answer.content.decode()
    wrong = post(clerk, address, _version=1, **{**fields, "first": "98 phần"})
    assert "Ghi số, ví dụ 2.350 hoặc 47,3." in wrong.content.decode()
    assert 'value="98 phần"' in wrong.content.decode()


def test_accepting_all_clear_ones_can_be_undone(clerk: Client) -> None:
    draft = uploaded(clerk)
    post(clerk, reverse("movements:draft-accept-clear", args=[draft.pk]), seen_at=seen_at_of(draft))
    accepted = DraftTarget.objects.filter(draft=draft).accepted()
    assert accepted.exists()
    assert not [target for target in accepted if target.doubts]
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).content.decode()
    undo = re.search(r'action="([^"]+/hoan-tac/[^"]+)"', page).group(1)
    post(clerk, undo)
    assert not DraftTarget.objects.filter(draft=draft).accepted().exists()


def test_missed_target_is_added_from_its_sentence(clerk: Client) -> None:
    draft = uploaded(clerk)
    text = draft.read_text.text
    start = text.index("Huy động mọi đơn vị")
    pick = clerk.get(reverse("movements:draft-pick", args=[draft.pk])).content.decode()
    assert f"?tu={start}&amp;den=" in pick
    rice = DraftTarget.objects.get(draft=draft, name="Sản lượng lúa")
    address = reverse("movements:draft-target-add", args=[draft.pk]) + f"?tu={rice.start}&den={rice.end}"
    form = clerk.get(address).content.decode()
    assert 'value="2.205"' in form
    fields = {"name": "Lúa thêm", "manner": "ge", "first": "47,3", "unit": "%", "field": "economy"}
    assert post(clerk, address, **fields).status_code == 302
    added = DraftTarget.objects.get(draft=draft, name="Lúa thêm")
    assert (added.start, str(added.low.normalize()), added.origin) == (rice.start, "47.3", "added")
    assert added.position == rice.position


def test_target_is_split_and_merged(clerk: Client) -> None:
    draft = uploaded(clerk)
    budget = DraftTarget.objects.get(draft=draft, name="Thu ngân sách")
    address = reverse("movements:draft-target-split", args=[budget.pk])
    few = post(clerk, address, _version=1, text="Thu ngân sách 19 tỷ đồng")
    assert few.status_code == 422
    page = few.content.decode()
    assert "ít nhất hai dòng" in page
    assert "Thu ngân sách 19 tỷ đồng</textarea>" in page
    post(clerk, address, _version=1, text="Thu ngân sách 19 tỷ đồng\nThu thuế đạt 20 tỷ đồng")
    budget.refresh_from_db()
    assert budget.state == ItemState.DROPPED
    made = list(DraftTarget.objects.filter(draft=draft, origin="split"))
    assert [target.low for target in made] == [19, 20]
    part = DraftTarget.objects.get(draft=draft, name="Thu trên địa bàn")
    assert part.parent == made[0]
    address = reverse("movements:draft-target-merge", args=[made[0].pk])
    merged = post(clerk, address, _version=1, next=str(made[1].pk), next_version=1)
    assert "#c" in merged["Location"]
    made[0].refresh_from_db()
    made[1].refresh_from_db()
    assert made[0].name == "Thu ngân sách; Thu thuế"
    assert made[1].state == ItemState.DROPPED
    assert "19 tỷ đồng và 20 tỷ đồng" in made[0].doubts[-1]["question"]


def test_unit_is_picked_for_a_task(clerk: Client, commune: Commune) -> None:
    draft = uploaded(clerk)
    task = DraftTask.objects.get(draft=draft, printed_unit="Hội Khuyến học xã")
    address = reverse("movements:item-edit", args=["viec-giao", task.pk])
    unit = commune.units["Trường Mầm non"]
    post(clerk, address, _version=1, title=task.title, due_on="30/11/2024", units=[str(unit.pk)])
    task.refresh_from_db()
    assert list(task.units.all()) == [unit]
    assert task.due_on.isoformat() == "2024-11-30"


def test_movement_by_hand_from_lines(clerk: Client) -> None:
    address = reverse("movements:movement-new")
    fields = {"title": "Chung tay vì môi trường", "year": "2025", "kind": "thematic", "level": "commune"}
    assert post(clerk, address, **fields).status_code == 302
    draft = LaunchDraft.objects.get()
    lines = "Thu gom rác đạt 98%\n- Trồng 3 ngàn cây phân tán\nkhông có gì ở đây"
    answer = clerk.post(
        reverse("movements:draft-target-lines", args=[draft.pk]),
        {"_once": str(uuid4()), "text": lines},
        follow=True,
    )
    found = {target.goal_text for target in DraftTarget.objects.filter(draft=draft)}
    assert {"98%", "3.000 cây"} <= found
    assert "không có gì ở đây" in answer.content.decode()


def test_change_of_a_target_needs_a_reason_and_keeps_the_old_one(clerk: Client, season: Movement) -> None:
    target = Target.objects.get(movement=season, name="Sản lượng lúa")
    address = reverse("movements:target-change", args=[target.pk])
    fields = {"name": target.name, "manner": "eq", "first": "2.100", "unit": "tấn", "field": target.field}
    fields["parent"] = str(target.parent_id)
    refused = post(clerk, address, _version=target.version, **fields)
    assert "Ghi lý do đổi chỉ tiêu." in refused.content.decode()
    post(clerk, address, _version=target.version, reason="Theo văn bản số 12 ngày 1/7/2024", **fields)
    page = clerk.get(reverse("movements:target-detail", args=[target.pk])).content.decode()
    assert "2.100 tấn" in page
    assert "2.205 tấn" in page
    assert "Theo văn bản số 12 ngày 1/7/2024" in page


def test_movement_closes_and_reopens(clerk: Client, season: Movement) -> None:
    season.refresh_from_db()
    post(clerk, reverse("movements:movement-close", args=[season.pk]), _version=season.version)
    season.refresh_from_db()
    assert season.state == "closed"
    target = season.targets.first()
    assert clerk.get(reverse("movements:target-change", args=[target.pk])).status_code == 403
    post(clerk, reverse("movements:movement-reopen", args=[season.pk]), _version=season.version)
    season.refresh_from_db()
    assert season.state == "open"


def test_board_filters_and_workbook(clerk: Client, season: Movement, commune: Commune) -> None:
    target = Target.objects.get(movement=season, name="Tỷ lệ độ che phủ rừng")
    Target.objects.filter(pk=target.pk).update(owner=commune.units["Thôn 1"])
    address = reverse("movements:target-board", args=[season.pk])
    page = clerk.get(address, {"linh-vuc": "environment"}).content.decode()
    assert "trên 47,3%" in page
    assert "2.350 tấn" not in page
    fragment = clerk.get(
        address, {"don-vi": str(commune.units["Thôn 1"].pk)}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "<html" not in fragment
    assert fragment.count('<th scope="row">') == 1
    book = clerk.get(reverse("movements:target-board-xlsx", args=[season.pk]))
    assert book.content[:2] == b"PK"


def test_drafts_are_not_public(clerk: Client, season: Movement) -> None:
    Movement.objects.filter(pk=season.pk).update(state="draft", opened_at=None)
    assert Client().get(reverse("movements:movement-public", args=[season.pk])).status_code == 404


def test_other_communes_see_nothing(season: Movement) -> None:
    stranger = make_commune("xã Khác").client(Role.OFFICE)
    draft, target = season.draft, season.targets.first()
    document = OfficialDocument.objects.filter(file__isnull=False).get()
    addresses = [
        reverse("movements:movement-detail", args=[season.pk]),
        reverse("movements:target-board", args=[season.pk]),
        reverse("movements:target-detail", args=[target.pk]),
        reverse("movements:draft-detail", args=[draft.pk]),
        reverse("movements:draft-open", args=[draft.pk]),
        reverse("documents:document-detail", args=[document.pk]),
        reverse("documents:document-file", args=[document.pk]),
    ]
    assert [stranger.get(address).status_code for address in addresses] == [404] * len(addresses)


@pytest.mark.parametrize("count", [1, 40])
@pytest.mark.parametrize("name", ["draft-detail", "movement-detail", "target-board", "movement-list"])
def test_pages_cost_the_same_for_any_length(
    clerk: Client, season: Movement, name: str, count: int, django_assert_max_num_queries
) -> None:
    draft = season.draft
    for model, key in ((DraftTarget, {"draft": draft}), (Target, {"movement": season})):
        row = model.objects.filter(**key, parent=None).first()
        for number in range(count):
            row.pk = uuid4()
            row._state.adding = True
            row.name = f"Bản {number}"
            row.save()
    pk = {"draft-detail": draft.pk, "movement-list": None}.get(name, season.pk)
    address = reverse(f"movements:{name}", args=[pk] if pk else [])
    with django_assert_max_num_queries(12):
        assert clerk.get(address).status_code == 200


def test_addresses_known_below_the_web_are_those_of_the_pages(season: Movement) -> None:

    document, target = season.launching_document, season.targets.first()
    assert documents.page_of(document) == reverse("documents:document-detail", args=[document.pk])
    assert movements.page_of(season) == reverse("movements:movement-detail", args=[season.pk])
    assert targets.page_of(target) == reverse("movements:target-detail", args=[target.pk])


def test_every_form_of_the_draft_carries_its_token_and_number(clerk: Client) -> None:
    draft = uploaded(clerk)
    page = html.fromstring(clerk.get(reverse("movements:draft-detail", args=[draft.pk])).content.decode())
    forms = [form for form in page.xpath("//main//form[@method='post']") if "_once" in form.fields]
    assert len(forms) > 100
    assert all(form.fields.get("csrfmiddlewaretoken") for form in forms)
    assert len({form.fields["_once"] for form in forms}) == len(forms)


def test_answer_to_a_doubt_mends_the_target(clerk: Client) -> None:
    draft = uploaded(clerk)
    target = DraftTarget.objects.get(draft=draft, name="Sản lượng nuôi trông")
    page = clerk.get(reverse("movements:draft-detail", args=[draft.pk])).content.decode()
    assert "Đúng, là “nuôi trồng”" in page
    address = reverse("movements:item-answer", args=[target.pk])
    assert post(clerk, address, _version=target.version, misspelt="sua").status_code == 302
    target.refresh_from_db()
    assert (target.name, target.state) == ("Sản lượng nuôi trồng", ItemState.ACCEPTED)


def test_answer_without_a_choice_is_asked_for_at_its_place(clerk: Client) -> None:
    draft = uploaded(clerk)
    target = DraftTarget.objects.get(draft=draft, name="Sản lượng nuôi trông")
    address = reverse("movements:item-answer", args=[target.pk])
    answer = post(clerk, address, _version=target.version)
    assert answer.status_code == 302
    page = html.fromstring(clerk.get(answer["Location"].partition("#")[0]).content.decode())
    row = page.get_element_by_id(answer["Location"].partition("#")[2])
    assert "Chưa chọn câu trả lời" in row.text_content()
    assert len(page.xpath("//p[@role='alert']")) == 1
    target.refresh_from_db()
    assert target.state == ItemState.WAITING


def test_no_answer_to_a_doubt_is_chosen_ahead(clerk: Client) -> None:
    page = html.fromstring(clerk.get(reverse("movements:draft-detail", args=[uploaded(clerk).pk])).content)
    assert page.xpath("//input[@type='radio']")
    assert not page.xpath("//main//input[@type='radio'][@checked]")


def test_receipt_of_a_letter_is_shown_and_can_be_looked_up(clerk: Client) -> None:
    page = clerk.get(upload(clerk)["Location"]).content.decode()
    code = re.search(r"Mã nhận (\w{4} \w{4})\.", page)
    assert code is not None
    found = clerk.get(reverse("foundation:receipt-find"), {"ma": code[1]})
    assert f"Mã nhận {code[1]}" in found.content.decode()
