import io
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from thidua.papers.certificates.faces import PLAIN, Face, Stock
from thidua.papers.certificates.printing import certificate_png, certificates_pdf, stock_test_pdf
from thidua.papers.errors import PaperError

AT = datetime(2025, 12, 20, 9, tzinfo=UTC)
LINK = "https://thidua.example.vn/k/"
ACHIEVEMENT = "Đã có thành tích xuất sắc trong phong trào thi đua phát triển kinh tế - xã hội năm 2025"
ANH = Face(
    decider="CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ CẨM LĨNH",
    verb="TẶNG",
    title="GIẤY KHEN",
    name="Nguyễn Thị Ngọc Ánh",
    detail="Thôn 5, xã Cẩm Lĩnh",
    achievement=ACHIEVEMENT,
    decision="Quyết định số 15/QĐ-UBND, ngày 20 tháng 12 năm 2025",
    number="31/2024",
    place_and_day="Cẩm Lĩnh, ngày 20 tháng 12 năm 2025",
    post="CHỦ TỊCH",
    signer="Lê Văn A",
    code="K7QM2XWP0001",
)
MM = 72 / 25.4
WIDTH, HEIGHT = 297 * MM, 210 * MM


def _print(*faces, stock=PLAIN):
    return pypdfium2.PdfDocument(certificates_pdf(faces, link=LINK, made_at=AT, stock=stock))


def _text(page):
    return " ".join(page.get_textpage().get_text_bounded().replace("\xa0", " ").split())


def _boxes(page):
    text = page.get_textpage()
    return [text.get_charbox(place) for place in range(text.count_chars())]


def test_every_line_of_the_law_stands_on_it():
    text = _text(_print(ANH)[0])
    heading = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số sổ vàng: 31/2024")
    wanted = (*heading, ANH.decider, "TẶNG", "GIẤY KHEN", ANH.name, ANH.detail, ACHIEVEMENT, ANH.decision)
    assert [line for line in (*wanted, ANH.place_and_day, ANH.post, ANH.signer) if line not in text] == []
    assert "Mã kiểm tra: K7QM 2XWP 0001" in text


def test_one_page_a_face_landscape():
    document = _print(*(replace(ANH, name=f"Người {n}", code=f"K7QM2XWP{n:04}") for n in range(30)))
    assert len(document) == 30
    assert [f"Người {n}" in _text(document[n]) for n in range(30)] == [True] * 30
    assert document[0].get_size() == pytest.approx((WIDTH, HEIGHT), abs=1)


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Phước Quý Thị Hoàng Bảo Ngọc Quỳnh Anh Thư Minh Nguyệt Hằng",
        "Tập thể cán bộ, đảng viên và nhân dân Thôn Hoàng Hoa Thám Trung Tâm xã Cẩm Lĩnh anh hùng",
        "W" * 45,
    ],
)
def test_a_long_name_shrinks_and_nothing_leaves_the_page(name):
    page = _print(replace(ANH, name=name))[0]
    assert name.replace(" ", "") in _text(page).replace(" ", "")
    left, bottom, right, top = (f(box[i] for box in _boxes(page)) for i, f in enumerate((min, min, max, max)))
    assert left > 9 * MM
    assert bottom > 9 * MM
    assert right < WIDTH - 9 * MM
    assert top < HEIGHT - 9 * MM


def test_a_long_achievement_does_not_run_into_the_signature():
    long = "Đã có thành tích xuất sắc trong lao động sản xuất. " * 12
    page = _print(replace(ANH, achievement=long))[0]
    text = page.get_textpage()
    end = text.search("sản xuất.")
    places = iter(end.get_next, None)
    lowest = min(text.get_charbox(place + count - 1)[1] for place, count in places)
    day = text.search("ngày 20 tháng 12 năm 2025")
    *_, (start, _) = iter(day.get_next, None)
    assert lowest > text.get_charbox(start)[3]


def test_what_fits_nowhere_is_named():
    with pytest.raises(PaperError, match=r"“Rất dài Rất dài.*dài quá chỗ in"):
        _print(replace(ANH, achievement="Rất dài " * 300))


def test_letters_outside_the_font_are_named():
    with pytest.raises(PaperError, match="漢"):
        _print(replace(ANH, name="Nguyễn 漢"))


@pytest.mark.parametrize("count", [0, 2001])
def test_a_batch_has_its_limits(count):
    with pytest.raises(PaperError, match="từ 1 đến 2000 giấy"):
        certificates_pdf([ANH] * count, link=LINK, made_at=AT)


def test_the_code_on_the_page_leads_to_the_check():
    document = _print(ANH, replace(ANH, code="ZZZZZZZZZZZZ"))
    pictures = [page.render(scale=3).to_pil() for page in document]
    assert [zxingcpp.read_barcodes(one)[0].text for one in pictures] == [
        LINK + ANH.code,
        f"{LINK}ZZZZZZZZZZZZ",
    ]


@pytest.mark.parametrize("stock", [PLAIN, Stock(has_frame=True, has_heading=True)])
def test_the_code_is_large_enough_for_a_poor_print_and_for_weak_eyes(stock):
    page = _print(ANH, stock=stock)[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
    corner = code.position
    assert code.text == LINK + ANH.code
    assert (corner.bottom_right.x - corner.top_left.x) * 25.4 / 150 >= 20
    text = page.get_textpage()
    start, count = text.search("K7QM 2XWP 0001").get_next()
    heights = [box[3] - box[1] for box in map(text.get_charbox, range(start, start + count))]
    assert max(heights) > 8 * 0.65, "a capital is two thirds of its size high"


def test_plain_paper_is_filled_from_top_to_bottom():
    boxes = [box for box in _boxes(_print(ANH)[0]) if box[3] > box[1]]
    above, below = HEIGHT - max(box[3] for box in boxes), min(box[1] for box in boxes)
    assert above == pytest.approx(below, abs=6 * MM)
    assert above < 30 * MM


def test_stock_leaves_room_for_its_emblem():
    printed = _print(ANH, stock=Stock(has_frame=True))[0]
    assert HEIGHT - max(box[3] for box in _boxes(printed)) > 38 * MM


def test_a_name_of_sixty_letters_stays_large():
    name = "Nguyễn Phước Quý Thị Hoàng Bảo Ngọc Quỳnh Anh Thư Minh Nguyệt"
    text = _print(replace(ANH, name=name))[0].get_textpage()
    boxes = [text.get_charbox(place) for word in name.split() for place in [text.search(word).get_next()[0]]]
    lowest, highest = min(box[1] for box in boxes), max(box[3] for box in boxes)
    assert highest - lowest < 17 * MM
    assert min(top - bottom for _, bottom, _, top in boxes) > 12


def test_the_stock_moves_what_is_printed():
    plain, moved = (_boxes(_print(ANH, stock=stock)[0])[0] for stock in (PLAIN, Stock(2.0, -1.5)))
    assert moved[0] - plain[0] == pytest.approx(2 * MM, abs=0.05)
    assert moved[1] - plain[1] == pytest.approx(1.5 * MM, abs=0.05)


def test_what_is_on_the_stock_is_not_printed_again():
    printed = _print(ANH, stock=Stock(has_frame=True, has_heading=True))[0]
    assert "CỘNG HÒA" not in _text(printed)
    assert len(list(printed.get_objects())) < len(list(_print(ANH)[0].get_objects()))


def test_the_same_faces_and_time_give_the_same_bytes():
    once, again = (certificates_pdf([ANH], link=LINK, made_at=AT) for _ in range(2))
    assert once == again
    assert b"pdfaid" in once


def test_the_test_page_says_how_far_printing_is_moved():
    document = pypdfium2.PdfDocument(stock_test_pdf(Stock(1.5, -2.0), made_at=AT))
    text = _text(document[0])
    assert len(document) == 1
    assert "dời phải 1,5 mm, dời xuống -2 mm" in text


def test_crosses_and_rulers_move_as_certificates_do():
    """What a ruler measures on the sheet: from its edges to the first cross, in mm."""
    plain, moved = (_ink(stock_test_pdf(stock, made_at=AT)) for stock in (PLAIN, Stock(3.0, -2.0)))
    assert plain == pytest.approx((15, 15), abs=0.2)
    assert moved == pytest.approx((18, 13), abs=0.2)


def _ink(pdf):
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=300 / 72).to_pil().convert("L")
    left, upper, *_ = page.point(lambda tone: 255 if tone < 160 else 0).getbbox()
    return left * 25.4 / 300, upper * 25.4 / 300


def test_pictures_in_a_list_are_light():
    whole, small = (certificate_png(ANH, made_at=AT, is_small=is_small) for is_small in (False, True))
    assert Image.open(io.BytesIO(whole)).width == 842
    assert Image.open(io.BytesIO(small)).width == 281
    assert len(whole) < 25_000
    assert len(small) < 7_000
