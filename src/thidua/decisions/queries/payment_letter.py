"""The payment list of a decision as a paper to sign."""

from decimal import Decimal

from thidua.core.dates import show_date
from thidua.core.quantities import format_number, in_words
from thidua.decisions.models import Decision
from thidua.decisions.queries.fund_pages import PaymentSheet, is_due
from thidua.papers.official import Letter, Paragraph, Section, Signature, Table, day_in_words

_HEADER = ("STT", "Người, đơn vị được khen", "Hình thức", "Số tiền (đồng)", "Người nhận", "Ký nhận")
_WIDTHS = (1, 4, 3, 3, 3, 2)


def payment_letter(decision: Decision, sheet: PaymentSheet) -> Letter:
    """Lay the list out, with room for names and signatures where nobody took the money yet."""
    authority = decision.authority
    number = decision.paper.number if decision.paper else ""
    rows = tuple(
        (
            str(award.position),
            award.recipient,
            award.kind_name,
            format_number(Decimal(award.paid)),
            award.payment.received_by if hasattr(award, "payment") else "",
            "",
        )
        for award in sheet.awards
        if is_due(award)
    )
    total = Decimal(sheet.due)
    return Letter(
        agency=f"ỦY BAN NHÂN DÂN\n{authority.name.upper()}",
        number="",
        place_and_day=day_in_words(authority.place, None),
        kind="DANH SÁCH CHI TIỀN THƯỞNG",
        title=f"Theo Quyết định số {number} ngày {show_date(decision.decided_on)}",
        sections=(
            Section("", (Table(_HEADER, rows, _WIDTHS, frozenset({3})),)),
            Section(
                "",
                (Paragraph(f"Tổng số: {format_number(total)} đồng (bằng chữ: {in_words(total)} đồng)."),),
            ),
        ),
        signatures=(Signature(("NGƯỜI LẬP",)), Signature(("KẾ TOÁN",)), Signature(("CHỦ TỊCH",))),
        closing=".",
    )
