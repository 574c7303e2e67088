"""An assessment for people: everything that its JSON says, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sarcoma_tui.domain.asking import Asking, stage_waits_for, worth_asking
from sarcoma_tui.domain.assessment import (
    Assessment,
    OptionLine,
    StageLine,
    Verdict,
)
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.reports.blocks import Block, Blocks, Heading, Pairs, Paragraph, Title
from sarcoma_tui.reports.entries import MARKS, Entries
from sarcoma_tui.reports.words import answer_rows, questions, results

_HEADINGS: Mapping[Verdict, str] = {
    "standard": "Standard",
    "consider": "To consider",
    "depends": "Depends on what is still open",
    "avoid": "Avoid",
    "not-indicated": "Not indicated",
}
_SHORT: Mapping[Verdict, str] = {
    "standard": "standard",
    "consider": "to consider",
    "depends": "depends",
    "avoid": "avoid",
}
_LEVELS = ("warning", "caution", "info")


def assessment_blocks(
    pack: Pack,
    answers: Mapping[str, Answer],
    assessment: Assessment,
    today: date,
    everything: bool = False,
) -> Blocks:
    """The report; `everything` adds what is not indicated, `today` tells whether a review is due."""
    report = _Report(pack, answers, assessment, everything)
    given = tuple(answer_rows(pack, answers))
    return (
        Title(report.title()),
        *report.conflicts(),
        *(Paragraph(text, "!") for text in banners(pack, today)),
        Pairs(tuple(report.state())),
        *((Heading("Answers"), Pairs(given)) if given else ()),
        *report.findings(),
    )


def findings_blocks(pack: Pack, answers: Mapping[str, Answer], assessment: Assessment) -> Blocks:
    """The same without title, banners and answers: a part of a report that has them."""
    report = _Report(pack, answers, assessment, everything=False)
    return (*report.conflicts(), Heading("Stage"), Pairs(tuple(report.state())), *report.findings())


def banners(pack: Pack, today: date) -> Iterator[str]:
    """What must be said of the content wherever it speaks: who signed it, whether it is past its review."""
    info = pack.content.info
    if not info.installed:
        yield f"This content does not come with the program: {info.id} {info.version}."
    unsigned = pack.rule_count - pack.signed_count
    if unsigned:
        state = "a draft" if info.status == "draft" else info.status
        signed = f"{pack.signed_count} of {pack.rule_count} rules are signed by a clinician"
        yield f"This content is {state}: {signed}."
    if today.isoformat() > info.review_by:
        yield f"This content was to be reviewed by {info.review_by}; that day is past."


class _Report:
    """One report while it is made; the sources that its texts cite are collected on the way."""

    def __init__(
        self, pack: Pack, answers: Mapping[str, Answer], assessment: Assessment, everything: bool
    ) -> None:
        self.pack, self.answers, self.found, self.everything = pack, answers, assessment, everything
        self.entries = Entries(pack)

    def conflicts(self) -> Iterator[Block]:
        for conflict in self.found.conflicts:
            yield Heading("Conflict")
            yield self.entries.conflict(conflict, self.answers)

    def findings(self) -> Iterator[Block]:
        rows = tuple(self._short())
        if rows:
            yield Heading("In short (! an answer that is open could overrule it)")
            yield Pairs(rows)
        yield from self._notices("Warnings", _LEVELS[:2])
        yield from self._verdicts(self.found.options)
        yield from self._notices("Notes", _LEVELS[2:])
        yield from self._section("Work-up", map(self.entries.option, self._shown(self.found.workup)))
        yield from self._section("Follow-up", map(self.entries.schedule, self.found.follow_up))
        yield from self._open()
        yield from self._sources()

    def _short(self) -> Iterator[tuple[str, str]]:
        """The titles of each verdict; `!` marks an option that an open answer would overrule."""
        for verdict, name in _SHORT.items():
            lines = [line for line in self.found.options if line.verdict == verdict and not line.folded]
            if lines:
                marked = (f"{line.option.title}{' !' if line.unless else ''}" for line in lines)
                yield f"{MARKS[verdict]} {name}", "; ".join(marked)
        workup = [line for line in self.found.workup if line.verdict != "not-indicated" and not line.folded]
        if workup:
            yield "  work-up", "; ".join(f"{MARKS[line.verdict]} {line.option.title}" for line in workup)

    def title(self) -> str:
        situation = self.pack.questions[self.pack.content.roles.situation]
        value = situation.value(self.found.situation) if self.found.situation else None
        return f"Assessment: {value.label if value else 'situation still open'}"

    def state(self) -> Iterator[tuple[str, str]]:
        pack, roles = self.pack, self.pack.content.roles
        if self.found.stage is not None:
            yield from self._stage(self.found.stage)
        if self.found.route:
            yield pack.facts[roles.route].title, results(pack, roles.route, self.found.route)
        if self.found.urgency:
            yield pack.facts[roles.urgency].title, results(pack, roles.urgency, self.found.urgency)
        info = pack.content.info
        yield "Content", f"{info.id} {info.version}, sha256 {info.sha256}"
        reviewed = f"reviewed {info.reviewed}, " if info.reviewed else ""
        yield "", f"{reviewed}review by {info.review_by}; it informs a clinician and does not decide"

    def _stage(self, stage: StageLine) -> Iterator[tuple[str, str]]:
        for body, groups in stage.groups:
            said = results(self.pack, body, groups) if groups else "none while answers disagree"
            yield self.pack.facts[body].title, said
        if stage.tnm:
            yield "TNM", stage.tnm
        chapter = self.pack.content.roles.chapter
        yield self.pack.facts[chapter].title, results(self.pack, chapter, stage.chapter)
        waits_for = stage_waits_for(self.found)
        if waits_for:
            yield "Stage waits for", questions(self.pack, waits_for)

    def _verdicts(self, lines: Iterable[OptionLine]) -> Iterator[Block]:
        shown = self._shown(lines)
        for verdict, heading in _HEADINGS.items():
            of_it = [line for line in shown if line.verdict == verdict]
            yield from self._section(
                heading, map(self.entries.option, (line for line in of_it if not line.folded))
            )
            folded = [line for line in of_it if line.folded]
            yield from self._section(
                f"{heading}, and not otherwise offered", map(self.entries.option, folded)
            )

    def _shown(self, lines: Iterable[OptionLine]) -> list[OptionLine]:
        return [line for line in lines if self.everything or line.verdict != "not-indicated"]

    def _section(self, heading: str, entries: Iterable[Block]) -> Iterator[Block]:
        listed = list(entries)
        if listed:
            yield Heading(f"{heading} ({len(listed)})")
            yield from listed

    def _notices(self, heading: str, levels: Iterable[str]) -> Iterator[Block]:
        lines = [line for level in levels for line in self.found.notices if line.notice.level == level]
        yield from self._section(heading, map(self.entries.notice, lines))

    def _open(self) -> Iterator[Block]:
        settling = worth_asking(self.pack, self.answers, self.found)
        idle = [item.question for item in self.found.unanswered if not item.settles]
        rows = [(self.pack.questions[item.question].label, _waiting(item)) for item in settling]
        if rows:
            yield Heading("Not answered, what to ask first on top")
            yield Pairs(tuple(rows))
        for heading, names in (
            ("Not answered, no option waits for it", idle),
            ("Asked and not known", self.found.unknown),
            ("Kept and not used: without a meaning for this case", self.found.ignored),
        ):
            if names:
                yield Heading(heading)
                yield Paragraph(questions(self.pack, names))

    def _sources(self) -> Iterator[Block]:
        rows = tuple(self.entries.citations.rows())
        if rows:
            yield Heading("Sources")
            yield Pairs(rows)


def _waiting(item: Asking) -> str:
    """How many options are in doubt until it is answered, and how many more it could overrule."""
    said = "1 option waits for it" if item.waiting == 1 else f"{item.waiting} options wait for it"
    beyond = item.settles - item.waiting
    if not beyond:
        return said
    return f"{said}, it bears on {beyond} more" if item.waiting else f"bears on {_options(beyond)}"


def _options(count: int) -> str:
    return "1 option" if count == 1 else f"{count} options"


__all__ = ["MARKS", "assessment_blocks", "banners", "findings_blocks"]
