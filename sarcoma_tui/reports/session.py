"""A session for people: what was answered, what was shown then, what was decided, what is other today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sarcoma_tui.domain.assessment import VERDICTS
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.reports.assessment import banners, findings_blocks
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Pairs, Paragraph, Title
from sarcoma_tui.reports.entries import MARKS, NOTICE_MARKS, Entries
from sarcoma_tui.reports.words import answer_rows, as_written, in_words, instant, one_of, results
from sarcoma_tui.sessions.difference import Difference, difference
from sarcoma_tui.sessions.listing import Listed
from sarcoma_tui.sessions.session import Change, Decision, Logged, Session, Shown
from sarcoma_tui.sessions.toml_read import Read

NO_LABEL = "(no label)"


@dataclass(frozen=True, slots=True)
class Saved:
    """A session with the row that lists it; `pack` gives the words, None leaves ids as they are."""

    listed: Listed
    read: Read
    pack: Pack | None

    @property
    def session(self) -> Session:
        """What the file holds."""
        return self.read.session


def session_blocks(saved: Saved, today: date, whole: bool = False) -> Blocks:
    """The report; `whole` adds what today's content says of the answers, with all its reasons."""
    return tuple(_Report(saved).blocks(today, whole))


class _Report:
    def __init__(self, saved: Saved) -> None:
        self.saved, self.session, self.pack = saved, saved.session, saved.pack

    def blocks(self, today: date, whole: bool) -> Iterator[Block]:
        session = self.session
        yield Title(f"Session {session.label or NO_LABEL}")
        yield from (Paragraph(remark, "!") for remark in self._remarks())
        where = () if whole else (("File", str(self.saved.listed.path)),)  # of no use to who gets the report
        yield Pairs((*self._state(), *where))
        yield Heading("Answers")
        rows = tuple(answer_rows(self.pack, session.answers))
        yield Pairs(rows) if rows else Paragraph("none")
        now = difference(session, self.pack) if self.pack is not None else None
        if session.shown is not None:
            yield from self._shown(session.shown, now)
        yield from self._decision(session.decision)
        yield Heading(f"Changes since the previous revision ({len(session.changes)})")
        yield Pairs(tuple((instant(change.at), self._change(change)) for change in session.changes))
        if self.pack is not None and now is not None:
            yield from self._today(now, self.pack, today, whole)

    def _remarks(self) -> tuple[str, ...]:
        own = (self.saved.listed.reason,) if self.saved.listed.reason else ()
        return tuple(dict.fromkeys((*own, *self.saved.read.remarks)))

    def _state(self) -> Iterator[tuple[str, str]]:
        session, pack = self.session, self.session.pack
        yield "Id", session.id
        yield "State", f"{self.saved.listed.status}, revision {session.revision}"
        yield "Made", instant(session.created)
        yield "Saved", instant(session.saved)
        if session.tags:
            yield "Tags", ", ".join(session.tags)
        yield "Content then", f"{pack.id} {pack.version}, engine {pack.engine}, sha256 {pack.sha256}"

    def _shown(self, shown: Shown, now: Difference | None) -> Iterator[Block]:
        """Stage and panel as they were at the last save; all that was said, where it is said today too."""
        found = now.found if now is not None and now.replayed else None
        yield Heading("Shown at the last save")
        if now is not None and found is not None and self.pack is not None:
            entries, urgency = Entries(self.pack), self.pack.content.roles.urgency
            yield from (entries.conflict(conflict, now.answers) for conflict in found.conflicts)
            if found.urgency:
                yield Pairs(((self.pack.facts[urgency].title, results(self.pack, urgency, found.urgency)),))
        yield Pairs(
            tuple((self._body(body), self._groups(body, sets)) for body, sets in shown.groups.items())
        )
        for line in shown.panel:
            mark = next((MARKS[verdict] for verdict in VERDICTS if verdict == line.verdict), "-")
            yield Entry(mark, self._option(line.option), line.verdict)
        if found is not None:
            workup = (line for line in found.workup if line.verdict != "not-indicated")
            yield from (Entry(MARKS[line.verdict], line.option.title, line.verdict) for line in workup)
            for item in found.notices:
                perhaps = "" if item.holds == "always" else "perhaps"
                yield Entry(NOTICE_MARKS[item.notice.level], item.notice.title, perhaps)

    def _body(self, body: str) -> str:
        return self.pack.facts[body].title if self.pack and body in self.pack.facts else body

    def _groups(self, body: str, sets: tuple[str, ...]) -> str:
        if not sets:
            return "none"
        fact = self.pack.facts.get(body) if self.pack else None
        known = fact is not None and set(sets) <= set(fact.results)
        return results(self.pack, body, sets) if self.pack and known else one_of(sets)

    def _option(self, option: str) -> str:
        known = self.pack.options.get(option) if self.pack else None
        return known.title if known else option

    def _decision(self, decision: Decision) -> Iterator[Block]:
        if decision.chosen or decision.set_aside:
            yield Heading("Decision")
            yield from (Entry("+", self._option(option), "chosen") for option in decision.chosen)
            for item in decision.set_aside:
                yield Entry(
                    "-", f"{self._option(item.option)}, set aside: {item.reason or 'no reason given'}"
                )
        if decision.notes:
            yield Heading("Notes")
            yield Paragraph(decision.notes)

    def _change(self, change: Change) -> str:
        question = self.pack.questions.get(change.what) if self.pack and change.about == "question" else None
        name = question.label if question else change.what
        return f"{name}: {self._side(change, change.before)} -> {self._side(change, change.after)}"

    def _side(self, change: Change, value: Logged) -> str:
        if value is None:
            return "nothing"
        if isinstance(value, Decision):
            return ", ".join(map(self._option, value.chosen)) or "nothing chosen"
        question = self.pack.questions.get(change.what) if self.pack and change.about == "question" else None
        return in_words(question, value) if question else as_written(value) or "nothing"

    def _today(self, now: Difference, pack: Pack, today: date, whole: bool) -> Iterator[Block]:
        yield Heading("Today")
        yield from (Paragraph(text, "!") for text in banners(pack, today))
        yield from (Paragraph(sentence, "!") for _, sentence in now.refused)
        yield Paragraph(_compared(now))
        rows = [(self._body(item.body), item.then, item.now, item.body) for item in now.groups]
        yield from (
            Entry("~", f"{title}: {self._groups(body, then)} -> {self._groups(body, after)}")
            for title, then, after, body in rows
        )
        for move in now.options:
            yield Entry("~", f"{self._option(move.option)}: {_verdict(move.then)} -> {_verdict(move.now)}")
        if whole:
            yield from findings_blocks(pack, now.answers, now.found)


def _compared(now: Difference) -> str:
    content = f"content {now.today.id} {now.today.version}, sha256 {now.today.sha256}"
    if not now.compared:
        return f"Not saved yet, so there is nothing to compare with ({content})."
    if now.same:
        return f"Stage and options are as they were shown ({content})."
    why = (
        "another content" if now.other_content else "another engine" if now.other_engine else "other answers"
    )
    return f"Stage or options are not as they were shown ({why}: {content}):"


def _verdict(verdict: str) -> str:
    return verdict or "not shown"
