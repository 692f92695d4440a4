"""Commands for reading claims against their words: review, and how far two readers agree."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from allegiance.cli.deciding import correct_field
from allegiance.cli.naming import ByOption, the_actor, the_reader
from allegiance.cli.options import OPENING, Opening, positive
from allegiance.cli.screen import note, print_json, print_lines
from allegiance.errors import UsageError

if TYPE_CHECKING:
    from allegiance.analysis.weight import Weighed
    from allegiance.casefile import Casefile, Judgement

_STOPPED = 130
_WORDS = {"accept": "a", "reject": "r", "correct": "c", "comment": "m", "skip": "s", "undo": "u"}
KEYS = (
    "a accept · r reject [why] · c FIELD VALUE correct · m WORDS comment · s skip · u undo the last · q quit"
)


def review(
    actor: str | None = None,
    /,
    *,
    second: Annotated[
        bool,
        Parameter(
            name="--second",
            negative="",
            help="Read what others have decided about and you have not; their decisions are not shown.",
        ),
    ] = False,
    limit: Annotated[int, Parameter(name="--limit", help="How many claims at most.")] = 50,
    by: ByOption = None,
    opening: Opening = OPENING,
) -> int:
    """Walk through the claims that nobody has decided about, those that matter most first.

    Parameters
    ----------
    actor
        Only claims of this actor; left out, all.
    """
    positive(limit)
    reader = the_reader(by)
    with opening.opened() as casefile:
        who = None if actor is None else the_actor(casefile, actor).id
        queue = _queue(casefile, who, reader, second=second)
        if opening.json:
            _print_queue(queue[:limit])
            return 0
        return _walk(_Review(casefile, reader), queue[:limit], len(queue))


def agreement(*, opening: Opening = OPENING) -> int:
    """Show how far readers decide alike about the same claims, and about which they do not (Cohen's kappa)."""
    from allegiance.analysis.agreement import agreements
    from allegiance.cli.record_pages import agreement_page

    with opening.opened() as casefile:
        found = agreements(casefile.judgements())
    if not found and not opening.json:
        note(
            "no claim was decided about by two readers; the second one starts with: allegiance review --second"
        )
        return 0
    return opening.answer(found, agreement_page)


def _queue(casefile: Casefile, actor: str | None, reader: str, *, second: bool) -> Sequence[Weighed]:
    """The claims to walk through. Weights come from all claims, so that they do not depend on who is asked about."""
    from allegiance.analysis.agreement import decisions_of
    from allegiance.analysis.weight import by_weight
    from allegiance.casefile import State

    made = decisions_of(casefile.judgements())
    own = made.get(reader, {})
    others = {claim for who, decided in made.items() if who != reader for claim in decided}
    weighed = by_weight(casefile.claims(actor, include_rejected=second))
    if second:
        return [w for w in weighed if w.record.id in others and w.record.id not in own]
    return [w for w in weighed if w.record.state is State.OPEN]


def _print_queue(queue: Sequence[Weighed]) -> None:
    from allegiance.views import entry, plain

    print_json(
        [
            {
                "claim": plain(entry(weighed.record)),
                "weight": round(weighed.weight, 4),
                "uncertainty": round(weighed.uncertainty, 4),
                "findings": round(weighed.findings, 4),
            }
            for weighed in queue
        ]
    )


@dataclass(slots=True)
class _Review:
    """One reader's sitting: every decision is in the casefile when its line is answered."""

    casefile: Casefile
    reader: str
    made: list[Judgement] = field(default_factory=list)
    skipped: int = 0

    def decide(self, claim: str, key: str, rest: str) -> bool:
        """Do what the key says; True when the next claim follows. Raises: UsageError for what cannot be done."""
        from allegiance.casefile import JudgementKind

        if key == "s":
            self.skipped += 1
            return True
        if key == "u":
            self._undo()
            return False
        if key == "c":
            name, _, value = rest.partition(" ")
            self.made.append(
                correct_field(self.casefile, claim, name, value.strip() or None, self.reader, "")
            )
            return False
        kinds = {"a": JudgementKind.ACCEPT, "r": JudgementKind.REJECT, "m": JudgementKind.COMMENT}
        if key not in kinds:
            raise UsageError(f"{key!r} is no key here; {KEYS}")
        if key == "m" and not rest:
            raise UsageError("a comment needs words: m WORDS")
        self.made.append(self.casefile.judge(kinds[key], claim, by=self.reader, why=rest))
        return key != "m"

    def _undo(self) -> None:
        if not self.made:
            raise UsageError("nothing was decided in this review yet")
        last = self.made.pop()
        self.casefile.undo(last.id, by=self.reader)
        note(f"undone: {last.kind} {last.target}")

    def summary(self, left: int) -> str:
        counts: dict[str, int] = {}
        for judgement in self.made:
            counts[judgement.kind.value] = counts.get(judgement.kind.value, 0) + 1
        told = [f"{kind} {number}" for kind, number in counts.items()]
        return ", ".join([*told, f"skip {self.skipped}", f"left {left}"])


def _walk(review: _Review, queue: Sequence[Weighed], waiting: int) -> int:
    """Claim after claim until the end, until the reader has enough or until Ctrl-C; what was decided is kept."""
    if not queue:
        note("nothing is left to review")
        return 0
    note(f"{waiting} claims wait; {KEYS}")
    done = 0
    lines = iter(sys.stdin)
    stopped = False
    try:
        for weighed in queue:
            _show(weighed, done + 1, len(queue))
            if not _answered(review, weighed.record.id, lines):
                break
            done += 1
    except KeyboardInterrupt:
        stopped = True
        note("stopped; every decision so far is kept")
    sys.stdout.write(review.summary(waiting - done) + "\n")
    return _STOPPED if stopped else 0


def _show(weighed: Weighed, number: int, of: int) -> None:
    from dataclasses import replace

    from allegiance.casefile import State
    from allegiance.cli.drawing import plain_line, space
    from allegiance.cli.record_pages import claim_lines
    from allegiance.views import entry

    hidden = replace(weighed.record, state=State.OPEN, judgements=())  # what others decided must not sway
    rest = f"{round(weighed.findings, 1):g} findings rest on it"
    facts = f"{number} of {of} · score {weighed.record.claim.score:.2f} · {rest}"
    print_lines([space(), plain_line(facts, "dim"), *claim_lines(entry(hidden))])


def _answered(review: _Review, claim: str, lines: Iterator[str]) -> bool:
    """Take answers until one settles the claim; False when the reader has enough."""
    for line in _asked(lines):
        key, _, rest = line.strip().partition(" ")
        key = key.casefold()
        if key in ("q", "quit"):
            return False
        try:
            if review.decide(claim, _WORDS.get(key, key), rest.strip()):
                return True
        except UsageError as fault:
            note(str(fault))
    return False


def _asked(lines: Iterator[str]) -> Iterable[str]:
    """Lines that were typed, each after a prompt."""
    while True:
        sys.stdout.flush()
        if sys.stdin.isatty():
            sys.stderr.write("> ")
            sys.stderr.flush()
        line = next(lines, None)
        if line is None:
            return
        if line.strip():
            yield line
