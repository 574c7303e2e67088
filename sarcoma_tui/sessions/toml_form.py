"""A session as the bytes of its file: the form of sessions.md, in a fixed order, `[[changes]]` last.

A draft grows by one record a change, so a record is also written alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sarcoma_tui.sessions.session import Change, Decision, Logged, Session, SetAside, Shown
from sarcoma_tui.sessions.toml_values import LOG, line, lines, name, record, records


def dumps(session: Session) -> bytes:
    """The whole file."""
    parts = [
        _top(session),
        _pack(session),
        "\n[answers]\n",
        lines({**_extra(session, "answers"), **session.answers}),
    ]
    if session.shown is not None:
        parts.append(_shown(session.shown))
    parts.append(_decision(session.decision))
    parts.extend(_unknown_tables(session.extra.get("", {})))
    if session.base is not None:
        base = {"revision": session.base.revision, "sha256": session.base.sha256, **_extra(session, "draft")}
        parts.append("\n[draft]\n" + lines(base))
    return "".join(parts).encode() + dump_changes(session.changes)


def dump_changes(changes: Iterable[Change]) -> bytes:
    """The records of some changes, to stand at the end of a file."""
    return "".join(_change(change) for change in changes).encode()


def _top(session: Session) -> str:
    unknown = _extra(session, "")
    return lines(
        {
            "format": session.format,
            "minor": session.minor,
            "revision": session.revision,
            "id": session.id,
            "label": session.label,
            "created": session.created,
            "saved": session.saved,
            "tags": session.tags,
            "changes_in_history": session.changes_in_history or None,
            **{key: value for key, value in unknown.items() if not _is_table(value)},
        }
    )


def _pack(session: Session) -> str:
    pack = session.pack
    known = {"id": pack.id, "version": pack.version, "sha256": pack.sha256, "engine": pack.engine}
    return "\n[pack]\n" + lines({**known, **pack.extra})


def _shown(shown: Shown) -> str:
    panel: list[dict[str, object]] = [
        {"option": item.option, "verdict": item.verdict, **item.extra} for item in shown.panel
    ]
    head = {**shown.groups, "assessment_sha256": shown.assessment_sha256}
    return "\n[shown]\n" + lines(head) + records("panel", panel) + lines(shown.extra)


def _decision(decision: Decision) -> str:
    return (
        "\n[decision]\n"
        + line("chosen", decision.chosen)
        + records("set_aside", [_set_aside(item) for item in decision.set_aside])
        + line("notes", decision.notes)
        + lines(decision.extra)
    )


def _set_aside(item: SetAside) -> dict[str, object]:
    return {"option": item.option, "reason": item.reason, **item.extra}


def _change(change: Change) -> str:
    values = {
        "at": change.at,
        change.about: change.what,
        "from": _logged(change.before),
        "to": _logged(change.after),
        **change.extra,
    }
    return record(LOG, values)


def _logged(value: Logged) -> object:
    if isinstance(value, Decision):
        return {"chosen": value.chosen, "set_aside": [_set_aside(item) for item in value.set_aside]}
    return value


def _extra(session: Session, table: str) -> Mapping[str, object]:
    return session.extra.get(table, {})


def _unknown_tables(unknown: Mapping[str, object]) -> Iterable[str]:
    """Tables and lists of tables that this program does not know, each under its own heading."""
    for key, value in unknown.items():
        if isinstance(value, Mapping):
            yield f"\n[{name(key)}]\n" + lines(value)
        elif isinstance(value, list) and _is_table(value):
            yield from (f"\n[[{name(key)}]]\n" + lines(item) for item in value)


def _is_table(value: object) -> bool:
    """Whether a value needs a heading of its own."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(item, Mapping) for item in value)
    return isinstance(value, Mapping)
