"""The outline and a window of the claims are those that reading all of them gives, whatever people decided."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from casefile_world import HALE, NORTH, SOUTH, make_claim, make_document, make_entry
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegiance.analysis.matter import matter
from allegiance.casefile import Casefile, JudgementKind, overview_then
from allegiance.interval import Interval

ACTORS = (NORTH, SOUTH, HALE)
PAPERS = ("The Valley Post", "Harbour News", None)
RELATIONS = ("allied_with", "attacked", "described_as")
TEXT = "Northern League, Southern Front and Mara Hale, report {}, said number."
said = st.tuples(
    st.sampled_from(ACTORS),
    st.sampled_from((*ACTORS, None)),
    st.sampled_from(RELATIONS),
    st.sampled_from((None, "2018", "2020-03", "2019/..", "../2015")),
    st.sampled_from((0.1, 0.4, 0.9)),
)
documents = st.lists(st.lists(said, max_size=5), min_size=1, max_size=4)
# kind, number of the claim or actor, number of what it is set to
decided = st.tuples(
    st.sampled_from(("accept", "reject", "subject", "object", "relation", "valid", "merge", "split", "undo")),
    st.integers(0, 30),
    st.integers(0, 30),
)


def filled(path: Path, told: list, acts: list) -> None:
    with Casefile.open(path) as casefile:
        run = casefile.begin_run("test/1")
        for number, claims in enumerate(told):
            document = make_document(f"r{number}", TEXT.format(number), f"2020-0{1 + number}")
            document = replace(document, publisher=PAPERS[number % len(PAPERS)])
            entry = make_entry(
                document,
                *(
                    replace(
                        make_claim(
                            document,
                            one,
                            relation,
                            other,
                            "number",
                            valid=valid,
                            value=None if other else "x",
                        ),
                        score=score,
                    )
                    for one, other, relation, valid, score in claims
                ),
            )
            casefile.add(entry, run)
        for act in acts:
            decide(casefile, *act)


def decide(casefile: Casefile, kind: str, number: int, other: int) -> None:
    ids = [record.id for record in casefile.claims(include_rejected=True)]
    made = casefile.judgements()
    one, two = ACTORS[number % 3].id, ACTORS[other % 3].id
    if kind == "undo" and made:
        casefile.undo(made[number % len(made)].id, by="t")
    elif kind == "merge" and one != two:
        casefile.judge(JudgementKind.MERGE, one, other=two, by="t")
    elif kind == "split":
        read = casefile.documents()
        casefile.judge(
            JudgementKind.SPLIT, one, value=f'["{read[number % len(read)].id}"]', other=two, by="t"
        )
    elif kind in ("accept", "reject") and ids:
        casefile.judge(JudgementKind(kind), ids[number % len(ids)], by="t")
    elif kind in ("subject", "object", "relation", "valid") and ids:
        value = {"relation": RELATIONS[other % 3], "valid": ("2001", "2019-05")[other % 2]}.get(kind, two)
        casefile.judge(JudgementKind.CORRECT, ids[number % len(ids)], field=kind, value=value, by="t")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    documents, st.lists(decided, max_size=6), st.sampled_from((0.0, 0.3)), st.sampled_from((None, 2018, 2020))
)
def test_they_are_what_reading_everything_gives(
    empty: Path, told: list, acts: list, least: float, year: int | None
) -> None:
    until = None if year is None else date(year, 6, 30)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.casefile"
        shutil.copy(empty, path)
        filled(path, told, acts)
        with Casefile.open(path, least=least) as casefile:
            for actor in (None, *(actor.id for actor in ACTORS)):
                agrees(casefile, actor, until)


def agrees(casefile: Casefile, actor: str | None, until: date | None) -> None:
    records = list(casefile.claims(actor, until=until))
    outline = casefile.outline(actor, until=until)
    assert [
        (r.id, r.claim.subject.id, r.claim.relation, r.claim.object and r.claim.object.id) for r in records
    ] == [row[:4] for row in outline]
    assert len({row.document for row in outline}) == len({r.document.id for r in records})
    for offset, limit in ((0, 2), (1, 3), (4, 50)):
        window = casefile.claim_window(actor, until=until, offset=offset, limit=limit)
        assert list(window) == records[offset : offset + limit]
    both = (NORTH.id, SOUTH.id)
    among = list(casefile.claims(actor, others=both, until=until))
    names = {found.id for found in casefile.actors_by_id(both).values()}
    assert [r.id for r in among] == [
        r.id for r in records if is_among(r, actor and casefile.actor(actor).id, names)
    ]
    some = RELATIONS[:2]
    chosen = list(casefile.claims(actor, relations=some, until=until))
    assert Counter(r.id for r in chosen) == Counter(r.id for r in records if r.claim.relation in some)
    assert [row.id for row in casefile.outline(actor, relations=some, until=until)] == [r.id for r in chosen]


def is_among(record: object, actor: str | None, names: set[str]) -> bool:
    claim = record.claim  # type: ignore[attr-defined]
    one, other = claim.subject.id, claim.object.id if claim.object else None
    if actor is None:
        return one in names and other in names
    return (one == actor and other in names) or (other == actor and one in names)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents, st.lists(decided, max_size=5), st.sampled_from(("2018", "2019-05", "2021/..", "../2014")))
def test_lists_of_actors_are_those_of_all_actors(empty: Path, told: list, acts: list, time: str) -> None:
    on = Interval.parse(time)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.casefile"
        shutil.copy(empty, path)
        filled(path, told, acts)
        with Casefile.open(path, least=0.3) as casefile:
            every = casefile.actors()
            for limit in (1, 2, 9):
                assert casefile.most_used(limit) == (every[:limit], len(every))
                names = {actor.id for actor in casefile.actors_by_id((NORTH.id, HALE.id)).values()}
                some = tuple(actor for actor in every if actor.id in names)
                assert casefile.most_used(limit, (NORTH.id, HALE.id)) == (some[:limit], len(some))
            valid = (r.claim for r in casefile.claims() if r.claim.valid and r.claim.valid.overlaps(on))
            assert casefile.active(on) == {a.id for c in valid for a in (c.subject, c.object) if a}
            for actor in every:
                found = Counter(
                    other.id
                    for r in casefile.claims(actor.id)
                    for other in (r.claim.subject, r.claim.object)
                    if other and r.claim.object and other.id != actor.id
                )
                assert casefile.partners(actor.id) == dict(found)


kept = st.lists(decided.filter(lambda act: act[0] in ("accept", "reject", "undo")), max_size=5)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(documents, kept, st.sampled_from((0.0, 0.3, 0.5)))
def test_what_a_publisher_alone_carries_goes_by_the_level(
    empty: Path, told: list, acts: list, least: float
) -> None:
    """The same matters as from reading all claims; a limit is reached wherever there are so many."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.casefile"
        shutil.copy(empty, path)
        filled(path, told, acts)
        with Casefile.open(path, least=least) as casefile:
            for publisher in PAPERS:
                slow = overview_then.carried_alone(casefile, publisher)
                fast = casefile.carried_alone(publisher)
                assert {matter(r.claim) for r in fast} == {matter(r.claim) for r in slow}
                assert len(fast) == len(slow)
                assert len(casefile.carried_alone(publisher, limit=1)) == min(1, len(slow))


def test_the_same_said_the_other_way_round_is_another_matter(empty: Path, tmp_path: Path) -> None:
    """Unless the relation is symmetric, and whatever is below the level is left aside."""
    told = [
        [(SOUTH, HALE, "supports", None, 0.4)],
        [(SOUTH, HALE, "supports", None, 0.1), (HALE, SOUTH, "supports", None, 0.4)],
    ]
    path = Path(shutil.copy(empty, tmp_path / "x.casefile"))  # the empty one serves other tests too
    filled(path, told, [])
    with Casefile.open(path, least=0.3) as casefile:
        found = [matter(r.claim) for paper in PAPERS[:2] for r in casefile.carried_alone(paper)]
    assert found == [("supports", SOUTH.id, HALE.id, ""), ("supports", HALE.id, SOUTH.id, "")]
