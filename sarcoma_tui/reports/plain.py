"""Sessions as JSON: plain values in a fixed order, and text in which no character can act on a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from sarcoma_tui.files.visible import visible
from sarcoma_tui.sessions.comparison import KINDS, Comparison, Held, Pair
from sarcoma_tui.sessions.listing import Listed
from sarcoma_tui.sessions.session import Change, Decision, PackRef, Session, SetAside, Shown

GROUPS: Final = ("ajcc8", "uicc9")
"""The stage sets that a list shows, by the names of sessions.md; empty where nothing was saved yet."""


def as_json(value: object) -> str:
    """JSON text: two spaces, UTF-8, what cannot be seen as an escape, one newline at the end."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if visible(text, newlines=True) != text:
        text = "".join(map(_seen, text))
    return text + "\n"


def _seen(character: str) -> str:
    """A character, or its escape where JSON would leave it and nobody would see it."""
    hidden = visible(character, newlines=True) != character
    return json.dumps(character)[1:-1] if hidden else character


def listed_plain(listed: Listed) -> dict[str, object]:
    """One file, as `sessions list --json` prints it."""
    return {
        "id": listed.id,
        "label": listed.label,
        "status": listed.status,
        "revision": listed.revision,
        "created": _time(listed.created),
        "saved": _time(listed.saved),
        "tags": list(listed.tags),
        **{body: list(listed.groups.get(body, ())) for body in GROUPS},
        "situation": listed.situation,
        "pack": None if listed.pack is None else _pack(listed.pack),
        "path": str(listed.path),
        "reason": listed.reason,
    }


def session_plain(listed: Listed, session: Session, remarks: tuple[str, ...] = ()) -> dict[str, object]:
    """A whole session: what a list says of it, then what its file holds."""
    return {
        **listed_plain(listed),
        "remarks": list(remarks),
        "answers": {name: _plain(answer) for name, answer in session.answers.items()},
        "shown": None if session.shown is None else _shown(session.shown),
        "decision": {**_decision(session.decision), "notes": session.decision.notes},
        "changes": [_change(change) for change in session.changes],
    }


def compared_plain(left: Listed, right: Listed, pair: Comparison) -> dict[str, object]:
    """Two sessions side by side, as `sessions compare --json` prints them."""
    return {
        "left": _side(left),
        "right": _side(right),
        "same": pair.same,
        "other_content": pair.other_content,
        "other_engine": pair.other_engine,
        "answers": _by_kind(pair.answers),
        "stage": _by_kind(pair.groups),
        "panel": _by_kind(pair.panel),
    }


def _side(listed: Listed) -> dict[str, object]:
    """Which session stands on one side."""
    row = listed_plain(listed)
    return {key: row[key] for key in ("id", "label", "status", "revision", "created", "saved", "pack")}


def _by_kind(pairs: Iterable[Pair[Held]]) -> dict[str, object]:
    """Under each kind, by name, what either side holds."""
    by_kind: dict[str, dict[str, object]] = {kind: {} for kind in KINDS}
    for pair in pairs:
        by_kind[pair.kind][pair.name] = {"left": _plain(pair.left), "right": _plain(pair.right)}
    return dict(by_kind)


def _pack(pack: PackRef) -> dict[str, object]:
    return {"id": pack.id, "version": pack.version, "sha256": pack.sha256, "engine": pack.engine}


def _shown(shown: Shown) -> dict[str, object]:
    return {
        **{body: list(groups) for body, groups in shown.groups.items()},
        "assessment_sha256": shown.assessment_sha256,
        "panel": [{"option": line.option, "verdict": line.verdict} for line in shown.panel],
    }


def _decision(decision: Decision) -> dict[str, object]:
    return {"chosen": list(decision.chosen), "set_aside": [_set_aside(item) for item in decision.set_aside]}


def _set_aside(item: SetAside) -> dict[str, object]:
    return {"option": item.option, "reason": item.reason}


def _change(change: Change) -> dict[str, object]:
    return {
        "at": _time(change.at),
        change.about: change.what,
        "from": _plain(change.before),
        "to": _plain(change.after),
    }


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decision):
        return _decision(value)
    return list(value) if isinstance(value, tuple) else value


def _time(at: datetime | None) -> str | None:
    return None if at is None else f"{at:%Y-%m-%dT%H:%M:%SZ}"


__all__ = ["GROUPS", "as_json", "compared_plain", "listed_plain", "session_plain"]
