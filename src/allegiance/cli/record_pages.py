"""Pages about the record itself: decisions, claims to review, contested matters, two readings compared."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from allegiance.analysis.agreement import Agreement
from allegiance.casefile import Judgement, JudgementKind, Run
from allegiance.casefile.judgement import in_force
from allegiance.cli.drawing import (
    bullet,
    claim_text,
    count,
    document_line,
    heading,
    joined,
    plain_line,
    space,
    text,
)
from allegiance.cli.screen import Line
from allegiance.views.contested import ContestedView
from allegiance.views.difference import DifferenceView
from allegiance.views.entry import ClaimEntry

_TOWARDS = {JudgementKind.MERGE: "into", JudgementKind.SPLIT: "as", JudgementKind.APART: "from"}
_LISTED = 40  # claims of a list that a page shows; the whole is in --json


def judgement_line(judgement: Judgement, *, void: bool = False) -> Line:
    """One decision: what was decided about what, by whom, when, why, and its id."""
    what = f"{judgement.kind} {judgement.target}"
    if judgement.kind is JudgementKind.CORRECT:
        what += f" {judgement.field}: {judgement.value if judgement.value is not None else 'nothing'}"
    elif judgement.other:
        what += f" {_TOWARDS[judgement.kind]} {judgement.other}"
    elif judgement.undoes:
        what += f" ({judgement.undoes})"
    facts = f"by {judgement.by}, {judgement.recorded:%Y-%m-%d %H:%M} UTC, id {judgement.id}"
    why = joined(Text(" "), text(f"“{judgement.why}”")) if judgement.why else Text()
    mark = Text("[undone] ", "dim") if void else Text()
    return Line(joined(mark, text(what, "bold"), why, Text(" — ", "dim"), text(facts, "dim")), hang=2)


def judgements_page(judgements: Sequence[Judgement]) -> Iterator[Line]:
    """All decisions, oldest first; those that were undone bear a mark."""
    standing = {judgement.id for judgement in in_force(judgements)}
    for judgement in judgements:
        is_undo = judgement.kind is JudgementKind.UNDO
        yield judgement_line(judgement, void=judgement.id not in standing and not is_undo)


def claim_lines(claim: ClaimEntry) -> Iterator[Line]:
    """A claim with all that is needed to decide about it: words in full, speaker, document, id."""
    yield Line(joined(text(claim.time, "cyan"), Text(" · ", "dim"), claim_text(claim, "bold")), 2, hang=4)
    for quote in claim.quotes:
        yield Line(text(f"“{quote.words}”"), 4)
    said = (text(f"says {claim.speaker}", "italic"), Text(" · ", "dim")) if claim.speaker else ()
    yield Line(joined(*said, text(document_line(claim.document))), 4)
    addresses = "  ".join(quote.passage for quote in claim.quotes)
    yield Line(text(f"claim {claim.id}  {addresses}", "dim"), 4)


def contested_page(found: Sequence[ContestedView]) -> Iterator[Line]:
    """Each contested matter with the words of both sides."""
    for number, matter in enumerate(found):
        if number:
            yield space()
        yield Line(joined(Text(f"[{matter.contest}] ", "bold yellow"), text(matter.sentence, "bold")))
        for side in matter.sides:
            yield plain_line(f"{side.words}:", "cyan")
            for claim in side.claims:
                yield from claim_lines(claim)


def runs_page(runs: Sequence[Run], documents: Sequence[int]) -> Iterator[Line]:
    """Runs of extractors with number, time, settings and how many documents they read."""
    for number, (run, read) in enumerate(zip(runs, documents, strict=True), 1):
        settings = ", ".join(f"{name} {value}" for name, value in run.settings)
        facts = (f"{run.recorded:%Y-%m-%d %H:%M} UTC", count(read, "document"), settings, run.id)
        line = " · ".join(fact for fact in facts if fact)
        yield Line(
            joined(Text(f"{number:>3}  ", "dim"), text(run.extractor, "bold"), Text("  "), text(line)), hang=5
        )


def difference_page(view: DifferenceView) -> Iterator[Line]:
    """What changed between two readings."""
    yield plain_line(view.summary, "bold")
    if view.judged:
        yield plain_line(
            f"decided about, and no longer read as it was: {', '.join(view.judged)}", "bold yellow"
        )
    if view.changed:
        yield from heading("Read otherwise")
    for change in view.changed[:_LISTED]:
        yield bullet(claim_text(change.before))
        for words in change.changes:
            yield Line(text(words), 6, hang=2)
        yield Line(text(f"{change.before.document.name}  {change.before.quotes[0].passage}", "dim"), 6)
    for name, claims in (("No longer found", view.gone), ("New", view.new)):
        if claims:
            yield from heading(name)
        for claim in claims[:_LISTED]:
            yield bullet(claim_text(claim))
            yield Line(text(f"{claim.document.name}  {claim.quotes[0].passage}", "dim"), 6)
    longest = max(len(view.changed), len(view.gone), len(view.new))
    if longest > _LISTED:
        yield space()
        yield plain_line(f"{_LISTED} of each are shown; all of them: --json", "dim")


def agreement_page(found: Sequence[Agreement]) -> Iterator[Line]:
    """How far readers agree, and where they do not."""
    for pair in found:
        kappa = (
            "cannot be told: both decided all of them one way" if pair.kappa is None else f"{pair.kappa:.2f}"
        )
        alike = f"{count(pair.claims, 'claim')} in common, {pair.observed:.0%} decided alike, kappa {kappa}"
        yield Line(joined(text(f"{pair.first} and {pair.second}:", "bold"), Text(" "), text(alike)))
        for apart in pair.disagreements:
            yield bullet(text(f"{apart.claim}  {pair.first}: {apart.first}, {pair.second}: {apart.second}"))
