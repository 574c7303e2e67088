"""Two sessions side by side, in words: for the screen as columns, for the command line as a report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from sarcoma_tui.domain.assessment import VERDICTS as ORDER
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.reports.answers import as_written, in_words
from sarcoma_tui.reports.blocks import Block, Blocks, Entry, Heading, Pairs, Paragraph, Title
from sarcoma_tui.reports.entries import MARKS
from sarcoma_tui.reports.explanation import VERDICTS
from sarcoma_tui.reports.words import instant, one_of
from sarcoma_tui.sessions.comparison import KINDS, Comparison, Held, Kind, Pair
from sarcoma_tui.sessions.session import Session

NO_LABEL = "(no label)"
_KINDS: dict[Kind, str] = {
    "changed": "changed",
    "left": "only left",
    "right": "only right",
    "same": "the same",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One name with what either side says of it."""

    name: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Section:
    """What stands alike to each other; where it is the same on both sides, once is enough."""

    title: str
    rows: tuple[Told, ...]
    same: bool

    @property
    def alike(self) -> dict[str, list[str]]:
        """What is said of several names, with those names in their order."""
        said: dict[str, list[str]] = {}
        for row in self.rows:
            said.setdefault(row.left, []).append(row.name)
        return said


def remarks(pair: Comparison) -> tuple[str, ...]:
    """What has to be known before the two are held against each other, a line each."""
    return tuple(_remarks(pair))


def sections(pair: Comparison, pack: Pack | None) -> tuple[Section, ...]:
    """Stage, answers and panel: changed, only left, only right, the same. Without a pack, in ids."""
    return (
        *_sections("Stage", pair.groups, partial(_body, pack), partial(_groups, pack), "not shown"),
        *_sections("Answers", pair.answers, partial(_question, pack), partial(_answer, pack), "not answered"),
        *_sections("Panel", pair.panel, partial(_option, pack), _verdict, "not on the panel"),
    )


def comparison_blocks(pair: Comparison, pack: Pack | None) -> Blocks:
    """The report."""
    return tuple(_blocks(pair, pack))


def _blocks(pair: Comparison, pack: Pack | None) -> Iterator[Block]:
    yield Title("Two sessions side by side, as they were saved")
    yield Pairs((("Left", _name(pair.left)), ("Right", _name(pair.right))))
    yield from (Paragraph(text, "!") for text in remarks(pair))
    for section in sections(pair, pack):
        yield Heading(section.title)
        if section.same:
            yield Pairs(tuple((row.name, row.left) for row in section.rows))
        else:
            yield from (
                Entry("~", row.name, "", (("left", row.left), ("right", row.right))) for row in section.rows
            )


def _name(session: Session) -> str:
    return (
        f"{session.label or NO_LABEL}, revision {session.revision}, saved {instant(session.saved)}, "
        f"id {session.id}"
    )


def _remarks(pair: Comparison) -> Iterator[str]:
    if pair.left.id == pair.right.id and pair.left.revision == pair.right.revision:
        yield "Left and right are the same session."
    if pair.other_content or pair.other_engine:
        what = " and ".join(
            name
            for name, other in (("content", pair.other_content), ("engine version", pair.other_engine))
            if other
        )
        yield f"Made with different {what}: left {_made(pair.left)}; right {_made(pair.right)}."
    for side, session in (("Left", pair.left), ("Right", pair.right)):
        if session.shown is None:
            yield f"{side} was never saved: its stage and panel were not kept."
        elif session.base is not None:
            yield (
                f"{side} is a draft: its answers are those of now, "
                f"its stage and panel those of the save before."
            )
    if pair.same:
        yield "Nothing differs: answers, stage and panel are the same."


def _made(session: Session) -> str:
    pack = session.pack
    return f"{pack.id} {pack.version} (sha256 {pack.sha256[:8]}), engine {pack.engine}"


def _sections(
    title: str,
    pairs: tuple[Pair[Held], ...],
    name: Callable[[str], str],
    words: Callable[[str, Held], str],
    nothing: str,
) -> Iterator[Section]:
    """One section for each way in which two sides can stand to each other, where there is anything in it."""
    for kind in KINDS:
        rows = tuple(
            Told(
                name(pair.name),
                nothing if pair.left is None else words(pair.name, pair.left),
                nothing if pair.right is None else words(pair.name, pair.right),
            )
            for pair in pairs
            if pair.kind == kind
        )
        if rows:
            yield Section(f"{title}: {_KINDS[kind]} ({len(rows)})", rows, kind == "same")


def _body(pack: Pack | None, body: str) -> str:
    return pack.facts[body].title if pack and body in pack.facts else body


def _groups(pack: Pack | None, body: str, sets: tuple[str, ...]) -> str:
    """The groups of a body; those that the content does not know as they are written."""
    fact = pack.facts.get(body) if pack else None
    return one_of(fact.label(each) if fact and each in fact.results else each for each in sets) or "none"


def _question(pack: Pack | None, name: str) -> str:
    return pack.questions[name].label if pack and name in pack.questions else name


def _answer(pack: Pack | None, name: str, answer: Answer) -> str:
    question = pack.questions.get(name) if pack else None
    return in_words(question, answer) if question else as_written(answer)


def _option(pack: Pack | None, option: str) -> str:
    return pack.options[option].title if pack and option in pack.options else option


def _verdict(_: str, verdict: str) -> str:
    """A verdict with its mark; one that this program does not know as it is written."""
    return next((f"{MARKS[known]} {VERDICTS[known]}" for known in ORDER if known == verdict), verdict)
