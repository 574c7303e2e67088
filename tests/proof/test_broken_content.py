"""Content broken in one way at a time: each fails with a case that shows it, and proves when it is mended.

Every proof here is by both readings, which must agree on what holds and on what fails.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from sarcoma_tui.domain.assess import assess, verdicts
from sarcoma_tui.domain.compile import CompileError, compile_pack
from sarcoma_tui.domain.laws import Always, Answered, Compare, Exactly, Laws, Never
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import Answers
from sarcoma_tui.domain.rules import ALWAYS, All, Any, Between, Condition, In, Not, Option, Schedule
from sarcoma_tui.packs.case_file import read_case_file
from sarcoma_tui.proof.cases import case_text
from sarcoma_tui.proof.prove import Outcome

from .small import (
    BOX,
    FACTS,
    LOOK,
    OIL,
    QUESTIONS,
    REPLACE_IT,
    RIDDEN,
    SIZE,
    TRUE_IT,
    content,
    ends,
    law,
    never,
    only_failure,
    option,
    proved,
    rule,
    table,
)


def shown(outcome: Outcome) -> Answers:
    """The answers of the case that shows a failure, by way of its case file."""
    assert outcome.shown is not None
    assert outcome.shown.certain
    text = case_text(outcome.shown.answers, outcome.why)
    pack = compile_pack(content())
    assert read_case_file(text.encode(), "case", pack) == outcome.shown.answers
    return outcome.shown.answers


def with_table(*rows: tuple[Condition, str]) -> Content:
    """The content with other rows in the table of sizes."""
    return content(facts=(*FACTS[:2], table("size", In("part", ("wheel",)), *rows)))


def test_whole_content_proves() -> None:
    proof = proved(content())
    assert proof.proved
    assert proof.by_solver is not None
    assert proof.counts is not None


def test_a_gap() -> None:
    broken = with_table(
        (Between("bend", up_to=Decimal(5)), "small"), (Between("bend", at_least=Decimal("5.2")), "large")
    )
    failure = only_failure(proved(broken))
    assert failure.obligation.id == "tables:size:gap"
    assert shown(failure) == {"situation": "ridden", "part": "wheel", "bend": Decimal("5.1")}
    with pytest.raises(CompileError, match="no row matches"):
        compile_pack(broken)


def test_an_overlap() -> None:
    broken = with_table(
        (Between("bend", up_to=Decimal(5)), "small"), (Between("bend", at_least=Decimal(5)), "large")
    )
    failure = only_failure(proved(broken))
    assert failure.obligation.id == "tables:size:overlap"
    assert shown(failure) == {"situation": "ridden", "part": "wheel", "bend": Decimal("5.0")}


def test_what_rests_on_a_broken_table_is_not_decided() -> None:
    proof = proved(with_table((Between("bend", up_to=Decimal(5)), "small")))
    assert not proof.proved
    assert {item.status for item in proof.outcomes if item.obligation.group != "tables"} == {"not decided"}


def test_nothing_is_offered() -> None:
    broken = content(TRUE_IT, REPLACE_IT, LOOK)
    failure = only_failure(proved(broken))
    assert failure.obligation.id == "total:answered"
    answers = shown(failure)
    assert answers == {"situation": "ridden", "part": "chain", "rust": "none"}
    told = verdicts(compile_pack(broken), answers)
    assert set(told.values()) == {"not-indicated"}


def test_a_notice_that_says_why_answers() -> None:
    no_chain = In("part", ("chain",))
    whole = content(
        TRUE_IT, REPLACE_IT, LOOK, notices=(ends("no-chain", All((no_chain, Not(In("rust", ("much",)))))),)
    )
    proof = proved(whole, Laws((), Answered(shares_by=("route",))))
    assert proof.proved
    assert proof.counts is not None
    assert [(item.results, item.cases, item.ended) for item in proof.counts.ended] == [
        (("wheels",), 12, 0),
        (("chains",), 6, 4),
    ]


def test_a_catch_all_notice_cannot_hide_a_gap() -> None:
    broken = content(notices=(ends("always", RIDDEN),))
    failure = only_failure(proved(broken))
    assert failure.obligation.id == "total:ends:always"
    assert shown(failure).keys() <= {"situation", "part", "bend", "rust"}
    pack = compile_pack(broken)
    told = assess(pack, shown(failure))
    assert [line.holds for line in told.notices] == ["always"]
    assert {line.verdict for line in told.options} - {"avoid", "not-indicated"}


def test_no_path_ends_where_nothing_stands_in_the_way() -> None:
    laws = Laws((), Answered(never_ends=In("rust", ("none",))))
    hopeless = content(
        TRUE_IT,
        REPLACE_IT,
        LOOK,
        notices=(ends("no-chain", All((In("part", ("chain",)), Not(In("rust", ("much",)))))),),
    )
    failure = only_failure(proved(hopeless, laws))
    assert failure.obligation.id == "total:never-ends"
    assert shown(failure) == {"situation": "ridden", "part": "chain", "rust": "none"}
    assert proved(content(), laws).proved


def test_a_lump_without_a_next_step() -> None:
    failure = only_failure(proved(content(TRUE_IT, REPLACE_IT, OIL)))
    assert failure.obligation.id == "total:next-step"
    assert shown(failure) == {"situation": "box"}


def test_follow_up_counts_only_where_it_is_said() -> None:
    follow = option(
        "follow", rule("follow.raced", "offer", In("situation", ("raced",)), strength="standard"),
        phase="follow-up", modality="surveillance",
    )  # fmt: skip
    oil = option("oil", rule("oil.ridden", "offer", In("situation", ("ridden",)), strength="standard"))
    whole = content(TRUE_IT, REPLACE_IT, oil, follow, LOOK)
    failure = only_failure(proved(whole))
    assert shown(failure)["situation"] == "raced"
    assert proved(whole, Laws((), Answered(follow_up_counts=In("situation", ("raced",))))).proved


def test_a_rule_that_holds_nowhere() -> None:
    dead = option("oil", *OIL.rules, rule("oil.dead", "caution", All((BOX, In("part", ("chain",))))))
    failure = only_failure(proved(content(TRUE_IT, REPLACE_IT, dead, LOOK)))
    assert (failure.obligation.id, failure.why) == ("alive:oil.dead", "it holds in no case")
    assert failure.shown is None


def test_an_avoid_that_nothing_contests() -> None:
    dead = option("oil", *OIL.rules, rule("oil.wheel", "avoid", In("part", ("wheel",))))
    failure = only_failure(proved(content(TRUE_IT, REPLACE_IT, dead, LOOK)))
    assert failure.obligation.id == "alive:oil.wheel"
    assert "nothing ever offers" in failure.why
    assert shown(failure) == {"situation": "ridden", "part": "wheel"}
    for mark in ({"withdrawn": True}, {"alongside": "true-it.small"}):
        excused = option("oil", *OIL.rules, rule("oil.wheel", "avoid", In("part", ("wheel",)), **mark))
        assert proved(content(TRUE_IT, REPLACE_IT, excused, LOOK)).proved


def test_an_offer_that_another_always_makes_too() -> None:
    twice = option(
        "oil",
        *OIL.rules,
        rule("oil.rusty", "offer", All((*OIL_WHEN, In("rust", ("much",)))), strength="standard"),
    )
    failure = only_failure(proved(content(TRUE_IT, REPLACE_IT, twice, LOOK)))
    assert failure.obligation.id == "alive:oil.rusty"
    assert "another rule always offers the same" in failure.why
    assert shown(failure) == {"situation": "ridden", "part": "chain", "rust": "much"}


OIL_WHEN = (In("part", ("chain",)),)


def test_avoid_rules_that_only_together_cover_everything() -> None:
    """No one of them forbids the offer; the three together always do."""
    parts = (In("rust", ("none", "some")), In("rust", ("much",)))
    dead = option("oil", *OIL.rules, *(rule(f"oil.no{n}", "avoid", when) for n, when in enumerate(parts)))
    extra = option("wax", rule("wax.chain", "offer", In("part", ("chain",)), strength="standard"))
    failure = only_failure(proved(content(TRUE_IT, REPLACE_IT, dead, extra, LOOK)))
    assert failure.obligation.id == "alive:oil.chain"
    assert shown(failure) == {"situation": "ridden", "part": "chain"}
    mended = option("oil", *OIL.rules, rule("oil.no", "avoid", parts[1]))
    assert proved(content(TRUE_IT, REPLACE_IT, mended, extra, LOOK)).proved


@pytest.mark.parametrize(
    ("when", "dead"),
    [
        (All((In("part", ("chain",)), In("situation", ("ridden", "box", "raced")))), "situation box"),
        (Any((In("part", ("chain",)), All((BOX, In("part", ("wheel",)))))), "part wheel"),
        (All((In("part", ("chain",)), Not(In("situation", ("box",))))), "situation box"),
    ],
)
def test_a_value_that_counts_nowhere(when: Condition, dead: str) -> None:
    broken = option("oil", rule("oil.chain", "offer", when, strength="standard"))
    failed = proved(content(TRUE_IT, REPLACE_IT, broken, LOOK)).with_status("fails")
    assert f"alive:oil.chain:{dead}" in [item.obligation.id for item in failed]
    assert all(item.obligation.group == "alive" for item in failed)


def test_a_value_of_a_shared_rule_need_count_at_one_option_alone() -> None:
    rusty = In("size", ("small", "large"))
    options = [
        option(
            item.id,
            *item.rules[:1],
            replace(rule(f"{item.id}.no", "avoid", All((rusty, In("rust", ("much",)))))),
        )
        for item in (TRUE_IT, REPLACE_IT)
    ]
    wax = option("wax", rule("wax.any", "offer", RIDDEN, strength="standard"))
    assert proved(content(*options, wax, LOOK)).proved


def test_two_standards_that_exclude_each_other() -> None:
    wax = option(
        "wax", rule("wax.rusty", "offer", In("rust", ("some",)), strength="standard"), excludes=("oil",)
    )
    failure = only_failure(proved(content(TRUE_IT, REPLACE_IT, OIL, wax, LOOK)))
    assert failure.obligation.group == "consistent"
    assert shown(failure) == {"situation": "ridden", "part": "chain", "rust": "some"}
    mended = option("wax", *wax.rules, rule("wax.chain", "avoid", In("part", ("chain",))), excludes=("oil",))
    assert proved(content(TRUE_IT, REPLACE_IT, OIL, mended, LOOK)).proved


LARGE = In("size", ("large",))


@pytest.mark.parametrize(
    ("claim", "mended", "answers"),
    [
        (
            Never(In("part", ("wheel",)), verdicts=(("true-it", ("standard",)),)),
            Never(LARGE, verdicts=(("true-it", ("standard",)),)),
            {"situation": "ridden", "part": "wheel", "bend": Decimal("0.0"), "rust": "none"},
        ),
        (
            Never(In("part", ("wheel",)), LARGE),
            Never(In("part", ("chain",)), LARGE),
            {"situation": "ridden", "part": "wheel", "bend": Decimal("5.1")},
        ),
        (
            Always(RIDDEN, ("true-it", "replace-it"), ("standard",)),
            Always(LARGE, ("true-it", "replace-it"), ("standard",)),
            {"situation": "ridden", "part": "chain"},
        ),
    ],
)
def test_a_law_that_is_broken(claim: object, mended: object, answers: Answers) -> None:
    failure = only_failure(proved(content(), law(claim)))
    assert failure.obligation.id == "laws:law"
    assert shown(failure) == answers
    assert proved(content(), law(mended)).proved


CHAIN, WHEEL = In("part", ("chain",)), In("part", ("wheel",))
SMALL = In("size", ("small",))
WITHOUT_MUCH = In("rust", ("none", "some"))
OILED = Exactly(CHAIN, rule="oil.chain", rule_as="standard")


@pytest.mark.parametrize(
    ("claim", "mended", "step"),
    [
        (Exactly(RIDDEN, rule="oil.chain", rule_as="standard"), OILED, "there"),
        (Exactly(CHAIN, rule="oil.chain", rule_as="consider"), OILED, "there"),
        (Exactly(CHAIN, rule="oil.gone", rule_as="standard"), replace(OILED, rule="chain"), "there"),
        (Exactly(LARGE, rule="true-it.small", rule_as="standard"),
         Exactly(SMALL, rule="true-it.small", rule_as="standard"), "there"),
        (Exactly(SMALL, option="true-it", verdicts=("standard",)),
         Exactly(SMALL, WITHOUT_MUCH, "true-it", ("standard",)), "there"),
        (Exactly(In("rust", ("much",)), rule="replace-it.large", rule_as="standard"),
         Exactly(LARGE, rule="replace-it.large", rule_as="standard"), "there"),
        (Exactly(In("rust", ("some",)), rule="true-it.rusty", rule_as="avoid"),
         Exactly(In("rust", ("much",)), rule="true-it.rusty", rule_as="avoid"), "there"),
        (Exactly(All((SMALL, RIDDEN)), so=WHEEL), Exactly(Not(CHAIN), so=WHEEL), "beyond"),
        (Exactly(CHAIN, asked="bend"), Exactly(WHEEL, asked="bend"), "beyond"),
    ],
)  # fmt: skip
def test_an_exact_law_is_broken_on_either_side(claim: Exactly, mended: Exactly, step: str) -> None:
    failed = proved(content(), law(claim)).with_status("fails")
    assert f"laws:law:{step}" in [item.obligation.id for item in failed]
    assert {item.obligation.id.rpartition(":")[2] for item in failed} <= {"there", "beyond"}
    assert proved(content(), law(mended)).proved


def test_an_exact_law_of_a_schedule() -> None:
    whole = content(schedules=(Schedule("look.later", "Look later", 3, 12, ("s",), WHEEL),))
    failed = proved(whole, law(Exactly(RIDDEN, schedule="look.later"))).with_status("fails")
    assert [item.obligation.id for item in failed] == ["laws:law:there"]
    assert proved(whole, law(Exactly(WHEEL, schedule="look.later"))).proved


def test_a_law_about_notices() -> None:
    notice = replace(ends("old", In("rust", ("much",))), ends=False)
    claim = Always(In("rust", ("some", "much")), notices=("old",))
    failure = only_failure(proved(content(notices=(notice,)), law(claim)))
    assert shown(failure) == {"rust": "some"}
    assert proved(content(notices=(notice,)), law(Always(In("rust", ("much",)), notices=("old",)))).proved
    assert not proved(content(notices=(notice,)), law(Never(RIDDEN, notices=("old",)))).proved


@pytest.mark.parametrize(
    "claim",
    [
        Never(All((BOX, In("part", ("wheel",)))), verdicts=(("oil", ("standard",)),)),
        Never(All((BOX, In("part", ("wheel",)))), LARGE),
        Always(All((BOX, LARGE)), ("oil",), ("standard",)),
    ],
)
def test_a_law_that_never_applies(claim: object) -> None:
    failure = only_failure(proved(content(), law(claim)))
    assert (failure.obligation.id, failure.why) == (
        "laws:law:applies",
        "no case is such that the law applies",
    )


def test_a_law_that_compares() -> None:
    adds = law(Compare("rust", "rust", ("none", "some", "much"), never_adds=("true-it", "replace-it")))
    failed = proved(content(), adds).with_status("fails")
    assert [item.obligation.id for item in failed] == [
        "laws:law:none-to-much:replace-it",
        "laws:law:some-to-much:replace-it",
    ]
    pair = failed[0].shown
    assert pair is not None
    assert pair.other is not None
    assert dict(pair.answers) | {"rust": "much"} == pair.other
    assert pair.answers["rust"] == "none"
    pack = compile_pack(content())
    assert [verdicts(pack, side)["replace-it"] for side in (pair.answers, pair.other)] == [
        "not-indicated",
        "consider",
    ]
    assert proved(
        content(), law(Compare("rust", "rust", ("none", "some", "much"), never_adds=("true-it",)))
    ).proved


def test_a_law_that_compares_by_a_fact() -> None:
    claim = Compare("bend", "size", ("small", "large"), never_adds=("true-it",))
    assert proved(content(), law(claim)).proved
    failed = proved(content(), law(replace(claim, never_adds=("replace-it",)))).with_status("fails")
    assert [item.obligation.id for item in failed] == ["laws:law:small-to-large:replace-it"]


def test_a_law_of_order() -> None:
    assert proved(content(), law(Compare("bend", "size", ("small", "large"), never_lowers=("size",)))).proved
    assert not proved(
        content(), law(Compare("bend", "size", ("large", "small"), never_lowers=("size",)))
    ).proved


def test_a_law_that_compares_what_cannot_both_be() -> None:
    """Where rust goes with one part alone there is no pair that differs in the part alone."""
    tied = never(
        "tied",
        Any(
            (
                All((In("part", ("wheel",)), In("rust", ("none",)))),
                All((In("part", ("chain",)), In("rust", ("some", "much")))),
            )
        ),
    )
    claim = Compare("part", "part", ("wheel", "chain"), never_adds=("true-it",))
    options = (TRUE_IT, REPLACE_IT, OIL, LOOK)
    failed = proved(content(*options, impossible=(tied,)), law(claim), "laws").with_status("fails")
    assert [item.obligation.id for item in failed] == ["laws:law:wheel-to-chain:applies"]
    freed = replace(claim, also=("rust",))
    assert proved(content(*options, impossible=(tied,)), law(freed), "laws").proved


def test_what_cannot_be_is_assumed_away() -> None:
    """Without a treatment for chains the content proves once chains cannot be."""
    broken = content(TRUE_IT, REPLACE_IT, LOOK)
    assert not proved(broken, None, "total").proved
    no_chains = never("no-chains", In("part", ("chain",)))
    assert proved(replace(broken, impossible=(no_chains,)), None, "total").proved


def test_an_impossible_entry_about_nothing() -> None:
    nothing = never("nothing", All((BOX, In("part", ("wheel",)))))
    failure = only_failure(proved(content(impossible=(nothing,))))
    assert failure.obligation.id == "alive:nothing"


def test_a_row_that_only_what_cannot_be_meets() -> None:
    large = never("no-large", LARGE)
    failed = proved(content(impossible=(large,)), None, "alive").with_status("fails")
    assert "alive:size.1" in [item.obligation.id for item in failed]


NO_RUST = In("rust", ("none",))


def test_unanswerable_values_are_told_as_such(tmp_path: Path) -> None:
    """A case that rests on a value that nobody can give is not claimed to be certain."""
    graded = replace(QUESTIONS[3], unstated="never-looked")
    broken = content(
        TRUE_IT, REPLACE_IT, OIL, LOOK, questions=(*QUESTIONS[:3], graded),
        facts=(FACTS[0], table("urgency", BOX, (NO_RUST, "later"), (Not(NO_RUST), "soon")), SIZE),
    )  # fmt: skip
    claim = Never(BOX, In("rust", ("never-looked",)))
    failure = only_failure(proved(broken, law(claim)))
    assert failure.shown is not None
    assert not failure.shown.certain
    assert "rust" not in failure.shown.answers


def test_every_failure_is_told_in_one_run() -> None:
    wax = option(
        "wax", rule("wax.rusty", "offer", In("rust", ("some",)), strength="standard"), excludes=("oil",)
    )
    dead: Option = option("oil", *OIL.rules, rule("oil.wheel", "avoid", In("part", ("wheel",))))
    proof = proved(content(TRUE_IT, REPLACE_IT, dead, wax), law(Never(ALWAYS, LARGE)))
    assert {item.obligation.group for item in proof.with_status("fails")} == {
        "total",
        "alive",
        "consistent",
        "laws",
    }
