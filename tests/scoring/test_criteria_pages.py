"""The pages of criteria sets: from the library to a locked set, by forms alone."""

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.contest import SCORED, Contest, make_contest
from tests.pages import MOST_QUERIES, queries_of
from tests.papers.sheet_maker import make_xlsx
from tests.reporting.steps import send
from tests.scoring.test_lines import verify
from tests.season import SmallSeason

from thidua.core.scoring import CriteriaSet as Table
from thidua.organisation.enums import Role
from thidua.papers.workbooks import read_sheets
from thidua.reporting.queries.reading import Entry
from thidua.scoring.models import CriteriaSet, Criterion, CriterionGroup
from thidua.scoring.queries.criteria import table_of, whole_sets
from thidua.scoring.queries.criteria_library import library
from thidua.scoring.services import criteria


@pytest.fixture
def client(season: SmallSeason) -> Client:
    return season.commune.client(Role.OFFICE)


@pytest.fixture
def draft(season: SmallSeason) -> CriteriaSet:
    table = library()["thon-du-thao"].table
    return criteria.begin(table, season.movement, origin="Từ thư viện", by=season.office, at=SCORED)


def url(name: str, thing: Any, *more: str) -> str:
    return reverse(f"scoring:{name}", args=[thing.pk, *more])


def sent(client: Client, address: str, **fields: Any) -> Any:
    return client.post(address, {"_once": str(uuid4()), **fields})


def test_from_the_library_to_a_set_whose_targets_were_looked_at(client: Client, season: SmallSeason):
    assert "Xã chưa có bộ tiêu chí nào" in client.get(reverse("scoring:criteria-list")).content.decode()
    page = client.get(reverse("scoring:criteria-library", args=["thon-du-thao"]))
    assert "Dự thảo để xã sửa" in page.content.decode()
    answer = sent(
        client, reverse("scoring:criteria-new"), origin="thon-du-thao", movement=season.movement.pk, name=""
    )
    made = CriteriaSet.objects.get()
    assert answer.url == url("criteria-match", made)
    assert "Người dân tham gia bảo hiểm y tế" in client.get(answer.url).content.decode()
    assert not Criterion.objects.filter(targets__isnull=False).exists()
    line = Criterion.objects.get(key="bhyt")
    sent(client, answer.url, **{f"t-{line.pk}": season.targets["health"].pk})
    assert list(line.targets.all()) == [season.targets["health"]]
    assert made.name in client.get(reverse("scoring:criteria-list")).content.decode()


def test_what_does_not_fit_stands_at_its_place_and_in_the_summary(client: Client, draft: CriteriaSet):
    text = client.get(url("criteria-detail", draft)).content.decode()
    assert text.count("Trồng cây phân tán: chưa chọn chỉ tiêu.") == 2
    assert 'href="#dong-1.3"' in text
    assert 'id="dong-1.3"' in text
    assert "từ 80 đến dưới 90 điểm" in text


def test_a_criterion_is_written_by_a_rule_chosen_in_words(client: Client, draft: CriteriaSet):
    group = CriterionGroup.objects.get(key="quoc-phong")
    address = url("criteria-line-new", group)
    assert "Mỗi khoảng kết quả một mức điểm." in client.get(address).content.decode()
    fields = {"name": "Tuyển quân", "maximum": "5", "reading": "person", "measure": "value"}
    short = sent(client, f"{address}?cach=BAC", **fields, low_1="90")
    assert short.status_code == 422
    assert "Ghi số điểm." in short.content.decode()
    done = sent(client, f"{address}?cach=BAC", **fields, low_1="90", points_1="5", low_2="80", points_2="2,5")
    assert done.url == url("criteria-detail", draft)
    made = Criterion.objects.get(name="Tuyển quân")
    assert made.rule["bands"] == [{"low": "90", "points": "5"}, {"low": "80", "points": "2.5"}]
    page = client.get(url("criteria-line-edit", made)).content.decode()
    assert "Đạt 80, thuộc bậc từ 80: 2,5 điểm." in page


@pytest.mark.parametrize(("carries", "more"), [("on", 5), ("", 0)])
def test_another_weight_carries_over_to_the_group_if_asked(
    client: Client, draft: CriteriaSet, carries: str, more: int
):
    line = Criterion.objects.filter(group__kind="base", rule_kind="TY_LE", maximum__gt=0).first()
    assert line is not None
    address, before = url("criteria-line-edit", line), line.group.maximum
    shown = client.get(address)
    assert f"Sửa luôn điểm tối đa của nhóm “{line.group.name}”" in shown.text
    assert "các tiêu chí cộng lại" in shown.text
    form = shown.context["form"]
    kept = {name: form[name].value() for name in form.fields}
    kept = {name: value for name, value in kept.items() if value not in (None, False)}
    fields = kept | {"maximum": line.maximum + 5, "carries": carries, "reading": "person", "targets": []}
    assert sent(client, address, **fields, _version=line.version).status_code == 302
    line.refresh_from_db()
    assert CriterionGroup.objects.get(pk=line.group_id).maximum == before + more


def test_a_new_set_is_for_the_newest_movement_unless_said_otherwise(client: Client, season: SmallSeason):
    page = client.get(reverse("scoring:criteria-new"), {"tu": "thon-du-thao"}).text
    assert f'<option value="{season.movement.pk}" selected>' in page


def test_a_line_moves_goes_and_comes_back(client: Client, draft: CriteriaSet):
    line = Criterion.objects.get(key="thu-nhap")
    sent(client, url("criteria-line-move", line, "xuong"))
    assert Criterion.objects.get(key="thu-nhap").position == 2
    sent(client, url("criteria-line-drop", line))
    assert "Lấy lại" in client.get(url("criteria-detail", draft)).content.decode()
    sent(client, url("criteria-restore", draft), ma="thu-nhap")
    assert Criterion.objects.filter(key="thu-nhap").exists()


def test_groups_are_added_and_changed(client: Client, draft: CriteriaSet):
    sent(client, url("criteria-group-new", draft), name="Mới", kind="base", maximum="5", percent="50")
    made = CriterionGroup.objects.get(name="Mới")
    assert str(made.floor) == "0.5000"
    sent(
        client,
        url("criteria-group-edit", made),
        name="Mới hơn",
        kind="bonus",
        maximum="4",
        percent="",
        _version=1,
    )
    sent(client, url("criteria-group-move", made, "len"))
    sent(client, url("criteria-group-drop", made))
    assert not CriterionGroup.objects.filter(pk=made.pk).exists()


def test_ratings_and_ties_are_saved_as_they_were_shown(client: Client, draft: CriteriaSet):
    page = client.get(url("criteria-ratings", draft))
    form = page.context["form"]
    fields = {}
    for name in form.fields:
        value = form[name].value()
        if value not in (None, False, ""):
            fields[name] = "on" if value is True else form[name].value()
    before = table_of(whole_sets().get(pk=draft.pk))
    done = sent(client, url("criteria-ratings", draft), **fields, _version=draft.version)
    assert done.status_code == 302
    after = table_of(whole_sets().get(pk=draft.pk))
    assert (after.bands, after.ceilings) == (before.bands, before.ceilings)
    assert [tie.kind for tie in after.ties] == [tie.kind for tie in before.ties]


@pytest.mark.parametrize("slug", library())
def test_a_workbook_goes_out_and_comes_in_without_a_change(client: Client, season: SmallSeason, slug: str):
    made = criteria.begin(library()[slug].table, season.movement, origin="", by=season.office, at=SCORED)
    line = made.groups.all()[0].criteria.all()[0]
    line.targets.add(season.targets["fish"])
    before = table_of(whole_sets().get(pk=made.pk))
    data = client.get(url("criteria-xlsx", made)).content
    cells = {row[0]: row[1] for sheet in read_sheets(data, "bo.xlsx") for row in sheet.rows if len(row) == 2}
    assert isinstance(cells["Tổng điểm"], float)
    file = SimpleUploadedFile("bo.xlsx", data)
    done = sent(client, url("criteria-fill", made), tep=file, _version=made.version)
    assert done.status_code == 302, done.content.decode()
    assert table_of(whole_sets().get(pk=made.pk)) == before


def test_a_workbook_with_faults_is_told_by_cell(client: Client, draft: CriteriaSet):
    sheets = read_sheets(client.get(url("criteria-xlsx", draft)).content, "bo.xlsx")
    rows = [list(row) for row in sheets[0].rows]
    rows[3][3], rows[4][5] = "mười", "theo cảm tính"
    about = [list(row) for row in sheets[1].rows]

    def add(book: Any, _: Any) -> None:
        more = book.add_worksheet("Thông tin chung")
        for place, row in enumerate(about):
            more.write_row(place, 0, row)

    data = make_xlsx(rows, name="Tiêu chí", change=add)
    done = sent(client, url("criteria-fill", draft), tep=SimpleUploadedFile("bo.xlsx", data), _version=1)
    text = done.content.decode()
    assert done.status_code == 422
    assert "ô D4: “Điểm tối đa” phải là một số, ví dụ 2,5." in text
    assert "ô F5: “Cách tính” phải là một trong: theo tỷ lệ" in text
    assert CriterionGroup.objects.filter(criteria_set=draft).count() == 10


def test_an_exchange_file_goes_out_and_comes_in(client: Client, draft: CriteriaSet, season: SmallSeason):
    data = client.get(url("criteria-json", draft)).content
    plain = json.loads(data)
    plain["name"] = "Bộ của xã bạn"
    file = SimpleUploadedFile("bo.json", json.dumps(plain).encode())
    sent(client, reverse("scoring:criteria-upload"), **{"tep": file, "phong-trao": season.movement.pk})
    made = CriteriaSet.objects.get(name="Bộ của xã bạn")
    assert replace(table_of(whole_sets().get(pk=made.pk)), name="") == replace(
        table_of(whole_sets().get(pk=draft.pk)), name=""
    )
    for bad in (b"{", b"[]", b"\xff\xfe"):
        answer = sent(client, reverse("scoring:criteria-upload"), tep=SimpleUploadedFile("bo.json", bad))
        assert answer.status_code == 422


def test_trying_out_shows_who_moves_and_how_firm(client: Client, season: SmallSeason):
    send(season, "Thôn 1", fish=Entry("120"), health=Entry("10", "100"))
    send(season, "Thôn 2", fish=Entry("30"), health=Entry("95", "100"))
    for village in ("Thôn 1", "Thôn 2"):
        verify(season, village, "fish", "health")
    contest = make_contest(season)
    address = url("criteria-try", contest.criteria_set)
    text = client.get(address).content.decode()
    assert "iữ hạng trong" in text
    moved = client.get(f"{address}?w-fish=1&w-health=90").content.decode()
    assert "đơn vị đổi hạng khi đổi điểm" in moved
    assert "Lên 1 hạng" in moved
    assert "không phải kết quả của đơn vị nào" in client.get(f"{address}?nguon=mau&hat=7").content.decode()
    assert client.get(f"{address}?nguon=nam-truoc").status_code == 200


def test_a_set_is_locked_from_the_page_that_says_what_it_means(client: Client, contest: Contest):
    sent(client, url("criteria-renew", contest.criteria_set), reason="Thêm điểm y tế")
    made = CriteriaSet.objects.get(number=2)
    page = client.get(url("criteria-lock", made))
    assert "Lý do: Thêm điểm y tế" in page.content.decode()
    sent(client, url("criteria-lock", made), **{"da-xem": page.context["seen"], "_version": made.version})
    made.refresh_from_db()
    assert made.state == "locked"
    text = client.get(url("criteria-detail", contest.criteria_set)).content.decode()
    assert "bản 2" in text


def test_a_set_with_faults_offers_no_lock(client: Client, draft: CriteriaSet):
    text = client.get(url("criteria-lock", draft)).content.decode()
    assert "Khóa bộ tiêu chí</button>" not in text
    assert "Sửa các chỗ chưa khớp" in text


PAGES = ["criteria-detail", "criteria-match", "criteria-try", "criteria-lock", "criteria-ratings"]


def long_table(lines: int) -> Table:
    """Every rule that reads or counts, in groups of three."""
    table = library()["thon-du-thao"].table
    known = [one for group in table.groups[:4] for one in group.criteria][:3]
    groups = tuple(
        replace(
            table.groups[0], key=f"g{n}", criteria=tuple(replace(one, key=f"{one.key}-{n}") for one in known)
        )
        for n in range(lines // 3)
    )
    return replace(table, name=f"Bộ {lines} dòng", groups=(*groups, *table.groups[-2:]))


@pytest.mark.parametrize("name", PAGES)
def test_pages_ask_no_more_for_more_rows(client: Client, season: SmallSeason, name: str):
    found = []
    for lines in (3, 30):
        made = criteria.begin(long_table(lines), season.movement, origin="", by=season.office, at=SCORED)
        for line in Criterion.objects.filter(group__criteria_set=made):
            line.targets.add(season.targets["fish"])
        found.append(queries_of(client, url(name, made)))
    assert found[0] == found[1]
    assert found[1] <= MOST_QUERIES, found


def test_an_edition_of_a_running_round_is_looked_at_in_twelve_queries(client: Client, contest: Contest):
    sent(client, url("criteria-renew", contest.criteria_set), reason="Thêm điểm y tế")
    made = CriteriaSet.objects.get(number=2)
    assert queries_of(client, url("criteria-lock", made)) <= MOST_QUERIES
    assert queries_of(client, url("criteria-try", made)) <= MOST_QUERIES


@pytest.mark.parametrize("slug", library())
def test_every_set_of_the_library_opens(client: Client, slug: str):
    page = client.get(reverse("scoring:criteria-library", args=[slug]))
    assert library()[slug].table.name in page.content.decode()
