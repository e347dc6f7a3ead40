"""The sample half year ends in a real browser: from published places to certificates that strangers check.

The first three places are put forward, one of them waits for a complaint, one person is refused with the
article. The council counts paper ballots twice and a slip is caught. The chairman decides, money is paid,
thirty certificates are printed, their codes are read from the pictures of the pages, one award is taken back,
and the register is checked by the file that strangers run, with and without script.
"""

import io
import re
import subprocess
import sys
import zipfile
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import pypdfium2
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from tests.browser.decided_half_year import FIRST, SECOND_PLACE
from tests.browser.people import People, follow, press, shows
from tests.browser.serving import DESK, PHONE, context_of
from tests.demo.decided_table import PAID_IN_ALL

from thidua.core.quantities import format_number
from thidua.demo.commune import PASSWORD
from thidua.demo.granting import FALSE
from thidua.demo.nominees import FALSE_CLAIM, HELD_PAPER, PRAISED_BEFORE, PRAISED_BY, VOTED_DOWN
from thidua.demo.praising import MEETING, PAPERS, REFUSED_BECAUSE

KIND = "Giấy khen của Chủ tịch Ủy ban nhân dân xã"
LAW = "Luật 06/2022/QH15, điểm c khoản 2 điều 5"
MONEY = format_number(Decimal(PAID_IN_ALL))
WHY = "Hội đồng đã thảo luận và thống nhất."
BUILT_BY = "tests.browser.decided_half_year"


def test_the_half_year_ends_in_certificates(people: People, started: Browser, tmp_path: Path) -> None:
    put_first_places_forward(people)
    accept_by_the_law(people)
    refuse_with_the_article(people)
    see_one_wait(people)
    sit(people)
    count_twice(people)
    close_session(people)
    decide(people)
    sign_and_publish(people)
    pay(people)
    codes = print_certificates(people)
    check_as_stranger(people, started, codes)
    take_back(people, started, codes)
    check_register(people, started, tmp_path)


def put_first_places_forward(people: People) -> None:
    """One press drafts a nomination for each of the first three places, with the place as its ground."""
    page = people("vanphong")
    page.goto(people.address("/khen-thuong/dot/{round}/"))
    page.locator("main summary", has_text="Việc khác").click()
    follow(page, "Đề nghị từ bảng xếp hạng")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(3)
    page.get_by_label("Danh hiệu, hình thức").select_option(label=KIND)
    press(page, "Lập đề nghị cho đơn vị đã chọn")
    open_nomination(people, FIRST)
    shows(page, "hạng 1")
    take_step(page, "Gửi Văn phòng")


def accept_by_the_law(people: People) -> None:
    """Each rule stands with its article; what only people can judge is confirmed with its paper."""
    page = people("vanphong")
    shows(page, "Cần người xác nhận")
    follow(page, re.compile("^Xác nhận"))
    page.get_by_label("Đạt", exact=True).check()
    page.get_by_label("Căn cứ").fill(MEETING)
    press(page, "Xác nhận")
    shows(page, "Đủ điều kiện")
    fill_dossier(page)
    open_nomination(people, FIRST)
    take_step(page, "Nhận đủ hồ sơ")
    shows(page, "Đủ hồ sơ")
    people.season.run(BUILT_BY, "others")


def fill_dossier(page: Page) -> None:
    """The submission is written already; report and minutes have places that only people can fill."""
    shows(page, "Còn thiếu 3 văn bản")
    follow(page, "Mở hồ sơ")
    for words in ("", *PAPERS.values()):
        follow(page, "Soạn")
        if words:
            page.get_by_label("Nội dung").fill(words)
        press(page, "Lưu văn bản")
    shows(page, "Hồ sơ đủ văn bản.")


def refuse_with_the_article(people: People) -> None:
    page = people("vanphong")
    open_nomination(people, PRAISED_BEFORE)
    shows(page, "Không đủ điều kiện")
    shows(page, LAW)
    shows(page, PRAISED_BY)
    take_step(page, "Không xét", reason=REFUSED_BECAUSE)
    shows(page, REFUSED_BECAUSE)


def see_one_wait(people: People) -> None:
    """A complaint is being looked into: the village waits, and cannot be taken as complete meanwhile."""
    page = people("vanphong")
    open_nomination(people, SECOND_PLACE)
    shows(page, "Tạm dừng xét")
    shows(page, HELD_PAPER)
    shows(page, "Chưa nhận đủ hồ sơ được")


def sit(people: People) -> None:
    """Invite, write down who is there, send who is concerned out, and open."""
    page = people("vanphong")
    page.goto(people.address("/hoi-dong/{council}/phien/"))
    page.get_by_label("Đợt xét").select_option(index=1)
    page.get_by_label("Ngày họp").fill("22/8/2024")
    page.get_by_label("Giờ họp").fill("14 giờ")
    page.get_by_label("Địa điểm").fill("Phòng họp UBND xã")
    press(page, "Lập phiên họp")
    people.season.keys["session"] = page.url.rstrip("/").split("/")[-1]
    follow(page, "Đưa đề nghị vào")
    press(page, "Đưa vào phiên")
    shows(page, "Bùi Thị G thuộc tập thể được đề nghị")
    press(page, "Ghi đã gửi giấy mời")
    follow(page, "Ghi người dự")
    press(page, "Ghi người dự")
    shows(page, "Có mặt 7")
    follow(page, "Cử Ban kiểm phiếu")
    for name in ("Trần Thị B", "Phạm Thị C"):
        page.get_by_label(name).check()
    press(page, "Cử Ban kiểm phiếu")
    while (asked := page.locator("main").get_by_role("link", name="Xác nhận", exact=True)).count():
        asked.first.click()
        page.get_by_label("Ra ngoài khi bỏ phiếu").check()
        press(page, "Ghi câu trả lời")
    people.season.run(BUILT_BY, "sitting")
    follow(page, "Khai mạc")
    press(page, "Khai mạc")
    shows(page, "Đang họp")


def count_twice(people: People) -> None:
    """Two people enter apart; the second slips, is told where, and enters again."""
    office, counter = people("vanphong"), people("hoidong", PHONE)
    press(office, "Mở lượt này")
    address = office.url
    enter(office)
    shows(office, "1/2 người")
    counter.goto(address)
    enter(counter, slip=True)
    shows(counter, "Hai lần nhập lệch nhau ở 1 dòng")
    enter(counter)
    shows(counter, "2/2 người")
    expect(counter.locator("main")).not_to_contain_text("lệch nhau")
    people.season.run(BUILT_BY, "votes")


def enter(page: Page, *, slip: bool = False) -> None:
    """Write a count in which everybody agrees; a slip gives one vote to the other side."""
    row = page.get_by_role("row", name=re.compile("Bỏ phiếu trong phòng"))
    voters = int(row.get_by_role("cell").last.inner_text())
    for label, number in (("Phiếu phát ra", voters), ("Phiếu hợp lệ", voters)):
        page.get_by_label(label).fill(str(number))
    for label in ("Phiếu không hợp lệ", "Phiếu không dùng"):
        page.get_by_label(label).fill("0")
    for agree in page.get_by_label("Đồng ý", exact=True).all():
        agree.fill(str(voters))
    for disagree in page.get_by_label("Không đồng ý", exact=True).all():
        disagree.fill("0")
    if slip:
        page.get_by_label("Đồng ý", exact=True).first.fill(str(voters - 1))
        page.get_by_label("Không đồng ý", exact=True).first.fill("1")
    press(page, re.compile("^Ghi số phiếu|^Ghi lại"))


def close_session(people: People) -> None:
    page = people("vanphong")
    page.goto(people.address("/hoi-dong/phien/{session}/"))
    follow(page, "Bế mạc")
    press(page, "Bế mạc")
    shows(page, "Biên bản kiểm phiếu")
    row = page.get_by_role("row", name=re.compile(VOTED_DOWN))
    expect(row).to_contain_text("Không đạt")


def decide(people: People) -> None:
    """What is looked at before signing asks for a reason; the chairman issues with the password."""
    page = people("vanphong")
    page.goto(people.address("/khen-thuong/quyet-dinh/dot/{round}/"))
    page.get_by_label("Ngày quyết định").fill("26/8/2024")
    press(page, "Lưu dự thảo")
    people.season.keys["decision"] = page.url.rstrip("/").split("/")[-1]
    let_day_come(page, "26/8/2024")
    page.goto(people.address("/khen-thuong/quyet-dinh/{decision}/"))
    press(page, "Rà soát trước khi ký")
    press(page, "Trình Chủ tịch")
    chairman = people("chutich")
    chairman.goto(people.address("/khen-thuong/quyet-dinh/{decision}/truoc-khi-ky/"))
    shows(chairman, f"Cần {MONEY} đồng")
    for reason in chairman.locator("main form textarea").all():
        reason.fill(WHY)
    if chairman.get_by_role("button", name="Lưu lý do").count():
        press(chairman, "Lưu lý do")
    chairman.goto(people.address("/khen-thuong/quyet-dinh/{decision}/ban-hanh/"))
    chairman.get_by_label("Mật khẩu").fill(PASSWORD)
    press(chairman, "Ban hành quyết định")
    shows(chairman, "01/QĐ-UBND")


def let_day_come(page: Page, day: str) -> None:
    """The sample commune stands still until its office lets a day come."""
    page.goto(urljoin(page.url, "/xa-mau/ngay/"))
    page.get_by_label("Đưa xã mẫu sang ngày").fill(day)
    press(page, "Sang ngày này")


def sign_and_publish(people: People) -> None:
    page = people("vanphong")
    page.goto(people.address("/khen-thuong/quyet-dinh/{decision}/"))
    follow(page, "Đưa bản đã ký vào")
    attach_scan(page)
    page.goto(people.address("/khen-thuong/quyet-dinh/{decision}/"))
    press(page, "Công bố quyết định")
    shows(page, "Đã công bố")


def attach_scan(page: Page) -> None:
    """Attach a picture in the place of a scan."""
    kept = io.BytesIO()
    Image.new("RGB", (600, 850), "white").save(kept, "PNG")
    scan = {"name": "ban-ky.png", "mimeType": "image/png", "buffer": kept.getvalue()}
    page.locator("input[type=file]").set_input_files(scan)
    press(page, "Lưu bản đã ký")


def pay(people: People) -> None:
    page = people("vanphong")
    let_day_come(page, "30/8/2024")
    page.goto(people.address("/khen-thuong/quyet-dinh/{decision}/"))
    follow(page, "Chi tiền thưởng")
    page.get_by_label("Ngày chi").fill("30/8/2024")
    for tick in page.get_by_role("checkbox").all():
        tick.check()
    for name in page.get_by_label(re.compile("^Người nhận: ")).all():
        if not name.input_value():  # somebody comes for a village
            name.fill("Trưởng thôn đến nhận")
    press(page, "Ghi đã chi")
    shows(page, f"đã chi {MONEY} đồng")


def print_certificates(people: People) -> dict[str, str]:
    """Print all thirty, and read the code of each from the picture of its page; return addresses by name."""
    page = people("vanphong")
    page.goto(people.address("/khen-thuong/giay/theo/{decision}/"))
    press(page, "In 30 giấy")
    expect(page.get_by_role("link", name="Tải tệp 30 giấy")).to_be_visible()
    document = pypdfium2.PdfDocument(fetched(page, "Tải tệp 30 giấy"))
    found = {}
    for one in document:
        words = " ".join(one.get_textpage().get_text_bounded().split())
        (code,) = zxingcpp.read_barcodes(one.render(scale=3).to_pil())
        found[words] = code.text
    document.close()
    assert len(found) == 30
    return found


def check_as_stranger(people: People, started: Browser, codes: dict[str, str]) -> None:
    shown = look_up(people, started, address_of(codes, FIRST))
    assert "còn giá trị" in shown
    assert FIRST in shown
    assert "01/QĐ-UBND" in shown


def take_back(people: People, started: Browser, codes: dict[str, str]) -> None:
    """The office drafts a decision of revocation, the chairman issues it; signed, it ends the award."""
    chairman, certificates = people("chutich"), people.address("/khen-thuong/giay/theo/{decision}/")
    chairman.goto(certificates)
    chairman.get_by_role("link", name=re.compile(f"^Hủy khen thưởng.*{FALSE_CLAIM}")).click()
    page, revoking = people("vanphong"), chairman.url
    let_day_come(page, "16/9/2024")
    page.goto(revoking)
    follow(page, "Soạn quyết định hủy")
    page.get_by_label("Ngày văn bản").fill("16/9/2024")
    words = page.get_by_label("Nội dung")
    words.fill(words.input_value().replace("(ghi lý do và văn bản kết luận)", FALSE))
    press(page, "Lưu văn bản")
    shows(page, "Quyết định do Chủ tịch ban hành")
    chairman.goto(page.url)
    follow(chairman, "Ban hành, lấy số")
    chairman.get_by_label("Mật khẩu").fill(PASSWORD)
    press(chairman, "Ban hành, lấy số")
    shows(chairman, "02/QĐ-UBND")
    page.goto(chairman.url)
    follow(page, re.compile("bản đã ký"))
    attach_scan(page)
    chairman.goto(revoking)
    expect(chairman.get_by_role("radio", name=re.compile(FALSE_CLAIM))).to_be_checked()
    expect(chairman.get_by_label("Căn cứ pháp lý")).to_have_value(re.compile("Điều 93"))
    chairman.get_by_label("Lý do").fill(FALSE)
    chairman.get_by_label("Mật khẩu").fill(PASSWORD)
    press(chairman, "Hủy khen thưởng")
    shown = look_up(people, started, address_of(codes, FALSE_CLAIM))
    assert "đã bị hủy" in shown
    assert FALSE not in shown


def fetched(page: Page, name: str) -> bytes:
    """Return the file a link leads to."""
    address = page.locator("main").get_by_role("link", name=name).get_attribute("href")
    answer = page.request.get(urljoin(page.url, address))
    assert answer.ok
    return answer.body()


def address_of(codes: dict[str, str], name: str) -> str:
    return next(address for words, address in codes.items() if name in words)


def look_up(people: People, started: Browser, address: str) -> str:
    """Open an address as somebody without an account, on a phone."""
    stranger = context_of(started, people.season, size=PHONE, script=people.script)
    page = stranger.new_page()
    page.goto(address)
    shown = page.locator("main").inner_text()
    stranger.close()
    return shown


def check_register(people: People, started: Browser, folder: Path) -> None:
    """A stranger takes copy, note and checker and runs it: whole, and red once a word changed."""
    stranger = context_of(started, people.season, size=DESK, script=people.script)
    page = stranger.new_page()
    page.goto(people.address("/so-vang/"))
    with zipfile.ZipFile(io.BytesIO(fetched(page, "Tải bộ kiểm tra"))) as kept:
        kept.extractall(folder)
    stranger.close()
    command = [sys.executable, "-I", "-S", "verify.py", "so-vang.jsonl", "moc.txt", "khoa.txt"]
    whole = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (whole.returncode, whole.stdout[:4]) == (0, "Khớp")
    copy = (folder / "so-vang.jsonl").read_text("utf-8")
    (folder / "so-vang.jsonl").write_text(copy.replace(FIRST, "Thôn 5", 1), "utf-8")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode != 0


def open_nomination(people: People, name: str) -> None:
    page = people("vanphong")
    page.goto(people.address("/khen-thuong/dot/{round}/"))
    page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    page.wait_for_load_state()


def take_step(page: Page, title: str, *, reason: str = "") -> None:
    follow(page, title)
    if reason:
        page.get_by_label("Lý do").fill(reason)
    press(page, title)
