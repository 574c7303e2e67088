"""What is not to be had here, and the rules that ask for it."""

from __future__ import annotations

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import UNKNOWN, Answers
from sarcoma_tui.domain.rules import In, Rule, atoms


def missing_means(pack: Pack, answers: Answers) -> tuple[str, ...]:
    """The means that were answered as missing, in content order."""
    answer = answers.get(pack.content.roles.means, UNKNOWN)
    question = pack.questions.get(pack.content.roles.means)
    return (
        tuple(name for name in question.names if name in answer)
        if isinstance(answer, tuple) and question
        else ()
    )


def reads_means(pack: Pack, rule: Rule, means: str) -> bool:
    """Whether a rule asks for a missing means."""
    return any(
        isinstance(atom, In) and atom.on == pack.content.roles.means and means in atom.values
        for atom in atoms(rule.when)
    )
