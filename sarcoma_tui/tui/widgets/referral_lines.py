"""What a referral would add as lines: a section a means, the options of one text together above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer
from sarcoma_tui.domain.referral import Missing, Resting
from sarcoma_tui.reports.explanation import VERDICTS
from sarcoma_tui.tui.lines import BLANK, Line, Piece, line, rule, wrapped
from sarcoma_tui.tui.widgets.panel_head import MARKS, STYLES

_OPEN = "Said for some of what is still open: "


def referral_lines(
    pack: Pack, answers: Mapping[str, Answer], found: Sequence[Missing], width: int
) -> Iterator[Line]:
    """Everything, for so many cells; one sentence where nothing is missing."""
    if not found:
        yield BLANK
        yield from wrapped(_nothing(pack, answers), width)
    for missing in found:
        question = pack.questions[pack.content.roles.means]
        value = question.value(missing.means)
        label = value.label if value else missing.means
        yield rule(f"{label[:1].upper()}{label[1:]}: not available here", sticky=True)
        yield from _part("A referral would add", missing.adds, "no line of this case rests on it", width)
        yield from _part(
            "Meanwhile, and what it costs",
            missing.meanwhile,
            "this content knows nothing in its place",
            width,
        )


def _nothing(pack: Pack, answers: Mapping[str, Answer]) -> str:
    """That nothing is missing, and where that is told."""
    question = pack.questions.get(pack.content.roles.means)
    if question is None:
        return "This content does not ask what is not available here."
    section = next(item.title for item in pack.content.sections if item.id == question.section)
    asked = answers.get(question.id, UNKNOWN) != UNKNOWN
    told = (
        "Nothing is marked as not available here" if asked else "Nobody has said what is not available here"
    )
    return f'{told}; the question for it is "{question.label}", under {section}.'


def _part(title: str, items: Sequence[Resting], empty: str, width: int) -> Iterator[Line]:
    yield line(title, style="strong")
    if not items:
        yield from wrapped(f"  nothing: {empty}", width, indent=2)
    for told, alike in _by_text(items).items():
        for item in alike:
            yield from _option(item, width)
        for text in told:
            yield from wrapped(f"    {text}", width, indent=4)
    yield BLANK


def _option(item: Resting, width: int) -> Iterator[Line]:
    """Mark and title, the verdict at the right where both fit; else in the line as well."""
    verdict = item.line.verdict
    said = VERDICTS[verdict]
    title = item.line.option.title
    if len(title) + len(said) + 5 <= width:
        mark = Piece(f"  {MARKS[verdict]} ", STYLES.get(verdict, ""))
        yield Line((mark, Piece(title)), (Piece(said),))
    else:
        yield from wrapped(f"  {MARKS[verdict]} {title}: {said}", width, indent=4)


def _by_text(items: Sequence[Resting]) -> dict[tuple[str, ...], list[Resting]]:
    """Options that say the same stand together, where the first of them does."""
    found: dict[tuple[str, ...], list[Resting]] = {}
    for item in items:
        told = tuple(
            held.rule.text if held.holds == "always" else _OPEN + held.rule.text for held in item.rules
        )
        found.setdefault(told, []).append(item)
    return found
