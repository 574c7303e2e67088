"""The top of the panel that never scrolls: the stage or the conflict, the counts, the first notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.cells import cell_len

from sarcoma_tui.domain.assessment import Assessment, Conflict, NoticeLine, StageLine, Verdict
from sarcoma_tui.domain.facts import Fact
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.settled import Settled
from sarcoma_tui.reports.words import value_label
from sarcoma_tui.tui.lines import BLANK, Line, Piece, StyleName, line, rule, wrapped

MARKS: dict[Verdict, str] = {
    "standard": "*",
    "consider": "o",
    "depends": "?",
    "avoid": "x",
    "not-indicated": "-",
}
STYLES: dict[Verdict, StyleName] = {"standard": "good", "consider": "open", "avoid": "bad"}
LEVELS = {"warning": "!", "caution": "!", "info": "i"}

_MOST = 3  # results that are written out; more become a stretch, or `open`
_NOTICES = 2
_RULE = 5  # cells that a rule needs beside its title
_CONFLICT_ROWS = 3


def head_lines(pack: Pack, found: Assessment, width: int) -> list[Line]:
    """Everything that is pinned, for so many cells."""
    if found.conflicts:
        rows = conflict_lines(pack, found.conflicts, width)
        more = len(rows) - _CONFLICT_ROWS
        lines = [rule("CONFLICT", f"{more} more lines" if more > 0 else ""), *rows[:_CONFLICT_ROWS]]
    else:
        lines = _stage_lines(pack, found, width)
    lines.append(_counts(found, width))
    return [*lines, *_notice_lines(found.notices)]


def badge(found: Settled) -> str:
    """Whether anything that is open could still change what is shown."""
    if found.whole:
        return "settled: no open question changes it"
    count = len(found.mattering)
    return "1 question still matters" if count == 1 else f"{count} questions still matter"


def conflict_lines(pack: Pack, conflicts: Sequence[Conflict], width: int) -> list[Line]:
    """Each conflict in words: what is stated, what the findings give instead; one line a statement."""
    said: dict[str, dict[str, None]] = {}
    for conflict in conflicts:
        places = (*conflict.sides[1], *pack.content.roles.stage_groups)
        stated = [value_label(pack, conflict.sides[0], value) for value in conflict.stated]
        found = [value_label(pack, places, value) for value in conflict.found]
        if stated and found:
            names = ", ".join(pack.questions[name].label for name in conflict.sides[0])
            said.setdefault(f"{names}: {', '.join(stated)}", {}).update(dict.fromkeys(found))
        else:
            said.setdefault(conflict.text, {})
    texts = [
        f"! {text}, but the findings give {' or '.join(found)}" if found else f"! {text}"
        for text, found in said.items()
    ]
    return [row for text in texts for row in wrapped(text, width, indent=2, style="bad")]


def conflicts_on_top(pack: Pack, conflicts: Sequence[Conflict], width: int) -> list[Line]:
    """The same as the head of a page: a blank line parts them from what follows."""
    lines = conflict_lines(pack, conflicts, width)
    return [*lines, BLANK] if lines else []


def bodies(pack: Pack) -> list[tuple[str, Fact]]:
    """Who gives a stage group, by a short name: the titles without the words that all of them end in."""
    facts = [pack.facts[name] for name in pack.content.roles.stage_groups]
    split = [fact.title.split() for fact in facts]
    while all(len(words) > 1 for words in split) and len({words[-1] for words in split}) == 1:
        split = [words[:-1] for words in split]
    return [(" ".join(words), fact) for words, fact in zip(split, facts, strict=True)]


def set_text(fact: Fact, results: Sequence[str]) -> str:
    """A set of results in few cells: `IIIA`, `IIIA/IIIB`, `IA to IIIB`, `open`."""
    shown = [fact.label(result) for result in results]
    if len(shown) <= _MOST:
        return "/".join(shown)
    places = [fact.results.index(result) for result in results]
    gapless = places[-1] - places[0] == len(places) - 1
    steps = not any(" " in label for label in shown)  # `not staged` is no step after IV
    return f"{shown[0]} to {shown[-1]}" if gapless and steps else "open"


def stage_parts(pack: Pack, stage: StageLine, width: int) -> list[str]:
    """What is said of the stage: the group by each body, the TNM text.

    A set that does not fit in a row is `open`: part of a set would say that the rest is ruled out.
    """
    named = dict(stage.groups)
    groups = []
    for name, fact in bodies(pack):
        if named.get(fact.id):
            text = f"{name} {set_text(fact, named[fact.id])}"
            groups.append(text if cell_len(text) <= width else f"{name} open")
    return [*groups, stage.tnm] if stage.tnm else groups


def urgency_rows(fact: Fact, results: Sequence[str], width: int) -> list[str]:
    """The urgency in one row; one that does not fit stands beneath its title, several are `open`.

    The beginning of several would say that the first of them is certain.
    """
    if not results:
        return ["OPTIONS"]
    said = " or ".join(fact.label(result) for result in results)
    if cell_len(f"{fact.title}: {said}") <= width:
        return [f"{fact.title}: {said}"]
    return [f"{fact.title}: open"] if len(results) > 1 else [fact.title, said]


def _stage_lines(pack: Pack, found: Assessment, width: int) -> list[Line]:
    """The stage in the rule on top; what does not fit there stands beneath it."""
    if found.stage is None:
        rows = urgency_rows(pack.facts[pack.content.roles.urgency], found.urgency or (), width + 2 - _RULE)
        return [rule(rows[0]), *(line(row, style="strong") for row in rows[1:])]
    parts = stage_parts(pack, found.stage, width + 2 - _RULE) or ["OPTIONS"]
    rows = parts[:1]
    for part in parts[1:]:
        joined = f"{rows[-1]}  {part}"
        if cell_len(joined) <= (width + 2 - _RULE if len(rows) == 1 else width):
            rows[-1] = joined
        else:
            rows.append(part)
    return [rule(rows[0]), *(line(row, style="strong") for row in rows[1:])]


def _counts(found: Assessment, width: int) -> Line:
    """How many options have which verdict; all of them, whether folded or not."""
    tally = Counter(item.verdict for item in found.options)
    words: dict[Verdict, str] = {"standard": " standard", "consider": " consider", "depends": "", "avoid": ""}

    def parts(spelled: bool) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        for verdict, word in words.items():
            gap = "  " if pieces else ""
            pieces += [
                Piece(f"{gap}{MARKS[verdict]}", STYLES.get(verdict, "")),
                Piece(f" {tally[verdict]}{word if spelled else ''}"),
            ]
        return tuple(pieces)

    long = parts(spelled=True)
    return Line(long if sum(len(piece.text) for piece in long) <= width else parts(spelled=False))


def in_order(notices: Sequence[NoticeLine]) -> list[NoticeLine]:
    """Those that hold before those that may, warnings before information, then as written."""
    levels = ("warning", "caution", "info")
    return sorted(notices, key=lambda item: (item.holds != "always", levels.index(item.notice.level)))


def notice_mark(item: NoticeLine) -> Piece:
    """`!` warns, `i` informs, `?` holds only for some of what is still possible."""
    if item.holds != "always":
        return Piece("? ")
    level = item.notice.level
    return Piece(f"{LEVELS[level]} ", "bad" if level == "warning" else "open" if level == "caution" else "")


def _notice_lines(notices: Sequence[NoticeLine]) -> list[Line]:
    """The first notices that hold; the last of them says how many more do. All stand at the panel's end."""
    holding = [item for item in in_order(notices) if item.holds == "always"]
    lines = [Line((notice_mark(item), Piece(item.notice.title))) for item in holding[:_NOTICES]]
    more = len(holding) - len(lines)
    if more:
        lines[-1] = Line(lines[-1].left, (Piece(f"{more} more", "quiet"),))
    return lines
