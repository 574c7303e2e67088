"""Any session that can be, for Hypothesis: every field, and unknown keys at every level."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Literal

from hypothesis import strategies as st

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.session import (
    Base,
    Change,
    Decision,
    Extra,
    Logged,
    PackRef,
    PanelLine,
    Session,
    SetAside,
    Shown,
)

texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.sampled_from(
        [
            "",
            "a\nb",
            "\n\n",
            'a\n[[changes]]\nat = "x"',
            "[[changes]]\n",
            "a\r\nb",
            "a\rb\nc",
            '"""\n"""',
            "\\\n\0\x7f",
        ]
    ),
)
moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=0)
)
numbers = st.one_of(
    st.decimals(-60, 60, places=1),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.integers(-(1 << 63), (1 << 63) - 1).map(Decimal),
)
answers: st.SearchStrategy[Answer] = st.one_of(
    texts, numbers, st.dates(), st.lists(texts, max_size=3).map(tuple)
)
whole = st.integers(0, (1 << 31) - 1)
odd_times = st.one_of(
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(timezone(timedelta(hours=2)))),
    st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    st.times(),
)
leaves = st.one_of(
    texts, st.booleans(), st.integers(-(1 << 63), (1 << 63) - 1), numbers, st.dates(date(1, 1, 1)), odd_times
)
values: st.SearchStrategy[Any] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(texts.map("k".__add__), inner, max_size=3)
    ),
    max_leaves=6,
)
unknown: st.SearchStrategy[Extra] = st.dictionaries(texts.map("x-".__add__), values, max_size=2)
not_answers = st.one_of(
    st.booleans(),
    st.lists(st.integers(0, 9), min_size=1, max_size=2),
    st.dictionaries(texts, leaves, max_size=2),
)
not_sets = st.one_of(st.booleans(), texts, st.integers(0, 9))

packs = st.builds(PackRef, id=texts, version=texts, sha256=texts, engine=whole, extra=unknown)
aside = st.builds(SetAside, option=texts, reason=texts, extra=unknown)
decisions = st.builds(
    Decision,
    chosen=st.lists(texts, max_size=2).map(tuple),
    set_aside=st.lists(aside, max_size=3).map(tuple),
    notes=texts,
    extra=unknown,
)
logged_decisions = st.builds(
    Decision, chosen=st.lists(texts, max_size=2).map(tuple), set_aside=st.lists(aside, max_size=2).map(tuple)
)
panels = st.lists(st.builds(PanelLine, option=texts, verdict=texts, extra=unknown), max_size=3).map(tuple)
shown = st.builds(
    Shown,
    groups=st.dictionaries(
        st.sampled_from(["ajcc8", "uicc9", "enneking"]), st.lists(texts, max_size=2).map(tuple)
    ),
    assessment_sha256=texts,
    panel=panels,
    extra=st.dictionaries(texts.map("x-".__add__), not_sets, max_size=2),
)


@st.composite
def changes(draw: st.DrawFn, unreadable: bool = True) -> Change:
    about: Literal["question", "name"] = draw(st.sampled_from(["question", "name"]))
    sides: st.SearchStrategy[Logged] = st.one_of(st.none(), answers)
    if about == "name":
        sides = st.one_of(sides, logged_decisions)
    extra = dict(draw(unknown))
    before, after = draw(sides), draw(sides)
    if unreadable and about == "question" and draw(st.integers(0, 9)) == 0:
        after, extra = None, {**extra, "to": draw(st.booleans())}
    return Change(at=draw(moments), what=draw(texts), before=before, after=after, about=about, extra=extra)


@st.composite
def sessions(draw: st.DrawFn, least_changes: int = 0, unreadable: bool = True) -> Session:
    """A session as a file gives it."""
    base = draw(st.none() | st.builds(Base, revision=whole, sha256=texts))
    given = draw(st.dictionaries(texts.map("q".__add__), answers, max_size=4))
    extra = {
        "": {
            **draw(unknown),
            **draw(
                st.dictionaries(
                    texts.map("t-".__add__), st.dictionaries(texts, values, max_size=2), max_size=2
                )
            ),
        },
        "answers": draw(st.dictionaries(texts.map("n".__add__), not_answers, max_size=2)),
        "draft": draw(unknown) if base else {},
    }
    return Session(
        id=draw(st.from_regex(r"[0-9A-HJKMNP-TV-Z]{26}", fullmatch=True)),
        created=draw(moments),
        pack=draw(packs),
        label=draw(texts),
        minor=draw(st.integers(0, 3)),
        revision=draw(whole),
        saved=draw(st.none() | moments),
        tags=draw(st.lists(texts, max_size=3).map(tuple)),
        answers=given,
        shown=draw(st.none() | shown),
        decision=draw(decisions),
        changes=draw(st.lists(changes(unreadable), min_size=least_changes, max_size=4).map(tuple)),
        changes_in_history=draw(whole),
        base=base,
        extra={table: keys for table, keys in extra.items() if keys},
    )
