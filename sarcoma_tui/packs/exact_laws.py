"""The fourth form of a law: where it holds, and nowhere else, one thing is so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sarcoma_tui.domain.laws import RULE_NAMES, Exactly
from sarcoma_tui.domain.questions import nearest, shown
from sarcoma_tui.domain.rules import ALWAYS

if TYPE_CHECKING:
    from sarcoma_tui.packs.laws import LawReader
    from sarcoma_tui.packs.raw import Place
    from sarcoma_tui.packs.schema_laws import ExactlyModel

THINGS: Final = ("verdict", "rule", "notice", "asked", "so", "schedule")


def check_exactly(reader: LawReader, place: Place, raw: Any) -> None:
    """Note every fault of an `exactly` beyond its shape."""
    if not isinstance(raw, dict):
        return
    things = [thing for thing in THINGS if thing in raw]
    if len(things) != 1:
        reader.refuse(place, " and ".join(things) or "nothing that is so", "one of " + ", ".join(THINGS))
    for key in ("when", "among", "so"):
        reader.condition(place / key, raw.get(key))
    if "verdict" in raw and len(list(reader.verdicts(place / "verdict", raw["verdict"]))) != 1:
        reader.refuse(place / "verdict", shown(raw["verdict"]), "the verdicts of one option")
    _rule(reader, place / "rule", raw.get("rule"))


def _rule(reader: LawReader, place: Place, raw: Any) -> None:
    if not isinstance(raw, dict):
        return
    if len(raw) != 1:
        reader.refuse(place, shown(raw), "one rule, as { 'option.rule' = 'standard' }")
    names = reader.names
    placed, shared = names.of("placed rule"), names.of("shared")
    for rule, kind in raw.items():
        if rule not in placed and rule not in shared and names.known("placed rule"):
            allowed = "a rule of an option, or one of shared.toml"
            reader.refuse(place / rule, shown(rule), allowed, nearest(rule, (*placed, *shared)))
        if kind not in RULE_NAMES:
            near = nearest(kind, RULE_NAMES) if isinstance(kind, str) else None
            reader.refuse(place / rule, shown(kind), ", ".join(RULE_NAMES), near)


def as_exactly(reader: LawReader, place: Place, model: ExactlyModel) -> Exactly:
    """The claim of an `exactly` without faults."""

    def read(key: str, raw: dict[str, Any] | None) -> Any:
        return None if raw is None else reader.condition(place / key, raw)

    option, verdicts = next(iter((model.verdict or {}).items()), ("", ()))
    rule, rule_as = next(iter((model.rule or {}).items()), ("", ""))
    return Exactly(
        read("when", model.when),
        read("among", model.among) or ALWAYS,
        option,
        tuple(verdicts),
        rule,
        rule_as,
        model.notice or "",
        model.asked or "",
        read("so", model.so),
        model.schedule or "",
    )
