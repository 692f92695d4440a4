"""Questions: everything that can be asked of an open casefile; each question sees one state of the file throughout."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from allegiance.actors.actor import Actor
from allegiance.casefile import (
    decisions,
    find_actors,
    find_claims,
    find_documents,
    find_known,
    find_mentions,
    find_outline,
    find_overview,
    find_reprints,
    find_ties,
    find_turning,
    find_words,
    list_actors,
    overview_then,
    verify,
)
from allegiance.casefile.asking import Asked
from allegiance.casefile.judgement import Judgement, State
from allegiance.casefile.outlines import Outlines
from allegiance.casefile.overview import ActorPage, Change, Overview, PublisherRow
from allegiance.casefile.record import (
    ActorName,
    DocumentSummary,
    Hit,
    OpenedPassage,
    Record,
    Reprints,
    Run,
    Tie,
)
from allegiance.casefile.search_filters import Wanted
from allegiance.casefile.stamp import stamp
from allegiance.casefile.verify import Verification
from allegiance.claims.claim import Certainty
from allegiance.documents.document import Document
from allegiance.errors import UsageError
from allegiance.interval import Interval
from allegiance.language.mention import ActorKind
from allegiance.problem import Problem


class Questions(Outlines):
    """The half of a casefile that only asks. `least` is the score from which `claims` shows claims.

    `valid` and `known` are a day and a moment that every question is about where it names none of its own: what was
    valid on that day, as the casefile was at that moment, later additions, corrections and merges apart.
    """

    def as_of(self, valid: date | None = None, known: datetime | None = None) -> Questions:
        """The casefile as it was: every question asked of what this returns is about that day and that moment.

        `valid` leaves out claims that did not hold on the day, and documents published later; `known` leaves out
        what was recorded or decided later. With both: who stood with whom on 1 January as known on 1 February.
        """
        from allegiance.casefile.past import Past

        return Past(self, valid or self.valid, known or self.known)

    def holds(self, document: str, extractor: str) -> bool:
        """Whether this extractor's reading of this document (by id) is here already."""
        with self._reading() as connection:
            return find_documents.holds(connection, document, extractor)

    def documents(self, run: str | None = None) -> tuple[DocumentSummary, ...]:
        """All documents without their text, or those that a run read, in the order in which they were recorded."""
        with self._reading() as connection:
            return tuple(find_documents.summaries(connection, run, self._then, self.valid))

    def document_page(
        self, publisher: str | None = None, *, limit: int = 50, offset: int = 0
    ) -> tuple[tuple[DocumentSummary, ...], int]:
        """Some documents without their text, the last recorded first, and how many there are in all."""
        with self._reading() as connection:
            return find_documents.page(connection, publisher, limit, offset)

    def document(self, id_or_name: str) -> Document:
        """A document with text and passages. Raises: UsageError where none or several go by the name."""
        with self._reading() as connection:
            return find_documents.document(connection, id_or_name, self._then)

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        with self._reading() as connection:
            return find_documents.runs(connection, self._then)

    def problems(self, document: str | None = None) -> tuple[Problem, ...]:
        """What could not be understood, in one document or in all."""
        with self._reading() as connection:
            return find_documents.problems(connection, document, self._then)

    def actors(self, matching: str | None = None) -> tuple[Actor, ...]:
        """Actors, the most mentioned first; `matching` keeps those with a name that holds these letters."""
        with self._reading() as connection:
            found = find_actors.actors(connection, self._who(connection), matching, self._then)
            if self.valid is None:
                return found
            asked = Asked(known=self._then)
            parties = find_outline.active(connection, asked, Interval.of_day(self.valid))
        return tuple(actor for actor in found if actor.id in parties)

    def most_used(self, limit: int, among: Collection[str] | None = None) -> tuple[tuple[Actor, ...], int]:
        """The first of `actors` (among these, by id), without reading the others, and how many there are in all."""
        if self.valid is not None:
            every = tuple(actor for actor in self.actors() if among is None or actor.id in among)
            return every[:limit], len(every)
        with self._reading() as connection:
            return find_actors.most_used(connection, self._who(connection), limit, self._then, among)

    def active(self, time: Interval) -> frozenset[str]:
        """Ids of the actors of claims that were valid on some day of this time."""
        asked = Asked(known=self._then, least=self.least)
        with self._reading() as connection:
            return find_outline.active(connection, asked, time)

    def actor(self, actor: str) -> Actor:
        """The actor of this id, or the one that it was merged into. Raises: UnknownActor."""
        with self._reading() as connection:
            return find_actors.actor(connection, self._who(connection), actor, self._then)

    def actors_by_id(self, ids: Collection[str]) -> dict[str, Actor]:
        """Actors by the ids that are asked for, each the one that it was merged into; unknown ids are left out."""
        with self._reading() as connection:
            return find_actors.actors_by_id(connection, self._who(connection), ids, self._then)

    def mentions(self, actors: Collection[str]) -> dict[str, int]:
        """How often these actors (by id) are mentioned by name or noun phrase; merges are not applied."""
        with self._reading() as connection:
            return find_actors.mentions(connection, actors, self._then)

    def actor_names(self, holding: Collection[str] = ()) -> Iterator[ActorName]:
        """Every surface form of every actor, for matching names; merges are not applied.

        `holding` keeps those whose folded form has all of these in it.
        """
        with self._reading() as connection:
            yield from find_actors.actor_names(connection, self._then, holding)

    def called(self) -> list[tuple[str, str]]:
        """Every surface form with the id of its actor: what `actor_names` gives, without counting uses."""
        with self._reading() as connection:
            return find_actors.called(connection, self._then)

    def known_forms(self) -> tuple[ActorName, ...]:
        """Names that lists give to actors of the casefile, whether a document uses them or not."""
        with self._reading() as connection:
            return tuple(find_known.known_forms(connection, self._then))

    def background(self, actor: str) -> tuple[find_known.Background, ...]:
        """What lists say of an actor (by id) and of those merged into it. Raises: UnknownActor."""
        with self._reading() as connection:
            key = find_actors.actor_key(connection, actor, self._then)
            found = find_known.backgrounds(connection, self._who(connection), key)
        return tuple(said for said in found if self.known is None or said.recorded <= self.known)

    def mentions_in(self, document: str) -> tuple[find_mentions.FoundMention, ...]:
        """Which words of a document (by id or name) mean whom, in order. Raises: UsageError."""
        with self._reading() as connection:
            return find_mentions.mentions_in(connection, document, self._then)

    def forms_in(self, document: str) -> dict[str, tuple[str, ...]]:
        """The surface forms that one document uses, by id of the actor; merges are not applied."""
        with self._reading() as connection:
            key = find_documents.document_key(connection, document, self._then)
            return find_actors.forms_in(connection, key, self._then)

    def claims(
        self,
        actor: str | None = None,
        other: str | None = None,
        relation: str | None = None,
        document: str | None = None,
        *,
        others: Collection[str] | None = None,
        relations: Collection[str] | None = None,
        said_by: str | None = None,
        ids: Collection[str] | None = None,
        run: str | None = None,
        as_of: date | None = None,
        since: date | None = None,
        until: date | None = None,
        after: str | None = None,
        known: datetime | None = None,
        include_denied: bool = True,
        include_rejected: bool = False,
    ) -> Iterator[Record]:
        """Claims in chronological order, each with its document and how it stands; actors are given by id.

        `as_of` keeps those whose valid time holds that day: what has no valid time falls away. `since` and
        `until` go by the day under which a claim is filed: its first valid day, else the day of publication.
        `others` keeps those whose other party is one of these, or whose two parties are where no actor is given.
        `known` shows the casefile as it was at that moment, judgements too. `run` keeps what one run read, also
        where a later reading has replaced it. `after` goes on after the claim of this id, for the next page.
        """
        asked = Asked(
            actor=actor,
            other=other,
            said_by=said_by,
            others=others,
            relation=relation,
            relations=relations,
            document=document,
            ids=ids,
            run=run,
            as_of=as_of or self.valid,
            since=since,
            until=until,
            after=after,
            known=self._then if known is None else stamp(known),
            least=self.least,
            include_denied=include_denied,
            include_rejected=include_rejected,
        )
        with self._reading() as connection:
            yield from filter(self._shows, find_claims.claims(connection, asked))

    def overview(self) -> Overview:
        """Counts and spans of the whole casefile."""
        with self._reading() as connection:
            if self.valid is None and self.known is None:
                return find_overview.overview(connection, self.least)
        return overview_then.overview(self)

    def changes(self, since: int = 0, *, limit: int = 20) -> tuple[Change, ...]:
        """What was recorded after the act of this number, newest first."""
        with self._reading() as connection:
            return find_overview.changes(connection, since, limit, self._then)

    def actor_page(
        self, typed: str = "", *, kind: ActorKind | None = None, limit: int = 50, offset: int = 0
    ) -> ActorPage:
        """Actors that documents name, the most mentioned first; `typed` keeps those with a name that holds it.

        Names that are equal to what was typed come first, then those that begin so.
        """
        with self._reading() as connection:
            if self.valid is None and self.known is None:
                return list_actors.actor_page(connection, typed, kind, limit, offset)
        return overview_then.actor_page(self, typed, kind, limit, offset)

    def publishers(self) -> tuple[PublisherRow, ...]:
        """All publishers, those with the most claims first."""
        with self._reading() as connection:
            if self.valid is None and self.known is None:
                return find_overview.publishers(connection, self.least)
        return overview_then.publishers(self)

    def carried_alone(self, publisher: str | None, *, limit: int = 50) -> tuple[Record, ...]:
        """Claims of this publisher (its whole name) on matters that no other one carries, in order of time."""
        with self._reading() as connection:
            if self.valid is None and self.known is None:
                return find_overview.carried_alone(connection, publisher, limit, self.least)
        return overview_then.carried_alone(self, publisher)[:limit]

    def _shows(self, record: Record) -> bool:
        """Whether a claim is sure enough; what a person has accepted or corrected always is."""
        return record.claim.score >= self.least or record.state in (State.ACCEPTED, State.CORRECTED)

    def ties(self, day: date | None = None, *, known: datetime | None = None) -> tuple[Tie, ...]:
        """Who stood with whom on a day: the claims whose valid time holds it, counted per pair and relation.

        Raises: UsageError where neither the question nor `as_of` names a day.
        """
        day = day or self.valid
        if day is None:
            raise UsageError(
                "who stood with whom is a question about a day; name one: ties(date(2020, 1, 1))"
            )
        with self._reading() as connection:
            return find_ties.ties(connection, day, self._then if known is None else stamp(known))

    def turning_pairs(self, actor: str | None = None, limit: int = 60) -> tuple[tuple[str, str], ...]:
        """Pairs (of this actor, by id; None: all) whose claims may show a turn, by a rough measure, best first."""
        with self._reading() as connection:
            return find_turning.turning_pairs(connection, actor, self.least, limit)

    def reprints(
        self,
        documents: Collection[str] | None = None,
        *,
        places: Collection[find_reprints.Place] | None = None,
    ) -> Reprints:
        """Passages that several documents (of these, by id; None: of all) print but for small edits.

        `places`, each a document and an offset into its text, compares the passages that hold them and no others.
        """
        with self._reading() as connection:
            return find_reprints.reprints(connection, documents, self._then, places)

    def passage(self, address: str) -> OpenedPassage:
        """The words at 'document:start-end', in their paragraph. Raises: UsageError for no such place."""
        with self._reading() as connection:
            return find_documents.open_passage(connection, address, self._then)

    def search(
        self,
        words: str,
        limit: int = 20,
        *,
        actor: str | None = None,
        publisher: str | None = None,
        relation: str | None = None,
        certainty: Certainty | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> tuple[Hit, ...]:
        """Passages with these words, best first; "a phrase", a beginning*, OR and NOT are understood.

        `actor` keeps passages that mention the actor of this id, `relation` and `certainty` those that carry such a
        claim (of the actor, where one is given), `publisher` those of publishers whose name holds these letters;
        `since` and `until` go by the day of publication.
        """
        until = min((day for day in (until, self.valid) if day), default=None)
        wanted = Wanted(actor, publisher, relation, certainty, since, until, self._then)
        with self._reading() as connection:
            return find_words.search(connection, words, limit, wanted)

    def judgements(self, target: str | None = None) -> tuple[Judgement, ...]:
        """Every decision on a claim or an actor (None: on all), undone ones too, oldest first."""
        with self._reading() as connection:
            return tuple(decisions.judgements(connection, None if target is None else [target], self._then))

    def verify(self, noted: str | None = None) -> Verification:
        """Compute every hash again: finds any later change of a text, quote, claim or judgement.

        `noted` is a head that was written down elsewhere; the chain must hold it.
        """
        with self._reading() as connection:
            return verify.verify(connection, noted)
