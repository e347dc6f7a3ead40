"""The words "trong đó" open the parts of a total, and something else closes them."""

import pytest

from thidua.core.parsing.layout import lay_out
from thidua.core.parsing.targets import read_targets

BELOW = "- Sản lượng 500 tấn, trong đó:\n+ lúa 300 tấn\n+ ngô 200 tấn\n- Đàn bò 50 con."
BESIDE = "- Sản lượng 500 tấn, trong đó: lúa 300 tấn; ngô 200 tấn.\n- Đàn bò 50 con."
WHOLE, RICE, MAIZE = ("Sản lượng", None), ("Lúa", "Sản lượng"), ("Ngô", "Sản lượng")


@pytest.mark.parametrize("text", [BELOW, BESIDE], ids=["below", "beside"])
def test_parts_end_where_another_item_begins(text):
    found = read_targets(lay_out(f"I. CHỈ TIÊU\n{text}"))
    assert [(target.name, target.parent) for target in found] == [WHOLE, RICE, MAIZE, ("Đàn bò", None)]


def test_words_without_a_total_above_open_no_parts():
    found = read_targets(lay_out("I. CHỈ TIÊU\n- Trong đó: lúa 300 tấn, ngô 200 tấn."))
    assert [(target.name, target.parent) for target in found] == [("Lúa", None), ("Ngô", None)]


def test_a_denominator_is_shared_by_what_is_listed_before_it():
    found = read_targets(lay_out("I. CHỈ TIÊU\n- 8 bác sĩ, 25 giường bệnh/1 vạn dân."))
    assert [target.unit for target in found] == ["bác sĩ/1 vạn dân", "giường bệnh/1 vạn dân"]
