"""Read rule packs out of parsed data files, faults named by their place."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from thidua.core.citations import Citation, Confidence
from thidua.core.eligibility.conditions import condition_from
from thidua.core.eligibility.facts import Merit, Subject
from thidua.core.errors import DomainError
from thidua.core.law.deadlines import Deadline, Trigger
from thidua.core.law.kinds import (
    AwardForm,
    AwardKind,
    Certificate,
    Decider,
    DossierPart,
    Requirement,
    Reward,
    VoteRule,
)
from thidua.core.law.layering import layered
from thidua.core.law.packs import (
    BaseSalary,
    CouncilRules,
    Instrument,
    Law,
    MoneyRules,
    Reminders,
    Rule,
    RulePack,
)
from thidua.core.law.receivers import Receiver, Receivers

Entry = Mapping[str, Any]


def law_from(packs: Iterable[Entry], salaries: Iterable[Entry], over: Entry | None = None) -> Law:
    """Read the law: each pack may lie over the one its `over` names, a province's rules over all of them.

    `over` maps keys of packs to what the province says otherwise.
    :raises DomainError: an entry lacks something or names something unknown
    """
    known: dict[str, Entry] = {}
    for entry in packs:
        known[entry["key"]] = layered(_inherited(known, entry), entry)
    laid = (layered(entry, (over or {}).get(key, {})) for key, entry in known.items())
    read = tuple(sorted((pack_from(entry) for entry in laid), key=lambda pack: pack.from_on))
    _check_no_overlap(read)
    return Law(read, tuple(_salary(entry) for entry in salaries))


def _inherited(known: Mapping[str, Entry], entry: Entry) -> dict[str, Any]:
    """Return what a pack takes over from the one below: everything but its last day."""
    below = known[entry["over"]] if "over" in entry else {}
    return {key: value for key, value in below.items() if key != "to"}


def pack_from(entry: Entry) -> RulePack:
    """Read one pack.

    :raises DomainError: with the name of the pack and of what is missing
    """
    try:
        return _pack(entry)
    except (KeyError, ValueError, ArithmeticError, TypeError) as fault:
        raise DomainError(f"Gói quy định “{entry.get('key', '')}” ghi sai hoặc thiếu: {fault}.") from fault


def _pack(entry: Entry) -> RulePack:
    return RulePack(
        key=entry["key"],
        name=entry["name"],
        from_on=_day(entry["from"]),
        to_on=_day(entry["to"]) if "to" in entry else None,
        decides=entry["decides"],
        caution=entry.get("caution", ""),
        instruments=tuple(_instrument(one) for one in entry["instruments"].values()),
        rules=tuple(_rule(key, one) for key, one in entry["rules"].items()),
        kinds={code: _kind(code, one, entry) for code, one in entry["kinds"].items()},
        simple_parts=tuple(_part(key, entry["parts"][key]) for key in entry["simple"]["parts"]),
        council=CouncilRules(_share(entry["council"]["quorum"]), _citation(entry["council"])),
        money=MoneyRules(
            entry["money"]["round_up_to"],
            _share(entry["money"]["organising_share"]),
            tuple(_citation(one) for one in entry["money"]["basis"].values()),
        ),
        reminders=Reminders(**entry["reminders"]),
    )


def _kind(code: str, entry: Entry, pack: Entry) -> AwardKind:
    vote = pack["votes"][entry.get("vote", "default")]
    return AwardKind(
        code=code,
        name=entry["name"],
        of=entry.get("of", ""),
        form=AwardForm(entry["form"]),
        merits=tuple(Merit(merit) for merit in entry["merits"]),
        decider=Decider(entry["decider"]),
        is_yearly=entry.get("yearly", False),
        rewards={Subject(subject): _reward(one) for subject, one in entry["rewards"].items()},
        requirements=tuple(_requirement(key, one) for key, one in entry.get("requirements", {}).items()),
        vote=VoteRule(
            vote["required"],
            vote["ballot"],
            _share(vote["share"]) if "share" in vote else None,
            _citation(vote),
        ),
        parts=tuple(_part(key, pack["parts"][key]) for key in entry["parts"]),
        certificate=Certificate(**entry["certificate"]) if "certificate" in entry else None,
        citation=_citation(entry),
        quota=_share(entry["quota"]) if "quota" in entry else None,
        public_days=entry.get("public_days"),
        only=_receivers(entry["only"]) if "only" in entry else None,
    )


def _requirement(key: str, entry: Entry) -> Requirement:
    return Requirement(key, entry["name"], condition_from(key, entry), _citation(entry))


def _receivers(entry: Entry) -> Receivers:
    return Receivers(frozenset(Receiver(who) for who in entry["who"]), _citation(entry))


def _reward(entry: Entry) -> Reward:
    return Reward(_share(entry["factor"]) if "factor" in entry else None, _citation(entry))


def _part(key: str, entry: Entry) -> DossierPart:
    return DossierPart(key, entry["name"], entry.get("form", ""), _citation(entry))


def _rule(key: str, entry: Entry) -> Rule:
    deadline = _deadline(entry["deadline"]) if "deadline" in entry else None
    return Rule(key, entry["text"], _citation(entry), entry.get("principle", ""), deadline)


def _deadline(entry: Entry) -> Deadline:
    """Read a deadline: so many days, or a day of the year before which something is done."""
    before = _day(f"2000-{entry['before']}") if "before" in entry else None
    return Deadline(
        deed=entry["deed"],
        kinds=frozenset(entry["kinds"]),
        trigger=Trigger(entry["from"]),
        days=entry["days"] if before is None else 0,
        is_worked=entry.get("worked", False),
        before=(before.month, before.day) if before else None,
    )


def _instrument(entry: Entry) -> Instrument:
    return Instrument(
        number=entry["number"],
        title=entry["title"],
        from_on=_day(entry["from"]),
        to_on=_day(entry["to"]) if "to" in entry else None,
        citation=_citation(entry),
        issued_on=_day(entry["issued"]) if "issued" in entry else None,
        issuer=entry.get("by", ""),
        kinds=tuple(entry.get("kinds", ())),
    )


def _salary(entry: Entry) -> BaseSalary:
    return BaseSalary(_day(entry["from"]), entry["amount"], _citation(entry))


def _citation(entry: Entry) -> Citation:
    return Citation(entry["article"], Confidence(entry["confidence"]))


def _share(text: str) -> Fraction:
    return Fraction(Decimal(text))


def _day(value: date | str) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _check_no_overlap(packs: tuple[RulePack, ...]) -> None:
    for one, following in pairwise(packs):
        if one.to_on is None or one.to_on >= following.from_on:
            raise DomainError(f"Hai gói quy định {one.key} và {following.key} chồng ngày nhau.")
