"""What papers a nomination needs, how far each is, and what is still missing, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from thidua.awards.enums import PaperState
from thidua.awards.models import DossierPaper, Nomination
from thidua.awards.queries.eligibility import law_of
from thidua.core.law.kinds import DossierPart
from thidua.foundation.models import prepared

OF_COUNCIL = "count"
"""The form of the part that the council makes itself, after the dossier was taken in."""
BLANK = "……"
"""Stands in a prefilled text where only people know what to write."""
_LOOKS = {
    PaperState.MISSING: ("none", "circle-dashed"),
    PaperState.WRITTEN: ("run", "file-text"),
    PaperState.RETURNED: ("risk", "arrow-back-up"),
    PaperState.CHECKED: ("ok", "circle-check"),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One part that stands in the way. Where the law is not sure of it, it may be waived with a reason."""

    name: str
    because: str
    who: str
    is_required: bool

    @property
    def words(self) -> str:
        return f"{self.name} ({self.because}, {self.who} làm)"


@dataclass(frozen=True, slots=True)
class PartShown:
    """One part of a dossier with the paper that fills it."""

    part: DossierPart
    paper: DossierPaper | None
    who: str

    @property
    def state(self) -> PaperState:
        return PaperState(self.paper.state) if self.paper else PaperState.MISSING

    @property
    def words(self) -> str:
        if self.is_of_council:
            return "Có sau khi Hội đồng bỏ phiếu"
        if self.paper and self.state == PaperState.MISSING:
            return "Còn chỗ để trống"
        return self.state.label

    @property
    def look(self) -> tuple[str, str]:
        return _LOOKS[self.state]

    @property
    def is_of_council(self) -> bool:
        return self.part.form == OF_COUNCIL

    @property
    def is_word(self) -> bool:
        return self.paper is not None and self.paper.file_name.lower().endswith(".docx")

    @property
    def is_there(self) -> bool:
        return self.state in {PaperState.WRITTEN, PaperState.CHECKED}

    @property
    def gap(self) -> Gap | None:
        if self.is_of_council or self.is_there:
            return None
        because = "trả lại để sửa" if self.state == PaperState.RETURNED else self.words.lower()
        return Gap(self.part.name, because, self.who, self.part.citation.is_confirmed)


def parts_of(nomination: Nomination) -> tuple[DossierPart, ...]:
    """Return the parts of the pack: those of the kind, by the simple procedure the few of that."""
    award_round = nomination.round
    pack = law_of(award_round.authority).pack_on(award_round.judged_on)
    return pack.simple_parts if award_round.is_simple else pack.kind(nomination.kind_code).parts


def part_named(nomination: Nomination, key: str) -> DossierPart | None:
    return next((part for part in parts_of(nomination) if part.key == key), None)


def dossiers_of(nominations: Iterable[Nomination]) -> dict[UUID, list[PartShown]]:
    """Return the parts of each. One query for any number; rounds come with their authority."""
    listed = list(nominations)
    papers = _papers(frozenset(one.pk for one in listed))
    known = {(paper.nomination_id, paper.key): paper for paper in papers}
    return {
        one.pk: [PartShown(part, known.get((one.pk, part.key)), _who(one)) for part in parts_of(one)]
        for one in listed
    }


@prepared
def _papers(nominations: frozenset[UUID]) -> QuerySet[DossierPaper]:
    return DossierPaper.objects.filter(nomination_id__in=nominations)


def gaps_of(nominations: Iterable[Nomination]) -> dict[UUID, list[Gap]]:
    """Return what is missing of each. One query for any number."""
    return {
        key: [gap for part in parts if (gap := part.gap) is not None]
        for key, parts in dossiers_of(nominations).items()
    }


def told(gaps: Sequence[Gap]) -> str:
    """Say what is missing and who makes it."""
    if not gaps:
        return "Hồ sơ đủ văn bản."
    return f"Còn thiếu {len(gaps)} văn bản: {'; '.join(gap.words for gap in gaps)}."


def _who(nomination: Nomination) -> str:
    return str(nomination.put_forward_by or "Văn phòng")
