"""What a law asks of a proof: that no case breaks it, and that there are cases to which it applies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sarcoma_tui.domain.laws import Always, Compare, Exactly, Law, Laws, Never
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import ALWAYS, Condition, In
from sarcoma_tui.proof.obligations import OFFERED, Obligation
from sarcoma_tui.proof.statements import Both, Deny, Either, HasVerdict, Statement


def law_obligations(content: Content, laws: Laws) -> Iterator[Obligation]:
    """Two obligations a law, three an exact one; a law that compares has them for each pair of values."""
    for law in laws.laws:
        if isinstance(law.claim, Compare):
            yield from _compared(content, law, law.claim)
        elif isinstance(law.claim, Exactly):
            yield from _exact(content, law, law.claim)
        else:
            broken = (
                _never(content, law.claim) if isinstance(law.claim, Never) else _always(content, law.claim)
            )
            yield _obligation(law, "", broken)
            yield _applies(law, "", law.claim.when)


def _obligation(law: Law, step: str, case: Statement) -> Obligation:
    return Obligation(f"laws:{law.id}{step}", "laws", law.id, law.says, "the law is broken", case)


def _applies(law: Law, step: str, case: Statement) -> Obligation:
    name, says = f"laws:{law.id}{step}:applies", f"there is a case to which {law.id} applies"
    return Obligation(name, "laws", law.id, says, "no case is such that the law applies", case, wanted=True)


def _never(content: Content, claim: Never) -> Statement:
    verdicts = tuple(HasVerdict(option, verdicts) for option, verdicts in claim.verdicts)
    return Both((claim.when, claim.denied, *verdicts, *(_shown(content, name) for name in claim.notices)))


def _always(content: Content, claim: Always) -> Statement:
    some = tuple(HasVerdict(option, claim.verdicts) for option in claim.some_of)
    return Both((claim.when, Deny(Either((*some, *(_shown(content, name) for name in claim.notices))))))


def _exact(content: Content, law: Law, claim: Exactly) -> Iterator[Obligation]:
    """Not without it where the law applies, and not with it elsewhere."""
    thing = _thing(content, claim)
    for step, fails, case in (
        (":there", "it is not so where it should be", (claim.when, Deny(thing))),
        (":beyond", "it is so where it should not be", (Deny(claim.when), thing)),
    ):
        broken = Both((claim.among, *case))
        yield Obligation(f"laws:{law.id}{step}", "laws", law.id, law.says, fails, broken)
    yield _applies(law, "", Both((claim.among, claim.when)))


def _thing(content: Content, claim: Exactly) -> Statement:
    """What an exact law says to be so; a rule that is not there, or is of another kind, is never so."""
    if claim.option:
        return HasVerdict(claim.option, claim.verdicts)
    if claim.notice:
        return _shown(content, claim.notice)
    if claim.asked:
        return content.gates.get(claim.asked, ALWAYS)
    if claim.so is not None:
        return claim.so
    if claim.schedule:
        return next(item.when for item in content.schedules if item.id == claim.schedule)
    for option in content.options:
        for rule in option.rules:
            if rule.id in (claim.rule, f"{option.id}.{claim.rule}"):
                return rule.when if claim.rule_as == (rule.strength or rule.kind) else Either(())
    return Either(())


def _shown(content: Content, notice_id: str) -> Condition:
    return next(notice.when for notice in content.notices if notice.id == notice_id)


def _compared(content: Content, law: Law, claim: Compare) -> Iterator[Obligation]:
    """Every pair of a better and a worse value; what lies between them may be impossible in some case."""
    free = (claim.question, *claim.also)
    for better, worse in combinations(claim.worse, 2):
        step = f":{better}-to-{worse}"
        first, second = (Both((claim.when, In(claim.on, (value,)))) for value in (better, worse))
        broken = tuple(_grown(content, claim, free, step, first, second, law))
        yield from broken
        yield Obligation(
            f"laws:{law.id}{step}:applies",
            "laws",
            law.id,
            f"there is a pair of cases to which {law.id} applies from {better} to {worse}",
            "no two cases are such that the law applies",
            first,
            True,
            second,
            free,
        )


def _grown(
    content: Content,
    claim: Compare,
    free: tuple[str, ...],
    step: str,
    first: Statement,
    second: Statement,
    law: Law,
) -> Iterator[Obligation]:
    for option in claim.never_adds:
        offered = HasVerdict(option, OFFERED)
        name, fails = f"laws:{law.id}{step}:{option}", f"{option} is offered in the worse case alone"
        yield Obligation(
            name,
            "laws",
            law.id,
            law.says,
            fails,
            Both((first, Deny(offered))),
            False,
            Both((second, offered)),
            free,
        )
    for fact_id in claim.never_lowers:
        results = next(fact.results for fact in content.facts if fact.id == fact_id)
        for index, result in enumerate(results[1:], 1):
            name = f"laws:{law.id}{step}:{fact_id}-{result}"
            high, low = In(fact_id, (result,)), In(fact_id, results[:index])
            fails = f"{fact_id} is {result} in the better case and lower in the worse one"
            yield Obligation(
                name, "laws", law.id, law.says, fails, Both((first, high)), False, Both((second, low)), free
            )


__all__ = ["law_obligations"]
