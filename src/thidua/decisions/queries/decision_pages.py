"""The pages of decisions: which there are, which rounds wait for one, who may go into it, one whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.awards.enums import NominationState
from thidua.awards.models import AwardRound, Nomination
from thidua.awards.queries.eligibility import law_of
from thidua.core.law.kinds import Decider
from thidua.decisions.models import Award, Decision, PreSigningNote
from thidua.decisions.queries.review import Review, fund_words
from thidua.decisions.queries.warned import Warned
from thidua.foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class ToHigher:
    """Somebody that another level decides on."""

    nomination: Nomination
    decider: str


@dataclass(frozen=True, slots=True)
class Choosable:
    """Who passed in a round and waits for a decision: of the commune, and of others."""

    ours: tuple[Nomination, ...]
    theirs: tuple[ToHigher, ...]


@dataclass(frozen=True, slots=True)
class WarnedRow:
    """A warning beside the reason somebody wrote for it."""

    warned: Warned
    note: PreSigningNote | None


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What the last look found, with the reasons that hold."""

    review: Review
    bars: tuple[Warned, ...]
    rows: tuple[WarnedRow, ...]

    @property
    def fund_words(self) -> str:
        return f"{fund_words(self.review.fund_left)}."

    @property
    def open(self) -> int:
        return sum(row.note is None for row in self.rows)

    @property
    def found_words(self) -> str:
        """Say what still stands in the way, and nothing of what does not."""
        bars = [f"{len(self.bars)} trường hợp luật không cho khen"] if self.bars else []
        open_ = [f"{self.open} cảnh báo chưa có lý do"] if self.open else []
        settled = "mọi cảnh báo đã có lý do" if self.rows else "không có cảnh báo nào"
        return ", ".join(bars + open_) or settled

    @property
    def ready(self) -> bool:
        """Whether nothing is left to be done before it is submitted."""
        return not self.bars and not self.open


def rounds_waiting(actor: Actor) -> QuerySet[AwardRound]:
    """Return rounds in which somebody passed and stands in no decision yet."""
    waiting = Q(nominations__state=NominationState.PASSED, nominations__award__isnull=True)
    rounds: QuerySet[AwardRound] = AwardRound.objects.visible_to(actor)
    return (
        rounds.filter(authority=actor.authority_id)
        .annotate(waiting=Count("nominations", filter=waiting))
        .filter(waiting__gt=0)
        .order_by("-judged_on", "name")
    )


def choosable_in(award_round: AwardRound, on: date, decision: Decision | None = None) -> Choosable:
    """Return who may go into a decision of a day, those of `decision` among them.

    :raises DomainError: no rule pack covers the day
    """
    pack = law_of(award_round.authority).pack_on(on)
    free = Q(award__isnull=True) | Q(award__decision=decision.pk if decision else None)
    passed = Nomination.objects.filter(free, round=award_round, state=NominationState.PASSED)
    ours, theirs = [], []
    for one in passed.for_list().select_related("award"):
        kind = pack.kinds.get(one.kind_code)
        if kind is None or kind.decider == Decider.COMMUNE:
            ours.append(one)
        else:
            theirs.append(ToHigher(one, kind.decider.words))
    return Choosable(tuple(ours), tuple(theirs))


def awards_of(decision: Decision) -> Sequence[Award]:
    """Return the list as its paper has it."""
    return list(decision.awards.select_related("revocation").order_by("position"))


def review_page(decision: Decision) -> ReviewPage | None:
    """Return what the last look found, None where nobody looked since the draft changed."""
    if not decision.review:
        return None
    review = Review.read(decision.review)
    notes = {(note.key, note.sentence): note for note in decision.notes.order_by("pk")}
    rows = [WarnedRow(one, notes.get((one.key, one.sentence))) for one in review.warnings if not one.is_bar]
    return ReviewPage(review, tuple(one for one in review.warnings if one.is_bar), tuple(rows))


def label_of(one: Nomination) -> str:
    """Say in a line who is put forward for what."""
    person, household = one.person, one.household
    unit = (person.unit if person else None) or (household.unit if household else None)
    where = f", {unit}" if unit else ""
    return f"{one.subject_name}{where} – {one.kind_name}. {one.achievement}"
