"""One option, notice or follow-up row as an entry of a report, with every reason and its sources."""

from __future__ import annotations

from collections.abc import Mapping

from sarcoma_tui.domain.assessment import Conflict, NoticeLine, OptionLine, RuleLine, ScheduleLine, Verdict
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.rules import Level
from sarcoma_tui.reports.blocks import Entry
from sarcoma_tui.reports.words import Citations, answer_rows, answers_to, one_of, value_label

MARKS: Mapping[Verdict, str] = {
    "standard": "*",
    "consider": "o",
    "depends": "?",
    "avoid": "x",
    "not-indicated": "-",
}
"""The marks of the panel."""

NOTICE_MARKS: Mapping[Level, str] = {"warning": "!", "caution": "!", "info": "-"}
"""A report has a dash where the panel has an `i`: a list of notes."""


class Entries:
    """Makes entries; the sources that their texts cite are collected on the way."""

    def __init__(self, pack: Pack) -> None:
        """Nothing is cited yet."""
        self.pack = pack
        self.citations = Citations(pack)

    def option(self, line: OptionLine) -> Entry:
        """An option: what decides it, why, what would overrule it, what to heed."""
        option, verdict = line.option, line.verdict
        because = [(self._reason(verdict, rule), self._said(rule)) for rule in line.because]
        unless = [("perhaps avoid", self._unless(rule)) for rule in line.unless]
        overruled = [(f"otherwise {rule.rule.strength}", self._said(rule)) for rule in line.overruled]
        cautions = [
            ("caution" if rule.holds == "always" else "perhaps caution", self._said(rule))
            for rule in line.cautions
        ]
        decided = [("depends on", answers_to(self.pack, line.decides))] if line.decides else []
        tail = ", ".join(dict.fromkeys((option.modality, option.phase, option.intent)))
        notes = (*decided, *because, *unless, *overruled, *cautions)
        return Entry(MARKS[verdict], option.title, tail, notes)

    def _reason(self, verdict: Verdict, line: RuleLine) -> str:
        if verdict == "depends":
            return f"perhaps {line.rule.strength}"
        return "because" if line.holds == "always" else "perhaps because"

    def _said(self, line: RuleLine) -> str:
        return f"{line.rule.text} {self.citations.cite(line.rule.sources, line.rule.signed)}"

    def _unless(self, line: RuleLine) -> str:
        waits = f" (depends on {answers_to(self.pack, line.decides)})" if line.decides else ""
        return self._said(line) + waits

    def notice(self, line: NoticeLine) -> Entry:
        """A notice."""
        notice = line.notice
        perhaps = "" if line.holds == "always" else "perhaps"
        text = f"{notice.text} {self.citations.cite(notice.sources)}"
        return Entry(NOTICE_MARKS[notice.level], notice.title, perhaps, (("", text),))

    def schedule(self, line: ScheduleLine) -> Entry:
        """A row of a follow-up plan."""
        item = line.schedule
        often = "every month" if item.every_months == 1 else f"every {item.every_months} months"
        until = "for life" if item.until_month is None else f"until month {item.until_month}"
        perhaps = "" if line.holds == "always" else "perhaps"
        return Entry("-", f"{item.title}: {often}, {until} {self.citations.cite(item.sources)}", perhaps)

    def conflict(self, conflict: Conflict, answers: Mapping[str, Answer]) -> Entry:
        """Answers that cannot stand together: which, what is stated, what the others give instead."""
        entry = next(item for item in self.pack.content.impossible if item.id == conflict.id)
        stated = [value_label(self.pack, conflict.sides[0], value) for value in conflict.stated]
        places = (*entry.found, *conflict.sides[1])
        found = [value_label(self.pack, places, value) for value in conflict.found]
        given = {name: answers[name] for name in conflict.answers}
        return Entry(
            "!",
            conflict.text,
            notes=(
                *answer_rows(self.pack, given),
                ("stated", ", ".join(stated)),
                *([("found", one_of(found))] if found else []),
                ("below", "what both readings say, once with each side taken back"),
            ),
        )
