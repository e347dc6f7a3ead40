from thidua.awards.models.dossier import CitizenProposal, DossierPaper, WindowComment
from thidua.awards.models.facts import (
    CollectiveYear,
    Discipline,
    Initiative,
    PersonProfile,
    PriorAward,
    Rating,
    WorkYear,
)
from thidua.awards.models.hold import Hold, HoldChange
from thidua.awards.models.intake import RatingIntake, RatingIntakeLine
from thidua.awards.models.nomination import AwardRound, Confirmation, DuplicateAnswer, Nomination

__all__ = [
    "AwardRound",
    "CitizenProposal",
    "CollectiveYear",
    "Confirmation",
    "Discipline",
    "DossierPaper",
    "DuplicateAnswer",
    "Hold",
    "HoldChange",
    "Initiative",
    "Nomination",
    "PersonProfile",
    "PriorAward",
    "Rating",
    "RatingIntake",
    "RatingIntakeLine",
    "WindowComment",
    "WorkYear",
]
