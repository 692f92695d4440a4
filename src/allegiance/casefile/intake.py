"""Intake: files go in, one after the other; each is stored whole or not at all.

    path ──► Document ──► Reading ──► actors ──► claims ──► Entry ──► casefile
      └── a bad file is an Outcome with a problem, and the next one follows

Stopping between two documents, or being killed, loses at most the document that was being read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from allegiance.actors.known.knowing import Knowing
from allegiance.actors.resolve import Known, Register, Resolution
from allegiance.casefile.casefile import Casefile
from allegiance.casefile.entry import Entry
from allegiance.casefile.find_known import KnownLookup
from allegiance.casefile.known_ties import is_proper
from allegiance.claims.claim import Claim
from allegiance.claims.extract import extract
from allegiance.documents import problems_of, read_document
from allegiance.errors import DocumentError
from allegiance.language.reading import Begun, Reader
from allegiance.problem import Problem

_Step = TypeVar("_Step")


class Status(StrEnum):
    """What became of a file."""

    READ = "read"
    KNOWN = "known"  # the casefile holds this reading of it already
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One file of a batch: what became of it, how many claims it gave, what is wrong with it."""

    path: Path
    status: Status
    document: str | None = None
    claims: int = 0
    problems: tuple[Problem, ...] = ()


def take_in(casefile: Casefile, paths: Iterable[Path], reader: Reader | None = None) -> Iterator[Outcome]:
    """Read files into a casefile, in the order given; yields one outcome for each as it is done.

    `reader` is the way of reading; None takes the best that is installed. Raises: CasefileError where the casefile
    itself cannot be written; a file that cannot be read is an outcome.
    """
    reader = reader or Reader.best()
    register: Register | None = None
    run: str | None = None
    with ThreadPoolExecutor(1, "encoder") as worker:
        for path, step in _one_ahead(_begun(casefile, paths, reader, worker)):
            if isinstance(step, Outcome):
                yield step
                continue
            if casefile.holds(step.document.id, reader.extractor):  # the same text stood twice in the batch
                yield Outcome(path, Status.KNOWN, step.document.id)
                continue
            register = register or _register(casefile)
            run = run or casefile.begin_run(reader.extractor)
            entry = enter(step, reader, register)
            casefile.add(entry, run)
            yield Outcome(path, Status.READ, step.document.id, len(entry.claims), tuple(entry.problems))


def _begun(
    casefile: Casefile, paths: Iterable[Path], reader: Reader, worker: Executor
) -> Iterator[tuple[Path, Begun | Outcome]]:
    """Each file parsed, its encoding under way; an outcome at once for one that will not be read."""
    for path in paths:
        try:
            document = read_document(path)
        except DocumentError as fault:
            yield path, _left_out(path, fault)
            continue
        if casefile.holds(document.id, reader.extractor):
            yield path, Outcome(path, Status.KNOWN, document.id)
        else:
            yield path, reader.begin(document, worker)


def _one_ahead(steps: Iterator[_Step]) -> Iterator[_Step]:
    """The same steps, each given out when the next one has begun."""
    held = next(steps, None)
    while held is not None:
        following = next(steps, None)
        yield held
        held = following


def unreadable(path: Path) -> Outcome | None:
    """What becomes of a file that cannot be read; None for one that can."""
    try:
        read_document(path)
    except DocumentError as fault:
        return _left_out(path, fault)
    return None


def _left_out(path: Path, fault: DocumentError) -> Outcome:
    problem = Problem(str(path), str(fault).removeprefix(f"{path}: "))
    return Outcome(path, Status.LEFT_OUT, problems=(problem,))


def read(casefile: Casefile, paths: Iterable[Path | str]) -> tuple[Outcome, ...]:
    """Read files into a casefile, all of them before it returns; one outcome for each, in order."""
    return tuple(take_in(casefile, (Path(path) for path in paths)))


def enter(begun: Begun, reader: Reader, register: Register) -> Entry:
    """Make an entry of a document that the reader has begun; `register` learns the actors that are new."""
    document = begun.document
    problems = list(problems_of(document))
    if document.language not in reader.languages:
        problems.append(
            Problem(
                document.name,
                f"language not read ({document.language}); its text is kept and can be searched",
            )
        )
    reading = reader.finish(begun)
    before = frozenset(register.ties)
    resolutions = register.resolve(document.id, reading.chains, document.published)
    actors = [resolution.actor for resolution in resolutions]
    problems += (Problem(document.name, f"{r.actor.name!r}: {r.reason}") for r in resolutions if r.ambiguous)
    return Entry(
        document=document,
        chains=reading.chains,
        actors=actors,
        identity_reasons=[resolution.reason for resolution in resolutions],
        claims=[claim for claim in extract(reading, actors) if not _of_itself(claim)],
        problems=problems,
        known=_new_ties(resolutions, before),
    )


def _of_itself(claim: Claim) -> bool:
    """Two names of one actor in a sentence are no tie."""
    return claim.object is not None and claim.object.id == claim.subject.id


def _new_ties(resolutions: Iterable[Resolution], before: Collection[str]) -> list[tuple[str, str, str]]:
    """Which actors were found on a list of known actors for the first time, each once."""
    found = {
        r.known: (r.actor.id, r.known, r.reason) for r in resolutions if r.known and r.known not in before
    }
    return list(found.values())


def _register(casefile: Casefile) -> Register:
    """What the casefile knows of names, and the lists of known actors that it holds.

    Forms without a capital are noun phrases and name nobody.
    """
    names: dict[str, list[str]] = {}
    for name in casefile.actor_names():
        if is_proper(name.name):
            names.setdefault(name.actor, []).append(name.name)
    knowing = Knowing(KnownLookup(casefile)) if casefile.has_known() else None
    known = (Known(actor, tuple(names.get(actor.id, ()))) for actor in casefile.actors())
    return Register.of(known, knowing, casefile.known_ties() if knowing else None)
