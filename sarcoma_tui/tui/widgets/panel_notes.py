"""What stands at the right of a panel line: what would overrule it, what it waits for, why it is avoided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sarcoma_tui.domain.assessment import OptionLine, RuleLine
from sarcoma_tui.domain.means import missing_means, reads_means
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer
from sarcoma_tui.domain.rules import atoms
from sarcoma_tui.reports.words import answers_to, value_label
from sarcoma_tui.tui.lines import cut

CAUTION = "caution"
_LEAST = 18  # cells under which a cut reason says too little to be worth reading
_LEAST_NAME = 6  # cells under which a cut question cannot be guessed


def labels(pack: Pack, names: Iterable[str]) -> list[str]:
    """The labels of questions, as in the form: in small letters `fit for surgery` would read as an answer."""
    return [pack.questions[name].label for name in names]


def could_overrule(pack: Pack, names: Sequence[str]) -> str:
    """Questions that may overrule an offer: `an open answer could overrule it: Fit for surgery`."""
    start = "open answers" if len(names) > 1 else "an open answer"
    return f"{start} could overrule it" + (f": {', '.join(labels(pack, names))}" if names else "")


def overruling(line: OptionLine, answers: Mapping[str, Answer]) -> tuple[RuleLine, ...]:
    """The avoids that would overrule an option; one by wish counts only when some wish was told."""
    return tuple(
        item
        for item in line.unless
        if not item.rule.by_wish
        or any(answers.get(atom.on, UNKNOWN) != UNKNOWN for atom in atoms(item.rule.when))
    )


def warned(line: OptionLine, answers: Mapping[str, Answer]) -> bool:
    """Whether an offered option carries a `!`."""
    return line.verdict in ("standard", "consider") and bool(overruling(line, answers))


def overruling_questions(line: OptionLine, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The questions that tell whether an option is overruled, without repeats."""
    return tuple(dict.fromkeys(name for item in overruling(line, answers) for name in item.decides))


def note(pack: Pack, line: OptionLine, answers: Mapping[str, Answer], room: int) -> str:
    """The right side of an option's line, in at most so many cells; "" when there is nothing to say."""
    if line.verdict == "depends":
        return counted(labels(pack, line.decides), room)
    if line.verdict == "avoid":
        reason = line.because[0].rule.text if line.because else ""
        return cut(reason, room) if len(reason) <= room or room >= _LEAST else ""
    missing = missing_here(pack, line, answers)
    if missing:
        return _not_here("! " if warned(line, answers) else "", missing, room)
    if warned(line, answers):
        asked = [f"{label}?" for label in labels(pack, overruling_questions(line, answers))]
        named = counted(asked, room - 2)
        return f"! {named}".rstrip()
    return CAUTION if any(item.holds == "always" for item in line.cautions) and room >= len(CAUTION) else ""


def missing_here(pack: Pack, line: OptionLine, answers: Mapping[str, Answer]) -> list[str]:
    """The labels of what the cautions of a line name as not to be had here."""
    holding = [item.rule for item in line.cautions if item.holds == "always"]
    return [
        value_label(pack, (pack.content.roles.means,), means)
        for means in missing_means(pack, answers)
        if any(reads_means(pack, rule, means) for rule in holding)
    ]


def _not_here(mark: str, missing: Sequence[str], room: int) -> str:
    text = f"{mark}not here: {', '.join(missing)}"
    return cut(text, room) if room >= _LEAST else mark.strip()


def counted(words: Sequence[str], room: int) -> str:
    """The words that fit, and how many more there are: `size, grade +2`; where none does, the first cut."""
    kept: list[str] = []
    for word in words:
        text = _with_rest([*kept, word], len(words))
        if len(text) <= room:
            kept.append(word)
    if kept:
        return _with_rest(kept, len(words))
    if len(words) == 1:
        return cut(words[0], room)
    rest = f" +{len(words) - 1}"
    if words and room - len(rest) >= _LEAST_NAME:
        return cut(words[0], room - len(rest)) + rest
    return f"+{len(words)}" if words and room > len(str(len(words))) else ""


def _with_rest(kept: Sequence[str], count: int) -> str:
    return ", ".join(kept) + (f" +{count - len(kept)}" if len(kept) < count else "")


def in_full(pack: Pack, line: OptionLine, answers: Mapping[str, Answer], room: int) -> str:
    """An option's line without cuts, for the line above the keys; in fewer words where there is less room."""
    said = {"standard": "standard", "consider": "to be considered", "avoid": "to be avoided"}
    if line.verdict == "depends":
        waits = f", depends on {answers_to(pack, line.decides)}" if line.decides else ""
        return f"{line.option.title}: open{waits}"
    text = f"{line.option.title}: {said.get(line.verdict, 'not offered')}"
    if warned(line, answers):
        asked = overruling_questions(line, answers)
        told = could_overrule(pack, asked)
        fits = not asked or len(f"{text}; {told}") <= room
        text += f"; {told}" if fits else f"; still to ask: {', '.join(labels(pack, asked))}"
    if line.verdict == "avoid" and line.because:
        text += f". {line.because[0].rule.text}"
    cautions = sum(item.holds == "always" for item in line.cautions)
    return text + (f"; {cautions} caution{'s' if cautions > 1 else ''}" if cautions else "")
