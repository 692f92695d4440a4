"""The command by which a person adds a claim or a mention, with the words that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from allegiance.cli.options import DECIDING, Deciding, Opening

if TYPE_CHECKING:
    from allegiance.casefile import Casefile, Judgement
    from allegiance.documents.document import Document, Passage

Kind = Literal["person", "organization", "armed_group", "country", "movement", "population"]
AtOption = Annotated[
    int | None,
    Parameter(name="--at", help="Where the words begin, if the document has them at several places."),
]

add = App(name="add", help="Add a claim or a mention by hand, resting on exact words of a document.")


@Parameter(name="*")
@dataclass(frozen=True, kw_only=True)
class Qualifiers:
    """How the words say it."""

    phase: Annotated[
        Literal["begins", "holds", "ends"], Parameter(name="--phase", help="Begins, holds or ends.")
    ] = "holds"
    polarity: Annotated[
        Literal["affirmed", "denied"], Parameter(name="--polarity", help="Whether the words deny it.")
    ] = "affirmed"
    certainty: Annotated[
        Literal["stated", "alleged", "possible"],
        Parameter(name="--certainty", help="What the words commit to."),
    ] = "stated"
    said_by: Annotated[
        str, Parameter(name="--said-by", help="Who says so, an actor or words; left out, the author.")
    ] = ""
    when: Annotated[
        str, Parameter(name="--when", help="When it held or happened: 2014, 2014-06, 2006/2008, 2014/..")
    ] = ""
    where: Annotated[str, Parameter(name="--where", help="Where, as the words say.")] = ""


QUALIFIERS = Qualifiers()


@add.command
def claim(
    document: str,
    words: str,
    /,
    *,
    subject: Annotated[str, Parameter(name="--subject", help="Who stands so: a name or an id on record.")],
    relation: Annotated[str, Parameter(name="--relation", help="How: allied_with, attacked, …")],
    object_: Annotated[str, Parameter(name="--object", help="To whom: a name or an id on record.")] = "",
    value: Annotated[
        str, Parameter(name="--value", help="What: the office, the description, what is controlled.")
    ] = "",
    new_subject: Annotated[
        Kind | None, Parameter(name="--new-subject", help="The subject is a new actor of this kind.")
    ] = None,
    new_object: Annotated[
        Kind | None, Parameter(name="--new-object", help="The object is a new actor of this kind.")
    ] = None,
    how: Qualifiers = QUALIFIERS,
    at: AtOption = None,
    deciding: Deciding = DECIDING,
) -> int:
    """Add a claim that the words make and no reading has found. It is kept through every later reading.

    Parameters
    ----------
    document
        Name or id of the document.
    words
        The words that say it, as the document has them.
    """
    from allegiance.views.typed import TypedClaim, claim_by_hand

    typed = TypedClaim(
        subject=subject,
        relation=relation,
        object=object_,
        value=value,
        phase=how.phase,
        polarity=how.polarity,
        certainty=how.certainty,
        said_by=how.said_by,
        when=how.when,
        where=how.where,
        subject_kind=new_subject or "",
        object_kind=new_object or "",
    )

    def added(casefile: Casefile, read: Document, place: Passage) -> Judgement:
        return casefile.add_claim(
            claim_by_hand(casefile, read, place, typed), by=deciding.reader, why=deciding.why
        )

    return _added(document, words, at, deciding, added)


@add.command
def mention(
    document: str,
    words: str,
    /,
    *,
    actor: Annotated[str, Parameter(name="--actor", help="Whom the words mean: a name or an id on record.")],
    new: Annotated[Kind | None, Parameter(name="--new", help="It is a new actor of this kind.")] = None,
    at: AtOption = None,
    deciding: Deciding = DECIDING,
) -> int:
    """Add that words mean an actor, where no reading has seen it.

    Parameters
    ----------
    document
        Name or id of the document.
    words
        The words, as the document has them.
    """
    from allegiance.views.typed import mention_by_hand

    def added(casefile: Casefile, read: Document, place: Passage) -> Judgement:
        meant = mention_by_hand(casefile, read, place, actor, new or "")
        return casefile.add_mention(meant, by=deciding.reader, why=deciding.why)

    return _added(document, words, at, deciding, added)


def _added(
    document: str,
    words: str,
    at: int | None,
    opening: Opening,
    add_to: Callable[[Casefile, Document, Passage], Judgement],
) -> int:
    """Find the words, add what they say, and show it; it is on disk when its line appears."""
    from allegiance.cli.record_pages import judgement_line
    from allegiance.views.typed import the_place

    with opening.opened() as casefile:
        read = casefile.document(document)
        made = add_to(casefile, read, the_place(read, words, at))
    return opening.answer(made, lambda one: [judgement_line(one)])
