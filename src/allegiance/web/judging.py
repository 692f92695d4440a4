"""Judging: what a form says about a claim, as decisions of the casefile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from allegiance.casefile import JudgementKind, Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.relations import relations
from allegiance.errors import UsageError
from allegiance.views import find_actor
from allegiance.web.desk import Asked

_KINDS = {
    kind.value: kind
    for kind in (JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.COMMENT, JudgementKind.CORRECT)
}
_LONGEST = 2_000  # characters of a reason
_ACTORS = ("subject", "object", "speaker")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim that can be corrected: what it says now, and what else it may say (empty: anything)."""

    name: str
    value: str
    choices: tuple[str, ...] = ()


def record_of(asked: Asked, claim: str) -> Record:
    """The claim, whatever its score and however it was judged. Raises: UsageError."""
    casefile = asked.desk.casefile("everything")
    record = next(casefile.claims(ids=[claim], include_rejected=True), None)
    if record is None:
        raise UsageError(
            f"there is no claim {claim!r} in this casefile, or its document was read again since"
        )
    return record


def correctable(record: Record) -> tuple[Part, ...]:
    """The parts of a claim, in the order of its sentence."""
    claim = record.claim
    speaker = claim.said_by.speaker.name if claim.said_by and claim.said_by.speaker else ""
    return (
        Part("subject", claim.subject.name),
        Part("relation", claim.relation, tuple(relations())),
        Part("object", claim.object.name if claim.object else ""),
        Part("value", claim.value or ""),
        Part("phase", claim.phase.value, tuple(Phase)),
        Part("polarity", claim.polarity.value, tuple(Polarity)),
        Part("certainty", claim.certainty.value, tuple(Certainty)),
        Part("speaker", speaker),
        Part("valid", str(claim.valid or "")),
        Part("place", claim.place or ""),
    )


def judge(asked: Asked, claim: str, said: Mapping[str, str]) -> None:
    """Record what a form says. Raises: UsageError, before anything is written."""
    kind = _KINDS.get(said.get("kind", ""))
    if kind is None:
        raise UsageError(f"{said.get('kind', '')[:40]!r} is no decision; there are: {', '.join(_KINDS)}")
    why = said.get("why", "").strip()
    if len(why) > _LONGEST:
        raise UsageError(f"a reason of {len(why):,} characters is too long; use at most {_LONGEST:,}")
    if kind is JudgementKind.COMMENT and not why:
        raise UsageError("a comment needs words; go back and write some")
    record = record_of(asked, claim)
    if kind is not JudgementKind.CORRECT:
        asked.record.judge(kind, record.id, by=asked.judge, why=why)
        return
    changed = list(_changed(asked, record, said))
    if not changed:
        raise UsageError("nothing was changed; go back and change a part, or accept the claim as it is")
    for name, value in changed:
        asked.record.judge(kind, record.id, by=asked.judge, why=why, field=name, value=value)


def _changed(asked: Asked, record: Record, said: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Parts that the form has otherwise than the claim; actors are named as people type them."""
    for part in correctable(record):
        value = said.get(part.name, part.value).strip()
        if value == part.value.strip():
            continue
        if value and part.name in _ACTORS:
            yield part.name, find_actor(asked.casefile, value).actor.id
        else:
            yield part.name, value or None
