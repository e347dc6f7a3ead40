"""Open the sample season from its letter, as the clerk would."""

from datetime import datetime
from importlib import resources

from django.utils import timezone

from thidua.core.doubt_answers import Subject, answers_to
from thidua.demo import plan
from thidua.demo.commune import SampleCommune
from thidua.documents.services import reading
from thidua.foundation.actors import Actor
from thidua.movements.models import DraftTarget, LaunchDraft, Movement
from thidua.movements.services import drafts, items, opening

LETTER = "phat-dong-2024.txt"


def launch(commune: SampleCommune, at: datetime) -> Movement:
    """Read the launching letter, check it as the clerk would, and open the season."""
    clerk = commune.actor("vanphong", timezone.localdate(at))
    letter = resources.files("thidua.demo").joinpath("letters", LETTER).read_bytes()
    read_text = reading.take_in(letter, LETTER, by=clerk, at=at)
    draft = drafts.from_letter(read_text, by=clerk, at=at)
    _name_owners(draft, commune, clerk, at)
    look_at_all(draft, by=clerk, at=at)
    return opening.confirm(draft, seen_at=draft.saved_at, by=clerk, at=at)


def look_at_all(draft: LaunchDraft, *, by: Actor, at: datetime) -> None:
    """Accept every item as the letter has it, the doubtful ones one by one."""
    draft.refresh_from_db()
    items.accept_clear(draft, seen_at=draft.saved_at, by=by, at=at)
    for model in items.ITEM_MODELS:
        for item in model.objects.filter(draft=draft).waiting():
            choices = _as_printed(item) if isinstance(item, DraftTarget) else {}
            if choices:
                items.answer(item, choices, expected=item.version, by=by, at=at)
            else:
                items.accept(item, expected=item.version, by=by, at=at)
    draft.refresh_from_db()


def _as_printed(target: DraftTarget) -> dict[str, str]:
    """Answer each doubt that has answers with the one that changes nothing."""
    subject = Subject(target.name, target.goal)
    return {
        doubt["code"]: answer.key
        for doubt in target.doubts
        for answer in answers_to(doubt["code"], doubt["question"], subject)
        if answer.subject == subject
    }


def _name_owners(draft: LaunchDraft, commune: SampleCommune, clerk: Actor, at: datetime) -> None:
    """Give each target the unit that answers for it, and mend the letter's one slip of the pen."""
    for target in DraftTarget.objects.filter(draft=draft):
        name = target.name.replace("nuôi trông", "nuôi trồng")
        owner = next((unit for words, unit in plan.OWNERS.items() if words in name), None)
        values = {"name": name, "owner": commune.units[owner] if owner else None}
        if name != target.name or owner:
            items.edit(target, values, expected=target.version, by=clerk, at=at)
