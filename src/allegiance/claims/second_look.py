"""A second look at qualifiers: what the trained reader thinks of those that grammar read.

Grammar reads hedges and denials off the governing clauses; where the words of two actors hang on a clause far away, it
reads too many. A hedge or denial stands only if it is said of the very word ('has never controlled', 'might unite') or
the network does not rule it out; a speaker that grammar missed is taken from the network where it is sure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allegiance.actors.actor import Actor
from allegiance.claims.claim import Certainty, Phase, Polarity
from allegiance.claims.draft import Draft
from allegiance.claims.qualifiers import Qualifiers
from allegiance.claims.surroundings import probability
from allegiance.claims.who import Who
from allegiance.language.reading import Reading

_PHASES = (Phase.BEGINS, Phase.HOLDS, Phase.ENDS)
_POLARITIES = (Polarity.AFFIRMED, Polarity.DENIED)
_CERTAINTIES = (Certainty.STATED, Certainty.ALLEGED, Certainty.POSSIBLE)
HEDGED = 0.5  # probability from which a claim is alleged or possible though no governing word says so
KEPT = 0.3  # and from which a governing word counts
DENIED = 0.03  # denials are rare: it hardly ever gives them more
TURNED = 0.4  # from this it finds a beginning or end that grammar missed
LEFT = 0.9  # likewise of an office or role named without 'former' or 'new'


@dataclass(frozen=True, slots=True)
class Look:
    """What the network thinks of one draft; probabilities by value, and who it takes for the speaker."""

    phase: dict[Phase, float]
    polarity: dict[Polarity, float]
    certainty: dict[Certainty, float]
    attributed: float
    speaker: Actor | None  # the likeliest, whether or not anybody is said to speak


def looks(reading: Reading, drafts: Sequence[Draft], who: Who) -> list[Look | None]:
    """One look for each draft; None where the network has not scored its pair."""
    scored = [(number, draft) for number, draft in enumerate(drafts) if draft.pair is not None]
    found: list[Look | None] = [None] * len(drafts)
    if reading.encoded is None or not scored:
        return found
    pairs = [draft.pair for _, draft in scored if draft.pair is not None]
    speakers = [placed.mention for placed in who.placed]
    scores = reading.encoded.qualifiers(pairs, [draft.relation for _, draft in scored], speakers)
    for row, (number, _) in enumerate(scored):
        best = int(scores.speaker[row].argmax()) if speakers else 0
        named = who.placed[best].actor if speakers else None
        found[number] = Look(
            dict(zip(_PHASES, scores.phase[row].tolist(), strict=True)),
            dict(zip(_POLARITIES, scores.polarity[row].tolist(), strict=True)),
            dict(zip(_CERTAINTIES, scores.certainty[row].tolist(), strict=True)),
            float(scores.attributed[row]),
            named,
        )
    return found


def phase_of(read: Qualifiers, look: Look | None, term: Phase | None = None) -> Phase:
    """Grammar's phase, or a beginning or end that the network is sure of.

    `term` is what the words around an office or role say of it; None where there is none.
    """
    if term in (Phase.BEGINS, Phase.ENDS):
        return term
    if look is None or read.phase is not Phase.HOLDS:
        return read.phase
    likely = max(look.phase, key=lambda phase: look.phase[phase])
    return likely if look.phase[likely] >= (LEFT if term is Phase.HOLDS else TURNED) else read.phase


def polarity_of(read: Qualifiers, look: Look | None) -> Polarity:
    """Grammar's polarity, unless the network rules a denial out that is said of another word."""
    ruled_out = look is not None and look.polarity[Polarity.DENIED] < DENIED and not read.at_word
    return Polarity.AFFIRMED if ruled_out else read.polarity


def certainty_of(read: Qualifiers, told: Mapping[str, float], look: Look | None) -> Certainty:
    """The likeliest certainty, by the words around (`told`) and the network together."""
    alleged, possible = probability(told, "alleged"), probability(told, "possible")
    if look is not None:
        alleged = 0.5 * (alleged + look.certainty[Certainty.ALLEGED])
        possible = 0.5 * (possible + look.certainty[Certainty.POSSIBLE])
    if read.certainty is not Certainty.STATED:
        kept = look is None or read.at_word or max(alleged, possible) >= KEPT
        return read.certainty if kept else Certainty.STATED
    if max(alleged, possible) < HEDGED:
        return Certainty.STATED
    return Certainty.ALLEGED if alleged >= possible else Certainty.POSSIBLE
