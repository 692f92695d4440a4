"""Knowing: which known actor a chain of a document is, if that can be told. Precision first.

    names of the chain ──keys──► forms that lists give ──may join?──► one actor     it is that one
                                                                  ──► several       country, role and time decide,
                                                                                    else they are kept apart
                                                                  ──► none          the list does not help

A name joins by its words, or by its sound where the country agrees; a list that knows the words and the country also
knows better than a reader whether it is a person or an organization. Never by itself: a name that lists call weak, what
every country has ('Supreme Court'), a single word of a person, a single word that is only an alias. A generic main name
('Communist Party') joins where the country agrees. An acronym joins where it abbreviates a name of the same actor and
the document speaks of no other country.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from allegiance.actors.known.known_actor import KnownActor, NameUse
from allegiance.actors.known.name_keys import (
    bare,
    is_acronym,
    is_bare_country,
    is_generic,
    is_institution,
    size,
    sound_keys,
    words_key,
)
from allegiance.actors.names import AUTOMATIC, match
from allegiance.actors.parts import fold, parts_of
from allegiance.interval import Interval
from allegiance.language.countries import lookup
from allegiance.language.mention import ActorKind, Chain, Form

GROUPS = frozenset({ActorKind.ORGANIZATION, ActorKind.ARMED_GROUP, ActorKind.MOVEMENT, ActorKind.POPULATION})
_EASILY_CONFUSED = frozenset(
    {ActorKind.PERSON, ActorKind.ORGANIZATION}
)  # by readers, where a name is unfamiliar
_REMEMBERED = 50_000  # names whose forms are kept
_LISTED = 4  # actors that a reason names
_SHORTEST = 4  # letters of a single word that may be a group's whole name


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A name of a known actor, with what decides whether a chain of this name is that actor."""

    known: str  # id of the known actor
    name: str
    use: NameUse
    held: Interval | None
    kind: ActorKind | None
    countries: tuple[str, ...]
    data_set: str
    same_as: str | None


class KnownNames(Protocol):
    """Where known actors are looked up; a casefile is one."""

    def forms(self, keys: Collection[str]) -> Mapping[str, Sequence[KnownForm]]:
        """The names of known actors with these keys, by key."""

    def known_actor(self, known: str) -> KnownActor:
        """The known actor of this id."""


Test = Callable[[KnownForm], bool]


@dataclass(frozen=True, slots=True)
class Context:
    """What a document says besides the chain: the countries it speaks of, and when it was published."""

    countries: frozenset[str] = frozenset()
    published: Interval | None = None

    @classmethod
    def of(cls, chains: Iterable[Chain], published: Interval | None = None) -> Context:
        """The countries that the mentions of a document name, 'Iraqi forces' too."""
        texts = {
            mention.text
            for chain in chains
            for mention in chain.mentions
            if mention.form is not Form.PRONOMINAL
        }
        words = {word.strip(".,;:()'\"") for text in texts for word in text.split() if word[:1].isupper()}
        found = (lookup(text) for text in texts | words)
        return cls(frozenset(country.country for country in found if country), published)


@dataclass(frozen=True, slots=True)
class Decision:
    """The known actor that a chain is, once for each list that has it; or those that it may be (`apart`)."""

    known: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()  # those that bear the name, but are not meant here
    reason: str = ""


@dataclass(slots=True)
class Knowing:
    """Asks lists of known actors about the chains of documents; what was asked once is remembered."""

    names: KnownNames
    _forms: dict[str, tuple[tuple[KnownForm, ...], tuple[KnownForm, ...]]] = field(default_factory=dict)

    def look_up(self, named: Iterable[str]) -> None:
        """Fetch what is needed for these names, all at once."""
        wanted = {name: (words_key(name), sound_keys(name)) for name in named if name not in self._forms}
        if not wanted:
            return
        if len(self._forms) > _REMEMBERED:
            self._forms.clear()
        found = self.names.forms({key for words, sounds in wanted.values() for key in (words, *sounds)})
        for name, (words, sounds) in wanted.items():
            same = tuple(found.get(words, ()))
            near = (
                () if same else tuple(dict.fromkeys(f for key in sorted(sounds) for f in found.get(key, ())))
            )
            self._forms[name] = same, near

    def bears(self, chain: Chain) -> bool:
        """Whether any name of the chain is on a list, or sounds like one that is."""
        named = named_forms(chain)
        self.look_up(named)
        return any(any(self._forms[name]) for name in named)

    def decide(self, chain: Chain, context: Context) -> Decision:
        """Which known actor a chain is; its names decide in order of their length."""
        named = [name for name in named_forms(chain) if not is_bare_country(name)]
        self.look_up(named)
        fitting: dict[str, KnownForm] = {}
        reason, fuller = "", False
        for name in sorted(named, key=lambda name: (-size(name), name)):
            if fuller and size(name) < 2:
                break  # the fuller name is on no list, so its short form tells nothing
            found, why = self._fitting(name, chain.kind, context)
            if found:
                fitting, reason = found, why
                break
            fuller = fuller or size(name) > 1
        bearing = {form.known for name in named if size(name) > 1 for form in self._forms[name][0]}
        if not fitting:
            return Decision(refused=frozenset(bearing))
        chosen = self._chosen(fitting, chain, context, reason)
        return replace(chosen, refused=frozenset(bearing - {*chosen.known, *chosen.apart}))

    def _fitting(
        self, name: str, kind: ActorKind | None, context: Context
    ) -> tuple[dict[str, KnownForm], str]:
        """Forms by known actor that a name may mean, the first of each; and how they fit."""
        same, near = self._forms[name]
        found: dict[str, KnownForm] = {}
        for form in same:
            if self._may_join(form, name, kind, context, exact=True):
                found.setdefault(form.known, form)
        if found:
            return found, f"{name!r} is on a list of known actors"
        for form in near:
            if self._may_join(form, name, kind, context, exact=False):
                fit = match(name, form.name, _kind(kind, form.kind))
                if fit.score >= AUTOMATIC:
                    found.setdefault(form.known, form)
        several = len(found) > 1 and len(_grouped(found.values())) > 1
        return ({}, "") if several else (found, f"{name!r} sounds like a name on a list of known actors")

    def _may_join(
        self, form: KnownForm, name: str, kind: ActorKind | None, context: Context, *, exact: bool
    ) -> bool:
        countries = set(form.countries)
        present = bool(countries & context.countries)
        may_be_misread = exact and present and size(name) > 1 and {kind, form.kind} == _EASILY_CONFUSED
        if not (kinds_agree(kind, form.kind) or may_be_misread):
            return False
        if form.use is NameUse.WEAK or is_institution(form.name) or is_bare_country(form.name):
            return False
        if is_generic(form.name):
            return exact and form.use is NameUse.MAIN and size(name) > 1 and (present or not countries)
        unopposed = present or not countries or not context.countries
        if ActorKind.PERSON in (kind, form.kind):
            return min(size(name), size(form.name)) > 1 and (unopposed if exact else present)
        if size(name) > 1:
            return unopposed or (exact and form.kind is not None)
        if not exact:
            return False
        if is_acronym(name):
            return unopposed and self._abbreviates(form)
        return form.use is NameUse.MAIN and len(name) >= _SHORTEST

    def _abbreviates(self, form: KnownForm) -> bool:
        """Whether the form is made of the initials of another name of the same actor, or is its only name."""
        letters = fold(form.name).replace(" ", "")
        return any(letters in parts_of(n.name).initials for n in self.names.known_actor(form.known).names)

    def _chosen(
        self, fitting: Mapping[str, KnownForm], chain: Chain, context: Context, reason: str
    ) -> Decision:
        """The one that is left when kind, country, time and role have had their say."""
        groups = _grouped(fitting.values())
        for why, test in self._tests(chain, context):
            if len(groups) < 2:
                break
            left = [group for group in groups if any(test(form) for form in group)]
            if 0 < len(left) < len(groups):
                groups, reason = left, f"{reason}; {why}"
        if len(groups) > 1:
            return Decision(apart=tuple(group[0].known for group in groups), reason=_apart(groups))
        return Decision(known=tuple(dict.fromkeys(form.known for form in groups[0])), reason=reason)

    def _tests(self, chain: Chain, context: Context) -> tuple[tuple[str, Test], ...]:
        """What tells apart several of one name, in this order, and how it is told."""
        return (
            ("its kind agrees", lambda form: chain.kind is None or form.kind is chain.kind),
            (
                "the document speaks of its country",
                lambda form: bool(context.countries & set(form.countries)),
            ),
            ("the name was its own at that time", lambda form: self._in_time(form, context.published)),
            ("its office is named", lambda form: self._has_role(form, chain, context.published)),
        )

    def _in_time(self, form: KnownForm, published: Interval | None) -> bool:
        """Whether the name was in use when the document was published, and the actor there already."""
        if published is None:
            return True
        existed = self.names.known_actor(form.known).existed
        begun = (
            existed is None or existed.start is None or published.end is None or existed.start < published.end
        )
        return begun and (form.held is None or form.held.overlaps(published))

    def _has_role(self, form: KnownForm, chain: Chain, published: Interval | None) -> bool:
        """Whether the document gives the chain a word of an office that was held then: 'the minister'."""
        words = {word for text in chain.names for word in fold(text).split()} - _own_words(form.name)
        offices = self.names.known_actor(form.known).offices
        held = (o for o in offices if o.held is None or published is None or o.held.overlaps(published))
        return any(words & (set(fold(office.title).split()) - _SMALL) for office in held)


_SMALL = frozenset("of the a an and for in at de la del".split())


def named_forms(chain: Chain) -> tuple[str, ...]:
    """The forms of a chain that are names, each once, without words such as 'fighters' behind them."""
    return tuple(dict.fromkeys(bare(m.text) for m in chain.mentions if m.form is Form.NAMED))


def kinds_agree(a: ActorKind | None, b: ActorKind | None) -> bool:
    """Whether two kinds may be one actor's; groups of all sorts are told apart differently by different people."""
    return a is None or b is None or a is b or (a in GROUPS and b in GROUPS)


def _kind(a: ActorKind | None, b: ActorKind | None) -> ActorKind | None:
    return a or b


def _own_words(name: str) -> set[str]:
    return set(fold(name).split()) | _SMALL


def _grouped(forms: Iterable[KnownForm]) -> list[list[KnownForm]]:
    """Forms of one actor together: several lists may have it, each once."""
    groups: list[list[KnownForm]] = []
    for form in sorted(forms, key=lambda form: form.known):
        home = next((group for group in groups if all(_one_actor(form, other) for other in group)), None)
        if home is None:
            groups.append([form])
        else:
            home.append(form)
    return groups


def _one_actor(a: KnownForm, b: KnownForm) -> bool:
    """Whether two entries mean the same actor: the same item of Wikidata, or the same country and kind.

    Two persons of one list are two, since whoever made it kept them apart; of groups, lists have some twice.
    """
    if a.same_as and b.same_as:
        return a.same_as == b.same_as
    agree = kinds_agree(a.kind, b.kind) and bool(set(a.countries) & set(b.countries))
    twice = a.kind is not None and a.kind is b.kind and a.kind in GROUPS and a.countries == b.countries
    return a.known == b.known or (agree and a.data_set != b.data_set) or twice


def _apart(groups: Sequence[Sequence[KnownForm]]) -> str:
    shown = [f"{group[0].name} ({', '.join((*group[0].countries, group[0].known))})" for group in groups]
    more = f" and {len(shown) - _LISTED} more" if len(shown) > _LISTED else ""
    return f"{len(groups)} known actors bear this name: {'; '.join(shown[:_LISTED])}{more}; kept apart"
