"""Words for networks: what a division, a triad, a broker or a shared enemy amounts to, in one or two sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from allegiance.actors.actor import Actor
from allegiance.analysis.sides import Bloc, Blocs, Bond, Broker, Kind, Shared, Third, Triad

NOT_SHOWN = "A pair about which nothing is on record has no tie here; that is neither peace nor neutrality."
_NAMED = 3  # members that give a side its label; relations that label a tie


def side(bloc: Bloc) -> str:
    """'Velland, Idris Marran and 3 others'."""
    return listed([member.name for member in bloc.members])


def relations(bond: Bond) -> str:
    """The relations behind a bond, the most frequent first: 'opposes, attacked'; contrary ones after 'but also'."""
    agreeing, contrary = (
        [name for name, _ in Counter(r.claim.relation.replace("_", " ") for r in some).most_common(_NAMED)]
        for some in (bond.agreeing, bond.contrary)
    )
    return ", ".join(agreeing) + (f"; but also {', '.join(contrary)}" if contrary else "")


def division(found: Blocs, left_out: int) -> str:
    """What goes against the sides, whether less is possible, and what is not shown."""
    ties, against = len(found.network.bonds), len(found.against)
    if not ties:
        return "Nothing on record says who stands with whom then. " + NOT_SHOWN
    parts = [_against(against, ties), _best(found)]
    if not all(bloc.by_friendship for bloc in found.blocs):
        parts.append("Some stand on one side only because they have an enemy in common.")
    if found.network.undecided:
        parts.append(f"Evenly for and against each other: {_counted(len(found.network.undecided), 'pair')}.")
    if left_out:
        parts.append(f"Left out, because fewer claims are about them: {_counted(left_out, 'actor')}.")
    return " ".join((*parts, NOT_SHOWN))


def _against(against: int, ties: int) -> str:
    if not against:
        return (
            f"All {_counted(ties, 'tie')} fit these sides." if ties > 1 else "The one tie fits these sides."
        )
    return f"{against} of {_counted(ties, 'tie')} go{'es' if against == 1 else ''} against these sides."


def _best(found: Blocs) -> str:
    if not found.against:
        return "No division can do better."
    weight = f"Together they weigh {found.frustration:.2f} (a tie that one publisher states once weighs 0.23)"
    if found.is_exact:
        return f"{weight}; that no division leaves less is proved."
    return f"{weight}; no division leaves less than {found.bound:.2f}, and what lies between is not known."


def triad(found: Triad) -> str:
    """The triad in a sentence."""
    first, second, third = (actor.name for actor in found.actors)
    return {
        Kind.ALL_TOGETHER: f"{first}, {second} and {third} are all with each other",
        Kind.TWO_AGAINST_ONE: f"{second} and {third} are with each other, and both against {first}",
        Kind.TORN: f"{first} is with {second} and with {third}, but these two are against each other",
        Kind.ALL_AGAINST_ALL: f"{first}, {second} and {third} are all against each other",
    }[found.kind]


def counted_triads(balanced: int, every: int, left_out: int) -> str:
    """How many triads there are, and how many are balanced."""
    if not every:
        return "No three actors on record all stand to each other. " + NOT_SHOWN
    more = (
        f" Left out, because fewer claims are about them: {_counted(left_out, 'actor')}." if left_out else ""
    )
    return f"{balanced} of {_counted(every, 'triad')} {'is' if balanced == 1 else 'are'} balanced.{more} {NOT_SHOWN}"


def broker(found: Broker) -> str:
    """Whom it stands between."""
    pairs = [f"{one.name} and {other.name}" for one, other in found.pairs[:2]]
    more = len(found.pairs) - len(pairs)
    return f"stands between {' as well as '.join(pairs)}" + (
        f", and {_counted(more, 'more pair')}" if more else ""
    )


def shared(one: Actor, other: Actor, found: Shared) -> str:
    """What two actors share, in a sentence or two."""
    both = f"{one.name} and {other.name}"
    parts = [
        f"{says}: {_names(thirds)}"
        for says, thirds in (
            ("both against", found.enemies),
            ("both with", found.friends),
            ("divided over", found.divided),
        )
        if thirds
    ]
    direct = _direct(both, found.direct)
    return f"{direct} " + ("; ".join(parts) + "." if parts else "No third actor on record stands to both.")


def _direct(both: str, bond: Bond | None) -> str:
    if bond is None:
        return f"Between {both} nothing is on record for then."
    stand = {
        1: "are with each other",
        -1: "are against each other",
        0: "are for and against each other alike",
    }
    return f"{both} {stand[bond.sign]} ({relations(bond)})."


def _names(thirds: Sequence[Third]) -> str:
    return listed([third.actor.name for third in thirds])


def listed(names: Sequence[str]) -> str:
    """'A', 'A and B', 'A, B, C and 4 others'."""
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} others"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _counted(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
