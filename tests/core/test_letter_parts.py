from hypothesis import given, settings
from hypothesis import strategies as st

from thidua.core.letter_parts import Part, cut, part_at
from thidua.core.marked_text import Mark, line_blocks, mark_up


def test_a_part_ends_at_a_line_or_a_space() -> None:
    lines = cut(("a" * 99 + "\n") * 700, [])
    assert [part.start % 100 for part in lines] == [0] * len(lines)
    words = cut("abcd " * 14_000, [])
    assert [part.start % 5 for part in words] == [0] * len(words)
    assert cut("a" * 30_001, []) == (Part(0, 30_000), Part(30_000, 30_001))
    assert cut("", []) == ()


def test_a_part_holds_a_bounded_number_of_marks() -> None:
    starts = range(10, 5010, 10)
    parts = cut("a" * 6000, starts)
    held = [sum(part.start <= start < part.end for start in starts) for part in parts]
    assert sum(held) == 500
    assert max(held) <= 201


@settings(deadline=None)
@given(st.integers(0, 90_000), st.lists(st.integers(0, 90_000), max_size=400).map(sorted))
def test_parts_cover_the_text_and_find_their_characters(length: int, starts: list[int]) -> None:
    parts = cut("ab \n" * (length // 4), starts)
    assert [part.end for part in parts[:-1]] == [part.start for part in parts[1:]]
    assert all(part.start < part.end for part in parts)
    for index, part in enumerate(parts):
        assert part_at(parts, part.start) == part_at(parts, part.end - 1) == index


def test_a_part_of_the_text_is_shown_as_in_the_whole() -> None:
    text = "1. Kinh tế:\nTăng trưởng 11%; lúa 2.205 tấn."
    mark = Mark(text.index("lúa"), text.index(" tấn"), "v1")
    (shown,) = mark_up(text, line_blocks(text), [mark], Part(text.index("11%"), len(text) - 5))
    assert [(piece.text, piece.mark is mark) for piece in shown.pieces] == [
        ("11%; ", False),
        ("lúa 2.205", True),
    ]
