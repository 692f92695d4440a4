"""Commands by which a person decides about claims and actors, undoes it, and lists what was decided."""

from __future__ import annotations

import json as json_module
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from allegiance.cli.naming import the_actor
from allegiance.cli.options import ASKING, DECIDING, SIGNING, Asking, Deciding, Opening, Signing
from allegiance.cli.screen import note, print_lines
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.casefile import Casefile, Judgement, JudgementKind

Claims = Annotated[Sequence[str], Parameter(required=True)]
_ACTORS = ("subject", "object", "speaker")


def accept(
    claims: Claims,
    /,
    *,
    deciding: Deciding = DECIDING,
) -> int:
    """Accept claims: somebody has compared them with the words and they are right.

    Parameters
    ----------
    claims
        Ids of claims, as `review` and --json show them.
    """
    from allegiance.casefile import JudgementKind

    return _on_claims(JudgementKind.ACCEPT, claims, deciding, deciding.why)


def reject(
    claims: Claims,
    /,
    *,
    deciding: Deciding = DECIDING,
) -> int:
    """Reject claims: the words do not say so. They are kept, and left out of every answer.

    Parameters
    ----------
    claims
        Ids of claims.
    """
    from allegiance.casefile import JudgementKind

    return _on_claims(JudgementKind.REJECT, claims, deciding, deciding.why)


def comment(
    claim: str,
    words: str,
    /,
    *,
    signing: Signing = SIGNING,
) -> int:
    """Comment on a claim; how it stands does not change.

    Parameters
    ----------
    claim
        Id of the claim.
    words
        What there is to say.
    """
    from allegiance.casefile import JudgementKind

    return _on_claims(JudgementKind.COMMENT, [claim], signing, words)


def correct(
    claim: str,
    field: str,
    value: str | None = None,
    /,
    *,
    empty: Annotated[
        bool, Parameter(name="--empty", negative="", help="The field should say nothing.")
    ] = False,
    deciding: Deciding = DECIDING,
) -> int:
    """Correct one field of a claim: what it should say by its words. The first reading is kept beside it.

    Parameters
    ----------
    claim
        Id of the claim.
    field
        subject, relation, object, value, phase, polarity, certainty, speaker, valid or place.
    value
        What it should say; actors by name or id, times as 2014-06.
    """
    if (value is None) is not empty:
        raise UsageError(f"say what {field} should be, or --empty where it should say nothing")

    def decide(opened: Casefile) -> Iterator[Judgement]:
        yield correct_field(opened, claim, field, value, deciding.reader, deciding.why)

    return _decided(decide, deciding)


def merge(
    actor: str,
    into: str,
    /,
    *,
    deciding: Deciding = DECIDING,
) -> int:
    """Say that two actors are the same.

    Parameters
    ----------
    actor
        The one that goes; its names and claims are shown under the other.
    into
        The one that remains.
    """
    from allegiance.casefile import JudgementKind

    def decide(opened: Casefile) -> Iterator[Judgement]:
        one, other = the_actor(opened, actor), the_actor(opened, into)
        if one.id == other.id:
            raise UsageError(f"{actor!r} and {into!r} are the same actor already: {one.name} ({one.id})")
        yield opened.judge(JudgementKind.MERGE, one.id, other=other.id, by=deciding.reader, why=deciding.why)

    return _decided(decide, deciding)


def split(
    actor: str,
    /,
    *,
    document: Annotated[
        Sequence[str],
        Parameter(
            name="--document", negative="", help="A document in which it is somebody else; may be repeated."
        ),
    ] = (),
    into: Annotated[
        str | None, Parameter(name="--into", help="Who it is there; left out, a new actor of the same name.")
    ] = None,
    deciding: Deciding = DECIDING,
) -> int:
    """Say that in some documents an actor is somebody else of the same name.

    Parameters
    ----------
    actor
        A name as you would type it, or an id.
    """
    if not document:
        raise UsageError("say in which documents it is somebody else: --document NAME")
    from allegiance.casefile import JudgementKind

    def decide(opened: Casefile) -> Iterator[Judgement]:
        ids = json_module.dumps([opened.document(name).id for name in document])
        who, other = the_actor(opened, actor).id, None if into is None else the_actor(opened, into).id
        yield opened.judge(
            JudgementKind.SPLIT, who, value=ids, other=other, by=deciding.reader, why=deciding.why
        )

    return _decided(decide, deciding)


def undo(
    judgement: str,
    /,
    *,
    deciding: Deciding = DECIDING,
) -> int:
    """Undo a decision by its id; undoing the undo restores it. Both stay in the list of decisions.

    Parameters
    ----------
    judgement
        Id of the decision, as the command that made it and `judgements` show it.
    """

    def decide(opened: Casefile) -> Iterator[Judgement]:
        yield opened.undo(judgement, by=deciding.reader, why=deciding.why)

    return _decided(decide, deciding)


def judgements(target: str | None = None, /, *, asking: Asking = ASKING) -> int:
    """List every decision, oldest first: by whom, when, why, and whether it was undone.

    Parameters
    ----------
    target
        Id of a claim or an actor; left out, all decisions.
    """
    from allegiance.cli.record_pages import judgements_page

    with asking.asked() as casefile:
        found = casefile.judgements(target)
    if not found and not asking.json:
        note("nothing was decided" + (f" about {target}" if target else ""))
        return 0
    return asking.answer(found, judgements_page)


def correct_field(
    casefile: Casefile, claim: str, field: str, value: str | None, by: str, why: str
) -> Judgement:
    """Record a correction; an actor may be given by name. Raises: UsageError."""
    from allegiance.casefile import JudgementKind

    if value is not None and field in _ACTORS:
        value = the_actor(casefile, value).id
    return casefile.judge(JudgementKind.CORRECT, claim, field=field, value=value, by=by, why=why)


def _on_claims(kind: JudgementKind, claims: Sequence[str], signing: Signing, why: str) -> int:
    def decide(opened: Casefile) -> Iterator[Judgement]:
        reader = signing.reader
        known = {record.id for record in opened.claims(ids=claims, include_rejected=True)}
        if missing := [claim for claim in claims if claim not in known]:
            raise UsageError(f"there is no claim {missing[0]!r} in this casefile; nothing was decided")
        for claim in dict.fromkeys(claims):
            yield opened.judge(kind, claim, by=reader, why=why)

    return _decided(decide, signing)


def _decided(decide: Callable[[Casefile], Iterator[Judgement]], opening: Opening) -> int:
    """Make the decisions and show each; it is on disk when its line appears."""
    from allegiance.cli.record_pages import judgement_line

    made = []
    with opening.opened() as casefile:
        for judgement in decide(casefile):
            made.append(judgement)
            if not opening.json:
                print_lines([judgement_line(judgement)])
    return opening.answer(made, lambda _: ()) if opening.json else 0
