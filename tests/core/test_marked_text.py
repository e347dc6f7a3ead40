from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.marked_text import Block, Mark, Paragraph, clauses, line_blocks, mark_up

TEXT = "1. Kinh tế:\nTăng trưởng 11% trở lên; lúa 2.205\ntấn; trồng 3 ngàn cây."


def shown(paragraphs: tuple[Paragraph, ...]) -> list[list[str]]:
    return [
        [f"[{piece.text}]" if piece.mark else piece.text for piece in paragraph.pieces]
        for paragraph in paragraphs
    ]


def at(words: str, key: str = "v1") -> Mark:
    start = TEXT.index(words)
    return Mark(start, start + len(words), key)


def test_marks_stand_in_their_paragraph() -> None:
    marks = [at("lúa 2.205\ntấn", "v2"), at("Tăng trưởng 11% trở lên")]
    paragraphs = mark_up(TEXT, line_blocks(TEXT), marks)
    assert shown(paragraphs) == [
        ["1. Kinh tế:"],
        ["[Tăng trưởng 11% trở lên]", "; ", "[lúa 2.205]"],
        ["[tấn]", "; trồng 3 ngàn cây."],
    ]
    first, second = paragraphs[1].pieces[2], paragraphs[2].pieces[0]
    assert (first.begins, first.ends, second.begins, second.ends) == (True, False, False, True)


def test_of_overlapping_marks_the_first_is_kept() -> None:
    marks = [at("Tăng trưởng 11%"), at("11% trở lên", "v2")]
    assert shown(mark_up(TEXT, line_blocks(TEXT), marks))[1][0] == "[Tăng trưởng 11%]"


def test_a_place_without_words_is_kept() -> None:
    paragraphs = mark_up(TEXT, [Block(0, len(TEXT))], [Mark(0, 0, "t1"), at("11%")])
    assert [piece.text for piece in paragraphs[0].pieces][:3] == ["", "1. Kinh tế:\nTăng trưởng ", "11%"]


def test_a_page_break_without_words_is_no_paragraph() -> None:
    blocks = [Block(0, 11), Block(11, 11, "page_break"), Block(12, len(TEXT))]
    paragraphs = mark_up(TEXT, blocks, [])
    assert [paragraph.role for paragraph in paragraphs] == ["paragraph", "paragraph"]
    assert "\n".join(piece.text for paragraph in paragraphs for piece in paragraph.pieces) == TEXT


def test_signs_of_markdown_are_told_from_words() -> None:
    text = "**2.1. Kinh tế:** tăng **11%**"
    (paragraph,) = mark_up(text, line_blocks(text), [])
    assert [(piece.text, piece.is_sign) for piece in paragraph.pieces] == [
        ("**", True),
        ("2.1. Kinh tế:", False),
        ("**", True),
        (" tăng ", False),
        ("**", True),
        ("11%", False),
        ("**", True),
    ]
    assert all(text[piece.start :].startswith(piece.text) for piece in paragraph.pieces)


def test_hashes_of_a_heading_are_signs_only_where_a_line_begins() -> None:
    text = "### III. Tổ chức\nĐiểm # 2"
    pieces = [p for paragraph in mark_up(text, line_blocks(text), []) for p in paragraph.pieces]
    assert [(piece.text, piece.is_sign) for piece in pieces] == [
        ("### ", True),
        ("III. Tổ chức", False),
        ("Điểm # 2", False),
    ]


def test_clauses_to_pick_from_tell_what_is_taken() -> None:
    found = [(clause.text, clause.is_used) for clause in clauses(TEXT, [at("11% trở lên")])]
    assert found == [
        ("1. Kinh tế:", False),
        ("Tăng trưởng 11% trở lên", True),
        ("lúa 2.205\ntấn", False),
        ("trồng 3 ngàn cây", False),
    ]


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted)


@settings(deadline=None)
@given(st.text("ab;. \n", max_size=60), st.lists(spans, max_size=8))
def test_no_letter_is_lost_or_doubled(text: str, ranges: list[list[int]]) -> None:
    marks = [Mark(start, end, f"v{number}") for number, (start, end) in enumerate(ranges)]
    blocks = line_blocks(text)
    paragraphs = mark_up(text, blocks, marks)
    words = ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs]
    assert words == [text[block.start : block.end] for block in blocks]
    assert all(text[clause.start : clause.end] == clause.text for clause in clauses(text, marks))


def test_the_number_of_a_heading_is_no_clause() -> None:
    text = "2. Chỉ tiêu\n2.1. Về kinh tế. Trồng 3 ha; 4 ha rừng.\nNăm 2024. Hết"
    assert [(clause.text, clause.has_figures) for clause in clauses(text, [])] == [
        ("2. Chỉ tiêu", False),
        ("2.1. Về kinh tế", False),
        ("Trồng 3 ha", True),
        ("4 ha rừng", True),
        ("Năm 2024", True),
        ("Hết", False),
    ]


def test_a_line_broken_at_the_margin_is_one_clause_with_the_next() -> None:
    lines = [
        "Thực hiện Kế hoạch của Ban chấp hành Đảng bộ xã về phát triển kinh tế - xã",
        "hội năm 2024, Ủy ban nhân dân xã giao các thôn trồng mới 12.000 cây xanh và",
        "vận động nhân dân hiến đất mở đường; xây dựng 2,5 km rãnh thoát nước ở các",
        "khu dân cư.",
        "- Giảm 5 hộ nghèo",
        "- Tăng 3 ha lúa",
    ]
    assert [clause.words for clause in clauses("\n".join(lines), [])] == [
        f"{lines[0]} {lines[1]} vận động nhân dân hiến đất mở đường",
        "xây dựng 2,5 km rãnh thoát nước ở các khu dân cư",
        "Giảm 5 hộ nghèo",
        "Tăng 3 ha lúa",
    ]


def test_a_clause_without_an_end_is_cut_at_commas() -> None:
    found = list(clauses("Thu ngân sách đạt 5 tỷ đồng, " * 300, []))
    assert all(clause.text.startswith("Thu") and clause.text.endswith("đồng") for clause in found)
    assert max(len(clause.text) for clause in found) < 1000
    assert sum(clause.text.count("5 tỷ") for clause in found) == 300
    assert max(len(clause.text) for clause in clauses("a" * 5000, [])) == 1000
