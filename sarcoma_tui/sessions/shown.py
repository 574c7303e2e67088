"""What of an assessment is kept in a session: the content it rests on and what the clinician saw."""

from __future__ import annotations

from hashlib import sha256

from sarcoma_tui.domain.assessment import Assessment
from sarcoma_tui.domain.contract import to_json
from sarcoma_tui.domain.pack import ENGINE, Pack
from sarcoma_tui.sessions.session import PackRef, PanelLine, Shown


def pack_ref(pack: Pack) -> PackRef:
    """The reference that pins a session to this content and this engine."""
    info = pack.content.info
    return PackRef(id=info.id, version=info.version, sha256=info.sha256, engine=ENGINE)


def shown_of(pack: Pack, assessment: Assessment) -> Shown:
    """The stage sets, the panel (every entry of `options`, in its order) and the hash of the whole JSON.

    An undiagnosed lump has no stage: its sets are empty.
    """
    stage = assessment.stage
    groups = dict(stage.groups) if stage else dict.fromkeys(pack.content.roles.stage_groups, ())
    return Shown(
        groups=groups,
        assessment_sha256=sha256(to_json(pack, assessment).encode()).hexdigest(),
        panel=tuple(
            PanelLine(option=line.option.id, verdict=line.verdict)
            for line in assessment.options
            if line.verdict != "not-indicated"
        ),
    )
