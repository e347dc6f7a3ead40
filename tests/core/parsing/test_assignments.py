import pytest

from thidua.core.parsing.assignments import read_assignments
from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.units_named import unit_at_head


def assigned(text, year=2025):
    return read_assignments(lay_out(text), year)


def units_in(text):
    return [item.unit for item in assigned(text)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ban văn hóa xã chủ trì phối hợp mở chuyên trang", "Ban văn hóa xã"),
        ("Văn phòng UBND xã: (Thường trực Hội đồng) theo dõi, đôn đốc", "Văn phòng UBND xã"),
        ("Giao Sở Y tế thành lập đoàn kiểm tra", "Sở Y tế"),
        ("Đề nghị Ủy ban MTTQ xã và các đoàn thể tích cực phối hợp", "Ủy ban MTTQ xã và các đoàn thể"),
        ("Các cơ quan, tổ chức, ban ngành xây dựng kế hoạch", "Các cơ quan, tổ chức, ban ngành"),
        ("Căn cứ Kế hoạch này, các thôn tổ chức ký giao ước", "các thôn"),
        ("Công chức Văn hóa - xã hội tham mưu khen thưởng", "Công chức Văn hóa - xã hội"),
        ("Ban Tổ chức Đảng ủy có trách nhiệm thẩm định", "Ban Tổ chức Đảng ủy"),
        ("Ban Chỉ huy Quân sự, Công an xã phối hợp tuần tra", "Ban Chỉ huy Quân sự, Công an xã"),
        ("Trưởng các thôn vận động nhân dân", "Trưởng các thôn"),
        ("2- Hội Nông dân xã phát động hội viên", "Hội Nông dân xã"),
    ],
)
def test_a_unit_ends_where_its_task_begins(text, unit):
    found = unit_at_head(text)
    assert found is not None
    assert text[found.start : found.end] == unit


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "Giao Giám đốc các sở: Y tế, Nội vụ và Chủ tịch UBND các xã tổ chức thực hiện.",
            ["Giám đốc các sở: Y tế, Nội vụ và Chủ tịch UBND các xã"],
        ),
        (
            "UBND huyện tổ chức hội thi.\n\nUBND huyện đề nghị Chủ tịch UBND các xã đôn đốc và cử đội thi.",
            ["Chủ tịch UBND các xã"],
        ),
        (
            "Hội đồng thi đua - Khen thưởng tỉnh đề nghị Hội đồng thi đua - khen thưởng các xã lập hồ sơ.",
            ["Hội đồng thi đua - khen thưởng các xã"],
        ),
        ("Ban tổ chức đề nghị mọi việc xong sớm.", []),
    ],
)
def test_a_letter_without_sections_orders_in_its_sentences(text, units):
    assert units_in(f"Kính gửi: Các xã\n\n{text}") == units
    assert units_in(text) == []


def test_an_article_that_orders_names_its_unit():
    text = (
        "QUYẾT ĐỊNH:\n\nĐiều 1. Phê duyệt Đề án.\n\nĐiều 2. Giao Sở Y tế chủ trì thực hiện.\n\n"
        "Điều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này./.\n"
    )
    assert units_in(text) == ["Sở Y tế"]


def test_an_item_that_ends_in_these_words_opens_no_section():
    text = (
        "1. Nhiệm vụ:\n- Đề xuất giải pháp và tổ chức thực hiện.\n2. Nhà ở:\n- Thành phố An Lạc:\n+ Dự án A."
    )
    assert units_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức tuyên truyền sâu rộng",
        "Ban hành kế hoạch",
        "Phòng, chống thiên tai",
        "Đoàn kết nội bộ",
        "Tăng cường kiểm tra các đơn vị",
        "Kinh phí: từ ngân sách xã",
        "Báo cáo kết quả định kỳ",
        "Trường hợp có vướng mắc báo cáo UBND xã",
        "",
    ],
)
def test_a_task_without_a_unit(text):
    assert unit_at_head(text) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "III. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\na) Chủ trì.\nb) Kiểm tra.\n2. Sở Nội vụ\nThẩm định hồ sơ.",
            ["Sở Y tế", "Sở Nội vụ"],
        ),
        (
            "**V. TỔ CHỨC THỰC HIỆN**\n\n- Sở Y tế: chủ trì.\n- Các thôn: ký giao ước.",
            ["Sở Y tế", "Các thôn"],
        ),
        (
            "II. Phân công trách nhiệm\n1. Phòng Kinh tế theo dõi.\n2. Kinh phí: ngân sách xã.",
            ["Phòng Kinh tế"],
        ),
        (
            (
                "IV. TỔ CHỨC THỰC HIỆN\n1. Phân công nhiệm vụ\n- Trạm Y tế: tiêm chủng.\n"
                "- Công an xã: tuần tra.\n2. Chế độ báo cáo\nHằng quý."
            ),
            ["Trạm Y tế", "Công an xã"],
        ),
        (
            "Điều 2. Tổ chức thực hiện\n1. Giao Ủy ban nhân dân xã tổ chức thực hiện Nghị quyết.",
            ["Ủy ban nhân dân xã"],
        ),
        (
            "IV. TỔ CHỨC THỰC HIỆN\nGiao Văn phòng UBND xã đôn đốc thực hiện.\nTrên đây là Kế hoạch.",
            ["Văn phòng UBND xã"],
        ),
        ("I. TỔ CHỨC THỰC HIỆN\n1. Các thôn ký giao ước.\n2. Các thôn báo cáo kết quả.", ["Các thôn"]),
        (
            "II. NỘI DUNG\n1. Sở Y tế\nKhám bệnh.\n2. Sở Nội vụ\nThi đua.\n3. Sở Tài chính\nKinh phí.",
            ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính"],
        ),
        (
            "UBND phường đề nghị:\n1. Các khu phố treo cờ.\n2. Công an phường tuần tra.",
            ["Các khu phố", "Công an phường"],
        ),
    ],
)
def test_units_of_a_section(text, units):
    assert units_in(text) == units


@pytest.mark.parametrize(
    "text",
    [
        (
            "I. ĐỐI TƯỢNG THI ĐUA\na) Ủy ban nhân dân xã, phường;\nb) Các tổ chức, doanh nghiệp;\n"
            "c) Cán bộ, công chức."
        ),
        "II. NHIỆM VỤ\n1. Tăng cường tuyên truyền.\n2. Đẩy mạnh chuyển đổi số.\n3. Các thôn ký giao ước.",
        "Nơi nhận:\n- Sở Nội vụ;\n- Các thôn;\n- Lưu: VT.",
        "Trong quá trình thực hiện nếu có khó khăn, các đơn vị báo cáo UBND xã.",
    ],
)
def test_lists_of_units_that_assign_nothing(text):
    assert units_in(text) == []


def test_the_excerpt_is_printed_in_the_text_and_ends_with_a_word():
    text = (
        "III. TỔ CHỨC THỰC HIỆN\n1. **Sở Y tế**\na) Chủ trì, phối hợp\n"
        "với các đơn vị kiểm tra; báo cáo.\n2. Các thôn "
    ) + "vận động nhân dân " * 30
    first, second = assigned(text)
    assert first.task_excerpt == "Chủ trì, phối hợp\nvới các đơn vị kiểm tra"
    assert second.task_excerpt in text
    assert second.task_excerpt.split()[-1] in {"vận", "động", "nhân", "dân"}


@pytest.mark.parametrize(
    ("task", "due", "due_text"),
    [
        ("báo cáo trước ngày 15/12/2025.", "2025-12-15", "trước ngày 15/12/2025"),
        ("hoàn thành trong quý III/2025.", "2025-09", "hoàn thành trong quý III/2025"),
        ("báo cáo trước ngày 25/11.", "2025-11-25", "trước ngày 25/11"),
        ("hằng quý, trước ngày 25 tháng cuối quý báo cáo.", None, "hằng quý, trước ngày 25 tháng cuối quý"),
        ("tuyên truyền thường xuyên.", None, None),
    ],
)
def test_deadlines(task, due, due_text):
    (item,) = assigned(f"III. TỔ CHỨC THỰC HIỆN\n1. Các thôn vận động nhân dân, {task}")
    assert (item.due, item.due_text, item.doubts) == (due, due_text, ())


def test_a_deadline_without_a_known_year_is_doubtful():
    (item,) = assigned("III. TỔ CHỨC THỰC HIỆN\n1. Các thôn báo cáo trước ngày 25/11.", year=None)
    assert item.due is None
    assert [doubt.code for doubt in item.doubts] == ["due_without_year"]
    assert "trước ngày 25/11" in item.doubts[0].question
