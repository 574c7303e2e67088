"""What stands at the right of a panel line: what would overrule it, what it waits for, why it is avoided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sarcoma_tui.domain.assessment import OptionLine, RuleLine
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answer
from sarcoma_tui.domain.rules import atoms
from sarcoma_tui.tui.lines import cut

CAUTION = "caution"
_LEAST = 18  # cells under which a cut reason says too little to be worth reading
_LEAST_NAME = 6  # cells under which a cut question cannot be guessed


def lowered(label: str) -> str:
    """A label within a sentence: `Pregnancy` becomes `pregnancy`, `LVEF` stays."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def labels(pack: Pack, names: Iterable[str]) -> list[str]:
    """The labels of questions, as they stand within a sentence."""
    return [lowered(pack.questions[name].label) for name in names]


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
    if warned(line, answers):
        named = counted(labels(pack, overruling_questions(line, answers)), room - 2)
        return f"! {named}".rstrip()
    return CAUTION if any(item.holds == "always" for item in line.cautions) and room >= len(CAUTION) else ""


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


def in_full(pack: Pack, line: OptionLine, answers: Mapping[str, Answer]) -> str:
    """An option's line without cuts, for the line above the keys."""
    said = {"standard": "standard", "consider": "to be considered", "avoid": "to be avoided"}
    if line.verdict == "depends":
        return f"{line.option.title}: depends on {', '.join(labels(pack, line.decides))}"
    text = f"{line.option.title}: {said.get(line.verdict, 'not offered')}"
    if warned(line, answers):
        text += f", unless {', '.join(labels(pack, overruling_questions(line, answers)))}"
    if line.verdict == "avoid" and line.because:
        text += f". {line.because[0].rule.text}"
    cautions = sum(item.holds == "always" for item in line.cautions)
    return text + (f"; {cautions} caution{'s' if cautions > 1 else ''}" if cautions else "")
