import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from thidua.papers.certificates.codes import codes_of
from thidua.papers.errors import PaperError

PREFIX = "https://thidua.example.vn/k/"
ends = st.text("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", min_size=12, max_size=12)


def _rows(text):
    code = segno.make(text.encode(), mode="byte", error="m", boost_error=False, mask=3, micro=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)


@given(st.lists(ends, min_size=1, max_size=5))
def test_each_code_is_the_one_drawn_alone(texts):
    assert [code.rows for code in codes_of(PREFIX, texts)] == [_rows(PREFIX + text) for text in texts]


@pytest.mark.parametrize("end", ["K7QM2XWP0001", "~~~~~~~~~~~~", "a"])
def test_a_reader_reads_it(end):
    (code,) = codes_of(PREFIX, [end])
    dark = [0 if digit == "1" else 255 for row in code.rows for digit in row]
    picture = Image.frombytes("L", (code.size, code.size), bytes(dark))
    wide = Image.new("L", (code.size + 8, code.size + 8), 255)
    wide.paste(picture, (4, 4))
    (found,) = zxingcpp.read_barcodes(
        wide.resize((wide.width * 8, wide.height * 8), Image.Resampling.NEAREST)
    )
    assert found.text == PREFIX + end


@pytest.mark.parametrize("texts", [["AB", "ABC"], ["Á"]])
def test_other_ends_are_refused(texts):
    with pytest.raises(PaperError, match="dài bằng nhau"):
        codes_of(PREFIX, texts)


def test_no_end_no_code():
    assert codes_of(PREFIX, []) == ()
