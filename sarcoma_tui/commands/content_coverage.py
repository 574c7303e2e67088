"""`content show coverage`: for each situation and route, how many cases are offered a treatment.

Exact counts from the diagrams of a proof, over every case that can be. Where nothing is treated yet
the lines of work-up and referral are counted instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sarcoma_tui.commands.streams import RefusedError
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.rules import In
from sarcoma_tui.packs.errors import PackError
from sarcoma_tui.packs.folder import read_files
from sarcoma_tui.packs.locate import installed_pack
from sarcoma_tui.packs.read import ReadPack, read_pack
from sarcoma_tui.proof.counts import Counter
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.obligations import next_step_in, treated_in, triage_of
from sarcoma_tui.proof.statements import Both, Deny, Either, Statement, read_by

TREATMENT = "treatment"
NEXT_STEP = "next step"


@dataclass(frozen=True, slots=True)
class Group:
    """The cases of one situation on one route (empty: none), and how many have what is counted.

    `ended` are cases that a notice ends, and `notices` are those notices; `left` have neither.
    """

    situation: str
    route: str
    counted: str
    cases: int
    offered: int
    ended: int
    left: int
    notices: tuple[str, ...]


def read_given(folder: Path | None) -> ReadPack:
    """The content of a folder (None: the installed one) with its laws.

    Raises:
        RefusedError: with one line for each fault.
    """
    try:
        return read_pack(read_files(folder if folder is not None else installed_pack()), laws=True)
    except PackError as error:
        raise RefusedError(*map(str, error.faults)) from None


def coverage(read: ReadPack) -> list[Group]:
    """Every situation with every route it can have, in the order of the content."""
    content, laws = read.content, read.laws
    treated, triage = treated_in(content, laws), triage_of(content, laws)
    counter = Counter(DiagramReading(content, (*read_by(treated), *read_by(triage))))
    counts = Either((Both((triage, next_step_in(content))), Both((Deny(triage), treated))))
    ends = [notice for notice in content.notices if notice.ends]
    places = _places(content)
    within = [statement for _, _, statement in places]

    def number_of(statement: Statement) -> list[int]:
        return counter.of_each([Both((here, statement)) for here in within])

    cases, in_triage, offered = number_of(Both(())), number_of(triage), number_of(counts)
    ending = Either(tuple(notice.when for notice in ends))
    ended, left = number_of(ending), number_of(Deny(Either((counts, ending))))
    by_notice = {notice.id: number_of(notice.when) for notice in ends}
    return [
        Group(
            situation,
            route,
            NEXT_STEP if in_triage[index] == cases[index] else TREATMENT,
            cases[index],
            offered[index],
            ended[index],
            left[index],
            tuple(name for name, numbers in by_notice.items() if numbers[index]),
        )
        for index, (situation, route, _) in enumerate(places)
        if cases[index]
    ]


def _places(content: Content) -> list[tuple[str, str, Statement]]:
    """Situation, route and what holds there; an empty route is a case that has none."""
    roles = content.roles
    situation = next(question for question in content.questions if question.id == roles.situation)
    route = next(fact for fact in content.facts if fact.id == roles.route)
    routes: list[tuple[str, Statement]] = [(name, In(route.id, (name,))) for name in route.results]
    routes.append(("", Deny(In(route.id, route.results))))
    return [
        (value, name, Both((In(situation.id, (value,)), on_route)))
        for value in situation.names
        for name, on_route in routes
    ]


def plain(groups: list[Group]) -> list[dict[str, object]]:
    """The groups as JSON values."""
    return [
        {
            "situation": group.situation,
            "route": group.route or None,
            "counted": group.counted,
            "cases": group.cases,
            "offered": group.offered,
            "ended": group.ended,
            "left": group.left,
            "notices": list(group.notices),
        }
        for group in groups
    ]


def told(groups: list[Group]) -> str:
    """The groups as lines for people, then those that end in a notice, then the sum."""
    return "\n".join([*_lines(groups), *_ends(groups), _sum(groups)]) + "\n"


def _lines(groups: list[Group]) -> Iterator[str]:
    yield f"{'situation':24}  {'route':18}  {'counted':9}  {'offered':>9}  cases"
    for group in groups:
        place = f"{group.situation:24}  {group.route or '-':18}  {group.counted:9}"
        yield f"{place}  {_share(group.offered, group.cases):>9}  {_number(group.cases)}"


def _ends(groups: list[Group]) -> Iterator[str]:
    for group in groups:
        if group.ended:
            where = f"{group.situation}, {group.route}" if group.route else group.situation
            names = ", ".join(group.notices)
            yield f"ends: {where}: {_number(group.ended)} of {_number(group.cases)} cases in {names}"


def _sum(groups: list[Group]) -> str:
    ended, left = (sum(numbers) for numbers in zip(*((one.ended, one.left) for one in groups), strict=True))
    return f"{_number(ended)} cases end in a notice; {_number(left)} have neither an offer nor a notice"


def _share(part: int, whole: int) -> str:
    """A share that says all, or none, only where it is so."""
    if part in (0, whole):
        return "all" if part else "none"
    return f"{min(max(100 * part / whole, 0.0001), 99.9999):.4f}%"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", " ")
