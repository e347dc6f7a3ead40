"""Charts as they stand in a page: an image with words, colours by class, nothing written by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.template import Context, Template
from lxml import html

from thidua.core import charts


def draw(tag: str, **values: object) -> str:
    return Template(f"{{% load charts %}}{{% {tag} %}}").render(Context(values))


def _svg(text: str) -> html.HtmlElement:
    drawn = html.fromstring(text)
    assert drawn.get("role") == "img"
    assert "style" not in text
    return drawn


def test_a_bar_carries_its_words_and_its_tick():
    drawn = _svg(
        draw(
            "bar drawn 'risk' words",
            drawn=charts.bar(Fraction(585, 1000), Fraction(3, 4)),
            words="58,5%, lẽ ra 75%",
        )
    )
    assert drawn.get("class") == "bar risk"
    assert drawn.get("aria-label") == "58,5%, lẽ ra 75%"
    assert [rect.get("width") for rect in drawn.iter("rect")] == ["100%", "58.5%"]
    assert drawn.find("line").get("x1") == "75%"


def test_a_bar_without_a_level_to_expect_has_no_tick():
    assert "<line" not in draw("bar drawn 'ok' 'đạt'", drawn=charts.bar(Fraction(1)))


def test_words_are_escaped():
    assert "<b>" not in draw("bar drawn 'ok' words", drawn=charts.bar(Fraction(1)), words='"><b>')


def test_a_spark_is_drawn_from_three_periods_on():
    levels = [Decimal(1), Decimal(2), Decimal(4)]
    drawn = _svg(draw("spark drawn '3 tháng'", drawn=charts.spark(levels)))
    assert drawn.get("viewbox") == "0 0 92 28"
    assert len(drawn.find("polyline").get("points").split()) == 3
    assert draw("spark drawn 'một tháng'", drawn=charts.spark([Decimal(1)])) == ""


def test_a_history_shows_two_lines_the_goal_and_a_scale_in_vietnamese_numbers():
    at = charts.At
    drawn = charts.history(
        [at(date(2024, 3, 31), Decimal(500), "Tháng 3"), at(date(2024, 6, 30), Decimal(1100), "Tháng 6")],
        [at(date(2024, 1, 1), Decimal(0)), at(date(2024, 12, 31), Decimal(3000))],
        Decimal(3000),
    )
    page = _svg(draw("history drawn 'Cả năm'", drawn=drawn))
    assert len(page.findall("line[@class='act']")) == 1
    assert len(page.findall("line[@class='exp']")) == 1
    assert len(page.findall("line[@class='goal']")) == 1
    assert [text.text for text in page.iter("text")] == ["0", "1.000", "2.000", "3.000", "Tháng 3", "6"]


def test_nothing_to_draw_is_nothing():
    assert draw("history drawn 'x'", drawn=None) == ""
    assert draw("bar drawn 'ok' 'x'", drawn=None) == ""
