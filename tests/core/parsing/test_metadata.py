import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.metadata import read_metadata
from thidua.core.parsing.naming import name_from_capitals, sentence_from_capitals, spell_out


def frame_of(text):
    return read_metadata(lay_out(text)).metadata


def letter(head="UBND XÃ AN LẠC\nSố: 12/UBND\nV/v phát động thi đua\n", foot=""):
    return f"{head}\nAn Lạc, ngày 05 tháng 4 năm 2024\n\nKính gửi: Các thôn.\n\nNội dung thi đua.\n\n{foot}"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 157/KH-UBND", "157/KH-UBND"),
        ("Số: 07 /KH-UBND", "07/KH-UBND"),
        ("Số:      /KH-UBND", "/KH-UBND"),
        ("Số: …/KH-UBND", "/KH-UBND"),
        ("Số: ......./QĐ-UBND", "/QĐ-UBND"),
        ("Số 12-NQ/ĐU", "12-NQ/ĐU"),
        ("Số      -KH/ĐU", "-KH/ĐU"),
        ("Số: 41/2024/NQ-HĐND", "41/2024/NQ-HĐND"),
        ("SỐ: 19/CT-UBND", "19/CT-UBND"),
        ("Số: 84 QĐ/TWĐTN", "84 QĐ/TWĐTN"),
        ("Số: 05", "05"),
        ("Số:", None),
    ],
)
def test_number_lines(line, number):
    assert (
        frame_of(f"UBND XÃ AN LẠC\n{line}\n\nAn Lạc, ngày 5 tháng 4 năm 2024\n\nKẾ HOẠCH\nThi đua\n").number
        == number
    )


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        ("Cẩm Lĩnh, ngày 05 tháng 4 năm 2024", "Cẩm Lĩnh", "2024-04-05"),
        ("*Cẩm Lĩnh, ngày     tháng 4 năm 2024*", "Cẩm Lĩnh", "2024-04"),
        ("TP. Hồ Chí Minh, ngày 1 tháng 2 năm 2025", "TP. Hồ Chí Minh", "2025-02-01"),
        ("Bắc Hà, ngày ... tháng ... năm 2025", "Bắc Hà", "2025"),
        ("Buôn Ma Thuột, ngày 5/4/2025", "Buôn Ma Thuột", "2025-04-05"),
        ("Ngày 05 tháng 4 năm 2024", None, "2024-04-05"),
        ("Quận 9, ngày  04   tháng 6  năm 2014", "Quận 9", "2014-06-04"),
    ],
)
def test_date_lines(line, place, date):
    frame = frame_of(f"UBND XÃ AN LẠC\nSố: 1/KH-UBND\n{line}\n\nKẾ HOẠCH\nThi đua năm 2024\n")
    assert (frame.place, frame.date) == (place, date)


@pytest.mark.parametrize(
    ("lines", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN\nXÃ AN LẠC", "Ủy ban nhân dân xã An Lạc"),
        ("UBND HUYỆN BA VÌ\nỦY BAN NHÂN DÂN XÃ AN LẠC", "Ủy ban nhân dân xã An Lạc"),
        ("ỦY BAN NHÂN DÂN TỈNH ĐÔNG SƠN\nSỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
        ("HUYỆN ỦY BA VÌ\nĐẢNG ỦY XÃ AN LẠC\n*", "Đảng ủy xã An Lạc"),
        ("TỈNH ỦY ĐÔNG SƠN\n*", "Tỉnh ủy Đông Sơn"),
        ("BAN CHẤP HÀNH\nĐẢNG BỘ XÃ AN LẠC", "Ban Chấp hành Đảng bộ xã An Lạc"),
        ("MTTQ VIỆT NAM XÃ AN LẠC\nBAN THƯỜNG TRỰC", "Ban Thường trực"),
        ("HỘI ĐỒNG NHÂN DÂN\nTHÀNH PHỐ NAM GIANG", "Hội đồng nhân dân thành phố Nam Giang"),
    ],
)
def test_the_last_body_above_the_number_issues(lines, issuer):
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert frame_of(f"{lines}\nSố: 12/KH\n{motto}\n\nKẾ HOẠCH\nThi đua\n").issuer == issuer


@pytest.mark.parametrize(
    ("foot", "signer", "title"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\nNguyễn Văn An", "Nguyễn Văn An", "Chủ tịch"),
        ("TM. UBND XÃ\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n(Đã ký)\nLê Thị Bình", "Lê Thị Bình", "Phó Chủ tịch"),
        ("TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nTrần Cường", "Trần Cường", "Chánh Văn phòng"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nY Thanh", "Y Thanh", "Phó Bí thư"),
        ("Q. CHỦ TỊCH\nTS. Phạm Duy", "Phạm Duy", "Q. Chủ tịch"),
        ("TM. ỦY BAN NHÂN DÂN CHỦ TỊCH Nguyễn Văn An", "Nguyễn Văn An", "Chủ tịch"),
        ("CHỦ TỊCH\nNGUYỄN VĂN AN", "Nguyễn Văn An", "Chủ tịch"),
        ("**KT. HIỆU TRƯỞNG**\n**PHÓ HIỆU TRƯỞNG**\n\n**Đỗ Thị Én**", "Đỗ Thị Én", "Phó Hiệu trưởng"),
        ("TRƯỞNG PHÒNG\nHồ Văn Giáp", "Hồ Văn Giáp", "Trưởng phòng"),
        ("P. GIÁM ĐỐC\n(đã ký)\nLê Thị Bình", "Lê Thị Bình", "Phó Giám đốc"),
        ("HIỆU TRƯỞNG\nPGS.TS. Trần Văn Cường", "Trần Văn Cường", "Hiệu trưởng"),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", None, None),
    ],
)
def test_signatures(foot, signer, title):
    frame = frame_of(letter(foot=foot))
    assert (frame.signer, frame.signer_title) == (signer, title)


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        ("QUỐC HỘI", "Quốc hội"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH HÀ TĨNH\nKHÓA XVIII, KỲ HỌP THỨ 5", "Hội đồng nhân dân tỉnh Hà Tĩnh"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN LẠC", "Ủy ban nhân dân xã An Lạc"),
        ("Quốc hội họp phiên toàn thể", None),
    ],
)
def test_a_body_that_stands_alone_under_the_title_issues(body, issuer):
    text = f"NGHỊ QUYẾT\n\nVề kế hoạch năm 2025\nvà các năm sau\n\n{body}\n\nCăn cứ Hiến pháp;\n"
    assert frame_of(text).issuer == issuer


def test_a_telegram_is_wired_to_its_addressees():
    frame = frame_of(
        "CÔNG ĐIỆN\nVề phòng, chống bão\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n\n"
        "- Bộ trưởng các Bộ;\n- Chủ tịch các tỉnh.\n\n"
        "Thủ tướng Chính phủ yêu cầu các Bộ triển khai.\n"
    )
    assert (frame.type, frame.issuer) == ("Công điện", "Thủ tướng Chính phủ")
    assert frame.addressees == ("Bộ trưởng các Bộ", "Chủ tịch các tỉnh")


@pytest.mark.parametrize("title", ["THƯ CỦA CHỦ TỊCH NƯỚC", "THƯ CHÚC MỪNG CÁC CHÁU"])
def test_letters_to_all_are_a_kind(title):
    assert frame_of(f"{title}\n\nKính gửi: Nhân dân cả nước.\n\nThi đua là yêu nước.\n").type == "Thư"


def test_a_subject_without_its_mark_stands_below_the_number():
    frame = frame_of(letter("UBND XÃ AN LẠC\nSố: 21/UBND\nVề thực hiện chế độ\nbáo cáo định kỳ\n"))
    assert (frame.type, frame.subject) == ("Công văn", "thực hiện chế độ báo cáo định kỳ")


def test_a_page_title_above_the_head_is_no_title():
    frame = frame_of(
        "KẾ HOẠCH THI ĐUA NĂM 2025 TRƯỜNG TIỂU HỌC AN LẠC\n\nTRƯỜNG TIỂU HỌC AN LẠC\n\nSố: 02/KH-TH\n\n"
        "An Lạc, ngày 5 tháng 9 năm 2025\n\nKẾ HOẠCH\n\nPHÁT ĐỘNG THI ĐUA NĂM HỌC MỚI\n\nCăn cứ nhiệm vụ."
    )
    assert (frame.number, frame.subject) == ("02/KH-TH", "Phát động thi đua năm học mới")
    assert frame.issuer == "Trường Tiểu học An Lạc"


@pytest.mark.parametrize(
    ("foot", "recipients"),
    [
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", ("Như trên", "Lưu: VT")),
        ("Nơi nhận: Như trên; Các thôn; Lưu: VT.", ("Như trên", "Các thôn", "Lưu: VT")),
        ("*Nơi nhận:*\n+ TT. Đảng ủy;\n+ Lưu VT", ("TT. Đảng ủy", "Lưu VT")),
        (
            "Nơi nhận:\nNhư Điều 3;\nCác thôn;\nLưu: VT.\n\nPHỤ LỤC\nBảng điểm",
            ("Như Điều 3", "Các thôn", "Lưu: VT"),
        ),
        (
            "NƠI NHẬN:\n- Các ban, ngành, đoàn thể\nxã;\n- Lưu: VT, TĐKT (02b).",
            ("Các ban, ngành, đoàn thể xã", "Lưu: VT, TĐKT (02b)"),
        ),
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT\nd:\\CV\\thi dua", ("Như trên", "Lưu: VT")),
        ("Nơi nhận: - Như trên; - Sở Nội vụ; - Lưu: VT.", ("Như trên", "Sở Nội vụ", "Lưu: VT")),
        (
            "Nơi nhận:      TM. UBND XÃ\n- Như trên;      CHỦ TỊCH\n- Lưu: VT.\n      Lê An",
            ("Như trên", "Lưu: VT"),
        ),
    ],
)
def test_recipients(foot, recipients):
    assert frame_of(letter(foot=foot)).recipients == recipients


@pytest.mark.parametrize(
    ("lines", "addressees"),
    [
        ("Kính gửi: Ủy ban nhân dân huyện Ba Vì.", ("Ủy ban nhân dân huyện Ba Vì",)),
        ("Kính gửi:\n- Các thôn;\n- Các trường; Trạm y tế.", ("Các thôn", "Các trường; Trạm y tế")),
        ("Kính gửi: Các thôn; các trường.", ("Các thôn", "các trường")),
        ("Kính gởi:\nCác thôn,\nCác trường học.", ("Các thôn", "Các trường học")),
        ("Kính gửi:\nCác thôn;\nCác trường học.", ("Các thôn", "Các trường học")),
        ("Kính gửi:     – Các thôn;\n              – Các trường.", ("Các thôn", "Các trường")),
        (
            "Kính gửi:\n- Các cơ quan, đơn vị\ntrên địa bàn xã;\n- Các thôn.",
            ("Các cơ quan, đơn vị trên địa bàn xã", "Các thôn"),
        ),
    ],
)
def test_addressees(lines, addressees):
    assert (
        frame_of(f"UBND XÃ A\nSố: 1/UBND\n\n{lines}\n\nUBND xã đề nghị các thôn thực hiện.").addressees
        == addressees
    )


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (letter(), set()),
        (letter("UBND XÃ AN LẠC\nSố:    /UBND\nV/v thi đua\n"), {"number_blank"}),
        ("UBND XÃ A\nSố: 2/KH-UBND\nA, ngày    tháng 4 năm 2024\nKẾ HOẠCH\nThi đua\n", {"date_incomplete"}),
        (
            (
                "Số: 1/UBND\nV/v thi đua\n\nLạc An, ngày 5 tháng 4 năm 2024\n\nKính gửi: Các thôn.\n\n"
                "UBND xã đề nghị."
            ),
            {"issuer_inferred"},
        ),
    ],
)
def test_what_a_clerk_has_to_look_at(text, codes):
    assert {doubt.code for doubt in read_metadata(lay_out(text)).doubts} == codes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Kế hoạch đề ra một số chỉ tiêu: tăng 5%.",
        "Kế hoạch thi đua năm 2025 của xã An Lạc\n\nNgày 20/9, UBND xã ban hành Kế hoạch số 5/KH-UBND.",
        "Ông Nguyễn Văn An, Chủ tịch UBND xã phát biểu.\n\nXã có 5 thôn.",
    ],
)
def test_texts_about_documents_have_no_frame(text):
    frame = frame_of(text)
    assert frame == type(frame)()


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("UBND XÃ CẨM LĨNH", "Ủy ban nhân dân xã Cẩm Lĩnh"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
        ("ỦY BAN MTTQ VIỆT NAM XÃ A", "Ủy ban Mặt trận Tổ quốc Việt Nam xã A"),
        ("UBND xã An Lạc", "Ủy ban nhân dân xã An Lạc"),
        ("BAN THI ĐUA-KHEN THƯỞNG", "Ban Thi đua - Khen thưởng"),
        ("PHÒNG TỔ CHỨC – CÁN BỘ", "Phòng Tổ chức – Cán bộ"),
        ("TRƯỜNG T.H. AN LẠC", "Trường Tiểu học An Lạc"),
        ("TRƯỜNG THCS NGUYỄN DU", "Trường Trung học cơ sở Nguyễn Du"),
        ("TRƯỜNG MẦM NON XÃ AN LẠC", "Trường Mầm non xã An Lạc"),
    ],
)
def test_names_printed_in_capitals(capitals, name):
    assert name_from_capitals(capitals) == name


def test_titles_printed_in_capitals():
    assert sentence_from_capitals("PHÁT ĐỘNG THI ĐUA “VÌ DÂN” CỦA ỦY BAN NHÂN DÂN") == (
        "Phát động thi đua “Vì dân” của Ủy ban nhân dân"
    )
    assert sentence_from_capitals("Thi đua năm 2025") == "Thi đua năm 2025"
    assert spell_out("BTV, BCH") == "Ban Thường vụ, Ban Chấp hành"
