"""In which order open questions are worth asking."""

from __future__ import annotations

from collections import Counter

from sarcoma_tui.domain.assessment import Assessment, OpenQuestion


def worth_asking(found: Assessment) -> list[OpenQuestion]:
    """The questions not asked that would settle something: for most options in doubt first.

    An option in doubt counts before one that is offered and could still be overruled.
    """
    waiting = Counter(
        name for item in (*found.options, *found.workup) if item.verdict == "depends" for name in item.decides
    )
    asked = [item for item in found.unanswered if item.settles]
    return sorted(asked, key=lambda item: (-waiting[item.question], -item.settles))
