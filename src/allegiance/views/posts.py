"""Posts: who held what when, and the gaps, put into words. Its shapes are in `offices.py`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from allegiance.actors.actor import Actor
from allegiance.analysis import offices as office
from allegiance.analysis.moment import last_day
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.fold import fold
from allegiance.casefile.record import Record
from allegiance.claims.claim import Certainty
from allegiance.errors import UnknownActor, UsageError
from allegiance.interval import Interval
from allegiance.views.cited import Cited, cited
from allegiance.views.dates import in_words
from allegiance.views.entry import ActorRef, actor_ref
from allegiance.views.offices import (
    BackingView,
    CandidateView,
    FaultLine,
    GapsView,
    GapView,
    HeirView,
    OfficesView,
    PostView,
    TermView,
)
from allegiance.views.who import find_actor

_OFFICES = (
    "holds_office",
    "leads",
    "appointed",
    "removed",
    "succeeded",
    "attacked",
    "relative_of",
    "renamed_as",
)
_TIES = (
    "supports",
    "sponsors",
    "allied_with",
    "opposes",
    "rivals",
    "member_of",
    "negotiated_with",
    "aided",
    "traded_with",
)
_HOWS = {
    "took office": "took office",
    "appointed": "appointed",
    "succeeded": "succeeded",
    "followed": "after",
    "killed": "killed",
    "died": "died",
    "removed": "removed",
    "resigned": "resigned",
    "succeeded by": "succeeded by",
    "followed by": "followed by",
}


def offices(casefile: Casefile, asked: str | Actor | None = None) -> OfficesView:
    """Who held which office: of a post ('prime minister', 'prime minister of Iraq'), of an actor, or all.

    An actor is meant as holder or as the state or body. Raises: UnknownActor, UsageError (a name that fits several).
    """
    every = office.posts(_records(casefile, _OFFICES))
    title, chosen = _chosen(casefile, every, asked)
    return offices_view(chosen, title)


def gaps(casefile: Casefile, asked: str | Actor | None = None) -> GapsView:
    """Posts and roles that fell open: all, those of a post, or those of an actor. Raises as `offices` does."""
    found = office.gaps(_records(casefile, (*_OFFICES, *_TIES)))
    title, posts = _chosen(casefile, tuple(gap.post for gap in found if gap.post is not None), asked)
    if asked is not None:
        ids = {post.id for post in posts}
        who = _actor(casefile, asked)
        found = tuple(g for g in found if (g.post and g.post.id in ids) or (who and g.who.id == who.id))
    return gaps_view(found, title.replace("Offices", "Gaps"))


def _records(casefile: Casefile, names: Iterable[str]) -> tuple[Record, ...]:
    return tuple({r.id: r for name in names for r in casefile.claims(relation=name)}.values())


def _actor(casefile: Casefile, asked: str | Actor) -> Actor | None:
    if isinstance(asked, Actor):
        return asked
    try:
        return find_actor(casefile, asked).actor
    except UsageError:
        return None


def _chosen(
    casefile: Casefile, every: Sequence[office.Post], asked: str | Actor | None
) -> tuple[str, tuple[office.Post, ...]]:
    """The posts that are meant: by title first, then by the name of an actor."""
    if asked is None:
        return "Offices on record", tuple(every)
    if isinstance(asked, str):
        said = office.title(asked)
        named = tuple(p for p in every if p.key.office == said.office and _is_body(p, said.body))
        if named:
            return f"Offices: {asked}", named
        try:
            asked = find_actor(casefile, asked).actor
        except UnknownActor as fault:
            raise UnknownActor(f"{fault}; no office of that name is on record either") from fault
    who = asked
    mine = tuple(p for p in every if p.key.body == who.id or any(t.holder.id == who.id for t in p.terms))
    return f"Offices of {who.name}", mine


def _is_body(post: office.Post, body: str | None) -> bool:
    return body is None or fold(body) == fold(post.body.name if post.body else post.key.body)


_NOTE = (
    "A day in brackets is not told: it is the day of whoever came before or after. "
    "Nobody on record is no sign that a post was empty."
)


def offices_view(posts: Sequence[office.Post], title: str) -> OfficesView:
    """The posts, put into words."""
    views = tuple(_post(post) for post in posts)
    days = sorted(day for post in posts for term in post.terms for day in _days(term))
    note = _NOTE if views else "No office is on record for that; that says nothing about who held one."
    return OfficesView(title, views, days[0] if days else "", days[-1] if days else "", note)


def _days(term: office.Term) -> Iterator[str]:
    for when in (*(b.when for b in (term.since, term.until) if b), *term.seen):
        if when is not None:
            yield (when.start or last_day(when)).isoformat()
            if when.end:
                yield last_day(when).isoformat()


def _post(post: office.Post) -> PostView:
    return PostView(
        id=post.id,
        title=_title(post),
        office=post.key.office,
        body=actor_ref(post.body) if post.body else None,
        as_written=post.written,
        terms=tuple(_term(term) for term in post.terms),
        faults=tuple(_faults(post)),
    )


def _title(post: office.Post) -> str:
    body = post.body.name if post.body else post.key.body
    return f"{post.key.office} of {body}" if body else f"{post.key.office} (of what is not told)"


def _term(term: office.Term) -> TermView:
    marks = [
        m
        for m, is_so in (("acting", term.acting), ("only named", term.designate), ("doubtful", term.doubtful))
        if is_so
    ]
    firmest = min((r.claim.certainty for r in term.records), key=list(Certainty).index)
    if firmest is not Certainty.STATED:
        marks.append(firmest.value)
    return TermView(
        holder=actor_ref(term.holder),
        since=_edtf(term.since),
        until=_edtf(term.until),
        words=_span(term),
        acting=term.acting,
        designate=term.designate,
        began=_how(term.since),
        ended=_how(term.until),
        marks=tuple(marks),
        passages=cited(term.records),
        shown=tuple(str(when) for when in term.seen),
    )


def _edtf(bound: office.Bound | None) -> str | None:
    return _text(bound.when) if bound is not None and bound.when is not None else None


def _text(when: Interval | None) -> str | None:
    return str(when) if when is not None else None


def _span(term: office.Term) -> str:
    parts = [part for part in (_end("since", term.since), _end("until", term.until)) if part]
    if term.seen and (term.until is None or not parts):
        parts.append(f"in office {in_words(term.seen[-1])}")
    return "; ".join(parts) or "no date"


def _end(word: str, bound: office.Bound | None) -> str:
    if bound is None:
        return ""
    how = _how(bound)
    if bound.when is None:
        return f"{word} a day that is not told ({how})" if how else ""
    if word == "until" and bound.when.start is None:
        return f"no longer by {in_words(bound.when).removeprefix('until ')}"
    day = f"{word} {in_words(bound.when)}"
    told = f"{day} ({how})" if how else day
    return told if bound.told else f"[{told}]"


def _how(bound: office.Bound | None) -> str:
    if bound is None or bound.how not in _HOWS:
        return ""
    how = _HOWS[bound.how]
    if bound.by is None:
        return how
    between = " " if how in ("succeeded", "after", "succeeded by", "followed by") else " by "
    return f"{how}{between}{bound.by.name}"


def _faults(post: office.Post) -> Iterator[FaultLine]:
    for term in post.terms:
        for telling in term.disputed:
            when = in_words(telling.when) if telling.when else "no date"
            yield FaultLine(
                f"{term.holder.name}: another day that does not fit is told, {when}", cited(telling.records)
            )
        if term.doubtful:
            words = f"{term.holder.name} in office then: told by one voice, against more for somebody else"
            yield FaultLine(words, cited(term.records))


def gaps_view(found: Sequence[office.Gap], title: str) -> GapsView:
    """The gaps, put into words."""
    note = (
        "How long is counted between the days that are told. A gap is where nobody is on record, not where nobody was."
        if found
        else "No gap is on record; that says nothing about what is not on record."
    )
    return GapsView(title, tuple(_gap(gap) for gap in found), note)


def _gap(gap: office.Gap) -> GapView:
    return GapView(
        title=_title(gap.post) if gap.post else f"the role of {gap.who.name}, who held no office on record",
        post=gap.post.id if gap.post else None,
        who=actor_ref(gap.who),
        how=f"{gap.how} by {gap.by.name}" if gap.by and gap.how in ("killed", "removed") else gap.how,
        opened=_text(gap.opened),
        closed=_text(gap.closed),
        days_least=gap.least,
        days_most=gap.most,
        words=_length(gap),
        opening=cited(gap.records),
        candidates=tuple(_candidate(one) for one in gap.candidates),
        heirs=tuple(_heir(heir, gap.who.name) for heir in gap.heirs),
    )


def _length(gap: office.Gap) -> str:
    if gap.post is None:
        return "who took it is not told"
    filled = any(one.role == "filled" for one in gap.candidates)
    if gap.least is None and gap.most is None:
        return "filled, on a day that is not told" if filled else "not told who filled it"
    if gap.least == gap.most:
        return "filled the same day" if not gap.most else f"open {gap.most} {_days_word(gap.most)}"
    parts = [f"at least {gap.least}"] if gap.least else []
    parts += [f"at most {gap.most}"] if gap.most is not None else []
    number = gap.most if gap.most is not None else gap.least
    return f"open {' and '.join(parts) or 'some'} {_days_word(number)}"


def _days_word(number: int | None) -> str:
    return "day" if number == 1 else "days"


def _candidate(one: office.Candidate) -> CandidateView:
    when = f", {in_words(one.when)}" if one.when else ""
    return CandidateView(
        actor=actor_ref(one.actor),
        role=one.role,
        when=_text(one.when),
        words=f"{one.role}: {one.actor.name}{when}",
        passages=cited(one.records),
        backing=tuple(_backing(backing, one.actor.name) for backing in one.backing),
    )


def _backing(backing: office.Backing, name: str) -> BackingView:
    words = f"{backing.actor.name} {'for' if backing.sign > 0 else 'against'} {name}"
    return BackingView(actor_ref(backing.actor), backing.sign, words, cited(backing.records))


def _by_publication(heir: office.Heir) -> str:
    undated = sum(record.claim.valid is None for record in heir.records)
    return (
        f" ({undated} of {len(heir.records)} claims without a date, placed by publication)" if undated else ""
    )


def _heir(heir: office.Heir, fallen: str) -> HeirView:
    names = ", ".join(actor.name for actor in heir.gained)
    theirs = "partner" if heir.after == 1 else "partners"
    words = (
        f"{heir.actor.name}: ties to {heir.after} {theirs} of {fallen} in the two years after, "
        f"{heir.before} in the two before; new: {names}{_by_publication(heir)}"
    )
    refs: tuple[ActorRef, ...] = tuple(actor_ref(actor) for actor in heir.gained)
    passages: tuple[Cited, ...] = cited(heir.records)
    return HeirView(actor_ref(heir.actor), words, heir.before, heir.after, refs, passages)
