"""The unit scores itself in a workbook: out, filled, in again; nothing is lost, nothing overwritten."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal as Dec
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from tests.contest import SCORED, Contest
from tests.papers.sheet_maker import bare_xlsx, make_xlsx, sheet_xml
from tests.scoring.scorers import head, office, sheet_url

from thidua.papers.workbooks import cell_name, read_sheets
from thidua.scoring.enums import Column, SelfState
from thidua.scoring.models import ScoreSheet
from thidua.scoring.services import giving
from thidua.scoring.services.giving import Given

V = "Thôn 1"
POINTS, NOTE, KEY = 4, 5, 6
Change = Callable[[Any, Any], Any]


def handed_out(contest: Contest) -> list[list[Any]]:
    answer = head(contest).get(sheet_url(contest, "self-workbook"))
    assert answer.status_code == 200
    (sheet,) = read_sheets(answer.content, "tu-cham-diem.xlsx")
    return [list(row) for row in sheet.rows]


def row_of(rows: list[list[Any]], contest: Contest, key: str) -> list[Any]:
    return next(row for row in rows if row[KEY] == contest.line(V, key).pk.hex)


def taken_in(contest: Contest, rows: list[list[Any]], change: Change | None = None) -> HttpResponse:
    file = SimpleUploadedFile("tu-cham-diem.xlsx", make_xlsx(rows, change=change))
    return head(contest).post(sheet_url(contest, "self-fill"), {"tep": file})


def give(contest: Contest, points: str, note: str = "") -> None:
    line = contest.line(V, "work")
    given, by = Given(Dec(points), note), contest.season.heads[V]
    giving.give(line, Column.SELF, given, expected=line.version, by=by, at=SCORED)


def test_it_goes_out_is_filled_and_comes_in(contest: Contest):
    give(contest, "7.25", "Có biên bản")
    rows = handed_out(contest)
    assert len([row for row in rows if row[KEY]]) == 4
    work = row_of(rows, contest, "work")
    assert (work[POINTS], work[NOTE]) == (7.25, "Có biên bản")
    work[POINTS] = 8.5
    row_of(rows, contest, "model")[POINTS] = "1,5"
    answer = taken_in(contest, rows)
    assert (answer.status_code, answer.url) == (302, sheet_url(contest, "sheet-self"))
    line = contest.line(V, "work")
    assert (line.self_points, line.self_note) == (Dec("8.5"), "Có biên bản")
    assert contest.line(V, "model").self_points == Dec("1.5")


def test_as_it_went_out_it_changes_nothing_and_an_empty_row_keeps_what_is_saved(contest: Contest):
    give(contest, "7.25", "Có biên bản")
    rows, before = handed_out(contest), contest.line(V, "work").version
    assert taken_in(contest, rows).status_code == 302
    for empty in ("", "  "):
        row_of(rows, contest, "work")[POINTS:KEY] = [empty, empty]
        assert taken_in(contest, rows).status_code == 302
    line = contest.line(V, "work")
    assert (line.self_points, line.version) == (Dec("7.25"), before)


def test_points_left_empty_beside_a_note_keep_what_is_saved(contest: Contest):
    give(contest, "7.25", "Có biên bản")
    rows = handed_out(contest)
    row_of(rows, contest, "work")[POINTS] = ""
    assert taken_in(contest, rows).status_code == 302
    row_of(rows, contest, "work")[NOTE] = "Có hai biên bản"
    assert taken_in(contest, rows).status_code == 302
    line = contest.line(V, "work")
    assert (line.self_points, line.self_note) == (Dec("7.25"), "Có hai biên bản")
    page = head(contest).get(sheet_url(contest, "self-fill")).text
    assert "Ô điểm để trống thì giữ điểm đã lưu." in page


def test_a_formula_without_a_result_is_told_with_its_cell(contest: Contest):
    rows = handed_out(contest)
    at = rows.index(row_of(rows, contest, "work"))
    row_of(rows, contest, "model")[POINTS] = 1.5
    for column, letter in ((POINTS, "E"), (NOTE, "F")):
        answer = taken_in(
            contest,
            rows,
            lambda _book, sheet, column=column: sheet.write_formula(at, column, "=3+4", None, ""),
        )
        assert answer.status_code == 422
        assert f"Ô {letter}{at + 1}: công thức chưa có kết quả." in answer.text
    assert contest.line(V, "model").self_points is None


def test_a_criterion_that_stands_twice_is_told_with_both_rows(contest: Contest):
    rows = handed_out(contest)
    work = row_of(rows, contest, "work")
    rows.append([*work[:POINTS], 3, *work[NOTE:]])
    work[POINTS] = 8
    answer = taken_in(contest, rows)
    assert answer.status_code == 422
    assert f"Dòng {len(rows)}: tiêu chí" in answer.text
    assert f"đã có ở dòng {rows.index(work) + 1}. Chỉ để lại một dòng." in answer.text
    assert contest.line(V, "work").self_points is None


def test_what_is_wrong_comes_back_at_its_card_and_the_rest_is_kept(contest: Contest):
    rows = handed_out(contest)
    row_of(rows, contest, "work")[POINTS] = 11
    row_of(rows, contest, "model")[POINTS] = 3
    answer = taken_in(contest, rows)
    assert answer.status_code == 422
    assert "Tối đa 10 điểm" in answer.text
    assert 'value="11"' in answer.text
    assert contest.line(V, "work").self_points is None
    assert contest.line(V, "model").self_points == 3


def test_an_old_file_overwrites_nothing(contest: Contest):
    rows = handed_out(contest)
    give(contest, "7.25")
    row_of(rows, contest, "work")[POINTS] = 6
    answer = taken_in(contest, rows)
    assert answer.status_code == 409
    assert "Chưa có gì bị ghi đè." in answer.text
    assert contest.line(V, "work").self_points == Dec("7.25")


def test_two_sheets_of_one_title_are_told_and_nothing_is_taken(contest: Contest):
    work = contest.line(V, "work")
    file = two_of_one_title([work.pk.hex, str(work.version), "8"], [work.pk.hex, str(work.version), "9"])
    sent = {"tep": SimpleUploadedFile("tu-cham-diem.xlsx", file)}
    answer = head(contest).post(sheet_url(contest, "self-fill"), sent)
    assert answer.status_code == 422
    assert "hai trang tính cùng tên" in answer.text
    assert contest.line(V, "work").self_points is None


def two_of_one_title(*rows: list[str]) -> bytes:
    """Write each row below the keys on a sheet of its own."""
    keys = ["ma", "ban", "diem", "so", "tieu-chi", "cach-cham", "toi-da", "giai-trinh"]
    sheets = [sheet_xml("".join(map(_row, (1, 2, 3), (keys, keys, row)))) for row in rows]
    return bare_xlsx(*sheets, names=["Tự chấm"] * len(sheets))


def _row(number: int, cells: list[str]) -> str:
    texts = "".join(
        f'<c r="{cell_name(number - 1, place)}" t="inlineStr"><is><t>{text}</t></is></c>'
        for place, text in enumerate(cells)
    )
    return f'<row r="{number}">{texts}</row>'


def test_a_row_of_another_sheet_is_told_and_not_kept(contest: Contest):
    rows = handed_out(contest)
    row = row_of(rows, contest, "work")
    row[POINTS], row[KEY] = 8, contest.line("Thôn 2", "work").pk.hex
    answer = taken_in(contest, rows)
    assert answer.status_code == 409
    assert "Có tiêu chí không còn trong phiếu này nên chưa lưu." in answer.text
    assert contest.line("Thôn 2", "work").self_points is None


def test_days_other_files_and_none_are_refused_in_words(contest: Contest):
    rows = handed_out(contest)
    row_of(rows, contest, "work")[POINTS] = date(2024, 5, 8)
    day = taken_in(contest, rows)
    assert (day.status_code, "Excel đã đổi số thành ngày." in day.text) == (422, True)
    other = taken_in(contest, [["Tên", "Điểm"], ["A", 1]])
    assert (other.status_code, "Đây không phải tệp tự chấm." in other.text) == (422, True)
    none = head(contest).post(sheet_url(contest, "self-fill"), {})
    assert (none.status_code, "Chọn tệp tự chấm rồi gửi." in none.text) == (422, True)


def test_a_sent_sheet_is_neither_handed_out_nor_taken_in(contest: Contest):
    rows = handed_out(contest)
    assert "Tự chấm bằng Excel" in head(contest).get(sheet_url(contest, "sheet-self")).text
    ScoreSheet.objects.filter(pk=contest.sheet(V).pk).update(self_state=SelfState.SENT, self_sent_at=SCORED)
    row_of(rows, contest, "work")[POINTS] = 8
    assert taken_in(contest, rows).status_code == 403
    assert head(contest).get(sheet_url(contest, "self-workbook")).status_code == 403
    assert office(contest).get(sheet_url(contest, "self-fill")).status_code == 403
    assert contest.line(V, "work").self_points is None
