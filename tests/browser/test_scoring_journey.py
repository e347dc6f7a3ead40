"""The half year of the sample commune is scored in a real browser, from the criteria to the public places.

A set is tried out and locked, a pledge is talked over and signed, a round is opened. One village scores
itself on a phone, the inspector checks another without seeing what it said, the council changes a line, one
reply is heeded. The places are frozen, published, and held against what was worked out by hand, with and
without script.
"""

import re
from decimal import Decimal

from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.people import People, follow, press, shows
from tests.browser.scored_half_year import BARGAINER, CHECKED_HERE, SCORES_ITSELF
from tests.browser.serving import PHONE, ROOT, context_of
from tests.demo.scored_table import PLACES

from thidua.demo.commune import PASSWORD
from thidua.demo.contest import COUNCIL, NAME, PROOF, REPLY
from thidua.demo.promises import VILLAGE_BLOCK

DONE, QUALITY = "Các việc tổ chức phong trào", "Chất lượng tuyên truyền, vận động"
PHOTO = ROOT / "src" / "thidua" / "demo" / "photos" / PROOF
ASKED, WHY_ASKED = "40", "Hai tàu của thôn lên đà sửa đến tháng 9."
UNSEEN = "Đơn vị tự chấm"
BUILT_BY = "tests.browser.scored_half_year"


def test_the_half_year_is_scored_published_and_explained(people: People, started: Browser) -> None:
    try_out_and_lock(people)
    talk_pledge_over(people)
    sign_pledge(people)
    open_round(people)
    score_oneself_on_phone(people)
    check_without_seeing(people)
    decide_in_council(people)
    announce(people)
    reply_and_be_heeded(people)
    freeze(people)
    publish(people)
    read_places(people, started)
    follow_down_to_the_letter(people)


def try_out_and_lock(people: People) -> None:
    """Move a weight: somebody moves, and how firm each place is stands beside it. Then lock the set."""
    page = people("vanphong")
    page.goto(people.address("/cham-diem/bo-tieu-chi/{set}/thu/"))
    shows(page, "Độ chắc")
    page.get_by_label(re.compile("^Sản lượng đánh bắt")).fill("30")
    press(page, "Thử lại")
    shows(page, "đơn vị đổi hạng khi đổi điểm")
    expect(page.locator("main")).to_contain_text(re.compile(r"[1-9]\d* đơn vị đổi hạng"))
    page.goto(people.address("/cham-diem/bo-tieu-chi/{set}/khoa/"))
    shows(page, "không sửa được nữa")
    press(page, "Khóa bộ tiêu chí")
    expect(page.get_by_role("link", name="Lập bản mới")).to_be_visible()


def talk_pledge_over(people: People) -> None:
    """The office offers, the village asks for another number in one line on a phone, the office takes it."""
    office = people("vanphong")
    office.goto(people.address("/phong-trao/giao-uoc/{pledge}/"))
    follow(office, "Xem lại và gửi đơn vị")
    press(office, "Gửi đơn vị")
    head = people(head_of(BARGAINER), PHONE)
    head.goto(people.address("/phong-trao/giao-uoc/{pledge}/"))
    follow(head, "Trả lời từng dòng")
    line = head.get_by_role("group", name=re.compile("đánh bắt")).first
    line.get_by_label("Số đề nghị khác").fill(ASKED)
    line.get_by_label("Ý kiến").fill(WHY_ASKED)
    fits(head)
    press(head, "Gửi trả lời")
    shows(head, "Đồng ý thì tích vào ô này.")
    head.get_by_label("Đồng ý tất cả các dòng để trống").check()
    press(head, "Gửi trả lời")
    shows(head, WHY_ASKED)
    office.goto(people.address("/phong-trao/giao-uoc/{pledge}/"))
    follow(office, "Trả lời đơn vị")
    shows(office, WHY_ASKED)
    office.get_by_label("Nhận số của đơn vị ở tất cả các dòng để trống").check()
    press(office, "Gửi trả lời cho đơn vị")
    shows(office, "Thống nhất")


def sign_pledge(people: People) -> None:
    """The head signs with the password, then the chairman; the fingerprint stands below."""
    for username, size in ((head_of(BARGAINER), {"size": PHONE}), ("chutich", {})):
        page = people(username, **size)
        page.goto(people.address("/phong-trao/giao-uoc/{pledge}/"))
        follow(page, "Đọc và ký")
        shows(page, "Dấu vân tay của bản này")
        page.get_by_label("Mật khẩu").fill("sai-mat-khau")
        press(page, "Ký giao ước")
        shows(page, "Mật khẩu chưa đúng.")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        press(page, "Ký giao ước")
        shows(page, "Đã ký")
    shows(page, "Nội dung đã ký không sửa được")


def open_round(people: People) -> None:
    """Say what is scored by which set, read what opening does, and open."""
    page = people("vanphong")
    page.goto(people.address("/cham-diem/dot-moi/"))
    page.get_by_label("Tên đợt chấm").fill(NAME)
    page.get_by_label("Bộ tiêu chí").select_option(label="Thi đua các thôn, 6 tháng đầu năm 2024")
    page.get_by_label("Chấm cho").select_option(label=VILLAGE_BLOCK)
    page.get_by_label("Kết quả từ ngày").fill("1/1/2024")
    page.get_by_label("Đến hết ngày").fill("30/6/2024")
    page.get_by_label("Hạn đơn vị tự chấm").fill("19/7/2024")
    press(page, "Lập đợt chấm")
    expect(page).to_have_url(re.compile("/cham-diem/[0-9a-f-]{36}/"))
    people.season.keys["round"] = page.url.split("/")[-2]
    follow(page, "Mở đợt chấm")
    shows(page, "9 đơn vị có phiếu chấm")
    press(page, "Mở đợt chấm")
    shows(page, "Đã mở đợt chấm")


def score_oneself_on_phone(people: People) -> None:
    """Full points need a proof: the village is told so, sends a photo, and sends its sheet."""
    page = people(head_of(SCORES_ITSELF), PHONE)
    page.goto(people.address("/cham-diem/{round}/"))
    follow(page, SCORES_ITSELF)
    follow(page, re.compile("^Tự chấm"))
    fits(page)
    page.get_by_role("textbox", name=re.compile(DONE)).fill("10")
    page.get_by_role("textbox", name=re.compile(QUALITY)).fill("9")
    press(page, "Xem lại trước khi gửi")
    shows(page, "minh chứng")
    expect(page.get_by_role("button", name="Gửi phiếu tự chấm")).to_be_disabled()
    follow(page, re.compile(f"{DONE}:"))
    press(page, re.compile(f"^Gửi minh chứng.*{DONE}"))
    page.locator("input[type=file]").set_input_files(PHOTO)
    press(page, "Gửi minh chứng")
    shows(page, PROOF)
    page.get_by_role("link", name=f"Tự chấm, {SCORES_ITSELF}").click()
    press(page, "Xem lại trước khi gửi")
    shows(page, "1 minh chứng")
    press(page, "Gửi phiếu tự chấm")
    shows(page, "gửi")
    people.season.run(BUILT_BY, "self")


def check_without_seeing(people: People) -> None:
    """The inspector goes from line to line, finishes, and only then sees what the village gave itself."""
    page = people("kiemtra")
    page.goto(people.address("/cham-diem/dot/{round}/phieu/"))
    follow(page, CHECKED_HERE)
    unseen(page)
    follow(page, re.compile("^Thẩm định"))
    unseen(page)
    page.get_by_role("link", name="Chấm tiếp").click()
    unseen(page)
    page.get_by_label("có kế hoạch").check()
    page.get_by_label("họp thôn phát động").check()
    page.get_by_label("Lý do").fill("Chưa thấy biên bản họp sơ kết.")
    press(page, "Lưu, sang tiêu chí sau")
    expect(page.get_by_role("heading", level=1)).to_contain_text(QUALITY)
    unseen(page)
    page.get_by_label(re.compile("^Điểm")).fill("9")
    page.get_by_label("Lý do").fill("Bản tin đều, có một tuần bỏ sót.")
    press(page, "Lưu, sang tiêu chí sau")
    page.get_by_label("Đã xem, không có việc nào").check()
    press(page, "Lưu điểm")
    unseen(page)
    press(page, "Thẩm định xong")
    shows(page, "Khác với điểm tự chấm")
    row = page.locator("tbody tr", has_text=DONE)
    expect(row).to_contain_text("Chưa thấy biên bản họp sơ kết.")
    expect(row.locator("td[data-l='Tự chấm']")).to_have_text("10")
    expect(row.locator("td[data-l='Thẩm định']")).to_have_text("7")
    people.season.run(BUILT_BY, "check")


def unseen(page: Page) -> None:
    """Find neither the column of the village nor what it gave itself."""
    shows(page, CHECKED_HERE)
    expect(page.locator("main")).not_to_contain_text(UNSEEN)
    expect(page.locator("[data-l='Tự chấm']")).to_have_count(0)


def decide_in_council(people: People) -> None:
    """The council gives other points: refused without a reason, kept with one; its board is seen whole."""
    village, points, why = COUNCIL
    page = people("hoidong")
    page.goto(people.address("/cham-diem/{round}/"))
    follow(page, village)
    follow(page, re.compile(f"^Ghi điểm Hội đồng: {QUALITY}"))
    page.get_by_label("Điểm", exact=True).fill(points)
    press(page, "Lưu điểm")
    shows(page, "lý do")
    expect(page.get_by_role("button", name="Lưu điểm")).to_be_visible()
    page.get_by_label("Lý do").fill(why)
    press(page, "Lưu điểm")
    shows(page, "Đã ghi điểm")
    shows(page, why)
    page.goto(people.address("/cham-diem/dot/{round}/hoi-dong/?xem=tat-ca"))
    shows(page, why)
    assert page.locator(".scroll").evaluate("box => box.scrollWidth - box.clientWidth") <= 0


def press_knowingly(page: Page, button: str) -> None:
    """Take a step though one village is not checked to the end, as the page asks."""
    page.get_by_label(re.compile("^Vẫn .* khi 1 trong 9 phiếu chưa")).check()
    press(page, button)


def announce(people: People) -> None:
    """Refused without the tick: one village is not checked to the end."""
    page = people("vanphong")
    page.goto(people.address("/cham-diem/{round}/"))
    follow(page, "Báo kết quả dự kiến")
    shows(page, "5 ngày làm việc")
    press(page, "Báo kết quả dự kiến")
    press_knowingly(page, "Báo kết quả dự kiến")
    shows(page, "Đã báo kết quả dự kiến")


def reply_and_be_heeded(people: People) -> None:
    """Thôn 4 has the minutes that were missed; the office gives the points for them."""
    village, text = REPLY
    page = people(head_of(village), PHONE)
    page.goto(people.address("/cham-diem/{round}/y-kien/"))
    follow(page, "Gửi ý kiến")
    page.get_by_label("Về tiêu chí").select_option(label=DONE)
    page.get_by_label("Ý kiến").fill(text)
    page.get_by_label("Đề nghị điểm").fill("10")
    fits(page)
    press(page, "Gửi ý kiến")
    shows(page, "Chờ trả lời")
    office = people("vanphong")
    office.goto(people.address("/cham-diem/{round}/y-kien/"))
    shows(office, text)
    follow(office, "Trả lời")
    office.get_by_label("Chấp nhận", exact=True).check()
    office.get_by_label("Cột Hội đồng sửa thành").fill("10")
    office.get_by_label("Nội dung trả lời").fill("Đã đối chiếu biên bản, tính thêm việc họp sơ kết.")
    press(office, "Gửi trả lời")
    shows(office, "Chấp nhận")


def freeze(people: People) -> None:
    """Not while somebody may still answer; then with a reason for each criterion without points."""
    page = people("vanphong")
    page.goto(people.address("/cham-diem/{round}/chot/"))
    shows(page, "Các đơn vị còn gửi ý kiến được đến hết ngày")
    expect(page.get_by_role("button", name="Chốt kết quả")).to_have_count(0)
    follow(page, "Đưa ngày của xã mẫu đi tới")
    press(page, "Sang ngày này")
    press_knowingly(page, "Chốt kết quả")
    shows(page, "Ghi lý do để trống")
    page.locator("input[name^=empty_]").fill("Đơn vị không báo cáo đến ngày chốt.")
    press_knowingly(page, "Chốt kết quả")
    shows(page, "Đã chốt kết quả")


def publish(people: People) -> None:
    page = people("vanphong")
    page.goto(people.address("/cham-diem/{round}/"))
    follow(page, "Công bố kết quả")
    shows(page, "Công bố rồi không rút lại được.")
    press_knowingly(page, "Công bố kết quả")
    shows(page, "Đã công bố kết quả")


def read_places(people: People, started: Browser) -> None:
    """Hold the places against the table worked out by hand, as the chairman and as a stranger on a phone."""
    page = people("chutich")
    page.goto(people.address("/cham-diem/{round}/xep-hang/"))
    assert places_on(page) == expected_places()
    stranger = context_of(started, people.season, size=PHONE, script=people.script)
    public = stranger.new_page()
    public.goto(people.address("/cong-khai/xep-hang/{round}/"))
    assert places_on(public) == expected_places()
    fits(public)
    public.get_by_role("link", name=re.compile("^Vì sao Thôn 4")).click()
    shows(public, "Tổng điểm")
    assert "(minh họa)" not in public.content()
    assert "Đặng Văn E" not in public.content()
    stranger.close()


def expected_places() -> list[tuple[int, str, Decimal, str]]:
    return [(place, name, Decimal(points), rating) for place, name, points, rating in PLACES]


def places_on(page: Page) -> list[tuple[int, str, Decimal, str]]:
    """Return place, unit, points and rating of each row of the first table."""
    rows = page.get_by_role("region", name="Bảng xếp hạng").locator("tbody tr").all()
    return [
        (
            int(row.locator(".rank").inner_text()),
            row.locator("th .nb").inner_text().split(maxsplit=1)[1].strip(),
            number(row.locator("td[data-l='Điểm']")),
            row.locator("td[data-l='Xếp loại']").inner_text().strip(),
        )
        for row in rows
    ]


def follow_down_to_the_letter(people: People) -> None:
    """The lines of one village add up; each link of the chain below one line opens, down to the sentence."""
    page = people("chutich")
    page.goto(people.address("/cham-diem/{round}/xep-hang/"))
    follow(page, re.compile(f"^Vì sao {SCORES_ITSELF} hạng 3"))
    shows(page, "Từng tiêu chí")
    shown = [number(cell) for cell in page.locator("td[data-l='Được']").all()]
    assert sum(shown) == number(page.locator("#tong td[data-l='Tổng']")) == Decimal("91.09")
    follow(page, re.compile("đánh bắt"))
    for name in ("Cách tính, bằng lời", "Số liệu báo cáo", "Minh chứng", "Người thẩm định"):
        shows(page, name)
    sentence = page.locator("#cau-goc .mark").first.inner_text()
    open_each_link(page)
    follow(page, "Mở văn bản tại câu này")
    shows(page, " ".join(sentence.split())[:40])


def open_each_link(page: Page) -> None:
    chain = page.locator("ol.chain a[href]:not([href^='#'])").all()
    found = list(dict.fromkeys(str(link.get_attribute("href")) for link in chain))
    assert found
    assert any("/phong-trao/" in address for address in found)
    for address in found:
        answer = page.request.get(page.url.split("/cham-diem/")[0] + address)
        assert answer.ok, (address, answer.status)


def number(place: Locator) -> Decimal:
    return Decimal(place.inner_text().strip().replace(",", ".").replace("−", "-"))


def head_of(village: str) -> str:
    return f"thon{village.removeprefix('Thôn ')}"


def fits(page: Page) -> None:
    """Nothing is cut off at the side of a phone."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
