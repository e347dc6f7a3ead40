"""Why one criterion has its points: the rule in words, figures, proof, verifier, and what asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from thidua.documents.models import OfficialDocument
from thidua.scoring.enums import SETTLED_ROUNDS
from thidua.scoring.models import ScoreLine, ScoringRound
from thidua.scoring.queries.grounds import Grounds, WhyFigure, WhyTarget
from thidua.scoring.queries.grounds_kept import changes_since, kept_of
from thidua.scoring.queries.grounds_read import grounds_of
from thidua.scoring.queries.why import WhyGroup, WhyLine


@dataclass(frozen=True, slots=True)
class Letter:
    """The document in which the sentence of a target stands: number and date, and what it is about."""

    name: str
    subject: str


@dataclass(frozen=True, slots=True)
class WhyCriterion:
    """A line with what it stands on; `letters` are the documents of its targets.

    Of a frozen round `grounds` are those of that moment, and `later` says what is different now. `is_unkept`
    marks a round that was frozen before grounds were kept: then they are those of now.
    """

    line: WhyLine
    group: WhyGroup
    grounds: Grounds
    hidden_self: str = ""
    later: tuple[str, ...] = ()
    is_unkept: bool = False
    letters: Mapping[UUID, Letter] = field(default_factory=dict)

    @property
    def asked_by(self) -> list[tuple[WhyTarget, Letter | None]]:
        """The targets, each with the document it stands in."""
        targets = self.grounds.targets
        return [(one, self.letters.get(one.document) if one.document else None) for one in targets]


def why_line(
    scoring: ScoringRound, line: ScoreLine, pair: tuple[WhyGroup, WhyLine], *, hidden_self: str = ""
) -> WhyCriterion:
    """Collect the links in at most four queries. `line` comes with its criterion and sheet.

    `hidden_self` says why the unit's own column is not shown; empty where it is.
    """
    found = _found(scoring, line, pair, hidden_self)
    return replace(found, letters=_letters(found.grounds))


def _letters(grounds: Grounds) -> dict[UUID, Letter]:
    keys = {one.document for one in grounds.targets if one.document}
    found = OfficialDocument.objects.filter(pk__in=keys) if keys else ()
    return {one.pk: Letter(one.dated_title, one.subject) for one in found}


def _found(
    scoring: ScoringRound, line: ScoreLine, pair: tuple[WhyGroup, WhyLine], hidden_self: str
) -> WhyCriterion:
    group, shown = pair
    is_settled = scoring.state in SETTLED_ROUNDS
    kept = kept_of(scoring, line.sheet.unit_id, line.criterion.key) if is_settled else None
    if kept is not None:
        grounds, empty_because = kept
        shown = replace(shown, empty_because=empty_because)
        return WhyCriterion(shown, group, grounds, later=changes_since(scoring, line, grounds))
    grounds = grounds_of(scoring, [line])[line.pk]
    if hidden_self:
        grounds = replace(grounds, columns=tuple(one for one in grounds.columns if not one.is_own))
    return WhyCriterion(shown, group, grounds, hidden_self, is_unkept=is_settled)


def without_persons(why: WhyCriterion) -> WhyCriterion:
    """Take out whatever may name a person: who gave, who verified, free words, the proof itself."""
    grounds = why.grounds
    return replace(
        why,
        line=replace(why.line, empty_because=""),
        grounds=replace(
            grounds,
            columns=tuple(replace(one, by="", reason="") for one in grounds.columns),
            targets=tuple(
                replace(one, figures=tuple(_without_person(figure) for figure in one.figures))
                for one in grounds.targets
            ),
            proofs=(),
            events=tuple(replace(one, what="") for one in grounds.events),
            verifiers=(),
        ),
    )


def _without_person(figure: WhyFigure) -> WhyFigure:
    return replace(figure, sent_by="", receipt="", verified_by="")
