"""Who checks does not see what the unit gave itself; saves and goes on; explains differences when done."""

from decimal import Decimal as Dec

import pytest
from django.urls import reverse
from tests.contest import SCORED, Contest
from tests.pages import queries_of
from tests.scoring.scorers import browser_of, head, line_url, office, once, other_office, sheet_url

from thidua.organisation.enums import Role
from thidua.scoring.enums import Column, RoundState
from thidua.scoring.models import Criterion, ScoreLine, ScoringRound
from thidua.scoring.services import giving, proofs
from thidua.scoring.services.giving import Given

V = "Thôn 1"
OK, MOVED, REFUSED, GONE, CLASH, FAULTS = 200, 302, 403, 404, 409, 422
CLAIM, WORDS = "8,75", "Lời của thôn"


def claim(contest: Contest) -> None:
    line, head_of = contest.line(V, "work"), contest.season.heads[V]
    giving.give(line, Column.SELF, Given(Dec("8.75"), WORDS), expected=line.version, by=head_of, at=SCORED)
    proofs.add_link(line, Column.SELF, "https://xa.example/bien-ban", by=head_of, at=SCORED)


def check(contest: Contest, points: str = "7", key: str = "work", words: str = "", browser=None):
    line = contest.line(V, key)
    data = once(_version=line.version, points=points, words=words)
    return (browser or office(contest)).post(line_url(contest, key), data)


def finish(contest: Contest):
    check(contest)
    line = contest.line(V, "model")
    office(contest).post(line_url(contest, "model"), once(_version=line.version, is_none="on"))
    return office(contest).post(sheet_url(contest, "sheet-finish"), once(_version=contest.sheet(V).version))


@pytest.mark.parametrize(
    "page", ["sheet-detail", "sheet-print", "sheet-check", "line", "board", "sheet-list", "proofs"]
)
def test_no_page_of_who_checks_holds_the_own_points(contest: Contest, page: str):
    claim(contest)
    line = contest.line(V, "work")
    urls = {
        "line": line_url(contest, "work"),
        "board": f"/cham-diem/dot/{contest.round.pk}/hoi-dong/?xem=tat-ca",
        "sheet-list": f"/cham-diem/dot/{contest.round.pk}/phieu/",
        "proofs": f"/cham-diem/dong/{line.pk}/minh-chung/",
    }
    url = urls.get(page) or sheet_url(contest, page)
    answer = office(contest).get(url)
    text = answer.content.decode()
    assert answer.status_code == OK
    assert CLAIM not in text
    assert "8.75" not in text
    assert WORDS not in text


def test_the_council_sees_no_own_points_either_before_the_check_is_done(contest: Contest):
    claim(contest)
    text = office(contest).get(line_url(contest, "work", "hoi-dong")).content.decode()
    assert CLAIM not in text
    assert WORDS not in text


def test_proof_is_shown_to_who_checks(contest: Contest):
    claim(contest)
    assert "xa.example" in office(contest).get(line_url(contest, "work")).content.decode()


def test_saving_goes_on_to_the_next_line_and_then_to_the_end(contest: Contest):
    page = office(contest).get(line_url(contest, "work")).content.decode()
    assert "Lưu, sang tiêu chí sau" in page
    assert "Bỏ qua, chấm sau" in page
    assert line_url(contest, "model") in page
    assert check(contest).url == line_url(contest, "model")
    line = contest.line(V, "model")
    answer = office(contest).post(line_url(contest, "model"), once(_version=line.version, is_none="on"))
    assert answer.url == sheet_url(contest, "sheet-check")
    assert contest.line(V, "model").points == 0
    assert contest.line(V, "model").state == "scored"


def test_the_end_of_the_check_stands_below_the_sheet_and_says_what_is_left(contest: Contest):
    url = sheet_url(contest, "sheet-check")
    page = office(contest).get(url).content.decode()
    assert "Còn 2 tiêu chí chưa thẩm định. Chấm hết rồi bấm nút này." in page
    assert 'type="submit">Thẩm định xong' not in page
    check(contest)
    line = contest.line(V, "model")
    office(contest).post(line_url(contest, "model"), once(_version=line.version, is_none="on"))
    page = office(contest).get(url).content.decode()
    assert page.index('type="submit">Thẩm định xong') < page.index('form="xong">Thẩm định xong')


@pytest.mark.parametrize(
    ("points", "words"),
    [("11", "Tối đa 10"), ("-1", "không âm"), ("tám", "Ghi số"), ("7.3", "cách nhau 0,25")],
)
def test_bad_points_come_back_at_their_field(contest: Contest, points: str, words: str):
    answer = check(contest, points, words="Chữ vừa ghi")
    page = answer.content.decode()
    assert answer.status_code == FAULTS
    assert words in page
    assert f'value="{points}"' in page
    assert "Chữ vừa ghi" in page
    assert contest.line(V, "work").second_points is None


def test_an_override_without_a_reason_comes_back(contest: Contest):
    ScoreLine.objects.filter(criterion__key="fish").update(auto_points=30, auto_state="scored")
    answer = check(contest, "32", "fish")
    assert (answer.status_code, "Khác điểm tự tính (30)" in answer.content.decode()) == (FAULTS, True)
    assert check(contest, "32", "fish", "Theo biên bản").status_code == MOVED


def test_two_scorers_get_the_page_of_two_versions(contest: Contest):
    seen = contest.line(V, "work").version
    check(contest, "7")
    data = once(_version=seen, points="6", words="Vì thiếu")
    answer = other_office(contest).post(line_url(contest, "work"), data)
    page = answer.content.decode()
    assert answer.status_code == CLASH
    assert "Vì thiếu" in page
    assert contest.line(V, "work").second_points == Dec(7)


def test_the_unit_saving_meanwhile_is_no_conflict_for_who_checks(contest: Contest):
    seen = contest.line(V, "work").version
    claim(contest)
    data = once(_version=seen, points="6", words="")
    assert office(contest).post(line_url(contest, "work"), data).status_code == MOVED


def test_done_shows_differences_and_asks_for_reasons(contest: Contest):
    claim(contest)
    assert finish(contest).url == sheet_url(contest, "sheet-check")
    page = office(contest).get(sheet_url(contest, "sheet-check")).content.decode()
    assert CLAIM in page
    assert "Còn 1 chỗ chưa ghi lý do" in page
    assert check(contest, "7,5").status_code == FAULTS
    assert check(contest, "7", words="Thiếu hai buổi").url == sheet_url(contest, "sheet-check")
    page = office(contest).get(sheet_url(contest, "sheet-check")).content.decode()
    assert "chưa ghi lý do" not in page
    assert "Thiếu hai buổi" in page


def test_a_line_says_who_gave_its_points_and_not_that_nobody_did(contest: Contest):
    nobody = "Chưa có người chấm."
    row = f'id="dong-{contest.line(V, "work").pk.hex}"'

    def shown() -> str:
        page = office(contest).get(sheet_url(contest, "sheet-detail")).content.decode()
        return page.split(row)[1].split("</th>")[0]

    ScoreLine.objects.filter(criterion__key="work").update(arithmetic=[nobody])
    assert nobody in shown()
    check(contest, "7")
    assert "Thẩm định chấm 7 điểm." in shown()
    assert nobody not in shown()
    page = office(contest).get(line_url(contest, "work", "hoi-dong")).content.decode()
    assert nobody not in page


def test_done_counts_on_only_with_a_reason(contest: Contest):
    finish(contest)
    url = reverse("scoring:event-list", args=[contest.line(V, "model").pk])
    assert "Phiếu này đã thẩm định xong" in office(contest).get(url).content.decode()
    data = {"on": "30/4/2024", "what": "Đường hoa"}
    assert office(contest).post(url, once(**data)).status_code == FAULTS
    assert office(contest).post(url, once(**data, reason="Biên bản 05")).status_code == MOVED
    line = contest.line(V, "model")
    reason = once(_version=line.version, points="", words="Theo biên bản 05")
    assert office(contest).post(line_url(contest, "model"), reason).status_code == MOVED
    assert contest.line(V, "model").second_reason == "Theo biên bản 05"


def test_a_check_with_open_lines_is_not_done(contest: Contest):
    answer = office(contest).post(sheet_url(contest, "sheet-finish"), once(_version=1))
    assert answer.status_code == FAULTS
    assert "Còn 2 tiêu chí chưa thẩm định" in answer.content.decode()


def test_a_sheet_is_given_to_a_checker(contest: Contest):
    inspector = contest.season.commune.user(Role.INSPECTOR)
    url = sheet_url(contest, "sheet-second")
    assert office(contest).get(url).status_code == OK
    assert office(contest).post(url, once(_version=1, second="0")).status_code == FAULTS
    assert office(contest).post(url, once(_version=1, second=str(inspector.pk))).status_code == MOVED
    assert check(contest).status_code == REFUSED
    assert check(contest, browser=browser_of(inspector)).status_code == MOVED


def test_the_list_leads_to_the_sheet_with_the_fewest_marks(contest: Contest):
    check(contest)
    page = office(contest).get(f"/cham-diem/dot/{contest.round.pk}/phieu/").content.decode()
    assert f'href="{sheet_url(contest, "sheet-check", "Thôn 2")}"' in page
    assert "5 trong 6" in page


def test_steps_are_ticked_on_the_page(contest: Contest):
    steps = [
        {"key": "a", "name": "Có kế hoạch", "points": "4"},
        {"key": "b", "name": "Tổng kết", "points": "6"},
    ]
    Criterion.objects.filter(key="work").update(
        rule_kind="MOC", rule={"steps": steps}, base_condition="Có tổ chức"
    )
    page = office(contest).get(line_url(contest, "work")).content.decode()
    assert "Có kế hoạch" in page
    data = once(_version=1, base_met="on", viec=["b"])
    assert office(contest).post(line_url(contest, "work"), data).status_code == MOVED
    assert contest.line(V, "work").points == Dec(6)


def test_a_line_that_went_gives_the_text_back(contest: Contest):
    url, line = line_url(contest, "work"), contest.line(V, "work")
    ScoreLine.objects.filter(pk=line.pk).delete()
    answer = office(contest).post(url, once(_version=1, points="7", words="Đã viết dài"))
    assert answer.status_code == GONE
    assert "Đã viết dài" in answer.content.decode()
    assert office(contest).get(url).status_code == GONE


def test_a_closed_round_refuses_and_shows(contest: Contest):
    ScoringRound.objects.update(state=RoundState.FROZEN, frozen_at=SCORED)
    assert check(contest).status_code == REFUSED
    assert office(contest).get(sheet_url(contest, "sheet-detail")).status_code == OK


def test_the_council_writes_with_a_reason_and_goes_back_to_its_board(contest: Contest):
    claim(contest)
    finish(contest)
    board = f"/cham-diem/dot/{contest.round.pk}/hoi-dong/"
    url = line_url(contest, "work", "hoi-dong") + "?tu=bang"
    assert url in office(contest).get(board).content.decode()
    version = contest.line(V, "work").version
    assert office(contest).post(url, once(_version=version, points="8", words="")).status_code == FAULTS
    answer = office(contest).post(url, once(_version=version, points="8", words="Thống nhất"))
    assert answer.url == board
    page = office(contest).get(board).content.decode()
    assert "Hội đồng 8" in page
    assert "Thống nhất" in page
    assert "tự chấm 8,75" in page
    assert head(contest).get(board).status_code == REFUSED


def test_pages_ask_the_same_for_three_and_thirty(contest: Contest):
    office_browser = office(contest)
    urls = [
        f"/cham-diem/dot/{contest.round.pk}/phieu/",
        f"/cham-diem/dot/{contest.round.pk}/hoi-dong/?xem=tat-ca",
        f"/cham-diem/dot/{contest.round.pk}/hoi-dong/",
        sheet_url(contest, "sheet-detail"),
        sheet_url(contest, "sheet-check"),
        line_url(contest, "work"),
    ]
    claim(contest)
    few = [queries_of(office_browser, url) for url in urls]
    group = Criterion.objects.get(key="work").group
    units = [
        contest.season.commune.units["Thôn 1"].__class__.objects.create(
            authority=contest.season.commune.authority, name=f"Thôn {place}", kind="village"
        )
        for place in range(10, 40)
    ]
    for place in range(30):
        Criterion.objects.create(
            group=group,
            key=f"k{place}",
            name=f"K{place}",
            position=9 + place,
            maximum=1,
            rule_kind="CHUYEN_GIA",
        )
    sheets = [
        contest.round.sheets.create(authority=contest.season.commune.authority, unit=unit) for unit in units
    ]
    ScoreLine.objects.bulk_create(
        ScoreLine(sheet=sheet, criterion=criterion, council_points=1, council_reason="Vì")
        for sheet in sheets
        for criterion in Criterion.objects.all()
    )
    sheet = contest.sheet(V)
    ScoreLine.objects.bulk_create(
        ScoreLine(sheet=sheet, criterion=one) for one in Criterion.objects.filter(key__startswith="k")
    )
    assert [queries_of(office_browser, url) for url in urls] == few
    assert max(few) <= 12


def test_the_history_of_a_line_waits_as_well(contest: Contest):
    claim(contest)
    history = f"/lich-su/scoring.scoreline/{contest.line(V, 'work').pk}/"
    assert office(contest).get(history).status_code == GONE
    finish(contest)
    assert CLAIM in office(contest).get(history).content.decode()


def test_points_stay_once_the_check_is_done(contest: Contest):
    finish(contest)
    line = contest.line(V, "work")
    with pytest.raises(giving.NotTakenError, match="Đã thẩm định xong"):
        giving.give(
            line, Column.SECOND, Given(Dec(9)), expected=line.version, by=by_office(contest), at=SCORED
        )
    said = Given(line.second_points, "Theo sổ họp.")
    assert giving.give(line, Column.SECOND, said, expected=line.version, by=by_office(contest), at=SCORED)


def by_office(contest: Contest):
    return contest.season.other_office


def test_points_that_take_away_are_said_in_words(contest: Contest):
    ScoreLine.objects.filter(criterion__key="late").update(auto_points=Dec("-1.5"), auto_state="scored")
    text = office(contest).get(sheet_url(contest, "sheet-check")).content.decode()
    assert "trừ 1,5 điểm, tự tính" in text
    assert "-1,5" not in text
