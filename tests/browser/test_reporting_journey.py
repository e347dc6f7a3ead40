"""The half year of the sample commune is finished in a real browser, and its board held against a table.

Nine villages owe June. One reports on a phone, three by a workbook, four in the grid, one is late. Somebody
else looks at the figures, one goes back and is mended, a period is closed, reminders are sent, a round is
drawn. The chairman's board then shows what was worked out by hand, with and without JavaScript.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tests.browser.half_year import JUNE
from tests.browser.people import People, press, shows
from tests.demo.half_year_table import HALF_YEAR
from tests.papers.sheet_maker import make_xlsx

from thidua.demo.figures import MONTHS, VILLAGE_MONTHS
from thidua.demo.season import WAYS
from thidua.papers.workbooks import read_sheets

PHONE = {"width": 390, "height": 844}
STATUS = {
    "reached": "Đạt",
    "on_track": "Đúng tiến độ",
    "behind": "Chậm",
    "at_risk": "Nguy cơ",
    "not_reported": "Chưa báo cáo",
    "not_due": "Chưa đến kỳ",
}
IN_GRID = ("Thôn 2", "Thôn 3", "Thôn 8", "Thôn 9")
IN_WORKBOOK = ("Thôn 4", "Thôn 5", "Thôn 6")
WORDS = {"k": "không có"}
BUILT_BY = "tests.browser.half_year"


def typed(village: str, key: str) -> tuple[str, str]:
    """Return what a village writes for June: a number, or two of them."""
    line = VILLAGE_MONTHS[key].strip().splitlines()[int(village.removeprefix("Thôn ")) - 1]
    words = line.split()[MONTHS.index(JUNE)]
    count, _, whole = WORDS.get(words, words).partition("/")
    return count, whole


def test_june_is_reported_verified_and_seen_by_the_chairman(people: People, tmp_path: Path) -> None:
    give_income(people)
    open_periods(people)
    report_on_phone(people)
    take_workbook(people, tmp_path)
    fill_grid(people)
    verify_and_send_back(people)
    mend_on_phone(people)
    close_april(people)
    remind(people)
    draw(people)
    visit(people)
    read_board(people)


def give_income(people: People) -> None:
    """Give the nine villages what none was given yet."""
    page = people("vanphong")
    page.goto(people.address("/phong-trao/chi-tieu/{income}/giao/"))
    for number in range(1, 10):
        page.locator("tr", has_text=f"Thôn {number}").locator("input:visible").first.fill("56")
    press(page, "Lưu")
    shows(page, "9 đơn vị")


def open_periods(people: People) -> None:
    """Follow one target by school years, and open the period that this needs."""
    page = people("vanphong")
    page.goto(people.address("/phong-trao/chi-tieu/{school}/theo-doi/"))
    page.get_by_label("Kỳ báo cáo").select_option(label="Năm học")
    press(page, "Lưu")
    page.goto(people.address("/bao-cao/mo-ky/{movement}/"))
    shows(page, "Lập 1 kỳ mới")
    press(page, "Mở kỳ báo cáo")
    page.goto(people.address("/bao-cao/"))
    shows(page, "Năm học 2024–2025")


def report_on_phone(people: People) -> None:
    """Let Thôn 1 report, with a number ten times too large that the form asks about."""
    page = people("thon1", PHONE)
    page.goto(people.address("/bao-cao/{Thôn 1}/"))
    for key in VILLAGE_MONTHS:
        count, whole = ("33", "") if key == "ponds" else typed("Thôn 1", key)
        card = page.locator("section.fig", has=page.get_by_role("heading", name=re.compile(WAYS[key].name)))
        card.locator(".unit input").first.fill(count)
        if whole:
            card.locator(".unit input").last.fill(whole)
    press(page, "Xem lại trước khi gửi")
    shows(page, "ghi chú")
    page.get_by_role("link", name=re.compile("Sản lượng nuôi trồng")).first.click()
    card = page.locator("section.fig", has=page.get_by_role("heading", name="Sản lượng nuôi trồng"))
    card.get_by_label(re.compile("^Ghi chú cho số liệu")).fill("Thu hoạch tôm vụ xuân.")
    press(page, "Xem lại trước khi gửi")
    press(page, "Gửi báo cáo")
    shows(page, "Mã nhận")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def take_workbook(people: People, folder: Path) -> None:
    """Download the table of June, write three villages into it as in Excel, and hand it in again."""
    page = people("vanphong")
    page.goto(people.address(f"/bao-cao/ky/{{{JUNE}}}/nhap-tep/"))
    with page.expect_download() as told:
        page.get_by_role("link", name="Tải xlsx để ghi").click()
    rows = [list(row) for row in read_sheets(Path(told.value.path()).read_bytes())[0].rows]
    head = next(row for row in rows if row[0] == "Đơn vị")
    for row in rows:
        if row[0] in IN_WORKBOOK:
            for key in VILLAGE_MONTHS:
                place = next(n for n, title in enumerate(head) if str(title).startswith(WAYS[key].name))
                count, whole = typed(row[0], key)
                row[place] = count
                row[place + 1] = whole or row[place + 1]
    file = folder / "bao-cao-thang-6.xlsx"
    file.write_bytes(make_xlsx(rows))
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Đưa tệp lên và xem trước")
    press(page, "Nhập 18 số")
    shows(page, "Đã nhập")


def fill_grid(people: People) -> None:
    """Paste four villages as they come from Excel, save, and hand in all that are whole."""
    page = people("vanphong")
    page.goto(people.address(f"/bao-cao/ky/{{{JUNE}}}/luoi/"))
    titles = page.locator("#tu-cot option").all_inner_texts()
    lines = []
    for village in IN_GRID:
        cells = [""] * len(titles)
        for key in VILLAGE_MONTHS:
            place = next(n for n, title in enumerate(titles) if title.startswith(WAYS[key].name))
            cells[place], whole = typed(village, key)
            if whole:
                cells[place + 1] = whole
        lines.append("\t".join((village, *cells)))
    page.locator("#dan").fill("\n".join(lines))
    press(page, "Xem trước")
    shows(page, "ô sẽ đổi")
    press(page, "Lưu các ô đã ghi")
    press(page, re.compile("Nộp số liệu của 7 đơn vị"))
    shows(page, "7 đơn vị")


def verify_and_send_back(people: People) -> None:
    """Let the inspector look: one figure goes back, the villages 8 and 9 have to wait."""
    page = people("kiemtra")
    page.goto(people.address(f"/bao-cao/ky/{{{JUNE}}}/tham-dinh/"))
    row = row_of(page, "Thôn 1", "Sản lượng nuôi trồng")
    row.get_by_text("Trả lại đơn vị", exact=True).click()
    row.get_by_label("Lý do trả lại").fill("Tháng trước 3,1 tấn. Xem lại dấu phẩy.")
    row.get_by_role("button", name="Trả lại số này").click()
    expect(page.locator("main")).to_contain_text("trả lại", ignore_case=True)
    pass_all_but_last_two(page, people)


def row_of(page: Page, unit: str, target: str) -> Locator:
    """Return the row of one figure on the page of verification."""
    head = re.compile(f"^{unit}: {target}")
    return page.locator("tbody tr", has=page.get_by_role("rowheader", name=head))


def pass_all_but_last_two(page: Page, people: People) -> None:
    page.goto(people.address(f"/bao-cao/ky/{{{JUNE}}}/tham-dinh/"))
    for box in page.get_by_role("checkbox").all():
        row = page.locator("tbody tr", has=page.locator(f"[id='{box.get_attribute('id')}']"))
        if not re.match("Thôn [89]:", row.locator("th").inner_text()):
            box.check()
    press(page, "Đạt các số đã tích")


def mend_on_phone(people: People) -> None:
    page = people("thon1", PHONE)
    page.goto(people.address("/bao-cao/{Thôn 1}/"))
    shows(page, "Tháng trước 3,1 tấn. Xem lại dấu phẩy.")
    page.locator(".unit input").first.fill("3,3")
    press(page, "Xem lại trước khi gửi")
    press(page, "Gửi báo cáo")
    shows(page, "Mã nhận")
    verify_mended(people)


def verify_mended(people: People) -> None:
    inspector = people("kiemtra")
    inspector.goto(people.address(f"/bao-cao/ky/{{{JUNE}}}/tham-dinh/"))
    row = row_of(inspector, "Thôn 1", "Sản lượng nuôi trồng")
    row.get_by_role("button", name=re.compile("^Đạt")).click()
    expect(inspector.locator("body")).to_contain_text("đã đạt.", ignore_case=True)


def close_april(people: People) -> None:
    page = people("vanphong")
    page.goto(people.address("/bao-cao/ky/{Tháng 4/2024}/khoa/"))
    press(page, "Khóa kỳ")
    expect(page.locator("main")).to_contain_text("đã khóa", ignore_case=True)


def remind(people: People) -> None:
    page = people("vanphong")
    page.goto(people.address("/don-doc/"))
    press(page, re.compile("^Ghi là đã đọc.*Thôn 7"))
    press(page, re.compile("^Gửi.*cho Thôn 7"))
    page.goto(people.address("/don-doc/da-gui/"))
    shows(page, "Thôn 7")


def draw(people: People) -> None:
    """Plan a round of two villages, fix the list, and draw with a public number."""
    page = people("vanphong")
    page.goto(people.address("/kiem-tra/dot-moi/"))
    page.get_by_label("Tên đợt").fill("Kiểm tra số liệu tháng 6/2024")
    page.get_by_label("Kỳ báo cáo").select_option(label=JUNE)
    for village in ("Thôn 3", "Thôn 5"):
        page.get_by_label(village, exact=True).check()
    page.get_by_label("Số đơn vị sẽ rút").fill("1")
    page.get_by_label("Số công khai sẽ lấy từ đâu").fill("Giải đặc biệt xổ số miền Bắc ngày 11/7/2024")
    press(page, "Lập đợt kiểm tra")
    page.get_by_role("link", name="Chốt danh sách").first.click()
    press(page, "Chốt danh sách")
    page.get_by_role("link", name="Ghi số và rút thăm").first.click()
    page.get_by_label("Số công khai", exact=True).fill("52816")
    page.get_by_label("Ghi lại số công khai").fill("52816")
    press(page, "Rút 1 đơn vị")
    shows(page, "Rút 1 trong 2 đơn vị theo số công khai 52816")


def visit(people: People) -> None:
    """Send the inspector, who finds all as reported."""
    page = people("vanphong")
    page.locator("main").get_by_role("link", name=re.compile("^Thôn [35]$")).first.click()
    page.get_by_role("link", name="Phân công").first.click()
    page.get_by_label("Người kiểm tra").select_option(label="Đặng Văn E")
    press(page, "Phân công")
    shows(page, "Đã phân công")
    inspector = people("kiemtra")
    inspector.goto(page.url.split("?")[0])
    inspector.locator("main").get_by_role("link", name="Ghi kết quả").first.click()
    for choice in inspector.get_by_label("Khớp", exact=True).all():
        choice.check()
    press(inspector, "Lưu kết quả")
    press(inspector, "Chốt biên bản để ký")
    shows(inspector, "Đã chốt biên bản")


def read_board(people: People) -> None:
    """Hold the board against the table that was worked out by hand."""
    page = people("chutich")
    page.goto(people.address("/phong-trao/{movement}/ket-qua/"))
    rows = [" ".join(text.split()) for text in page.locator("tbody tr").all_inner_texts()]
    for key, shown, _, share, expected, status in HALF_YEAR:
        row = next(text for text in rows if text.removeprefix("trong đó: ").startswith(WAYS[key].name))
        for words in (shown, share, expected, STATUS[status.value]):
            assert words in row, (key, words, row)
    page.goto(people.address("/bang-dieu-hanh/"))
    shows(page, "Thôn 7")
    shows(page, "Sản lượng nuôi trồng")
