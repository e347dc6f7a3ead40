from thidua.scoring.models.criteria import CriteriaSet, Criterion, CriterionGroup
from thidua.scoring.models.cross import CrossMark
from thidua.scoring.models.round import ScoringRound, TieDecision
from thidua.scoring.models.sheet import ScoreEvent, ScoreLine, ScoreProof, ScoreReply, ScoreSheet, SheetFact
from thidua.scoring.models.standing import FrozenLine, FrozenPlace, PackedYear

__all__ = [
    "CriteriaSet",
    "Criterion",
    "CriterionGroup",
    "CrossMark",
    "FrozenLine",
    "FrozenPlace",
    "PackedYear",
    "ScoreEvent",
    "ScoreLine",
    "ScoreProof",
    "ScoreReply",
    "ScoreSheet",
    "ScoringRound",
    "SheetFact",
    "TieDecision",
]
