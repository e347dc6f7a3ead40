"""What tests read from the pages of standings: rows, numbers, words."""

from decimal import Decimal
from typing import Any

from django.test import Client
from django.urls import reverse
from lxml import html


def page_of(client: Client, name: str, *args: object, **query: str) -> Any:
    response = client.get(reverse(f"scoring:{name}", args=args), query)
    assert response.status_code == 200, response.status_code
    return html.fromstring(response.text)


def words_of(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def number_of(text: str) -> Decimal:
    """Read a number as a person does: "1.234,5" is one thousand two hundred thirty-four and a half."""
    return Decimal(text.strip().replace(".", "").replace(",", "."))


def rows_of(page: Any, label: str = "Bảng xếp hạng") -> list[str]:
    return [words_of(row) for row in page.xpath(f"//div[@aria-label='{label}']//tbody/tr")]


def sums_of(page: Any) -> tuple[Decimal, Decimal]:
    """Add up, from what the page shows, all lines and steps; return their sum and the total that is shown.

    Words in place of points count nothing; the sum of each group must be that of its rows.
    """
    lines = group = Decimal(0)
    for row in page.xpath("//div[starts-with(@aria-label, 'Các dòng điểm')]//tbody/tr"):
        shown = row.xpath("./td[@data-l='Được']")
        summed = row.xpath("./td[@data-l='Cộng']")
        total = row.xpath("./td[@data-l='Tổng']")
        if shown and not shown[0].xpath("./span"):
            lines += number_of(words_of(shown[0]))
            group += number_of(words_of(shown[0]))
        if summed:
            assert number_of(words_of(summed[0])) == group, words_of(row)
            group = Decimal(0)
        if total:
            return lines, number_of(words_of(total[0]))
    raise AssertionError("no total is shown")
