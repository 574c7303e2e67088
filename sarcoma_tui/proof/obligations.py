"""What a proof has to show, each part by itself: its id, its sentence, and a statement that decides it.

An obligation either wants that no case meets its statement (a gap, a broken law), or that some case does (a
rule that makes a difference).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import ALWAYS, Condition, In, Option, Rule
from sarcoma_tui.proof.statements import Both, Deny, Either, HasVerdict, Statement, Twice, ways

Group: TypeAlias = Literal["tables", "total", "alive", "consistent", "laws"]
GROUPS: Final[tuple[Group, ...]] = ("tables", "total", "alive", "consistent", "laws")

OFFERED: Final = ("standard", "consider")
TREATING_PHASES: Final = ("neoadjuvant", "definitive", "adjuvant", "palliative")
NOT_TREATING: Final = ("supportive", "referral", "trial", "diagnostics")
WORK_UP: Final = "work-up"
REFERRAL: Final = "referral"
FOLLOW_UP: Final = "follow-up"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to show.

    `says` is what must be, `fails` what it means when it is not. `wanted`: some case must meet `case`,
    otherwise none may. With `other`, two cases are meant that differ in `free` alone. `anywhere`: cases whose
    answers cannot stand together count too. `entry` is the id of the rule, row, notice, option, fact or law
    that it is about. `near` are weaker statements: a case that meets one shows why none meets the real one.
    """

    id: str
    group: Group
    entry: str
    says: str
    fails: str
    case: Statement
    wanted: bool = False
    other: Statement | None = None
    free: tuple[str, ...] = ()
    anywhere: bool = False
    near: tuple[tuple[Statement, str], ...] = ()


def obligations(content: Content, laws: Laws) -> tuple[Obligation, ...]:
    """Everything that a proof of this content has to show, in the order in which it is told."""
    from sarcoma_tui.proof.law_obligations import law_obligations

    return (
        *_tables(content.facts),
        *_total(content, laws),
        *_alive(content),
        *_consistent(content.options),
        *law_obligations(content, laws),
    )


def _tables(facts: Iterable[Fact]) -> Iterator[Obligation]:
    for fact in facts:
        rows = tuple(row.when for row in fact.rows)
        yield Obligation(
            f"tables:{fact.id}:gap",
            "tables",
            fact.id,
            f"some row of {fact.id} matches every case in which it is defined",
            "no row matches",
            Both((fact.defined_when, Deny(Either(rows)))),
            anywhere=True,
        )
        yield Obligation(
            f"tables:{fact.id}:overlap",
            "tables",
            fact.id,
            f"no two rows of {fact.id} match one case",
            "two rows match",
            Both((fact.defined_when, Twice(rows))),
            anywhere=True,
        )


def _total(content: Content, laws: Laws) -> Iterator[Obligation]:
    answered = laws.answered
    triage = triage_of(content, laws)
    treated = treated_in(content, laws)
    ends = tuple(notice for notice in content.notices if notice.ends)
    ended = Either(tuple(notice.when for notice in ends))
    yield Obligation(
        "total:answered",
        "total",
        "",
        "every case is offered a treatment, or a notice ends its path",
        "nothing that treats is offered, and no notice says why",
        Both((Deny(triage), Deny(treated), Deny(ended))),
    )
    for notice in ends:
        yield Obligation(
            f"total:ends:{notice.id}",
            "total",
            notice.id,
            f"{notice.id} ends no path on which a treatment is offered",
            "the notice ends the path, and a treatment is offered",
            Both((notice.when, treated)),
        )
    yield Obligation(
        "total:urgency",
        "total",
        content.roles.urgency,
        "every lump has an urgency",
        "there is no urgency",
        Both((triage, Deny(_defined(content, content.roles.urgency)))),
    )
    yield Obligation(
        "total:next-step",
        "total",
        "",
        "every lump has a line of work-up or referral",
        "no work-up and no referral is offered",
        Both((triage, Deny(next_step_in(content)))),
    )
    if answered.never_ends is not None:
        yield Obligation(
            "total:never-ends",
            "total",
            "",
            "where nothing stands in the way a treatment is offered",
            "nothing stands in the way, and nothing that treats is offered",
            Both((answered.never_ends, Deny(triage), Either((Deny(treated), ended)))),
        )


def triage_of(content: Content, laws: Laws) -> Condition:
    """Where a case is triaged and not yet treated."""
    return laws.answered.triage or _defined(content, content.roles.urgency)


def treated_in(content: Content, laws: Laws) -> Statement:
    """Some option that counts as a treatment is offered."""
    counted = _offered(
        option
        for option in content.options
        if option.phase in TREATING_PHASES and option.modality not in NOT_TREATING
    )
    if laws.answered.follow_up_counts is None:
        return counted
    followed = _offered(option for option in content.options if option.phase == FOLLOW_UP)
    return Either((*counted.parts, Both((laws.answered.follow_up_counts, followed))))


def next_step_in(content: Content) -> Statement:
    """Some line of work-up or referral is offered."""
    return _offered(
        option for option in content.options if option.phase == WORK_UP or option.modality == REFERRAL
    )


def _offered(options: Iterable[Option]) -> Either:
    return Either(tuple(HasVerdict(option.id, OFFERED) for option in options))


def _defined(content: Content, fact_id: str) -> In:
    return In(fact_id, next(fact.results for fact in content.facts if fact.id == fact_id))


def _alive(content: Content) -> Iterator[Obligation]:
    rules = {rule.id: rule for option in content.options for rule in option.rules}
    copies = _copies(content.options)
    for option in content.options:
        for rule in option.rules:
            effect, near = _effect(option, rule, rules), _near(option, rule)
            says = f"{rule.kind} {rule.id} makes a difference in some case"
            yield _some(f"alive:{rule.id}", rule.id, says, Both((rule.when, effect)), *near)
            written = copies.pop(_as_written(option, rule), ())
            effects = tuple(_effect(other, copy, rules) for other, copy in written)
            if effects:
                yield from _alive_values(rule.id, rule.when, Either(effects), near)
    for notice in content.notices:
        yield from _alive_entry("notice", notice.id, notice.when)
    for schedule in content.schedules:
        yield from _alive_entry("schedule", schedule.id, schedule.when)
    for fact in content.facts:
        for row in fact.rows:
            yield _some(f"alive:{row.id}", row.id, f"row {row.id} matches some case", row.when)
    for entry in content.impossible:
        name, says = f"alive:{entry.id}", f"{entry.id} is about some answers"
        yield Obligation(name, "alive", entry.id, says, "it can never be", entry.never, True, anywhere=True)


Written: TypeAlias = tuple[str, str, Condition, str]


def _as_written(option: Option, rule: Rule) -> Written:
    """What a rule that several options share has in common at all of them."""
    return rule.id.removeprefix(f"{option.id}."), rule.kind, rule.when, rule.text


def _copies(options: Iterable[Option]) -> dict[Written, tuple[tuple[Option, Rule], ...]]:
    """Each rule as it is written, with the options at which it stands: a value need count at one of them."""
    found: dict[Written, tuple[tuple[Option, Rule], ...]] = {}
    for option in options:
        for rule in option.rules:
            key = _as_written(option, rule)
            found[key] = (*found.get(key, ()), (option, rule))
    return found


def _some(name: str, entry: str, says: str, case: Statement, *near: tuple[Statement, str]) -> Obligation:
    return Obligation(name, "alive", entry, says, "it holds in no case", case, wanted=True, near=near)


def _alive_entry(kind: str, entry: str, when: Condition) -> Iterator[Obligation]:
    yield _some(f"alive:{entry}", entry, f"{kind} {entry} is shown in some case", when)
    yield from _alive_values(entry, when, ALWAYS, ())


def _alive_values(
    entry: str, when: Condition, effect: Statement, near: tuple[tuple[Statement, str], ...]
) -> Iterator[Obligation]:
    """One obligation for each value of each list; a single value that stands alone is the whole condition."""
    found = list(ways(when))
    if len(found) == 1 and not found[0][1]:
        return
    seen: dict[str, int] = {}
    for words, refused, way in found:
        seen[words] = seen.get(words, 0) + 1
        label = f"{words} ({seen[words]})" if seen[words] > 1 else words
        case: Statement = way if refused else Both((way, effect))
        weaker = () if refused else tuple((Both((way, part)), text) for part, text in near)
        says = f"{entry} {'refuses' if refused else 'holds through'} {words} in some case"
        yield _some(f"alive:{entry}:{label}", entry, says, case, *weaker)


def _effect(option: Option, rule: Rule, rules: dict[str, Rule]) -> Statement:
    """Where a rule that holds makes a difference."""
    if rule.withdrawn:
        return ALWAYS
    if rule.alongside:
        return rules[rule.alongside].when
    if rule.kind == "avoid":
        return Either(tuple(other.when for other in option.rules if other.kind == "offer"))
    if rule.kind == "caution":
        return HasVerdict(option.id, OFFERED)
    rivals = tuple(
        other.when
        for other in option.rules
        if other.kind == "offer" and other.strength == rule.strength and other.id != rule.id
    )
    return Both((HasVerdict(option.id, (str(rule.strength),)), Deny(Either(rivals))))


def _near(option: Option, rule: Rule) -> tuple[tuple[Statement, str], ...]:
    """Cases in which the rule holds without making a difference, the most telling first."""
    if rule.withdrawn or rule.alongside:
        return ((rule.when, "it holds, but never together with what it stands beside"),)
    if rule.kind == "avoid":
        return ((rule.when, "it holds, but nothing ever offers the option then"),)
    if rule.kind == "caution":
        return ((rule.when, "it holds, but the option is never offered then"),)
    same = Both((rule.when, HasVerdict(option.id, (str(rule.strength),))))
    return (
        (same, "it holds, but another rule always offers the same then"),
        (rule.when, "it holds, but what avoids the option, or offers it more strongly, always holds too"),
    )


def _consistent(options: Iterable[Option]) -> Iterator[Obligation]:
    seen: set[frozenset[str]] = set()
    for option in options:
        for other in option.excludes:
            pair = frozenset((option.id, other))
            if pair in seen:
                continue
            seen.add(pair)
            yield Obligation(
                f"consistent:{option.id}:{other}",
                "consistent",
                option.id,
                f"{option.id} and {other} are never both standard",
                "both are standard",
                Both((HasVerdict(option.id, ("standard",)), HasVerdict(other, ("standard",)))),
            )
