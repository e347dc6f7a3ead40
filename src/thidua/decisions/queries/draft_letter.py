"""A paper somebody writes, laid out by Decree 30."""

import re

from thidua.decisions.enums import PaperKind
from thidua.decisions.models import PaperDraft
from thidua.decisions.queries.numbering import code_for
from thidua.decisions.queries.signers import signing_lines
from thidua.papers.official import Letter, Paragraph, Signature, day_in_words, number_text

_HEADING = re.compile(r"[IVX]+\. ")
_ABOUT = "V/v "


def draft_letter(draft: PaperDraft, number: str = "") -> Letter:
    """Lay a draft out; without a number there is room for it. Lines such as "I. Mục đích" are headings.

    What a correction mends on a list stands after the first line.
    """
    authority, kind, body = draft.authority, PaperKind(draft.kind), list(lines_of(draft.body))
    if draft.corrects_id:
        body[1:1] = [line.sentence for line in draft.lines.select_related("award")]
    is_letter, is_own = kind == PaperKind.LETTER, kind == PaperKind.DECISION
    return Letter(
        agency=f"ỦY BAN NHÂN DÂN\n{authority.name.upper()}",
        number=number_text(number, code_for(kind)),
        place_and_day=day_in_words(authority.place, draft.on if number else None),
        kind="" if is_letter else kind.label.upper(),
        title=draft.title.removeprefix(_ABOUT) if is_letter else draft.title,
        to=lines_of(draft.to),
        issuer=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {authority.name.upper()}" if is_own else "",
        bases=lines_of(draft.bases),
        order="QUYẾT ĐỊNH:" if is_own else "",
        opening=tuple(Paragraph(line, bold=bool(_HEADING.match(line))) for line in body),
        recipients=lines_of(draft.recipients),
        signatures=(Signature(signing_lines(draft.signer_title, for_committee=not is_own), draft.signer),),
    )


def lines_of(text: str) -> tuple[str, ...]:
    """Return lines without their ends, empty ones left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
