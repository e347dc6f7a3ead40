"""What a draft still leaves to be written: hints a template put there, rows of dots."""

import re

from thidua.decisions.models import PaperDraft

_GAP = re.compile(r"\(ghi\b[^)\n]*\)?|…{2,}|\.{5,}", re.IGNORECASE)
_PARTS = {
    "title": "trích yếu",
    "to": "kính gửi",
    "bases": "căn cứ",
    "body": "nội dung",
    "recipients": "nơi nhận",
}


def gaps_of(draft: PaperDraft) -> tuple[str, ...]:
    """Name each line with a gap by its part of the paper: 'nội dung, dòng “Lý do: (ghi lý do).”'."""
    return tuple(
        f"{told}, dòng “{line.strip()}”"
        for name, told in _PARTS.items()
        for line in getattr(draft, name).splitlines()
        if _GAP.search(line)
    )
