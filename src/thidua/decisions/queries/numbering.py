"""What stands behind the stroke of a number."""

from thidua.core.paper_numbers import code_of
from thidua.decisions.enums import KIND_CODES, PaperKind

_AGENCY, _OFFICE = "UBND", "VP"


def code_for(kind: PaperKind) -> str:
    """Return the code of a kind: "QĐ-UBND"; a công văn has the office that wrote it, "UBND-VP"."""
    return code_of(KIND_CODES[kind], _AGENCY, unit="" if KIND_CODES[kind] else _OFFICE)
