"""Pieces: what each record says about one person in one post: took it, was seen in it, lost it.

    holds_office, leads      begins ──► took        holds ──► seen ('since 2006' also took)      ends, 'former' ──► lost
    appointed                ──► took               removed, killed, died, resigned ──► lost
    succeeded                the later took, the earlier lost, in the post that either is known to have held

A post is an office in a state or body. Where the words do not name the body it is taken from other words about the same
person in the same office, else it stays untold; such posts are kept apart from all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from allegiance.actors.actor import Actor
from allegiance.analysis.moment import beginning, last_day
from allegiance.analysis.offices.falls import Fall, FallKind
from allegiance.analysis.offices.titles import Title, title
from allegiance.casefile.fold import fold
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.interval import Interval
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind


class PieceKind(StrEnum):
    TOOK = "took"
    SEEN = "seen"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class PostKey:
    """An office in a body; `body` is the id of an actor, or the words that name it, or '' where none do."""

    office: str
    body: str
    single: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What one record says of a person in a post. `how`: 'took office', 'appointed', 'killed', …"""

    post: PostKey
    holder: Actor
    kind: PieceKind
    when: Interval | None
    record: Record
    how: str = ""
    by: Actor | None = None
    acting: bool = False
    designate: bool = False
    written: str = ""


_MOMENT = 31  # days
_LEADER = Title("leader", single=True)


def pieces(
    records: Sequence[Record], fallen: Iterable[Fall], later_names: Mapping[str, Actor] = MappingProxyType({})
) -> tuple[tuple[Piece, ...], dict[str, Actor]]:
    """All pieces, and the actors that are bodies of posts, by id. Only affirmed records speak.

    `later_names`: for a body that took another name, under which actor its posts stand.
    """
    told = [r for r in records if r.claim.polarity is Polarity.AFFIRMED]
    bodies = _bodies(told, later_names)
    held = [p for record in told for p in _held(record, bodies)]
    held = _placed(held)
    mine = _by_holder(held)
    held += [p for record in told for p in _appointed(record, mine, bodies)]
    mine = _by_holder(held)
    held += [p for record in told for p in _succeeded(record, mine)]
    mine = _by_holder(held)
    lost = [p for fall in fallen for p in _lost(fall, mine.get(fall.person.id, ()))]
    gone = {(p.post, p.holder.id, p.record.id) for p in lost}
    held = [p for p in held if p.kind is not PieceKind.SEEN or (p.post, p.holder.id, p.record.id) not in gone]
    held = [_as_of_its_report(piece) for piece in _placed([*held, *lost])]
    return tuple(sorted(held, key=_order)), bodies


def _as_of_its_report(piece: Piece) -> Piece:
    """What is told for a day after the words were published had not happened.

    A beginning then makes a designate; an end tells nothing yet.
    """
    published = piece.record.document.published
    if piece.when is None or piece.when.start is None or published is None or published.end is None:
        return piece
    if piece.when.start < published.end or piece.kind is PieceKind.SEEN:
        return piece
    if piece.kind is PieceKind.TOOK:
        return replace(piece, designate=True)
    return replace(piece, kind=PieceKind.SEEN, when=None, how="")


def _order(piece: Piece) -> tuple[str, str, str, str, str]:
    return piece.post.office, piece.post.body, piece.holder.id, piece.kind, piece.record.id


def _by_holder(held: Iterable[Piece]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = {}
    for piece in held:
        found.setdefault(piece.holder.id, []).append(piece)
    return found


def _bodies(records: Iterable[Record], later_names: Mapping[str, Actor]) -> dict[str, Actor]:
    """Actors that are no persons, by id and by folded name, under their latest names."""
    found: dict[str, Actor] = {}
    for record in records:
        for actor in (record.claim.subject, record.claim.object):
            if actor is not None and actor.kind is not ActorKind.PERSON:
                for form in (actor.id, fold(actor.name)):
                    found.setdefault(form, later_names.get(actor.id, actor))
    return found


def _held(record: Record, bodies: Mapping[str, Actor]) -> Iterator[Piece]:
    claim = record.claim
    if claim.subject.kind not in (ActorKind.PERSON, None):
        return
    if claim.relation == "holds_office":
        said = title(claim.value) if claim.value else Title("office", single=False)
    elif claim.relation == "leads" and claim.object is not None and claim.object.kind is not ActorKind.PERSON:
        said = replace(_LEADER, single=claim.object.kind is not ActorKind.COUNTRY)
    else:
        return
    if said.is_rank:
        return
    post = PostKey(said.office, _body(claim.object, said, bodies), said.single)
    possible = claim.certainty is Certainty.POSSIBLE
    yield from _by_phase(
        Piece(
            post,
            claim.subject,
            PieceKind.SEEN,
            None,
            record,
            acting=said.acting,
            designate=said.designate or possible,
            written=claim.value or "",
        ),
        said,
    )


def _body(body: Actor | None, said: Title, bodies: Mapping[str, Actor]) -> str:
    """The id of the body, failing that the words that name it."""
    if body is not None:
        return bodies.get(body.id, body).id
    if not said.body:
        return ""
    known = lookup(said.body)
    actor = bodies.get(fold(known.country if known else said.body))
    return actor.id if actor else (known.country if known else said.body)


def _by_phase(piece: Piece, said: Title) -> Iterator[Piece]:
    claim, valid, published = piece.record.claim, piece.record.claim.valid, piece.record.document.published
    if claim.phase is Phase.ENDS or said.former:
        when = _left(valid) if claim.phase is Phase.ENDS and valid is not None and valid.is_open else None
        when = valid if claim.phase is Phase.ENDS and valid is not None and not valid.is_open else when
        if when is None and valid is not None and "/" in valid.edtf and not valid.is_open:
            yield replace(piece, kind=PieceKind.TOOK, when=_left(valid), how="in office")
            when = _right(valid)
        yield replace(
            piece, kind=PieceKind.LOST, when=when or up_to(published), how="" if when else "no longer"
        )
    elif claim.phase is Phase.BEGINS:
        yield replace(piece, kind=PieceKind.TOOK, when=_left(valid) if valid else None, how="took office")
    elif valid is not None and "/" in valid.edtf and not _is_moment(valid):
        if valid.start is not None:
            yield replace(piece, kind=PieceKind.TOOK, when=_left(valid), how="in office")
        if valid.end is not None:
            yield replace(piece, kind=PieceKind.LOST, when=_right(valid), how="in office until")
        else:
            yield replace(piece, when=published)
    else:
        yield replace(piece, when=valid or published)


def _is_moment(valid: Interval) -> bool:
    """'Last week' is a span of days at which somebody is seen in office, not a term."""
    return valid.start is not None and valid.end is not None and (valid.end - valid.start).days <= _MOMENT


def _left(valid: Interval) -> Interval | None:
    return beginning(valid) if "/" in valid.edtf else valid


def _right(valid: Interval) -> Interval | None:
    right = valid.edtf.partition("/")[2]
    return Interval.parse(right) if right not in ("", "..") else None


def up_to(known: Interval | None) -> Interval | None:
    """'Former' says: some time before the words were published; 'succeeded' says: some time before the other began."""
    if known is None or known.end is None:
        return None
    day = last_day(known)
    return Interval(None, day + timedelta(days=1), False, f"../{day.isoformat()}")


def _placed(held: Sequence[Piece]) -> list[Piece]:
    """Offices without a body put into the one body that other words name for the same person in the same office."""
    named: dict[tuple[str, str], set[str]] = {}
    for piece in held:
        if piece.post.body:
            named.setdefault((piece.holder.id, piece.post.office), set()).add(piece.post.body)
    placed = []
    for piece in held:
        bodies = named.get((piece.holder.id, piece.post.office), set())
        if not piece.post.body and len(bodies) == 1:
            piece = replace(piece, post=replace(piece.post, body=next(iter(bodies))))
        placed.append(piece)
    return placed


def _appointed(
    record: Record, held: Mapping[str, Sequence[Piece]], bodies: Mapping[str, Actor]
) -> Iterator[Piece]:
    """Whoever was appointed took the post, if it is told which; a mere nomination makes a designate."""
    claim = record.claim
    if claim.relation != "appointed" or claim.object is None or claim.object.kind is not ActorKind.PERSON:
        return
    mine = {p.post: p for p in held.get(claim.object.id, ())}
    if claim.value:
        said = title(claim.value)
        same = [post for post in mine if post.office == said.office]
        body = _body(None, said, bodies)
        post = same[0] if len(same) == 1 and not body else PostKey(said.office, body, said.single)
    else:
        said = Title("", single=True)
        single = [post for post in mine if post.single]
        if len(single) != 1:
            return
        post = single[0]
    if not said.is_rank:
        designate = said.designate or claim.certainty is Certainty.POSSIBLE
        yield Piece(
            post,
            claim.object,
            PieceKind.TOOK,
            claim.valid,
            record,
            "appointed",
            claim.subject,
            said.acting,
            designate,
            claim.value or "",
        )


def _succeeded(record: Record, held: Mapping[str, Sequence[Piece]]) -> Iterator[Piece]:
    """The later took and the earlier lost the one post that both, else the later, else the earlier, held."""
    claim = record.claim
    if claim.relation != "succeeded" or claim.object is None or claim.object.kind is not ActorKind.PERSON:
        return
    later = {p.post for p in held.get(claim.subject.id, ()) if p.post.single}
    earlier = {p.post for p in held.get(claim.object.id, ()) if p.post.single}
    posts = (
        later & earlier or (later if len(later) == 1 else set()) or (earlier if len(earlier) == 1 else set())
    )
    if len(posts) != 1:
        return
    post = next(iter(posts))
    when = claim.valid if claim.valid is not None and not claim.valid.is_open else None
    yield Piece(post, claim.subject, PieceKind.TOOK, when, record, "succeeded", claim.object)
    yield Piece(post, claim.object, PieceKind.LOST, up_to(when), record, "succeeded by", claim.subject)


def _lost(fall: Fall, held: Sequence[Piece]) -> Iterator[Piece]:
    """A fall ends what the person held; where it is told which office, only that one. Words for one post are enough."""
    mine = {p.post for p in held}
    if fall.post:
        office = title(fall.post).office
        mine = {post for post in mine if post.office == office} or mine
    elif fall.kind in (FallKind.REMOVED, FallKind.RESIGNED):
        about = {p.post for p in held if p.record.id == fall.record.id}
        mine = about or {post for post in mine if post.single}
    for post in sorted(mine, key=lambda post: (post.office, post.body)):
        yield Piece(post, fall.person, PieceKind.LOST, fall.when, fall.record, fall.kind.value, fall.by)
