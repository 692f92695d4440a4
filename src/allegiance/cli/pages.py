"""Pages: each answer as the lines that a terminal shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.text import Text

from allegiance.cli.drawing import (
    bullet,
    chronology,
    claim_text,
    count,
    document_line,
    heading,
    how_to_open,
    joined,
    plain_line,
    space,
    text,
    tie_text,
    title,
    trimmed,
    warned,
)
from allegiance.cli.known_pages import background_lines
from allegiance.cli.safe import shown_part
from allegiance.cli.screen import Line
from allegiance.views.dates import in_words
from allegiance.views.entry import ClaimEntry
from allegiance.views.listing import ActorEntry, HitEntry, PassageView
from allegiance.views.pair import PairView
from allegiance.views.profile import NameView, ProfileView
from allegiance.views.ties import TieView

_MATCH = "bold yellow"
_NAME = 60  # characters of a name in a list
_ALSO = 4  # other names in a list


def pair_page(view: PairView, limit: int) -> Iterator[Line]:
    """Two actors: how it stood, then the words in order of time."""
    heads = _amount(len(view.claims), view.documents, view.publishers, view.years)
    yield from title(f"{view.actors[0].name} and {view.actors[1].name}", heads)
    yield space()
    yield plain_line(f"{view.standing.when}:", "bold")
    for tie in view.standing.ties:
        yield bullet(tie_text(tie))
    for remark in view.standing.remarks:
        yield bullet(text(remark))
    if view.claims:
        yield from _last(view.claims, limit)
    if view.around:
        yield space()
        yield plain_line("Around the two: their groups, and who broke away from them", "bold")
        yield from _last(view.around, limit)
    if view.claims or view.around:
        yield from how_to_open()


def _amount(claims: int, documents: int, publishers: int, years: str | None) -> tuple[str, ...]:
    if not claims:
        return ()
    counts = (count(claims, "claim"), count(documents, "document"), count(publishers, "publisher"))
    return (*counts, years or "")


def _last(claims: Sequence[ClaimEntry], limit: int, before: int = 0) -> Iterator[Line]:
    """The last of these claims, and how many came before, `before` of which are not here."""
    every = before + len(claims)
    if every > limit:
        yield plain_line(f"{every - limit:,} earlier ones: --limit {every}, or --json", "dim")
    yield from chronology(claims[-limit:])


def profile_page(view: ProfileView, limit: int) -> Iterator[Line]:
    """One actor: what it is and was, whom it stands with, how it is portrayed, what happened."""
    kind = (view.actor.kind or "").replace("_", " ")
    claims = len(view.claims) + view.more_claims
    amount = _amount(claims, view.documents, view.publishers, view.years)
    yield from title(view.actor.name, (kind, *amount, f"id {view.actor.id}"))
    if view.as_of:
        yield plain_line(f"As of {in_words(view.as_of)}; what came later is left out.", "dim")
    if not view.reprints_apart:
        yield plain_line("So many documents that reprints are not told apart in these counts.", "dim")
    yield from _names(view.names)
    yield from background_lines(view.background)
    yield from _section("Offices", view.offices, view, _office, limit)
    yield from _section("Office-holders", view.office_holders, view, _office_holder, limit)
    yield from _section("Leads", view.leads, view, _object, limit)
    yield from _section("Led by", view.led_by, view, _subject, limit)
    yield from _section("Part of", view.part_of, view, _object, limit)
    yield from _section("Its parts and members", view.parts, view, _subject, limit)
    yield from _section("Family", view.family, view, _sentence, limit)
    yield from _section("Controls", view.controls, view, _sentence, limit)
    yield from _lineage(view, limit)
    yield from _partners(view, limit)
    yield from _portrayals(view, limit)
    if view.claims:
        yield from heading("Chronology")
        yield from _last(view.claims, limit, before=view.more_claims)
        yield from how_to_open()
    else:
        yield from heading("Nothing more is recorded" + (" up to then" if view.as_of else ""))


def _names(names: Iterable[NameView]) -> Iterator[Line]:
    yield from heading("Names")
    once: dict[str, NameView] = {}
    for name in names:
        once.setdefault(name.name.casefold(), name)  # 'TEHRAN' of a dateline is 'Tehran'
    for name in once.values():
        if name.proper:
            used = f" — first used {in_words(name.first_used)}" if name.first_used else ""
            yield bullet(joined(text(trimmed(name.name, _NAME)), Text(used, "dim")))
    if phrases := [trimmed(name.name, _NAME) for name in once.values() if not name.proper]:
        yield bullet(text(f"also referred to as: {', '.join(phrases)}", "dim"))


def _object(tie: TieView) -> str:
    return tie.object.name if tie.object else tie.sentence


def _subject(tie: TieView) -> str:
    return tie.subject.name


def _sentence(tie: TieView) -> str:
    return tie.sentence


def _office(tie: TieView) -> str:
    return ", ".join(part for part in (tie.value, tie.object.name if tie.object else None) if part)


def _office_holder(tie: TieView) -> str:
    return ", ".join(part for part in (tie.subject.name, tie.value) if part)


def _more(every: int, limit: int) -> Iterator[Line]:
    """How many lines of a list are left out, and how to see them."""
    if every > limit:
        yield plain_line(f"  and {every - limit:,} more: --limit {every}, or --json", "dim")


def _section(
    name: str, ties: Sequence[TieView], view: ProfileView, words: Callable[[TieView], str], limit: int
) -> Iterator[Line]:
    if not ties:
        return
    yield from heading(name)
    for tie in ties[:limit]:
        line = tie_text(tie, words(tie))
        other = tie.object if tie.subject.id == view.actor.id else tie.subject
        if other and (later := view.later_names.get(other.id)):
            line = joined(line, Text("; later called "), text(", then ".join(actor.name for actor in later)))
        yield bullet(line)
    yield from _more(len(ties), limit)


def _lineage(view: ProfileView, limit: int) -> Iterator[Line]:
    if view.lineage:
        yield from heading("Lineage")
    for claim in view.lineage[:limit]:
        yield bullet(joined(claim_text(claim), Text(" — ", "dim"), text(claim.time, "dim")))
    yield from _more(len(view.lineage), limit)


def _partners(view: ProfileView, limit: int) -> Iterator[Line]:
    if view.partners:
        yield from heading("With and against")
    for partner in view.partners:
        yield Line(text(partner.actor.name, "bold"), 2, hang=2)
        for tie in partner.ties:
            yield bullet(tie_text(tie), 4)
    yield from _more(len(view.partners) + view.more_partners, limit)


def _portrayals(view: ProfileView, limit: int) -> Iterator[Line]:
    if view.portrayals:
        yield from heading("Portrayed as")
    for claim in view.portrayals[:limit]:
        by = claim.speaker or claim.document.publisher or claim.document.name
        words = joined(warned(claim.marks), text(claim.value or claim.sentence))
        yield bullet(joined(words, Text(" — ", "dim"), text(f"by {by}; {claim.time}", "dim")))
    yield from _more(len(view.portrayals), limit)


def actors_page(actors: Sequence[ActorEntry], total: int) -> Iterator[Line]:
    """Actors with the number of mentions, kind, id and other names; `total` is how many there are in all."""
    width = max((len(f"{actor.uses:,}") for actor in actors), default=1)
    for actor in actors:
        facts = f"{(actor.kind or 'kind not told').replace('_', ' ')} · {actor.id}"
        number, name = Text(f"{actor.uses:>{width},}  ", "dim"), text(trimmed(actor.name, _NAME), "bold")
        also = [trimmed(other, _NAME) for other in actor.names if other.casefold() != actor.name.casefold()]
        others = f"  also {', '.join(also[:_ALSO])}" if also else ""
        yield Line(joined(number, name, Text("  "), text(facts), Text(others, "dim")), hang=width + 2)
    if total > len(actors):
        yield plain_line(f"{total - len(actors):,} more: --limit {total}", "dim")


def hits_page(hits: Sequence[HitEntry]) -> Iterator[Line]:
    """Passages that a search found, with what matches set off."""
    for number, hit in enumerate(hits):
        if number:
            yield space()
        yield Line(_highlighted(hit))
        yield Line(text(document_line(hit.document), "dim"), 4)
        yield Line(text(hit.passage, "dim"), 4)
    yield from how_to_open()


def _highlighted(hit: HitEntry) -> Text:
    line, at = Text(), 0
    for start, end in hit.matches:
        line.append(shown_part(hit.words[at:start]))
        line.append(shown_part(hit.words[start:end]), _MATCH)
        at = end
    line.append(shown_part(hit.words[at:]))
    line.rstrip()
    return line


def passage_page(view: PassageView) -> Iterator[Line]:
    """A passage in its paragraph, its own words set off."""
    yield from title(document_line(view.document), (view.passage, view.kind, view.document.url or ""))
    yield space()
    words = Text(shown_part(view.before), "dim")
    words.append(f"»{shown_part(view.words)}«", "not dim bold")
    words.append(shown_part(view.after), "dim")
    yield Line(words, 2)
