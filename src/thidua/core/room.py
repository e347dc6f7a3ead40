"""How long a number may be that is kept, so that every database returns it as it was written.

SQLite keeps 15 significant digits of a number and rounds the rest without a word; PostgreSQL keeps all. What
is longer is refused where it is written, whatever the database.
"""

from decimal import Context, Decimal

MAX_WHOLE_DIGITS = 14
MAX_DECIMAL_PLACES = 6
MAX_DIGITS = 15
TOO_LONG = "Số quá dài: nhiều nhất 14 chữ số trước dấu phẩy, 6 chữ số sau, tất cả không quá 15 chữ số."

_FIFTEEN = Context(prec=MAX_DIGITS)


def fits(number: Decimal) -> bool:
    """Say whether the columns that keep numbers keep this one digit for digit."""
    _, digits, exponent = number.normalize(Context(prec=max(1, len(number.as_tuple().digits)))).as_tuple()
    if not isinstance(exponent, int):
        return False
    is_short = len(digits) <= MAX_DIGITS and -exponent <= MAX_DECIMAL_PLACES
    return is_short and number.adjusted() < MAX_WHOLE_DIGITS


def without_noise(number: Decimal) -> Decimal:
    """Drop what binary numbers of a workbook add: 0,30000000000000004 is 0,3."""
    rounded = _FIFTEEN.plus(number)
    exponent = rounded.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MAX_DECIMAL_PLACES:
        return round(rounded, MAX_DECIMAL_PLACES).normalize()
    return rounded
