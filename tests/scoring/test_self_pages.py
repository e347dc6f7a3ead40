"""The unit scores itself on a phone: cards kept whole or one by one, nothing lost, sent after a look."""

import re
from decimal import Decimal as Dec

from tests.contest import SCORED, Contest
from tests.pages import queries_of
from tests.scoring.scorers import cards, head, office, once, sheet_url

from thidua.foundation.models import AuditEntry
from thidua.scoring.enums import RoundState, SelfState
from thidua.scoring.models import Criterion, CriterionGroup, ScoreLine, ScoringRound
from thidua.scoring.services import lines

V = "Thôn 1"
OK, MOVED, REFUSED, GONE, CLASH, FAULTS = 200, 302, 403, 404, 409, 422


def post(contest: Contest, data: dict[str, str], name: str = "sheet-self"):
    return head(contest).post(sheet_url(contest, name), data)


def test_the_form_shows_what_is_typed_and_what_is_computed(contest: Contest):
    ScoreLine.objects.filter(criterion__key="fish").update(auto_points=30, auto_state="scored")
    page = head(contest).get(sheet_url(contest, "sheet-self")).content.decode()
    fish, work = contest.line(V, "fish").pk.hex, contest.line(V, "work").pk.hex
    assert f'name="d-{work}"' in page
    assert f'name="d-{fish}"' not in page
    assert "30 điểm</b>, tự tính từ số liệu" in page
    assert "0 trong 2 tiêu chí" in page
    assert "100 điểm tất cả" not in page


def test_boxes_to_fill_come_first_and_the_others_are_folded_with_their_count(contest: Contest):
    page = head(contest).get(sheet_url(contest, "sheet-self")).content.decode()
    filled, folded = page.split('<details class="why mt-4"')
    assert "Xem 4 tiêu chí không phải ghi</summary>" in folded
    for key in ("work", "model"):
        assert contest.line(V, key).pk.hex in filled
    for key in ("fish", "poor", "health", "late"):
        assert f'id="tc-{contest.line(V, key).pk.hex}"' in folded
    assert "thưởng đến 3 điểm" in filled


def opened(contest: Contest, query: str = "") -> list[bool]:
    """Return for each group with boxes to fill whether it stands open."""
    page = head(contest).get(sheet_url(contest, "sheet-self") + query).content.decode()
    return ["open" in found for found in re.findall('<details class="part"([^>]*)>', page)]


def test_the_next_group_to_fill_is_open_and_the_one_somebody_comes_for(contest: Contest):
    work, model = contest.line(V, "work"), contest.line(V, "model")
    assert opened(contest) == [True, False]
    assert opened(contest, f"?mo={model.pk.hex}") == [True, True]
    post(contest, cards((work, "8")))
    assert opened(contest) == [False, True]
    post(contest, cards((model, "3")))
    assert opened(contest) == [False, False]
    check = head(contest).get(sheet_url(contest, "sheet-send")).content.decode()
    assert f"{sheet_url(contest, 'sheet-self')}?mo={model.pk.hex}#d-{model.pk.hex}" in check


def test_a_group_with_a_fault_stands_open(contest: Contest):
    sent = cards((contest.line(V, "work"), "8"), (contest.line(V, "model"), "bảy"))
    page = post(contest, sent).content.decode()
    assert re.findall('<details class="part"([^>]*)>', page) == ["", " open"]


def test_a_box_says_when_it_needs_proof_and_what_the_steps_are_worth(contest: Contest):
    steps = {"steps": [{"key": "a", "name": "có kế hoạch", "points": "3"}]}
    Criterion.objects.filter(key="model").update(rule_kind="MOC", rule=steps, reading="person")
    page = head(contest).get(sheet_url(contest, "sheet-self")).content.decode()
    assert "Chấm đủ 10 điểm thì phải có minh chứng" in page
    assert "<li>Có kế hoạch: 3 điểm</li>" in page


def test_the_whole_form_is_kept_and_leads_on(contest: Contest):
    sent = cards(
        (contest.line(V, "work"), "7,25"), (contest.line(V, "model"), "1.5"), notes={"work": "Có biên bản"}
    )
    answer = post(contest, {**sent, "xem": "1"})
    assert (answer.status_code, answer.url) == (MOVED, sheet_url(contest, "sheet-send"))
    work = contest.line(V, "work")
    assert (work.self_points, work.self_note) == (Dec("7.25"), "Có biên bản")
    assert contest.line(V, "model").self_points == Dec("1.5")
    assert post(contest, sent).url == sheet_url(contest, "sheet-self")
    assert contest.line(V, "work").version == work.version


def test_what_is_wrong_comes_back_and_the_rest_is_kept(contest: Contest):
    for text, words in (
        ("11", "Tối đa 10 điểm"),
        ("-1", "không âm"),
        ("bảy", "Ghi số, ví dụ"),
        ("7,3", "cách nhau"),
    ):
        sent = cards((contest.line(V, "work"), text), (contest.line(V, "model"), "3"))
        answer = post(contest, sent)
        page = answer.content.decode()
        assert answer.status_code == FAULTS
        assert words in page
        assert f'value="{text}"' in page
        assert contest.line(V, "work").self_points is None
        assert contest.line(V, "model").self_points == Dec(3)


def test_a_button_of_proof_keeps_the_form_first(contest: Contest):
    line = contest.line(V, "work")
    answer = post(contest, {**cards((line, "8")), "minh-chung": str(line.pk)})
    assert answer.url.endswith(f"/cham-diem/dong/{line.pk}/minh-chung/")
    assert contest.line(V, "work").self_points == Dec(8)
    assert post(contest, {**cards((line, "8")), "minh-chung": "x"}).url == sheet_url(contest, "sheet-self")


def test_a_card_is_kept_while_it_is_typed(contest: Contest):
    line = contest.line(V, "work")
    url = sheet_url(contest, "sheet-self") + f"{line.pk}/"
    browser = head(contest)
    answer = browser.post(url, cards((line, "8")), headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == OK
    assert f'name="v-{line.pk.hex}" value="2"' in page
    assert "1 trong 2 tiêu chí" in page
    assert 'id="nhom-2" hx-swap-oob="true"' in page
    bad = browser.post(url, cards((contest.line(V, "work"), "80")), headers={"HX-Request": "true"})
    assert (bad.status_code, "Tối đa 10 điểm" in bad.content.decode()) == (CLASH, True)
    assert contest.line(V, "work").self_points == Dec(8)
    computed = sheet_url(contest, "sheet-self") + f"{contest.line(V, 'fish').pk}/"
    assert browser.post(computed, cards((contest.line(V, "fish"), "8"))).status_code == GONE


def test_two_people_of_a_unit_choose_between_two_versions(contest: Contest):
    line = contest.line(V, "work")
    post(contest, cards((line, "8")))
    answer = post(contest, cards((line, "6")))
    page, key = answer.content.decode(), line.pk.hex
    assert answer.status_code == CLASH
    assert "Bản đã lưu: <b>8</b>" in page
    assert f'name="d-{key}"' in page
    assert 'value="6"' in page
    assert AuditEntry.objects.filter(action="foundation.version.refuse").exists()
    now = contest.line(V, "work")
    assert post(contest, {**cards((line, "6")), f"lay-{key}": "da-luu"}).status_code == MOVED
    assert contest.line(V, "work").self_points == Dec(8)
    assert post(contest, {**cards((line, "6")), f"lay-{key}": str(now.version)}).status_code == MOVED
    assert contest.line(V, "work").self_points == Dec(6)


def test_a_criterion_removed_meanwhile_gives_the_text_back(contest: Contest):
    line = contest.line(V, "work")
    sent = cards((line, "8"), (contest.line(V, "model"), "3"), notes={"work": "Đã họp 12 buổi"})
    ScoreLine.objects.filter(pk=line.pk).delete()
    answer = post(contest, sent)
    page = answer.content.decode()
    assert answer.status_code == CLASH
    assert "Đã họp 12 buổi" in page
    assert "Tổ chức phong trào, điểm" in page
    assert contest.line(V, "model").self_points == Dec(3)


def test_a_round_closed_meanwhile_gives_the_text_back(contest: Contest):
    sent = cards((contest.line(V, "work"), "8"), notes={"work": "Đã họp 12 buổi"})
    ScoringRound.objects.update(state=RoundState.PROVISIONAL)
    answer = post(contest, sent)
    page = answer.content.decode()
    assert answer.status_code == REFUSED
    assert "Đã họp 12 buổi" in page
    assert "kết quả dự kiến" in page
    assert contest.line(V, "work").self_points is None


def test_sending_names_what_is_lacking_then_closes_the_column(contest: Contest):
    browser, url = head(contest), sheet_url(contest, "sheet-send")
    page = browser.get(url).content.decode()
    assert "Còn 2 tiêu chí cần xem" in page
    assert 'form="gui"' not in page
    refused = browser.post(url, once(_version=contest.sheet(V).version))
    assert (refused.status_code, contest.sheet(V).self_state) == (FAULTS, SelfState.DRAFT)
    post(contest, cards((contest.line(V, "work"), "8"), (contest.line(V, "model"), "0")))
    assert 'form="gui"' in browser.get(url).content.decode()
    assert browser.post(url, once(_version=contest.sheet(V).version)).status_code == MOVED
    assert contest.sheet(V).self_state == SelfState.SENT
    page = browser.get(sheet_url(contest, "sheet-self"))
    assert "đã gửi" in page.content.decode()
    assert browser.get(url).status_code == REFUSED


def test_the_office_sends_it_back_and_the_reason_stands_on_the_form(contest: Contest):
    post(contest, cards((contest.line(V, "work"), "8"), (contest.line(V, "model"), "0")))
    head(contest).post(sheet_url(contest, "sheet-send"), once(_version=contest.sheet(V).version))
    url = sheet_url(contest, "sheet-back")
    assert office(contest).post(url, once(_version=contest.sheet(V).version)).status_code == FAULTS
    data = once(_version=contest.sheet(V).version, reason="Thiếu ảnh họp thôn")
    assert office(contest).post(url, data).status_code == MOVED
    assert "Thiếu ảnh họp thôn" in head(contest).get(sheet_url(contest, "sheet-self")).content.decode()


def test_nobody_else_opens_the_form(contest: Contest):
    assert head(contest, "Thôn 2").get(sheet_url(contest, "sheet-self")).status_code == REFUSED
    assert office(contest).get(sheet_url(contest, "sheet-self")).status_code == REFUSED


def test_more_criteria_ask_no_more_queries(contest: Contest):
    browser, url = head(contest), sheet_url(contest, "sheet-self")
    browser.get(url)
    few = queries_of(browser, url)
    group = CriterionGroup.objects.get(key="xa-hoi")
    for place in range(30):
        criterion = Criterion.objects.create(
            group=group,
            key=f"k{place}",
            name=f"Tiêu chí {place}",
            position=9 + place,
            maximum=1,
            rule_kind="CHUYEN_GIA",
        )
        for sheet in contest.round.sheets.all():
            ScoreLine.objects.create(sheet=sheet, criterion=criterion)
    lines.refresh(contest.round, by=contest.season.office, at=SCORED)
    assert queries_of(browser, url) == few <= 12
