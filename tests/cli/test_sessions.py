"""`sessions`: a case becomes a session, is listed, shown, handed on, deleted and restored."""

from __future__ import annotations

import json
import stat
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from sarcoma_tui.commands.sessions_list import _set

from .conftest import Call
from .running import BICYCLE, SMALL, Ran, run

Write = Callable[[str], Path]

CASE = """format = 1
[answers]
situation = "new-diagnosis"
site = "limb"
size_cm = 7.5
grade = "G3"
nodes = "N1"
metastases = "M0"
declined = ["none"]
surgery_date = 2024-02-29
"""
LIST_KEYS = """
    id label status revision created saved tags ajcc8 uicc9 situation pack path reason
"""
SHOW_KEYS = LIST_KEYS + "remarks answers shown decision changes"


@pytest.fixture
def made(call: Call, case: Write) -> str:
    """The id of a session that was made from the case."""
    return call("sessions", "new", case(CASE), "--label", "clinic-14", "--pack", SMALL).good().strip()


def listed(call: Call, *more: str) -> list[dict[str, object]]:
    rows = json.loads(call("sessions", "list", "--json", *more).out)
    assert isinstance(rows, list)
    return rows


def test_without_sessions(call: Call, home: Path) -> None:
    assert call("sessions", "list", "--json").good() == "[]\n"
    assert call("sessions", "list").good() == f"no sessions in {home}\n"


def test_a_session_from_a_case(call: Call, home: Path, made: str) -> None:
    (path,) = (home / "sessions").glob("*.toml")
    assert path.name == f"{made}.toml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    saved = tomllib.loads(path.read_text())
    given = tomllib.loads(CASE)["answers"]
    assert (saved["revision"], saved["label"], saved["answers"]) == (1, "clinic-14", given)
    assert {change["question"]: change["to"] for change in saved["changes"]} == given
    assert (saved["shown"]["ajcc8"], saved["shown"]["uicc9"]) == (["IV"], ["IIIB"])
    assert (home / "packs" / saved["pack"]["sha256"] / "pack.toml").is_file()


def test_what_was_shown_is_what_assess_prints(call: Call, case: Write, home: Path, made: str) -> None:
    from hashlib import sha256

    shown = tomllib.loads((home / "sessions" / f"{made}.toml").read_text())["shown"]
    out = call("assess", case(CASE), "--json", "--pack", SMALL).good()
    assert shown["assessment_sha256"] == sha256(out.encode()).hexdigest()
    entries = [
        {"option": option["id"], "verdict": option["verdict"]} for option in json.loads(out)["options"]
    ]
    assert shown["panel"] == entries


def test_the_list(call: Call, home: Path, made: str, case: Write) -> None:
    later = call("sessions", "new", case(CASE), "--pack", SMALL).good().strip()
    rows = listed(call)
    assert [row["id"] for row in rows] == [later, made]
    row = rows[1]
    assert list(row) == LIST_KEYS.split()
    assert (row["label"], row["status"], row["revision"]) == ("clinic-14", "saved", 1)
    assert (row["ajcc8"], row["uicc9"], row["situation"]) == (["IV"], ["IIIB"], "new-diagnosis")
    assert (row["path"], row["reason"]) == (str(home / "sessions" / f"{made}.toml"), "")
    text = call("sessions", "list").good().splitlines()
    assert text[0].split() == ["id", "status", "saved", "stage", "label"]
    assert text[1].endswith("IV / IIIB  (no label)")
    assert text[2].startswith(made)
    assert text[2].endswith("IV / IIIB  clinic-14")


def test_one_session(call: Call, made: str) -> None:
    shown = json.loads(call("sessions", "show", made, "--json").good())
    assert list(shown) == SHOW_KEYS.split()
    assert shown["answers"]["size_cm"] == 7.5
    assert shown["answers"]["surgery_date"] == "2024-02-29"
    assert {key: shown[key] for key in LIST_KEYS.split()} == listed(call)[0]
    text = call("sessions", "show", made, "--pack", SMALL).good()
    assert text.isascii()
    for line in ("Session clinic-14", "AJCC 8 stage group  IV", "UICC 9 stage group  IIIB"):
        assert line in text.splitlines()
    flat = " ".join(text.split())
    assert "Size 7.5 cm" in flat
    assert "Declined none" in flat
    assert "Stage and options are as they were shown" in text
    assert "limb-sparing-excision" not in text


def test_an_id_may_be_cut(call: Call, made: str) -> None:
    whole = call("sessions", "show", made, "--json").good()
    for prefix in (made[:5], made[:12], made.lower()):
        assert call("sessions", "show", prefix, "--json").good() == whole


@pytest.mark.parametrize("name", ["show", "trash", "restore"])
def test_no_such_session(name: str, call: Call, made: str) -> None:
    ran = call("sessions", name, made[:-1] + "!")
    assert (ran.status, ran.out) == (2, "")
    (line,) = ran.told
    assert line.startswith("no session has an id that begins with")
    ran = call("sessions", name, "../sessions/x")
    assert (ran.status, len(ran.told)) == (2, 1)


def test_a_beginning_that_two_ids_have(call: Call, made: str, case: Write) -> None:
    other = call("sessions", "new", case(CASE), "--pack", SMALL).good().strip()
    ran = call("sessions", "show", "0")
    assert ran.status == 2
    assert made in ran.err
    assert other in ran.err


def test_to_the_trash_and_back(call: Call, home: Path, made: str) -> None:
    path = home / "sessions" / f"{made}.toml"
    before = path.read_bytes()
    out = call("sessions", "trash", made[:20]).good()
    assert out == f"clinic-14 is in the trash; `sarcoma-tui sessions restore {made}` brings it back\n"
    assert listed(call) == []
    assert [row["status"] for row in listed(call, "--trash")] == ["trashed"]
    assert call("sessions", "show", made).status == 2
    assert call("sessions", "restore", made[:20]).good() == f"restored: {path}\n"
    assert path.read_bytes() == before
    assert [row["id"] for row in listed(call)] == [made]


def test_restoring_never_overwrites(call: Call, home: Path, made: str) -> None:
    path = home / "sessions" / f"{made}.toml"
    call("sessions", "trash", made).good()
    path.write_text("mine")
    ran = call("sessions", "restore", made)
    assert (ran.status, ran.out, len(ran.told)) == (1, "", 1)
    assert path.read_text() == "mine"
    assert len(listed(call, "--trash")) == 1


def test_a_damaged_file_is_listed_and_left_alone(call: Call, home: Path, made: str) -> None:
    broken = home / "sessions" / "01BROKEN.toml"
    broken.write_text("format = 1\nid = 3\n\x00")
    for form in ((), ("--json",)):
        ran = call("sessions", "list", *form)
        assert ran.status == 1
        assert ran.told == [line for line in ran.told if line.startswith("sessions/01BROKEN.toml:3")]
        assert len(ran.told) == 1
        assert made in ran.out
    row = next(row for row in json.loads(ran.out) if row["status"] == "damaged")
    assert (row["id"], row["reason"], row["pack"]) == ("01BROKEN", ran.told[0], None)
    for name in ("show", "trash"):
        ran = call("sessions", name, "01BROKEN")
        assert (ran.status, ran.out) == (1, "")
        assert "01BROKEN.toml" in ran.err
    assert call("sessions", "show", made, "--json").status == 0
    assert broken.read_text().startswith("format = 1\nid = 3")


def test_other_kinds_of_files_are_told_and_are_no_damage(call: Call, home: Path, made: str) -> None:
    saved = (home / "sessions" / f"{made}.toml").read_text()
    (home / "sessions" / "copy.toml").write_text(saved)
    (home / "drafts").mkdir(mode=0o700)
    draft = saved.replace(made, "01DRAFT") + "\n[[changes]]\nat = 2026-11-2"
    (home / "drafts" / "01DRAFT.toml").write_text(draft)
    newer = saved.replace(made, "01NEWER").replace("format = 1", "format = 2", 1)
    (home / "sessions" / "01NEWER.toml").write_text(newer)
    ran = call("sessions", "list", "--json")
    assert ran.status == 0
    statuses = {row["path"].split("/")[-1]: row["status"] for row in json.loads(ran.out)}
    assert statuses == {
        f"{made}.toml": "saved",
        "copy.toml": "conflict-copy",
        "01DRAFT.toml": "draft",
        "01NEWER.toml": "newer-format",
    }
    assert sorted(line.split(": ")[0] for line in ran.told) == ["sessions/01NEWER.toml", "sessions/copy.toml"]
    assert "cut off while it was written" in call("sessions", "show", "01DRAFT", "--pack", SMALL).good()
    assert "read only" in call("sessions", "show", "01NEWER", "--pack", SMALL).good()
    assert call("doctor", "--pack", SMALL).good().count("01NEWER.toml: written by a newer program") == 1


def test_a_bad_case_makes_no_session(call: Call, case: Write, home: Path) -> None:
    ran = call("sessions", "new", case(CASE.replace("7.5", "75")), "--pack", SMALL)
    assert (ran.status, ran.out, len(ran.told)) == (2, "", 1)
    assert not (home / "sessions").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    ran = run(blocked, "sessions", "new", "-", "--pack", SMALL, stdin=CASE.encode())
    assert (ran.status, ran.out, len(ran.told)) == (1, "", 1)
    assert ran.err.startswith(f"nothing can be saved: {blocked} is a file, not a folder")
    assert run(blocked, "assess", "-", "--pack", SMALL, stdin=CASE.encode()).status == 0
    ran = run(blocked, "sessions", "list")
    assert (ran.status, ran.out, len(ran.told)) == (1, "", 1)


def test_a_label_that_looks_like_a_person(call: Call, case: Write) -> None:
    ran = call("sessions", "new", case(CASE), "--label", "a.b@example.org", "--pack", SMALL)
    assert ran.status == 0
    assert ran.told == ["This looks like an e-mail address."]


def test_other_content_today(call: Call, made: str) -> None:
    """Answers that today's content does not know are shown as such, not dropped."""
    ran = call("sessions", "show", made, "--pack", BICYCLE)
    assert ran.status == 0
    assert "size_cm: a question that this content does not know" in " ".join(ran.out.split())
    assert "another content" in ran.out
    assert "Limb-sparing" not in ran.out


def test_content_that_cannot_be_used_hides_no_session(call: Call, made: str, tmp_path: Path) -> None:
    ran = call("sessions", "show", made, "--pack", tmp_path)
    assert ran.status == 0
    assert len(ran.told) == 1
    assert "size_cm 7.5" in " ".join(ran.out.split())
    assert " limb-sparing-excision (" in ran.out


LIVING = "\x1b]0;x\x07\u202e\u200b\x9b31m"


def test_living_characters_of_a_label(call: Call, case: Write) -> None:
    made = call("sessions", "new", case(CASE), "--label", LIVING, "--pack", SMALL).good().strip()
    for command in (["list"], ["show", made], ["list", "--json"], ["show", made, "--json"], ["trash", made]):
        ran: Ran = call("sessions", *command)
        assert ran.status == 0
        assert ran.out.isascii()
        assert "\x1b" not in ran.out
        assert "\\u202e" in ran.out
        if "--json" in command:
            found = json.loads(ran.out)
            assert (found[0] if isinstance(found, list) else found)["label"] == LIVING


COMPARE_KEYS = ["left", "right", "same", "other_content", "other_engine", "answers", "stage", "panel"]


@pytest.fixture
def second(call: Call, case: Write, made: str) -> str:
    """A later session under the same label: smaller, node-negative, one answer less."""
    text = CASE.replace("7.5", "4.0").replace('"N1"', '"N0"').replace('declined = ["none"]\n', "")
    return call("sessions", "new", case(text), "--label", "clinic-14", "--pack", SMALL).good().strip()


def test_two_side_by_side_as_a_process(home: Path, made: str, second: str) -> None:
    ran = run(home, "sessions", "compare", second, made, "--json")
    found = json.loads(ran.good())
    assert list(found) == COMPARE_KEYS
    assert (found["left"]["id"], found["right"]["id"]) == (made, second)  # the older of one label is left
    assert found["answers"]["changed"] == {
        "size_cm": {"left": 7.5, "right": 4},
        "nodes": {"left": "N1", "right": "N0"},
    }
    assert found["answers"]["left"] == {"declined": {"left": ["none"], "right": None}}
    assert found["stage"]["changed"]["ajcc8"]["left"] == ["IV"]
    assert not (found["same"] or found["other_content"] or found["other_engine"])
    for part in ("answers", "stage", "panel"):
        assert list(found[part]) == ["changed", "left", "right", "same"]
    text = run(home, "sessions", "compare", made, second, "--pack", SMALL).good()
    assert text.isascii()
    assert "ANSWERS: CHANGED (2)" in text.splitlines()
    assert " ".join(text.split()).count("~ Size left 7.5 cm right 4.0 cm") == 1


def test_the_help_of_compare_names_every_key_in_its_order(call: Call) -> None:
    words = call("sessions", "compare", "--help").good().replace(",", " ").split("JSON keys")[1].split()
    assert [words.index(key) for key in COMPARE_KEYS] == sorted(words.index(key) for key in COMPARE_KEYS)


def test_a_session_and_itself_are_the_same(call: Call, made: str) -> None:
    found = json.loads(call("sessions", "compare", made, made[:12], "--json").good())
    assert found["same"] is True
    text = call("sessions", "compare", made, made, "--pack", SMALL).good()
    assert "! Nothing differs" in text


def test_what_cannot_be_compared_is_told_as_show_tells_it(
    call: Call, home: Path, made: str, second: str
) -> None:
    wrong = made[:-1] + "!"
    shown = call("sessions", "show", wrong)
    for pair in ((wrong, second), (second, wrong)):
        ran = call("sessions", "compare", *pair)
        assert (ran.status, ran.out, len(ran.told)) == (2, "", 1)
        assert ran.err.split(": ", 1)[-1] == shown.err.split(": ", 1)[-1]
    (home / "sessions" / "01BROKEN.toml").write_text("format = 1\nid = 3\n\x00")
    ran = call("sessions", "compare", made, "01BROKEN")
    assert (ran.status, ran.out) == (1, "")
    assert "01BROKEN.toml" in ran.err


@pytest.mark.parametrize(
    ("groups", "text"),
    [(("II",), "II"), (("IIIA", "IIIB"), "IIIA..IIIB"), (("I", "IIIB", "not-stageable"), "open")],
)
def test_a_stretch_of_groups_is_told_from_a_set_that_is_open(groups: tuple[str, ...], text: str) -> None:
    assert _set(groups) == text
